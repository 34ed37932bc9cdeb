#include "scheduler/scheduler.h"

// Equal jobs of a batch wait for the one that is being made. Nothing of this is stored: whatever ends that one's ticket
// (an answer, a failure, a recall) frees the others to be looked at again. Then its result is there, or one of them is
// made.
namespace fornada {

bool Scheduler::waitsForSame(const Job &job)
{
    if (m_same.contains(job.id))
        return true;
    const auto prepared = m_prepared.find(job.id);
    if (prepared == m_prepared.end() || !prepared->second.ready || !prepared->second.shares)
        return false;
    const JobId first = m_making.value({job.batch, prepared->second.hash});
    if (!first.isValid())
        return false;
    dropPrepared(job.id); // its request is built anew if it comes to that: the memory is for those that go
    m_same.insert_or_assign(job.id, Same{first, job.batch});
    return true;
}

void Scheduler::beginMaking(const Job &job, const QByteArray &hash)
{
    const std::pair place(job.batch, hash);
    if (!m_making.contains(place))
        m_making.insert(place, job.id);
}

void Scheduler::endMaking(const Ticket &ticket)
{
    const auto made = m_making.constFind({ticket.job.batch, ticket.hash});
    if (made == m_making.cend() || *made != ticket.job.id)
        return;
    m_making.erase(made);
    std::erase_if(m_same, [&ticket](const auto &entry) { return entry.second.first == ticket.job.id; });
}

// A lane that stands still for long, for tomorrow or for money, holds back what costs nothing: its first jobs are
// looked at once each, a few at a time.
void Scheduler::lookAhead(const Track &track, const BatchEntry &batch, Moment now)
{
    constexpr int kLookedAt = 200, kAtOnce = 8;
    int pending = 0;
    for (qsizetype i = 0; i < std::min<qsizetype>(kLookedAt, track.heads.size()) && pending < kAtOnce; ++i) {
        const Job &job = track.heads.at(i);
        if (const auto asked = m_prepared.find(job.id); asked != m_prepared.end())
            pending += !asked->second.ready;
        else if (batch.shared.contains(job.step) && m_looked.insert(job.id).second && requestPrepare(job, now)) {
            m_prepared.at(job.id).look = true;
            ++pending;
        }
    }
}

JobId Scheduler::sameAs(JobId job) const
{
    const auto same = m_same.find(job);
    return same == m_same.end() ? JobId{} : same->second.first;
}

} // namespace fornada
