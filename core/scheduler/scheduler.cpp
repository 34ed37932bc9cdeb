#include "scheduler/scheduler.h"

namespace fornada {

bool needsPerson(const Opening &opening)
{
    switch (opening.reason) {
    case WaitReason::NeedsUser:
    case WaitReason::QueuePaused:
    case WaitReason::AccountPaused:
    case WaitReason::BatchPaused:
    case WaitReason::Draft:
    case WaitReason::AllPaused:
    case WaitReason::BatchBudget:
    case WaitReason::ClientBudget:
    case WaitReason::ClientCredit:
        return true;
    case WaitReason::DayBudget:
    case WaitReason::AccountBudget:
        return !opening.until; // the next day does
    default:
        return false;
    }
}

Scheduler::Scheduler(Random &random, QString bootId, bool isStored, int leastHeads)
    : m_random(random)
    , m_gates(std::move(bootId), isStored)
    , m_lanes(leastHeads)
{}

void Scheduler::absorb(const SchedulerEvent &event, Moment now)
{
    m_steady.start(now);
    std::visit([&](const auto &e) { on(e, now); }, event);
}

QList<SchedulerDecision> Scheduler::pump(Moment now)
{
    m_steady.start(now);
    m_nextWake.reset();
    m_pumped = now;
    sendClaimed(now);
    givePermits(now);
    loadHeads(now);
    prepareAhead(now);
    if (const auto due = m_lanes.nextDue(m_steady.at(now)))
        noteWake(Opening::closed(WaitReason::Backoff, now + (*due - m_steady.at(now))), now);
    return std::exchange(m_decisions, {});
}

QList<SchedulerDecision> Scheduler::handle(const SchedulerEvent &event, Moment now)
{
    absorb(event, now);
    return pump(now);
}

// In time for the claim's commit.
void Scheduler::noteOpening(const Opening &opening, Moment now)
{
    if (!opening.until)
        return;
    const Micros ahead = m_claimTimes.ahead();
    const bool mayBeEarly = opening.until->boot > now.boot + ahead;
    noteWake({opening.reason, mayBeEarly ? *opening.until + -ahead : *opening.until}, now);
}

void Scheduler::noteWake(const Opening &opening, Moment now)
{
    if (!opening.until)
        return;
    // Wall waits move when the clock is stepped, and timers stand still in suspend: look again once a minute.
    noteWake(std::min(*opening.until, now + std::chrono::minutes(1),
                      [](const Moment &a, const Moment &b) { return a.boot < b.boot; }));
}

void Scheduler::noteWake(Moment when)
{
    if (!m_nextWake || when.boot < m_nextWake->boot)
        m_nextWake = when;
}

BudgetScopes Scheduler::scopesOf(const Job &job) const
{
    const auto batch = m_batches.find(job.batch);
    const auto ticket = m_tickets.find(job.id);
    return {job.batch, job.account, batch == m_batches.end() ? QString() : batch->second.batch.client,
            ticket == m_tickets.end() ? m_day : ticket->second.day};
}

Ticket *Scheduler::byAttempt(AttemptId attempt)
{
    const auto id = m_byAttempt.find(attempt);
    if (id == m_byAttempt.end())
        return nullptr;
    const auto ticket = m_tickets.find(id->second);
    return ticket == m_tickets.end() ? nullptr : &ticket->second;
}

void Scheduler::forget(Ticket &ticket)
{
    if (ticket.queuedAgain)
        m_lanes.wake({ticket.job.queue, ticket.job.batch});
    const std::pair row(ticket.job.queue, ticket.job.row);
    if (--m_rowsInFlight[row] <= 0)
        m_rowsInFlight.remove(row);
    endMaking(ticket);
    m_byAttempt.erase(ticket.attempt);
    m_outbox.removeOne(ticket.job.id);
    m_tickets.erase(ticket.job.id);
}

int Scheduler::onWire() const
{
    int count = 0;
    for (const auto &[id, ticket] : m_tickets)
        count += ticket.stage == Ticket::Stage::OnWire || ticket.stage == Ticket::Stage::Handed;
    return count;
}

bool Scheduler::isIdle() const
{
    if (!m_tickets.empty() || !m_prepared.empty())
        return false;
    for (const auto &[key, lane] : m_lanes.all()) {
        const auto batch = m_batches.find(key.batch);
        if (batch == m_batches.end() || batch->second.batch.state != BatchState::Running)
            continue;
        if (lane.loading || lane.stale || lane.hasHeads() || lane.nextDue || !lane.isExhausted())
            return false;
    }
    return true;
}

bool Scheduler::isQuiet() const
{
    if (!m_tickets.empty() || !m_storeOk)
        return false;
    const auto &lanes = m_lanes.all();
    return std::all_of(lanes.begin(), lanes.end(),
                       [this](const auto &entry) { return isQuiet(entry.first, entry.second); });
}

bool Scheduler::isQuiet(LaneKey key, const Lane &lane) const
{
    const auto batch = m_batches.find(key.batch);
    if (batch == m_batches.end() || batch->second.batch.state != BatchState::Running || m_paused)
        return true;
    if (lane.loading || lane.stale)
        return false;
    if (const Opening own = laneOpening(key, &batch->second); !own.isOpen())
        return needsPerson(own);
    if (lane.nextDue)
        return false; // whether it may go then is seen then
    return std::all_of(lane.tracks.begin(), lane.tracks.end(), [&](const Track &track) {
        const auto isStuck = [this](const Job &job) { return needsPerson(explain(job, m_pumped)); };
        return track.heads.isEmpty() ? track.exhausted : std::all_of(track.heads.begin(), track.heads.end(), isStuck);
    });
}

} // namespace fornada
