#pragma once

#include <QThreadPool>

#include <deque>
#include <functional>
#include <mutex>

namespace fornada {

// A private thread pool for work that burns CPU or touches files. What is handed over passes through a lock of std's,
// which ThreadSanitizer can see (Qt's own it cannot). start is for any thread; the destructor waits for all work.
class WorkerPool final {
public:
    using Work = std::function<void()>;
    enum class Urgency {
        Usual,
        CanWait, // gives way to the others: for what nobody looks at by the second
    };

    WorkerPool(const QString &name, int threads, Urgency urgency = Urgency::Usual);
    ~WorkerPool();
    Q_DISABLE_COPY_MOVE(WorkerPool)

    void start(Work work);
    void dropWaiting(); // what has not begun never will
    void waitForDone();

private:
    void runAll();
    Work next(); // null: there is none, and the thread that asked goes

    const int m_threads;
    const Urgency m_urgency;
    std::mutex m_mutex;
    std::deque<Work> m_waiting; // guarded by m_mutex, as what is below
    int m_working = 0;          // threads: a busy one need not be woken for what comes next
    QThreadPool m_pool;
};

} // namespace fornada
