#include "limits/gate_set.h"

#include "moments.h"

#include <QTest>

using namespace fornada;
using namespace fornada::test;

namespace {

LimitSet quiet()
{
    LimitSet limits;
    limits.breakerThreshold = 0;
    return limits;
}

LimitSet windowOf(qint64 count)
{
    LimitSet limits = quiet();
    limits.window = WindowConfig{count, 60s, Micros(0)};
    return limits;
}

LimitSet tokensOf(qint64 count)
{
    LimitSet limits = quiet();
    limits.tokenWindow = WindowConfig{count, 60s, Micros(0)};
    return limits;
}

void pass(GateSet &gates, Moment now, qint64 tokens = 0)
{
    gates.reserve(now, tokens);
    gates.sent(now, tokens);
}

} // namespace

class TestGateSet final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void withoutLimitsItIsOpen();
    void theLatestOpeningBinds();
    void noTimeBeatsATime();
    void reserveCountsBeforeItIsSent();
    void aStalledCommitNeverBunches();
    void lateSendsMoveTheirEntries();
    void unsentIsAReservationAgain();
    void whatIsGivenBackLateTakesNothingFromOthers();
    void concurrencyIsTakenAtReserve();
    void whatEndsInTimeIsNotWaitedFor();
    void shrinksAndRecovers();
    void aPaceThatRisesOpensSooner();
    void notAdaptiveStays();
    void tokensAreCorrected();
    void likeTokensAreCorrectedSafely();
    void tokensCorrectedAfterwards();
    void lateTokensMove();
    void runAhead();
    void configureKeepsTheCount();
    void readings();
    void skewReachesTheDay();
    void aCapThatBeginsCountsWhatIsUnderWay();
    void aLimitThatBeginsCoversWhatIsOnItsWay();
};

void TestGateSet::withoutLimitsItIsOpen()
{
    GateSet gates;
    for (int i = 0; i < 1000; ++i) {
        QVERIFY(gates.earliest(kStart, 1'000'000).isOpen());
        gates.reserve(kStart, 1'000'000);
        QVERIFY(gates.earliestToSend(kStart, 1'000'000).isOpen());
    }
    QCOMPARE(gates.pending(), 1000);
    QVERIFY(!gates.concurrency());
}

void TestGateSet::theLatestOpeningBinds()
{
    LimitSet limits = windowOf(1);
    limits.pace = PaceConfig{60, 60s, 1, 0};
    limits.minimumGap = 90s;
    GateSet gates(limits);
    pass(gates, kStart);
    QCOMPARE(gates.earliest(kStart).reason, WaitReason::Gap);
    QVERIFY(*gates.earliest(kStart).until == after(90s));
    gates.blockUntil(after(200s), WaitReason::ProviderWait);
    QCOMPARE(gates.earliest(kStart).reason, WaitReason::ProviderWait);
    QVERIFY(*gates.earliest(kStart).until == after(200s));
    QVERIFY(gates.earliest(after(200s)).isOpen());
}

void TestGateSet::noTimeBeatsATime()
{
    LimitSet limits = windowOf(1);
    limits.concurrency = 1;
    limits.tokenWindow = WindowConfig{100, 60s, {}};
    GateSet gates(limits);
    pass(gates, kStart);
    QCOMPARE(gates.earliest(kStart).reason, WaitReason::Concurrency);
    QVERIFY(!gates.earliest(kStart).until);
    QCOMPARE(gates.earliest(kStart, 101).reason, WaitReason::TokenWindow);
    gates.park();
    QCOMPARE(gates.earliest(kStart, 101).reason, WaitReason::NeedsUser);
}

