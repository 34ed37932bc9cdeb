#include "limits/adaptive_level.h"
#include "limits/blocked_until.h"
#include "limits/circuit_breaker.h"
#include "limits/concurrency.h"
#include "limits/minimum_gap.h"
#include "limits/pace.h"

#include "moments.h"

#include <QTest>

using namespace fornada;
using namespace fornada::test;

class TestGates final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void paceSpacesEvenly();
    void paceKeepsTokensInHand();
    void paceSlowedGrantsNothing();
    void paceCountsThoseAhead();
    void paceForgivesUnevenPeriods();
    void paceMovesALateSend();
    void paceReturnsAnUnsentOne();
    void paceLeavesNoDebtWhenTheLimitIsRaised();
    void paceRestored();
    void gapKeepsItsDistance();
    void levelShrinksOncePerEpisode();
    void levelRecoversSlowly();
    void concurrencyFollowsTheLevel();
    void breakerOpensAndProbesWithOne();
    void breakerFailsAgain();
    void breakerIgnoresOldFailures();
    void breakerWithoutVerdict();
    void blockedByTheProvider();
    void quotaResetOnEitherClock();
    void otherBootClampsTheWait();
};

void TestGates::paceSpacesEvenly()
{
    Pace pace;
    pace.configure({60, 1min, 1, 0});
    QVERIFY(pace.earliest(kStart, 0, 1.0).isOpen());
    pace.sent(kStart.boot, 1.0);
    const Opening closed = pace.earliest(kStart, 0, 1.0);
    QCOMPARE(closed.reason, WaitReason::Pace);
    QVERIFY(*closed.until == after(1s));
    QVERIFY(pace.earliest(after(1s - 1us), 0, 1.0).until == after(1s));
    QVERIFY(pace.earliest(after(1s), 0, 1.0).isOpen());
    QVERIFY(wait(pace.earliest(kStart, 0, 0.8), kStart) == 1250ms); // 48 a minute
}

void TestGates::paceKeepsTokensInHand()
{
    const auto burst = [](int bucket, double reserve) {
        Pace pace;
        pace.configure({60, 1min, bucket, reserve});
        int sent = 0;
        while (pace.earliest(kStart, 0, 1.0).isOpen()) {
            pace.sent(kStart.boot, 1.0);
            ++sent;
        }
        return sent;
    };
    QCOMPARE(burst(1, 0), 1);
    QCOMPARE(burst(1, 0.3), 1);
    QCOMPARE(burst(2, 0), 1);
    QCOMPARE(burst(10, 0), 9);
    QCOMPARE(burst(10, 0.3), 7);
    QCOMPARE(burst(3, 0.9), 1);
}

// A complaint slows the pace; it must not hand out tokens that the old rate had already used.
void TestGates::paceSlowedGrantsNothing()
{
    Pace pace;
    pace.configure({60, 1min, 7, 0}); // six usable
    pace.restore(qint64(toMicros(after(5s).boot)), kSameBoot, kStart.boot, 0);
    QVERIFY(pace.earliest(kStart, 0, 1.0).isOpen());
    pace.sent(kStart.boot, 1.0);
    QVERIFY(wait(pace.earliest(kStart, 0, 1.0), kStart) == 1s);
    QVERIFY(wait(pace.earliest(kStart, 0, 0.8), kStart) == 1250ms);
    QVERIFY(wait(pace.earliest(kStart, 0, 0.1), kStart) == 10s);
}

void TestGates::paceCountsThoseAhead()
{
    Pace pace;
    pace.configure({60, 1min, 3, 0}); // two usable
    QVERIFY(pace.earliest(kStart, 1, 1.0).isOpen());
    QVERIFY(wait(pace.earliest(kStart, 2, 1.0), kStart) == 1s);
    QVERIFY(wait(pace.earliest(kStart, 5, 1.0), kStart) == 4s);
}

void TestGates::paceForgivesUnevenPeriods()
{
    // 7 in 60 s is no whole number of anything: never early, and no drift over a day.
    Pace pace;
    pace.configure({7, 1min, 1, 0});
    Moment now = kStart;
    for (int i = 0; i < 7 * 60 * 24; ++i) {
        const Opening opening = pace.earliest(now, 0, 1.0);
        if (!opening.isOpen())
            now = *opening.until;
        pace.sent(now.boot, 1.0);
    }
    const Micros ideal = Micros((7 * 60 * 24 - 1) * 60'000'000LL / 7);
    QVERIFY(now.boot - kStart.boot >= ideal);
    QVERIFY(now.boot - kStart.boot < ideal + 100ms);
}

