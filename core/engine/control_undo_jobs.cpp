#include "engine/control_bulk.h"
#include "engine/undo_facts.h"
#include "engine/undo_rules.h"

// Actions on jobs undone, a chunk at a time, as far as nothing was sent since.
namespace fornada {

struct Control::TakeBack {
    OperationRecord operation;
    Command command; // that undoes it
    CommandReply reply;
    int chunk = 200;
    qint64 changed = 0, sentSince = 0, changedSince = 0;
};

// The batch comes back paused, then its jobs in chunks, as they went. Cut off in between, it can be undone again.
void Control::undoCancel(const OperationRecord &operation, CommandReply reply)
{
    const bool wholeBatch = operation.command == u"batch.cancel";
    const auto restoreJobs = [this, operation, command = m_current, reply] {
        bulk(undoScope(operation), JobEvent::Restored, false, operation.id,
             [this, operation, command, reply](Result<QJsonObject> restored) {
                 if (!restored) {
                     reply(restored.error());
                     return;
                 }
                 m_current = command;
                 takeBack(operation, restored->value(QLatin1String("changed")).toInteger(), reply);
             });
    };
    if (!wholeBatch) {
        restoreJobs();
        return;
    }
    const Wall wall = m_seams.clock.now().wall;
    const auto reopen = [id = operation.batch, wall](Store &store) -> Result<Batch> {
        const auto batch = store.batch(id);
        if (!batch || batch->state != BatchState::Cancelled)
            return batch;
        if (const auto state = store.batchEvent(id, BatchEvent::Restored, wall); !state)
            return state.error();
        return store.batch(id);
    };
    m_seams.store.call<Batch>(reopen, [this, restoreJobs, reply](Result<Batch> batch) {
        if (!batch) {
            reply(batch.error());
            return;
        }
        m_runtime.setBatch(*batch);
        restoreJobs();
    });
}

void Control::takeBack(const OperationRecord &operation, qint64 restored, CommandReply reply)
{
    auto work = std::make_shared<TakeBack>();
    work->operation = operation;
    work->command = m_current;
    work->reply = std::move(reply);
    work->changed = restored;
    takeBackChunk(work);
}

void Control::takeBackChunk(std::shared_ptr<TakeBack> work)
{
    const Wall now = m_seams.clock.now().wall;
    const auto took = std::make_shared<Micros>();
    const auto chunk = [id = work->operation.id, limit = work->chunk, took, now, clock = &m_seams.clock](Store &store) {
        const Boot began = clock->now().boot;
        auto result = store.takeBack(id, limit, now);
        *took = clock->now().boot - began;
        return result;
    };
    m_seams.store.call<BulkResult>(chunk, [this, work, took](Result<BulkResult> result) {
        if (!result) {
            work->reply(result.error());
            return;
        }
        work->chunk = nextChunk(work->chunk, *took);
        work->changed += result->changed;
        work->sentSince += result->sentSince;
        work->changedSince += result->changedSince;
        for (const BatchId id : result->finished + result->reopened)
            m_runtime.loadFacts(id);
        m_runtime.tell(JobsTouched{result->jobs + result->waitAgain, false});
        for (const LaneKey &lane : std::as_const(result->woken))
            m_runtime.tell(LaneWoken{lane});
        if (result->more)
            takeBackChunk(work);
        else
            closeTakenBack(work);
    });
    // Results come back: who is equal to them, and was to be asked for without them, is looked at again behind that.
    m_runtime.tell(BatchEdited{work->operation.batch});
}

void Control::closeTakenBack(std::shared_ptr<TakeBack> work)
{
    m_current = work->command; // others may have come meanwhile
    const Wall wall = m_seams.clock.now().wall;
    const OperationRecord &operation = work->operation;
    const auto close = [operation, wall](Store &store) -> Result<bool> {
        const auto batch = store.batch(operation.batch);
        const bool settled =
            batch && batch->state == BatchState::Paused && batch->counts.settled() == batch->counts.total();
        if (settled && operation.command == u"batch.cancel") // nothing came back: it is as finished as it was
            if (const auto state = store.batchEvent(operation.batch, BatchEvent::AllSettled, wall); !state)
                return state.error();
        return true;
    };
    putBack<bool>(operation, close, [this, work](Result<bool> closed) {
        if (!closed) {
            work->reply(closed.error());
            return;
        }
        if (work->operation.batch.isValid())
            m_runtime.loadFacts(work->operation.batch);
        QJsonObject answer = undoneJson(work->operation);
        answer.insert(QStringLiteral("changed"), work->changed);
        answer.insert(QStringLiteral("sentSince"), work->sentSince);
        answer.insert(QStringLiteral("changedSince"), work->changedSince);
        work->reply(answer);
    });
}

void Control::undoRelease(const OperationRecord &operation, CommandReply reply)
{
    QList<qint64> pilot;
    for (const QJsonValue &row : operation.previous.value(QLatin1String("pilot")).toArray())
        pilot.append(row.toInteger());
    const AttemptId since{operation.previous.value(QLatin1String("attempt")).toInteger()};
    const Wall wall = m_seams.clock.now().wall;
    const auto hold = [id = operation.batch, pilot, since, wall](Store &store) -> Result<Batch> {
        if (const Status held = store.holdAgain(id, pilot, since, wall); !held)
            return held.error();
        return store.batch(id);
    };
    putBack<Batch>(operation, hold, [this, operation, reply](Result<Batch> batch) {
        if (!batch) {
            reply(batch.error());
            return;
        }
        m_runtime.setBatch(*batch);
        m_runtime.barrier([reply, answer = undoneJson(operation)] { reply(answer); });
    });
}

} // namespace fornada
