#include "engine/known_before.h"

#include "engine/row_intake.h"
#include "engine/runtime.h"

namespace fornada {

namespace {

// What was accepted and not asked for yet.
struct Accepted {
    BatchId id;
    QString client;
    QHash<QString, CreditCost> costs; // by step
    QSet<QString> fallbacks;          // steps
};

// The rows of earlier batches of the recipe that lack no result.
Status findAnswered(Store &store, const QString &recipe, KnownBefore &known)
{
    const auto batches = store.batches();
    if (!batches)
        return batches.error();
    for (const Batch &batch : *batches) {
        if (batch.recipe != recipe || batch.removed)
            continue;
        const auto keys = store.answeredKeys(batch.id);
        if (!keys)
            return keys.error();
        auto &answered = known.answered[batch.client];
        for (const QString &key : *keys)
            answered.insert(key, batch.id);
    }
    return {};
}

// What runs, or is to go on, for clients that may not have everything.
QList<Accepted> acceptedOf(const Runtime &runtime, const QHash<QString, QMap<Operation, qint64>> &credits)
{
    QList<Accepted> accepted;
    if (credits.isEmpty())
        return accepted;
    for (const Batch &batch : runtime.batches()) {
        const bool runs = batch.state == BatchState::Running || batch.state == BatchState::Paused;
        if (!runs || batch.removed || batch.recipe.startsWith(kRehearsalPrefix) ||
            credits.value(batch.client).isEmpty())
            continue;
        Accepted one{batch.id, batch.client, {}, {}};
        for (const Step &step : runtime.stepsOf(batch.id)) {
            one.costs.insert(step.id, {step.operation, step.credits});
            if (step.fallback)
                one.fallbacks.insert(step.id);
        }
        accepted.append(one);
    }
    return accepted;
}

Status takeAccepted(Store &store, const QList<Accepted> &accepted, KnownBefore &known)
{
    for (const Accepted &batch : accepted) {
        const auto waiting = store.waitingSteps(batch.id);
        if (!waiting)
            return waiting.error();
        CreditNeed need;
        for (auto it = waiting->cbegin(); it != waiting->cend(); ++it)
            need.add(batch.costs.value(it.key()), batch.fallbacks.contains(it.key()), *it);
        auto &credits = known.credits[batch.client];
        for (auto left = credits.begin(); left != credits.end(); ++left)
            *left = std::max(qint64(0), *left - need.of(left.key()));
    }
    return {};
}

} // namespace

void findKnown(Runtime &runtime, Seams seams, const BatchOrder &order, std::function<void(Result<KnownBefore>)> done)
{
    KnownBefore known;
    if (!order.rehearsal) // whose batch it is the file may say, which is not open yet: so of every client
        known.credits = runtime.scheduler().credits();
    const QList<Accepted> accepted = acceptedOf(runtime, known.credits);
    if (!order.onlyNew && accepted.isEmpty()) {
        done(std::move(known));
        return;
    }
    const auto look = [recipe = order.batch.recipe, onlyNew = order.onlyNew, accepted,
                       known](Store &store) -> Result<KnownBefore> {
        KnownBefore all = known;
        if (const Status taken = takeAccepted(store, accepted, all); !taken)
            return taken.error();
        if (const Status found = onlyNew ? findAnswered(store, recipe, all) : Status(); !found)
            return found.error();
        return all;
    };
    seams.store.call<KnownBefore>(look, std::move(done));
}

} // namespace fornada
