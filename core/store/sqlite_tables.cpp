#include "store/sqlite_tables.h"

#include "store/sql_rows.h"

#include <QJsonArray>
#include <QJsonDocument>

// Set-up, sums and journal in SQLite.
namespace fornada {

namespace {

constexpr char kBegin[] = "BEGIN IMMEDIATE";
constexpr char kCommit[] = "COMMIT";
constexpr char kInsertAccount[] =
    "INSERT INTO account (name, kind, url, key_env, free, private_addresses, limits, model_limits, day_budget, paused) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
constexpr char kUpdateAccount[] =
    "UPDATE account SET name = ?, kind = ?, url = ?, key_env = ?, free = ?, private_addresses = ?, limits = ?, "
    "model_limits = ?, day_budget = ?, paused = ? WHERE id = ?";
constexpr char kDropAccount[] = "DELETE FROM account WHERE id = ?";
constexpr char kInsertQueue[] =
    "INSERT INTO queue (name, account_id, limits, retry, deadline, alert_at, paused) VALUES (?, ?, ?, ?, ?, ?, ?)";
constexpr char kUpdateQueue[] =
    "UPDATE queue SET name = ?, account_id = ?, limits = ?, retry = ?, deadline = ?, alert_at = ?, paused = ? "
    "WHERE id = ?";
constexpr char kDropRecipe[] = "DELETE FROM recipe WHERE id = ?";
constexpr char kInsertRecipe[] = "INSERT INTO recipe (name, json, updated) VALUES (?, ?, ?)";
constexpr char kUpdateRecipe[] = "UPDATE recipe SET name = ?, json = ?, updated = ? WHERE id = ?";
constexpr char kPutMeta[] =
    "INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value";
constexpr char kTotals[] = "SELECT reserved, spent, maybe, wasted FROM ledger WHERE scope = ? AND key = ? AND day = ?";
constexpr char kAllTotals[] =
    "SELECT scope, key, day, reserved, spent, maybe, wasted FROM ledger ORDER BY scope, key, day";
constexpr char kMetric[] = "SELECT sent, completed, failed, retried, complaints, latency, cost, buckets "
                           "FROM metric_minute WHERE minute = ? AND queue_id = ?";
constexpr char kGates[] = "SELECT key, state FROM gate_state ORDER BY key";
constexpr char kEvents[] = "SELECT id, at, level, kind, batch_id, subject, facts FROM event ORDER BY id";
constexpr char kInsertEvent[] =
    "INSERT INTO event (at, level, kind, batch_id, subject, facts) VALUES (?, ?, ?, ?, ?, ?)";
constexpr char kOperation[] = "SELECT " FORNADA_OPERATION_COLUMNS " FROM operation WHERE id = ?";
constexpr char kInsertOperation[] =
    "INSERT INTO operation (at, by, command, arguments, previous, batch_id, subject) VALUES (?, ?, ?, ?, ?, ?, ?)";
constexpr char kOperations[] =
    "SELECT " FORNADA_OPERATION_COLUMNS " FROM operation WHERE id < ? ORDER BY id DESC LIMIT ?";
constexpr char kLastOperation[] = "SELECT max(id) FROM operation WHERE command = ? AND batch_id = ?";
constexpr char kCountChanged[] = "UPDATE operation SET changed = changed + ? WHERE id = ?";
constexpr char kMarkUndone[] = "UPDATE operation SET undone = 1 WHERE id = ?";

} // namespace

SqliteTables::SqliteTables(std::unique_ptr<SqlConnection> connection, std::shared_ptr<const DataLock> lock)
    : m_lock(std::move(lock))
    , m_sql(std::move(connection))
{}

SqliteTables::~SqliteTables()
{
    if (m_inTransaction)
        rollback();
}

Status SqliteTables::begin()
{
    if (m_inTransaction)
        return Error{ErrorKind::Internal, {}, QStringLiteral("a transaction is open already")};
    m_sql->clearFault();
    forget();
    (void)m_sql->statement(kBegin).run();
    const Status begun = m_sql->status();
    m_sql->clearFault();
    m_inTransaction = bool(begun);
    return begun;
}

void SqliteTables::forget()
{
    m_sums = {};
    m_batches.clear();
}

Status SqliteTables::commit()
{
    flush();
    if (const Status good = m_sql->status(); !good)
        return good;
    (void)m_sql->statement(kCommit).run();
    const Status committed = m_sql->status();
    if (!committed)
        return committed;
    m_inTransaction = false;
    forget();
    return {};
}

void SqliteTables::rollback()
{
    m_sql->clearFault();
    forget();
    m_atHand.clear();
    m_open.clear();
    m_queues.reset();
    // SQLite may have rolled back by itself (a full disk); then there is nothing to undo and this says so.
    if (m_inTransaction)
        (void)m_sql->execute(QStringLiteral("ROLLBACK"));
    m_inTransaction = false;
}

QList<Account> SqliteTables::accounts()
{
    return readAccounts(*m_sql);
}

AccountId SqliteTables::putAccount(const Account &account)
{
    QJsonObject modelLimits;
    for (auto it = account.modelLimits.cbegin(); it != account.modelLimits.cend(); ++it)
        modelLimits.insert(it.key(), toJson(it.value()));
    auto put = m_sql->statement(account.id.isValid() ? kUpdateAccount : kInsertAccount);
    put << account.name << account.kind << account.url.toString(QUrl::FullyEncoded) << account.keyEnv << account.free
        << account.allowPrivateAddresses << toJson(account.limits) << modelLimits << account.dayBudget
        << account.paused;
    if (account.id.isValid())
        put << account.id;
    put.run();
    return account.id.isValid() ? account.id : AccountId{put.insertedId()};
}

void SqliteTables::dropAccount(AccountId id)
{
    (m_sql->statement(kDropAccount) << id).run();
}

QList<Queue> SqliteTables::queues()
{
    if (!m_queues || !m_inTransaction)
        m_queues = readQueues(*m_sql);
    return *m_queues;
}

QueueId SqliteTables::putQueue(const Queue &queue)
{
    auto put = m_sql->statement(queue.id.isValid() ? kUpdateQueue : kInsertQueue);
    m_queues.reset();
    put << queue.name << queue.account << toJson(queue.limits) << toJson(queue.retry) << queue.deadline << queue.alertAt
        << queue.paused;
    if (queue.id.isValid())
        put << queue.id;
    put.run();
    return queue.id.isValid() ? queue.id : QueueId{put.insertedId()};
}

QList<StoredRecipe> SqliteTables::recipes()
{
    return readRecipes(*m_sql);
}

RecipeId SqliteTables::putRecipe(const StoredRecipe &recipe)
{
    auto put = m_sql->statement(recipe.id.isValid() ? kUpdateRecipe : kInsertRecipe);
    put << recipe.name << recipe.json << recipe.updated;
    if (recipe.id.isValid())
        put << recipe.id;
    put.run();
    return recipe.id.isValid() ? recipe.id : RecipeId{put.insertedId()};
}

void SqliteTables::dropRecipe(RecipeId id)
{
    (m_sql->statement(kDropRecipe) << id).run();
}

QString SqliteTables::meta(const QString &name)
{
    return readMeta(*m_sql, name);
}

void SqliteTables::putMeta(const QString &name, const QString &value)
{
    (m_sql->statement(kPutMeta) << name << value).run();
}

Totals SqliteTables::totals(LedgerScope scope, const QString &key, QDate day)
{
    Totals totals;
    {
        auto row = m_sql->statement(kTotals);
        row << scope << key << day;
        if (row.next())
            row >> totals.reserved >> totals.spent >> totals.maybe >> totals.wasted;
    }
    const auto change = m_sums.totals.find({scope, key, day});
    if (change != m_sums.totals.end())
        totals += change->second;
    return totals;
}

QList<LedgerTotal> SqliteTables::totals()
{
    flushTotals();
    QList<LedgerTotal> all;
    auto rows = m_sql->statement(kAllTotals);
    while (rows.next()) {
        LedgerTotal total;
        rows >> total.scope >> total.key >> total.day >> total.totals.reserved >> total.totals.spent >>
            total.totals.maybe >> total.totals.wasted;
        all.append(total);
    }
    return all;
}

void SqliteTables::addTotals(LedgerScope scope, const QString &key, QDate day, const Totals &change)
{
    m_sql->countWrite();
    m_sums.totals[{scope, key, day}] += change;
}

MetricRecord SqliteTables::metric(qint64 minute, QueueId queue)
{
    MetricRecord metric;
    {
        auto row = m_sql->statement(kMetric);
        row << minute << queue;
        if (row.next()) {
            QString buckets;
            row >> metric.sent >> metric.completed >> metric.failed >> metric.retried >> metric.complaints >>
                metric.latency >> metric.cost >> buckets;
            const QJsonArray counts = QJsonDocument::fromJson(buckets.toUtf8()).array();
            for (qsizetype i = 0; i < MetricRecord::buckets; ++i)
                metric.histogram[size_t(i)] = counts.at(i).toInteger();
        }
    }
    const auto change = m_sums.metrics.find({minute, queue});
    if (change != m_sums.metrics.end())
        metric += change->second;
    return metric;
}

void SqliteTables::addMetric(qint64 minute, QueueId queue, const MetricRecord &change)
{
    m_sql->countWrite();
    m_sums.metrics[{minute, queue}] += change;
}

QList<StoredGate> SqliteTables::gates()
{
    std::map<QString, QJsonObject> states;
    {
        auto rows = m_sql->statement(kGates);
        while (rows.next()) {
            QString key;
            QByteArray state;
            rows >> key >> state;
            states[key] = QJsonDocument::fromJson(state).object();
        }
    }
    for (const auto &[key, state] : m_sums.gates)
        states[key] = state;
    QList<StoredGate> gates;
    for (const auto &[key, state] : states)
        gates.append({key, state});
    return gates;
}

void SqliteTables::putGate(const StoredGate &gate)
{
    m_sql->countWrite();
    m_sums.gates[gate.key] = gate.state;
}

QList<Event> SqliteTables::events()
{
    QList<Event> events;
    auto rows = m_sql->statement(kEvents);
    while (rows.next()) {
        Event event;
        rows >> event.id >> event.at >> event.level >> event.kind >> event.batch >> event.subject >> event.facts;
        events.append(event);
    }
    return events;
}

qint64 SqliteTables::addEvent(const Event &event)
{
    auto put = m_sql->statement(kInsertEvent);
    put << event.at << event.level << event.kind << event.batch << event.subject << event.facts;
    put.run();
    return put.insertedId();
}

std::optional<OperationRecord> SqliteTables::operation(qint64 id)
{
    auto row = m_sql->statement(kOperation);
    row << id;
    if (!row.next())
        return std::nullopt;
    return readOperation(row);
}

qint64 SqliteTables::addOperation(const OperationRecord &operation)
{
    auto put = m_sql->statement(kInsertOperation);
    put << operation.at << operation.by << operation.command << operation.arguments << operation.previous
        << operation.batch << operation.subject;
    put.run();
    return put.insertedId();
}

QList<OperationRecord> SqliteTables::operations(qint64 before, int limit)
{
    QList<OperationRecord> operations;
    auto rows = m_sql->statement(kOperations);
    rows << before << limit;
    while (rows.next())
        operations.append(readOperation(rows));
    return operations;
}

qint64 SqliteTables::lastOperation(const QString &command, BatchId batch)
{
    qint64 id = 0;
    auto row = m_sql->statement(kLastOperation);
    row << command << batch;
    if (row.next())
        row >> id;
    return id;
}

void SqliteTables::countChanged(qint64 operation, qint64 jobs)
{
    (m_sql->statement(kCountChanged) << jobs << operation).run();
}

void SqliteTables::markUndone(qint64 operation)
{
    (m_sql->statement(kMarkUndone) << operation).run();
}

} // namespace fornada
