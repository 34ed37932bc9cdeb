#pragma once

#include "base/inbox.h"
#include "base/worker_pool.h"
#include "net/lane_loads.h"
#include "net/transport.h"

#include <vector>

namespace fornada {

class NetworkLane;

// The real network: a few long-lived lanes, each an event loop with QNetworkAccessManagers of its own, running as
// long runnables of a private pool. It limits nothing (gates do), but lets nothing queue inside Qt.
// Called from one thread (the engine's); the sink is called on the lanes' threads, without a lock held.
// The destructor aborts what is on the wire and waits for the lanes: no event and no acknowledgement comes after it.
class QnamTransport final : public Transport {
public:
    explicit QnamTransport(const Clock &clock, int lanes = 2);
    ~QnamTransport() override;
    QnamTransport(const QnamTransport &) = delete;
    QnamTransport &operator=(const QnamTransport &) = delete;

    void setSink(Sink sink) override;
    // A sendAt of zero means now.
    void send(WireRequest request) override;
    void cancel(qint64 id) override;
    void recallUnsent(std::function<void()> acknowledged) override;

private:
    struct Lane {
        NetworkLane *lane;
        Inbox *inbox;
    };

    const Clock &m_clock;
    LaneLoads m_loads;
    WorkerPool m_pool;         // a thread a lane
    std::vector<Lane> m_lanes; // each lives on its own thread until quit
};

} // namespace fornada
