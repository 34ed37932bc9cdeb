#include "core/scheduler/scheduler_world.h"

#include <QTest>

using namespace fornada;
using namespace fornada::test;

// A job that its own account has failed at last, or that waits for one that is down, goes to the other one that its
// step names; with its money, its limits and all its attempts, and never twice.
class ElsewhereTest : public QObject {
    Q_OBJECT

    static constexpr Money kOwn{100}, kOther{300};

    static void twoAccounts(SchedulerWorld &world, int attempts = 2)
    {
        RetryPolicy retry = SchedulerWorld::exactRetry();
        retry.maxAttempts = attempts;
        LimitSet calm;
        calm.breakerThreshold = 0;
        world.account(1, calm);
        world.account(2, calm);
        world.queue(1, 1, {}, retry);
        world.latency = 1s;
    }

    static void goesToTheSecond(SchedulerWorld &world, char batch, Money price = kOther)
    {
        world.tell(BatchStepsSet{world.batch(batch).id, {}, {}, {{QString(), {AccountId{2}, {}, price, 0}}}});
    }

private Q_SLOTS:
    void whatFailsAtLastIsTriedElsewhereWithAllItsAttempts()
    {
        SchedulerWorld world;
        twoAccounts(world);
        world.batch('a', 1, QStringLiteral("500|500|500|ok"), 0, kOwn);
        goesToTheSecond(world, 'a');
        world.run(5min);
        TRACE_IS(world, "0.000 claim a1 · 0.010 send a1 · 1.010 again a1 in 10 · "
                        "11.010 claim a1 · 11.020 send a1 · 12.020 again a1 elsewhere · "
                        "12.030 claim a1 · 12.040 send a1 · 13.040 again a1 in 10 · "
                        "23.040 claim a1 · 23.050 send a1 · 24.050 done a1");
        QCOMPARE(world.job('a', 1).account, AccountId{2});
        const Totals totals = world.scheduler().budget().batch(BatchId{'a'});
        QCOMPARE(totals.spent, kOther); // what it costs there
        QCOMPARE(totals.reserved, Money{});
        QCOMPARE(world.told(), QStringList{QStringLiteral("wentElsewhere")});
    }

    // "Too many" without a time is waited for where nobody stands by; here somebody does.
    void tooManyIsTriedElsewhere()
    {
        SchedulerWorld world;
        twoAccounts(world);
        world.batch('a', 1, QStringLiteral("bare|bare|bare|ok"), 0, kOwn);
        goesToTheSecond(world, 'a');
        world.run(5min);
        TRACE_IS(world, "0.000 claim a1 · 0.010 send a1 · 1.010 again a1 in 10 · "
                        "11.010 claim a1 · 11.020 send a1 · 12.020 again a1 elsewhere · "
                        "12.030 claim a1 · 12.040 send a1 · 13.040 again a1 unused · "
                        "23.010 claim a1 · 23.040 send a1 · 24.040 done a1");
    }

    void thereItEndsWhenThatFailsToo()
    {
        SchedulerWorld world;
        twoAccounts(world);
        world.batch('a', 1, QStringLiteral("500;500"));
        goesToTheSecond(world, 'a');
        world.run(10min);
        QCOMPARE(world.sends().count(QLatin1String("a1")), 4); // two here, two there
        QCOMPARE(world.job('a', 1).state, JobState::Failed);
        QCOMPARE(world.job('a', 2).state, JobState::Failed);
        QCOMPARE(world.told().count(QStringLiteral("wentElsewhere")), 1); // a batch, not a job
        QVERIFY(world.scheduler().isIdle());
    }

    // What may have been paid for is a person's to decide; what was refused for what it asks would be refused again.
    void neverTwicePaidAndNeverWhatWasRefused()
    {
        SchedulerWorld world;
        twoAccounts(world, 1);
        world.batch('a', 1, QStringLiteral("lost;refused;bad"), 0, kOwn);
        goesToTheSecond(world, 'a');
        world.run(10min);
        QCOMPARE(world.sends(), QStringLiteral("a1 a2 a3"));
        QCOMPARE(world.job('a', 1).state, JobState::Unknown);
        QCOMPARE(world.job('a', 2).state, JobState::Failed);
        QCOMPARE(world.job('a', 3).state, JobState::Failed);
        QCOMPARE(world.told(), QStringList{QStringLiteral("jobFailed")});
    }

