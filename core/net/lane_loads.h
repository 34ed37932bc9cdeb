#pragma once

#include <QByteArray>
#include <QHash>
#include <mutex>

#include <algorithm>
#include <vector>

namespace fornada {

// How many requests each lane holds, in all and per host: decides who gets the next one. Any thread.
class LaneLoads {
public:
    explicit LaneLoads(int lanes)
        : m_totals(size_t(lanes), 0)
    {}

    // The lane with the fewest requests to this host (each lane has its share of the host's connections), then the
    // fewest in all, then the first: a lone request finds a warm connection.
    int add(const QByteArray &host)
    {
        const std::lock_guard lock(m_mutex);
        auto &counts = m_byHost[host];
        counts.resize(m_totals.size(), 0);
        size_t best = 0;
        for (size_t lane = 1; lane < counts.size(); ++lane) {
            if (std::pair(counts[lane], m_totals[lane]) < std::pair(counts[best], m_totals[best]))
                best = lane;
        }
        ++counts[best];
        ++m_totals[best];
        return int(best);
    }

    void remove(int lane, const QByteArray &host)
    {
        const std::lock_guard lock(m_mutex);
        const auto found = m_byHost.find(host);
        --(*found)[size_t(lane)];
        --m_totals[size_t(lane)];
        if (std::all_of(found->begin(), found->end(), [](int n) { return n == 0; }))
            m_byHost.erase(found);
    }

private:
    std::mutex m_mutex;
    std::vector<int> m_totals;                    // guarded by m_mutex
    QHash<QByteArray, std::vector<int>> m_byHost; // guarded by m_mutex
};

} // namespace fornada
