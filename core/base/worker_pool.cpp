#include "base/worker_pool.h"

#include <sys/resource.h>
#include <unistd.h>

namespace fornada {

namespace {

// Not QThread's idle priority: on a busy machine that gets nothing at all, and the program could not end.
void giveWay()
{
    constexpr int kNice = 10;
    thread_local const bool isNice = ::setpriority(PRIO_PROCESS, id_t(::gettid()), kNice) == 0;
    (void)isNice;
}

} // namespace

WorkerPool::WorkerPool(const QString &name, int threads, Urgency urgency)
    : m_threads(threads)
    , m_urgency(urgency)
{
    m_pool.setObjectName(name);
    m_pool.setMaxThreadCount(threads);
}

WorkerPool::~WorkerPool()
{
    waitForDone();
}

void WorkerPool::start(Work work)
{
    {
        const std::lock_guard lock(m_mutex);
        m_waiting.push_back(std::move(work));
        if (m_working == m_threads)
            return;
        ++m_working;
    }
    m_pool.start([this] { runAll(); });
}

void WorkerPool::dropWaiting()
{
    const std::lock_guard lock(m_mutex);
    m_waiting.clear();
}

void WorkerPool::waitForDone()
{
    m_pool.waitForDone();
    const std::lock_guard lock(m_mutex); // what the work did is seen by whoever waited
}

void WorkerPool::runAll()
{
    if (m_urgency == Urgency::CanWait)
        giveWay();
    while (const Work work = next())
        work(); // what it holds dies here, not with the last one who looks
}

WorkerPool::Work WorkerPool::next()
{
    const std::lock_guard lock(m_mutex);
    if (m_waiting.empty()) {
        --m_working;
        return nullptr;
    }
    Work work = std::move(m_waiting.front());
    m_waiting.pop_front();
    return work;
}

} // namespace fornada
