#include "sandbox/sandbox_server.h"

#include "sandbox/service.h"

#include <QMutexLocker>

namespace fornada {

SandboxServer::SandboxServer(const Clock &clock)
    : m_clock(clock)
{}

SandboxServer::~SandboxServer()
{
    stop();
}

Result<quint16> SandboxServer::start(const SandboxConfig &config)
{
    const QMutexLocker lock(&m_mutex);
    if (m_thread)
        return Error{ErrorKind::NotAllowed, QStringLiteral("sandbox"), QStringLiteral("it runs already")};
    if (!m_ledger.openFile(config.ledgerFile))
        return Error{ErrorKind::FileUnwritable, config.ledgerFile, QStringLiteral("the ledger's file")};
    m_ledger.setKeep(config.ledgerKeep);

    auto thread = std::make_unique<QThread>();
    thread->setObjectName(QStringLiteral("sandbox"));
    auto context = std::make_unique<QObject>();
    context->moveToThread(thread.get());
    thread->start();
    Result<quint16> port = Error{ErrorKind::Internal};
    QMetaObject::invokeMethod(
        context.get(),
        [&] {
            auto service = std::make_unique<sandbox::Service>(m_clock, m_ledger, config);
            port = service->listen();
            if (port)
                m_service = service.release();
        },
        Qt::BlockingQueuedConnection);
    context.release()->deleteLater();
    if (m_service) // the thread destroys it while it finishes
        QObject::connect(thread.get(), &QThread::finished, m_service, &QObject::deleteLater);
    if (!port) {
        thread->quit();
        thread->wait();
        return port;
    }
    m_thread = std::move(thread);
    m_config = config;
    m_port = *port;
    return port;
}

void SandboxServer::stop()
{
    const QMutexLocker lock(&m_mutex);
    if (!m_thread)
        return;
    QMetaObject::invokeMethod(
        m_service, [this] { m_config = m_service->config(); }, Qt::BlockingQueuedConnection);
    m_service = nullptr;
    m_port = 0;
    m_thread->quit();
    m_thread->wait();
    m_thread.reset();
}

QUrl SandboxServer::url() const
{
    const QMutexLocker lock(&m_mutex);
    return m_port == 0 ? QUrl() : QUrl(QStringLiteral("http://127.0.0.1:%1").arg(m_port));
}

SandboxConfig SandboxServer::config() const
{
    const QMutexLocker lock(&m_mutex);
    if (!m_service)
        return m_config;
    SandboxConfig config;
    QMetaObject::invokeMethod(
        m_service, [&] { config = m_service->config(); }, Qt::BlockingQueuedConnection);
    return config;
}

Status SandboxServer::setConfig(const SandboxConfig &config)
{
    const QMutexLocker lock(&m_mutex);
    if (!m_service)
        return Error{ErrorKind::NotAllowed, QStringLiteral("sandbox"), QStringLiteral("it is not running")};
    Status status;
    QMetaObject::invokeMethod(
        m_service, [&] { status = m_service->setConfig(config); }, Qt::BlockingQueuedConnection);
    return status;
}

} // namespace fornada
