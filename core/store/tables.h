#pragma once

#include "store/records.h"
#include "store/store.h"

#include <tuple>

namespace fornada {

// The order of a lane's jobs.
inline bool comesBefore(const Job &a, const Job &b)
{
    return std::tie(b.priority, a.position) < std::tie(a.priority, b.position);
}

// Seam inside the store: plain rows in and out, without rules. StoreRules makes the Store's operations of them, so that
// SQLite and the memory twin differ in nothing but this. A failure is kept (fault) and makes the rest of the
// transaction a no-op: rules check once, at the end of an operation.
class Tables {
public:
    virtual ~Tables() = default;

    virtual Status begin() = 0;
    virtual Status commit() = 0;
    virtual void rollback() = 0;
    virtual bool inTransaction() const = 0;
    virtual std::optional<Error> fault() const = 0;
    virtual quint64 writes() const = 0;

    // --- set-up
    virtual QList<Account> accounts() = 0;
    virtual AccountId putAccount(const Account &account) = 0; // inserts without id
    virtual void dropAccount(AccountId id) = 0;
    virtual QList<Queue> queues() = 0;
    virtual QueueId putQueue(const Queue &queue) = 0;
    virtual QList<StoredRecipe> recipes() = 0;
    virtual RecipeId putRecipe(const StoredRecipe &recipe) = 0;
    virtual void dropRecipe(RecipeId id) = 0;
    virtual QString meta(const QString &name) = 0;
    virtual void putMeta(const QString &name, const QString &value) = 0;

    // --- batches (without counts and totals) and their rows
    virtual BatchId addBatch(const Batch &batch, const QJsonObject &snapshot) = 0;
    virtual std::optional<Batch> batch(BatchId id) = 0;
    virtual QList<Batch> batches() = 0;
    virtual void putBatch(const Batch &batch) = 0;
    virtual QJsonObject snapshot(BatchId id) = 0;
    virtual void putSnapshot(BatchId id, const QJsonObject &snapshot) = 0;
    virtual void dropBatch(BatchId id) = 0; // with all that belongs to it, except money
    virtual bool hasOpenAttempts(BatchId id) = 0;
    virtual qint64 lastRowNumber(BatchId id) = 0;
    virtual QList<qint64> waitingRows(BatchId id, int limit, const QList<qint64> &among) = 0; // of all where none are
    virtual QList<qint64> knownRows(BatchId id, const QList<qint64> &among) = 0;              // in order
    virtual bool hasField(BatchId id, const QString &field) = 0;                              // any of its rows
    virtual RowId addRow(const RowRecord &row) = 0;
    virtual std::optional<RowRecord> row(RowId id) = 0;
    // Each of these rows, which were added one after the other, gets these jobs, without counters; their positions are
    // those of the first row's and go on from row to row.
    virtual void addJobs(RowId first, RowId last, const QList<Job> &each) = 0;
    // Where unsent jobs go: of this batch, or of this queue in batches without an account of their own.
    virtual void redirectBatch(BatchId id, AccountId account) = 0; // invalid: each job's queue decides
    virtual void redirectQueue(QueueId id, AccountId account) = 0;

    // --- jobs
    virtual std::optional<JobRecord> job(JobId id) = 0;
    // A batch that is not removed and has jobs which go to the account, or are there; invalid: none has.
    virtual BatchId batchUsing(AccountId account) = 0;
    virtual void putJob(const JobRecord &job) = 0; // what may change
    virtual QList<JobId> jobsOfStep(RowId row, const QString &step) = 0;
    virtual QList<JobId> selectJobs(const JobSelection &selection, int limit) = 0; // in id order
    // The same by looking at every job with after < id <= upTo, and at what is in it.
    virtual QList<JobId> searchJobs(const JobSelection &selection, JobId after, JobId upTo, int limit) = 0;
    virtual QList<JobRecord> jobsOf(BatchId batch, JobId after, JobId upTo, int limit) = 0; // in id order
    virtual std::pair<JobId, JobId> jobRange(BatchId batch) = 0;   // first and last id; invalid batch: of all
    virtual int promoteDue(LaneKey lane, Wall now, int limit) = 0; // due delayed jobs lose their not-before
    // Up to limit of each account and model, all in the lane's order.
    virtual QList<Job> readyJobs(LaneKey lane, int limit) = 0;
    virtual QList<Job> readyJobs(LaneKey lane, const QList<qint64> &rows, int limit) = 0; // of these rows only
    virtual QList<JobId> jobsOfRows(BatchId batch, const QList<qint64> &rows) = 0;        // in id order
    virtual std::optional<Wall> nextDelayed(LaneKey lane) = 0;
    virtual QList<LaneKey> lanesWithQueued() = 0; // of running batches, in order
    virtual QList<JobId> runningWithoutAttempt() = 0;
    // Was anything of the batch sent after this attempt, but for these rows? What was recalled was not sent.
    virtual bool sentAfter(AttemptId attempt, BatchId batch, const QList<qint64> &exceptRows) = 0;

