#pragma once

#include <QObject>

#include <functional>
#include <mutex>
#include <vector>

namespace fornada {

// Work handed to a thread by others, done there in the order it came. Many pieces that come together wake the thread
// once. The lock is std's, which ThreadSanitizer can see (Qt's event queue it cannot).
// Belongs to the thread it was made on or moved to; put is for any thread.
class Inbox final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Inbox)
public:
    using Work = std::function<void()>;
    // Does what it is given, and what belongs before and after all that came together.
    using Around = std::function<void(const Work &all)>;

    Inbox() = default;
    explicit Inbox(Around around)
        : m_around(std::move(around))
    {}
    void put(Work work);

private:
    Q_INVOKABLE void drain();

    const Around m_around;
    std::mutex m_mutex;
    std::vector<Work> m_waiting;
};

} // namespace fornada
