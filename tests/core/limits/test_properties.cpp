#include "gate_world.h"

#include <QDateTime>
#include <QTest>

#include <rapidcheck.h>

using namespace fornada;
using namespace fornada::test;

namespace {

const Wall kSpringForward = wallFromIso(QStringLiteral("2026-03-06T09:00:00.000Z"));
const Wall kFallBack = wallFromIso(QStringLiteral("2026-10-30T20:00:00.000Z"));

std::vector<Send> inOrder(const GateWorld &world)
{
    std::vector<Send> sends;
    for (const Send &send : world.sends())
        if (!send.recalled)
            sends.push_back(send);
    std::sort(sends.begin(), sends.end(), [](const Send &a, const Send &b) { return a.at < b.at; });
    return sends;
}

// The heaviest stretch of this length, wherever it starts.
qint64 heaviest(const std::vector<Send> &sends, Micros period, bool weighted)
{
    qint64 most = 0, weight = 0;
    size_t first = 0;
    for (const Send &send : sends) {
        weight += weighted ? send.tokens : 1;
        for (; sends[first].at <= send.at - period; ++first)
            weight -= weighted ? sends[first].tokens : 1;
        most = std::max(most, weight);
    }
    return most;
}

// How many a server that polices the configured bucket would refuse. Times `count`, so that it is exact.
int refused(const std::vector<Send> &sends, const PaceConfig &pace)
{
    int refusals = 0;
    qint64 full = INT64_MIN;
    const qint64 step = pace.period.count();
    for (const Send &send : sends) {
        const qint64 at = send.at.count() * pace.count;
        if (full != INT64_MIN && at < full - (pace.burst - 1) * step)
            ++refusals;
        else
            full = std::max(full, at) + step;
    }
    return refusals;
}

// The fullest day of the zone; a request in flight at midnight counts in both days. Judged by Qt's own conversion.
int fullestDay(const GateWorld &world, const QByteArray &zone)
{
    const QTimeZone timeZone(zone);
    const auto date = [&](Micros at) {
        return QDateTime::fromMSecsSinceEpoch(toMicros(world.trueWall(at)) / 1000, Qt::UTC).toTimeZone(timeZone).date();
    };
    std::map<QDate, int> days;
    for (const Send &send : inOrder(world)) {
        ++days[date(send.at)];
        if (date(send.done) != date(send.at))
            ++days[date(send.done)];
    }
    int most = 0;
    for (const auto &[day, count] : days)
        most = std::max(most, count);
    return most;
}

rc::Gen<Micros> upTo(Micros most)
{
    // Short and long ones alike: every order of magnitude is as likely.
    return rc::gen::map(rc::gen::inRange(0, 1000), [most](int part) {
        return Micros(qint64(std::exp(std::log(double(most.count())) * part / 1000.0)));
    });
}

std::vector<Incident> incidents(std::vector<Trouble> kinds, Micros pause, Micros longest)
{
    const auto one = rc::gen::build<Incident>(rc::gen::set(&Incident::what, rc::gen::elementOf(std::move(kinds))),
                                              rc::gen::set(&Incident::after, upTo(pause)),
                                              rc::gen::set(&Incident::length, upTo(longest)));
    std::vector<Incident> list = *rc::gen::container<std::vector<Incident>>(one).as("incidents");
    for (Incident &incident : list)
        if (incident.what == Trouble::Stall)
            incident.length = std::min<Micros>(incident.length, 3min);
    return list;
}

const std::vector<Trouble> kEverything = {Trouble::Stall,    Trouble::Idle,       Trouble::Crash,     Trouble::Quit,
                                          Trouble::Reboot,   Trouble::BackInTime, Trouble::Suspend,   Trouble::WallStep,
                                          Trouble::WallStep, Trouble::Complaint,  Trouble::DateHeader};

} // namespace

namespace fornada::test {
void showValue(const Incident &incident, std::ostream &out)
{
    static const char *const names[] = {"Stall",      "Idle",    "Crash",    "Quit",      "Reboot",
                                        "BackInTime", "Suspend", "WallStep", "Complaint", "DateHeader"};
    out << names[int(incident.what)] << " after " << incident.after.count() << " us for " << incident.length.count();
}
} // namespace fornada::test

class TestProperties final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void requestGatesHold();
    void tokenWindowHolds();
    void largeWindowHolds();
    void dailyCapHolds();
    void allowanceIsUsed_data();
    void allowanceIsUsed();
    void dailyAllowanceIsUsed();
};

