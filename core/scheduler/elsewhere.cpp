#include "scheduler/scheduler.h"

// A step may name another account for what its own cannot do. A job goes there when its own account has failed it at
// last, or is down; money, limits and attempts there are the other one's. What may have been paid for never goes: that
// is a person's to decide.
namespace fornada {

namespace {

// Another account's answer may be a better one. What was refused for what it asks would be refused again.
bool isMendable(Outcome outcome)
{
    switch (outcome) {
    case Outcome::RetryBackoff:
    case Outcome::NoOutput:
    case Outcome::NotSent:
    case Outcome::Lost:
        return true;
    default:
        return false;
    }
}

} // namespace

// Nothing when it is there already, or there is none.
const JobTarget *Scheduler::elsewhereOf(const Job &job) const
{
    const auto batch = m_batches.find(job.batch);
    if (batch == m_batches.end())
        return nullptr;
    const auto target = batch->second.elsewhere.constFind(job.step);
    const bool isThere =
        target != batch->second.elsewhere.cend() && target->account == job.account && target->model == job.model;
    if (target == batch->second.elsewhere.cend() || isThere || !m_accounts.contains(target->account))
        return nullptr;
    return &*target;
}

bool Scheduler::isDown(const Job &job) const
{
    const JobGates gates = m_gates.known(job.queue, job.account, job.model);
    return std::any_of(gates.begin(), gates.end(), [](const JobGates::Entry &entry) {
        return entry.scope != Scope::Queue && entry.gates->isDown();
    });
}

// Of a job whose attempt has just been judged.
void Scheduler::turnElsewhere(const Ticket &ticket, const Digested &digest, SettleNow &settling, Moment now)
{
    const bool mayBePaid = digest.charge.kind == ChargeKind::Maybe && !digest.charge.amount.isZero();
    const bool isRowsEnd = isRowOver(ticket.job, ticket.job.age + settling.aged);
    if (ticket.stopped || mayBePaid || isRowsEnd || !digest.mayRetry || !isMendable(digest.outcome))
        return;
    const bool isOver = settling.event == JobEvent::Failed;
    const JobTarget *target = elsewhereOf(ticket.job);
    if (!target || (!isOver && (settling.event != JobEvent::RetryScheduled || !isDown(ticket.job))))
        return;
    settling.event = JobEvent::RetryScheduled;
    settling.notBefore.reset();
    settling.elsewhere = *target;
    noteElsewhere(ticket.job, *target, now);
}

void Scheduler::turnWaiting(Moment now)
{
    for (const auto &[key, lane] : m_lanes.all()) {
        const auto batch = m_batches.find(key.batch);
        if (batch != m_batches.end() && laneOpening(key, &batch->second).isOpen())
            turnWaiting(key, lane, batch->second, now);
    }
}

// Those that wait for an account that is down do not wait for its next probe: the one that makes it is enough.
void Scheduler::turnWaiting(LaneKey key, const Lane &lane, const BatchEntry &batch, Moment now)
{
    if (batch.elsewhere.isEmpty())
        return;
    TurnElsewhere turn{key, {}, {}};
    for (const Track &track : lane.tracks)
        for (const Job &job : track.heads) {
            const JobTarget *target = elsewhereOf(job);
            if (!target || !isDown(job) || gatesOf(job, now).isOpen())
                continue;
            turn.jobs.append(job.id);
            turn.targets.insert(job.step, *target);
            noteElsewhere(job, *target, now);
        }
    if (turn.jobs.isEmpty())
        return;
    m_lanes.touch(key, QSet<JobId>(turn.jobs.begin(), turn.jobs.end()));
    for (const JobId job : std::as_const(turn.jobs))
        dropPrepared(job);
    decide(std::move(turn));
}

Opening Scheduler::gatesOf(const Job &job, Moment now) const
{
    Opening closed = Opening::open();
    for (const auto &entry : m_gates.known(job.queue, job.account, job.model))
        if (const Opening opening = entry.gates->earliest(now, job.tokens); !opening.isOpen())
            closed = opening;
    return closed;
}

// Told once a batch, for as long as the program runs.
void Scheduler::noteElsewhere(const Job &job, const JobTarget &target, Moment now)
{
    if (!m_batches.at(job.batch).turned.insert({job.account, target.account}).second)
        return;
    const QJsonObject facts{{QStringLiteral("to"), m_accounts.at(target.account).name},
                            {QStringLiteral("step"), job.step},
                            {QStringLiteral("down"), isDown(job)}};
    decide(Notify{{0, now.wall, EventLevel::Info, QStringLiteral("wentElsewhere"), job.batch,
                   m_accounts[job.account].name, facts}});
}

} // namespace fornada
