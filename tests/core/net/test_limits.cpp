// Deadline, silence, size: the transport's own limits, and long answers that come through whole.
#include "support/http_test_server.cpp" // each of these programs is one file; the server comes along
#include "wire_recorder.h"

using namespace fornada;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(fornada::ServerReply)

class LimitsTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void silentServerTimesOut_data();
    void silentServerTimesOut();
    void slowAnswerMeetsDeadline();
    void drippedAnswerIsNotSilence();
    void silenceAfterSomeBytes();
    void stuckHandshakeIsNotSent();
    void endlessAnswerIsTooLarge();
    void declaredSizeIsTooLarge();
    void answerAtTheCap_data();
    void answerAtTheCap();
    void longAnswersComeWhole_data();
    void longAnswersComeWhole();
    void longBodyArrivesWhole();
    void progress();

private:
    SystemClock m_clock;
};

void LimitsTest::silentServerTimesOut_data()
{
    QTest::addColumn<bool>("byDeadline");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("deadline") << true << QByteArray("{}");
    QTest::newRow("deadline, no body") << true << QByteArray();
    QTest::newRow("idle") << false << QByteArray("{}");
    QTest::newRow("idle, no body") << false << QByteArray();
}

void LimitsTest::silentServerTimesOut()
{
    QFETCH(bool, byDeadline);
    QFETCH(QByteArray, body);
    HttpTestServer server(m_clock);
    server.setHandler([](const SeenRequest &) { return ServerReply::hold(); });
    HttpTransport transport(m_clock);
    WireRecorder recorder(transport);
    WireRequest request = post(1, server.url(), body);
    (byDeadline ? request.deadline : request.idleTimeout) = 1s;
    transport.send(request);
    QVERIFY(recorder.waitUntilOver(1));
    QCOMPARE(recorder.trace(1), "sent timedOut");
    QVERIFY(recorder.waitFor([&] { return server.count() == 1; }));
    QVERIFY(recorder.of<WireFailed>(1)->at.boot >= recorder.of<WireSent>(1)->at.boot + 1s);
    QVERIFY(recorder.waitFor([&] { return server.openConnections() == 0; })); // abort closes the connection
}

void LimitsTest::slowAnswerMeetsDeadline()
{
    HttpTestServer server(m_clock);
    server.setHandler(
        [](const SeenRequest &) { return ServerReply::answer(200, QByteArray(100000, 'x')).dripped(50, 10ms); });
    HttpTransport transport(m_clock);
    WireRecorder recorder(transport);
    WireRequest request = post(1, server.url());
    request.deadline = 1500ms;
    transport.send(request);
    QVERIFY(recorder.waitUntilOver(1));
    QCOMPARE(recorder.trace(1), "sent timedOut");
    QCOMPARE(recorder.of<WireFailed>(1)->partial.status, 200);
    QVERIFY(!recorder.of<WireFailed>(1)->partial.body.isEmpty());
}

// An answer that takes several idle limits is no silence as long as bytes come.
void LimitsTest::drippedAnswerIsNotSilence()
{
    HttpTestServer server(m_clock);
    server.setHandler([](const SeenRequest &) {
        return ServerReply::answer(200, QByteArray(400, 'x')).dripped(10, 50ms); // over two seconds
    });
    HttpTransport transport(m_clock);
    WireRecorder recorder(transport);
    WireRequest request = post(1, server.url());
    request.idleTimeout = 1s;
    transport.send(request);
    QVERIFY(recorder.waitUntilOver(1));
    QCOMPARE(recorder.trace(1), "sent answered");
    QVERIFY(recorder.of<WireAnswered>(1)->at.boot - recorder.of<WireSent>(1)->at.boot > 1s);
}

void LimitsTest::silenceAfterSomeBytes()
{
    HttpTestServer server(m_clock);
    server.setHandler([](const SeenRequest &) {
        const ServerReply whole = ServerReply::answer(200, "0123456789");
        return ServerReply::raw(whole.bytes.chopped(6), ServerReply::Then::KeepAlive); // says no more
    });
    HttpTransport transport(m_clock);
    WireRecorder recorder(transport);
    WireRequest request = post(1, server.url());
    request.idleTimeout = 1s;
    transport.send(request);
    QVERIFY(recorder.waitUntilOver(1));
    QCOMPARE(recorder.trace(1), "sent timedOut");
    QCOMPARE(recorder.of<WireFailed>(1)->partial.body, "0123");
}

// Connected, but TLS never gets anywhere: our limit ends it, and still nothing of the request left.
void LimitsTest::stuckHandshakeIsNotSent()
{
    QTcpServer silent;
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    HttpTransport transport(m_clock);
    WireRecorder recorder(transport);
    WireRequest request = post(1, QUrl(QStringLiteral("https://127.0.0.1:%1/").arg(silent.serverPort())));
    request.deadline = 300ms;
    transport.send(request);
    QVERIFY(recorder.waitUntilOver(1));
    QCOMPARE(recorder.trace(1), "notSent");
}

