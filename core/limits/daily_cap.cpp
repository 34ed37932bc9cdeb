#include "limits/daily_cap.h"

namespace fornada {

namespace {

constexpr Micros kQuietAtEnd = std::chrono::seconds(2);
// Clocks that agree this well were not stepped. The kernel slews both together, so they do not drift apart.
constexpr Micros kAgree = std::chrono::seconds(2);
// No day is longer, so what was sent this long ago is in no current day.
constexpr Micros kLongestDay = std::chrono::hours(25);
// No request is with a provider longer than this.
constexpr Micros kLongestFlight = std::chrono::hours(1);

} // namespace

void DailyCap::configure(const DailyCapConfig &config)
{
    if (config.zone != m_config.zone) {
        m_wallZone = m_steadyZone = ZoneClock(config.zone);
        // The dates of two zones cannot be compared: the count goes on in whatever day it is there.
        m_byWall.date = m_bySteady.date = std::nullopt;
    }
    m_config = config;
}

void DailyCap::setSkew(Micros skew, bool measured)
{
    m_skew = skew;
    m_measured = m_measured || measured;
}

bool DailyCap::isStepped(Moment now) const
{
    return m_offset && std::chrono::abs(wallTime(now) - steadyTime(now)) > kAgree;
}

int DailyCap::countOn(const Ledger &ledger, qint64 date, int inFlight)
{
    return ledger.date && date > *ledger.date ? inFlight : ledger.count;
}

void DailyCap::turn(Ledger &ledger, qint64 date, int inFlight)
{
    ledger.count = countOn(ledger, date, inFlight);
    ledger.date = std::max(date, ledger.date.value_or(date));
}

DailyCap::Room DailyCap::room(const Ledger &ledger, const ZoneClock &zone, Wall time, Boot boot, int ahead,
                              int inFlight) const
{
    const ZoneDay day = zone.dayAt(time);
    const bool free = countOn(ledger, day.date, inFlight) + ahead < m_config.count;
    if (free && time < day.lastCall - kQuietAtEnd)
        return {true, {}};
    if (free || !ledger.date || *ledger.date <= day.date)
        return {false, day.ends - time};
    // The clock was set back from a later day that is used up.
    const Wall laterNoon = Wall(std::chrono::hours(24 * *ledger.date + 12)) - zone.offsetAt(time);
    const Micros until = ZoneClock(m_config.zone).dayAt(laterNoon).ends - time;
    return {false, std::max(Micros(1), std::min(until, m_lastSent + kLongestDay - boot))};
}

Opening DailyCap::earliest(Moment now, int ahead, int inFlight) const
{
    if (m_config.count <= 0)
        return Opening::closed(WaitReason::DailyCap);
    const Room wall = room(m_byWall, m_wallZone, wallTime(now), now.boot, ahead, inFlight);
    const Room steady =
        m_offset ? room(m_bySteady, m_steadyZone, steadyTime(now), now.boot, ahead, inFlight) : Room{true, {}};
    if (wall.open && steady.open)
        return Opening::open();
    const bool unsure = wall.open && isStepped(now);
    return Opening::closed(unsure ? WaitReason::ClockUnsure : WaitReason::DailyCap,
                           now + std::max(wall.wait, steady.wait));
}

void DailyCap::roll(Moment now, int inFlight)
{
    if (!m_offset || m_measured || !isStepped(now))
        believeWall(now, inFlight);
    const qint64 date = m_wallZone.dayAt(wallTime(now)).date;
    const bool setBack = m_byWall.date && *m_byWall.date > date;
    if (setBack && now.boot - m_lastSent >= kLongestDay)
        m_byWall = {date, inFlight};
    turn(m_byWall, date, inFlight);
    turn(m_bySteady, m_steadyZone.dayAt(steadyTime(now)).date, inFlight);
}

void DailyCap::believeWall(Moment now, int inFlight)
{
    if (m_offset && isStepped(now)) {
        // Which of the two was right until now is not known: the new day starts with the larger count.
        const qint64 date = m_wallZone.dayAt(wallTime(now)).date;
        turn(m_bySteady, m_steadyZone.dayAt(steadyTime(now)).date, inFlight);
        const int count = std::max(countOn(m_byWall, date, inFlight), m_bySteady.count);
        m_byWall = m_bySteady = {date, count};
    }
    m_offset = wallTime(now) - Wall(now.boot.time_since_epoch());
    m_measured = false;
}

void DailyCap::sent(Moment at, int inFlight)
{
    roll(at, inFlight);
    ++m_byWall.count;
    ++m_bySteady.count;
    m_lastSent = std::max(m_lastSent, at.boot);
}

void DailyCap::unsent()
{
    // If midnight passed in between, it was in flight then and carried over: it is in the present count either way.
    m_byWall.count = std::max(0, m_byWall.count - 1);
    m_bySteady.count = std::max(0, m_bySteady.count - 1);
}

int DailyCap::used(Moment now, int inFlight) const
{
    const int wall = countOn(m_byWall, m_wallZone.dayAt(wallTime(now)).date, inFlight);
    const int steady = m_offset ? countOn(m_bySteady, m_steadyZone.dayAt(steadyTime(now)).date, inFlight) : 0;
    return std::max(wall, steady);
}

QJsonObject DailyCap::save() const
{
    if (!m_byWall.date)
        return {};
    return {{QStringLiteral("zone"), QString::fromLatin1(m_config.zone)},
            {QStringLiteral("skew"), qint64(m_skew.count())},
            {QStringLiteral("date"), *m_byWall.date},
            {QStringLiteral("count"), m_byWall.count},
            {QStringLiteral("steadyDate"), m_bySteady.date.value_or(*m_byWall.date)},
            {QStringLiteral("steadyCount"), m_bySteady.count},
            {QStringLiteral("offset"), qint64(m_offset.value_or(Micros(0)).count())},
            {QStringLiteral("lastSent"), toMicros(m_lastSent)}};
}

void DailyCap::restore(const QJsonObject &state, Moment savedAt, bool sameBoot, Moment now, int pending, int inFlight)
{
    m_byWall = m_bySteady = {};
    m_offset.reset();
    if (state.isEmpty()) {
        m_byWall.count = m_bySteady.count = pending;
        return;
    }
    const auto number = [&](QLatin1String key) { return state[key].toInteger(); };
    const bool sameZone = state[QLatin1String("zone")].toString().toLatin1() == m_config.zone;
    const BootShift shift(savedAt, sameBoot, now);
    m_lastSent = shift(bootFromMicros(number(QLatin1String("lastSent"))));
    m_byWall.count = int(number(QLatin1String("count"))) + pending;
    if (sameZone)
        m_byWall.date = number(QLatin1String("date"));
    if (pending > 0)
        m_lastSent = now.boot;
    m_bySteady = m_byWall;
    const bool steady = sameBoot && now.boot >= savedAt.boot;
    if (steady) {
        m_offset = Micros(number(QLatin1String("offset")));
        m_bySteady.count = int(number(QLatin1String("steadyCount"))) + pending;
        if (sameZone)
            m_bySteady.date = number(QLatin1String("steadyDate"));
    }
    // Restored on the very next day: what was under way shortly before midnight may have counted after it.
    const Wall saved = savedAt.wall + Micros(number(QLatin1String("skew")));
    const ZoneDay day = m_wallZone.dayAt(saved);
    const bool overMidnight =
        day.ends - saved <= kLongestFlight && m_wallZone.dayAt(wallTime(now)).date == day.date + 1;
    roll(now, overMidnight ? pending + inFlight : 0);
}

} // namespace fornada
