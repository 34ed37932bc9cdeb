#include "core/scheduler/scheduler_world.h"

#include <QTest>

using namespace fornada;
using namespace fornada::test;

// From a permit to the wire: late commits, late lanes, and what a pause takes back.
class SendingTest : public QObject {
    Q_OBJECT

    static LimitSet pace(int count, Micros period, int burst)
    {
        LimitSet limits;
        limits.pace = PaceConfig{count, period, burst, 0};
        limits.breakerThreshold = 0;
        return limits;
    }
    static QString rows(int count) { return QStringList(count, QStringLiteral("ok")).join(QLatin1Char(';')); }
    // What a server that polices "rate, bucket" would have refused.
    static int refused(const QList<Boot> &arrivals, double perSecond, int bucket)
    {
        double tokens = bucket;
        int bad = 0;
        for (qsizetype i = 0; i < arrivals.size(); ++i) {
            if (i > 0)
                tokens = std::min(double(bucket),
                                  tokens + double((arrivals[i] - arrivals[i - 1]).count()) * 1e-6 * perSecond);
            tokens >= 1 - 1e-9 ? tokens -= 1 : ++bad;
        }
        return bad;
    }
    static qsizetype mostIn(const QList<Boot> &arrivals, Micros period)
    {
        qsizetype most = 0;
        for (qsizetype first = 0, last = 0; last < arrivals.size(); ++last) {
            while (arrivals[last] - arrivals[first] >= period)
                ++first;
            most = std::max(most, last - first + 1);
        }
        return most;
    }
    static void commitStalls()
    {
        QTest::addColumn<Micros>("stall");
        QTest::addRow("1 ms") << Micros(1ms);
        QTest::addRow("50 ms") << Micros(50ms);
        QTest::addRow("2 s") << Micros(2s);
    }

private Q_SLOTS:
    void theLifeOfAJob()
    {
        SchedulerWorld world;
        world.account(1);
        world.queue(1, 1);
        world.batch('a', 1, QStringLiteral("ok"));
        world.run(60s);
        TRACE_IS(world, "0.000 claim a1 · 0.010 send a1 · 10.010 done a1");
        QVERIFY(world.scheduler().isIdle());
    }

    // The next claim is on its way while the gap passes: a commit costs nothing of the allowance.
    void permitsRunAheadOfTheirMoment()
    {
        SchedulerWorld world;
        LimitSet limits;
        limits.minimumGap = 1s;
        world.account(1);
        world.queue(1, 1, limits);
        world.batch('a', 1, rows(3));
        world.latency = 100ms;
        world.run(10s);
        TRACE_IS(world, "0.000 claim a1 · 0.010 send a1 · 0.110 done a1 · "
                        "0.980 claim a2 · 1.010 send a2 · 1.110 done a2 · "
                        "1.980 claim a3 · 2.010 send a3 · 2.110 done a3");
    }

    // Money of tomorrow cannot be reserved today: nobody looks again before midnight, least of all without an end.
    void midnightIsWaitedForOnce()
    {
        SchedulerWorld world;
        world.account(1);
        world.dayBudget(1, Money{150});
        world.queue(1, 1);
        world.batch('a', 1, QStringLiteral("ok;ok"), 0, Money{100});
        world.latency = 1s;
        world.tell(DayTurned{QDate(2026, 11, 21), world.now().wall + 5ms});
        world.run(1ms);
        QCOMPARE(toName(world.why('a', 2).reason), toName(WaitReason::AccountBudget));
        QVERIFY(world.scheduler().nextWake());
        QCOMPARE(world.scheduler().nextWake()->boot, world.began() + 5ms);
    }

    // Whoever runs until nothing is left stays for tomorrow's money, but not for a day that will never come.
    void tomorrowIsNotTheEnd_data()
    {
        QTest::addColumn<qint64>("cap");
        QTest::addColumn<bool>("isQuiet");
        QTest::newRow("the next day pays for it") << qint64(150) << false;
        QTest::newRow("no day does") << qint64(50) << true;
    }
    void tomorrowIsNotTheEnd()
    {
        QFETCH(const qint64, cap);
        QFETCH(const bool, isQuiet);
        SchedulerWorld world;
        world.account(1);
        world.dayBudget(1, Money{cap});
        world.queue(1, 1);
        world.batch('a', 1, QStringLiteral("ok;ok"), 0, Money{100});
        world.tell(DayTurned{QDate(2026, 11, 21), world.now().wall + 2h});
        world.run(1h);
        QCOMPARE(toName(world.why('a', 2).reason), toName(WaitReason::AccountBudget));
        QCOMPARE(world.scheduler().isQuiet(), isQuiet);
        QCOMPARE(!world.why('a', 2).until, isQuiet);
    }

