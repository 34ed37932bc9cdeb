#include "sandbox/true_limits.h"

#include <QDateTime>
#include <QTimeZone>

#include <cmath>

namespace fornada::sandbox {

namespace {

Micros scaled(Micros time, double timeScale)
{
    return Micros(std::llround(double(time.count()) / timeScale));
}

} // namespace

QByteArray violationName(Violation violation)
{
    switch (violation) {
    case Violation::None:
        return {};
    case Violation::Window:
        return QByteArrayLiteral("window");
    case Violation::Pace:
        return QByteArrayLiteral("pace");
    case Violation::Day:
        return QByteArrayLiteral("day");
    case Violation::Concurrency:
        return QByteArrayLiteral("concurrency");
    }
    return {};
}

Verdict LimitJudge::judge(const TrueLimits &limits, double timeScale, Moment now, int inFlight)
{
    if (limits.dailyCap) {
        const QDate today = dayOf(limits.dailyCap->zone, now.wall);
        if (today == m_day && m_today >= limits.dailyCap->count)
            return {Violation::Day, std::chrono::seconds(38), limits.dailyCap->count};
    }
    if (limits.window) {
        const Micros period = scaled(limits.window->period, timeScale);
        while (!m_arrivals.empty() && now.boot - m_arrivals.front() >= period)
            m_arrivals.pop_front();
        if (qint64(m_arrivals.size()) >= limits.window->count) {
            // A count that was lowered live frees its slot later than the oldest arrival does.
            const Boot blocking = m_arrivals[m_arrivals.size() - size_t(limits.window->count)];
            return {Violation::Window, blocking + period - now.boot, limits.window->count};
        }
    }
    if (limits.pace) {
        const Micros interval = scaled(limits.pace->period, timeScale) / limits.pace->count;
        const Boot earliest = m_theoretical - interval * (limits.pace->burst - 1);
        if (now.boot < earliest)
            return {Violation::Pace, earliest - now.boot, limits.pace->count};
    }
    if (limits.concurrency && inFlight >= *limits.concurrency)
        return {Violation::Concurrency, std::chrono::seconds(1), *limits.concurrency};
    return {};
}

void LimitJudge::count(const TrueLimits &limits, double timeScale, Moment now)
{
    if (limits.dailyCap) {
        const QDate today = dayOf(limits.dailyCap->zone, now.wall);
        m_today = today == m_day ? m_today + 1 : 1;
        m_day = today;
    }
    if (limits.window)
        m_arrivals.push_back(now.boot);
    if (limits.pace)
        m_theoretical = std::max(m_theoretical, now.boot) + scaled(limits.pace->period, timeScale) / limits.pace->count;
}

QDate LimitJudge::dayOf(const QByteArray &zone, Wall now)
{
    const qint64 minute = std::chrono::floor<std::chrono::minutes>(now).time_since_epoch().count();
    if (minute != m_dayMinute || zone != m_dayZone) {
        m_dayZone = zone;
        m_dayMinute = minute;
        m_dayOfMinute = QDateTime::fromMSecsSinceEpoch(minute * 60'000, QTimeZone(zone)).date();
    }
    return m_dayOfMinute;
}

} // namespace fornada::sandbox
