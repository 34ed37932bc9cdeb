#pragma once

#include "model/wait_reason.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace fornada {

// At most so many at once, fewer after the provider complained. Pure.
class Concurrency {
public:
    void configure(std::optional<int> limit) { m_limit = limit; }

    std::optional<int> inForce(double level) const
    {
        if (!m_limit)
            return std::nullopt;
        return std::max(std::min(1, *m_limit), int(std::floor(double(*m_limit) * level + 1e-9)));
    }
    // Another request must end first; when is not known.
    Opening earliest(int atOnce, double level) const
    {
        const auto limit = inForce(level);
        return !limit || atOnce < *limit ? Opening::open() : Opening::closed(WaitReason::Concurrency);
    }

private:
    std::optional<int> m_limit;
};

} // namespace fornada
