#include "core/scheduler/scheduler_world.h"

#include <QTest>

using namespace fornada;
using namespace fornada::test;

// What is shut for some jobs of a lane holds up no others, however many wait.
class TracksTest : public QObject {
    Q_OBJECT

    static constexpr int kMany = 1'000;

    static QString rows(int count, const QString &each) { return QStringList(count, each).join(QLatin1Char(';')); }
    static LimitSet gap(Micros gap)
    {
        LimitSet limits;
        limits.minimumGap = gap;
        return limits;
    }
    // Every other row goes to the text model, the rest to one that answers so at first.
    static void twoModels(SchedulerWorld &world, const QString &word)
    {
        LimitSet limits;
        limits.concurrency = 10;
        world.account(1);
        world.queue(1, 1, limits);
        world.latency = 100ms;
        QStringList each;
        for (int row = 1; row <= kMany; ++row)
            each.append(row % 2 && row <= limits.concurrency ? word : QStringLiteral("ok"));
        world.batch('a', 1, each.join(QLatin1Char(';')), 0, {}, QStringLiteral("text"));
        for (int row = 1; row <= kMany; row += 2)
            world.job('a', row).model = QStringLiteral("image");
    }
    static int completed(const SchedulerWorld &world)
    {
        return int(std::count_if(world.settled().begin(), world.settled().end(),
                                 [](const SettleNow &settle) { return settle.event == JobEvent::Completed; }));
    }

private Q_SLOTS:
    void aParkedModelHidesNoOther()
    {
        SchedulerWorld world;
        twoModels(world, QStringLiteral("gone"));
        world.run(10min);
        QCOMPARE(completed(world), kMany / 2);
        QCOMPARE(toName(world.why('a', 1).reason), toName(WaitReason::NeedsUser));
        QVERIFY2(world.loads() <= 40, qPrintable(QString::number(world.loads())));
    }

    void aModelOutOfQuotaHidesNoOther()
    {
        SchedulerWorld world;
        twoModels(world, QStringLiteral("quota|ok"));
        world.run(10min);
        QCOMPARE(completed(world), kMany / 2);
        QCOMPARE(toName(world.why('a', 1).reason), toName(WaitReason::QuotaReset));
        world.run(7h);
        QCOMPARE(completed(world), kMany);
    }

    // Jobs that were turned to another account stay where they are when that one is paused.
    void aPausedAccountHidesNoOther()
    {
        SchedulerWorld world;
        world.account(1);
        world.account(2);
        world.queue(1, 1);
        world.batch('a', 1, rows(kMany, QStringLiteral("ok")));
        for (int row = 1; row <= kMany / 2; ++row)
            world.job('a', row).account = AccountId{2};
        world.pauseAccount(2, true);
        world.run(10min);
        QCOMPARE(completed(world), kMany / 2);
        world.pauseAccount(2, false);
        world.run(10min);
        QCOMPARE(completed(world), kMany);
    }

    // More jobs of one row than a page holds: the next rows use what is free.
    void aFullRowHidesNoOther()
    {
        constexpr int kOfOneRow = 300;
        SchedulerWorld world;
        LimitSet limits;
        limits.concurrency = 5;
        limits.rowConcurrency = 1;
        world.account(1);
        world.queue(1, 1, limits);
        world.batch('a', 1, rows(kOfOneRow + 10, QStringLiteral("ok")));
        for (int row = 1; row <= kOfOneRow; ++row)
            world.job('a', row).row = RowId{1};
        world.run(5s);
        QCOMPARE(world.sends(), QStringLiteral("a1 a301 a302 a303 a304"));
    }

    // It went there because its own account would not have it.
    void whoWentElsewherePassesWhoseAccountIsShut()
    {
        SchedulerWorld world;
        world.account(1);
        world.account(2);
        world.queue(1, 1, gap(1s));
        world.latency = 10ms;
        world.batch('a', 1, QStringLiteral("wait|ok;ok;ok;ok"));
        world.job('a', 3).account = AccountId{2};
        world.run(20s);
        QCOMPARE(world.sends(), QStringLiteral("a1 a3"));
        QCOMPARE(toName(world.why('a', 2).reason), toName(WaitReason::ProviderWait));
        world.run(60s);
        QCOMPARE(world.sends(), QStringLiteral("a1 a2 a4")); // in their order
    }

    void rowsGoInOrderOverModels()
    {
        SchedulerWorld world;
        world.account(1);
        world.queue(1, 1, gap(2s));
        world.batch('a', 1, rows(5, QStringLiteral("ok")), 0, {}, QStringLiteral("text"));
        world.job('a', 2).model = world.job('a', 3).model = QStringLiteral("image");
        world.run(60s);
        QCOMPARE(world.sends(), QStringLiteral("a1 a2 a3 a4 a5"));
    }

