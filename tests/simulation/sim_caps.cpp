#include "sim_caps.h"

namespace fornada::sim {

namespace {

std::optional<Money> budgetOf(Store &store, const QString &client)
{
    const auto clients = store.clients();
    for (const Client &known : clients ? *clients : QList<Client>())
        if (known.name == client)
            return known.budget;
    return std::nullopt;
}

std::optional<Money> dayBudgetOf(Store &store, AccountId id)
{
    const auto accounts = store.accounts();
    for (const Account &account : accounts ? *accounts : QList<Account>())
        if (account.id == id)
            return account.dayBudget;
    return std::nullopt;
}

} // namespace

QStringList overCaps(Store &store, const Claim &claim)
{
    QStringList over;
    if (claim.reserved.isZero())
        return over;
    const auto check = [&](const QString &what, Money counted, std::optional<Money> cap) {
        if (cap && counted > *cap)
            over.append(QStringLiteral("%1: %2 counted, cap %3").arg(what, toDecimal(counted), toDecimal(*cap)));
    };
    const auto job = store.job(claim.job);
    const auto batch = job ? store.batch(job->batch) : Result<Batch>(Error{});
    if (batch)
        check(QStringLiteral("batch %1").arg(batch->id.value), batch->totals.counted(), batch->budget);
    const auto day = store.setting(QStringLiteral("dayBudget"));
    const auto totals = store.ledgerTotals(claim.day);
    for (const LedgerTotal &total : totals ? *totals : QList<LedgerTotal>()) {
        const Money counted = total.totals.counted();
        if (total.scope == LedgerScope::Day && day)
            check(QStringLiteral("day"), counted, moneyFromDecimal(*day));
        if (total.scope == LedgerScope::Client && batch && total.key == batch->client)
            check(QStringLiteral("client ") + total.key, counted, budgetOf(store, batch->client));
        if (total.scope == LedgerScope::Account && total.key.toLongLong() == claim.account.value)
            check(QStringLiteral("account ") + total.key, counted, dayBudgetOf(store, claim.account));
    }
    return over;
}

} // namespace fornada::sim
