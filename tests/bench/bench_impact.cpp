#include "engine_fixture.h"
#include "report.h"
#include "store/data_folder.h"

#include <QCoreApplication>

using namespace fornada;
using namespace fornada::bench;
using namespace std::chrono_literals;

namespace {

constexpr int kChunk = 5'000;

qint64 addBatch(const QString &folder, int jobs)
{
    EngineFixture engine(folder);
    engine.call(QStringLiteral("account.add"), {{QStringLiteral("account"), QStringLiteral("far")},
                                                {QStringLiteral("kind"), QStringLiteral("worker")},
                                                {QStringLiteral("url"), QStringLiteral("http://127.0.0.1:9/worker")}});
    engine.call(QStringLiteral("queue.set"), {{QStringLiteral("queue"), QStringLiteral("worker")},
                                              {QStringLiteral("account"), QStringLiteral("far")}});
    engine.add(jobs);
    return engine.lastBatch();
}

template<class T>
T need(Result<T> result)
{
    if (!result)
        qFatal("%s %s", qPrintable(toName(result.error().kind)), qPrintable(result.error().detail));
    return *std::move(result);
}

void need(const Status &status)
{
    if (!status)
        qFatal("%s %s", qPrintable(toName(status.error().kind)), qPrintable(status.error().detail));
}

// Asked with words of before, and answered.
void make(Store &store, const Job &job, Wall now)
{
    Claim claim;
    claim.job = job.id;
    claim.account = job.account;
    claim.model = job.model;
    claim.requestHash = QByteArray(32, 'h');
    claim.day = QDate(2026, 1, 1);
    claim.now = now;
    Settle settle;
    settle.attempt = need(store.claim(claim)).attempt;
    settle.job = job.id;
    settle.httpStatus = 200;
    settle.now = now;
    ResultItem result;
    result.kind = OutputKind::Json;
    result.mime = QStringLiteral("application/json");
    result.text = QStringLiteral("{\"room\":\"%1\"}").arg(job.rowNumber);
    result.bytes = result.text.size();
    settle.results = {result};
    need(store.settle(settle));
}

void makeAll(const QString &folder, BatchId batch)
{
    auto opened = openStore({folder});
    if (!opened)
        qFatal("the data folder does not open");
    Store &store = **opened;
    const Wall now = SystemClock().now().wall;
    need(store.begin());
    need(store.batchEvent(batch, BatchEvent::Started, now));
    BatchChange delivered; // no report of it is made beside what is measured
    delivered.delivered = now;
    need(store.updateBatch(batch, delivered, now));
    const LaneKey lane = need(store.lanes()).first();
    need(store.commit());
    for (bool more = true; more;) {
        need(store.begin());
        const HeadPage page = need(store.heads(lane, kChunk, now));
        for (const Job &job : page.jobs)
            make(store, job, now);
        need(store.commit());
        more = !page.exhausted;
    }
}

} // namespace

// After a step was worded anew: finding out which of --jobs N (100,000) results are of the old wording, and what making
// them again would cost. Nothing is sent.
int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    const QStringList args = QCoreApplication::arguments();
    const int jobs = option(args, QStringLiteral("jobs"), QStringLiteral("100000")).toInt();
    const QTemporaryDir temporary;
    const QString folder = temporary.filePath(QStringLiteral("data"));
    const qint64 batch = addBatch(folder, jobs);
    makeAll(folder, BatchId{batch});
    EngineFixture engine(folder);
    Report report(QStringLiteral("impact"),
                  {QStringLiteral("jobs"), QStringLiteral("stale"), QStringLiteral("seconds"),
                   QStringLiteral("jobs_per_s"), QStringLiteral("cpu_us_per_job"), QStringLiteral("peak_mb")});
    const double began = secondsNow(), cpuBefore = cpuSeconds();
    const QJsonObject impact = engine.call(QStringLiteral("batch.impact"), {{QStringLiteral("batch"), batch}});
    const double seconds = secondsNow() - began;
    if (impact.value(QLatin1String("stale")).toInt() != jobs)
        qFatal("not all are stale");
    report.add({{QStringLiteral("jobs"), jobs},
                {QStringLiteral("stale"), impact.value(QLatin1String("stale"))},
                {QStringLiteral("seconds"), seconds},
                {QStringLiteral("jobs_per_s"), jobs / seconds},
                {QStringLiteral("cpu_us_per_job"), (cpuSeconds() - cpuBefore) * 1e6 / jobs},
                {QStringLiteral("peak_mb"), peakResidentMb()}});
    return report.finish(args);
}
