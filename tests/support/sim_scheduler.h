#pragma once

#include "scheduler/scheduler.h"

#include <functional>
#include <map>

namespace fornada::test {

using namespace std::chrono_literals;

// The scheduler alone in virtual time, with a toy store, network and provider around it. What goes on the wire is
// written down as "<seconds>:<batch><row>", so a test reads as a trace.
class SchedulerBench {
public:
    SchedulerBench()
    {
        m_now = {Wall(1'790'000'000s), Boot(1000s)};
        m_start = m_now.boot;
        tell(DayTurned{QDate(2026, 11, 21)});
    }

    // Delays and holds.
    Micros latency = 10s;        // of answers
    Micros commit = 1ms;         // from a decision to its durability
    bool holdClaims = false;     // commits stall: claims stay open until releaseClaims
    bool holdPrepared = false;   // requests are being built
    QHash<JobId, qint64> tokens; // weights found when the request is built

    Account &account(int id, const LimitSet &limits = {}, bool free = false)
    {
        Account &account = m_accounts[id];
        account.id = AccountId{id};
        account.name = QStringLiteral("account%1").arg(id);
        account.limits = limits;
        account.free = free;
        tell(AccountSet{account});
        return account;
    }
    Queue &queue(int id, int account, const LimitSet &limits = {}, const RetryPolicy &retry = exactRetry())
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
    static RetryPolicy exactRetry()
    {
        RetryPolicy retry;
        retry.jitter = 0;
        return retry;
    }
    // Rows by ';', the outcomes of a row's attempts by '|': "ok;429|ok;lost". The last outcome repeats.
    Batch &batch(char name, int queue, const QString &rows, int priority = 0, Money price = {},
                 const QString &model = {})
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
            job.row = RowId{name * 1000 + i + 1};
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
    Batch &batch(char name) { return m_batches[name]; }
    Job &job(char batch, int row)
    {
        for (auto &[id, job] : m_jobs)
            if (job.batch.value == batch && job.rowNumber == row)
                return job;
        qFatal("no such job");
    }

    void tell(const SchedulerEvent &event)
    {
        m_scheduler.absorb(event, m_now);
        m_pump = true;
    }
    void run(Micros length)
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
            auto work = std::move(m_events.begin()->second);
            m_events.erase(m_events.begin());
            work();
        }
    }
    void releaseClaims()
    {
        holdClaims = false;
        for (const auto &claim : std::exchange(m_heldClaims, {}))
            claim();
    }
    void stepWall(Micros by) { m_now.wall += by; }

    QString sends() { return std::exchange(m_sends, {}).join(QLatin1Char(' ')); }
    QString settles() { return std::exchange(m_settles, {}).join(QLatin1Char(' ')); }
    QStringList told() { return std::exchange(m_told, {}); }
    const QList<SettleNow> &settled() const { return m_settledNow; }
    Opening why(char batch, int row) { return m_scheduler.explain(job(batch, row), m_now); }
    Scheduler &scheduler() { return m_scheduler; }
    Moment now() const { return m_now; }
    int prepared() const { return m_prepares; }
    QList<Boot> sendTimes;

private:
    QString nameOf(JobId id) const
    {
        const Job &job = m_jobs.at(id);
        return QString(QLatin1Char(char(job.batch.value))) + QString::number(job.rowNumber);
    }
    QString seconds() const { return QString::number(double((m_now.boot - m_start).count()) / 1e6, 'g', 6); }
    void after(Micros wait, std::function<void()> work) { m_events.emplace(m_now.boot + wait, std::move(work)); }

    void pump()
    {
        while (std::exchange(m_pump, false)) {
            const QList<SchedulerDecision> decisions = m_scheduler.pump(m_now);
            for (const SchedulerDecision &decision : decisions)
                std::visit([this](const auto &d) { on(d); }, decision);
        }
    }