    // --- attempts, answers, results
    virtual AttemptId addAttempt(const AttemptRecord &attempt) = 0;
    virtual std::optional<AttemptRecord> attempt(AttemptId id) = 0;
    virtual void putAttempt(const AttemptRecord &attempt) = 0;         // what may change
    virtual AttemptId lastAttempt() = 0;                               // invalid: there is none
    virtual QList<AttemptRecord> openAttempts() = 0;                   // in id order
    virtual QList<AttemptRecord> attemptsOf(JobId job) = 0;            // in id order
    virtual QList<ChargeShare> chargeShares(Wall since, int most) = 0; // by queue and step
    virtual void putRaw(AttemptId attempt, const QByteArray &answer) = 0;
    virtual QByteArray raw(AttemptId attempt) = 0;
    virtual bool hasRaw(AttemptId attempt) = 0;
    virtual QList<AttemptId> rawsAfter(AttemptId attempt, int limit) = 0; // in id order
    virtual void dropRaw(AttemptId attempt) = 0;
    virtual void addResult(const ResultRecord &result) = 0;
    virtual QList<ResultRecord> resultsOf(JobId job) = 0; // in id order
    virtual void unpickResults(JobId job) = 0;
    virtual std::optional<int> pathCopies(const QString &folded) = 0;
    virtual void putPath(const QString &folded, int copies) = 0;

    // --- clients
    virtual QList<Client> clients() = 0; // in order of their names
    virtual std::optional<Money> clientBudget(const QString &client) = 0;
    virtual void putClientBudget(const QString &client, std::optional<Money> budget) = 0;
    virtual std::optional<qint64> credit(const QString &client, Operation operation) = 0;
    virtual void putCredit(const QString &client, Operation operation, std::optional<qint64> remaining) = 0;
    virtual QStringList answeredKeys(BatchId batch) = 0;            // of rows that lack no result, in row order
    virtual QHash<QString, qint64> waitingSteps(BatchId batch) = 0; // queued and blocked jobs by step, one by one

    // --- the cache
    virtual void putCached(const CacheEntry &entry) = 0; // takes the place of one with the same key
    virtual std::optional<CacheEntry> cached(const QByteArray &key) = 0;
    virtual std::optional<CacheEntry> cachedAt(const QString &place, JobId except) = 0; // the newest
    virtual void judgeCached(JobId job, AttemptId attempt, CacheStanding standing) = 0;
    virtual std::optional<CacheEntry> cachedOf(JobId job, Wall made) = 0; // what it gave at that time
    virtual int dropExpired(int limit, Wall now) = 0;                     // the first ones; how many went

    // --- sums and journal
    virtual StateCounts counts(BatchId batch) = 0;
    virtual StateCounts counts(QueueId queue) = 0;
    virtual QHash<QueueId, qint64> waitingOf(BatchId batch) = 0; // queued and blocked jobs by queue, counted one by one
    virtual void addCount(BatchId batch, QueueId queue, JobState state, qint64 change) = 0;
    virtual Totals totals(LedgerScope scope, const QString &key, QDate day) = 0;
    virtual QList<LedgerTotal> totals() = 0; // all, in order
    virtual void addTotals(LedgerScope scope, const QString &key, QDate day, const Totals &change) = 0;
    virtual MetricRecord metric(qint64 minute, QueueId queue) = 0;
    virtual void addMetric(qint64 minute, QueueId queue, const MetricRecord &change) = 0;
    virtual QList<StoredGate> gates() = 0; // in order
    virtual void putGate(const StoredGate &gate) = 0;
    virtual QList<Event> events() = 0; // in order
    virtual qint64 addEvent(const Event &event) = 0;
    // Removes up to limit of the oldest, when they are older; how many went.
    virtual int dropEvents(int limit, Wall before) = 0;
    virtual int dropOperations(int limit, Wall before) = 0;
    virtual std::optional<OperationRecord> operation(qint64 id) = 0;
    virtual qint64 addOperation(const OperationRecord &operation) = 0;
    virtual QList<OperationRecord> operations(qint64 before, int limit) = 0; // newest first
    virtual qint64 lastOperation(const QString &command, BatchId batch) = 0; // 0: there is none
    virtual void countChanged(qint64 operation, qint64 jobs) = 0;
    virtual void markUndone(qint64 operation) = 0;
    virtual void addUndoNote(const UndoNote &note) = 0;                 // without id
    virtual QList<UndoNote> undoNotes(qint64 operation, int limit) = 0; // in id order
    virtual void dropUndoNote(qint64 id) = 0;
    virtual int dropStrayNotes(int limit) = 0; // of operations that are gone; how many went
};

} // namespace fornada
