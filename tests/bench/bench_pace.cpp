#include "engine_fixture.h"
#include "report.h"
#include "sandbox/sandbox_server.h"

#include <QCoreApplication>

using namespace fornada;
using namespace fornada::bench;

namespace {

// What a server that polices "rate, bucket" would refuse of these arrivals (seconds, in order).
double refusedPart(const QList<double> &arrivals, double rate, int bucket)
{
    double tokens = bucket;
    double last = arrivals.isEmpty() ? 0 : arrivals.first();
    int refused = 0;
    for (const double at : arrivals) {
        tokens = std::min(double(bucket), tokens + (at - last) * rate);
        last = at;
        if (tokens >= 1)
            tokens -= 1;
        else
            ++refused;
    }
    return arrivals.isEmpty() ? 0 : 100.0 * refused / double(arrivals.size());
}

} // namespace

// How exactly the pace is kept, judged by arrivals at the server: share of the allowance used, share a policing bucket
// would refuse. The whole engine runs: claims are committed before each send.
int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    Report report(QStringLiteral("pace"),
                  {QStringLiteral("rate_per_s"), QStringLiteral("bucket"), QStringLiteral("jobs"),
                   QStringLiteral("used_percent"), QStringLiteral("refused_percent")});
    for (const int rate : {60, 600}) {
        constexpr int bucket = 10;
        const int jobs = rate * 6;
        const SystemClock clock;
        SandboxServer server(clock);
        const auto port = server.start({});
        if (!port)
            return 1;
        EngineFixture engine(QStringLiteral("http://127.0.0.1:%1/worker").arg(*port),
                             {{QStringLiteral("concurrency"), 40},
                              {QStringLiteral("pace"), QJsonObject{{QStringLiteral("count"), rate},
                                                                   {QStringLiteral("period"), 1},
                                                                   {QStringLiteral("burst"), bucket}}}});
        engine.add(jobs);
        engine.runAll();
        QList<double> arrivals;
        const SandboxLedgerView view = server.ledger();
        for (const SandboxEntry &entry : view.entries)
            arrivals.append(double(toMicros(entry.arrived.boot)) * 1e-6);
        std::sort(arrivals.begin(), arrivals.end());
        const double span = arrivals.size() > 1 ? arrivals.last() - arrivals.first() : 1;
        report.add({{QStringLiteral("rate_per_s"), rate},
                    {QStringLiteral("bucket"), bucket},
                    {QStringLiteral("jobs"), jobs},
                    {QStringLiteral("used_percent"), 100.0 * double(arrivals.size()) / (span * rate + bucket)},
                    {QStringLiteral("refused_percent"), refusedPart(arrivals, rate, bucket)}});
    }
    return report.finish(QCoreApplication::arguments());
}
