#include "store/sql_rows.h"
#include "store/sqlite_tables.h"

// Attempts, answers and results in SQLite.
namespace fornada {

namespace {

constexpr char kInsertAttempt[] =
    "INSERT INTO attempt (job_id, number, account_id, model, request_hash, idempotency_key, reserved, day, send_at, "
    "claimed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
constexpr char kAttempt[] = "SELECT " FORNADA_ATTEMPT_COLUMNS " FROM attempt WHERE id = ?";
constexpr char kUpdateAttempt[] =
    "UPDATE attempt SET sent = ?, received = ?, settled = ?, outcome = ?, charge = ?, amount = ?, estimated = ?, "
    "http_status = ?, message = ?, usage = ? WHERE id = ?";
constexpr char kOpenAttempts[] =
    "SELECT " FORNADA_ATTEMPT_COLUMNS " FROM attempt INDEXED BY attempt_open WHERE settled IS NULL ORDER BY id";
constexpr char kAttemptsOf[] = "SELECT " FORNADA_ATTEMPT_COLUMNS " FROM attempt WHERE job_id = ? ORDER BY id";
constexpr char kChargeShares[] =
    "SELECT job.queue_id, job.step, sum(outcome = 'done'), sum(iif(outcome = 'done', amount, 0)), "
    "sum(iif(outcome = 'done', 0, amount)) FROM attempt JOIN job ON job.id = attempt.job_id "
    "WHERE attempt.id > (SELECT max(id) FROM attempt) - ? AND settled >= ? "
    "GROUP BY job.queue_id, job.step ORDER BY job.queue_id, job.step";
constexpr char kPutRaw[] = "INSERT INTO attempt_raw (attempt_id, answer) VALUES (?, ?) "
                           "ON CONFLICT (attempt_id) DO UPDATE SET answer = excluded.answer";
constexpr char kRaw[] = "SELECT answer FROM attempt_raw WHERE attempt_id = ?";
constexpr char kHasRaw[] = "SELECT 1 FROM attempt_raw WHERE attempt_id = ?";
constexpr char kInsertResult[] =
    "INSERT INTO result (job_id, attempt_id, place, kind, mime, path, bytes, sha256, picked, created, text) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
constexpr char kResultsOf[] = "SELECT " FORNADA_RESULT_COLUMNS " FROM result WHERE job_id = ? ORDER BY id";
constexpr char kUnpick[] = "UPDATE result SET picked = 0 WHERE job_id = ? AND picked <> 0";
constexpr char kPathCopies[] = "SELECT copies FROM result_path WHERE folded = ?";
constexpr char kPutPath[] = "INSERT INTO result_path (folded, copies) VALUES (?, ?) "
                            "ON CONFLICT (folded) DO UPDATE SET copies = excluded.copies";

} // namespace

AttemptId SqliteTables::addAttempt(const AttemptRecord &attempt)
{
    auto put = m_sql->statement(kInsertAttempt);
    put << attempt.job << attempt.number << attempt.account << attempt.model << attempt.requestHash
        << attempt.idempotencyKey << attempt.reserved << attempt.day << attempt.sendAt << attempt.claimed;
    if (!put.run())
        return {};
    AttemptRecord stored = attempt;
    stored.id = AttemptId{put.insertedId()};
    m_open.insert(stored.id, stored);
    return stored.id;
}

std::optional<AttemptRecord> SqliteTables::attempt(AttemptId id)
{
    if (const auto known = m_open.constFind(id); known != m_open.cend())
        return *known;
    auto row = m_sql->statement(kAttempt);
    row << id;
    if (!row.next())
        return std::nullopt;
    return readAttempt(row);
}

void SqliteTables::putAttempt(const AttemptRecord &attempt)
{
    if (attempt.isOpen())
        m_open.insert(attempt.id, attempt);
    else
        m_open.remove(attempt.id);
    (m_sql->statement(kUpdateAttempt) << attempt.sent << attempt.received << attempt.settled << attempt.outcome
                                      << attempt.charge.kind << attempt.charge.amount << attempt.charge.estimated
                                      << attempt.httpStatus << attempt.message << attempt.usage << attempt.id)
        .run();
}

QList<AttemptRecord> SqliteTables::openAttempts()
{
    QList<AttemptRecord> attempts;
    auto rows = m_sql->statement(kOpenAttempts);
    while (rows.next())
        attempts.append(readAttempt(rows));
    return attempts;
}

QList<AttemptRecord> SqliteTables::attemptsOf(JobId job)
{
    QList<AttemptRecord> attempts;
    auto rows = m_sql->statement(kAttemptsOf);
    rows << job;
    while (rows.next())
        attempts.append(readAttempt(rows));
    return attempts;
}

QList<ChargeShare> SqliteTables::chargeShares(Wall since, int most)
{
    QList<ChargeShare> shares;
    auto rows = m_sql->statement(kChargeShares);
    rows << most << since;
    while (rows.next()) {
        ChargeShare share;
        rows >> share.queue >> share.step >> share.results >> share.useful >> share.extra;
        shares.append(share);
    }
    return shares;
}

void SqliteTables::putRaw(AttemptId attempt, const QByteArray &answer)
{
    (m_sql->statement(kPutRaw) << attempt << answer).run();
}

QByteArray SqliteTables::raw(AttemptId attempt)
{
    QByteArray answer;
    auto row = m_sql->statement(kRaw);
    row << attempt;
    if (row.next())
        row >> answer;
    return answer;
}

bool SqliteTables::hasRaw(AttemptId attempt)
{
    auto row = m_sql->statement(kHasRaw);
    row << attempt;
    return row.next();
}

void SqliteTables::addResult(const ResultRecord &result)
{
    (m_sql->statement(kInsertResult) << result.job << result.attempt << result.place << result.kind << result.mime
                                     << result.path << result.bytes << result.sha256 << result.picked << result.created
                                     << result.text)
        .run();
}

QList<ResultRecord> SqliteTables::resultsOf(JobId job)
{
    QList<ResultRecord> results;
    auto rows = m_sql->statement(kResultsOf);
    rows << job;
    while (rows.next())
        results.append(readResult(rows));
    return results;
}

void SqliteTables::unpickResults(JobId job)
{
    (m_sql->statement(kUnpick) << job).run();
}

std::optional<int> SqliteTables::pathCopies(const QString &folded)
{
    auto row = m_sql->statement(kPathCopies);
    row << folded;
    if (!row.next())
        return std::nullopt;
    int copies = 0;
    row >> copies;
    return copies;
}

void SqliteTables::putPath(const QString &folded, int copies)
{
    (m_sql->statement(kPutPath) << folded << copies).run();
}

} // namespace fornada
