#include "host/seams.h"

#include <QCoreApplication>

namespace fornada {

PoolWorkers::PoolWorkers(Deliver deliver, int threads)
    : m_deliver(std::move(deliver))
    , m_pool(QStringLiteral("workers"), threads)
{}

void PoolWorkers::run(std::function<void()> work, std::function<void()> done)
{
    m_pool.start([this, work = std::move(work), done = std::move(done)]() mutable {
        work();
        work = nullptr; // what it captured dies here, not on the engine thread
        m_deliver(std::move(done));
    });
}

QtWakeTimer::QtWakeTimer(const Clock &clock, std::function<void()> wake)
    : m_clock(clock)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [wake = std::move(wake)] { wake(); });
}

void QtWakeTimer::wakeAt(Moment when)
{
    const Micros left = std::max(Micros(0), when.boot - m_clock.now().boot);
    m_timer.start(std::chrono::ceil<std::chrono::milliseconds>(left));
}

Result<QString> SessionKeys::key(const Account &account)
{
    {
        const std::lock_guard lock(m_mutex);
        if (const auto it = m_keys.constFind(account.name); it != m_keys.cend())
            return *it;
    }
    if (!account.keyEnv.isEmpty()) {
        const QString value = qEnvironmentVariable(account.keyEnv.toLatin1().constData());
        if (!value.isEmpty())
            return value;
        return Error{ErrorKind::KeyMissing, account.name,
                     QStringLiteral("environment variable %1 is empty").arg(account.keyEnv)};
    }
    if (account.kind == ProviderKind::Sandbox || account.kind == ProviderKind::Worker)
        return QString();
    return Error{ErrorKind::KeyMissing, account.name, QStringLiteral("no key is set for this account")};
}

void SessionKeys::setForSession(const QString &account, const QString &key)
{
    const std::lock_guard lock(m_mutex);
    m_keys.insert(account, key);
}

} // namespace fornada
