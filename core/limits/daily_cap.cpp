#include "limits/daily_cap.h"

namespace fornada {

namespace {

// Around midnight nothing goes: clocks this close are taken for equal (kAgree), so on either side of ours it may still,
// or already, be the other day at the provider. One request too many there costs the whole next day's quota.
constexpr Micros kQuiet = std::chrono::seconds(2);
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

// A later date that was only ever a wrong clock's must not hold for ever.
bool DailyCap::isOutlived(const Ledger &ledger, qint64 date, Boot now) const
{
    return ledger.date && *ledger.date > date && now - m_lastSent >= kLongestDay;
}

// A day that has begun since the last request. Where the clock was set forward into a later date, the last requests may
// have been in that day already, as the clock before was wrong: they count on.
bool DailyCap::isNewDay(const Ledger &ledger, const ZoneClock &zone, Wall time, Boot boot) const
{
    const qint64 date = zone.dayAt(time).date;
    if (isOutlived(ledger, date, boot))
        return true;
    const bool later = !ledger.date || date > *ledger.date;
    return later && boot - m_lastSent > time - zone.dayBegan(time);
}

int DailyCap::countOn(const Ledger &ledger, const ZoneClock &zone, Wall time, Boot boot, int inFlight) const
{
    return isNewDay(ledger, zone, time, boot) ? inFlight : ledger.count;
}

void DailyCap::turn(Ledger &ledger, const ZoneClock &zone, Wall time, Boot boot, int inFlight) const
{
    const qint64 date = zone.dayAt(time).date;
    ledger.count = countOn(ledger, zone, time, boot, inFlight);
    ledger.date = isOutlived(ledger, date, boot) ? date : std::max(date, ledger.date.value_or(date));
}

DailyCap::Room DailyCap::room(const Ledger &ledger, const ZoneClock &zone, Wall time, Boot boot, int ahead,
                              int inFlight) const
{
    Wall opens = time;
    for (int days = 0; days < 3; ++days) {
        const ZoneDay day = zone.dayAt(opens - kQuiet);
        if (opens < day.lastCall - kQuiet) {
            // Those under way are taken to be over by a later day, unless it is about to begin.
            const bool near = opens - time <= 2 * kQuiet;
            const int count = countOn(ledger, zone, opens, boot + (opens - time), near ? inFlight : 0);
            if (count + (near ? ahead : 0) < m_config.count)
                break;
            if (ledger.date && *ledger.date > day.date && !isOutlived(ledger, day.date, boot))
                return {false, waitForLaterDate(ledger, zone, time, boot)};
        }
        opens = day.ends + kQuiet;
    }
    return {opens == time, opens - time};
}

// The clock was set back from a later day that is used up.
Micros DailyCap::waitForLaterDate(const Ledger &ledger, const ZoneClock &zone, Wall time, Boot boot) const
{
    const Wall laterNoon = Wall(std::chrono::hours(24 * *ledger.date + 12)) - zone.offsetAt(time);
    const Micros until = zone.dayAt(laterNoon).ends + kQuiet - time;
    return std::min(until, m_lastSent + kLongestDay - boot);
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
    const bool laterByWall =
        isStepped(now) && m_wallZone.dayAt(wallTime(now)).date > m_steadyZone.dayAt(steadyTime(now)).date;
    const bool unsure = isStepped(now) && (wall.open || laterByWall);
    return Opening::closed(unsure ? WaitReason::ClockUnsure : WaitReason::DailyCap,
                           now + std::max(wall.wait, steady.wait));
}

void DailyCap::roll(Moment now, int inFlight)
{
    if (!m_offset || m_measured || !isStepped(now))
        believeWall(now, inFlight);
    turn(m_byWall, m_wallZone, wallTime(now), now.boot, inFlight);
    turn(m_bySteady, m_steadyZone, steadyTime(now), now.boot, inFlight);
}

void DailyCap::believeWall(Moment now, int inFlight)
{
    if (m_offset && isStepped(now)) {
        // Which of the two was right until now is not known: the new day starts with the larger count.
        const qint64 date = m_wallZone.dayAt(wallTime(now)).date;
        turn(m_bySteady, m_steadyZone, steadyTime(now), now.boot, inFlight);
        const int count = std::max(countOn(m_byWall, m_wallZone, wallTime(now), now.boot, inFlight), m_bySteady.count);
        m_byWall = m_bySteady = {date, count};
    }
    m_offset = wallTime(now) - Wall(now.boot.time_since_epoch());
    m_measured = false;
}

void DailyCap::beginWith(int inFlight, Boot lastPlanned)
{
    if (inFlight == 0)
        return;
    m_byWall.count += inFlight;
    m_bySteady.count += inFlight;
    m_lastSent = std::max(m_lastSent, lastPlanned);
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
    const int wall = countOn(m_byWall, m_wallZone, wallTime(now), now.boot, inFlight);
    const int steady = m_offset ? countOn(m_bySteady, m_steadyZone, steadyTime(now), now.boot, inFlight) : 0;
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
    m_measured = false;
    if (state.isEmpty()) {
        m_byWall.count = m_bySteady.count = pending;
        m_lastSent = pending > 0 ? now.boot : Boot();
        return;
    }
    const auto number = [&](QLatin1String key) { return state[key].toInteger(); };
    const bool sameZone = state[QLatin1String("zone")].toString().toLatin1() == m_config.zone;
    const BootShift shift(savedAt, sameBoot, now);
    m_lastSent = shift(bootFromMicros(number(QLatin1String("lastSent"))));
    const auto ledger = [&](QLatin1String date, QLatin1String count) {
        return Ledger{sameZone ? std::optional(number(date)) : std::nullopt, int(number(count)) + pending};
    };
    m_byWall = ledger(QLatin1String("date"), QLatin1String("count"));
    m_bySteady = ledger(QLatin1String("steadyDate"), QLatin1String("steadyCount"));
    if (sameBoot && now.boot >= savedAt.boot) {
        m_offset = Micros(number(QLatin1String("offset")));
    } else {
        // The steady clock ended with its boot; which of the two was right is not known.
        m_byWall = m_bySteady = {std::max(m_byWall.date, m_bySteady.date), std::max(m_byWall.count, m_bySteady.count)};
    }
    // Restored on the very next day: what was under way shortly before midnight may have counted after it.
    const Wall saved = savedAt.wall + Micros(number(QLatin1String("skew")));
    const ZoneDay day = m_wallZone.dayAt(saved);
    const bool overMidnight =
        day.ends - saved <= kLongestFlight && m_wallZone.dayAt(wallTime(now)).date == day.date + 1;
    // What was pending may have left any time until now: a date that went back waits for it. A later date does not
    // bring along what was sent the day before it.
    const auto pendingMayHaveLeft = [&] { m_lastSent = pending > 0 ? now.boot : m_lastSent; };
    if (m_wallZone.dayAt(wallTime(now)).date <= m_byWall.date)
        pendingMayHaveLeft();
    roll(now, pending + (overMidnight ? inFlight : 0));
    pendingMayHaveLeft();
}

} // namespace fornada
