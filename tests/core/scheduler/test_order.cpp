#include "core/scheduler/scheduler_world.h"
#include "model/too_heavy.h"

#include <QTest>

using namespace fornada;
using namespace fornada::test;

// Who goes next, as traces.
class OrderTest : public QObject {
    Q_OBJECT

    static LimitSet gap(Micros gap)
    {
        LimitSet limits;
        limits.minimumGap = gap;
        return limits;
    }

private Q_SLOTS:
    void rowsGoInOrder()
    {
        SchedulerWorld world;
        world.account(1);
        world.queue(1, 1, gap(2s));
        world.batch('a', 1, QStringLiteral("ok;ok;ok"));
        world.run(60s);
        QCOMPARE(world.sends(), QStringLiteral("a1 a2 a3"));
    }

    void batchesTakeTurns()
    {
        SchedulerWorld world;
        world.account(1);
        world.queue(1, 1, gap(2s));
        world.batch('a', 1, QStringLiteral("ok;ok;ok"));
        world.batch('b', 1, QStringLiteral("ok;ok;ok"));
        world.run(60s);
        QCOMPARE(world.sends(), QStringLiteral("a1 b1 a2 b2 a3 b3"));
    }

    void priorityGoesFirstAndTheOthersSaySo()
    {
        SchedulerWorld world;
        world.account(1);
        world.queue(1, 1, gap(2s));
        world.batch('a', 1, QStringLiteral("ok;ok"));
        world.batch('b', 1, QStringLiteral("ok;ok;ok"), 5);
        world.run(3s);
        QCOMPARE(toName(world.why('a', 1).reason), toName(WaitReason::Priority));
        world.run(60s);
        QCOMPARE(world.sends(), QStringLiteral("b1 b2 b3 a1 a2"));
    }

    void aJobsOwnPriorityLiftsIt()
    {
        SchedulerWorld world;
        world.account(1);
        world.queue(1, 1, gap(2s));
        world.batch('a', 1, QStringLiteral("ok;ok;ok;ok"));
        world.job('a', 4).priority = 3;
        world.run(60s);
        QCOMPARE(world.sends(), QStringLiteral("a4 a1 a2 a3"));
    }

    // Two queues that share an account with one slot: the order is made at the account.
    void theScarcestGateDecidesOverQueues()
    {
        SchedulerWorld world;
        LimitSet one;
        one.concurrency = 1;
        world.account(1, one);
        world.queue(1, 1);
        world.queue(2, 1);
        world.batch('a', 1, QStringLiteral("ok;ok"), 0);
        world.batch('b', 2, QStringLiteral("ok;ok"), 1);
        world.run(120s);
        QCOMPARE(world.sends(), QStringLiteral("b1 b2 a1 a2"));
    }

    void aQueueOfAnotherAccountIsNotHeldUp()
    {
        SchedulerWorld world;
        world.account(1, gap(100s));
        world.account(2, gap(1s));
        world.queue(1, 1);
        world.queue(2, 2);
        world.batch('a', 1, QStringLiteral("ok;ok"), 9);
        world.batch('b', 2, QStringLiteral("ok;ok;ok"));
        world.run(50s);
        QCOMPARE(world.sends().count(QLatin1Char('b')), 3);
    }

