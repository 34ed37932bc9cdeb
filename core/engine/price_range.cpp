#include "engine/price_range.h"

#include "engine/step_price.h"

#include <cmath>

namespace fornada {

namespace {

constexpr qint64 kFewestMeasured = 10; // results; of fewer a share says nothing

Money times(Money each, double count)
{
    return Money{std::llround(double(each.micros) * count)};
}

// Answers without anything usable are charged and tried again so often.
int chargedAttempts(const RetryPolicy &policy)
{
    return std::max(1, std::min(policy.maxNoOutput, policy.maxAttempts));
}

// How much of the most that one of them may cost it usually costs.
double usualPart(const PlannedBatch::Calls &calls)
{
    const Money most = calls.target.worstCase;
    return calls.usual && !most.isZero() ? double(calls.usual->micros) / double(most.micros) : 1.0;
}

const ChargeShare *shareOf(const QList<ChargeShare> &history, QueueId queue, const QString &step)
{
    for (const ChargeShare &share : history)
        if (share.queue == queue && share.step == step && share.results >= kFewestMeasured)
            return &share;
    return nullptr;
}

} // namespace

void takeUsual(PlannedBatch &planned, const QHash<AccountId, Account> &accounts, const PriceTable &prices, Wall now)
{
    for (const Step &step : std::as_const(planned.recipe.steps)) {
        const auto calls = planned.calls.find(step.id);
        if (calls == planned.calls.end())
            continue;
        const StepTarget &target = calls->target;
        const ProviderKind kind = accounts.value(target.account).kind;
        calls->usual = usualPrice(step, kind, target.model, planned.batch.parameters, prices, now, target.worstCase);
    }
}

PriceRange priceRange(const PlannedBatch &planned, const QHash<QueueId, Queue> &queues,
                      const QList<ChargeShare> &history)
{
    PriceRange range;
    Money all, resends;
    double useful = 0, extra = 0;
    bool isMeasured = false;
    for (auto calls = planned.calls.cbegin(); calls != planned.calls.cend(); ++calls) {
        const StepTarget &target = calls->target;
        const Money asked = times(target.worstCase, double(calls->count));
        if (calls->fallback) {
            range.high += asked;
            continue;
        }
        const Money low = times(asked - planned.free.savesOf.value(calls.key()), usualPart(*calls));
        if (!calls->usual)
            range.onlyMost.append(calls.key());
        const RetryPolicy policy = queues.value(target.queue).retry;
        all += asked;
        range.low += low;
        range.high += times(asked, chargedAttempts(policy));
        if (const auto other = planned.elsewhere.constFind(calls.key()); other != planned.elsewhere.cend())
            range.high += times(times(other->worstCase, double(calls->count)), chargedAttempts(policy));
        if (target.worstCase <= planned.batch.resendPerJob)
            resends += times(asked, policy.maxAttempts - 1);
        const ChargeShare *share = shareOf(history, target.queue, calls.key());
        const double more =
            share && share->useful.micros > 0 ? double(share->extra.micros) / double(share->useful.micros) : 0.0;
        isMeasured = isMeasured || share;
        useful += double(low.micros);
        extra += double(low.micros) * more;
        range.likelyOf[calls.key()] = times(low, 1.0 + more);
        range.likely += range.likelyOf[calls.key()];
    }
    // Lost answers are asked for again by themselves within a part of the estimate only.
    range.high += std::min(resends, times(all, planned.batch.resendPart));
    if (range.likely > range.high) {
        const double part = double(range.high.micros) / double(range.likely.micros);
        for (Money &likely : range.likelyOf)
            likely = times(likely, part);
        range.likely = range.high;
    }
    // Never more than the budget; what one request costs is the same whether it reaches for all of them or not.
    if (planned.batch.budget)
        range.high = std::min(range.high, *planned.batch.budget);
    range.onlyMost.sort();
    range.low = std::min(range.low, range.likely);
    if (isMeasured)
        range.measured = useful > 0 ? extra / useful : 0.0;
    return range;
}

QHash<QString, double> likelyParts(const PlannedBatch &planned, double each)
{
    QHash<QString, double> reserved;
    for (const NewRow &row : planned.first)
        for (const NewJob &job : row.jobs)
            reserved[job.step] += double(job.reserve.micros) * each;
    QHash<QString, double> parts;
    for (auto it = planned.price.likelyOf.cbegin(); it != planned.price.likelyOf.cend(); ++it)
        if (const double all = reserved.value(it.key()); all > 0)
            parts.insert(it.key(), double(it->micros) / all);
    return parts;
}

} // namespace fornada
