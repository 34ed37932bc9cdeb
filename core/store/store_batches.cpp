#include "store/store_rules.h"

#include <map>

// Batches and their rows.
namespace fornada {

namespace {

Error noBatch(BatchId id)
{
    return {ErrorKind::NotFound, QStringLiteral("batch"), QString::number(id.value)};
}

Error wrongState(const Batch &batch, const QString &what)
{
    return {ErrorKind::NotAllowed, batch.name,
            QStringLiteral("%1 does not apply to a batch that is %2").arg(what, toName(batch.state))};
}

bool exists(const QList<Account> &accounts, AccountId id)
{
    return std::any_of(accounts.cbegin(), accounts.cend(), [id](const Account &account) { return account.id == id; });
}

// One row's, behind that position.
QList<Job> jobsOf(const QList<NewJob> &wanted, BatchId batch, qint64 position, Wall now)
{
    QList<Job> jobs;
    for (const NewJob &fresh : wanted) {
        Job &job = jobs.emplaceBack();
        job.batch = batch;
        job.position = ++position;
        job.created = now;
        job.step = fresh.step;
        job.fanKey = fresh.fanKey;
        job.queue = fresh.queue;
        job.account = fresh.account;
        job.model = fresh.model;
        job.pendingParents = fresh.pendingParents;
        job.reserve = fresh.reserve;
        job.tokens = fresh.tokens;
        job.state = fresh.given.value_or(fresh.pendingParents > 0 ? JobState::Blocked : JobState::Queued);
        job.attempts = fresh.attempts;
        job.message = fresh.message;
        job.updated = fresh.updated.value_or(now);
    }
    return jobs;
}

void stamp(Batch &batch, BatchState to, Wall now)
{
    batch.state = to;
    batch.updated = now;
    if (to == BatchState::Running && !batch.started)
        batch.started = now;
    if (to == BatchState::Finished || to == BatchState::Cancelled)
        batch.finished = now;
    else
        batch.finished.reset();
}

// To the state that the event leads to.
Status moveOn(Batch &batch, const StateCounts &counts, BatchEvent event, Wall now)
{
    std::optional<BatchState> to; // nothing happens to a batch that is in the bin
    if (!batch.removed)
        to = after(batch.state, event);
    const bool allSettled = counts.settled() == counts.total();
    if (!to || (event == BatchEvent::AllSettled && !allSettled))
        return wrongState(batch, toName(event));
    // Nothing left to do: a batch that starts with every job cancelled would otherwise run for ever.
    if (*to == BatchState::Running && event != BatchEvent::Reopened && allSettled) {
        stamp(batch, BatchState::Running, now);
        to = BatchState::Finished;
    }
    stamp(batch, *to, now);
    return {};
}

} // namespace

Result<BatchId> StoreRules::createBatch(const Batch &batch, const QJsonObject &recipeSnapshot)
{
    if (const Status ready = writable(); !ready)
        return ready.error();
    if (batch.account.isValid() && !exists(m_tables->accounts(), batch.account))
        return Error{ErrorKind::NotFound, QStringLiteral("account"), QStringLiteral("of batch %1").arg(batch.name)};
    Batch fresh = batch;
    fresh.state = BatchState::Adding;
    return checked(m_tables->addBatch(fresh, recipeSnapshot));
}

// Everything that could make a row fail, before the first is written.
Status StoreRules::checkRows(const Batch &batch, const QList<NewRow> &rows)
{
    QSet<QueueId> queues;
    const QList<Queue> known = m_tables->queues();
    for (const Queue &queue : known)
        queues.insert(queue.id);
    qint64 last = m_tables->lastRowNumber(batch.id);
    const NewRow *good = nullptr; // its jobs are
    for (const NewRow &row : rows) {
        const auto name = [&row] { return QStringLiteral("row %1").arg(row.number); };
        if (row.number <= last)
            return Error{ErrorKind::BadArgument, name(), QStringLiteral("comes after row %1").arg(last)};
        last = row.number;
        if (good && good->jobs == row.jobs)
            continue;
        QSet<QPair<QString, QString>> places;
        for (const NewJob &job : row.jobs) {
            if (!queues.contains(job.queue))
                return Error{ErrorKind::NotFound, QStringLiteral("queue"), name()};
            places.insert({job.step, job.fanKey});
        }
        if (places.size() != row.jobs.size())
            return Error{ErrorKind::AlreadyExists, name(), QStringLiteral("a step and fan-out key are there twice")};
        good = &row;
    }
    return checked();
}

Status StoreRules::addRows(BatchId id, const QList<NewRow> &rows, Wall now)
{
    if (const Status ready = writable(); !ready)
        return ready;
    const auto batch = m_tables->batch(id);
    if (!batch)
        return noBatch(id);
    if (batch->state != BatchState::Adding)
        return wrongState(*batch, QStringLiteral("adding rows"));
    if (const Status good = checkRows(*batch, rows); !good)
        return good;
    qint64 position = m_tables->counts(id).total();
    std::map<std::pair<QueueId, JobState>, qint64> added;
    for (auto row = rows.cbegin(); row != rows.cend();) {
        // Those that want the same jobs get them together.
        const auto isOther = [&wanted = row->jobs](const NewRow &candidate) { return candidate.jobs != wanted; };
        const auto other = std::find_if(row + 1, rows.cend(), isOther);
        const qint64 alike = other - row;
        const QList<Job> each = jobsOf(row->jobs, id, position, now);
        RowId first, last;
        for (; row != other; ++row) {
            last = m_tables->addRow({{}, id, row->number, row->key, row->fields, now});
            first = first.isValid() ? first : last;
        }
        if (!each.isEmpty())
            m_tables->addJobs(first, last, each);
        for (const Job &job : each)
            added[{job.queue, job.state}] += alike;
        position += alike * each.size();
    }
    for (const auto &[place, jobs] : added)
        m_tables->addCount(id, place.first, place.second, jobs);
    return checked();
}

Status StoreRules::removeBatch(BatchId id)
{
    if (const Status ready = writable(); !ready)
        return ready;
    const auto batch = m_tables->batch(id);
    if (!batch)
        return noBatch(id);
    if (const Status may = removable(*batch); !may)
        return may;
    m_tables->dropBatch(id);
    m_graphs.remove(id);
    return checked();
}

Status StoreRules::removable(const Batch &batch)
{
    const bool ended = batch.state == BatchState::Finished || batch.state == BatchState::Cancelled;
    if (!ended && batch.state != BatchState::Adding && batch.state != BatchState::Draft)
        return wrongState(batch, QStringLiteral("removing"));
    if (m_tables->hasOpenAttempts(batch.id))
        return Error{ErrorKind::NotAllowed, batch.name, QStringLiteral("requests of it are still in flight")};
    return checked();
}

Status StoreRules::hideBatch(BatchId id, Wall now)
{
    if (const Status ready = writable(); !ready)
        return ready;
    auto batch = m_tables->batch(id);
    if (!batch)
        return noBatch(id);
    if (const Status may = removable(*batch); !may)
        return may;
    if (batch->removed || batch->state == BatchState::Adding)
        return wrongState(*batch, QStringLiteral("removing"));
    batch->removed = batch->updated = now;
    m_hiddenWaiting.remove(id);
    m_tables->putBatch(*batch);
    return checked();
}

Status StoreRules::showBatch(BatchId id, Wall now)
{
    if (const Status ready = writable(); !ready)
        return ready;
    auto batch = m_tables->batch(id);
    if (!batch)
        return noBatch(id);
    if (!batch->removed)
        return wrongState(*batch, QStringLiteral("bringing it back"));
    const bool needed = batch->state == BatchState::Draft && batch->account.isValid();
    if (needed && !exists(m_tables->accounts(), batch->account))
        return Error{ErrorKind::NotAllowed, batch->name, QStringLiteral("its account is gone")};
    batch->removed.reset();
    batch->updated = now;
    m_tables->putBatch(*batch);
    return checked();
}

Result<QList<Batch>> StoreRules::batches()
{
    QList<Batch> all = m_tables->batches();
    for (Batch &batch : all) {
        batch.counts = m_tables->counts(batch.id);
        batch.totals = m_tables->totals(LedgerScope::Batch, QString::number(batch.id.value), {});
    }
    return checked(std::move(all));
}

Result<Batch> StoreRules::batch(BatchId id)
{
    auto batch = m_tables->batch(id);
    if (const Status good = checked(); !good)
        return good.error();
    if (!batch)
        return noBatch(id);
    batch->counts = m_tables->counts(id);
    batch->totals = m_tables->totals(LedgerScope::Batch, QString::number(id.value), {});
    return checked(std::move(*batch));
}

Result<QJsonObject> StoreRules::recipeSnapshot(BatchId id)
{
    if (!m_tables->batch(id)) {
        if (const Status good = checked(); !good)
            return good.error();
        return noBatch(id);
    }
    return checked(m_tables->snapshot(id));
}

Status StoreRules::setRecipeSnapshot(BatchId id, const QJsonObject &recipeSnapshot, Wall now)
{
    if (const Status ready = writable(); !ready)
        return ready;
    auto batch = m_tables->batch(id);
    if (!batch)
        return noBatch(id);
    if (batch->state == BatchState::Cancelled)
        return wrongState(*batch, QStringLiteral("editing a step"));
    batch->updated = now;
    m_tables->putBatch(*batch);
    m_tables->putSnapshot(id, recipeSnapshot);
    m_graphs.remove(id);
    return checked();
}

Result<Batch> StoreRules::closeRows(BatchId id, Money estimate, bool start, Wall now)
{
    if (const Status ready = writable(); !ready)
        return ready.error();
    auto batch = m_tables->batch(id);
    if (!batch)
        return noBatch(id);
    const StateCounts counts = m_tables->counts(id);
    batch->estimate = estimate;
    if (const Status closed = moveOn(*batch, counts, BatchEvent::RowsAdded, now); !closed)
        return closed.error();
    if (const Status started = start ? moveOn(*batch, counts, BatchEvent::Started, now) : Status(); !started)
        return started.error();
    m_tables->putBatch(*batch);
    batch->counts = counts;
    batch->totals = m_tables->totals(LedgerScope::Batch, QString::number(id.value), {});
    return checked(std::move(*batch));
}

Result<BatchState> StoreRules::batchEvent(BatchId id, BatchEvent event, Wall now)
{
    if (const Status ready = writable(); !ready)
        return ready.error();
    auto batch = m_tables->batch(id);
    if (!batch)
        return noBatch(id);
    if (const Status moved = moveOn(*batch, m_tables->counts(id), event, now); !moved)
        return moved.error();
    m_tables->putBatch(*batch);
    return checked(batch->state);
}

Status StoreRules::updateBatch(BatchId id, const BatchChange &change, Wall now)
{
    if (const Status ready = writable(); !ready)
        return ready;
    auto batch = m_tables->batch(id);
    if (!batch)
        return noBatch(id);
    const bool moves = change.account && *change.account != batch->account;
    if (moves && change.account->isValid() && !exists(m_tables->accounts(), *change.account))
        return Error{ErrorKind::NotFound, QStringLiteral("account"), QStringLiteral("of batch %1").arg(batch->name)};
    if (change.pilot && !change.pilot->isEmpty() && batch->state != BatchState::Draft)
        return wrongState(*batch, QStringLiteral("a pilot"));
    batch->pilot = change.pilot.value_or(batch->pilot);
    batch->writeBack = change.writeBack.value_or(batch->writeBack);
    batch->delivered = change.delivered ? change.delivered : batch->delivered;
    batch->name = change.name.value_or(batch->name);
    batch->priority = change.priority.value_or(batch->priority);
    batch->budget = change.budget.value_or(batch->budget);
    batch->account = change.account.value_or(batch->account);
    batch->estimate = change.estimate.value_or(batch->estimate);
    batch->resendPerJob = change.resendPerJob.value_or(batch->resendPerJob);
    batch->resendPart = change.resendPart.value_or(batch->resendPart);
    batch->updated = now;
    m_tables->putBatch(*batch);
    if (moves)
        m_tables->redirectBatch(id, batch->account);
    return checked();
}

Result<QList<qint64>> StoreRules::rowNumbers(BatchId batch, const QList<qint64> &among)
{
    return checked(among.isEmpty() ? QList<qint64>() : m_tables->knownRows(batch, among));
}

Result<QList<qint64>> StoreRules::waitingRows(BatchId batch, int first, const QList<qint64> &among)
{
    return checked(m_tables->waitingRows(batch, first, among));
}

Result<bool> StoreRules::hasField(BatchId batch, const QString &field)
{
    return checked(m_tables->hasField(batch, field));
}

// Batches follow their jobs: the last one settled finishes them, one that lives again reopens them.
void StoreRules::followBatches(Effects &effects, Wall now)
{
    for (const BatchId id : std::as_const(effects.touched)) {
        auto batch = m_tables->batch(id);
        if (!batch)
            continue;
        const StateCounts counts = m_tables->counts(id);
        const bool allSettled = counts.settled() == counts.total();
        const auto to = after(batch->state, allSettled ? BatchEvent::AllSettled : BatchEvent::Reopened);
        if (!to)
            continue;
        stamp(*batch, *to, now);
        m_tables->putBatch(*batch);
        (allSettled ? effects.finished : effects.reopened).append(id);
    }
    std::sort(effects.finished.begin(), effects.finished.end());
    std::sort(effects.reopened.begin(), effects.reopened.end());
}

} // namespace fornada
