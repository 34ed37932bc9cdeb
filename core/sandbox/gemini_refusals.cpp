#include "sandbox/refusals.h"

#include <QJsonArray>

namespace fornada::sandbox {

namespace {

QJsonObject typed(const char *type, QJsonObject fields)
{
    fields.insert(QStringLiteral("@type"), QStringLiteral("type.googleapis.com/google.rpc.") + QLatin1String(type));
    return fields;
}

HttpAnswer error(int code, const char *status, const QString &message, const QJsonArray &details = {})
{
    QJsonObject body{{QStringLiteral("code"), code},
                     {QStringLiteral("message"), message},
                     {QStringLiteral("status"), QLatin1String(status)}};
    if (!details.isEmpty())
        body.insert(QStringLiteral("details"), details);
    return jsonAnswer(code, {{QStringLiteral("error"), body}});
}

// The quota answer. The per-day one carries a short retry delay too: the real one does, and it misleads.
HttpAnswer quotaExceeded(const Refusal &refusal, const char *quotaId)
{
    const QString model = QString::fromUtf8(refusal.model);
    const QString metric = QStringLiteral("generativelanguage.googleapis.com/generate_content_free_tier_requests");
    // Rounded up: who waits exactly as told must not be refused again.
    const qint64 ms = std::chrono::ceil<std::chrono::milliseconds>(refusal.retryIn).count();
    const double seconds = double(ms) / 1000;
    const QString message =
        QStringLiteral("You exceeded your current quota, please check your plan and billing details.\n"
                       "* Quota exceeded for metric: %1, limit: %2, model: %3\nPlease retry in %4s.")
            .arg(metric)
            .arg(refusal.limit)
            .arg(model, QString::number(seconds, 'f', 3));
    const QJsonObject violation{
        {QStringLiteral("quotaMetric"), metric},
        {QStringLiteral("quotaId"), QLatin1String(quotaId)},
        {QStringLiteral("quotaDimensions"),
         QJsonObject{{QStringLiteral("location"), QStringLiteral("global")}, {QStringLiteral("model"), model}}},
        {QStringLiteral("quotaValue"), QString::number(refusal.limit)}};
    const QJsonObject link{
        {QStringLiteral("description"), QStringLiteral("Learn more about Gemini API quotas")},
        {QStringLiteral("url"), QStringLiteral("https://ai.google.dev/gemini-api/docs/rate-limits")}};
    const QString delay = QString::number(seconds, 'f', ms % 1000 == 0 ? 0 : 3) + u's';
    return error(429, "RESOURCE_EXHAUSTED", message,
                 {typed("Help", {{QStringLiteral("links"), QJsonArray{link}}}),
                  typed("QuotaFailure", {{QStringLiteral("violations"), QJsonArray{violation}}}),
                  typed("RetryInfo", {{QStringLiteral("retryDelay"), delay}})});
}

HttpAnswer badKey()
{
    const QString message = QStringLiteral("API key not valid. Please pass a valid API key.");
    const QJsonObject service{{QStringLiteral("service"), QStringLiteral("generativelanguage.googleapis.com")}};
    return error(400, "INVALID_ARGUMENT", message,
                 {typed("ErrorInfo", {{QStringLiteral("reason"), QStringLiteral("API_KEY_INVALID")},
                                      {QStringLiteral("domain"), QStringLiteral("googleapis.com")},
                                      {QStringLiteral("metadata"), service}}),
                  typed("LocalizedMessage",
                        {{QStringLiteral("locale"), QStringLiteral("en-US")}, {QStringLiteral("message"), message}})});
}

QJsonObject promptUsage(int candidateTokens = 0)
{
    constexpr int promptTokens = 33;
    const QJsonObject details{{QStringLiteral("modality"), QStringLiteral("TEXT")},
                              {QStringLiteral("tokenCount"), promptTokens}};
    return {{QStringLiteral("promptTokenCount"), promptTokens},
            {QStringLiteral("candidatesTokenCount"), candidateTokens},
            {QStringLiteral("totalTokenCount"), promptTokens + candidateTokens},
            {QStringLiteral("promptTokensDetails"), QJsonArray{details}}};
}

HttpAnswer candidate(const QJsonObject &fields, int tokens)
{
    QJsonObject one = fields;
    one.insert(QStringLiteral("index"), 0);
    return jsonAnswer(
        200, {{QStringLiteral("candidates"), QJsonArray{one}}, {QStringLiteral("usageMetadata"), promptUsage(tokens)}});
}

// The candidate has no content at all.
HttpAnswer blockedOutput(Operation operation)
{
    if (!drawsPictures(operation))
        return candidate({{QStringLiteral("finishReason"), QStringLiteral("SAFETY")}}, 0);
    return candidate({{QStringLiteral("finishReason"), QStringLiteral("IMAGE_SAFETY")},
                      {QStringLiteral("finishMessage"), QStringLiteral("Unable to show the generated image.")}},
                     0);
}

// An image model that talks instead of drawing, or an answer with no parts.
HttpAnswer nothingUsable(Operation operation)
{
    QJsonArray parts;
    if (drawsPictures(operation))
        parts.append(QJsonObject{
            {QStringLiteral("text"), QStringLiteral("I can describe the picture, but I did not make one.")}});
    return candidate({{QStringLiteral("content"), QJsonObject{{QStringLiteral("role"), QStringLiteral("model")},
                                                              {QStringLiteral("parts"), parts}}},
                      {QStringLiteral("finishReason"), QStringLiteral("STOP")}},
                     drawsPictures(operation) ? 14 : 0);
}

} // namespace

HttpAnswer geminiRefusal(const Refusal &refusal)
{
    switch (refusal.fault) {
    case Fault::RateMinute:
        return quotaExceeded(refusal, "GenerateRequestsPerMinutePerProjectPerModel-FreeTier");
    case Fault::RateDay:
        return quotaExceeded(refusal, "GenerateRequestsPerDayPerProjectPerModel-FreeTier");
    case Fault::RateBare:
        return error(429, "RESOURCE_EXHAUSTED", QStringLiteral("Resource has been exhausted (e.g. check quota)."));
    case Fault::NoCredit:
        return error(402, "RESOURCE_EXHAUSTED",
                     QStringLiteral("Your prepayment credits are depleted. Please go to AI Studio to manage billing."));
    case Fault::BadRequest:
        return error(400, "INVALID_ARGUMENT", QStringLiteral("Request contains an invalid argument."));
    case Fault::BadKey:
        return badKey();
    case Fault::Forbidden:
        return error(403, "PERMISSION_DENIED", QStringLiteral("The caller does not have permission"));
    case Fault::ModelGone:
        return error(404, "NOT_FOUND",
                     QStringLiteral("models/%1 is not found for API version v1beta, or is not supported for "
                                    "generateContent.")
                         .arg(QString::fromUtf8(refusal.model)));
    case Fault::Unavailable:
        return error(503, "UNAVAILABLE", QStringLiteral("The model is overloaded. Please try again later."));
    case Fault::GatewayTimeout:
        return error(504, "DEADLINE_EXCEEDED", QStringLiteral("Deadline expired before operation could complete."));
    case Fault::Refuse:
        return blockedOutput(refusal.operation);
    case Fault::RefusePrompt:
        return jsonAnswer(200, {{QStringLiteral("promptFeedback"),
                                 QJsonObject{{QStringLiteral("blockReason"), QStringLiteral("PROHIBITED_CONTENT")}}},
                                {QStringLiteral("usageMetadata"), promptUsage()}});
    case Fault::NoOutput:
        return nothingUsable(refusal.operation);
    default:
        return error(500, "INTERNAL", QStringLiteral("An internal error has occurred. Please retry or report."));
    }
}

} // namespace fornada::sandbox