void TestGateSet::reserveCountsBeforeItIsSent()
{
    GateSet gates(windowOf(2));
    gates.reserve(kStart);
    QVERIFY(gates.earliest(kStart).isOpen());
    gates.reserve(kStart);
    QCOMPARE(gates.earliest(kStart).reason, WaitReason::Window);
    QVERIFY(gates.earliestToSend(kStart).isOpen()); // nothing was really sent yet
    gates.release();
    QVERIFY(gates.earliest(kStart).isOpen());
    QCOMPARE(gates.pending(), 1);
    gates.sent(kStart);
    QCOMPARE(gates.pending(), 0);
    QCOMPARE(gates.inFlight(), 1);
    gates.finished(after(1s));
    gates.finished(after(1s)); // one too many does no harm
    QCOMPARE(gates.inFlight(), 0);
}

void TestGateSet::aStalledCommitNeverBunches()
{
    LimitSet limits = quiet();
    limits.pace = PaceConfig{60, 60s, 1, 0};
    GateSet gates(limits);
    gates.reserve(kStart);
    gates.reserve(after(980ms)); // predicted for +1 s
    // Both commits come back ten seconds late.
    QVERIFY(gates.earliestToSend(after(10s)).isOpen());
    gates.sent(after(10s));
    QVERIFY(*gates.earliestToSend(after(10s)).until == after(11s));
    gates.sent(after(11s));
    QVERIFY(*gates.earliest(after(11s)).until == after(12s));
}

void TestGateSet::lateSendsMoveTheirEntries()
{
    LimitSet limits = windowOf(1);
    limits.pace = PaceConfig{60, 60s, 1, 0};
    limits.minimumGap = 5s;
    GateSet gates(limits);
    pass(gates, kStart);
    gates.sentLate(kStart, after(3s));
    QVERIFY(*gates.earliest(after(3s)).until == after(63s));
    limits.window.reset();
    gates.configure(limits);
    QVERIFY(*gates.earliest(after(3s)).until == after(8s));
    limits.minimumGap.reset();
    gates.configure(limits);
    QVERIFY(*gates.earliest(after(3s)).until == after(4s));
}

void TestGateSet::unsentIsAReservationAgain()
{
    LimitSet limits = windowOf(1);
    limits.pace = PaceConfig{1, 60s, 1, 0};
    limits.minimumGap = 60s;
    limits.tokenWindow = WindowConfig{100, 60s, Micros(0)};
    limits.dailyCap = DailyCapConfig{1, "UTC"};
    GateSet gates(limits);
    pass(gates, kStart, 100);
    QVERIFY(!gates.earliestToSend(after(1s), 100).isOpen());
    gates.unsent(kStart, 100);
    QCOMPARE(gates.pending(), 1);
    QCOMPARE(gates.inFlight(), 0);
    QVERIFY(gates.earliestToSend(after(1s), 100).isOpen());
    QVERIFY(!gates.earliest(after(1s), 1).isOpen());
    gates.release(100);
    QVERIFY(gates.earliest(after(1s), 100).isOpen());
}

// Handed over, and a suspend later not sent: the window has forgotten it by then.
void TestGateSet::whatIsGivenBackLateTakesNothingFromOthers()
{
    LimitSet limits = windowOf(2);
    limits.tokenWindow = WindowConfig{100, 60s, Micros(0)};
    GateSet gates(limits);
    pass(gates, kStart, 40);
    pass(gates, after(61s), 60);
    gates.unsent(kStart, 40);
    QCOMPARE(gates.earliest(after(62s)).reason, WaitReason::Window);
    limits.window.reset();
    gates.configure(limits);
    QVERIFY(*gates.earliest(after(62s), 1).until == after(121s)); // 60 have gone, 40 are to go
}

void TestGateSet::concurrencyIsTakenAtReserve()
{
    LimitSet limits = quiet();
    limits.concurrency = 2;
    GateSet gates(limits);
    pass(gates, kStart);
    gates.reserve(kStart);
    QCOMPARE(gates.earliest(kStart).reason, WaitReason::Concurrency);
    QVERIFY(gates.earliestToSend(kStart).isOpen());
    gates.sent(kStart);
    gates.finished(after(1s));
    QVERIFY(gates.earliest(after(1s)).isOpen());
}

