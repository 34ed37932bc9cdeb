#include "sandbox/sandbox_server.h"

#include "sandbox/service.h"

#include <future>

namespace fornada {

SandboxServer::SandboxServer(const Clock &clock)
    : m_clock(clock)
{}

// Done on the server's thread; returns when it is.
template<class Work>
auto SandboxServer::there(Work work) const
{
    const auto done = std::make_shared<std::promise<decltype(work())>>();
    auto result = done->get_future();
    m_inbox->put([done, work] { done->set_value(work()); });
    return result.get();
}

SandboxServer::~SandboxServer()
{
    stop();
}

Result<quint16> SandboxServer::start(const SandboxConfig &config)
{
    const std::lock_guard lock(m_mutex);
    if (m_thread)
        return Error{ErrorKind::NotAllowed, QStringLiteral("sandbox"), QStringLiteral("it runs already")};
    if (!m_ledger.openFile(config.ledgerFile))
        return Error{ErrorKind::FileUnwritable, config.ledgerFile, QStringLiteral("the ledger's file")};
    m_ledger.setKeep(config.ledgerKeep);

    auto thread = std::make_unique<QThread>();
    thread->setObjectName(QStringLiteral("sandbox"));
    m_inbox = new Inbox;
    m_inbox->moveToThread(thread.get());
    thread->start();
    const auto port = there([&]() -> Result<quint16> {
        auto service = std::make_unique<sandbox::Service>(m_clock, m_ledger, config);
        auto listening = service->listen();
        if (listening)
            m_service = service.release();
        return listening;
    });
    if (!port) {
        end(*thread);
        return port;
    }
    m_thread = std::move(thread);
    m_config = config;
    m_port = *port;
    return port;
}

void SandboxServer::stop()
{
    const std::lock_guard lock(m_mutex);
    if (!m_thread)
        return;
    m_config = there([this] {
        const SandboxConfig config = m_service->config();
        delete std::exchange(m_service, nullptr);
        return config;
    });
    m_port = 0;
    end(*m_thread);
    m_thread.reset();
}

void SandboxServer::end(QThread &thread)
{
    thread.quit();
    thread.wait();
    delete std::exchange(m_inbox, nullptr);
}

QUrl SandboxServer::url() const
{
    const std::lock_guard lock(m_mutex);
    return m_port == 0 ? QUrl() : QUrl(QStringLiteral("http://127.0.0.1:%1").arg(m_port));
}

SandboxConfig SandboxServer::config() const
{
    const std::lock_guard lock(m_mutex);
    if (!m_service)
        return m_config;
    return there([this] { return m_service->config(); });
}

Status SandboxServer::setConfig(const SandboxConfig &config)
{
    const std::lock_guard lock(m_mutex);
    if (!m_service)
        return Error{ErrorKind::NotAllowed, QStringLiteral("sandbox"), QStringLiteral("it is not running")};
    return there([&] { return m_service->setConfig(config); });
}

} // namespace fornada
