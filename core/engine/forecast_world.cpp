#include "engine/forecast_world.h"

namespace fornada {

namespace {

constexpr Micros kLately = std::chrono::hours(1);
constexpr Micros kChargedLately = std::chrono::days(7);
constexpr int kMostCharges = 20'000; // attempts looked at: the store has other work
constexpr qint64 kFewestMeasured = 3;
constexpr qint64 kMostOfOthers = 20'000; // jobs that are played beside ours

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

// Its steps share what is left evenly, as every row has each of them.
QList<Job> jobsLeft(const Runtime &runtime, const Batch &batch, qint64 most)
{
    const QList<Step> steps = runtime.stepsOf(batch.id);
    const StateCounts &counts = batch.counts;
    const qint64 left = counts[JobState::Queued] + counts[JobState::Blocked];
    QList<Job> jobs;
    for (qint64 i = 0; i < std::min(left, most) && !steps.isEmpty(); ++i) {
        const Step &step = steps.at(i % steps.size());
        for (const Queue &queue : runtime.queues()) {
            if (queue.name != step.queue)
                continue;
            Job job;
            job.step = step.id;
            job.queue = queue.id;
            job.account = batch.account.isValid() ? batch.account : queue.account;
            const ProviderKind kind = runtime.accounts().value(job.account).kind;
            job.model = step.model.isEmpty() ? runtime.prices().defaultModel(kind, step.operation) : step.model;
            job.row = RowId{-(i + 1)};
            jobs.append(job);
        }
    }
    return jobs;
}

// They stand in nobody's way.
QSet<QString> joinsOf(const Runtime &runtime, const Batch &batch)
{
    QSet<QString> joins;
    for (const Step &step : runtime.stepsOf(batch.id))
        if (step.operation == Operation::Join)
            joins.insert(step.id);
    return joins;
}

} // namespace

LeftOf leftOf(const Runtime &runtime, const Batch &batch)
{
    LeftOf left;
    left.recipe.steps = runtime.stepsOf(batch.id);
    left.all = batch.counts.toDo();
    const QList<Job> jobs = jobsLeft(runtime, batch, kMostOfOthers);
    for (const Job &job : jobs) {
        NewRow &row = left.rows.emplaceBack();
        row.number = left.rows.size();
        row.jobs.append({job.step, {}, job.queue, job.account, job.model, 0, {}, 0});
    }
    left.played = left.rows.size();
    return left;
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
    return ForecastFacts{*batches, *spent, *lately, *dayCap, *perJob, *part, *charges, *clients};
}

ForecastWorld forecastWorld(const Runtime &runtime, const ForecastFacts &facts, const QString &bootId, Moment now,
                            qint64 jobs, int priority)
{
    ForecastWorld world;
    world.accounts = runtime.accounts().values();
    world.queues = runtime.queues().values();
    world.gates = gatesNow(runtime, now);
    world.spent = facts.spent;
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
        ForecastOther waiting{other, jobsLeft(runtime, other, most)};
        waiting.batch.budget.reset();
        const QSet<QString> joins = joinsOf(runtime, other);
        waiting.jobs.removeIf([&joins](const Job &job) { return joins.contains(job.step); });
        room -= waiting.jobs.size();
        if (!waiting.jobs.isEmpty())
            world.others.append(waiting);
    }
    return world;
}

} // namespace fornada
