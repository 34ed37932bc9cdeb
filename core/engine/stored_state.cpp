#include "engine/stored_state.h"

#include "recipes/recipe_json.h"

#include <algorithm>

namespace fornada {

namespace {

// A batch that a crash left half-added never runs: it is taken out.
Result<QList<BatchId>> removeHalfAdded(Store &store)
{
    const auto batches = store.batches();
    if (!batches)
        return batches.error();
    QList<BatchId> removed;
    for (const Batch &batch : *batches) {
        if (batch.state != BatchState::Adding)
            continue;
        if (const Status gone = store.removeBatch(batch.id); !gone)
            return gone.error();
        removed.append(batch.id);
    }
    return removed;
}

// A removed batch goes for good when nobody has wanted it back for this long.
constexpr Micros kKeptHidden = std::chrono::hours(24 * 7);

Status purgeHidden(Store &store, Wall now)
{
    const auto batches = store.batches();
    if (!batches)
        return batches.error();
    for (const Batch &batch : *batches)
        if (batch.removed && *batch.removed + kKeptHidden < now)
            if (const Status gone = store.removeBatch(batch.id); !gone)
                return gone;
    return {};
}

// A cancel that a crash cut off is carried on.
Status finishCancels(Store &store, Wall now)
{
    constexpr int kChunk = 5'000;
    const auto batches = store.batches();
    if (!batches)
        return batches.error();
    for (const Batch &batch : *batches) {
        if (batch.state != BatchState::Cancelled)
            continue;
        JobFilter filter;
        filter.batch = batch.id;
        filter.states = {JobState::Blocked, JobState::Queued, JobState::Running, JobState::Skipped};
        const auto operation = store.lastOperation(QStringLiteral("batch.cancel"), batch.id);
        if (!operation)
            return operation.error();
        for (bool more = true; more;) {
            const auto done = store.apply(filter, JobEvent::Cancelled, kChunk, now, *operation);
            if (!done)
                return done.error();
            more = done->more;
        }
    }
    return {};
}

// Moves a value out of a Result; keeps the first error.
class Reading {
public:
    template<class T>
    bool into(T &target, Result<T> part)
    {
        if (part)
            target = std::move(*part);
        else
            m_error = part.error();
        return bool(part);
    }
    bool done(const Status &status)
    {
        if (!status)
            m_error = status.error();
        return bool(status);
    }
    Error error() const { return m_error; }

private:
    Error m_error;
};

// An answer that cannot be read now must not be bought again: the start fails instead.
bool readOpen(StoredState &all, Store &store, Reading &read)
{
    return std::all_of(all.open.cbegin(), all.open.cend(), [&](const OpenAttempt &open) {
        const AttemptId attempt = open.attempt.id;
        return (!open.hasRaw || read.into(all.raws[attempt], store.raw(attempt))) &&
               read.into(all.inputs[attempt], store.jobInput(open.job.id));
    });
}

bool readRecipes(StoredState &all, Store &store, Reading &read)
{
    return std::all_of(all.batches.cbegin(), all.batches.cend(), [&](const Batch &batch) {
        QJsonObject snapshot;
        if (!read.into(snapshot, store.recipeSnapshot(batch.id)))
            return false;
        if (const auto recipe = storedRecipe(snapshot))
            all.recipes.insert(batch.id, *recipe);
        return true;
    });
}

bool readDataId(StoredState &all, Store &store, Reading &read, const QString &freshId)
{
    const QString name = QStringLiteral("dataId");
    if (!read.into(all.dataId, store.setting(name)))
        return false;
    if (!all.dataId.isEmpty())
        return true;
    all.dataId = freshId;
    return read.done(store.setSetting(name, freshId));
}

} // namespace

Result<StoredState> readStoredState(Store &store, QDate day, Wall now, const QString &freshId)
{
    StoredState all;
    Reading read;
    QString paused;
    if (auto requeued = store.requeueRunningWithoutAttempt(now); !requeued)
        return requeued.error();
    const bool isRead = read.into(all.halfAdded, removeHalfAdded(store)) && read.done(purgeHidden(store, now)) &&
                        read.done(finishCancels(store, now)) && read.into(all.queues, store.queues()) &&
                        read.into(all.accounts, store.accounts()) && read.into(all.clients, store.clients()) &&
                        read.into(all.batches, store.batches()) && read.into(all.gates, store.gates()) &&
                        read.into(all.totals, store.ledgerTotals(day)) && read.into(all.open, store.openAttempts()) &&
                        read.into(all.lanes, store.lanes()) &&
                        read.into(all.dayCap, store.setting(QStringLiteral("dayBudget"))) &&
                        read.into(paused, store.setting(QStringLiteral("paused"))) &&
                        readDataId(all, store, read, freshId) && readOpen(all, store, read);
    if (!isRead)
        return read.error();
    all.batches.removeIf([](const Batch &batch) { return batch.removed.has_value(); });
    all.paused = !paused.isEmpty();
    if (!readRecipes(all, store, read))
        return read.error();
    return all;
}

} // namespace fornada
