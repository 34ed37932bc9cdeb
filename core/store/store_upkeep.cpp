#include "store/store_rules.h"

// What is kept only for a time goes, a chunk at a time.
namespace fornada {

Result<Pruned> StoreRules::pruneRaw(AttemptId after, int limit, Wall before)
{
    if (const Status ready = writable(); !ready)
        return ready.error();
    const QList<AttemptId> page = m_tables->rawsAfter(after, limit);
    QHash<BatchId, bool> ended;
    Pruned pruned;
    pruned.more = page.size() == limit;
    pruned.lookedAt = page.isEmpty() ? after : page.last();
    for (const AttemptId id : page) {
        const auto attempt = m_tables->attempt(id);
        if (!attempt || attempt->isOpen() || *attempt->settled >= before)
            continue;
        const auto job = m_tables->job(attempt->job);
        if (!job)
            continue;
        if (!ended.contains(job->batch)) {
            const auto batch = m_tables->batch(job->batch);
            ended.insert(job->batch,
                         batch && (batch->state == BatchState::Finished || batch->state == BatchState::Cancelled));
        }
        if (!ended.value(job->batch))
            continue;
        m_tables->dropRaw(id);
        ++pruned.removed;
    }
    return checked(pruned);
}

Result<Pruned> StoreRules::pruneJournal(int limit, Wall before)
{
    if (const Status ready = writable(); !ready)
        return ready.error();
    Pruned pruned;
    const int events = m_tables->dropEvents(limit, before);
    const int operations = m_tables->dropOperations(limit, before);
    const int notes = m_tables->dropStrayNotes(limit);
    pruned.removed = events + operations;
    pruned.more = events == limit || operations == limit || notes == limit;
    return checked(pruned);
}

} // namespace fornada
