#pragma once

#include "base/money.h"
#include "base/result.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QString>

#include <functional>
#include <optional>

namespace fornada {

// An operator's action as a value; the window, fornadactl and the local socket all send these.
struct Command {
    QString name; // "batch.pause"
    QJsonObject args;
    QString by; // "window", "fornadactl"
};

using CommandReply = std::function<void(Result<QJsonObject>)>;

QJsonObject toJson(const Command &command);
Result<Command> commandFromJson(const QJsonObject &json);

// Reads a command's arguments; a missing or wrong one becomes a BadArgument error that names it.
class Args {
public:
    explicit Args(QJsonObject json)
        : m_json(std::move(json))
    {}

    bool has(QLatin1String name) const { return m_json.contains(name); }
    QString text(QLatin1String name) const { return m_json.value(name).toString(); }
    QString needText(QLatin1String name);
    qint64 number(QLatin1String name, qint64 fallback = 0);
    // An amount like "5.00", when it is there.
    std::optional<Money> money(QLatin1String name);
    bool flag(QLatin1String name) const { return m_json.value(name).toBool(); }
    QJsonObject object(QLatin1String name) const { return m_json.value(name).toObject(); }
    // Empty when it is not there. What is no list must not pass for one that narrows nothing.
    QJsonArray list(QLatin1String name);
    QJsonValue value(QLatin1String name) const { return m_json.value(name); }

    // The first thing that was wrong.
    const std::optional<Error> &error() const { return m_error; }
    void fail(const QString &name, const QString &why);
    void fail(const Error &error);

private:
    QJsonObject m_json;
    std::optional<Error> m_error;
};

} // namespace fornada