    // A batch with two models has no more turns than one with one; nor where several go at once.
    void aBatchHasOneTurnWhateverItsModels()
    {
        SchedulerWorld world;
        LimitSet limits;
        limits.concurrency = 4;
        world.account(1);
        world.queue(1, 1, limits);
        world.batch('a', 1, rows(4, QStringLiteral("ok")), 0, {}, QStringLiteral("text"));
        world.job('a', 2).model = world.job('a', 4).model = QStringLiteral("image");
        world.batch('b', 1, rows(4, QStringLiteral("ok")));
        world.run(5s);
        QCOMPARE(world.sends(), QStringLiteral("a1 b1 a2 b2"));
    }

    // What a lane tells of itself is what opens first.
    void aLaneWaitsForWhatOpensFirst()
    {
        SchedulerWorld world;
        world.account(1);
        world.queue(1, 1, gap(1min));
        world.latency = 10ms;
        world.batch('a', 1, QStringLiteral("gone;ok;ok"), 0, {}, QStringLiteral("text"));
        world.job('a', 1).model = QStringLiteral("image");
        world.run(90s);
        const LaneKey key{QueueId{1}, BatchId{'a'}};
        QCOMPARE(toName(world.scheduler().waiting(key, *world.scheduler().lanes().find(key)).reason),
                 toName(WaitReason::Gap));
        world.run(10min);
        QCOMPARE(toName(world.scheduler().waiting(key, *world.scheduler().lanes().find(key)).reason),
                 toName(WaitReason::NeedsUser));
    }

    // Quiet is who has nothing left but what a person must see to.
    void itIsNotQuietWhileAnotherModelHasWork()
    {
        SchedulerWorld world;
        world.account(1);
        world.queue(1, 1, gap(1min));
        world.latency = 10ms;
        world.batch('a', 1, QStringLiteral("gone;ok;500|ok"), 0, {}, QStringLiteral("text"));
        world.job('a', 1).model = QStringLiteral("image");
        world.run(90s); // the first waits for a person, the third for its gap
        QVERIFY(!world.scheduler().isQuiet());
        world.run(35s); // and now for its next try
        QCOMPARE(world.sends(), QStringLiteral("a1 a2 a3"));
        QVERIFY(!world.scheduler().isQuiet());
        world.run(5min);
        QCOMPARE(world.sends(), QStringLiteral("a3"));
        QVERIFY(world.scheduler().isQuiet());
    }

    // A step that its client has no credits for holds up no other of the same model.
    void aStepOutOfMoneyHidesNoOther()
    {
        SchedulerWorld world;
        world.account(1);
        world.queue(1, 1, gap(1min));
        world.latency = 10ms;
        Batch &batch = world.batch('a', 1, QStringLiteral("ok;ok;ok;ok"));
        batch.client = QStringLiteral("Acme");
        for (int row = 1; row <= 4; ++row)
            world.job('a', row).step = row <= 2 ? QStringLiteral("draw") : QStringLiteral("write");
        world.tell(BatchSet{batch});
        world.tell(BatchStepsSet{batch.id, {{QStringLiteral("draw"), {Operation::Image, 1}}}});
        world.tell(ClientCreditsSet{batch.client, {{Operation::Image, 0}}});
        world.run(30s);
        QCOMPARE(world.sends(), QStringLiteral("a3"));
        QCOMPARE(toName(world.why('a', 2).reason), toName(WaitReason::ClientCredit));
        QCOMPARE(toName(world.why('a', 4).reason), toName(WaitReason::Gap));
        QVERIFY(!world.scheduler().isQuiet());
        world.run(2min);
        QCOMPARE(world.sends(), QStringLiteral("a4"));
        QVERIFY(world.scheduler().isQuiet());
    }

    // Whoever goes first there cannot go either.
    void itIsQuietWhereWhoGoesFirstNeedsAPerson()
    {
        SchedulerWorld world;
        world.account(1);
        world.queue(1, 1);
        world.batch('a', 1, QStringLiteral("key;ok"), 5);
        world.batch('b', 1, QStringLiteral("ok"));
        LimitSet one;
        one.concurrency = 1;
        world.account(1, one);
        world.run(1min);
        QCOMPARE(world.sends(), QStringLiteral("a1"));
        QCOMPARE(toName(world.why('b', 1).reason), toName(WaitReason::NeedsUser));
        QVERIFY(world.scheduler().isQuiet());
    }
};

QTEST_GUILESS_MAIN(TracksTest)
#include "test_tracks.moc"