void LimitsTest::endlessAnswerIsTooLarge()
{
    constexpr qint64 Cap = 2 << 20;
    constexpr qint64 SocketBuffers = 16 << 20; // what kernels and Qt may hold besides
    HttpTestServer server(m_clock);
    server.setHandler([](const SeenRequest &) { return ServerReply::endless(); });
    HttpTransport transport(m_clock);
    WireRecorder recorder(transport);
    WireRequest request = post(1, server.url());
    request.responseCap = Cap;
    transport.send(request);
    QVERIFY(recorder.waitUntilOver(1));
    QCOMPARE(recorder.trace(1), "sent tooLarge");
    QCOMPARE(recorder.of<WireFailed>(1)->partial.status, 200);
    QVERIFY(recorder.of<WireFailed>(1)->partial.body.isEmpty());
    QVERIFY(recorder.waitFor([&] { return server.openConnections() == 0; }));
    QVERIFY2(server.bytesWritten() < Cap + SocketBuffers, qPrintable(QString::number(server.bytesWritten())));
}

void LimitsTest::declaredSizeIsTooLarge()
{
    HttpTestServer server(m_clock);
    server.setHandler([](const SeenRequest &) {
        return ServerReply::raw("HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n", ServerReply::Then::KeepAlive);
    });
    HttpTransport transport(m_clock);
    WireRecorder recorder(transport);
    transport.send(post(1, server.url()));
    QVERIFY(recorder.waitUntilOver(1));
    QCOMPARE(recorder.trace(1), "sent tooLarge");
}

void LimitsTest::answerAtTheCap_data()
{
    QTest::addColumn<ServerReply>("reply");
    QTest::addColumn<QByteArray>("trace");
    QTest::newRow("exactly, declared") << ServerReply::answer(200, QByteArray(1000, 'x'))
                                       << QByteArray("sent answered");
    QTest::newRow("exactly, chunked") << ServerReply::chunked(QByteArray(1000, 'x')) << QByteArray("sent answered");
    QTest::newRow("one over, declared") << ServerReply::answer(200, QByteArray(1001, 'x'))
                                        << QByteArray("sent tooLarge");
    QTest::newRow("one over, chunked") << ServerReply::chunked(QByteArray(1001, 'x')) << QByteArray("sent tooLarge");
}

void LimitsTest::answerAtTheCap()
{
    QFETCH(ServerReply, reply);
    QFETCH(QByteArray, trace);
    HttpTestServer server(m_clock);
    server.setHandler([&](const SeenRequest &) { return reply; });
    HttpTransport transport(m_clock);
    WireRecorder recorder(transport);
    WireRequest request = post(1, server.url());
    request.responseCap = 1000;
    transport.send(request);
    QVERIFY(recorder.waitUntilOver(1));
    QCOMPARE(recorder.trace(1), trace);
}

void LimitsTest::longAnswersComeWhole_data()
{
    QTest::addColumn<int>("form");
    QTest::newRow("declared") << 0;
    QTest::newRow("chunked") << 1;
    QTest::newRow("until the connection closes") << 2;
    QTest::newRow("a 401, which Qt holds back") << 3;
}

// Far longer than the read buffer that Qt is given.
void LimitsTest::longAnswersComeWhole()
{
    QFETCH(int, form);
    QByteArray body(12 << 20, 'x');
    for (qsizetype i = 0; i < body.size(); i += 1000)
        body[i] = char('a' + i / 1000 % 26);
    const ServerReply replies[] = {ServerReply::answer(200, body), ServerReply::chunked(body, 70001),
                                   ServerReply::raw("HTTP/1.1 200 OK\r\n\r\n" + body),
                                   ServerReply::answer(401, body, "WWW-Authenticate: Basic realm=\"x\"\r\n")};
    HttpTestServer server(m_clock);
    server.setHandler([&](const SeenRequest &) { return replies[form]; });
    HttpTransport transport(m_clock);
    WireRecorder recorder(transport);
    transport.send(post(1, server.url()));
    QVERIFY(recorder.waitUntilOver(1));
    QCOMPARE(recorder.trace(1), "sent answered");
    QVERIFY(recorder.of<WireAnswered>(1)->answer.body == body);
}

void LimitsTest::longBodyArrivesWhole()
{
    QByteArray body(9 << 20, 'x');
    for (qsizetype i = 0; i < body.size(); i += 1000)
        body[i] = char('a' + i / 1000 % 26);
    HttpTestServer server(m_clock);
    HttpTransport transport(m_clock);
    WireRecorder recorder(transport);
    transport.send(post(1, server.url(), body));
    QVERIFY(recorder.waitUntilOver(1));
    QCOMPARE(recorder.trace(1), "sent answered");
    QVERIFY(server.requests().at(0).body == body);
}

void LimitsTest::progress()
{
    HttpTestServer server(m_clock);
    server.setHandler(
        [](const SeenRequest &) { return ServerReply::answer(200, QByteArray(2000, 'x')).dripped(20, 10ms); });
    HttpTransport transport(m_clock);
    WireRecorder recorder(transport);
    transport.send(post(1, server.url()));
    QVERIFY(recorder.waitUntilOver(1));
    const auto steps = recorder.all<WireProgress>();
    QVERIFY(!steps.empty());
    qint64 before = 0;
    for (const WireProgress &step : steps) {
        QCOMPARE(step.total, 2000);
        QVERIFY(step.received >= before && step.received <= 2000);
        before = step.received;
    }
    const auto lasted = recorder.of<WireAnswered>(1)->at.boot - recorder.of<WireSent>(1)->at.boot;
    QVERIFY(qint64(steps.size()) <= lasted / 250ms + 1); // at most 4 a second
}

QTEST_GUILESS_MAIN(LimitsTest)
#include "test_limits.moc"
