#include "engine/runtime.h"
#include "engine/runtime_recovery.h"
#include "engine/start_rules.h"
#include "engine/stored_state.h"
#include "model/cache.h"
#include "recipes/recipe_json.h"

#include <QDateTime>

// How the runtime begins and ends.
namespace fornada {

namespace {

constexpr int kMostStopTries = 2; // 5 s each

} // namespace

void Runtime::start(bool paused, std::function<void(Result<RecoveryCard>)> done)
{
    auto recovery = std::make_shared<Recovery>();
    recovery->done = std::move(done);
    m_paused = m_sendsNothing = paused;
    m_day = localDay(now().wall);
    m_dayBegins = startOf(m_day);
    m_dayEnds = startOf(m_day.addDays(1));
    m_daysLoaded = {m_day};
    loadSetup(recovery);
}

void Runtime::loadSetup(std::shared_ptr<Recovery> recovery)
{
    // Names this data folder in idempotency keys, so that two folders never look like one client to a provider.
    const QString freshId = QString::number(m_seams.random.next() & 0xffffffffffff, 36);
    const auto load = [day = m_day, wall = now().wall, freshId](Store &store) {
        return readStoredState(store, day, wall, freshId);
    };
    m_seams.store.call<StoredState>(load, [this, recovery](Result<StoredState> all) {
        if (!all) {
            recovery->done(all.error());
            return;
        }
        const Moment at = now();
        m_idPrefix = QStringLiteral("fornada-%1-").arg(all->dataId);
        m_paused = m_paused || all->paused;
        m_scheduler.absorb(AllPaused{true}, at); // nothing goes until recovery is done
        m_scheduler.absorb(DayTurned{m_day, m_dayEnds}, at);
        m_scheduler.absorb(DayCapSet{moneyFromDecimal(all->dayCap)}, at);
        for (const Account &account : std::as_const(all->accounts)) {
            m_accounts.insert(account.id, account);
            m_scheduler.absorb(AccountSet{account}, at);
        }
        for (const Queue &queue : std::as_const(all->queues)) {
            m_queues.insert(queue.id, queue);
            m_scheduler.absorb(QueueSet{queue}, at);
        }
        for (const Batch &batch : std::as_const(all->batches)) {
            m_batches.insert(batch.id, batch);
            m_scheduler.absorb(BatchSet{batch}, at);
            takeRecipe(batch.id, all->recipes.value(batch.id));
        }
        for (const Client &client : std::as_const(all->clients)) {
            m_scheduler.absorb(ClientCapSet{client.name, client.budget}, at);
            m_scheduler.absorb(ClientCreditsSet{client.name, client.credits}, at);
        }
        for (const LedgerTotal &total : std::as_const(all->totals)) {
            switch (total.scope) {
            case LedgerScope::Batch:
                m_scheduler.absorb(BatchTotalsLoaded{BatchId{total.key.toLongLong()}, total.totals}, at);
                break;
            case LedgerScope::Account:
                m_scheduler.absorb(AccountTotalsLoaded{AccountId{total.key.toLongLong()}, total.totals}, at);
                break;
            case LedgerScope::Client:
                m_scheduler.absorb(ClientTotalsLoaded{total.key, total.totals}, at);
                break;
            case LedgerScope::Day:
                m_scheduler.absorb(DayTotalsLoaded{total.totals}, at);
                break;
            }
        }
        for (const StoredGate &gate : std::as_const(all->gates))
            m_scheduler.absorb(GateRestored{gate}, at);
        for (const LaneKey &lane : std::as_const(all->lanes))
            m_scheduler.absorb(LaneWoken{lane}, at);
        recovery->card.halfAdded = all->halfAdded;
        recovery->open = all->open;
        recovery->raws = std::move(all->raws);
        recovery->inputs = std::move(all->inputs);
        m_started = true;
        sweepResults(recovery);
    });
}

void Runtime::addBatch(const Batch &batch, const Recipe &recipe)
{
    m_batches.insert(batch.id, batch);
    m_scheduler.absorb(BatchSet{batch}, now());
    takeRecipe(batch.id, recipe);
    m_changes.batches.insert(batch.id);
    tellChanged();
    pump();
}

void Runtime::setBatch(const Batch &batch)
{
    const bool fresh = !m_batches.contains(batch.id);
    m_batches.insert(batch.id, batch);
    if (fresh || !m_steps.contains(batch.id)) {
        const BatchId id = batch.id;
        m_seams.store.call<QJsonObject>([id](Store &store) { return store.recipeSnapshot(id); },
                                        [this, id](Result<QJsonObject> json) {
                                            const auto recipe =
                                                json ? storedRecipe(*json) : Result<Recipe>(json.error());
                                            if (!recipe) {
                                                loadLater(id, recipe.error());
                                                return;
                                            }
                                            takeRecipe(id, *recipe);
                                            tell(Tick{});
                                        });
    }
    m_changes.batches.insert(batch.id);
    tellChanged();
    tell(BatchSet{batch});
}

void Runtime::setRecipe(BatchId batch, const Recipe &recipe)
{
    takeRecipe(batch, recipe);
    m_changes.batches.insert(batch);
    tell(BatchEdited{batch});
}

void Runtime::takeRecipe(BatchId batch, const Recipe &recipe)
{
    auto &known = m_steps[batch];
    known.clear();
    for (const Step &step : recipe.steps)
        known.insert(step.id, step);
    m_rowLimits.insert(batch, recipe.rowLimits);
    tellSteps(batch);
}

void Runtime::tellSteps(BatchId batch)
{
    BatchStepsSet told{batch, {}, {}, {}, m_rowLimits.value(batch)};
    const auto steps = m_steps.value(batch);
    for (const Step &step : steps) {
        if (step.credits > 0)
            told.costs.insert(step.id, {step.operation, step.credits});
        if (cacheTtlOf(step) > Micros(0))
            told.shared.insert(step.id);
        // One whose price is not known leads nowhere.
        const auto other = targetElsewhere(*this, step, m_batches.value(batch));
        if (other && *other)
            told.elsewhere.insert(step.id, {(*other)->account, (*other)->model, (*other)->worstCase, (*other)->tokens});
    }
    m_scheduler.absorb(told, now());
}

// An account's price, kind or key, or whether it is there at all, has changed.
void Runtime::tellElsewhere()
{
    const QList<BatchId> batches = m_steps.keys();
    for (const BatchId batch : batches) {
        const auto steps = m_steps.value(batch);
        if (std::any_of(steps.cbegin(), steps.cend(), [](const Step &step) { return step.otherwise.has_value(); }))
            tellSteps(batch);
    }
}

void Runtime::forgetBatch(BatchId batch)
{
    m_batches.remove(batch);
    m_steps.remove(batch);
    m_rowLimits.remove(batch);
    m_changes.batches.insert(batch);
    tellChanged();
    tell(BatchGone{batch});
}

void Runtime::loadFacts(BatchId batch)
{
    m_seams.store.call<Batch>(
        [batch](Store &store) { return store.batch(batch); },
        [this, batch](Result<Batch> facts) {
            if (!facts) {
                loadLater(batch, facts.error());
                return;
            }
            const BatchState before = m_batches.value(batch).state;
            setBatch(*facts);
            if (facts->state != BatchState::Finished || before == BatchState::Finished)
                return;
            const QJsonObject counts{{QStringLiteral("completed"), facts->counts[JobState::Completed]},
                                     {QStringLiteral("failed"), facts->counts[JobState::Failed]},
                                     {QStringLiteral("skipped"), facts->counts[JobState::Skipped]},
                                     {QStringLiteral("cancelled"), facts->counts[JobState::Cancelled]},
                                     {QStringLiteral("total"), facts->counts.total()},
                                     {QStringLiteral("name"), facts->name}};
            on(Notify{{0, now().wall, EventLevel::Info, QStringLiteral("batchFinished"), batch, facts->name, counts}});
        });
}

void Runtime::tellPilotDone(BatchId id)
{
    const Batch batch = m_batches.value(id);
    const QJsonObject facts{{QStringLiteral("rows"), batch.pilot.size()}};
    on(Notify{{0, now().wall, EventLevel::NeedsYou, QStringLiteral("pilotDone"), id, batch.name, facts}});
}

// What the scheduler was not told would wait for ever: it is read again when the store is well.
void Runtime::loadLater(BatchId batch, const Error &why)
{
    if (!isStoreFailure(why.kind))
        return;
    m_staleFacts.insert(batch);
    handleStoreHealth(why);
}

// The money of a day that this life has not seen yet is read before the day begins for us.
void Runtime::turnDay()
{
    const Wall wall = now().wall;
    if ((wall >= m_dayBegins && wall < m_dayEnds) || m_turning)
        return;
    const QDate day = localDay(wall);
    const auto begin = [this, day] {
        m_day = day;
        m_dayBegins = startOf(day);
        m_dayEnds = startOf(day.addDays(1));
        m_scheduler.absorb(DayTurned{day, m_dayEnds}, now());
    };
    if (m_daysLoaded.contains(day)) {
        begin();
        return;
    }
    m_turning = true;
    using Sums = QList<LedgerTotal>;
    m_seams.store.call<Sums>(
        [day](Store &store) { return store.ledgerTotals(day); },
        [this, day, begin](Result<Sums> sums) {
            m_turning = false;
            if (!sums)
                return; // asked again at the next pump
            m_daysLoaded.insert(day);
            begin();
            for (const LedgerTotal &sum : std::as_const(*sums)) {
                if (sum.scope == LedgerScope::Account)
                    m_scheduler.absorb(AccountTotalsLoaded{AccountId{sum.key.toLongLong()}, sum.totals}, now());
                else if (sum.scope == LedgerScope::Day)
                    m_scheduler.absorb(DayTotalsLoaded{sum.totals}, now());
            }
            pump();
        });
}

void Runtime::setPaused(bool paused)
{
    if ((m_stopped || m_sendsNothing) && !paused)
        return; // answered during the shutdown, or where only commands are carried out: others go on
    m_paused = paused;
    if (paused || m_recovered)
        tell(AllPaused{paused});
    if (paused)
        barrier([] {});
}

// The lanes give back what they have not sent; the scheduler recalls it when its scope is paused.
void Runtime::barrier(std::function<void()> done)
{
    pumpNow(); // what is decided already reaches the lanes before the question
    // Acknowledged on a lane's thread; what was given back is on its way to us before.
    m_seams.transport.recallUnsent([this, done = std::move(done)] { m_seams.workers.run([] {}, done); });
}

void Runtime::stop(Micros grace, std::function<void()> done)
{
    m_stopAt = now() + grace; // before anything is told: every pump looks whether the end has come
    m_stopped = std::move(done);
    setPaused(true);
    publishRest(); // the last try
    checkStopped();
    setWake();
}

void Runtime::checkStopped()
{
    if (!m_stopped)
        return;
    const bool isOver = now().boot >= m_stopAt.boot;
    const bool isDone = m_inFlight.isEmpty() && m_scheduler.inFlight() == 0;
    // What a disk does not take in all that time is found open, or saved and not digested, at the next start.
    const bool isHopeless = isOver && m_fault && m_stopTries >= kMostStopTries;
    // Answers that are saved: what they name is fetched after the next start.
    const bool canWait = isOver && m_fetching.size() == m_inFlight.size();
    if (m_openWrites == 0 && (isDone || isHopeless || canWait)) {
        std::exchange(m_stopped, nullptr)();
        return;
    }
    if (!isOver)
        return;
    // The grace is over: what is still on the wire is aborted and booked as possibly charged.
    m_stopAt = now() + std::chrono::seconds(5);
    ++m_stopTries;
    for (const AttemptId attempt : m_inFlight.keys())
        on(AbortSend{attempt});
}

} // namespace fornada
