#pragma once

#include "sim_provider.h"

namespace fornada::sim {

// What the world wants to know of each request at the moment it goes on the wire, and of each whole answer handed over.
struct WireWatch {
    std::function<void(const WireRequest &)> sent;
    std::function<void(qint64 attempt)> answered;
};

// The program's side of the network: lanes that may be late, connections that may be refused, deadlines.
// Dies with the program; what it has put on the wire goes on at the provider.
class SimTransport final : public Transport {
public:
    SimTransport(Loop &loop, const SimClock &clock, const Faults &faults, Dice &dice, Provider &provider,
                 qint64 &connections, WireWatch watch);
    ~SimTransport() override;

    void setSink(Sink sink) override { m_sink = std::move(sink); }
    void send(WireRequest request) override;
    void cancel(qint64 id) override;
    void recallUnsent(std::function<void()> acknowledged) override;
    bool isQuiet() const { return m_flights.empty(); }

private:
    struct Flight {
        WireRequest request;
        qint64 connection = 0; // 0: not sent
    };

    Flight *timely(qint64 id);
    void connect(qint64 id);
    void putOnWire(qint64 id);
    void fail(qint64 id, WireFailure failure, const QString &detail);
    void tell(WireEvent event);
    void forget(qint64 id);

    Loop &m_loop;
    const SimClock &m_clock;
    const Faults &m_faults;
    Dice &m_dice;
    Provider &m_provider;
    qint64 &m_connections;
    const WireWatch m_watch;
    Sink m_sink;
    std::map<qint64, Flight> m_flights; // by attempt
    Micros m_channel{0};
    // What the provider still has to say looks here whether the program lives.
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
};

} // namespace fornada::sim
