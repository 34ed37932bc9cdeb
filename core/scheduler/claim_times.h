#pragma once

#include "base/clock.h"

#include <algorithm>

namespace fornada {

// How long claims lately took to become durable, so that permits run far enough ahead of their moments: a slow disk
// must not cost any of the allowance. Pure.
class ClaimTimes {
public:
    void took(Micros time, Boot now)
    {
        if (now - m_since >= kSpan) {
            m_before = now - m_since < 2 * kSpan ? m_slowest : Micros(0);
            m_slowest = {};
            m_since = now;
        }
        m_slowest = std::max(m_slowest, time);
        m_isKnown = true;
    }
    // 20 ms, and what the slowest claim of the last seconds took; at most 420 ms, so that a pause recalls little.
    // Nothing is known of a disk before the first claim: it may be slow.
    Micros ahead() const { return kLeast + (m_isKnown ? std::min(std::max(m_before, m_slowest), kMost) : kUnknown); }

private:
    static constexpr Micros kLeast = std::chrono::milliseconds(20);
    static constexpr Micros kUnknown = std::chrono::milliseconds(100);
    static constexpr Micros kMost = std::chrono::milliseconds(400);
    static constexpr Micros kSpan = std::chrono::seconds(5);

    Boot m_since = {};
    Micros m_before = {}, m_slowest = {};
    bool m_isKnown = false;
};

} // namespace fornada
