#include "model/report.h"

#include "model/json_parts.h"

#include <QJsonArray>

namespace fornada {

namespace {

template<class T, class Better>
void keep(std::optional<T> &mine, const std::optional<T> &other, Better better)
{
    if (other && (!mine || better(*other, *mine)))
        mine = other;
}

QJsonValue part(qint64 some, qint64 all)
{
    return all > 0 ? QJsonValue(double(some) / double(all)) : QJsonValue();
}

void add(StateCounts &mine, const StateCounts &other)
{
    for (size_t state = 0; state < mine.byState.size(); ++state)
        mine.byState[state] += other.byState[state];
}

QJsonArray waitsJson(const QList<LaneWait> &waits)
{
    QJsonArray json;
    for (const auto &[queue, opening] : waits)
        json.append(QJsonObject{
            {QStringLiteral("queue"), queue},
            {QStringLiteral("reason"), toName(opening.reason)},
            {QStringLiteral("until"), opening.until ? QJsonValue(toIso(opening.until->wall)) : QJsonValue()}});
    return json;
}

QJsonObject lineJson(const ReportLine &line)
{
    QJsonObject json{
        {QStringLiteral("jobs"), countsJson(line.jobs)},
        {QStringLiteral("successRate"), part(line.jobs[JobState::Completed], line.answered())},
        {QStringLiteral("progress"), part(line.answered() + line.jobs[JobState::Skipped], line.jobs.total())},
        {QStringLiteral("left"), line.left()},
        {QStringLiteral("requests"), line.requests},
        {QStringLiteral("spent"), toDecimal(line.spent)},
        {QStringLiteral("possible"), toDecimal(line.maybe)},
        {QStringLiteral("wasted"), toDecimal(line.wasted)},
        {QStringLiteral("processingSeconds"), double(line.processing.count()) / 1e6},
        {QStringLiteral("firstSent"), timeOrNull(line.firstSent)},
        {QStringLiteral("lastAnswer"), timeOrNull(line.lastAnswer)}};
    if (!line.name.isEmpty())
        json.insert(QStringLiteral("name"), line.name);
    if (line.batch.isValid())
        json.insert(QStringLiteral("batch"), line.batch.value);
    if (line.day.isValid())
        json.insert(QStringLiteral("day"), line.day.toString(Qt::ISODate));
    if (line.whole) {
        json.insert(QStringLiteral("done"), line.whole->settled());
        json.insert(QStringLiteral("of"), line.whole->total());
    }
    if (!line.waits.isEmpty())
        json.insert(QStringLiteral("waits"), waitsJson(line.waits));
    if (!line.note.isEmpty())
        json.insert(QStringLiteral("waiting"), line.note);
    return json;
}

QJsonArray linesJson(const QList<ReportLine> &lines)
{
    QJsonArray json;
    for (const ReportLine &line : lines)
        json.append(lineJson(line));
    return json;
}

} // namespace

ReportLine &ReportLine::operator+=(const ReportLine &other)
{
    add(jobs, other.jobs);
    if (other.whole) {
        whole = whole.value_or(StateCounts());
        add(*whole, *other.whole);
    }
    requests += other.requests;
    spent += other.spent;
    maybe += other.maybe;
    wasted += other.wasted;
    processing += other.processing;
    keep(firstSent, other.firstSent, std::less<>());
    keep(lastAnswer, other.lastAnswer, std::greater<>());
    return *this;
}

QJsonObject toJson(const Report &report)
{
    QJsonObject json = lineJson(report.total);
    json.insert(QStringLiteral("from"), report.from.toString(Qt::ISODate));
    json.insert(QStringLiteral("to"), report.to.toString(Qt::ISODate));
    json.insert(QStringLiteral("days"), linesJson(report.days));
    QJsonArray causes;
    for (const ReportCause &cause : report.causes)
        causes.append(QJsonObject{{QStringLiteral("outcome"), toName(cause.outcome)},
                                  {QStringLiteral("message"), cause.message},
                                  {QStringLiteral("jobs"), cause.jobs},
                                  {QStringLiteral("sample"), cause.sample.value}});
    json.insert(QStringLiteral("failures"), causes);
    if (!report.batch) {
        json.insert(QStringLiteral("batches"), linesJson(report.batches));
        json.insert(QStringLiteral("removedCost"), toDecimal(report.removed));
        return json;
    }
    const Batch &batch = *report.batch;
    json.insert(QStringLiteral("batch"), batch.id.value);
    json.insert(QStringLiteral("name"), batch.name);
    json.insert(QStringLiteral("client"), batch.client);
    json.insert(QStringLiteral("owner"), batch.owner);
    json.insert(QStringLiteral("recipe"), batch.recipe);
    json.insert(QStringLiteral("state"), toName(batch.state));
    json.insert(QStringLiteral("rows"), report.rows);
    json.insert(QStringLiteral("budget"), batch.budget ? QJsonValue(toDecimal(*batch.budget)) : QJsonValue());
    json.insert(QStringLiteral("created"), toIso(batch.created));
    json.insert(QStringLiteral("started"), timeOrNull(batch.started));
    json.insert(QStringLiteral("finished"), timeOrNull(batch.finished));
    json.insert(QStringLiteral("steps"), linesJson(report.steps));
    return json;
}

} // namespace fornada
