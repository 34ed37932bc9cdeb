#include "store/reader.h"

#include "model/alike.h"
#include "store/job_query_sql.h"
#include "store/sql_rows.h"

#include <QHash>

// Jobs, for people.
namespace fornada {

namespace {

#define FORNADA_POSSIBLE                                                                                               \
    "(SELECT coalesce(sum(attempt.amount), 0) FROM attempt WHERE attempt.job_id = job.id "                             \
    "AND attempt.charge = 'maybe')"
#define FORNADA_JOB_ROW                                                                                                \
    "SELECT job.id, job.batch_id, batch.name, row.number, row.key, job.step, job.fan_key, job.queue_id, "              \
    "job.account_id, job.model, job.state, job.attempts, job.priority, job.message, job.not_before, "                  \
    "job.updated, " FORNADA_COST
#define FORNADA_JOB_ROW_JOINS " CROSS JOIN row ON row.id = job.row_id CROSS JOIN batch ON batch.id = job.batch_id "
#define FORNADA_JOB_ROW_TABLES " FROM job" FORNADA_JOB_ROW_JOINS

constexpr char kJobRow[] = FORNADA_JOB_ROW FORNADA_JOB_ROW_TABLES "WHERE job.id = ?";
constexpr char kJob[] = "SELECT " FORNADA_JOB_COLUMNS " FROM job JOIN row ON row.id = job.row_id WHERE job.id = ?";
constexpr char kRow[] = "SELECT key, fields FROM row WHERE id = ?";
constexpr char kFieldsOfRow[] = "SELECT fields FROM row WHERE batch_id = ? AND number = ?";
constexpr char kBatch[] = "SELECT " FORNADA_BATCH_COLUMNS " FROM batch WHERE id = ?";
constexpr char kNames[] = "SELECT queue.name, coalesce(account.name, '') FROM queue "
                          "LEFT JOIN account ON account.id = ? WHERE queue.id = ?";
constexpr char kAccountName[] = "SELECT name FROM account WHERE id = ?";
constexpr char kAttempts[] = "SELECT " FORNADA_ATTEMPT_COLUMNS " FROM attempt WHERE job_id = ? ORDER BY id";
constexpr char kCached[] = "SELECT " FORNADA_CACHE_COLUMNS " FROM cache WHERE job_id = ? ORDER BY created DESC LIMIT 1";
constexpr char kResults[] = "SELECT " FORNADA_RESULT_COLUMNS " FROM result WHERE job_id = ? ORDER BY id";
constexpr char kRaw[] = "SELECT answer FROM attempt_raw WHERE attempt_id = ?";
constexpr int kMostGroups = 200;

JobRow readJobRow(Statement &columns)
{
    JobRow row;
    columns >> row.id >> row.batch >> row.batchName >> row.rowNumber >> row.rowKey >> row.step >> row.fanKey >>
        row.queue >> row.account >> row.model >> row.state >> row.attempts >> row.priority >> row.message >>
        row.notBefore >> row.updated >> row.cost;
    return row;
}

// With the row's, when it is looked into.
QString tableOf(SqlConnection &sql, const JobFilter &filter, Clauses &clauses)
{
    const QString table = jobTable(sql, filter, clauses);
    return filter.text.isEmpty() ? table : table + QStringLiteral(" CROSS JOIN row ON row.id = job.row_id");
}

// How many with the same last error are being tried again.
void addTriedAgain(SqlConnection &sql, const JobFilter &among, QList<FailureGroup> &groups)
{
    if (groups.isEmpty())
        return;
    JobQuery query;
    query.filter = among;
    query.filter.states = {JobState::Queued, JobState::Running};
    Clauses clauses = clausesOf(sql, query);
    clauses.add(QStringLiteral("job.message <> ''"));
    const auto rows =
        sql.once(QStringLiteral("SELECT job.message, count(*) FROM ") + tableOf(sql, query.filter, clauses) +
                 clauses.where() + QStringLiteral(" GROUP BY job.message"));
    for (const QVariant &value : std::as_const(clauses.values))
        *rows << value;
    QHash<QString, qint64> again;
    while (rows->next()) {
        QString message;
        qint64 count = 0;
        *rows >> message >> count;
        again.insert(message, count);
    }
    for (FailureGroup &group : groups)
        group.again = again.value(group.message);
}

} // namespace

Result<QList<JobRow>> Reader::jobs(const JobQuery &query, JobId after, int limit)
{
    return jobs(query, after, limit, std::atomic_bool(false));
}

Result<QList<JobRow>> Reader::jobs(const JobQuery &query, JobId after, int limit, const std::atomic_bool &cancelled)
{
    if (!after.isValid() && needsScan(*m_sql, query)) {
        const auto first = scan(query, cancelled, limit);
        return first ? jobsByIds(*first) : Result<QList<JobRow>>(first.error());
    }
    begin();
    QList<JobRow> page;
    Clauses clauses = clausesOf(*m_sql, query);
    const QString table = jobTable(*m_sql, query.filter, clauses);
    if (after.isValid())
        addPlaceAfter(*m_sql, query, after, clauses);
    {
        const auto rows =
            m_sql->once(QStringLiteral(FORNADA_JOB_ROW " FROM ") + table + QStringLiteral(FORNADA_JOB_ROW_JOINS) +
                        clauses.where() + orderText(query) + QStringLiteral(" LIMIT ?"));
        for (const QVariant &value : std::as_const(clauses.values))
            *rows << value;
        *rows << limit;
        while (rows->next())
            page.append(readJobRow(*rows));
    }
    end();
    return checked(std::move(page));
}

Result<QList<JobRow>> Reader::jobsByIds(const QList<qint64> &ids)
{
    begin();
    QList<JobRow> jobs;
    for (const qint64 id : ids) {
        auto row = m_sql->statement(kJobRow);
        row << id;
        if (row.next())
            jobs.append(readJobRow(row));
    }
    end();
    return checked(std::move(jobs));
}

Result<Redo> Reader::redo(const JobFilter &filter)
{
    m_sql->clearFault();
    JobQuery query;
    query.filter = filter;
    Clauses clauses = clausesOf(*m_sql, query);
    const QString table = tableOf(*m_sql, filter, clauses);
    const auto row =
        m_sql->once(QStringLiteral("SELECT count(*), coalesce(sum(job.reserve), 0) FROM ") + table + clauses.where());
    for (const QVariant &value : std::as_const(clauses.values))
        *row << value;
    Redo redo;
    if (row->next())
        *row >> redo.jobs >> redo.cost;
    return checked(redo);
}

Result<JobDetail> Reader::job(JobId id)
{
    begin();
    JobDetail detail;
    {
        auto job = m_sql->statement(kJob);
        job << id;
        if (job.next())
            detail.job = readJob(job);
        auto row = m_sql->statement(kRow);
        row << detail.job.row;
        if (row.next())
            row >> detail.rowKey >> detail.fields;
        auto reused = m_sql->statement(kFieldsOfRow);
        reused << detail.job.batch << detail.fields.value(kReusedRow).toInteger();
        if (reused.next())
            reused >> detail.asked.emplace();
        auto batchRow = m_sql->statement(kBatch);
        batchRow << detail.job.batch;
        if (batchRow.next()) {
            const Batch batch = readBatch(batchRow);
            detail.batchName = batch.name;
            detail.client = batch.client;
            detail.owner = batch.owner;
            detail.parameters = batch.parameters;
        }
        auto names = m_sql->statement(kNames);
        names << detail.job.account << detail.job.queue;
        if (names.next())
            names >> detail.queueName >> detail.accountName;
        auto attempts = m_sql->statement(kAttempts);
        attempts << id;
        while (attempts.next())
            detail.attempts.append(readAttempt(attempts));
        for (const Attempt &attempt : std::as_const(detail.attempts)) {
            auto account = m_sql->statement(kAccountName);
            account << attempt.account;
            if (!detail.accountNames.contains(attempt.account) && account.next())
                account >> detail.accountNames[attempt.account];
        }
        auto results = m_sql->statement(kResults);
        results << id;
        while (results.next())
            detail.results.append(readResult(results));
        auto cached = m_sql->statement(kCached);
        cached << id;
        detail.cached = readCached(cached);
    }
    end();
    for (const Attempt &attempt : std::as_const(detail.attempts))
        if (attempt.charge.kind == ChargeKind::Maybe)
            detail.possible += attempt.charge.amount;
    if (!m_sql->fault() && !detail.job.id.isValid())
        return Error{ErrorKind::NotFound, QStringLiteral("job"), QString::number(id.value)};
    return checked(std::move(detail));
}

Result<QByteArray> Reader::raw(AttemptId attempt)
{
    m_sql->clearFault();
    QByteArray answer;
    auto row = m_sql->statement(kRaw);
    row << attempt;
    if (row.next())
        row >> answer;
    return checked(std::move(answer));
}

// SQLite takes the other columns of a group from the row that has the maximum.
Result<QList<FailureGroup>> Reader::failures(const JobFilter &among)
{
    m_sql->clearFault();
    JobQuery query;
    query.filter = among;
    query.filter.states = {JobState::Failed};
    Clauses clauses = clausesOf(*m_sql, query);
    const QString table = tableOf(*m_sql, query.filter, clauses);
    const auto rows = m_sql->once(
        QStringLiteral("SELECT last.outcome, job.message, count(*), job.id, max(job.updated) FROM ") + table +
        QStringLiteral(" LEFT JOIN attempt AS last ON last.job_id = job.id AND last.number = job.sends") +
        clauses.where() + QStringLiteral(" GROUP BY job.message ORDER BY 5 DESC, 4 DESC LIMIT ?"));
    for (const QVariant &value : std::as_const(clauses.values))
        *rows << value;
    *rows << kMostGroups;
    QList<FailureGroup> groups;
    while (rows->next()) {
        FailureGroup group;
        std::optional<Outcome> outcome;
        *rows >> outcome >> group.message >> group.count >> group.sample >> group.newest;
        group.outcome = outcome.value_or(Outcome::BadRequest); // never sent: its request could not be built
        groups.append(group);
    }
    addTriedAgain(*m_sql, among, groups);
    return checked(std::move(groups));
}

Result<QList<UnknownJob>> Reader::unknowns(const JobFilter &among, int limit)
{
    m_sql->clearFault();
    JobQuery query;
    query.filter = among;
    query.filter.states = {JobState::Unknown};
    Clauses clauses = clausesOf(*m_sql, query);
    const QString table = jobTable(*m_sql, query.filter, clauses);
    const auto rows = m_sql->once(
        QStringLiteral(FORNADA_JOB_ROW ", " FORNADA_POSSIBLE ", (SELECT attempt.sent FROM attempt "
                                       "WHERE attempt.job_id = job.id AND attempt.number = job.sends) FROM ") +
        table + QStringLiteral(FORNADA_JOB_ROW_JOINS) + clauses.where() + orderText(query) +
        QStringLiteral(" LIMIT ?"));
    for (const QVariant &value : std::as_const(clauses.values))
        *rows << value;
    *rows << limit;
    QList<UnknownJob> unknowns;
    while (rows->next()) {
        UnknownJob unknown;
        unknown.job = readJobRow(*rows);
        *rows >> unknown.possible >> unknown.sent;
        unknowns.append(unknown);
    }
    return checked(std::move(unknowns));
}

} // namespace fornada
