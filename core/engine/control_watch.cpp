#include "engine/control.h"
#include "engine/forecast_world.h"
#include "engine/price_range.h"
#include "engine/runtime_recovery.h"
#include "model/event_json.h"

#include <QJsonDocument>

// A look at what is going on, now and then: alerts, and when each batch will be done.
namespace fornada {

namespace {

constexpr qsizetype kMostForeseen = 8; // batches, those that go first; the others' ends are estimated by the window

bool isCounting(WaitReason kind)
{
    return kind == WaitReason::Window || kind == WaitReason::TokenWindow || kind == WaitReason::DailyCap;
}

// Those of accounts and their models: a queue's limits are the operator's own.
QList<Watch::Quota> quotasOf(const Runtime &runtime, Moment now)
{
    const Scheduler &scheduler = runtime.scheduler();
    QStringList keys = scheduler.gates().modelKeys();
    for (const Account &account : runtime.accounts())
        keys.append(GateBook::accountKey(account.id));
    QList<Watch::Quota> quotas;
    for (const QString &key : std::as_const(keys)) {
        const Account account = runtime.accounts().value(AccountId{key.section(u':', 1, 1).toLongLong()});
        const QString model = key.startsWith(u"model:") ? key.section(u':', 2) : QString();
        const QList<GateReading> readings = scheduler.readings(key, now);
        for (const GateReading &reading : readings)
            if (isCounting(reading.kind))
                quotas.append({key + u'/' + toName(reading.kind), account.name, model, reading.kind, reading.used,
                               reading.allowed});
    }
    return quotas;
}

QList<Watch::Day> daysOf(const Runtime &runtime, Moment now)
{
    const Scheduler &scheduler = runtime.scheduler();
    QList<Watch::Day> days;
    const auto look = [&](const QString &key, const QString &name) {
        const QList<GateReading> readings = scheduler.readings(key, now);
        const bool isBusy = std::any_of(readings.cbegin(), readings.cend(), [](const GateReading &reading) {
            return reading.kind == WaitReason::Concurrency && reading.used > 0;
        });
        for (const GateReading &reading : readings)
            if (reading.kind == WaitReason::DailyCap)
                days.append({key, name, reading.used, reading.allowed, isBusy});
    };
    for (const Queue &queue : runtime.queues())
        look(GateBook::queueKey(queue.id), queue.name);
    for (const Account &account : runtime.accounts())
        look(GateBook::accountKey(account.id), account.name);
    const QStringList models = scheduler.gates().modelKeys();
    for (const QString &key : models)
        look(key, runtime.accounts().value(AccountId{key.section(u':', 1, 1).toLongLong()}).name);
    return days;
}

QList<Watch::Purse> pursesOf(const Runtime &runtime, const ForecastFacts &facts, QDate day)
{
    QList<Watch::Purse> purses;
    const auto counted = [&](LedgerScope scope, const QString &key) {
        for (const LedgerTotal &total : facts.spent)
            if (total.scope == scope && total.key == key && total.day == day)
                return total.totals.counted();
        return Money{};
    };
    if (const auto cap = moneyFromDecimal(facts.dayCap))
        purses.append({{}, counted(LedgerScope::Day, {}), *cap});
    for (const Account &account : runtime.accounts())
        if (account.dayBudget)
            purses.append(
                {account.name, counted(LedgerScope::Account, QString::number(account.id.value)), *account.dayBudget});
    return purses;
}

QList<Watch::Crowd> crowdsOf(const Runtime &runtime, const QHash<QueueId, qint64> &waiting)
{
    QList<Watch::Crowd> crowds;
    for (const Queue &queue : runtime.queues())
        if (queue.alertAt)
            crowds.append({queue.id, queue.name, waiting.value(queue.id), *queue.alertAt});
    return crowds;
}

QList<Batch> atWork(const Runtime &runtime)
{
    QList<Batch> batches;
    for (const Batch &batch : runtime.batches())
        if (batch.state == BatchState::Running && batch.pilot.isEmpty() && batch.started)
            batches.append(batch);
    std::sort(batches.begin(), batches.end(),
              [](const Batch &a, const Batch &b) { return std::tie(b.priority, a.id) < std::tie(a.priority, b.id); });
    return batches;
}

Wall at(Wall end, Wall now, double part)
{
    return now + Micros(qint64(double((end - now).count()) * part));
}

} // namespace

// What one look has found out of a batch.
struct Control::Looked {
    PlannedBatch left;
    ForecastRange range;
};

void Control::look(std::function<void()> then)
{
    if (then)
        m_afterLook.append(std::move(then));
    if (m_looking)
        return;
    if (m_runtime.folders().data.isEmpty()) {
        endLook();
        return;
    }
    m_looking = true;
    const Moment now = m_seams.clock.now();
    struct Read {
        ForecastFacts facts;
        QString state;
        QHash<QueueId, qint64> waiting;
    };
    const auto read = [now, day = localDay(now.wall)](Store &store) -> Result<Read> {
        auto facts = readForecastFacts(store, now.wall, day);
        auto state = store.setting(QStringLiteral("watch"));
        auto waiting = store.waitingJobs();
        if (!facts || !state || !waiting)
            return !facts ? facts.error() : !state ? state.error() : waiting.error();
        return Read{*facts, *state, *waiting};
    };
    m_seams.store.call<Read>(read, [this, now](Result<Read> all) {
        if (!all) {
            endLook(); // another look will do
            return;
        }
        if (!std::exchange(m_watchRestored, true))
            m_watch.restore(QJsonDocument::fromJson(all->state.toUtf8()).object());
        const QDate day = localDay(now.wall);
        tellAlerts(m_watch.lookAtQuotas(quotasOf(m_runtime, now), now.wall) +
                   m_watch.lookAtPurses(pursesOf(m_runtime, all->facts, day), day, now.wall) +
                   m_watch.lookAtDays(daysOf(m_runtime, now), now.wall) +
                   m_watch.lookAtCrowds(crowdsOf(m_runtime, all->waiting), now.wall));
        foreseeRunning(all->facts, now);
    });
}

// Each with the others beside it, as the start sheet foresees a new one.
void Control::foreseeRunning(const ForecastFacts &facts, Moment now)
{
    const auto looked = std::make_shared<QList<Looked>>();
    const auto worlds = std::make_shared<QList<ForecastWorld>>();
    const QList<Batch> batches = m_runtime.isPaused() ? QList<Batch>() : atWork(m_runtime);
    for (const Batch &batch : batches.mid(0, kMostForeseen)) {
        const auto stored = std::find_if(facts.batches.cbegin(), facts.batches.cend(),
                                         [&batch](const Batch &known) { return known.id == batch.id; });
        if (stored == facts.batches.cend())
            continue;
        ForecastFacts others = facts;
        others.batches.removeIf([&batch](const Batch &known) { return known.id == batch.id; });
        looked->append({leftOf(m_runtime, facts, *stored), {}});
        worlds->append(
            forecastWorld(m_runtime, others, m_seams.clock.bootId(), now, stored->counts.toDo(), batch.priority));
    }
    const auto work = [looked, worlds] {
        for (qsizetype i = 0; i < looked->size(); ++i) {
            Looked &one = (*looked)[i];
            const PlannedBatch &left = one.left;
            const double played = double(left.first.size());
            const double each = played > 0 ? std::max(1.0, double(left.asked) / played) : 1.0;
            ForecastBatch batch{left.batch, left.recipe, left.first, each};
            batch.parts = likelyParts(left, each);
            one.range = forecastRange(worlds->at(i), batch);
        }
    };
    m_seams.workers.run(work, [this, looked, now, batches] {
        QList<BatchId> running;
        for (const Batch &batch : m_runtime.batches())
            if (batch.state == BatchState::Running || batch.state == BatchState::Paused)
                running.append(batch.id);
        m_watch.keepBatches(running);
        m_ends = {};
        for (const Looked &one : std::as_const(*looked)) {
            takeEnd(one, now.wall);
        }
        const QString state = QString::fromUtf8(QJsonDocument(m_watch.save()).toJson(QJsonDocument::Compact));
        if (std::exchange(m_watchSaved, state) != state)
            m_seams.store.submit(
                {[state](Store &store) { return store.setSetting(QStringLiteral("watch"), state); }, [](Status) {}});
        endLook();
    });
}

// When it will be done, or what stops it before: nobody has been promised that.
void Control::takeEnd(const Looked &one, Wall now)
{
    const Batch &batch = one.left.batch;
    const auto end = one.range.usual.end;
    QJsonObject foreseen{{QStringLiteral("batch"), batch.id.value}};
    if (end) {
        const ForecastSpread spread = one.range.spread.value_or(ForecastSpread{});
        foreseen.insert(QStringLiteral("early"), toIso(at(*end, now, spread.early)));
        foreseen.insert(QStringLiteral("end"), toIso(at(*end, now, spread.likely)));
        foreseen.insert(QStringLiteral("late"), toIso(at(*end, now, spread.late)));
        tellAlerts(m_watch.lookAtFinish({batch.id, batch.name, *batch.started, *end}, now));
    } else if (!one.range.usual.held.isOpen()) {
        foreseen.insert(QStringLiteral("held"), toName(one.range.usual.held.reason));
    } else {
        return;
    }
    m_ends.append(foreseen);
}

void Control::tellAlerts(const QList<Event> &events)
{
    for (const Event &event : events)
        m_runtime.tellPeople(event);
}

void Control::endLook()
{
    m_looking = false;
    const auto waiting = std::exchange(m_afterLook, {});
    for (const auto &then : waiting)
        then();
}

// For engine.status.
QJsonArray Control::alertsJson() const
{
    QJsonArray alerts;
    if (const auto prices = priceEvent())
        alerts.append(toJson(*prices));
    for (const Event &event : m_watch.standing())
        alerts.append(toJson(event));
    return alerts;
}

} // namespace fornada
