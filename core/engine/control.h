#pragma once

#include "engine/batch_adder.h"
#include "engine/control_command.h"
#include "engine/own_recipes.h"
#include "engine/runtime.h"
#include "engine/watch.h"
#include "model/journal.h"

#include <QHash>

#include <memory>

namespace fornada {

struct ForecastFacts;
struct ForecastWorld;
struct Impact;

// The one command table: every operator action is a command value handled here. Engine thread.
class Control {
public:
    Control(Runtime &runtime, Seams seams);
    ~Control();

    // The reply comes when the effect is durable (and, for pauses, when nothing more can be sent).
    void execute(const Command &command, CommandReply reply);

    BatchAdder &adder() { return m_adder; } // for an order that is no command
    bool isQuiet() const { return m_adder.isQuiet() && m_runtime.isQuiet(); }

    // Queues and the sandbox account that a new data folder starts with; adds what is missing, changes nothing.
    void ensureDefaults(std::function<void(Status)> done);
    // Daily backup; called now and then, does it once a day.
    void keepUp();
    // Alerts, and when each running batch will be done; called every minute or so. then: when it is done.
    void look(std::function<void()> then = {});
    // What the jobs of each batch in each queue wait for now, as engine.status says it.
    QJsonArray lanesJson() const;
    // What takes long and is nobody's work or money ends now: the program does.
    void cutShort();
    // To people: the operator's own prices cannot be used. Nothing is said where they can.
    void tellPriceFault();

private:
    using Handler = void (Control::*)(Args &args, CommandReply reply);
    template<class T>
    using Work = std::function<Result<T>(Store &, OperationRecord &)>;
    template<class T>
    using Done = std::function<void(Result<T>, qint64 operation)>;

    struct Bulk;
    struct Move;
    struct TakeBack;
    struct Looked;
    struct ResultsMove;

