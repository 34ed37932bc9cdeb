#include "core/scheduler/scheduler_world.h"

#include <QTest>

using namespace fornada;
using namespace fornada::test;

// How gates answer to trouble: slower after a 429, closed after failures in a row, and open again with care.
class FeedbackTest : public QObject {
    Q_OBJECT

    static QString rows(int count, const QString &first = {})
    {
        QStringList list(count, QStringLiteral("ok"));
        if (!first.isEmpty())
            list.first() = first;
        return list.join(QLatin1Char(';'));
    }
    // How many were on the wire at once after a moment.
    static int perMinute(const QList<Boot> &arrivals, Boot from)
    {
        return int(std::count_if(arrivals.begin(), arrivals.end(),
                                 [&](Boot at) { return at >= from && at < from + Micros(1min); }));
    }

private Q_SLOTS:
    // Ten at a time, and the provider complains ten times at once: one step down, to eight.
    void concurrencyShrinksOncePerEpisode()
    {
        SchedulerWorld world;
        LimitSet ten;
        ten.concurrency = 10;
        ten.breakerThreshold = 0;
        world.account(1, ten);
        world.queue(1, 1);
        world.batch('a', 1,
                    QStringList(10, QStringLiteral("429|ok")).join(QLatin1Char(';')) + QLatin1Char(';') + rows(400));
        world.run(10s + 5ms);
        QCOMPARE(world.scheduler().onWire(), 10);
        world.run(10s);
        QCOMPARE(world.scheduler().onWire(), 8);
        const QList<GateReading> readings = world.scheduler().readings(QStringLiteral("account:1"), world.now());
        QVERIFY(!readings.isEmpty());
        // A twentieth of ten a clean minute: back at ten after four.
        world.run(4min);
        QCOMPARE(world.scheduler().onWire(), 10);
    }

    void paceShrinksByAFifthAndRecovers()
    {
        SchedulerWorld world;
        LimitSet sixty;
        sixty.pace = PaceConfig{60, 1min, 1, 0};
        world.account(1, sixty);
        world.queue(1, 1);
        world.batch('a', 1, rows(600, QStringLiteral("429|ok")));
        world.latency = 100ms;
        world.run(8min);
        const Boot complaint = world.arrivals().first() + 100ms;
        // It is slowed for the rest of its minute and recovers by a twentieth a clean minute.
        const QList<int> expected{48, 51, 54, 57, 60};
        for (qsizetype minute = 0; minute < expected.size(); ++minute) {
            const int seen = perMinute(world.arrivals(), complaint + minute * Micros(1min));
            QVERIFY2(std::abs(seen - expected[minute]) <= 1,
                     qPrintable(QStringLiteral("minute %1: %2").arg(minute).arg(seen)));
        }
    }

    // The answer names a model: the account's others go on as fast as before.
    void aModelsComplaintSlowsThatModelAlone_data()
    {
        QTest::addColumn<QString>("word");
        QTest::addColumn<QString>("slower");
        QTest::newRow("its model") << QStringLiteral("modelwait") << QStringLiteral("8 10 10");
        QTest::newRow("nobody") << QStringLiteral("wait") << QStringLiteral("8 8 8");
    }
    void aModelsComplaintSlowsThatModelAlone()
    {
        QFETCH(const QString, word);
        QFETCH(const QString, slower);
        SchedulerWorld world;
        LimitSet ten;
        ten.concurrency = 10;
        Account &account = world.account(1, ten);
        account.modelLimits.insert(QStringLiteral("image"), ten);
        world.tell(AccountSet{account});
        world.queue(1, 1, ten);
        world.batch('a', 1, rows(1, word + QStringLiteral("|ok")), 0, {}, QStringLiteral("image"));
        world.run(12s);
        QStringList allowed;
        for (const char *key : {"model:1:image", "account:1", "queue:1"})
            for (const GateReading &reading : world.scheduler().readings(QLatin1String(key), world.now()))
                if (reading.kind == WaitReason::Concurrency)
                    allowed.append(QString::number(reading.allowed));
        QCOMPARE(allowed.join(QLatin1Char(' ')), slower);
    }

    // Taken away before any job of the model was there, it comes back over what was sent meanwhile.
    void aModelsLimitThatComesBackCoversWhatWasSent()
    {
        SchedulerWorld world;
        Account &account = world.account(1);
        LimitSet two;
        two.window = WindowConfig{2, 60s, Micros(0)};
        const auto limit = [&](const LimitSet &limits) {
            account.modelLimits.insert(QStringLiteral("image"), limits);
            world.tell(AccountSet{account});
        };
        world.queue(1, 1);
        limit(two);
        limit({});
        world.batch('a', 1, QStringLiteral("ok;ok"), 0, {}, QStringLiteral("image"));
        world.run(5s);
        world.batch('c', 1, QStringLiteral("ok"), 0, {}, QStringLiteral("image"));
        world.run(1s);
        QCOMPARE(world.sends(), QStringLiteral("a1 a2 c1"));
        limit(two);
        world.batch('b', 1, QStringLiteral("ok"), 0, {}, QStringLiteral("image"));
        world.run(50s);
        QCOMPARE(world.sends(), QString());
        world.run(10s);
        QCOMPARE(world.sends(), QStringLiteral("b1"));
    }

