#include "models/batch_files.h"

#include "results/export.h"

#include <QDir>
#include <QJsonDocument>
#include <QUuid>

namespace fornada {

namespace {

constexpr int kPage = 500;

struct Exported {
    QString folder;
    qint64 missing = 0;
};

Result<Exported> exportBatch(ReadPort &port, const Batch &batch, const QString &parent, const QString &results,
                             const std::atomic_bool &cancelled, const std::function<void(qint64)> &progress)
{
    const auto fields = port.fieldNames(batch.id);
    if (!fields)
        return fields.error();
    auto folder = Export::begin({ExportForm::Folder,
                                 parent,
                                 batch.name,
                                 results,
                                 *fields,
                                 {{QStringLiteral("id"), batch.id.value},
                                  {QStringLiteral("name"), batch.name},
                                  {QStringLiteral("client"), batch.client},
                                  {QStringLiteral("recipe"), batch.recipe}}});
    if (!folder)
        return folder.error();
    qint64 jobs = 0, after = 0;
    for (;;) {
        const auto page = port.deliveries(batch.id, after, kPage);
        if (!page)
            return page.error();
        if (page->isEmpty())
            break;
        for (const Delivery &delivery : *page) {
            if (cancelled)
                return Error{ErrorKind::Cancelled, batch.name, {}};
            if (const Status added = (*folder)->add(delivery); !added)
                return added.error();
            ++jobs;
        }
        after = page->constLast().position;
        progress(jobs);
    }
    const qint64 missing = (*folder)->filesMissing();
    const auto path = (*folder)->finish();
    if (!path)
        return path.error();
    return Exported{*path, missing};
}

Result<BatchFiles::Copy> writeRows(ReadPort &port, BatchId batch, const std::atomic_bool &gone)
{
    const auto recipe = port.recipeSnapshot(batch);
    if (!recipe)
        return recipe.error();
    QFile file(QDir::tempPath() +
               QStringLiteral("/fornada-%1.jsonl").arg(QUuid::createUuid().toString(QUuid::WithoutBraces)));
    if (!file.open(QIODevice::WriteOnly))
        return Error{ErrorKind::FileUnwritable, file.fileName(), file.errorString()};
    const auto giveUp = [&file](const Error &error) {
        file.remove();
        return error;
    };
    qint64 after = 0;
    while (!gone) {
        const auto page = port.givenRows(batch, after, kPage);
        if (!page)
            return giveUp(page.error());
        if (page->isEmpty())
            break;
        for (const GivenRow &row : *page)
            if (file.write(QJsonDocument(row.fields).toJson(QJsonDocument::Compact) + '\n') < 0)
                return giveUp({ErrorKind::FileUnwritable, file.fileName(), file.errorString()});
        after = page->constLast().number;
    }
    if (!file.flush())
        return giveUp({ErrorKind::FileUnwritable, file.fileName(), file.errorString()});
    return BatchFiles::Copy{file.fileName(), *recipe};
}

} // namespace

BatchFiles::BatchFiles(ReadDesk::Open open, QObject *parent)
    : QObject(parent)
    , m_open(std::move(open))
{
    m_pool.setMaxThreadCount(1);
}

BatchFiles::~BatchFiles()
{
    *m_gone = true;
    cancel();
    m_pool.waitForDone();
}

void BatchFiles::cancel()
{
    if (m_cancelled)
        m_cancelled->store(true);
}

void BatchFiles::exportTo(const Batch &batch, const QString &parent, const QString &resultsFolder)
{
    if (isBusy())
        return;
    m_cancelled = std::make_shared<std::atomic_bool>(false);
    m_pool.start([this, batch, parent, resultsFolder, cancelled = m_cancelled] {
        const qint64 total = batch.counts.total();
        const auto progress = [this, total](qint64 jobs) {
            QMetaObject::invokeMethod(
                this, [this, jobs, total] { Q_EMIT progressed(jobs, total); }, Qt::QueuedConnection);
        };
        auto port = m_open();
        const auto done = port ? exportBatch(**port, batch, parent, resultsFolder, *cancelled, progress)
                               : Result<Exported>(port.error());
        QMetaObject::invokeMethod(
            this,
            [this, done] {
                m_cancelled.reset();
                if (done)
                    Q_EMIT finished(done->folder, done->missing);
                else
                    Q_EMIT failed(done.error());
            },
            Qt::QueuedConnection);
    });
}

void BatchFiles::copyRows(BatchId batch, QObject *context, std::function<void(Result<Copy>)> done)
{
    m_pool.start([this, batch, alive = QPointer<QObject>(context), done = std::move(done), gone = m_gone] {
        auto port = m_open();
        const auto copy = port ? writeRows(**port, batch, *gone) : Result<Copy>(port.error());
        QMetaObject::invokeMethod(
            this,
            [alive, done, copy] {
                if (alive)
                    done(copy);
            },
            Qt::QueuedConnection);
    });
}

} // namespace fornada
