#include "scheduler/scheduler.h"

// A recipe may limit how long a row is worked on. Time passes with attempts and the waits behind them alone, so it is
// looked at when one has been judged, and when a job whose turn has come is heard of: no clock is needed.
namespace fornada {

// age: of the job itself.
bool Scheduler::isRowOver(const Job &job, Micros age) const
{
    const auto batch = m_batches.find(job.batch);
    if (batch == m_batches.end() || !batch->second.rowLimits.hard)
        return false;
    return job.rowAge + age > *batch->second.rowLimits.hard;
}

// What waits for its turn in a row whose time is up does not get it.
void Scheduler::failOverdue(LaneKey key, Moment now)
{
    const Lane *lane = m_lanes.find(key);
    const auto batch = m_batches.find(key.batch);
    if (!lane || batch == m_batches.end() || !batch->second.rowLimits.hard)
        return;
    QList<JobId> overdue;
    for (const Track &track : lane->tracks)
        for (const Job &job : track.heads)
            if (isRowOver(job, job.age))
                overdue.append(job.id);
    if (overdue.isEmpty())
        return;
    for (const JobId job : std::as_const(overdue)) {
        dropPrepared(job);
        noteFailure(key.batch, job, now);
        decide(FailUnsent{job, key.batch, toMessage(RowTimeUp{*batch->second.rowLimits.hard, {}})});
    }
    m_lanes.touch(key, QSet<JobId>(overdue.begin(), overdue.end())); // it is loaded again behind their settlements
}

// Told once a batch, for as long as the program runs.
void Scheduler::noteRowAge(const Job &job, Micros aged, Moment now)
{
    const auto entry = m_batches.find(job.batch);
    if (entry == m_batches.end() || !entry->second.rowLimits.soft || entry->second.toldOfRow)
        return;
    const RowLimits &limits = entry->second.rowLimits;
    const Micros before = job.rowAge + job.age;
    if (before > *limits.soft || before + aged <= *limits.soft)
        return;
    entry->second.toldOfRow = true;
    const auto seconds = [](Micros time) { return qint64(std::chrono::floor<std::chrono::seconds>(time).count()); };
    QJsonObject facts{{QStringLiteral("row"), job.rowNumber},
                      {QStringLiteral("step"), job.step},
                      {QStringLiteral("seconds"), seconds(*limits.soft)}};
    if (limits.hard)
        facts.insert(QStringLiteral("most"), seconds(*limits.hard));
    decide(
        Notify{{0, now.wall, EventLevel::Info, QStringLiteral("rowSlow"), job.batch, entry->second.batch.name, facts}});
}

} // namespace fornada
