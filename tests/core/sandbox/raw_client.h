#pragma once

#include <QByteArray>
#include <QDeadlineTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QList>
#include <QPair>
#include <QTcpSocket>

namespace fornada {

struct RawAnswer {
    int status = 0;
    QByteArray head;
    QByteArray body;
    bool isWhole = false;  // head and as many body bytes as it promised
    bool isClosed = false; // the server ended the connection
    QAbstractSocket::SocketError error = QAbstractSocket::UnknownSocketError;

    QJsonObject json() const { return QJsonDocument::fromJson(body).object(); }
    QByteArray header(const QByteArray &lowerName) const
    {
        for (const QByteArray &line : head.split('\n'))
            if (line.toLower().startsWith(lowerName + ':'))
                return line.mid(lowerName.size() + 1).trimmed();
        return {};
    }
};

using RawHeaders = QList<QPair<QByteArray, QByteArray>>;

// A client that sees every byte: it blocks on the socket, the server lives on another thread.
class RawClient final {
public:
    explicit RawClient(quint16 port)
    {
        m_socket.connectToHost(QStringLiteral("127.0.0.1"), port);
        m_socket.waitForConnected(10'000);
    }

    QTcpSocket &socket() { return m_socket; }
    void write(const QByteArray &bytes)
    {
        m_socket.write(bytes);
        while (m_socket.bytesToWrite() > 0 && m_socket.waitForBytesWritten(10'000)) {}
    }
    static QByteArray request(const QByteArray &method, const QByteArray &path, const QByteArray &body = {},
                              const RawHeaders &headers = {})
    {
        QByteArray bytes = method + ' ' + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n";
        for (const auto &[name, value] : headers)
            bytes += name + ": " + value + "\r\n";
        if (!body.isEmpty() || method == "POST")
            bytes += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
        return bytes + "\r\n" + body;
    }
    // Reads one answer, or until the server closes, or until patience ends.
    RawAnswer read(std::chrono::milliseconds patience = std::chrono::seconds(20))
    {
        RawAnswer answer;
        QDeadlineTimer deadline(patience);
        while (!parse(answer)) {
            if (m_socket.bytesAvailable() == 0 && m_socket.state() != QAbstractSocket::ConnectedState) {
                answer.isClosed = true;
                break;
            }
            if (m_socket.bytesAvailable() == 0 && !m_socket.waitForReadyRead(int(deadline.remainingTime()))) {
                answer.isClosed = m_socket.state() != QAbstractSocket::ConnectedState;
                answer.error = m_socket.error();
                if (m_socket.bytesAvailable() == 0)
                    break;
            }
            m_buffer += m_socket.readAll();
        }
        return answer;
    }
    RawAnswer ask(const QByteArray &method, const QByteArray &path, const QByteArray &body = {},
                  const RawHeaders &headers = {})
    {
        write(request(method, path, body, headers));
        return read();
    }
    QByteArray rest() const { return m_buffer; }

private:
    bool parse(RawAnswer &answer)
    {
        const qsizetype end = m_buffer.indexOf("\r\n\r\n");
        if (end < 0) {
            answer.head = m_buffer;
            return false;
        }
        answer.head = m_buffer.left(end);
        answer.status = answer.head.mid(9, 3).toInt();
        if (answer.status == 100) {
            m_buffer.remove(0, end + 4);
            return parse(answer);
        }
        const qsizetype length = answer.header("content-length").toLongLong();
        answer.body = m_buffer.mid(end + 4, length);
        answer.isWhole = answer.body.size() == length;
        if (answer.isWhole)
            m_buffer.remove(0, end + 4 + length);
        return answer.isWhole;
    }

    QTcpSocket m_socket;
    QByteArray m_buffer;
};

inline RawAnswer askOnce(quint16 port, const QByteArray &method, const QByteArray &path, const QByteArray &body = {},
                         const RawHeaders &headers = {})
{
    return RawClient(port).ask(method, path, body, headers);
}

} // namespace fornada
