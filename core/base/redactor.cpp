#include "base/redactor.h"

#include <QJsonArray>
#include <QList>
#include <QMutexLocker>
#include <QRegularExpression>
#include <QUrl>

#include <algorithm>
#include <functional>

namespace fornada {

namespace {

constexpr qsizetype kShortestSecret = 4;
const QLatin1String kHidden("[hidden]");

using Marks = QList<QLatin1String>;

struct Pattern {
    QRegularExpression form;
    QString replacement;
    Marks marks; // one of them is in whatever it finds: most texts have none, and are not looked through for it
};

Pattern pattern(const char *form, const char *replacement, const Marks &marks)
{
    return {QRegularExpression(QString::fromLatin1(form), QRegularExpression::CaseInsensitiveOption),
            QString::fromLatin1(replacement), marks};
}

bool hasOneOf(const QString &text, const Marks &marks)
{
    return std::any_of(marks.begin(), marks.end(),
                       [&](QLatin1String mark) { return text.contains(mark, Qt::CaseInsensitive); });
}

// The words of names whose values are secrets.
const Marks &credentialWords()
{
    static const Marks words{QLatin1String("key"), QLatin1String("passw"),  QLatin1String("passphrase"),
                             QLatin1String("pwd"), QLatin1String("secret"), QLatin1String("token")};
    return words;
}

// In this order: whole headers before the tokens inside them.
const QList<Pattern> &patterns()
{
    static const QList<Pattern> all = {
        // user:password@ in addresses
        pattern(R"((\b[a-z][a-z0-9+.-]*://)[^\s/@:"']*:[^\s/@"']+@)", R"(\1[hidden]@)", {QLatin1String("://")}),
        // headers: Authorization: Bearer x, x-goog-api-key: x, Cookie: a=b; c=d
        pattern(R"(\b((?:proxy-)?authorization|(?:set-)?cookie)(["']?\s*[:=]\s*+["']?+)(?!\[hidden\])[^\r\n"']+)",
                R"(\1\2[hidden])", {QLatin1String("authorization"), QLatin1String("cookie")}),
        pattern(R"(\b(bearer)\s+(?=\S*\d|\S{24})[a-z0-9._~+/=-]{8,})", R"(\1 [hidden])", {QLatin1String("bearer")}),
        // query parameters
        pattern(R"(([?&](?:key|sig|x-amz-signature|x-amz-credential|x-amz-security-token)=)(?!\[hidden\])[^&\s"'#]+)",
                R"(\1[hidden])", {QLatin1String("=")}),
        // name=value, "name": "value", name: value
        pattern(
            R"(\b((?:[a-z]+[_-])*(?:api[_-]?key|x-key|password|passwd|passphrase|pwd|client[_-]?secret|secret|)"
            R"((?:access|refresh|auth|id)[_-]?token|token)["']?\s*[:=]\s*+)(?:"[^"]*"|'[^']*'|(?!\[hidden\])[^\s,;&"'}]+))",
            R"(\1[hidden])", credentialWords()),
        // keys by their shape: Google, OpenAI and kin, AWS, Groq, GitHub, Slack, Meta, Google OAuth, JSON web tokens
        pattern(R"(\bAIza[a-z0-9_-]{10,})", "[hidden]", {QLatin1String("AIza")}),
        pattern(R"(\bsk-[a-z0-9_*-]{5,})", "[hidden]", {QLatin1String("sk-")}),
        pattern(R"(\b(?:AKIA|ASIA)[A-Z0-9]{16}\b)", "[hidden]", {QLatin1String("AKIA"), QLatin1String("ASIA")}),
        pattern(R"(\b(?:gsk_|ghp_|gho_|github_pat_|xox[abprs]-)[a-z0-9_-]{10,})", "[hidden]",
                {QLatin1String("gsk_"), QLatin1String("ghp_"), QLatin1String("gho_"), QLatin1String("github_pat_"),
                 QLatin1String("xox")}),
        pattern(R"(\bEAA[a-z0-9]{20,})", "[hidden]", {QLatin1String("EAA")}),
        pattern(R"(\bya29\.[a-z0-9_-]{10,})", "[hidden]", {QLatin1String("ya29.")}),
        pattern(R"(\beyJ[a-z0-9_-]{5,}\.[a-z0-9_-]{5,}\.[a-z0-9_-]*)", "[hidden]", {QLatin1String("eyJ")}),
    };
    return all;
}

bool namesCredential(const QString &key)
{
    static const QRegularExpression form(
        QStringLiteral(
            "(?:^|[_-])(?:api[_-]?key|x-key|password|passwd|passphrase|pwd|secret|token|authorization|cookie)$"
            "|[a-z]Token$|Secret$|Password$|^apiKey$|[a-z]ApiKey$"),
        QRegularExpression::NoPatternOption);
    const bool mayName =
        hasOneOf(key, credentialWords()) || hasOneOf(key, {QLatin1String("authorization"), QLatin1String("cookie")});
    return mayName && (form.match(key).hasMatch() || form.match(key.toLower()).hasMatch());
}

using CleanText = std::function<QString(const QString &)>;

QJsonObject cleanObject(const CleanText &clean, const QJsonObject &object);

QJsonValue cleanValue(const CleanText &clean, const QJsonValue &value)
{
    if (value.isString())
        return clean(value.toString());
    if (value.isObject())
        return cleanObject(clean, value.toObject());
    if (!value.isArray())
        return value;
    QJsonArray out;
    for (const QJsonValue &item : value.toArray())
        out.append(cleanValue(clean, item));
    return out;
}

QJsonObject cleanObject(const CleanText &clean, const QJsonObject &object)
{
    QJsonObject out;
    for (auto it = object.begin(); it != object.end(); ++it) {
        const bool hide = namesCredential(it.key()) && it.value().isString() && !it.value().toString().isEmpty();
        out.insert(clean(it.key()), hide ? QJsonValue(kHidden) : cleanValue(clean, it.value()));
    }
    return out;
}

// As it stands in a text, an address, a header, and in JSON, where some programs escape the slash too.
QStringList formsOf(const QString &secret)
{
    QString inJson = secret;
    inJson.replace(u'\\', QStringLiteral("\\\\")).replace(u'"', QStringLiteral("\\\""));
    QString withSlashes = inJson;
    withSlashes.replace(u'/', QStringLiteral("\\/"));
    return {secret, QString::fromLatin1(QUrl::toPercentEncoding(secret)),
            QString::fromLatin1(secret.toUtf8().toBase64(QByteArray::OmitTrailingEquals)), inJson, withSlashes};
}

} // namespace

void Redactor::addSecret(const QString &secret)
{
    const QString plain = secret.trimmed();
    if (plain.size() < kShortestSecret)
        return;
    const QMutexLocker lock(&m_mutex);
    if (m_secrets.contains(plain))
        return;
    m_secrets += formsOf(plain);
    m_secrets.removeDuplicates();
    std::sort(m_secrets.begin(), m_secrets.end(),
              [](const QString &a, const QString &b) { return a.size() > b.size(); });
}

QStringList Redactor::secrets() const
{
    const QMutexLocker lock(&m_mutex);
    return m_secrets;
}

QString Redactor::clean(QString text) const
{
    for (const QString &secret : secrets())
        text.replace(secret, kHidden);
    return hideByLooks(text);
}

QJsonObject Redactor::clean(const QJsonObject &object) const
{
    return cleanObject([this](const QString &text) { return clean(text); }, object);
}

QByteArray Redactor::withoutSecrets(QByteArray bytes, qsizetype shortest) const
{
    for (const QString &secret : secrets())
        if (secret.size() >= shortest)
            bytes.replace(secret.toUtf8(), kHidden.latin1());
    return bytes;
}

QString hideByLooks(QString text)
{
    for (const Pattern &known : patterns())
        if (hasOneOf(text, known.marks))
            text.replace(known.form, known.replacement);
    return text;
}

QJsonObject hideByLooks(const QJsonObject &object)
{
    return cleanObject([](const QString &text) { return hideByLooks(text); }, object);
}

} // namespace fornada
