#pragma once

#include "engine/control_facts.h"
#include "engine/in_flight.h"
#include "engine/link_fetcher.h"
#include "engine/runtime_seams.h"
#include "providers/price_table.h"
#include "results/result_files.h"
#include "scheduler/scheduler.h"

#include <QHash>
#include <QMap>
#include <QSet>

#include <functional>

namespace fornada {

// Carries the scheduler's decisions out and feeds what happened back: the life of every job.
// Lives on the engine thread (in simulation: the only thread) and never touches disk or sockets itself.
class Runtime {
public:
    Runtime(Seams seams, Folders folders, AtHand atHand = {});
    ~Runtime();

    // Loads what is stored, settles what a crash left open, then begins; paused when asked to, as long as it lives.
    void start(bool paused, std::function<void(Result<RecoveryCard>)> done);
    // When a crash left something open, nothing is sent before a person says so.
    void holdAfterCrash() { m_holdAfterCrash = true; }
    void tick();
    void handleWire(WireEvent event);
    void handleStoreHealth(const Status &health);

    // An event from outside (control) goes in, and what follows is carried out.
    void tell(const SchedulerEvent &event);
    // Events that come together are followed by one look at what can go, when the last of them is in.
    void beginBurst() { ++m_bursts; }
    void endBurst();
    // Everything. Nothing more is sent after the next barrier.
    void setPaused(bool paused);
    // The barrier after a queue or batch was paused in the scheduler.
    void barrier(std::function<void()> done);
    // Ordered end: stop admitting, let requests come home within grace, abort and book the rest, then done.
    void stop(Micros grace, std::function<void()> done);

    void setQueue(const Queue &queue);
    void setAccount(const Account &account);
    void goOnWithKey(AccountId account); // it has one, or another, now
    void removeAccount(AccountId account);
    void setClient(const Client &client); // what it may still have, as the store holds it
    // What a job of a new batch's step would be asked with, but for its row and key.
    RequestPlan planForStep(const Recipe &recipe, const Step &step, AccountId account) const;
    // A free request of our own (is the address alive, which models are there); outside every gate, never paid.
    void probe(WireRequest request, std::function<void(WireEvent)> done);
    // The same with limits of its own.
    void sendAside(WireRequest request, std::function<void(WireEvent)> done);
    const QUrl &sandboxUrl() const { return m_sandboxUrl; }

    void addBatch(const Batch &batch, const Recipe &recipe); // a new one; its own recipe snapshot
    void setBatch(const Batch &batch);                       // changed by control
    void loadFacts(BatchId batch);                           // the store changed it: its word is taken
    QList<Step> stepsOf(BatchId batch) const { return m_steps.value(batch).values(); }
    void setRecipe(BatchId batch, const Recipe &recipe); // its steps are worded anew
    void forgetBatch(BatchId batch);
    void setSandboxUrl(const QUrl &url) { m_sandboxUrl = url; }
    // fault: why these are not the operator's own.
    void setPrices(PriceTable prices, std::optional<Error> fault = {});
    const PriceTable &prices() const { return m_prices; }
    const std::optional<Error> &priceFault() const { return m_priceFault; }
    void setChangeSink(std::function<void()> changed) { m_changed = std::move(changed); }
    Changes takeChanges();

    const Folders &folders() const { return m_folders; }
    ResultFiles &results() { return m_results; }
    // An event of the engine's own, written down and told.
    void tellPeople(const Event &event);
    const Scheduler &scheduler() const { return m_scheduler; }
    Moment now() const { return m_seams.clock.now(); }
    const QHash<BatchId, Batch> &batches() const { return m_batches; }
    const QHash<QueueId, Queue> &queues() const { return m_queues; }
    const QHash<AccountId, Account> &accounts() const { return m_accounts; }
    bool isPaused() const { return m_paused; }
    // Why nothing can be saved, and so nothing new is sent.
    const std::optional<Error> &storageFault() const { return m_fault; }
    // Results that answers point at are being fetched, or will be when their servers answer.
    bool isFetching() const { return !m_fetching.isEmpty(); }
    bool isQuiet() const { return m_started && m_scheduler.isQuiet() && m_openWrites == 0 && !m_pumpDue; }
    bool isIdle() const { return m_started && m_scheduler.isIdle() && m_openWrites == 0 && !m_pumpDue; }

private:
    struct Recovery;
    // What a job gets from the cache, or why it ends without an answer.
    struct TakenOver {
        JobEvent event = JobEvent::Completed;
        QString message;
        QList<ResultItem> results;
    };

    // decisions (runtime.cpp)
    void pump();
    void pumpNow();
    void carryOut(const SchedulerDecision &decision);
    void on(const LoadHeads &d);
    void on(const OpenAttemptNow &d);
    void on(const SendNow &d);
    void on(const AbortSend &d);
    void on(const SettleNow &d);
    void on(const PauseBatch &d);
    void on(const Notify &d);
    void setWake();

    // requests (runtime_prepare.cpp)
    void on(const Prepare &d);
    void on(const DropPrepared &d);
    void startPreparing(JobId job);
    bool isAsked(JobId job, quint64 asking) const { return m_asked.value(job) == asking; }
    void refuse(JobId job, const QString &why);
    void build(RequestPlan plan);
    void takeBuilt(const RequestPlan &plan, Result<BuiltJob> built);
    void useBuilt(const RequestPlan &plan, BuiltJob built);
    void keepBuilt(JobId job, BuiltJob built);
    void dropBuilt(JobId job);
    Result<RequestPlan> planFor(const JobInput &input);
    Result<RequestPlan> planWithoutKey(const JobInput &input);
    RequestPlan planWith(const QList<Step> &steps, const Step &step, const Account &account) const;