    // control.cpp
    static const QHash<QString, Handler> &table();
    // The command being executed, as the journal will have it.
    OperationRecord record(const QString &subject = {}, BatchId batch = {}) const;
    // Does the work and writes it down in one transaction: both or neither. The work says what was there before.
    template<class T>
    void act(OperationRecord record, Work<T> work, Done<T> done);
    // What was done outside the store, which cannot be one with it: an error says that it was not written down.
    void writeDownDone(const OperationRecord &record, const QJsonObject &answer, CommandReply reply);
    // Look-ups by id or name; an error goes into args.
    Batch findBatch(Args &args);
    Queue findQueue(Args &args);
    Account findAccount(Args &args, QLatin1String name);
    static QJsonObject writeBackOf(Args &args);
    // control_orders.cpp
    void batchCreate(Args &args, CommandReply reply);
    void batchPlan(Args &args, CommandReply reply);
    std::optional<BatchOrder> orderFrom(Args &args, const CommandReply &reply);
    void completeOrder(BatchOrder order, const QJsonObject &recipeJson, std::function<void(Result<BatchOrder>)> done);
    void foresee(std::shared_ptr<PlannedBatch> planned, CommandReply reply);
    void play(std::shared_ptr<PlannedBatch> planned, std::shared_ptr<ForecastWorld> world, CommandReply reply);
    // control_batches.cpp
    void batchStart(Args &args, CommandReply reply);
    void batchPause(Args &args, CommandReply reply);
    void batchResume(Args &args, CommandReply reply);
    void batchCancel(Args &args, CommandReply reply);
    void batchRetryFailed(Args &args, CommandReply reply);
    void batchSet(Args &args, CommandReply reply);
    void setWriteBack(const OperationRecord &asked, const BatchChange &change, CommandReply reply);
    void setBatch(const OperationRecord &asked, const BatchChange &change, const QString &field, CommandReply reply);
    void batchRemove(Args &args, CommandReply reply);
    void changeBatch(BatchId id, BatchEvent event, bool needsBarrier, CommandReply reply);
    static std::optional<Money> budgetIn(Args &args); // a batch has none, or more than nothing
    // control_pilot.cpp
    void batchPilot(Args &args, CommandReply reply);
    void batchRelease(Args &args, CommandReply reply);
    // control_moves.cpp
    void batchEditStep(Args &args, CommandReply reply);
    void jobMove(Args &args, CommandReply reply);
    static Result<QJsonObject> reword(Store &store, BatchId id, const QString &step, const QString &prompt, Wall now,
                                      QString *was);
    void planMove(std::shared_ptr<Move> move);
    void moveNext(std::shared_ptr<Move> move);
    void movePlanned(std::shared_ptr<Move> move);
    Status mayTake(const Queue &queue, const Account &account) const;
    void retarget(const Queue &queue, std::function<void()> done);
    // control_impact.cpp
    void batchImpact(Args &args, CommandReply reply);
    void batchRemake(Args &args, CommandReply reply);
    void remake(const OperationRecord &record, const Impact &impact, CommandReply reply);
    // control_jobs.cpp
    void jobRetry(Args &args, CommandReply reply);
    void jobCancel(Args &args, CommandReply reply);
    void jobResolve(Args &args, CommandReply reply);
    void jobPriority(Args &args, CommandReply reply);
    void jobSkip(Args &args, CommandReply reply);
    void jobApprove(Args &args, CommandReply reply);
    void jobReject(Args &args, CommandReply reply);
    void jobReroll(Args &args, CommandReply reply);
    void jobExplain(Args &args, CommandReply reply);
    // Moves all jobs that match through the event, a chunk at a time between group commits; replies {"changed": n}.
    // operation: written down already; whose work it is.
    void bulk(JobFilter filter, JobEvent event, bool abort, qint64 operation, CommandReply reply);
    // The same, written down first.
    void bulk(const OperationRecord &record, const JobFilter &filter, JobEvent event, bool abort, CommandReply reply);
    void bulkChunk(std::shared_ptr<Bulk> bulk);
    void endBulk(std::shared_ptr<Bulk> bulk);
    bool isUndone(const Bulk &bulk) const;
    static Result<bool> staysPaused(Store &store, BatchId id, const Bulk &work);
    // An action on jobs, with what its undo needs noted job by job.
    void writeDown(const OperationRecord &record, const QList<JobId> &ids, std::function<void(Result<qint64>)> done);
    // The jobs that the arguments mean, of these states only; nothing when that was already replied to.
    std::optional<JobFilter> jobsIn(Args &args, const QList<JobState> &states, const CommandReply &reply);
    JobFilter jobFilter(Args &args);
    // control_setup.cpp
    void queueSet(Args &args, CommandReply reply);
    void queuePause(Args &args, CommandReply reply);
    void queueResume(Args &args, CommandReply reply);
    void queueClear(Args &args, CommandReply reply);
    void queueTest(Args &args, CommandReply reply);
    void settingSet(Args &args, CommandReply reply);
    void testQueue(const Queue &queue, const QString &name, CommandReply reply);
    // Changes what the store holds, so that commands on their way at the same time do not undo each other.
    void editQueue(QueueId id, std::function<Status(Queue &)> change, Done<Queue> done);
    void savePaused(Queue queue, bool paused, CommandReply reply);
    // control_accounts.cpp
    void accountAdd(Args &args, CommandReply reply);
    void accountSet(Args &args, CommandReply reply);
    void accountRemove(Args &args, CommandReply reply);
    void editAccount(const Account &account, std::function<Status(Account &)> change, CommandReply reply);
    void tellAccount(const Account &saved, CommandReply reply);
    // control_probe.cpp
    void accountTest(Args &args, CommandReply reply);
    void accountKey(Args &args, CommandReply reply);
    // control_prices.cpp
    void priceReload(Args &args, CommandReply reply);
    std::optional<Event> priceEvent() const;
    // control_recipes.cpp
    void recipeImport(Args &args, CommandReply reply);
    void recipeRemove(Args &args, CommandReply reply);
    void undoRecipe(const OperationRecord &operation, CommandReply reply);
    // control_credits.cpp
    void creditSet(Args &args, CommandReply reply);
    void undoCredit(const OperationRecord &operation, CommandReply reply);
    // control_journal.cpp
    void operationList(Args &args, CommandReply reply);
    // control_undo.cpp
    void operationUndo(Args &args, CommandReply reply);
    void beginUndo(const OperationRecord &operation, CommandReply reply);
    void undo(const OperationRecord &operation, CommandReply reply);
    // Puts things back and closes the operation in one transaction; the value is how they are now.
    template<class T>
    void putBack(const OperationRecord &operation, std::function<Result<T>(Store &)> work,
                 std::function<void(Result<T>)> done);
    void undoCreate(const OperationRecord &operation, CommandReply reply);
    void undoRemove(const OperationRecord &operation, CommandReply reply);
    void undoBatch(const OperationRecord &operation, CommandReply reply);
    void undoEditStep(const OperationRecord &operation, CommandReply reply);
    void undoQueue(const OperationRecord &operation, CommandReply reply);
    void undoAccount(const OperationRecord &operation, CommandReply reply);
    void undoSetting(const OperationRecord &operation, CommandReply reply);
    void undoEngine(const OperationRecord &operation, CommandReply reply);
    // Marks it undone and writes the undoing down; in the transaction that put things back.
    static Status closeUndone(Store &store, const OperationRecord &operation, const OperationRecord &undoing);
    // control_upkeep.cpp
    void backupMake(Args &args, CommandReply reply);
    void prune();
    void pruneRaw(AttemptId after, Wall before);
    void pruneJournal(Wall before);
    void pruneCache(Wall now);
    void removeEnded(Wall before);
    void removeByItself(const Batch &batch);
    // control_results.cpp
    void resultsMove(Args &args, CommandReply reply);
    void resultsStay(Args &args, CommandReply reply);
    void copyAndSwitch(const OperationRecord &entry, const CommandReply &reply);
    QJsonObject movingJson() const;
    // control_engine.cpp
    void enginePause(Args &args, CommandReply reply);
    void engineResume(Args &args, CommandReply reply);
    void engineStatus(Args &args, CommandReply reply);
    QJsonObject statusNow() const;
    void rememberPaused(const OperationRecord &record, bool paused, Done<bool> done);
    // control_defaults.cpp
    void ensureQueuesOf(const Recipe &recipe, std::function<void(Status)> done);
    void ensureQueues(const QStringList &names, std::function<void(Status)> done);
    // control_undo_jobs.cpp
    void undoCancel(const OperationRecord &operation, CommandReply reply);
    void undoRelease(const OperationRecord &operation, CommandReply reply);
    void takeBack(const OperationRecord &operation, qint64 restored, CommandReply reply);
    void takeBackChunk(std::shared_ptr<TakeBack> work);
    void closeTakenBack(std::shared_ptr<TakeBack> work);
    // control_watch.cpp
    void foreseeRunning(const ForecastFacts &facts, Moment now);
    void takeEnd(const Looked &one, Wall now);
    void tellAlerts(const QList<Event> &events);
    void endLook();
    QJsonArray alertsJson() const;

