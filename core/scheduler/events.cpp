#include "scheduler/scheduler.h"

// What each event changes. Decisions that follow from the change as a whole are made in the pump.
namespace fornada {

namespace {

Micros longestBackoff(const std::map<QueueId, Queue> &queues)
{
    Micros longest = std::chrono::seconds(1);
    for (const auto &[id, queue] : queues)
        longest = std::max(longest, Micros(qint64(double(queue.retry.maxBackoff.count()) * (1 + queue.retry.jitter))));
    return longest;
}

} // namespace

void Scheduler::on(const QueueSet &e, Moment)
{
    m_queues[e.queue.id] = e.queue;
    m_gates.setQueue(e.queue);
}

void Scheduler::on(const AccountSet &e, Moment)
{
    m_accounts[e.account.id] = e.account;
    m_gates.setAccount(e.account);
    m_budget.setAccountDayCap(e.account.id, e.account.dayBudget);
}

// Requests carry its address and key.
void Scheduler::on(const AccountEdited &e, Moment)
{
    dropPrepared([&e](const PreparedJob &prepared) { return prepared.account == e.account; });
    for (auto &[id, ticket] : m_tickets)
        ticket.stale = ticket.stale || (ticket.job.account == e.account && ticket.stage < Ticket::Stage::OnWire);
    m_looked.clear(); // another address may have answered already
}

void Scheduler::on(const AccountSkew &e, Moment)
{
    m_gates.setSkew(e.account, e.skew);
}

void Scheduler::on(const BatchSet &e, Moment)
{
    const bool known = m_batches.contains(e.batch.id);
    BatchEntry &entry = m_batches[e.batch.id];
    // Drafts and paused batches have no lanes after a start: they are looked at when the batch begins to run; and all
    // rows when its pilot is over.
    const bool begins = entry.batch.state != BatchState::Running || entry.batch.pilot != e.batch.pilot;
    if (known && e.batch.state == BatchState::Running && begins)
        for (const auto &[queue, value] : m_queues)
            m_lanes.wake({queue, e.batch.id});
    // What was accepted since this was read from the store is not forgotten.
    const Money resent = std::max(entry.batch.resentSoFar, e.batch.resentSoFar);
    entry.batch = e.batch;
    entry.batch.resentSoFar = resent;
    m_lanes.rankChanged(e.batch.id);
    m_budget.setBatchCap(e.batch.id, e.batch.budget);
    if (e.batch.state == BatchState::Cancelled || e.batch.state == BatchState::Finished) {
        m_lanes.dropBatch(e.batch.id);
        on(BatchEdited{e.batch.id}, {});
    }
}

void Scheduler::on(const BatchGone &e, Moment)
{
    m_lanes.dropBatch(e.batch);
    on(BatchEdited{e.batch}, {});
    m_batches.erase(e.batch);
    m_budget.forget(e.batch);
}

void Scheduler::on(const DayTurned &e, Moment)
{
    m_day = e.day;
    m_dayEnds = e.ends;
}

void Scheduler::on(const GateRestored &e, Moment now)
{
    m_gates.restore(e.gate, now);
}

void Scheduler::on(const BatchTotalsLoaded &e, Moment)
{
    m_budget.load(e.batch, e.totals);
}

void Scheduler::on(const AccountTotalsLoaded &e, Moment)
{
    m_budget.loadAccountDay(e.account, m_day, e.totals);
}

void Scheduler::on(const ClientTotalsLoaded &e, Moment)
{
    m_budget.loadClient(e.client, e.totals);
}

void Scheduler::on(const DayTotalsLoaded &e, Moment)
{
    m_budget.loadDay(m_day, e.totals);
}

void Scheduler::on(const DayCapSet &e, Moment)
{
    m_budget.setDayCap(e.cap);
}

void Scheduler::on(const ClientCapSet &e, Moment)
{
    m_budget.setClientCap(e.client, e.cap);
}

void Scheduler::on(const ClientCreditsSet &e, Moment)
{
    m_credits.insert(e.client, e.credits);
    // The store has not heard yet of what is being claimed and settled.
    for (const auto &[id, ticket] : m_tickets) {
        const auto batch = m_batches.find(ticket.job.batch);
        if (batch == m_batches.end() || batch->second.batch.client != e.client)
            continue;
        if (ticket.stage == Ticket::Stage::Claiming)
            takeCredits(ticket.job);
        else if (ticket.stage == Ticket::Stage::Settling && ticket.gaveBack)
            giveCreditsBack(ticket.job);
    }
}

void Scheduler::on(const BatchStepsSet &e, Moment now)
{
    const auto batch = m_batches.find(e.batch);
    if (batch == m_batches.end())
        return;
    batch->second.costs = e.costs;
    batch->second.shared = e.shared;
    batch->second.elsewhere = e.elsewhere;
    batch->second.rowLimits = e.rowLimits;
    m_goesElsewhere = m_goesElsewhere || !e.elsewhere.isEmpty();
    m_shares = m_shares || !e.shared.isEmpty();
    if (!e.rowLimits.hard)
        return;
    for (const LaneKey &key : m_lanes.ofBatch(e.batch))
        failOverdue(key, now);
}

void Scheduler::on(const AllPaused &e, Moment)
{
    m_paused = e.paused;
}

void Scheduler::on(const StoreHealth &e, Moment)
{
    m_storeOk = e.ok;
}

void Scheduler::on(const LaneWoken &e, Moment)
{
    m_lanes.wake(e.lane);
}

void Scheduler::on(const HeadsLoaded &e, Moment now)
{
    // A job may be queued again (by the operator) before its last settlement is told: its lane is loaded once more
    // then. One that is still being claimed was merely read before its claim.
    const auto inFlight = [this](JobId id) {
        const auto ticket = m_tickets.find(id);
        if (ticket == m_tickets.end())
            return false;
        if (ticket->second.stage != Ticket::Stage::Claiming)
            ticket->second.queuedAgain = true;
        return true;
    };
    for (const JobId left : m_lanes.load(e.lane, e.page, inFlight))
        dropPrepared(left);
    if (e.page.nextDue)
        m_steady.catchUp(*e.page.nextDue, longestBackoff(m_queues), now);
    failOverdue(e.lane, now);
}

void Scheduler::on(const HeadsFailed &e, Moment)
{
    m_lanes.loadFailed(e.lane);
}

void Scheduler::on(const JobsTouched &e, Moment)
{
    const QSet<JobId> jobs(e.jobs.begin(), e.jobs.end());
    m_lanes.touch(jobs);
    for (const JobId job : e.jobs) {
        dropPrepared(job);
        if (const auto it = m_tickets.find(job); it != m_tickets.end())
            it->second.stopped = it->second.stopped || e.stopped;
    }
}

void Scheduler::on(const StopNow &e, Moment)
{
    for (const JobId job : e.jobs) {
        const auto it = m_tickets.find(job);
        if (it == m_tickets.end())
            continue;
        it->second.stopped = true;
        if (it->second.stage == Ticket::Stage::Handed || it->second.stage == Ticket::Stage::OnWire)
            decide(AbortSend{it->second.attempt});
    }
}

void Scheduler::on(const BatchEdited &e, Moment)
{
    const auto isMeant = [&e](BatchId batch) { return !e.batch.isValid() || batch == e.batch; };
    dropPrepared([&](const PreparedJob &prepared) { return isMeant(prepared.lane.batch); });
    std::erase_if(m_same, [&](const auto &entry) { return isMeant(entry.second.batch); });
    m_looked.clear(); // whatever was edited may be there in its new form
}

void Scheduler::on(const Prepared &e, Moment)
{
    const auto it = m_prepared.find(e.job);
    if (it == m_prepared.end()) {
        decide(DropPrepared{e.job}); // edited or cancelled meanwhile
        return;
    }
    if (it->second.look) { // its result is not there; the memory is for those that go
        m_prepared.erase(it);
        decide(DropPrepared{e.job});
        return;
    }
    it->second.ready = true;
    it->second.hash = e.hash;
    it->second.shares = e.shares;
    it->second.reserve = e.reserve;
    it->second.tokens = e.tokens;
}

void Scheduler::on(const ResultFound &e, Moment)
{
    if (const auto batch = leaveUnsent(e.job))
        decide(TakeResult{e.job, *batch});
    else
        decide(DropPrepared{e.job}); // edited or cancelled meanwhile
}

void Scheduler::on(const PrepareFailed &e, Moment now)
{
    if (const auto batch = leaveUnsent(e.job)) {
        noteFailure(*batch, e.job, now);
        decide(FailUnsent{e.job, *batch, e.message});
    }
}

// A prepared job that ends without an attempt; its lane is loaded again behind its settlement.
std::optional<BatchId> Scheduler::leaveUnsent(JobId job)
{
    const auto it = m_prepared.find(job);
    if (it == m_prepared.end())
        return std::nullopt;
    const LaneKey lane = it->second.lane;
    m_prepared.erase(it);
    m_looked.erase(job);
    m_lanes.touch(lane, {job});
    m_lanes.wake(lane);
    return lane.batch;
}

void Scheduler::on(const PrepareBlocked &e, Moment now)
{
    if (m_prepared.erase(e.job) == 0)
        return;
    const JobGates &gates = m_gates.of({}, e.account, {});
    const JobGates::Entry &entry = gates.at(Scope::Account);
    if (entry.gates->isParked())
        return;
    Job job;
    job.account = e.account;
    parkScope(entry.key, *entry.gates, job, e.message, now);
}

void Scheduler::on(const ClaimDone &e, Moment now)
{
    const auto it = m_tickets.find(e.job);
    if (it == m_tickets.end())
        return;
    it->second.attempt = e.attempt;
    it->second.stage = Ticket::Stage::Claimed;
    it->second.job.sends = e.number;
    m_byAttempt[e.attempt] = e.job;
    it->second.claimed = now;
    m_claimTimes.took(now.boot - it->second.permitted.boot, now.boot);
    awaitMoment(it->second);
}

void Scheduler::on(const ClaimFailed &e, Moment)
{
    const auto it = m_tickets.find(e.job);
    if (it == m_tickets.end())
        return;
    Ticket &ticket = it->second;
    for (const auto &entry : ticket.gates)
        entry.gates->release(ticket.tokens);
    m_budget.settle(scopesOf(ticket.job), ticket.reserved, Charge::none(), false);
    giveCreditsBack(ticket.job);
    m_lanes.wake({ticket.job.queue, ticket.job.batch});
    decide(DropPrepared{e.job});
    forget(ticket);
}

void Scheduler::on(const SettleDone &e, Moment)
{
    const auto it = m_tickets.find(e.job);
    if (it != m_tickets.end() && it->second.attempt == e.attempt)
        forget(it->second);
    for (const LaneKey &lane : e.woken)
        m_lanes.wake(lane);
}

void Scheduler::on(const SettleFailed &, Moment)
{
    // The runtime holds the settlement and writes it when the store is well; until then the job stays in flight.
    m_storeOk = false;
}

void Scheduler::on(const ScopeUnparked &e, Moment)
{
    m_gates.unpark(e.queue, e.account);
}

} // namespace fornada
