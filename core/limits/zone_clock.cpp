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

void ZoneClock::look(Wall time) const
{
    if (time >= m_from && time < m_to)
        return;
    const QDateTime at = toDateTime(time);
    const QDateTime next = m_zone.nextTransition(at).atUtc;
    m_from = time;
    m_to = next.isValid() ? wallFromMicros(next.toMSecsSinceEpoch() * 1000) : Wall::max();
    m_offset = std::chrono::seconds(m_zone.offsetFromUtc(at));
}

Micros ZoneClock::offsetAt(Wall time) const
{
    look(time);
    return m_offset;
}

std::optional<Wall> ZoneClock::nextTransition(Wall after) const
{
    look(after);
    return m_to == Wall::max() ? std::nullopt : std::optional(m_to);
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
    if (time < m_dayFrom || time >= m_day.ends) {
        m_dayFrom = time;
        m_day = findDay(time);
    }
    return m_day;
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
