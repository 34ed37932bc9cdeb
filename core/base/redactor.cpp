#include "base/redactor.h"

#include <QJsonArray>
#include <QList>
#include <QMutexLocker>
#include <QRegularExpression>
#include <QUrl>

#include <algorithm>

namespace fornada {

namespace {

constexpr qsizetype kShortestSecret = 4;
const QLatin1String kHidden("[hidden]");

struct Pattern {
    QRegularExpression form;
    QString replacement;
};

Pattern pattern(const char *form, const char *replacement)
{
    return {QRegularExpression(QString::fromLatin1(form), QRegularExpression::CaseInsensitiveOption),
            QString::fromLatin1(replacement)};
}

// In this order: whole headers before the tokens inside them.
const QList<Pattern> &patterns()
{
    static const QList<Pattern> all = {
        // user:password@ in addresses
        pattern(R"((\b[a-z][a-z0-9+.-]*://)[^\s/@:"']*:[^\s/@"']+@)", R"(\1[hidden]@)"),
        // headers: Authorization: Bearer x, x-goog-api-key: x, Cookie: a=b; c=d
        pattern(R"(\b((?:proxy-)?authorization|(?:set-)?cookie)(["']?\s*[:=]\s*+["']?+)(?!\[hidden\])[^\r\n"']+)",
                R"(\1\2[hidden])"),
        pattern(R"(\b(bearer)\s+(?=\S*\d|\S{24})[a-z0-9._~+/=-]{8,})", R"(\1 [hidden])"),
        // query parameters
        pattern(R"(([?&](?:key|sig|x-amz-signature|x-amz-credential|x-amz-security-token)=)(?!\[hidden\])[^&\s"'#]+)",
                R"(\1[hidden])"),
        // name=value, "name": "value", name: value
        pattern(
            R"(\b((?:[a-z]+[_-])*(?:api[_-]?key|x-key|password|passwd|passphrase|pwd|client[_-]?secret|secret|)"
            R"((?:access|refresh|auth|id)[_-]?token|token)["']?\s*[:=]\s*+)(?:"[^"]*"|'[^']*'|(?!\[hidden\])[^\s,;&"'}]+))",
            R"(\1[hidden])"),
        // keys by their shape: Google, OpenAI and kin, AWS, Groq, GitHub, Slack, Meta, Google OAuth, JSON web tokens
        pattern(R"(\bAIza[a-z0-9_-]{10,})", "[hidden]"),
        pattern(R"(\bsk-[a-z0-9_*-]{5,})", "[hidden]"),
        pattern(R"(\b(?:AKIA|ASIA)[A-Z0-9]{16}\b)", "[hidden]"),
        pattern(R"(\b(?:gsk_|ghp_|gho_|github_pat_|xox[abprs]-)[a-z0-9_-]{10,})", "[hidden]"),
        pattern(R"(\bEAA[a-z0-9]{20,})", "[hidden]"),
        pattern(R"(\bya29\.[a-z0-9_-]{10,})", "[hidden]"),
        pattern(R"(\beyJ[a-z0-9_-]{5,}\.[a-z0-9_-]{5,}\.[a-z0-9_-]*)", "[hidden]"),
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
    return form.match(key).hasMatch() || form.match(key.toLower()).hasMatch();
}

QJsonValue cleanValue(const Redactor &redactor, const QJsonValue &value)
{
    if (value.isString())
        return redactor.clean(value.toString());
    if (value.isObject())
        return redactor.clean(value.toObject());
    if (!value.isArray())
        return value;
    QJsonArray out;
    for (const QJsonValue &item : value.toArray())
        out.append(cleanValue(redactor, item));
    return out;
}

} // namespace

void Redactor::addSecret(const QString &secret)
{
    const QString plain = secret.trimmed();
    if (plain.size() < kShortestSecret)
        return;
    const QString encoded = QString::fromLatin1(QUrl::toPercentEncoding(plain));
    const QString base64 = QString::fromLatin1(plain.toUtf8().toBase64(QByteArray::OmitTrailingEquals));
    const QMutexLocker lock(&m_mutex);
    for (const QString &form : {plain, encoded, base64}) {
        if (!m_secrets.contains(form))
            m_secrets.append(form);
    }
    std::sort(m_secrets.begin(), m_secrets.end(),
              [](const QString &a, const QString &b) { return a.size() > b.size(); });
}

QString Redactor::clean(QString text) const
{
    QStringList secrets;
    {
        const QMutexLocker lock(&m_mutex);
        secrets = m_secrets;
    }
    for (const QString &secret : secrets)
        text.replace(secret, kHidden);
    for (const Pattern &known : patterns())
        text.replace(known.form, known.replacement);
    return text;
}

QJsonObject Redactor::clean(const QJsonObject &object) const
{
    QJsonObject out;
    for (auto it = object.begin(); it != object.end(); ++it) {
        const bool hide = namesCredential(it.key()) && it.value().isString() && !it.value().toString().isEmpty();
        out.insert(clean(it.key()), hide ? QJsonValue(kHidden) : cleanValue(*this, it.value()));
    }
    return out;
}

} // namespace fornada
