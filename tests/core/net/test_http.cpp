// What is asked for and what is given back: headers, statuses, and the things Qt must not do by itself.
#include "support/http_test_server.cpp" // each of these programs is one file; the server comes along
#include "wire_recorder.h"

using namespace fornada;
using namespace std::chrono_literals;

class HttpTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void requestAsGiven();
    void headersComeBeforeTheBody();
    void defaultHeaders();
    void methods_data();
    void methods();
    void headHasNoBody();
    void statusIsAnAnswer_data();
    void statusIsAnAnswer();
    void challengeIsNotAnswered_data();
    void challengeIsNotAnswered();
    void redirectIsNotFollowed();
    void cookiesStayAway();
    void nothingIsCached();
    void userInfoIsNotSent();
    void hostByNameIsAskedOnce();
    void connectionIsKept();

private:
    SystemClock m_clock;
};

void HttpTest::requestAsGiven()
{
    HttpTestServer server(m_clock);
    server.setHandler(
        [](const SeenRequest &) { return ServerReply::answer(200, "made", "X-Request-ID: abc\r\nDate: today\r\n"); });
    HttpTransport transport(m_clock);
    WireRecorder recorder(transport);
    WireRequest request = post(7, server.url(QStringLiteral("/v1/images?size=512&q=a%20b")), "{\"a\":1}");
    request.headers = {{"Content-Type", "application/json"},
                       {"Authorization", "Bearer k"},
                       {"User-Agent", "Tester/1"},
                       {"Idempotency-Key", "j-7"}};
    transport.send(request);
    QVERIFY(recorder.waitUntilOver(7));
    QCOMPARE(recorder.trace(7), "sent answered");

    const SeenRequest &seen = server.requests().at(0);
    QCOMPARE(seen.method, "POST");
    QCOMPARE(seen.target, "/v1/images?size=512&q=a%20b");
    QCOMPARE(seen.body, "{\"a\":1}");
    QCOMPARE(seen.headers.value("content-length"), "7");
    QCOMPARE(seen.headers.value("content-type"), "application/json");
    QCOMPARE(seen.headers.value("authorization"), "Bearer k");
    QCOMPARE(seen.headers.value("user-agent"), "Tester/1");
    QCOMPARE(seen.headers.value("idempotency-key"), "j-7");

    const WireAnswer answer = recorder.of<WireAnswered>(7)->answer;
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.body, "made");
    QVERIFY(answer.headers.contains({"x-request-id", "abc"}));
    QVERIFY(answer.headers.contains({"date", "today"}));
}

// When they came says what the provider's clock was, however long the body takes.
void HttpTest::headersComeBeforeTheBody()
{
    HttpTestServer server(m_clock);
    const ServerReply reply = ServerReply::answer(200, QByteArray(20, 'x'));
    server.setHandler([&](const SeenRequest &) { return reply.dripped(int(reply.headSize()), 300ms); });
    HttpTransport transport(m_clock);
    WireRecorder recorder(transport);
    transport.send(post(1, server.url()));
    QVERIFY(recorder.waitUntilOver(1));
    const WireAnswered answered = *recorder.of<WireAnswered>(1);
    QVERIFY(answered.headAt.boot >= recorder.of<WireSent>(1)->at.boot);
    QVERIFY(answered.at.boot - answered.headAt.boot >= 200ms);
}

void HttpTest::defaultHeaders()
{
    HttpTestServer server(m_clock);
    HttpTransport transport(m_clock);
    WireRecorder recorder(transport);
    transport.send(post(1, server.url()));
    QVERIFY(recorder.waitUntilOver(1));
    QCOMPARE(server.requests().at(0).headers.value("user-agent"), "Fornada/" FORNADA_VERSION);
    QCOMPARE(server.requests().at(0).headers.value("accept-encoding"), "identity");
}

void HttpTest::methods_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("body");
    for (const char *method : {"GET", "POST", "PUT", "DELETE", "PATCH"}) {
        QTest::addRow("%s with a body", method) << QByteArray(method) << QByteArray("abc");
        QTest::addRow("%s", method) << QByteArray(method) << QByteArray();
    }
}

