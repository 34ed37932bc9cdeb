#include "limits/gate_set.h"

#include "moments.h"

#include <QJsonDocument>
#include <QTest>

using namespace fornada;
using namespace fornada::test;

namespace {

const QString kBoot = QStringLiteral("boot-1");

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

void pass(GateSet &gates, Moment now, qint64 tokens = 0)
{
    gates.reserve(now, tokens);
    gates.sent(now, tokens);
}

// Through text, as the database keeps it.
GateSet reborn(const GateSet &gates, Moment savedAt, Moment now, const QString &bootId = kBoot)
{
    const QByteArray text = QJsonDocument(gates.save(savedAt, kBoot)).toJson();
    GateSet again(gates.config());
    again.restore(QJsonDocument::fromJson(text).object(), now, bootId);
    return again;
}

} // namespace

class TestGateStorage final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void parkAndUnpark();
    void savesNothingWhenThereIsNothing();
    void restoredSameBoot();
    void restoredOtherBoot();
    void whatWasReservedMayHaveGone();
    void whatWasUnderWayMayHaveGoneLater();
    void whoWasUnderWayMayBeTheOldest();
    void aLimitTakenAwayBeforeTheEndCoversWhatWasSent();
    void configuredAfterTheRestore();
    void breakerInTheSet();
    void aLimitThatComesBackCoversWhatWasSentMeanwhile_data();
    void aLimitThatComesBackCoversWhatWasSentMeanwhile();
};

void TestGateStorage::parkAndUnpark()
{
    GateSet gates;
    gates.park();
    gates.blockUntil(after(1h), WaitReason::QuotaReset);
    QVERIFY(gates.isParked());
    QCOMPARE(gates.earliest(after(24h)).reason, WaitReason::NeedsUser);
    QCOMPARE(gates.earliestToSend(after(24h)).reason, WaitReason::NeedsUser);
    GateSet again = reborn(gates, kStart, kStart);
    QVERIFY(again.isParked());
    again.unpark();
    QVERIFY(again.earliest(kStart).isOpen());
    // And that is stored too, or it would be parked again at the next start.
    QVERIFY(!again.save(kStart, kBoot).isEmpty());
    QVERIFY(!reborn(again, kStart, kStart).isParked());
}

void TestGateStorage::savesNothingWhenThereIsNothing()
{
    LimitSet limits = quiet();
    limits.concurrency = 3;
    GateSet gates(limits);
    pass(gates, kStart);
    QVERIFY(gates.save(kStart, kBoot).isEmpty());
    GateSet other;
    other.restore({}, kStart, kBoot);
    QVERIFY(other.earliest(kStart).isOpen());
}

void TestGateStorage::restoredSameBoot()
{
    LimitSet limits = windowOf(3);
    limits.tokenWindow = WindowConfig{100, 60s, Micros(0)};
    limits.pace = PaceConfig{60, 60s, 2, 0};
    limits.minimumGap = 2s;
    limits.dailyCap = DailyCapConfig{3, "UTC"};
    GateSet gates(limits);
    for (const Micros at : {Micros(0), Micros(10s), Micros(20s)}) {
        pass(gates, after(at), 30);
        gates.finished(after(at + 1s), 30);
    }
    // The wall clock may do what it likes meanwhile.
    const Moment now{after(30s).wall + 8h, after(30s).boot};
    const GateSet again = reborn(gates, after(25s), now);
    limits.dailyCap.reset();
    GateSet undated = reborn(gates, after(25s), now);
    undated.configure(limits);
    QVERIFY(undated.earliest(now, 10).until->boot == after(60s).boot);
    QVERIFY(undated.earliest(now, 60).until->boot == after(70s).boot);
    QCOMPARE(again.earliest(now, 10).reason, WaitReason::DailyCap);
}

void TestGateStorage::restoredOtherBoot()
{
    GateSet gates(windowOf(1));
    pass(gates, kStart);
    gates.finished(after(1s));
    gates.blockUntil(after(100s), WaitReason::ProviderWait);
    const auto waitAfter = [&](Micros wallSince) {
        const Moment now{after(5s).wall + wallSince, bootFromMicros(1000)};
        return wait(reborn(gates, after(5s), now, QStringLiteral("boot-2")).earliest(now), now);
    };
    QVERIFY(waitAfter(10s) == 85s);
    QVERIFY(waitAfter(-1h) == 95s);
    QVERIFY(waitAfter(96s) == 0s);
}

void TestGateStorage::whatWasReservedMayHaveGone()
{
    LimitSet limits = windowOf(2);
    limits.tokenWindow = WindowConfig{100, 60s, Micros(0)};
    limits.minimumGap = 1s;
    limits.dailyCap = DailyCapConfig{2, "UTC"};
    GateSet gates(limits);
    pass(gates, kStart, 10);
    gates.finished(after(1s), 10);
    gates.reserve(after(2s), 60);
    const GateSet again = reborn(gates, after(2s), after(30s));
    QCOMPARE(again.pending(), 0);
    QCOMPARE(again.inFlight(), 0);
    QCOMPARE(again.earliest(after(31s), 1).reason, WaitReason::DailyCap);
    limits.dailyCap.reset();
    GateSet undated = reborn(gates, after(2s), after(30s));
    undated.configure(limits);
    QVERIFY(*undated.earliest(after(30s), 1).until == after(60s));
    QVERIFY(*undated.earliest(after(30s), 41).until == after(90s));
    limits.window.reset();
    limits.tokenWindow.reset();
    undated.configure(limits);
    QVERIFY(*undated.earliest(after(30s), 1).until == after(31s));
}

