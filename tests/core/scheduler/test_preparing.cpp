#include "core/scheduler/scheduler_world.h"

#include <QTest>

using namespace fornada;
using namespace fornada::test;

// Requests are built ahead, and kept as long as there is memory for them.
class PreparingTest : public QObject {
    Q_OBJECT

    // A queue that sends one a minute, and a batch whose next requests are built.
    static void slowQueue(SchedulerWorld &world)
    {
        LimitSet slow;
        slow.minimumGap = 60s;
        world.account(1);
        world.queue(1, 1, slow);
        world.latency = 10ms;
        world.batch('a', 1, QStringLiteral("ok;ok;ok;ok;ok"));
        world.run(5s);
        QCOMPARE(world.sends(), QStringLiteral("a1"));
        QCOMPARE(world.built(), 4);
    }

private Q_SLOTS:
    void whatIsBuiltIsKeptWhileThereIsRoom()
    {
        SchedulerWorld world;
        slowQueue(world);
        world.pauseBatch('a', true);
        world.run(5s);
        QCOMPARE(world.built(), 4);
    }

    void whatIsPausedGivesUpItsRoom()
    {
        SchedulerWorld world;
        slowQueue(world);
        world.pauseBatch('a', true);
        world.tell(PrepareStalled{true});
        world.run(5s);
        QCOMPARE(world.built(), 0);
        world.tell(PrepareStalled{false});
        world.pauseBatch('a', false);
        world.run(5min);
        QCOMPARE(world.sends(), QStringLiteral("a2 a3 a4 a5"));
    }

    // It is built again when its time has come.
    void whatWaitsForLongGivesUpItsRoom()
    {
        SchedulerWorld world;
        slowQueue(world);
        world.tell(PrepareStalled{true});
        world.run(30s);
        QCOMPARE(world.built(), 0);
        world.run(5min);
        QCOMPARE(world.sends(), QStringLiteral("a2 a3 a4 a5"));
    }

    // It may be their memory that it waits for; and it keeps its place for a moment.
    void whatIsBuiltPassesWhatIsNot()
    {
        SchedulerWorld world;
        LimitSet slow;
        slow.minimumGap = 60s;
        world.account(1);
        world.queue(1, 1, slow);
        world.latency = 10ms;
        world.batch('a', 1, QStringLiteral("500|ok;ok;ok"));
        world.run(5s);
        QCOMPARE(world.built(), 2);
        world.holdPrepared = true;
        world.run(55500ms);
        QCOMPARE(world.sends(), QStringLiteral("a1"));
        world.run(3min);
        QCOMPARE(world.sends(), QStringLiteral("a2 a3"));
        QCOMPARE(toName(world.why('a', 1).reason), toName(WaitReason::Preparing));
    }

    // Credits hold up the first; whoever goes past it is not asked for and dropped in turn, for ever.
    void whatGoesPastTheFirstKeepsItsRoom()
    {
        SchedulerWorld world;
        world.account(1);
        world.queue(1, 1);
        Batch &batch = world.batch('a', 1, QStringLiteral("ok;ok"));
        batch.client = QStringLiteral("Acme");
        world.job('a', 1).step = QStringLiteral("draw");
        world.tell(BatchSet{batch});
        world.tell(BatchStepsSet{batch.id, {{QStringLiteral("draw"), {Operation::Image, 1}}}});
        world.tell(ClientCreditsSet{batch.client, {{Operation::Image, 0}}});
        world.tell(PrepareStalled{true});
        world.run(30s);
        QCOMPARE(world.sends(), QStringLiteral("a2"));
        QCOMPARE(toName(world.why('a', 1).reason), toName(WaitReason::ClientCredit));
    }

    // What goes soon is not thrown away: it would be built for nothing, again and again.
    void whatGoesSoonKeepsItsRoom()
    {
        SchedulerWorld world;
        LimitSet one;
        one.concurrency = 1;
        world.account(1);
        world.queue(1, 1, one);
        world.batch('a', 1, QStringLiteral("ok;ok;ok;ok;ok"));
        world.run(5s);
        const qsizetype built = world.built();
        QVERIFY(built > 0);
        world.tell(PrepareStalled{true});
        world.run(1s);
        QCOMPARE(world.built(), built);
    }
};

QTEST_GUILESS_MAIN(PreparingTest)
#include "test_preparing.moc"
