#pragma once

#include "engine/batch_adder.h"
#include "engine/control_command.h"
#include "engine/runtime.h"

#include <QHash>

#include <memory>

namespace fornada {

// The one command table: every operator action is a command value handled here. Engine thread.
class Control {
public:
    Control(Runtime &runtime, Seams seams);
    ~Control();

    // The reply comes when the effect is durable (and, for pauses, when nothing more can be sent).
    void execute(const Command &command, CommandReply reply);
    static QStringList commandNames();

    // Queues and the sandbox account that a new data folder starts with; adds what is missing, changes nothing.
    void ensureDefaults(std::function<void(Status)> done);

private:
    using Handler = void (Control::*)(Args &args, CommandReply reply);
    static const QHash<QString, Handler> &table();

    // batches (control_batches.cpp)
    void batchCreate(Args &args, CommandReply reply);
    void batchStart(Args &args, CommandReply reply);
    void batchPause(Args &args, CommandReply reply);
    void batchResume(Args &args, CommandReply reply);
    void batchCancel(Args &args, CommandReply reply);
    void batchRetryFailed(Args &args, CommandReply reply);
    void batchSet(Args &args, CommandReply reply);
    void batchRemove(Args &args, CommandReply reply);
    // jobs (control_jobs.cpp)
    void jobRetry(Args &args, CommandReply reply);
    void jobCancel(Args &args, CommandReply reply);
    void jobResolve(Args &args, CommandReply reply);
    void jobPriority(Args &args, CommandReply reply);
    void jobExplain(Args &args, CommandReply reply);
    // set-up (control_setup.cpp)
    void queueSet(Args &args, CommandReply reply);
    void queuePause(Args &args, CommandReply reply);
    void queueResume(Args &args, CommandReply reply);
    void queueClear(Args &args, CommandReply reply);
    void queueTest(Args &args, CommandReply reply);
    void accountAdd(Args &args, CommandReply reply);
    void accountSet(Args &args, CommandReply reply);
    void accountRemove(Args &args, CommandReply reply);
    void accountTest(Args &args, CommandReply reply);
    void recipeImport(Args &args, CommandReply reply);
    void settingSet(Args &args, CommandReply reply);
    // engine (control_engine.cpp)
    void enginePause(Args &args, CommandReply reply);
    void engineResume(Args &args, CommandReply reply);
    void engineStatus(Args &args, CommandReply reply);

    // Moves all jobs that match through the event, a chunk at a time between group commits; replies {"changed": n}.
    struct Bulk;
    void bulk(JobFilter filter, JobEvent event, bool abort, CommandReply reply);
    void bulkChunk(std::shared_ptr<Bulk> bulk);
    void changeBatch(BatchId id, BatchEvent event, bool needsBarrier, CommandReply reply);
    void testQueue(const Queue &queue, CommandReply reply);
    // Changes what the store holds, so that commands on their way at the same time do not undo each other.
    void editQueue(QueueId id, std::function<Status(Queue &)> change, std::function<void(Result<Queue>)> done);
    void editAccount(AccountId id, std::function<Status(Account &)> change, CommandReply reply);
    void tellAccount(const Account &saved, CommandReply reply);
    void savePaused(Queue queue, bool paused, CommandReply reply);
    void saveAccount(const Account &account, CommandReply reply);
    void journal(const Command &command, const QJsonObject &previous = {});
    void rememberPaused(bool paused, std::function<void(Status)> done);
    void refresh(BatchId id, std::function<void()> done = {});

    // Look-ups by id or name; an error goes into args.
    Batch findBatch(Args &args);
    Queue findQueue(Args &args);
    Account findAccount(Args &args, QLatin1String name);
    JobFilter jobFilter(Args &args);

    Runtime &m_runtime;
    Seams m_seams;
    BatchAdder m_adder;
    Command m_current; // the one being executed, for the journal
};

} // namespace fornada
