#include "recipes/named_values.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QStringList>

namespace fornada {

namespace {

// By name in lower case; the one without a name stands for all others.
QJsonObject valuesByName(const QJsonValue &list)
{
    QJsonObject values;
    const QJsonObject given =
        list.isString() ? QJsonDocument::fromJson(list.toString().toUtf8()).object() : list.toObject();
    for (auto it = given.begin(); it != given.end(); ++it)
        values.insert(it.key().trimmed().toLower(), it.value());
    if (!given.isEmpty())
        return values;
    QString text = list.toString();
    const QStringList entries = text.replace(u';', u',').replace(u'\n', u',').split(u',');
    for (const QString &entry : entries) {
        const qsizetype colon = entry.indexOf(u':');
        const QString value = entry.mid(colon + 1).trimmed();
        if (!value.isEmpty())
            values.insert(entry.left(std::max<qsizetype>(colon, 0)).trimmed().toLower(), value);
    }
    return values;
}

} // namespace

QJsonValue namedValue(const QJsonValue &list, const QString &name)
{
    const QJsonObject values = valuesByName(list);
    const QString whole = name.trimmed().toLower();
    const QString beginning = whole.section(u'-', 0, 0).section(u'_', 0, 0);
    for (const QString &known : {whole, beginning, QString()})
        if (values.contains(known))
            return values.value(known);
    return QJsonValue(QJsonValue::Undefined);
}

} // namespace fornada
