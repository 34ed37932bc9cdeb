#pragma once

#include "model/batch.h"
#include "model/delivery.h"
#include "model/journal.h"
#include "model/queue.h"
#include "model/report.h"
#include "store/writes.h"

#include <atomic>
#include <memory>

namespace fornada {

class SqlConnection;

// A job as lists show it.
struct JobRow {
    JobId id;
    BatchId batch;
    QString batchName;
    qint64 rowNumber = 0;
    QString rowKey;
    QString step, fanKey;
    QueueId queue;
    AccountId account;
    QString model;
    JobState state = JobState::Queued;
    int attempts = 0;
    int priority = 0;
    QString message;
    std::optional<Wall> notBefore;
    Wall updated = {};
    Money cost; // of all its attempts: spent and possible
};

enum class JobSort { Position, Updated, State, Attempts, Cost };

// From, included, until, not included.
struct TimeSpan {
    Wall from = {}, until = {};

    friend bool operator==(const TimeSpan &, const TimeSpan &) = default;
    bool contains(Wall at) const { return from <= at && at < until; }
};

struct JobQuery {
    JobFilter filter;
    QString client, owner;        // of the batch; empty: any
    std::optional<TimeSpan> came; // when jobs came into the states they are in
    JobSort sort = JobSort::Position;
    bool descending = false;

    friend bool operator==(const JobQuery &, const JobQuery &) = default;
};

struct JobDetail {
    Job job;
    QString batchName, client, owner, queueName, accountName, rowKey;
    QJsonObject fields;
    std::optional<QJsonObject> asked; // of the row whose results it takes (kReusedRow): it is asked for with them
    QJsonObject parameters;
    QList<Attempt> attempts;
    QHash<AccountId, QString> accountNames; // that the attempts went to; not of those that are gone
    QList<ResultItem> results;
    Money possible;                   // of unresolved attempts
    std::optional<CacheEntry> cached; // what it has given that equal jobs may use
};

// A client that has batches or limits, and what all of its batches have cost.
struct ClientStanding {
    Client client;
    Totals totals;
};

// What making jobs once more means.
struct Redo {
    qint64 jobs = 0;
    Money cost; // at worst
};

struct FailureGroup {
    Outcome outcome = Outcome::BadRequest; // of the newest
    QString message;
    qint64 count = 0;
    JobId sample; // the newest
    Wall newest = {};
    qint64 again = 0; // more jobs that ended so and wait for, or are in, another try
};

struct UnknownJob {
    JobRow job;
    Money possible;
    std::optional<Wall> sent;
};

// What happened and what was done, in one list. An entry is one or the other.
struct Activity {
    Wall at = {};
    std::optional<Event> event;
    std::optional<OperationRecord> operation;
};

// Where the next page of activity begins; 0: at the newest.
struct ActivityPlace {
    qint64 event = 0, operation = 0;
};

struct MinuteMetric {
    qint64 minute = 0; // since the epoch
    QueueId queue;
    qint64 sent = 0, completed = 0, failed = 0, retried = 0, complaints = 0;
    Micros latencySum = {};
    QList<qint64> latencyBuckets; // upper bounds in latencyBounds()
    Money cost;
};

// Reads for people: own read-only connection, never blocks the writer. One thread: the one that opens it.
class Reader {
public:
    static constexpr int kAll = -1;
    static Result<std::unique_ptr<Reader>> open(const QString &folder);
    ~Reader();
    Q_DISABLE_COPY_MOVE(Reader)

    Result<QList<Batch>> batches(); // newest first
    Result<Batch> batch(BatchId id);
    Result<QJsonObject> recipeSnapshot(BatchId id);
    Result<QList<Queue>> queues();
    Result<QList<Account>> accounts();
    Result<QHash<QueueId, StateCounts>> queueCounts(); // without batches that were removed
    Result<QList<StoredRecipe>> recipes();
    Result<QString> setting(const QString &name);
    Result<QList<ClientStanding>> clients(); // by name

    // A page in the query's order, after the job with id `after` (none: the first page, which may have to look at every
    // job; empty when cancelled).
    Result<QList<JobRow>> jobs(const JobQuery &query, JobId after, int limit, const std::atomic_bool &cancelled);
    Result<QList<JobRow>> jobs(const JobQuery &query, JobId after, int limit);
    // All matching ids in order: the snapshot behind a virtual table. Empty when cancelled.
    Result<QList<qint64>> jobIds(const JobQuery &query, const std::atomic_bool &cancelled);
    Result<QList<JobRow>> jobsByIds(const QList<qint64> &ids);
    Result<JobDetail> job(JobId id);
    Result<Redo> redo(const JobFilter &filter);
    Result<QByteArray> raw(AttemptId attempt);
    Result<QList<JobRow>> lineage(JobId job); // all jobs of its row, in order

    Result<QList<GivenRow>> givenRows(BatchId batch, qint64 after, int limit); // behind that number
    // Of all rows, or of so many of the first.
    Result<QStringList> fieldNames(BatchId batch, int amongFirst = kAll);
    Result<QList<Delivery>> deliveries(BatchId batch, qint64 after, int limit); // behind that position
    // The picked results, newest first; a snapshot like jobIds.
    Result<QList<qint64>> resultIds(const ResultQuery &query, const std::atomic_bool &cancelled);
    Result<QList<ResultTile>> resultTiles(const QList<qint64> &ids);

    // Among the jobs of the filter, whose states are not looked at. By message, newest first.
    Result<QList<FailureGroup>> failures(const JobFilter &among);
    Result<QList<UnknownJob>> unknowns(const JobFilter &among, int limit);
    Result<QList<Event>> events(qint64 before, int limit); // newest first
    Result<QList<OperationRecord>> operations(qint64 before, int limit);
    // Newest first, from the place on, which moves behind the page.
    Result<QList<Activity>> activity(ActivityPlace &place, int limit);
    Result<QList<MinuteMetric>> metrics(qint64 fromMinute);
    static QList<Micros> latencyBounds();
    Result<Totals> dayTotals(QDate day);
    Result<QList<LedgerTotal>> ledger();
    Result<Report> batchReport(BatchId batch);
    Result<Report> periodReport(QDate from, QDate to); // both included; the operator's days

private:
    explicit Reader(std::unique_ptr<SqlConnection> connection);
    Status status() const;
    template<class T>
    Result<T> checked(T value) const
    {
        const Status good = status();
        return good ? Result<T>(std::move(value)) : Result<T>(good.error());
    }
    void begin(); // one state of the data for all that is read until end
    void end();
    std::optional<Batch> readBatchWithSums(BatchId id);
    // The first ids in the query's order. Looks up every few milliseconds whether it was cancelled.
    Result<QList<qint64>> scan(const JobQuery &query, const std::atomic_bool &cancelled, qsizetype most);

    QHash<QueueId, StateCounts> countByQueue(BatchId batch);

    const std::unique_ptr<SqlConnection> m_sql;
    // Removed batches, until they are purged: their sums, and what those are queue by queue, counted once.
    QHash<BatchId, std::pair<StateCounts, QHash<QueueId, StateCounts>>> m_removed;
};

} // namespace fornada
