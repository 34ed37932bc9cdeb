#include "providers/whatsapp_errors.h"

#include "providers/delays.h"
#include "providers/wire.h"

#include <algorithm>
#include <array>

namespace fornada {

namespace {

struct Verdict {
    int first, last; // codes
    Outcome outcome;
    Micros wait = {}; // when the answer states none
};

constexpr Micros kPausedWhileTooFast = std::chrono::seconds(10);
constexpr Micros kPausedUntilQuotaMoves = std::chrono::minutes(5);
constexpr Micros kStoppedAsSpam = std::chrono::hours(1);

constexpr auto kVerdicts = std::to_array<Verdict>({
    {0, 0, Outcome::NeedsUser},
    {1, 2, Outcome::RetryBackoff},
    {3, 3, Outcome::NeedsUser},
    {4, 4, Outcome::RetryAfter, kPausedUntilQuotaMoves},
    {10, 10, Outcome::NeedsUser},
    {100, 100, Outcome::BadRequest},
    {190, 190, Outcome::NeedsUser},
    {200, 299, Outcome::NeedsUser},
    {368, 368, Outcome::NeedsUser},
    {80007, 80007, Outcome::RetryAfter, kPausedUntilQuotaMoves},
    {130429, 130429, Outcome::RetryAfter, kPausedWhileTooFast},
    {131000, 131000, Outcome::RetryBackoff},
    {131005, 131005, Outcome::NeedsUser},
    {131008, 131009, Outcome::BadRequest},
    {131016, 131016, Outcome::RetryBackoff},
    {131026, 131026, Outcome::BadRequest}, // cannot be delivered
    {131030, 131030, Outcome::BadRequest}, // not on the list of test recipients
    {131031, 131031, Outcome::NeedsUser},  // locked
    {131042, 131042, Outcome::NeedsUser},  // not paid
    {131047, 131047, Outcome::BadRequest}, // the recipient's last word is older than 24 hours
    {131048, 131048, Outcome::QuotaUntil, kStoppedAsSpam},
    {131051, 131051, Outcome::BadRequest},
    {131056, 131056, Outcome::RetryBackoff}, // too many to one recipient: the others go on
    {132000, 132001, Outcome::BadRequest},
    {132005, 132005, Outcome::BadRequest},
    {132007, 132007, Outcome::BadRequest},
    {132012, 132012, Outcome::BadRequest},
    {132015, 132016, Outcome::BadRequest},
    {133004, 133004, Outcome::RetryBackoff},
    {133010, 133010, Outcome::BadRequest},
});

// Its short codes are other servers' codes too.
bool isMeant(int code, const QJsonObject &error)
{
    constexpr int kUnmistakable = 80'000;
    return code >= kUnmistakable || error.contains(QLatin1String("fbtrace_id")) ||
           error.value(QLatin1String("type")).toString() == u"OAuthException";
}

const Verdict *verdictOn(const QJsonObject &error)
{
    const int code = error.value(QLatin1String("code")).toInt(-1);
    const auto found = std::find_if(kVerdicts.begin(), kVerdicts.end(),
                                    [code](const Verdict &v) { return code >= v.first && code <= v.last; });
    return found != kVerdicts.end() && isMeant(code, error) ? &*found : nullptr;
}

} // namespace

std::optional<Digest> digestMessageError(const Ask &ask, const ProviderAnswer &answer, const QJsonObject &body)
{
    const QJsonObject error = body.value(QLatin1String("error")).toObject();
    const Verdict *verdict = verdictOn(error);
    if (!verdict)
        return std::nullopt;
    Digest digest;
    digest.outcome = verdict->outcome;
    digest.charge = chargeOfRefusal(answer.status, ask.reserve);
    digest.message = oneLine(error.value(QLatin1String("message")).toString());
    if (verdict->wait == Micros(0))
        return digest;
    const Micros wait = delayFromHeaders(answer).value_or(verdict->wait);
    digest.outcome = wait <= kLongestPause ? Outcome::RetryAfter : Outcome::QuotaUntil;
    if (wait <= kLongestPause)
        digest.retryAfter = wait;
    else
        digest.resetAt = answer.received + wait;
    return digest;
}

} // namespace fornada
