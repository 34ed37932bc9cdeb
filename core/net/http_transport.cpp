#include "net/qnam_transport.h"

#include "net/network_lane.h"

#include <atomic>
#include <future>

namespace fornada {

namespace {

QByteArray hostOf(const QUrl &url)
{
    const int standardPort = url.scheme() == QLatin1String("https") ? 443 : 80;
    return url.scheme().toLatin1() + "://" + url.host(QUrl::FullyEncoded).toLatin1() + ':' +
           QByteArray::number(url.port(standardPort));
}

} // namespace

QnamTransport::QnamTransport(const Clock &clock, int lanes)
    : m_clock(clock)
    , m_loads(lanes)
    , m_pool(QStringLiteral("network lanes"), lanes)
{
    for (int i = 0; i < lanes; ++i) {
        const auto ready = std::make_shared<std::promise<Lane>>();
        m_pool.start([this, i, lanes, ready] {
            Inbox inbox;
            NetworkLane running(m_clock, lanes, [this, i](const QByteArray &host) { m_loads.remove(i, host); });
            ready->set_value({&running, &inbox});
            running.run();
        });
        m_lanes.push_back(ready->get_future().get());
    }
}

QnamTransport::~QnamTransport()
{
    for (const auto &[lane, inbox] : m_lanes)
        inbox->put([lane = lane] { lane->quit(); });
    m_pool.waitForDone();
}

void QnamTransport::setSink(Sink sink)
{
    for (const auto &[lane, inbox] : m_lanes)
        inbox->put([lane = lane, sink] { lane->setSink(sink); });
}

void QnamTransport::send(WireRequest request)
{
    if (request.sendAt == Boot())
        request.sendAt = m_clock.now().boot;
    const QByteArray host = hostOf(request.url);
    const auto [lane, inbox] = m_lanes[size_t(m_loads.add(host))];
    inbox->put([lane = lane, host, request = std::move(request)]() mutable { lane->take(std::move(request), host); });
}

void QnamTransport::cancel(qint64 id)
{
    for (const auto &[lane, inbox] : m_lanes)
        inbox->put([lane = lane, id] { lane->cancel(id); });
}

void QnamTransport::recallUnsent(std::function<void()> acknowledged)
{
    const auto open = std::make_shared<std::atomic<size_t>>(m_lanes.size());
    for (const auto &[lane, inbox] : m_lanes) {
        inbox->put([lane = lane, open, acknowledged] {
            lane->recallUnsent();
            if (open->fetch_sub(1) == 1)
                acknowledged();
        });
    }
}

} // namespace fornada
