#include "providers/gemini_errors.h"

#include "providers/delays.h"
#include "providers/wire.h"

#include <QJsonArray>
#include <QRegularExpression>

#include <algorithm>

namespace fornada {

namespace {

constexpr Micros kMinuteQuota = std::chrono::seconds(60);

// The parts of error.details that decide, in whatever order they came.
struct Details {
    QString reason;
    std::optional<Micros> delay;
    QStringList quotaIds;
    QStringList quotaValues;
    bool perModel = false;
};

Details detailsOf(const QJsonObject &error)
{
    Details found;
    for (const QJsonValueConstRef entry : error.value(QLatin1String("details")).toArray()) {
        const QJsonObject detail = entry.toObject();
        const QString type = detail.value(QLatin1String("@type")).toString();
        if (type.endsWith(u"ErrorInfo")) {
            found.reason = detail.value(QLatin1String("reason")).toString();
        } else if (type.endsWith(u"RetryInfo")) {
            found.delay = delayFromUnits(detail.value(QLatin1String("retryDelay")).toString());
        } else if (type.endsWith(u"QuotaFailure")) {
            for (const QJsonValueConstRef item : detail.value(QLatin1String("violations")).toArray()) {
                const QJsonObject violation = item.toObject();
                const QString id = violation.value(QLatin1String("quotaId")).toString();
                found.quotaIds.append(id);
                found.quotaValues.append(violation.value(QLatin1String("quotaValue")).toVariant().toString());
                found.perModel =
                    found.perModel || id.contains(u"PerModel") ||
                    violation.value(QLatin1String("quotaDimensions")).toObject().contains(QLatin1String("model"));
            }
        }
    }
    return found;
}

// "limit: 0" everywhere means: this model is not for this kind of account. Waiting does not help.
bool everyLimitIsZero(const QString &message, const Details &details)
{
    static const QRegularExpression form(QStringLiteral("\\blimit:\\s*(\\d+)"));
    bool any = false;
    for (auto it = form.globalMatch(message); it.hasNext();) {
        any = true;
        if (it.next().captured(1).toLongLong() != 0)
            return false;
    }
    if (any)
        return true;
    for (const QString &value : details.quotaValues) {
        if (value != u"0")
            return false;
    }
    return !details.quotaValues.isEmpty();
}

bool namesQuota(const Details &details, QStringView word)
{
    for (const QString &id : details.quotaIds) {
        if (id.contains(word, Qt::CaseInsensitive))
            return true;
    }
    return false;
}

// The later of what is stated and what is said in words: "0s" is stated where the words say "Please retry in 242.5ms".
// Nothing: it does not say.
std::optional<Micros> delayOf(const ProviderAnswer &answer, const QString &message, const Details &details)
{
    std::optional<Micros> delay = std::max(details.delay, delayFromMessage(message));
    if (delay.value_or(Micros(0)) == Micros(0))
        delay = std::max(delay, delayFromHeaders(answer));
    if (delay.value_or(Micros(0)) == Micros(0) && namesQuota(details, u"PerMinute"))
        delay = kMinuteQuota;
    return delay;
}

void judgeQuota(Digest &digest, const ProviderAnswer &answer, const QString &message, const Details &details)
{
    digest.charge = Charge::none();
    digest.scope = details.perModel ? Scope::Model : Scope::Account;
    digest.namesScope = !details.quotaIds.isEmpty();
    if (everyLimitIsZero(message, details)) {
        digest.outcome = Outcome::NeedsUser;
        digest.scope = Scope::Model;
        return;
    }
    // A daily quota also carries a retryDelay of some seconds: it is a trap.
    if (namesQuota(details, u"PerDay") || namesQuota(details, u"Daily")) {
        digest.outcome = Outcome::QuotaUntil;
        const Wall there = serverTime(answer); // ours may be on the other side of midnight
        digest.resetAt = answer.received + (nextPacificMidnight(there) - there);
        return;
    }
    const std::optional<Micros> delay = delayOf(answer, message, details);
    if (!delay) {
        digest.outcome = Outcome::RetryBackoff;
        digest.tooMany = true;
        digest.scope = Scope::Model; // whose capacity is shared; where the account has spent too much, each will say so
    } else if (*delay > kLongestPause) {
        digest.outcome = Outcome::QuotaUntil;
        digest.resetAt = answer.received + *delay;
    } else {
        digest.outcome = Outcome::RetryAfter;
        digest.retryAfter = delay;
    }
}

bool isAboutTheKey(const QString &message, const QString &reason)
{
    return reason.startsWith(u"API_KEY_") || reason == u"SERVICE_DISABLED" || reason == u"BILLING_DISABLED" ||
           message.contains(u"API key not valid") || message.contains(u"API key expired") ||
           message.contains(u"API Key not found");
}

} // namespace

Digest digestGoogleError(const Ask &ask, const ProviderAnswer &answer, int status, const QJsonObject &error)
{
    const QString message = error.value(QLatin1String("message")).toString();
    const QString word = error.value(QLatin1String("status")).toString();
    const int stated = error.value(QLatin1String("code")).toInt();
    const int code = stated >= 400 && stated < 600 ? stated : isSuccess(status) ? 500 : status;
    const Details details = detailsOf(error);
    Digest digest = digestStatus(ask, answer, code, message);

    if (isAboutTheKey(message, details.reason)) {
        digest.outcome = Outcome::NeedsUser;
        digest.charge = Charge::none();
    } else if (code == 400) {
        // Free tier not available here, billing off.
        if (word == u"FAILED_PRECONDITION")
            digest.outcome = Outcome::NeedsUser;
    } else if (code == 404) {
        const bool model = message.isEmpty() || message.contains(u"model", Qt::CaseInsensitive);
        digest.outcome = model ? Outcome::NeedsUser : Outcome::BadRequest;
        digest.scope = Scope::Model;
    } else if (code == 429) {
        judgeQuota(digest, answer, message, details);
    } else if (isSuccess(status) && digest.outcome == Outcome::RetryBackoff) {
        // Work had begun when the answer failed.
        digest.charge = Charge::maybe(ask.reserve);
    }
    return digest;
}

} // namespace fornada
