#include "limits/budget.h"

namespace fornada {

namespace {

constexpr int kDaysKept = 3;

bool fits(const Totals &totals, std::optional<Money> cap, Money amount)
{
    return !cap || totals.counted() + amount <= *cap;
}

} // namespace

void BudgetBook::setBatchCap(BatchId batch, std::optional<Money> cap)
{
    m_batches[batch].cap = cap;
}

void BudgetBook::setAccountDayCap(AccountId account, std::optional<Money> cap)
{
    if (cap)
        m_accountDayCaps.insert(account, *cap);
    else
        m_accountDayCaps.remove(account);
}

void BudgetBook::setClientCap(const QString &client, std::optional<Money> cap)
{
    m_clients[client].cap = cap;
}

void BudgetBook::setDayCap(std::optional<Money> cap)
{
    m_dayCap = cap;
}

void BudgetBook::load(BatchId batch, const Totals &totals)
{
    m_batches[batch].totals = totals;
}

void BudgetBook::loadAccountDay(AccountId account, QDate day, const Totals &totals)
{
    m_days[day].accounts[account] = totals;
}

void BudgetBook::loadClient(const QString &client, const Totals &totals)
{
    m_clients[client].totals = totals;
}

void BudgetBook::loadDay(QDate day, const Totals &totals)
{
    m_days[day].all = totals;
    dropOldDays();
}

void BudgetBook::forget(BatchId batch)
{
    m_batches.remove(batch);
}

void BudgetBook::dropOldDays()
{
    qsizetype older = m_days.size() - kDaysKept;
    for (auto it = m_days.begin(); it != m_days.end() && older > 0; --older)
        it = it->all.reserved.isZero() ? m_days.erase(it) : std::next(it);
}

Opening BudgetBook::mayReserve(const BudgetScopes &scopes, Money amount) const
{
    // What costs nothing overdraws nothing, even where an earlier cost already did.
    if (amount.isZero())
        return Opening::open();
    if (const auto batch = m_batches.constFind(scopes.batch);
        batch != m_batches.cend() && !fits(batch->totals, batch->cap, amount))
        return Opening::closed(WaitReason::BatchBudget);
    const auto day = m_days.constFind(scopes.day);
    static const DayBook nothingYet;
    const DayBook &book = day == m_days.cend() ? nothingYet : *day;
    if (const auto cap = m_accountDayCaps.constFind(scopes.account);
        cap != m_accountDayCaps.cend() && !fits(book.accounts.value(scopes.account), *cap, amount))
        return Opening::closed(WaitReason::AccountBudget);
    if (const auto client = m_clients.constFind(scopes.client);
        !scopes.client.isEmpty() && client != m_clients.cend() && !fits(client->totals, client->cap, amount))
        return Opening::closed(WaitReason::ClientBudget);
    if (!fits(book.all, m_dayCap, amount))
        return Opening::closed(WaitReason::DayBudget);
    return Opening::open();
}

bool BudgetBook::isCapped(AccountId account, const QString &client) const
{
    const auto known = m_clients.constFind(client);
    const bool byClient = !client.isEmpty() && known != m_clients.cend() && known->cap;
    return m_dayCap || byClient || m_accountDayCaps.contains(account);
}

template<class Visit>
void BudgetBook::eachPot(const BudgetScopes &scopes, Visit visit)
{
    visit(m_batches[scopes.batch].totals);
    if (!scopes.client.isEmpty())
        visit(m_clients[scopes.client].totals);
    DayBook &book = m_days[scopes.day];
    visit(book.all);
    visit(book.accounts[scopes.account]);
}

void BudgetBook::reserve(const BudgetScopes &scopes, Money amount)
{
    eachPot(scopes, [amount](Totals &totals) { totals.reserved += amount; });
}

void BudgetBook::settle(const BudgetScopes &scopes, Money reserved, const Charge &charge, bool wasted)
{
    eachPot(scopes, [&](Totals &totals) {
        totals.reserved = std::max(Money(), totals.reserved - reserved);
        switch (charge.kind) {
        case ChargeKind::None:
            break;
        case ChargeKind::Actual:
            totals.spent += charge.amount;
            if (wasted)
                totals.wasted += charge.amount;
            break;
        case ChargeKind::Maybe:
            totals.maybe += charge.amount;
            break;
        }
    });
}

void BudgetBook::resolve(const BudgetScopes &scopes, Money maybe, bool charged)
{
    eachPot(scopes, [&](Totals &totals) {
        totals.maybe = std::max(Money(), totals.maybe - maybe);
        if (!charged)
            return;
        totals.spent += maybe;
        totals.wasted += maybe; // it was paid for and gave no result
    });
}

Totals BudgetBook::batch(BatchId batch) const
{
    return m_batches.value(batch).totals;
}

Totals BudgetBook::day(QDate day) const
{
    return m_days.value(day).all;
}

} // namespace fornada
