#pragma once

#include "scheduler/scheduler.h"

#include <QStringList>

#include <functional>
#include <map>

namespace fornada::test {

using namespace std::chrono_literals;

// The scheduler alone in virtual time, with a toy store, lane and provider around it. What happens is written down as a
// trace, "0.010 send a1 · 10.010 done a1": seconds since the world began, what, and batch and row. One thread.
class SchedulerWorld {
public:
    SchedulerWorld();

    // Delays and failures, to be set at any time.
    Micros latency = 10s;           // of answers
    Micros commit = 10ms;           // from a decision to its durability
    Micros laneLate = 0us;          // the lane sends this much after the moment it was given
    bool holdClaims = false;        // commits stall: claims stay open until releaseClaims
    bool holdPrepared = false;      // requests are being built
    QHash<JobId, QByteArray> asks;  // what their requests are; those of one batch may be equal, and then share
    QHash<AccountId, QString> says; // accounts that answer every request with this word, whatever its row says
    QHash<JobId, qint64> tokens;    // weights found when the request is built

    // Given.
    Account &account(int id, const LimitSet &limits = {}, bool free = false);
    Queue &queue(int id, int account, const LimitSet &limits = {}, const RetryPolicy &retry = exactRetry());
    static RetryPolicy exactRetry();
    // Rows by ';', the outcomes of a row's attempts by '|': "ok;429|ok;lost". The last outcome repeats.
    Batch &batch(char name, int queue, const QString &rows, int priority = 0, Money price = {},
                 const QString &model = {});
    Batch &batch(char name) { return m_batches[name]; }
    void dayBudget(int account, Money cap);
    Job &job(char batch, int row);

    // When.
    void tell(const SchedulerEvent &event);
    void run(Micros length);
    void releaseClaims();
    void stepWall(Micros by) { m_now.wall += by; }
    // What Pause does after the scheduler was told: the lane gives back what it has not sent.
    void barrier();
    void pauseBatch(char name, bool paused);
    void pauseQueue(int id, bool paused);
    void pauseAccount(int id, bool paused);
    // The operator cancels one job; stopNow aborts its request too.
    void cancel(char batch, int row, bool stopNow = false);
    // The operator retries a job that has ended.
    void retry(char batch, int row);
    // The disk is full, or well again: claims and settlements fail meanwhile.
    void storeIsWell(bool ok);
    // A job left open by a crash, in its attempt `sends`; the money is on the books as the store left it.
    Attempt leftOpen(char batch, int row, Money reserved);

    // Then. Each reading takes away what it tells.
    QString trace();
    QString sends(); // the order alone: "a1 b1 a2"
    QStringList told() { return std::exchange(m_told, {}); }
    const QList<SettleNow> &settled() const { return m_settled; }
    Opening why(char batch, int row) { return m_scheduler.explain(job(batch, row), m_now); }
    Scheduler &scheduler() { return m_scheduler; }
    Moment now() const { return m_now; }
    Boot began() const { return m_began; }
    Money reserved(char batch) const { return m_scheduler.budget().batch(BatchId{batch}).reserved; }
    int mostAtOnce() const { return m_mostAtOnce; }
    int loads() const { return m_loads; }              // pages of heads asked of the store
    qsizetype built() const { return m_built.size(); } // requests that are kept
    // When requests reached the provider.
    const QList<Boot> &arrivals() const { return m_arrivals; }

private:
    struct Held { // given to the lane, not sent
        SendNow send;
        Boot at;
    };

    QString nameOf(JobId id) const;
    void note(const QString &what, JobId job, const QString &more = {});
    void after(Micros wait, std::function<void()> work) { m_events.emplace(m_now.boot + wait, std::move(work)); }
    void pump();
    void laneSends(AttemptId attempt);
    void answer(AttemptId attempt, JobId job, const QString &word);
    Digested digestOf(AttemptId attempt, JobId job, const QString &word) const;
    HeadPage page(const LoadHeads &d) const;
    static void direct(Job &job, const JobTarget &target);
    void commitSettle(const SettleNow &settle);

    void on(const LoadHeads &d);
    void on(const Prepare &d);
    void on(const DropPrepared &d) { m_built.remove(d.job); }
    void on(const OpenAttemptNow &d);
    void on(const SendNow &d);
    void on(const AbortSend &d);
    void on(const SettleNow &d);
    void on(const FailUnsent &d);
    void on(const TakeResult &d);
    void on(const TurnElsewhere &d);
    void on(const PauseBatch &d);
    void on(const Notify &d) { m_told.append(d.event.kind); }

    SeededRandom m_random{7};
    Scheduler m_scheduler{m_random, QStringLiteral("boot")};
    Moment m_now;
    Boot m_began;
    bool m_pump = true;
    bool m_storeOk = true;
    std::multimap<Boot, std::function<void()>> m_events;
    std::map<int, Account> m_accounts;
    std::map<int, Queue> m_queues;
    std::map<char, Batch> m_batches;
    std::map<JobId, Job> m_jobs;
    QHash<JobId, QStringList> m_scripts;
    QHash<JobId, qsizetype> m_turns;
    QList<std::function<void()>> m_heldClaims;
    std::map<AttemptId, Held> m_lane;
    QHash<AttemptId, JobId> m_onWire;
    QList<SettleNow> m_unsettled;
    QSet<JobId> m_built;
    QSet<QByteArray> m_made; // requests that have a result which equal ones may use
    QStringList m_trace, m_sends, m_told;
    QList<SettleNow> m_settled;
    QList<Boot> m_arrivals;
    qint64 m_attempts = 0;
    int m_mostAtOnce = 0;
    int m_loads = 0;
    Boot m_turned = {}; // when the store has written who goes elsewhere
};

} // namespace fornada::test

// Compares a whole trace and shows all of it when it differs.
#define TRACE_IS(world, expected)                                                                                      \
    do {                                                                                                               \
        const QString seen = (world).trace();                                                                          \
        QVERIFY2(seen == QStringLiteral(expected), qUtf8Printable(QStringLiteral("it was: ") + seen));                 \
    } while (false)
