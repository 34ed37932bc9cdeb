#include "net/network_lane.h"

#include "net/exchange.h"

#include <QNetworkAccessManager>

#include <algorithm>

namespace fornada {

using namespace std::chrono_literals;

namespace {

// QTimer stands still in suspend, our clock does not: look again at least this often.
constexpr auto LongestWait = 1s;

} // namespace

NetworkLane::NetworkLane(const Clock &clock, int laneCount, std::function<void(const QByteArray &)> ended)
    : m_clock(clock)
    , m_laneCount(laneCount)
    , m_ended(std::move(ended))
{
    m_wake.setSingleShot(true);
    m_wake.setTimerType(Qt::PreciseTimer);
    connect(&m_wake, &QTimer::timeout, this, &NetworkLane::pump);
}

NetworkLane::~NetworkLane()
{
    qDeleteAll(m_exchanges);
    // Exchanges that ended in the last turn wait for their deferred deletion as our children.
    qDeleteAll(findChildren<Exchange *>(Qt::FindDirectChildrenOnly));
}

void NetworkLane::take(WireRequest request, const QByteArray &host)
{
    const qint64 id = request.id;
    Q_ASSERT(!m_exchanges.contains(id) && !m_waitingById.contains(id));
    const QString problem = Exchange::unsendable(request);
    if (!problem.isEmpty()) {
        report(WireFailed{id, m_clock.now(), WireFailure::NotSent, problem, {}});
        m_ended(host);
        return;
    }
    const Boot sendAt = request.sendAt;
    m_waitingById.insert(id, m_waiting.emplace(sendAt, Waiting{std::move(request), host}));
    pump();
}

void NetworkLane::cancel(qint64 id)
{
    if (Exchange *exchange = m_exchanges.value(id)) {
        exchange->cancel();
        return;
    }
    const auto found = m_waitingById.constFind(id);
    if (found == m_waitingById.cend())
        return;
    const QByteArray host = found.value()->second.host;
    m_waiting.erase(found.value());
    m_waitingById.erase(found);
    report(WireFailed{id, m_clock.now(), WireFailure::NotSent, QStringLiteral("cancelled before it was sent"), {}});
    m_ended(host);
}

void NetworkLane::recallUnsent()
{
    while (!m_waiting.empty())
        defer(m_waiting.begin());
    m_wake.stop();
}

void NetworkLane::pump()
{
    for (auto it = m_waiting.begin(); it != m_waiting.end();) {
        const Boot now = m_clock.now().boot;
        if (it->first > now)
            break;
        if (now > it->first + it->second.request.lateLimit) {
            it = defer(it);
            continue;
        }
        const int slot = freeSlot(it->second);
        if (slot < 0) {
            ++it;
            continue;
        }
        Waiting waiting = std::move(it->second);
        m_waitingById.remove(waiting.request.id);
        it = m_waiting.erase(it);
        start(std::move(waiting), slot);
    }
    wakeForNext();
}

void NetworkLane::wakeForNext()
{
    if (m_waiting.empty()) {
        m_wake.stop();
        return;
    }
    const Boot now = m_clock.now().boot;
    Boot next = now + LongestWait;
    for (const auto &[sendAt, waiting] : m_waiting) {
        if (sendAt > now) {
            next = std::min(next, sendAt);
            break;
        }
        next = std::min(next, sendAt + waiting.request.lateLimit + 1us); // a slot may come free before
    }
    m_wake.start(std::max(std::chrono::ceil<std::chrono::milliseconds>(next - now), 0ms));
}

NetworkLane::Queue::iterator NetworkLane::defer(Queue::iterator waiting)
{
    const qint64 id = waiting->second.request.id;
    const QByteArray host = waiting->second.host;
    m_waitingById.remove(id);
    const auto next = m_waiting.erase(waiting);
    report(WireDeferred{id});
    m_ended(host);
    return next;
}

int NetworkLane::freeSlot(const Waiting &waiting)
{
    HostSlots &host = m_hosts[waiting.host];
    const int perManager = RequestsPerManager * m_laneCount;
    host.managers = std::max(host.managers, (waiting.request.hostConcurrency + perManager - 1) / perManager);
    const auto found = std::find_if(host.used.begin(), host.used.end(), [](int n) { return n < RequestsPerManager; });
    if (found != host.used.end())
        return int(found - host.used.begin());
    if (int(host.used.size()) >= host.managers)
        return -1;
    host.used.push_back(0);
    return int(host.used.size()) - 1;
}

std::shared_ptr<QNetworkAccessManager> NetworkLane::manager(int slot)
{
    if (int(m_managers.size()) <= slot)
        m_managers.resize(size_t(slot) + 1);
    auto &place = m_managers[size_t(slot)];
    if (!place)
        place = std::make_shared<QNetworkAccessManager>();
    return place;
}

void NetworkLane::start(Waiting waiting, int slot)
{
    const qint64 id = waiting.request.id;
    ++m_hosts[waiting.host].used[size_t(slot)];
    Exchange::Hooks hooks{[this](WireEvent event) { report(std::move(event)); },
                          [this, id, slot, host = waiting.host](bool desynced) { finish(id, host, slot, desynced); }};
    auto *exchange = new Exchange(std::move(waiting.request), m_clock, manager(slot), std::move(hooks));
    exchange->setParent(this);
    m_exchanges.insert(id, exchange);
    exchange->start();
}

void NetworkLane::finish(qint64 id, const QByteArray &host, int slot, bool desynced)
{
    m_exchanges.take(id)->deleteLater();
    auto &used = m_hosts[host].used;
    --used[size_t(slot)];
    if (std::all_of(used.begin(), used.end(), [](int n) { return n == 0; }))
        m_hosts.remove(host);
    if (desynced)
        m_managers[size_t(slot)].reset(); // lives on until the exchanges that use it are gone
    m_ended(host);
    if (!m_waiting.empty())
        m_wake.start(0ms); // not from here: we may be inside a pump
}

void NetworkLane::report(WireEvent event) const
{
    if (m_sink)
        m_sink(std::move(event));
}

} // namespace fornada
