#include "engine/control_bulk.h"
#include "engine/start_rules.h"

namespace fornada {

namespace {

constexpr Micros kChunkTime = std::chrono::milliseconds(8);
constexpr int kLeastChunk = 50;
constexpr int kMostChunk = 5'000;

} // namespace

int nextChunk(int chunk, Micros took)
{
    const qint64 fitting = took.count() > 0 ? chunk * kChunkTime.count() / took.count() : kMostChunk;
    return int(std::clamp<qint64>(std::min<qint64>(fitting, qint64(chunk) * 2), kLeastChunk, kMostChunk));
}

// {jobs} or {job}, or everything that matches {batch, queue, states, text, message}; {all} means it when that is empty.
JobFilter Control::jobFilter(Args &args)
{
    JobFilter filter;
    for (const QJsonValue &id : args.list(QLatin1String("jobs")))
        filter.ids.append(JobId{id.toInteger(0)});
    if (filter.ids.contains(JobId{0}) || (filter.ids.isEmpty() && args.has(QLatin1String("jobs"))))
        args.fail(QStringLiteral("jobs"), QStringLiteral("is a list of the numbers of jobs"));
    if (args.has(QLatin1String("job")))
        filter.ids.append(JobId{args.number(QLatin1String("job"))});
    if (args.has(QLatin1String("batch")))
        filter.batch = findBatch(args).id;
    if (args.has(QLatin1String("queue")))
        filter.queue = findQueue(args).id;
    if (args.has(QLatin1String("queueId")))
        filter.queue = QueueId{args.number(QLatin1String("queueId"))};
    for (const QJsonValue &name : args.list(QLatin1String("states"))) {
        const auto state = fromName<JobState>(name.toString());
        if (state)
            filter.states.append(*state);
        else
            args.fail(QStringLiteral("states"), QStringLiteral("there is no state %1").arg(name.toString()));
    }
    filter.text = args.text(QLatin1String("text"));
    if (args.has(QLatin1String("message")))
        filter.message = args.text(QLatin1String("message"));
    const bool named = !filter.ids.isEmpty() || filter.batch.isValid() || filter.queue.isValid() ||
                       !filter.states.isEmpty() || filter.looksInside();
    if (!named && !args.flag(QLatin1String("all")))
        args.fail(QStringLiteral("job"), QStringLiteral("name a job or a batch"));
    return filter;
}

std::optional<JobFilter> Control::jobsIn(Args &args, const QList<JobState> &states, const CommandReply &reply)
{
    JobFilter filter = jobFilter(args);
    if (args.error()) {
        reply(*args.error());
        return std::nullopt;
    }
    if (filter.states.isEmpty())
        filter.states = states;
    else
        filter.states.removeIf([&states](JobState state) { return !states.contains(state); });
    if (!filter.states.isEmpty())
        return filter;
    reply(QJsonObject{{QStringLiteral("changed"), 0}});
    return std::nullopt;
}

void Control::bulk(const OperationRecord &record, const JobFilter &filter, JobEvent event, bool abort,
                   CommandReply reply)
{
    writeDown(record, filter.ids, [this, filter, event, abort, reply](Result<qint64> operation) {
        if (operation)
            bulk(filter, event, abort, *operation, reply);
        else
            reply(operation.error());
    });
}

// Jobs that are named tell which batch it is about.
void Control::writeDown(const OperationRecord &record, const QList<JobId> &ids,
                        std::function<void(Result<qint64>)> done)
{
    const auto write = [record, ids](Store &store) -> Result<qint64> {
        OperationRecord entry = record;
        entry.previous.insert(kNoted, true);
        if (const auto job = ids.isEmpty() ? Result<Job>(Error{}) : store.job(ids.first()))
            entry.batch = job->batch;
        if (const auto batch = store.batch(entry.batch); batch && entry.subject.isEmpty())
            entry.subject = batch->name;
        return store.addOperation(entry);
    };
    m_seams.store.call<qint64>(write, std::move(done));
}

void Control::bulk(JobFilter filter, JobEvent event, bool abort, qint64 operation, CommandReply reply)
{
    auto work = std::make_shared<Bulk>();
    work->filter = std::move(filter);
    work->named = std::exchange(work->filter.ids, {});
    work->event = event;
    work->abort = abort;
    work->operation = operation;
    work->reply = std::move(reply);
    for (const Batch &batch : m_runtime.batches())
        if (batch.state == BatchState::Finished && !pricesHold(m_runtime, batch.id))
            work->unpriced.insert(batch.id);
    bulkChunk(work);
}

// A batch that comes back to life waits for a person when undo brings it back, as it may have been paused when it
// ended; and when it was paused after this was asked for, and ended before this came to it.
Result<bool> Control::staysPaused(Store &store, BatchId id, const Bulk &work)
{
    if (work.unpriced.contains(id))
        return true;
    if (work.event == JobEvent::Restored || work.operation == 0)
        return work.event == JobEvent::Restored;
    const auto paused = store.lastOperation(QStringLiteral("batch.pause"), id);
    const auto resumed = store.lastOperation(QStringLiteral("batch.resume"), id);
    if (!paused || !resumed)
        return paused ? resumed.error() : paused.error();
    return *paused > work.operation && *resumed < *paused;
}

// Whoever undoes it waits for the chunk that is on its way, and no other follows.
bool Control::isUndone(const Bulk &work) const
{
    return work.event != JobEvent::Restored && m_undone.contains(work.operation);
}

void Control::bulkChunk(std::shared_ptr<Bulk> work)
{
    if (isUndone(*work)) {
        endBulk(work);
        return;
    }
    const Wall now = m_seams.clock.now().wall;
    const JobFilter filter = work->nextFilter();
    const int limit = filter.ids.isEmpty() ? work->chunk : int(filter.ids.size());
    const auto took = std::make_shared<Micros>();
    const auto chunk = [work, filter, limit, took, now, clock = &m_seams.clock](Store &store) {
        const Boot began = clock->now().boot;
        auto result = work->event ? store.apply(filter, *work->event, limit, now, work->operation)
                                  : store.changeJobs(filter, work->change, limit, now, work->operation);
        for (const BatchId id : result ? result->reopened : QList<BatchId>()) {
            const auto paused = staysPaused(store, id, *work);
            const auto state = paused && *paused ? store.batchEvent(id, BatchEvent::Paused, now)
                                                 : Result<BatchState>(BatchState::Running);
            if (!paused || !state)
                return Result<BulkResult>(paused ? state.error() : paused.error());
        }
        *took = clock->now().boot - began;
        return result;
    };
    m_seams.store.call<BulkResult>(chunk, [this, work, limit, took](Result<BulkResult> result) {
        if (!result) {
            work->reply(result.error());
            return;
        }
        work->changed += result->changed;
        work->filter.after = result->after;
        work->chunk = nextChunk(limit, *took);
        if (work->each)
            work->each(result->jobs);
        for (const BatchId id : result->finished + result->reopened)
            m_runtime.loadFacts(id);
        m_runtime.tell(JobsTouched{result->jobs, work->cancels()});
        m_runtime.tell(JobsTouched{result->waitAgain, false});
        if (work->abort)
            m_runtime.tell(StopNow{result->jobs});
        for (const LaneKey &lane : std::as_const(result->woken))
            m_runtime.tell(LaneWoken{lane});
        if (work->hasMore(*result))
            bulkChunk(work);
        else
            endBulk(work);
    });
}

void Control::endBulk(std::shared_ptr<Bulk> work)
{
    if (work->event && work->filter.batch.isValid())
        m_runtime.loadFacts(work->filter.batch);
    const QJsonObject answer{{QStringLiteral("changed"), work->changed},
                             {QStringLiteral("operation"), work->operation}};
    if (work->cancels()) // what the lanes had and have not sent comes back first: a cancelled job is never sent
        m_runtime.barrier([work, answer] { work->reply(answer); });
    else
        work->reply(answer);
}

void Control::jobRetry(Args &args, CommandReply reply)
{
    if (const auto filter = jobsIn(args, {JobState::Failed}, reply)) {
        bulk(record({}, filter->batch), *filter, JobEvent::Retried, false, std::move(reply));
    }
}

void Control::jobCancel(Args &args, CommandReply reply)
{
    using enum JobState;
    if (const auto filter = jobsIn(args, {Blocked, Queued, Running, Unknown, Review, Skipped, Failed}, reply)) {
        bulk(record({}, filter->batch), *filter, JobEvent::Cancelled, args.flag(QLatin1String("stopNow")),
             std::move(reply));
    }
}

void Control::jobSkip(Args &args, CommandReply reply)
{
    if (const auto filter = jobsIn(args, {JobState::Failed}, reply)) {
        bulk(record({}, filter->batch), *filter, JobEvent::Dismissed, false, std::move(reply));
    }
}

void Control::jobResolve(Args &args, CommandReply reply)
{
    const QString how = args.needText(QLatin1String("how"));
    JobEvent event = JobEvent::Resent;
    if (how == QLatin1String("charged"))
        event = JobEvent::CountedCharged;
    else if (how == QLatin1String("giveUp"))
        event = JobEvent::GivenUp;
    else if (how != QLatin1String("resend"))
        args.fail(QStringLiteral("how"), QStringLiteral("is resend, charged or giveUp"));
    if (const auto filter = jobsIn(args, {JobState::Unknown}, reply)) {
        bulk(record({}, filter->batch), *filter, event, false, std::move(reply));
    }
}

void Control::jobApprove(Args &args, CommandReply reply)
{
    if (const auto filter = jobsIn(args, {JobState::Review}, reply))
        bulk(record({}, filter->batch), *filter, JobEvent::Approved, false, std::move(reply));
}

void Control::jobReject(Args &args, CommandReply reply)
{
    if (const auto filter = jobsIn(args, {JobState::Review}, reply))
        bulk(record({}, filter->batch), *filter, JobEvent::Rejected, false, std::move(reply));
}

// What is done is made once more, and paid once more, only when it was named or its state was.
void Control::jobReroll(Args &args, CommandReply reply)
{
    const bool named = args.has(QLatin1String("job")) || args.has(QLatin1String("jobs")) ||
                       !args.value(QLatin1String("states")).toArray().isEmpty();
    QList<JobState> states{JobState::Review};
    if (named)
        states.append(JobState::Completed);
    if (const auto filter = jobsIn(args, states, reply))
        bulk(record({}, filter->batch), *filter, JobEvent::Rerolled, false, std::move(reply));
}

void Control::jobPriority(Args &args, CommandReply reply)
{
    const JobFilter filter = jobFilter(args);
    const int priority = int(args.number(QLatin1String("priority")));
    if (args.error()) {
        reply(*args.error());
        return;
    }
    writeDown(record(m_runtime.batches().value(filter.batch).name, filter.batch), filter.ids,
              [this, filter, priority, reply](Result<qint64> operation) {
                  if (!operation) {
                      reply(operation.error());
                      return;
                  }
                  auto work = std::make_shared<Bulk>();
                  work->filter = filter;
                  work->named = std::exchange(work->filter.ids, {});
                  work->change.priority = priority;
                  work->operation = *operation;
                  work->reply = [priority, reply](Result<QJsonObject> answer) {
                      if (answer)
                          answer->insert(QStringLiteral("priority"), priority);
                      reply(std::move(answer));
                  };
                  bulkChunk(work);
              });
}

void Control::jobExplain(Args &args, CommandReply reply)
{
    const JobId id{args.number(QLatin1String("job"))};
    m_seams.store.call<Job>([id](Store &store) { return store.job(id); },
                            [this, id, reply](Result<Job> job) {
                                if (!job) {
                                    reply(job.error());
                                    return;
                                }
                                const Opening opening = m_runtime.scheduler().explain(*job, m_seams.clock.now());
                                QJsonObject answer{{QStringLiteral("reason"), toName(opening.reason)}};
                                if (opening.until)
                                    answer.insert(QStringLiteral("until"), toIso(opening.until->wall));
                                if (const JobId same = m_runtime.scheduler().sameAs(id); same.isValid())
                                    answer.insert(QStringLiteral("sameAs"), same.value);
                                reply(answer);
                            });
}

} // namespace fornada
