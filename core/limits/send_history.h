#pragma once

#include "base/clock.h"

#include <algorithm>
#include <deque>

namespace fornada {

// The latest send times in order, enough of them that a late or returned one is still found. Pure.
class SendHistory {
public:
    static constexpr size_t kKept = 128;

    void add(Boot at) { m_times.insert(std::upper_bound(m_times.begin(), m_times.end(), at), at); }
    // False when it is no longer remembered.
    bool remove(Boot at)
    {
        const auto it = std::lower_bound(m_times.begin(), m_times.end(), at);
        if (it == m_times.end() || *it != at)
            return false;
        m_times.erase(it);
        return true;
    }
    bool isEmpty() const { return m_times.empty(); }
    bool isOverfull() const { return m_times.size() > kKept; }
    Boot first() const { return m_times.front(); }
    Boot last() const { return m_times.back(); }
    Boot takeFirst()
    {
        const Boot time = m_times.front();
        m_times.pop_front();
        return time;
    }
    auto begin() const { return m_times.begin(); }
    auto end() const { return m_times.end(); }

private:
    std::deque<Boot> m_times;
};

} // namespace fornada
