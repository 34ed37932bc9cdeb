#include "models/batch_files.h"

#include "recipes/result_names.h"
#include "text/state_text.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QJsonDocument>
#include <QUuid>
#include <QtConcurrentRun>

namespace fornada {

namespace {

constexpr int kPage = 500;
constexpr std::chrono::milliseconds kBetweenTellings(500); // as fast as it can be read

Result<Exported> exportBatch(ReadPort &port, const Batch &batch, ExportOrder order, const ExportProgress &progress)
{
    const auto fields = port.fieldNames(batch.id, Reader::kAll);
    if (!fields)
        return fields.error();
    order.fields = *fields;
    const auto recipe = port.recipeSnapshot(batch.id);
    if (!recipe)
        return recipe.error();
    order.nameOf = ResultNames(*recipe, batch);
    order.wordsOf = messageText;
    return exportAll(
        order, [&port, id = batch.id](qint64 after, int limit) { return port.deliveries(id, after, limit); }, progress);
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

template<class T>
void BatchFiles::run(const Batch &batch, std::function<Result<T>(ReadPort &, const ExportProgress &)> work,
                     void (BatchFiles::*done)(const T &))
{
    if (isBusy())
        return;
    m_cancelled = std::make_shared<std::atomic_bool>(false);
    const auto all = [this, total = batch.counts.total(), work = std::move(work), cancelled = m_cancelled] {
        QDeadlineTimer next(kBetweenTellings);
        const auto progress = [this, total, cancelled, &next](qint64 jobs) {
            if (next.hasExpired()) {
                next = QDeadlineTimer(kBetweenTellings);
                QMetaObject::invokeMethod(
                    this, [this, jobs, total] { Q_EMIT progressed(jobs, total); }, Qt::QueuedConnection);
            }
            return !cancelled->load();
        };
        auto port = m_open();
        return port ? work(**port, progress) : Result<T>(port.error());
    };
    QtConcurrent::run(&m_pool, all).then(this, [this, done](const Result<T> &came) {
        m_cancelled.reset();
        if (came)
            Q_EMIT(this->*done)(*came);
        else
            Q_EMIT failed(came.error());
    });
}

void BatchFiles::exportTo(const Batch &batch, const ExportOrder &order)
{
    run<Exported>(
        batch,
        [batch, order](ReadPort &port, const ExportProgress &progress) {
            return exportBatch(port, batch, order, progress);
        },
        &BatchFiles::finished);
}

void BatchFiles::writeBackTo(const Batch &batch, const WriteBackOrder &order)
{
    run<WrittenBack>(
        batch,
        [id = batch.id, order](ReadPort &port, const ExportProgress &progress) {
            return writeBack(
                order, [&port, id](qint64 after, int limit) { return port.deliveries(id, after, limit); }, progress);
        },
        &BatchFiles::wroteBack);
}

void BatchFiles::copyRows(BatchId batch, QObject *context, std::function<void(Result<Copy>)> done)
{
    const auto copy = [open = m_open, batch, gone = m_gone] {
        auto port = open();
        return port ? writeRows(**port, batch, *gone) : Result<Copy>(port.error());
    };
    QtConcurrent::run(&m_pool, copy).then(context, std::move(done));
}

} // namespace fornada
