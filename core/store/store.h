#pragma once

#include "base/result.h"
#include "model/batch.h"
#include "model/journal.h"
#include "model/lane.h"
#include "model/queue.h"
#include "store/records.h"
#include "store/writes.h"

namespace fornada {

// Seam: the durable state. SqliteStore keeps it in a file; MemoryStore is its twin for simulation (a model-based test
// holds them equal). One thread at a time (the store thread). Writes happen between begin and commit; an operation that
// returns an error with one of the logical kinds (NotFound, NotAllowed, BadArgument, AlreadyExists) has changed
// nothing, so that the others of its group commit; any other error poisons the transaction.
class Store {
public:
    virtual ~Store() = default;

    virtual Status begin() = 0;
    virtual Status commit() = 0;
    virtual void rollback() = 0;
    // Grows with every change: tells whether work that failed had changed something before.
    virtual quint64 writes() const = 0;

    // Disk-full behaviour: gives the reserve file's space back / makes the reserve file again (error while it cannot).
    virtual void releaseReserve() = 0;
    virtual Status ensureReserve() = 0;

    // --- set-up
    virtual Result<AccountId> saveAccount(const Account &account) = 0; // inserts without id, else updates
    virtual Status removeAccount(AccountId id) = 0;                    // NotAllowed while a queue or open batch uses it
    virtual Result<QList<Account>> accounts() = 0;
    virtual Result<QueueId> saveQueue(const Queue &queue) = 0;
    virtual Result<QList<Queue>> queues() = 0;
    // Jobs of each queue that wait for their turn or for others, without those of batches that were removed.
    virtual Result<QHash<QueueId, qint64>> waitingJobs() = 0;
    virtual Result<RecipeId> saveRecipe(const QString &name, const QJsonObject &recipe, Wall now) = 0; // by name
    virtual Status removeRecipe(const QString &name) = 0; // nothing happens when there is none
    virtual Result<QList<StoredRecipe>> recipes() = 0;
    virtual Result<QString> setting(const QString &name) = 0; // empty when not set
    virtual Status setSetting(const QString &name, const QString &value) = 0;

    // --- batches
    virtual Result<BatchId> createBatch(const Batch &batch, const QJsonObject &recipeSnapshot) = 0; // state adding
    // Rows with their jobs in one go. Jobs with pendingParents > 0 are blocked, the others queued.
    virtual Status addRows(BatchId batch, const QList<NewRow> &rows, Wall now) = 0;
    virtual Status removeBatch(BatchId batch) = 0;         // for good; only adding, draft, finished or cancelled
    virtual Status hideBatch(BatchId batch, Wall now) = 0; // the same, but undo can still show it again
    virtual Status showBatch(BatchId batch, Wall now) = 0; // NotAllowed when its account is gone
    virtual Result<QList<Batch>> batches() = 0;            // with counts and totals; hidden ones too
    virtual Result<Batch> batch(BatchId id) = 0;
    virtual Result<QJsonObject> recipeSnapshot(BatchId batch) = 0;
    // The same steps in another wording; NotAllowed when the batch is cancelled.
    virtual Status setRecipeSnapshot(BatchId batch, const QJsonObject &recipeSnapshot, Wall now) = 0;
    // All its rows are in: it becomes a draft, or starts.
    virtual Result<Batch> closeRows(BatchId batch, Money estimate, bool start, Wall now) = 0;
    virtual Result<BatchState> batchEvent(BatchId batch, BatchEvent event,
                                          Wall now) = 0; // NotAllowed if it does not apply
    virtual Status updateBatch(BatchId batch, const BatchChange &change, Wall now) = 0;
    virtual Result<QList<qint64>> rowNumbers(BatchId batch, const QList<qint64> &among) = 0; // those that it has
    // Numbers of the first rows, of all or of these, that have something to make yet.
    virtual Result<QList<qint64>> waitingRows(BatchId batch, int first, const QList<qint64> &among) = 0;
    virtual Result<bool> hasField(BatchId batch, const QString &field) = 0; // does any of its rows?

