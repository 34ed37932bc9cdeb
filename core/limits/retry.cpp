#include "limits/retry.h"

#include <algorithm>

namespace fornada {

Micros backoff(const RetryPolicy &policy, int attempt)
{
    Micros wait = policy.minBackoff;
    const int steps = std::max(0, attempt - 1);
    const int doublings = std::min(steps, policy.maxDoublings);
    for (int i = 0; i < doublings && wait > Micros(0) && wait < policy.maxBackoff; ++i)
        wait *= 2;
    // From here on it grows by as much as it had come to. Counted in steps that still matter, so nothing overflows.
    const qint64 linear = steps - doublings;
    if (linear > 0 && wait > Micros(0))
        wait += wait * std::min<qint64>(linear, policy.maxBackoff / wait + 1);
    return std::min(wait, policy.maxBackoff);
}

Micros leastWait(int waitsInRow)
{
    constexpr Micros kLeast = std::chrono::milliseconds(250);
    constexpr Micros kMost = std::chrono::minutes(4);
    constexpr int kDoublings = 10;
    return std::min(kLeast * (1 << std::clamp(waitsInRow, 0, kDoublings)), kMost);
}

RetryAnswer decideRetry(const RetryPolicy &policy, const RetryQuestion &question, Random &random)
{
    constexpr RetryAnswer fail{RetryVerdict::Fail, {}};
    switch (question.outcome) {
    case Outcome::RetryAfter:
    case Outcome::QuotaUntil:
    case Outcome::NeedsUser:
    case Outcome::Recalled:
        return {RetryVerdict::Again, {}}; // a gate holds the job; no attempt was used
    case Outcome::Done:
    case Outcome::Refused:
    case Outcome::BadRequest:
        return fail; // final: asking again unchanged would get the same
    case Outcome::NoOutput:
        if (question.noOutputAttempts >= policy.maxNoOutput)
            return fail;
        break;
    case Outcome::RetryBackoff:
    case Outcome::NotSent:
    case Outcome::Lost:
        break;
    }
    if (question.charge.kind == ChargeKind::Maybe && !question.resendAllowed)
        return {RetryVerdict::Unknown, {}};
    if (question.attemptsUsed >= policy.maxAttempts)
        return fail;
    const double factor = 1.0 + policy.jitter * (2.0 * random.unit() - 1.0);
    const Micros plain = backoff(policy, question.attemptsUsed);
    const Micros wait = policy.jitter > 0 ? Micros(qint64(double(plain.count()) * factor)) : plain;
    // An attempt that would start after the limit is not made; waiting for it would help nobody.
    if (policy.ageLimit && question.age + wait > *policy.ageLimit)
        return fail;
    return {RetryVerdict::Again, wait};
}

} // namespace fornada