    Runtime &m_runtime;
    Seams m_seams;
    BatchAdder m_adder;
    OwnRecipes m_recipes;
    QSet<qint64> m_undone;    // operations that are, or are being: what they began does not go on
    QSet<BatchId> m_remaking; // one at a time: what two people want made again is made once
    std::shared_ptr<ResultsMove> m_moving;
    QDate m_keptUp; // the day whose upkeep was begun
    Watch m_watch;
    QString m_watchSaved; // as the store has it
    QJsonArray m_ends;    // of running batches, at the last look
    bool m_looking = false, m_watchRestored = false;
    QList<std::function<void()>> m_afterLook; // who waits for its end
    Command m_current;                        // the one being executed, for the journal
};

template<class T>
void Control::act(OperationRecord record, Work<T> work, Done<T> done)
{
    const auto id = std::make_shared<qint64>(0);
    const auto both = [record = std::move(record), work = std::move(work), id](Store &store) mutable -> Result<T> {
        auto value = work(store, record);
        if (!value)
            return value;
        const auto added = store.addOperation(record);
        if (!added)
            return added.error();
        *id = *added;
        return value;
    };
    m_seams.store.call<T>(both, [id, done = std::move(done)](Result<T> value) { done(std::move(value), *id); });
}

} // namespace fornada