// Pace, gap, window and concurrency as a server sees them, whatever happens to the machine.
void TestProperties::requestGatesHold()
{
    const bool held = rc::check("pace, gap, window and concurrency hold", [] {
        LimitSet limits;
        limits.breakerThreshold = 0;
        const auto some = [](const char *what) { return *rc::gen::inRange(0, 3).as(what) > 0; };
        Micros lateness = 0us;
        if (some("with a window")) {
            limits.window = WindowConfig{*rc::gen::inRange(1, 60), 1s * *rc::gen::inRange(1, 120), {}};
            lateness = limits.window->period / 200;
        }
        if (some("with a pace")) {
            limits.pace = PaceConfig{*rc::gen::inRange(1, 100), 1s * *rc::gen::inRange(1, 120),
                                     *rc::gen::inRange(1, 20), 0.1 * *rc::gen::inRange(0, 4)};
            // One token is in hand for the network; a bucket of one has none to spare.
            const Micros step = limits.pace->period / limits.pace->count;
            lateness = limits.pace->burst < 2 ? 0us : std::min(limits.window ? lateness : 20ms, step);
        }
        if (!some("without a gap")) {
            limits.minimumGap = 100ms * *rc::gen::inRange(1, 1000);
            lateness = 0us;
        }
        if (some("with a concurrency"))
            limits.concurrency = *rc::gen::inRange(1, 20);
        GateWorld world(limits, kSpringForward, *rc::gen::arbitrary<quint64>().as("seed"));
        world.latenessMost = std::min<Micros>(lateness, 20ms);
        world.run(3h, incidents(kEverything, 10min, 2h), 1000);
        RC_ASSERT(!world.isSpinning());
        const std::vector<Send> sends = inOrder(world);
        RC_TAG(sends.size() / 250 * 250);
        if (limits.window)
            RC_ASSERT(heaviest(sends, limits.window->period, false) <= limits.window->count);
        if (limits.pace)
            RC_ASSERT(refused(sends, *limits.pace) == 0);
        if (limits.minimumGap)
            for (size_t i = 1; i < sends.size(); ++i)
                RC_ASSERT(sends[i].at - sends[i - 1].at >= *limits.minimumGap);
        if (limits.concurrency)
            RC_ASSERT(world.mostAtOnce() <= *limits.concurrency);
    });
    QVERIFY(held);
}

void TestProperties::tokenWindowHolds()
{
    const bool held = rc::check("the token window holds by what was really used", [] {
        LimitSet limits;
        limits.tokenWindow = WindowConfig{*rc::gen::inRange(500, 5000), 1s * *rc::gen::inRange(1, 120), {}};
        if (*rc::gen::arbitrary<bool>())
            limits.concurrency = *rc::gen::inRange(1, 10);
        std::mt19937_64 random(*rc::gen::arbitrary<quint64>().as("seed"));
        GateWorld world(limits, kSpringForward, random());
        world.latenessMost = std::min<Micros>(limits.tokenWindow->period / 200, 20ms);
        // Few different weights, so that often several alike are in flight; longer flights than the window too.
        world.tokens = [&] { return qint64(100 * (1 + random() % 5)); };
        world.actualTokens = [&](qint64 estimate) { return random() % 4 ? qint64(random() % quint64(estimate)) : -1; };
        world.flightMost = *rc::gen::element<Micros>(1s, 20s, 150s);
        world.run(2h, incidents(kEverything, 10min, 2h), 1000);
        RC_ASSERT(!world.isSpinning());
        RC_ASSERT(heaviest(inOrder(world), limits.tokenWindow->period, true) <= limits.tokenWindow->count);
    });
    QVERIFY(held);
}

