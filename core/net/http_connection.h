#pragma once

#include <QObject>
#include <QUrl>

#include <memory>

class QTcpSocket;

namespace fornada {

// One connection to a host, plain or TLS, through the system's proxy where there is one: carries one request after the
// other, each handed to the system exactly once. Network thread; owned by the lane or by the exchange that uses it.
class HttpConnection final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HttpConnection)
public:
    // Who sends and reads on it just now. Nothing may be deleted from inside these.
    class User {
    public:
        // Orderly: the other end has said all that it had to say.
        enum class End { Orderly, Cut };

        virtual ~User() = default;
        virtual void handleReady() = 0; // connected and, for https, encrypted
        virtual void handleWritten() = 0;
        virtual void handleBytes(QByteArray bytes) = 0;
        virtual void handleEnd(End end, const QString &why) = 0; // nothing comes any more
    };

    explicit HttpConnection(const QUrl &url);
    ~HttpConnection() override; // closes at once

    void setUser(User *user) { m_user = user; }
    void open(); // unless somebody has begun to
    bool isReady() const { return m_isReady; }
    // Ready, and the other end is this machine or in its own network. Behind a proxy only an address that is written
    // as numbers can be known.
    bool leadsInside() const;
    bool isOpening() const;
    // Opening, or connected with nothing on its way, as far as Qt has heard.
    bool isUsable() const { return isOpening() || isQuiet(); }
    // Connected and quiet, and the system knows of no byte and no close either: asked just before another request
    // leaves.
    bool isReusable() const;
    void write(const QByteArray &head, const QByteArray &body);
    // Once it is the connection's end that ends what is being read: from here on it is known whether that was a reset.
    void watchEnd();
    void abort();

private:
    bool isQuiet() const;
    void handleConnected();
    void readAll();
    void end();
    User::End endNow() const;
    void forgetWatch();
    QString reason() const;

    const QUrl m_url;
    const std::unique_ptr<QTcpSocket> m_socket;
    int m_watch = -1; // the same connection, as the system knows it after Qt has closed it
    User *m_user = nullptr;
    bool m_isReady = false;
    bool m_hasEnded = false;
};

} // namespace fornada