void TestGates::paceMovesALateSend()
{
    Pace pace, exact;
    for (Pace *each : {&pace, &exact})
        each->configure({60, 1min, 4, 0});
    for (const Micros at : {Micros(0), Micros(10ms), Micros(20ms)})
        pace.sent(after(at).boot, 1.0);
    pace.moved(after(10ms).boot, after(500ms).boot, 1.0);
    for (const Micros at : {Micros(0), Micros(20ms), Micros(500ms)})
        exact.sent(after(at).boot, 1.0);
    QVERIFY(pace.earliest(after(500ms), 0, 1.0).until == exact.earliest(after(500ms), 0, 1.0).until);
    // A send after a long idle time really starts later.
    pace.sent(after(100s).boot, 1.0);
    pace.moved(after(100s).boot, after(102s).boot, 1.0);
    QVERIFY(wait(pace.earliest(after(102s), 3, 1.0), after(102s)) == 2s);
}

void TestGates::paceReturnsAnUnsentOne()
{
    Pace pace;
    pace.configure({60, 1min, 1, 0});
    pace.sent(kStart.boot, 1.0);
    pace.unsent(kStart.boot);
    QVERIFY(pace.earliest(kStart, 0, 1.0).isOpen());
    // More than it remembers one by one: still counted.
    pace.configure({60, 1min, 1000, 0});
    for (int i = 0; i < 999; ++i)
        pace.sent(kStart.boot, 1.0);
    QVERIFY(wait(pace.earliest(kStart, 0, 1.0), kStart) == 1s);
}

void TestGates::paceLeavesNoDebtWhenTheLimitIsRaised()
{
    Pace pace;
    pace.configure({1, 24h, 1, 0});
    pace.sent(kStart.boot, 1.0);
    QVERIFY(wait(pace.earliest(kStart, 0, 1.0), kStart) == 24h);
    pace.configure({60, 1min, 2, 0});
    QVERIFY(wait(pace.earliest(kStart, 0, 1.0), kStart) <= 3s);
    Pace restored;
    restored.configure({1, 24h, 1, 0});
    restored.restore(qint64(toMicros(after(24h).boot)), kSameBoot, kStart.boot, 0);
    restored.configure({60, 1min, 2, 0});
    QVERIFY(wait(restored.earliest(kStart, 0, 1.0), kStart) <= 3s);
}

void TestGates::paceRestored()
{
    Pace pace;
    pace.configure({60, 1min, 3, 0});
    QVERIFY(pace.save(1.0).isNull());
    pace.sent(kStart.boot, 1.0);
    pace.sent(kStart.boot, 1.0);
    Pace same, crashed;
    for (Pace *each : {&same, &crashed})
        each->configure({60, 1min, 3, 0});
    same.restore(pace.save(1.0), kSameBoot, after(100ms).boot, 0);
    QVERIFY(wait(same.earliest(after(100ms), 0, 1.0), after(100ms)) == 900ms);
    // What was reserved may have gone just now.
    crashed.restore(pace.save(1.0), kSameBoot, after(10s).boot, 2);
    QVERIFY(wait(crashed.earliest(after(10s), 0, 1.0), after(10s)) == 1s);
}

void TestGates::gapKeepsItsDistance()
{
    MinimumGap gap;
    gap.configure(120s);
    QVERIFY(gap.earliest(kStart, 0).isOpen());
    QVERIFY(wait(gap.earliest(kStart, 2), kStart) == 240s);
    gap.sent(kStart.boot);
    QCOMPARE(gap.earliest(kStart, 0).reason, WaitReason::Gap);
    QVERIFY(wait(gap.earliest(after(30s), 0), after(30s)) == 90s);
    QVERIFY(wait(gap.earliest(after(30s), 1), after(30s)) == 210s);
    gap.moved(kStart.boot, after(5s).boot);
    QVERIFY(wait(gap.earliest(after(30s), 0), after(30s)) == 95s);
    gap.unsent(after(5s).boot);
    QVERIFY(gap.earliest(after(30s), 0).isOpen());
    gap.sent(after(30s).boot);
    MinimumGap restored;
    restored.configure(120s);
    restored.restore(gap.save(), kSameBoot, after(60s).boot, false);
    QVERIFY(wait(restored.earliest(after(60s), 0), after(60s)) == 90s);
    restored.restore(gap.save(), kSameBoot, after(60s).boot, true);
    QVERIFY(wait(restored.earliest(after(60s), 0), after(60s)) == 120s);
}

