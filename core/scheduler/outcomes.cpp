#include "limits/retry.h"
#include "scheduler/scheduler.h"

// What an answer means for its job, its gates and the money.
namespace fornada {

namespace {

constexpr int kMostWaitsInRow = 20;

// "Too many", and no word of when: to wait for, like any other wait. It has not failed.
Digested asWait(Digested digest)
{
    digest.outcome = Outcome::RetryAfter;
    return digest;
}

const RetryPolicy &policyOf(const std::map<QueueId, Queue> &queues, QueueId id)
{
    static const RetryPolicy defaults;
    const auto queue = queues.find(id);
    return queue == queues.end() ? defaults : queue->second.retry;
}

} // namespace

void Scheduler::on(const Digested &e, Moment now)
{
    Ticket *ticket = byAttempt(e.attempt);
    if (!ticket || ticket->stage == Ticket::Stage::Settling)
        return;
    if (ticket->stage == Ticket::Stage::OnWire || ticket->stage == Ticket::Stage::Handed)
        leaveWire(*ticket, e.tokens, now);
    else if (!ticket->found) // its slot was freed by the answer; what it weighed is known only now
        for (const auto &entry : ticket->gates)
            entry.gates->correctTokens(ticket->sendAt, ticket->tokens, e.tokens, now);
    if (e.tooMany && !elsewhereOf(ticket->job)) // whoever stands by for what fails is not kept waiting
        judge(*ticket, asWait(e), now);
    else
        judge(*ticket, e, now);
}

void Scheduler::judge(Ticket &ticket, const Digested &digest, Moment now)
{
    SettleNow settling{};
    settling.outcome = digest.outcome;
    settling.charge = digest.charge;
    settling.httpStatus = digest.httpStatus;
    settling.message = digest.message;
    settling.attemptUsed = true;
    settling.aged = std::max(Micros(0), now.boot - ticket.sendAt.boot);
    switch (digest.outcome) {
    case Outcome::Done:
        settling.event = digest.needsReview ? JobEvent::NeedsReview : JobEvent::Completed;
        break;
    case Outcome::RetryAfter:
    case Outcome::QuotaUntil:
    case Outcome::NeedsUser:
        settling.event = JobEvent::RetryScheduled;
        settling.attemptUsed = false;
        closeGates(ticket, digest, settling, now);
        break;
    case Outcome::Recalled:
        settling.event = JobEvent::Recalled;
        settling.attemptUsed = false;
        break;
    case Outcome::Refused:
    case Outcome::BadRequest:
        settling.event = JobEvent::Failed;
        break;
    case Outcome::RetryBackoff:
    case Outcome::NoOutput:
    case Outcome::NotSent:
    case Outcome::Lost:
        judgeRetry(ticket, digest, settling, now);
        break;
    }
    if (!digest.endedHere)
        tellGates(ticket, digest, now);
    // The provider's refusal costs an unreachable address nobody's attempts: while the circuit is open, probes are
    // free.
    if (digest.outcome == Outcome::NotSent) {
        const Opening circuit = ticket.gates.at(Scope::Account).gates->earliest(now);
        const bool isRowsEnd = isRowOver(ticket.job, ticket.job.age + settling.aged);
        if (circuit.reason == WaitReason::CircuitOpen && !ticket.stopped && !isRowsEnd) {
            settling.attemptUsed = false;
            settling.event = JobEvent::RetryScheduled;
        }
    }
    turnElsewhere(ticket, digest, settling, now);
    settle(ticket, std::move(settling), now);
}

void Scheduler::judgeRetry(Ticket &ticket, const Digested &digest, SettleNow &settling, Moment now)
{
    const RetryPolicy &policy = policyOf(m_queues, ticket.job.queue);
    RetryQuestion question;
    question.outcome = digest.outcome;
    question.attemptsUsed = ticket.job.attempts + 1;
    question.noOutputAttempts = ticket.job.noOutputs + (digest.outcome == Outcome::NoOutput ? 1 : 0);
    question.age = ticket.job.age + settling.aged;
    question.charge = digest.charge;
    question.resendAllowed = digest.charge.kind == ChargeKind::Maybe && mayResend(ticket, digest.charge.amount);
    RetryAnswer answer = digest.mayRetry ? decideRetry(policy, question, m_random) : RetryAnswer{};
    if (answer.verdict == RetryVerdict::Again && isRowOver(ticket.job, question.age + answer.wait)) {
        answer.verdict = RetryVerdict::Fail;
        const Micros limit = *m_batches.at(ticket.job.batch).rowLimits.hard;
        settling.message = toMessage(RowTimeUp{limit, digest.message});
    }
    switch (answer.verdict) {
    case RetryVerdict::Again:
        settling.event = JobEvent::RetryScheduled;
        settling.notBefore = m_steady.at(now) + answer.wait;
        settling.aged += answer.wait;
        if (digest.charge.kind == ChargeKind::Maybe && !isFree(ticket.job.account) && !ticket.stopped) {
            settling.resendAccepted = digest.charge.amount;
            m_batches[ticket.job.batch].batch.resentSoFar += digest.charge.amount;
        }
        break;
    case RetryVerdict::Unknown:
        settling.event = JobEvent::OutcomeLost;
        break;
    case RetryVerdict::Fail:
        // Out of attempts with a possible charge: a person decides whether it counts.
        settling.event = digest.charge.kind == ChargeKind::Maybe && !digest.charge.amount.isZero()
                             ? JobEvent::OutcomeLost
                             : JobEvent::Failed;
        break;
    }
}

bool Scheduler::isFree(AccountId account) const
{
    const auto it = m_accounts.find(account);
    return it != m_accounts.end() && it->second.free;
}

bool Scheduler::mayResend(const Ticket &ticket, Money amount) const
{
    if (!ticket.mayResend)
        return false;
    if (amount.isZero() || isFree(ticket.job.account))
        return true;
    const auto it = m_batches.find(ticket.job.batch);
    if (it == m_batches.end())
        return false;
    const Batch &batch = it->second.batch;
    const Money most{qint64(double(batch.estimate.micros) * batch.resendPart)};
    return amount <= batch.resendPerJob && batch.resentSoFar + amount <= most;
}

void Scheduler::parkScope(const QString &gateKey, GateSet &gates, const Job &job, const QString &message, Moment now)
{
    gates.park();
    const QJsonObject facts{{QStringLiteral("message"), message}, {QStringLiteral("scope"), gateKey}};
    decide(Notify{{0, now.wall, EventLevel::NeedsYou, QStringLiteral("scopeParked"), job.batch,
                   m_accounts[job.account].name, facts}});
}

void Scheduler::closeGates(Ticket &ticket, const Digested &digest, SettleNow &settling, Moment now)
{
    const JobGates::Entry &entry = ticket.gates.at(digest.scope);
    const bool tooMany = ticket.job.waitsInRow + 1 >= kMostWaitsInRow;
    if (digest.outcome == Outcome::NeedsUser || tooMany) {
        settling.outcome = Outcome::NeedsUser;
        parkScope(entry.key, *entry.gates, ticket.job, digest.message, now);
        return;
    }
    if (digest.outcome == Outcome::QuotaUntil) {
        const Wall reset = digest.resetAt.value_or(now.wall + std::chrono::hours(24));
        const Moment until{reset, now.boot + std::max(Micros(0), reset - now.wall)};
        entry.gates->blockUntil(until, WaitReason::QuotaReset);
        QJsonObject facts{{QStringLiteral("until"), toIso(reset)}, {QStringLiteral("scope"), entry.key}};
        decide(Notify{{0, now.wall, EventLevel::Info, QStringLiteral("quotaSpent"), ticket.job.batch,
                       m_accounts[ticket.job.account].name, facts}});
        return;
    }
    const int before = ticket.job.waitsInRow;
    const Micros said =
        digest.retryAfter ? *digest.retryAfter : backoff(policyOf(m_queues, ticket.job.queue), before + 1);
    entry.gates->blockUntil(now + std::max(said, leastWait(before)), WaitReason::ProviderWait);
}

// The provider said "too many" although our gates were open: those that it meant go slower, all where it does not say,
// and the limit history says so.
void Scheduler::noteComplaint(Ticket &ticket, const Digested &digest, Moment now)
{
    const GateSet *meant = digest.namesScope ? ticket.gates.at(digest.scope).gates : nullptr;
    for (const auto &entry : ticket.gates) {
        if (!entry.gates->complained(now, !meant || entry.gates == meant))
            continue;
        const bool ofQueue = entry.key == GateBook::queueKey(ticket.job.queue);
        const QString subject = ofQueue ? m_queues[ticket.job.queue].name : m_accounts[ticket.job.account].name;
        const QJsonObject facts{{QStringLiteral("scope"), entry.key},
                                {QStringLiteral("percent"), qRound(entry.gates->level(now) * 100)}};
        decide(
            Notify{{0, now.wall, EventLevel::Info, QStringLiteral("paceLowered"), ticket.job.batch, subject, facts}});
    }
}

void Scheduler::tellGates(Ticket &ticket, const Digested &digest, Moment now)
{
    switch (digest.outcome) {
    case Outcome::Done:
    case Outcome::Refused:
    case Outcome::BadRequest:
    case Outcome::NoOutput:
        for (const auto &entry : ticket.gates)
            entry.gates->succeeded(now);
        break;
    case Outcome::RetryBackoff:
        if (digest.httpStatus == 429)
            noteComplaint(ticket, digest, now);
        else
            ticket.gates.at(Scope::Model).gates->failed(now);
        break;
    case Outcome::RetryAfter:
        noteComplaint(ticket, digest, now);
        break;
    case Outcome::NotSent:
    case Outcome::Lost:
        ticket.gates.at(Scope::Account).gates->failed(now);
        break;
    case Outcome::QuotaUntil:
    case Outcome::NeedsUser:
    case Outcome::Recalled:
        break;
    }
}

// Told once a batch, for as long as the program runs: a thousand failures are one alert.
void Scheduler::noteFailure(BatchId batch, JobId job, Moment now)
{
    const auto entry = m_batches.find(batch);
    if (entry == m_batches.end() || std::exchange(entry->second.toldOfFailure, true))
        return;
    decide(Notify{{0,
                   now.wall,
                   EventLevel::NeedsYou,
                   QStringLiteral("jobFailed"),
                   batch,
                   entry->second.batch.name,
                   {{QStringLiteral("job"), job.value}}}});
}

void Scheduler::settle(Ticket &ticket, SettleNow settling, Moment now)
{
    settling.job = ticket.job.id;
    settling.attempt = ticket.attempt;
    settling.gates = m_gates.save(ticket.gates, now);
    noteRowAge(ticket.job, settling.aged, now);
    m_budget.settle(scopesOf(ticket.job), ticket.reserved, settling.charge, !gaveResult(settling.event));
    ticket.gaveBack = !gaveResult(settling.event) || ticket.stopped;
    if (ticket.gaveBack)
        giveCreditsBack(ticket.job);
    ticket.stage = Ticket::Stage::Settling;
    if (settling.charge.kind == ChargeKind::Actual && settling.charge.amount > ticket.reserved) {
        const QJsonObject facts{{QStringLiteral("reserved"), toDecimal(ticket.reserved)},
                                {QStringLiteral("actual"), toDecimal(settling.charge.amount)},
                                {QStringLiteral("job"), ticket.job.id.value}};
        decide(PauseBatch{
            ticket.job.batch,
            {0, now.wall, EventLevel::NeedsYou, QStringLiteral("costAboveReserve"), ticket.job.batch, {}, facts}});
    }
    if (settling.event == JobEvent::Failed && !ticket.stopped)
        noteFailure(ticket.job.batch, ticket.job.id, now);
    decide(std::move(settling));
}

void Scheduler::on(const FoundOpen &e, Moment now)
{
    on(FoundAnswered{e.job, e.attempt, e.day}, now);
    Ticket *ticket = byAttempt(e.attempt.id);
    ticket->mayResend = e.mayResend;
    Digested lost;
    lost.attempt = e.attempt.id;
    lost.outcome = Outcome::Lost;
    lost.charge = isFree(e.attempt.account) ? Charge::none() : Charge::maybe(e.attempt.reserved);
    lost.message = QStringLiteral("stoppedInFlight");
    lost.endedHere = true;
    judge(*ticket, lost, now);
}

void Scheduler::on(const FoundAnswered &e, Moment now)
{
    Ticket ticket;
    ticket.job = e.job;
    ticket.job.account = e.attempt.account;
    ticket.job.model = e.attempt.model;
    ticket.stage = Ticket::Stage::Answered;
    ticket.attempt = e.attempt.id;
    ticket.hash = e.attempt.requestHash;
    ticket.gates = m_gates.of(e.job.queue, e.attempt.account, e.attempt.model);
    ticket.reserved = e.attempt.reserved;
    ticket.day = e.day.isValid() ? e.day : m_day;
    ticket.sendAt = ticket.permitted = now;
    ticket.found = true;
    ticket.stopped = e.job.state != JobState::Running || e.job.currentAttempt != e.attempt.id;
    ++m_rowsInFlight[{e.job.queue, e.job.row}];
    beginMaking(ticket.job, e.attempt.requestHash);
    m_byAttempt[e.attempt.id] = e.job.id;
    m_tickets.insert_or_assign(e.job.id, std::move(ticket));
}

} // namespace fornada
