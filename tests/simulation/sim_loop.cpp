#include "sim_loop.h"

#include <vector>

namespace fornada::sim {

void Loop::at(Micros when, Side side, Work work)
{
    when = std::max(when, m_now);
    quint64 tie = m_random.next();
    if (side == Side::Program && when < m_suspendedUntil) {
        when = m_suspendedUntil; // waits for the wake-up, in order
        tie = m_count;
    }
    ++m_count;
    m_events.emplace(Place{when, tie, m_count}, Event{side, std::move(work)});
}

void Loop::inOrder(Micros &channel, Micros wait, Side side, Work work)
{
    channel = std::max(channel + Micros(1), m_now + wait);
    at(channel, side, std::move(work));
}

bool Loop::runOne()
{
    if (m_events.empty())
        return false;
    auto first = m_events.extract(m_events.begin());
    const Micros when = std::get<0>(first.key());
    m_stepsAtOnce = when > m_now ? 0 : m_stepsAtOnce + 1;
    m_now = when;
    ++m_steps;
    first.mapped().work();
    return true;
}

std::optional<Micros> Loop::next() const
{
    if (m_events.empty())
        return std::nullopt;
    return std::get<0>(m_events.begin()->first);
}

bool Loop::hasProgramEvents() const
{
    for (const auto &[place, event] : m_events)
        if (event.side == Side::Program)
            return true;
    return false;
}

void Loop::killProgram()
{
    std::erase_if(m_events, [](const auto &entry) { return entry.second.side == Side::Program; });
}

void Loop::suspend(Micros length)
{
    const Micros wake = m_now + length;
    m_suspended += length;
    m_suspendedUntil = wake;
    std::vector<Event> asleep;
    for (auto it = m_events.begin(); it != m_events.end() && std::get<0>(it->first) < wake;) {
        if (it->second.side == Side::World) {
            ++it;
            continue;
        }
        asleep.push_back(std::move(it->second));
        it = m_events.erase(it);
    }
    for (Event &event : asleep) {
        ++m_count;
        m_events.emplace(Place{wake, m_count, m_count}, std::move(event));
    }
}

} // namespace fornada::sim
