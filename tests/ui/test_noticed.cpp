#include "models/alerts.h"

#include <QTest>

using namespace fornada;

// What the engine has noticed, beside what the window sees itself.
class TestNoticed final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // What the engine has noticed stands until it is over.
    void whatTheEngineNoticedStands()
    {
        Vitals vitals;
        vitals.known = true;
        Event slips;
        slips.level = EventLevel::NeedsYou;
        slips.kind = QStringLiteral("finishSlips");
        slips.batch = BatchId{3};
        slips.subject = QStringLiteral("Flats");
        Event budget;
        budget.level = EventLevel::NeedsYou;
        budget.kind = QStringLiteral("budgetNear");
        budget.facts = {{QStringLiteral("percent"), 80}};
        vitals.alerts = {slips, budget};
        const QList<Alert> alerts = alertsOf({}, vitals, wallFromMicros(0));
        QCOMPARE(alerts.size(), 2);
        QCOMPARE(alerts.at(0).deed, Alert::Deed::ShowBatch);
        QCOMPARE(alerts.at(0).batch, BatchId{3});
        QVERIFY(alerts.at(0).text.contains(QStringLiteral("later than was foreseen")));
        QCOMPARE(alerts.at(1).deed, Alert::Deed::None);
    }

    // Those that there is no room for are a click away.
    void theRestIsReached()
    {
        Batch batch;
        batch.counts[JobState::Review] = 1;
        QList<Batch> many;
        for (int i = 1; i <= 9; ++i) {
            batch.id = BatchId{i};
            many.append(batch);
        }
        Alert rest = alertsOf(many, {}, wallFromMicros(0)).last();
        QCOMPARE(rest.text, QStringLiteral("and 4 more"));
        QCOMPARE(rest.button, QStringLiteral("Show batches"));
        QCOMPARE(rest.deed, Alert::Deed::ShowBatches);
        Vitals vitals;
        vitals.known = true;
        GateFace gate;
        gate.opening = Opening::closed(WaitReason::NeedsUser);
        vitals.gates = QList<GateFace>(9, gate);
        rest = alertsOf({}, vitals, wallFromMicros(0)).last();
        QCOMPARE(rest.button, QStringLiteral("Show queues"));
        QCOMPARE(rest.deed, Alert::Deed::ShowQueues);
    }
};

QTEST_GUILESS_MAIN(TestNoticed)
#include "test_noticed.moc"
