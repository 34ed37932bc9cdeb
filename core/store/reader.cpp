#include "store/reader.h"

#include "store/data_folder.h"
#include "store/sql_rows.h"

#include <QJsonArray>
#include <QJsonDocument>

// Batches, set-up, sums and journal, for people.
#include <map>

namespace fornada {

namespace {

constexpr char kBatches[] = "SELECT " FORNADA_BATCH_COLUMNS " FROM batch WHERE removed IS NULL ORDER BY id DESC";
constexpr char kBatch[] = "SELECT " FORNADA_BATCH_COLUMNS " FROM batch WHERE id = ?";
constexpr char kSnapshot[] = "SELECT snapshot FROM batch WHERE id = ?";
constexpr char kAllBatchCounts[] = "SELECT batch_id, state, jobs FROM batch_count";
constexpr char kBatchCounts[] = "SELECT batch_id, state, jobs FROM batch_count WHERE batch_id = ?";
constexpr char kQueueCounts[] = "SELECT queue_id, state, jobs FROM queue_count";
constexpr char kRemovedCounts[] =
    "SELECT batch_id, state, jobs FROM batch_count WHERE batch_id IN (SELECT id FROM batch WHERE removed IS NOT NULL)";
constexpr char kCountByQueue[] = "SELECT queue_id, state, count(*) FROM job WHERE batch_id = ? GROUP BY 1, 2";
constexpr char kClientNames[] = "SELECT DISTINCT client FROM batch WHERE client <> '' AND removed IS NULL";
constexpr char kLedger[] =
    "SELECT scope, key, day, reserved, spent, maybe, wasted FROM ledger ORDER BY scope, key, day";
constexpr char kBatchLedger[] =
    "SELECT scope, key, day, reserved, spent, maybe, wasted FROM ledger WHERE scope = 'batch'";
constexpr char kOneLedger[] =
    "SELECT scope, key, day, reserved, spent, maybe, wasted FROM ledger WHERE scope = ? AND key = ? AND day = ?";
constexpr char kEvents[] = "SELECT id, at, level, kind, batch_id, subject, facts FROM event WHERE id < ? "
                           "ORDER BY id DESC LIMIT ?";
constexpr char kOperations[] = "SELECT " FORNADA_OPERATION_COLUMNS " FROM operation WHERE id < ? "
                               "ORDER BY id DESC LIMIT ?";
constexpr char kMetrics[] = "SELECT minute, queue_id, sent, completed, failed, retried, complaints, latency, cost, "
                            "buckets FROM metric_minute WHERE minute >= ? ORDER BY minute, queue_id";

LedgerTotal readTotal(Statement &row)
{
    LedgerTotal total;
    row >> total.scope >> total.key >> total.day >> total.totals.reserved >> total.totals.spent >> total.totals.maybe >>
        total.totals.wasted;
    return total;
}

QList<LedgerTotal> readTotals(Statement &rows)
{
    QList<LedgerTotal> totals;
    while (rows.next())
        totals.append(readTotal(rows));
    return totals;
}

template<class Id>
QHash<Id, StateCounts> readCounts(Statement &rows)
{
    QHash<Id, StateCounts> counts;
    while (rows.next()) {
        Id id;
        JobState state = JobState::Queued;
        qint64 jobs = 0;
        rows >> id >> state >> jobs;
        counts[id][state] = jobs;
    }
    return counts;
}

qint64 beforeOrLast(qint64 before)
{
    return before > 0 ? before : std::numeric_limits<qint64>::max();
}

} // namespace

Result<std::unique_ptr<Reader>> Reader::open(const QString &folder)
{
    auto sql = openForReading(folder);
    if (!sql)
        return sql.error();
    return std::unique_ptr<Reader>(new Reader(std::move(*sql)));
}

Reader::Reader(std::unique_ptr<SqlConnection> connection)
    : m_sql(std::move(connection))
{}

Reader::~Reader() = default;

Status Reader::status() const
{
    return m_sql->status();
}

void Reader::begin()
{
    m_sql->clearFault();
    if (const Status begun = m_sql->execute(QStringLiteral("BEGIN")); !begun)
        m_sql->fail(begun.error());
}

void Reader::end()
{
    const auto fault = m_sql->fault();
    m_sql->clearFault();
    (void)m_sql->execute(QStringLiteral("ROLLBACK")); // nothing was written
    if (fault)
        m_sql->fail(*fault);
}

Result<QList<Batch>> Reader::batches()
{
    begin();
    QList<Batch> all;
    {
        auto rows = m_sql->statement(kBatches);
        while (rows.next())
            all.append(readBatch(rows));
        auto countRows = m_sql->statement(kAllBatchCounts);
        const auto counts = readCounts<BatchId>(countRows);
        auto totalRows = m_sql->statement(kBatchLedger);
        QHash<QString, Totals> totals;
        const QList<LedgerTotal> read = readTotals(totalRows);
        for (const LedgerTotal &total : read)
            totals.insert(total.key, total.totals);
        for (Batch &batch : all) {
            batch.counts = counts.value(batch.id);
            batch.totals = totals.value(QString::number(batch.id.value));
        }
    }
    end();
    return checked(std::move(all));
}

std::optional<Batch> Reader::readBatchWithSums(BatchId id)
{
    auto row = m_sql->statement(kBatch);
    row << id;
    if (!row.next())
        return std::nullopt;
    Batch batch = readBatch(row);
    auto counts = m_sql->statement(kBatchCounts);
    counts << id;
    batch.counts = readCounts<BatchId>(counts).value(id);
    auto total = m_sql->statement(kOneLedger);
    total << LedgerScope::Batch << QString::number(id.value) << QDate();
    if (total.next())
        batch.totals = readTotal(total).totals;
    return batch;
}

Result<Batch> Reader::batch(BatchId id)
{
    begin();
    const auto batch = readBatchWithSums(id);
    end();
    if (m_sql->fault())
        return *m_sql->fault();
    if (!batch)
        return Error{ErrorKind::NotFound, QStringLiteral("batch"), QString::number(id.value)};
    return *batch;
}

Result<QJsonObject> Reader::recipeSnapshot(BatchId id)
{
    m_sql->clearFault();
    auto row = m_sql->statement(kSnapshot);
    row << id;
    QJsonObject snapshot;
    if (row.next())
        row >> snapshot;
    else if (!m_sql->fault())
        return Error{ErrorKind::NotFound, QStringLiteral("batch"), QString::number(id.value)};
    return checked(std::move(snapshot));
}

Result<QList<Queue>> Reader::queues()
{
    m_sql->clearFault();
    return checked(readQueues(*m_sql));
}

Result<QList<Account>> Reader::accounts()
{
    m_sql->clearFault();
    return checked(readAccounts(*m_sql));
}

Result<QHash<QueueId, StateCounts>> Reader::queueCounts()
{
    QHash<QueueId, StateCounts> counts;
    begin();
    {
        auto rows = m_sql->statement(kQueueCounts);
        counts = readCounts<QueueId>(rows);
        auto removedRows = m_sql->statement(kRemovedCounts);
        const auto removed = readCounts<BatchId>(removedRows);
        m_removed.removeIf([&removed](auto it) { return !removed.contains(it.key()); });
        for (auto batch = removed.cbegin(); batch != removed.cend(); ++batch) {
            auto &[sums, byQueue] = m_removed[batch.key()];
            if (sums != batch.value()) {
                sums = batch.value();
                byQueue = countByQueue(batch.key());
            }
            for (auto queue = byQueue.cbegin(); queue != byQueue.cend(); ++queue)
                for (size_t state = 0; state < queue->byState.size(); ++state)
                    counts[queue.key()].byState[state] -= queue->byState[state];
        }
    }
    end();
    return checked(std::move(counts));
}

QHash<QueueId, StateCounts> Reader::countByQueue(BatchId batch)
{
    auto rows = m_sql->statement(kCountByQueue);
    rows << batch;
    return readCounts<QueueId>(rows);
}

Result<QList<StoredRecipe>> Reader::recipes()
{
    m_sql->clearFault();
    return checked(readRecipes(*m_sql));
}

Result<QString> Reader::setting(const QString &name)
{
    m_sql->clearFault();
    return checked(readMeta(*m_sql, settingName(name)));
}

Result<QList<ClientStanding>> Reader::clients()
{
    m_sql->clearFault();
    std::map<QString, ClientStanding> standings;
    for (const Client &client : readClients(*m_sql))
        standings[client.name].client = client;
    {
        auto names = m_sql->statement(kClientNames);
        while (names.next()) {
            QString name;
            names >> name;
            standings[name].client.name = name;
        }
    }
    auto rows = m_sql->statement(kLedger);
    for (const LedgerTotal &total : readTotals(rows))
        if (const auto known = standings.find(total.key);
            total.scope == LedgerScope::Client && known != standings.end())
            known->second.totals = total.totals;
    QList<ClientStanding> list;
    for (const auto &[name, standing] : standings)
        list.append(standing);
    return checked(std::move(list));
}

Result<QList<Event>> Reader::events(qint64 before, int limit)
{
    m_sql->clearFault();
    QList<Event> events;
    auto rows = m_sql->statement(kEvents);
    rows << beforeOrLast(before) << limit;
    while (rows.next()) {
        Event event;
        rows >> event.id >> event.at >> event.level >> event.kind >> event.batch >> event.subject >> event.facts;
        events.append(event);
    }
    return checked(std::move(events));
}

Result<QList<OperationRecord>> Reader::operations(qint64 before, int limit)
{
    m_sql->clearFault();
    QList<OperationRecord> operations;
    auto rows = m_sql->statement(kOperations);
    rows << beforeOrLast(before) << limit;
    while (rows.next())
        operations.append(readOperation(rows));
    return checked(std::move(operations));
}

// Each table in the order of its ids, whatever the clock did; the two are merged by time.
Result<QList<Activity>> Reader::activity(ActivityPlace &place, int limit)
{
    const auto events = this->events(place.event, limit);
    if (!events)
        return events.error();
    const auto operations = this->operations(place.operation, limit);
    if (!operations)
        return operations.error();
    QList<Activity> page;
    auto event = events->cbegin();
    auto operation = operations->cbegin();
    while (page.size() < limit && (event != events->cend() || operation != operations->cend())) {
        const bool takeEvent =
            operation == operations->cend() || (event != events->cend() && event->at > operation->at);
        if (takeEvent) {
            place.event = event->id;
            page.append({event->at, *event++, std::nullopt});
        } else {
            place.operation = operation->id;
            page.append({operation->at, std::nullopt, *operation++});
        }
    }
    return page;
}

Result<QList<MinuteMetric>> Reader::metrics(qint64 fromMinute)
{
    m_sql->clearFault();
    QList<MinuteMetric> metrics;
    auto rows = m_sql->statement(kMetrics);
    rows << fromMinute;
    while (rows.next()) {
        MinuteMetric metric;
        QString buckets;
        rows >> metric.minute >> metric.queue >> metric.sent >> metric.completed >> metric.failed >> metric.retried >>
            metric.complaints >> metric.latencySum >> metric.cost >> buckets;
        const QJsonArray counts = QJsonDocument::fromJson(buckets.toUtf8()).array();
        for (const QJsonValue &count : counts)
            metric.latencyBuckets.append(count.toInteger());
        metrics.append(metric);
    }
    return checked(std::move(metrics));
}

QList<Micros> Reader::latencyBounds()
{
    QList<Micros> bounds;
    for (int bucket = 0; bucket < MetricRecord::buckets - 1; ++bucket)
        bounds.append(MetricRecord::upperBound(bucket));
    bounds.append(Micros::max());
    return bounds;
}

Result<Totals> Reader::dayTotals(QDate day)
{
    m_sql->clearFault();
    Totals totals;
    auto row = m_sql->statement(kOneLedger);
    row << LedgerScope::Day << QString() << day;
    if (row.next())
        totals = readTotal(row).totals;
    return checked(totals);
}

Result<QList<LedgerTotal>> Reader::ledger()
{
    m_sql->clearFault();
    auto rows = m_sql->statement(kLedger);
    return checked(readTotals(rows));
}

} // namespace fornada
