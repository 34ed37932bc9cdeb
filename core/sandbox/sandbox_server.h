#pragma once

#include "base/clock.h"
#include "base/inbox.h"
#include "base/result.h"
#include "sandbox/ledger.h"
#include "sandbox/sandbox_config.h"

#include <QThread>
#include <QUrl>

#include <memory>
#include <mutex>

namespace fornada {

namespace sandbox {
class Service;
}

// The built-in provider: an HTTP/1.1 server on 127.0.0.1 with faults, limits, prices and a ledger. It runs on its own
// thread; its owner starts and stops it from one thread, everything else may be called from any other.
class SandboxServer final {
public:
    explicit SandboxServer(const Clock &clock);
    ~SandboxServer(); // stops
    Q_DISABLE_COPY_MOVE(SandboxServer)

    // The port it listens on. An earlier run's ledger is kept.
    Result<quint16> start(const SandboxConfig &config);
    // Returns when the thread is gone. Requests in flight lose their connection and stay billed.
    void stop();

    QUrl url() const; // empty when stopped
    SandboxConfig config() const;
    // In effect when it returns. Port and ledger file cannot change while it runs.
    Status setConfig(const SandboxConfig &config);
    SandboxTotals totals() const { return m_ledger.totals(); }
    SandboxLedgerView ledger(qint64 after = 0) const { return m_ledger.view(after); }

private:
    template<class Work>
    auto there(Work work) const;
    void end(QThread &thread);

    const Clock &m_clock;
    SandboxLedger m_ledger;
    mutable std::mutex m_mutex; // guards m_service against a stop during a call from another thread
    std::unique_ptr<QThread> m_thread;
    Inbox *m_inbox = nullptr;              // lives on m_thread, as the service does
    sandbox::Service *m_service = nullptr; // lives on m_thread
    SandboxConfig m_config;                // of the last run when stopped
    quint16 m_port = 0;
};

} // namespace fornada
