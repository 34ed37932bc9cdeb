#pragma once

#include "base/random.h"
#include "engine/forecast.h"
#include "scheduler/scheduler.h"

#include <map>
#include <queue>
#include <set>
#include <vector>

namespace fornada {

// The scheduler in virtual time with a store and a provider that always say yes. One thread; used once.
class VirtualRun {
public:
    VirtualRun(const ForecastWorld &world, const ForecastBatch &batch);
    Forecast run();

private:
    struct VirtualJob {
        Job job;
        Micros length;
        double part; // of what is set aside for it, that it likely costs
        std::vector<size_t> children;
        bool isJoin = false;            // made here, of what its parents gave
        std::optional<Wall> again = {}; // it did not complete: when it waits no longer
    };
    using ReadyKey = std::pair<qint64, JobId>; // position first
    using Target = std::pair<AccountId, QString>;
    // What comes to pass at its time; of two at the same time the first that was seen coming.
    struct Due {
        enum class What { Heads, Prepared, Claimed, Sent, Answered, Settled, Joined, Again };
        Boot at;
        quint64 order;
        What what;
        JobId job;
        LaneKey lane = {}; // of heads
        int limit = 0;
        friend bool operator>(const Due &a, const Due &b) { return std::tie(a.at, a.order) > std::tie(b.at, b.order); }
    };

    void addBatch(const Batch &batch);
    void addWorld(const ForecastWorld &world);
    void addRow(const NewRow &row, const ForecastBatch &batch);
    void addOther(const ForecastOther &other, double slower);
    void sumDays();
    Micros lengthOf(QueueId queue, Micros usual, double slower);
    bool fails(const Job &job);
    bool isAsked(JobId id) const { return id.value <= m_asked; }
    std::set<ReadyKey> &readyOf(const Job &job) { return m_ready[{job.queue, job.batch}][{job.account, job.model}]; }
    VirtualJob &at(JobId id) { return m_jobs[size_t(id.value - 1)]; }
    void after(Micros wait, Due::What what, JobId job) { m_due.push({m_now.boot + wait, ++m_order, what, job}); }
    void tell(const SchedulerEvent &event);
    void pump();
    void turnDay();
    bool step();
    void makeReady(const Job &job);
    void happens(const Due &due);
    void loadHeads(LaneKey lane, int limit);
    void claim(VirtualJob &entry);
    void send(const VirtualJob &entry);
    void answer(const VirtualJob &entry);
    void settle(VirtualJob &entry);
    QList<LaneKey> complete(VirtualJob &entry);

    void on(const LoadHeads &d);
    void on(const Prepare &d);
    void on(const DropPrepared &) {}
    void on(const OpenAttemptNow &d);
    void on(const SendNow &d);
    void on(const AbortSend &) {}
    void on(const SettleNow &d);
    void on(const FailUnsent &d) { on(TakeResult{d.job, d.batch}); } // over all the same
    void on(const TakeResult &d);
    void on(const TurnElsewhere &) {}
    void on(const PauseBatch &) {}
    void on(const Notify &) {}

    SeededRandom m_random{1};
    std::optional<SeededRandom> m_chance; // of the answers; none: all are alike
    Scheduler m_scheduler;
    Moment m_now;
    const Wall m_latest; // nobody plans further
    bool m_pump = true;
    std::priority_queue<Due, std::vector<Due>, std::greater<>> m_due;
    quint64 m_order = 0;
    const QHash<QueueId, MetricRecord> m_measured;
    const QHash<QString, double> m_parts;
    QDate m_day;
    Wall m_midnight = {};           // that ends it
    std::vector<VirtualJob> m_jobs; // by id - 1
    qint64 m_asked = 0;             // of these: of the batch it is about; the others' come after them
    std::map<LaneKey, std::map<Target, std::set<ReadyKey>>> m_ready;
    qint64 m_attempts = 0;
    QMap<QDate, QHash<QString, Money>> m_reserved; // for what it is about, by day and step
    Forecast m_forecast;
};

} // namespace fornada
