#include "models/queue_presets.h"
#include "models/setup_model.h"
#include "text/account_text.h"
#include "text/limit_text.h"
#include "ui/sample_data.h"
#include "ui/setup_data.h"
#include "ui/ui_bench.h"

#include <QAbstractItemModelTester>
#include <QJsonArray>
#include <QTest>

using namespace fornada;

namespace {

GateFace closed(WaitReason reason, std::optional<Wall> until = {})
{
    GateFace gate;
    gate.kind = reason;
    gate.opening.reason = reason;
    if (until)
        gate.opening.until = Moment{*until, {}};
    return gate;
}

} // namespace

// What the queues page shows, and the texts of limits.
class TestSetupModel final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void rowsFollowTheEngine()
    {
        UiBench bench(*qobject_cast<QApplication *>(QCoreApplication::instance()));
        bench.language.setChoice(LanguageChoice::English);
        const Wall now = bench.pulse.now();
        addSampleSetup(*bench.data, now);
        SetupBook book(bench.link, bench.reads);
        SetupModel queues(SetupModel::Of::Queues, book, bench.pulse);
        SetupModel accounts(SetupModel::Of::Accounts, book, bench.pulse);
        QAbstractItemModelTester testQueues(&queues, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QAbstractItemModelTester testAccounts(&accounts, QAbstractItemModelTester::FailureReportingMode::QtTest);
        bench.link.answers.insert(QStringLiteral("engine.status"), withSampleGates(sampleStatus(now), now));
        bench.pulse.refresh();
        book.refresh();
        QTRY_COMPARE(queues.rowCount(), 5);
        QTRY_VERIFY(bench.pulse.vitals().known);
        const auto standing = [](const SetupModel &model, const char *name) {
            return Standing(model.index(model.rowOf(QString::fromLatin1(name)), 1).data(StateRole).toInt());
        };
        QCOMPARE(standing(queues, "portraits"), Standing::Waiting);
        QCOMPARE(standing(queues, "staging"), Standing::Open); // as many as allowed are on their way
        QCOMPARE(standing(queues, "texts"), Standing::Paused);
        QCOMPARE(standing(queues, "speech"), Standing::Open);
        QCOMPARE(standing(accounts, "openai"), Standing::NeedsYou);
        QCOMPARE(standing(accounts, "gemini-studio"), Standing::Open); // its closed model is not the account
        const int portraits = queues.rowOf(QStringLiteral("portraits"));
        QVERIFY2(queues.index(portraits, 1).data().toString().startsWith(QStringLiteral("Keeping its gap")),
                 qPrintable(queues.index(portraits, 1).data().toString()));
        QCOMPARE(queues.index(portraits, 2).data(RawRole).toLongLong(), 20);

        const QPersistentModelIndex kept = queues.index(portraits, 0);
        {
            const QMutexLocker lock(&bench.data->mutex);
            bench.data->queues[0].paused = true;
        }
        Changes changes;
        changes.setup = true;
        Q_EMIT bench.link.changed(changes);
        QTRY_COMPARE(standing(queues, "portraits"), Standing::Paused);
        QVERIFY(kept.isValid());
        {
            const QMutexLocker lock(&bench.data->mutex);
            bench.data->queues.removeLast();
        }
        book.refresh();
        QTRY_COMPARE(queues.rowCount(), 4);
    }

    void theTightestGateSpeaks()
    {
        const Wall soon = wallFromMicros(1'000'000), late = wallFromMicros(9'000'000);
        QVERIFY(!tightestGate({closed(WaitReason::None)}));
        QCOMPARE(tightestGate({closed(WaitReason::Gap, soon), closed(WaitReason::DailyCap, late)})->kind,
                 WaitReason::DailyCap);
        QCOMPARE(tightestGate({closed(WaitReason::NeedsUser), closed(WaitReason::DailyCap, late)})->kind,
                 WaitReason::NeedsUser);
        // Being busy is no reason while something else is shut.
        QCOMPARE(tightestGate({closed(WaitReason::Concurrency), closed(WaitReason::Gap, soon)})->kind, WaitReason::Gap);
        QCOMPARE(tightestGate({closed(WaitReason::Gap, soon), closed(WaitReason::Concurrency)})->kind, WaitReason::Gap);
    }

    void presetsAreWholeInBothLanguages()
    {
        const auto english = queuePresets(QStringLiteral("en")), portuguese = queuePresets(QStringLiteral("pt_BR"));
        QVERIFY2(bool(english), english ? "" : qPrintable(english.error().subject));
        QVERIFY(bool(portuguese));
        QVERIFY(english->size() >= 6);
        QSet<QString> ids;
        for (qsizetype i = 0; i < english->size(); ++i) {
            const QueuePreset &preset = english->at(i);
            ids.insert(preset.id);
            QVERIFY(!preset.title.isEmpty() && !preset.about.isEmpty() && !preset.name.isEmpty());
            QVERIFY(preset.asOf.isValid());
            QVERIFY2(portuguese->at(i).about != preset.about, qPrintable(preset.id));
            QVERIFY2(!(preset.limits == LimitSet()), qPrintable(preset.id));
        }
        QCOMPARE(ids.size(), english->size());
    }

    void limitsAreSaidInWords()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        const LimitSet set = *limitSetFromJson(
            {{QStringLiteral("pace"), QJsonObject{{QStringLiteral("count"), 60},
                                                  {QStringLiteral("period"), 60},
                                                  {QStringLiteral("burst"), 10}}},
             {QStringLiteral("dailyCap"), QJsonObject{{QStringLiteral("count"), 15},
                                                      {QStringLiteral("zone"), QStringLiteral("America/Los_Angeles")}}},
             {QStringLiteral("concurrency"), 10}});
        QCOMPARE(limitText(WaitReason::Pace, set), QStringLiteral("60 a minute, bursts of 10"));
        QCOMPARE(limitText(WaitReason::DailyCap, set), QStringLiteral("15 a day, Los Angeles time"));
        QVERIFY(limitText(WaitReason::Window, set).isEmpty());
        QVERIFY(limitsText({}).contains(QStringLiteral("no limits")));
    }

    void testResultsArePlain()
    {
        QJsonObject result{{QStringLiteral("result"), QStringLiteral("ok")},
                           {QStringLiteral("ok"), true},
                           {QStringLiteral("ms"), 220},
                           {QStringLiteral("models"), QJsonArray{QStringLiteral("a"), QStringLiteral("b")}}};
        QVERIFY(testText(result).contains(QStringLiteral("220 ms")));
        QVERIFY(testText(result).contains(QStringLiteral("2 ")));
        result = {{QStringLiteral("result"), QStringLiteral("keyRefused")}, {QStringLiteral("status"), 401}};
        QVERIFY(testText(result).contains(QStringLiteral("401")));
        result = {{QStringLiteral("result"), QStringLiteral("unreachable")},
                  {QStringLiteral("detail"), QStringLiteral("Connection refused")}};
        QVERIFY(testText(result).contains(QStringLiteral("Connection refused")));
    }
};

QTEST_MAIN(TestSetupModel)
#include "test_setup_model.moc"
