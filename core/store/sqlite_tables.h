#pragma once

#include "store/data_lock.h"
#include "store/sql.h"
#include "store/tables.h"

#include <map>

namespace fornada {

// The rows in SQLite. Sums that many jobs change (counters, ledger, metrics, gates) are gathered and written once, at
// commit. Store thread.
class SqliteTables final : public Tables {
public:
    // lock: held until the connection is closed.
    explicit SqliteTables(std::unique_ptr<SqlConnection> connection, std::shared_ptr<const DataLock> lock);
    ~SqliteTables() override;
    SqlConnection &connection() { return *m_sql; }

    Status begin() override;
    Status commit() override;
    void rollback() override;
    bool inTransaction() const override { return m_inTransaction; }
    std::optional<Error> fault() const override { return m_sql->fault(); }
    quint64 writes() const override { return m_sql->writes(); }

    QList<Account> accounts() override;
    AccountId putAccount(const Account &account) override;
    void dropAccount(AccountId id) override;
    QList<Queue> queues() override;
    QueueId putQueue(const Queue &queue) override;
    QList<StoredRecipe> recipes() override;
    RecipeId putRecipe(const StoredRecipe &recipe) override;
    void dropRecipe(RecipeId id) override;
    QString meta(const QString &name) override;
    void putMeta(const QString &name, const QString &value) override;

    BatchId addBatch(const Batch &batch, const QJsonObject &snapshot) override;
    std::optional<Batch> batch(BatchId id) override;
    QList<Batch> batches() override;
    void putBatch(const Batch &batch) override;
    QJsonObject snapshot(BatchId id) override;
    void putSnapshot(BatchId id, const QJsonObject &snapshot) override;
    void dropBatch(BatchId id) override;
    bool hasOpenAttempts(BatchId id) override;
    qint64 lastRowNumber(BatchId id) override;
    QList<qint64> waitingRows(BatchId id, int limit, const QList<qint64> &among) override;
    QList<qint64> knownRows(BatchId id, const QList<qint64> &among) override;
    bool hasField(BatchId id, const QString &field) override;
    RowId addRow(const RowRecord &row) override;
    std::optional<RowRecord> row(RowId id) override;
    void addJobs(RowId first, RowId last, const QList<Job> &each) override;
    void redirectBatch(BatchId id, AccountId account) override;
    void redirectQueue(QueueId id, AccountId account) override;

    std::optional<JobRecord> job(JobId id) override;
    void putJob(const JobRecord &job) override;
    QList<JobId> jobsOfStep(RowId row, const QString &step) override;
    QList<JobId> selectJobs(const JobSelection &selection, int limit) override;
    QList<JobId> searchJobs(const JobSelection &selection, JobId after, JobId upTo, int limit) override;
    QList<JobRecord> jobsOf(BatchId batch, JobId after, JobId upTo, int limit) override;
    std::pair<JobId, JobId> jobRange(BatchId batch) override;
    int promoteDue(LaneKey lane, Wall now, int limit) override;
    QList<Job> readyJobs(LaneKey lane, int limit) override;
    QList<Job> readyJobs(LaneKey lane, const QList<qint64> &rows, int limit) override;
    QList<JobId> jobsOfRows(BatchId batch, const QList<qint64> &rows) override;
    std::optional<Wall> nextDelayed(LaneKey lane) override;
    QList<LaneKey> lanesWithQueued() override;
    QList<JobId> runningWithoutAttempt() override;
    bool sentAfter(AttemptId attempt, BatchId batch, const QList<qint64> &exceptRows) override;

    AttemptId addAttempt(const AttemptRecord &attempt) override;
    std::optional<AttemptRecord> attempt(AttemptId id) override;
    void putAttempt(const AttemptRecord &attempt) override;
    AttemptId lastAttempt() override;
    QList<AttemptRecord> openAttempts() override;
    QList<AttemptRecord> attemptsOf(JobId job) override;
    QList<ChargeShare> chargeShares(Wall since, int most) override;
    void putRaw(AttemptId attempt, const QByteArray &answer) override;
    QByteArray raw(AttemptId attempt) override;
    bool hasRaw(AttemptId attempt) override;
    QList<AttemptId> rawsAfter(AttemptId attempt, int limit) override;
    void dropRaw(AttemptId attempt) override;
    void addResult(const ResultRecord &result) override;
    QList<ResultRecord> resultsOf(JobId job) override;
    void unpickResults(JobId job) override;
    std::optional<int> pathCopies(const QString &folded) override;
    void putPath(const QString &folded, int copies) override;

