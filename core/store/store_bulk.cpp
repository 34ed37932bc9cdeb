#include "store/store_rules.h"

// Operator actions on many jobs.
namespace fornada {

namespace {

// May a person cause it, on many jobs?
bool isOperatorEvent(JobEvent event)
{
    switch (event) {
    case JobEvent::Cancelled:
    case JobEvent::Restored:
    case JobEvent::RestoredBlocked:
    case JobEvent::Retried:
    case JobEvent::Resent:
    case JobEvent::CountedCharged:
    case JobEvent::GivenUp:
    case JobEvent::Approved:
    case JobEvent::Rejected:
    case JobEvent::Rerolled:
        return true;
    case JobEvent::ParentsDone:
    case JobEvent::ParentFailed:
    case JobEvent::ParentRevived:
    case JobEvent::Claimed:
    case JobEvent::Recalled:
    case JobEvent::Completed:
    case JobEvent::NeedsReview:
    case JobEvent::RetryScheduled:
    case JobEvent::Failed:
    case JobEvent::OutcomeLost:
        return false;
    }
    return false;
}

bool isRestoring(JobEvent event)
{
    return event == JobEvent::Restored || event == JobEvent::RestoredBlocked;
}

// Would make the job go again: not in a batch that is cancelled as a whole.
bool isReviving(JobEvent event)
{
    return isRestoring(event) || event == JobEvent::Retried || event == JobEvent::Resent || event == JobEvent::Rerolled;
}

QList<JobState> statesFor(const QList<JobState> &wanted, JobEvent event)
{
    QList<JobState> states;
    for (size_t i = 0; i < EnumNames<JobState>::names.size(); ++i) {
        const JobState state = JobState(i);
        if ((wanted.isEmpty() || wanted.contains(state)) && after(state, event))
            states.append(state);
    }
    return states;
}

// The operator starts the job over: what it has been through no longer counts against it.
void startOver(JobRecord &job)
{
    job.attempts = 0;
    job.noOutputs = 0;
    job.age = {};
    job.firstAttempt.reset();
}

void prepare(JobRecord &job, JobEvent event)
{
    if (event == JobEvent::Retried || event == JobEvent::Rerolled)
        startOver(job);
    if (isReviving(event) && !isRestoring(event)) {
        job.waitsInRow = 0;
        job.notBefore.reset();
    }
    if (event == JobEvent::Approved)
        job.message.clear();
}

} // namespace

Result<BulkResult> StoreRules::apply(const JobFilter &filter, JobEvent event, int limit, Wall now, qint64 operation)
{
    if (const Status ready = writable(); !ready)
        return ready.error();
    if (!isOperatorEvent(event) || limit <= 0)
        return Error{ErrorKind::BadArgument, limit > 0 ? toName(event) : QStringLiteral("limit"), {}};
    JobSelection selection{filter, statesFor(filter.states, event), isRestoring(event), isReviving(event),
                           isRestoring(event) ? operation : 0};
    QList<JobId> candidates = m_tables->selectJobs(selection, limit + 1);
    BulkResult result;
    result.more = candidates.size() > limit;
    if (result.more)
        candidates.removeLast();
    Effects effects;
    for (const JobId id : std::as_const(candidates))
        if (applyOne(id, selection.states, event, now, operation, effects))
            result.jobs.append(id);
    followBatches(effects, now);
    result.changed = int(result.jobs.size());
    if (operation != 0 && result.changed > 0 && !isRestoring(event))
        m_tables->countChanged(operation, result.changed);
    result.woken = sorted(effects.woken);
    result.finished = effects.finished;
    result.reopened = effects.reopened;
    return checked(std::move(result));
}

bool StoreRules::applyOne(JobId id, const QList<JobState> &states, JobEvent event, Wall now, qint64 operation,
                          Effects &effects)
{
    auto job = m_tables->job(id);
    if (!job || !states.contains(job->state))
        return false; // a parent's move in this chunk took it along
    if (isRestoring(event))
        event = job->pendingParents > 0 ? JobEvent::RestoredBlocked : JobEvent::Restored;
    const auto to = after(job->state, event);
    if (!to)
        return false;
    if (event == JobEvent::CountedCharged)
        countCharged(*job);
    prepare(*job, event);
    job->cancelledBy = operation;
    moveJob(*job, *to, now, effects);
    if (event == JobEvent::RestoredBlocked)
        if (auto blocked = m_tables->job(id); blocked && hasDeadParent(*blocked))
            moveJob(*blocked, *after(JobState::Blocked, JobEvent::ParentFailed), now, effects);
    return true;
}

// What was possibly charged for this job was charged, and gave nothing.
void StoreRules::countCharged(const JobRecord &job)
{
    QList<AttemptRecord> attempts = m_tables->attemptsOf(job.id);
    for (AttemptRecord &attempt : attempts) {
        if (attempt.charge.kind != ChargeKind::Maybe)
            continue;
        const Money amount = attempt.charge.amount;
        attempt.charge = Charge::actual(amount, true);
        m_tables->putAttempt(attempt);
        book(job.batch, attempt.account, attempt.day, {{}, amount, Money{} - amount, amount});
    }
}

Status StoreRules::setJobPriority(const JobFilter &filter, int priority, Wall now)
{
    if (const Status ready = writable(); !ready)
        return ready;
    m_tables->setPriority(filter, priority, now);
    return checked();
}

} // namespace fornada
