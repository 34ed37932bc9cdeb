#include "providers/openai_errors.h"

#include "providers/delays.h"
#include "providers/wire.h"

#include <QJsonArray>

#include <algorithm>
#include <array>

namespace fornada {

namespace {

// Minute buckets have been seen to ask for six minutes; only more than this is a day's quota.
constexpr Micros kLongestBucketPause = std::chrono::minutes(10);

bool isOneOf(const QString &word, std::initializer_list<QStringView> words)
{
    return std::any_of(words.begin(), words.end(),
                       [&](QStringView known) { return word.compare(known, Qt::CaseInsensitive) == 0; });
}

bool isRefusal(const SaidError &error, int status)
{
    const std::initializer_list<QStringView> words = {
        u"moderation_blocked",           u"content_policy_violation",       u"content_filter",
        u"ResponsibleAIPolicyViolation", u"image_content_policy_violation", u"invalid_prompt",
        u"image_generation_user_error"};
    // A type is a family: its members that have a code of their own may mean something else (a spent budget, a broken
    // picture).
    const bool hasCode = !error.code.isEmpty() && error.number == 0;
    if (isOneOf(error.code, words) || (!hasCode && isOneOf(error.type, words)))
        return true;
    // OpenRouter's moderation is a 403 that brings the reasons.
    return (status == 403 || error.number == 403) &&
           (error.flagged || error.message.contains(u"moderation", Qt::CaseInsensitive) ||
            error.message.contains(u"flagged", Qt::CaseInsensitive));
}

bool stopsTheAccount(const SaidError &error)
{
    const std::initializer_list<QStringView> words = {u"invalid_api_key",
                                                      u"insufficient_quota",
                                                      u"credit_balance_exhausted",
                                                      u"organization_spend_limit_exceeded",
                                                      u"project_spend_limit_exceeded",
                                                      u"organization_usage_limit_exceeded",
                                                      u"billing_hard_limit_reached",
                                                      u"billing_not_active",
                                                      u"account_deactivated",
                                                      u"unsupported_country_region_territory",
                                                      u"authentication_error",
                                                      u"permission_denied"};
    return isOneOf(error.code, words) || isOneOf(error.type, words);
}

bool stopsTheModel(const SaidError &error)
{
    return isOneOf(error.code, {u"model_not_found", u"DeploymentNotFound", u"model_deprecated"});
}

bool isAboutTheItem(const SaidError &error, int status)
{
    if (isOneOf(error.code, {u"context_length_exceeded", u"exceed_context_size_error", u"invalid_value",
                             u"string_above_max_length", u"invalid_image", u"invalid_image_file"}) ||
        isOneOf(error.type, {u"exceed_context_size_error"}) || error.code.startsWith(u"unsupported_"))
        return true;
    // Needs more tokens than a whole minute gives: it would wait for ever.
    return (status == 429 || status == 413) && error.message.contains(u"Request too large", Qt::CaseInsensitive);
}

// What a word stands for when no number says it.
int statusOfWord(const SaidError &error)
{
    for (const QString &word : {error.code, error.type}) {
        if (word.contains(u"rate_limit", Qt::CaseInsensitive) || word == u"slow_down")
            return 429;
        if (isOneOf(word, {u"NotFoundError", u"not_found_error", u"not_found"}))
            return 404;
        if (isOneOf(word, {u"invalid_request_error", u"BadRequestError"}))
            return 400;
        if (isOneOf(word, {u"unavailable_error", u"overloaded_error"}))
            return 503;
    }
    return 500;
}

// On a 429 without a wish: the bucket that the error names, else the empty one, else the slowest.
std::optional<Micros> delayFromBuckets(const ProviderAnswer &answer, const SaidError &error)
{
    struct Bucket {
        const char *name;
        const char *remaining;
        const char *reset;
    };
    static const std::array<Bucket, 2> buckets = {
        {{"requests", "x-ratelimit-remaining-requests", "x-ratelimit-reset-requests"},
         {"tokens", "x-ratelimit-remaining-tokens", "x-ratelimit-reset-tokens"}}};
    std::optional<Micros> empty;
    std::optional<Micros> slowest;
    for (const Bucket &bucket : buckets) {
        const auto reset = delayFromUnits(QString::fromLatin1(header(answer, bucket.reset)));
        if (!reset)
            continue;
        if (error.type == QLatin1String(bucket.name))
            return reset;
        if (header(answer, bucket.remaining).trimmed() == "0")
            empty = std::max(empty.value_or(Micros(0)), *reset);
        slowest = std::max(slowest.value_or(Micros(0)), *reset);
    }
    return empty ? empty : slowest;
}

// OpenRouter: X-RateLimit-Reset as milliseconds since 1970, others as seconds.
std::optional<Wall> resetFromHeader(const ProviderAnswer &answer)
{
    constexpr double kMillisecondsFrom = 1e11;
    constexpr double kSecondsFrom = 1e9;
    const double value = header(answer, "x-ratelimit-reset").trimmed().toDouble();
    if (!(value > kSecondsFrom) || value > 1e15)
        return std::nullopt;
    const double ms = value > kMillisecondsFrom ? value : value * 1000;
    return Wall(std::chrono::milliseconds(qint64(ms)));
}

void judgeRate(Digest &digest, const Ask &ask, const ProviderAnswer &answer, const SaidError &error)
{
    // Limits are per model as a rule, and the message names it.
    digest.scope = !ask.model.isEmpty() && error.message.contains(ask.model) ? Scope::Model : Scope::Account;
    digest.namesScope = digest.scope == Scope::Model;
    digest.charge = Charge::none();
    std::optional<Micros> delay = delayFromHeaders(answer);
    if (!delay)
        delay = delayFromBuckets(answer, error);
    if (!delay)
        delay = delayFromMessage(error.message);
    if (!delay) {
        if (const auto reset = resetFromHeader(answer); reset && *reset > answer.received)
            delay = *reset - answer.received;
    }
    if (delay && *delay <= kLongestBucketPause) {
        digest.outcome = Outcome::RetryAfter;
        digest.retryAfter = delay;
        return;
    }
    const bool daily = error.message.contains(u"per day", Qt::CaseInsensitive) || error.message.contains(u"-per-day");
    if (!delay && !daily) {
        digest.outcome = Outcome::RetryBackoff;
        digest.tooMany = true;
        return;
    }
    digest.outcome = Outcome::QuotaUntil;
    if (delay)
        digest.resetAt = answer.received + *delay;
}

Charge chargeOfModeration(const Ask &ask, const SaidError &error, int status)
{
    // Stopped before anything was made.
    if (!isSuccess(status) && error.stage == u"input")
        return Charge::none();
    return Charge::actual(ask.reserve, true);
}

} // namespace

std::optional<SaidError> saidError(const QJsonValue &value)
{
    if (value.isString())
        return SaidError{{}, {}, value.toString(), {}, false, 0};
    if (!value.isObject())
        return std::nullopt;
    const QJsonObject object = value.toObject();
    SaidError error;
    const QVariant code = object.value(QLatin1String("code")).toVariant();
    error.code = code.toString();
    error.number = code.toInt();
    error.type = object.value(QLatin1String("type")).toString();
    error.message = object.value(QLatin1String("message")).toString();
    const QJsonObject moderation = object.value(QLatin1String("moderation_details")).toObject();
    error.stage = moderation.value(QLatin1String("moderation_stage")).toString();
    error.flagged =
        !object.value(QLatin1String("metadata")).toObject().value(QLatin1String("reasons")).toArray().isEmpty();
    QJsonValue inner = object.value(QLatin1String("innererror"));
    if (inner.isUndefined())
        inner = object.value(QLatin1String("inner_error"));
    const QString innerCode = inner.toObject().value(QLatin1String("code")).toString();
    if (!innerCode.isEmpty())
        error.code = innerCode;
    return error;
}

std::optional<SaidError> errorIn(const QJsonObject &body)
{
    const QJsonValue error = body.value(QLatin1String("error"));
    if (!error.isUndefined() && !error.isNull())
        return saidError(error);
    // vLLM: the root is the error.
    if (body.value(QLatin1String("object")).toString() == u"error" ||
        (body.contains(QLatin1String("message")) && body.contains(QLatin1String("type")) &&
         body.contains(QLatin1String("code"))))
        return saidError(QJsonValue(body));
    // FastAPI: {"detail": "..."} or a list of places and reasons.
    const QJsonValue detail = body.value(QLatin1String("detail"));
    if (detail.isString())
        return saidError(detail);
    if (detail.isArray())
        return saidError(detail.toArray().at(0).toObject().value(QLatin1String("msg")));
    return std::nullopt;
}

Digest digestSaidError(const Ask &ask, const ProviderAnswer &answer, const SaidError &error)
{
    const bool stated = error.number >= 400 && error.number < 600;
    const int status = stated ? error.number : isSuccess(answer.status) ? statusOfWord(error) : answer.status;
    Digest digest = digestStatus(ask, answer, status, error.message);
    if (isRefusal(error, status)) {
        digest.outcome = Outcome::Refused;
        digest.charge = chargeOfModeration(ask, error, answer.status);
    } else if (stopsTheAccount(error)) {
        digest.outcome = Outcome::NeedsUser;
        digest.charge = Charge::none();
    } else if (stopsTheModel(error)) {
        digest.outcome = Outcome::NeedsUser;
        digest.scope = Scope::Model;
        digest.charge = Charge::none();
    } else if (isAboutTheItem(error, status)) {
        digest.outcome = Outcome::BadRequest;
        digest.charge = Charge::none();
    } else if (status == 404) {
        digest.outcome = Outcome::NeedsUser;
        digest.scope = Scope::Model;
    } else if (status == 429) {
        judgeRate(digest, ask, answer, error);
    } else if (isSuccess(answer.status) && digest.outcome == Outcome::RetryBackoff) {
        // Work had begun when the answer failed.
        digest.charge = Charge::maybe(ask.reserve);
    }
    // A wait or a stop that a "never" error carries is not meant.
    if (digest.outcome != Outcome::RetryAfter)
        digest.retryAfter.reset();
    if (digest.outcome != Outcome::QuotaUntil)
        digest.resetAt.reset();
    return digest;
}

} // namespace fornada
