#include "engine/batch_adder.h"

#include "engine/plan_cache.h"
#include "engine/start_rules.h"
#include "engine/step_target.h"
#include "recipes/recipe_json.h"
#include "recipes/single_steps.h"

namespace fornada {

namespace {

Status readResendLimits(Store &store, Batch &batch)
{
    const auto perJob = store.setting(QStringLiteral("resendPerJob"));
    const auto part = store.setting(QStringLiteral("resendPart"));
    if (!perJob || !part)
        return perJob ? part.error() : perJob.error();
    takeResendLimits(batch, *perJob, *part);
    return {};
}

Result<BatchId> createBatch(Store &store, Batch batch, const QJsonObject &snapshot)
{
    if (const Status limits = readResendLimits(store, batch); !limits)
        return limits.error();
    return store.createBatch(batch, snapshot);
}

} // namespace

void takeResendLimits(Batch &batch, const QString &perJob, const QString &part)
{
    batch.resendPerJob = moneyFromDecimal(perJob).value_or(batch.resendPerJob);
    bool ok = false;
    const double value = part.toDouble(&ok);
    batch.resendPart = ok ? value : batch.resendPart;
}

struct BatchAdder::Work : RowIntake {
    Work(BatchOrder given, const QMap<QString, StepTarget> &targets, std::shared_ptr<PictureHashes> known)
        : RowIntake(std::move(given), targets, *known)
        , pictures(std::move(known))
    {}

