#include "recipes/fan_out.h"

#include "model/fan_key.h"
#include "recipes/template.h"

namespace fornada {

namespace {

constexpr qsizetype kMostJobs = 1'000; // of one step for one row

QString valueText(const QJsonValue &value)
{
    if (value.isDouble() && double(value.toInteger()) == value.toDouble())
        return QString::number(value.toInteger());
    return value.toVariant().toString().trimmed();
}

// A list, or a text with its items divided by commas, semicolons or lines; what comes twice counts once.
QStringList listOf(const QJsonValue &value)
{
    QStringList list;
    if (value.isArray()) {
        const QJsonArray items = value.toArray();
        for (const QJsonValue &item : items)
            list.append(valueText(item));
    } else {
        list = itemsOf(valueText(value));
    }
    list.removeAll(QString());
    list.removeDuplicates();
    return list;
}

QStringList valuesOf(const FanOut &fan, const QJsonObject &context)
{
    if (!fan.source.isEmpty())
        return listOf(fieldValue(context, fan.source));
    if (fan.count == 0)
        return fan.values;
    QStringList numbers;
    for (int i = 1; i <= fan.count; ++i)
        numbers.append(QString::number(i));
    return numbers;
}

} // namespace

QStringList itemsOf(QString text)
{
    text.replace(u';', u',').replace(u'\n', u',');
    QStringList items = text.split(u',');
    for (QString &item : items)
        item = item.trimmed();
    items.removeAll(QString());
    return items;
}

Result<QStringList> fanKeys(const Step &step, const QJsonObject &fields, const QJsonObject &parameters)
{
    QList<QStringList> tuples{QStringList()};
    for (const FanOut &fan : step.forEach) {
        const bool ofBatch = fan.source.startsWith(QLatin1String("params."));
        const QStringList values =
            valuesOf(fan, ofBatch ? QJsonObject{{QStringLiteral("params"), parameters}} : fields);
        if (values.isEmpty())
            return Error{ErrorKind::FieldMissing, fan.source,
                         QStringLiteral("step '%1', for each %2").arg(step.id, fan.name)};
        if (values.size() * tuples.size() > kMostJobs)
            return Error{ErrorKind::TooMany, fan.name,
                         QStringLiteral("step '%1' would have more than %2 jobs a row").arg(step.id).arg(kMostJobs)};
        QList<QStringList> longer;
        for (const QStringList &tuple : std::as_const(tuples))
            for (const QString &value : values)
                longer.append(tuple + QStringList{value});
        tuples = std::move(longer);
    }
    QStringList keys;
    for (const QStringList &tuple : std::as_const(tuples))
        keys.append(fanKeyOf(tuple));
    return keys;
}

QJsonArray fanToJson(const QList<FanOut> &forEach)
{
    QJsonArray json;
    for (const FanOut &fan : forEach) {
        QJsonObject entry{{QStringLiteral("name"), fan.name}};
        if (!fan.source.isEmpty())
            entry.insert(QStringLiteral("in"), fan.source);
        else if (fan.count > 0)
            entry.insert(QStringLiteral("count"), fan.count);
        else
            entry.insert(QStringLiteral("in"), QJsonArray::fromStringList(fan.values));
        json.append(entry);
    }
    return json;
}

} // namespace fornada
