#include "host/seams.h"

#include <QCoreApplication>

namespace fornada {

PoolWorkers::PoolWorkers(Deliver deliver, int threads)
    : m_deliver(std::move(deliver))
    , m_pool(QStringLiteral("workers"), threads)
{}

void PoolWorkers::run(std::function<void()> work, std::function<void()> done)
{
    m_pool.start([this, work = std::move(work), done = std::move(done)]() mutable {
        work();
        work = nullptr; // what it captured dies here, not on the engine thread
        m_deliver(std::move(done));
    });
}

QtWakeTimer::QtWakeTimer(const Clock &clock, std::function<void()> wake)
    : m_clock(clock)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [wake = std::move(wake)] { wake(); });
}

void QtWakeTimer::wakeAt(Moment when)
{
    const Micros left = std::max(Micros(0), when.boot - m_clock.now().boot);
    m_timer.start(std::chrono::ceil<std::chrono::milliseconds>(left));
}

} // namespace fornada