    // Whoever it was about: the provider is there again.
    void aModelsComplaintClosesTheCircuit()
    {
        SchedulerWorld world;
        LimitSet limits;
        limits.breakerThreshold = 2;
        limits.breakerProbeAfter = 30s;
        world.account(1, limits);
        world.queue(1, 1);
        world.batch('a', 1, QStringLiteral("down|modelwait|ok;down|ok"), 5, {}, QStringLiteral("image"));
        world.latency = 1s;
        world.run(5s);
        world.batch('b', 1, QStringLiteral("ok"), 0, {}, QStringLiteral("text"));
        world.run(35s);
        QCOMPARE(world.sends(), QStringLiteral("a1 a2 a1 b1"));
    }

    void aSecondEpisodeShrinksFurther()
    {
        SchedulerWorld world;
        LimitSet ten;
        ten.concurrency = 10;
        ten.breakerThreshold = 0;
        world.account(1, ten);
        world.queue(1, 1);
        QStringList scripts(200, QStringLiteral("ok"));
        scripts[0] = QStringLiteral("429|ok");
        scripts[45] = QStringLiteral("429|ok"); // more than 30 s later
        world.batch('a', 1, scripts.join(QLatin1Char(';')));
        world.run(90s);
        QCOMPARE(world.scheduler().onWire(), 6); // 10 x 0.8, x 0.8 again
    }

    // Eight failures in a row open the circuit; one probe at a time finds out whether it may close.
    void theCircuitIsProbedByOneJob()
    {
        SchedulerWorld world;
        LimitSet limits;
        limits.breakerThreshold = 3;
        limits.breakerProbeAfter = 30s;
        limits.concurrency = 3;
        world.account(1, limits);
        world.queue(1, 1);
        world.batch('a', 1, QStringLiteral("down|ok;down|down|ok;down|ok;ok;ok"));
        world.latency = 1s;
        world.run(20s);
        TRACE_IS(world,
                 "0.000 claim a1 · 0.000 claim a2 · 0.000 claim a3 · 0.010 send a1 · 0.010 send a2 · "
                 "0.010 send a3 · 1.010 again a1 in 10 · 1.010 claim a4 · 1.010 again a2 in 10 · 1.010 claim a5 · "
                 "1.010 again a3 in 10 unused · 1.020 recalled a4 · 1.020 recalled a5");
        QCOMPARE(toName(world.why('a', 4).reason), toName(WaitReason::CircuitOpen));
        world.run(12s);
        // One probe, and it is well: the others follow at once.
        TRACE_IS(world, "30.980 claim a1 · 31.010 send a1");
        world.run(60s);
        TRACE_IS(world, "32.010 done a1 · 32.010 claim a2 · 32.010 claim a3 · 32.010 claim a4 · "
                        "32.020 send a2 · 32.020 send a3 · 32.020 send a4 · "
                        "33.020 again a2 in 20 · 33.020 claim a5 · 33.020 done a3 · 33.020 done a4 · "
                        "33.030 send a5 · 34.030 done a5 · "
                        "53.020 claim a2 · 53.030 send a2 · 54.030 done a2");
    }

    // A probe that fails costs no attempt, and the next one waits its time.
    void aFailedProbeKeepsTheCircuitOpen()
    {
        SchedulerWorld world;
        RetryPolicy retry = SchedulerWorld::exactRetry();
        retry.minBackoff = 1s;
        LimitSet limits;
        limits.breakerThreshold = 2;
        limits.breakerProbeAfter = 30s;
        limits.concurrency = 2;
        world.account(1, limits);
        world.queue(1, 1, {}, retry);
        world.batch('a', 1, QStringLiteral("down|down|down|down|down|ok;down|ok"));
        world.latency = 1s;
        world.run(10min);
        QCOMPARE(toName(world.job('a', 1).state), QStringLiteral("completed"));
        QCOMPARE(toName(world.job('a', 2).state), QStringLiteral("completed"));
        QList<qint64> waits;
        for (qsizetype i = 2; i < 6; ++i)
            waits.append((world.arrivals()[i] - world.arrivals()[i - 1]) / Micros(1s));
        QCOMPARE(waits, (QList<qint64>{31, 31, 31, 31}));
        QVERIFY(world.job('a', 1).attempts <= 3);
    }
};

QTEST_GUILESS_MAIN(FeedbackTest)
#include "test_feedback.moc"
