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
};

QTEST_GUILESS_MAIN(TestNoticed)
#include "test_noticed.moc"
