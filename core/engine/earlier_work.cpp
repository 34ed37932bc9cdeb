#include "engine/earlier_work.h"

namespace fornada {

void takeEarlierWork(const SourcePast &past, NewRow &row)
{
    for (NewJob &job : row.jobs) {
        const bool first = job.pendingParents == 0;
        if (past.state == JobState::Completed) {
            job.given = JobState::Completed;
            job.pendingParents = 0;
        } else if (past.state == JobState::Failed) {
            job.given = first ? JobState::Failed : JobState::Skipped; // as if it had failed here
        }
        if (job.given == JobState::Completed || first) {
            job.attempts = past.attempts;
            job.message = past.error;
            job.updated = past.lastAttempt;
        }
    }
}

void takeAbout(const SourceAbout &about, Batch &batch)
{
    if (batch.client.isEmpty())
        batch.client = about.client;
    if (!about.created.isEmpty())
        batch.parameters.insert(QStringLiteral("created_at"), about.created);
}

} // namespace fornada