// A permit is given for a slot that is still taken when, as things go, it will be free by then; but no more than that,
// and nothing is sent before it is.
void TestGateSet::whatEndsInTimeIsNotWaitedFor()
{
    LimitSet limits = quiet();
    limits.concurrency = 4;
    GateSet gates(limits);
    for (int i = 0; i < 4; ++i)
        pass(gates, kStart);
    QVERIFY(!gates.earliest(kStart, 0, 20ms).isOpen()); // how long they take is not known
    gates.took(40ms);
    for (int i = 0; i < 2; ++i) {
        QVERIFY(!gates.earliest(kStart).isOpen());
        QVERIFY(gates.earliest(kStart, 0, 20ms).isOpen());
        gates.reserve(kStart);
    }
    QVERIFY(!gates.earliest(kStart, 0, 20ms).isOpen()); // two of the four end within that time
    QVERIFY(!gates.earliestToSend(kStart).isOpen());
    QCOMPARE(gates.readings(kStart).last().used, 4.0); // nobody is told of six
    gates.finished(after(20ms));
    QVERIFY(gates.earliestToSend(after(20ms)).isOpen());
    gates.took(60s); // some of them take long after all
    QVERIFY(!gates.earliest(after(20ms), 0, 20ms).isOpen());
}

void TestGateSet::shrinksAndRecovers()
{
    LimitSet limits = quiet();
    limits.concurrency = 10;
    limits.pace = PaceConfig{60, 60s, 1, 0};
    GateSet gates(limits);
    pass(gates, kStart);
    for (int i = 0; i < 8; ++i)
        gates.complained(kStart + i * 100ms);
    QCOMPARE(*gates.concurrency(), 8);
    QVERIFY(*gates.earliest(after(1s)).until == after(1250ms));
    const QList<GateReading> shown = gates.readings(after(1s));
    QCOMPARE(shown.at(0).kind, WaitReason::Pace);
    QCOMPARE(shown.at(0).note, QStringLiteral("48 a minute"));
    QCOMPARE(shown.at(1).note, QStringLiteral("8 of 10"));
    pass(gates, after(5min));
    QCOMPARE(*gates.concurrency(), 10);
    QVERIFY(*gates.earliest(after(5min)).until == after(5min + 1s));
}

// Whoever waits is told, and woken, when it opens, not when it would have opened at the rate of now.
void TestGateSet::aPaceThatRisesOpensSooner()
{
    LimitSet limits = quiet();
    limits.pace = PaceConfig{1, 100s, 1, 0};
    const auto opensAfterAComplaintAt = [&limits](Micros complaint) {
        GateSet gates(limits);
        pass(gates, kStart);
        gates.complained(after(complaint));
        return *gates.earliest(after(complaint)).until;
    };
    QVERIFY(opensAfterAComplaintAt(70s) == after(125s));        // four fifths of the rate
    QVERIFY(opensAfterAComplaintAt(50s) == after(117647059us)); // 85 % of it from 110 s on
    QVERIFY(opensAfterAComplaintAt(60s) == after(120s));        // at 85 % it had been open by then
}

void TestGateSet::notAdaptiveStays()
{
    LimitSet limits = quiet();
    limits.concurrency = 10;
    limits.adaptive = false;
    GateSet gates(limits);
    gates.complained(kStart);
    QCOMPARE(*gates.concurrency(), 10);
}

void TestGateSet::tokensAreCorrected()
{
    GateSet gates(tokensOf(1000));
    pass(gates, kStart, 600);
    pass(gates, after(1s), 400);
    QVERIFY(!gates.earliest(after(2s), 1).isOpen());
    gates.finished(after(2s), 600, 100);
    QVERIFY(gates.earliest(after(2s), 500).isOpen());
    QVERIFY(!gates.earliest(after(2s), 501).isOpen());
    gates.finished(after(3s), 400, -1); // not stated: the estimate stays
    QVERIFY(!gates.earliest(after(3s), 501).isOpen());
    // What an answer used above its estimate counts from when it was known.
    pass(gates, after(4s), 100);
    gates.finished(after(5s), 100, 500);
    QVERIFY(*gates.earliest(after(5s), 501).until == after(64s));
}

