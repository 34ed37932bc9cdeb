#include "gui/host_link.h"

#include <QPointer>

namespace fornada {

HostLink::HostLink() = default;

void HostLink::bind(EngineHost &host)
{
    m_host = &host;
    host.setChangeSink([this](Changes changes) {
        QMetaObject::invokeMethod(
            this, [this, changes = std::move(changes)] { Q_EMIT changed(changes); }, Qt::QueuedConnection);
    });
}

void HostLink::send(const Command &command, QObject *context, CommandReply reply)
{
    m_host->execute(command,
                    [this, alive = QPointer<QObject>(context), reply = std::move(reply)](Result<QJsonObject> answer) {
                        QMetaObject::invokeMethod(
                            this,
                            [alive, reply, answer = std::move(answer)] {
                                if (alive)
                                    reply(answer);
                            },
                            Qt::QueuedConnection);
                    });
}

QString HostLink::dataFolder() const
{
    return m_host->dataFolder();
}

RecoveryCard HostLink::recovery() const
{
    return m_host->recovery();
}

void HostLink::notify(const Event &event)
{
    QMetaObject::invokeMethod(
        this, [this, event] { Q_EMIT notified(event); }, Qt::QueuedConnection);
}

} // namespace fornada