    void aHeavyJobKeepsItsPlace()
    {
        SchedulerWorld world;
        LimitSet tokens;
        tokens.tokenWindow = WindowConfig{1'000, 60s, {}};
        world.account(1);
        world.queue(1, 1, tokens);
        world.batch('a', 1, QStringLiteral("ok;ok;ok"));
        world.job('a', 1).tokens = 600;
        world.job('a', 2).tokens = 900;
        world.job('a', 3).tokens = 100;
        for (int row = 1; row <= 3; ++row)
            world.tokens[world.job('a', row).id] = world.job('a', row).tokens;
        world.run(30s);
        QCOMPARE(world.sends(), QStringLiteral("a1")); // a3 would fit, but a2 is first
        QCOMPARE(toName(world.why('a', 2).reason), toName(WaitReason::TokenWindow));
        world.run(90s);
        QCOMPARE(world.sends(), QStringLiteral("a2 a3"));
    }

    // Neither time nor another job would ever let it through.
    void whatIsHeavierThanItsWindowFailsUnsent()
    {
        SchedulerWorld world;
        LimitSet tokens;
        tokens.tokenWindow = WindowConfig{1'000, 60s, {}};
        world.account(1);
        world.queue(1, 1, tokens);
        world.batch('a', 1, QStringLiteral("ok;ok;ok"));
        world.job('a', 1).tokens = 2'000; // planned; once it is built it fits
        world.tokens = {{world.job('a', 1).id, 900}, {world.job('a', 2).id, 1'001}, {world.job('a', 3).id, 100}};
        world.run(30s);
        QCOMPARE(world.sends(), QStringLiteral("a1 a3"));
        QCOMPARE(toName(world.job('a', 2).state), QStringLiteral("failed"));
        const auto why = tooHeavy(world.job('a', 2).message);
        QVERIFY(why);
        QCOMPARE(why->tokens, 1'001);
        QVERIFY(why->limit == (WindowConfig{1'000, 60s, {}}));
    }

    // A limit that was lowered counts for what is built already, too.
    void whatHasBecomeTooHeavyFailsUnsent()
    {
        SchedulerWorld world;
        LimitSet tokens;
        tokens.tokenWindow = WindowConfig{1'000, 60s, {}};
        world.account(1);
        world.queue(1, 1, tokens);
        world.batch('a', 1, QStringLiteral("ok;ok"));
        world.tokens = {{world.job('a', 1).id, 600}, {world.job('a', 2).id, 600}};
        world.run(30s);
        tokens.tokenWindow->count = 500;
        world.queue(1, 1, tokens);
        world.run(5min);
        QCOMPARE(world.sends(), QStringLiteral("a1"));
        QVERIFY(tooHeavy(world.job('a', 2).message));
        QCOMPARE(world.built(), 0);
    }

    void aBatchOutOfMoneyIsPassedOver()
    {
        SchedulerWorld world;
        world.account(1);
        world.queue(1, 1, gap(1s));
        Batch &poor = world.batch('a', 1, QStringLiteral("ok;ok;ok"), 5, Money{100});
        poor.budget = Money{150};
        world.tell(BatchSet{poor});
        world.batch('b', 1, QStringLiteral("ok;ok"), 0, Money{100});
        world.run(60s);
        QCOMPARE(world.sends(), QStringLiteral("a1 b1 b2"));
        QCOMPARE(toName(world.why('a', 2).reason), toName(WaitReason::BatchBudget));
        poor.budget = Money{400};
        world.tell(BatchSet{poor});
        world.run(60s);
        QCOMPARE(world.sends(), QStringLiteral("a2 a3"));
    }

    void oneRowAtATime()
    {
        SchedulerWorld world;
        LimitSet limits;
        limits.rowConcurrency = 1;
        world.account(1);
        world.queue(1, 1, limits);
        world.batch('a', 1, QStringLiteral("ok;ok;ok"));
        world.job('a', 2).row = world.job('a', 1).row;
        world.run(5s);
        QCOMPARE(world.sends(), QStringLiteral("a1 a3"));
        world.run(60s);
        QCOMPARE(world.sends(), QStringLiteral("a2"));
    }

    // A quota on one model parks that model alone.
    void anotherModelGoesOn()
    {
        SchedulerWorld world;
        world.account(1);
        world.queue(1, 1, gap(1s));
        world.batch('a', 1, QStringLiteral("quota|ok;ok;ok"), 5, {}, QStringLiteral("image"));
        world.batch('b', 1, QStringLiteral("ok;ok;ok;ok;ok;ok;ok;ok"), 0, {}, QStringLiteral("text"));
        world.latency = 100ms;
        world.run(60s);
        const QString sends = world.sends();
        QCOMPARE(sends.count(QLatin1Char('a')), 1);
        QCOMPARE(sends.count(QLatin1Char('b')), 8);
        QCOMPARE(toName(world.why('a', 2).reason), toName(WaitReason::QuotaReset));
        world.run(6h);
        QCOMPARE(world.sends().count(QLatin1Char('a')), 3);
    }
};

QTEST_GUILESS_MAIN(OrderTest)
#include "test_order.moc"
