#include "scheduler/scheduler.h"

// What a job may cost, and whose credits it takes.
namespace fornada {

namespace {

bool isDaily(const Opening &opening)
{
    return opening.reason == WaitReason::DayBudget || opening.reason == WaitReason::AccountBudget;
}

} // namespace

// A day's budget opens with the next day, but not for what is dearer than a whole day's.
Opening Scheduler::moneyOpening(const Job &job, Money amount, Moment now) const
{
    const CreditCost *cost = creditCost(job);
    if (cost && m_credits.value(m_batches.at(job.batch).batch.client).value(cost->operation) < cost->credits)
        return Opening::closed(WaitReason::ClientCredit);
    if (amount.isZero())
        return Opening::open();
    Opening opening = m_budget.mayReserve(scopesOf(job), amount);
    BudgetScopes next = scopesOf(job);
    next.day = next.day.addDays(1);
    if (isDaily(opening) && m_dayEnds && !isDaily(m_budget.mayReserve(next, amount)))
        opening.until = Moment{*m_dayEnds, now.boot + std::max(Micros(1), *m_dayEnds - now.wall)};
    return opening;
}

// Nothing when it costs none, or the client is not limited.
const CreditCost *Scheduler::creditCost(const Job &job) const
{
    if (m_credits.isEmpty())
        return nullptr;
    const auto batch = m_batches.find(job.batch);
    if (batch == m_batches.end() || batch->second.batch.recipe.startsWith(kRehearsalPrefix))
        return nullptr;
    const auto client = m_credits.constFind(batch->second.batch.client);
    const auto cost = batch->second.costs.constFind(job.step);
    const bool isLimited =
        client != m_credits.cend() && cost != batch->second.costs.cend() && client->contains(cost->operation);
    return isLimited ? &*cost : nullptr;
}

void Scheduler::takeCredits(const Job &job)
{
    if (const CreditCost *cost = creditCost(job))
        m_credits[m_batches.at(job.batch).batch.client][cost->operation] -= cost->credits;
}

void Scheduler::giveCreditsBack(const Job &job)
{
    if (const CreditCost *cost = creditCost(job))
        m_credits[m_batches.at(job.batch).batch.client][cost->operation] += cost->credits;
}

} // namespace fornada
