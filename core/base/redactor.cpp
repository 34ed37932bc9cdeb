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

// Which letters are in a text, as a set that may take one for another: what it says is not there is not.
quint64 lettersOf(QStringView text)
{
    quint64 letters = 0;
    for (const QChar c : text)
        letters |= quint64(1) << (c.toCaseFolded().unicode() & 63);
    return letters;
}

// What is searched for whatever its case. Hardly a text has all its letters, and needs to be searched.
struct Mark {
    Mark(const char *word)
        : text(word)
        , letters(lettersOf(QString(text)))
    {}
    QLatin1String text;
    quint64 letters;
};
using Marks = QList<Mark>;

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

bool hasOneOf(const QString &text, quint64 letters, const Marks &marks)
{
    return std::any_of(marks.begin(), marks.end(), [&](const Mark &mark) {
        return (mark.letters & ~letters) == 0 && text.contains(mark.text, Qt::CaseInsensitive);
    });
}

// The words of names whose values are secrets.
const Marks &credentialWords()
{
    static const Marks words{"key", "passw", "passphrase", "pwd", "secret", "token"};
    return words;
}

// In this order: whole headers before the tokens inside them.
const QList<Pattern> &patterns()
{
    static const QList<Pattern> all = {
        // user:password@ in addresses
        pattern(R"((\b[a-z][a-z0-9+.-]*://)[^\s/@:"']*:[^\s/@"']+@)", R"(\1[hidden]@)", {"://"}),
        // headers: Authorization: Bearer x, x-goog-api-key: x, Cookie: a=b; c=d
        pattern(R"(\b((?:proxy-)?authorization|(?:set-)?cookie)(["']?\s*[:=]\s*+["']?+)(?!\[hidden\])[^\r\n"']+)",
                R"(\1\2[hidden])", {"authorization", "cookie"}),
        pattern(R"(\b(bearer)\s+(?=\S*\d|\S{24})[a-z0-9._~+/=-]{8,})", R"(\1 [hidden])", {"bearer"}),
        // query parameters
        pattern(R"(([?&](?:key|sig|x-amz-signature|x-amz-credential|x-amz-security-token)=)(?!\[hidden\])[^&\s"'#]+)",
                R"(\1[hidden])", {"="}),
        // name=value, "name": "value", name: value
        pattern(
            R"(\b((?:[a-z]+[_-])*(?:api[_-]?key|x-key|password|passwd|passphrase|pwd|client[_-]?secret|secret|)"
            R"((?:access|refresh|auth|id)[_-]?token|token)["']?\s*[:=]\s*+)(?:"[^"]*"|'[^']*'|(?!\[hidden\])[^\s,;&"'}]+))",
            R"(\1[hidden])", credentialWords()),
        // keys by their shape: Google, OpenAI and kin, AWS, Groq, GitHub, Slack, Meta, Google OAuth, JSON web tokens
        pattern(R"(\bAIza[a-z0-9_-]{10,})", "[hidden]", {"AIza"}),
        pattern(R"(\bsk-[a-z0-9_*-]{5,})", "[hidden]", {"sk-"}),
        pattern(R"(\b(?:AKIA|ASIA)[A-Z0-9]{16}\b)", "[hidden]", {"AKIA", "ASIA"}),
        pattern(R"(\b(?:gsk_|ghp_|gho_|github_pat_|xox[abprs]-)[a-z0-9_-]{10,})", "[hidden]",
                {"gsk_", "ghp_", "gho_", "github_pat_", "xox"}),
        pattern(R"(\bEAA[a-z0-9]{20,})", "[hidden]", {"EAA"}),
        pattern(R"(\bya29\.[a-z0-9_-]{10,})", "[hidden]", {"ya29."}),
        pattern(R"(\beyJ[a-z0-9_-]{5,}\.[a-z0-9_-]{5,}\.[a-z0-9_-]*)", "[hidden]", {"eyJ"}),
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
    static const Marks words = credentialWords() + Marks{"authorization", "cookie"};
    return hasOneOf(key, lettersOf(key), words) && (form.match(key).hasMatch() || form.match(key.toLower()).hasMatch());
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
    const quint64 letters = lettersOf(text); // what is put in brings no mark
    for (const Pattern &known : patterns())
        if (hasOneOf(text, letters, known.marks))
            text.replace(known.form, known.replacement);
    return text;
}

QJsonObject hideByLooks(const QJsonObject &object)
{
    return cleanObject([](const QString &text) { return hideByLooks(text); }, object);
}

} // namespace fornada
