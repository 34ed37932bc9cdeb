#include "engine/control_server.h"

#include "base/sha256.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QLocalSocket>
#include <QPointer>

#include <poll.h>

namespace fornada {

namespace {

constexpr qsizetype kLongestLine = 16 << 20;
constexpr std::chrono::seconds kKnockPatience(1);
constexpr int kMostAtTheDoor = 1'000;         // who comes while as many wait is asked to try again
constexpr qsizetype kLongestSocketPath = 100; // sun_path has 108 bytes

QByteArray answerLine(const Result<QJsonObject> &result)
{
    QJsonObject answer{{QStringLiteral("ok"), bool(result)}};
    if (result)
        answer.insert(QStringLiteral("result"), *result);
    else
        answer.insert(QStringLiteral("failure"), toJson(result.error()));
    return QJsonDocument(answer).toJson(QJsonDocument::Compact) + '\n';
}

// The other side has closed: seen at once, even where what it wrote before that is still to be read.
bool isAlone(const QLocalSocket &socket)
{
    pollfd line{int(socket.socketDescriptor()), 0, 0};
    return socket.state() != QLocalSocket::ConnectedState || ::poll(&line, 1, 0) > 0; // hung up, or broken
}

} // namespace

QString controlSocketPath(const QString &dataFolder)
{
    const QString folder = QFileInfo(dataFolder).canonicalFilePath();
    const QString path = folder + QStringLiteral("/control.sock");
    if (path.toUtf8().size() <= kLongestSocketPath)
        return path;
    const QByteArray hash = sha256(folder.toUtf8()).toHex().left(24);
    return QDir::tempPath() + QStringLiteral("/fornada-") + QString::fromLatin1(hash);
}

ControlServer::ControlServer(Execute execute, QObject *parent)
    : QObject(parent)
    , m_execute(std::move(execute))
    , m_server(this)
{
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    m_server.setListenBacklogSize(kMostAtTheDoor);
    connect(&m_server, &QLocalServer::newConnection, this, &ControlServer::handleConnection);
}

Status ControlServer::listen(const QString &dataFolder)
{
    const QString path = controlSocketPath(dataFolder);
    QLocalServer::removeServer(path); // we hold the lock: an old socket belongs to a dead process
    if (!m_server.listen(path))
        return Error{ErrorKind::AddressInUse, path, m_server.errorString()};
    return {};
}

void ControlServer::handleConnection()
{
    while (QLocalSocket *socket = m_server.nextPendingConnection()) {
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QLocalSocket::readyRead, this, [this, socket] {
            while (socket->canReadLine())
                handleLine(socket, socket->readLine());
            if (socket->bytesAvailable() > kLongestLine)
                socket->abort();
        });
    }
}

void ControlServer::handleLine(QLocalSocket *socket, const QByteArray &line)
{
    if (isAlone(*socket))
        return;
    const QPointer<QLocalSocket> guard(socket);
    const auto reply = [guard](Result<QJsonObject> result) {
        if (guard) {
            guard->write(answerLine(result));
            guard->flush();
        }
    };
    const auto command = commandFromJson(QJsonDocument::fromJson(line).object());
    if (command)
        m_execute(*command, reply);
    else
        reply(command.error());
}

bool takesCommands(const QString &dataFolder)
{
    QLocalSocket socket;
    socket.connectToServer(controlSocketPath(dataFolder));
    return socket.waitForConnected(int(std::chrono::milliseconds(kKnockPatience).count()));
}

Result<QJsonObject> sendCommand(const QString &dataFolder, const Command &command, std::chrono::milliseconds patience)
{
    const QDeadlineTimer deadline(patience);
    QLocalSocket socket;
    socket.connectToServer(controlSocketPath(dataFolder));
    if (!socket.waitForConnected(int(patience.count())))
        return Error{ErrorKind::InstanceSilent, dataFolder, {}};
    socket.write(QJsonDocument(toJson(command)).toJson(QJsonDocument::Compact) + '\n');
    while (!socket.canReadLine()) {
        if (!deadline.hasExpired() && socket.waitForReadyRead(int(deadline.remainingTime())))
            continue;
        const bool isTold = socket.bytesToWrite() == 0; // a part of a line is no command
        socket.abort();
        return Error{isTold ? ErrorKind::Timeout : ErrorKind::InstanceSilent, dataFolder, {}};
    }
    const QJsonObject answer = QJsonDocument::fromJson(socket.readLine()).object();
    if (answer.value(QLatin1String("ok")).toBool())
        return answer.value(QLatin1String("result")).toObject();
    return errorFromJson(answer.value(QLatin1String("failure")).toObject());
}

} // namespace fornada
