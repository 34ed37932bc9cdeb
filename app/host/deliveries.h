#pragma once

#include "base/worker_pool.h"
#include "engine/seams.h"
#include "model/batch.h"
#include "model/lane_waits.h"

#include <QDate>
#include <QTimer>

#include <deque>
#include <mutex>

namespace fornada {

class Reader;

// Brings what batches gave to where it shall go, without being asked: a report of each batch that has finished, of each
// day whose quota is used up or that is over, of each week that is over; and results back into the table that the
// operator named. Stands before the notifier: hears every event and hands it on. Engine thread; works on a thread of
// its own.
class Deliveries final : public Notifier {
public:
    using Deliver = std::function<void(std::function<void()>)>;
    struct Hooks {
        Deliver deliver;                              // to the engine thread
        std::function<void(const Event &)> tell;      // for people and the journal
        std::function<void(BatchId, Wall)> delivered; // nothing of it is left to do
        std::function<BatchWaits()> waits;            // why what is left of what runs waits now
    };

    Deliveries(QString dataFolder, const Clock &clock, Notifier &next, Hooks hooks);

    void notify(const Event &event) override;
    // What was finished and not delivered when the program ended.
    void catchUp(const QList<Batch> &batches);
    // Has a day ended since it was looked last? It calls itself at the turn of the day, and at least hourly: clocks
    // are set, machines sleep.
    void lookAtDay();
    // What waits is done now; waits for what has begun.
    void finish();

private:
    void deliverBatch(BatchId batch);
    void deliverDue();
    void deliver(Reader &reader, BatchId batch);
    void wantPeriods();
    void reportPeriods();
    void writePeriods(Reader &reader, QDate day, const BatchWaits &waits);
    QDate today() const;
    void report(const QList<Event> &events);

    const QString m_folder;
    const Clock &m_clock;
    Notifier &m_next;
    const Hooks m_hooks;
    QTimer m_periods; // until the next report of periods, when one is wanted
    QTimer m_dayTimer;
    QDate m_day; // that was looked at last; the reports of what is over are written when it turns
    std::optional<Boot> m_reported;
    std::mutex m_mutex;
    std::deque<BatchId> m_due; // guarded by m_mutex; the first is being delivered
    WorkerPool m_pool;         // its end waits for what has begun
};

} // namespace fornada
