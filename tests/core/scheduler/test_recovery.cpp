#include "core/scheduler/scheduler_world.h"

#include <QTest>

using namespace fornada;
using namespace fornada::test;

// What a crash, a cancel and midnight do to jobs that are under way.
class RecoveryTest : public QObject {
    Q_OBJECT

    // One account, one queue, a batch of two with a re-send limit; a1 was left open by a crash.
    static Attempt crashed(SchedulerWorld &world, Money price, bool free = false)
    {
        world.account(1, {}, free);
        world.queue(1, 1);
        Batch &batch = world.batch('a', 1, QStringLiteral("ok;ok"), 0, price);
        batch.resendPerJob = Money{100};
        batch.resendPart = 1.0;
        world.tell(BatchSet{batch});
        world.tell(AllPaused{true}); // until recovery is done
        const Attempt left = world.leftOpen('a', 1, price);
        Totals totals;
        totals.reserved = price;
        world.tell(BatchTotalsLoaded{batch.id, totals});
        return left;
    }

private Q_SLOTS:
    void aFreeOneIsSentAgain()
    {
        SchedulerWorld world;
        const Attempt left = crashed(world, Money{500}, true);
        world.tell(FoundOpen{world.job('a', 1), left});
        world.tell(AllPaused{false});
        world.run(15s);
        TRACE_IS(world, "0.000 again a1 in 10 · 0.000 claim a2 · 0.010 send a2 · 10.000 claim a1 · 10.010 done a2 · "
                        "10.010 send a1");
    }

    void withinTheResendLimitItIsSentAgain()
    {
        SchedulerWorld world;
        const Attempt left = crashed(world, Money{100});
        world.tell(FoundOpen{world.job('a', 1), left});
        QCOMPARE(world.reserved('a'), Money{0});
        world.tell(AllPaused{false});
        world.run(60s);
        QCOMPARE(world.sends(), QStringLiteral("a2 a1"));
        QCOMPARE(world.settled().first().resendAccepted, Money{100});
        QCOMPARE(world.scheduler().budget().batch(BatchId{'a'}).maybe, Money{100});
    }

    void beyondTheResendLimitAPersonDecides()
    {
        SchedulerWorld world;
        const Attempt left = crashed(world, Money{101});
        world.tell(FoundOpen{world.job('a', 1), left});
        world.tell(AllPaused{false});
        world.run(60s);
        TRACE_IS(world, "0.000 unknown a1 maybe 101 · 0.000 claim a2 · 0.010 send a2 · 10.010 done a2");
        QCOMPARE(world.reserved('a'), Money{0});
    }

    // Its answer was saved but cannot be read: buying it again is for a person to say, whatever it costs.
    void whatWasAnsweredUnreadablyIsNotBoughtAgain()
    {
        SchedulerWorld world;
        const Attempt left = crashed(world, Money{1});
        world.tell(FoundOpen{world.job('a', 1), left, {}, false});
        world.tell(AllPaused{false});
        world.run(60s);
        QCOMPARE(world.sends(), QStringLiteral("a2"));
        QCOMPARE(toName(world.job('a', 1).state), QStringLiteral("unknown"));
    }

    void aSavedAnswerIsDigestedFree()
    {
        SchedulerWorld world;
        const Attempt left = crashed(world, Money{500});
        world.tell(FoundAnswered{world.job('a', 1), left});
        world.run(1s);
        Digested digest;
        digest.attempt = left.id;
        digest.httpStatus = 200;
        digest.charge = Charge::actual(Money{400});
        world.tell(digest);
        world.tell(AllPaused{false});
        world.run(60s);
        TRACE_IS(world, "1.000 done a1 · 1.000 claim a2 · 1.010 send a2 · 11.010 done a2");
        const Totals totals = world.scheduler().budget().batch(BatchId{'a'});
        QCOMPARE(totals.spent, Money{900});
        QCOMPARE(totals.reserved, Money{0});
    }

    // Our own end says nothing about the provider: eight open attempts do not open its circuit.
    void whatWeLostOurselvesDoesNotOpenTheCircuit()
    {
        SchedulerWorld world;
        world.account(1, {}, true);
        world.queue(1, 1);
        world.batch('a', 1, QStringList(12, QStringLiteral("ok")).join(QLatin1Char(';')));
        for (int row = 1; row <= 10; ++row) {
            const Attempt left = world.leftOpen('a', row, {});
            world.tell(FoundOpen{world.job('a', row), left});
        }
        world.run(1min);
        QCOMPARE(world.arrivals().size(), 12);
    }

