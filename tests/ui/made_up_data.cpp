#include "ui/made_up_data.h"

namespace fornada {

namespace {

bool isOf(const MadeUpData &data, BatchId id, const QString &client, const QString &owner)
{
    if (client.isEmpty() && owner.isEmpty())
        return true;
    for (const Batch &batch : data.batches)
        if (batch.id == id)
            return (client.isEmpty() || batch.client == client) && (owner.isEmpty() || batch.owner == owner);
    return false;
}

bool fits(const MadeUpData &data, const JobRow &job, const JobQuery &query)
{
    const JobFilter &filter = query.filter;
    return isOf(data, job.batch, query.client, query.owner) && (!filter.batch.isValid() || job.batch == filter.batch) &&
           (!query.came || query.came->contains(job.updated)) &&
           (filter.states.isEmpty() || filter.states.contains(job.state)) &&
           (query.filter.text.isEmpty() || job.rowKey.contains(query.filter.text, Qt::CaseInsensitive) ||
            job.message.contains(query.filter.text, Qt::CaseInsensitive));
}

} // namespace

JobRow madeUpJob(qint64 id)
{
    JobRow row;
    row.id = JobId{id};
    row.batch = BatchId{1};
    row.batchName = QStringLiteral("Million");
    row.rowNumber = id;
    row.rowKey = QStringLiteral("row-%1").arg(id);
    row.step = QStringLiteral("portrait");
    row.queue = QueueId{1};
    row.state = id % 50 == 0 ? JobState::Failed : id % 3 == 0 ? JobState::Completed : JobState::Queued;
    row.updated = wallFromMicros(1'790'000'000'000'000);
    return row;
}

Result<QList<Batch>> MadeUpPort::batches()
{
    const QMutexLocker lock(&m_data->mutex);
    if (m_data->fault)
        return *m_data->fault;
    return m_data->batches;
}

Result<QJsonObject> MadeUpPort::recipeSnapshot(BatchId)
{
    const QMutexLocker lock(&m_data->mutex);
    return m_data->recipe;
}

Result<QList<StoredRecipe>> MadeUpPort::recipes()
{
    const QMutexLocker lock(&m_data->mutex);
    return m_data->recipes;
}

Result<QList<Queue>> MadeUpPort::queues()
{
    const QMutexLocker lock(&m_data->mutex);
    return m_data->queues;
}

Result<QList<Account>> MadeUpPort::accounts()
{
    const QMutexLocker lock(&m_data->mutex);
    return m_data->accounts;
}

Result<QString> MadeUpPort::setting(const QString &name)
{
    const QMutexLocker lock(&m_data->mutex);
    return name == QLatin1String("dayBudget") ? m_data->dayBudget : m_data->settings.value(name);
}

Result<QList<ClientStanding>> MadeUpPort::clients()
{
    const QMutexLocker lock(&m_data->mutex);
    return m_data->clients;
}

Result<QList<JobRow>> MadeUpPort::jobs(const JobQuery &query, JobId after, int limit, const std::atomic_bool &)
{
    const QList<qint64> ids = idsOf(query, false);
    return jobsByIds(ids.mid(after.isValid() ? ids.indexOf(after.value) + 1 : 0, limit));
}

Result<QList<qint64>> MadeUpPort::jobIds(const JobQuery &query, const std::atomic_bool &cancelled)
{
    const QMutexLocker wait(&m_data->scans);
    return idsOf(query, cancelled);
}

QList<qint64> MadeUpPort::idsOf(const JobQuery &query, const std::atomic_bool &cancelled) const
{
    const QMutexLocker lock(&m_data->mutex);
    QList<qint64> ids;
    for (const JobRow &job : std::as_const(m_data->jobs))
        if (fits(*m_data, job, query))
            ids.append(job.id.value);
    const bool all = query.filter.states.isEmpty() && query.filter.text.isEmpty() && !query.came;
    ids.reserve(ids.size() + (all ? m_data->virtualJobs : 0));
    for (qint64 id = m_data->jobs.size() + 1; id <= m_data->virtualJobs && !cancelled; ++id)
        if (all || fits(*m_data, madeUpJob(id), query))
            ids.append(id);
    if (query.descending)
        std::reverse(ids.begin(), ids.end());
    return ids;
}

Result<QList<JobRow>> MadeUpPort::jobsByIds(const QList<qint64> &ids)
{
    const QMutexLocker lock(&m_data->mutex);
    QList<JobRow> rows;
    for (const qint64 id : ids)
        rows.append(id <= m_data->jobs.size() ? m_data->jobs.at(id - 1) : madeUpJob(id));
    return rows;
}

Result<JobDetail> MadeUpPort::job(JobId id)
{
    const QMutexLocker lock(&m_data->mutex);
    const auto detail = m_data->details.constFind(id);
    if (detail == m_data->details.cend())
        return Error{ErrorKind::NotFound, QStringLiteral("job"), {}};
    return *detail;
}

Result<QByteArray> MadeUpPort::raw(AttemptId attempt)
{
    const QMutexLocker lock(&m_data->mutex);
    return m_data->raws.value(attempt, m_data->raw);
}

Result<Redo> MadeUpPort::redo(const JobFilter &filter)
{
    const QMutexLocker lock(&m_data->mutex);
    Redo redo;
    for (const JobRow &job : std::as_const(m_data->jobs)) {
        const bool meant = filter.ids.isEmpty() || filter.ids.contains(job.id);
        if (!meant || !filter.states.contains(job.state))
            continue;
        ++redo.jobs;
        redo.cost += Money{40'000};
    }
    return redo;
}

Result<QList<JobRow>> MadeUpPort::lineage(JobId id)
{
    const QMutexLocker lock(&m_data->mutex);
    QList<JobRow> rows;
    for (const JobRow &job : std::as_const(m_data->jobs))
        if (id.value >= 1 && id.value <= m_data->jobs.size() &&
            job.rowNumber == m_data->jobs.at(id.value - 1).rowNumber)
            rows.append(job);
    return rows;
}

Result<QList<GivenRow>> MadeUpPort::givenRows(BatchId, qint64 after, int limit)
{
    const QMutexLocker lock(&m_data->mutex);
    QList<GivenRow> rows;
    for (qint64 id = after + 1; id <= m_data->jobs.size() && rows.size() < limit; ++id)
        rows.append({id, m_data->jobs.at(id - 1).rowKey, m_data->details.value(JobId{id}).fields});
    return rows;
}

Result<QStringList> MadeUpPort::fieldNames(BatchId, int)
{
    const QMutexLocker lock(&m_data->mutex);
    return m_data->details.isEmpty() ? QStringList() : QStringList(m_data->details.begin()->fields.keys());
}

Result<QList<Delivery>> MadeUpPort::deliveries(BatchId, qint64 after, int limit)
{
    const QMutexLocker lock(&m_data->mutex);
    QList<Delivery> page;
    for (qint64 id = after + 1; id <= m_data->jobs.size() && page.size() < limit; ++id) {
        const JobRow &job = m_data->jobs.at(id - 1);
        const JobDetail &detail = m_data->details[JobId{id}];
        page.append({{id, job.rowKey, detail.fields},
                     id,
                     job.step,
                     job.fanKey,
                     job.state,
                     job.message,
                     takenFrom(job.message),
                     job.attempts,
                     job.updated,
                     job.updated,
                     {},
                     {},
                     {},
                     job.cost,
                     detail.results});
    }
    return page;
}

Result<QList<qint64>> MadeUpPort::resultIds(const ResultQuery &query, const std::atomic_bool &)
{
    beginLongReading();
    const QMutexLocker lock(&m_data->mutex);
    QList<qint64> ids;
    for (qint64 id = m_data->virtualResults; id > m_data->jobs.size(); --id)
        ids.append(id);
    for (qint64 id = m_data->jobs.size(); id > 0; --id)
        if (!m_data->details.value(JobId{id}).results.isEmpty() &&
            m_data->jobs.at(id - 1).rowKey.contains(query.text, Qt::CaseInsensitive) &&
            isOf(*m_data, m_data->jobs.at(id - 1).batch, query.client, query.owner))
            ids.append(id);
    return ids;
}

Result<QList<ResultTile>> MadeUpPort::resultTiles(const QList<qint64> &ids)
{
    const QMutexLocker lock(&m_data->mutex);
    QList<ResultTile> tiles;
    for (const qint64 id : ids) {
        ResultTile tile;
        const JobRow job = id <= m_data->jobs.size() ? m_data->jobs.at(id - 1) : madeUpJob(id);
        if (id <= m_data->jobs.size())
            tile.item = m_data->details.value(JobId{id}).results.value(0);
        else
            tile.item.text = QStringLiteral("Text number %1").arg(id);
        tile.item.id = ResultId{id};
        tile.item.job = job.id;
        tile.batch = job.batch;
        tile.rowKey = job.rowKey;
        tile.step = job.step;
        tile.state = job.state;
        tiles.append(tile);
    }
    return tiles;
}

namespace {

// A job that is not listed is of any batch.
bool isAmong(const JobFilter &among, JobId id, const JobRow &job)
{
    return (among.ids.isEmpty() || among.ids.contains(id)) &&
           (!among.batch.isValid() || !job.batch.isValid() || among.batch == job.batch);
}

} // namespace

// A group's newest job stands for all of it.

Result<QList<FailureGroup>> MadeUpPort::failures(const JobFilter &among)
{
    QMutexLocker lock(&m_data->mutex);
    if (const auto before = m_data->beforeFailures) {
        lock.unlock();
        before();
        lock.relock();
    }
    m_data->failuresRead += 1;
    QList<FailureGroup> groups = m_data->failures;
    groups.removeIf([&](const FailureGroup &group) {
        return !isAmong(among, group.sample, m_data->jobs.value(group.sample.value - 1));
    });
    return groups;
}

Result<QList<UnknownJob>> MadeUpPort::unknowns(const JobFilter &among, int limit)
{
    const QMutexLocker lock(&m_data->mutex);
    QList<UnknownJob> unknowns = m_data->unknowns;
    unknowns.removeIf([&](const UnknownJob &unknown) { return !isAmong(among, unknown.job.id, unknown.job); });
    return unknowns.mid(0, limit);
}

Result<QList<MinuteMetric>> MadeUpPort::metrics(qint64 fromMinute)
{
    const QMutexLocker lock(&m_data->mutex);
    QList<MinuteMetric> fresh;
    for (const MinuteMetric &metric : std::as_const(m_data->metrics))
        if (metric.minute >= fromMinute)
            fresh.append(metric);
    return fresh;
}

void MadeUpPort::beginLongReading() const
{
    std::function<void()> first;
    {
        const QMutexLocker lock(&m_data->mutex);
        first = m_data->onLongReading;
    }
    if (first)
        first();
}

Result<Report> MadeUpPort::batchReport(BatchId batch)
{
    beginLongReading();
    const QMutexLocker lock(&m_data->mutex);
    Report report = m_data->report;
    for (const Batch &known : std::as_const(m_data->batches))
        if (known.id == batch)
            report.batch = known;
    return report;
}

Result<Report> MadeUpPort::periodReport(QDate from, QDate to)
{
    beginLongReading();
    const QMutexLocker lock(&m_data->mutex);
    Report report = m_data->report;
    report.from = from;
    report.to = to;
    return report;
}

Result<Totals> MadeUpPort::dayTotals(QDate)
{
    const QMutexLocker lock(&m_data->mutex);
    return m_data->today;
}

Result<QHash<QueueId, StateCounts>> MadeUpPort::queueCounts()
{
    beginLongReading();
    const QMutexLocker lock(&m_data->mutex);
    return m_data->queueCounts;
}

Result<QList<Event>> MadeUpPort::events(qint64 before, int limit)
{
    const QMutexLocker lock(&m_data->mutex);
    QList<Event> page;
    for (const Event &event : std::as_const(m_data->events))
        if ((before <= 0 || event.id < before) && page.size() < limit)
            page.append(event);
    return page;
}

// Of the place only the sum counts: how many were given out.
Result<QList<Activity>> MadeUpPort::activity(ActivityPlace &place, int limit)
{
    const QMutexLocker lock(&m_data->mutex);
    const QList<Activity> page = m_data->activity.mid(place.event + place.operation, limit);
    for (const Activity &entry : page)
        ++(entry.event ? place.event : place.operation);
    return page;
}

} // namespace fornada
