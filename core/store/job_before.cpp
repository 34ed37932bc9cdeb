#include "store/job_before.h"

#include <QJsonArray>

namespace fornada {

namespace {

QJsonObject countsJson(const JobCounts &counts)
{
    QJsonObject json;
    const auto put = [&json](const QString &name, qint64 value) {
        if (value != 0)
            json.insert(name, value);
    };
    put(QStringLiteral("attempts"), counts.attempts);
    put(QStringLiteral("noOutputs"), counts.noOutputs);
    put(QStringLiteral("waitsInRow"), counts.waitsInRow);
    put(QStringLiteral("age"), counts.age.count());
    put(QStringLiteral("rowAge"), counts.rowAge.count());
    put(QStringLiteral("firstAttempt"), counts.firstAttempt ? toMicros(*counts.firstAttempt) : 0);
    return json;
}

JobCounts countsFrom(const QJsonObject &json)
{
    JobCounts counts;
    counts.attempts = json.value(QLatin1String("attempts")).toInt();
    counts.noOutputs = json.value(QLatin1String("noOutputs")).toInt();
    counts.waitsInRow = json.value(QLatin1String("waitsInRow")).toInt();
    counts.age = Micros(json.value(QLatin1String("age")).toInteger());
    counts.rowAge = Micros(json.value(QLatin1String("rowAge")).toInteger());
    if (const qint64 first = json.value(QLatin1String("firstAttempt")).toInteger())
        counts.firstAttempt = wallFromMicros(first);
    return counts;
}

} // namespace

JobCounts countsOf(const Job &job)
{
    return {job.attempts, job.noOutputs, job.waitsInRow, job.age, job.rowAge, job.firstAttempt};
}

void setCounts(Job &job, const JobCounts &counts)
{
    job.attempts = counts.attempts;
    job.noOutputs = counts.noOutputs;
    job.waitsInRow = counts.waitsInRow;
    job.age = counts.age;
    job.rowAge = counts.rowAge;
    job.firstAttempt = counts.firstAttempt;
}

QJsonObject toJson(const JobBefore &before)
{
    if (before.priority)
        return {{QStringLiteral("priority"), *before.priority}, {QStringLiteral("set"), before.set}};
    if (!before.state)
        return {};
    QJsonObject json{{QStringLiteral("state"), toName(*before.state)},
                     {QStringLiteral("became"), toName(before.became)},
                     {QStringLiteral("fence"), before.fence.value},
                     {QStringLiteral("at"), toMicros(before.at)}};
    if (before.counts)
        json.insert(QStringLiteral("counts"), countsJson(*before.counts));
    if (before.message)
        json.insert(QStringLiteral("message"), *before.message);
    QJsonArray charged;
    for (const AttemptId attempt : before.charged)
        charged.append(attempt.value);
    if (!charged.isEmpty())
        json.insert(QStringLiteral("charged"), charged);
    if (before.sourceStood)
        json.insert(QStringLiteral("source"), toName(*before.sourceStood));
    return json;
}

JobBefore jobBeforeFromJson(const QJsonObject &json)
{
    const auto number = [&json](QLatin1String name) { return json.value(name).toInteger(); };
    JobBefore before;
    if (json.contains(QLatin1String("priority")))
        before.priority = int(number(QLatin1String("priority")));
    before.set = int(number(QLatin1String("set")));
    before.state = fromName<JobState>(json.value(QLatin1String("state")).toString());
    before.became = fromName<JobState>(json.value(QLatin1String("became")).toString()).value_or(JobState::Queued);
    before.fence = AttemptId{number(QLatin1String("fence"))};
    before.at = wallFromMicros(number(QLatin1String("at")));
    if (json.contains(QLatin1String("counts")))
        before.counts = countsFrom(json.value(QLatin1String("counts")).toObject());
    if (json.contains(QLatin1String("message")))
        before.message = json.value(QLatin1String("message")).toString();
    before.sourceStood = fromName<CacheStanding>(json.value(QLatin1String("source")).toString());
    for (const QJsonValue &attempt : json.value(QLatin1String("charged")).toArray())
        before.charged.append(AttemptId{attempt.toInteger()});
    return before;
}

std::optional<JobEvent> takingBackTo(JobState state)
{
    switch (state) {
    case JobState::Failed:
        return JobEvent::TakenBackToFailed;
    case JobState::Unknown:
        return JobEvent::TakenBackToUnknown;
    case JobState::Review:
        return JobEvent::TakenBackToReview;
    case JobState::Completed:
        return JobEvent::TakenBackToCompleted;
    case JobState::Blocked:
    case JobState::Queued:
    case JobState::Running:
    case JobState::Skipped:
    case JobState::Cancelled:
        break;
    }
    return std::nullopt;
}

} // namespace fornada
