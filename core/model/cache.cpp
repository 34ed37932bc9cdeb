#include "model/cache.h"

#include <QJsonArray>

namespace fornada {

namespace {

constexpr QLatin1String kCache("fromCache"), kSame("sameAs");

} // namespace

Micros cacheTtlOf(const Step &step)
{
    switch (step.operation) {
    case Operation::HttpCall:
    case Operation::Message:
    case Operation::Join:
        return step.cacheTtl.value_or(Micros(0));
    case Operation::Image:
    case Operation::EditImage:
    case Operation::Text:
    case Operation::Json:
    case Operation::Speech:
    case Operation::Transcription:
        return step.cacheTtl.value_or(kCacheTtl);
    }
    return {};
}

bool mayServe(const CacheEntry &entry, Micros ttl, bool waitsForApproval, Wall now)
{
    const bool goodEnough =
        entry.standing == CacheStanding::Good || (entry.standing == CacheStanding::Unseen && waitsForApproval);
    // A clock that was put back makes results of the future: they are as good as new ones.
    return goodEnough && !entry.results.isEmpty() && entry.created + ttl > now;
}

bool cameSince(const CacheEntry &entry, const CacheWish &wish, Wall now)
{
    const bool isGone = wish.miss && wish.miss->why == CacheMiss::Why::FileGone && wish.miss->job == entry.job &&
                        wish.miss->made == entry.created;
    return !isGone && mayServe(entry, wish.ttl, wish.waitsForApproval, now);
}

namespace {

QStringList differingFacts(const QJsonObject &asked, const QJsonObject &kept)
{
    QStringList names;
    for (const QLatin1String name :
         {QLatin1String("provider"), QLatin1String("model"), QLatin1String("operation"), QLatin1String("prompt"),
          QLatin1String("parameters"), QLatin1String("seed"), QLatin1String("files"), QLatin1String("row"),
          QLatin1String("checks"), QLatin1String("sample")})
        if (asked.value(name) != kept.value(name))
            names.append(name);
    return names;
}

} // namespace

CacheMiss missOf(const CacheNote &asked, const std::optional<CacheEntry> &equal, const std::optional<CacheEntry> &near,
                 Wall now)
{
    using Why = CacheMiss::Why;
    if (equal && equal->created + asked.ttl <= now)
        return {Why::TooOld, {}, equal->job, equal->created};
    if (equal && equal->standing == CacheStanding::Rejected)
        return {Why::Rejected, {}, equal->job, equal->created};
    if (equal)
        return {Why::NotApproved, {}, equal->job, equal->created};
    const QStringList names = near && !near->facts.isEmpty() ? differingFacts(asked.facts, near->facts) : QStringList();
    return names.isEmpty() ? CacheMiss() : CacheMiss{Why::Differs, names, near->job, near->created};
}

QJsonObject toJson(const CacheMiss &miss)
{
    QJsonObject json{{QStringLiteral("why"), toName(miss.why)}};
    if (!miss.facts.isEmpty())
        json.insert(QStringLiteral("facts"), QJsonArray::fromStringList(miss.facts));
    if (miss.job.isValid()) {
        json.insert(QStringLiteral("job"), miss.job.value);
        json.insert(QStringLiteral("made"), toIso(miss.made));
    }
    return json;
}

CacheMiss cacheMissFromJson(const QJsonObject &json)
{
    CacheMiss miss;
    miss.why = fromName<CacheMiss::Why>(json.value(QLatin1String("why")).toString()).value_or(miss.why);
    miss.facts = json.value(QLatin1String("facts")).toVariant().toStringList();
    miss.job = JobId{json.value(QLatin1String("job")).toInteger()};
    miss.made = wallFromIso(json.value(QLatin1String("made")).toString());
    return miss;
}

QString messageOf(const TakenResult &taken)
{
    return QStringLiteral("%1|%2|%3")
        .arg(taken.sameBatch ? kSame : kCache)
        .arg(taken.from.value)
        .arg(toMicros(taken.made));
}

std::optional<TakenResult> takenFrom(const QString &message)
{
    const QString word = message.section(u'|', 0, 0);
    const qint64 job = message.section(u'|', 1, 1).toLongLong();
    if ((word != kCache && word != kSame) || job <= 0)
        return std::nullopt;
    return TakenResult{JobId{job}, Wall(Micros(message.section(u'|', 2, 2).toLongLong())), word == kSame};
}

} // namespace fornada