    // --- the life of a job
    virtual Result<HeadPage> heads(LaneKey lane, int limit, Wall now) = 0;
    virtual Result<QList<LaneKey>> lanes() = 0; // of running batches with queued jobs
    virtual Result<Job> job(JobId id) = 0;
    virtual Result<JobInput> jobInput(JobId id) = 0;
    // All jobs of a batch, a page at a time.
    virtual Result<MadePage> madeJobs(BatchId batch, JobId after, int limit) = 0;
    virtual Result<Claimed> claim(const Claim &claim) = 0; // NotAllowed: the job is not queued any more
    virtual Status saveRaw(AttemptId attempt, const QByteArray &answer) = 0;
    virtual Result<QByteArray> raw(AttemptId attempt) = 0;          // empty when there is none
    virtual Result<QStringList> resultPaths(AttemptId attempt) = 0; // in the order of its settlement; empty: no file
    // Closes the attempt (always: its charge and results are kept) and moves the job if the attempt is current and the
    // job is running. Skips or unblocks children, finishes the batch, keeps counters, ledger and metrics.
    virtual Result<Settled> settle(const Settle &settle) = 0;
    // A job that needs no attempt: cannot be built (Failed) or has its result already (Completed).
    virtual Result<Settled> settleUnsent(JobId job, JobEvent event, const QString &message,
                                         const QList<ResultItem> &results, Wall now) = 0;
    virtual Result<QList<OpenAttempt>> openAttempts() = 0;
    virtual Result<int> requeueRunningWithoutAttempt(Wall now) = 0; // recovery

    // --- clients
    virtual Result<QList<Client>> clients() = 0;
    virtual Status setClientBudget(const QString &client, std::optional<Money> budget) = 0;
    virtual Status setCredit(const QString &client, Operation operation, std::optional<qint64> remaining) = 0;
    // The keys of a batch's rows that have all their results.
    virtual Result<QStringList> answeredKeys(BatchId batch) = 0;
    // How many of a batch's jobs are still to be asked for, by step.
    virtual Result<QHash<QString, qint64>> waitingSteps(BatchId batch) = 0;

    // --- the cache: what equal requests gave before, whether their batch is still there or not
    virtual Result<std::optional<CacheEntry>> cached(const QByteArray &key) = 0;
    virtual Result<std::optional<CacheEntry>> cachedAt(const QString &place, JobId except) = 0; // the newest
    virtual Result<Pruned> pruneCache(int limit, Wall now) = 0;                                 // a chunk of the old

    // --- operator actions on many jobs, a chunk at a time: moves up to `limit` matching jobs that the event applies
    // to. Keeps children, counters, ledger (resolved unknowns) and batch state. more: call again.
    // operation (0: none): whose work it is, and its count of changed jobs grows; when restoring: only what it had
    // cancelled.
    virtual Result<BulkResult> apply(const JobFilter &filter, JobEvent event, int limit, Wall now,
                                     qint64 operation = 0) = 0;
    // The same for what jobs are like: chunks follow each other by `after`. operation: that can be undone, when nothing
    // but priorities is changed.
    virtual Result<BulkResult> changeJobs(const JobFilter &filter, const JobChange &change, int limit, Wall now,
                                          qint64 operation = 0) = 0;
    // What an operation has changed goes back to what it was, as far as nothing of it was sent since. A chunk at a
    // time; what has had its turn is not looked at again.
    virtual Result<BulkResult> takeBack(qint64 operation, int limit, Wall now) = 0;
    // A released batch is held at its pilot again. NotAllowed when other rows of it were sent after that attempt.
    virtual Status holdAgain(BatchId batch, const QList<qint64> &pilot, AttemptId since, Wall now) = 0;
    virtual Result<AttemptId> lastAttempt() = 0; // invalid: there is none

    // --- gates, money, journal
    virtual Status saveGates(const QList<StoredGate> &gates) = 0;
    virtual Result<QList<StoredGate>> gates() = 0;
    virtual Result<QList<LedgerTotal>>
    ledgerTotals(QDate day) = 0; // of open batches, clients, and this day's accounts and sum
    // Sums of the minutes from `from` to `to`, of every queue that was busy.
    virtual Result<QHash<QueueId, MetricRecord>> metrics(Wall from, Wall to) = 0;
    // Of attempts settled since then, the last `most` of them; in order.
    virtual Result<QList<ChargeShare>> chargeShares(Wall since, int most) = 0;
    virtual Status addEvent(const Event &event) = 0;
    // Upkeep, a chunk at a time. Raw answers after this attempt, settled before then, of batches that have ended.
    virtual Result<Pruned> pruneRaw(AttemptId after, int limit, Wall before) = 0;
    // Events and operations; the operations of the last weeks stay, undo needs them.
    virtual Result<Pruned> pruneJournal(int limit, Wall before) = 0;
    virtual Result<qint64> addOperation(const OperationRecord &operation) = 0;
    virtual Result<OperationRecord> operation(qint64 id) = 0;
    virtual Result<QList<OperationRecord>> operations(qint64 before, int limit) = 0; // newest first; before 0: all
    virtual Result<qint64> lastOperation(const QString &command, BatchId batch) = 0; // 0: there is none
    virtual Status markUndone(qint64 operation) = 0;
};

} // namespace fornada
