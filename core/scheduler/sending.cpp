#include "scheduler/scheduler.h"

// From a durable claim to the wire, and off it.
namespace fornada {

namespace {

// A request is handed to the network at most this long before its moment.
constexpr Micros kHandAhead = std::chrono::milliseconds(20);
// Claimed for a slot that was to come free in a moment: the job is not held any longer than this.
constexpr Micros kLongestForASlot = std::chrono::seconds(1);

} // namespace

int Scheduler::sent() const
{
    return int(std::count_if(m_byAttempt.begin(), m_byAttempt.end(), [this](const auto &open) {
        const auto ticket = m_tickets.find(open.second);
        return ticket != m_tickets.end() && ticket->second.stage >= Ticket::Stage::Handed;
    }));
}

bool Scheduler::mustNotSend(const Ticket &ticket) const
{
    if (m_paused || !m_storeOk || ticket.stopped || ticket.stale)
        return true;
    const auto batch = m_batches.find(ticket.job.batch);
    const auto queue = m_queues.find(ticket.job.queue);
    const auto account = m_accounts.find(ticket.job.account);
    return batch == m_batches.end() || batch->second.batch.state != BatchState::Running || queue == m_queues.end() ||
           queue->second.paused || account == m_accounts.end() || account->second.paused;
}

// Its row may have no more than are with the provider by now: the limit was set after the claim.
bool Scheduler::rowIsFull(const Ticket &claimed) const
{
    const auto queue = m_queues.find(claimed.job.queue);
    const auto limit = queue == m_queues.end() ? std::nullopt : queue->second.limits.rowConcurrency;
    if (!limit || m_rowsInFlight.value({claimed.job.queue, claimed.job.row}) <= *limit)
        return false;
    return std::count_if(m_tickets.begin(), m_tickets.end(), [&](const auto &entry) {
               const Ticket &other = entry.second;
               return other.job.queue == claimed.job.queue && other.job.row == claimed.job.row &&
                      (other.stage == Ticket::Stage::Handed || other.stage == Ticket::Stage::OnWire);
           }) >= *limit;
}

void Scheduler::sendClaimed(Moment now)
{
    const QList<JobId> waiting = std::exchange(m_outbox, {});
    std::map<const GateSet *, Opening> held; // order is kept within a scope
    for (const JobId id : waiting) {
        Ticket &ticket = m_tickets.at(id);
        if (mustNotSend(ticket) || rowIsFull(ticket)) {
            recall(ticket, now);
            continue;
        }
        Opening opening = Opening::open();
        for (const auto &entry : ticket.gates) {
            const auto behind = held.find(entry.gates);
            const Opening gate =
                behind != held.end() ? behind->second : entry.gates->earliestToSend(now, ticket.tokens);
            if (gate.isOpen())
                continue;
            if (opening.isOpen() || !gate.until || (opening.until && gate.until->boot > opening.until->boot))
                opening = gate;
        }
        Moment at = now;
        if (!opening.isOpen()) {
            const bool soon = opening.until && opening.until->boot <= now.boot + kHandAhead;
            // A gate that closed for longer after the claim (a 429 meanwhile): the place is given back, nothing was
            // sent.
            const bool far = !opening.until || opening.until->boot > now.boot + std::chrono::seconds(5);
            const bool forASlot = opening.reason == WaitReason::Concurrency;
            const Moment longest = ticket.claimed + kLongestForASlot;
            if (forASlot ? longest.boot <= now.boot : far) {
                for (const auto &entry : ticket.gates)
                    if (entry.gates->earliestToSend(now).reason == WaitReason::Concurrency)
                        entry.gates->stillTaking(now.boot - ticket.claimed.boot);
                recall(ticket, now);
                continue;
            }
            if (!soon) {
                for (const auto &entry : ticket.gates)
                    if (!forASlot || !entry.gates->earliestToSend(now).isOpen())
                        held.insert_or_assign(entry.gates, opening);
                m_outbox.append(id);
                noteWake(forASlot ? Opening::closed(opening.reason, longest) : opening, now);
                continue;
            }
            at = *opening.until;
        }
        if (ticket.sendAt.boot > at.boot)
            at = ticket.sendAt;
        ticket.stage = Ticket::Stage::Handed;
        ticket.sendAt = at;
        for (const auto &entry : ticket.gates)
            entry.gates->sent(at, ticket.tokens);
        decide(SendNow{id, ticket.attempt, at});
    }
}

// In the order of the permits, whatever the lane gave back and when.
void Scheduler::awaitMoment(const Ticket &ticket)
{
    const auto place = std::upper_bound(m_outbox.begin(), m_outbox.end(), ticket.order,
                                        [this](quint64 order, JobId id) { return order < m_tickets.at(id).order; });
    m_outbox.insert(place, ticket.job.id);
}

void Scheduler::recall(Ticket &ticket, Moment now)
{
    for (const auto &entry : ticket.gates)
        entry.gates->release(ticket.tokens);
    SettleNow back{};
    back.outcome = Outcome::Recalled;
    back.event = JobEvent::Recalled;
    back.attemptUsed = false;
    settle(ticket, std::move(back), now);
}

void Scheduler::on(const SendHappened &e, Moment)
{
    Ticket *ticket = byAttempt(e.attempt);
    if (!ticket || ticket->stage != Ticket::Stage::Handed)
        return;
    ticket->stage = Ticket::Stage::OnWire;
    if (e.at.boot > ticket->sendAt.boot) {
        for (const auto &entry : ticket->gates)
            entry.gates->sentLate(ticket->sendAt, e.at);
        ticket->sendAt = e.at;
    }
}

void Scheduler::on(const SendDeferred &e, Moment)
{
    Ticket *ticket = byAttempt(e.attempt);
    if (!ticket || ticket->stage != Ticket::Stage::Handed)
        return;
    for (const auto &entry : ticket->gates)
        entry.gates->unsent(ticket->sendAt, ticket->tokens);
    ticket->stage = Ticket::Stage::Claimed;
    awaitMoment(*ticket); // if its scope was paused meanwhile, the pump recalls it
}

void Scheduler::on(const AnswerArrived &e, Moment now)
{
    Ticket *ticket = byAttempt(e.attempt);
    if (!ticket || (ticket->stage != Ticket::Stage::OnWire && ticket->stage != Ticket::Stage::Handed))
        return;
    leaveWire(*ticket, -1, now);
    for (const auto &entry : ticket->gates)
        entry.gates->took(std::max(Micros(0), now.boot - ticket->sendAt.boot));
}

void Scheduler::leaveWire(Ticket &ticket, qint64 actualTokens, Moment now)
{
    ticket.stage = Ticket::Stage::Answered;
    for (const auto &entry : ticket.gates)
        entry.gates->finished(now, ticket.tokens, actualTokens);
}

} // namespace fornada
