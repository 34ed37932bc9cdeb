#include "models/job_cache.h"

#include <algorithm>

namespace fornada {

const JobRow *JobCache::look(JobId id, int line)
{
    const auto entry = m_entries.find(id);
    if (entry == m_entries.end())
        return nullptr;
    entry->age = m_age;
    entry->seen = true;
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
    ++m_age;
    for (const JobRow &row : rows) {
        Entry &entry = m_entries[row.id];
        entry.row = row;
        entry.stale = false;
        entry.age = m_age;
    }
    if (m_entries.size() > kMostRows)
        makeRoom();
}

void JobCache::makeRoom()
{
    std::vector<quint64> ages;
    ages.reserve(size_t(m_entries.size()));
    for (const Entry &entry : std::as_const(m_entries))
        ages.push_back(entry.age);
    const auto cut = ages.begin() + std::ptrdiff_t(ages.size() / 3);
    std::nth_element(ages.begin(), cut, ages.end());
    const quint64 oldest = *cut;
    m_entries.removeIf([oldest, this](const auto &it) { return it->age <= oldest && it->age < m_age; });
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
    for (auto it = m_entries.begin(); it != m_entries.end(); ++it) {
        if (it->seen)
            seen.append(it.key());
        it->seen = false;
    }
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
