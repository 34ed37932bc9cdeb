#include "model/alike.h"
#include "store/store_rules.h"

// What jobs are asked with, now and then.
namespace fornada {

JobInput StoreRules::inputOf(const JobRecord &job, const QList<ResultRecord> &results, const RowRecord &row,
                             const Batch &batch)
{
    JobInput input;
    input.job = job;
    input.rowKey = row.key;
    input.fields = row.fields;
    input.asked = fieldsOfReused(row);
    input.parameters = batch.parameters;
    input.batchName = batch.name;
    input.client = batch.client;
    input.recipe = batch.recipe;
    for (const ResultRecord &result : results)
        input.variants += result.place == 0;
    QList<JobRecord> parents = parentsOf(job);
    std::sort(parents.begin(), parents.end(),
              [](const JobRecord &a, const JobRecord &b) { return a.position < b.position; });
    const bool goesOn = graphOf(job.batch).goesOn(job.step);
    for (const JobRecord &parent : std::as_const(parents)) {
        if (goesOn && parent.state != JobState::Completed)
            continue; // a hole: what it may have given was not good
        const QList<ResultRecord> given = m_tables->resultsOf(parent.id);
        for (const ResultRecord &result : given) {
            if (!result.picked)
                continue;
            input.parentResults.append(result);
            input.parentSteps.append(parent.step);
            input.parentFans.append(parent.fanKey);
        }
    }
    return input;
}

// Those of the row that this one takes its results from.
std::optional<QJsonObject> StoreRules::fieldsOfReused(const RowRecord &row)
{
    const qint64 number = row.fields.value(kReusedRow).toInteger();
    const QList<JobId> jobs = number > 0 ? m_tables->jobsOfRows(row.batch, {number}) : QList<JobId>();
    const auto job = jobs.isEmpty() ? std::nullopt : m_tables->job(jobs.first());
    const auto other = job ? m_tables->row(job->row) : std::nullopt;
    return other ? std::optional(other->fields) : std::nullopt;
}

Result<JobInput> StoreRules::jobInput(JobId id)
{
    const auto job = m_tables->job(id);
    const auto row = job ? m_tables->row(job->row) : std::nullopt;
    const auto batch = job ? m_tables->batch(job->batch) : std::nullopt;
    if (const Status good = checked(); !good)
        return good.error();
    if (!row || !batch)
        return Error{ErrorKind::NotFound, QStringLiteral("job"), QString::number(id.value)};
    return checked(inputOf(*job, m_tables->resultsOf(id), *row, *batch));
}

Result<MadePage> StoreRules::madeJobs(BatchId id, JobId after, int limit)
{
    const auto batch = m_tables->batch(id);
    if (!batch || limit <= 0)
        return batch ? Error{ErrorKind::BadArgument, QStringLiteral("limit"), {}}
                     : Error{ErrorKind::NotFound, QStringLiteral("batch"), QString::number(id.value)};
    const JobId last = m_tables->jobRange(id).second;
    const QList<JobRecord> jobs = m_tables->jobsOf(id, after, last, limit);
    MadePage page{{}, jobs.isEmpty() ? last : jobs.last().id, jobs.size() == limit};
    std::optional<RowRecord> row; // a row's jobs stand together
    for (const JobRecord &job : jobs) {
        MadeJob made;
        made.isMade = job.state == JobState::Completed || job.state == JobState::Review;
        made.input.job = job;
        if (made.isMade && (!row || row->id != job.row))
            row = m_tables->row(job.row);
        if (made.isMade && row) {
            const QList<ResultRecord> results = m_tables->resultsOf(job.id);
            made.input = inputOf(job, results, *row, *batch);
            made.askedWith = askedWith(job, results);
        }
        page.jobs.append(made);
    }
    return checked(std::move(page));
}

// By the result that counts; what gives none (a call, a message) by the last attempt that was done.
QByteArray StoreRules::askedWith(const JobRecord &job, const QList<ResultRecord> &results)
{
    for (const ResultRecord &result : results) {
        if (!result.picked)
            continue;
        if (const auto taken = isTaken(result.attempt) ? takenFrom(job.message) : std::nullopt)
            return askedWhenTaken(*taken);
        const auto attempt = m_tables->attempt(result.attempt);
        return attempt ? attempt->requestHash : QByteArray();
    }
    const QList<AttemptRecord> attempts = m_tables->attemptsOf(job.id);
    for (auto attempt = attempts.crbegin(); attempt != attempts.crend(); ++attempt)
        if (attempt->outcome == Outcome::Done)
            return attempt->requestHash;
    return {};
}

// The job it came from may have been made anew since: its attempt of that time counts.
QByteArray StoreRules::askedWhenTaken(const TakenResult &taken)
{
    for (const AttemptRecord &attempt : m_tables->attemptsOf(taken.from))
        if (attempt.settled == taken.made)
            return attempt.requestHash;
    return {};
}

} // namespace fornada
