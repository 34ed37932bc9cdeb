// At most once on the wire, and the truth about what left.
#include "base/random.h"
#include "support/http_test_server.cpp" // each of these programs is one file; the server comes along
#include "wire_recorder.h"

#include <QNetworkProxy>
#include <QRandomGenerator>

using namespace fornada;
using namespace std::chrono_literals;

class OnceTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void droppedConnectionSendsOnce_data();
    void droppedConnectionSendsOnce();
    void firstRequestDropped();
    void refusedIsNotSent();
    void unknownHostIsNotSent();
    void brokenHandshakeIsNotSent_data();
    void brokenHandshakeIsNotSent();
    void publicOnlyReachesNobodyHere_data();
    void publicOnlyReachesNobodyHere();
    void cutAnswerIsLost_data();
    void cutAnswerIsLost();
    void aResetIsNoEnd_data();
    void aResetIsNoEnd();
    void cutUploadIsLost();
    void everyEventIsTrue();
    void deadProxy();
    void interimAnswerIsPassedOver();
    void surplusBytesAnswerNobody();
    void closedConnectionIsNotUsedAgain();
    void unsendable_data();
    void unsendable();

private:
    SystemClock m_clock;
};

// The server reads the second request of a kept-alive connection and drops it: QNetworkAccessManager would send it
// again.
void OnceTest::droppedConnectionSendsOnce_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("reset");
    for (const bool reset : {false, true}) {
        const char *how = reset ? "reset" : "close";
        QTest::addRow("POST with a body, %s", how) << QByteArray("POST") << QByteArray("{}") << reset;
        QTest::addRow("POST with a long body, %s", how) << QByteArray("POST") << QByteArray(300000, 'x') << reset;
        QTest::addRow("POST without a body, %s", how) << QByteArray("POST") << QByteArray() << reset;
        QTest::addRow("GET, %s", how) << QByteArray("GET") << QByteArray() << reset;
        QTest::addRow("PUT, %s", how) << QByteArray("PUT") << QByteArray("x") << reset;
        QTest::addRow("DELETE, %s", how) << QByteArray("DELETE") << QByteArray() << reset;
    }
}

void OnceTest::droppedConnectionSendsOnce()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, body);
    QFETCH(bool, reset);
    HttpTestServer server(m_clock);
    server.setHandler([&](const SeenRequest &request) {
        if (request.target != "/paid")
            return ServerReply::answer(200, "warm");
        return reset ? ServerReply::reset() : ServerReply::close();
    });
    HttpTransport transport(m_clock);
    WireRecorder recorder(transport);
    transport.send(post(1, server.url(QStringLiteral("/warm"))));
    QVERIFY(recorder.waitUntilOver(1));

    WireRequest paid = post(2, server.url(QStringLiteral("/paid")), body);
    paid.method = method;
    transport.send(paid);
    QVERIFY(recorder.waitUntilOver(2));
    // Were a second copy under way, it would come before the answer to this one.
    transport.send(post(3, server.url(QStringLiteral("/after"))));
    QVERIFY(recorder.waitUntilOver(3));

    QCOMPARE(server.requests().at(1).nthOnConnection, 2); // or the test tests nothing
    QCOMPARE(server.countOf("/paid"), 1);
    QCOMPARE(server.requests().at(1).body, body);
    QCOMPARE(recorder.trace(2), "sent lost");
    QCOMPARE(recorder.trace(3), "sent answered");
}

void OnceTest::firstRequestDropped()
{
    HttpTestServer server(m_clock);
    server.setHandler([](const SeenRequest &) { return ServerReply::close(); });
    HttpTransport transport(m_clock);
    WireRecorder recorder(transport);
    transport.send(post(1, server.url()));
    transport.send(post(2, server.url(), {}));
    QVERIFY(recorder.waitUntilAllOver(2));
    QCOMPARE(server.count(), 2);
    QCOMPARE(recorder.trace(1), "sent lost");
    QCOMPARE(recorder.trace(2), "sent lost");
}