void HttpTest::methods()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, body);
    HttpTestServer server(m_clock);
    HttpTransport transport(m_clock);
    WireRecorder recorder(transport);
    WireRequest request = post(1, server.url(), body);
    request.method = method;
    transport.send(request);
    QVERIFY(recorder.waitUntilOver(1));
    QCOMPARE(recorder.trace(1), "sent answered");
    QCOMPARE(server.requests().at(0).method, method);
    QCOMPARE(server.requests().at(0).body, body);
    QCOMPARE(recorder.of<WireAnswered>(1)->answer.body, "ok");
}

void HttpTest::headHasNoBody()
{
    HttpTestServer server(m_clock);
    server.setHandler([](const SeenRequest &) {
        return ServerReply::raw("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n", ServerReply::Then::KeepAlive);
    });
    HttpTransport transport(m_clock);
    WireRecorder recorder(transport);
    WireRequest request = post(1, server.url(), {});
    request.method = "HEAD";
    transport.send(request);
    QVERIFY(recorder.waitUntilOver(1));
    QCOMPARE(recorder.trace(1), "sent answered");
    QVERIFY(recorder.of<WireAnswered>(1)->answer.headers.contains({"content-length", "99"}));
}

void HttpTest::statusIsAnAnswer_data()
{
    QTest::addColumn<int>("status");
    for (const int status :
         {200, 201, 202, 206, 299, 300, 302, 303, 304, 307, 308, 399, 400, 401, 402, 403, 404, 405, 406, 407,
          408, 409, 410, 413, 418, 422, 425, 429, 451, 500, 501, 502, 503, 504, 520, 529, 599, 600, 999}) {
        QTest::addRow("%d", status) << status;
    }
}

void HttpTest::statusIsAnAnswer()
{
    QFETCH(int, status);
    const QByteArray body = status == 304 ? QByteArray() : QByteArray("{\"error\":\"because\"}");
    HttpTestServer server(m_clock);
    server.setHandler([&](const SeenRequest &) { return ServerReply::answer(status, body, "Retry-After: 7\r\n"); });
    HttpTransport transport(m_clock);
    WireRecorder recorder(transport);
    transport.send(post(1, server.url()));
    QVERIFY(recorder.waitUntilOver(1));
    QCOMPARE(recorder.trace(1), "sent answered");
    const WireAnswer answer = recorder.of<WireAnswered>(1)->answer;
    QCOMPARE(answer.status, status);
    QCOMPARE(answer.body, body);
    QVERIFY(answer.headers.contains({"retry-after", "7"}));
    QCOMPARE(server.count(), 1);
}

void HttpTest::challengeIsNotAnswered_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("header");
    for (const char *scheme : {"Basic realm=\"x\"", "Digest realm=\"x\", nonce=\"n\"", "Negotiate", "NTLM", "Bearer"}) {
        QTest::addRow("401 %s", scheme) << 401 << "WWW-Authenticate: " + QByteArray(scheme) + "\r\n";
        QTest::addRow("407 %s", scheme) << 407 << "Proxy-Authenticate: " + QByteArray(scheme) + "\r\n";
    }
}

void HttpTest::challengeIsNotAnswered()
{
    QFETCH(int, status);
    QFETCH(QByteArray, header);
    HttpTestServer server(m_clock);
    server.setHandler([&](const SeenRequest &) { return ServerReply::answer(status, "no", header); });
    HttpTransport transport(m_clock);
    WireRecorder recorder(transport);
    QUrl url = server.url();
    url.setUserName(QStringLiteral("somebody"));
    url.setPassword(QStringLiteral("secret"));
    for (const qint64 id : {1, 2}) {
        transport.send(post(id, url));
        QVERIFY(recorder.waitUntilOver(id));
        QCOMPARE(recorder.trace(id), "sent answered");
        QCOMPARE(recorder.of<WireAnswered>(id)->answer.status, status);
        QCOMPARE(recorder.of<WireAnswered>(id)->answer.body, "no");
        QCOMPARE(server.count(), int(id));
    }
}

