#include "store/store_rules.h"

// Results that may be served again.
namespace fornada {

Result<std::optional<CacheEntry>> StoreRules::cached(const QByteArray &key)
{
    return checked(m_tables->cached(key));
}

Result<std::optional<CacheEntry>> StoreRules::cachedAt(const QString &place, JobId except)
{
    return checked(m_tables->cachedAt(place, except));
}

Result<Pruned> StoreRules::pruneCache(int limit, Wall now)
{
    if (const Status ready = writable(); !ready)
        return ready.error();
    Pruned pruned;
    pruned.removed = m_tables->dropExpired(limit, now);
    pruned.more = pruned.removed == limit;
    return checked(pruned);
}

void StoreRules::keepCached(const Settle &settle, const AttemptRecord &attempt, BatchId batch, const QStringList &paths)
{
    if (!settle.cache || settle.cache->ttl <= Micros(0) || settle.results.isEmpty() || attempt.requestHash.isEmpty())
        return;
    CacheEntry entry;
    entry.key = attempt.requestHash;
    entry.job = attempt.job;
    entry.attempt = attempt.id;
    entry.batch = batch;
    entry.place = settle.cache->place;
    entry.facts = settle.cache->facts;
    entry.miss = settle.cache->miss;
    entry.results = settle.results;
    for (qsizetype i = 0; i < entry.results.size(); ++i)
        entry.results[i].path = paths.value(i);
    if (settle.event == JobEvent::NeedsReview)
        entry.standing = settle.message.isEmpty() ? CacheStanding::Unseen : CacheStanding::Doubtful;
    entry.created = settle.now;
    entry.expires = settle.now + settle.cache->ttl;
    m_tables->putCached(entry);
}

// A person has looked: what is good may be served again, what is bad may not, whoever made it.
void StoreRules::judgeCached(const JobRecord &job, bool isGood, JobBefore &before)
{
    standCached(job, isGood ? CacheStanding::Good : CacheStanding::Rejected);
    const auto taken = isGood ? std::nullopt : takenFrom(job.message);
    const auto source = taken ? m_tables->cachedOf(taken->from, taken->made) : std::nullopt;
    if (!source || source->standing == CacheStanding::Rejected)
        return;
    before.sourceStood = source->standing;
    m_tables->judgeCached(source->job, source->attempt, CacheStanding::Rejected);
}

// The rejection is taken back: the job waits for its look again.
void StoreRules::unjudgeCached(const JobRecord &job, const JobBefore &before)
{
    const auto taken = takenFrom(job.message);
    standCached(job, job.message.isEmpty() || taken ? CacheStanding::Unseen : CacheStanding::Doubtful);
    const auto source = taken && before.sourceStood ? m_tables->cachedOf(taken->from, taken->made) : std::nullopt;
    if (source && source->standing == CacheStanding::Rejected)
        m_tables->judgeCached(source->job, source->attempt, *before.sourceStood);
}

void StoreRules::standCached(const JobRecord &job, CacheStanding standing)
{
    const QList<ResultRecord> results = m_tables->resultsOf(job.id);
    for (const ResultRecord &result : results)
        if (result.picked && !isTaken(result.attempt))
            m_tables->judgeCached(job.id, result.attempt, standing);
}

} // namespace fornada
