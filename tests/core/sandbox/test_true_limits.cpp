#include "base/random.h"
#include "sandbox/true_limits.h"

#include <QTest>

#include <rapidcheck.h>

using namespace fornada;
using namespace fornada::sandbox;
using namespace std::chrono_literals;

namespace {

const Moment start{Wall(1'795'250'000s), Boot(1000s)};

// True when the request was let in.
bool arrive(LimitJudge &judge, const TrueLimits &limits, Moment at, int inFlight = 0, double scale = 1)
{
    if (judge.judge(limits, scale, at, inFlight).violation != Violation::None)
        return false;
    judge.count(limits, scale, at);
    return true;
}

TrueLimits window(qint64 count, Micros period)
{
    TrueLimits limits;
    limits.window = WindowConfig{count, period, {}};
    return limits;
}

} // namespace

class TestTrueLimits : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void windowIsExact();
    void windowNeverLetsMoreInThanItsCount();
    void windowTellsWhenItOpens();
    void paceIsATokenBucket();
    void dayTurnsAtMidnightOfItsZone();
    void concurrencyCountsWhatIsInFlight();
    void timeScaleShortensWindowAndPace();
};

void TestTrueLimits::windowIsExact()
{
    LimitJudge judge;
    const TrueLimits limits = window(2, 60s);
    QVERIFY(arrive(judge, limits, start));
    QVERIFY(arrive(judge, limits, start + 30s));
    QVERIFY(!arrive(judge, limits, start + 59'999'999us));
    QVERIFY(arrive(judge, limits, start + 60s));
    QVERIFY(!arrive(judge, limits, start + 89'999'999us));
    QVERIFY(arrive(judge, limits, start + 90s));
}

void TestTrueLimits::windowNeverLetsMoreInThanItsCount()
{
    const bool held = rc::check("no window holds more than the count, and none is refused without need", [] {
        const auto gaps = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 30));
        LimitJudge judge;
        const TrueLimits limits = window(3, 60s);
        std::vector<Micros> let;
        Micros now{0};
        for (const int gap : gaps) {
            now += std::chrono::seconds(gap);
            const auto recent = std::count_if(let.begin(), let.end(), [now](Micros t) { return now - t < 60s; });
            const bool isIn = arrive(judge, limits, start + now);
            RC_ASSERT(isIn == (recent < 3));
            if (isIn)
                let.push_back(now);
        }
    });
    QVERIFY(held);
}

void TestTrueLimits::windowTellsWhenItOpens()
{
    LimitJudge judge;
    const TrueLimits limits = window(1, 60s);
    QVERIFY(arrive(judge, limits, start));
    const Verdict verdict = judge.judge(limits, 1, start + 20s, 0);
    QCOMPARE(verdict.violation, Violation::Window);
    QCOMPARE(verdict.retryIn, Micros(40s));
    QCOMPARE(verdict.limit, 1);
    QVERIFY(arrive(judge, limits, start + 20s + verdict.retryIn));
}

void TestTrueLimits::paceIsATokenBucket()
{
    LimitJudge judge;
    TrueLimits limits;
    limits.pace = PaceConfig{60, 60s, 3, 0};
    for (int i = 0; i < 3; ++i)
        QVERIFY(arrive(judge, limits, start));
    const Verdict verdict = judge.judge(limits, 1, start, 0);
    QCOMPARE(verdict.violation, Violation::Pace);
    QCOMPARE(verdict.retryIn, Micros(1s));
    QVERIFY(!arrive(judge, limits, start + 999'999us));
    QVERIFY(arrive(judge, limits, start + 1s));
    QVERIFY(!arrive(judge, limits, start + 1s));
    // After a long silence the bucket is full, not more than full.
    for (int i = 0; i < 3; ++i)
        QVERIFY(arrive(judge, limits, start + 1000s));
    QVERIFY(!arrive(judge, limits, start + 1000s));
}

void TestTrueLimits::dayTurnsAtMidnightOfItsZone()
{
    LimitJudge judge;
    TrueLimits limits;
    limits.dailyCap = DailyCapConfig{2, "America/Los_Angeles"};
    // 2026-11-01 is the day the clocks go back there: it has 25 hours, 07:00 UTC to 08:00 UTC of the next day.
    const auto at = [](const char *iso) { return Moment{wallFromIso(QLatin1String(iso)), start.boot}; };
    QVERIFY(arrive(judge, limits, at("2026-11-01T06:59:59.999Z"))); // still October there
    QVERIFY(arrive(judge, limits, at("2026-11-01T07:00:00.000Z")));
    QVERIFY(arrive(judge, limits, at("2026-11-02T07:59:59.999Z")));
    const Verdict verdict = judge.judge(limits, 1, at("2026-11-02T07:59:59.999Z"), 0);
    QCOMPARE(verdict.violation, Violation::Day);
    QCOMPARE(verdict.limit, 2);
    QVERIFY(arrive(judge, limits, at("2026-11-02T08:00:00.000Z")));
}

void TestTrueLimits::concurrencyCountsWhatIsInFlight()
{
    LimitJudge judge;
    TrueLimits limits;
    limits.concurrency = 2;
    QVERIFY(arrive(judge, limits, start, 1));
    QCOMPARE(judge.judge(limits, 1, start, 2).violation, Violation::Concurrency);
}

void TestTrueLimits::timeScaleShortensWindowAndPace()
{
    LimitJudge judge;
    TrueLimits limits = window(1, 60s);
    QVERIFY(arrive(judge, limits, start, 0, 60));
    QVERIFY(!arrive(judge, limits, start + 999ms, 0, 60));
    QVERIFY(arrive(judge, limits, start + 1s, 0, 60));
}

QTEST_GUILESS_MAIN(TestTrueLimits)
#include "test_true_limits.moc"