    // the cache (runtime_cache.cpp)
    void on(const TakeResult &d);
    void on(const FailUnsent &d);
    void on(const TurnElsewhere &d);
    void askCache(const RequestPlan &plan, BuiltJob built);
    void takeOver(const RequestPlan &plan, const BuiltJob &built, const CacheEntry &entry);
    void joinHere(const RequestPlan &plan, const BuiltJob &built);
    void lookAgain(JobId job, const Error &why);
    void settleUnsent(JobId job, BatchId batch, const TakenOver &result);
    void publishTaken(JobId job, const TakenOver &result, const Settled &done, std::function<void()> then);

    // answers (runtime_answers.cpp)
    void handleAnswer(AttemptId attempt, WireAnswered answered);
    void handleFailure(AttemptId attempt, WireFailure failure, const QString &detail);
    void saveAnswer(AttemptId attempt);
    void digest(AttemptId attempt);
    void finishDigest(AttemptId attempt, Digesting digested);
    void writeSettle(const Settle &settle);
    void keepForLater(AttemptId attempt, const Error &why);
    void filesFailed(const Error &why);
    void tryFiles();
    void filesTook(AttemptId attempt);
    void applyHealth();
    void settled(const Settle &settle, const Settled &settled);
    void noteSkew(const InFlight &flight, const WireAnswered &answered);

    // results (runtime_results.cpp)
    void keep(AttemptId attempt, Digest digest);
    void publish(const Settle &settle, const Settled &settled);
    void publishFiles(Publishing files);
    void publishRest();

    // web addresses in rows and answers (runtime_links.cpp)
    void fetchInput(RequestPlan plan, const QUrl &url);
    void useFetched(RequestPlan plan, const QUrl &url, const Result<LinkFetcher::Found> &found);
    void fetchResult(AttemptId attempt, Digest digest);
    bool mayBeInside(AccountId account, const QUrl &url) const;

    // start and stop (runtime_start.cpp, runtime_recovery.cpp)
    void loadSetup(std::shared_ptr<Recovery> recovery);
    void loadOpenAttempts(std::shared_ptr<Recovery> recovery);
    void redigest(const OpenAttempt &open, std::shared_ptr<Recovery> recovery);
    void sweepResults(std::shared_ptr<Recovery> recovery);
    void sweep(const QList<AttemptId> &attempts, std::shared_ptr<Recovery> recovery);
    void noteRecovery(const RecoveryCard &card);
    void recoveredOne(std::shared_ptr<Recovery> recovery);
    void checkStopped();
    void turnDay();

    void tellChanged();
    void note(BatchId batch, JobId job);
    void tellPilotDone(BatchId batch);
    void loadLater(BatchId batch, const Error &why);
    void loadClients();
    void takeRecipe(BatchId batch, const Recipe &recipe);
    void tellSteps(BatchId batch);
    void tellElsewhere();

    Seams m_seams;
    const Folders m_folders;
    const AtHand m_atHand;
    Scheduler m_scheduler;
    ResultFiles m_results;
    QString m_idPrefix; // of idempotency keys; names the data folder
    QUrl m_sandboxUrl;
    PriceTable m_prices;
    std::optional<Error> m_priceFault;
    std::function<void()> m_changed;

    QHash<BatchId, Batch> m_batches;
    QHash<BatchId, QMap<QString, Step>> m_steps; // from each batch's own snapshot; a QHash of one step takes 30 KB
    QHash<BatchId, RowLimits> m_rowLimits;       // the same
    QHash<QueueId, Queue> m_queues;
    QHash<AccountId, Account> m_accounts;
    QHash<AccountId, Micros> m_skews;

    // Whose request the scheduler waits for, by which asking: one that was asked for before the job or its step was
    // changed answers nobody.
    QHash<JobId, quint64> m_asked;
    quint64 m_askings = 0;
    QHash<JobId, BuiltJob> m_built;  // prepared, not yet sent
    QHash<JobId, TakenOver> m_taken; // their results are there already, not yet settled
    qint64 m_builtBytes = 0;
    QList<JobId> m_prepareLater; // while the prepared bodies are over their limit
    QHash<AttemptId, InFlight> m_inFlight;
    QList<Publishing> m_unpublished; // the disk failed: moved when it is well
    QList<Settle> m_unsettled;       // the store failed: written again when it is well
    QList<AttemptId> m_unsaved;      // answers whose saving failed
    QSet<AttemptId> m_fetching;      // saved, and what they name is being fetched
    LinkFetcher m_links;
    QSet<BatchId> m_staleFacts;                             // could not be read: again when the store is well
    QHash<qint64, std::function<void(WireEvent)>> m_probes; // by negative request id
    qint64 m_lastProbe = 0;
    int m_openWrites = 0; // claims and settlements on their way
    Changes m_changes;
    QDate m_day;
    Wall m_dayBegins = {}, m_dayEnds = {};
    QSet<QDate> m_daysLoaded; // whose money the scheduler knows
    bool m_turning = false;
    std::function<void()> m_stopped; // set while stopping
    int m_stopTries = 0;             // after it
    Moment m_stopAt;                 // when the grace is over
    bool m_started = false;
    bool m_recovered = false;
    bool m_paused = false;
    bool m_sendsNothing = false; // whatever is resumed: others send
    bool m_holdAfterCrash = false;
    std::optional<Error> m_storeFault; // as the store says
    std::optional<Error> m_filesFault; // tried again at m_filesRetry
    std::optional<Error> m_fault;      // of both, as last told to the scheduler
    Moment m_filesRetry;
    AttemptId m_filesTrial; // whose files are being tried; invalid: nobody's, only the disk
    bool m_pumping = false;
    int m_bursts = 0;
    bool m_pumpDue = false; // when the burst is over
};

} // namespace fornada
