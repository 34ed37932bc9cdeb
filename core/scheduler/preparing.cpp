#include "scheduler/scheduler.h"

// Requests are asked for ahead of their permits, and dropped when what they were made of has changed.
namespace fornada {

namespace {

// A request is built ahead only when it may go this soon.
constexpr Micros kPrepareAhead = std::chrono::seconds(2);
constexpr int kPrepareLeast = 4;
constexpr int kPrepareMost = 64;
constexpr int kPrepareMostSlow = 400;
// Of one queue, where many lanes wait: who has not been prepared by then is when its turn has come.
constexpr int kPrepareMostOfQueue = 500;

} // namespace

void Scheduler::prepareAhead(Moment now)
{
    std::map<QueueId, int> prepared; // counted where it may be too many: this comes with every event
    if (m_prepared.size() >= kPrepareMostOfQueue)
        for (const auto &[job, entry] : m_prepared)
            ++prepared[entry.lane.queue];
    auto &lanes = m_lanes.all();
    for (auto it = lanes.begin(); it != lanes.end();) {
        const QueueId queue = it->first.queue;
        const auto counted = prepared.find(queue);
        const bool isEnough = counted != prepared.end() && counted->second >= kPrepareMostOfQueue;
        if (isEnough && !m_prepareStalled && (!m_shares || isShutByItself(queue))) {
            it = lanes.lower_bound({QueueId{queue.value + 1}, BatchId{}});
            continue;
        }
        for (Track &track : it->second.tracks)
            if (!track.heads.isEmpty())
                prepareAhead(it->first, track, prepared, now);
        ++it;
    }
}

void Scheduler::prepareAhead(LaneKey key, Track &track, std::map<QueueId, int> &prepared, Moment now)
{
    const Opening why = waiting(key, track);
    const bool near = why.isOpen() || why.reason == WaitReason::Preparing || why.reason == WaitReason::Concurrency ||
                      why.reason == WaitReason::Pace || why.reason == WaitReason::RowConcurrency ||
                      why.reason == WaitReason::SameAsOther ||
                      (why.until && why.until->boot <= now.boot + kPrepareAhead);
    const bool far = why.until && why.until->boot > now.boot + kPrepareAhead;
    if (!near || far) {
        if (m_prepareStalled)
            makeRoom(track, now);
        const auto batch = m_batches.find(key.batch);
        if (batch != m_batches.end() && !batch->second.shared.isEmpty() && laneOpening(key, &batch->second).isOpen())
            lookAhead(track, batch->second, now);
        return;
    }
    const int uncounted = m_prepared.size() < kPrepareMostOfQueue ? int(m_prepared.size()) : 0; // all, whosesoever
    int &already = prepared.try_emplace(key.queue, uncounted).first->second;
    if (already >= kPrepareMostOfQueue)
        return;
    const qsizetype ahead = preparedAhead(track.heads.first());
    for (qsizetype i = 0; i < std::min(ahead, track.heads.size()); ++i)
        already += requestPrepare(track.heads.at(i), now);
}

// Twice as many as may be on their way at once: some are built while others are claimed. And where the store is slow,
// enough for the time a permit takes.
qsizetype Scheduler::preparedAhead(const Job &first)
{
    const JobGates &gates = m_gates.of(first.queue, first.account, first.model);
    const int limit = gates.at(Scope::Queue).gates->concurrency().value_or(kPrepareMost);
    qint64 permits = std::numeric_limits<int>::max();
    for (const auto &entry : gates)
        permits = std::min<qint64>(permits, entry.gates->runAhead(m_claimTimes.ahead()));
    const bool paced = permits < std::numeric_limits<int>::max();
    return std::max<qsizetype>(2 * qsizetype(std::clamp(limit, kPrepareLeast / 2, kPrepareMost / 2)),
                               paced ? std::min<qint64>(2 * permits, kPrepareMostSlow) : 0);
}

bool Scheduler::requestPrepare(const Job &job, Moment now)
{
    if (m_same.contains(job.id))
        return false;
    const LaneKey lane{job.queue, job.batch};
    PreparedJob asked;
    asked.lane = lane;
    asked.account = job.account;
    asked.requested = now;
    const auto [it, fresh] = m_prepared.try_emplace(job.id, asked);
    it->second.look = false;
    if (fresh)
        decide(Prepare{job});
    return fresh;
}

void Scheduler::dropPrepared(JobId job)
{
    m_same.erase(job);
    m_looked.erase(job);
    if (m_prepared.erase(job) > 0)
        decide(DropPrepared{job});
}

void Scheduler::dropPrepared(const std::function<bool(const PreparedJob &)> &isStale)
{
    QList<JobId> stale;
    for (const auto &[id, prepared] : m_prepared)
        if (isStale(prepared))
            stale.append(id);
    for (const JobId id : std::as_const(stale))
        dropPrepared(id);
}

// The memory is for those that go: what waits for long is built once more when it has come to that. What was asked for
// just now goes perhaps, past a first one that waits; asked for and dropped in turn, it would go on for ever.
void Scheduler::makeRoom(const Track &track, Moment now)
{
    for (const Job &job : track.heads) {
        const auto it = m_prepared.find(job.id);
        if (it == m_prepared.end() || it->second.look)
            continue;
        const Moment end = it->second.requested + kPrepareAhead;
        if (now.boot >= end.boot)
            dropPrepared(job.id);
        else
            noteWake(end);
    }
}

} // namespace fornada