void OnceTest::refusedIsNotSent()
{
    HttpTestServer server(m_clock);
    const QUrl url = server.url();
    server.stopListening();
    HttpTransport transport(m_clock);
    WireRecorder recorder(transport);
    transport.send(post(1, url));
    transport.send(post(2, url, {}));
    WireRequest head = post(3, url, {});
    head.method = "HEAD";
    transport.send(head);
    QVERIFY(recorder.waitUntilAllOver(3));
    for (const qint64 id : {1, 2, 3})
        QCOMPARE(recorder.trace(id), "notSent");
}

void OnceTest::unknownHostIsNotSent()
{
    HttpTransport transport(m_clock);
    WireRecorder recorder(transport);
    transport.send(post(1, QUrl(QStringLiteral("http://no-such-host.invalid/"))));
    transport.send(post(2, QUrl(QStringLiteral("https://no-such-host.invalid/")), {}));
    QVERIFY(recorder.waitUntilAllOver(2));
    QCOMPARE(recorder.trace(1), "notSent");
    QCOMPARE(recorder.trace(2), "notSent");
}

void OnceTest::brokenHandshakeIsNotSent_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("greeting");
    for (const QByteArray &body : {QByteArray("{}"), QByteArray()}) {
        QTest::addRow("dropped, %d bytes", int(body.size())) << body << QByteArray();
        QTest::addRow("not TLS, %d bytes", int(body.size())) << body << QByteArray("220 smtp.example ESMTP\r\n");
    }
}

void OnceTest::brokenHandshakeIsNotSent()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, greeting);
    QTcpServer plain;
    QVERIFY(plain.listen(QHostAddress::LocalHost));
    connect(&plain, &QTcpServer::newConnection, this, [&] {
        QTcpSocket *socket = plain.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, socket, [socket, greeting] {
            socket->readAll();
            socket->write(greeting);
            socket->disconnectFromHost();
        });
    });
    HttpTransport transport(m_clock);
    WireRecorder recorder(transport);
    transport.send(post(1, QUrl(QStringLiteral("https://127.0.0.1:%1/").arg(plain.serverPort())), body));
    QVERIFY(recorder.waitUntilOver(1));
    QCOMPARE(recorder.trace(1), "notSent");
}

void OnceTest::publicOnlyReachesNobodyHere_data()
{
    QTest::addColumn<QString>("host");
    QTest::newRow("by its address") << QStringLiteral("127.0.0.1");
    QTest::newRow("by a name that leads here") << QStringLiteral("localhost");
}

// Not even on a connection that another request has opened.
void OnceTest::publicOnlyReachesNobodyHere()
{
    QFETCH(QString, host);
    HttpTestServer server(m_clock);
    HttpTransport transport(m_clock);
    WireRecorder recorder(transport);
    QUrl url = server.url();
    url.setHost(host);
    transport.send(post(1, url));
    QVERIFY(recorder.waitUntilOver(1));
    QCOMPARE(recorder.trace(1), "sent answered");
    WireRequest request = post(2, url);
    request.publicOnly = true;
    transport.send(request);
    QVERIFY(recorder.waitUntilOver(2));
    QCOMPARE(recorder.trace(2), "inside");
    transport.send(post(3, url));
    QVERIFY(recorder.waitUntilOver(3));
    QCOMPARE(server.requests().size(), 2);
}