void TestGateSet::likeTokensAreCorrectedSafely()
{
    GateSet gates(tokensOf(1000));
    pass(gates, kStart, 500);
    pass(gates, after(30s), 500);
    // One of two alike: it cannot be told which, so nothing is given back yet.
    gates.finished(after(31s), 500, 100);
    QVERIFY(*gates.earliest(after(31s), 1).until == after(60s));
    // The other one is; its refund goes to the older entry.
    gates.finished(after(32s), 500, 200);
    QVERIFY(gates.earliest(after(32s), 300).isOpen());
    QVERIFY(*gates.earliest(after(32s), 501).until == after(90s));
}

void TestGateSet::tokensCorrectedAfterwards()
{
    GateSet gates(tokensOf(1000));
    pass(gates, kStart, 500);
    pass(gates, after(30s), 500);
    gates.finished(after(31s), 500);
    gates.correctTokens(after(30s), 500, 100, after(32s));
    QVERIFY(gates.earliest(after(32s), 400).isOpen());
    QVERIFY(*gates.earliest(after(32s), 401).until == after(60s));
    QVERIFY(*gates.earliest(after(32s), 901).until == after(90s));
    gates.correctTokens(kStart, 500, -1, after(33s));
    QVERIFY(gates.earliest(after(33s), 400).isOpen());
}

void TestGateSet::lateTokensMove()
{
    GateSet gates(tokensOf(100));
    pass(gates, kStart, 60);
    pass(gates, kStart, 40);
    gates.sentLate(kStart, after(2s));
    QVERIFY(*gates.earliest(after(2s), 1).until == after(62s));
    gates.sentLate(kStart, after(1s));
    QVERIFY(*gates.earliest(after(2s), 1).until == after(62s));
    gates.unsent(kStart, 60);
    QVERIFY(gates.earliestToSend(after(2s), 60).isOpen());
}

