#include "model/fan_key.h"
#include "store/store_rules.h"

// Actions on jobs taken back. What was sent since stays as it is.
namespace fornada {

namespace {

bool waits(JobState state)
{
    return state == JobState::Queued || state == JobState::Blocked;
}

// Failed or given up too: fallbacks and joins go on then.
bool mayLetOthersGo(JobState state)
{
    return !waits(state) && state != JobState::Running;
}

bool hasHadItsTurn(JobState state)
{
    return !waits(state) && state != JobState::Skipped && state != JobState::Cancelled;
}

} // namespace

void StoreRules::note(Action &action, JobId job, const QJsonObject &was)
{
    if (action.operation == 0)
        return;
    const bool continues = !action.notes.isEmpty() && action.notes.constLast().last.value + 1 == job.value &&
                           action.notes.constLast().was == was;
    if (continues)
        action.notes.last().last = job;
    else
        action.notes.append({0, action.operation, job, job, was});
}

void StoreRules::keepNotes(const Action &action)
{
    for (const UndoNote &one : action.notes)
        m_tables->addUndoNote(one);
}

Result<BulkResult> StoreRules::takeBack(qint64 operation, int limit, Wall now)
{
    if (const Status ready = writable(); !ready)
        return ready.error();
    if (limit <= 0 || operation <= 0)
        return Error{ErrorKind::BadArgument, QStringLiteral("limit"), {}};
    BulkResult result;
    Effects effects;
    effects.takesBack = true;
    const QList<UndoNote> notes = m_tables->undoNotes(operation, limit);
    qsizetype done = 0;
    qint64 looked = 0;
    for (; done < notes.size() && looked < limit; ++done) {
        const UndoNote &one = notes.at(done);
        const JobBefore before = jobBeforeFromJson(one.was);
        for (JobId id = one.first; id.value <= one.last.value; ++id.value, ++looked) {
            const Back back = takeOneBack(id, before, now, effects);
            if (back == Back::Done)
                result.jobs.append(id);
            result.sentSince += back == Back::SentSince;
            result.changedSince += back == Back::ChangedSince;
        }
        m_tables->dropUndoNote(one.id);
    }
    followBatches(effects, now);
    result.changed = int(result.jobs.size());
    result.more = done < notes.size() || notes.size() == limit;
    result.woken = sorted(effects.woken);
    result.finished = effects.finished;
    result.reopened = effects.reopened;
    result.waitAgain = effects.waitAgain;
    return checked(std::move(result));
}

StoreRules::Back StoreRules::takeOneBack(JobId id, const JobBefore &before, Wall now, Effects &effects)
{
    auto job = m_tables->job(id);
    const auto batch = job ? m_tables->batch(job->batch) : std::nullopt;
    if (!batch || batch->removed)
        return Back::ChangedSince;
    if (before.priority) {
        if (job->state == JobState::Completed)
            return Back::SentSince;
        if (job->priority != before.set)
            return Back::ChangedSince;
        job->priority = *before.priority;
        job->updated = now;
        m_tables->putJob(*job);
        effects.woken.insert({job->queue, job->batch});
        return Back::Done;
    }
    if (wasSent(id, before.fence) || (mayLetOthersGo(before.became) && wentOn(*job, before)))
        return Back::SentSince;
    const bool isAsLeft = job->state == before.became || (waits(job->state) && waits(before.became));
    return isAsLeft && moveBack(*job, before, now, effects) ? Back::Done : Back::ChangedSince;
}

bool StoreRules::moveBack(JobRecord job, const JobBefore &before, Wall now, Effects &effects)
{
    const auto event = before.state ? takingBackTo(*before.state) : std::nullopt;
    const auto to = event ? after(job.state, *event) : std::nullopt;
    if (!to)
        return false;
    undoCharges(job, before.charged);
    if (*to == JobState::Review && job.state == JobState::Failed)
        countWasted(job, -1);
    if (before.counts)
        setCounts(job, *before.counts);
    job.message = before.message.value_or(job.message);
    job.notBefore.reset();
    if (*to == JobState::Review && (job.state == JobState::Completed || job.state == JobState::Failed))
        unjudgeCached(job, before);
    moveJob(job, *to, now, effects);
    return true;
}

// It is possible again that they were charged; what counts against budgets stays what it is.
void StoreRules::undoCharges(const JobRecord &job, const QList<AttemptId> &charged)
{
    for (const AttemptId id : charged) {
        auto attempt = m_tables->attempt(id);
        if (!attempt || attempt->charge.kind != ChargeKind::Actual)
            continue;
        const Money amount = attempt->charge.amount;
        const Money less = Money{} - amount;
        attempt->charge = Charge::maybe(amount);
        m_tables->putAttempt(*attempt);
        book(job.batch, attempt->account, attempt->day, {{}, less, amount, less});
    }
}

bool StoreRules::wasSent(JobId job, AttemptId fence)
{
    const QList<AttemptRecord> attempts = m_tables->attemptsOf(job);
    return std::any_of(attempts.cbegin(), attempts.cend(), [fence](const AttemptRecord &attempt) {
        return attempt.id > fence && attempt.outcome != Outcome::Recalled;
    });
}

// Was one of those sent, or ended, that the job's move had let go?
bool StoreRules::wentOn(const JobRecord &job, const JobBefore &before)
{
    QStringList steps = graphOf(job.batch).childrenOf(job.step);
    for (qsizetype i = 0; i < steps.size(); ++i) {
        for (const QString &step : graphOf(job.batch).childrenOf(steps.at(i)))
            if (!steps.contains(step))
                steps.append(step);
        for (const JobId id : m_tables->jobsOfStep(job.row, steps.at(i))) {
            const auto child = m_tables->job(id);
            if (!child || !isSameFan(child->fanKey, job.fanKey))
                continue;
            const bool ended = hasHadItsTurn(child->state) && child->updated > before.at; // free, from the cache
            if (ended || wasSent(id, before.fence))
                return true;
        }
    }
    return false;
}

Status StoreRules::holdAgain(BatchId id, const QList<qint64> &pilot, AttemptId since, Wall now)
{
    if (const Status ready = writable(); !ready)
        return ready;
    auto batch = m_tables->batch(id);
    if (!batch)
        return Error{ErrorKind::NotFound, QStringLiteral("batch"), QString::number(id.value)};
    const bool open = batch->state == BatchState::Running || batch->state == BatchState::Paused;
    if (!open || batch->removed || !batch->pilot.isEmpty() || pilot.isEmpty())
        return Error{ErrorKind::NotAllowed, batch->name, toName(batch->state)};
    if (m_tables->sentAfter(since, id, pilot))
        return Error{ErrorKind::SentSince, batch->name, {}};
    batch->pilot = pilot;
    batch->updated = now;
    m_tables->putBatch(*batch);
    return checked();
}

} // namespace fornada
