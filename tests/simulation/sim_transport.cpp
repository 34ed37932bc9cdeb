#include "sim_transport.h"

namespace fornada::sim {

SimTransport::SimTransport(Loop &loop, const SimClock &clock, const Faults &faults, Dice &dice, Provider &provider,
                           qint64 &connections, WireWatch watch)
    : m_loop(loop)
    , m_clock(clock)
    , m_faults(faults)
    , m_dice(dice)
    , m_provider(provider)
    , m_connections(connections)
    , m_watch(std::move(watch))
{}

SimTransport::~SimTransport() = default;

void SimTransport::tell(WireEvent event)
{
    m_loop.inOrder(m_channel, Micros(m_dice.between(2, 80)), Side::Program,
                   [this, event = std::move(event)] { m_sink(event); });
}

void SimTransport::send(WireRequest request)
{
    const qint64 id = request.id;
    const bool late = m_dice.chance(m_faults.lateLane);
    const Micros ready = m_loop.now() + Micros(m_dice.between(5, late ? 400'000 : 400));
    const Micros due = m_clock.timeOf(request.sendAt);
    m_flights[id] = Flight{std::move(request), 0};
    m_loop.at(std::max(due, ready), Side::Program, [this, id] { connect(id); });
}

// One that may still go, at its time or so late that it is given back.
SimTransport::Flight *SimTransport::timely(qint64 id)
{
    const auto it = m_flights.find(id);
    if (it == m_flights.end() || it->second.connection != 0)
        return nullptr; // recalled or cancelled; perhaps handed over again meanwhile
    Flight &flight = it->second;
    if (m_loop.now() < m_clock.timeOf(flight.request.sendAt))
        return nullptr; // an older handing-over of the same request
    if (m_loop.now() - m_clock.timeOf(flight.request.sendAt) <= flight.request.lateLimit)
        return &flight;
    m_flights.erase(it);
    tell(WireDeferred{id});
    return nullptr;
}

// A kept connection is there at once. While another one opens, nothing is sent: it can be recalled and cancelled.
void SimTransport::connect(qint64 id)
{
    if (!timely(id))
        return;
    if (m_dice.chance(m_faults.slowConnect))
        m_loop.after(Micros(m_dice.between(1'000, m_dice.chance(0.5) ? 60'000 : 3'000'000)), Side::Program,
                     [this, id] { putOnWire(id); });
    else
        putOnWire(id);
}

void SimTransport::putOnWire(qint64 id)
{
    Flight *const goes = timely(id);
    if (!goes)
        return;
    Flight &flight = *goes;
    if (m_dice.chance(m_faults.refused)) {
        fail(id, WireFailure::NotSent, QStringLiteral("connection refused"));
        return;
    }
    const qint64 connection = flight.connection = ++m_connections;
    const bool isAside = id < 0; // no attempt of a job
    if (!isAside)
        m_watch.sent(flight.request);
    tell(WireSent{id, m_clock.now()});
    const std::weak_ptr<bool> alive = m_alive;
    const auto mine = [this, alive, id, connection] {
        if (alive.expired())
            return false;
        const auto known = m_flights.find(id);
        return known != m_flights.end() && known->second.connection == connection;
    };
    Provider::Line line;
    line.answer = [this, mine, id, isAside](WireAnswer answer) {
        if (!mine())
            return;
        m_flights.erase(id);
        const Micros travel(m_dice.between(100, 3'000));
        m_loop.inOrder(m_channel, travel, Side::Program, [this, id, isAside, answer = std::move(answer)] {
            if (!isAside)
                m_watch.answered(id);
            m_sink(WireAnswered{id, m_clock.now(), answer});
        });
    };
    line.cut = [this, mine, id](const QString &why) {
        if (mine())
            fail(id, WireFailure::Lost, why);
    };
    // The bytes are with the kernel: they arrive even if the program dies now.
    m_loop.after(Micros(m_dice.between(0, LimitJudge::kJitter.count())), Side::World,
                 [isAside, provider = &m_provider, connection, request = flight.request, line, mine] {
                     if (isAside)
                         return provider->serveFile(request.url, line);
                     const bool isClosed = !mine();
                     provider->arrive(connection, request, line, isClosed);
                     if (isClosed)
                         provider->hangUp(connection);
                 });
    m_loop.after(flight.request.deadline, Side::Program, [this, mine, id] {
        if (mine())
            fail(id, WireFailure::TimedOut, {});
    });
}

void SimTransport::fail(qint64 id, WireFailure failure, const QString &detail)
{
    const auto it = m_flights.find(id);
    if (it->second.connection != 0)
        m_provider.hangUp(it->second.connection);
    m_flights.erase(it);
    m_loop.inOrder(m_channel, Micros(m_dice.between(2, 80)), Side::Program, [this, id, failure, detail] {
        m_sink(WireFailed{id, m_clock.now(), failure, detail, {}});
    });
}

void SimTransport::cancel(qint64 id)
{
    const auto it = m_flights.find(id);
    if (it == m_flights.end())
        return;
    fail(id, it->second.connection == 0 ? WireFailure::NotSent : WireFailure::Cancelled, QStringLiteral("cancelled"));
}

void SimTransport::recallUnsent(std::function<void()> acknowledged)
{
    // A lane hears of it a little later than it was said.
    m_loop.after(Micros(m_dice.between(5, 2'000)), Side::Program, [this, acknowledged = std::move(acknowledged)] {
        QList<qint64> unsent;
        for (const auto &[id, flight] : m_flights)
            if (flight.connection == 0)
                unsent.append(id);
        for (const qint64 id : std::as_const(unsent)) {
            m_flights.erase(id);
            tell(WireDeferred{id});
        }
        m_loop.inOrder(m_channel, Micros(10), Side::Program, acknowledged);
    });
}

} // namespace fornada::sim
