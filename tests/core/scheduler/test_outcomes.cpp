#include "core/scheduler/scheduler_world.h"

#include <QTest>

using namespace fornada;
using namespace fornada::test;

// What an answer does to its job, its gates and the money.
class OutcomesTest : public QObject {
    Q_OBJECT

    static LimitSet atOnce(int count)
    {
        LimitSet limits;
        limits.concurrency = count;
        return limits;
    }

private Q_SLOTS:
    // Cloud Tasks: min 10 s, 3 doublings, then by 80 s each.
    void backOffFollowsTheLaw()
    {
        SchedulerWorld world;
        RetryPolicy retry = SchedulerWorld::exactRetry();
        retry.maxAttempts = 6;
        LimitSet calm;
        calm.breakerThreshold = 0;
        world.account(1, calm);
        world.queue(1, 1, calm, retry);
        world.batch('a', 1, QStringLiteral("500"));
        world.latency = 1s;
        world.run(20min);
        TRACE_IS(world, "0.000 claim a1 · 0.010 send a1 · 1.010 again a1 in 10 · "
                        "11.010 claim a1 · 11.020 send a1 · 12.020 again a1 in 20 · "
                        "32.020 claim a1 · 32.030 send a1 · 33.030 again a1 in 40 · "
                        "73.030 claim a1 · 73.040 send a1 · 74.040 again a1 in 80 · "
                        "154.040 claim a1 · 154.050 send a1 · 155.050 again a1 in 160 · "
                        "315.050 claim a1 · 315.060 send a1 · 316.060 failed a1");
    }

    void finalAnswersAreNotAskedAgain()
    {
        SchedulerWorld world;
        world.account(1);
        world.queue(1, 1);
        world.batch('a', 1, QStringLiteral("refused;bad;review"), 0, Money{100});
        world.run(10min);
        QCOMPARE(world.sends(), QStringLiteral("a1 a2 a3"));
        QCOMPARE(toName(world.job('a', 1).state), QStringLiteral("failed"));
        QCOMPARE(toName(world.job('a', 2).state), QStringLiteral("failed"));
        QCOMPARE(toName(world.job('a', 3).state), QStringLiteral("review"));
        const Totals totals = world.scheduler().budget().batch(BatchId{'a'});
        QCOMPARE(totals.spent, Money{200}); // a request that was refused as unreadable cost nothing
        QCOMPARE(totals.wasted, Money{100});
    }

    // Told once a batch, however many of its jobs fail.
    void aFailureAtLastIsAnAlert()
    {
        SchedulerWorld world;
        world.account(1);
        world.queue(1, 1);
        world.batch('a', 1, QStringLiteral("500|ok;review"));
        world.run(10min);
        QCOMPARE(world.told(), QStringList());
        world.batch('b', 1, QStringLiteral("ok;refused;bad;refused"));
        world.batch('c', 1, QStringLiteral("bad"));
        world.run(10min);
        QCOMPARE(world.told(), (QStringList{QStringLiteral("jobFailed"), QStringLiteral("jobFailed")}));
    }

    void nothingUsableIsAskedOnceMore()
    {
        SchedulerWorld world;
        RetryPolicy retry = SchedulerWorld::exactRetry();
        retry.maxAttempts = 9;
        world.account(1);
        world.queue(1, 1, {}, retry);
        world.batch('a', 1, QStringLiteral("none"), 0, Money{100});
        world.run(10min);
        QCOMPARE(world.sends(), QStringLiteral("a1 a1"));
        QCOMPARE(world.scheduler().budget().batch(BatchId{'a'}).wasted, Money{200});
    }

    void aProvidersWaitUsesNoAttemptUp()
    {
        SchedulerWorld world;
        RetryPolicy once = SchedulerWorld::exactRetry();
        once.maxAttempts = 1;
        world.account(1, atOnce(1));
        world.queue(1, 1, {}, once);
        world.batch('a', 1, QStringLiteral("wait|wait|ok;ok"));
        world.latency = 1s;
        world.run(5min);
        TRACE_IS(world, "0.000 claim a1 · 0.010 send a1 · 1.010 again a1 unused · "
                        "30.980 claim a1 · 31.010 send a1 · 32.010 again a1 unused · "
                        "61.980 claim a1 · 62.010 send a1 · 63.010 done a1 · "
                        "63.010 claim a2 · 63.020 send a2 · 64.020 done a2");
        QCOMPARE(world.job('a', 1).attempts, 1);
    }

