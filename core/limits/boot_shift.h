#pragma once

#include "base/clock.h"

#include <algorithm>

namespace fornada {

// Carries boot times of a saved state into this process. Same boot: they are simply true. Another boot: the wall clock
// says how long ago the state was saved; a wall clock that went backwards counts as no time at all, so a wait is never
// longer than it was in full and never shorter than the wall clock admits.
class BootShift {
public:
    BootShift(Moment savedAt, bool sameBoot, Moment now)
    {
        // A boot clock that runs backwards is another boot, whatever its id says.
        if (!sameBoot || now.boot < savedAt.boot)
            m_shift = (now.boot - std::max(Micros(0), now.wall - savedAt.wall)) - savedAt.boot;
    }
    Boot operator()(Boot then) const { return then + m_shift; }

private:
    Micros m_shift{0};
};

} // namespace fornada