void HttpTest::redirectIsNotFollowed()
{
    HttpTestServer server(m_clock);
    server.setHandler([](const SeenRequest &request) {
        return request.target == "/old" ? ServerReply::answer(301, "moved", "Location: /new\r\n")
                                        : ServerReply::answer(200, "new");
    });
    HttpTransport transport(m_clock);
    WireRecorder recorder(transport);
    transport.send(post(1, server.url(QStringLiteral("/old"))));
    WireRequest get = post(2, server.url(QStringLiteral("/old")), {});
    get.method = "GET";
    transport.send(get);
    QVERIFY(recorder.waitUntilAllOver(2));
    for (const qint64 id : {1, 2}) {
        QCOMPARE(recorder.trace(id), "sent answered");
        QCOMPARE(recorder.of<WireAnswered>(id)->answer.status, 301);
        QVERIFY(recorder.of<WireAnswered>(id)->answer.headers.contains({"location", "/new"}));
    }
    QCOMPARE(server.countOf("/new"), 0);
}

void HttpTest::cookiesStayAway()
{
    HttpTestServer server(m_clock);
    server.setHandler(
        [](const SeenRequest &) { return ServerReply::answer(200, "ok", "Set-Cookie: a=b; Path=/\r\n"); });
    HttpTransport transport(m_clock);
    WireRecorder recorder(transport);
    for (const qint64 id : {1, 2}) {
        transport.send(post(id, server.url()));
        QVERIFY(recorder.waitUntilOver(id));
    }
    QCOMPARE(server.count(), 2);
    QVERIFY(!server.requests().at(1).headers.contains("cookie"));
}

void HttpTest::nothingIsCached()
{
    HttpTestServer server(m_clock);
    server.setHandler(
        [](const SeenRequest &) { return ServerReply::answer(200, "ok", "Cache-Control: max-age=3600\r\n"); });
    HttpTransport transport(m_clock);
    WireRecorder recorder(transport);
    for (const qint64 id : {1, 2}) {
        WireRequest request = post(id, server.url(), {});
        request.method = "GET";
        transport.send(request);
        QVERIFY(recorder.waitUntilOver(id));
    }
    QCOMPARE(server.count(), 2);
}

void HttpTest::userInfoIsNotSent()
{
    HttpTestServer server(m_clock);
    HttpTransport transport(m_clock);
    WireRecorder recorder(transport);
    QUrl url = server.url();
    url.setUserName(QStringLiteral("somebody"));
    url.setPassword(QStringLiteral("secret"));
    transport.send(post(1, url));
    QVERIFY(recorder.waitUntilOver(1));
    QCOMPARE(recorder.trace(1), "sent answered");
    QVERIFY(!server.requests().at(0).headers.contains("authorization"));
}

// Qt tries IPv6 and IPv4 side by side for a name: one request all the same.
void HttpTest::hostByNameIsAskedOnce()
{
    HttpTestServer server(m_clock);
    QUrl url = server.url();
    url.setHost(QStringLiteral("localhost"));
    HttpTransport transport(m_clock);
    WireRecorder recorder(transport);
    transport.send(post(1, url));
    transport.send(post(2, url, {}));
    QVERIFY(recorder.waitUntilAllOver(2));
    QCOMPARE(recorder.trace(1), "sent answered");
    QCOMPARE(recorder.trace(2), "sent answered");
    QCOMPARE(server.count(), 2);
}

void HttpTest::connectionIsKept()
{
    HttpTestServer server(m_clock);
    HttpTransport transport(m_clock);
    WireRecorder recorder(transport);
    for (qint64 id = 1; id <= 10; ++id) {
        transport.send(post(id, server.url()));
        QVERIFY(recorder.waitUntilOver(id));
        QCOMPARE(recorder.trace(id), "sent answered");
    }
    QCOMPARE(server.connections(), 1);
}

QTEST_GUILESS_MAIN(HttpTest)
#include "test_http.moc"
