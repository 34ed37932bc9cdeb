#include "engine/control_bulk.h"
#include "engine/start_rules.h"
#include "engine/step_target.h"
#include "recipes/recipe_json.h"

// What changes the way that jobs are done, after they were added.
namespace fornada {

namespace {

const QList<JobState> kMovable = {JobState::Blocked, JobState::Queued,  JobState::Failed,
                                  JobState::Unknown, JobState::Skipped, JobState::Review};

QHash<QString, JobTarget> jobTargets(const QMap<QString, StepTarget> &steps)
{
    QHash<QString, JobTarget> targets;
    for (auto it = steps.cbegin(); it != steps.cend(); ++it)
        targets.insert(it.key(), {it->account, it->model, it->worstCase, it->tokens});
    return targets;
}

// What the account cannot do stays where it is. An error when there is nothing that it can.
Status keepAble(QList<Step> &steps, const Account &account)
{
    QList<Step> able;
    Status lack;
    for (const Step &step : std::as_const(steps)) {
        if (const Status can = canDo(step, account); can)
            able.append(step);
        else if (lack)
            lack = can;
    }
    const auto isJoin = [](const Step &step) { return step.operation == Operation::Join; };
    if (std::all_of(able.cbegin(), able.cend(), isJoin) && !lack)
        return lack;
    steps = able;
    return {};
}

} // namespace

// A recipe is a batch's own, and so is what its steps cost elsewhere: batch by batch.
struct Control::Move {
    JobFilter filter;
    OperationRecord record;
    QList<Batch> batches; // still to be planned: nothing is done before all may be
    QList<std::pair<BatchId, QHash<QString, JobTarget>>> planned; // still to do
    std::optional<Queue> queue;
    AccountId account;
    bool retry = false;
    QList<JobId> moved;
    qint64 changed = 0;
    CommandReply reply;
};

void Control::jobMove(Args &args, CommandReply reply)
{
    auto move = std::make_shared<Move>();
    if (args.has(QLatin1String("toQueue"))) {
        Args named({{QStringLiteral("queue"), args.text(QLatin1String("toQueue"))}});
        move->queue = findQueue(named);
        move->account = move->queue->account;
        if (named.error())
            args.fail(QStringLiteral("toQueue"), named.error()->detail);
    }
    if (args.has(QLatin1String("toAccount")))
        move->account = findAccount(args, QLatin1String("toAccount")).id;
    if (!move->account.isValid() && !args.error())
        args.fail(QStringLiteral("toAccount"), QStringLiteral("name a queue or an account"));
    const auto filter = jobsIn(args, kMovable, reply);
    if (!filter)
        return;
    if (const auto key = m_seams.keys.key(m_runtime.accounts().value(move->account)); !key) {
        reply(key.error());
        return;
    }
    move->filter = *filter;
    move->retry = args.flag(QLatin1String("retry"));
    move->reply = std::move(reply);
    for (const Batch &batch : m_runtime.batches())
        if ((!filter->batch.isValid() || batch.id == filter->batch) && batch.state != BatchState::Adding &&
            batch.state != BatchState::Cancelled && !batch.removed)
            move->batches.append(batch);
    move->record = record(m_runtime.batches().value(filter->batch).name, filter->batch);
    planMove(move);
}

void Control::planMove(std::shared_ptr<Move> move)
{
    if (move->batches.isEmpty()) {
        writeDown(move->record, move->filter.ids, [this, move](Result<qint64> operation) {
            if (operation)
                moveNext(move);
            else
                move->reply(operation.error());
        });
        return;
    }
    const Batch batch = move->batches.takeLast();
    const auto snapshot = [id = batch.id](Store &store) { return store.recipeSnapshot(id); };
    m_seams.store.call<QJsonObject>(snapshot, [this, move, batch](Result<QJsonObject> json) {
        const auto recipe = json ? recipeFromJson(*json) : Result<Recipe>(json.error());
        if (!recipe) {
            move->reply(recipe.error());
            return;
        }
        BatchOrder order;
        order.recipe = *recipe;
        order.batch = batch;
        order.batch.account = move->account;
        const Account account = m_runtime.accounts().value(move->account);
        if (const Status able = keepAble(order.recipe.steps, account); !able) {
            move->reply(able.error());
            return;
        }
        const auto targets = m_adder.targetsFor(order);
        if (!targets) {
            move->reply(targets.error());
            return;
        }
        move->planned.append({batch.id, jobTargets(*targets)});
        planMove(move);
    });
}

void Control::moveNext(std::shared_ptr<Move> move)
{
    if (!move->planned.isEmpty()) {
        movePlanned(move);
        return;
    }
    JobFilter failed; // of what was moved: what stayed is not paid for here
    failed.ids = move->moved;
    failed.states = {JobState::Failed};
    const qint64 changed = move->changed;
    auto answer = [reply = move->reply, changed](Result<QJsonObject> retried) {
        if (retried)
            reply(QJsonObject{{QStringLiteral("changed"), changed},
                              {QStringLiteral("retried"), retried->value(QLatin1String("changed"))}});
        else
            reply(retried.error());
    };
    if (move->retry && !move->moved.isEmpty())
        bulk(failed, JobEvent::Retried, false, 0, answer);
    else
        answer(QJsonObject());
}

void Control::movePlanned(std::shared_ptr<Move> move)
{
    auto work = std::make_shared<Bulk>();
    work->filter = move->filter;
    work->named = std::exchange(work->filter.ids, {});
    std::tie(work->filter.batch, work->change.targets) = move->planned.takeFirst();
    if (move->queue)
        work->change.queue = move->queue->id;
    if (move->retry)
        work->each = [move](const QList<JobId> &jobs) { move->moved += jobs; };
    work->reply = [this, move](Result<QJsonObject> moved) {
        if (!moved) {
            move->reply(moved.error());
            return;
        }
        move->changed += moved->value(QLatin1String("changed")).toInteger();
        moveNext(move);
    };
    bulkChunk(work);
}

// May this account take over what waits in the queue? Work that runs must go on, and its budgets must hold.
Status Control::mayTake(const Queue &queue, const Account &account) const
{
    for (const Batch &batch : m_runtime.batches()) {
        if (batch.account.isValid() || batch.state != BatchState::Running)
            continue;
        for (const Step &step : m_runtime.stepsOf(batch.id)) {
            const auto target = step.queue == queue.name ? targetOf(m_runtime, step, batch, account) : StepTarget();
            if (!target)
                return target.error();
        }
    }
    return {};
}

// What waits in a queue that goes to another account now: its model and what it costs are that one's.
void Control::retarget(const Queue &queue, std::function<void()> done)
{
    const auto last = std::shared_ptr<void>(nullptr, [done = std::move(done)](void *) { done(); });
    const Account account = m_runtime.accounts().value(queue.account);
    for (const Batch &batch : m_runtime.batches()) {
        if (batch.account.isValid() || batch.removed || batch.state == BatchState::Cancelled)
            continue;
        auto work = std::make_shared<Bulk>();
        for (const Step &step : m_runtime.stepsOf(batch.id))
            if (const auto target = targetOf(m_runtime, step, batch, account); step.queue == queue.name && target)
                work->change.targets.insert(step.id,
                                            {target->account, target->model, target->worstCase, target->tokens});
        if (work->change.targets.isEmpty())
            continue;
        work->filter.batch = batch.id;
        work->filter.queue = queue.id;
        work->filter.states = kMovable;
        work->reply = [this, last, lane = LaneKey{queue.id, batch.id}](const Result<QJsonObject> &) {
            m_runtime.tell(BatchEdited{lane.batch}); // what is built already is for the account before
            m_runtime.tell(LaneWoken{lane});
        };
        bulkChunk(work);
    }
}

namespace {

// A name that stands nowhere would fail every job, one by one.
Status hasWhatIsNeeded(Store &store, BatchId id, const Step &step)
{
    const auto batch = store.batch(id);
    if (!batch)
        return batch.error();
    for (const QString &name : promptNeeds(step)) {
        if (name.startsWith(QLatin1String("params."))) {
            if (fieldValue({{QStringLiteral("params"), batch->parameters}}, name).isUndefined())
                return Error{ErrorKind::FieldMissing, name, QStringLiteral("the batch has no such parameter")};
            continue;
        }
        auto there = store.hasField(id, name);
        if (there && !*there && name.contains(u'.')) // of a field with parts
            there = store.hasField(id, name.section(u'.', 0, 0));
        if (!there)
            return there.error();
        if (!*there)
            return Error{ErrorKind::FieldMissing, name, QStringLiteral("no row of the batch has it")};
    }
    return {};
}

} // namespace

// The batch's recipe with another prompt for the step, saved. was: what it must have been, if anything; what it was.
Result<QJsonObject> Control::reword(Store &store, BatchId id, const QString &step, const QString &prompt, Wall now,
                                    QString *was)
{
    const auto snapshot = store.recipeSnapshot(id);
    auto recipe = snapshot ? recipeFromJson(*snapshot) : Result<Recipe>(snapshot.error());
    if (!recipe)
        return recipe.error();
    const auto edited = std::find_if(recipe->steps.begin(), recipe->steps.end(),
                                     [&step](const Step &candidate) { return candidate.id == step; });
    if (edited == recipe->steps.end())
        return Error{ErrorKind::NotFound, QStringLiteral("step"), step};
    const bool putsBack = !was->isEmpty();
    if (putsBack && edited->prompt != *was)
        return Error{ErrorKind::ChangedSince, step, {}};
    *was = std::exchange(edited->prompt, prompt);
    if (const Status whole = putsBack ? Status() : hasWhatIsNeeded(store, id, *edited); !whole)
        return whole.error();
    const QJsonObject fresh = toJson(*recipe);
    if (const auto valid = recipeFromJson(fresh); !valid)
        return valid.error();
    const Status saved = store.setRecipeSnapshot(id, fresh, now);
    return saved ? Result<QJsonObject>(fresh) : Result<QJsonObject>(saved.error());
}

// The batch's own wording of a step changes for what is not done yet; what is on its way goes on as it was.
void Control::batchEditStep(Args &args, CommandReply reply)
{
    const Batch batch = findBatch(args);
    const QString step = args.needText(QLatin1String("step"));
    const QString prompt = args.needText(QLatin1String("prompt"));
    if (args.error()) {
        reply(*args.error());
        return;
    }
    const Wall now = m_seams.clock.now().wall;
    const auto edit = [id = batch.id, step, prompt, now](Store &store, OperationRecord &record) -> Result<QJsonObject> {
        QString before;
        auto fresh = reword(store, id, step, prompt, now, &before);
        record.previous = {{QStringLiteral("step"), step}, {QStringLiteral("prompt"), before}};
        return fresh;
    };
    act<QJsonObject>(record(batch.name, batch.id), edit,
                     [this, batch, step, reply](Result<QJsonObject> saved, qint64 operation) {
                         if (!saved) {
                             reply(saved.error());
                             return;
                         }
                         if (const auto recipe = recipeFromJson(*saved))
                             m_runtime.setRecipe(batch.id, *recipe);
                         reply(QJsonObject{{QStringLiteral("batch"), batch.id.value},
                                           {QStringLiteral("step"), step},
                                           {QStringLiteral("operation"), operation}});
                     });
}

} // namespace fornada
