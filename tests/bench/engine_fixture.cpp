#include "engine_fixture.h"

#include "report.h"
#include "store/reader.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonDocument>
#include <QThread>

namespace fornada::bench {

EngineFixture::EngineFixture(const QString &workerUrl, const QJsonObject &limits, Door door)
{
    open(m_folder.path() + QStringLiteral("/data"), door);
    call(QStringLiteral("account.add"), {{QStringLiteral("account"), QStringLiteral("far")},
                                         {QStringLiteral("kind"), QStringLiteral("worker")},
                                         {QStringLiteral("url"), workerUrl}});
    call(QStringLiteral("queue.set"), {{QStringLiteral("queue"), QStringLiteral("worker")},
                                       {QStringLiteral("account"), QStringLiteral("far")},
                                       {QStringLiteral("limits"), limits}});
}

EngineFixture::EngineFixture(const QString &dataFolder)
{
    open(dataFolder, Door::Closed);
}

void EngineFixture::open(const QString &dataFolder, Door door)
{
    HostOptions options;
    options.dataFolder = dataFolder;
    options.takeCommands = door == Door::Open;
    auto host = EngineHost::open(options);
    if (!host)
        qFatal("engine: %s", qPrintable(toName(host.error().kind) + host.error().detail));
    m_host = std::move(*host);
}

EngineFixture::~EngineFixture()
{
    m_host->stop(Micros(0));
}

QJsonObject EngineFixture::call(const QString &command, const QJsonObject &args)
{
    const auto result = m_host->call({command, args, QStringLiteral("bench")});
    if (!result)
        qFatal("%s: %s %s %s", qPrintable(command), qPrintable(toName(result.error().kind)),
               qPrintable(result.error().subject), qPrintable(result.error().detail));
    return *result;
}

double EngineFixture::add(int rows)
{
    QFile file(m_folder.filePath(QStringLiteral("rows.jsonl")));
    if (!file.open(QIODevice::WriteOnly))
        qFatal("cannot write rows");
    for (int i = 0; i < rows; ++i)
        file.write(QByteArray("{\"id\":\"r") + QByteArray::number(i) + "\",\"prompt\":\"a sunny room, number " +
                   QByteArray::number(i) + "\"}\n");
    file.close();
    const double began = secondsNow();
    const QJsonObject added =
        call(QStringLiteral("batch.create"),
             {{QStringLiteral("recipe"), QStringLiteral("http-worker")}, {QStringLiteral("rows"), file.fileName()}});
    m_batches.append(added.value(QLatin1String("batch")).toInteger());
    return secondsNow() - began;
}

double EngineFixture::runAll()
{
    const double began = secondsNow();
    for (const qint64 batch : std::as_const(m_batches))
        call(QStringLiteral("batch.start"), {{QStringLiteral("batch"), batch}});
    while (!m_host->isQuiet())
        QThread::msleep(5); // a benchmark, not a test: looking more often would disturb what is measured
    return secondsNow() - began;
}

QList<Batch> EngineFixture::stored()
{
    const auto reader = Reader::open(m_host->dataFolder());
    const auto batches = reader ? (*reader)->batches() : Result<QList<Batch>>(reader.error());
    if (!batches)
        qFatal("the data folder cannot be read");
    return *batches;
}

qint64 EngineFixture::batches()
{
    return stored().size();
}

qint64 EngineFixture::completed()
{
    qint64 count = 0;
    const QList<Batch> batches = stored();
    for (const Batch &batch : batches)
        count += batch.counts[JobState::Completed];
    return count;
}

} // namespace fornada::bench
