#include "store/store_rules.h"

// Operator actions on many jobs.
namespace fornada {

namespace {

constexpr qint64 kMostLookedAt = 5'000;

// May a person cause it, on many jobs?
bool isOperatorEvent(JobEvent event)
{
    switch (event) {
    case JobEvent::Cancelled:
    case JobEvent::Dismissed:
    case JobEvent::Restored:
    case JobEvent::RestoredBlocked:
    case JobEvent::Retried:
    case JobEvent::RetriedBlocked:
    case JobEvent::Resent:
    case JobEvent::ResentBlocked:
    case JobEvent::CountedCharged:
    case JobEvent::GivenUp:
    case JobEvent::Approved:
    case JobEvent::Rejected:
    case JobEvent::Rerolled:
    case JobEvent::RerolledBlocked:
        return true;
    case JobEvent::ParentsDone:
    case JobEvent::ParentFailed:
    case JobEvent::ParentRevived:
    case JobEvent::NotNeeded:
    case JobEvent::Claimed:
    case JobEvent::Recalled:
    case JobEvent::Completed:
    case JobEvent::NeedsReview:
    case JobEvent::RetryScheduled:
    case JobEvent::Failed:
    case JobEvent::OutcomeLost:
    case JobEvent::TakenBackToFailed: // by takeBack alone
    case JobEvent::TakenBackToUnknown:
    case JobEvent::TakenBackToReview:
    case JobEvent::TakenBackToCompleted:
    case JobEvent::ParentTakenBack:
        return false;
    }
    return false;
}

bool isRestoring(JobEvent event)
{
    return event == JobEvent::Restored || event == JobEvent::RestoredBlocked;
}

bool isRerolling(JobEvent event)
{
    return event == JobEvent::Rerolled || event == JobEvent::RerolledBlocked;
}

bool isRetrying(JobEvent event)
{
    return event == JobEvent::Retried || event == JobEvent::RetriedBlocked;
}

bool isResending(JobEvent event)
{
    return event == JobEvent::Resent || event == JobEvent::ResentBlocked;
}

// Would make the job go again: not in a batch that is cancelled as a whole.
bool isReviving(JobEvent event)
{
    return isRestoring(event) || isRerolling(event) || isRetrying(event) || isResending(event);
}

// Whoever waits for a parent that is not done goes to wait for it.
JobEvent fitting(JobEvent event, const JobRecord &job)
{
    const bool waits = job.pendingParents > 0;
    if (isRestoring(event))
        return waits ? JobEvent::RestoredBlocked : JobEvent::Restored;
    if (isRerolling(event))
        return waits ? JobEvent::RerolledBlocked : JobEvent::Rerolled;
    if (isRetrying(event))
        return waits ? JobEvent::RetriedBlocked : JobEvent::Retried;
    if (isResending(event))
        return waits ? JobEvent::ResentBlocked : JobEvent::Resent;
    return event;
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
    job.age = job.rowAge = {};
    job.firstAttempt.reset();
}

// What Restored does not bring back. What was on its way stays cancelled: it was sent.
bool isNoted(JobEvent event, JobState from)
{
    const bool waited = from == JobState::Blocked || from == JobState::Queued || from == JobState::Skipped;
    return !isRestoring(event) && (event != JobEvent::Cancelled || (!waited && from != JobState::Running));
}

void prepare(JobRecord &job, JobEvent event)
{
    if (isRetrying(event) || isRerolling(event))
        startOver(job);
    if (isReviving(event) && !isRestoring(event)) {
        job.waitsInRow = 0;
        job.notBefore.reset();
    }
    const bool isTaken = takenFrom(job.message).has_value(); // says where from: no reason for the look
    if ((event == JobEvent::Approved && !isTaken) || isRerolling(event))
        job.message.clear();
    if (event == JobEvent::Rejected && (job.message.isEmpty() || isTaken))
        job.message = QStringLiteral("rejected"); // a stable word; its recipe asked for the look, no check
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
    BulkResult result;
    QList<JobId> candidates;
    if (filter.looksInside() && filter.ids.isEmpty()) {
        candidates = nextChunk(selection, limit, result);
    } else {
        candidates = m_tables->selectJobs(selection, limit + 1);
        result.more = candidates.size() > limit;
        if (result.more)
            candidates.removeLast();
    }
    Effects effects;
    Action action{event, selection.states, now, operation, m_tables->lastAttempt(), {}};
    for (const JobId id : std::as_const(candidates))
        if (applyOne(id, action, effects))
            result.jobs.append(id);
    keepNotes(action);
    followBatches(effects, now);
    result.changed = int(result.jobs.size());
    if (operation != 0 && result.changed > 0 && !isRestoring(event))
        m_tables->countChanged(operation, result.changed);
    result.woken = sorted(effects.woken);
    result.finished = effects.finished;
    result.reopened = effects.reopened;
    result.waitAgain = effects.waitAgain;
    return checked(std::move(result));
}

// Where no index helps, a chunk also ends after so many jobs looked at: the writer has other work.
QList<JobId> StoreRules::nextChunk(const JobSelection &selection, int limit, BulkResult &result)
{
    const auto [first, last] = m_tables->jobRange(selection.filter.batch);
    const JobId after{std::max(selection.filter.after.value, first.value - 1)};
    const JobId upTo{std::min(after.value + kMostLookedAt, last.value)};
    QList<JobId> found = m_tables->searchJobs(selection, after, upTo, limit + 1);
    if (found.size() > limit)
        found.removeLast();
    result.after = found.size() == limit ? found.constLast() : upTo;
    result.more = result.after < last;
    return found;
}

bool StoreRules::applyOne(JobId id, Action &action, Effects &effects)
{
    auto job = m_tables->job(id);
    if (!job || !action.states.contains(job->state))
        return false; // a parent's move in this chunk took it along
    const JobEvent event = fitting(action.event, *job);
    const auto to = after(job->state, event);
    if (!to)
        return false;
    JobBefore before;
    before.state = job->state;
    before.became = *to;
    before.fence = action.fence;
    before.at = action.now;
    if (event == JobEvent::CountedCharged)
        before.charged = countCharged(*job);
    if (event == JobEvent::Rejected)
        countWasted(*job, 1);
    if (event == JobEvent::Rejected || event == JobEvent::Approved)
        judgeCached(*job, event == JobEvent::Approved, before);
    const JobRecord was = *job;
    prepare(*job, event);
    if (countsOf(was) != countsOf(*job))
        before.counts = countsOf(was);
    if (was.message != job->message)
        before.message = was.message;
    if (isNoted(event, was.state))
        note(action, id, toJson(before));
    job->cancelledBy = action.operation;
    moveJob(*job, *to, action.now, effects);
    if (*to == JobState::Blocked)
        draw(id, action.now, effects);
    return true;
}

// What was possibly charged for this job was charged, and gave nothing.
QList<AttemptId> StoreRules::countCharged(const JobRecord &job)
{
    QList<AttemptId> charged;
    QList<AttemptRecord> attempts = m_tables->attemptsOf(job.id);
    for (AttemptRecord &attempt : attempts) {
        if (attempt.charge.kind != ChargeKind::Maybe)
            continue;
        const Money amount = attempt.charge.amount;
        attempt.charge = Charge::actual(amount, true);
        m_tables->putAttempt(attempt);
        book(job.batch, attempt.account, attempt.day, {{}, amount, Money{} - amount, amount});
        charged.append(attempt.id);
    }
    return charged;
}

// What a rejected result has cost was paid for nothing; sign -1: it is not rejected any more.
void StoreRules::countWasted(const JobRecord &job, int sign)
{
    const QList<ResultRecord> results = m_tables->resultsOf(job.id);
    QSet<AttemptId> counted;
    for (const ResultRecord &result : results) {
        const auto attempt =
            result.picked && !counted.contains(result.attempt) ? m_tables->attempt(result.attempt) : std::nullopt;
        if (!attempt || attempt->charge.kind != ChargeKind::Actual)
            continue;
        counted.insert(result.attempt);
        book(job.batch, attempt->account, attempt->day, {{}, {}, {}, Money{sign * attempt->charge.amount.micros}});
    }
}

Result<BulkResult> StoreRules::changeJobs(const JobFilter &filter, const JobChange &change, int limit, Wall now,
                                          qint64 operation)
{
    if (const Status ready = writable(); !ready)
        return ready.error();
    if (limit <= 0)
        return Error{ErrorKind::BadArgument, QStringLiteral("limit"), {}};
    const QList<Queue> queues = m_tables->queues();
    const auto isTarget = [&change](const Queue &queue) { return queue.id == *change.queue; };
    if (change.queue && std::none_of(queues.cbegin(), queues.cend(), isTarget))
        return Error{ErrorKind::NotFound, QStringLiteral("queue"), QString::number(change.queue->value)};
    JobSelection selection;
    selection.filter = filter;
    for (size_t i = 0; i < EnumNames<JobState>::names.size(); ++i)
        if (filter.states.isEmpty() || filter.states.contains(JobState(i)))
            selection.states.append(JobState(i));
    BulkResult result;
    const QList<JobId> candidates = filter.ids.isEmpty() ? nextChunk(selection, limit, result)
                                                         : m_tables->selectJobs(selection, int(filter.ids.size()));
    Effects effects;
    Action action;
    action.now = now;
    action.operation = operation;
    for (const JobId id : candidates)
        if (changeOne(id, change, action, effects))
            result.jobs.append(id);
    keepNotes(action);
    result.changed = int(result.jobs.size());
    if (operation != 0 && result.changed > 0)
        m_tables->countChanged(operation, result.changed);
    result.woken = sorted(effects.woken);
    return checked(std::move(result));
}

// A request on its way goes on as it is; what is done stays where it was done.
bool StoreRules::changeOne(JobId id, const JobChange &change, Action &action, Effects &effects)
{
    auto job = m_tables->job(id);
    const bool moves = change.queue.has_value() || !change.targets.isEmpty();
    const bool isMeant = change.targets.isEmpty() || (job && change.targets.contains(job->step));
    if (!job || !isMeant || (job->state == JobState::Running && moves) || job->state == JobState::Completed ||
        job->state == JobState::Cancelled)
        return false;
    JobRecord changed = *job;
    changed.priority = change.priority.value_or(job->priority);
    changed.queue = change.queue.value_or(job->queue);
    if (const auto target = change.targets.constFind(job->step); target != change.targets.cend())
        direct(changed, *target, change.anew);
    if (changed.priority == job->priority && changed.queue == job->queue && changed.account == job->account &&
        changed.model == job->model && changed.reserve == job->reserve && changed.tokens == job->tokens)
        return false;
    if (changed.priority != job->priority && !moves) {
        JobBefore before;
        before.priority = job->priority;
        before.set = changed.priority;
        note(action, id, toJson(before));
    }
    changed.updated = action.now;
    m_tables->putJob(changed);
    if (changed.queue != job->queue) {
        m_tables->addCount(job->batch, job->queue, job->state, -1);
        m_tables->addCount(job->batch, changed.queue, job->state, 1);
    }
    for (const QueueId queue : {job->queue, changed.queue})
        effects.woken.insert({queue, job->batch});
    return true;
}

} // namespace fornada
