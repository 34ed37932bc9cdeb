#include "models/job_cache.h"

#include <algorithm>

namespace fornada {

const JobRow *JobCache::look(JobId id, int line)
{
    const auto entry = m_entries.find(id);
    if (entry == m_entries.end())
        return nullptr;
    entry->seen = m_tick;
    entry->line = line;
    return &entry->row;
}

const JobRow *JobCache::peek(JobId id) const
{
    const auto entry = m_entries.constFind(id);
    return entry == m_entries.cend() ? nullptr : &entry->row;
}

void JobCache::put(const QList<JobRow> &rows)
{
    for (const JobRow &row : rows) {
        Entry &entry = m_entries[row.id];
        entry.row = row;
        entry.stale = false;
        entry.seen = std::max(entry.seen, m_tick - 1); // just read is almost as good as just seen
    }
    if (m_entries.size() > kMostRows)
        makeRoom();
}

void JobCache::makeRoom()
{
    std::vector<quint32> ages;
    ages.reserve(size_t(m_entries.size()));
    for (const Entry &entry : std::as_const(m_entries))
        ages.push_back(entry.seen);
    const auto cut = ages.begin() + std::ptrdiff_t(ages.size() / 3);
    std::nth_element(ages.begin(), cut, ages.end());
    const quint32 oldest = *cut;
    m_entries.removeIf([oldest, this](const auto &it) { return it->seen <= oldest && it->seen < m_tick; });
    ++m_tick;
}

bool JobCache::needs(JobId id) const
{
    const auto entry = m_entries.constFind(id);
    return entry == m_entries.cend() || entry->stale;
}

void JobCache::markStale()
{
    for (Entry &entry : m_entries)
        entry.stale = true;
}

QList<JobId> JobCache::takeSeen()
{
    QList<JobId> seen;
    for (auto it = m_entries.cbegin(); it != m_entries.cend(); ++it)
        if (it->seen >= m_tick)
            seen.append(it.key());
    ++m_tick;
    return seen;
}

QList<JobId> JobCache::known(const QSet<JobId> &ids) const
{
    QList<JobId> known;
    for (const JobId id : ids)
        if (m_entries.contains(id))
            known.append(id);
    return known;
}

int JobCache::line(JobId id) const
{
    const auto entry = m_entries.constFind(id);
    return entry == m_entries.cend() ? -1 : entry->line;
}

} // namespace fornada
