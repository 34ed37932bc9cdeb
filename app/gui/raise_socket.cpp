#include "gui/raise_socket.h"

#include "engine/control_server.h"

#include <QLocalSocket>

namespace fornada {

namespace {

constexpr int kPatienceMs = 1'500;

QString socketPath(const QString &dataFolder)
{
    return controlSocketPath(dataFolder) + QStringLiteral(".window");
}

} // namespace

// Only who holds the data folder's lock gets here, so a socket that is left over belongs to nobody.
void RaiseSocket::listen(const QString &dataFolder)
{
    const QString path = socketPath(dataFolder);
    QLocalServer::removeServer(path);
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, [this] {
        while (QLocalSocket *socket = m_server.nextPendingConnection())
            socket->deleteLater();
        Q_EMIT knocked();
    });
    m_server.listen(path);
}

bool RaiseSocket::knock(const QString &dataFolder)
{
    QLocalSocket socket;
    socket.connectToServer(socketPath(dataFolder));
    return socket.waitForConnected(kPatienceMs);
}

} // namespace fornada