    void on(const LoadHeads &d)
    {
        HeadPage page;
        QList<Job> due;
        for (const auto &[id, job] : m_jobs) {
            if (job.state != JobState::Queued || LaneKey{job.queue, job.batch} != d.lane)
                continue;
            if (job.notBefore && *job.notBefore > m_now.wall)
                page.nextDue = page.nextDue ? std::min(*page.nextDue, *job.notBefore) : *job.notBefore;
            else
                due.append(job);
        }
        std::stable_sort(due.begin(), due.end(), [](const Job &a, const Job &b) {
            return std::tie(b.priority, a.position) < std::tie(a.priority, b.position);
        });
        page.exhausted = due.size() <= d.limit;
        page.jobs = due.mid(0, d.limit);
        after(commit, [this, d, page] { tell(HeadsLoaded{d.lane, page}); });
    }
    void on(const Prepare &d)
    {
        ++m_prepares;
        if (!holdPrepared)
            after(1ms, [this, d] { tell(Prepared{d.job.id, "hash", d.job.reserve, tokens.value(d.job.id)}); });
    }
    void on(const DropPrepared &) {}
    void on(const OpenAttemptNow &d)
    {
        const auto claim = [this, id = d.job.id] {
            Job &job = m_jobs.at(id);
            job.state = JobState::Running;
            job.currentAttempt = AttemptId{++m_attempts};
            tell(ClaimDone{id, job.currentAttempt, ++job.sends});
        };
        if (holdClaims)
            m_heldClaims.append(claim);
        else
            after(commit, claim);
    }
    void on(const SendNow &d)
    {
        after(std::max(Micros(0), d.at.boot - m_now.boot), [this, d] {
            m_sends.append(seconds() + QLatin1Char(':') + nameOf(d.job));
            sendTimes.append(m_now.boot);
            tell(SendHappened{d.attempt, m_now});
            const QStringList &script = m_scripts[d.job];
            const qsizetype turn = m_turns[d.job]++;
            const QString word = script.at(std::min(turn, script.size() - 1));
            if (word != QLatin1String("hang"))
                after(latency, [this, d, word] { answer(d.attempt, d.job, word); });
        });
    }
    void answer(AttemptId attempt, JobId job, const QString &word)
    {
        Digested digest;
        digest.attempt = attempt;
        digest.charge = Charge::actual(m_jobs[job].reserve);
        const auto refused = [&](Outcome outcome, int status) {
            digest.outcome = outcome;
            digest.httpStatus = status;
            digest.charge = Charge::none();
        };
        if (word == QLatin1String("500"))
            refused(Outcome::RetryBackoff, 500);
        else if (word == QLatin1String("429"))
            refused(Outcome::RetryBackoff, 429);
        else if (word == QLatin1String("wait")) {
            refused(Outcome::RetryAfter, 429);
            digest.retryAfter = 30s;
        } else if (word == QLatin1String("quota")) {
            refused(Outcome::QuotaUntil, 429);
            digest.scope = Scope::Model;
            digest.resetAt = m_now.wall + 6h;
        } else if (word == QLatin1String("key"))
            refused(Outcome::NeedsUser, 401);
        else if (word == QLatin1String("down"))
            refused(Outcome::NotSent, 0);
        else if (word == QLatin1String("lost")) {
            digest.outcome = Outcome::Lost;
            digest.charge = Charge::maybe(m_jobs[job].reserve);
        } else if (word == QLatin1String("dear"))
            digest.charge = Charge::actual(m_jobs[job].reserve * 2);
        tell(AnswerArrived{attempt});
        tell(digest);
    }
    void on(const AbortSend &d) { m_settles.append(QStringLiteral("abort%1").arg(d.attempt.value)); }
    void on(const SettleNow &d)
    {
        m_settledNow.append(d);
        m_settles.append(nameOf(d.job) + QLatin1Char(':') + toName(d.event));
        after(commit, [this, d] {
            Job &job = m_jobs.at(d.job);
            if (const auto to = after_(job.state, d.event))
                job.state = *to;
            job.notBefore = d.notBefore;
            job.attempts += d.attemptUsed;
            job.age += d.aged;
            const bool waits = d.outcome == Outcome::RetryAfter || d.outcome == Outcome::QuotaUntil;
            job.waitsInRow = waits ? job.waitsInRow + 1 : 0;
            QList<LaneKey> woken;
            if (job.state == JobState::Queued)
                woken.append({job.queue, job.batch});
            tell(SettleDone{d.job, d.attempt, true, woken});
        });
    }
    static std::optional<JobState> after_(JobState state, JobEvent event) { return fornada::after(state, event); }
    void on(const FailUnsent &d) { m_settles.append(nameOf(d.job) + QStringLiteral(":unsent")); }
    void on(const PauseBatch &d)
    {
        Batch &batch = m_batches[char(d.batch.value)];
        batch.state = BatchState::Paused;
        m_told.append(d.why.kind);
        tell(BatchSet{batch});
    }
    void on(const Notify &d) { m_told.append(d.event.kind); }

    SeededRandom m_random{7};
    Scheduler m_scheduler{m_random, QStringLiteral("boot")};
    Moment m_now;
    Boot m_start;
    bool m_pump = true;
    std::multimap<Boot, std::function<void()>> m_events;
    std::map<int, Account> m_accounts;
    std::map<int, Queue> m_queues;
    std::map<char, Batch> m_batches;
    std::map<JobId, Job> m_jobs;
    QHash<JobId, QStringList> m_scripts;
    QHash<JobId, qsizetype> m_turns;
    QList<std::function<void()>> m_heldClaims;
    QStringList m_sends, m_settles, m_told;
    QList<SettleNow> m_settledNow;
    qint64 m_attempts = 0;
    int m_prepares = 0;
};

} // namespace fornada::test