    void aLateLaneMovesTheGate()
    {
        SchedulerWorld world;
        LimitSet limits;
        limits.minimumGap = 1s;
        world.account(1);
        world.queue(1, 1, limits);
        world.batch('a', 1, rows(3));
        world.latency = 100ms;
        world.laneLate = 40ms;
        world.run(10s);
        TRACE_IS(world, "0.000 claim a1 · 0.050 send a1 · 0.150 done a1 · "
                        "1.020 claim a2 · 1.090 send a2 · 1.190 done a2 · "
                        "2.060 claim a3 · 2.130 send a3 · 2.230 done a3");
    }

    void aStalledCommitNeverBunches_data() { commitStalls(); }
    void aStalledCommitNeverBunches()
    {
        QFETCH(const Micros, stall);
        SchedulerWorld world;
        world.account(1, pace(10, 1s, 1));
        world.queue(1, 1);
        world.batch('a', 1, rows(40));
        world.commit = stall;
        world.latency = 100ms;
        world.run(120s);
        QCOMPARE(world.arrivals().size(), 40);
        QCOMPARE(refused(world.arrivals(), 10, 1), 0);
    }

    // Before the first claim nobody knows how slow the disk is: that must not cost the first tenths of a second.
    void theFirstClaimsRunAheadOfASlowDisk()
    {
        SchedulerWorld world;
        world.account(1, pace(500, 1s, 10));
        world.queue(1, 1);
        world.batch('a', 1, rows(300));
        world.commit = 100ms;
        world.latency = 10ms;
        world.run(10s);
        const QList<Boot> &all = world.arrivals();
        QCOMPARE(all.size(), 300);
        const auto early = std::count_if(all.begin(), all.end(), [&](Boot at) { return at - all.first() <= 200ms; });
        QVERIFY2(early >= 99, qPrintable(QString::number(early)));
        QCOMPARE(refused(all, 500, 10), 0);
    }

    // Where requests are over sooner than a claim is durable, the next claims are on their way meanwhile.
    void aCommitCostsNoSlot()
    {
        SchedulerWorld world;
        LimitSet two;
        two.concurrency = 2;
        world.account(1);
        world.queue(1, 1, two);
        world.batch('a', 1, rows(200));
        world.commit = 10ms;
        world.latency = 10ms;
        world.run(60s);
        QCOMPARE(world.arrivals().size(), 200);
        QCOMPARE(world.mostAtOnce(), 2);
        const Micros all = world.arrivals().last() - world.arrivals().first();
        QVERIFY2(all <= 1200ms,
                 qPrintable(QString::number(all.count()))); // 990 ms of answers, not 1,990 with the claims
    }
    void nobodyIsClaimedForASlotThatIsTakenForLong()
    {
        SchedulerWorld world;
        LimitSet one;
        one.concurrency = 1;
        world.account(1);
        world.queue(1, 1, one);
        world.batch('a', 1, rows(3));
        world.run(60s);
        TRACE_IS(world, "0.000 claim a1 · 0.010 send a1 · 10.010 done a1 · 10.010 claim a2 · 10.020 send a2 · "
                        "20.020 done a2 · 20.020 claim a3 · 20.030 send a3 · 30.030 done a3");
    }
    // The network limits nothing: a queue that sets no number has an end all the same, where its account allows no
    // more.
    void aQueueWithoutANumberHasAnEnd()
    {
        SchedulerWorld world;
        world.account(1);
        world.queue(1, 1);
        world.batch('a', 1, rows(400));
        world.run(9s);
        QCOMPARE(world.scheduler().onWire(), 64);
        LimitSet ninety;
        ninety.concurrency = 90;
        world.account(1, ninety);
        world.run(10s);
        QCOMPARE(world.scheduler().onWire(), 90);
        world.account(1);
        world.run(20s);
        QCOMPARE(world.scheduler().onWire(), 64);
    }

    // Who waits for a slot of its own queue keeps nobody of another from the account they share.
    void aClaimThatWaitsForItsQueueHoldsNoOther()
    {
        SchedulerWorld world;
        LimitSet one;
        one.concurrency = 1;
        world.account(1);
        world.queue(1, 1, one);
        world.queue(2, 1);
        world.batch('a', 1, rows(20));
        world.commit = 10ms;
        world.latency = 10ms;
        world.run(100ms); // quick ones
        world.latency = 60s;
        world.run(1s); // one is slow, and the next one is claimed for its slot
        world.batch('b', 2, QStringLiteral("ok"));
        world.sends();
        world.run(1s);
        QCOMPARE(world.sends(), QStringLiteral("b1"));
    }

