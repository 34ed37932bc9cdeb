#include "store/memory_tables.h"

#include <set>

// The memory twin's batches and their rows.
namespace fornada {

namespace {

constexpr qint64 kLowest = std::numeric_limits<qint64>::min();

} // namespace

BatchId MemoryTables::addBatch(const Batch &batch, const QJsonObject &snapshot)
{
    ++m_writes;
    Batch stored = batch;
    stored.id = BatchId{++m_last.batch};
    stored.counts = {};
    stored.totals = {};
    m_batches.put(stored.id, stored);
    m_snapshots.put(stored.id, snapshot);
    return stored.id;
}

std::optional<Batch> MemoryTables::batch(BatchId id)
{
    return m_batches.get(id);
}

QList<Batch> MemoryTables::batches()
{
    QList<Batch> batches;
    for (const auto &[id, batch] : m_batches)
        batches.append(batch);
    return batches;
}

void MemoryTables::putBatch(const Batch &batch)
{
    ++m_writes;
    m_batches.put(batch.id, batch);
}

QJsonObject MemoryTables::snapshot(BatchId id)
{
    return m_snapshots.value(id);
}

void MemoryTables::putSnapshot(BatchId id, const QJsonObject &snapshot)
{
    ++m_writes;
    m_snapshots.put(id, snapshot);
}

void MemoryTables::dropBatch(BatchId id)
{
    ++m_writes;
    QList<JobRecord> jobs;
    eachJob({{}, id, {}, {}}, [&jobs](const JobRecord &job) {
        jobs.append(job);
        return true;
    });
    for (const JobRecord &job : std::as_const(jobs)) {
        for (const AttemptRecord &attempt : attemptsOf(job.id)) {
            m_raw.erase(attempt.id);
            m_open.erase(attempt.id);
            m_attemptsByJob.erase({job.id, attempt.id});
            m_attempts.erase(attempt.id);
        }
        for (const ResultRecord &result : resultsOf(job.id))
            m_results.erase({job.id, result.id});
        index(job, false);
        m_jobsByPlace.erase({job.row, job.step, job.fanKey});
        m_jobsByBatch.erase({id, job.id});
        StateCounts ofQueue = m_queueCounts.value(job.queue);
        --ofQueue[job.state];
        m_queueCounts.put(job.queue, ofQueue);
        m_jobs.erase(job.id);
    }
    QList<std::pair<qint64, RowId>> rows;
    for (auto it = m_rowsByNumber.from({id, kLowest}); it != m_rowsByNumber.end() && it->first.first == id; ++it)
        rows.append({it->first.second, it->second});
    for (const auto &[number, row] : std::as_const(rows)) {
        m_rowsByNumber.erase({id, number});
        m_rows.erase(row);
    }
    const QString key = QString::number(id.value);
    m_totals.erase({toName(LedgerScope::Batch), key, QString()});
    m_batchCounts.erase(id);
    m_snapshots.erase(id);
    m_batches.erase(id);
}

bool MemoryTables::hasOpenAttempts(BatchId id)
{
    for (const auto &[attempt, nothing] : m_open)
        if (m_jobs.value(m_attempts.value(attempt).job).batch == id)
            return true;
    return false;
}

qint64 MemoryTables::lastRowNumber(BatchId id)
{
    const auto after = m_rowsByNumber.from({BatchId{id.value + 1}, kLowest});
    if (after == m_rowsByNumber.begin())
        return 0;
    const auto last = std::prev(after);
    return last->first.first == id ? last->first.second : 0;
}

QList<qint64> MemoryTables::waitingRows(BatchId id, int limit, const QList<qint64> &among)
{
    std::set<qint64> waiting;
    eachJob({{}, id, {}, {JobState::Queued, JobState::Blocked}}, [&](const JobRecord &job) {
        if (among.isEmpty() || among.contains(job.rowNumber))
            waiting.insert(job.rowNumber);
        return true;
    });
    QList<qint64> numbers(waiting.begin(), waiting.end());
    numbers.resize(std::min<qsizetype>(numbers.size(), limit));
    return numbers;
}

QList<qint64> MemoryTables::knownRows(BatchId id, const QList<qint64> &among)
{
    QList<qint64> known;
    std::copy_if(among.begin(), among.end(), std::back_inserter(known), [&](qint64 number) {
        return m_rowsByNumber.contains({id, number});
    });
    std::sort(known.begin(), known.end());
    return known;
}

bool MemoryTables::hasField(BatchId id, const QString &field)
{
    for (auto it = m_rowsByNumber.from({id, kLowest}); it != m_rowsByNumber.end() && it->first.first == id; ++it) {
        const QJsonValue value = m_rows.value(it->second).fields.value(field);
        if (!value.isUndefined() && !value.isNull())
            return true;
    }
    return false;
}

RowId MemoryTables::addRow(const RowRecord &row)
{
    ++m_writes;
    RowRecord stored = row;
    stored.id = RowId{m_rows.begin() == m_rows.end() ? 1 : std::prev(m_rows.end())->first.value + 1}; // as SQLite
    m_rows.put(stored.id, stored);
    m_rowsByNumber.put({row.batch, row.number}, stored.id);
    return stored.id;
}

std::optional<RowRecord> MemoryTables::row(RowId id)
{
    return m_rows.get(id);
}

} // namespace fornada