void TestGates::levelShrinksOncePerEpisode()
{
    AdaptiveLevel level;
    QCOMPARE(level.at(kStart.boot), 1.0);
    level.complained(kStart.boot);
    QCOMPARE(level.at(kStart.boot), 0.8);
    level.complained(after(1s).boot); // what was in flight complains too
    level.complained(after(29s).boot);
    QCOMPARE(level.at(after(29s).boot), 0.8);
    level.complained(after(31s).boot);
    QCOMPARE(level.at(after(31s).boot), 0.64);
    for (int i = 2; i < 60; ++i)
        level.complained(after(i * 31s).boot);
    QCOMPARE(level.at(after(60 * 31s).boot), 0.1);
}

void TestGates::levelRecoversSlowly()
{
    AdaptiveLevel level;
    level.complained(kStart.boot);
    level.complained(after(20s).boot); // no second shrink, but no clean minute either
    QCOMPARE(level.at(after(79s).boot), 0.8);
    QCOMPARE(level.at(after(80s).boot), 0.85);
    QCOMPARE(level.at(after(200s).boot), 0.95);
    QCOMPARE(level.at(after(260s).boot), 1.0);
    QCOMPARE(level.at(after(24h).boot), 1.0);
    AdaptiveLevel restored;
    restored.restore(level.save(after(80s)), kSameBoot);
    QCOMPARE(restored.at(after(80s).boot), 0.85);
    QCOMPARE(restored.at(after(260s).boot), 1.0);
    QVERIFY(level.save(after(260s)).isEmpty());
}

void TestGates::concurrencyFollowsTheLevel()
{
    Concurrency concurrency;
    QVERIFY(concurrency.earliest(1'000'000, 0.1).isOpen());
    QVERIFY(!concurrency.inForce(1.0));
    concurrency.configure(10);
    QVERIFY(concurrency.earliest(9, 1.0).isOpen());
    QCOMPARE(concurrency.earliest(10, 1.0).reason, WaitReason::Concurrency);
    QVERIFY(!concurrency.earliest(10, 1.0).until);
    QCOMPARE(*concurrency.inForce(0.8), 8);
    QCOMPARE(*concurrency.inForce(0.85), 8);
    QCOMPARE(*concurrency.inForce(0.1), 1);
    concurrency.configure(1);
    QCOMPARE(*concurrency.inForce(0.1), 1);
}

void TestGates::breakerOpensAndProbesWithOne()
{
    CircuitBreaker breaker;
    breaker.configure(3, 30s);
    breaker.failed(kStart.boot);
    breaker.failed(kStart.boot);
    breaker.succeeded();
    breaker.failed(kStart.boot);
    breaker.failed(kStart.boot);
    QVERIFY(breaker.earliest(kStart, 0, 0).isOpen());
    breaker.failed(after(1s).boot);
    QCOMPARE(breaker.earliest(after(1s), 0, 0).reason, WaitReason::CircuitOpen);
    QVERIFY(*breaker.earliest(after(1s), 0, 0).until == after(31s));
    // One probe: reserved, then sent, then nothing until its outcome.
    QVERIFY(breaker.earliest(after(31s), 0, 0).isOpen());
    QVERIFY(!breaker.earliest(after(31s), 1, 0).isOpen());
    QVERIFY(breaker.earliestToSend(after(31s), 0).isOpen());
    breaker.sent(after(31s).boot);
    QVERIFY(!breaker.earliest(after(32s), 0, 1).isOpen());
    QVERIFY(!breaker.earliestToSend(after(200s), 1).isOpen());
    breaker.succeeded();
    QVERIFY(breaker.earliest(after(32s), 5, 5).isOpen());
}

