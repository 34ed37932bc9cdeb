#include "engine_fixture.h"
#include "report.h"
#include "sandbox/sandbox_server.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QJsonDocument>
#include <QProcess>
#include <QSqlDatabase>
#include <QSqlQuery>

#include <atomic>
#include <thread>

using namespace fornada;
using namespace fornada::bench;
using namespace std::chrono_literals;

namespace {

QString url(quint16 port)
{
    return QStringLiteral("http://127.0.0.1:%1/worker").arg(port);
}

// The largest the write-ahead log gets while this lives.
class WalWatch {
public:
    explicit WalWatch(const QString &dataFolder)
        : m_thread([this, path = dataFolder + QStringLiteral("/fornada.db-wal")] {
            while (!m_ending) {
                m_largest = std::max(m_largest.load(), QFileInfo(path).size());
                std::this_thread::sleep_for(10ms);
            }
        })
    {}
    double endMb()
    {
        m_ending = true;
        m_thread.join();
        return double(m_largest) / 1e6;
    }

private:
    std::atomic<bool> m_ending = false;
    std::atomic<qint64> m_largest = 0;
    std::thread m_thread;
};

// The longest time between two settlements of a batch, in all or from a wall time on.
double longestGapMs(const QString &dataFolder, qint64 batch, qint64 from, qint64 to)
{
    double longest = 0;
    {
        QSqlDatabase db = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("gaps"));
        db.setDatabaseName(dataFolder + QStringLiteral("/fornada.db"));
        db.setConnectOptions(QStringLiteral("QSQLITE_OPEN_READONLY"));
        if (!db.open())
            qFatal("cannot read the database");
        QSqlQuery query(db);
        query.setForwardOnly(true);
        query.prepare(QStringLiteral("SELECT attempt.settled FROM attempt JOIN job ON job.id = attempt.job_id WHERE "
                                     "job.batch_id = ? AND attempt.settled BETWEEN ? AND ? ORDER BY attempt.settled"));
        query.addBindValue(batch);
        query.addBindValue(from);
        query.addBindValue(to);
        query.exec();
        qint64 last = 0;
        while (query.next()) {
            const qint64 at = query.value(0).toLongLong();
            if (last)
                longest = std::max(longest, double(at - last) * 1e-3);
            last = at;
        }
    }
    QSqlDatabase::removeDatabase(QStringLiteral("gaps"));
    return longest;
}

qint64 wallNow()
{
    return toMicros(SystemClock().now().wall);
}

// A child of this program does one part in a process of its own, so that memory is that part's alone.
QJsonObject inChild(const QStringList &args)
{
    QProcess child;
    child.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    child.start(QCoreApplication::applicationFilePath(), args);
    if (!child.waitForFinished(-1) || child.exitCode() != 0)
        qFatal("%s failed", qPrintable(args.join(QLatin1Char(' '))));
    return QJsonDocument::fromJson(child.readAllStandardOutput()).object();
}

int answerParent(const QJsonObject &facts)
{
    QTextStream(stdout) << QJsonDocument(facts).toJson(QJsonDocument::Compact) << "\n";
    return 0;
}

