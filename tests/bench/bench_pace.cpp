#include "core/scheduler/scheduler_world.h"
#include "engine_fixture.h"
#include "report.h"
#include "sandbox/sandbox_server.h"
#include "stalled_disk.h"

#include <QCoreApplication>

using namespace fornada;
using namespace fornada::bench;
using namespace std::chrono_literals;

namespace {

struct Limit {
    const char *name;
    int count;
    Micros period;
    int bucket; // 0: a window
    int jobs;
};

// What a server that polices the limit would refuse of these arrivals (in order): a token bucket, or a window.
double refusedPart(const QList<Boot> &arrivals, const Limit &limit)
{
    const double perMicro = double(limit.count) / double(limit.period.count());
    double tokens = limit.bucket;
    int refused = 0;
    QList<Boot> accepted;
    for (qsizetype i = 0; i < arrivals.size(); ++i) {
        bool fits = false;
        if (limit.bucket == 0) {
            fits =
                accepted.size() < limit.count || arrivals[i] - accepted[accepted.size() - limit.count] >= limit.period;
        } else {
            if (i > 0)
                tokens =
                    std::min(double(limit.bucket), tokens + double((arrivals[i] - arrivals[i - 1]).count()) * perMicro);
            fits = tokens >= 1 - 1e-9;
            tokens -= fits ? 1 : 0;
        }
        if (fits)
            accepted.append(arrivals[i]);
        else
            ++refused;
    }
    return arrivals.isEmpty() ? 0 : 100.0 * refused / double(arrivals.size());
}

// The share of what the limit allowed from the first to the last arrival.
double usedPart(const QList<Boot> &arrivals, const Limit &limit)
{
    if (arrivals.size() < 2)
        return 0;
    const Micros span = arrivals.last() - arrivals.first();
    const double allowed = limit.bucket > 0
                               ? double(span.count()) * limit.count / double(limit.period.count()) + limit.bucket
                               : double(span / limit.period + 1) * limit.count;
    return 100.0 * double(arrivals.size()) / allowed;
}

// The same once the engine has learnt how slow the disk is: without the first seconds and the bucket they began with.
double steadyPart(const QList<Boot> &arrivals, const Limit &limit)
{
    constexpr Micros kLearning = 3s;
    const auto isSteady = [&](Boot at) { return at - arrivals.first() >= kLearning; };
    const auto first = std::find_if(arrivals.cbegin(), arrivals.cend(), isSteady);
    if (limit.bucket == 0 || arrivals.cend() - first < 2)
        return usedPart(arrivals, limit);
    const Micros span = arrivals.last() - *first;
    return 100.0 * double(arrivals.cend() - first - 1) * double(limit.period.count()) /
           (double(span.count()) * limit.count);
}

// The scheduler and its gates alone, in virtual time: what the limit's arithmetic can reach.
QList<Boot> runVirtually(const Limit &limit, Micros stall)
{
    test::SchedulerWorld world;
    LimitSet limits;
    if (limit.bucket > 0)
        limits.pace = PaceConfig{limit.count, limit.period, limit.bucket, 0};
    else
        limits.window = WindowConfig{limit.count, limit.period, {}};
    world.commit = 1ms + stall;
    world.latency = 20ms;
    world.account(1);
    world.queue(1, 1, limits);
    world.batch('a', 1, QStringList(limit.jobs, QStringLiteral("ok")).join(QLatin1Char(';')));
    world.run(limit.period * (limit.jobs / limit.count + 2));
    return world.arrivals();
}

// The whole engine, in real time: claims are committed before each send, arrivals are the server's.
QList<Boot> runReally(const Limit &limit, Micros stall)
{
    const SystemClock clock;
    SandboxServer server(clock);
    const auto port = server.start({});
    if (!port)
        qFatal("the sandbox does not start");
    const QJsonObject pace{{QStringLiteral("count"), limit.count},
                           {QStringLiteral("period"), double(limit.period.count()) * 1e-6},
                           {QStringLiteral("burst"), limit.bucket}};
    EngineFixture engine(QStringLiteral("http://127.0.0.1:%1/worker").arg(*port),
                         {{QStringLiteral("concurrency"), 200}, {QStringLiteral("pace"), pace}});
    engine.add(limit.jobs);
    stallDisk(stall);
    engine.runAll();
    stallDisk({});
    QList<Boot> arrivals;
    const SandboxLedgerView view = server.ledger();
    for (const SandboxEntry &entry : view.entries)
        arrivals.append(entry.arrived.boot);
    std::sort(arrivals.begin(), arrivals.end());
    return arrivals;
}

} // namespace

// How exactly limits are kept, judged by arrivals at the server, with commits as fast as they are and stalled by 50 ms.
int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    bench::Report report(QStringLiteral("pace"),
                         {QStringLiteral("limit"), QStringLiteral("clock"), QStringLiteral("commit_stall_ms"),
                          QStringLiteral("jobs"), QStringLiteral("used_percent"), QStringLiteral("steady_percent"),
                          QStringLiteral("refused_percent")});
    const auto add = [&](const Limit &limit, const char *clock, Micros stall, const QList<Boot> &arrivals) {
        report.add({{QStringLiteral("limit"), QString::fromLatin1(limit.name)},
                    {QStringLiteral("clock"), QString::fromLatin1(clock)},
                    {QStringLiteral("commit_stall_ms"), double(stall.count()) * 1e-3},
                    {QStringLiteral("jobs"), arrivals.size()},
                    {QStringLiteral("used_percent"), usedPart(arrivals, limit)},
                    {QStringLiteral("steady_percent"), steadyPart(arrivals, limit)},
                    {QStringLiteral("refused_percent"), refusedPart(arrivals, limit)}});
    };
    const Limit minute{"60/min b10", 60, 1min, 10, 600};
    const Limit window{"60 in 1 min", 60, 1min, 0, 600};
    const Limit second{"60/s b10", 60, 1s, 10, 1'200};
    const Limit fast{"600/s b10", 600, 1s, 10, 12'000};
    for (const Micros stall : {Micros(0), Micros(50ms)}) {
        for (const Limit &limit : {minute, window, second, fast})
            add(limit, "virtual", stall, runVirtually(limit, stall));
        for (const Limit &limit : {second, fast})
            add(limit, "real", stall, runReally(limit, stall));
    }
    return report.finish(QCoreApplication::arguments());
}
