#include "engine/cache_key.h"

#include "base/sha256.h"

#include <QJsonArray>
#include <QJsonDocument>

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

// The built-in sandbox listens on another port with every start; it is the same provider all the same.
QString providerOf(const Ask &ask, const Account &account)
{
    const bool isBuiltIn = account.kind == ProviderKind::Sandbox && account.url.isEmpty();
    return isBuiltIn ? QString(toName(account.kind))
                     : toName(account.kind) + u' ' + ask.baseUrl.toString(QUrl::RemoveUserInfo);
}

} // namespace

CacheKey cacheKeyOf(const Ask &ask, const Account &account, const QJsonObject &rules, const QString &sample)
{
    QJsonObject parameters = ask.parameters;
    const QJsonValue seed = parameters.take(QLatin1String("seed"));
    QJsonArray files;
    for (const InputFile &file : ask.files)
        files.append(digestOf(file.bytes + QByteArray(1, '\0'))); // an empty file is a file
    // Only calls carry the whole row; what is generated depends on the prompt.
    const bool carriesRow = ask.operation == Operation::HttpCall || ask.operation == Operation::Message ||
                            account.kind == ProviderKind::Worker;
    CacheKey key;
    key.facts = {{QStringLiteral("provider"), providerOf(ask, account)},
                 {QStringLiteral("model"), ask.model},
                 {QStringLiteral("operation"), toName(ask.operation) + u' ' + toName(ask.output)},
                 {QStringLiteral("prompt"), digestOf(ask.prompt.toUtf8())},
                 {QStringLiteral("parameters"), digestOf(parameters)},
                 {QStringLiteral("seed"), seed.isUndefined() ? QJsonValue(QString()) : seed},
                 {QStringLiteral("files"), files},
                 {QStringLiteral("row"), carriesRow ? digestOf(ask.row) : QString()},
                 {QStringLiteral("checks"), digestOf(rules)},
                 {QStringLiteral("sample"), sample}};
    key.hash = sha256(QJsonDocument(key.facts).toJson(QJsonDocument::Compact));
    return key;
}

QString cachePlaceOf(const QString &recipe, const QString &step, const QString &rowKey, const QString &fanKey)
{
    return QStringList{recipe, step, rowKey, fanKey}.join(u'\x1f');
}

} // namespace fornada