void OnceTest::cutAnswerIsLost_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("partial");
    const ServerReply whole = ServerReply::answer(200, "0123456789", "X-Request-Id: abc\r\n");
    QTest::newRow("in the head") << whole.bytes.left(30) << 0 << QByteArray();
    QTest::newRow("before the body") << whole.bytes.left(whole.headSize()) << 200 << QByteArray();
    QTest::newRow("in the body") << whole.bytes.left(whole.headSize() + 4) << 200 << QByteArray("0123");
    const ServerReply refused = ServerReply::answer(500, "0123456789");
    QTest::newRow("in a 500") << refused.bytes.left(refused.headSize() + 4) << 500 << QByteArray("0123");
    const ServerReply chunked = ServerReply::chunked("0123456789", 5);
    QTest::newRow("in a chunk") << chunked.bytes.left(chunked.headSize() + 3 + 2) << 200 << QByteArray("01");
    QTest::newRow("between chunks") << chunked.bytes.left(chunked.headSize() + 10) << 200 << QByteArray("01234");
    QTest::newRow("before the last chunk")
        << chunked.bytes.left(chunked.headSize() + 20) << 200 << QByteArray("0123456789");
    QTest::newRow("not HTTP") << QByteArray("who are you?\r\n\r\n") << 0 << QByteArray();
    QTest::newRow("compressed") << QByteArray("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: "
                                              "99\r\n\r\n\x1f\x8b")
                                << 200 << QByteArray("\x1f\x8b");
}

void OnceTest::cutAnswerIsLost()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, status);
    QFETCH(QByteArray, partial);
    HttpTestServer server(m_clock);
    server.setHandler([&](const SeenRequest &) { return ServerReply::raw(bytes); });
    HttpTransport transport(m_clock);
    WireRecorder recorder(transport);
    transport.send(post(1, server.url()));
    QVERIFY(recorder.waitUntilOver(1));
    QCOMPARE(recorder.trace(1), "sent lost");
    QCOMPARE(server.count(), 1);
    const WireFailed failed = *recorder.of<WireFailed>(1);
    QCOMPARE(failed.partial.status, status);
    QCOMPARE(failed.partial.body, partial);
    QVERIFY(!failed.detail.isEmpty());
    QVERIFY(failed.at.boot >= recorder.of<WireSent>(1)->at.boot);
}

void OnceTest::aResetIsNoEnd_data()
{
    QTest::addColumn<ServerReply::Then>("then");
    QTest::addColumn<int>("piece");
    QTest::addColumn<QByteArray>("trace");
    QTest::newRow("closed") << ServerReply::Then::Close << 0 << QByteArray("sent answered");
    QTest::newRow("closed later") << ServerReply::Then::Close << 35 << QByteArray("sent answered");
    QTest::newRow("reset") << ServerReply::Then::Reset << 0 << QByteArray("sent lost");
    QTest::newRow("reset later") << ServerReply::Then::Reset << 35 << QByteArray("sent lost");
}

// An answer that says nowhere how long it is ends where the connection does, but not where the connection breaks.
void OnceTest::aResetIsNoEnd()
{
    QFETCH(ServerReply::Then, then);
    QFETCH(int, piece);
    QFETCH(QByteArray, trace);
    HttpTestServer server(m_clock);
    server.setHandler([&](const SeenRequest &) {
        const ServerReply reply = ServerReply::raw("HTTP/1.1 200 OK\r\nX-A: b\r\n\r\n0123456789", then);
        return piece > 0 ? reply.dripped(piece, 20ms) : reply;
    });
    HttpTransport transport(m_clock);
    WireRecorder recorder(transport);
    transport.send(post(1, server.url()));
    QVERIFY(recorder.waitUntilOver(1));
    QCOMPARE(recorder.trace(1), trace);
    const auto failed = recorder.of<WireFailed>(1);
    QCOMPARE(failed ? failed->partial.body : recorder.of<WireAnswered>(1)->answer.body, "0123456789");
}

void OnceTest::cutUploadIsLost()
{
    HttpTestServer server(m_clock);
    server.setCutUploadAfter(100000);
    HttpTransport transport(m_clock);
    WireRecorder recorder(transport);
    transport.send(post(1, server.url(), QByteArray(8 << 20, 'x')));
    QVERIFY(recorder.waitUntilOver(1));
    QCOMPARE(recorder.trace(1), "sent lost");
    QCOMPARE(server.count(), 0);
    QCOMPARE(server.connections(), 1);
}