// Enough sends that groups of them share one time.
void TestProperties::largeWindowHolds()
{
    constexpr quint64 seed = 7;
    qInfo("seed %llu", seed);
    LimitSet limits;
    limits.window = WindowConfig{3000, 10s, {}};
    GateWorld world(limits, kSpringForward, seed);
    world.latenessMost = 10ms;
    world.flightMost = 1s;
    const std::vector<Incident> list = {
        {Trouble::Crash, 12s, 1ms},  {Trouble::Stall, 13s, 2s},  {Trouble::WallStep, 3s, 2h},
        {Trouble::Crash, 4s, 1ms},   {Trouble::Suspend, 5s, 4s}, {Trouble::Quit, 7s, 100ms},
        {Trouble::WallStep, 3s, 2h}, {Trouble::Idle, 20s, 8s},   {Trouble::Reboot, 15s, 2s}};
    world.run(3min, list, 100'000);
    const std::vector<Send> sends = inOrder(world);
    QVERIFY(sends.size() > 20'000);
    const qint64 most = heaviest(sends, 10s, false);
    QVERIFY2(most <= 3000, qPrintable(QString::number(most)));
    QVERIFY(most > 2900);
}

// Over days of 23 and 25 hours.
void TestProperties::dailyCapHolds()
{
    const bool held = rc::check("no day of the provider sees more than the cap", [] {
        const QByteArray zone = *rc::gen::element<QByteArray>("America/Los_Angeles", "UTC", "Europe/Lisbon",
                                                              "Asia/Kolkata", "America/Havana");
        LimitSet limits;
        limits.breakerThreshold = 0;
        limits.dailyCap = DailyCapConfig{*rc::gen::inRange(1, 30), zone};
        if (*rc::gen::arbitrary<bool>())
            limits.minimumGap = 1s * *rc::gen::inRange(1, 6000);
        const Wall start = *rc::gen::element(kSpringForward, kFallBack) + *upTo(24h);
        GateWorld world(limits, start, *rc::gen::arbitrary<quint64>().as("seed"));
        world.flightMost = *rc::gen::element<Micros>(1s, 170s);
        world.run(96h, incidents(kEverything, 12h, 20h), 2000);
        RC_ASSERT(!world.isSpinning());
        RC_ASSERT(fullestDay(world, zone) <= limits.dailyCap->count);
    });
    QVERIFY(held);
}

void TestProperties::allowanceIsUsed_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<double>("perSecond");
    QTest::newRow("60 in any minute") << 0 << 1.0;
    QTest::newRow("60 a minute, bucket 10") << 1 << 1.0;
    QTest::newRow("60 a second, bucket 10") << 2 << 60.0;
    QTest::newRow("5000 in any 10 s") << 3 << 500.0;
    QTest::newRow("7 in any 13 s") << 4 << 7.0 / 13.0;
    QTest::newRow("pace and window together") << 5 << 1.0;
    QTest::newRow("1000 tokens in any minute") << 6 << 10.0 / 60.0;
}

// With work waiting and commits of a few milliseconds, at least 99% of what is allowed goes.
void TestProperties::allowanceIsUsed()
{
    QFETCH(int, kind);
    QFETCH(double, perSecond);
    LimitSet limits;
    qint64 atOnce = 0; // what may go at the very beginning
    if (kind == 0 || kind == 5)
        limits.window = WindowConfig{atOnce = 60, 60s, {}};
    if (kind == 1 || kind == 5)
        limits.pace = PaceConfig{60, 60s, 10, 0};
    if (kind == 2)
        limits.pace = PaceConfig{60, 1s, 10, 0};
    if (kind == 3)
        limits.window = WindowConfig{atOnce = 5000, 10s, {}};
    if (kind == 4)
        limits.window = WindowConfig{atOnce = 7, 13s, {}};
    if (kind == 6)
        limits.tokenWindow = WindowConfig{1000, 60s, {}};
    const quint64 seed = 99;
    qInfo("seed %llu", seed);
    GateWorld world(limits, kSpringForward, seed);
    world.flightMost = 2s;
    if (kind == 6)
        world.tokens = [] { return 100; };
    world.run(kind == 2 || kind == 3 ? Micros(60s) : Micros(2h), {}, 100'000);
    const double seconds = double(world.elapsed().count()) / 1e6;
    const double used = double(inOrder(world).size()) / (perSecond * seconds);
    QVERIFY2(used >= 0.99, qPrintable(QString::number(used)));
}

void TestProperties::dailyAllowanceIsUsed()
{
    LimitSet limits;
    limits.dailyCap = DailyCapConfig{15, "America/Los_Angeles"};
    limits.minimumGap = 120s;
    GateWorld world(limits, wallFromIso(QStringLiteral("2026-10-30T07:00:00.000Z")), 1);
    // Four days and a bit from midnight there, one of 25 hours among them: 60 personas.
    world.run(97h - 1s, {{Trouble::Crash, 10h, 1s}, {Trouble::Suspend, 10h, 15h}, {Trouble::Quit, 1h, 1h}}, 1000);
    const size_t sent = inOrder(world).size();
    QVERIFY2(sent >= 59 && sent <= 60, qPrintable(QString::number(sent)));
}

QTEST_GUILESS_MAIN(TestProperties)
#include "test_properties.moc"
