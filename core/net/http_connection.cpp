#include "net/http_connection.h"

#include "net/inside_address.h"

#include <QNetworkProxy>
#include <QSslConfiguration>
#include <QSslSocket>

#include <cerrno>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace fornada {

namespace {

// Over TLS, Qt reads no further while this much waits for us; plain bytes wait in the system.
constexpr qint64 kReadAhead = 1 << 20;
// Bodies up to this go out in one piece with their head.
constexpr qsizetype kSmallBody = 64 << 10;

bool isEncrypted(const QUrl &url)
{
    return url.scheme() == QLatin1String("https");
}

std::unique_ptr<QTcpSocket> socketFor(const QUrl &url)
{
    if (isEncrypted(url))
        return std::make_unique<QSslSocket>();
    return std::make_unique<QTcpSocket>();
}

// The first of the system's proxies that lets a connection through. None for this machine itself: Qt sees to that.
QNetworkProxy proxyFor(const QUrl &url)
{
    const QList<QNetworkProxy> proxies = QNetworkProxyFactory::proxyForQuery(QNetworkProxyQuery(url));
    for (const QNetworkProxy &proxy : proxies)
        if (proxy.type() == QNetworkProxy::NoProxy || proxy.capabilities().testFlag(QNetworkProxy::TunnelingCapability))
            return proxy;
    return QNetworkProxy::NoProxy;
}

} // namespace

HttpConnection::HttpConnection(const QUrl &url)
    : m_url(url)
    , m_socket(socketFor(url))
{
    QTcpSocket *socket = m_socket.get();
    if (auto *secure = qobject_cast<QSslSocket *>(socket)) {
        QSslConfiguration configuration = secure->sslConfiguration();
        configuration.setAllowedNextProtocols({QSslConfiguration::NextProtocolHttp1_1});
        secure->setSslConfiguration(configuration);
        secure->setReadBufferSize(kReadAhead);
        connect(secure, &QSslSocket::encrypted, this, &HttpConnection::handleConnected);
        connect(secure, &QSslSocket::encryptedBytesWritten, this, [this] {
            if (m_user && m_isReady)
                m_user->handleWritten();
        });
    } else {
        connect(socket, &QTcpSocket::connected, this, &HttpConnection::handleConnected);
        connect(socket, &QTcpSocket::bytesWritten, this, [this] {
            if (m_user)
                m_user->handleWritten();
        });
    }
    connect(socket, &QTcpSocket::readyRead, this, &HttpConnection::readAll);
    connect(socket, &QTcpSocket::errorOccurred, this, [this] { end(); });
    connect(socket, &QTcpSocket::disconnected, this, [this] { end(); });
}

HttpConnection::~HttpConnection()
{
    abort();
}

void HttpConnection::open()
{
    if (isOpening())
        return;
    m_socket->setProxy(proxyFor(m_url));
    const QString host = m_url.host(QUrl::EncodeUnicode);
    if (auto *secure = qobject_cast<QSslSocket *>(m_socket.get()))
        secure->connectToHostEncrypted(host, quint16(m_url.port(443)));
    else
        m_socket->connectToHost(host, quint16(m_url.port(80)));
}

void HttpConnection::handleConnected()
{
    m_isReady = true;
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    if (m_user)
        m_user->handleReady();
}

bool HttpConnection::leadsInside() const
{
    const QHostAddress peer = m_socket->peerAddress();
    return isInside(peer) || isInside(QHostAddress(m_url.host()));
}

bool HttpConnection::isOpening() const
{
    return !m_isReady && !m_hasEnded && m_socket->state() != QAbstractSocket::UnconnectedState;
}

bool HttpConnection::isQuiet() const
{
    return m_isReady && !m_hasEnded && m_socket->state() == QAbstractSocket::ConnectedState &&
           m_socket->bytesAvailable() == 0 && m_socket->bytesToWrite() == 0;
}

bool HttpConnection::isReusable() const
{
    if (!isQuiet())
        return false;
    // Qt hears of a close in its next turn; the system knows now. Any byte waiting is nobody's answer.
    const auto descriptor = int(m_socket->socketDescriptor());
    if (descriptor < 0)
        return true; // through a proxy: Qt's word must do
    char byte = 0;
    return ::recv(descriptor, &byte, 1, MSG_PEEK | MSG_DONTWAIT) < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
}

void HttpConnection::write(const QByteArray &head, const QByteArray &body)
{
    if (body.size() <= kSmallBody) {
        m_socket->write(head + body);
    } else {
        m_socket->write(head);
        m_socket->write(body);
    }
    m_socket->flush();
}

void HttpConnection::watchEnd()
{
    const auto descriptor = int(m_socket->socketDescriptor());
    if (m_watch < 0 && descriptor >= 0)
        m_watch = ::fcntl(descriptor, F_DUPFD_CLOEXEC, 0);
}

// While it is kept, the connection stays open.
void HttpConnection::forgetWatch()
{
    if (m_watch >= 0)
        ::close(std::exchange(m_watch, -1));
}

void HttpConnection::abort()
{
    forgetWatch();
    m_user = nullptr;
    m_hasEnded = true;
    m_socket->disconnect(this);
    m_socket->abort();
}

void HttpConnection::readAll()
{
    const QByteArray bytes = m_socket->readAll();
    if (m_user && !bytes.isEmpty())
        m_user->handleBytes(bytes);
    else
        m_hasEnded = m_hasEnded || !bytes.isEmpty(); // nobody asked: it cannot be trusted any more
}

void HttpConnection::end()
{
    if (std::exchange(m_hasEnded, true))
        return;
    const QString why = reason();
    const User::End how = endNow();
    forgetWatch();
    User *const user = m_user;
    if (user && m_socket->bytesAvailable() > 0)
        readAll();
    if (m_user && m_user == user)
        user->handleEnd(how, why);
}

// A reset is the other end's close too, to Qt. The system knows better: after a close it still waits for ours, after a
// reset there is nothing left.
HttpConnection::User::End HttpConnection::endNow() const
{
    if (m_socket->error() != QAbstractSocket::RemoteHostClosedError)
        return User::End::Cut;
    tcp_info info = {};
    socklen_t size = sizeof info;
    const bool isKnown = m_watch >= 0 && ::getsockopt(m_watch, IPPROTO_TCP, TCP_INFO, &info, &size) == 0;
    return isKnown && info.tcpi_state == TCP_CLOSE ? User::End::Cut : User::End::Orderly;
}

QString HttpConnection::reason() const
{
    QString why = m_socket->errorString();
    if (const auto *secure = qobject_cast<const QSslSocket *>(m_socket.get()))
        for (const QSslError &error : secure->sslHandshakeErrors())
            if (!why.contains(error.errorString()))
                why += QStringLiteral("; ") + error.errorString();
    return why;
}

} // namespace fornada
