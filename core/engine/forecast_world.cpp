#include "engine/forecast_world.h"

#include "engine/price_range.h"
#include "engine/start_rules.h"
#include "engine/step_target.h"

namespace fornada {

namespace {

constexpr Micros kLately = std::chrono::hours(1);
constexpr Micros kChargedLately = std::chrono::days(7);
constexpr int kMostCharges = 20'000; // attempts looked at: the store has other work
constexpr qint64 kFewestMeasured = 3;
constexpr qint64 kMostOfOthers = 20'000; // jobs that are played beside ours
constexpr qint64 kMostCounted = 50'000;  // jobs that are counted by their steps in one visit of the store

QList<StoredGate> gatesNow(const Runtime &runtime, Moment now)
{
    const GateBook &book = runtime.scheduler().gates();
    QStringList keys = book.modelKeys();
    for (const Queue &queue : runtime.queues())
        keys.append(GateBook::queueKey(queue.id));
    for (const Account &account : runtime.accounts())
        keys.append(GateBook::accountKey(account.id));
    QList<StoredGate> gates;
    for (const QString &key : std::as_const(keys))
        if (const StoredGate gate = book.saveOne(key, now); !gate.state.isEmpty())
            gates.append(gate);
    return gates;
}

qint64 waitingOf(const Batch &batch)
{
    return batch.counts[JobState::Queued] + batch.counts[JobState::Blocked];
}

// As they were counted; else its steps share what is left evenly, as every row has each of them.
QHash<QString, qint64> waitingBySteps(const QList<Step> &steps, const Batch &batch, const ForecastFacts &facts)
{
    if (const auto counted = facts.waiting.constFind(batch.id); counted != facts.waiting.cend())
        return *counted;
    QHash<QString, qint64> shares;
    for (qsizetype i = 0; i < steps.size(); ++i)
        shares.insert(steps.at(i).id, (waitingOf(batch) + steps.size() - 1 - i) / steps.size());
    return shares;
}

// Where a step's jobs go now and what one is set aside for; nothing when its queue is gone.
std::optional<StepTarget> targetNow(const Runtime &runtime, const Step &step, const Batch &batch)
{
    for (const Queue &queue : runtime.queues()) {
        if (queue.name != step.queue)
            continue;
        const Account account = runtime.accounts().value(batch.account.isValid() ? batch.account : queue.account);
        StepTarget target;
        if (auto known = targetOf(runtime, step, batch, account)) {
            target = std::move(*known);
        } else { // it would not be started now, but it runs
            target.account = account.id;
            target.model = modelThere(step, account, runtime.prices());
        }
        target.queue = queue.id;
        return target;
    }
    return std::nullopt;
}

NewJob jobOf(const QString &step, const StepTarget &target)
{
    return {step, {}, target.queue, target.account, target.model, 0, target.worstCase, target.tokens};
}

// A job of each step in turn, as far as it has any left.
void addRows(PlannedBatch &planned, qint64 most)
{
    QHash<QString, qint64> left;
    for (auto it = planned.calls.cbegin(); it != planned.calls.cend(); ++it)
        left.insert(it.key(), it->count);
    for (bool isMore = true; std::exchange(isMore, false);)
        for (const Step &step : std::as_const(planned.recipe.steps)) {
            if (planned.first.size() >= most || left.value(step.id) <= 0)
                continue;
            isMore = true;
            --left[step.id];
            NewRow &row = planned.first.emplaceBack();
            row.number = planned.first.size();
            row.jobs.append(jobOf(step.id, planned.calls[step.id].target));
        }
}

// What is in flight will have cost what it usually does.
Money inFlight(const PlannedBatch &planned)
{
    const Money reserved = planned.batch.totals.reserved;
    if (planned.worst.isZero())
        return reserved;
    return Money{qint64(double(reserved.micros) * double(planned.price.likely.micros) / double(planned.worst.micros))};
}

PlannedBatch leftOf(const Runtime &runtime, const ForecastFacts &facts, const Batch &batch, qint64 most)
{
    PlannedBatch planned;
    planned.batch = batch;
    planned.recipe.steps = runtime.stepsOf(batch.id);
    const auto waiting = waitingBySteps(planned.recipe.steps, batch, facts);
    for (const Step &step : std::as_const(planned.recipe.steps)) {
        const auto target = waiting.value(step.id) > 0 ? targetNow(runtime, step, batch) : std::nullopt;
        if (!target)
            continue;
        const qint64 count = waiting.value(step.id);
        planned.calls.insert(step.id, {*target, count, step.fallback});
        planned.asked += count;
        if (!step.fallback)
            planned.worst += Money{target->worstCase.micros * count};
    }
    planned.jobs = planned.asked;
    takeUsual(planned, runtime.accounts(), runtime.prices(), runtime.now().wall);
    planned.price = priceRange(planned, runtime.queues(), facts.charges);
    planned.batch.totals.reserved = inFlight(planned);
    addRows(planned, most);
    return planned;
}

// What is made here, or only where something fails, stands in nobody's way.
ForecastOther otherOf(const PlannedBatch &left)
{
    ForecastOther other{left.batch, {}, likelyParts(left, 1.0)};
    for (const NewRow &row : left.first) {
        const NewJob &planned = row.jobs.first();
        const Step *step = stepNamed(left.recipe, planned.step);
        if (step && (step->fallback || step->operation == Operation::Join))
            continue;
        Job &job = other.jobs.emplaceBack();
        job.step = planned.step;
        job.queue = planned.queue;
        job.account = planned.account;
        job.model = planned.model;
        job.row = RowId{-row.number};
        job.reserve = planned.reserve;
        job.tokens = planned.tokens;
    }
    return other;
}

// Jobs are counted one by one, so only so many.
Result<QHash<BatchId, QHash<QString, qint64>>> readWaiting(Store &store, const QList<Batch> &batches)
{
    QHash<BatchId, QHash<QString, qint64>> waiting;
    qint64 room = kMostCounted;
    for (const Batch &batch : batches) {
        if (batch.state != BatchState::Running || batch.removed || waitingOf(batch) > room)
            continue;
        const auto steps = store.waitingSteps(batch.id);
        if (!steps)
            return steps.error();
        room -= waitingOf(batch);
        waiting.insert(batch.id, *steps);
    }
    return waiting;
}

} // namespace

PlannedBatch leftOf(const Runtime &runtime, const ForecastFacts &facts, const Batch &batch)
{
    return leftOf(runtime, facts, batch, kMostOfOthers);
}

Result<ForecastFacts> readForecastFacts(Store &store, Wall now, QDate day)
{
    auto batches = store.batches();
    auto spent = store.ledgerTotals(day);
    auto lately = store.metrics(now - kLately, now);
    auto dayCap = store.setting(QStringLiteral("dayBudget"));
    auto perJob = store.setting(QStringLiteral("resendPerJob")), part = store.setting(QStringLiteral("resendPart"));
    auto charges = store.chargeShares(now - kChargedLately, kMostCharges);
    if (!batches || !spent || !lately || !dayCap)
        return !batches ? batches.error() : !spent ? spent.error() : !lately ? lately.error() : dayCap.error();
    auto clients = store.clients();
    if (!perJob || !part || !charges || !clients)
        return !perJob ? perJob.error() : !part ? part.error() : !charges ? charges.error() : clients.error();
    auto waiting = readWaiting(store, *batches);
    if (!waiting)
        return waiting.error();
    return ForecastFacts{*batches, *spent, *lately, *dayCap, *perJob, *part, *charges, *clients, *waiting};
}

ForecastWorld forecastWorld(const Runtime &runtime, const ForecastFacts &facts, const QString &bootId, Moment now,
                            qint64 jobs, int priority)
{
    ForecastWorld world;
    world.accounts = runtime.accounts().values();
    world.queues = runtime.queues().values();
    world.gates = gatesNow(runtime, now);
    world.spent = facts.spent;
    world.clients = facts.clients;
    world.dayCap = moneyFromDecimal(facts.dayCap);
    world.bootId = bootId;
    world.now = now;
    for (auto it = facts.lately.cbegin(); it != facts.lately.cend(); ++it)
        if (const qint64 answers = it->answers(); answers >= kFewestMeasured)
            world.measured.insert(it.key(), *it);
    qint64 room = kMostOfOthers;
    for (const Batch &other : facts.batches) {
        if (other.state != BatchState::Running || other.removed || !other.pilot.isEmpty() || other.priority < priority)
            continue;
        // Equals take turns: no more of theirs than of ours come before our last one.
        const qint64 most = other.priority > priority ? room : std::min(room, jobs);
        const ForecastOther waiting = otherOf(leftOf(runtime, facts, other, most));
        room -= waiting.jobs.size();
        if (!waiting.jobs.isEmpty())
            world.others.append(waiting);
    }
    return world;
}

} // namespace fornada
