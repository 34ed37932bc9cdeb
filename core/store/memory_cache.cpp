#include "store/memory_tables.h"

// The memory twin's cache.
namespace fornada {

void MemoryTables::putCached(const CacheEntry &entry)
{
    ++m_writes;
    m_cache.put(entry.key, entry);
}

std::optional<CacheEntry> MemoryTables::cached(const QByteArray &key)
{
    return m_cache.get(key);
}

std::optional<CacheEntry> MemoryTables::cachedAt(const QString &place, JobId except)
{
    std::optional<CacheEntry> newest;
    for (const auto &[key, entry] : m_cache) {
        const bool fits = entry.place == place && entry.job != except;
        if (fits && (!newest || std::tie(newest->created, newest->job) < std::tie(entry.created, entry.job)))
            newest = entry;
    }
    return newest;
}

void MemoryTables::judgeCached(JobId job, AttemptId attempt, CacheStanding standing)
{
    ++m_writes;
    QList<CacheEntry> entries;
    for (const auto &[key, entry] : m_cache)
        if (entry.job == job && entry.attempt == attempt)
            entries.append(entry);
    for (CacheEntry &entry : entries) {
        entry.standing = standing;
        m_cache.put(entry.key, entry);
    }
}

std::optional<CacheEntry> MemoryTables::cachedOf(JobId job, Wall made)
{
    std::optional<CacheEntry> first;
    for (const auto &[key, entry] : m_cache)
        if (entry.job == job && entry.created == made && (!first || key < first->key))
            first = entry;
    return first;
}

int MemoryTables::dropExpired(int limit, Wall now)
{
    QList<std::pair<Wall, QByteArray>> old;
    for (const auto &[key, entry] : m_cache)
        if (entry.expires < now)
            old.append({entry.expires, key});
    std::sort(old.begin(), old.end());
    old.resize(std::min<qsizetype>(old.size(), limit));
    for (const auto &[expires, key] : std::as_const(old)) {
        ++m_writes;
        m_cache.erase(key);
    }
    return int(old.size());
}

} // namespace fornada