    // Requests that were quick and are slow now: who was claimed for their slots does not wait with them, and nobody
    // else is.
    void aClaimIsGivenBackWhenItsSlotDoesNotCome()
    {
        SchedulerWorld world;
        LimitSet four;
        four.concurrency = 4;
        world.account(1);
        world.queue(1, 1, four);
        world.batch('a', 1, rows(60), 0, Money{100});
        world.commit = 10ms;
        world.latency = 10ms;
        world.run(100ms);
        world.latency = 60s;
        world.run(500ms);
        QCOMPARE(world.scheduler().sent(), 4);
        QVERIFY(world.scheduler().inFlight() > 4);
        world.trace();
        world.run(1s);
        QCOMPARE(world.scheduler().inFlight(), 4);
        QCOMPARE(world.reserved('a'), Money{400});
        QVERIFY(world.trace().startsWith(QStringLiteral("1.")));
        world.run(30s);
        QCOMPARE(world.trace(), QString()); // nobody was claimed again
        QCOMPARE(toName(world.why('a', 60).reason), toName(WaitReason::Concurrency));
    }

    // A limit that is set while claims are on their way holds for them too.
    void aRowsLimitHoldsForWhatIsClaimed()
    {
        SchedulerWorld world;
        world.account(1);
        world.queue(1, 1);
        world.batch('a', 1, rows(4), 0, Money{100});
        for (int row = 2; row <= 3; ++row)
            world.job('a', row).row = world.job('a', 1).row;
        world.holdClaims = true;
        world.run(1s);
        LimitSet one;
        one.rowConcurrency = 1;
        world.queue(1, 1, one);
        world.releaseClaims();
        world.run(5s);
        QCOMPARE(world.sends(), QStringLiteral("a1 a4"));
        QCOMPARE(world.reserved('a'), Money{200});
        world.run(60s);
        QCOMPARE(world.sends(), QStringLiteral("a2 a3"));
        QVERIFY(world.scheduler().isIdle());
    }

    void aStalledCommitKeepsTheWindow_data() { commitStalls(); }
    void aStalledCommitKeepsTheWindow()
    {
        QFETCH(const Micros, stall);
        SchedulerWorld world;
        LimitSet limits;
        limits.window = WindowConfig{20, 10s, {}};
        world.account(1);
        world.queue(1, 1, limits);
        world.batch('a', 1, rows(60));
        world.commit = stall;
        world.latency = 100ms;
        world.run(120s);
        QCOMPARE(world.arrivals().size(), 60);
        QVERIFY(mostIn(world.arrivals(), 10s) <= 20);
        if (stall <= 50ms)
            QCOMPARE(mostIn(world.arrivals(), 10s), 20);
    }

    // The commits of a whole second come at once: what was claimed goes out at the pace, not in a heap.
    void claimsThatBecomeDurableTogetherGoOneByOne()
    {
        SchedulerWorld world;
        world.account(1, pace(100, 1s, 1));
        world.queue(1, 1);
        world.batch('a', 1, rows(30));
        world.latency = 1s;
        world.holdClaims = true;
        world.run(2s);
        const QString claims = world.trace();
        QVERIFY(claims.startsWith(QStringLiteral("0.000 claim a1 · 0.000 claim a2 · 0.000 claim a3")));
        QVERIFY(!claims.contains(QStringLiteral("send")));
        world.releaseClaims();
        world.run(25ms);
        QCOMPARE(world.sends(), QStringLiteral("a1 a2 a3"));
        world.run(60s);
        for (qsizetype i = 1; i < world.arrivals().size(); ++i)
            QVERIFY(world.arrivals()[i] - world.arrivals()[i - 1] >= 10ms);
    }