// Thousands of requests against a server that drops, resets, cuts and closes at random: nothing arrives twice, what is
// called not sent never arrived, and every answer belongs to its request.
void OnceTest::everyEventIsTrue()
{
    const quint64 seed = QRandomGenerator::global()->generate64();
    qInfo() << "seed" << seed;
    SeededRandom random(seed);
    HttpTestServer server(m_clock);
    server.setHandler([&](const SeenRequest &request) {
        const ServerReply whole = ServerReply::answer(200, "answer to " + request.body);
        switch (random.below(12)) {
        case 0:
            return ServerReply::close();
        case 1:
            return ServerReply::reset();
        case 2:
            return whole.cutTo(qsizetype(random.below(quint64(whole.bytes.size()))));
        case 3:
            return ServerReply::raw(whole.bytes); // whole, but closes without saying so
        case 4:
            return whole.dripped(30, 1ms);
        default:
            return whole;
        }
    });
    constexpr int Requests = 3000;
    HttpTransport transport(m_clock);
    WireRecorder recorder(transport);
    QVERIFY(recorder.inTurns(Requests, 24, [&](int id) {
        transport.send(post(id, server.url(QStringLiteral("/%1").arg(id)), QByteArray::number(id)));
    }));

    QHash<QByteArray, int> arrivals;
    for (const SeenRequest &request : server.requests())
        ++arrivals[request.body];
    for (const int count : std::as_const(arrivals))
        QCOMPARE(count, 1);
    QCOMPARE(recorder.all<WireDeferred>().size(), size_t(0));
    for (const WireAnswered &answered : recorder.all<WireAnswered>()) {
        QCOMPARE(answered.answer.body, "answer to " + QByteArray::number(answered.id));
        QCOMPARE(arrivals.value(QByteArray::number(answered.id)), 1);
    }
    for (const WireFailed &failed : recorder.all<WireFailed>()) {
        if (failed.failure == WireFailure::NotSent)
            QVERIFY2(!arrivals.contains(QByteArray::number(failed.id)), qPrintable(failed.detail));
        else
            QVERIFY(failed.failure == WireFailure::Lost);
    }
    QVERIFY(recorder.all<WireAnswered>().size() > Requests / 2);
    QCOMPARE(recorder.all<WireAnswered>().size() + recorder.all<WireFailed>().size(), size_t(Requests)); // one end each
}

// A proxy that is down: nothing leaves. A server on this machine is never asked through it (Qt sees to that).
void OnceTest::deadProxy()
{
    HttpTestServer gone(m_clock);
    const int deadPort = gone.url().port();
    gone.stopListening();
    const QNetworkProxy proxy(QNetworkProxy::HttpProxy, QStringLiteral("127.0.0.1"), quint16(deadPort));
    QNetworkProxy::setApplicationProxy(proxy);
    HttpTestServer server(m_clock);
    {
        HttpTransport transport(m_clock);
        WireRecorder recorder(transport);
        transport.send(post(1, QUrl(QStringLiteral("http://provider.invalid/"))));
        transport.send(post(2, QUrl(QStringLiteral("https://provider.invalid/"))));
        transport.send(post(3, server.url()));
        QVERIFY(recorder.waitUntilAllOver(3));
        QCOMPARE(recorder.trace(1), "notSent");
        QCOMPARE(recorder.trace(2), "notSent");
        QCOMPARE(recorder.trace(3), "sent answered");
        QVERIFY(recorder.of<WireFailed>(1)->detail.contains(QLatin1String("refused"), Qt::CaseInsensitive));
    }
    QNetworkProxy::setApplicationProxy(QNetworkProxy::NoProxy);
}

