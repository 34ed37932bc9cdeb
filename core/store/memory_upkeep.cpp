#include "store/memory_tables.h"

// What is kept only for a time.
namespace fornada {

namespace {

template<class Map>
int dropOldest(Map &map, int limit, Wall before, quint64 &writes)
{
    QList<qint64> ids;
    for (const auto &[id, value] : map) {
        if (ids.size() == limit || value.at >= before)
            break;
        ids.append(id);
    }
    for (const qint64 id : std::as_const(ids)) {
        ++writes;
        map.erase(id);
    }
    return int(ids.size());
}

} // namespace

QList<AttemptId> MemoryTables::rawsAfter(AttemptId attempt, int limit)
{
    QList<AttemptId> ids;
    for (auto it = m_raw.after(attempt); it != m_raw.end() && ids.size() < limit; ++it)
        ids.append(it->first);
    return ids;
}

void MemoryTables::dropRaw(AttemptId attempt)
{
    ++m_writes;
    m_raw.erase(attempt);
}

int MemoryTables::dropEvents(int limit, Wall before)
{
    return dropOldest(m_events, limit, before, m_writes);
}

int MemoryTables::dropOperations(int limit, Wall before)
{
    return dropOldest(m_operations, limit, before, m_writes);
}

} // namespace fornada
