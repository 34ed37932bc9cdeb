#pragma once

#include "base/result.h"

#include <QString>

#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

namespace fornada {

class SqlConnection;

// Moves what was committed out of the write-ahead log into the database file, on a thread of its own: on the store
// thread everybody's answers would wait while thousands of pages are written and synced. The little that is committed
// meanwhile the store thread moves itself, and the log begins anew.
class LogMover final {
public:
    explicit LogMover(QString path);
    ~LogMover();
    Q_DISABLE_COPY_MOVE(LogMover)

    Status start();
    // Store thread, between two transactions; its connection watches the log.
    void tend(SqlConnection &store);

private:
    void run();

    const QString m_path;
    std::thread m_thread;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::optional<Status> m_opened; // guarded by m_mutex, as all below
    bool m_asked = false;           // until it is done
    bool m_stopping = false;
    int m_moved = 0; // pages of the log as it was then
};

} // namespace fornada
