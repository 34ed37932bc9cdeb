#include "engine/watch.h"

#include "model/event_json.h"

#include <QJsonArray>

#include <array>

namespace fornada {

namespace {

constexpr double kHigh = 0.8;
constexpr double kLowAgain = 0.7; // one that swings about the limit is one episode
constexpr Micros kHighFor = std::chrono::minutes(5);
constexpr double kEmptyAgain = 0.8; // of what people want to be told of
constexpr std::array<int, 2> kPurseParts{80, 100};
constexpr double kSlip = 0.1;                          // of the time that was promised
constexpr Micros kLeastSlip = std::chrono::minutes(5); // short work is not worth a word

QString quotaKey(const QString &key)
{
    return QStringLiteral("quota/") + key;
}

QString crowdKey(QueueId queue)
{
    return QStringLiteral("queue/%1").arg(queue.value);
}

QString finishKey(BatchId batch)
{
    return QStringLiteral("finish/%1").arg(batch.value);
}

} // namespace

void Watch::begin(const QString &key, Event event, QList<Event> &fresh)
{
    if (m_standing.contains(key))
        return;
    m_standing.insert(key, event);
    fresh.append(std::move(event));
}

QList<Event> Watch::lookAtQuotas(const QList<Quota> &quotas, Wall now)
{
    QList<Event> fresh;
    QHash<QString, Wall> since;
    for (const Quota &quota : quotas) {
        if (quota.allowed <= 0 || quota.used / quota.allowed <= (m_highSince.contains(quota.key) ? kLowAgain : kHigh))
            continue;
        const Wall from = m_highSince.value(quota.key, now);
        since.insert(quota.key, from);
        if (now - from < kHighFor)
            continue;
        const QJsonObject facts{{QStringLiteral("gate"), toName(quota.kind)},
                                {QStringLiteral("model"), quota.model},
                                {QStringLiteral("used"), quota.used},
                                {QStringLiteral("allowed"), quota.allowed}};
        begin(quotaKey(quota.key),
              {0, now, EventLevel::NeedsYou, QStringLiteral("quotaHigh"), {}, quota.account, facts}, fresh);
    }
    for (auto it = m_highSince.cbegin(); it != m_highSince.cend(); ++it)
        if (!since.contains(it.key()))
            m_standing.remove(quotaKey(it.key()));
    m_highSince = since;
    return fresh;
}

QList<Event> Watch::lookAtPurses(const QList<Purse> &purses, QDate day, Wall now)
{
    QList<Event> fresh;
    QMap<QString, Event> kept;
    for (const Purse &purse : purses)
        for (const int part : kPurseParts) {
            const bool isReached =
                purse.cap.micros > 0 && double(purse.counted.micros) >= double(purse.cap.micros) * part / 100.0;
            if (!isReached)
                continue;
            const QString key = QStringLiteral("purse/%1/%2").arg(purse.account).arg(part);
            const QJsonObject facts{{QStringLiteral("percent"), part},
                                    {QStringLiteral("counted"), toDecimal(purse.counted)},
                                    {QStringLiteral("cap"), toDecimal(purse.cap)}};
            Event event{0, now, EventLevel::NeedsYou, QStringLiteral("budgetNear"), {}, purse.account, facts};
            if (m_day == day && m_standing.contains(key))
                event = m_standing.value(key);
            else
                fresh.append(event);
            kept.insert(key, event);
        }
    m_standing.removeIf([](const auto &entry) { return entry.key().startsWith(u"purse/"); });
    for (auto it = kept.cbegin(); it != kept.cend(); ++it)
        m_standing.insert(it.key(), it.value());
    m_day = day;
    return fresh;
}

QList<Event> Watch::lookAtCrowds(const QList<Crowd> &crowds, Wall now)
{
    QList<Event> fresh;
    QSet<QString> full;
    for (const Crowd &crowd : crowds) {
        const QString key = crowdKey(crowd.queue);
        const bool stands = m_standing.contains(key);
        if (stands ? double(crowd.waiting) < double(crowd.alertAt) * kEmptyAgain : crowd.waiting <= crowd.alertAt)
            continue;
        full.insert(key);
        const QJsonObject facts{{QStringLiteral("waiting"), crowd.waiting}, {QStringLiteral("alertAt"), crowd.alertAt}};
        begin(key, {0, now, EventLevel::NeedsYou, QStringLiteral("queueFull"), {}, crowd.name, facts}, fresh);
    }
    m_standing.removeIf(
        [&full](const auto &entry) { return entry.key().startsWith(u"queue/") && !full.contains(entry.key()); });
    return fresh;
}

QList<Event> Watch::lookAtDays(const QList<Day> &days, Wall now)
{
    QList<Event> fresh;
    QSet<QString> full;
    for (const Day &day : days) {
        const bool wasTold = m_fullDays.contains(day.key);
        if (day.allowed <= 0 || day.used < day.allowed || (day.isBusy && !wasTold))
            continue;
        full.insert(day.key);
        if (!wasTold)
            fresh.append({0,
                          now,
                          EventLevel::Info,
                          QStringLiteral("dayCapReached"),
                          {},
                          day.name,
                          {{QStringLiteral("used"), day.used}, {QStringLiteral("allowed"), day.allowed}}});
    }
    m_fullDays = full;
    return fresh;
}

QList<Event> Watch::lookAtFinish(const Finish &finish, Wall now)
{
    QList<Event> fresh;
    if (!m_promised.contains(finish.batch)) {
        m_promised.insert(finish.batch, finish.end);
        return fresh;
    }
    const Wall promised = m_promised.value(finish.batch);
    const Micros length = std::max(Micros(0), promised - finish.started);
    const Micros slack = std::max(kLeastSlip, Micros(qint64(double(length.count()) * kSlip)));
    if (finish.end <= promised + slack) {
        m_standing.remove(finishKey(finish.batch));
        return fresh;
    }
    const QJsonObject facts{{QStringLiteral("promised"), toIso(promised)}, {QStringLiteral("end"), toIso(finish.end)}};
    begin(finishKey(finish.batch),
          {0, now, EventLevel::NeedsYou, QStringLiteral("finishSlips"), finish.batch, finish.name, facts}, fresh);
    return fresh;
}

void Watch::keepBatches(const QList<BatchId> &running)
{
    m_promised.removeIf([&running](const auto &entry) { return !running.contains(entry.key()); });
    m_standing.removeIf([&running](const auto &entry) {
        return entry.key().startsWith(u"finish/") && !running.contains(entry.value().batch);
    });
}

QJsonObject Watch::save() const
{
    QJsonObject high, promised, standing;
    for (auto it = m_highSince.cbegin(); it != m_highSince.cend(); ++it)
        high.insert(it.key(), toIso(*it));
    for (auto it = m_promised.cbegin(); it != m_promised.cend(); ++it)
        promised.insert(QString::number(it.key().value), toIso(*it));
    QStringList fullDays = m_fullDays.values();
    fullDays.sort(); // equal states are equal texts
    for (auto it = m_standing.cbegin(); it != m_standing.cend(); ++it)
        standing.insert(it.key(), toJson(*it));
    return {{QStringLiteral("high"), high},
            {QStringLiteral("promised"), promised},
            {QStringLiteral("standing"), standing},
            {QStringLiteral("fullDays"), QJsonArray::fromStringList(fullDays)},
            {QStringLiteral("day"), m_day.toString(Qt::ISODate)}};
}

void Watch::restore(const QJsonObject &state)
{
    const QJsonObject high = state[QLatin1String("high")].toObject();
    for (auto it = high.begin(); it != high.end(); ++it)
        m_highSince.insert(it.key(), wallFromIso(it.value().toString()));
    const QJsonObject promised = state[QLatin1String("promised")].toObject();
    for (auto it = promised.begin(); it != promised.end(); ++it)
        m_promised.insert(BatchId{it.key().toLongLong()}, wallFromIso(it.value().toString()));
    const QJsonObject standing = state[QLatin1String("standing")].toObject();
    for (auto it = standing.begin(); it != standing.end(); ++it)
        m_standing.insert(it.key(), eventFromJson(it.value().toObject()));
    const QJsonArray fullDays = state[QLatin1String("fullDays")].toArray();
    for (const QJsonValue &key : fullDays)
        m_fullDays.insert(key.toString());
    m_day = QDate::fromString(state[QLatin1String("day")].toString(), Qt::ISODate);
}

} // namespace fornada
