#include "store/sql_rows.h"
#include "store/sqlite_tables.h"

// Jobs in SQLite.
namespace fornada {

namespace {

#define FORNADA_NEW_JOB                                                                                                \
    "INSERT INTO job (batch_id, row_id, position, step, fan_key, queue_id, account_id, model, state, "                 \
    "pending_parents, reserve, tokens, updated, attempts, message) "
constexpr char kInsertJob[] = FORNADA_NEW_JOB "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
// Job by job, but in one go: SQLite goes on where it wrote last instead of looking for each one's place in every index.
constexpr char kInsertJobs[] =
    "WITH one (place, step, fan_key, queue_id, account_id, model, state, pending_parents, reserve, tokens, updated, "
    "attempts, message) AS (VALUES %1) " FORNADA_NEW_JOB
    "SELECT row.batch_id, row.id, one.place + (row.id - ?) * ?, one.step, one.fan_key, one.queue_id, one.account_id, "
    "one.model, one.state, one.pending_parents, one.reserve, one.tokens, one.updated, one.attempts, one.message "
    "FROM row CROSS JOIN one WHERE row.id BETWEEN ? AND ? ORDER BY row.id, one.place";
constexpr qint64 kFewestAtOnce = 8;      // rows
constexpr qsizetype kMostAtOnce = 1'000; // jobs of one row: a statement takes so many values
constexpr char kJob[] = "SELECT " FORNADA_JOB_COLUMNS " FROM job JOIN row ON row.id = job.row_id WHERE job.id = ?";
constexpr char kJobsOf[] = "SELECT " FORNADA_JOB_COLUMNS " FROM job CROSS JOIN row ON row.id = job.row_id "
                           "WHERE job.id > ? AND job.id <= ? AND +job.batch_id = ? ORDER BY job.id LIMIT ?";
constexpr char kUpdateJob[] =
    "UPDATE job SET queue_id = ?, account_id = ?, model = ?, priority = ?, state = ?, pending_parents = ?, attempts = "
    "?, sends = ?, "
    "current_attempt = ?, not_before = ?, first_attempt = ?, age = ?, row_age = ?, no_outputs = ?, waits_in_row = ?, "
    "reserve = ?, "
    "tokens = ?, message = ?, updated = ?, cancelled_from = ?, cancelled_by = ? WHERE id = ?";
constexpr char kJobsOfStep[] = "SELECT id FROM job WHERE row_id = ? AND step = ? ORDER BY fan_key";
constexpr char kPromoteDue[] =
    "UPDATE job SET not_before = NULL WHERE id IN (SELECT id FROM job INDEXED BY job_delayed WHERE queue_id = ? "
    "AND batch_id = ? AND state = 'queued' AND not_before IS NOT NULL AND not_before <= ? "
    "ORDER BY not_before, id LIMIT ?)";
// From one account and model to the next, however many jobs each has: two looks into the index. A comparison of both
// columns at once would pass by every job of the first.
#define FORNADA_TARGETS_OF_LANE                                                                                        \
    "SELECT account_id, model FROM job INDEXED BY job_ready WHERE queue_id = ? AND batch_id = ? AND state = 'queued' " \
    "AND not_before IS NULL AND "
constexpr char kNextTarget[] =
    "SELECT account_id, model FROM (" FORNADA_TARGETS_OF_LANE "account_id = ? AND model > ? ORDER BY model LIMIT 1) "
    "UNION ALL SELECT account_id, model FROM (" FORNADA_TARGETS_OF_LANE
    "account_id > ? ORDER BY account_id, model LIMIT 1) LIMIT 1";
constexpr char kReadyJobs[] =
    "SELECT " FORNADA_JOB_COLUMNS " FROM job INDEXED BY job_ready CROSS JOIN row ON row.id = job.row_id "
    "WHERE job.queue_id = ? AND job.batch_id = ? AND job.account_id = ? AND job.model = ? AND job.state = 'queued' "
    "AND job.not_before IS NULL ORDER BY job.priority DESC, job.position LIMIT ?";
// From the rows, which are few, to their jobs: those of the other rows may be a million.
constexpr char kReadyInRows[] =
    "SELECT " FORNADA_JOB_COLUMNS " FROM (SELECT job.id AS id, row_number() OVER (PARTITION BY job.account_id, "
    "job.model ORDER BY job.priority DESC, job.position) AS place FROM json_each(?) AS wanted "
    "CROSS JOIN row ON row.batch_id = ? AND row.number = wanted.value CROSS JOIN job ON job.row_id = row.id "
    "WHERE job.queue_id = ? AND job.state = 'queued' AND job.not_before IS NULL) AS ready "
    "CROSS JOIN job ON job.id = ready.id CROSS JOIN row ON row.id = job.row_id WHERE ready.place <= ? "
    "ORDER BY job.priority DESC, job.position";
constexpr char kJobsOfRows[] =
    "SELECT job.id FROM json_each(?) AS wanted CROSS JOIN row ON row.batch_id = ? AND row.number = wanted.value "
    "CROSS JOIN job ON job.row_id = row.id ORDER BY job.id";
constexpr char kNextDelayed[] =
    "SELECT not_before FROM job INDEXED BY job_delayed WHERE queue_id = ? AND batch_id = ? AND state = 'queued' "
    "AND not_before IS NOT NULL ORDER BY not_before LIMIT 1";
constexpr char kLanes[] =
    "SELECT queue.id, batch.id FROM queue, batch WHERE batch.state = 'running' AND ("
    "EXISTS (SELECT 1 FROM job INDEXED BY job_ready WHERE job.queue_id = queue.id AND job.batch_id = batch.id "
    "AND job.state = 'queued' AND job.not_before IS NULL) OR "
    "EXISTS (SELECT 1 FROM job INDEXED BY job_delayed WHERE job.queue_id = queue.id AND job.batch_id = batch.id "
    "AND job.state = 'queued' AND job.not_before IS NOT NULL)) ORDER BY queue.id, batch.id";
constexpr char kStranded[] =
    "SELECT id FROM job WHERE queue_id IN (SELECT id FROM queue) AND state = 'running' AND NOT EXISTS "
    "(SELECT 1 FROM attempt WHERE attempt.id = job.current_attempt AND attempt.settled IS NULL) ORDER BY id";

// The last conditions apply when their parameter is not 0.
#define FORNADA_SELECTION                                                                                              \
    "AND (? = 0 OR cancelled_from IN ('blocked', 'queued', 'skipped')) "                                               \
    "AND (? = 0 OR cancelled_by = ?) "                                                                                 \
    "AND (? = 0 OR batch_id NOT IN (SELECT id FROM batch WHERE state = 'cancelled' OR removed IS NOT NULL)) "
constexpr char kSelectInBatch[] = "SELECT id FROM job INDEXED BY job_by_state WHERE batch_id = ? AND state = ? "
                                  "AND (? = 0 OR queue_id = ?) " FORNADA_SELECTION "ORDER BY position LIMIT ?";
constexpr char kSelectInQueue[] =
    "SELECT id FROM job INDEXED BY job_by_queue WHERE queue_id = ? AND state = ? " FORNADA_SELECTION
    "ORDER BY id LIMIT ?";

constexpr qsizetype kMostAtHand = 10'000; // what lanes have asked for and not sent for long is read again
constexpr char kWholeRange[] = "SELECT (SELECT coalesce(min(id), 0) FROM job), (SELECT coalesce(max(id), 0) FROM job)";
// Places in a batch are given in the order of ids.
constexpr char kBatchRange[] = "SELECT coalesce((SELECT id FROM job WHERE batch_id = ? ORDER BY position LIMIT 1), 0), "
                               "coalesce((SELECT id FROM job WHERE batch_id = ? ORDER BY position DESC LIMIT 1), 0)";

QString stateList(const QList<JobState> &states)
{
    QStringList names;
    for (const JobState state : states)
        names.append(QLatin1Char('\'') + toName(state) + QLatin1Char('\''));
    return names.join(QLatin1String(", "));
}

QList<JobId> sortedIds(QList<JobId> ids)
{
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    return ids;
}

} // namespace

void SqliteTables::addJobs(RowId first, RowId last, const QList<Job> &each)
{
    const auto values = [](Statement &put, const Job &job) {
        put << job.step << job.fanKey << job.queue << job.account << job.model << job.state << job.pendingParents
            << job.reserve << job.tokens << job.updated << job.attempts << job.message;
    };
    const qint64 rows = last.value - first.value + 1;
    if (rows >= kFewestAtOnce && each.size() <= kMostAtOnce) {
        const QString one = QStringLiteral("(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        const auto put = m_sql->once(QString::fromLatin1(kInsertJobs).arg(QStringList(each.size(), one).join(u',')));
        for (const Job &job : each)
            values(*put << job.position, job);
        *put << first << qint64(each.size()) << first << last;
        put->run();
        return;
    }
    for (qint64 row = 0; row < rows; ++row)
        for (const Job &job : each) {
            auto put = m_sql->statement(kInsertJob);
            put << job.batch << RowId{first.value + row} << job.position + row * each.size();
            values(put, job);
            put.run();
        }
}

std::optional<JobRecord> SqliteTables::job(JobId id)
{
    if (const auto known = m_atHand.constFind(id); known != m_atHand.cend())
        return *known;
    auto row = m_sql->statement(kJob);
    row << id;
    if (!row.next())
        return std::nullopt;
    return readJob(row);
}

void SqliteTables::putJob(const JobRecord &job)
{
    // Not a delayed one: it is promoted in bulk.
    const bool ready = job.state == JobState::Queued && !job.notBefore && m_atHand.contains(job.id);
    if (job.state == JobState::Running || ready)
        m_atHand.insert(job.id, job);
    else
        m_atHand.remove(job.id);
    (m_sql->statement(kUpdateJob) << job.queue << job.account << job.model << job.priority << job.state
                                  << job.pendingParents << job.attempts << job.sends << job.currentAttempt
                                  << job.notBefore << job.firstAttempt << job.age << job.rowAge << job.noOutputs
                                  << job.waitsInRow << job.reserve << job.tokens << job.message << job.updated
                                  << job.cancelledFrom << job.cancelledBy << job.id)
        .run();
}

QList<JobId> SqliteTables::idsOf(Statement &statement)
{
    QList<JobId> ids;
    while (statement.next())
        statement >> ids.emplaceBack();
    return ids;
}

QList<JobId> SqliteTables::jobsOfStep(RowId row, const QString &step)
{
    auto rows = m_sql->statement(kJobsOfStep);
    rows << row << step;
    return idsOf(rows);
}

bool SqliteTables::fits(const JobRecord &job, const JobSelection &selection)
{
    const JobFilter &filter = selection.filter;
    const bool unsent = job.cancelledFrom == JobState::Blocked || job.cancelledFrom == JobState::Queued ||
                        job.cancelledFrom == JobState::Skipped;
    const bool another = selection.cancelledBy != 0 && selection.cancelledBy != job.cancelledBy;
    if (!selection.states.contains(job.state) || (selection.unsentOnly && !unsent) || another)
        return false;
    if ((filter.batch.isValid() && filter.batch != job.batch) || (filter.queue.isValid() && filter.queue != job.queue))
        return false;
    const auto owner = selection.openBatchesOnly ? batch(job.batch) : std::nullopt;
    return !owner || (owner->state != BatchState::Cancelled && !owner->removed);
}

QList<JobId> SqliteTables::selectByIds(const JobSelection &selection, int limit)
{
    QList<JobId> ids;
    const QList<JobId> wanted = sortedIds(selection.filter.ids);
    for (const JobId id : wanted) {
        if (ids.size() >= limit)
            break;
        if (const auto record = job(id); record && fits(*record, selection))
            ids.append(id);
    }
    return ids;
}

// One look-up in an index for each state (and queue), so that a page costs its own length and not the batch's.
QList<JobId> SqliteTables::selectJobs(const JobSelection &selection, int limit)
{
    const JobFilter &filter = selection.filter;
    if (!filter.ids.isEmpty())
        return selectByIds(selection, limit);
    QList<QueueId> scopes{filter.queue};
    if (!filter.batch.isValid() && !filter.queue.isValid()) {
        scopes.clear();
        const QList<Queue> all = queues();
        for (const Queue &queue : all)
            scopes.append(queue.id);
    }
    QList<JobId> ids;
    for (const JobState state : selection.states)
        for (const QueueId queue : std::as_const(scopes)) {
            auto rows = m_sql->statement(filter.batch.isValid() ? kSelectInBatch : kSelectInQueue);
            if (filter.batch.isValid())
                rows << filter.batch << state << queue << queue;
            else
                rows << queue << state;
            rows << selection.unsentOnly << selection.cancelledBy << selection.cancelledBy << selection.openBatchesOnly
                 << limit;
            ids += idsOf(rows);
        }
    return sortedIds(std::move(ids)).mid(0, limit);
}

int SqliteTables::promoteDue(LaneKey lane, Wall now, int limit)
{
    auto update = m_sql->statement(kPromoteDue);
    update << lane.queue << lane.batch << now << limit;
    return update.run() ? update.affectedRows() : 0;
}

QList<Job> SqliteTables::readyJobs(LaneKey lane, int limit)
{
    QList<Job> jobs;
    if (m_atHand.size() > kMostAtHand)
        m_atHand.clear();
    AccountId account{std::numeric_limits<qint64>::min()};
    QString model;
    for (;;) {
        auto target = m_sql->statement(kNextTarget);
        target << lane.queue << lane.batch << account << model << lane.queue << lane.batch << account;
        if (!target.next())
            break;
        target >> account >> model;
        auto rows = m_sql->statement(kReadyJobs);
        rows << lane.queue << lane.batch << account << model << limit;
        while (rows.next()) {
            const JobRecord job = readJob(rows);
            m_atHand.insert(job.id, job);
            jobs.append(job);
        }
    }
    std::sort(jobs.begin(), jobs.end(), comesBefore);
    return jobs;
}

QList<Job> SqliteTables::readyJobs(LaneKey lane, const QList<qint64> &rows, int limit)
{
    QList<Job> jobs;
    auto found = m_sql->statement(kReadyInRows);
    found << rowListText(rows) << lane.batch << lane.queue << limit;
    while (found.next())
        jobs.append(readJob(found));
    return jobs;
}

QList<JobId> SqliteTables::jobsOfRows(BatchId batch, const QList<qint64> &rows)
{
    auto found = m_sql->statement(kJobsOfRows);
    found << rowListText(rows) << batch;
    return idsOf(found);
}

std::optional<Wall> SqliteTables::nextDelayed(LaneKey lane)
{
    auto row = m_sql->statement(kNextDelayed);
    row << lane.queue << lane.batch;
    if (!row.next())
        return std::nullopt;
    std::optional<Wall> due;
    row >> due;
    return due;
}

QList<LaneKey> SqliteTables::lanesWithQueued()
{
    QList<LaneKey> lanes;
    auto rows = m_sql->statement(kLanes);
    while (rows.next()) {
        LaneKey &lane = lanes.emplaceBack();
        rows >> lane.queue >> lane.batch;
    }
    return lanes;
}

QList<JobId> SqliteTables::runningWithoutAttempt()
{
    auto rows = m_sql->statement(kStranded);
    return idsOf(rows);
}

// One look at every job in the range; the plus signs keep SQLite from going by another index than the ids.
QList<JobId> SqliteTables::searchJobs(const JobSelection &selection, JobId after, JobId upTo, int limit)
{
    const JobFilter &filter = selection.filter;
    if (selection.states.isEmpty())
        return {};
    QString sql = QStringLiteral("SELECT job.id FROM job CROSS JOIN row ON row.id = job.row_id WHERE job.id > ? "
                                 "AND job.id <= ? AND +job.state IN (%1) ")
                      .arg(stateList(selection.states));
    if (filter.batch.isValid())
        sql += QStringLiteral("AND +job.batch_id = ? ");
    if (filter.queue.isValid())
        sql += QStringLiteral("AND +job.queue_id = ? ");
    if (filter.message)
        sql += QStringLiteral("AND job.message = ? ");
    if (!filter.text.isEmpty())
        sql += QStringLiteral("AND " FORNADA_TEXT_MATCH " ");
    sql += QStringLiteral("AND (? = 0 OR job.cancelled_from IN ('blocked', 'queued', 'skipped')) "
                          "AND (? = 0 OR job.cancelled_by = ?) AND (? = 0 OR job.batch_id NOT IN (SELECT id FROM "
                          "batch WHERE state = 'cancelled' OR removed IS NOT NULL)) ORDER BY job.id LIMIT ?");
    const auto rows = m_sql->once(sql);
    *rows << after << upTo;
    if (filter.batch.isValid())
        *rows << filter.batch;
    if (filter.queue.isValid())
        *rows << filter.queue;
    if (filter.message)
        *rows << *filter.message;
    if (!filter.text.isEmpty())
        *rows << likePattern(filter.text) << likePattern(filter.text) << likePattern(filter.text);
    *rows << selection.unsentOnly << selection.cancelledBy << selection.cancelledBy << selection.openBatchesOnly
          << limit;
    return idsOf(*rows);
}

QList<JobRecord> SqliteTables::jobsOf(BatchId batch, JobId after, JobId upTo, int limit)
{
    QList<JobRecord> jobs;
    auto row = m_sql->statement(kJobsOf);
    row << after << upTo << batch << limit;
    while (row.next())
        jobs.append(readJob(row));
    return jobs;
}

std::pair<JobId, JobId> SqliteTables::jobRange(BatchId batch)
{
    std::pair<JobId, JobId> range;
    auto row = m_sql->statement(batch.isValid() ? kBatchRange : kWholeRange);
    if (batch.isValid())
        row << batch << batch;
    if (row.next())
        row >> range.first >> range.second;
    return range;
}

} // namespace fornada
