#include "sandbox/refusals.h"

#include <QJsonDocument>

namespace fornada::sandbox {

namespace {

QByteArray wholeSeconds(Micros time)
{
    return QByteArray::number(qint64(std::chrono::ceil<std::chrono::seconds>(time).count()));
}

HttpAnswer workerError(int status, const QString &why)
{
    return jsonAnswer(status, {{QStringLiteral("success"), false}, {QStringLiteral("error"), why}});
}

HttpAnswer messageError(int status, int code, const QString &title, const QString &details)
{
    const QJsonObject error{
        {QStringLiteral("message"), QStringLiteral("(#%1) %2").arg(code).arg(title)},
        {QStringLiteral("type"), QStringLiteral("OAuthException")},
        {QStringLiteral("code"), code},
        {QStringLiteral("error_data"), QJsonObject{{QStringLiteral("messaging_product"), QStringLiteral("whatsapp")},
                                                   {QStringLiteral("details"), details}}},
        {QStringLiteral("fbtrace_id"), QStringLiteral("Asandbox")}};
    return jsonAnswer(status, {{QStringLiteral("error"), error}});
}

// Faults that look the same whoever answers: they come from a proxy, or from nobody.
std::optional<HttpAnswer> commonAnswer(Fault fault)
{
    switch (fault) {
    case Fault::BadGateway:
        return HttpAnswer{502, "text/html", "<html><head><title>502 Bad Gateway</title></head></html>\n", {}};
    case Fault::Redirect:
        return HttpAnswer{302, "text/html", {}, {{"Location", "/moved"}}};
    case Fault::Empty:
        return HttpAnswer{200, "application/json", {}, {}};
    case Fault::Hang:
    case Fault::Drop:
    case Fault::Reset:
        return HttpAnswer{};
    default:
        return std::nullopt;
    }
}

} // namespace

HttpAnswer jsonAnswer(int status, const QJsonObject &body)
{
    HttpAnswer answer;
    answer.status = status;
    answer.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    return answer;
}

Fault faultFor(Violation violation)
{
    switch (violation) {
    case Violation::None:
        return Fault::Ok;
    case Violation::Window:
    case Violation::Pace:
        return Fault::RateMinute;
    case Violation::Day:
        return Fault::RateDay;
    case Violation::Concurrency:
        return Fault::RateBare;
    }
    return Fault::RateBare;
}

HttpAnswer refusalAnswer(Dialect dialect, const Refusal &refusal)
{
    if (const auto answer = commonAnswer(refusal.fault))
        return *answer;
    switch (dialect) {
    case Dialect::Gemini:
        return geminiRefusal(refusal);
    case Dialect::OpenAi:
        return openAiRefusal(refusal);
    case Dialect::Worker:
        return workerRefusal(refusal);
    case Dialect::Message:
        return messageRefusal(refusal);
    }
    return {};
}

HttpAnswer workerRefusal(const Refusal &refusal)
{
    switch (refusal.fault) {
    case Fault::RateMinute:
    case Fault::RateDay:
    case Fault::RateBare:
    case Fault::NoCredit: {
        HttpAnswer answer = workerError(429, QStringLiteral("too many requests"));
        if (refusal.fault == Fault::RateMinute)
            answer.headers.append({"Retry-After", wholeSeconds(refusal.retryIn)});
        return answer;
    }
    case Fault::BadRequest:
        return workerError(400, QStringLiteral("the row is not understood"));
    case Fault::BadKey:
        return workerError(401, QStringLiteral("no valid credential"));
    case Fault::Forbidden:
        return workerError(403, QStringLiteral("not allowed"));
    case Fault::ModelGone:
        return workerError(404, QStringLiteral("no such worker"));
    case Fault::Unavailable:
        return workerError(503, QStringLiteral("worker is overloaded"));
    case Fault::GatewayTimeout:
        return workerError(504, QStringLiteral("worker took too long"));
    case Fault::Refuse:
    case Fault::RefusePrompt:
        return workerError(422, QStringLiteral("the content policy forbids this row"));
    case Fault::NoOutput:
        return {200, "text/plain; charset=UTF-8", "done\n", {}};
    default:
        return workerError(500, QStringLiteral("worker failed"));
    }
}

HttpAnswer messageRefusal(const Refusal &refusal)
{
    switch (refusal.fault) {
    case Fault::RateMinute:
    case Fault::RateBare:
        return messageError(429, 130429, QStringLiteral("Rate limit hit"),
                            QStringLiteral("Message failed to send because there were too many messages."));
    case Fault::RateDay:
        return messageError(429, 131048, QStringLiteral("Spam rate limit hit"),
                            QStringLiteral("Message failed to send because of restrictions on this number."));
    case Fault::NoCredit:
        return messageError(400, 131042, QStringLiteral("Business eligibility payment issue"),
                            QStringLiteral("There is a problem with the payment method."));
    case Fault::BadRequest:
        return messageError(400, 100, QStringLiteral("Invalid parameter"),
                            QStringLiteral("The parameter to is required."));
    case Fault::BadKey:
        return messageError(401, 190, QStringLiteral("Error validating access token"),
                            QStringLiteral("Session has expired."));
    case Fault::Forbidden:
        return messageError(403, 10, QStringLiteral("Permission denied"), QStringLiteral("Permission is not granted."));
    case Fault::ModelGone:
        return messageError(404, 132001, QStringLiteral("Template name does not exist in the translation"),
                            QStringLiteral("The template does not exist in that language."));
    case Fault::Refuse:
    case Fault::RefusePrompt:
        return messageError(400, 131047, QStringLiteral("Re-engagement message"),
                            QStringLiteral("More than 24 hours have passed since the recipient last replied."));
    case Fault::Unavailable:
        return messageError(503, 131016, QStringLiteral("Service unavailable"),
                            QStringLiteral("A service is temporarily unavailable."));
    case Fault::NoOutput:
        return jsonAnswer(200, {{QStringLiteral("messaging_product"), QStringLiteral("whatsapp")}});
    default:
        return messageError(refusal.fault == Fault::GatewayTimeout ? 504 : 500, 131000,
                            QStringLiteral("Something went wrong"),
                            QStringLiteral("Message failed to send due to an unknown error."));
    }
}

} // namespace fornada::sandbox
