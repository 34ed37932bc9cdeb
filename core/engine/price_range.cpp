#include "engine/price_range.h"

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

// How much of the worst case one of them usually costs. What a text or a sound is usually, its recipe says; a picture
// is what the table says.
double usualPart(const Recipe &recipe, const QString &id, Money worst)
{
    const Step *step = stepNamed(recipe, id);
    const bool isStated = step && !drawsPictures(step->operation) && !step->price.isZero() && step->price < worst;
    return isStated ? double(step->price.micros) / double(worst.micros) : 1.0;
}

const ChargeShare *shareOf(const QList<ChargeShare> &history, QueueId queue, const QString &step)
{
    for (const ChargeShare &share : history)
        if (share.queue == queue && share.step == step && share.results >= kFewestMeasured)
            return &share;
    return nullptr;
}

} // namespace

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
        const Money low = times(asked - planned.free.savesOf.value(calls.key()),
                                usualPart(planned.recipe, calls.key(), target.worstCase));
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
        range.likely += times(low, 1.0 + more);
    }
    // Lost answers are asked for again by themselves within a part of the estimate only.
    range.high += std::min(resends, times(all, planned.batch.resendPart));
    if (planned.batch.budget)
        range.high = std::min(range.high, *planned.batch.budget);
    range.likely = std::min(range.likely, range.high);
    range.low = std::min(range.low, range.likely);
    if (isMeasured)
        range.measured = useful > 0 ? extra / useful : 0.0;
    return range;
}

} // namespace fornada
