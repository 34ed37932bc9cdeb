#include "store/sql_rows.h"
#include "store/sqlite_tables.h"

#include <QJsonDocument>

// Batches and rows in SQLite.
namespace fornada {

namespace {

constexpr char kInsertBatch[] =
    "INSERT INTO batch (name, client, owner, recipe, account_id, parameters, priority, budget, state, resend_per_job, "
    "resend_part, resent_so_far, estimate, created, updated, started, finished, snapshot, "
    "write_back) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
constexpr char kBatch[] = "SELECT " FORNADA_BATCH_COLUMNS " FROM batch WHERE id = ?";
constexpr char kBatches[] = "SELECT " FORNADA_BATCH_COLUMNS " FROM batch ORDER BY id";
constexpr char kUpdateBatch[] =
    "UPDATE batch SET name = ?, client = ?, owner = ?, account_id = ?, parameters = ?, priority = ?, budget = ?, "
    "state = ?, resend_per_job = ?, resend_part = ?, resent_so_far = ?, estimate = ?, updated = ?, started = ?, "
    "finished = ?, removed = ?, pilot = ?, write_back = ?, delivered = ? WHERE id = ?";
constexpr char kPutSnapshot[] = "UPDATE batch SET snapshot = ? WHERE id = ?";
constexpr char kSnapshot[] = "SELECT snapshot FROM batch WHERE id = ?";
constexpr char kHasOpen[] = "SELECT 1 FROM attempt INDEXED BY attempt_open CROSS JOIN job ON job.id = attempt.job_id "
                            "WHERE attempt.settled IS NULL AND job.batch_id = ? LIMIT 1";
constexpr char kLastRow[] = "SELECT max(number) FROM row WHERE batch_id = ?";
#define FORNADA_IS_WAITING                                                                                             \
    "EXISTS (SELECT 1 FROM job WHERE job.row_id = row.id AND job.state IN ('queued', 'blocked')) "
constexpr char kWaitingRows[] =
    "SELECT number FROM row WHERE batch_id = ? AND " FORNADA_IS_WAITING "ORDER BY number LIMIT ?";
constexpr char kTheseWaiting[] =
    "SELECT row.number FROM json_each(?) AS wanted CROSS JOIN row ON row.batch_id = ? AND row.number = wanted.value "
    "WHERE " FORNADA_IS_WAITING "ORDER BY row.number LIMIT ?";
constexpr char kKnownRows[] =
    "SELECT row.number FROM json_each(?) AS wanted CROSS JOIN row ON row.batch_id = ? AND row.number = wanted.value "
    "ORDER BY row.number";
constexpr char kHasField[] = "SELECT 1 FROM row CROSS JOIN json_each(row.fields) AS field "
                             "WHERE row.batch_id = ? AND field.key = ? AND field.type <> 'null' LIMIT 1";
constexpr char kInsertRow[] = "INSERT INTO row (batch_id, number, key, fields, created) VALUES (?, ?, ?, ?, ?)";
constexpr char kRow[] = "SELECT id, batch_id, number, key, fields, created FROM row WHERE id = ?";
constexpr char kQueueShares[] = "SELECT queue_id, state, count(*) FROM job WHERE batch_id = ? GROUP BY queue_id, state";
constexpr char kDropRaw[] =
    "DELETE FROM attempt_raw WHERE attempt_id IN "
    "(SELECT attempt.id FROM job JOIN attempt ON attempt.job_id = job.id WHERE job.batch_id = ?)";
constexpr char kDropResults[] = "DELETE FROM result WHERE job_id IN (SELECT id FROM job WHERE batch_id = ?)";
constexpr char kDropAttempts[] = "DELETE FROM attempt WHERE job_id IN (SELECT id FROM job WHERE batch_id = ?)";
constexpr char kDropJobs[] = "DELETE FROM job WHERE batch_id = ?";
constexpr char kDropRows[] = "DELETE FROM row WHERE batch_id = ?";
constexpr char kDropCounts[] = "DELETE FROM batch_count WHERE batch_id = ?";
constexpr char kDropTotals[] = "DELETE FROM ledger WHERE scope = 'batch' AND key = ?";
constexpr char kDropBatch[] = "DELETE FROM batch WHERE id = ?";
constexpr char kRedirectBatch[] =
    "UPDATE job SET account_id = ? WHERE batch_id = ? AND state NOT IN ('running', 'completed')";
constexpr char kRedirectToQueues[] =
    "UPDATE job SET account_id = (SELECT account_id FROM queue WHERE queue.id = job.queue_id) "
    "WHERE batch_id = ? AND state NOT IN ('running', 'completed')";
constexpr char kRedirectQueue[] =
    "UPDATE job SET account_id = ? WHERE queue_id = ? AND state NOT IN ('running', 'completed') "
    "AND batch_id IN (SELECT id FROM batch WHERE account_id = 0)";

QList<qint64> numbersOf(Statement &rows)
{
    QList<qint64> numbers;
    while (rows.next())
        rows >> numbers.emplaceBack();
    return numbers;
}

} // namespace

BatchId SqliteTables::addBatch(const Batch &batch, const QJsonObject &snapshot)
{
    if (m_lastSnapshot.text.isEmpty() || m_lastSnapshot.json != snapshot)
        m_lastSnapshot = {snapshot, QString::fromUtf8(QJsonDocument(snapshot).toJson(QJsonDocument::Compact))};
    auto put = m_sql->statement(kInsertBatch);
    put << batch.name << batch.client << batch.owner << batch.recipe << batch.account << batch.parameters
        << batch.priority << batch.budget << batch.state << batch.resendPerJob << batch.resendPart << batch.resentSoFar
        << batch.estimate << batch.created << batch.updated << batch.started << batch.finished << m_lastSnapshot.text
        << batch.writeBack;
    put.run();
    Batch added = batch;
    added.id = BatchId{put.insertedId()};
    added.counts = {};
    added.totals = {};
    added.pilot = {};
    added.removed = added.delivered = std::nullopt;
    m_batches[added.id] = added;
    return added.id;
}

std::optional<Batch> SqliteTables::batch(BatchId id)
{
    if (const auto known = m_batches.find(id); m_inTransaction && known != m_batches.end())
        return known->second;
    auto row = m_sql->statement(kBatch);
    row << id;
    if (!row.next())
        return std::nullopt;
    Batch batch = readBatch(row);
    if (m_inTransaction)
        m_batches[id] = batch;
    return batch;
}

QList<Batch> SqliteTables::batches()
{
    QList<Batch> batches;
    auto rows = m_sql->statement(kBatches);
    while (rows.next())
        batches.append(readBatch(rows));
    return batches;
}

void SqliteTables::putBatch(const Batch &batch)
{
    auto put = m_sql->statement(kUpdateBatch);
    put << batch.name << batch.client << batch.owner << batch.account << batch.parameters << batch.priority
        << batch.budget << batch.state << batch.resendPerJob << batch.resendPart << batch.resentSoFar << batch.estimate
        << batch.updated << batch.started << batch.finished << batch.removed << rowListText(batch.pilot)
        << batch.writeBack << batch.delivered << batch.id;
    put.run();
    m_batches[batch.id] = batch;
}

QJsonObject SqliteTables::snapshot(BatchId id)
{
    QJsonObject snapshot;
    auto row = m_sql->statement(kSnapshot);
    row << id;
    if (row.next())
        row >> snapshot;
    return snapshot;
}

void SqliteTables::putSnapshot(BatchId id, const QJsonObject &snapshot)
{
    (m_sql->statement(kPutSnapshot) << snapshot << id).run();
}

void SqliteTables::dropBatch(BatchId id)
{
    m_atHand.clear();
    m_open.clear();
    {
        auto shares = m_sql->statement(kQueueShares);
        shares << id;
        while (shares.next()) {
            QueueId queue;
            JobState state = JobState::Queued;
            qint64 jobs = 0;
            shares >> queue >> state >> jobs;
            counter(queue).now[state] -= jobs;
        }
    }
    for (const char *sql : {kDropRaw, kDropResults, kDropAttempts, kDropJobs, kDropRows, kDropCounts})
        (m_sql->statement(sql) << id).run();
    const QString key = QString::number(id.value);
    (m_sql->statement(kDropTotals) << key).run();
    (m_sql->statement(kDropBatch) << id).run();
    m_sums.totals.erase({LedgerScope::Batch, key, QDate()});
    m_sums.batches.erase(id);
    m_batches.erase(id);
}

bool SqliteTables::hasOpenAttempts(BatchId id)
{
    auto row = m_sql->statement(kHasOpen);
    row << id;
    return row.next();
}

qint64 SqliteTables::lastRowNumber(BatchId id)
{
    qint64 number = 0;
    auto row = m_sql->statement(kLastRow);
    row << id;
    if (row.next())
        row >> number;
    return number;
}

QList<qint64> SqliteTables::waitingRows(BatchId id, int limit, const QList<qint64> &among)
{
    return among.isEmpty() ? numbersOf(m_sql->statement(kWaitingRows) << id << limit)
                           : numbersOf(m_sql->statement(kTheseWaiting) << rowListText(among) << id << limit);
}

QList<qint64> SqliteTables::knownRows(BatchId id, const QList<qint64> &among)
{
    return numbersOf(m_sql->statement(kKnownRows) << rowListText(among) << id);
}

bool SqliteTables::hasField(BatchId id, const QString &field)
{
    auto row = m_sql->statement(kHasField);
    row << id << field;
    return row.next();
}

RowId SqliteTables::addRow(const RowRecord &row)
{
    auto put = m_sql->statement(kInsertRow);
    put << row.batch << row.number << row.key << row.fields << row.created;
    put.run();
    return RowId{put.insertedId()};
}

std::optional<RowRecord> SqliteTables::row(RowId id)
{
    auto row = m_sql->statement(kRow);
    row << id;
    if (!row.next())
        return std::nullopt;
    RowRecord record;
    row >> record.id >> record.batch >> record.number >> record.key >> record.fields >> record.created;
    return record;
}

void SqliteTables::redirectBatch(BatchId id, AccountId account)
{
    m_atHand.clear();
    if (account.isValid())
        (m_sql->statement(kRedirectBatch) << account << id).run();
    else
        (m_sql->statement(kRedirectToQueues) << id).run();
}

void SqliteTables::redirectQueue(QueueId id, AccountId account)
{
    m_atHand.clear();
    (m_sql->statement(kRedirectQueue) << account << id).run();
}

} // namespace fornada
