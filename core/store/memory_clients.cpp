#include "store/memory_tables.h"

// The memory twin's clients.
namespace fornada {

QList<Client> MemoryTables::clients()
{
    std::map<QString, Client> clients;
    for (const auto &[name, budget] : m_clientBudgets)
        clients[name].budget = budget;
    for (const auto &[place, remaining] : m_credits)
        clients[place.first].credits.insert(place.second, remaining);
    QList<Client> list;
    for (auto &[name, client] : clients) {
        client.name = name;
        list.append(client);
    }
    return list;
}

std::optional<Money> MemoryTables::clientBudget(const QString &client)
{
    return m_clientBudgets.get(client);
}

void MemoryTables::putClientBudget(const QString &client, std::optional<Money> budget)
{
    ++m_writes;
    if (budget)
        m_clientBudgets.put(client, *budget);
    else
        m_clientBudgets.erase(client);
}

std::optional<qint64> MemoryTables::credit(const QString &client, Operation operation)
{
    return m_credits.get({client, operation});
}

void MemoryTables::putCredit(const QString &client, Operation operation, std::optional<qint64> remaining)
{
    ++m_writes;
    if (remaining)
        m_credits.put({client, operation}, *remaining);
    else
        m_credits.erase({client, operation});
}

} // namespace fornada
