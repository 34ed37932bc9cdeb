#include "support/sim_scheduler.h"

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
    // The order alone, without the times.
    static QString names(const QString &sends)
    {
        QStringList list = sends.split(QLatin1Char(' '), Qt::SkipEmptyParts);
        for (QString &send : list)
            send = send.section(QLatin1Char(':'), 1);
        return list.join(QLatin1Char(' '));
    }

private Q_SLOTS:
    void rowsGoInOrder()
    {
        SchedulerBench bench;
        bench.account(1);
        bench.queue(1, 1, gap(2s));
        bench.batch('a', 1, QStringLiteral("ok;ok;ok"));
        bench.run(60s);
        QCOMPARE(names(bench.sends()), QStringLiteral("a1 a2 a3"));
    }

    void batchesTakeTurns()
    {
        SchedulerBench bench;
        bench.account(1);
        bench.queue(1, 1, gap(2s));
        bench.batch('a', 1, QStringLiteral("ok;ok;ok"));
        bench.batch('b', 1, QStringLiteral("ok;ok;ok"));
        bench.run(60s);
        QCOMPARE(names(bench.sends()), QStringLiteral("a1 b1 a2 b2 a3 b3"));
    }

    void priorityGoesFirstAndTheOthersSaySo()
    {
        SchedulerBench bench;
        bench.account(1);
        bench.queue(1, 1, gap(2s));
        bench.batch('a', 1, QStringLiteral("ok;ok"));
        bench.batch('b', 1, QStringLiteral("ok;ok;ok"), 5);
        bench.run(3s);
        QCOMPARE(toName(bench.why('a', 1).reason), toName(WaitReason::Priority));
        bench.run(60s);
        QCOMPARE(names(bench.sends()), QStringLiteral("b1 b2 b3 a1 a2"));
    }

    void aJobsOwnPriorityLiftsIt()
    {
        SchedulerBench bench;
        bench.account(1);
        bench.queue(1, 1, gap(2s));
        bench.batch('a', 1, QStringLiteral("ok;ok;ok;ok"));
        bench.job('a', 4).priority = 3;
        bench.run(60s);
        QCOMPARE(names(bench.sends()), QStringLiteral("a4 a1 a2 a3"));
    }

    // Two queues that share an account with one slot: the order is made at the account.
    void theScarcestGateDecidesOverQueues()
    {
        SchedulerBench bench;
        LimitSet one;
        one.concurrency = 1;
        bench.account(1, one);
        bench.queue(1, 1);
        bench.queue(2, 1);
        bench.batch('a', 1, QStringLiteral("ok;ok"), 0);
        bench.batch('b', 2, QStringLiteral("ok;ok"), 1);
        bench.run(120s);
        QCOMPARE(names(bench.sends()), QStringLiteral("b1 b2 a1 a2"));
    }

    void aQueueOfAnotherAccountIsNotHeldUp()
    {
        SchedulerBench bench;
        bench.account(1, gap(100s));
        bench.account(2, gap(1s));
        bench.queue(1, 1);
        bench.queue(2, 2);
        bench.batch('a', 1, QStringLiteral("ok;ok"), 9);
        bench.batch('b', 2, QStringLiteral("ok;ok;ok"));
        bench.run(50s);
        QCOMPARE(bench.sends().count(QLatin1Char('b')), 3);
    }

    void aHeavyJobKeepsItsPlace()
    {
        SchedulerBench bench;
        LimitSet tokens;
        tokens.tokenWindow = WindowConfig{1'000, 60s, {}};
        bench.account(1);
        bench.queue(1, 1, tokens);
        bench.batch('a', 1, QStringLiteral("ok;ok;ok"));
        bench.job('a', 1).tokens = 600;
        bench.job('a', 2).tokens = 900;
        bench.job('a', 3).tokens = 100;
        for (int row = 1; row <= 3; ++row)
            bench.tokens[bench.job('a', row).id] = bench.job('a', row).tokens;
        bench.run(30s);
        QCOMPARE(names(bench.sends()), QStringLiteral("a1")); // a3 would fit, but a2 is first
        QCOMPARE(toName(bench.why('a', 2).reason), toName(WaitReason::TokenWindow));
        bench.run(90s);
        QCOMPARE(names(bench.sends()), QStringLiteral("a2 a3"));
    }

    void aBatchOutOfMoneyIsPassedOver()
    {
        SchedulerBench bench;
        bench.account(1);
        bench.queue(1, 1, gap(1s));
        Batch &poor = bench.batch('a', 1, QStringLiteral("ok;ok;ok"), 5, Money{100});
        poor.budget = Money{150};
        bench.tell(BatchSet{poor});
        bench.batch('b', 1, QStringLiteral("ok;ok"), 0, Money{100});
        bench.run(60s);
        QCOMPARE(names(bench.sends()), QStringLiteral("a1 b1 b2"));
        QCOMPARE(toName(bench.why('a', 2).reason), toName(WaitReason::BatchBudget));
        poor.budget = Money{400};
        bench.tell(BatchSet{poor});
        bench.run(60s);
        QCOMPARE(names(bench.sends()), QStringLiteral("a2 a3"));
    }

    void oneRowAtATime()
    {
        SchedulerBench bench;
        LimitSet limits;
        limits.rowConcurrency = 1;
        bench.account(1);
        bench.queue(1, 1, limits);
        bench.batch('a', 1, QStringLiteral("ok;ok;ok"));
        bench.job('a', 2).row = bench.job('a', 1).row;
        bench.run(5s);
        QCOMPARE(names(bench.sends()), QStringLiteral("a1 a3"));
        bench.run(60s);
        QCOMPARE(names(bench.sends()), QStringLiteral("a2"));
    }

    // A quota on one model parks that model alone.
    void anotherModelGoesOn()
    {
        SchedulerBench bench;
        bench.account(1);
        bench.queue(1, 1, gap(1s));
        bench.batch('a', 1, QStringLiteral("quota|ok;ok;ok"), 5, {}, QStringLiteral("image"));
        bench.batch('b', 1, QStringLiteral("ok;ok;ok;ok;ok;ok;ok;ok"), 0, {}, QStringLiteral("text"));
        bench.latency = 100ms;
        bench.run(60s);
        const QString sends = bench.sends();
        QCOMPARE(sends.count(QLatin1Char('a')), 1);
        QCOMPARE(sends.count(QLatin1Char('b')), 8);
        QCOMPARE(toName(bench.why('a', 2).reason), toName(WaitReason::QuotaReset));
        bench.run(6h);
        QCOMPARE(bench.sends().count(QLatin1Char('a')), 3);
    }
};

QTEST_GUILESS_MAIN(OrderTest)
#include "test_order.moc"
