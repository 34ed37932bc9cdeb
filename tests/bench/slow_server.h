#pragma once

#include "base/clock.h"

#include <QByteArray>
#include <QUrl>

#include <atomic>
#include <deque>
#include <thread>
#include <unordered_map>

namespace fornada::bench {

// The plainest HTTP/1.1 server there can be (epoll, one thread), so that what is measured is the client: it answers
// every request after a fixed time, or never, and counts what it sees. Made and destroyed by its owner.
class SlowServer {
public:
    explicit SlowServer(Micros latency);
    ~SlowServer();
    SlowServer(const SlowServer &) = delete;
    SlowServer &operator=(const SlowServer &) = delete;

    QUrl url() const;
    void setHolding(bool holding) { m_holding = holding; } // answers nothing any more
    int atOnce() const { return m_atOnce; }                // read and not answered
    int mostAtOnce() const { return m_mostAtOnce; }
    qint64 answered() const { return m_answered; }
    int gone() const { return m_gone; } // connections closed under a request

private:
    struct Peer {
        QByteArray in;
        bool asked = false; // a request of its waits for its answer
    };
    struct Due {
        Boot at;
        int socket;
        quint64 peer;
    };

    void run();
    void accept();
    void read(int socket);
    void answerDue();
    void close(int socket);

    const Micros m_latency;
    int m_listener = -1, m_epoll = -1, m_wake = -1;
    int m_port = 0;
    std::atomic<bool> m_holding = false, m_ending = false;
    std::atomic<int> m_atOnce = 0, m_mostAtOnce = 0, m_gone = 0;
    std::atomic<qint64> m_answered = 0;
    std::unordered_map<int, std::pair<quint64, Peer>> m_peers; // its thread; a socket's number is used again
    quint64 m_lastPeer = 0;                                    // its thread
    std::deque<Due> m_due;                                     // its thread
    std::thread m_thread;
};

} // namespace fornada::bench
