#pragma once

#include "sandbox/http_parser.h"

#include <QPointer>
#include <QTcpSocket>
#include <QTimer>

#include <functional>

namespace fornada::sandbox {

class Connection;

// Who answers the requests of a connection.
class RequestHandler {
public:
    virtual ~RequestHandler() = default;
    virtual void handle(Connection &connection, HttpRequest request) = 0;
    // The connection answers a broken request itself and closes; this gives it the date.
    virtual QByteArray date() = 0;
};

enum class AfterSend { KeepAlive, Close, Reset, Hang };

// One client's socket, on the server's thread; owns itself and dies with the socket. One request at a time: the next
// one of a pipeline is read when the answer is written.
class Connection final : public QObject {
public:
    using Written = std::function<void(bool whole)>;

    Connection(QTcpSocket *socket, RequestHandler &handler, qint64 maxBodyBytes, QObject *parent);
    ~Connection() override;
    Q_DISABLE_COPY_MOVE(Connection)

    // Writes bytes, then does what is said. written is called once: true when the system took every byte.
    void send(const QByteArray &bytes, AfterSend after, Written written);

private:
    void readMore();
    void handleBytesWritten();
    void finishAnswer();
    void refuse(int status);
    void drain();
    void reportWritten(bool whole);

    QTcpSocket *const m_socket; // child
    RequestHandler &m_handler;
    HttpParser m_parser;
    QTimer m_lingering; // ends a connection whose client keeps sending after a refusal
    Written m_written;
    AfterSend m_after = AfterSend::KeepAlive;
    bool m_isBusy = false;     // a request is being answered
    bool m_isSending = false;  // its answer is on the way
    bool m_isDraining = false; // what still comes is thrown away
    bool m_isReading = false;  // readMore is on the stack
};

} // namespace fornada::sandbox