    const std::shared_ptr<PictureHashes> pictures;
    OperationRecord record; // the journal's, once all of it is in
    CommandReply reply;
    BatchId id;
    QMap<QString, StepTarget> elsewhere; // by step
    // Engine thread.
    std::optional<Error> refused; // by the store
    bool storing = false, reading = false;
};

BatchAdder::BatchAdder(Runtime &runtime, Seams seams)
    : m_runtime(runtime)
    , m_seams(seams)
    , m_added(runtime, seams)
    , m_pictures(std::make_shared<PictureHashes>())
{}

Result<QMap<QString, StepTarget>> BatchAdder::targetsFor(const BatchOrder &order) const
{
    QMap<QString, StepTarget> targets;
    for (const Step &step : order.recipe.steps) {
        const Queue *queue = nullptr;
        for (const Queue &candidate : m_runtime.queues())
            if (candidate.name == step.queue)
                queue = &candidate;
        if (!queue)
            return Error{ErrorKind::NotFound, step.queue, QStringLiteral("queue of step %1").arg(step.id)};
        const AccountId id = order.batch.account.isValid() ? order.batch.account : queue->account;
        const auto account = m_runtime.accounts().constFind(id);
        if (account == m_runtime.accounts().cend())
            return Error{ErrorKind::NotFound, QStringLiteral("account"), QStringLiteral("of queue %1").arg(step.queue)};
        auto target = targetOf(m_runtime, step, order.batch, *account);
        if (!target)
            return target.error();
        if (const Status ready = order.start ? hasKey(*account) : Status(); !ready)
            return ready.error();
        if (const Status hold = order.start ? pricesHold(m_runtime, order.batch, *account) : Status(); !hold)
            return hold.error();
        target->queue = queue->id;
        targets.insert(step.id, *target);
    }
    return targets;
}

// The accounts that steps name for what their own cannot do: they are there, able, and their price is known.
Result<QMap<QString, StepTarget>> BatchAdder::elsewhereFor(const BatchOrder &order) const
{
    QMap<QString, StepTarget> targets;
    for (const Step &step : order.recipe.steps) {
        if (!step.otherwise)
            continue;
        const Account *account = accountNamed(m_runtime.accounts(), step.otherwise->account);
        if (!account)
            return Error{ErrorKind::NotFound, QStringLiteral("account"), step.otherwise->account};
        const auto target = targetElsewhere(m_runtime, step, order.batch);
        if (!*target)
            return target->error();
        if (const Status ready = order.start ? hasKey(*account) : Status(); !ready)
            return ready.error();
        targets.insert(step.id, **target);
    }
    return targets;
}

Status BatchAdder::hasKey(const Account &account) const
{
    const auto key = m_seams.keys.key(account);
    return key ? Status() : Status(key.error());
}

Result<std::shared_ptr<BatchAdder::Work>> BatchAdder::begin(BatchOrder order) const
{
    const QJsonObject &defaults = order.recipe.parameters;
    for (auto it = defaults.begin(); it != defaults.end(); ++it)
        if (!order.batch.parameters.contains(it.key()))
            order.batch.parameters.insert(it.key(), it.value());
    order.recipe = withoutSingles(std::move(order.recipe), order.batch.parameters);
    auto targets = targetsFor(order);
    if (!targets)
        return targets.error();
    const auto elsewhere = elsewhereFor(order);
    if (!elsewhere)
        return elsewhere.error();
    auto work = std::make_shared<Work>(std::move(order), *targets, m_pictures);
    work->elsewhere = *elsewhere;
    return work;
}

void BatchAdder::plan(BatchOrder order, std::function<void(Result<PlannedBatch>)> done)
{
    const auto begun = begin(std::move(order));
    if (!begun) {
        done(begun.error());
        return;
    }
    findKnown(m_runtime, m_seams, (*begun)->order, [this, work = *begun, done](Result<KnownBefore> known) {
        if (!known) {
            done(known.error());
            return;
        }
        work->know(std::move(*known));
        const auto planned = std::make_shared<PlannedBatch>();
        m_seams.workers.run([work, planned] { work->readAll(*planned); },
                            [this, work, planned, done] {
                                planned->elsewhere = work->elsewhere;
                                if (work->error)
                                    done(*work->error);
                                else
                                    lookInCache(m_runtime, m_seams, planned, done);
                            });
    });
}

void BatchAdder::add(BatchOrder order, const OperationRecord &record, CommandReply reply)
{
    const auto begun = begin(std::move(order));
    if (!begun) {
        reply(begun.error());
        return;
    }
    m_added.begin();
    (*begun)->record = record;
    (*begun)->reply = std::move(reply);
    const BatchOrder &given = (*begun)->order;
    const auto credits = m_runtime.scheduler().credits();
    // Whose it is a queue file may say, which is not open yet.
    const bool isLimited = given.batch.client.isEmpty()
                               ? !credits.isEmpty() && given.rowsPath.endsWith(u".json", Qt::CaseInsensitive)
                               : credits.contains(given.batch.client);
    if (given.start && !given.rehearsal && isLimited)
        takeTurn(*begun);
    else
        addNow(*begun);
}

void BatchAdder::takeTurn(std::shared_ptr<Work> work)
{
    const QString client = work->order.batch.client;
    work->reply = [this, client, reply = std::move(work->reply)](Result<QJsonObject> added) {
        reply(std::move(added));
        endTurn(client);
    };
    auto &turns = m_turns[client];
    turns.append(work);
    if (turns.size() == 1)
        addNow(work);
}

void BatchAdder::endTurn(const QString &client)
{
    m_added.tellAll();
    auto &turns = m_turns[client];
    turns.removeFirst();
    if (turns.isEmpty())
        m_turns.remove(client);
    else
        addNow(turns.first());
}

void BatchAdder::addNow(std::shared_ptr<Work> work)
{
    findKnown(m_runtime, m_seams, work->order, [this, work](Result<KnownBefore> known) {
        if (!known) {
            work->reply(known.error());
            return;
        }
        work->know(std::move(*known));
        readFirst(work);
    });
}

Batch BatchAdder::newBatch(const Work &work) const
{
    Batch batch = work.order.batch;
    batch.state = BatchState::Adding;
    batch.created = batch.updated = m_seams.clock.now().wall;
    return batch;
}

const QJsonObject &BatchAdder::snapshotOf(const Recipe &recipe)
{
    if (m_lastSnapshot.isEmpty() || m_lastRecipe != recipe) {
        m_lastRecipe = recipe;
        m_lastSnapshot = toJson(recipe);
    }
    return m_lastSnapshot;
}

Result<QJsonObject> BatchAdder::answerOf(const Work &work, const Batch &batch)
{
    return QJsonObject{{QStringLiteral("batch"), batch.id.value},
                       {QStringLiteral("name"), batch.name},
                       {QStringLiteral("state"), toName(batch.state)},
                       {QStringLiteral("rows"), work.rows},
                       {QStringLiteral("jobs"), work.jobs},
                       {QStringLiteral("estimate"), toDecimal(work.worst)},
                       {QStringLiteral("duplicates"), work.duplicates},
                       {QStringLiteral("rejected"), work.rejected},
                       {QStringLiteral("rejections"), work.rejections}};
}

// The file is opened and its first chunk read before anything is stored: a bad file leaves no trace.
void BatchAdder::readFirst(std::shared_ptr<Work> work)
{
    m_seams.workers.run(
        [work] {
            if (const Status opened = work->open(); !opened) {
                work->error = opened.error();
                return;
            }
            work->readOn();
        },
        [this, work] {
            if (!work->error && work->chunk.isEmpty())
                work->error = work->whyEmpty();
            if (work->error)
                work->reply(*work->error);
            else if (work->atEnd)
                addWhole(work);
            else
                addBatch(work);
        });
}

Result<Batch> BatchAdder::close(Store &store, BatchId id, const Work &work, Wall now)
{
    OperationRecord record = work.record;
    record.batch = id;
    const auto added = store.addOperation(record);
    return added ? store.closeRows(id, work.worst, work.order.start, now) : Result<Batch>(added.error());
}

// What fits in one chunk goes in in one piece, so that whoever adds a job waits for one commit.
void BatchAdder::addWhole(std::shared_ptr<Work> work)
{
    const auto rows = std::make_shared<const QList<NewRow>>(std::exchange(work->chunk, {}));
    const auto whole = [batch = newBatch(*work), rows, work,
                        snapshot = snapshotOf(work->order.recipe)](Store &store) -> Result<Batch> {
        const auto id = createBatch(store, batch, snapshot);
        if (!id)
            return id.error();
        if (const Status added = store.addRows(*id, *rows, batch.created); !added)
            return added.error();
        return close(store, *id, *work, batch.created);
    };
    m_added.expect();
    m_seams.store.call<Batch>(whole, [this, work](Result<Batch> batch) {
        std::optional<AddedBatches::Added> added;
        if (batch)
            added = {*batch, std::shared_ptr<const Recipe>(work, &work->order.recipe)};
        m_added.arrive(std::move(added), [&] { work->reply(batch ? answerOf(*work, *batch) : batch.error()); });
    });
}

void BatchAdder::addBatch(std::shared_ptr<Work> work)
{
    const Batch batch = newBatch(*work);
    m_seams.store.call<BatchId>([batch, snapshot = snapshotOf(work->order.recipe)](
                                    Store &store) { return createBatch(store, batch, snapshot); },
                                [this, work, batch](Result<BatchId> id) {
                                    if (!id) {
                                        work->reply(id.error());
                                        return;
                                    }
                                    work->id = *id;
                                    Batch adding = batch;
                                    adding.id = *id;
                                    m_runtime.addBatch(adding,
                                                       work->order.recipe); // people see it, and may take it out
                                    storeChunk(work);
                                });
}

// The next rows are read while these are stored.
void BatchAdder::storeChunk(std::shared_ptr<Work> work)
{
    const Wall now = m_seams.clock.now().wall;
    const auto rows = std::make_shared<const QList<NewRow>>(std::exchange(work->chunk, {}));
    work->storing = true;
    work->reading = !work->atEnd;
    m_seams.store.submit({[id = work->id, rows, now](Store &store) { return store.addRows(id, *rows, now); },
                          [this, work](Status added) {
                              work->storing = false;
                              if (!added)
                                  work->refused = added.error();
                              goOn(work);
                          }});
    if (!work->reading)
        return;
    m_seams.workers.run([work] { work->readOn(); },
                        [this, work] {
                            work->reading = false;
                            goOn(work);
                        });
}

void BatchAdder::goOn(std::shared_ptr<Work> work)
{
    if (work->storing || work->reading)
        return;
    if (work->refused || work->error)
        giveUp(work, work->refused ? *work->refused : *work->error);
    else if (!work->chunk.isEmpty())
        storeChunk(work);
    else
        finish(work);
}

void BatchAdder::finish(std::shared_ptr<Work> work)
{
    const auto end = [work, now = m_seams.clock.now().wall](Store &store) {
        return close(store, work->id, *work, now);
    };
    m_seams.store.call<Batch>(end, [this, work](Result<Batch> batch) {
        if (!batch) {
            giveUp(work, batch.error());
            return;
        }
        m_runtime.setBatch(*batch);
        wakeLanes(m_runtime, batch->id, work->order.recipe);
        work->reply(answerOf(*work, *batch));
    });
}

// A half-added batch never runs: it is taken out again.
void BatchAdder::giveUp(std::shared_ptr<Work> work, const Error &error)
{
    m_seams.store.submit({[id = work->id](Store &store) { return store.removeBatch(id); },
                          [this, work, error](Status removed) {
                              if (removed)
                                  m_runtime.forgetBatch(work->id);
                              work->reply(error);
                          }});
}

} // namespace fornada
