#include "engine/runtime.h"
#include "engine/runtime_recovery.h"
#include "recipes/recipe_json.h"

#include <QDateTime>

// How the runtime begins and ends.
namespace fornada {

namespace {

Wall startOf(QDate day)
{
    return Wall(std::chrono::milliseconds(day.startOfDay().toMSecsSinceEpoch()));
}

// A batch that a crash left half-added never runs: it is taken out.
Result<QList<BatchId>> removeHalfAdded(Store &store)
{
    const auto batches = store.batches();
    if (!batches)
        return batches.error();
    QList<BatchId> removed;
    for (const Batch &batch : *batches) {
        if (batch.state != BatchState::Adding)
            continue;
        if (const Status gone = store.removeBatch(batch.id); !gone)
            return gone.error();
        removed.append(batch.id);
    }
    return removed;
}

// A removed batch goes for good when nobody has wanted it back for this long.
constexpr Micros kKeptHidden = std::chrono::hours(24 * 7);

Status purgeHidden(Store &store, Wall now)
{
    const auto batches = store.batches();
    if (!batches)
        return batches.error();
    for (const Batch &batch : *batches)
        if (batch.removed && *batch.removed + kKeptHidden < now)
            if (const Status gone = store.removeBatch(batch.id); !gone)
                return gone;
    return {};
}

// A cancel that a crash cut off is carried on.
Status finishCancels(Store &store, Wall now)
{
    constexpr int kChunk = 5'000;
    const auto batches = store.batches();
    if (!batches)
        return batches.error();
    for (const Batch &batch : *batches) {
        if (batch.state != BatchState::Cancelled)
            continue;
        JobFilter filter;
        filter.batch = batch.id;
        filter.states = {JobState::Blocked, JobState::Queued, JobState::Running, JobState::Skipped};
        const auto operation = store.lastOperation(QStringLiteral("batch.cancel"), batch.id);
        if (!operation)
            return operation.error();
        for (bool more = true; more;) {
            const auto done = store.apply(filter, JobEvent::Cancelled, kChunk, now, *operation);
            if (!done)
                return done.error();
            more = done->more;
        }
    }
    return {};
}

// All that is read before anything may run, in one visit to the store thread.
struct Stored {
    QList<Queue> queues;
    QList<Account> accounts;
    QList<Batch> batches;
    QHash<BatchId, Recipe> recipes;
    QList<StoredGate> gates;
    QList<LedgerTotal> totals;
    QList<OpenAttempt> open;
    QHash<AttemptId, QByteArray> raws;
    QHash<AttemptId, JobInput> inputs;
    QList<LaneKey> lanes;
    QList<BatchId> halfAdded;
    QString dayCap;
    QString dataId;
    bool paused = false;
};

Result<Stored> readAll(Store &store, QDate day, Wall now, const QString &freshId)
{
    Stored all;
    // Moves a value out of a Result, or returns its error from readAll.
#define FORNADA_READ(target, expression)                                                                               \
    if (auto part = (expression))                                                                                      \
        target = std::move(*part);                                                                                     \
    else                                                                                                               \
        return part.error()
    if (auto requeued = store.requeueRunningWithoutAttempt(now); !requeued)
        return requeued.error();
    FORNADA_READ(all.halfAdded, removeHalfAdded(store));
    if (const Status purged = purgeHidden(store, now); !purged)
        return purged.error();
    if (const Status cancelled = finishCancels(store, now); !cancelled)
        return cancelled.error();
    FORNADA_READ(all.queues, store.queues());
    FORNADA_READ(all.accounts, store.accounts());
    FORNADA_READ(all.batches, store.batches());
    all.batches.removeIf([](const Batch &batch) { return batch.removed.has_value(); });
    FORNADA_READ(all.gates, store.gates());
    FORNADA_READ(all.totals, store.ledgerTotals(day));
    FORNADA_READ(all.open, store.openAttempts());
    FORNADA_READ(all.lanes, store.lanes());
    FORNADA_READ(all.dayCap, store.setting(QStringLiteral("dayBudget")));
    QString paused;
    FORNADA_READ(paused, store.setting(QStringLiteral("paused")));
    all.paused = !paused.isEmpty();
    FORNADA_READ(all.dataId, store.setting(QStringLiteral("dataId")));
    if (all.dataId.isEmpty()) {
        all.dataId = freshId;
        if (const Status named = store.setSetting(QStringLiteral("dataId"), freshId); !named)
            return named.error();
    }
    for (const Batch &batch : std::as_const(all.batches)) {
        const auto snapshot = store.recipeSnapshot(batch.id);
        if (!snapshot)
            return snapshot.error();
        if (const auto recipe = recipeFromJson(*snapshot))
            all.recipes.insert(batch.id, *recipe);
    }
    // An answer that cannot be read now must not be bought again: the start fails instead.
    for (const OpenAttempt &open : std::as_const(all.open)) {
        if (open.hasRaw) {
            FORNADA_READ(all.raws[open.attempt.id], store.raw(open.attempt.id));
        }
        FORNADA_READ(all.inputs[open.attempt.id], store.jobInput(open.job.id));
    }
#undef FORNADA_READ
    return all;
}

} // namespace

QDate localDay(Wall wall)
{
    return QDateTime::fromMSecsSinceEpoch(toMicros(wall) / 1000).date();
}

void Runtime::start(bool paused, std::function<void(Result<RecoveryCard>)> done)
{
    auto recovery = std::make_shared<Recovery>();
    recovery->done = std::move(done);
    m_paused = paused;
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
        return readAll(store, day, wall, freshId);
    };
    m_seams.store.call<Stored>(load, [this, recovery](Result<Stored> all) {
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
            for (const Step &step : all->recipes.value(batch.id).steps)
                m_steps[batch.id].insert(step.id, step);
            m_scheduler.absorb(BatchSet{batch}, at);
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

void Runtime::setBatch(const Batch &batch)
{
    const bool fresh = !m_batches.contains(batch.id);
    m_batches.insert(batch.id, batch);
    if (fresh || !m_steps.contains(batch.id)) {
        const BatchId id = batch.id;
        m_seams.store.call<QJsonObject>([id](Store &store) { return store.recipeSnapshot(id); },
                                        [this, id](Result<QJsonObject> json) {
                                            const auto recipe =
                                                json ? recipeFromJson(*json) : Result<Recipe>(json.error());
                                            if (!recipe) {
                                                loadLater(id, recipe.error());
                                                return;
                                            }
                                            for (const Step &step : recipe->steps)
                                                m_steps[id].insert(step.id, step);
                                            tell(Tick{});
                                        });
    }
    m_changes.batches.insert(batch.id);
    tellChanged();
    tell(BatchSet{batch});
}

void Runtime::setSteps(BatchId batch, const QList<Step> &steps)
{
    auto &known = m_steps[batch];
    known.clear();
    for (const Step &step : steps)
        known.insert(step.id, step);
    m_changes.batches.insert(batch);
    tell(BatchEdited{batch});
}

void Runtime::forgetBatch(BatchId batch)
{
    m_batches.remove(batch);
    m_steps.remove(batch);
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

// What the scheduler was not told would wait for ever: it is read again when the store is well.
void Runtime::loadLater(BatchId batch, const Error &why)
{
    if (!isStoreFailure(why.kind))
        return;
    m_staleFacts.insert(batch);
    handleStoreHealth(false);
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
    if (m_stopped && !paused)
        return; // a resume that is answered during the shutdown
    m_paused = paused;
    if (paused || m_recovered)
        tell(AllPaused{paused});
    if (paused)
        barrier([] {});
}

// The lanes give back what they have not sent; the scheduler recalls it when its scope is paused.
void Runtime::barrier(std::function<void()> done)
{
    // Acknowledged on a lane's thread; what was given back is on its way to us before.
    m_seams.transport.recallUnsent([this, done = std::move(done)] { m_seams.workers.run([] {}, done); });
}

void Runtime::stop(Micros grace, std::function<void()> done)
{
    m_stopAt = now() + grace; // before anything is told: every pump looks whether the end has come
    m_stopped = std::move(done);
    setPaused(true);
    checkStopped();
    setWake();
}

void Runtime::checkStopped()
{
    if (!m_stopped)
        return;
    if (m_inFlight.isEmpty() && m_openWrites == 0 && m_scheduler.inFlight() == 0) {
        std::exchange(m_stopped, nullptr)();
        return;
    }
    if (now().boot < m_stopAt.boot)
        return;
    // The grace is over: what is still on the wire is aborted and booked as possibly charged.
    m_stopAt = now() + std::chrono::seconds(5);
    for (const AttemptId attempt : m_inFlight.keys())
        m_seams.transport.cancel(attempt.value);
}

} // namespace fornada
