#include "engine/control_command.h"

namespace fornada {

QJsonObject toJson(const Command &command)
{
    return {{QStringLiteral("command"), command.name},
            {QStringLiteral("args"), command.args},
            {QStringLiteral("by"), command.by}};
}

Result<Command> commandFromJson(const QJsonObject &json)
{
    const Command command{json.value(QLatin1String("command")).toString(), json.value(QLatin1String("args")).toObject(),
                          json.value(QLatin1String("by")).toString()};
    if (command.name.isEmpty())
        return Error{ErrorKind::BadArgument, QStringLiteral("command"), QStringLiteral("missing")};
    return command;
}

QString Args::needText(QLatin1String name)
{
    const QString value = text(name);
    if (value.isEmpty())
        fail(name, QStringLiteral("is missing"));
    return value;
}

qint64 Args::number(QLatin1String name, qint64 fallback)
{
    if (!has(name))
        return fallback;
    const QJsonValue value = m_json.value(name);
    bool ok = value.isDouble();
    const qint64 number = ok ? value.toInteger() : value.toString().toLongLong(&ok);
    if (!ok || (value.isDouble() && double(number) != value.toDouble()))
        fail(name, QStringLiteral("is not a whole number"));
    return number;
}

QJsonArray Args::list(QLatin1String name)
{
    const QJsonValue given = value(name);
    if (!given.isUndefined() && !given.isArray())
        fail(name, QStringLiteral("is not a list"));
    return given.toArray();
}

void Args::fail(const QString &name, const QString &why)
{
    fail({ErrorKind::BadArgument, name, why});
}

void Args::fail(const Error &error)
{
    if (!m_error)
        m_error = error;
}

std::optional<Money> Args::money(QLatin1String name)
{
    if (!has(name))
        return std::nullopt;
    const QJsonValue given = value(name);
    const auto money = moneyFromDecimal(given.isDouble() ? QString::number(given.toDouble()) : given.toString());
    if (!money || money->micros < 0)
        fail(name, QStringLiteral("is not an amount like 5.00"));
    return money;
}

} // namespace fornada
