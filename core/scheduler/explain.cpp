#include "scheduler/scheduler.h"

// Why a job waits and until when, from that job's own point of view.
namespace fornada {

namespace {

// A slot that another request holds is free sooner than a gate opens that is shut for this long.
constexpr Micros kLongWait = std::chrono::seconds(10);

// What the order says of a track, whichever of its jobs is asked about.
bool isOfTrack(WaitReason reason)
{
    return reason == WaitReason::Priority || reason == WaitReason::Preparing;
}

// What money says of a step, whichever of its jobs is asked about.
bool isOfStep(WaitReason reason)
{
    switch (reason) {
    case WaitReason::BatchBudget:
    case WaitReason::DayBudget:
    case WaitReason::AccountBudget:
    case WaitReason::ClientBudget:
    case WaitReason::ClientCredit:
        return true;
    default:
        return false;
    }
}

// Of two tracks of a lane. What other jobs open comes before what a person does.
bool opensBefore(const Opening &a, const Opening &b)
{
    const auto rank = [](const Opening &opening) {
        return opening.isOpen() ? 0 : opening.until ? 1 : needsPerson(opening) ? 3 : 2;
    };
    if (rank(a) != rank(b))
        return rank(a) < rank(b);
    return a.until && a.until->boot < b.until->boot;
}

// The gate that only a person opens, else the one that is shut longest.
Opening longestShut(const JobGates &gates, Moment now)
{
    Opening longest;
    for (const auto &entry : gates) {
        const QList<GateReading> readings = entry.gates->readings(now);
        for (const GateReading &reading : readings) {
            const Opening &gate = reading.opening;
            if (gate.reason == WaitReason::NeedsUser)
                return gate;
            if (gate.until && (!longest.until || gate.until->boot > longest.until->boot))
                longest = gate;
        }
    }
    return longest;
}

} // namespace

Opening Scheduler::explain(const Job &job, Moment now) const
{
    if (job.state == JobState::Blocked)
        return Opening::closed(WaitReason::Parent);
    if (job.state != JobState::Queued || m_tickets.contains(job.id))
        return Opening::open();
    const Opening lane = laneOpening({job.queue, job.batch});
    if (!lane.isOpen())
        return lane;
    if (const auto entry = m_batches.find(job.batch);
        entry != m_batches.end() && entry->second.isHeldByPilot(job.rowNumber))
        return Opening::closed(WaitReason::Pilot);
    if (job.notBefore && *job.notBefore > m_steady.at(now))
        return Opening::closed(WaitReason::Backoff, now + (*job.notBefore - m_steady.at(now)));
    if (m_same.contains(job.id))
        return Opening::closed(WaitReason::SameAsOther);
    const auto account = m_accounts.find(job.account);
    if (account == m_accounts.end() || account->second.paused)
        return Opening::closed(WaitReason::AccountPaused);
    const LaneKey key{job.queue, job.batch};
    const Lane *known = m_lanes.find(key);
    const Track *track = known ? known->trackOf(job) : nullptr;
    if (track && !track->heads.isEmpty()) {
        const Opening waits = waiting(key, *track);
        if (isOfTrack(waits.reason) || (isOfStep(waits.reason) && track->heads.first().step == job.step))
            return waits;
    }
    if (const Opening money = moneyOpening(job, job.reserve, now); !money.isOpen())
        return money;
    const Opening gates = gatesExplained(job, now);
    if (!gates.isOpen())
        return gates;
    return Opening::closed(rowHasRoom(job) ? WaitReason::Priority : WaitReason::RowConcurrency);
}

Opening Scheduler::waiting(LaneKey key, const Lane &lane) const
{
    const auto batch = m_batches.find(key.batch);
    if (const Opening own = laneOpening(key); !own.isOpen())
        return own;
    std::optional<Opening> first;
    for (const Track &track : lane.tracks) {
        const Opening opening = waiting(key, track);
        if (!track.heads.isEmpty() && (!first || opensBefore(opening, *first)))
            first = opening;
    }
    const bool isOver = !first && lane.isExhausted() && !lane.stale && !lane.nextDue;
    if (isOver && !batch->second.batch.pilot.isEmpty())
        return Opening::closed(WaitReason::Pilot); // its own jobs have gone
    return first.value_or(Opening::open());
}

// One that was not looked at has reasons of its own, or waits behind whoever shut its queue.
Opening Scheduler::waiting(LaneKey key, const Track &track) const
{
    const auto batch = m_batches.find(key.batch);
    const Opening own = laneOpening(key, batch == m_batches.end() ? nullptr : &batch->second);
    if (!own.isOpen() || track.heads.isEmpty())
        return own;
    const auto shut = m_shut.find(key.queue);
    if (track.looked == m_round || shut == m_shut.end())
        return track.waiting;
    const Job &first = track.heads.first();
    const auto account = m_accounts.find(first.account);
    if (account == m_accounts.end() || account->second.paused)
        return Opening::closed(WaitReason::AccountPaused);
    if (!rowHasRoom(first))
        return Opening::closed(WaitReason::RowConcurrency);
    if (m_same.contains(first.id))
        return Opening::closed(WaitReason::SameAsOther);
    const auto prepared = m_prepared.find(first.id);
    const bool ready = prepared != m_prepared.end() && prepared->second.ready;
    const Opening money = moneyOpening(first, ready ? prepared->second.reserve : first.reserve, m_pumped);
    if (!money.isOpen())
        return money;
    const ClosedScope found{shut->second.opening, topPriority(shut->first, shut->second)};
    return found.behind(priorityOf(track, batch->second));
}

// Of who waits in a queue that was found shut before anybody was looked at.
int Scheduler::topPriority(QueueId queue, const ClosedScope &shut) const
{
    if (shut.priority != ClosedScope::kByItself)
        return shut.priority;
    const auto waiting = m_lanes.turns().queues().find(queue);
    const bool isAnybody = waiting != m_lanes.turns().queues().end() && !waiting->second.empty();
    return isAnybody ? waiting->second.begin()->priority : ClosedScope::kByItself;
}

// The first of its lane may be of another model, so its own gates are asked.
Opening Scheduler::gatesExplained(const Job &job, Moment now) const
{
    const JobGates gates = m_gates.known(job.queue, job.account, job.model);
    const Opening longest = longestShut(gates, now);
    if (!longest.isOpen() && (!longest.until || longest.until->boot > now.boot + kLongWait))
        return longest;
    const JobGates::Entry *closedBy = nullptr;
    return gatesOpening(gates, job, {}, 0, now, &closedBy);
}

QList<GateReading> Scheduler::readings(const QString &gateKey, Moment now) const
{
    return m_gates.readings(gateKey, now);
}

} // namespace fornada
