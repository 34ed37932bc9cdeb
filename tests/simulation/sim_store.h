#pragma once

#include "sim_seams.h"
#include "store/store_port.h"

#include <QHash>

#include <deque>
#include <variant>

namespace fornada::sim {

// Facts that became durable, in the order of their commits.
struct ClaimFact {
    Claim claim;
    Claimed claimed;
    // As it was then, whatever the rest of the group does.
    std::optional<CacheEntry> equal;
    QStringList overCaps;
};
struct SettleFact {
    Settle settle;
    Settled settled;
};
struct UnsentFact {
    JobId job;
    Settled settled;
};
struct RawFact {
    AttemptId attempt;
};
struct ApplyFact {
    JobEvent event;
    BulkResult result;
    qint64 operation; // the journal's
};
struct TakenBackFact {
    qint64 operation;
    QList<Job> jobs;      // that were moved back
    QList<Job> waitAgain; // their children
};
struct RemovedFact {
    BatchId batch;
};
struct RowsFact {
    BatchId batch;
    qint64 rows, jobs;
};
struct CreditFact {
    Operation operation;
    std::optional<qint64> remaining;
};
using StoreFact = std::variant<ClaimFact, CreditFact, SettleFact, UnsentFact, RawFact, ApplyFact, TakenBackFact,
                               RowsFact, RemovedFact>;

// A store that tells what was committed. The inner store does the work.
class WatchedStore final : public Store {
public:
    explicit WatchedStore(Store &inner)
        : m_inner(&inner)
    {}
    // The same data, opened anew.
    void setInner(Store &inner) { m_inner = &inner; }
    void setWatch(std::function<void(const StoreFact &)> watch) { m_watch = std::move(watch); }
    void setCommitted(std::function<void()> committed) { m_committed = std::move(committed); }
    // A disk that is full by itself, not by our word; told before each transaction.
    void setDisk(std::function<void(bool full)> disk) { m_disk = std::move(disk); }
    bool fillDisk(bool full) const
    {
        if (m_disk)
            m_disk(full);
        return bool(m_disk);
    }

