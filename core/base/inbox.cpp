#include "base/inbox.h"

#include <utility>

namespace fornada {

void Inbox::put(Work work)
{
    {
        const std::lock_guard lock(m_mutex);
        m_waiting.push_back(std::move(work));
        if (m_waiting.size() > 1)
            return; // whoever came first has woken the thread
    }
    QMetaObject::invokeMethod(this, "drain", Qt::QueuedConnection); // by name: ThreadSanitizer follows it
}

void Inbox::drain()
{
    std::vector<Work> all;
    {
        const std::lock_guard lock(m_mutex);
        all.swap(m_waiting);
    }
    const auto doAll = [&all] {
        for (Work &work : all)
            std::exchange(work, nullptr)(); // what it holds dies before the next one runs
    };
    if (m_around)
        m_around(doAll);
    else
        doAll();
}

} // namespace fornada
