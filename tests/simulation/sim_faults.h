#pragma once

#include "base/random.h"

namespace fornada::sim {

// What may go wrong in this world at the moment; healed worlds have none of it.
struct Faults {
    double commitStall = 0;  // part of commits that take long
    double failedCommit = 0; // part of group commits that fail as a whole
    double failedWrite = 0;  // part of store tasks whose write fails
    double failedFile = 0;   // part of file operations
    double lateLane = 0;     // part of sends that a lane is late with
    double slowWork = 0;     // part of pool work that takes long
    double slowConnect = 0;  // part of connections that take time to open
    double refused = 0;      // part of connections that are refused
    double badAnswer = 0;    // part of accepted requests that get anything but a good answer
    bool diskFull = false;   // every write fails until it ends
    bool keysMissing = false;
    bool providerDown = false;
};

// Draws for faults and latencies.
class Dice {
public:
    explicit Dice(quint64 seed)
        : m_random(seed)
    {}

    bool chance(double part) { return part > 0 && m_random.unit() < part; }
    qint64 between(qint64 low, qint64 high) { return low + qint64(m_random.below(quint64(high - low + 1))); }
    template<class List>
    const auto &oneOf(const List &list)
    {
        return list[size_t(m_random.below(quint64(std::size(list))))];
    }
    Random &source() { return m_random; }

private:
    SeededRandom m_random;
};

} // namespace fornada::sim
