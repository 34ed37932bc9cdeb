#include "scheduler/scheduler.h"

// Why a job waits and until when, from that job's own point of view.
namespace fornada {

namespace {

// A slot that another request holds is free sooner than a gate opens that is shut for this long.
constexpr Micros kLongWait = std::chrono::seconds(10);

// What the order or the money of the lane says, whichever of its jobs is asked about.
bool isOfLane(WaitReason reason)
{
    switch (reason) {
    case WaitReason::Priority:
    case WaitReason::Preparing:
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
    const Lane *known = m_lanes.find({job.queue, job.batch});
    if (const Opening waits = known ? waiting({job.queue, job.batch}, *known) : Opening::open(); isOfLane(waits.reason))
        return waits;
    const Opening gates = gatesExplained(job, now);
    if (!gates.isOpen())
        return gates;
    return Opening::closed(rowHasRoom(job) ? WaitReason::Priority : WaitReason::RowConcurrency);
}

// One that was not looked at has reasons of its own, or waits behind whoever shut its queue.
Opening Scheduler::waiting(LaneKey key, const Lane &lane) const
{
    const auto shut = m_shut.find(key.queue);
    const auto batch = m_batches.find(key.batch);
    const bool isBehind = lane.behind || isShutByItself(key.queue);
    if (!isBehind || lane.heads.isEmpty() || shut == m_shut.end() || batch == m_batches.end())
        return lane.waiting;
    if (const Opening opening = laneOpening(key, &batch->second); !opening.isOpen())
        return opening;
    const Job &first = lane.heads.first();
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
    return found.behind(priorityOf(lane, batch->second));
}

// Of who waits in a queue that was found shut before anybody was looked at: found when somebody asks.
int Scheduler::topPriority(QueueId queue, const ClosedScope &shut) const
{
    if (shut.priority != ClosedScope::kByItself)
        return shut.priority;
    const auto known = m_tops.constFind(queue);
    if (known != m_tops.cend())
        return *known;
    int top = ClosedScope::kByItself;
    const auto &lanes = m_lanes.all();
    for (auto it = lanes.lower_bound({queue, BatchId{}}); it != lanes.end() && it->first.queue == queue; ++it) {
        const auto batch = m_batches.find(it->first.batch);
        if (batch != m_batches.end() && !it->second.heads.isEmpty() && laneOpening(it->first, &batch->second).isOpen())
            top = std::max(top, priorityOf(it->second, batch->second));
    }
    m_tops.insert(queue, top);
    return top;
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
