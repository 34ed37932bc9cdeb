#include "engine/control.h"
#include "engine/start_rules.h"
#include "engine/undo_facts.h"
#include "engine/undo_rules.h"
#include "recipes/recipe_json.h"

// Actions undone. What was sent is never touched.
namespace fornada {

namespace {

// The item that the operation was about, as it was left by it.
template<class T>
Result<T> untouched(const Result<QList<T>> &all, const OperationRecord &operation)
{
    if (!all)
        return all.error();
    for (const T &item : *all)
        if (item.name == operation.subject)
            return undoFacts(item) == stateAfter(operation) ? Result<T>(item) : Result<T>(changedSince(operation));
    return Error{ErrorKind::NotFound, operation.subject, {}};
}

} // namespace

Status Control::closeUndone(Store &store, const OperationRecord &operation, const OperationRecord &undoing)
{
    if (const Status marked = store.markUndone(operation.id); !marked)
        return marked;
    const auto added = store.addOperation(undoing);
    return added ? Status() : Status(added.error());
}

template<class T>
void Control::putBack(const OperationRecord &operation, std::function<Result<T>(Store &)> work,
                      std::function<void(Result<T>)> done)
{
    OperationRecord undoing = record(operation.subject, operation.batch);
    undoing.arguments = {{QStringLiteral("operation"), operation.id}};
    undoing.previous = {{QStringLiteral("command"), operation.command}};
    if (const QJsonValue how = operation.arguments.value(QLatin1String("how")); how.isString())
        undoing.previous.insert(QStringLiteral("how"), how);
    const auto both = [operation, undoing, work = std::move(work)](Store &store) -> Result<T> {
        const auto known = store.operation(operation.id);
        if (!known)
            return known.error();
        if (known->undone) // by somebody else, meanwhile
            return Error{ErrorKind::NothingToUndo, operation.subject, operation.command};
        if (const Status last = stillLast(store, operation); !last)
            return last.error();
        auto value = work(store);
        if (!value)
            return value;
        if (const Status closed = closeUndone(store, operation, undoing); !closed)
            return closed.error();
        return value;
    };
    m_seams.store.call<T>(both, std::move(done));
}

// For what control_credits.cpp puts back.
template void Control::putBack<Client>(const OperationRecord &operation, std::function<Result<Client>(Store &)> work,
                                       std::function<void(Result<Client>)> done);
// For control_undo_jobs.cpp.
template void Control::putBack<Batch>(const OperationRecord &operation, std::function<Result<Batch>(Store &)> work,
                                      std::function<void(Result<Batch>)> done);
template void Control::putBack<bool>(const OperationRecord &operation, std::function<Result<bool>(Store &)> work,
                                     std::function<void(Result<bool>)> done);

void Control::operationUndo(Args &args, CommandReply reply)
{
    const qint64 id = args.number(QLatin1String("operation"));
    if (args.error()) {
        reply(*args.error());
        return;
    }
    m_seams.store.call<OperationRecord>(
        [id](Store &store) { return findOperation(store, id); },
        [this, command = m_current, reply](Result<OperationRecord> operation) {
            m_current = command; // others may have come meanwhile
            if (!operation)
                reply(operation.error());
            else if (!isUndoable(*operation))
                reply(Error{ErrorKind::NothingToUndo, operation->subject, operation->command});
            else
                beginUndo(*operation, reply);
        });
}

// What the operation began, and has not done yet, is not gone on with.
void Control::beginUndo(const OperationRecord &operation, CommandReply reply)
{
    m_undone.insert(operation.id);
    undo(operation, [this, id = operation.id, reply = std::move(reply)](Result<QJsonObject> undone) {
        if (!undone && undone.error().kind != ErrorKind::NothingToUndo) // that one: somebody else undoes it
            m_undone.remove(id);
        reply(std::move(undone));
    });
}

void Control::undo(const OperationRecord &operation, CommandReply reply)
{
    const QString &command = operation.command;
    if (command == u"batch.cancel" || command == u"job.cancel" || command == u"queue.clear")
        undoCancel(operation, std::move(reply));
    else if (command == u"batch.create")
        undoCreate(operation, std::move(reply));
    else if (command == u"batch.remove")
        undoRemove(operation, std::move(reply));
    else if (command == u"batch.editStep")
        undoEditStep(operation, std::move(reply));
    else if (command == u"batch.release")
        undoRelease(operation, std::move(reply));
    else if (operation.previous.contains(kNoted))
        takeBack(operation, 0, std::move(reply));
    else if (command.startsWith(u"recipe."))
        undoRecipe(operation, std::move(reply));
    else if (command == u"setting.set")
        undoSetting(operation, std::move(reply));
    else if (command == u"credit.set")
        undoCredit(operation, std::move(reply));
    else if (command.startsWith(u"batch."))
        undoBatch(operation, std::move(reply));
    else if (command.startsWith(u"queue."))
        undoQueue(operation, std::move(reply));
    else if (command.startsWith(u"account."))
        undoAccount(operation, std::move(reply));
    else
        undoEngine(operation, std::move(reply));
}

void Control::undoRemove(const OperationRecord &operation, CommandReply reply)
{
    const Wall wall = m_seams.clock.now().wall;
    const auto show = [id = operation.batch, wall](Store &store) -> Result<Batch> {
        if (const Status shown = store.showBatch(id, wall); !shown)
            return shown.error();
        return store.batch(id);
    };
    putBack<Batch>(operation, show, [this, operation, reply](Result<Batch> batch) {
        if (!batch) {
            reply(batch.error());
            return;
        }
        m_runtime.tell(BatchTotalsLoaded{batch->id, batch->totals});
        m_runtime.setBatch(*batch);
        reply(undoneJson(operation));
    });
}

// As long as nothing of it was started.
void Control::undoCreate(const OperationRecord &operation, CommandReply reply)
{
    const Wall wall = m_seams.clock.now().wall;
    const auto hide = [operation, wall](Store &store) -> Result<bool> {
        const auto batch = store.batch(operation.batch);
        if (!batch)
            return batch.error();
        if (batch->state != BatchState::Draft || batch->removed)
            return changedSince(operation);
        const Status hidden = store.hideBatch(operation.batch, wall);
        return hidden ? Result<bool>(true) : Result<bool>(hidden.error());
    };
    putBack<bool>(operation, hide, [this, operation, reply](Result<bool> hidden) {
        if (!hidden) {
            reply(hidden.error());
            return;
        }
        m_runtime.forgetBatch(operation.batch);
        reply(undoneJson(operation));
    });
}

void Control::undoBatch(const OperationRecord &operation, CommandReply reply)
{
    const Wall wall = m_seams.clock.now().wall;
    const bool setting = operation.command == u"batch.set";
    const bool resumes = operation.command == u"batch.pause";
    const Batch before = m_runtime.batches().value(operation.batch);
    if (!setting && before.state != (resumes ? BatchState::Paused : BatchState::Running)) {
        reply(changedSince(operation));
        return;
    }
    // It goes on again: what is asked before a start is asked here too.
    if (const Status ready = resumes ? mayStart(m_runtime, m_seams.keys, operation.batch) : Status(); !ready) {
        reply(ready.error());
        return;
    }
    if (!setting && !resumes) { // at once: nothing more is sent while the store catches up
        Batch paused = before;
        paused.state = BatchState::Paused;
        m_runtime.setBatch(paused);
    }
    const auto change = [operation, setting, resumes, wall](Store &store) -> Result<Batch> {
        const auto batch = store.batch(operation.batch);
        if (!batch)
            return batch;
        if (setting && undoFacts(*batch) != stateAfter(operation))
            return changedSince(operation);
        const BatchEvent event = resumes ? BatchEvent::Resumed : BatchEvent::Paused;
        if (setting) {
            if (const Status updated = store.updateBatch(operation.batch, batchChangeTo(stateBefore(operation)), wall);
                !updated)
                return updated.error();
        } else if (const auto state = store.batchEvent(operation.batch, event, wall); !state) {
            return state.error();
        }
        return store.batch(operation.batch);
    };
    putBack<Batch>(operation, change, [this, operation, reply](Result<Batch> batch) {
        if (!batch) {
            m_runtime.loadFacts(operation.batch);
            reply(batch.error());
            return;
        }
        m_runtime.setBatch(*batch);
        m_runtime.barrier([reply, answer = undoneJson(operation)] { reply(answer); });
    });
}

// What is not done yet is asked for in the former words again; what was made since stays as it was made.
void Control::undoEditStep(const OperationRecord &operation, CommandReply reply)
{
    const Wall wall = m_seams.clock.now().wall;
    const auto change = [operation, wall](Store &store) -> Result<QJsonObject> {
        const QJsonObject &was = operation.previous;
        QString now = operation.arguments.value(QLatin1String("prompt")).toString();
        return reword(store, operation.batch, was.value(QLatin1String("step")).toString(),
                      was.value(QLatin1String("prompt")).toString(), wall, &now);
    };
    putBack<QJsonObject>(operation, change, [this, operation, reply](Result<QJsonObject> saved) {
        if (!saved) {
            reply(saved.error());
            return;
        }
        if (const auto recipe = recipeFromJson(*saved))
            m_runtime.setRecipe(operation.batch, *recipe);
        reply(undoneJson(operation));
    });
}

void Control::undoQueue(const OperationRecord &operation, CommandReply reply)
{
    const auto change = [operation](Store &store) -> Result<Queue> {
        auto queue = untouched<Queue>(store.queues(), operation);
        if (!queue)
            return queue;
        if (const Status restored = restore(*queue, stateBefore(operation)); !restored)
            return restored.error();
        if (const auto saved = store.saveQueue(*queue); !saved)
            return saved.error();
        return queue;
    };
    putBack<Queue>(operation, change, [this, operation, reply](Result<Queue> queue) {
        if (!queue) {
            reply(queue.error());
            return;
        }
        const bool goesElsewhere = queue->account != m_runtime.queues().value(queue->id).account;
        m_runtime.setQueue(*queue);
        if (!queue->paused)
            m_runtime.tell(ScopeUnparked{queue->id, {}});
        const auto answer = [this, reply, answer = undoneJson(operation)] {
            m_runtime.barrier([reply, answer] { reply(answer); });
        };
        if (goesElsewhere)
            retarget(*queue, answer);
        else
            answer();
    });
}

void Control::undoAccount(const OperationRecord &operation, CommandReply reply)
{
    const auto change = [operation](Store &store) -> Result<Account> {
        auto account = untouched<Account>(store.accounts(), operation);
        if (!account)
            return account;
        if (const Status restored = restore(*account, stateBefore(operation)); !restored)
            return restored.error();
        if (const auto saved = store.saveAccount(*account); !saved)
            return saved.error();
        return account;
    };
    putBack<Account>(operation, change, [this, operation, reply](Result<Account> account) {
        if (!account) {
            reply(account.error());
            return;
        }
        tellAccount(*account, [reply, answer = undoneJson(operation)](Result<QJsonObject>) { reply(answer); });
    });
}

void Control::undoSetting(const OperationRecord &operation, CommandReply reply)
{
    const QString name = operation.subject;
    const QString was = operation.previous.value(QLatin1String("was")).toString();
    const auto change = [operation, name, was](Store &store) -> Result<bool> {
        const auto value = store.setting(name);
        if (!value)
            return value.error();
        if (*value != operation.previous.value(QLatin1String("now")).toString())
            return changedSince(operation);
        if (const Status written = store.setSetting(name, was); !written)
            return written.error();
        return true;
    };
    putBack<bool>(operation, change, [this, operation, name, was, reply](Result<bool> written) {
        if (!written) {
            reply(written.error());
            return;
        }
        if (name == u"dayBudget")
            m_runtime.tell(DayCapSet{moneyFromDecimal(was)});
        reply(undoneJson(operation));
    });
}

void Control::undoEngine(const OperationRecord &operation, CommandReply reply)
{
    const bool wasPaused = operation.command == u"engine.resume";
    const auto change = [operation, wasPaused](Store &store) -> Result<bool> {
        const auto paused = store.setting(QStringLiteral("paused"));
        if (!paused || (*paused == u"yes") == wasPaused)
            return paused ? changedSince(operation) : paused.error();
        const Status written =
            store.setSetting(QStringLiteral("paused"), wasPaused ? QStringLiteral("yes") : QString());
        return written ? Result<bool>(true) : Result<bool>(written.error());
    };
    putBack<bool>(operation, change, [this, operation, wasPaused, reply](Result<bool> written) {
        if (!written) {
            reply(written.error());
            return;
        }
        m_runtime.setPaused(wasPaused);
        m_runtime.barrier([reply, answer = undoneJson(operation)] { reply(answer); });
    });
}

} // namespace fornada
