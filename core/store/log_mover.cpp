#include "store/log_mover.h"

#include "store/sql.h"

#include <pthread.h>

namespace fornada {

namespace {

// In pages of the log.
constexpr int kWorthwhile = 1'000;
constexpr int kLittle = 200;    // of this the store thread may be kept
constexpr int kLongest = 6'000; // who writes faster than it can be moved waits here: 25 MB

} // namespace

LogMover::LogMover(QString path)
    : m_path(std::move(path))
{}

LogMover::~LogMover()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_changed.notify_all();
    if (m_thread.joinable())
        m_thread.join();
}

Status LogMover::start()
{
    m_thread = std::thread([this] { run(); });
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_opened.has_value(); });
    return *m_opened;
}

void LogMover::tend(SqlConnection &store)
{
    const int logged = store.loggedPages();
    std::unique_lock lock(m_mutex);
    if (logged < m_moved)
        m_moved = 0; // it has begun anew
    if (logged < kWorthwhile || (m_asked && logged < kLongest))
        return;
    m_changed.wait(lock, [this] { return !m_asked; });
    if (logged - m_moved > kLittle && logged < kLongest) {
        m_asked = true;
        m_changed.notify_all();
        return;
    }
    m_moved = 0;
    lock.unlock();
    store.moveLog();
}

void LogMover::run()
{
    ::pthread_setname_np(::pthread_self(), "log");
    const auto sql = SqlConnection::open(m_path, SqlAccess::ReadWrite);
    // Until it has read once a connection knows of no log, and moving does nothing.
    const Status ready = sql ? (*sql)->execute(QStringLiteral("SELECT count(*) FROM sqlite_schema")) : sql.error();
    std::unique_lock lock(m_mutex);
    m_opened = ready;
    m_changed.notify_all();
    while (ready) {
        m_changed.wait(lock, [this] { return m_asked || m_stopping; });
        if (m_stopping)
            return;
        lock.unlock();
        const int moved = (*sql)->moveLog();
        lock.lock();
        m_moved = moved;
        m_asked = false;
        m_changed.notify_all();
    }
}

} // namespace fornada
