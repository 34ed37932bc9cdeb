#include "model/limit_config.h"

#include <QJsonArray>
#include <QSet>
#include <QTimeZone>

#include <cmath>
#include <limits>

namespace fornada {

namespace {

using std::chrono::minutes;

constexpr double kMostSeconds = 10.0 * 366 * 86400;
constexpr int kMinutesPerDay = 24 * 60;

QJsonValue seconds(Micros time)
{
    if (time % std::chrono::seconds(1) == Micros(0))
        return qint64(time.count() / 1'000'000);
    return double(time.count()) / 1e6;
}

QString clockTime(minutes time)
{
    const QLatin1Char zero('0');
    return QStringLiteral("%1:%2").arg(time.count() / 60, 2, 10, zero).arg(time.count() % 60, 2, 10, zero);
}

// Reads one JSON object key by key and remembers the first thing that is wrong, by the key's full name.
class Reader {
public:
    Reader(const QJsonObject &json, QString path)
        : m_json(json)
        , m_path(std::move(path))
    {}

    bool has(QLatin1String key)
    {
        m_known.insert(key);
        return m_json.contains(key) && !m_json[key].isNull();
    }
    void fail(QLatin1String key, const QString &why)
    {
        if (!m_error)
            m_error = Error{ErrorKind::BadArgument, m_path + key, why};
    }
    void take(const std::optional<Error> &error)
    {
        if (!m_error)
            m_error = error;
    }
    double number(QLatin1String key, double fallback, double least, double most)
    {
        if (!has(key))
            return fallback;
        if (!m_json[key].isDouble()) {
            fail(key, QStringLiteral("must be a number"));
            return fallback;
        }
        const double value = m_json[key].toDouble();
        if (value >= least && value <= most)
            return value;
        fail(key, QStringLiteral("must be from %1 to %2").arg(least, 0, 'g', 12).arg(most, 0, 'g', 12));
        return fallback;
    }
    qint64 integer(QLatin1String key, qint64 fallback, qint64 least, qint64 most)
    {
        const double value = number(key, double(fallback), double(least), double(most));
        if (value != std::floor(value))
            fail(key, QStringLiteral("must be a whole number"));
        return qint64(value);
    }
    int count(QLatin1String key, int fallback, int least = 1)
    {
        return int(integer(key, fallback, least, 1'000'000'000));
    }
    // leastSeconds 0: none at all is a value too.
    Micros duration(QLatin1String key, Micros fallback, double leastSeconds = 1e-6)
    {
        const double value = number(key, double(fallback.count()) / 1e6, leastSeconds, kMostSeconds);
        return Micros(std::llround(value * 1e6));
    }
    bool flag(QLatin1String key, bool fallback)
    {
        if (has(key) && !m_json[key].isBool())
            fail(key, QStringLiteral("must be true or false"));
        return m_json[key].toBool(fallback);
    }
    QByteArray zone(QLatin1String key, const QByteArray &fallback)
    {
        if (!has(key))
            return fallback;
        const QByteArray name = m_json[key].toString().toUtf8();
        if (!QTimeZone::isTimeZoneIdAvailable(name))
            fail(key, QStringLiteral("must be the IANA name of a time zone, e.g. America/Los_Angeles"));
        return name;
    }
    minutes clock(QLatin1String key, minutes fallback)
    {
        if (!has(key))
            return fallback;
        const QStringList parts = m_json[key].toString().split(QLatin1Char(':'));
        bool hourOk = false, minuteOk = false;
        const int hour = parts.value(0).toInt(&hourOk), minute = parts.value(1).toInt(&minuteOk);
        const int time = hour * 60 + minute;
        if (parts.size() == 2 && hourOk && minuteOk && hour >= 0 && minute >= 0 && minute < 60 &&
            time <= kMinutesPerDay)
            return minutes(time);
        fail(key, QStringLiteral("must be a time of day like \"02:00\" or \"24:00\""));
        return fallback;
    }
    // Reads the object under a key with `read(Reader &) -> T`; nothing when the key is absent or null.
    template<class Read>
    auto object(QLatin1String key, Read read) -> std::optional<decltype(read(std::declval<Reader &>()))>
    {
        if (!has(key))
            return std::nullopt;
        if (!m_json[key].isObject()) {
            fail(key, QStringLiteral("must be an object"));
            return std::nullopt;
        }
        Reader inner(m_json[key].toObject(), m_path + key + QLatin1Char('.'));
        auto value = read(inner);
        take(inner.finish());
        return value;
    }
    QJsonArray array(QLatin1String key)
    {
        if (has(key) && !m_json[key].isArray())
            fail(key, QStringLiteral("must be a list"));
        return m_json[key].toArray();
    }
    QString nameOf(QLatin1String key) const { return m_path + key; }

    // The first error; also a key that nobody asked for.
    std::optional<Error> finish()
    {
        for (const QString &key : m_json.keys())
            if (!m_error && !m_known.contains(key))
                m_error = Error{ErrorKind::BadArgument, m_path + key, QStringLiteral("no such setting")};
        return m_error;
    }

private:
    const QJsonObject m_json;
    const QString m_path;
    QSet<QString> m_known;
    std::optional<Error> m_error;
};

QLatin1String key(const char *name)
{
    return QLatin1String(name);
}

QJsonObject toJson(const WindowConfig &window)
{
    QJsonObject json{{key("count"), window.count}, {key("period"), seconds(window.period)}};
    if (window.margin)
        json.insert(key("margin"), seconds(*window.margin));
    return json;
}

QJsonObject toJson(const OpenHoursConfig &hours)
{
    QJsonArray rules;
    for (const OpenHoursRule &rule : hours.rules) {
        QJsonArray weekdays;
        for (const int weekday : rule.weekdays)
            weekdays.append(weekday);
        rules.append(QJsonObject{
            {key("weekdays"), weekdays}, {key("from"), clockTime(rule.from)}, {key("to"), clockTime(rule.to)}});
    }
    return {{key("rules"), rules}, {key("zone"), QString::fromLatin1(hours.zone)}};
}

PaceConfig readPace(Reader &in)
{
    PaceConfig pace;
    pace.count = in.count(key("count"), pace.count);
    pace.period = in.duration(key("period"), pace.period);
    pace.burst = in.count(key("burst"), pace.burst);
    pace.reserve = in.number(key("reserve"), pace.reserve, 0.0, 0.9);
    return pace;
}

WindowConfig readWindow(Reader &in)
{
    WindowConfig window;
    window.count = in.integer(key("count"), window.count, 1, 1'000'000'000'000);
    window.period = in.duration(key("period"), window.period);
    if (in.has(key("margin")))
        window.margin = in.duration(key("margin"), {}, 0.0);
    return window;
}

DailyCapConfig readDailyCap(Reader &in)
{
    DailyCapConfig cap;
    cap.count = in.count(key("count"), cap.count);
    cap.zone = in.zone(key("zone"), cap.zone);
    return cap;
}

OpenHoursRule readRule(Reader &in)
{
    OpenHoursRule rule;
    if (in.has(key("weekdays"))) {
        rule.weekdays.clear();
        for (const QJsonValue &value : in.array(key("weekdays"))) {
            const int weekday = value.toInt();
            if (weekday < 1 || weekday > 7 || rule.weekdays.contains(weekday))
                in.fail(key("weekdays"), QStringLiteral("must be different numbers from 1 (Monday) to 7 (Sunday)"));
            rule.weekdays.append(weekday);
        }
        if (rule.weekdays.isEmpty())
            in.fail(key("weekdays"), QStringLiteral("must name at least one day"));
    }
    rule.from = in.clock(key("from"), rule.from);
    rule.to = in.clock(key("to"), rule.to);
    if (rule.from == rule.to || rule.from == minutes(kMinutesPerDay))
        in.fail(key("to"), QStringLiteral("must differ from the beginning; all day is \"00:00\" to \"24:00\""));
    return rule;
}

OpenHoursConfig readOpenHours(Reader &in)
{
    OpenHoursConfig hours;
    hours.zone = in.zone(key("zone"), hours.zone);
    const QJsonArray rules = in.array(key("rules"));
    for (qsizetype i = 0; i < rules.size(); ++i) {
        Reader rule(rules[i].toObject(), in.nameOf(key("rules")) + QStringLiteral("[%1].").arg(i));
        if (!rules[i].isObject())
            in.fail(key("rules"), QStringLiteral("must be a list of objects"));
        hours.rules.append(readRule(rule));
        in.take(rule.finish());
    }
    if (rules.isEmpty())
        in.fail(key("rules"), QStringLiteral("must name at least one opening time"));
    return hours;
}

} // namespace

QJsonObject toJson(const LimitSet &limits)
{
    QJsonObject json;
    if (const auto &pace = limits.pace)
        json.insert(key("pace"), QJsonObject{{key("count"), pace->count},
                                             {key("period"), seconds(pace->period)},
                                             {key("burst"), pace->burst},
                                             {key("reserve"), pace->reserve}});
    if (limits.minimumGap)
        json.insert(key("minimumGap"), seconds(*limits.minimumGap));
    if (limits.window)
        json.insert(key("window"), toJson(*limits.window));
    if (limits.tokenWindow)
        json.insert(key("tokenWindow"), toJson(*limits.tokenWindow));
    if (const auto &cap = limits.dailyCap)
        json.insert(key("dailyCap"),
                    QJsonObject{{key("count"), cap->count}, {key("zone"), QString::fromLatin1(cap->zone)}});
    if (limits.concurrency)
        json.insert(key("concurrency"), *limits.concurrency);
    if (limits.rowConcurrency)
        json.insert(key("rowConcurrency"), *limits.rowConcurrency);
    if (limits.openHours)
        json.insert(key("openHours"), toJson(*limits.openHours));
    json.insert(key("adaptive"), limits.adaptive);
    json.insert(key("breakerThreshold"), limits.breakerThreshold);
    json.insert(key("breakerProbeAfter"), seconds(limits.breakerProbeAfter));
    return json;
}

Result<LimitSet> limitSetFromJson(const QJsonObject &json)
{
    Reader in(json, {});
    LimitSet limits;
    limits.pace = in.object(key("pace"), readPace);
    if (in.has(key("minimumGap")))
        limits.minimumGap = in.duration(key("minimumGap"), {});
    limits.window = in.object(key("window"), readWindow);
    limits.tokenWindow = in.object(key("tokenWindow"), readWindow);
    limits.dailyCap = in.object(key("dailyCap"), readDailyCap);
    if (in.has(key("concurrency")))
        limits.concurrency = in.count(key("concurrency"), 1);
    if (in.has(key("rowConcurrency")))
        limits.rowConcurrency = in.count(key("rowConcurrency"), 1);
    limits.openHours = in.object(key("openHours"), readOpenHours);
    limits.adaptive = in.flag(key("adaptive"), limits.adaptive);
    limits.breakerThreshold = in.count(key("breakerThreshold"), limits.breakerThreshold, 0);
    limits.breakerProbeAfter = in.duration(key("breakerProbeAfter"), limits.breakerProbeAfter);
    if (const auto error = in.finish())
        return *error;
    return limits;
}

QJsonObject toJson(const RetryPolicy &policy)
{
    QJsonObject json{{key("maxAttempts"), policy.maxAttempts},
                     {key("minBackoff"), seconds(policy.minBackoff)},
                     {key("maxBackoff"), seconds(policy.maxBackoff)},
                     {key("maxDoublings"), policy.maxDoublings},
                     {key("jitter"), policy.jitter},
                     {key("maxNoOutput"), policy.maxNoOutput}};
    if (policy.ageLimit)
        json.insert(key("ageLimit"), seconds(*policy.ageLimit));
    return json;
}

Result<RetryPolicy> retryPolicyFromJson(const QJsonObject &json)
{
    Reader in(json, {});
    RetryPolicy policy;
    policy.maxAttempts = in.count(key("maxAttempts"), policy.maxAttempts);
    policy.minBackoff = in.duration(key("minBackoff"), policy.minBackoff, 0.0);
    policy.maxBackoff = in.duration(key("maxBackoff"), std::max(policy.maxBackoff, policy.minBackoff), 0.0);
    if (policy.maxBackoff < policy.minBackoff)
        in.fail(key("maxBackoff"), QStringLiteral("must not be below minBackoff"));
    policy.maxDoublings = in.count(key("maxDoublings"), policy.maxDoublings, 0);
    policy.jitter = in.number(key("jitter"), policy.jitter, 0.0, 1.0);
    policy.maxNoOutput = in.count(key("maxNoOutput"), policy.maxNoOutput, 0);
    if (in.has(key("ageLimit")))
        policy.ageLimit = in.duration(key("ageLimit"), {});
    if (const auto error = in.finish())
        return *error;
    return policy;
}

} // namespace fornada
