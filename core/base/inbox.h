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

    Inbox() = default;
    void put(Work work);

private:
    Q_INVOKABLE void drain();

    std::mutex m_mutex;
    std::vector<Work> m_waiting;
};

} // namespace fornada
