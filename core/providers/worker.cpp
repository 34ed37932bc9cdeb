#include "providers/worker.h"

#include "providers/media.h"
#include "providers/openai_errors.h"
#include "providers/whatsapp_errors.h"
#include "providers/wire.h"

#include <QRegularExpression>

namespace fornada {

namespace {

bool isJsonType(const QString &mime)
{
    return mime == u"application/json" || mime.endsWith(u"+json");
}

// The row, the step's own body, or for generating operations everything that is asked.
QJsonObject bodyOf(const Ask &ask)
{
    const QJsonValue own = ask.parameters.value(QLatin1String("body"));
    if (own.isObject())
        return own.toObject();
    if (ask.operation == Operation::HttpCall || ask.operation == Operation::Message)
        return ask.row;
    return {{QStringLiteral("operation"), toName(ask.operation)},
            {QStringLiteral("model"), ask.model},
            {QStringLiteral("prompt"), ask.prompt},
            {QStringLiteral("parameters"), ask.parameters},
            {QStringLiteral("row"), ask.row}};
}

// A step may add headers, but none that carries a credential or that the protocol needs.
Status addOwnHeaders(BuiltRequest &request, const QJsonObject &headers)
{
    static const QRegularExpression token(QStringLiteral("^[A-Za-z0-9!#$&'*+.^_`|~-]+$"));
    static const QStringList ours = {QStringLiteral("authorization"),
                                     QStringLiteral("cookie"),
                                     QStringLiteral("host"),
                                     QStringLiteral("content-length"),
                                     QStringLiteral("transfer-encoding"),
                                     QStringLiteral("connection"),
                                     QStringLiteral("content-type"),
                                     QStringLiteral("idempotency-key")};
    for (auto it = headers.begin(); it != headers.end(); ++it) {
        if (!token.match(it.key()).hasMatch() || ours.contains(it.key().toLower()))
            return Error{ErrorKind::BadArgument, QStringLiteral("headers.") + it.key(),
                         QStringLiteral("this header cannot be set by a recipe")};
        const QString value = it.value().toVariant().toString();
        for (const QChar c : value) {
            if (c < QLatin1Char(' ') || c > QLatin1Char('~'))
                return Error{ErrorKind::BadArgument, QStringLiteral("headers.") + it.key(),
                             QStringLiteral("a header's value is one line of ASCII")};
        }
        request.headers.append({it.key().toLatin1(), value.toLatin1()});
    }
    return {};
}

QString whatItSaid(const std::optional<QJsonObject> &body)
{
    if (!body)
        return {};
    const auto error = errorIn(*body);
    return error && !error->message.isEmpty() ? error->message : body->value(QLatin1String("message")).toString();
}

// What came, by its bytes and its stated type; nothing for an empty body.
std::optional<Artifact> artifactOf(const ProviderAnswer &answer)
{
    if (answer.body.isEmpty())
        return std::nullopt;
    const QString stated =
        QString::fromLatin1(header(answer, "content-type")).section(QLatin1Char(';'), 0, 0).trimmed().toLower();
    if (stated.startsWith(u"image/") || stated.startsWith(u"audio/") || stated == u"application/octet-stream") {
        const QString sniffed = sniffedMime(answer.body);
        if (sniffed.startsWith(u"image/"))
            return Artifact{OutputKind::Image, sniffed, answer.body, {}};
        if (const auto sound = playable(answer.body, stated))
            return Artifact{OutputKind::Audio, sound->mime, sound->bytes, {}};
        return std::nullopt;
    }
    const QString text = QString::fromUtf8(answer.body);
    if (const auto json = jsonText(text); json && !text.trimmed().startsWith(u"```"))
        return Artifact{OutputKind::Json, QStringLiteral("application/json"), {}, *json};
    if (isJsonType(stated) || text.trimmed().isEmpty())
        return std::nullopt;
    return Artifact{OutputKind::Text, QStringLiteral("text/plain"), {}, text};
}

// What the answer says lies elsewhere, where its step knows the field that says so.
QUrl resultLink(const Ask &ask, const QJsonObject &body)
{
    const QString field = textIn(ask.parameters, QLatin1String("resultLink"));
    const QString said = field.isEmpty() ? QString() : body.value(field).toString().trimmed();
    const QUrl link = said.isEmpty() ? QUrl() : ask.baseUrl.resolved(QUrl(said));
    return link.scheme() == u"https" || link.scheme() == u"http" ? link : QUrl();
}

bool isMedia(OutputKind kind)
{
    return kind == OutputKind::Image || kind == OutputKind::Audio;
}

} // namespace

WorkerAdapter::WorkerAdapter(QByteArray callPath, QByteArray messagePath)
    : m_callPath(std::move(callPath))
    , m_messagePath(std::move(messagePath))
{}

Result<QUrl> WorkerAdapter::address(const Ask &ask) const
{
    if (ask.baseUrl.isEmpty())
        return Error{ErrorKind::BadUrl, QString(), QStringLiteral("the account has no address")};
    const QString own = textIn(ask.parameters, QLatin1String("path"));
    if (!own.isEmpty()) {
        // A path from a row must not leave the account's host.
        const QUrl parsed = QUrl::fromEncoded(own.toUtf8(), QUrl::TolerantMode);
        if (!parsed.isRelative() || !parsed.host().isEmpty() || own.startsWith(u"//"))
            return Error{ErrorKind::BadUrl, own, QStringLiteral("a step names a path, not an address")};
        return addressOf(ask.baseUrl, "", parsed.toEncoded(QUrl::RemoveFragment | QUrl::RemoveQuery));
    }
    const QString path = ask.baseUrl.path();
    const bool bare = path.isEmpty() || path == u"/";
    const QByteArray &usual = ask.operation == Operation::Message ? m_messagePath : m_callPath;
    return addressOf(ask.baseUrl, "", bare ? usual : QByteArray());
}

bool WorkerAdapter::does(Operation operation) const
{
    return operation == Operation::HttpCall || operation == Operation::Message;
}

// What it makes of what it is called with is its own affair.
bool WorkerAdapter::offers(Need, Operation, const QUrl &) const
{
    return false;
}

QStringList WorkerAdapter::voices(const QString &, const QUrl &) const
{
    return {};
}

// It knows no tokens.
qint64 WorkerAdapter::weightOf(const Ask &) const
{
    return 0;
}

Result<BuiltRequest> WorkerAdapter::build(const Ask &ask, const QString &key) const
{
    if (ask.operation == Operation::Join)
        return Error{ErrorKind::BadArgument, toName(ask.operation), QStringLiteral("a worker has no such operation")};
    const auto url = address(ask);
    if (!url)
        return url.error();
    const auto credential = keyHeaderValue(key);
    if (!credential)
        return credential.error();
    BuiltRequest request = jsonRequest(ask, *url, bodyOf(ask));
    const QByteArray name = headerValue(ask.taskName);
    const QByteArray retries = QByteArray::number(ask.attempt);
    request.headers.append({"X-CloudTasks-QueueName", headerValue(ask.queueName)});
    request.headers.append({"X-CloudTasks-TaskName", name});
    request.headers.append({"X-CloudTasks-TaskRetryCount", retries});
    request.headers.append({"X-CloudTasks-TaskExecutionCount", retries});
    request.headers.append({"Idempotency-Key", name});
    request.headers.append({"X-Request-Id", name});
    if (!credential->isEmpty())
        request.headers.append({"Authorization", "Bearer " + *credential});
    if (const Status added = addOwnHeaders(request, ask.parameters.value(QLatin1String("headers")).toObject()); !added)
        return added.error();
    return request;
}

Digest WorkerAdapter::digest(const Ask &ask, const ProviderAnswer &answer) const
{
    const auto body = jsonBody(answer.body);
    if (body && ask.operation == Operation::Message)
        if (const auto said = digestMessageError(ask, answer, *body))
            return *said;
    if (!isSuccess(answer.status)) {
        Digest digest = digestStatus(ask, answer, answer.status, whatItSaid(body));
        // Only what is about the credential or the address stops the account: other refusals are about this row.
        if (answer.status == 402 || answer.status == 403 || answer.status == 409)
            digest.outcome = Outcome::BadRequest;
        return digest;
    }
    Digest digest;
    digest.charge = chargeOfUse(ask, {});
    if (body && body->value(QLatin1String("success")).isBool() && !body->value(QLatin1String("success")).toBool()) {
        // The same as its 500: it says itself that it did not do the work.
        digest.outcome = Outcome::RetryBackoff;
        digest.charge = Charge::none();
        const QString said = whatItSaid(body);
        digest.message = oneLine(said.isEmpty() ? QStringLiteral("the worker reports a failure") : said);
        return digest;
    }
    if (const QUrl link = body ? resultLink(ask, *body) : QUrl(); link.isValid()) {
        digest.outcome = Outcome::Done;
        const OutputKind kind = isMedia(ask.output) ? ask.output : OutputKind::Image;
        digest.artifacts.append({kind, {}, {}, {}, link});
        if (isMedia(ask.output))
            return digest;
    }
    const auto artifact = artifactOf(answer);
    const bool wanted = ask.output != OutputKind::None;
    const bool damaged = !artifact && !answer.body.trimmed().isEmpty();
    if (wanted ? !artifact || artifact->kind != ask.output : damaged) {
        digest.message = !artifact
                             ? QStringLiteral("nothing usable in the answer")
                             : QStringLiteral("%1 came instead of %2").arg(toName(artifact->kind), toName(ask.output));
        return digest;
    }
    digest.outcome = Outcome::Done;
    if (artifact)
        digest.artifacts.append(*artifact);
    return digest;
}

} // namespace fornada
