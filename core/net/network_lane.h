#pragma once

#include "net/transport.h"

#include <QEventLoop>
#include <QHash>
#include <QObject>
#include <QTimer>

#include <map>
#include <memory>
#include <vector>

class QNetworkAccessManager;

namespace fornada {

class Exchange;

// Qt opens at most so many HTTP/1.1 connections per manager and host and lets the rest queue unseen; nothing queues
// there.
inline constexpr int RequestsPerManager = 6;

// One network thread: holds requests until their moment, owns the managers and what is on the wire.
// Every method runs on the lane's thread, inside run(); created and destroyed there. QnamTransport posts to it.
class NetworkLane final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NetworkLane)
public:
    // ended is called once for every request taken, with its host, after its last event.
    NetworkLane(const Clock &clock, int laneCount, std::function<void(const QByteArray &host)> ended);
    // Aborts what is on the wire; no events.
    ~NetworkLane() override;

    void run() { m_loop.exec(); }
    void quit() { m_loop.quit(); }

    void setSink(Transport::Sink sink) { m_sink = std::move(sink); }
    void take(WireRequest request, const QByteArray &host);
    void cancel(qint64 id);
    void recallUnsent();

private:
    struct Waiting {
        WireRequest request;
        QByteArray host;
    };
    using Queue = std::multimap<Boot, Waiting>; // by sendAt, then in the order taken

    struct HostSlots {
        std::vector<int> used; // by manager
        int managers = 1;      // how many this host may have
    };

    void pump();
    void wakeForNext();
    Queue::iterator defer(Queue::iterator waiting);
    void start(Waiting waiting, int slot);
    void finish(qint64 id, const QByteArray &host, int slot, bool desynced);
    int freeSlot(const Waiting &waiting);
    std::shared_ptr<QNetworkAccessManager> manager(int slot);
    void report(WireEvent event) const;

    const Clock &m_clock;
    const int m_laneCount;
    const std::function<void(const QByteArray &)> m_ended;

    QEventLoop m_loop;
    Transport::Sink m_sink;
    QTimer m_wake;
    Queue m_waiting;
    QHash<qint64, Queue::iterator> m_waitingById;
    QHash<qint64, Exchange *> m_exchanges;
    QHash<QByteArray, HostSlots> m_hosts;
    std::vector<std::shared_ptr<QNetworkAccessManager>> m_managers; // one serves every host; slot = index
};

} // namespace fornada
