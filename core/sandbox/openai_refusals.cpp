#include "sandbox/refusals.h"

#include <QJsonArray>

namespace fornada::sandbox {

namespace {

HttpAnswer error(int status, const QString &message, const char *type, const char *code)
{
    return jsonAnswer(status, {{QStringLiteral("error"),
                                QJsonObject{{QStringLiteral("message"), message},
                                            {QStringLiteral("type"), QLatin1String(type)},
                                            {QStringLiteral("param"), QJsonValue::Null},
                                            {QStringLiteral("code"),
                                             code ? QJsonValue(QLatin1String(code)) : QJsonValue(QJsonValue::Null)}}}});
}

// Like Go writes a duration: 120ms, 12s, 6m0s, 7h12m0s.
QByteArray goDuration(Micros time)
{
    using namespace std::chrono;
    const qint64 ms = ceil<milliseconds>(time).count();
    if (ms < 1000)
        return QByteArray::number(ms) + "ms";
    const qint64 s = ceil<seconds>(time).count();
    QByteArray text = QByteArray::number(s % 60) + 's';
    if (s >= 60)
        text.prepend(QByteArray::number(s / 60 % 60) + 'm');
    if (s >= 3600)
        text.prepend(QByteArray::number(s / 3600) + 'h');
    return text;
}

HttpAnswer rateLimited(const Refusal &refusal, const char *per, Micros reset)
{
    const QByteArray wait = goDuration(reset);
    HttpAnswer answer =
        error(429,
              QStringLiteral("Rate limit reached for %1 in organization org-sandbox on requests per %2: Limit %3, Used "
                             "%3, Requested 1. Please try again in %4.")
                  .arg(QString::fromUtf8(refusal.model), QLatin1String(per))
                  .arg(refusal.limit)
                  .arg(QString::fromLatin1(wait)),
              "requests", "rate_limit_exceeded");
    answer.headers = {
        {"x-ratelimit-limit-requests", QByteArray::number(refusal.limit)},
        {"x-ratelimit-remaining-requests", "0"},
        {"x-ratelimit-reset-requests", wait},
        {"retry-after", QByteArray::number(qint64(std::chrono::ceil<std::chrono::seconds>(reset).count()))},
        {"retry-after-ms", QByteArray::number(qint64(std::chrono::ceil<std::chrono::milliseconds>(reset).count()))}};
    return answer;
}

HttpAnswer moderated(const char *stage)
{
    const QJsonObject details{{QStringLiteral("moderation_stage"), QLatin1String(stage)},
                              {QStringLiteral("categories"), QJsonArray{QStringLiteral("violence")}}};
    return jsonAnswer(
        400,
        {{QStringLiteral("error"),
          QJsonObject{{QStringLiteral("message"), QStringLiteral("Your request was rejected by the safety system.")},
                      {QStringLiteral("type"), QStringLiteral("image_generation_user_error")},
                      {QStringLiteral("param"), QJsonValue::Null},
                      {QStringLiteral("code"), QStringLiteral("moderation_blocked")},
                      {QStringLiteral("moderation_details"), details}}}});
}

HttpAnswer chatRefusal(const Refusal &refusal)
{
    const QJsonObject message{{QStringLiteral("role"), QStringLiteral("assistant")},
                              {QStringLiteral("content"), QJsonValue::Null},
                              {QStringLiteral("refusal"), QStringLiteral("I'm sorry, I can't help with that.")}};
    const QJsonObject choice{{QStringLiteral("index"), 0},
                             {QStringLiteral("message"), message},
                             {QStringLiteral("finish_reason"), QStringLiteral("content_filter")}};
    const QJsonObject usage{{QStringLiteral("prompt_tokens"), 33},
                            {QStringLiteral("completion_tokens"), 9},
                            {QStringLiteral("total_tokens"), 42}};
    return jsonAnswer(200, {{QStringLiteral("object"), QStringLiteral("chat.completion")},
                            {QStringLiteral("model"), QString::fromUtf8(refusal.model)},
                            {QStringLiteral("choices"), QJsonArray{choice}},
                            {QStringLiteral("usage"), usage}});
}

HttpAnswer nothingUsable(const Refusal &refusal)
{
    const QJsonObject usage{{QStringLiteral("prompt_tokens"), 33},
                            {QStringLiteral("completion_tokens"), 0},
                            {QStringLiteral("total_tokens"), 33}};
    return jsonAnswer(200, {{QStringLiteral("created"), 1'795'250'000},
                            {QStringLiteral("model"), QString::fromUtf8(refusal.model)},
                            {QStringLiteral("data"), QJsonArray{}},
                            {QStringLiteral("choices"), QJsonArray{}},
                            {QStringLiteral("usage"), usage}});
}

HttpAnswer answerFor(const Refusal &refusal)
{
    switch (refusal.fault) {
    case Fault::RateMinute:
        return rateLimited(refusal, "min (RPM)", refusal.retryIn);
    case Fault::RateDay:
        return rateLimited(refusal, "day (RPD)", std::chrono::minutes(7 * 60 + 12));
    case Fault::RateBare:
        return error(429, QStringLiteral("Slow down."), "requests", "slow_down");
    case Fault::NoCredit: {
        HttpAnswer answer =
            error(429, QStringLiteral("You exceeded your current quota, please check your plan and billing details."),
                  "insufficient_quota", "insufficient_quota");
        answer.headers.emplaceBack("retry-after", "1"); // a trap: waiting does not help
        return answer;
    }
    case Fault::BadRequest:
        return error(400, QStringLiteral("Invalid value for a parameter."), "invalid_request_error", "invalid_value");
    case Fault::BadKey:
        return error(401, QStringLiteral("Incorrect API key provided."), "invalid_request_error", "invalid_api_key");
    case Fault::Forbidden:
        return error(403, QStringLiteral("Your organization must be verified to use the model."),
                     "invalid_request_error", "unsupported_country_region_territory");
    case Fault::ModelGone:
        return error(404,
                     QStringLiteral("The model `%1` does not exist or you do not have access to it.")
                         .arg(QString::fromUtf8(refusal.model)),
                     "invalid_request_error", "model_not_found");
    case Fault::Unavailable:
        return error(503, QStringLiteral("That model is currently overloaded with other requests."), "server_error",
                     nullptr);
    case Fault::GatewayTimeout:
        return error(504, QStringLiteral("The request timed out."), "server_error", nullptr);
    case Fault::Refuse:
        return refusal.operation == Operation::Text || refusal.operation == Operation::Json ? chatRefusal(refusal)
                                                                                            : moderated("output");
    case Fault::RefusePrompt:
        return moderated("input");
    case Fault::NoOutput:
        return nothingUsable(refusal);
    default:
        return error(500, QStringLiteral("The server had an error while processing your request."), "server_error",
                     nullptr);
    }
}

} // namespace

HttpAnswer openAiRefusal(const Refusal &refusal)
{
    HttpAnswer answer = answerFor(refusal);
    answer.headers.append({"x-request-id", "req_sandbox_" + QByteArray::number(refusal.sequence)});
    return answer;
}

} // namespace fornada::sandbox
