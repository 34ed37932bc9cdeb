#include "support/http_test_server.h"

#include <QTimer>
#include <QUrl>

#include <sys/socket.h>

namespace fornada {

struct HttpTestServer::Peer : QObject {
    QTcpSocket *socket = nullptr;
    QByteArray buffer;
    qint64 received = 0;
    int number = 0;
    int requests = 0;
    bool busy = false; // a request is read and not answered
    bool held = false;
    bool endless = false;
};

ServerReply ServerReply::answer(int status, const QByteArray &body, const QByteArray &extraHeaders)
{
    return {"HTTP/1.1 " + QByteArray::number(status) + " Whatever\r\nContent-Type: text/plain\r\n" + extraHeaders +
            "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body};
}

ServerReply ServerReply::chunked(const QByteArray &body, int chunkSize)
{
    QByteArray bytes = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    for (qsizetype at = 0; at < body.size(); at += chunkSize) {
        const QByteArray chunk = body.mid(at, chunkSize);
        bytes += QByteArray::number(chunk.size(), 16) + "\r\n" + chunk + "\r\n";
    }
    return {bytes + "0\r\n\r\n"};
}

ServerReply ServerReply::endless()
{
    return {"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n", Then::Endless};
}

ServerReply ServerReply::cutTo(qsizetype size) const
{
    ServerReply cut = *this;
    cut.bytes.truncate(size);
    cut.then = Then::Close;
    return cut;
}

ServerReply ServerReply::dripped(int piece, std::chrono::milliseconds gap) const
{
    ServerReply slow = *this;
    slow.pieceSize = piece;
    slow.pieceGap = gap;
    return slow;
}

HttpTestServer::HttpTestServer(const Clock &clock)
    : m_clock(clock)
    , m_handler([](const SeenRequest &) { return ServerReply::answer(200, "ok"); })
{
    QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] { accept(); });
    if (!m_server.listen(QHostAddress::LocalHost))
        qFatal("the test server cannot listen: %s", qPrintable(m_server.errorString()));
}

HttpTestServer::~HttpTestServer()
{
    for (Peer *peer : std::exchange(m_peers, {})) {
        peer->socket->disconnect();
        delete peer;
    }
}

QUrl HttpTestServer::url(const QString &path) const
{
    return QUrl(QStringLiteral("http://127.0.0.1:%1%2").arg(m_server.serverPort()).arg(path));
}

int HttpTestServer::countOf(const QByteArray &target) const
{
    return int(std::count_if(m_requests.begin(), m_requests.end(),
                             [&](const SeenRequest &request) { return request.target == target; }));
}

void HttpTestServer::accept()
{
    while (QTcpSocket *socket = m_server.nextPendingConnection()) {
        auto *peer = new Peer;
        peer->socket = socket;
        peer->number = ++m_connections;
        m_peers.append(peer);
        QObject::connect(socket, &QTcpSocket::readyRead, peer, [this, peer] { read(peer); });
        QObject::connect(socket, &QTcpSocket::bytesWritten, peer, [this, peer](qint64 bytes) {
            m_bytesWritten += bytes;
            if (peer->endless)
                feedEndless(peer);
        });
        QObject::connect(socket, &QTcpSocket::disconnected, peer, [this, peer] {
            settle(peer);
            m_peers.removeOne(peer);
            peer->socket->deleteLater();
            peer->deleteLater();
        });
    }
}

void HttpTestServer::read(Peer *peer)
{
    const QByteArray bytes = peer->socket->readAll();
    peer->received += bytes.size();
    peer->buffer += bytes;
    if (m_cutUploadAfter > 0 && peer->received >= m_cutUploadAfter) {
        finish(peer, ServerReply::reset());
        return;
    }
    while (!peer->busy && takeRequest(peer)) {}
}

bool HttpTestServer::takeRequest(Peer *peer)
{
    const qsizetype headEnd = peer->buffer.indexOf("\r\n\r\n");
    if (headEnd < 0)
        return false;
    const QList<QByteArray> lines = peer->buffer.left(headEnd).split('\n');
    const QList<QByteArray> words = lines.first().trimmed().split(' ');
    SeenRequest request;
    request.method = words.value(0);
    request.target = words.value(1);
    for (const QByteArray &line : lines.mid(1)) {
        const qsizetype colon = line.indexOf(':');
        request.headers.insert(line.left(colon).trimmed().toLower(), line.mid(colon + 1).trimmed());
    }
    const qsizetype size = request.headers.value("content-length").toLongLong();
    if (peer->buffer.size() < headEnd + 4 + size)
        return false;
    request.body = peer->buffer.mid(headEnd + 4, size);
    peer->buffer.remove(0, headEnd + 4 + size);
    request.arrivedAt = m_clock.now().boot;
    request.connection = peer->number;
    request.nthOnConnection = ++peer->requests;
    m_requests.append(request);
    peer->busy = true;
    m_mostAtOnce = std::max(m_mostAtOnce, ++m_unanswered);
    perform(peer, m_handler(request));
    return !peer->busy;
}

void HttpTestServer::perform(Peer *peer, const ServerReply &reply)
{
    if (reply.then == ServerReply::Then::Hold)
        peer->held = true;
    else
        writePiece(peer, reply, 0);
}

void HttpTestServer::writePiece(Peer *peer, const ServerReply &reply, qsizetype from)
{
    const qsizetype size = reply.pieceSize > 0 ? reply.pieceSize : reply.bytes.size();
    peer->socket->write(reply.bytes.mid(from, size));
    if (from + size >= reply.bytes.size()) {
        finish(peer, reply);
        return;
    }
    QTimer::singleShot(reply.pieceGap, peer, [this, peer, reply, next = from + size] {
        if (peer->socket->state() == QAbstractSocket::ConnectedState)
            writePiece(peer, reply, next);
    });
}

void HttpTestServer::finish(Peer *peer, const ServerReply &reply)
{
    switch (reply.then) {
    case ServerReply::Then::KeepAlive:
        settle(peer);
        return;
    case ServerReply::Then::Close:
        settle(peer);
        peer->socket->disconnectFromHost();
        return;
    case ServerReply::Then::Reset: {
        settle(peer);
        peer->socket->flush(); // what was written goes first
        const linger now{1, 0};
        setsockopt(int(peer->socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &now, sizeof now);
        peer->socket->abort();
        return;
    }
    case ServerReply::Then::Endless:
        peer->endless = true;
        feedEndless(peer);
        return;
    case ServerReply::Then::Hold:
        return;
    }
}

void HttpTestServer::feedEndless(Peer *peer)
{
    static const QByteArray piece(64 << 10, 'x');
    if (peer->socket->bytesToWrite() < piece.size())
        peer->socket->write(piece);
}

void HttpTestServer::settle(Peer *peer)
{
    if (peer->busy)
        --m_unanswered;
    peer->busy = false;
    peer->held = false;
}

void HttpTestServer::closeConnections()
{
    const QList<Peer *> peers = m_peers;
    for (Peer *peer : peers)
        peer->socket->disconnectFromHost();
}

void HttpTestServer::releaseHeld(const ServerReply &reply)
{
    const QList<Peer *> peers = m_peers;
    for (Peer *peer : peers) {
        if (std::exchange(peer->held, false))
            perform(peer, reply);
    }
}

} // namespace fornada