    QList<Client> clients() override;
    std::optional<Money> clientBudget(const QString &client) override;
    void putClientBudget(const QString &client, std::optional<Money> budget) override;
    std::optional<qint64> credit(const QString &client, Operation operation) override;
    void putCredit(const QString &client, Operation operation, std::optional<qint64> remaining) override;
    QStringList answeredKeys(BatchId batch) override;
    QHash<QString, qint64> waitingSteps(BatchId batch) override;
    BatchId batchUsing(AccountId account) override;
    void putCached(const CacheEntry &entry) override;
    std::optional<CacheEntry> cached(const QByteArray &key) override;
    std::optional<CacheEntry> cachedAt(const QString &place, JobId except) override;
    void judgeCached(JobId job, AttemptId attempt, CacheStanding standing) override;
    std::optional<CacheEntry> cachedOf(JobId job, Wall made) override;
    int dropExpired(int limit, Wall now) override;

    StateCounts counts(BatchId batch) override;
    StateCounts counts(QueueId queue) override;
    QHash<QueueId, qint64> waitingOf(BatchId batch) override;
    void addCount(BatchId batch, QueueId queue, JobState state, qint64 change) override;
    Totals totals(LedgerScope scope, const QString &key, QDate day) override;
    QList<LedgerTotal> totals() override;
    void addTotals(LedgerScope scope, const QString &key, QDate day, const Totals &change) override;
    MetricRecord metric(qint64 minute, QueueId queue) override;
    void addMetric(qint64 minute, QueueId queue, const MetricRecord &change) override;
    QList<StoredGate> gates() override;
    void putGate(const StoredGate &gate) override;
    QList<Event> events() override;
    qint64 addEvent(const Event &event) override;
    int dropEvents(int limit, Wall before) override;
    int dropOperations(int limit, Wall before) override;
    std::optional<OperationRecord> operation(qint64 id) override;
    qint64 addOperation(const OperationRecord &operation) override;
    QList<OperationRecord> operations(qint64 before, int limit) override;
    qint64 lastOperation(const QString &command, BatchId batch) override;
    void countChanged(qint64 operation, qint64 jobs) override;
    void markUndone(qint64 operation) override;
    void addUndoNote(const UndoNote &note) override;
    QList<UndoNote> undoNotes(qint64 operation, int limit) override;
    void dropUndoNote(qint64 id) override;
    int dropStrayNotes(int limit) override;

private:
    // Counters of one batch or queue: as they will be, and as they are stored.
    struct Counter {
        StateCounts now, stored;
    };
    struct Sums {
        std::map<BatchId, Counter> batches;
        std::map<QueueId, Counter> queues;
        std::map<std::tuple<LedgerScope, QString, QDate>, Totals> totals; // changes
        std::map<std::pair<qint64, QueueId>, MetricRecord> metrics;       // changes
        std::map<QString, QJsonObject> gates;                             // new states
    };

    Counter &counter(BatchId batch);
    Counter &counter(QueueId queue);
    void forget();
    void flush();
    void flushCounts();
    void flushTotals();
    void flushMetrics();
    int dropOldest(const char *oldest, const char *drop, int limit, Wall before);
    QList<JobId> idsOf(Statement &statement);
    QList<JobId> selectByIds(const JobSelection &selection, int limit);
    bool fits(const JobRecord &job, const JobSelection &selection);

    const std::shared_ptr<const DataLock> m_lock;
    const std::unique_ptr<SqlConnection> m_sql;
    Sums m_sums;                        // of this transaction
    std::map<BatchId, Batch> m_batches; // read or written in this transaction
    struct {
        QJsonObject json;
        QString text;
    } m_lastSnapshot; // one batch after another is mostly of the same recipe
    // What is next or in flight is read again and again until it settles: as stored (and as this transaction will
    // store it).
    QHash<JobId, JobRecord> m_atHand;
    QHash<AttemptId, AttemptRecord> m_open;
    std::optional<QList<Queue>> m_queues; // as stored; every new row asks for them
    bool m_inTransaction = false;
};

} // namespace fornada
