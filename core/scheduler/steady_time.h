#pragma once

#include "base/clock.h"

#include <optional>

namespace fornada {

// The wall time of its start, going on as the time since boot does: what retries wait by, so that nobody who sets the
// clock makes a wait longer or shorter. The store keeps it as wall time; the next start takes up what is left. Pure.
class SteadyTime {
public:
    void start(Moment now)
    {
        if (!m_ahead)
            m_ahead = now.wall.time_since_epoch() - now.boot.time_since_epoch();
    }
    Wall at(Moment now) const { return m_ahead ? Wall(now.boot.time_since_epoch() + *m_ahead) : now.wall; }
    // Nobody waits longer than the longest wait there is: what was kept says so when the clock was set back before the
    // start.
    void catchUp(Wall due, Micros longest, Moment now)
    {
        if (m_ahead && due > at(now) + longest)
            *m_ahead += due - at(now) - longest;
    }

private:
    std::optional<Micros> m_ahead; // of the time since boot
};

} // namespace fornada
