#pragma once

#include "base/inbox.h"
#include "base/worker_pool.h"
#include "net/transport.h"

namespace fornada {

class NetworkLane;

// The real network: one long-lived lane, an event loop with all connections, running as a long runnable of a private
// pool. It limits nothing: gates do.
// Called from one thread (the engine's); the sink is called on the lane's thread, without a lock held.
// The destructor aborts what is on the wire and waits for the lane: no event and no acknowledgement comes after it.
//
// It speaks HTTP/1.1 itself. QNetworkAccessManager sends a POST again when a kept connection drops, opens six
// connections a host, starts a thread a manager and reads heads byte by byte (docs/network.md has the figures); here a
// request is handed to the system in one place, once.
class HttpTransport final : public Transport {
public:
    explicit HttpTransport(const Clock &clock);
    ~HttpTransport() override;
    HttpTransport(const HttpTransport &) = delete;
    HttpTransport &operator=(const HttpTransport &) = delete;

    void setSink(Sink sink) override;
    // A sendAt of zero means now.
    void send(WireRequest request) override;
    void cancel(qint64 id) override;
    void recallUnsent(std::function<void()> acknowledged) override;

private:
    const Clock &m_clock;
    WorkerPool m_pool;             // its one thread is the lane's
    NetworkLane *m_lane = nullptr; // both live on it until quit
    Inbox *m_inbox = nullptr;
};

} // namespace fornada
