#include "model/fan_key.h"
#include "store/store_rules.h"

// What a job's move means for the jobs that wait for it.
namespace fornada {

namespace {

// A parent in such a state will not complete unless somebody revives it.
bool isDead(JobState state)
{
    return state == JobState::Failed || state == JobState::Skipped || state == JobState::Cancelled;
}

} // namespace

const StepGraph &StoreRules::graphOf(BatchId batch)
{
    auto known = m_graphs.find(batch);
    if (known == m_graphs.end())
        known = m_graphs.insert(batch, StepGraph(m_tables->snapshot(batch)));
    return *known;
}

// job still has its old state; everything else of it is as it shall be stored.
void StoreRules::moveJob(JobRecord job, JobState to, Wall now, Effects &effects)
{
    const JobState from = job.state;
    if (from == JobState::Blocked && to == JobState::Queued && graphOf(job.batch).limitsRows())
        job.rowAge = rowAgeBefore(job);
    job.state = to;
    job.updated = now;
    job.cancelledFrom = to == JobState::Cancelled ? std::optional(from) : std::nullopt;
    if (to != JobState::Cancelled)
        job.cancelledBy = 0;
    m_tables->putJob(job);
    m_tables->addCount(job.batch, job.queue, from, -1);
    m_tables->addCount(job.batch, job.queue, to, 1);
    effects.touched.insert(job.batch);
    if (to == JobState::Queued)
        effects.woken.insert({job.queue, job.batch});
    followChildren(job, from, now, effects);
}

// The longest way to it.
Micros StoreRules::rowAgeBefore(const JobRecord &job)
{
    Micros longest = {};
    const QList<JobRecord> parents = parentsOf(job);
    for (const JobRecord &parent : parents)
        longest = std::max(longest, parent.rowAge + parent.age);
    return longest;
}

void StoreRules::followChildren(const JobRecord &job, JobState from, Wall now, Effects &effects)
{
    const QStringList steps = graphOf(job.batch).childrenOf(job.step);
    const int pendingChange = int(from == JobState::Completed) - int(job.state == JobState::Completed);
    for (const QString &step : steps) {
        const QList<JobId> children = m_tables->jobsOfStep(job.row, step);
        for (const JobId child : children) {
            const auto record = m_tables->job(child);
            if (record && isSameFan(record->fanKey, job.fanKey))
                followChild(child, job.state, pendingChange, now, effects);
        }
    }
}

void StoreRules::followChild(JobId id, JobState parent, int pendingChange, Wall now, Effects &effects)
{
    auto child = m_tables->job(id); // afresh: a sibling may have reached it first
    if (!child)
        return;
    child->pendingParents += pendingChange;
    // One that has gone on without a parent waits for it when it comes back in time.
    const bool goesOn = graphOf(child->batch).goesOn(child->step);
    if ((effects.takesBack || goesOn) && child->state == JobState::Queued && !isLetGo(*child)) {
        waitAgain(*child, now, effects);
        return;
    }
    std::optional<JobState> to;
    if (isDead(parent) || child->state == JobState::Skipped || child->pendingParents == 0 || goesOn)
        to = drawnBy(*child);
    if (to == JobState::Skipped && child->pendingParents == 0)
        child->message = kNotNeeded;
    else if (to && child->message == kNotNeeded)
        child->message.clear();
    if (to)
        moveJob(*child, *to, now, effects);
    else if (pendingChange != 0)
        m_tables->putJob(*child);
}

// Do its parents, as they are now, let it go?
bool StoreRules::isLetGo(const JobRecord &job)
{
    if (graphOf(job.batch).isFallback(job.step))
        return hasDeadParent(job) && hasFailureAbove(job);
    if (!graphOf(job.batch).goesOn(job.step))
        return job.pendingParents == 0;
    const Parents parents = standingOf(job);
    return parents.alive == 0 && parents.done > 0;
}

// What let it go was taken back before it went.
void StoreRules::waitAgain(const JobRecord &child, Wall now, Effects &effects)
{
    const auto to = after(child.state, JobEvent::ParentTakenBack);
    if (!to)
        return;
    effects.waitAgain.append(child.id);
    moveJob(child, *to, now, effects);
    draw(child.id, now, effects);
}

// A job that waits may wait for nobody, or in vain.
void StoreRules::draw(JobId id, Wall now, Effects &effects)
{
    const auto job = m_tables->job(id);
    if (const auto to = job ? drawnBy(*job) : std::nullopt)
        moveJob(*job, *to, now, effects);
}

// Where its parents, as they are now, take a job that waits for them or was skipped; nothing: it stays.
std::optional<JobState> StoreRules::drawnBy(const JobRecord &job)
{
    const bool waits = job.state == JobState::Blocked;
    if (!waits && job.state != JobState::Skipped)
        return std::nullopt;
    if (graphOf(job.batch).goesOn(job.step))
        return joinDrawnBy(job);
    const bool dead = hasDeadParent(job);
    if (!waits)
        return dead || job.pendingParents == 0 ? std::nullopt : after(job.state, JobEvent::ParentRevived);
    if (!graphOf(job.batch).isFallback(job.step)) {
        if (dead)
            return after(job.state, JobEvent::ParentFailed);
        return job.pendingParents == 0 ? after(job.state, JobEvent::ParentsDone) : std::nullopt;
    }
    if (dead) // what the operator cancelled needs no fallback
        return after(job.state, hasFailureAbove(job) ? JobEvent::ParentsDone : JobEvent::ParentFailed);
    return job.pendingParents == 0 ? after(job.state, JobEvent::NotNeeded) : std::nullopt;
}

// It waits until none of its parents can be done any more, and joins those that are; without any there is nothing to
// join.
std::optional<JobState> StoreRules::joinDrawnBy(const JobRecord &job)
{
    const Parents parents = standingOf(job);
    if (job.state == JobState::Skipped)
        return parents.alive > 0 ? after(job.state, JobEvent::ParentRevived) : std::nullopt;
    if (parents.alive > 0)
        return std::nullopt;
    return after(job.state, parents.done > 0 ? JobEvent::ParentsDone : JobEvent::ParentFailed);
}

StoreRules::Parents StoreRules::standingOf(const JobRecord &job)
{
    Parents standing;
    const QList<JobRecord> parents = parentsOf(job);
    for (const JobRecord &parent : parents) {
        standing.done += parent.state == JobState::Completed;
        standing.alive += parent.state != JobState::Completed && !isDead(parent.state);
    }
    return standing;
}

bool StoreRules::hasFailureAbove(const JobRecord &job)
{
    const QList<JobRecord> parents = parentsOf(job);
    return std::any_of(parents.cbegin(), parents.cend(), [this](const JobRecord &parent) {
        return parent.state == JobState::Failed || (parent.state == JobState::Skipped && hasFailureAbove(parent));
    });
}

QList<JobRecord> StoreRules::parentsOf(const JobRecord &job)
{
    QList<JobRecord> parents;
    const QStringList steps = graphOf(job.batch).parentsOf(job.step);
    for (const QString &step : steps) {
        const QList<JobId> candidates = m_tables->jobsOfStep(job.row, step);
        for (const JobId id : candidates)
            if (const auto parent = m_tables->job(id); parent && isSameFan(parent->fanKey, job.fanKey))
                parents.append(*parent);
    }
    return parents;
}

bool StoreRules::hasDeadParent(const JobRecord &job)
{
    const QList<JobRecord> parents = parentsOf(job);
    return std::any_of(parents.cbegin(), parents.cend(), [](const JobRecord &parent) { return isDead(parent.state); });
}

QList<LaneKey> StoreRules::sorted(const QSet<LaneKey> &lanes)
{
    QList<LaneKey> list(lanes.cbegin(), lanes.cend());
    std::sort(list.begin(), list.end());
    return list;
}

} // namespace fornada
