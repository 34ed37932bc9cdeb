#include "engine/runtime.h"
#include "engine/runtime_recovery.h"
#include "recipes/recipe_json.h"

#include <QDateTime>

// How the runtime begins and ends.
namespace fornada {

namespace {

QDate localDay(Wall wall)
{
    return QDateTime::fromMSecsSinceEpoch(toMicros(wall) / 1000).date();
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
    QList<LaneKey> lanes;
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
    FORNADA_READ(all.queues, store.queues());
    FORNADA_READ(all.accounts, store.accounts());
    FORNADA_READ(all.batches, store.batches());
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
#undef FORNADA_READ
    for (const Batch &batch : std::as_const(all.batches)) {
        const auto snapshot = store.recipeSnapshot(batch.id);
        if (!snapshot)
            return snapshot.error();
        if (const auto recipe = recipeFromJson(*snapshot))
            all.recipes.insert(batch.id, *recipe);
    }
    return all;
}

} // namespace

void Runtime::start(bool paused, std::function<void(Result<RecoveryCard>)> done)
{
    auto recovery = std::make_shared<Recovery>();
    recovery->done = std::move(done);
    recovery->paused = paused;
    m_paused = paused;
    m_day = localDay(now().wall);
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
        recovery->paused = m_paused = recovery->paused || all->paused;
        m_scheduler.absorb(AllPaused{true}, at); // nothing goes until recovery is done
        m_scheduler.absorb(DayTurned{m_day}, at);
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
            if (batch.state == BatchState::Adding)
                recovery->card.halfAdded.append(batch.id);
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
        recovery->open = all->open;
        m_started = true;
        loadOpenAttempts(recovery);
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
                                            if (!recipe)
                                                return;
                                            for (const Step &step : recipe->steps)
                                                m_steps[id].insert(step.id, step);
                                            tell(Tick{});
                                        });
    }
    m_changes.batches.insert(batch.id);
    tell(BatchSet{batch});
}

void Runtime::forgetBatch(BatchId batch)
{
    m_batches.remove(batch);
    m_steps.remove(batch);
    m_changes.batches.insert(batch);
    tell(BatchGone{batch});
}

// The store changed the batch (finished, paused): take its word.
void Runtime::loadFacts(BatchId batch)
{
    m_seams.store.call<Batch>(
        [batch](Store &store) { return store.batch(batch); },
        [this, batch](Result<Batch> facts) {
            if (!facts)
                return;
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

void Runtime::turnDay()
{
    const QDate day = localDay(now().wall);
    if (day == m_day)
        return;
    m_day = day;
    m_scheduler.absorb(DayTurned{day}, now());
}

void Runtime::pauseAll(std::function<void()> done)
{
    m_paused = true;
    tell(AllPaused{true});
    barrier(std::move(done));
}

void Runtime::resumeAll()
{
    m_paused = false;
    tell(AllPaused{false});
}

// The lanes give back what they have not sent; the scheduler recalls it when its scope is paused.
void Runtime::barrier(std::function<void()> done)
{
    m_seams.transport.recallUnsent(std::move(done));
}

void Runtime::stop(Micros grace, std::function<void()> done)
{
    m_stopped = std::move(done);
    const Moment end = now() + grace;
    pauseAll([] {});
    m_stopAt = end;
    m_seams.timer.wakeAt(end);
    checkStopped();
}

void Runtime::checkStopped()
{
    if (!m_stopped)
        return;
    if (m_inFlight.isEmpty() && m_openWrites == 0 && m_scheduler.inFlight() == 0) {
        std::exchange(m_stopped, nullptr)();
        return;
    }
    if (now().boot < m_stopAt.boot) {
        m_seams.timer.wakeAt(m_stopAt);
        return;
    }
    // The grace is over: what is still on the wire is aborted and booked as possibly charged.
    m_stopAt = now() + std::chrono::seconds(5);
    m_seams.timer.wakeAt(m_stopAt);
    for (const AttemptId attempt : m_inFlight.keys())
        m_seams.transport.cancel(attempt.value);
}

} // namespace fornada
