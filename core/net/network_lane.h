#pragma once

#include "net/transport.h"

#include <QEventLoop>
#include <QHash>
#include <QTimer>

#include <map>
#include <memory>
#include <vector>

namespace fornada {

class Exchange;
class HttpConnection;

// The network thread: holds requests until their moment, owns the connections and what is on the wire. It limits
// nothing: whoever is told to go goes.
// Every method runs on the lane's thread, inside run(); created and destroyed there. HttpTransport posts to it.
class NetworkLane final {
public:
    explicit NetworkLane(const Clock &clock);
    ~NetworkLane(); // aborts what is on the wire; no events
    Q_DISABLE_COPY_MOVE(NetworkLane)

    void run() { m_loop.exec(); }
    void quit() { m_loop.quit(); }

    void setSink(Transport::Sink sink) { m_sink = std::move(sink); }
    void take(WireRequest request);
    void cancel(qint64 id);
    void recallUnsent();

private:
    struct Waiting {
        WireRequest request;
        QByteArray host;
    };
    using Queue = std::multimap<Boot, Waiting>; // by sendAt, then in the order taken

    struct Idle {
        std::unique_ptr<HttpConnection> connection;
        Boot until;
    };

    void pump();
    void wakeForNext();
    void defer(Queue::iterator waiting);
    void start(Waiting waiting);
    void finish(qint64 id, const QByteArray &host);
    void keep(const QByteArray &host, std::unique_ptr<HttpConnection> connection, Boot until);
    std::vector<Exchange *> exchangesNow() const;
    std::unique_ptr<HttpConnection> connectionFor(const Waiting &waiting);
    void watch();
    void watchUntil(Boot due);
    void forgetOldConnections(Boot now);
    void report(WireEvent event) const;

    const Clock &m_clock;
    QEventLoop m_loop;
    Transport::Sink m_sink;
    QTimer m_wake;  // for what waits
    QTimer m_watch; // for limits, and connections nobody uses
    Boot m_watchAt = Boot::max();
    Queue m_waiting;
    QHash<qint64, Queue::iterator> m_waitingById;
    std::map<QByteArray, std::vector<Idle>> m_idle; // by host; the last one is taken first
    std::map<qint64, std::unique_ptr<Exchange>> m_exchanges;
    std::vector<std::unique_ptr<Exchange>> m_over; // their own calls may still be under way; gone with the next turn
};

} // namespace fornada
