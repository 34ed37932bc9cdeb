#include "engine/cache_key.h"

#include "base/sha256.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace fornada {

namespace {

// Of a long text its hash is enough to compare by.
QString digestOf(const QByteArray &text)
{
    return text.isEmpty() ? QString() : QString::fromLatin1(sha256(text).toHex());
}

QString digestOf(const QJsonObject &object)
{
    return object.isEmpty() ? QString() : digestOf(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

// Writes a JSON object of a few strings: each request has one, most of them only to be hashed.
class FactsText final {
public:
    explicit FactsText(QByteArray &out)
        : m_out(out)
    {
        m_out.reserve(512);
    }
    void add(const char *name, const QString &value)
    {
        begin(name);
        put(value);
    }
    void add(const char *name, const QStringList &values)
    {
        begin(name);
        m_out += '[';
        for (qsizetype i = 0; i < values.size(); ++i) {
            if (i > 0)
                m_out += ',';
            put(values.at(i));
        }
        m_out += ']';
    }
    void add(const char *name, const QJsonValue &value)
    {
        begin(name);
        putJson(value);
    }
    void end() { m_out += '}'; }

private:
    void begin(const char *name)
    {
        m_out += m_out.isEmpty() ? "{\"" : ",\"";
        m_out += name;
        m_out += "\":";
    }
    void put(const QString &value)
    {
        const bool isPlain = std::all_of(value.begin(), value.end(),
                                         [](QChar c) { return c >= u' ' && c < u'\x7f' && c != u'"' && c != u'\\'; });
        if (!isPlain)
            return putJson(value);
        m_out += '"';
        m_out += value.toLatin1();
        m_out += '"';
    }
    void putJson(const QJsonValue &value)
    {
        m_out += QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact).chopped(1).sliced(1);
    }

    QByteArray &m_out;
};

// The built-in sandbox listens on another port with every start; it is the same provider all the same.
QString providerOf(const Ask &ask, const Account &account)
{
    const bool isBuiltIn = account.kind == ProviderKind::Sandbox && account.url.isEmpty();
    return isBuiltIn ? QString(toName(account.kind))
                     : toName(account.kind) + u' ' + ask.baseUrl.toString(QUrl::RemoveUserInfo);
}

} // namespace

QJsonObject CacheKey::facts() const
{
    return QJsonDocument::fromJson(text).object();
}

SampleKeys::SampleKeys(const Ask &ask, const Account &account, const QJsonObject &rules)
{
    QJsonObject parameters = ask.parameters;
    const QJsonValue seed = parameters.take(QLatin1String("seed"));
    QStringList files;
    for (const InputFile &file : ask.files)
        files.append(digestOf(file.bytes + QByteArray(1, '\0'))); // an empty file is a file
    // Only calls carry the whole row; what is generated depends on the prompt.
    const bool carriesRow = ask.operation == Operation::HttpCall || ask.operation == Operation::Message ||
                            account.kind == ProviderKind::Worker;
    FactsText text(m_before); // in the order of their names, as QJsonDocument would have them
    text.add("checks", digestOf(rules));
    text.add("files", files);
    text.add("model", ask.model);
    text.add("operation", toName(ask.operation) + u' ' + toName(ask.output));
    text.add("parameters", digestOf(parameters));
    text.add("prompt", digestOf(ask.prompt.toUtf8()));
    text.add("provider", providerOf(ask, account));
    text.add("row", carriesRow ? digestOf(ask.row) : QString());
    m_seed = seed.isUndefined() ? QJsonValue(QString()) : seed;
}

CacheKey SampleKeys::keyOf(const QString &sample) const
{
    CacheKey key;
    key.text = m_before;
    FactsText text(key.text);
    text.add("sample", sample);
    text.add("seed", m_seed);
    text.end();
    key.hash = sha256(key.text);
    return key;
}

QString cachePlaceOf(const QString &recipe, const QString &step, const QString &rowKey, const QString &fanKey)
{
    return QStringList{recipe, step, rowKey, fanKey}.join(u'\x1f');
}

} // namespace fornada
