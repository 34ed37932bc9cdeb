#pragma once

#include "base/worker_pool.h"
#include "engine/seams.h"

#include <QTimer>

namespace fornada {

// Work on a private thread pool; done comes back through deliver.
class PoolWorkers final : public Workers {
public:
    using Deliver = std::function<void(std::function<void()>)>;

    PoolWorkers(Deliver deliver, int threads);
    void run(std::function<void()> work, std::function<void()> done) override;

private:
    const Deliver m_deliver;
    WorkerPool m_pool;
};

// One precise timer on the engine thread.
class QtWakeTimer final : public WakeTimer {
public:
    QtWakeTimer(const Clock &clock, std::function<void()> wake);
    void wakeAt(Moment when) override;

private:
    const Clock &m_clock;
    QTimer m_timer;
};

// Tells nobody.
class SilentNotifier final : public Notifier {
public:
    void notify(const Event &) override {}
};

} // namespace fornada
