#pragma once

#include "model/lane.h"

#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <vector>

namespace fornada {

// A track's place in the order of its queue: by priority, then whose batch was served longest ago, then by its job.
struct Turn {
    int priority = 0;
    quint64 served = 0;
    qint64 position = 0;
    LaneKey key;
    size_t track = 0; // of the lane
    friend bool operator<(const Turn &a, const Turn &b)
    {
        return std::tie(b.priority, a.served, a.position, a.key, a.track) <
               std::tie(a.priority, b.served, b.position, b.key, b.track);
    }
};

// Who goes next in each queue. It is kept, and only what changes is placed anew: where thousands wait, few are looked
// at whenever somebody may go. Part of the scheduler; pure.
class TurnOrder {
public:
    using Turns = std::set<Turn>;

    // Of queues in which somebody waits, or has waited. One that is there stays where it is.
    const std::map<QueueId, Turns> &queues() const { return m_queues; }
    // Instead of those the lane had.
    void place(LaneKey key, std::vector<Turn> turns);

private:
    std::map<QueueId, Turns> m_queues;
    std::map<LaneKey, std::vector<Turn>> m_placed; // as they stand in their queue
};

} // namespace fornada
