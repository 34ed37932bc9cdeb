#include "core/scheduler/scheduler_world.h"

namespace fornada::test {

namespace {

QString seconds(Micros time)
{
    return QString::number(double(time.count()) / 1e6, 'f', 3);
}

} // namespace

SchedulerWorld::SchedulerWorld()
{
    m_now = {Wall(1'790'000'000s), Boot(1000s)};
    m_began = m_now.boot;
    tell(DayTurned{QDate(2026, 11, 21), {}});
}

Account &SchedulerWorld::account(int id, const LimitSet &limits, bool free)
{
    Account &account = m_accounts[id];
    account.id = AccountId{id};
    account.name = QStringLiteral("account%1").arg(id);
    account.limits = limits;
    account.free = free;
    tell(AccountSet{account});
    return account;
}

Queue &SchedulerWorld::queue(int id, int account, const LimitSet &limits, const RetryPolicy &retry)
{
    Queue &queue = m_queues[id];
    queue.id = QueueId{id};
    queue.name = QStringLiteral("queue%1").arg(id);
    queue.account = AccountId{account};
    queue.limits = limits;
    queue.retry = retry;
    tell(QueueSet{queue});
    return queue;
}

RetryPolicy SchedulerWorld::exactRetry()
{
    RetryPolicy retry;
    retry.jitter = 0;
    return retry;
}

Batch &SchedulerWorld::batch(char name, int queue, const QString &rows, int priority, Money price, const QString &model)
{
    Batch &batch = m_batches[name];
    batch.id = BatchId{name};
    batch.name = QString(QLatin1Char(name));
    batch.priority = priority;
    batch.state = BatchState::Running;
    const QStringList scripts = rows.split(QLatin1Char(';'));
    for (qsizetype i = 0; i < scripts.size(); ++i) {
        Job job;
        job.id = JobId{qint64(m_jobs.size()) + 1};
        job.batch = batch.id;
        job.row = RowId{name * 100'000 + i + 1};
        job.rowNumber = job.position = i + 1;
        job.queue = QueueId{queue};
        job.account = m_queues[queue].account;
        job.model = model;
        job.reserve = price;
        m_jobs[job.id] = job;
        m_scripts[job.id] = scripts.at(i).split(QLatin1Char('|'));
        batch.estimate += price;
    }
    tell(BatchSet{batch});
    tell(LaneWoken{{QueueId{queue}, batch.id}});
    return batch;
}

void SchedulerWorld::dayBudget(int account, Money cap)
{
    m_accounts[account].dayBudget = cap;
    tell(AccountSet{m_accounts[account]});
}

Job &SchedulerWorld::job(char batch, int row)
{
    for (auto &[id, job] : m_jobs)
        if (job.batch.value == batch && job.rowNumber == row)
            return job;
    qFatal("no such job");
}

void SchedulerWorld::tell(const SchedulerEvent &event)
{
    m_scheduler.absorb(event, m_now);
    m_pump = true;
}

void SchedulerWorld::run(Micros length)
{
    const Boot end = m_now.boot + length;
    for (;;) {
        pump();
        Boot next = end;
        if (!m_events.empty())
            next = std::min(next, m_events.begin()->first);
        if (const auto wake = m_scheduler.nextWake())
            next = std::min(next, std::max(wake->boot, m_now.boot + 1us));
        const bool own = m_events.empty() || m_events.begin()->first > next;
        m_now = m_now + (next - m_now.boot);
        if (m_now.boot >= end && own)
            return;
        m_pump = true;
        if (own)
            continue;
        const auto work = std::move(m_events.begin()->second);
        m_events.erase(m_events.begin());
        work();
    }
}

void SchedulerWorld::releaseClaims()
{
    holdClaims = false;
    const auto held = std::exchange(m_heldClaims, {});
    for (const auto &claim : held)
        claim();
}

void SchedulerWorld::barrier()
{
    for (const auto &[attempt, held] : std::exchange(m_lane, {}))
        tell(SendDeferred{attempt});
}

void SchedulerWorld::pauseBatch(char name, bool paused)
{
    m_batches[name].state = paused ? BatchState::Paused : BatchState::Running;
    tell(BatchSet{m_batches[name]});
    if (paused)
        barrier();
}

void SchedulerWorld::pauseQueue(int id, bool paused)
{
    m_queues[id].paused = paused;
    tell(QueueSet{m_queues[id]});
    if (paused)
        barrier();
}

void SchedulerWorld::pauseAccount(int id, bool paused)
{
    m_accounts[id].paused = paused;
    tell(AccountSet{m_accounts[id]});
    if (paused)
        barrier();
}

void SchedulerWorld::cancel(char batch, int row, bool stopNow)
{
    Job &cancelled = job(batch, row);
    cancelled.state = JobState::Cancelled;
    tell(JobsTouched{{cancelled.id}, true});
    if (stopNow)
        tell(StopNow{{cancelled.id}});
    barrier();
}

void SchedulerWorld::retry(char batch, int row)
{
    Job &again = job(batch, row);
    again.state = JobState::Queued;
    again.attempts = 0;
    again.notBefore.reset();
    tell(JobsTouched{{again.id}, false});
    tell(LaneWoken{{again.queue, again.batch}});
}

void SchedulerWorld::storeIsWell(bool ok)
{
    m_storeOk = ok;
    tell(StoreHealth{ok});
    if (!ok)
        return;
    const auto settles = std::exchange(m_unsettled, {});
    for (const SettleNow &settle : settles)
        after(commit, [this, settle] { commitSettle(settle); });
}

Attempt SchedulerWorld::leftOpen(char batch, int row, Money reserved)
{
    Job &left = job(batch, row);
    left.state = JobState::Running;
    left.currentAttempt = AttemptId{++m_attempts};
    left.sends = 1;
    left.reserve = reserved;
    Attempt attempt;
    attempt.id = left.currentAttempt;
    attempt.job = left.id;
    attempt.number = 1;
    attempt.account = left.account;
    attempt.model = left.model;
    attempt.reserved = reserved;
    return attempt;
}

QString SchedulerWorld::trace()
{
    return std::exchange(m_trace, {}).join(QStringLiteral(" · "));
}

QString SchedulerWorld::sends()
{
    return std::exchange(m_sends, {}).join(QLatin1Char(' '));
}

QString SchedulerWorld::nameOf(JobId id) const
{
    const Job &job = m_jobs.at(id);
    return QString(QLatin1Char(char(job.batch.value))) + QString::number(job.rowNumber);
}

void SchedulerWorld::note(const QString &what, JobId job, const QString &more)
{
    m_trace.append(seconds(m_now.boot - m_began) + QLatin1Char(' ') + what + QLatin1Char(' ') + nameOf(job) + more);
}

void SchedulerWorld::pump()
{
    while (std::exchange(m_pump, false)) {
        const QList<SchedulerDecision> decisions = m_scheduler.pump(m_now);
        for (const SchedulerDecision &decision : decisions)
            std::visit([this](const auto &d) { on(d); }, decision);
    }
}

} // namespace fornada::test
