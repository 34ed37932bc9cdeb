#include "engine/control.h"
#include "store/data_folder.h"

#include <QDateTime>
#include <QDirIterator>
#include <QFileInfo>

// What keeps the data well without anybody asking: daily backups, and what is kept only for a time.
namespace fornada {

namespace {

constexpr int kChunk = 500;
// What was fetched from web addresses is fetched again when somebody still wants it.
constexpr int kFetchedDays = 30;

// Nothing: it is kept for ever.
std::optional<Wall> horizon(const QString &days, Wall now)
{
    const int count = days.toInt();
    return count > 0 ? std::optional(now - std::chrono::hours(24) * count) : std::nullopt;
}

// Nothing of it waits for anybody, and nobody has touched it since then.
bool isOver(const Batch &batch, Wall before)
{
    const bool ended = batch.state == BatchState::Finished || batch.state == BatchState::Cancelled;
    const bool needsYou = batch.counts[JobState::Unknown] + batch.counts[JobState::Review] > 0;
    const bool delivers = batch.state == BatchState::Finished && !batch.writeBack.isEmpty() && !batch.delivered;
    return ended && !batch.removed && !needsYou && !delivers && batch.updated < before;
}

void removeOldFiles(const QString &folder, const QDateTime &before)
{
    QDirIterator files(folder, QDir::Files);
    while (files.hasNext()) {
        files.next();
        if (files.fileInfo().lastModified() < before)
            QFile::remove(files.filePath());
    }
}

struct Copy {
    Result<QString> path = QString();
    qint64 bytes = 0;
};

} // namespace

void Control::backupMake(Args &, CommandReply reply)
{
    const QString folder = m_runtime.folders().data;
    if (folder.isEmpty()) {
        reply(Error{ErrorKind::NotAllowed, {}, QStringLiteral("there is no data folder")});
        return;
    }
    const auto copy = std::make_shared<Copy>();
    m_seams.workers.run(
        [folder, copy] {
            copy->path = backupData(folder);
            copy->bytes = copy->path ? QFileInfo(*copy->path).size() : 0;
        },
        [copy, reply] {
            if (copy->path)
                reply(QJsonObject{{QStringLiteral("path"), *copy->path}, {QStringLiteral("bytes"), copy->bytes}});
            else
                reply(copy->path.error());
        });
}

void Control::keepUp()
{
    const QString folder = m_runtime.folders().data;
    const Wall now = m_seams.clock.now().wall;
    const QDate today = localDay(now);
    if (folder.isEmpty() || m_keptUp == today)
        return;
    m_keptUp = today;
    const auto copy = std::make_shared<Copy>();
    m_seams.workers.run(
        [folder, today, copy, fetched = m_runtime.folders().fetched] {
            copy->path = backupDaily(folder, today);
            removeOldFiles(fetched, today.addDays(-kFetchedDays).startOfDay());
        },
        [this, copy, now] {
            prune(); // what goes is in the backup
            if (copy->path)
                return;
            m_keptUp = {}; // tried again the next time
            const Error &why = copy->path.error();
            m_runtime.tellPeople({0,
                                  now,
                                  EventLevel::Problem,
                                  QStringLiteral("backupFailed"),
                                  {},
                                  {},
                                  {{QStringLiteral("message"), why.detail.isEmpty() ? why.subject : why.detail}}});
        });
}

// In chunks between group commits, so that nobody waits for it.
void Control::prune()
{
    struct Days {
        QString raw, events, batches;
    };
    const auto read = [](Store &store) -> Result<Days> {
        auto raw = store.setting(QStringLiteral("keepRawDays"));
        auto events = store.setting(QStringLiteral("keepEventsDays"));
        auto batches = store.setting(QStringLiteral("keepBatchesDays"));
        if (!raw || !events || !batches)
            return !raw ? raw.error() : !events ? events.error() : batches.error();
        return Days{std::move(*raw), std::move(*events), std::move(*batches)};
    };
    m_seams.store.call<Days>(read, [this](Result<Days> days) {
        if (!days)
            return; // asked again tomorrow
        const Wall now = m_seams.clock.now().wall;
        pruneCache(now);
        if (const auto before = horizon(days->raw, now))
            pruneRaw({}, *before);
        if (const auto before = horizon(days->events, now))
            pruneJournal(*before);
        if (const auto before = horizon(days->batches, now))
            removeEnded(*before);
    });
}

// As a person would remove them: undone by a person, they have changed and stay.
void Control::removeEnded(Wall before)
{
    m_seams.store.call<QList<Batch>>([](Store &store) { return store.batches(); },
                                     [this, before](Result<QList<Batch>> batches) {
                                         for (const Batch &batch : batches ? std::as_const(*batches) : QList<Batch>())
                                             if (isOver(batch, before))
                                                 removeByItself(batch);
                                     });
}

void Control::removeByItself(const Batch &batch)
{
    const Wall now = m_seams.clock.now().wall;
    OperationRecord entry;
    entry.at = now;
    entry.by = kByItself;
    entry.command = QStringLiteral("batch.remove");
    entry.arguments = {{QStringLiteral("batch"), batch.id.value}};
    entry.previous = {{QStringLiteral("hidden"), true}};
    entry.batch = batch.id;
    entry.subject = batch.name;
    const auto hide = [id = batch.id, now](Store &store, OperationRecord &) -> Result<bool> {
        const Status hidden = store.hideBatch(id, now); // refused where it goes on again
        return hidden ? Result<bool>(true) : Result<bool>(hidden.error());
    };
    act<bool>(entry, hide, [this, id = batch.id](Result<bool> hidden, qint64) {
        if (hidden)
            m_runtime.forgetBatch(id);
    });
}

void Control::pruneRaw(AttemptId after, Wall before)
{
    m_seams.store.call<Pruned>([after, before](Store &store) { return store.pruneRaw(after, kChunk, before); },
                               [this, before](Result<Pruned> pruned) {
                                   if (pruned && pruned->more)
                                       pruneRaw(pruned->lookedAt, before);
                               });
}

void Control::pruneCache(Wall now)
{
    m_seams.store.call<Pruned>([now](Store &store) { return store.pruneCache(kChunk, now); },
                               [this, now](Result<Pruned> pruned) {
                                   if (pruned && pruned->more)
                                       pruneCache(now);
                               });
}

void Control::pruneJournal(Wall before)
{
    m_seams.store.call<Pruned>([before](Store &store) { return store.pruneJournal(kChunk, before); },
                               [this, before](Result<Pruned> pruned) {
                                   if (pruned && pruned->more)
                                       pruneJournal(before);
                               });
}

} // namespace fornada
