#include "net/network_lane.h"

#include "net/exchange.h"

#include <algorithm>

namespace fornada {

using namespace std::chrono_literals;

namespace {

// QTimer stands still in suspend, our clock does not: look again at least this often.
constexpr auto kLongestWait = 1s;
constexpr auto kLongestWatch = 5s;
// A connection is used again only while it is fresher than this: many servers close after five quiet seconds, and a
// request that meets the close on its way is lost, perhaps paid. A new connection costs less than that doubt.
constexpr auto kFresh = 4s;

QByteArray hostOf(const QUrl &url)
{
    const int standardPort = url.scheme() == QLatin1String("https") ? 443 : 80;
    return url.scheme().toLatin1() + "://" + url.host(QUrl::FullyEncoded).toLatin1() + ':' +
           QByteArray::number(url.port(standardPort));
}

} // namespace

NetworkLane::NetworkLane(const Clock &clock)
    : m_clock(clock)
{
    for (QTimer *timer : {&m_wake, &m_watch}) {
        timer->setSingleShot(true);
        timer->setTimerType(Qt::PreciseTimer);
    }
    QObject::connect(&m_wake, &QTimer::timeout, &m_loop, [this] { pump(); });
    QObject::connect(&m_watch, &QTimer::timeout, &m_loop, [this] { watch(); });
}

NetworkLane::~NetworkLane() = default;

void NetworkLane::take(WireRequest request)
{
    m_over.clear();
    const qint64 id = request.id;
    Q_ASSERT(!m_exchanges.contains(id) && !m_waitingById.contains(id));
    if (const QString problem = Exchange::unsendable(request); !problem.isEmpty()) {
        report(WireFailed{id, m_clock.now(), WireFailure::NotSent, problem, {}});
        return;
    }
    const Boot sendAt = request.sendAt;
    QByteArray host = hostOf(request.url);
    m_waitingById.insert(id, m_waiting.emplace(sendAt, Waiting{std::move(request), std::move(host)}));
    pump();
}

void NetworkLane::cancel(qint64 id)
{
    m_over.clear();
    if (const auto exchange = m_exchanges.find(id); exchange != m_exchanges.end()) {
        exchange->second->cancel();
        return;
    }
    const auto found = m_waitingById.constFind(id);
    if (found == m_waitingById.cend())
        return;
    m_waiting.erase(found.value());
    m_waitingById.erase(found);
    report(WireFailed{id, m_clock.now(), WireFailure::NotSent, QStringLiteral("cancelled before it was sent"), {}});
}

void NetworkLane::recallUnsent()
{
    m_over.clear();
    while (!m_waiting.empty())
        defer(m_waiting.begin());
    m_wake.stop();
    for (Exchange *exchange : exchangesNow()) // they may be connecting still
        exchange->recall();
}

void NetworkLane::pump()
{
    m_over.clear();
    while (!m_waiting.empty()) {
        const auto next = m_waiting.begin();
        const Boot now = m_clock.now().boot;
        if (next->first > now)
            break;
        if (now > next->first + next->second.request.lateLimit) {
            defer(next);
            continue;
        }
        Waiting waiting = std::move(next->second);
        m_waitingById.remove(waiting.request.id);
        m_waiting.erase(next);
        start(std::move(waiting));
    }
    wakeForNext();
}

void NetworkLane::wakeForNext()
{
    if (m_waiting.empty()) {
        if (m_wake.isActive())
            m_wake.stop();
        return;
    }
    const auto wait = std::chrono::ceil<std::chrono::milliseconds>(m_waiting.begin()->first - m_clock.now().boot);
    m_wake.start(std::clamp<std::chrono::milliseconds>(wait, 0ms, kLongestWait));
}

void NetworkLane::defer(Queue::iterator waiting)
{
    const qint64 id = waiting->second.request.id;
    m_waitingById.remove(id);
    m_waiting.erase(waiting);
    report(WireDeferred{id});
}

void NetworkLane::start(Waiting waiting)
{
    const qint64 id = waiting.request.id;
    auto connection = connectionFor(waiting);
    Exchange::Hooks hooks{[this](WireEvent event) { report(std::move(event)); },
                          [this, id, host = waiting.host] { finish(id, host); }};
    auto exchange = std::make_unique<Exchange>(std::move(waiting.request), m_clock, std::move(hooks));
    Exchange &started = *exchange;
    m_exchanges.emplace(id, std::move(exchange));
    started.start(std::move(connection));
    if (!started.isOver())
        watchUntil(started.due());
}

std::unique_ptr<HttpConnection> NetworkLane::connectionFor(const Waiting &waiting)
{
    std::vector<Idle> &idle = m_idle[waiting.host];
    const Boot now = m_clock.now().boot;
    while (!idle.empty()) {
        Idle last = std::move(idle.back());
        idle.pop_back();
        if (now < last.until && (last.connection->isOpening() || last.connection->isReusable()))
            return std::move(last.connection);
    }
    return std::make_unique<HttpConnection>(waiting.request.url);
}

void NetworkLane::finish(qint64 id, const QByteArray &host)
{
    auto exchange = std::move(m_exchanges.extract(id).mapped());
    const Boot until = m_clock.now().boot + std::min<Micros>(kFresh, exchange->keptFor().value_or(kFresh + 1s) - 1s);
    if (auto connection = exchange->takeConnection())
        keep(host, std::move(connection), until);
    m_over.push_back(std::move(exchange));
}

// The one that was used last is taken first, and one that is still opening when there is no other.
void NetworkLane::keep(const QByteArray &host, std::unique_ptr<HttpConnection> connection, Boot until)
{
    std::vector<Idle> &idle = m_idle[host];
    const auto place = connection->isOpening() ? idle.begin() : idle.end();
    idle.insert(place, {std::move(connection), until});
    watchUntil(until);
}

// A copy: whoever ends leaves the map.
std::vector<Exchange *> NetworkLane::exchangesNow() const
{
    std::vector<Exchange *> all;
    for (const auto &[id, exchange] : m_exchanges)
        all.push_back(exchange.get());
    return all;
}

// Ends what is over its limits. One timer for all: it is set for the earliest and looks at everybody.
void NetworkLane::watch()
{
    m_over.clear();
    m_watchAt = Boot::max();
    const Boot now = m_clock.now().boot;
    for (Exchange *exchange : exchangesNow()) {
        exchange->checkLimits(now);
        if (!exchange->isOver())
            watchUntil(exchange->due());
    }
    forgetOldConnections(now);
}

void NetworkLane::watchUntil(Boot due)
{
    if (due >= m_watchAt)
        return;
    m_watchAt = due;
    const auto wait = std::chrono::ceil<std::chrono::milliseconds>(due - m_clock.now().boot);
    m_watch.start(std::clamp<std::chrono::milliseconds>(wait, 1ms, kLongestWatch));
}

void NetworkLane::forgetOldConnections(Boot now)
{
    for (auto &[host, connections] : m_idle) {
        std::erase_if(connections,
                      [now](const Idle &idle) { return now >= idle.until || !idle.connection->isUsable(); });
        for (const Idle &idle : connections)
            watchUntil(idle.until);
    }
    std::erase_if(m_idle, [](const auto &host) { return host.second.empty(); });
}

void NetworkLane::report(WireEvent event) const
{
    if (m_sink)
        m_sink(std::move(event));
}

} // namespace fornada
