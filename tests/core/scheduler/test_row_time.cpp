#include "core/scheduler/scheduler_world.h"

#include <QTest>

using namespace fornada;
using namespace fornada::test;

// How long a row is worked on: told at the soft limit, given up at the hard one.
class RowTimeTest : public QObject {
    Q_OBJECT

    static void calmWorld(SchedulerWorld &world)
    {
        RetryPolicy retry = SchedulerWorld::exactRetry(); // waits of 10, 20, 40 ... s
        retry.maxAttempts = 20;
        LimitSet calm;
        calm.breakerThreshold = 0;
        world.account(1, calm);
        world.queue(1, 1, calm, retry);
        world.latency = 10s;
    }
    static void limit(SchedulerWorld &world, RowLimits limits)
    {
        world.tell(BatchStepsSet{world.batch('a').id, {}, {}, {}, limits});
    }

private Q_SLOTS:
    void nothingIsTriedBeyondTheHardLimit()
    {
        SchedulerWorld world;
        calmWorld(world);
        world.batch('a', 1, QStringLiteral("500"));
        limit(world, {{}, 80s});
        world.run(10min);
        // 10 + 10 + 10 + 20 + 10 = 60 s of work; the next try would begin 40 s later.
        QCOMPARE(world.sends(), QStringLiteral("a1 a1 a1"));
        QCOMPARE(world.job('a', 1).state, JobState::Failed);
        const auto up = rowTimeUp(world.settled().last().message);
        QVERIFY(up);
        QCOMPARE(up->limit, Micros(80s));
    }

    // A row's parents have used its time up: what waits for its turn does not get it.
    void whatComesTooLateFailsUnsent()
    {
        SchedulerWorld world;
        calmWorld(world);
        world.batch('a', 1, QStringLiteral("ok;ok"));
        world.job('a', 1).rowAge = 81s;
        world.job('a', 2).rowAge = 79s;
        limit(world, {{}, 80s});
        world.run(1s);
        QCOMPARE(world.job('a', 1).state, JobState::Failed);
        QCOMPARE(rowTimeUp(world.job('a', 1).message).value_or(RowTimeUp{}).limit, Micros(80s));
        world.run(1min);
        QCOMPARE(world.sends(), QStringLiteral("a2"));
        QCOMPARE(world.job('a', 2).state, JobState::Completed); // what is on its way is let finish
    }

    void timeBehindAClosedGateIsNotCounted()
    {
        SchedulerWorld world;
        calmWorld(world);
        world.batch('a', 1, QStringLiteral("quota|ok"));
        limit(world, {{}, 80s});
        world.run(7h);
        QCOMPARE(world.sends(), QStringLiteral("a1 a1"));
        QCOMPARE(world.job('a', 1).state, JobState::Completed);
    }

    void whatMayBePaidForIsForAPerson()
    {
        SchedulerWorld world;
        calmWorld(world);
        Batch &batch = world.batch('a', 1, QStringLiteral("500|lost"), 0, Money{100});
        batch.resendPerJob = Money{1'000};
        batch.resendPart = 1;
        batch.estimate = Money{1'000};
        world.tell(BatchSet{batch});
        limit(world, {{}, 35s});
        world.run(10min);
        QCOMPARE(world.sends(), QStringLiteral("a1 a1"));
        QCOMPARE(world.job('a', 1).state, JobState::Unknown);
        QVERIFY(world.settled().last().resendAccepted.isZero());
    }

    void noOtherAccountGetsIt()
    {
        SchedulerWorld world;
        calmWorld(world);
        world.account(2);
        world.batch('a', 1, QStringLiteral("500"));
        world.tell(BatchStepsSet{
            world.batch('a').id, {}, {}, {{QString(), {AccountId{2}, {}, {}, 0}}}, RowLimits{{}, Micros(5s)}});
        world.run(10min);
        QCOMPARE(world.sends(), QStringLiteral("a1"));
        QCOMPARE(world.job('a', 1).state, JobState::Failed);
    }

    void aRetryHasTimeAnew()
    {
        SchedulerWorld world;
        calmWorld(world);
        world.batch('a', 1, QStringLiteral("500|ok"));
        world.job('a', 1).rowAge = 75s;
        limit(world, {{}, 80s});
        world.run(5min);
        QCOMPARE(world.sends(), QStringLiteral("a1"));
        QCOMPARE(world.job('a', 1).state, JobState::Failed);
        world.job('a', 1).rowAge = world.job('a', 1).age = {}; // as the store does
        world.retry('a', 1);
        world.run(5min);
        QCOMPARE(world.job('a', 1).state, JobState::Completed);
    }

    void theSoftLimitIsToldOnceABatch()
    {
        SchedulerWorld world;
        calmWorld(world);
        world.batch('a', 1, QStringLiteral("500|500|500|ok;500|500|500|ok"));
        limit(world, {45s, {}});
        world.run(30s);
        QCOMPARE(world.told(), QStringList());
        world.run(10min);
        QCOMPARE(world.told(), QStringList{QStringLiteral("rowSlow")});
        QCOMPARE(world.job('a', 1).state, JobState::Completed);
        QCOMPARE(world.job('a', 2).state, JobState::Completed);
    }
};

QTEST_GUILESS_MAIN(RowTimeTest)
#include "test_row_time.moc"
