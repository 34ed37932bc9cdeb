#include "core/scheduler/scheduler_world.h"

#include <QTest>

using namespace fornada;
using namespace fornada::test;

// Equal jobs of a batch: one is made, the others take its result; and none of them waits for ever.
class EqualsTest : public QObject {
    Q_OBJECT

    // A batch whose jobs ask for these things: "xxy" are two equal ones and another.
    static void ask(SchedulerWorld &world, char batch, const char *things)
    {
        for (int row = 1; things[row - 1] != 0; ++row)
            world.asks.insert(world.job(batch, row).id, QByteArray(1, things[row - 1]));
    }

private Q_SLOTS:
    void theOthersTakeTheFirstOnesResult()
    {
        SchedulerWorld world;
        world.account(1);
        world.queue(1, 1);
        world.batch('a', 1, QStringLiteral("ok;ok;ok;ok"));
        ask(world, 'a', "xxyx");
        world.run(5s);
        QCOMPARE(toName(world.why('a', 2).reason), toName(WaitReason::SameAsOther));
        QCOMPARE(world.scheduler().sameAs(world.job('a', 4).id), world.job('a', 1).id);
        QVERIFY(!world.scheduler().sameAs(world.job('a', 3).id).isValid());
        world.run(60s);
        QCOMPARE(world.sends(), QStringLiteral("a1 a3"));
        for (const int row : {1, 2, 3, 4})
            QCOMPARE(world.job('a', row).state, JobState::Completed);
        QVERIFY(world.scheduler().isIdle());
        QVERIFY(world.scheduler().equals().empty());
    }

    // What was found out before the first one's result was there does not hold any more, also where its job was never
    // looked at meanwhile: another one stood before it at the gate.
    void oneThatWasPreparedEarlierTakesItToo()
    {
        SchedulerWorld world;
        world.account(1);
        LimitSet slow;
        slow.minimumGap = 20s;
        world.queue(1, 1, slow);
        world.batch('a', 1, QStringLiteral("ok;ok;ok;ok"));
        ask(world, 'a', "xyxx");
        world.run(100s);
        QCOMPARE(world.sends(), QStringLiteral("a1 a2"));
        QCOMPARE(world.job('a', 4).state, JobState::Completed);
    }

    void whenTheFirstFailsTheNextIsMade()
    {
        SchedulerWorld world;
        world.account(1);
        world.queue(1, 1);
        world.batch('a', 1, QStringLiteral("refused;ok;ok"));
        ask(world, 'a', "xxx");
        world.run(60s);
        QCOMPARE(world.sends(), QStringLiteral("a1 a2"));
        QCOMPARE(world.job('a', 1).state, JobState::Failed);
        QCOMPARE(world.job('a', 3).state, JobState::Completed);
    }

    void whileTheFirstBacksOffAnotherIsMade()
    {
        SchedulerWorld world;
        world.account(1);
        world.queue(1, 1);
        world.batch('a', 1, QStringLiteral("500|ok;ok"));
        ask(world, 'a', "xx");
        world.run(200s);
        QCOMPARE(world.sends(), QStringLiteral("a1 a2"));
        QCOMPARE(world.job('a', 1).state, JobState::Completed); // it took the second one's
    }

    void batchesAndUnsharedJobsDoNotWait()
    {
        SchedulerWorld world;
        world.account(1);
        world.queue(1, 1);
        world.batch('a', 1, QStringLiteral("ok;ok"));
        world.batch('b', 1, QStringLiteral("ok"));
        ask(world, 'b', "h"); // those of batch a all ask for the same, but do not share
        world.run(5s);
        QCOMPARE(world.mostAtOnce(), 3);
    }

    // What stops the first one frees the others to be looked at: nobody is left behind.
    void pauseCancelAndRetryLeaveNobodyBehind()
    {
        SchedulerWorld world;
        world.account(1);
        LimitSet slow;
        slow.minimumGap = 3s;
        world.queue(1, 1, slow);
        world.batch('a', 1, QStringLiteral("ok;ok;ok;ok"));
        ask(world, 'a', "xxxx");
        world.run(1s);
        world.cancel('a', 1, true);
        world.run(1s);
        world.pauseBatch('a', true);
        world.barrier();
        world.run(30s);
        world.cancel('a', 3);
        world.pauseBatch('a', false);
        world.run(100s);
        QCOMPARE(world.job('a', 2).state, JobState::Completed);
        QCOMPARE(world.job('a', 4).state, JobState::Completed);
        QCOMPARE(world.job('a', 3).state, JobState::Cancelled);
        QVERIFY(world.scheduler().equals().empty());
        QVERIFY(world.scheduler().isIdle());
    }

