#include "store/sqlite_tables.h"

#include <QJsonArray>
#include <QJsonDocument>

// The sums of a transaction, written when it commits.
namespace fornada {

namespace {

constexpr char kBatchCounts[] = "SELECT state, jobs FROM batch_count WHERE batch_id = ?";
constexpr char kQueueCounts[] = "SELECT state, jobs FROM queue_count WHERE queue_id = ?";
constexpr char kPutBatchCount[] = "INSERT INTO batch_count (batch_id, state, jobs) VALUES (?, ?, ?) "
                                  "ON CONFLICT (batch_id, state) DO UPDATE SET jobs = excluded.jobs";
constexpr char kWaitingOf[] =
    "SELECT queue_id, count(*) FROM job WHERE batch_id = ? AND state IN ('queued', 'blocked') "
    "GROUP BY queue_id";
constexpr char kPutQueueCount[] = "INSERT INTO queue_count (queue_id, state, jobs) VALUES (?, ?, ?) "
                                  "ON CONFLICT (queue_id, state) DO UPDATE SET jobs = excluded.jobs";
constexpr char kAddTotals[] =
    "INSERT INTO ledger (scope, key, day, reserved, spent, maybe, wasted) VALUES (?, ?, ?, ?, ?, ?, ?) "
    "ON CONFLICT (scope, key, day) DO UPDATE SET reserved = reserved + excluded.reserved, "
    "spent = spent + excluded.spent, maybe = maybe + excluded.maybe, wasted = wasted + excluded.wasted";
constexpr char kPutMetric[] =
    "INSERT INTO metric_minute (minute, queue_id, sent, completed, failed, retried, complaints, latency, cost, "
    "buckets) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (minute, queue_id) DO UPDATE SET sent = excluded.sent, "
    "completed = excluded.completed, failed = excluded.failed, retried = excluded.retried, "
    "complaints = excluded.complaints, latency = excluded.latency, cost = excluded.cost, buckets = excluded.buckets";
constexpr char kPutGate[] =
    "INSERT INTO gate_state (key, state) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET state = excluded.state";

StateCounts readCounts(Statement &rows)
{
    StateCounts counts;
    while (rows.next()) {
        JobState state = JobState::Queued;
        qint64 jobs = 0;
        rows >> state >> jobs;
        counts[state] = jobs;
    }
    return counts;
}

template<class Id>
void writeCounts(SqlConnection &sql, const char *text, Id id, const StateCounts &now, StateCounts &stored)
{
    for (size_t i = 0; i < now.byState.size(); ++i) {
        const JobState state = JobState(i);
        if (now[state] != stored[state])
            (sql.statement(text) << id << state << now[state]).run();
    }
    stored = now;
}

} // namespace

SqliteTables::Counter &SqliteTables::counter(BatchId batch)
{
    const auto [it, fresh] = m_sums.batches.try_emplace(batch);
    if (fresh) {
        auto rows = m_sql->statement(kBatchCounts);
        rows << batch;
        it->second.stored = it->second.now = readCounts(rows);
    }
    return it->second;
}

SqliteTables::Counter &SqliteTables::counter(QueueId queue)
{
    const auto [it, fresh] = m_sums.queues.try_emplace(queue);
    if (fresh) {
        auto rows = m_sql->statement(kQueueCounts);
        rows << queue;
        it->second.stored = it->second.now = readCounts(rows);
    }
    return it->second;
}

StateCounts SqliteTables::counts(BatchId batch)
{
    return counter(batch).now;
}

StateCounts SqliteTables::counts(QueueId queue)
{
    return counter(queue).now;
}

QHash<QueueId, qint64> SqliteTables::waitingOf(BatchId batch)
{
    QHash<QueueId, qint64> waiting;
    auto rows = m_sql->statement(kWaitingOf);
    rows << batch;
    while (rows.next()) {
        QueueId queue;
        qint64 jobs = 0;
        rows >> queue >> jobs;
        waiting.insert(queue, jobs);
    }
    return waiting;
}

void SqliteTables::addCount(BatchId batch, QueueId queue, JobState state, qint64 change)
{
    m_sql->countWrite();
    counter(batch).now[state] += change;
    counter(queue).now[state] += change;
}

void SqliteTables::flush()
{
    flushCounts();
    flushTotals();
    flushMetrics();
    for (const auto &[key, state] : m_sums.gates)
        (m_sql->statement(kPutGate) << key << QJsonDocument(state).toJson(QJsonDocument::Compact)).run();
}

void SqliteTables::flushCounts()
{
    for (auto &[id, counter] : m_sums.batches)
        writeCounts(*m_sql, kPutBatchCount, id, counter.now, counter.stored);
    for (auto &[id, counter] : m_sums.queues)
        writeCounts(*m_sql, kPutQueueCount, id, counter.now, counter.stored);
}

void SqliteTables::flushTotals()
{
    for (const auto &[place, change] : m_sums.totals) {
        const auto &[scope, key, day] = place;
        (m_sql->statement(kAddTotals) << scope << key << day << change.reserved << change.spent << change.maybe
                                      << change.wasted)
            .run();
    }
    m_sums.totals.clear();
}

void SqliteTables::flushMetrics()
{
    for (const auto &[place, change] : m_sums.metrics) {
        const auto &[minute, queue] = place;
        const MetricRecord sum = metric(minute, queue);
        QJsonArray buckets;
        for (const qint64 count : sum.histogram)
            buckets.append(count);
        (m_sql->statement(kPutMetric) << minute << queue << sum.sent << sum.completed << sum.failed << sum.retried
                                      << sum.complaints << sum.latency << sum.cost
                                      << QString::fromUtf8(QJsonDocument(buckets).toJson(QJsonDocument::Compact)))
            .run();
    }
    m_sums.metrics.clear();
}

} // namespace fornada