// What a server says before its answer is not the answer.
void OnceTest::interimAnswerIsPassedOver()
{
    HttpTestServer server(m_clock);
    server.setHandler([](const SeenRequest &request) {
        ServerReply reply = ServerReply::answer(200, request.target);
        if (request.target == "/hints")
            reply.bytes.prepend("HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n");
        return reply;
    });
    HttpTransport transport(m_clock);
    WireRecorder recorder(transport);
    for (const auto &[id, target] : {std::pair(1, "/hints"), {2, "/next"}}) {
        transport.send(post(id, server.url(QString::fromLatin1(target))));
        QVERIFY(recorder.waitUntilOver(id));
        QCOMPARE(recorder.trace(id), "sent answered");
        QCOMPARE(recorder.of<WireAnswered>(id)->answer.status, 200);
        QCOMPARE(recorder.of<WireAnswered>(id)->answer.body, target);
    }
    QCOMPARE(server.requests().at(1).nthOnConnection, 2);
}

// A server that says more than it was asked: none of it becomes the answer to the next request.
void OnceTest::surplusBytesAnswerNobody()
{
    HttpTestServer server(m_clock);
    server.setHandler([](const SeenRequest &request) {
        ServerReply reply = ServerReply::answer(200, request.target);
        if (request.target == "/twice")
            reply.bytes += ServerReply::answer(200, "stray").bytes;
        return reply;
    });
    HttpTransport transport(m_clock);
    WireRecorder recorder(transport);
    transport.send(post(1, server.url(QStringLiteral("/twice"))));
    QVERIFY(recorder.waitUntilOver(1));
    QCOMPARE(recorder.of<WireAnswered>(1)->answer.body, "/twice");
    transport.send(post(2, server.url(QStringLiteral("/next"))));
    QVERIFY(recorder.waitUntilOver(2));
    QCOMPARE(recorder.of<WireAnswered>(2)->answer.body, "/next");
    QCOMPARE(server.requests().at(1).nthOnConnection, 1); // a connection of its own
}

// A kept connection that the server has closed meanwhile is not used: nothing is lost on it.
void OnceTest::closedConnectionIsNotUsedAgain()
{
    HttpTestServer server(m_clock);
    HttpTransport transport(m_clock);
    WireRecorder recorder(transport);
    for (qint64 id = 1; id <= 20; ++id) {
        transport.send(post(id, server.url()));
        QVERIFY(recorder.waitUntilOver(id));
        QCOMPARE(recorder.trace(id), "sent answered");
        if (id % 2 == 0)
            server.closeConnections();
    }
    QCOMPARE(server.connections(), 10);
}

void OnceTest::unsendable_data()
{
    QTest::addColumn<QUrl>("url");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("header");
    const QUrl good(QStringLiteral("http://127.0.0.1/"));
    QTest::newRow("a file") << QUrl(QStringLiteral("file:///etc/hostname")) << QByteArray("GET") << QByteArray("x");
    QTest::newRow("no host") << QUrl(QStringLiteral("http:///x")) << QByteArray("GET") << QByteArray("x");
    QTest::newRow("no method") << good << QByteArray() << QByteArray("x");
    QTest::newRow("two words") << good << QByteArray("GET /x") << QByteArray("x");
    QTest::newRow("HEAD with a body") << good << QByteArray("HEAD") << QByteArray("x");
    QTest::newRow("line break in a header") << good << QByteArray("POST") << QByteArray("key\r\nX-Other: 1");
}

void OnceTest::unsendable()
{
    QFETCH(QUrl, url);
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, header);
    HttpTransport transport(m_clock);
    WireRecorder recorder(transport);
    WireRequest request = post(1, url);
    request.method = method;
    request.headers.append({"Authorization", header});
    transport.send(request);
    QVERIFY(recorder.waitUntilOver(1));
    QCOMPARE(recorder.trace(1), "notSent");
}

QTEST_GUILESS_MAIN(OnceTest)
#include "test_once.moc"