    // "Too many", and not a word of when: it is waited for by the law of retries, and uses no attempt up.
    void tooManyIsAWaitThatGrows()
    {
        SchedulerWorld world;
        world.account(1, atOnce(1));
        world.queue(1, 1);
        world.batch('a', 1, QStringLiteral("bare|bare|bare|bare|bare|ok;ok"), 0, {}, QStringLiteral("image"));
        world.batch('b', 1, QStringLiteral("ok"), 0, {}, QStringLiteral("text"));
        world.latency = 1s;
        world.run(10min);
        QCOMPARE(world.sends(), QStringLiteral("a1 b1 a1 a1 a1 a1 a1 a2"));
        QCOMPARE(world.job('a', 1).attempts, 1);
        QList<qint64> waits;
        for (qsizetype i = 2; i < 7; ++i)
            waits.append((world.arrivals()[i] - world.arrivals()[i == 2 ? 0 : i - 1] - 1s) / Micros(1s));
        QCOMPARE(waits, (QList<qint64>{10, 20, 40, 80, 160}));
        QCOMPARE(world.told().filter(QStringLiteral("Parked")), QStringList());
    }

    // However short the wish or the queue's own back-off: twenty waits are not used up in seconds.
    void waitsForNoTimeGrow_data()
    {
        QTest::addColumn<QString>("word");
        QTest::newRow("retry now") << QStringLiteral("now");
        QTest::newRow("no word of when") << QStringLiteral("bare");
    }
    void waitsForNoTimeGrow()
    {
        QFETCH(const QString, word);
        SchedulerWorld world;
        RetryPolicy hasty = SchedulerWorld::exactRetry();
        hasty.minBackoff = hasty.maxBackoff = 100ms;
        LimitSet one = atOnce(1);
        one.adaptive = false;
        world.account(1, one);
        world.queue(1, 1, {}, hasty);
        world.batch('a', 1, word);
        world.latency = 100ms;
        world.run(30min);
        QCOMPARE(world.told(), QStringList());
        QCOMPARE(toName(world.why('a', 1).reason), toName(WaitReason::ProviderWait));
        QVERIFY(world.arrivals().size() < 20);
        world.run(30min);
        QCOMPARE(world.arrivals().size(), 20);
        QCOMPARE(world.told(), QStringList{QStringLiteral("scopeParked")});
        QCOMPARE(world.job('a', 1).attempts, 0);
    }

