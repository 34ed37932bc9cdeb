#include "engine_fixture.h"
#include "report.h"
#include "sandbox/sandbox_server.h"

#include <QCoreApplication>

using namespace fornada;
using namespace fornada::bench;

// Jobs a second through the whole engine (claim, send, save, settle: all durable) against a server that answers at
// once. With --url it uses that server (the peers' harness does so); otherwise the sandbox's worker endpoint.
int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    const QStringList args = QCoreApplication::arguments();
    const int jobs = option(args, QStringLiteral("jobs"), QStringLiteral("20000")).toInt();
    const QString only = option(args, QStringLiteral("concurrency"), {});
    QString url = option(args, QStringLiteral("url"), {});
    const SystemClock clock;
    SandboxServer server(clock);
    if (url.isEmpty()) {
        const auto port = server.start({});
        if (!port)
            return 1;
        url = QStringLiteral("http://127.0.0.1:%1/worker").arg(*port);
    }
    bench::Report report(QStringLiteral("throughput"),
                         {QStringLiteral("concurrency"), QStringLiteral("jobs"), QStringLiteral("enqueue_s_10k"),
                          QStringLiteral("jobs_per_s"), QStringLiteral("cpu_us_per_job"), QStringLiteral("rss_mb"),
                          QStringLiteral("done")});
    const QList<int> levels = only.isEmpty() ? QList<int>{10, 64} : QList<int>{only.toInt()};
    for (const int concurrency : levels) {
        EngineFixture engine(
            url, {{QStringLiteral("concurrency"), concurrency}, {QStringLiteral("pace"), QJsonValue::Null}});
        const double adding = engine.add(jobs);
        const double cpuBefore = cpuSeconds();
        const double running = engine.runAll();
        report.add({{QStringLiteral("concurrency"), concurrency},
                    {QStringLiteral("jobs"), jobs},
                    {QStringLiteral("enqueue_s_10k"), adding * 10'000 / jobs},
                    {QStringLiteral("jobs_per_s"), jobs / running},
                    {QStringLiteral("cpu_us_per_job"), (cpuSeconds() - cpuBefore) * 1e6 / jobs},
                    {QStringLiteral("rss_mb"), residentMb()},
                    {QStringLiteral("done"), engine.completed()}});
    }
    return report.finish(args);
}