void TestGateSet::runAhead()
{
    LimitSet limits = quiet();
    QVERIFY(GateSet(limits).runAhead() > 1'000'000);
    limits.minimumGap = 1s;
    QCOMPARE(GateSet(limits).runAhead(), 2);
    limits.pace = PaceConfig{60, 60s, 10, 0};
    QCOMPARE(GateSet(limits).runAhead(), 2);
    limits.pace = PaceConfig{60'000, 60s, 10, 0};
    QCOMPARE(GateSet(limits).runAhead(), 20);
    limits.window = WindowConfig{30'000, 60s, {}};
    QCOMPARE(GateSet(limits).runAhead(), 10);
    QCOMPARE(GateSet(tokensOf(5)).runAhead(), 2);
}

void TestGateSet::configureKeepsTheCount()
{
    LimitSet limits = windowOf(10);
    limits.dailyCap = DailyCapConfig{10, "UTC"};
    GateSet gates(limits);
    for (int i = 0; i < 5; ++i)
        pass(gates, kStart);
    limits.window->count = 5;
    gates.configure(limits);
    QCOMPARE(gates.earliest(kStart).reason, WaitReason::Window);
    limits.window->count = 2000;
    limits.dailyCap->count = 5;
    gates.configure(limits);
    QCOMPARE(gates.earliest(kStart).reason, WaitReason::DailyCap);
    limits.dailyCap->count = 6;
    gates.configure(limits);
    QVERIFY(gates.earliest(kStart).isOpen());
    limits.window->count = 5;
    gates.configure(limits);
    QVERIFY(*gates.earliest(after(1s)).until == after(60s));
    QCOMPARE(gates.inFlight(), 5);
}

void TestGateSet::readings()
{
    LimitSet limits = windowOf(60);
    limits.tokenWindow = WindowConfig{1000, 60s, {}};
    limits.pace = PaceConfig{60, 60s, 10, 0};
    limits.minimumGap = 2s;
    limits.dailyCap = DailyCapConfig{15, "UTC"};
    limits.concurrency = 4;
    limits.openHours = OpenHoursConfig{{OpenHoursRule{}}, "UTC"};
    GateSet gates(limits);
    pass(gates, kStart, 100);
    gates.reserve(kStart, 50);
    const QList<GateReading> list = gates.readings(kStart);
    const QList<WaitReason> kinds = {WaitReason::OpenHours,   WaitReason::DailyCap, WaitReason::Window,
                                     WaitReason::TokenWindow, WaitReason::Gap,      WaitReason::Pace,
                                     WaitReason::Concurrency};
    QCOMPARE(list.size(), kinds.size());
    for (qsizetype i = 0; i < list.size(); ++i)
        QCOMPARE(list[i].kind, kinds[i]);
    QCOMPARE(list[1].used, 2.0);
    QCOMPARE(list[1].allowed, 15.0);
    QCOMPARE(list[2].used, 2.0);
    QCOMPARE(list[3].used, 150.0);
    QVERIFY(!list[4].opening.isOpen());
    QCOMPARE(list[5].used, 2.0);
    QVERIFY(list[5].note.isEmpty());
    QCOMPARE(list[6].used, 2.0);
    gates.park();
    gates.blockUntil(after(5s), WaitReason::ProviderWait);
    QCOMPARE(gates.readings(kStart)[0].kind, WaitReason::NeedsUser);
    QCOMPARE(gates.readings(kStart)[1].kind, WaitReason::ProviderWait);
}

void TestGateSet::skewReachesTheDay()
{
    LimitSet limits = quiet();
    limits.dailyCap = DailyCapConfig{1, "UTC"};
    limits.openHours = OpenHoursConfig{{{{1, 2, 3, 4, 5, 6, 7}, 0h, 12h}}, "UTC"};
    const Wall midnight = wallFromIso(QStringLiteral("2026-11-22T00:00:00.000Z"));
    const Moment before{midnight - 1h, kStart.boot};
    GateSet gates(limits);
    QCOMPARE(gates.earliest(before).reason, WaitReason::OpenHours);
    gates.setClockSkew(30min);
    QVERIFY(gates.earliest(before).until->wall == midnight - 30min);
    pass(gates, before + 31min);
    QVERIFY(gates.earliest(before + 31min).until->wall == midnight + 23h + 30min + 2s);
}

// It was handed over before the cap was set, and may arrive after it (seed 4145).
void TestGateSet::aCapThatBeginsCountsWhatIsUnderWay()
{
    GateSet gates(quiet());
    const Moment planned = kStart + 20ms;
    gates.reserve(kStart, 0);
    gates.sent(planned, 0);
    LimitSet capped = quiet();
    capped.dailyCap = DailyCapConfig{2, "UTC"};
    gates.configure(capped);
    gates.finished(planned + 1s, 0, 0);
    const Moment later = planned + 2s;
    QVERIFY(gates.earliest(later, 0).isOpen());
    pass(gates, later);
    QCOMPARE(gates.earliest(later, 0).reason, WaitReason::DailyCap);
}

// What was handed over just before the edit arrives after it.
void TestGateSet::aLimitThatBeginsCoversWhatIsOnItsWay()
{
    LimitSet gap = quiet(), pace = quiet();
    gap.minimumGap = 1s;
    pace.pace = PaceConfig{60, 1min, 1, 0};
    for (const LimitSet &limits : {gap, pace, windowOf(1)}) {
        GateSet gates(quiet());
        pass(gates, kStart);
        pass(gates, after(10s));
        gates.configure(limits);
        const Opening next = gates.earliest(after(10s + 1ms), 0);
        QVERIFY(!next.isOpen() && next.until);
        QVERIFY(next.until->boot >= after(11s).boot);
        QVERIFY(next.until->boot <= after(70s).boot); // what went long ago counts no more than it did
    }
}

QTEST_GUILESS_MAIN(TestGateSet)
#include "test_gate_set.moc"
