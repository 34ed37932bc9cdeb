#include "ctl/key_values.h"

#include <QJsonArray>
#include <QRegularExpression>

#include <functional>

namespace fornada {

namespace {

std::optional<double> seconds(const QString &unit)
{
    if (unit == QLatin1String("s") || unit == QLatin1String("sec"))
        return 1;
    if (unit == QLatin1String("min") || unit == QLatin1String("m"))
        return 60;
    if (unit == QLatin1String("h") || unit == QLatin1String("hour"))
        return 3600;
    if (unit == QLatin1String("day") || unit == QLatin1String("d"))
        return 86'400;
    bool ok = false;
    const double value = unit.toDouble(&ok);
    return ok ? std::optional(value) : std::nullopt;
}

// "60/min,10" -> count, period and burst
std::optional<QJsonValue> rate(const QString &text)
{
    static const QRegularExpression form(QStringLiteral("^(\\d+)/([\\w.]+)(?:,(\\d+))?$"));
    const auto match = form.match(text);
    const auto period = seconds(match.captured(2));
    if (!match.hasMatch() || !period)
        return std::nullopt;
    QJsonObject json{{QStringLiteral("count"), match.captured(1).toInt()}, {QStringLiteral("period"), *period}};
    if (!match.captured(3).isEmpty())
        json.insert(QStringLiteral("burst"), match.captured(3).toInt());
    return json;
}

// "15@America/Los_Angeles"
std::optional<QJsonValue> daily(const QString &text)
{
    bool ok = false;
    const int count = text.section(QLatin1Char('@'), 0, 0).toInt(&ok);
    if (!ok)
        return std::nullopt;
    QJsonObject json{{QStringLiteral("count"), count}};
    if (text.contains(QLatin1Char('@')))
        json.insert(QStringLiteral("zone"), text.section(QLatin1Char('@'), 1));
    return json;
}

// "mon-fri 22:00-06:00@America/Sao_Paulo", several rules with ";"
std::optional<QJsonValue> hours(const QString &text)
{
    static const QStringList days = {QStringLiteral("mon"), QStringLiteral("tue"), QStringLiteral("wed"),
                                     QStringLiteral("thu"), QStringLiteral("fri"), QStringLiteral("sat"),
                                     QStringLiteral("sun")};
    static const QRegularExpression form(
        QStringLiteral("^(?:([a-z]{3})(?:-([a-z]{3}))?\\s+)?(\\d\\d:\\d\\d)-(\\d\\d:\\d\\d)$"));
    QJsonArray rules;
    const QStringList parts = text.section(QLatin1Char('@'), 0, 0).split(QLatin1Char(';'));
    for (const QString &part : parts) {
        const auto match = form.match(part.trimmed().toLower());
        if (!match.hasMatch())
            return std::nullopt;
        QJsonArray weekdays;
        const bool everyDay = match.captured(1).isEmpty();
        const qsizetype first = everyDay ? 0 : days.indexOf(match.captured(1));
        const qsizetype last = everyDay ? 6 : match.captured(2).isEmpty() ? first : days.indexOf(match.captured(2));
        if (first < 0 || last < 0)
            return std::nullopt;
        for (qsizetype day = first;; day = (day + 1) % 7) {
            weekdays.append(int(day + 1));
            if (day == last)
                break;
        }
        rules.append(QJsonObject{{QStringLiteral("weekdays"), weekdays},
                                 {QStringLiteral("from"), match.captured(3)},
                                 {QStringLiteral("to"), match.captured(4)}});
    }
    QJsonObject json{{QStringLiteral("rules"), rules}};
    if (text.contains(QLatin1Char('@')))
        json.insert(QStringLiteral("zone"), text.section(QLatin1Char('@'), 1));
    return json;
}

std::optional<QJsonValue> number(const QString &text)
{
    bool ok = false;
    const double value = text.toDouble(&ok);
    return ok ? std::optional<QJsonValue>(value) : std::nullopt;
}

struct Key {
    QString name;
    QString section; // "limits", "retry" or empty
    QString target;
    std::function<std::optional<QJsonValue>(const QString &)> read;
};

const QList<Key> &keys()
{
    const auto limit = QStringLiteral("limits");
    const auto retry = QStringLiteral("retry");
    static const QList<Key> all = {
        {QStringLiteral("pace"), limit, QStringLiteral("pace"), rate},
        {QStringLiteral("window"), limit, QStringLiteral("window"), rate},
        {QStringLiteral("tokenWindow"), limit, QStringLiteral("tokenWindow"), rate},
        {QStringLiteral("gap"), limit, QStringLiteral("minimumGap"), number},
        {QStringLiteral("daily"), limit, QStringLiteral("dailyCap"), daily},
        {QStringLiteral("concurrency"), limit, QStringLiteral("concurrency"), number},
        {QStringLiteral("rowConcurrency"), limit, QStringLiteral("rowConcurrency"), number},
        {QStringLiteral("hours"), limit, QStringLiteral("openHours"), hours},
        {QStringLiteral("attempts"), retry, QStringLiteral("maxAttempts"), number},
        {QStringLiteral("doublings"), retry, QStringLiteral("maxDoublings"), number},
        {QStringLiteral("jitter"), retry, QStringLiteral("jitter"), number},
        {QStringLiteral("ageLimit"), retry, QStringLiteral("ageLimit"), number},
        {QStringLiteral("deadline"), {}, QStringLiteral("deadline"), number},
        {QStringLiteral("alertAt"), {}, QStringLiteral("alertAt"), number},
    };
    return all;
}

void put(QJsonObject &changes, const QString &section, const QString &name, const QJsonValue &value)
{
    if (section.isEmpty()) {
        changes.insert(name, value);
        return;
    }
    QJsonObject inner = changes.value(section).toObject();
    inner.insert(name, value);
    changes.insert(section, inner);
}

} // namespace

Result<QJsonObject> queueChanges(const QStringList &pairs)
{
    QJsonObject changes;
    for (const QString &pair : pairs) {
        const QString name = pair.section(QLatin1Char('='), 0, 0);
        const QString text = pair.section(QLatin1Char('='), 1);
        const Error bad{ErrorKind::BadArgument, name, QStringLiteral("\"%1\" is not understood").arg(pair)};
        if (!pair.contains(QLatin1Char('=')))
            return bad;
        if (name == QLatin1String("account")) {
            changes.insert(name, text);
            continue;
        }
        if (name == QLatin1String("backoff")) {
            const auto least = number(text.section(QLatin1Char('-'), 0, 0));
            const auto most = number(text.section(QLatin1Char('-'), 1));
            if (!least || !most)
                return bad;
            put(changes, QStringLiteral("retry"), QStringLiteral("minBackoff"), *least);
            put(changes, QStringLiteral("retry"), QStringLiteral("maxBackoff"), *most);
            continue;
        }
        const auto key = std::find_if(keys().cbegin(), keys().cend(), [&](const Key &k) { return k.name == name; });
        if (key == keys().cend())
            return Error{ErrorKind::BadArgument, name, QStringLiteral("is not a limit that a queue has")};
        const auto value =
            text == QLatin1String("none") ? std::optional<QJsonValue>(QJsonValue::Null) : key->read(text);
        if (!value)
            return bad;
        put(changes, key->section, key->target, *value);
    }
    return changes;
}

Result<QJsonObject> accountLimits(const QStringList &pairs)
{
    for (const QString &pair : pairs) {
        const QString name = pair.section(u'=', 0, 0);
        const auto key = std::find_if(keys().cbegin(), keys().cend(), [&](const Key &k) { return k.name == name; });
        const bool isOfRows = name == QLatin1String("rowConcurrency"); // rows are counted in their queue
        if (key == keys().cend() || key->section != QLatin1String("limits") || isOfRows)
            return Error{ErrorKind::BadArgument, name, QStringLiteral("is not a limit that an account has")};
    }
    return queueChanges(pairs);
}

Result<QJsonObject> plainPairs(const QStringList &pairs)
{
    QJsonObject values;
    for (const QString &pair : pairs) {
        const QString name = pair.section(QLatin1Char('='), 0, 0);
        const QString text = pair.section(QLatin1Char('='), 1);
        if (!pair.contains(QLatin1Char('=')) || name.isEmpty())
            return Error{ErrorKind::BadArgument, pair, QStringLiteral("is not name=value")};
        values.insert(name, text);
    }
    return values;
}

} // namespace fornada
