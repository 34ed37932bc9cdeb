#include "limits/open_hours.h"

#include <algorithm>

namespace fornada {

namespace {

constexpr Micros kDay = std::chrono::hours(24);
constexpr Micros kWeek = 7 * kDay;
constexpr Micros kEpochInWeek = 3 * kDay; // 1970-01-01 was a Thursday
constexpr int kMostTransitions = 60;      // that many may lie within a week: none has

Micros timeOfWeek(Wall local)
{
    const Micros since = (local.time_since_epoch() + kEpochInWeek) % kWeek;
    return since < Micros(0) ? since + kWeek : since;
}

} // namespace

void OpenHours::configure(const OpenHoursConfig &config)
{
    if (config == m_config && !m_spans.isEmpty())
        return;
    if (config.zone != m_config.zone || m_spans.isEmpty())
        m_zone = ZoneClock(config.zone);
    m_config = config;
    m_spans.clear();
    for (const OpenHoursRule &rule : config.rules) {
        for (const int weekday : rule.weekdays) {
            const Micros midnight = (weekday - 1) * kDay;
            const Micros from = midnight + rule.from;
            const Micros to = midnight + rule.to + (rule.to < rule.from ? kDay : Micros(0));
            m_spans.append({from, std::min(to, kWeek)});
            if (to > kWeek)
                m_spans.append({Micros(0), to - kWeek});
        }
    }
    std::sort(m_spans.begin(), m_spans.end(), [](const Span &a, const Span &b) { return a.from < b.from; });
}

std::optional<Micros> OpenHours::waitFrom(Micros timeOfWeek) const
{
    if (m_spans.isEmpty())
        return std::nullopt;
    for (const Span &span : m_spans)
        if (timeOfWeek < span.to)
            return std::max(Micros(0), span.from - timeOfWeek);
    return kWeek - timeOfWeek + m_spans.first().from;
}

Opening OpenHours::earliest(Moment now) const
{
    const Wall start = now.wall + m_skew;
    Wall time = start;
    for (int i = 0; i < kMostTransitions; ++i) {
        const Micros offset = m_zone.offsetAt(time);
        const auto wait = waitFrom(timeOfWeek(time + offset));
        if (!wait)
            return Opening::closed(WaitReason::OpenHours);
        if (*wait == Micros(0))
            return time == start ? Opening::open() : Opening::closed(WaitReason::OpenHours, now + (time - start));
        const auto transition = m_zone.nextTransition(time);
        time = transition ? std::min(time + *wait, *transition) : time + *wait;
    }
    return Opening::closed(WaitReason::OpenHours, now + (time - start));
}

} // namespace fornada
