#include "store/memory_tables.h"

namespace fornada {

template<class Visit>
void MemoryTables::eachTable(Visit visit)
{
    const auto all = [&visit](auto &...tables) { (visit(tables), ...); };
    all(m_accounts, m_queues, m_recipes, m_meta, m_batches, m_snapshots, m_rows, m_rowsByNumber, m_jobs, m_jobsByPlace,
        m_jobsByBatch, m_ready, m_delayed, m_attempts, m_open, m_attemptsByJob, m_raw, m_results, m_paths, m_cache,
        m_clientBudgets, m_credits, m_batchCounts, m_queueCounts, m_totals, m_metrics, m_gates, m_events, m_operations,
        m_undoNotes);
}

Status MemoryTables::begin()
{
    if (m_inTransaction)
        return Error{ErrorKind::Internal, {}, QStringLiteral("a transaction is open already")};
    m_inTransaction = true;
    return {};
}

Status MemoryTables::commit()
{
    eachTable([](auto &table) { table.commit(); });
    m_committedLast = m_last;
    m_inTransaction = false;
    return {};
}

void MemoryTables::rollback()
{
    eachTable([](auto &table) { table.rollback(); });
    m_last = m_committedLast;
    m_inTransaction = false;
    m_fault.reset();
}

namespace {

template<class K, class V>
QList<V> valuesOf(const JournaledMap<K, V> &table)
{
    QList<V> values;
    for (const auto &[key, value] : table)
        values.append(value);
    return values;
}

template<class T, class K>
K putById(JournaledMap<K, T> &table, T item, qint64 &last)
{
    if (!item.id.isValid())
        item.id = K{++last};
    const K id = item.id;
    table.put(id, std::move(item));
    return id;
}

} // namespace

QList<Account> MemoryTables::accounts()
{
    return valuesOf(m_accounts);
}

AccountId MemoryTables::putAccount(const Account &account)
{
    ++m_writes;
    return putById(m_accounts, account, m_last.account);
}

void MemoryTables::dropAccount(AccountId id)
{
    ++m_writes;
    m_accounts.erase(id);
}

QList<Queue> MemoryTables::queues()
{
    return valuesOf(m_queues);
}

QueueId MemoryTables::putQueue(const Queue &queue)
{
    ++m_writes;
    return putById(m_queues, queue, m_last.queue);
}

QList<StoredRecipe> MemoryTables::recipes()
{
    return valuesOf(m_recipes);
}

RecipeId MemoryTables::putRecipe(const StoredRecipe &recipe)
{
    ++m_writes;
    return putById(m_recipes, recipe, m_last.recipe);
}

void MemoryTables::dropRecipe(RecipeId id)
{
    ++m_writes;
    m_recipes.erase(id);
}

QString MemoryTables::meta(const QString &name)
{
    return m_meta.value(name);
}

void MemoryTables::putMeta(const QString &name, const QString &value)
{
    ++m_writes;
    m_meta.put(name, value);
}

StateCounts MemoryTables::counts(BatchId batch)
{
    return m_batchCounts.value(batch);
}

StateCounts MemoryTables::counts(QueueId queue)
{
    return m_queueCounts.value(queue);
}

QHash<QueueId, qint64> MemoryTables::waitingOf(BatchId batch)
{
    QHash<QueueId, qint64> waiting;
    eachJob({{}, batch, {}, {}}, [&waiting](const JobRecord &job) {
        if (job.state == JobState::Queued || job.state == JobState::Blocked)
            ++waiting[job.queue];
        return true;
    });
    return waiting;
}

void MemoryTables::addCount(BatchId batch, QueueId queue, JobState state, qint64 change)
{
    ++m_writes;
    StateCounts ofBatch = m_batchCounts.value(batch);
    ofBatch[state] += change;
    m_batchCounts.put(batch, ofBatch);
    StateCounts ofQueue = m_queueCounts.value(queue);
    ofQueue[state] += change;
    m_queueCounts.put(queue, ofQueue);
}

Totals MemoryTables::totals(LedgerScope scope, const QString &key, QDate day)
{
    return m_totals.value({toName(scope), key, day.toString(Qt::ISODate)}).totals;
}

QList<LedgerTotal> MemoryTables::totals()
{
    return valuesOf(m_totals);
}

void MemoryTables::addTotals(LedgerScope scope, const QString &key, QDate day, const Totals &change)
{
    ++m_writes;
    const TotalsKey place{toName(scope), key, day.toString(Qt::ISODate)};
    LedgerTotal total = m_totals.value(place);
    total.scope = scope;
    total.key = key;
    total.day = day;
    total.totals += change;
    m_totals.put(place, total);
}

MetricRecord MemoryTables::metric(qint64 minute, QueueId queue)
{
    return m_metrics.value({minute, queue});
}

void MemoryTables::addMetric(qint64 minute, QueueId queue, const MetricRecord &change)
{
    ++m_writes;
    MetricRecord sum = m_metrics.value({minute, queue});
    sum += change;
    m_metrics.put({minute, queue}, sum);
}

QList<StoredGate> MemoryTables::gates()
{
    QList<StoredGate> gates;
    for (const auto &[key, state] : m_gates)
        gates.append({key, state});
    return gates;
}

void MemoryTables::putGate(const StoredGate &gate)
{
    ++m_writes;
    m_gates.put(gate.key, gate.state);
}

QList<Event> MemoryTables::events()
{
    return valuesOf(m_events);
}

qint64 MemoryTables::addEvent(const Event &event)
{
    ++m_writes;
    Event stored = event;
    stored.id = ++m_last.event;
    m_events.put(stored.id, stored);
    return stored.id;
}

std::optional<OperationRecord> MemoryTables::operation(qint64 id)
{
    const OperationRecord *found = m_operations.find(id);
    return found ? std::optional(*found) : std::nullopt;
}

qint64 MemoryTables::addOperation(const OperationRecord &operation)
{
    ++m_writes;
    OperationRecord stored = operation;
    stored.id = ++m_last.operation;
    stored.undone = false;
    stored.changed = 0;
    m_operations.put(stored.id, stored);
    return stored.id;
}

QList<OperationRecord> MemoryTables::operations(qint64 before, int limit)
{
    QList<OperationRecord> operations;
    for (qint64 id = std::min(before - 1, m_last.operation); id > 0 && operations.size() < limit; --id)
        if (const OperationRecord *found = m_operations.find(id))
            operations.append(*found);
    return operations;
}

qint64 MemoryTables::lastOperation(const QString &command, BatchId batch)
{
    qint64 last = 0;
    for (const auto &[id, operation] : m_operations)
        if (operation.command == command && operation.batch == batch)
            last = id;
    return last;
}

void MemoryTables::countChanged(qint64 id, qint64 jobs)
{
    ++m_writes;
    OperationRecord stored = m_operations.value(id);
    stored.changed += jobs;
    m_operations.put(id, stored);
}

void MemoryTables::markUndone(qint64 id)
{
    ++m_writes;
    OperationRecord stored = m_operations.value(id);
    stored.undone = true;
    m_operations.put(id, stored);
}

} // namespace fornada
