#pragma once

#include "limits/gate_set.h"

#include <limits>
#include <map>

namespace fornada {

// Neither time nor another job opens it: only a person does.
bool needsPerson(const Opening &opening);

// A scope found closed in a pump, and by whom: those who come later in the order wait behind.
struct ClosedScope {
    static constexpr int kByItself = std::numeric_limits<int>::min(); // nobody of a higher priority holds it
    Opening opening;
    int priority;

    // What it is to somebody: those who go first hold it; it says so when they are there by priority, and not where
    // they cannot go either.
    Opening behind(int other) const
    {
        return priority > other && !needsPerson(opening) ? Opening::closed(WaitReason::Priority, opening.until)
                                                         : opening;
    }
};
using ClosedScopes = std::map<const GateSet *, ClosedScope>;

} // namespace fornada
