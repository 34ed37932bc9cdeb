#include "store/memory_tables.h"

#include <limits>

// The memory twin's attempts, answers and results.
namespace fornada {

namespace {
constexpr qint64 kLowest = std::numeric_limits<qint64>::min();
}

AttemptId MemoryTables::addAttempt(const AttemptRecord &attempt)
{
    ++m_writes;
    AttemptRecord stored = attempt;
    stored.id = AttemptId{++m_last.attempt};
    m_attempts.put(stored.id, stored);
    m_attemptsByJob.put({stored.job, stored.id}, {});
    m_open.put(stored.id, {});
    return stored.id;
}

std::optional<AttemptRecord> MemoryTables::attempt(AttemptId id)
{
    return m_attempts.get(id);
}

void MemoryTables::putAttempt(const AttemptRecord &attempt)
{
    ++m_writes;
    m_attempts.put(attempt.id, attempt);
    if (!attempt.isOpen())
        m_open.erase(attempt.id);
}

QList<AttemptRecord> MemoryTables::openAttempts()
{
    QList<AttemptRecord> attempts;
    for (const auto &[id, nothing] : m_open)
        attempts.append(m_attempts.value(id));
    return attempts;
}

QList<AttemptRecord> MemoryTables::attemptsOf(JobId job)
{
    QList<AttemptRecord> attempts;
    auto it = m_attemptsByJob.from({job, AttemptId{kLowest}});
    for (; it != m_attemptsByJob.end() && it->first.first == job; ++it)
        attempts.append(m_attempts.value(it->first.second));
    return attempts;
}

QList<ChargeShare> MemoryTables::chargeShares(Wall since, int most)
{
    std::map<std::pair<QueueId, QString>, ChargeShare> shares;
    const auto all = m_attempts.end();
    const qint64 last = m_attempts.begin() == all ? 0 : std::prev(all)->first.value;
    for (auto it = m_attempts.from(AttemptId{last - most + 1}); it != all; ++it) {
        const AttemptRecord &attempt = it->second;
        const auto job = attempt.settled && *attempt.settled >= since ? m_jobs.get(attempt.job) : std::nullopt;
        if (!job)
            continue;
        ChargeShare &share = shares[{job->queue, job->step}];
        share.queue = job->queue;
        share.step = job->step;
        const bool isDone = attempt.outcome == Outcome::Done;
        share.results += isDone;
        (isDone ? share.useful : share.extra) += attempt.charge.amount;
    }
    QList<ChargeShare> list;
    for (const auto &[place, share] : shares)
        list.append(share);
    return list;
}

void MemoryTables::putRaw(AttemptId attempt, const QByteArray &answer)
{
    ++m_writes;
    m_raw.put(attempt, answer);
}

QByteArray MemoryTables::raw(AttemptId attempt)
{
    return m_raw.value(attempt);
}

bool MemoryTables::hasRaw(AttemptId attempt)
{
    return m_raw.contains(attempt);
}

void MemoryTables::addResult(const ResultRecord &result)
{
    ++m_writes;
    ResultRecord stored = result;
    stored.id = ResultId{++m_last.result};
    m_results.put({stored.job, stored.id}, stored);
}

QList<ResultRecord> MemoryTables::resultsOf(JobId job)
{
    QList<ResultRecord> results;
    auto it = m_results.from({job, ResultId{kLowest}});
    for (; it != m_results.end() && it->first.first == job; ++it)
        results.append(it->second);
    return results;
}

void MemoryTables::unpickResults(JobId job)
{
    ++m_writes;
    QList<ResultRecord> results = resultsOf(job);
    for (ResultRecord &result : results) {
        result.picked = false;
        m_results.put({job, result.id}, result);
    }
}

std::optional<int> MemoryTables::pathCopies(const QString &folded)
{
    return m_paths.get(folded);
}

void MemoryTables::putPath(const QString &folded, int copies)
{
    ++m_writes;
    m_paths.put(folded, copies);
}

} // namespace fornada
