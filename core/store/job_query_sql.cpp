#include "store/job_query_sql.h"

#include "store/sql_rows.h"

namespace fornada {

namespace {

constexpr char kAnyRemoved[] = "SELECT 1 FROM batch WHERE removed IS NOT NULL LIMIT 1";
// So many jobs are sorted sooner than found among a million others.
constexpr qint64 kFewJobs = 20'000;

QString stateNames(const QList<JobState> &states)
{
    QStringList names;
    for (const JobState state : states)
        names.append(u'\'' + toName(state) + u'\'');
    return names.join(u',');
}

bool anyRemoved(SqlConnection &sql)
{
    auto row = sql.statement(kAnyRemoved);
    return row.next();
}

// The columns of an order; the last one decides.
QStringList orderOf(const JobQuery &query)
{
    switch (query.sort) {
    case JobSort::Position:
        if (query.filter.batch.isValid())
            return {QStringLiteral("job.position")};
        return {QStringLiteral("job.batch_id"), QStringLiteral("job.position")};
    case JobSort::Updated:
        return {QStringLiteral("job.updated"), QStringLiteral("job.id")};
    case JobSort::State:
        return {QStringLiteral("job.state"), QStringLiteral("job.id")};
    case JobSort::Attempts:
        return {QStringLiteral("job.attempts"), QStringLiteral("job.id")};
    case JobSort::Cost:
        return {QStringLiteral(FORNADA_COST), QStringLiteral("job.id")};
    }
    return {QStringLiteral("job.id"), QStringLiteral("job.id")};
}

qint64 jobsInStates(SqlConnection &sql, const JobFilter &filter)
{
    const bool ofBatch = filter.batch.isValid();
    const auto row =
        sql.once(QStringLiteral("SELECT coalesce(sum(jobs), 0) FROM %1 WHERE state IN (%2)%3")
                     .arg(ofBatch ? QStringLiteral("batch_count") : QStringLiteral("queue_count"),
                          stateNames(filter.states), ofBatch ? QStringLiteral(" AND batch_id = ?") : QString()));
    if (ofBatch)
        *row << filter.batch;
    qint64 jobs = 0;
    if (row->next())
        *row >> jobs;
    return jobs;
}

} // namespace

Clauses clausesOf(SqlConnection &sql, const JobQuery &query)
{
    Clauses clauses;
    const JobFilter &filter = query.filter;
    if (filter.batch.isValid())
        clauses.add(QStringLiteral("job.batch_id = ?"), {filter.batch.value});
    else if (anyRemoved(sql))
        clauses.add(QStringLiteral("job.batch_id NOT IN (SELECT id FROM batch WHERE removed IS NOT NULL)"));
    if (filter.queue.isValid())
        clauses.add(QStringLiteral("job.queue_id = ?"), {filter.queue.value});
    if (!filter.states.isEmpty())
        clauses.add(QStringLiteral("job.state IN (%1)").arg(stateNames(filter.states)));
    if (!filter.ids.isEmpty()) {
        QStringList ids;
        for (const JobId id : filter.ids)
            ids.append(QString::number(id.value));
        clauses.add(QStringLiteral("job.id IN (%1)").arg(ids.join(u',')));
    }
    if (!query.client.isEmpty())
        clauses.add(QStringLiteral("job.batch_id IN (SELECT id FROM batch WHERE client = ?)"), {query.client});
    if (!query.owner.isEmpty())
        clauses.add(QStringLiteral("job.batch_id IN (SELECT id FROM batch WHERE owner = ?)"), {query.owner});
    if (query.came)
        clauses.add(QStringLiteral("job.updated >= ? AND job.updated < ?"),
                    {toMicros(query.came->from), toMicros(query.came->until)});
    if (filter.message)
        clauses.add(QStringLiteral("job.message = ?"), {*filter.message});
    if (!filter.text.isEmpty()) {
        const QString like = likePattern(filter.text);
        clauses.add(QStringLiteral(FORNADA_TEXT_MATCH), {like, like, like});
    }
    return clauses;
}

QString orderText(const JobQuery &query)
{
    const QString direction = query.descending ? QStringLiteral(" DESC") : QString();
    return QStringLiteral(" ORDER BY ") + orderOf(query).join(direction + u',') + direction;
}

QString sortKeyOf(const JobQuery &query)
{
    if (query.sort == JobSort::Position)
        return {};
    const QString column = orderOf(query).constFirst();
    if (query.sort != JobSort::State)
        return column;
    QStringList names;
    for (const QLatin1String name : EnumNames<JobState>::names)
        names.append(name);
    names.sort();
    return QStringLiteral("instr('%1', %2)").arg(names.join(u' '), column);
}

bool needsScan(SqlConnection &sql, const JobQuery &query)
{
    const JobFilter &filter = query.filter;
    if (!filter.ids.isEmpty())
        return false;
    const bool fewStates = !filter.states.isEmpty() && jobsInStates(sql, filter) < kFewJobs;
    const bool narrow = filter.looksInside() || filter.queue.isValid() || !filter.states.isEmpty() ||
                        !query.client.isEmpty() || !query.owner.isEmpty() || query.came;
    return !fewStates && (narrow || query.sort != JobSort::Position);
}

QString jobTable(SqlConnection &sql, const JobFilter &filter, Clauses &clauses)
{
    const bool byIndex = !filter.states.isEmpty() && filter.ids.isEmpty() && jobsInStates(sql, filter) < kFewJobs;
    if (!byIndex)
        return QStringLiteral("job");
    if (filter.batch.isValid())
        return QStringLiteral("job INDEXED BY job_by_state");
    if (!filter.queue.isValid())
        clauses.add(QStringLiteral("job.queue_id IN (SELECT id FROM queue)"));
    return QStringLiteral("job INDEXED BY job_by_queue");
}

void addPlaceAfter(SqlConnection &sql, const JobQuery &query, JobId after, Clauses &clauses)
{
    const QStringList columns = orderOf(query);
    const auto row = sql.once(QStringLiteral("SELECT %1 FROM job WHERE job.id = ?").arg(columns.join(u',')));
    *row << after;
    if (!row->next()) {
        clauses.add(QStringLiteral("0")); // it is gone, and with it its place
        return;
    }
    QVariantList values;
    for (qsizetype i = 0; i < columns.size(); ++i)
        *row >> values.emplaceBack();
    const QString marks = columns.size() == 1 ? QStringLiteral("?") : QStringLiteral("(?, ?)");
    const QString place = columns.size() == 1 ? columns.first() : u'(' + columns.join(u',') + u')';
    clauses.add(place + (query.descending ? QStringLiteral(" < ") : QStringLiteral(" > ")) + marks, values);
}

} // namespace fornada