    // A wait for a retry runs on, wherever the clock is set meanwhile.
    void settingTheClockMovesNoRetry_data()
    {
        QTest::addColumn<qint64>("hours");
        QTest::newRow("back") << qint64(-1);
        QTest::newRow("forward") << qint64(1);
    }
    void settingTheClockMovesNoRetry()
    {
        QFETCH(const qint64, hours);
        SchedulerWorld world;
        world.account(1, atOnce(1));
        world.queue(1, 1);
        world.batch('a', 1, QStringLiteral("500|500|ok"));
        world.latency = 1s;
        world.run(5s);
        world.stepWall(std::chrono::hours(hours));
        const Opening why = world.why('a', 1);
        QCOMPARE(toName(why.reason), toName(WaitReason::Backoff));
        QCOMPARE(why.until->boot - world.began(), Micros(11'010ms));
        QCOMPARE(why.until->wall - world.now().wall, Micros(6'010ms));
        world.run(1min);
        QCOMPARE(world.sends(), QStringLiteral("a1 a1 a1"));
        QVERIFY((world.arrivals()[1] - world.arrivals()[0] - 11s) / Micros(100ms) == 0);
        QVERIFY((world.arrivals()[2] - world.arrivals()[1] - 21s) / Micros(100ms) == 0);
    }

    // It was set back while the program did not run: what is left is no longer than the longest wait there is.
    void aClockSetBackBeforeTheStartHoldsNoRetry()
    {
        SchedulerWorld world;
        world.account(1, atOnce(1));
        world.queue(1, 1);
        world.batch('a', 1, QStringLiteral("ok;ok;ok"));
        world.job('a', 1).notBefore = world.now().wall + 1h;
        world.job('a', 2).notBefore = world.now().wall + 1h + 10s;
        world.run(299s);
        QCOMPARE(world.sends(), QStringLiteral("a3"));
        world.run(10s);
        QCOMPARE(world.sends(), QStringLiteral("a1"));
        world.run(10s);
        QCOMPARE(world.sends(), QStringLiteral("a2"));
    }

    // One model is told to wait: the account's other model goes on meanwhile.
    void aModelsWaitHoldsThatModelAlone()
    {
        SchedulerWorld world;
        LimitSet gap;
        gap.minimumGap = 5s;
        gap.adaptive = false;
        world.account(1, gap);
        world.queue(1, 1);
        world.batch('a', 1, QStringLiteral("modelwait|ok;ok"), 5, {}, QStringLiteral("image"));
        world.batch('b', 1, QStringLiteral("ok;ok;ok;ok;ok;ok"), 0, {}, QStringLiteral("text"));
        world.latency = 1s;
        world.run(15s);
        QCOMPARE(toName(world.why('a', 1).reason), toName(WaitReason::ProviderWait));
        world.run(16s);
        QCOMPARE(world.sends(), QStringLiteral("a1 b1 b2 b3 b4 b5 b6"));
        world.run(20s);
        QCOMPARE(world.sends(), QStringLiteral("a1 a2"));
    }

    void aSpentQuotaClosesUntilItsReset()
    {
        SchedulerWorld world;
        world.account(1, atOnce(1));
        world.queue(1, 1);
        world.batch('a', 1, QStringLiteral("quota|ok;ok"), 0, {}, QStringLiteral("image"));
        world.run(1h);
        TRACE_IS(world, "0.000 claim a1 · 0.010 send a1 · 10.010 again a1 unused");
        QCOMPARE(world.told(), QStringList{QStringLiteral("quotaSpent")});
        const Opening why = world.why('a', 2);
        QCOMPARE(toName(why.reason), toName(WaitReason::QuotaReset));
        QCOMPARE(why.until->boot, world.began() + 6h + 10s + 10ms);
        world.run(6h);
        QCOMPARE(world.sends(), QStringLiteral("a1 a1 a2"));
    }

    void aBadKeyParksItsAccountUntilAPersonActs()
    {
        SchedulerWorld world;
        world.account(1, atOnce(1));
        world.account(2);
        world.queue(1, 1);
        world.queue(2, 2);
        world.batch('a', 1, QStringLiteral("key|ok;ok"));
        world.batch('b', 2, QStringLiteral("ok;ok"));
        world.run(24h);
        QCOMPARE(world.sends(), QStringLiteral("a1 b1 b2"));
        QCOMPARE(world.told(), QStringList{QStringLiteral("scopeParked")});
        QCOMPARE(toName(world.why('a', 1).reason), toName(WaitReason::NeedsUser));
        QVERIFY(!world.why('a', 1).until);
        QVERIFY(world.scheduler().isQuiet());
        QCOMPARE(world.job('a', 1).attempts, 0);
        world.tell(ScopeUnparked{{}, AccountId{1}});
        world.run(1min);
        QCOMPARE(world.sends(), QStringLiteral("a1 a2"));
    }

    // What the operator aborts has not failed.
    void stopNowOpensNoCircuit()
    {
        SchedulerWorld world;
        world.account(1);
        world.queue(1, 1, atOnce(12));
        world.batch('a', 1, QStringLiteral("hang;hang;hang;hang;hang;hang;hang;hang;hang;hang;hang;hang"));
        world.run(5s);
        QCOMPARE(world.mostAtOnce(), 12);
        world.batch('b', 1, QStringLiteral("ok"));
        for (int row = 1; row <= 12; ++row)
            world.cancel('a', row, true);
        world.sends();
        world.run(1s);
        QCOMPARE(world.sends(), QStringLiteral("b1"));
    }

    // It only ever asks to wait: after 20 times a person must look, and only at that model.
    void twentyWaitsInARowNeedAPerson()
    {
        SchedulerWorld world;
        LimitSet fast = atOnce(1);
        fast.adaptive = false;
        world.account(1, fast);
        world.queue(1, 1);
        world.batch('a', 1, QStringLiteral("modelwait"), 5, {}, QStringLiteral("image"));
        world.run(2h);
        QCOMPARE(world.arrivals().size(), 20);
        QCOMPARE(world.told(), QStringList{QStringLiteral("scopeParked")});
        QCOMPARE(toName(world.why('a', 1).reason), toName(WaitReason::NeedsUser));
        QCOMPARE(toName(world.settled().last().outcome), toName(Outcome::NeedsUser));
        world.sends();
        world.batch('b', 1, QStringLiteral("ok"), 0, {}, QStringLiteral("text"));
        world.run(1min);
        QCOMPARE(world.sends(), QStringLiteral("b1"));
    }

    void aCostAboveItsReservationPausesTheBatch()
    {
        SchedulerWorld world;
        world.account(1, atOnce(1));
        world.queue(1, 1);
        world.batch('a', 1, QStringLiteral("dear;ok"), 0, Money{100});
        world.run(1min);
        QCOMPARE(world.sends(), QStringLiteral("a1"));
        QCOMPARE(world.told(), QStringList{QStringLiteral("costAboveReserve")});
        QCOMPARE(world.scheduler().budget().batch(BatchId{'a'}).spent, Money{200});
        QCOMPARE(toName(world.why('a', 2).reason), toName(WaitReason::BatchPaused));
    }

    // Per job: what may be charged twice by one re-sending.
    void aLostRequestIsSentAgainWithinTheJobsLimit()
    {
        SchedulerWorld world;
        world.account(1);
        world.queue(1, 1);
        Batch &batch = world.batch('a', 1, QStringLiteral("lost|ok;lost|ok"), 0, Money{100});
        world.job('a', 2).reserve = Money{101};
        batch.resendPerJob = Money{100};
        batch.resendPart = 1.0;
        world.tell(BatchSet{batch});
        world.latency = 1s;
        world.run(5min);
        TRACE_IS(world, "0.000 claim a1 · 0.000 claim a2 · 0.010 send a1 · 0.010 send a2 · "
                        "1.010 again a1 in 10 maybe 100 · 1.010 unknown a2 maybe 101 · "
                        "11.010 claim a1 · 11.020 send a1 · 12.020 done a1");
        QCOMPARE(world.settled().first().resendAccepted, Money{100});
        const Totals totals = world.scheduler().budget().batch(BatchId{'a'});
        QCOMPARE(totals.maybe, Money{201});
        QCOMPARE(totals.reserved, Money{0});
    }

    // Per batch: two of four fit into half of the estimate, whatever each may cost.
    void theBatchsLimitCountsAllThatWasAccepted()
    {
        SchedulerWorld world;
        LimitSet calm = atOnce(1);
        calm.breakerThreshold = 0;
        world.account(1, calm);
        world.queue(1, 1);
        Batch &batch = world.batch('a', 1, QStringLiteral("lost|ok;lost|ok;lost|ok;lost|ok"), 0, Money{100});
        batch.resendPart = 0.5;
        world.tell(BatchSet{batch});
        world.run(10min);
        int again = 0, unknown = 0;
        for (const SettleNow &settle : world.settled()) {
            again += settle.event == JobEvent::RetryScheduled;
            unknown += settle.event == JobEvent::OutcomeLost;
        }
        QCOMPARE(again, 2);
        QCOMPARE(unknown, 2);
    }

    void aFreeAccountSendsAgain()
    {
        SchedulerWorld world;
        world.account(1, {}, true);
        world.queue(1, 1);
        world.batch('a', 1, QStringLiteral("lost"), 0, Money{100'000});
        world.run(10min);
        QCOMPARE(world.sends(), QStringLiteral("a1 a1 a1")); // attempts still count
        QCOMPARE(toName(world.job('a', 1).state), QStringLiteral("failed"));
    }

    // A parent that failed leaves its children out of every lane; its retry brings them back one by one.
    void childrenWaitForTheirParents()
    {
        SchedulerWorld world;
        RetryPolicy once = SchedulerWorld::exactRetry();
        once.maxAttempts = 1;
        world.account(1);
        world.queue(1, 1, {}, once);
        world.batch('a', 1, QStringLiteral("500|ok;ok"));
        Job &child = world.job('a', 2);
        child.state = JobState::Blocked;
        child.pendingParents = 1;
        QCOMPARE(toName(world.why('a', 2).reason), toName(WaitReason::Parent));
        world.run(1min);
        TRACE_IS(world, "0.000 claim a1 · 0.010 send a1 · 10.010 failed a1");
        child.state = JobState::Skipped; // the store's part, in the parent's settlement
        QVERIFY(world.scheduler().isIdle());
        child.state = JobState::Blocked;
        world.retry('a', 1);
        world.run(15s);
        TRACE_IS(world, "60.000 claim a1 · 60.010 send a1 · 70.010 done a1");
        child.state = JobState::Queued; // again the store's part; it names the lane that was woken
        world.tell(LaneWoken{{QueueId{1}, BatchId{'a'}}});
        world.run(15s);
        TRACE_IS(world, "75.000 claim a2 · 75.010 send a2 · 85.010 done a2");
    }

    void theAgeLimitCountsFromTheFirstAttempt()
    {
        SchedulerWorld world;
        RetryPolicy retry = SchedulerWorld::exactRetry();
        retry.maxAttempts = 100;
        retry.ageLimit = 60s;
        LimitSet calm;
        calm.breakerThreshold = 0;
        world.account(1, calm);
        world.queue(1, 1, calm, retry);
        world.pauseQueue(1, true);
        world.batch('a', 1, QStringLiteral("500"));
        world.latency = 1s;
        world.run(1h); // waiting before the first attempt does not count
        world.pauseQueue(1, false);
        world.run(10min);
        QCOMPARE(world.sends(), QStringLiteral("a1 a1 a1")); // 1 + 10 + 1 + 20 + 1, and 40 more would be too late
        QCOMPARE(toName(world.job('a', 1).state), QStringLiteral("failed"));
    }
};

QTEST_GUILESS_MAIN(OutcomesTest)
#include "test_outcomes.moc"
