#pragma once

#include "store/job_before.h"
#include "store/step_graph.h"
#include "store/store.h"
#include "store/tables.h"

#include <QSet>

#include <memory>

namespace fornada {

// The Store's operations made of plain rows: job and batch transitions, fences, children, counters, money. Both stores
// are this over tables of their own. Store thread.
class StoreRules : public Store {
public:
    explicit StoreRules(std::unique_ptr<Tables> tables);
    ~StoreRules() override;

    Status begin() override;
    Status commit() override;
    void rollback() override;
    quint64 writes() const override { return m_tables->writes(); }

    Result<AccountId> saveAccount(const Account &account) override;
    Status removeAccount(AccountId id) override;
    Result<QList<Account>> accounts() override;
    Result<QueueId> saveQueue(const Queue &queue) override;
    Result<QList<Queue>> queues() override;
    Result<QHash<QueueId, qint64>> waitingJobs() override;
    Result<RecipeId> saveRecipe(const QString &name, const QJsonObject &recipe, Wall now) override;
    Status removeRecipe(const QString &name) override;
    Result<QList<StoredRecipe>> recipes() override;
    Result<QString> setting(const QString &name) override;
    Status setSetting(const QString &name, const QString &value) override;

    Result<BatchId> createBatch(const Batch &batch, const QJsonObject &recipeSnapshot) override;
    Status addRows(BatchId batch, const QList<NewRow> &rows, Wall now) override;
    Status removeBatch(BatchId batch) override;
    Status hideBatch(BatchId batch, Wall now) override;
    Status showBatch(BatchId batch, Wall now) override;
    Result<QList<Batch>> batches() override;
    Result<Batch> batch(BatchId id) override;
    Result<QJsonObject> recipeSnapshot(BatchId batch) override;
    Status setRecipeSnapshot(BatchId batch, const QJsonObject &recipeSnapshot, Wall now) override;
    Result<Batch> closeRows(BatchId batch, Money estimate, bool start, Wall now) override;
    Result<BatchState> batchEvent(BatchId batch, BatchEvent event, Wall now) override;
    Status updateBatch(BatchId batch, const BatchChange &change, Wall now) override;
    Result<QList<qint64>> rowNumbers(BatchId batch, const QList<qint64> &among) override;
    Result<QList<qint64>> waitingRows(BatchId batch, int first, const QList<qint64> &among) override;
    Result<bool> hasField(BatchId batch, const QString &field) override;

    Result<HeadPage> heads(LaneKey lane, int limit, Wall now) override;
    Result<QList<LaneKey>> lanes() override;
    Result<Job> job(JobId id) override;
    Result<JobInput> jobInput(JobId id) override;
    Result<MadePage> madeJobs(BatchId batch, JobId after, int limit) override;
    Result<Claimed> claim(const Claim &claim) override;
    Status saveRaw(AttemptId attempt, const QByteArray &answer) override;
    Result<QByteArray> raw(AttemptId attempt) override;
    Result<QStringList> resultPaths(AttemptId attempt) override;
    Result<Settled> settle(const Settle &settle) override;
    Result<Settled> settleUnsent(JobId job, JobEvent event, const QString &message, const QList<ResultItem> &results,
                                 Wall now) override;
    Result<QList<OpenAttempt>> openAttempts() override;
    Result<int> requeueRunningWithoutAttempt(Wall now) override;

    Result<QList<Client>> clients() override;
    Status setClientBudget(const QString &client, std::optional<Money> budget) override;
    Status setCredit(const QString &client, Operation operation, std::optional<qint64> remaining) override;
    Result<QStringList> answeredKeys(BatchId batch) override { return checked(m_tables->answeredKeys(batch)); }
    Result<QHash<QString, qint64>> waitingSteps(BatchId batch) override
    {
        return checked(m_tables->waitingSteps(batch));
    }
    Result<std::optional<CacheEntry>> cached(const QByteArray &key) override;
    Result<std::optional<CacheEntry>> cachedAt(const QString &place, JobId except) override;
    Result<Pruned> pruneCache(int limit, Wall now) override;

    Result<BulkResult> apply(const JobFilter &filter, JobEvent event, int limit, Wall now,
                             qint64 operation = 0) override;
    Result<BulkResult> changeJobs(const JobFilter &filter, const JobChange &change, int limit, Wall now,
                                  qint64 operation = 0) override;
    Result<BulkResult> takeBack(qint64 operation, int limit, Wall now) override;
    Status holdAgain(BatchId batch, const QList<qint64> &pilot, AttemptId since, Wall now) override;
    Result<AttemptId> lastAttempt() override { return checked(m_tables->lastAttempt()); }

    Status saveGates(const QList<StoredGate> &gates) override;
    Result<QList<StoredGate>> gates() override;
    Result<QList<LedgerTotal>> ledgerTotals(QDate day) override;
    Result<QHash<QueueId, MetricRecord>> metrics(Wall from, Wall to) override;
    Result<QList<ChargeShare>> chargeShares(Wall since, int most) override
    {
        return checked(m_tables->chargeShares(since, most));
    }
    Status addEvent(const Event &event) override;
    Result<Pruned> pruneRaw(AttemptId after, int limit, Wall before) override;
    Result<Pruned> pruneJournal(int limit, Wall before) override;
    Result<qint64> addOperation(const OperationRecord &operation) override;
    Result<OperationRecord> operation(qint64 id) override;
    Result<QList<OperationRecord>> operations(qint64 before, int limit) override;
    Result<qint64> lastOperation(const QString &command, BatchId batch) override;
    Status markUndone(qint64 operation) override;