    void oneThatIsEditedIsLookedAtAgain()
    {
        SchedulerWorld world;
        world.account(1);
        world.queue(1, 1);
        world.batch('a', 1, QStringLiteral("ok;ok"));
        ask(world, 'a', "xx");
        world.run(2s);
        ask(world, 'a', "xz");
        world.tell(BatchEdited{world.batch('a').id});
        world.run(1s);
        QCOMPARE(world.sends(), QStringLiteral("a1 a2"));
    }

    // A restart while the first was on the wire: its outcome is settled before an equal one goes.
    void afterACrashTheFirstIsSettledFirst()
    {
        SchedulerWorld world;
        world.account(1);
        world.queue(1, 1);
        world.batch('a', 1, QStringLiteral("ok;ok"), 0, Money{10});
        ask(world, 'a', "xx");
        Attempt attempt = world.leftOpen('a', 1, Money{10});
        attempt.requestHash = "x";
        world.tell(FoundAnswered{world.job('a', 1), attempt});
        world.run(20s);
        QCOMPARE(world.sends(), QString());
        QCOMPARE(world.scheduler().sameAs(world.job('a', 2).id), world.job('a', 1).id);
        Digested done;
        done.attempt = attempt.id;
        world.tell(done);
        world.run(20s);
        QCOMPARE(world.sends(), QString());
        QCOMPARE(world.job('a', 2).state, JobState::Completed);
    }

    // What is there already does not wait for tomorrow's quota, nor for money.
    void whatCostsNothingDoesNotWaitForItsTurn()
    {
        SchedulerWorld world;
        world.account(1);
        LimitSet capped;
        capped.dailyCap = DailyCapConfig{1, "UTC"};
        world.queue(1, 1, capped);
        Batch &first = world.batch('a', 1, QStringLiteral("ok"));
        ask(world, 'a', "x");
        world.run(30s);
        QCOMPARE(world.sends(), QStringLiteral("a1"));
        Q_UNUSED(first)
        Batch &batch = world.batch('b', 1, QStringLiteral("ok;ok;ok"));
        ask(world, 'b', "yxz");
        world.tell(BatchStepsSet{batch.id, {}, {QString()}});
        world.run(30s);
        QCOMPARE(world.sends(), QString());
        QCOMPARE(world.job('b', 2).state, JobState::Completed);
        QCOMPARE(world.job('b', 1).state, JobState::Queued);
        QCOMPARE(toName(world.why('b', 3).reason), toName(WaitReason::DailyCap));
        world.run(24h);
        QCOMPARE(world.sends(), QStringLiteral("b1")); // one a day
    }

    // A client's credits: those in flight are counted, those that brought nothing are given back.
    void creditsAreCounted()
    {
        SchedulerWorld world;
        world.account(1);
        LimitSet one;
        one.concurrency = 1;
        world.queue(1, 1, one);
        Batch &batch = world.batch('a', 1, QStringLiteral("refused;ok;ok;ok"));
        batch.client = QStringLiteral("Acme");
        world.tell(BatchSet{batch});
        world.tell(BatchStepsSet{batch.id, {{QString(), {Operation::Image, 2}}}});
        world.tell(ClientCreditsSet{QStringLiteral("Acme"), {{Operation::Image, 5}}});
        world.run(200s);
        QCOMPARE(world.sends(), QStringLiteral("a1 a2 a3"));
        QCOMPARE(toName(world.why('a', 4).reason), toName(WaitReason::ClientCredit));
        QVERIFY(world.scheduler().isQuiet());
        world.tell(ClientCreditsSet{QStringLiteral("Acme"), {}});
        world.run(60s);
        QCOMPARE(world.sends(), QStringLiteral("a4"));
    }

    // Set while a claim is on its way to the store, which counts it later.
    void creditsSetMeanwhileDoNotForgetAClaim()
    {
        SchedulerWorld world;
        world.account(1);
        world.queue(1, 1);
        Batch &batch = world.batch('a', 1, QStringLiteral("ok;ok"));
        batch.client = QStringLiteral("Acme");
        world.tell(BatchSet{batch});
        world.tell(BatchStepsSet{batch.id, {{QString(), {Operation::Image, 2}}}});
        world.tell(ClientCreditsSet{QStringLiteral("Acme"), {{Operation::Image, 2}}});
        world.holdClaims = true;
        world.run(1s);
        world.tell(ClientCreditsSet{QStringLiteral("Acme"), {{Operation::Image, 3}}});
        QCOMPARE(world.scheduler().credits().value(QStringLiteral("Acme")).value(Operation::Image), 1);
        world.holdClaims = false;
        world.releaseClaims();
        world.run(60s);
        QCOMPARE(world.sends(), QStringLiteral("a1"));
    }
};

QTEST_GUILESS_MAIN(EqualsTest)
#include "test_equals.moc"