void TestGates::breakerFailsAgain()
{
    CircuitBreaker breaker;
    breaker.configure(1, 30s);
    breaker.failed(kStart.boot);
    breaker.sent(after(30s).boot);
    breaker.failed(after(35s).boot);
    QVERIFY(*breaker.earliest(after(35s), 0, 0).until == after(65s));
    CircuitBreaker restored;
    restored.configure(1, 30s);
    restored.restore(breaker.save(), kSameBoot);
    QVERIFY(*restored.earliest(after(35s), 0, 0).until == after(65s));
    breaker.sent(after(65s).boot);
    breaker.complained(); // a refusal: it is there
    QVERIFY(breaker.earliest(after(66s), 9, 9).isOpen());
    breaker.configure(0, 30s);
    for (int i = 0; i < 100; ++i)
        breaker.failed(after(70s).boot);
    QVERIFY(breaker.earliest(after(70s), 0, 0).isOpen());
}

void TestGates::breakerIgnoresOldFailures()
{
    CircuitBreaker breaker;
    breaker.configure(2, 30s);
    for (int second = 0; second < 20; ++second)
        breaker.failed(after(second * 1s).boot); // ten in flight time out one after the other
    QVERIFY(*breaker.earliest(after(20s), 0, 0).until == after(31s));
}

void TestGates::breakerWithoutVerdict()
{
    CircuitBreaker breaker;
    breaker.configure(1, 30s);
    breaker.failed(kStart.boot);
    breaker.sent(after(30s).boot);
    // It came back with a spent quota, which says nothing: another may probe a while later.
    QVERIFY(*breaker.earliest(after(40s), 0, 0).until == after(60s));
    QVERIFY(breaker.earliest(after(60s), 0, 0).isOpen());
    breaker.sent(after(60s).boot);
    breaker.unsent();
    QVERIFY(breaker.earliest(after(61s), 0, 0).isOpen());
}

void TestGates::blockedByTheProvider()
{
    BlockedUntil blocked;
    QVERIFY(blocked.earliest(kStart).isOpen());
    blocked.block(after(60s), WaitReason::ProviderWait);
    blocked.block(after(10s), WaitReason::ProviderWait); // the longer one holds
    QCOMPARE(blocked.earliest(kStart).reason, WaitReason::ProviderWait);
    QVERIFY(*blocked.earliest(kStart).until == after(60s));
    const Moment stepped{after(20s).wall + 24h, after(20s).boot};
    QVERIFY(wait(blocked.earliest(stepped), stepped) == 40s);
    blocked.block(after(2h), WaitReason::QuotaReset);
    QCOMPARE(blocked.earliest(kStart).reason, WaitReason::QuotaReset);
    BlockedUntil restored;
    restored.restore(blocked.save(), kSameBoot);
    QVERIFY(*restored.earliest(kStart).until == after(2h));
    QVERIFY(restored.earliest(after(2h)).isOpen());
    blocked.clear();
    QVERIFY(blocked.earliest(kStart).isOpen());
    QVERIFY(blocked.save().isEmpty());
}

void TestGates::quotaResetOnEitherClock()
{
    BlockedUntil blocked;
    blocked.block(after(10h), WaitReason::QuotaReset);
    const Moment setBack{after(9h).wall - 48h, after(9h).boot};
    QVERIFY(wait(blocked.earliest(setBack), setBack) == 1h);
    const Moment corrected{after(9h).wall + 30min, after(9h).boot};
    QVERIFY(wait(blocked.earliest(corrected), corrected) == 30min);
}

void TestGates::otherBootClampsTheWait()
{
    MinimumGap gap;
    gap.configure(120s);
    gap.sent(kStart.boot);
    const auto waitAfterBoot = [&](Micros wallSince) {
        const Moment now{kStart.wall + wallSince, bootFromMicros(7'000'000)};
        MinimumGap restored;
        restored.configure(120s);
        restored.restore(gap.save(), BootShift(kStart, false, now), now.boot, false);
        return wait(restored.earliest(now, 0), now);
    };
    QVERIFY(waitAfterBoot(50s) == 70s);
    QVERIFY(waitAfterBoot(-24h) == 120s); // the wall clock went back: the full wait, no more
    QVERIFY(waitAfterBoot(24h) == 0s);
}

QTEST_GUILESS_MAIN(TestGates)
#include "test_gates.moc"
