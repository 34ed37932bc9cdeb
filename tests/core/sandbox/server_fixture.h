#pragma once

#include "raw_client.h"
#include "sandbox/sandbox_server.h"

#include <QTest>

#include <memory>

namespace fornada {

inline const QByteArray sampleRow = R"({"batchId":"b","imageIndex":3,"propertyCode":"IMG-3"})";

// One server a test, and what every test asks of it.
class ServerFixture {
public:
    quint16 start(const SandboxConfig &config = {})
    {
        const auto port = m_server->start(config);
        m_port = port ? *port : 0;
        return m_port;
    }
    RawAnswer callWorker(const RawHeaders &headers = {}) const
    {
        return askOnce(m_port, "POST", "/worker", sampleRow, headers);
    }
    // The server closes an entry a moment after the client has its answer.
    bool waitForClosed(qint64 requests) const
    {
        return QTest::qWaitFor([&] {
            const SandboxTotals totals = m_server->totals();
            return totals.requests == requests && totals.open == 0;
        });
    }

    SystemClock m_clock;
    std::unique_ptr<SandboxServer> m_server = std::make_unique<SandboxServer>(m_clock);
    quint16 m_port = 0;
};

} // namespace fornada
