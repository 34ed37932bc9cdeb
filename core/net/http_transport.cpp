#include "net/http_transport.h"

#include "net/network_lane.h"

#include <future>
#include <tuple>

namespace fornada {

HttpTransport::HttpTransport(const Clock &clock)
    : m_clock(clock)
    , m_pool(QStringLiteral("network lane"), 1)
{
    std::promise<std::pair<NetworkLane *, Inbox *>> ready;
    m_pool.start([this, &ready] {
        Inbox inbox;
        NetworkLane lane(m_clock);
        ready.set_value({&lane, &inbox});
        lane.run();
    });
    std::tie(m_lane, m_inbox) = ready.get_future().get();
}

HttpTransport::~HttpTransport()
{
    m_inbox->put([lane = m_lane] { lane->quit(); });
    m_pool.waitForDone();
}

void HttpTransport::setSink(Sink sink)
{
    m_inbox->put([lane = m_lane, sink = std::move(sink)] { lane->setSink(sink); });
}

void HttpTransport::send(WireRequest request)
{
    if (request.sendAt == Boot())
        request.sendAt = m_clock.now().boot;
    m_inbox->put([lane = m_lane, request = std::move(request)]() mutable { lane->take(std::move(request)); });
}

void HttpTransport::cancel(qint64 id)
{
    m_inbox->put([lane = m_lane, id] { lane->cancel(id); });
}

void HttpTransport::recallUnsent(std::function<void()> acknowledged)
{
    m_inbox->put([lane = m_lane, acknowledged = std::move(acknowledged)] {
        lane->recallUnsent();
        acknowledged();
    });
}

} // namespace fornada
