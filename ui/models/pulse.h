#pragma once

#include "engine_link.h"
#include "limits/eta.h"
#include "model/batch.h"
#include "model/job_state.h"
#include "model/lane_waits.h"
#include "model/wait_reason.h"
#include "models/read_desk.h"

#include <QTimer>

namespace fornada {

// A gate as the window shows it: whose, what kind, how much of it is used.
struct GateFace {
    enum class Owner { Queue, Account, Model };

    Owner owner = Owner::Queue;
    QString scope; // name of the queue or account
    QString model; // of the account, when it is that model's own gate
    WaitReason kind = WaitReason::None;
    Opening opening;
    double used = 0, allowed = 0;
    QString note;
    double level = 1;           // part of the limit in use since the provider complained
    std::optional<Wall> fullAt; // when all of it is used again
};

// A job that does not go now.
struct WaitingJob {
    JobId id;
    BatchId batch;
    QString queue; // name
    JobState state = JobState::Queued;
    std::optional<Wall> notBefore;
};

// How the engine is, a moment ago.
struct Vitals {
    bool known = false; // false until the engine has answered once
    bool paused = false;
    bool storageOk = true;         // otherwise nothing new is sent
    QString storageFault, storage; // the error's name, and what cannot be written
    int inFlight = 0;
    QList<GateFace> gates;
    QHash<std::pair<qint64, QString>, Opening> waiting; // why (batch, queue name) waits
    QHash<JobId, JobId> equals;                         // waits for the equal one that is being made
    QHash<QueueId, Micros> typicalTime;                 // of one request
    QList<Event> alerts;                                // episodes that go on, as the engine sees them
    QHash<BatchId, ForeseenEnd> ends;                   // of running batches, as the engine foresees them
    // Results on their way to another folder.
    struct Moving {
        QString to;
        qint64 files = 0, of = 0;
    };
    std::optional<Moving> moving;
    Money spentToday;
    std::optional<Money> dayBudget;

    // Of the queue or account itself; an account's models are gates of their own.
    QList<GateFace> gatesOf(GateFace::Owner owner, const QString &scope) const;
    BatchWaits laneWaits() const;
    // Why it waits, in one sentence; empty when it is ready. What the engine tells is only of batches that run: the
    // others say it themselves.
    QString whyWaiting(const WaitingJob &job, const Batch *batch, Wall now) const;
};

// Keeps the vitals fresh: once a second while something happens, seldom when nothing does. UI thread; owned by the
// composition root.
class Pulse final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Pulse)
public:
    Pulse(EngineLink &link, ReadDesk &desk, const Clock &clock, QObject *parent = nullptr);

    void start();
    void stop();
    void refresh();
    const Vitals &vitals() const { return m_vitals; }
    Wall now() const { return m_clock.now().wall; }

Q_SIGNALS:
    void beat();

private:
    struct Figures; // what is read from the store

    void takeStatus(const QJsonObject &status);
    void takeFigures(const Figures &figures);
    void schedule();

    EngineLink &m_link;
    ReadDesk &m_desk;
    const Clock &m_clock;
    QTimer m_timer;
    Vitals m_vitals;
    ReadTicket m_reading;
    Wall m_lastChange = {};
    bool m_running = false;
};

} // namespace fornada
