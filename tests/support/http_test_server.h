#pragma once

#include "base/clock.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QTcpServer>
#include <QTcpSocket>

#include <functional>

namespace fornada {

// A request as the server saw it.
struct SeenRequest {
    QByteArray method;
    QByteArray target;
    QHash<QByteArray, QByteArray> headers; // names lower-case
    QByteArray body;
    Boot arrivedAt = {};
    int connection = 0;      // from 1, in the order accepted
    int nthOnConnection = 0; // from 1
};

// What the server does with a request: writes `bytes` (all at once, or a piece at a time), then `then`.
struct ServerReply {
    enum class Then { KeepAlive, Close, Reset, Hold, Endless };

    QByteArray bytes;
    Then then = Then::KeepAlive;
    int pieceSize = 0; // 0: all at once
    std::chrono::milliseconds pieceGap{10};

    static ServerReply answer(int status, const QByteArray &body, const QByteArray &extraHeaders = {});
    static ServerReply chunked(const QByteArray &body, int chunkSize = 1000);
    static ServerReply raw(const QByteArray &bytes, Then then = Then::Close) { return {bytes, then}; }
    static ServerReply close() { return {{}, Then::Close}; }
    static ServerReply reset() { return {{}, Then::Reset}; }
    // Says nothing until releaseHeld().
    static ServerReply hold() { return {{}, Then::Hold}; }
    // A 200 without a length whose body never ends.
    static ServerReply endless();
    // Only the first `size` bytes, then the connection closes.
    ServerReply cutTo(qsizetype size) const;
    ServerReply dripped(int piece, std::chrono::milliseconds gap) const;
    // The size of the head of an answer() made with the same arguments: where its body begins.
    qsizetype headSize() const { return bytes.indexOf("\r\n\r\n") + 4; }
};

// A scriptable HTTP/1.1 server on the loopback of the thread it was made on (the test's). Not a good server: an exact
// one.
class HttpTestServer final {
public:
    using Handler = std::function<ServerReply(const SeenRequest &)>;

    explicit HttpTestServer(const Clock &clock);
    ~HttpTestServer();

    QUrl url(const QString &path = QStringLiteral("/")) const;
    // Without one every request is answered "200 ok".
    void setHandler(Handler handler) { m_handler = std::move(handler); }
    // Resets every connection once it has received so many bytes; 0: never.
    void setCutUploadAfter(qint64 bytes) { m_cutUploadAfter = bytes; }
    void stopListening() { m_server.close(); }
    void closeConnections(); // that are open now
    void releaseHeld(const ServerReply &reply);

    const QList<SeenRequest> &requests() const { return m_requests; }
    int count() const { return int(m_requests.size()); }
    int countOf(const QByteArray &target) const;
    int connections() const { return m_connections; }
    int openConnections() const { return m_server.findChildren<QTcpSocket *>().size(); }
    int openNow() const { return m_unanswered; }    // read and not answered
    int mostAtOnce() const { return m_mostAtOnce; } // the highest openNow
    qint64 bytesWritten() const { return m_bytesWritten; }

private:
    struct Peer;

    void accept();
    void read(Peer *peer);
    bool takeRequest(Peer *peer);
    void perform(Peer *peer, const ServerReply &reply);
    void writePiece(Peer *peer, const ServerReply &reply, qsizetype from);
    void finish(Peer *peer, const ServerReply &reply);
    void feedEndless(Peer *peer);
    void settle(Peer *peer);

    const Clock &m_clock;
    Handler m_handler;
    QTcpServer m_server;
    QList<Peer *> m_peers;
    QList<SeenRequest> m_requests;
    int m_connections = 0;
    int m_unanswered = 0;
    int m_mostAtOnce = 0;
    qint64 m_cutUploadAfter = 0;
    qint64 m_bytesWritten = 0;
};

} // namespace fornada
