#include "sandbox/connection.h"

#include <sys/socket.h>

#include <utility>

namespace fornada::sandbox {

namespace {

constexpr qint64 readAtOnce = 256 << 10;
constexpr auto lingerTime = std::chrono::seconds(2);

} // namespace

Connection::Connection(QTcpSocket *socket, RequestHandler &handler, qint64 maxBodyBytes, QObject *parent)
    : QObject(parent)
    , m_socket(socket)
    , m_handler(handler)
    , m_parser(maxBodyBytes)
{
    m_socket->setParent(this);
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_socket->setReadBufferSize(readAtOnce); // while a request is answered, the rest waits in the kernel
    m_lingering.setSingleShot(true);
    connect(m_socket, &QTcpSocket::readyRead, this, &Connection::readMore);
    connect(m_socket, &QTcpSocket::bytesWritten, this, &Connection::handleBytesWritten);
    connect(m_socket, &QTcpSocket::disconnected, this, [this] {
        reportWritten(false);
        deleteLater();
    });
    connect(&m_lingering, &QTimer::timeout, this, [this] { m_socket->abort(); });
    if (m_socket->bytesAvailable() > 0)
        QMetaObject::invokeMethod(this, &Connection::readMore, Qt::QueuedConnection);
}

Connection::~Connection()
{
    reportWritten(false);
    m_socket->disconnect(this); // its own destructor closes it, and nobody is left to hear of it
}

void Connection::readMore()
{
    if (m_isDraining)
        return drain();
    if (m_isReading) // an answer was written at once: the loop below goes on
        return;
    m_isReading = true;
    while (!m_isBusy && !m_isDraining) {
        const HttpParser::State state = m_parser.advance();
        if (state == HttpParser::State::Ready) {
            m_isBusy = true;
            m_handler.handle(*this, m_parser.take());
        } else if (state == HttpParser::State::Broken) {
            refuse(m_parser.errorStatus());
        } else {
            if (m_parser.takeWantsContinue())
                m_socket->write("HTTP/1.1 100 Continue\r\n\r\n");
            const QByteArray bytes = m_socket->read(readAtOnce);
            if (bytes.isEmpty())
                break;
            m_parser.append(bytes);
        }
    }
    m_isReading = false;
}

void Connection::send(const QByteArray &bytes, AfterSend after, Written written)
{
    m_written = std::move(written);
    m_after = after;
    m_isSending = true;
    if (m_socket->state() != QAbstractSocket::ConnectedState)
        return reportWritten(false); // disconnected() has been or is about to be heard
    if (!bytes.isEmpty())
        m_socket->write(bytes);
    m_socket->flush();
    if (m_isSending && m_socket->bytesToWrite() == 0)
        finishAnswer();
}

void Connection::handleBytesWritten()
{
    if (m_isSending && m_socket->bytesToWrite() == 0)
        finishAnswer();
}

void Connection::finishAnswer()
{
    m_isSending = false;
    switch (m_after) {
    case AfterSend::KeepAlive:
        reportWritten(true);
        m_isBusy = false;
        // Not from here: a client that pipelines would make this recursion as deep as its pipeline.
        if (!m_isReading && (m_socket->bytesAvailable() > 0 || !m_parser.isIdle()))
            QMetaObject::invokeMethod(this, &Connection::readMore, Qt::QueuedConnection);
        return;
    case AfterSend::Close:
        reportWritten(true);
        // Unread bytes would turn the close into a reset, and the client might lose the answer.
        m_isDraining = true;
        m_socket->setReadBufferSize(0);
        if (m_socket->bytesAvailable() > 0 || !m_parser.isIdle()) {
            ::shutdown(int(m_socket->socketDescriptor()), SHUT_WR);
            m_lingering.start(lingerTime);
            return drain();
        }
        m_socket->disconnectFromHost();
        return;
    case AfterSend::Reset: {
        reportWritten(true);
        const linger hard{1, 0};
        ::setsockopt(int(m_socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
        m_socket->abort();
        return;
    }
    case AfterSend::Hang:
        return; // reported when the client goes
    }
}

void Connection::refuse(int status)
{
    HttpAnswer answer;
    answer.status = status;
    answer.mime = "text/plain";
    answer.body = statusText(status) + '\n';
    m_isBusy = true;
    m_isDraining = true;
    m_socket->setReadBufferSize(0);
    m_socket->write(headBytes(answer, m_handler.date(), false) + answer.body);
    m_socket->flush();
    ::shutdown(int(m_socket->socketDescriptor()), SHUT_WR);
    m_lingering.start(lingerTime);
    drain();
}

void Connection::drain()
{
    while (m_socket->bytesAvailable() > 0)
        m_socket->skip(m_socket->bytesAvailable());
}

void Connection::reportWritten(bool whole)
{
    if (const Written written = std::exchange(m_written, nullptr))
        written(whole);
}

} // namespace fornada::sandbox
