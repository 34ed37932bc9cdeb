#include "engine/control.h"
#include "engine/setup_rules.h"
#include "engine/start_rules.h"
#include "engine/undo_facts.h"
#include "results/write_back.h"

namespace fornada {

std::optional<Money> Control::budgetIn(Args &args)
{
    const QLatin1String name("budget");
    const auto budget = args.money(name);
    if (budget && budget->isZero())
        args.fail(name, QStringLiteral("must be more than 0: with nothing to spend nothing can be made"));
    return budget;
}

void Control::changeBatch(BatchId id, BatchEvent event, bool needsBarrier, CommandReply reply)
{
    const Wall now = m_seams.clock.now().wall;
    const auto change = [id, event, now](Store &store, OperationRecord &record) -> Result<Batch> {
        const auto before = store.batch(id);
        if (!before)
            return before.error();
        record.previous = {{QStringLiteral("state"), toName(before->state)}};
        if (const auto state = store.batchEvent(id, event, now); !state)
            return state.error();
        return store.batch(id);
    };
    const OperationRecord entry = record(m_runtime.batches().value(id).name, id);
    act<Batch>(entry, change, [this, needsBarrier, reply](Result<Batch> batch, qint64 operation) {
        if (!batch) {
            reply(batch.error());
            return;
        }
        m_runtime.setBatch(*batch);
        const QJsonObject answer{{QStringLiteral("batch"), batch->id.value},
                                 {QStringLiteral("state"), toName(batch->state)},
                                 {QStringLiteral("operation"), operation}};
        if (needsBarrier)
            m_runtime.barrier([reply, answer] { reply(answer); });
        else
            reply(answer);
    });
}

void Control::batchStart(Args &args, CommandReply reply)
{
    const Batch batch = findBatch(args);
    const Status ready = mayStart(m_runtime, m_seams.keys, batch.id);
    if (args.error())
        reply(*args.error());
    else if (!ready)
        reply(ready.error());
    else
        changeBatch(batch.id, batch.state == BatchState::Paused ? BatchEvent::Resumed : BatchEvent::Started, false,
                    std::move(reply));
}

void Control::batchPause(Args &args, CommandReply reply)
{
    const Batch batch = findBatch(args);
    if (args.error()) {
        reply(*args.error());
        return;
    }
    // The scheduler stops at once; the store follows, and the lanes acknowledge.
    if (batch.state == BatchState::Running) {
        Batch paused = batch;
        paused.state = BatchState::Paused;
        m_runtime.setBatch(paused);
    }
    changeBatch(batch.id, BatchEvent::Paused, true, [this, batch, reply](Result<QJsonObject> changed) {
        if (!changed) { // it could not be written: it goes on as the error says
            m_runtime.setBatch(batch);
            m_runtime.loadFacts(batch.id);
        }
        reply(std::move(changed));
    });
}

void Control::batchResume(Args &args, CommandReply reply)
{
    const Batch batch = findBatch(args);
    const Status hold = pricesHold(m_runtime, batch.id);
    if (args.error() || !hold)
        reply(args.error() ? *args.error() : hold.error());
    else
        changeBatch(batch.id, BatchEvent::Resumed, false, std::move(reply));
}

void Control::batchCancel(Args &args, CommandReply reply)
{
    const Batch batch = findBatch(args);
    if (args.error()) {
        reply(*args.error());
        return;
    }
    const bool abort = args.flag(QLatin1String("stopNow"));
    JobFilter filter;
    filter.batch = batch.id;
    filter.states = {JobState::Blocked, JobState::Queued, JobState::Running, JobState::Skipped};
    if (batch.state == BatchState::Cancelled) { // an earlier cancel was cut off: its jobs follow now
        const auto last = [id = batch.id](Store &store) {
            return store.lastOperation(QStringLiteral("batch.cancel"), id);
        };
        m_seams.store.call<qint64>(last, [this, filter, abort, reply](Result<qint64> operation) {
            if (operation)
                bulk(filter, JobEvent::Cancelled, abort, *operation, reply);
            else
                reply(operation.error());
        });
        return;
    }
    changeBatch(batch.id, BatchEvent::Cancelled, true, [this, filter, abort, reply](Result<QJsonObject> changed) {
        if (changed)
            bulk(filter, JobEvent::Cancelled, abort, changed->value(QLatin1String("operation")).toInteger(), reply);
        else
            reply(changed.error());
    });
}

void Control::batchRetryFailed(Args &args, CommandReply reply)
{
    const Batch batch = findBatch(args);
    if (args.error()) {
        reply(*args.error());
        return;
    }
    JobFilter filter;
    filter.batch = batch.id;
    filter.states = {JobState::Failed};
    bulk(record(batch.name, batch.id), filter, JobEvent::Retried, false, std::move(reply));
}

void Control::batchSet(Args &args, CommandReply reply)
{
    const Batch batch = findBatch(args);
    BatchChange change;
    if (args.has(QLatin1String("priority")))
        change.priority = int(args.number(QLatin1String("priority")));
    if (args.has(QLatin1String("name")))
        change.name = args.needText(QLatin1String("name"));
    if (args.text(QLatin1String("budget")) == QLatin1String("none"))
        change.budget = std::optional<Money>();
    else if (args.has(QLatin1String("budget")))
        change.budget = budgetIn(args);
    if (args.has(QLatin1String("writeBack")))
        change.writeBack = writeBackOf(args);
    if (args.has(QLatin1String("resendPerJob")))
        change.resendPerJob = args.money(QLatin1String("resendPerJob"));
    const auto isMeant = [id = batch.id](const Batch &one, const Account &) { return one.id == id; };
    const bool caps = change.budget && *change.budget;
    if (const Status good = caps ? mayCap(m_runtime, isMeant) : Status(); args.error() || !good) {
        reply(args.error() ? *args.error() : good.error());
        return;
    }
    const OperationRecord asked = record(batch.name, batch.id);
    if (!change.writeBack || change.writeBack->isEmpty())
        setBatch(asked, change, {}, reply);
    else
        setWriteBack(asked, change, reply);
}

// What could never be written back is said now, not when the batch has finished.
void Control::setWriteBack(const OperationRecord &asked, const BatchChange &change, CommandReply reply)
{
    const auto back = writeBackOrder(*change.writeBack);
    const Status known = back ? knowsStep(m_runtime.stepsOf(asked.batch), back->step) : Status(back.error());
    if (!known) {
        reply(known.error());
        return;
    }
    const auto there = std::make_shared<Status>();
    m_seams.workers.run([there, back = *back] { *there = canWriteBack(back); },
                        [this, there, asked, change, back = *back, reply] {
                            if (*there)
                                setBatch(asked, change, back.field.isEmpty() ? back.key : back.field, reply);
                            else
                                reply(there->error());
                        });
}

// field: one that its rows must have.
void Control::setBatch(const OperationRecord &asked, const BatchChange &change, const QString &field,
                       CommandReply reply)
{
    const auto update = [id = asked.batch, change, field, now = asked.at](Store &store,
                                                                          OperationRecord &record) -> Result<Batch> {
        const auto before = store.batch(id);
        const auto has = field.isEmpty() ? Result<bool>(true) : store.hasField(id, field);
        if (!before || !has)
            return !before ? before.error() : has.error();
        if (!*has)
            return Error{ErrorKind::FieldMissing, field, QStringLiteral("no row of the batch has it")};
        if (const Status updated = store.updateBatch(id, change, now); !updated)
            return updated.error();
        auto after = store.batch(id);
        if (after)
            record.previous = wasAndNow(undoFacts(*before), undoFacts(*after));
        return after;
    };
    act<Batch>(asked, update, [this, reply](Result<Batch> changed, qint64 operation) {
        if (!changed) {
            reply(changed.error());
            return;
        }
        m_runtime.setBatch(*changed);
        reply(QJsonObject{{QStringLiteral("batch"), changed->id.value},
                          {QStringLiteral("priority"), changed->priority},
                          {QStringLiteral("operation"), operation}});
    });
}

void Control::batchRemove(Args &args, CommandReply reply)
{
    const Batch batch = findBatch(args);
    if (args.error()) {
        reply(*args.error());
        return;
    }
    // What a crash or an error left half-added goes at once; so does what must make room now.
    const bool forGood = batch.state == BatchState::Adding || args.flag(QLatin1String("forGood"));
    const Wall now = m_seams.clock.now().wall;
    const auto remove = [id = batch.id, forGood, now](Store &store, OperationRecord &record) -> Result<bool> {
        const Status gone = forGood ? store.removeBatch(id) : store.hideBatch(id, now);
        if (!gone)
            return gone.error();
        if (!forGood)
            record.previous = {{QStringLiteral("hidden"), true}};
        return true;
    };
    act<bool>(record(batch.name, batch.id), remove,
              [this, id = batch.id, forGood, reply](Result<bool> removed, qint64 operation) {
                  if (!removed) {
                      reply(removed.error());
                      return;
                  }
                  m_runtime.forgetBatch(id);
                  reply(QJsonObject{{QStringLiteral("removed"), id.value},
                                    {QStringLiteral("forGood"), forGood},
                                    {QStringLiteral("operation"), operation}});
              });
}

} // namespace fornada