    // A cancelled job's answer is kept and paid for; the job stays cancelled.
    void aLateAnswerAfterACancelChangesOnlyMoney()
    {
        SchedulerWorld world;
        LimitSet one;
        one.concurrency = 1;
        world.account(1, one);
        world.queue(1, 1);
        world.batch('a', 1, QStringLiteral("ok;ok"), 0, Money{100});
        world.run(5s);
        world.cancel('a', 1);
        world.run(60s);
        TRACE_IS(world, "0.000 claim a1 · 0.010 send a1 · 10.010 done a1 · 10.010 claim a2 · 10.020 send a2 · "
                        "20.020 done a2");
        QCOMPARE(toName(world.job('a', 1).state), QStringLiteral("cancelled"));
        QCOMPARE(world.scheduler().budget().batch(BatchId{'a'}).spent, Money{200});
        QVERIFY(world.scheduler().isIdle());
    }

    void aCancelledJobIsNotSentAgainWhenItsAnswerIsBad()
    {
        SchedulerWorld world;
        world.account(1);
        world.queue(1, 1);
        Batch &batch = world.batch('a', 1, QStringLiteral("lost|ok;500|ok"), 0, Money{100});
        batch.resendPart = 1.0;
        world.tell(BatchSet{batch});
        world.run(5s);
        world.cancel('a', 1);
        world.cancel('a', 2);
        world.run(10min);
        QCOMPARE(world.sends(), QStringLiteral("a1 a2"));
        const Totals totals = world.scheduler().budget().batch(BatchId{'a'});
        QCOMPARE(totals.maybe, Money{100});
        QCOMPARE(totals.reserved, Money{0});
        for (const SettleNow &settle : world.settled())
            QCOMPARE(settle.resendAccepted, Money{0}); // nothing is sent again, so nothing was accepted
    }

    // On the wire: aborted and possibly charged. Claimed: never sent. Queued: nothing to do.
    void stopNowAbortsAndBooksMaybe()
    {
        SchedulerWorld world;
        LimitSet slow;
        slow.pace = PaceConfig{100, 1s, 1, 0};
        slow.breakerThreshold = 0;
        world.account(1, slow);
        world.queue(1, 1);
        world.batch('a', 1, QStringLiteral("ok;ok;ok"), 0, Money{100});
        world.run(15ms);
        for (int row = 1; row <= 3; ++row)
            world.cancel('a', row, true);
        world.run(60s);
        QCOMPARE(world.sends(), QStringLiteral("a1"));
        const QString trace = world.trace();
        QVERIFY2(trace.contains(QStringLiteral("0.015 abort a1")), qUtf8Printable(trace));
        QVERIFY2(trace.contains(QStringLiteral("0.015 unknown a1 maybe 100")), qUtf8Printable(trace));
        const Totals totals = world.scheduler().budget().batch(BatchId{'a'});
        QCOMPARE(totals.maybe, Money{100});
        QCOMPARE(totals.reserved, Money{0});
        QCOMPARE(totals.spent, Money{0});
        QVERIFY(world.scheduler().isIdle());
    }

    // A job's money stays on the day it was reserved; the new day begins with its own.
    void theDayTurnsUnderAJob()
    {
        SchedulerWorld world;
        LimitSet one;
        one.concurrency = 1;
        world.account(1, one);
        world.queue(1, 1);
        const QDate today(2026, 11, 21), tomorrow(2026, 11, 22);
        world.tell(DayTurned{today, world.now().wall + 5s});
        world.tell(DayCapSet{Money{100}});
        world.batch('a', 1, QStringLiteral("ok;ok;ok"), 0, Money{100});
        world.run(2s);
        QCOMPARE(toName(world.why('a', 2).reason), toName(WaitReason::DayBudget));
        QCOMPARE(world.why('a', 2).until->boot, world.began() + 5s);
        world.run(3s);
        world.tell(DayTurned{tomorrow, world.now().wall + 24h});
        world.run(30s);
        TRACE_IS(world, "0.000 claim a1 · 0.010 send a1 · 10.010 done a1 · 10.010 claim a2 · 10.020 send a2 · "
                        "20.020 done a2");
        QCOMPARE(world.scheduler().budget().day(today).spent, Money{100});
        QCOMPARE(world.scheduler().budget().day(tomorrow).spent, Money{100});
        QCOMPARE(toName(world.why('a', 3).reason), toName(WaitReason::DayBudget));
    }

    // A job found open from before midnight is booked on its own day.
    void whatWasLeftOpenIsBookedOnItsDay()
    {
        SchedulerWorld world;
        const Attempt left = crashed(world, Money{101});
        const QDate yesterday(2026, 11, 20);
        world.tell(FoundOpen{world.job('a', 1), left, yesterday});
        QCOMPARE(world.scheduler().budget().day(yesterday).maybe, Money{101});
        QCOMPARE(world.scheduler().budget().day(QDate(2026, 11, 21)).maybe, Money{0});
    }
};

QTEST_GUILESS_MAIN(RecoveryTest)
#include "test_recovery.moc"
