#include "base/descriptors.h"
#include "callers.h"
#include "engine_fixture.h"
#include "report.h"
#include "sandbox/sandbox_server.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonDocument>

using namespace fornada;
using namespace fornada::bench;
using namespace std::chrono_literals;

namespace {

constexpr double kMostMs = 100;

// One user's job: a batch of one row that starts at once.
QByteArray orderOf(const QString &rows, int user)
{
    const QJsonObject args{{QStringLiteral("recipe"), QStringLiteral("http-worker")},
                           {QStringLiteral("rows"), rows},
                           {QStringLiteral("name"), QStringLiteral("user %1").arg(user)},
                           {QStringLiteral("owner"), QStringLiteral("user %1").arg(user)},
                           {QStringLiteral("start"), true}};
    return QJsonDocument(toJson(Command{QStringLiteral("batch.create"), args, QStringLiteral("bench")}))
        .toJson(QJsonDocument::Compact);
}

void add(Report &report, const char *what, QList<double> times, double jobsPerSecond)
{
    std::sort(times.begin(), times.end());
    report.add({{QStringLiteral("what"), QString::fromLatin1(what)},
                {QStringLiteral("added"), times.size()},
                {QStringLiteral("p50_ms"), percentile(times, 0.5)},
                {QStringLiteral("p99_ms"), percentile(times, 0.99)},
                {QStringLiteral("worst_ms"), times.last()},
                {QStringLiteral("reach_ms"), kMostMs},
                {QStringLiteral("reached"), times.last() < kMostMs},
                {QStringLiteral("running_jobs_per_s"), jobsPerSecond}});
}

} // namespace

// How long somebody who adds a job waits until it is accepted, durably: one at a time, and --adders N (500) at once,
// over the command socket, alone and while a batch of others runs.
int main(int argc, char *argv[])
{
    makeRoomForDescriptors();
    QCoreApplication app(argc, argv);
    const QStringList args = QCoreApplication::arguments();
    const int adders = option(args, QStringLiteral("adders"), QStringLiteral("500")).toInt();
    constexpr int kOneByOne = 200, kManyWaiting = 12'000; // about 10,000 are left then
    const SystemClock clock;
    SandboxServer server(clock);
    SandboxConfig config;
    config.latency.fixed = 50ms;
    const auto port = server.start(config);
    if (!port)
        return 1;
    EngineFixture engine(QStringLiteral("http://127.0.0.1:%1/worker").arg(*port),
                         {{QStringLiteral("concurrency"), 10}, {QStringLiteral("pace"), QJsonValue::Null}},
                         EngineFixture::Door::Open);
    const QString folder = engine.host().dataFolder();
    const QString rows = folder + QStringLiteral("/row.jsonl");
    QFile file(rows);
    if (!file.open(QIODevice::WriteOnly) || file.write("{\"id\":\"photo\",\"prompt\":\"a sunny room\"}\n") < 0)
        return 1;
    file.close();
    int user = 0;
    const auto oneByOne = [&] {
        QList<double> times;
        for (int i = 0; i < kOneByOne; ++i)
            times += callAtOnce(folder, {orderOf(rows, ++user)});
        return times;
    };
    const auto atOnce = [&] {
        QList<QByteArray> orders;
        for (int i = 0; i < adders; ++i)
            orders.append(orderOf(rows, ++user));
        return callAtOnce(folder, orders);
    };

    Report report(QStringLiteral("adders"),
                  {QStringLiteral("what"), QStringLiteral("added"), QStringLiteral("p50_ms"), QStringLiteral("p99_ms"),
                   QStringLiteral("worst_ms"), QStringLiteral("reach_ms"), QStringLiteral("reached"),
                   QStringLiteral("running_jobs_per_s")});
    add(report, "one by one", oneByOne(), 0);
    engine.add(100'000);
    engine.call(QStringLiteral("batch.start"), {{QStringLiteral("batch"), engine.lastBatch()}});
    const auto running = [&](auto work, const char *what) {
        const qint64 before = engine.completed();
        const double began = secondsNow();
        const QList<double> times = work();
        const double seconds = secondsNow() - began;
        add(report, what, times, double(engine.completed() - before) / seconds);
    };
    running(oneByOne, "one by one, busy");
    running(atOnce, "at once, busy");
    running(atOnce, "at once again");
    while (user < kManyWaiting)
        atOnce();
    running(atOnce, "at once, 10,000 wait");
    if (engine.batches() != user + 1)
        qFatal("%d were accepted, %d are on file", user + 1, int(engine.batches()));
    return report.finish(args);
}
