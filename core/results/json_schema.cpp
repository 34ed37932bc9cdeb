#include "results/json_schema.h"

#include <QJsonArray>

#include <cmath>

namespace fornada {

namespace {

using Breach = std::optional<SchemaBreach>;

bool isOfType(const QJsonValue &value, const QString &type)
{
    if (type == u"object")
        return value.isObject();
    if (type == u"array")
        return value.isArray();
    if (type == u"string")
        return value.isString();
    if (type == u"number")
        return value.isDouble();
    if (type == u"integer")
        return value.isDouble() && value.toDouble() == std::floor(value.toDouble());
    if (type == u"boolean")
        return value.isBool();
    return type == u"null" ? value.isNull() : true;
}

QString textOf(const QJsonValue &value)
{
    if (!value.isArray())
        return value.toVariant().toString();
    QStringList parts;
    const QJsonArray items = value.toArray();
    for (const QJsonValue &item : items)
        parts.append(item.toVariant().toString());
    return parts.join(QStringLiteral(", "));
}

// A limit of this name holds for this number.
Breach limitBreach(const QJsonObject &schema, QLatin1String least, QLatin1String most, double number,
                   const QString &place)
{
    if (schema.contains(least) && number < schema.value(least).toDouble())
        return SchemaBreach{place, least, textOf(schema.value(least))};
    if (schema.contains(most) && number > schema.value(most).toDouble())
        return SchemaBreach{place, most, textOf(schema.value(most))};
    return std::nullopt;
}

Breach objectBreach(const QJsonObject &schema, const QJsonObject &object, const QString &place)
{
    const QString before = place.isEmpty() ? QString() : place + u'.';
    const QJsonArray required = schema.value(QLatin1String("required")).toArray();
    for (const QJsonValue &name : required)
        if (!object.contains(name.toString()))
            return SchemaBreach{before + name.toString(), QStringLiteral("required"), {}};
    const QJsonObject properties = schema.value(QLatin1String("properties")).toObject();
    for (auto it = properties.begin(); it != properties.end(); ++it)
        if (object.contains(it.key()))
            if (Breach breach = schemaBreach(it.value().toObject(), object.value(it.key()), before + it.key()))
                return breach;
    return std::nullopt;
}

Breach arrayBreach(const QJsonObject &schema, const QJsonArray &array, const QString &place)
{
    if (Breach breach =
            limitBreach(schema, QLatin1String("minItems"), QLatin1String("maxItems"), double(array.size()), place))
        return breach;
    const QJsonObject items = schema.value(QLatin1String("items")).toObject();
    for (qsizetype i = 0; i < array.size() && !items.isEmpty(); ++i)
        if (Breach breach = schemaBreach(items, array.at(i), place + QStringLiteral("[%1]").arg(i)))
            return breach;
    return std::nullopt;
}

} // namespace

std::optional<SchemaBreach> schemaBreach(const QJsonObject &schema, const QJsonValue &value, const QString &place)
{
    const QString type = schema.value(QLatin1String("type")).toString();
    if (!type.isEmpty() && !isOfType(value, type))
        return SchemaBreach{place, QStringLiteral("type"), type};
    const QJsonArray allowed = schema.value(QLatin1String("enum")).toArray();
    if (!allowed.isEmpty() && !allowed.contains(value))
        return SchemaBreach{place, QStringLiteral("enum"), textOf(allowed)};
    if (value.isObject())
        return objectBreach(schema, value.toObject(), place);
    if (value.isArray())
        return arrayBreach(schema, value.toArray(), place);
    if (value.isString())
        return limitBreach(schema, QLatin1String("minLength"), QLatin1String("maxLength"),
                           double(value.toString().size()), place);
    if (value.isDouble())
        return limitBreach(schema, QLatin1String("minimum"), QLatin1String("maximum"), value.toDouble(), place);
    return std::nullopt;
}

} // namespace fornada
