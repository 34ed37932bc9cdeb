#include "limits/zone_clock.h"

#include <QDateTime>

namespace fornada {

namespace {

using Days = std::chrono::duration<qint64, std::ratio<86400>>;

// Longer than any setting back of clocks.
constexpr Micros kSetBackMost = std::chrono::hours(3);

QDateTime toDateTime(Wall time)
{
    const auto ms = std::chrono::floor<std::chrono::milliseconds>(time.time_since_epoch());
    return QDateTime::fromMSecsSinceEpoch(ms.count(), Qt::UTC);
}

} // namespace

ZoneClock::ZoneClock(const QByteArray &zone)
    : m_zone(zone)
{
    if (!m_zone.isValid())
        m_zone = QTimeZone::utc();
}

const ZoneClock::Stretch &ZoneClock::stretchAt(Wall time) const
{
    for (const Stretch &known : m_stretches)
        if (time >= known.from && time < known.to)
            return known;
    const QDateTime at = toDateTime(time);
    const QDateTime next = m_zone.nextTransition(at).atUtc;
    Stretch &fresh = m_stretches[m_nextStretch++ % m_stretches.size()];
    fresh = {time, next.isValid() ? wallFromMicros(next.toMSecsSinceEpoch() * 1000) : Wall::max(),
             std::chrono::seconds(m_zone.offsetFromUtc(at))};
    return fresh;
}

Micros ZoneClock::offsetAt(Wall time) const
{
    return stretchAt(time).offset;
}

std::optional<Wall> ZoneClock::nextTransition(Wall after) const
{
    const Wall next = stretchAt(after).to;
    return next == Wall::max() ? std::nullopt : std::optional(next);
}

qint64 ZoneClock::dateAt(Wall time) const
{
    return std::chrono::floor<Days>((time + offsetAt(time)).time_since_epoch()).count();
}

Wall ZoneClock::localMidnight(qint64 date, Micros offset) const
{
    return Wall(Micros(Days(date)) - offset);
}

std::optional<Wall> ZoneClock::setBack(Wall time, qint64 date) const
{
    const auto transition = nextTransition(time);
    if (transition && *transition - time < kSetBackMost && dateAt(*transition) <= date)
        return transition;
    return std::nullopt;
}

ZoneDay ZoneClock::dayAt(Wall time) const
{
    for (const KnownDay &known : m_days)
        if (time >= known.from && time < known.day.ends)
            return known.day;
    const KnownDay fresh{time, findDay(time)};
    m_days[m_nextDay++ % m_days.size()] = fresh;
    return fresh.day;
}

Wall ZoneClock::dayBegan(Wall time) const
{
    const qint64 date = dayAt(time).date;
    Wall before = localMidnight(date, offsetAt(time)) - kSetBackMost;
    while (dayAt(before).date >= date)
        before -= kSetBackMost;
    return dayAt(before).ends;
}

ZoneDay ZoneClock::findDay(Wall time) const
{
    const qint64 shown = dateAt(time);
    if (const auto back = setBack(time, shown - 1))
        return {shown - 1, time, findDay(*back).ends};
    ZoneDay day{shown, Wall::max(), {}};
    Wall at = time;
    while (true) {
        const Wall midnight = localMidnight(shown + 1, offsetAt(at));
        const auto transition = nextTransition(at);
        Wall turn = midnight;
        if (transition && *transition <= midnight) {
            at = *transition;
            if (dateAt(at) <= shown)
                continue; // an ordinary change of offset inside the day
            turn = at;    // midnight itself was skipped
        }
        day.lastCall = std::min(day.lastCall, turn);
        const auto back = setBack(turn, shown);
        if (!back) {
            day.ends = turn;
            return day;
        }
        at = *back;
    }
}

} // namespace fornada
