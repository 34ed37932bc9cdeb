#include "store/memory_tables.h"

#include <limits>

// The memory twin's jobs.
namespace fornada {

namespace {

constexpr qint64 kLowest = std::numeric_limits<qint64>::min();

std::tuple<LaneKey, AccountId, QString, int, qint64> firstOf(LaneKey lane)
{
    return {lane, AccountId{kLowest}, QString(), std::numeric_limits<int>::min(), kLowest};
}

// As SQLite's LIKE has it: only A to Z have two cases.
QString foldLikeSqlite(QString text)
{
    for (QChar &c : text)
        if (c >= u'A' && c <= u'Z')
            c = QChar(c.unicode() + (u'a' - u'A'));
    return text;
}

} // namespace

void MemoryTables::addJobs(RowId first, RowId last, const QList<Job> &each)
{
    ++m_writes;
    for (qint64 row = first.value; row <= last.value; ++row)
        for (const Job &job : each) {
            JobRecord stored;
            static_cast<Job &>(stored) = job;
            stored.id = JobId{++m_last.job};
            stored.row = RowId{row};
            stored.rowNumber = m_rows.find(stored.row)->number;
            stored.position += (row - first.value) * each.size();
            m_jobs.put(stored.id, stored);
            m_jobsByPlace.put({stored.row, stored.step, stored.fanKey}, stored.id);
            m_jobsByBatch.put({stored.batch, stored.id}, {});
            index(stored, true);
        }
}

std::optional<JobRecord> MemoryTables::job(JobId id)
{
    return m_jobs.get(id);
}

void MemoryTables::putJob(const JobRecord &job)
{
    ++m_writes;
    if (const JobRecord *before = m_jobs.find(job.id))
        index(*before, false);
    m_jobs.put(job.id, job);
    index(job, true);
}

void MemoryTables::index(const JobRecord &job, bool present)
{
    if (job.state != JobState::Queued)
        return;
    const LaneKey lane{job.queue, job.batch};
    const ReadyKey ready{lane, job.account, job.model, -job.priority, job.position};
    const DelayedKey delayed{lane, job.notBefore.value_or(Wall{}), job.id};
    if (job.notBefore && present)
        m_delayed.put(delayed, {});
    else if (job.notBefore)
        m_delayed.erase(delayed);
    else if (present)
        m_ready.put(ready, job.id);
    else
        m_ready.erase(ready);
}

QList<JobId> MemoryTables::jobsOfStep(RowId row, const QString &step)
{
    QList<JobId> jobs;
    auto it = m_jobsByPlace.from({row, step, QString()});
    for (; it != m_jobsByPlace.end() && std::get<0>(it->first) == row && std::get<1>(it->first) == step; ++it)
        jobs.append(it->second);
    return jobs;
}

bool MemoryTables::matches(const JobRecord &job, const JobFilter &filter) const
{
    return (!filter.batch.isValid() || job.batch == filter.batch) &&
           (!filter.queue.isValid() || job.queue == filter.queue) &&
           (filter.states.isEmpty() || filter.states.contains(job.state));
}

void MemoryTables::eachJob(const JobFilter &filter, const std::function<bool(const JobRecord &)> &visit) const
{
    const auto offer = [&](const JobRecord *job) { return !job || !matches(*job, filter) || visit(*job); };
    if (!filter.ids.isEmpty()) {
        QList<JobId> ids = filter.ids;
        std::sort(ids.begin(), ids.end());
        ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
        for (const JobId id : std::as_const(ids))
            if (!offer(m_jobs.find(id)))
                return;
    } else if (filter.batch.isValid()) {
        auto it = m_jobsByBatch.from({filter.batch, JobId{kLowest}});
        for (; it != m_jobsByBatch.end() && it->first.first == filter.batch; ++it)
            if (!offer(m_jobs.find(it->first.second)))
                return;
    } else {
        for (const auto &[id, job] : m_jobs)
            if (!offer(&job))
                return;
    }
}

bool MemoryTables::fits(const JobRecord &job, const JobSelection &selection) const
{
    const bool unsent = job.cancelledFrom == JobState::Blocked || job.cancelledFrom == JobState::Queued ||
                        job.cancelledFrom == JobState::Skipped;
    const Batch batch = selection.openBatchesOnly ? m_batches.value(job.batch) : Batch();
    return (!selection.unsentOnly || unsent) &&
           (selection.cancelledBy == 0 || selection.cancelledBy == job.cancelledBy) &&
           batch.state != BatchState::Cancelled && !batch.removed;
}

QList<JobId> MemoryTables::selectJobs(const JobSelection &selection, int limit)
{
    JobFilter filter = selection.filter;
    filter.states = selection.states;
    QList<JobId> jobs;
    if (filter.states.isEmpty())
        return jobs;
    eachJob(filter, [&](const JobRecord &job) {
        if (fits(job, selection))
            jobs.append(job.id);
        return jobs.size() < limit;
    });
    return jobs;
}

QList<JobId> MemoryTables::searchJobs(const JobSelection &selection, JobId after, JobId upTo, int limit)
{
    JobFilter filter = selection.filter;
    filter.states = selection.states;
    QList<JobId> jobs;
    if (filter.states.isEmpty())
        return jobs;
    const QString text = foldLikeSqlite(filter.text);
    const auto holds = [&text](const QString &whole) { return foldLikeSqlite(whole).contains(text); };
    eachJob(filter, [&](const JobRecord &job) {
        const bool wanted =
            job.id > after && job.id <= upTo && fits(job, selection) &&
            (!filter.message || job.message == *filter.message) &&
            (text.isEmpty() || holds(m_rows.value(job.row).key) || holds(job.message) || holds(job.step));
        if (wanted)
            jobs.append(job.id);
        return jobs.size() < limit;
    });
    return jobs;
}

QList<JobRecord> MemoryTables::jobsOf(BatchId batch, JobId after, JobId upTo, int limit)
{
    QList<JobRecord> jobs;
    JobFilter filter;
    filter.batch = batch;
    eachJob(filter, [&](const JobRecord &job) {
        if (job.id > after && job.id <= upTo)
            jobs.append(job);
        return jobs.size() < limit;
    });
    return jobs;
}

std::pair<JobId, JobId> MemoryTables::jobRange(BatchId batch)
{
    std::pair<JobId, JobId> range;
    JobFilter filter;
    filter.batch = batch;
    eachJob(filter, [&range](const JobRecord &job) {
        range.first = range.first.isValid() ? range.first : job.id;
        range.second = job.id;
        return true;
    });
    return range;
}

int MemoryTables::promoteDue(LaneKey lane, Wall now, int limit)
{
    QList<JobId> due;
    auto it = m_delayed.from({lane, Wall::min(), JobId{kLowest}});
    for (; it != m_delayed.end() && std::get<0>(it->first) == lane && due.size() < limit; ++it) {
        if (std::get<1>(it->first) > now)
            break;
        due.append(std::get<2>(it->first));
    }
    for (const JobId id : std::as_const(due)) {
        JobRecord job = m_jobs.value(id);
        job.notBefore.reset();
        putJob(job);
    }
    return int(due.size());
}

QList<Job> MemoryTables::readyJobs(LaneKey lane, int limit)
{
    QList<Job> jobs;
    QHash<std::pair<AccountId, QString>, int> taken;
    for (auto it = m_ready.from(firstOf(lane)); it != m_ready.end() && std::get<0>(it->first) == lane; ++it)
        if (const Job &job = *m_jobs.find(it->second); ++taken[{job.account, job.model}] <= limit)
            jobs.append(job);
    std::sort(jobs.begin(), jobs.end(), comesBefore);
    return jobs;
}

QList<Job> MemoryTables::readyJobs(LaneKey lane, const QList<qint64> &rows, int limit)
{
    QHash<std::pair<AccountId, QString>, int> taken;
    QList<Job> jobs = readyJobs(lane, std::numeric_limits<int>::max());
    jobs.removeIf([&](const Job &job) {
        return !rows.contains(job.rowNumber) || ++taken[{job.account, job.model}] > limit;
    });
    return jobs;
}

QList<JobId> MemoryTables::jobsOfRows(BatchId batch, const QList<qint64> &rows)
{
    QList<JobId> ids;
    for (auto it = m_jobsByBatch.from({batch, JobId{kLowest}}); it != m_jobsByBatch.end(); ++it) {
        if (it->first.first != batch)
            break;
        if (rows.contains(m_jobs.find(it->first.second)->rowNumber))
            ids.append(it->first.second);
    }
    return ids;
}

std::optional<Wall> MemoryTables::nextDelayed(LaneKey lane)
{
    const auto it = m_delayed.from({lane, Wall::min(), JobId{kLowest}});
    if (it == m_delayed.end() || std::get<0>(it->first) != lane)
        return std::nullopt;
    return std::get<1>(it->first);
}

QList<LaneKey> MemoryTables::lanesWithQueued()
{
    QList<LaneKey> lanes;
    for (const auto &[queue, ignored] : m_queues)
        for (const auto &[id, batch] : m_batches) {
            const LaneKey lane{queue, id};
            const auto ready = m_ready.from(firstOf(lane));
            const bool any =
                (ready != m_ready.end() && std::get<0>(ready->first) == lane) || nextDelayed(lane).has_value();
            if (any && batch.state == BatchState::Running)
                lanes.append(lane);
        }
    return lanes;
}

QList<JobId> MemoryTables::runningWithoutAttempt()
{
    QList<JobId> jobs;
    for (const auto &[id, job] : m_jobs)
        if (job.state == JobState::Running && !m_open.contains(job.currentAttempt))
            jobs.append(id);
    return jobs;
}

void MemoryTables::redirect(const std::function<std::optional<AccountId>(const JobRecord &)> &accountOf,
                            const JobFilter &filter)
{
    ++m_writes;
    QList<JobRecord> jobs;
    eachJob(filter, [&jobs](const JobRecord &job) {
        jobs.append(job);
        return true;
    });
    for (JobRecord &job : jobs) {
        const auto account = accountOf(job);
        if (!account || job.state == JobState::Running || job.state == JobState::Completed)
            continue;
        job.account = *account;
        putJob(job);
    }
}

void MemoryTables::redirectBatch(BatchId id, AccountId account)
{
    redirect(
        [this, account](const JobRecord &job) -> std::optional<AccountId> {
            return account.isValid() ? account : m_queues.value(job.queue).account;
        },
        {{}, id, {}, {}});
}

void MemoryTables::redirectQueue(QueueId id, AccountId account)
{
    redirect(
        [this, account](const JobRecord &job) -> std::optional<AccountId> {
            return m_batches.value(job.batch).account.isValid() ? std::nullopt : std::optional(account);
        },
        {{}, {}, id, {}});
}

QStringList MemoryTables::answeredKeys(BatchId batch)
{
    std::map<qint64, std::pair<QString, bool>> rows; // by number
    JobSelection all;
    all.filter.batch = batch;
    eachJob(all.filter, [&](const JobRecord &job) {
        auto &[key, answered] = rows.try_emplace(job.rowNumber, m_rows.value(job.row).key, true).first->second;
        const bool notNeeded = job.state == JobState::Skipped && job.message == kNotNeeded;
        answered = answered && (job.state == JobState::Completed || notNeeded);
        return true;
    });
    QStringList keys;
    for (const auto &[number, row] : rows)
        if (row.second)
            keys.append(row.first);
    return keys;
}

QHash<QString, qint64> MemoryTables::waitingSteps(BatchId batch)
{
    QHash<QString, qint64> waiting;
    eachJob({{}, batch, {}, {}}, [&waiting](const JobRecord &job) {
        if (job.state == JobState::Queued || job.state == JobState::Blocked)
            ++waiting[job.step];
        return true;
    });
    return waiting;
}

BatchId MemoryTables::batchUsing(AccountId account)
{
    for (const auto &[id, job] : m_jobs) {
        const bool isOpen = !isSettled(job.state) || job.state == JobState::Review;
        if (isOpen && job.account == account && m_batches.contains(job.batch) && !m_batches.value(job.batch).removed)
            return job.batch;
    }
    return {};
}

} // namespace fornada
