#include "providers/wire.h"

#include "base/http_syntax.h"
#include "base/redactor.h"
#include "providers/delays.h"

#include <algorithm>

namespace fornada {

namespace {
constexpr qsizetype kLongestMessage = 300;
}

QByteArray header(const ProviderAnswer &answer, const char *name)
{
    return headerIn(answer.headers, name);
}

QByteArray headerValue(const QString &text)
{
    QByteArray out;
    for (const char c : text.toUtf8()) {
        if (c > ' ' && c < 0x7f && c != '%')
            out.append(c);
        else
            out.append('%').append(QByteArray::number(quint8(c), 16).rightJustified(2, '0').toUpper());
    }
    return out;
}

Result<QByteArray> keyHeaderValue(const QString &key)
{
    const QString plain = key.trimmed();
    for (const QChar c : plain) {
        if (c <= QLatin1Char(' ') || c > QLatin1Char('~'))
            return Error{ErrorKind::BadArgument, QStringLiteral("key"),
                         QStringLiteral("a key has no spaces and no characters beyond ASCII")};
    }
    return plain.toLatin1();
}

Result<QUrl> addressOf(const QUrl &base, const char *fallback, const QByteArray &path)
{
    QUrl start = base.isEmpty() ? QUrl::fromEncoded(fallback) : base;
    const bool known = start.scheme() == u"http" || start.scheme() == u"https";
    if (!start.isValid() || !known || start.host().isEmpty())
        return Error{ErrorKind::BadUrl, base.toDisplayString(), QStringLiteral("needs http:// or https:// and a host")};
    if (path.isEmpty())
        return start;
    const QString query = start.query(QUrl::FullyEncoded);
    start.setFragment({});
    start.setQuery(QString());
    QByteArray text = start.toEncoded();
    while (text.endsWith('/'))
        text.chop(1);
    text.append(path.startsWith('/') ? QByteArray() : QByteArray("/")).append(path);
    QUrl url = QUrl::fromEncoded(text, QUrl::StrictMode);
    if (!query.isEmpty())
        url.setQuery(query, QUrl::StrictMode);
    if (!url.isValid())
        return Error{ErrorKind::BadUrl, base.toDisplayString(), url.errorString()};
    return url;
}

BuiltRequest jsonRequest(const Ask &ask, const QUrl &url, const QJsonObject &body)
{
    BuiltRequest request;
    request.url = url;
    request.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    request.headers = {{"Content-Type", "application/json"}, {"Accept", "application/json"}};
    if (ask.local)
        request.headers.append({"X-Fornada-Job", headerValue(ask.jobName)});
    return request;
}

std::optional<QJsonObject> jsonBody(const QByteArray &body)
{
    QJsonParseError error{};
    const QJsonDocument document = QJsonDocument::fromJson(body, &error);
    if (error.error != QJsonParseError::NoError)
        return std::nullopt;
    if (document.isArray() && document.array().size() == 1 && document.array().first().isObject())
        return document.array().first().toObject();
    if (!document.isObject())
        return std::nullopt;
    return document.object();
}

std::optional<QString> jsonText(const QString &text)
{
    QString plain = text.trimmed();
    if (plain.startsWith(u"```") && plain.endsWith(u"```") && plain.size() > 6) {
        const qsizetype line = plain.indexOf(QLatin1Char('\n'));
        if (line > 0)
            plain = plain.mid(line + 1).chopped(3).trimmed();
    }
    QJsonParseError error{};
    const QJsonDocument document = QJsonDocument::fromJson(plain.toUtf8(), &error);
    if (error.error != QJsonParseError::NoError || document.isNull())
        return std::nullopt;
    return plain;
}

QString oneLine(const QString &text)
{
    // Cut before the patterns run: a megabyte of an error page is not worth matching.
    QString line = hideByLooks(text.left(4 * kLongestMessage)).simplified();
    if (line.size() > kLongestMessage)
        line = line.left(kLongestMessage - 1) + QChar(0x2026);
    return line;
}

bool wantsJson(const Ask &ask)
{
    const bool isText = ask.operation == Operation::Text || ask.operation == Operation::Transcription;
    return ask.operation == Operation::Json || (isText && ask.output == OutputKind::Json);
}

bool isSuccess(int status)
{
    return status >= 200 && status < 300;
}

Charge chargeOfRefusal(int status, Money reserve)
{
    switch (status) {
    case 499: // cancelled on their side
    case 502:
    case 504:
    case 520: // a gateway got an answer that it did not understand
    case 524: // or none in time
        return Charge::maybe(reserve);
    default:
        return Charge::none();
    }
}

Charge chargeOfUse(const Ask &ask, const BilledUse &use)
{
    if (use.cost)
        return Charge::actual(*use.cost);
    if (ask.price) {
        if (const auto money = priceOf(*ask.price, use))
            return Charge::actual(*money, !use.isStated());
    }
    return Charge::actual(ask.reserve, true);
}

qint64 limitReached(const Ask &ask, const BilledUse &use)
{
    if (const auto asked = outputLimit(ask); asked && *asked >= 1)
        return qint64(*asked);
    return use.output + use.imageOutput + use.audioOutput;
}

qint64 tokensOf(const QJsonObject &usage, QLatin1String key)
{
    return std::max<qint64>(0, usage.value(key).toVariant().toLongLong());
}

std::optional<double> numberIn(const QJsonObject &parameters, QLatin1String key)
{
    const QJsonValue value = parameters.value(key);
    if (value.isDouble())
        return value.toDouble();
    bool ok = false;
    const double number = value.toString().trimmed().toDouble(&ok);
    return ok ? std::optional(number) : std::nullopt;
}

std::optional<double> outputLimit(const Ask &ask)
{
    const auto asked = numberIn(ask.parameters, QLatin1String("maxOutputTokens"));
    return asked && ask.price ? std::min(*asked, double(ask.price->mostOutput)) : asked;
}

QString textIn(const QJsonObject &parameters, QLatin1String key, const QString &otherwise)
{
    const QString text = parameters.value(key).toVariant().toString().trimmed();
    return text.isEmpty() ? otherwise : text;
}

qint64 inputTokens(const Ask &ask)
{
    constexpr qint64 kBytesOfToken = 3;        // of text; four in English, a character each in Chinese
    constexpr qint64 kTokensOfPicture = 1'100; // in the usual tiling
    constexpr qint64 kBytesOfAudioToken = 500; // 128 kbit/s, 32 tokens a second
    constexpr qint64 kBytesOfWaveToken = 2'750;
    const QString system = textIn(ask.parameters, QLatin1String("system"));
    qint64 bytes = ask.prompt.toUtf8().size() + system.toUtf8().size();
    if (const QJsonValue schema = ask.parameters.value(QLatin1String("schema")); schema.isObject())
        bytes += QJsonDocument(schema.toObject()).toJson(QJsonDocument::Compact).size();
    qint64 tokens = 1 + bytes / kBytesOfToken;
    for (const InputFile &file : ask.files) {
        const bool isWave = file.mime.endsWith(u"wav") || file.mime.endsWith(u"wave");
        tokens += !file.mime.startsWith(u"audio/")
                      ? kTokensOfPicture
                      : 1 + file.bytes.size() / (isWave ? kBytesOfWaveToken : kBytesOfAudioToken);
    }
    return tokens;
}

Digest digestStatus(const Ask &ask, const ProviderAnswer &answer, int status, const QString &message)
{
    Digest digest;
    digest.charge = chargeOfRefusal(status, ask.reserve);
    digest.message = oneLine(message.isEmpty() ? QStringLiteral("HTTP %1").arg(status) : message);
    if (status >= 300 && status < 400) {
        digest.outcome = Outcome::NeedsUser;
        digest.message =
            oneLine(QStringLiteral("the address has moved to %1").arg(QString::fromUtf8(header(answer, "location"))));
        return digest;
    }
    switch (status) {
    case 401:
    case 402:
    case 403:
    case 407:
        digest.outcome = Outcome::NeedsUser;
        return digest;
    case 408:
    case 409:
    case 425:
    case 498: // Groq: no capacity for the flexible tier
    case 499:
        digest.outcome = Outcome::RetryBackoff;
        return digest;
    case 429:
    case 503:
        if (const auto delay = delayFromHeaders(answer)) {
            const bool pause = *delay <= kLongestPause;
            digest.outcome = pause ? Outcome::RetryAfter : Outcome::QuotaUntil;
            if (pause)
                digest.retryAfter = delay;
            else
                digest.resetAt = answer.received + *delay;
            return digest;
        }
        digest.outcome = Outcome::RetryBackoff;
        return digest;
    default:
        digest.outcome = status >= 400 && status < 500 ? Outcome::BadRequest : Outcome::RetryBackoff;
        return digest;
    }
}

} // namespace fornada
