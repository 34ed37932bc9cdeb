// What waits for its connection has not been sent: it can be taken back, and it is not sent late.
#include "held_clock.h"
#include "support/http_test_server.cpp" // each of these programs is one file; the server comes along
#include "wire_recorder.h"

#include <QNetworkProxyFactory>

#include <atomic>

using namespace fornada;
using namespace std::chrono_literals;

namespace {

// Leads to a server that is its own proxy: a connection is there when it has answered the CONNECT.
class Detour final : public QNetworkProxyFactory {
public:
    explicit Detour(quint16 port)
        : m_port(port)
    {}
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &) override
    {
        return {QNetworkProxy(QNetworkProxy::HttpProxy, QStringLiteral("127.0.0.1"), m_port)};
    }

private:
    const quint16 m_port;
};

// Lets nobody through before it is told to.
class SlowServer final {
public:
    explicit SlowServer(const Clock &clock)
        : m_server(clock)
    {
        m_server.setHandler([](const SeenRequest &request) {
            return request.method == "CONNECT" ? ServerReply::hold() : ServerReply::answer(200, "ok");
        });
        QNetworkProxyFactory::setApplicationProxyFactory(new Detour(quint16(m_server.url().port())));
    }
    ~SlowServer() { QNetworkProxyFactory::setApplicationProxyFactory(nullptr); }
    Q_DISABLE_COPY_MOVE(SlowServer)

    static QUrl url(const QString &path = QStringLiteral("/"))
    {
        return QUrl(QStringLiteral("http://slow.test") + path);
    }
    int connecting() const { return m_server.openNow(); }
    int connections() const { return m_server.connections(); }
    int countOf(const QByteArray &target) const { return m_server.countOf(target); }
    void letThrough()
    {
        m_server.releaseHeld(ServerReply::raw("HTTP/1.1 200 Through\r\n\r\n", ServerReply::Then::KeepAlive));
    }

private:
    HttpTestServer m_server;
};

WireRequest plannedFor(Moment moment)
{
    WireRequest request = post(1, SlowServer::url());
    request.sendAt = moment.boot;
    request.lateLimit = 50ms;
    return request;
}

} // namespace

class SlowConnectTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void recallGivesBackWhatConnects();
    void cancelledIsNeverSent();
    void inTimeIsSent();
    void lateIsDeferredAndGoesNextTime();

private:
    SystemClock m_clock;
};

void SlowConnectTest::recallGivesBackWhatConnects()
{
    SlowServer server(m_clock);
    HttpTransport transport(m_clock);
    WireRecorder recorder(transport);
    for (const qint64 id : {1, 2, 3})
        transport.send(post(id, SlowServer::url(QStringLiteral("/recalled"))));
    QVERIFY(recorder.waitFor([&] { return server.connecting() == 3; }));
    std::atomic<size_t> deferredByThen = 0;
    std::atomic<bool> acknowledged = false;
    transport.recallUnsent([&] {
        deferredByThen = recorder.all<WireDeferred>().size();
        acknowledged = true;
    });
    QVERIFY(recorder.waitFor([&] { return acknowledged.load(); }));
    QCOMPARE(deferredByThen.load(), size_t(3));

    // They come through now, one of them with a request that was not recalled.
    transport.send(post(4, SlowServer::url(QStringLiteral("/later"))));
    QVERIFY(recorder.waitFor([&] {
        server.letThrough();
        return recorder.of<WireAnswered>(4).has_value();
    }));
    QCOMPARE(server.countOf("/later"), 1);
    QCOMPARE(server.countOf("/recalled"), 0);
    for (const qint64 id : {1, 2, 3})
        QCOMPARE(recorder.trace(id), "deferred");
    QCOMPARE(server.connections(), 3); // what was begun is used
}

void SlowConnectTest::cancelledIsNeverSent()
{
    SlowServer server(m_clock);
    HttpTransport transport(m_clock);
    WireRecorder recorder(transport);
    transport.send(post(1, SlowServer::url(QStringLiteral("/cancelled"))));
    QVERIFY(recorder.waitFor([&] { return server.connecting() == 1; }));
    transport.cancel(1);
    QVERIFY(recorder.waitUntilOver(1));
    QCOMPARE(recorder.trace(1), "notSent");
    transport.send(post(2, SlowServer::url()));
    QVERIFY(recorder.waitFor([&] {
        server.letThrough();
        return recorder.of<WireAnswered>(2).has_value();
    }));
    QCOMPARE(server.countOf("/cancelled"), 0);
}

void SlowConnectTest::inTimeIsSent()
{
    HeldClock clock;
    SlowServer server(m_clock);
    HttpTransport transport(clock);
    WireRecorder recorder(transport);
    WireRequest request = plannedFor(clock.now());
    transport.send(request);
    QVERIFY(recorder.waitFor([&] { return server.connecting() == 1; }));
    clock.set(request.sendAt + 50ms);
    server.letThrough();
    QVERIFY(recorder.waitUntilOver(1));
    QCOMPARE(recorder.trace(1), "sent answered");
    QCOMPARE(recorder.of<WireSent>(1)->at.boot, request.sendAt + 50ms);
}

// Others may have been planned for now: whoever keeps the limits says when it goes.
void SlowConnectTest::lateIsDeferredAndGoesNextTime()
{
    HeldClock clock;
    SlowServer server(m_clock);
    HttpTransport transport(clock);
    WireRecorder recorder(transport);
    WireRequest request = plannedFor(clock.now());
    transport.send(request);
    QVERIFY(recorder.waitFor([&] { return server.connecting() == 1; }));
    clock.set(request.sendAt + 50ms + 1us);
    server.letThrough();
    QVERIFY(recorder.waitUntilOver(1));
    QCOMPARE(recorder.trace(1), "deferred");
    QCOMPARE(server.countOf("/"), 0);

    request.sendAt = clock.now().boot;
    transport.send(request);
    QVERIFY(recorder.waitFor([&] { return recorder.of<WireAnswered>(1).has_value(); }));
    QCOMPARE(recorder.trace(1), "deferred sent answered");
    QCOMPARE(server.countOf("/"), 1);
    QCOMPARE(server.connections(), 1);
}

QTEST_GUILESS_MAIN(SlowConnectTest)
#include "test_slow_connect.moc"