void TestGateStorage::whatWasUnderWayMayHaveGoneLater()
{
    GateSet gates(windowOf(2));
    pass(gates, kStart);
    gates.finished(after(1s));
    pass(gates, after(2s)); // handed over; its connection may take until the crash
    GateSet next = reborn(gates, after(2s), after(30s));
    QVERIFY(*next.earliest(after(30s)).until == after(62s)); // which of the two it was is not known
    pass(next, after(62s));
    QVERIFY(*next.earliest(after(63s)).until == after(90s)); // it counts from the restart
}

// An answer came for one that was handed over later: the older one is still on its way, and may go at any time.
void TestGateStorage::whoWasUnderWayMayBeTheOldest()
{
    LimitSet limits = windowOf(2);
    limits.tokenWindow = WindowConfig{100, 60s, Micros(0)};
    GateSet gates(limits);
    pass(gates, kStart, 50);
    pass(gates, after(20s), 30);
    gates.finished(after(21s), 30, 30);
    const GateSet again = reborn(gates, after(21s), after(30s));
    QVERIFY(*again.earliest(after(61s)).until == after(80s));
    limits.window.reset();
    GateSet weighed = reborn(gates, after(21s), after(30s));
    weighed.configure(limits);
    QVERIFY(weighed.earliest(after(61s), 20).isOpen());
    QVERIFY(*weighed.earliest(after(61s), 40).until == after(80s));
}

void TestGateStorage::aLimitTakenAwayBeforeTheEndCoversWhatWasSent()
{
    GateSet gates(windowOf(2));
    pass(gates, kStart);
    gates.finished(after(1s));
    GateSet again; // taken away on file, and nothing was saved after that
    again.restore(gates.save(after(1s), kBoot), after(2s), kBoot);
    pass(again, after(10s));
    again.finished(after(11s));
    pass(again, after(20s));
    again.configure(windowOf(2)); // it comes back
    QVERIFY(*again.earliest(after(21s)).until == after(70s));
}

void TestGateStorage::configuredAfterTheRestore()
{
    LimitSet limits = windowOf(1);
    limits.dailyCap = DailyCapConfig{1, "Asia/Tokyo"};
    GateSet gates(limits);
    pass(gates, kStart);
    gates.finished(after(1s));
    GateSet again;
    again.restore(gates.save(after(1s), kBoot), after(2s), kBoot);
    QVERIFY(again.earliest(after(2s)).isOpen());
    again.configure(limits);
    QCOMPARE(again.earliest(after(2s)).reason, WaitReason::DailyCap);
    limits.dailyCap.reset();
    again.configure(limits);
    QVERIFY(*again.earliest(after(2s)).until == after(60s));
    // Once something new was sent, the old state is not put back over it.
    pass(again, after(60s));
    again.configure(limits);
    QVERIFY(*again.earliest(after(61s)).until == after(120s));
}

void TestGateStorage::breakerInTheSet()
{
    LimitSet limits;
    limits.breakerThreshold = 2;
    limits.breakerProbeAfter = 10s;
    GateSet gates(limits);
    for (int i = 0; i < 3; ++i)
        gates.reserve(kStart);
    gates.failed(kStart);
    gates.failed(kStart);
    QCOMPARE(gates.earliest(kStart).reason, WaitReason::CircuitOpen);
    QCOMPARE(gates.earliestToSend(kStart).reason, WaitReason::CircuitOpen); // what was reserved stays too
    gates.release();
    gates.release();
    // The one that is left is the probe.
    QVERIFY(!gates.earliest(after(10s)).isOpen());
    QVERIFY(gates.earliestToSend(after(10s)).isOpen());
    gates.sent(after(10s));
    QVERIFY(!gates.earliest(after(20s)).isOpen());
    gates.finished(after(21s));
    gates.failed(after(21s));
    QVERIFY(*gates.earliest(after(21s)).until == after(31s));
    GateSet again = reborn(gates, after(22s), after(23s));
    QVERIFY(*again.earliest(after(23s)).until == after(31s));
    pass(gates, after(31s));
    gates.finished(after(32s));
    gates.succeeded(after(32s));
    QVERIFY(gates.earliest(after(32s)).isOpen());
}

void TestGateStorage::aLimitThatComesBackCoversWhatWasSentMeanwhile_data()
{
    QTest::addColumn<bool>("restarted");
    QTest::newRow("in one life") << false;
    QTest::newRow("with a restart between") << true;
}

void TestGateStorage::aLimitThatComesBackCoversWhatWasSentMeanwhile()
{
    QFETCH(bool, restarted);
    LimitSet limited, free;
    limited.window = WindowConfig{2, 1min, 0us};
    limited.dailyCap = DailyCapConfig{3, "UTC"};
    GateSet gates(limited);
    const auto send = [](GateSet &set, Moment at) {
        set.reserve(at, 0);
        set.sent(at, 0);
        set.finished(at);
    };
    send(gates, after(0s));
    gates.configure(free);
    send(gates, after(1s));
    QVERIFY(gates.earliest(after(2s), 0).isOpen()); // nothing limits it now
    if (restarted) {
        GateSet next(free);
        next.restore(gates.save(after(2s), QStringLiteral("boot")), after(3s), QStringLiteral("boot"));
        gates = std::move(next);
    }
    send(gates, after(4s));
    gates.configure(limited);                                            // an undo
    QCOMPARE(gates.earliest(after(5s), 0).reason, WaitReason::DailyCap); // three went today
    limited.dailyCap->count = 9;
    gates.configure(limited);
    QVERIFY(gates.earliest(after(5s), 0).until == after(1s + 1min)); // two within the minute
}

QTEST_GUILESS_MAIN(TestGateStorage)
#include "test_gate_storage.moc"
