#include "store/store_rules.h"

// What clients may spend and have. Credits are taken when a request is claimed, and given back when it brought
// nothing.
namespace fornada {

Result<QList<Client>> StoreRules::clients()
{
    return checked(m_tables->clients());
}

Status StoreRules::setClientBudget(const QString &client, std::optional<Money> budget)
{
    if (const Status ready = writable(); !ready)
        return ready;
    if (client.isEmpty() || (budget && budget->micros < 0))
        return Error{
            ErrorKind::BadArgument, client.isEmpty() ? QStringLiteral("client") : QStringLiteral("budget"), {}};
    m_tables->putClientBudget(client, budget);
    return checked();
}

Status StoreRules::setCredit(const QString &client, Operation operation, std::optional<qint64> remaining)
{
    if (const Status ready = writable(); !ready)
        return ready;
    if (client.isEmpty() || (remaining && *remaining < 0))
        return Error{ErrorKind::BadArgument, client.isEmpty() ? QStringLiteral("client") : toName(operation), {}};
    m_tables->putCredit(client, operation, remaining);
    return checked();
}

// A rehearsal makes nothing for the client.
std::optional<CreditCost> StoreRules::creditCost(const Batch &batch, const QString &step)
{
    const bool isFree = batch.client.isEmpty() || batch.recipe.startsWith(kRehearsalPrefix);
    return isFree ? std::nullopt : graphOf(batch.id).costOf(step);
}

Status StoreRules::takeCredits(const Batch &batch, const QString &step)
{
    const auto cost = creditCost(batch, step);
    const auto remaining = cost ? m_tables->credit(batch.client, cost->operation) : std::nullopt;
    if (!remaining)
        return {};
    if (*remaining < cost->credits)
        return Error{ErrorKind::BudgetTooSmall, QStringLiteral("credit"), toName(cost->operation)};
    m_tables->putCredit(batch.client, cost->operation, *remaining - cost->credits);
    return {};
}

void StoreRules::giveCreditsBack(BatchId id, const QString &step)
{
    const auto batch = m_tables->batch(id);
    const auto cost = batch ? creditCost(*batch, step) : std::nullopt;
    if (const auto remaining = cost ? m_tables->credit(batch->client, cost->operation) : std::nullopt)
        m_tables->putCredit(batch->client, cost->operation, *remaining + cost->credits);
}

} // namespace fornada