// 10,000 rows, then the many; the batch of the many is started, paused, and left so.
int addPart(const QString &folder, int many)
{
    EngineFixture engine(folder);
    const SystemClock clock;
    engine.call(QStringLiteral("account.add"), {{QStringLiteral("account"), QStringLiteral("far")},
                                                {QStringLiteral("kind"), QStringLiteral("worker")},
                                                {QStringLiteral("url"), url(9)}}); // nobody listens there
    engine.call(QStringLiteral("queue.set"),
                {{QStringLiteral("queue"), QStringLiteral("worker")},
                 {QStringLiteral("account"), QStringLiteral("far")},
                 {QStringLiteral("limits"), QJsonObject{{QStringLiteral("minimumGap"), 3'600}}}});
    QJsonObject facts;
    facts.insert(QStringLiteral("add_10k_s"), engine.add(10'000));
    WalWatch wal(folder);
    const double cpuBefore = cpuSeconds();
    facts.insert(QStringLiteral("add_many_s"), engine.add(many));
    facts.insert(QStringLiteral("add_many_cpu_s"), cpuSeconds() - cpuBefore);
    facts.insert(QStringLiteral("add_peak_rss_mb"), peakResidentMb());
    facts.insert(QStringLiteral("add_wal_mb"), wal.endMb());
    const QJsonObject batch{{QStringLiteral("batch"), engine.lastBatch()}};
    engine.call(QStringLiteral("batch.start"), batch);
    std::this_thread::sleep_for(500ms); // its first job is on its way
    const double began = secondsNow();
    engine.call(QStringLiteral("batch.pause"), batch);
    facts.insert(QStringLiteral("pause_ms"), (secondsNow() - began) * 1e3);
    facts.insert(QStringLiteral("batch"), engine.lastBatch());
    return answerParent(facts);
}

// Start-up on what is on file; idle with everything paused; then the batch waits at its gate.
int waitPart(const QString &folder, qint64 batch)
{
    const double began = secondsNow();
    EngineFixture engine(folder);
    QJsonObject facts{{QStringLiteral("ready_s"), secondsNow() - began}};
    std::this_thread::sleep_for(1s);
    const double cpuBefore = cpuSeconds();
    std::this_thread::sleep_for(5s);
    facts.insert(QStringLiteral("idle_cpu_ms_in_5s"), (cpuSeconds() - cpuBefore) * 1e3);
    engine.call(QStringLiteral("batch.start"), {{QStringLiteral("batch"), batch}});
    std::this_thread::sleep_for(1s);
    facts.insert(QStringLiteral("waiting_rss_mb"), residentMb());
    engine.call(QStringLiteral("batch.pause"), {{QStringLiteral("batch"), batch}});
    return answerParent(facts);
}

// The many are cancelled while another batch settles 500 jobs a second.
int cancelPart(const QString &folder, qint64 batch)
{
    const SystemClock clock;
    SandboxServer server(clock);
    const auto port = server.start({});
    if (!port)
        return 1;
    EngineFixture engine(folder);
    engine.call(QStringLiteral("account.add"), {{QStringLiteral("account"), QStringLiteral("near")},
                                                {QStringLiteral("kind"), QStringLiteral("worker")},
                                                {QStringLiteral("url"), url(*port)}});
    const QJsonObject pace{
        {QStringLiteral("count"), 500}, {QStringLiteral("period"), 1}, {QStringLiteral("burst"), 10}};
    engine.call(QStringLiteral("queue.set"),
                {{QStringLiteral("queue"), QStringLiteral("worker")},
                 {QStringLiteral("account"), QStringLiteral("near")},
                 {QStringLiteral("limits"), QJsonObject{{QStringLiteral("minimumGap"), QJsonValue::Null},
                                                        {QStringLiteral("concurrency"), 64},
                                                        {QStringLiteral("pace"), pace}}}});
    engine.add(60'000);
    const qint64 other = engine.lastBatch();
    engine.call(QStringLiteral("batch.start"), {{QStringLiteral("batch"), other}});
    std::this_thread::sleep_for(1s);
    const qint64 calm = wallNow();
    std::this_thread::sleep_for(3s);
    const double began = secondsNow();
    const qint64 from = wallNow();
    engine.call(QStringLiteral("batch.cancel"), {{QStringLiteral("batch"), batch}});
    const double took = secondsNow() - began;
    const qint64 to = wallNow();
    engine.call(QStringLiteral("batch.pause"), {{QStringLiteral("batch"), other}});
    return answerParent({{QStringLiteral("cancel_ms"), took * 1e3},
                         {QStringLiteral("settle_gap_before_ms"), longestGapMs(folder, other, calm, from)},
                         {QStringLiteral("settle_gap_ms"), longestGapMs(folder, other, from, to)}});
}

void merge(QJsonObject &all, const QJsonObject &part)
{
    for (auto it = part.begin(); it != part.end(); ++it)
        all.insert(it.key(), it.value());
}

} // namespace

// A million jobs: adding them, starting with them on file, waiting, pausing and cancelling them. --jobs N takes fewer.
int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    const QStringList args = QCoreApplication::arguments();
    const QString part = option(args, QStringLiteral("part"), {});
    const QString folder = option(args, QStringLiteral("data"), {});
    const QString jobs = option(args, QStringLiteral("jobs"), QStringLiteral("1000000"));
    const qint64 batch = option(args, QStringLiteral("batch"), QStringLiteral("0")).toLongLong();
    if (part == QLatin1String("add"))
        return addPart(folder, jobs.toInt());
    if (part == QLatin1String("wait"))
        return waitPart(folder, batch);
    if (part == QLatin1String("cancel"))
        return cancelPart(folder, batch);

    QTemporaryDir temporary;
    const QString data = temporary.filePath(QStringLiteral("data"));
    QJsonObject facts{{QStringLiteral("jobs"), jobs.toInt()}};
    const auto run = [&](const char *name) {
        merge(facts, inChild({QStringLiteral("--part"), QString::fromLatin1(name), QStringLiteral("--data"), data,
                              QStringLiteral("--jobs"), jobs, QStringLiteral("--batch"),
                              QString::number(facts.value(QLatin1String("batch")).toInteger())}));
    };
    for (const char *name : {"add", "wait", "cancel"})
        run(name);
    facts.remove(QStringLiteral("batch"));
    QStringList columns{QStringLiteral("jobs")};
    const QStringList keys = facts.keys();
    for (const QString &key : keys)
        if (key != columns.first())
            columns.append(key);
    bench::Report report(QStringLiteral("scale"), columns);
    report.add(facts);
    return report.finish(args);
}
