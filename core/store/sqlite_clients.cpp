#include "store/sql_rows.h"
#include "store/sqlite_tables.h"

#include <map>

// Clients and what they may have, in SQLite.
namespace fornada {

namespace {

constexpr char kBudgets[] = "SELECT name, budget FROM client ORDER BY name";
constexpr char kCredits[] = "SELECT client, operation, remaining FROM credit ORDER BY client, operation";
constexpr char kBudget[] = "SELECT budget FROM client WHERE name = ?";
constexpr char kPutBudget[] =
    "INSERT INTO client (name, budget) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET budget = excluded.budget";
constexpr char kDropBudget[] = "DELETE FROM client WHERE name = ?";
constexpr char kCredit[] = "SELECT remaining FROM credit WHERE client = ? AND operation = ?";
constexpr char kPutCredit[] = "INSERT INTO credit (client, operation, remaining) VALUES (?, ?, ?) "
                              "ON CONFLICT (client, operation) DO UPDATE SET remaining = excluded.remaining";
constexpr char kDropCredit[] = "DELETE FROM credit WHERE client = ? AND operation = ?";
constexpr char kAnswered[] = "SELECT key FROM row WHERE batch_id = ? AND NOT EXISTS "
                             "(SELECT 1 FROM job WHERE job.row_id = row.id AND job.state <> 'completed' "
                             "AND NOT (job.state = 'skipped' AND job.message = 'notNeeded')) ORDER BY number";

constexpr char kWaitingSteps[] =
    "SELECT step, count(*) FROM job WHERE batch_id = ? AND state IN ('queued', 'blocked') GROUP BY step";
constexpr char kBatchUsing[] =
    "SELECT batch_id FROM job WHERE account_id = ? AND state IN ('blocked', 'queued', 'running', 'unknown', 'review') "
    "AND batch_id IN (SELECT id FROM batch WHERE removed IS NULL) ORDER BY id LIMIT 1";

} // namespace

QList<Client> readClients(SqlConnection &sql)
{
    std::map<QString, Client> clients;
    {
        auto rows = sql.statement(kBudgets);
        while (rows.next()) {
            QString name;
            Money budget;
            rows >> name >> budget;
            clients[name].budget = budget;
        }
    }
    auto rows = sql.statement(kCredits);
    while (rows.next()) {
        QString name;
        Operation operation = Operation::Image;
        qint64 remaining = 0;
        rows >> name >> operation >> remaining;
        clients[name].credits.insert(operation, remaining);
    }
    QList<Client> list;
    for (auto &[name, client] : clients) {
        client.name = name;
        list.append(client);
    }
    return list;
}

QList<Client> SqliteTables::clients()
{
    return readClients(*m_sql);
}

std::optional<Money> SqliteTables::clientBudget(const QString &client)
{
    auto row = m_sql->statement(kBudget);
    row << client;
    if (!row.next())
        return std::nullopt;
    Money budget;
    row >> budget;
    return budget;
}

void SqliteTables::putClientBudget(const QString &client, std::optional<Money> budget)
{
    if (budget)
        (m_sql->statement(kPutBudget) << client << *budget).run();
    else
        (m_sql->statement(kDropBudget) << client).run();
}

std::optional<qint64> SqliteTables::credit(const QString &client, Operation operation)
{
    auto row = m_sql->statement(kCredit);
    row << client << operation;
    if (!row.next())
        return std::nullopt;
    qint64 remaining = 0;
    row >> remaining;
    return remaining;
}

void SqliteTables::putCredit(const QString &client, Operation operation, std::optional<qint64> remaining)
{
    if (remaining)
        (m_sql->statement(kPutCredit) << client << operation << *remaining).run();
    else
        (m_sql->statement(kDropCredit) << client << operation).run();
}

QStringList SqliteTables::answeredKeys(BatchId batch)
{
    QStringList keys;
    auto rows = m_sql->statement(kAnswered);
    rows << batch;
    while (rows.next())
        rows >> keys.emplaceBack();
    return keys;
}

QHash<QString, qint64> SqliteTables::waitingSteps(BatchId batch)
{
    QHash<QString, qint64> waiting;
    auto rows = m_sql->statement(kWaitingSteps);
    rows << batch;
    while (rows.next()) {
        QString step;
        qint64 jobs = 0;
        rows >> step >> jobs;
        waiting.insert(step, jobs);
    }
    return waiting;
}

BatchId SqliteTables::batchUsing(AccountId account)
{
    BatchId batch;
    auto row = m_sql->statement(kBatchUsing);
    row << account;
    if (row.next())
        row >> batch;
    return batch;
}

} // namespace fornada
