#include "engine/control.h"

#include <QJsonArray>

namespace fornada {

namespace {
constexpr int kChunk = 5'000;
}

struct Control::Bulk {
    JobFilter filter;
    JobEvent event = JobEvent::Cancelled;
    bool abort = false;
    CommandReply reply;
    qint64 changed = 0;
    QSet<BatchId> batches;
};

JobFilter Control::jobFilter(Args &args)
{
    JobFilter filter;
    const QJsonValue jobs = args.value(QLatin1String("jobs"));
    for (const QJsonValue &id : jobs.toArray())
        filter.ids.append(JobId{id.toVariant().toLongLong()});
    if (args.has(QLatin1String("job")))
        filter.ids.append(JobId{args.number(QLatin1String("job"))});
    if (args.has(QLatin1String("batch")))
        filter.batch = findBatch(args).id;
    if (filter.ids.isEmpty() && !filter.batch.isValid())
        args.fail(QStringLiteral("job"), QStringLiteral("name a job or a batch"));
    return filter;
}

void Control::bulk(JobFilter filter, JobEvent event, bool abort, CommandReply reply)
{
    auto work = std::make_shared<Bulk>();
    work->filter = std::move(filter);
    work->event = event;
    work->abort = abort;
    work->reply = std::move(reply);
    bulkChunk(work);
}

void Control::bulkChunk(std::shared_ptr<Bulk> work)
{
    const Wall now = m_seams.clock.now().wall;
    const auto chunk = [filter = work->filter, event = work->event, now](Store &store) {
        return store.apply(filter, event, kChunk, now);
    };
    m_seams.store.call<BulkResult>(chunk, [this, work](Result<BulkResult> result) {
        if (!result) {
            work->reply(result.error());
            return;
        }
        work->changed += result->changed;
        const bool cancels = work->event == JobEvent::Cancelled || work->event == JobEvent::GivenUp;
        for (const BatchId id : result->finished + result->reopened)
            work->batches.insert(id);
        m_runtime.tell(JobsTouched{result->jobs, cancels});
        if (work->abort)
            m_runtime.tell(StopNow{result->jobs});
        for (const LaneKey &lane : std::as_const(result->woken))
            m_runtime.tell(LaneWoken{lane});
        if (result->more) {
            bulkChunk(work);
            return;
        }
        if (work->filter.batch.isValid())
            work->batches.insert(work->filter.batch);
        for (const BatchId id : std::as_const(work->batches))
            refresh(id);
        const QJsonObject answer{{QStringLiteral("changed"), work->changed}};
        if (cancels) // what the lanes had and have not sent comes back first: a cancelled job is never sent
            m_runtime.barrier([work, answer] { work->reply(answer); });
        else
            work->reply(answer);
    });
}

void Control::jobRetry(Args &args, CommandReply reply)
{
    JobFilter filter = jobFilter(args);
    filter.states = {JobState::Failed};
    if (args.error()) {
        reply(*args.error());
        return;
    }
    journal(m_current);
    bulk(filter, JobEvent::Retried, false, std::move(reply));
}

void Control::jobCancel(Args &args, CommandReply reply)
{
    JobFilter filter = jobFilter(args);
    filter.states = {JobState::Blocked, JobState::Queued,  JobState::Running, JobState::Unknown,
                     JobState::Review,  JobState::Skipped, JobState::Failed};
    if (args.error()) {
        reply(*args.error());
        return;
    }
    journal(m_current);
    bulk(filter, JobEvent::Cancelled, args.flag(QLatin1String("stopNow")), std::move(reply));
}

void Control::jobResolve(Args &args, CommandReply reply)
{
    JobFilter filter = jobFilter(args);
    filter.states = {JobState::Unknown};
    const QString how = args.needText(QLatin1String("how"));
    JobEvent event = JobEvent::Resent;
    if (how == QLatin1String("charged"))
        event = JobEvent::CountedCharged;
    else if (how == QLatin1String("giveUp"))
        event = JobEvent::GivenUp;
    else if (how != QLatin1String("resend"))
        args.fail(QStringLiteral("how"), QStringLiteral("is resend, charged or giveUp"));
    if (args.error()) {
        reply(*args.error());
        return;
    }
    journal(m_current);
    bulk(filter, event, false, std::move(reply));
}

void Control::jobPriority(Args &args, CommandReply reply)
{
    const JobFilter filter = jobFilter(args);
    const int priority = int(args.number(QLatin1String("priority")));
    if (args.error()) {
        reply(*args.error());
        return;
    }
    journal(m_current);
    const Wall now = m_seams.clock.now().wall;
    m_seams.store.submit({[filter, priority, now](Store &store) { return store.setJobPriority(filter, priority, now); },
                          [this, filter, priority, reply](Status set) {
                              if (!set) {
                                  reply(set.error());
                                  return;
                              }
                              m_runtime.tell(JobsTouched{filter.ids, false});
                              QList<LaneKey> lanes;
                              for (const auto &[key, lane] : m_runtime.scheduler().lanes().all())
                                  if (!filter.batch.isValid() || key.batch == filter.batch)
                                      lanes.append(key);
                              for (const LaneKey &lane : std::as_const(lanes))
                                  m_runtime.tell(LaneWoken{lane});
                              reply(QJsonObject{{QStringLiteral("priority"), priority}});
                          }});
}

void Control::jobExplain(Args &args, CommandReply reply)
{
    const JobId id{args.number(QLatin1String("job"))};
    m_seams.store.call<Job>([id](Store &store) { return store.job(id); },
                            [this, reply](Result<Job> job) {
                                if (!job) {
                                    reply(job.error());
                                    return;
                                }
                                const Opening opening = m_runtime.scheduler().explain(*job, m_seams.clock.now());
                                QJsonObject answer{{QStringLiteral("reason"), toName(opening.reason)}};
                                if (opening.until)
                                    answer.insert(QStringLiteral("until"), toIso(opening.until->wall));
                                reply(answer);
                            });
}

} // namespace fornada