    void pauseTakesBackWhatIsNotSent_data()
    {
        QTest::addColumn<QString>("scope");
        for (const char *scope : {"batch", "queue", "account", "all"})
            QTest::addRow("%s", scope) << QString::fromLatin1(scope);
    }
    // One is on the wire, one waits in the lane, one for its moment, one is being claimed, one is queued: only the
    // first goes on.
    void pauseTakesBackWhatIsNotSent()
    {
        QFETCH(const QString, scope);
        SchedulerWorld world;
        world.account(1, pace(100, 1s, 1));
        world.queue(1, 1);
        world.batch('z', 1, QStringLiteral("ok")); // from then on it is known how long a claim takes
        world.run(20s);
        world.trace();
        world.sends();
        world.batch('a', 1, rows(5), 0, Money{100});
        const auto pause = [&](bool on) {
            if (scope == QLatin1String("batch"))
                world.pauseBatch('a', on);
            else if (scope == QLatin1String("queue"))
                world.pauseQueue(1, on);
            else if (scope == QLatin1String("account"))
                world.pauseAccount(1, on);
            else
                world.tell(AllPaused{on});
            if (on)
                world.barrier();
        };
        world.run(15ms);
        TRACE_IS(world, "20.000 claim a1 · 20.000 claim a2 · 20.000 claim a3 · 20.010 claim a4 · 20.010 send a1");
        QCOMPARE(world.reserved('a'), Money{400});
        pause(true);
        world.run(60s);
        TRACE_IS(world, "20.015 recalled a2 · 20.015 recalled a3 · 20.020 recalled a4 · 30.010 done a1");
        QCOMPARE(world.sends(), QStringLiteral("a1"));
        QCOMPARE(world.reserved('a'), Money{0});
        QCOMPARE(world.job('a', 2).attempts, 0);
        QCOMPARE(toName(world.job('a', 2).state), QStringLiteral("queued"));
        pause(false);
        world.run(60s);
        QCOMPARE(world.sends(), QStringLiteral("a2 a3 a4 a5"));
        QVERIFY(world.scheduler().isIdle());
    }

    // What the lane could not send in time comes back and keeps its order.
    void whatALaneGivesBackKeepsItsOrder()
    {
        SchedulerWorld world;
        world.account(1, pace(100, 1s, 1));
        world.queue(1, 1);
        world.batch('a', 1, rows(4));
        world.laneLate = 200ms;
        world.run(40ms); // a1 and a2 are with the lane
        world.barrier();
        world.laneLate = 0us;
        world.run(60s);
        QCOMPARE(world.sends(), QStringLiteral("a1 a2 a3 a4"));
    }

    void aProvidersWaitTakesBackWhatIsClaimed()
    {
        SchedulerWorld world;
        LimitSet two;
        two.concurrency = 2;
        world.account(1, two);
        world.queue(1, 1);
        world.batch('a', 1, QStringLiteral("wait|ok;ok;ok"));
        world.latency = 1s;
        world.run(90s);
        TRACE_IS(world, "0.000 claim a1 · 0.000 claim a2 · 0.010 send a1 · 0.010 send a2 · "
                        "1.010 again a1 unused · 1.010 done a2 · "
                        "30.980 claim a1 · 31.010 send a1 · "
                        "32.010 done a1 · 32.010 claim a3 · 32.020 send a3 · 33.020 done a3");
    }

    // Nothing new starts while the store cannot write; what came home is settled when it can again.
    void aFullDiskStopsAdmissionsUntilItIsWell()
    {
        SchedulerWorld world;
        LimitSet two;
        two.concurrency = 2;
        world.account(1, two);
        world.queue(1, 1);
        world.batch('a', 1, rows(4), 0, Money{100});
        world.run(5s);
        world.storeIsWell(false);
        world.run(60s);
        QCOMPARE(world.sends(), QStringLiteral("a1 a2"));
        QCOMPARE(toName(world.why('a', 3).reason), toName(WaitReason::DiskFull));
        QCOMPARE(world.scheduler().inFlight(), 2); // answered and paid, not yet written
        QCOMPARE(world.reserved('a'), Money{0});
        world.trace();
        world.storeIsWell(true);
        world.run(60s);
        TRACE_IS(world, "65.000 claim a3 · 65.000 claim a4 · 65.010 send a3 · 65.010 send a4 · "
                        "75.010 done a3 · 75.010 done a4");
        QVERIFY(world.scheduler().isIdle());
    }

    void aClaimThatFailsLeavesNothingBehind()
    {
        SchedulerWorld world;
        LimitSet one;
        one.concurrency = 1;
        world.account(1, one);
        world.queue(1, 1);
        world.batch('a', 1, rows(2), 0, Money{100});
        world.run(5ms);
        world.job('a', 1).state = JobState::Cancelled; // in the store, between the permit and the claim
        world.run(60s);
        QCOMPARE(world.sends(), QStringLiteral("a2"));
        QCOMPARE(world.reserved('a'), Money{0});
        QVERIFY(world.scheduler().isIdle());
    }
};

QTEST_GUILESS_MAIN(SendingTest)
#include "test_sending.moc"