    Tables &tables() { return *m_tables; }

private:
    // What moving jobs has set off; followed up at the end of the operation.
    struct Effects {
        QSet<LaneKey> woken;
        QSet<BatchId> touched;
        QList<BatchId> finished, reopened;
        bool takesBack = false; // a parent's step back takes along those that it let go
        QList<JobId> waitAgain; // these
    };
    // An operator's action on the jobs of one chunk.
    struct Action {
        JobEvent event = JobEvent::Cancelled;
        QList<JobState> states;
        Wall now = {};
        qint64 operation = 0;
        AttemptId fence; // the last attempt before it
        QList<UndoNote> notes;
    };
    enum class Back { Done, SentSince, ChangedSince };
    // How many of a job's parents are done, and may yet be.
    struct Parents {
        int done = 0, alive = 0;
    };

    Status writable() const;
    Status checked() const;
    template<class T>
    Result<T> checked(T value) const
    {
        const auto fault = m_tables->fault();
        return fault ? Result<T>(*fault) : Result<T>(std::move(value));
    }

    // what was made (store_made.cpp)
    JobInput inputOf(const JobRecord &job, const QList<ResultRecord> &results, const RowRecord &row,
                     const Batch &batch);
    std::optional<QJsonObject> fieldsOfReused(const RowRecord &row);
    QByteArray askedWith(const JobRecord &job, const QList<ResultRecord> &results);
    QByteArray askedWhenTaken(const TakenResult &taken);

    // children (store_children.cpp)
    void moveJob(JobRecord job, JobState to, Wall now, Effects &effects);
    void followChildren(const JobRecord &job, JobState from, Wall now, Effects &effects);
    void followChild(JobId child, JobState parent, int pendingChange, Wall now, Effects &effects);
    std::optional<JobState> drawnBy(const JobRecord &job);
    std::optional<JobState> joinDrawnBy(const JobRecord &job);
    Parents standingOf(const JobRecord &job);
    void draw(JobId id, Wall now, Effects &effects);
    void waitAgain(const JobRecord &child, Wall now, Effects &effects);
    bool isLetGo(const JobRecord &job);
    bool hasFailureAbove(const JobRecord &job);
    bool hasDeadParent(const JobRecord &job);
    QList<JobRecord> parentsOf(const JobRecord &job);
    Micros rowAgeBefore(const JobRecord &job);
    const StepGraph &graphOf(BatchId batch);
    void followBatches(Effects &effects, Wall now);
    static QList<LaneKey> sorted(const QSet<LaneKey> &lanes);

    // settle (store_settle.cpp)
    bool endsPilot(const Job &job);
    Status fitsBudgets(const Batch &batch, const Claim &claim);
    void closeAttempt(AttemptRecord &attempt, const Settle &settle);
    void advanceJob(JobRecord &job, const Settle &settle);
    static void direct(JobRecord &job, const JobTarget &target, bool anew);
    void addResents(BatchId batch, Money accepted, Wall now);
    QStringList keepResults(JobId job, AttemptId attempt, const QList<ResultItem> &results, bool picked, Wall now);
    QString reservePath(const QString &wish);
    void book(BatchId batch, AccountId account, QDate day, const Totals &change);
    void measure(const Settle &settle, const AttemptRecord &attempt, QueueId queue);
    Settled repeated(const AttemptRecord &attempt, const JobRecord &job);

    // clients (store_clients.cpp)
    std::optional<CreditCost> creditCost(const Batch &batch, const QString &step);
    Status takeCredits(const Batch &batch, const QString &step);
    void giveCreditsBack(BatchId id, const QString &step);

    // cache (store_cache.cpp)
    void keepCached(const Settle &settle, const AttemptRecord &attempt, BatchId batch, const QStringList &paths);
    void judgeCached(const JobRecord &job, bool isGood, JobBefore &before);
    void unjudgeCached(const JobRecord &job, const JobBefore &before);
    void standCached(const JobRecord &job, CacheStanding standing);

    // bulk (store_bulk.cpp)
    QList<JobId> nextChunk(const JobSelection &selection, int limit, BulkResult &result);
    bool changeOne(JobId id, const JobChange &change, Action &action, Effects &effects);
    bool applyOne(JobId id, Action &action, Effects &effects);
    QList<AttemptId> countCharged(const JobRecord &job);
    void countWasted(const JobRecord &job, int sign);

    // undo (store_undo.cpp)
    static void note(Action &action, JobId job, const QJsonObject &was);
    void keepNotes(const Action &action);
    Back takeOneBack(JobId id, const JobBefore &before, Wall now, Effects &effects);
    bool moveBack(JobRecord job, const JobBefore &before, Wall now, Effects &effects);
    void undoCharges(const JobRecord &job, const QList<AttemptId> &charged);
    bool wasSent(JobId job, AttemptId fence);
    bool wentOn(const JobRecord &job, const JobBefore &before);

    Status removable(const Batch &batch);
    Status checkRows(const Batch &batch, const QList<NewRow> &rows);

    const std::unique_ptr<Tables> m_tables;
    QHash<BatchId, StepGraph> m_graphs;                     // of batches seen in committed or present work
    QHash<BatchId, QHash<QueueId, qint64>> m_hiddenWaiting; // of removed batches: nothing of them moves
};

} // namespace fornada