    Status begin() override;
    Status commit() override;
    void rollback() override;
    quint64 writes() const override { return m_inner->writes(); }
    void releaseReserve() override { m_inner->releaseReserve(); }
    Status ensureReserve() override { return m_inner->ensureReserve(); }
    Result<AccountId> saveAccount(const Account &account) override { return m_inner->saveAccount(account); }
    Status removeAccount(AccountId id) override { return m_inner->removeAccount(id); }
    Result<QList<Account>> accounts() override { return m_inner->accounts(); }
    Result<QueueId> saveQueue(const Queue &queue) override { return m_inner->saveQueue(queue); }
    Result<QList<Queue>> queues() override { return m_inner->queues(); }
    Result<RecipeId> saveRecipe(const QString &name, const QJsonObject &recipe, Wall now) override
    {
        return m_inner->saveRecipe(name, recipe, now);
    }
    Status removeRecipe(const QString &name) override { return m_inner->removeRecipe(name); }
    Result<QList<StoredRecipe>> recipes() override { return m_inner->recipes(); }
    Result<QString> setting(const QString &name) override { return m_inner->setting(name); }
    Result<QStringList> resultPaths(AttemptId attempt) override { return m_inner->resultPaths(attempt); }
    Status setSetting(const QString &name, const QString &value) override { return m_inner->setSetting(name, value); }
    Result<BatchId> createBatch(const Batch &batch, const QJsonObject &snapshot) override
    {
        return m_inner->createBatch(batch, snapshot);
    }
    Status addRows(BatchId batch, const QList<NewRow> &rows, Wall now) override;
    Status removeBatch(BatchId batch) override;
    Status hideBatch(BatchId batch, Wall now) override { return m_inner->hideBatch(batch, now); }
    Status showBatch(BatchId batch, Wall now) override { return m_inner->showBatch(batch, now); }
    Result<QList<Batch>> batches() override { return m_inner->batches(); }
    Result<Batch> batch(BatchId id) override { return m_inner->batch(id); }
    Result<QJsonObject> recipeSnapshot(BatchId batch) override { return m_inner->recipeSnapshot(batch); }
    Status setRecipeSnapshot(BatchId batch, const QJsonObject &recipe, Wall now) override
    {
        return m_inner->setRecipeSnapshot(batch, recipe, now);
    }
    Result<Batch> closeRows(BatchId batch, Money estimate, bool start, Wall now) override
    {
        return m_inner->closeRows(batch, estimate, start, now);
    }
    Result<BatchState> batchEvent(BatchId batch, BatchEvent event, Wall now) override
    {
        return m_inner->batchEvent(batch, event, now);
    }
    Result<QList<qint64>> rowNumbers(BatchId batch, const QList<qint64> &among) override
    {
        return m_inner->rowNumbers(batch, among);
    }
    Result<QList<qint64>> waitingRows(BatchId batch, int first, const QList<qint64> &among) override
    {
        return m_inner->waitingRows(batch, first, among);
    }
    Result<bool> hasField(BatchId batch, const QString &field) override { return m_inner->hasField(batch, field); }
    Status updateBatch(BatchId batch, const BatchChange &change, Wall now) override
    {
        return m_inner->updateBatch(batch, change, now);
    }
    Result<HeadPage> heads(LaneKey lane, int limit, Wall now) override { return m_inner->heads(lane, limit, now); }
    Result<QList<LaneKey>> lanes() override { return m_inner->lanes(); }
    Result<Job> job(JobId id) override { return m_inner->job(id); }
    Result<JobInput> jobInput(JobId id) override { return m_inner->jobInput(id); }
    Result<QList<ChargeShare>> chargeShares(Wall since, int most) override
    {
        return m_inner->chargeShares(since, most);
    }
    Result<MadePage> madeJobs(BatchId batch, JobId after, int limit) override
    {
        return m_inner->madeJobs(batch, after, limit);
    }
    Result<Claimed> claim(const Claim &claim) override;
    Status saveRaw(AttemptId attempt, const QByteArray &answer) override;
    Result<QByteArray> raw(AttemptId attempt) override { return m_inner->raw(attempt); }
    Result<Settled> settle(const Settle &settle) override;
    Result<Settled> settleUnsent(JobId job, JobEvent event, const QString &message, const QList<ResultItem> &results,
                                 Wall now) override;
    Result<QList<OpenAttempt>> openAttempts() override { return m_inner->openAttempts(); }
    Result<int> requeueRunningWithoutAttempt(Wall now) override { return m_inner->requeueRunningWithoutAttempt(now); }
    Result<BulkResult> apply(const JobFilter &filter, JobEvent event, int limit, Wall now,
                             qint64 operation = 0) override;
    Result<BulkResult> changeJobs(const JobFilter &filter, const JobChange &change, int limit, Wall now,
                                  qint64 operation = 0) override
    {
        return m_inner->changeJobs(filter, change, limit, now, operation);
    }
    Result<BulkResult> takeBack(qint64 operation, int limit, Wall now) override;
    Status holdAgain(BatchId batch, const QList<qint64> &pilot, AttemptId since, Wall now) override
    {
        return m_inner->holdAgain(batch, pilot, since, now);
    }
    Result<AttemptId> lastAttempt() override { return m_inner->lastAttempt(); }
    Result<QList<Client>> clients() override { return m_inner->clients(); }
    Status setClientBudget(const QString &client, std::optional<Money> budget) override
    {
        return m_inner->setClientBudget(client, budget);
    }
    Status setCredit(const QString &client, Operation operation, std::optional<qint64> remaining) override;
    Result<QStringList> answeredKeys(BatchId batch) override { return m_inner->answeredKeys(batch); }
    Result<QHash<QString, qint64>> waitingSteps(BatchId batch) override { return m_inner->waitingSteps(batch); }
    Result<QHash<QueueId, qint64>> waitingJobs() override { return m_inner->waitingJobs(); }
    Result<std::optional<CacheEntry>> cached(const QByteArray &key) override { return m_inner->cached(key); }
    Result<std::optional<CacheEntry>> cachedAt(const QString &place, JobId except) override
    {
        return m_inner->cachedAt(place, except);
    }
    Result<Pruned> pruneCache(int limit, Wall now) override { return m_inner->pruneCache(limit, now); }
    Status saveGates(const QList<StoredGate> &gates) override { return m_inner->saveGates(gates); }
    Result<QList<StoredGate>> gates() override { return m_inner->gates(); }
    Result<QList<LedgerTotal>> ledgerTotals(QDate day) override { return m_inner->ledgerTotals(day); }
    Result<QHash<QueueId, MetricRecord>> metrics(Wall from, Wall to) override { return m_inner->metrics(from, to); }
    Status addEvent(const Event &event) override { return m_inner->addEvent(event); }
    Result<Pruned> pruneRaw(AttemptId after, int limit, Wall before) override
    {
        return m_inner->pruneRaw(after, limit, before);
    }
    Result<Pruned> pruneJournal(int limit, Wall before) override { return m_inner->pruneJournal(limit, before); }
    Result<qint64> addOperation(const OperationRecord &operation) override { return m_inner->addOperation(operation); }
    Result<OperationRecord> operation(qint64 id) override { return m_inner->operation(id); }
    Result<QList<OperationRecord>> operations(qint64 before, int limit) override
    {
        return m_inner->operations(before, limit);
    }
    Result<qint64> lastOperation(const QString &command, BatchId batch) override
    {
        return m_inner->lastOperation(command, batch);
    }
    Status markUndone(qint64 operation) override { return m_inner->markUndone(operation); }

private:
    Store *m_inner;
    std::function<void(bool full)> m_disk;
    std::function<void(const StoreFact &)> m_watch;
    std::function<void()> m_committed; // after the facts of a transaction
    QList<StoreFact> m_facts;          // of the open transaction
};

// The way to the store with group commit in virtual time: a group is written at one moment and told at a later one, so
// a crash may fall between submit and commit, and between commit and answer.
class SimStorePort final : public StorePort {
public:
    // around: what belongs before and after the answers of a group, which come together.
    using Around = std::function<void(const std::function<void()> &all)>;

    SimStorePort(Loop &loop, WatchedStore &store, const Faults &faults, Dice &dice, std::function<void(bool)> health,
                 Around around)
        : m_loop(loop)
        , m_store(store)
        , m_faults(faults)
        , m_dice(dice)
        , m_health(std::move(health))
        , m_around(std::move(around))
    {}
    // Groups that still fit on a full disk once the reserve file is gone.
    static constexpr int kReserve = 3;

    void submit(Task task) override;
    bool isQuiet() const { return m_waiting.empty() && !m_busy; }
    bool isWell() const { return m_well; }

private:
    void writeGroup();
    QList<Status> runGroup(const QList<Task> &group);
    QList<Status> tryGroup(const QList<Task> &group, const QList<bool> &bad, bool *failed);
    void noteTrouble();
    void probeLater();

    Loop &m_loop;
    WatchedStore &m_store;
    const Faults &m_faults;
    Dice &m_dice;
    const std::function<void(bool)> m_health;
    const Around m_around;
    std::deque<Task> m_waiting;
    bool m_busy = false;
    bool m_well = true;
    bool m_tellTrouble = false;
    int m_reserve = kReserve;
    Micros m_channel{0};
};

} // namespace fornada::sim
