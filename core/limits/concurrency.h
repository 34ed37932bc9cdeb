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
    // Another request must end first; when is not known. Of those that take as long as lately, some end within `ahead`.
    Opening earliest(int atOnce, double level, Micros ahead = Micros(0)) const
    {
        const auto limit = inForce(level);
        return !limit || atOnce < *limit + endingWithin(ahead, *limit) ? Opening::open()
                                                                       : Opening::closed(WaitReason::Concurrency);
    }
    void took(Micros time)
    {
        constexpr int kWeight = 8; // the mean of about so many
        m_usual = m_usual ? *m_usual + (time - *m_usual) / kWeight : time;
    }
    // None of those on the wire ended, and one was expected to: they take at least this long now.
    void stillTaking(Micros time) { m_usual = std::max(m_usual.value_or(time), time); }

private:
    int endingWithin(Micros time, int atOnce) const
    {
        if (!m_usual || time >= *m_usual)
            return m_usual ? atOnce : 0;
        return int(atOnce * time.count() / m_usual->count());
    }

    std::optional<int> m_limit;
    std::optional<Micros> m_usual; // time on the wire
};

} // namespace fornada
