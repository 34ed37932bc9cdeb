#include "scheduler/turn_order.h"

namespace fornada {

void TurnOrder::place(LaneKey key, std::vector<Turn> turns)
{
    const auto before = m_placed.find(key);
    if (before == m_placed.end() && turns.empty())
        return;
    Turns &queue = m_queues[key.queue];
    if (before != m_placed.end())
        for (const Turn &turn : before->second)
            queue.erase(turn);
    queue.insert(turns.begin(), turns.end());
    if (turns.empty())
        m_placed.erase(before);
    else
        m_placed[key] = std::move(turns);
}

} // namespace fornada