    void theOthersBudgetBinds()
    {
        SchedulerWorld world;
        twoAccounts(world, 1);
        world.dayBudget(2, Money{299});
        world.batch('a', 1, QStringLiteral("500|ok"), 0, kOwn);
        goesToTheSecond(world, 'a');
        world.run(1min);
        QCOMPARE(world.sends(), QStringLiteral("a1"));
        QCOMPARE(toName(world.why('a', 1).reason), toName(WaitReason::AccountBudget));
        world.dayBudget(2, Money{300});
        world.run(1min);
        QCOMPARE(world.job('a', 1).state, JobState::Completed);
    }

    void theOthersLimitsBind()
    {
        SchedulerWorld world;
        twoAccounts(world, 1);
        LimitSet slow;
        slow.minimumGap = 30s;
        world.account(2, slow);
        world.batch('a', 1, QStringLiteral("500|ok;500|ok;500|ok"));
        goesToTheSecond(world, 'a');
        world.run(5min);
        const QList<Boot> &arrivals = world.arrivals();
        QCOMPARE(arrivals.size(), 6);
        QVERIFY(arrivals.at(4) - arrivals.at(3) >= 30s && arrivals.at(5) - arrivals.at(4) >= 30s);
    }

    // An address that does not answer uses up nobody's attempts, so none would ever fail at last: when the first probe
    // has failed too, those that wait go elsewhere, and only the probes still knock.
    void whoWaitsForADeadAccountGoesElsewhere()
    {
        SchedulerWorld world;
        twoAccounts(world, 3);
        LimitSet one;
        one.concurrency = 1;
        one.breakerThreshold = 2;
        one.breakerProbeAfter = 60s;
        world.account(1, one);
        QStringList rows;
        for (int row = 0; row < 20; ++row)
            rows.append(QStringLiteral("ok"));
        world.batch('a', 1, rows.join(u';'), 0, kOwn);
        goesToTheSecond(world, 'a');
        world.says.insert(AccountId{1}, QStringLiteral("down"));
        world.run(30s);
        QCOMPARE(world.job('a', 20).account, AccountId{1}); // it may be a passing trouble
        world.run(100s);
        for (int row = 1; row <= 20; ++row) {
            QCOMPARE(world.job('a', row).state, JobState::Completed);
            QCOMPARE(world.job('a', row).account, AccountId{2});
        }
        QCOMPARE(world.scheduler().budget().batch(BatchId{'a'}).spent, Money{20 * kOther.micros});
    }

    // A later batch finds the way back open as soon as a probe gets through.
    void whenItIsBackItIsUsedAgain()
    {
        SchedulerWorld world;
        twoAccounts(world, 3);
        LimitSet one;
        one.concurrency = 1;
        one.breakerThreshold = 2;
        one.breakerProbeAfter = 60s;
        world.account(1, one);
        world.batch('a', 1, QStringLiteral("ok;ok;ok"));
        goesToTheSecond(world, 'a');
        world.says.insert(AccountId{1}, QStringLiteral("down"));
        world.run(200s);
        QCOMPARE(world.job('a', 3).account, AccountId{2});
        world.says.clear();
        world.run(60s);
        world.batch('b', 1, QStringLiteral("ok;ok;ok"));
        goesToTheSecond(world, 'b');
        world.run(200s);
        QCOMPARE(world.job('b', 1).account, AccountId{1});
        QCOMPARE(world.job('b', 3).state, JobState::Completed);
    }

    void aBatchThatNamesNoneWaits()
    {
        SchedulerWorld world;
        twoAccounts(world, 1);
        world.batch('a', 1, QStringLiteral("500|ok"));
        world.run(5min);
        QCOMPARE(world.job('a', 1).state, JobState::Failed);
    }
};

QTEST_GUILESS_MAIN(ElsewhereTest)
#include "test_elsewhere.moc"
