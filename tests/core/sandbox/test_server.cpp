#include "server_fixture.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <random>
#include <vector>

#include <poll.h>
#include <sys/socket.h>

using namespace fornada;
using namespace std::chrono_literals;

namespace {

QList<Fault> script(std::initializer_list<Fault> faults)
{
    return faults;
}

} // namespace

// The server's behaviour on the wire, with real sockets.
class TestServer : public QObject, private ServerFixture {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_server = std::make_unique<SandboxServer>(m_clock); }
    void cleanup() { m_server.reset(); }

    void worksAsAWorker();
    void keepsTheConnection();
    void answersAPipelineInOrder();
    void takesChunksAndWaitsToBeAsked();
    void closesWhenAsked();
    void faultsOnTheWire_data();
    void faultsOnTheWire();
    void resetIsAReset();
    void hangEndsWithTheClient();
    void refusesOversizedRequests();
    void survivesGarbage();
    void unknownPathsAndMethods();
    void stopsAndStartsAgain();
    void stopDuringRequestsKeepsTheBooks();
    void portInUseIsSaid();
    void manyClientsAtOnce();
    void speaksToQnam();
};

void TestServer::worksAsAWorker()
{
    QVERIFY(start());
    const RawAnswer answer = askOnce(m_port, "POST", "/api/worker/process-staging", sampleRow,
                                     {{"X-CloudTasks-TaskName", "task-7"},
                                      {"X-Fornada-Job", "job-7"},
                                      {"X-Request-Id", "r-7"},
                                      {"Idempotency-Key", "k-7"}});
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.json().value(u"success"), QJsonValue(true));
    QVERIFY(answer.json().value(u"processingTime").isDouble());
    QCOMPARE(answer.json().value(u"propertyCode").toString(), QStringLiteral("IMG-3"));
    QVERIFY(answer.header("date").endsWith("GMT"));

    QVERIFY(waitForClosed(1));
    const SandboxEntry entry = m_server->ledger().entries.first();
    QCOMPARE(entry.path, "/api/worker/process-staging");
    QCOMPARE(entry.operation, Operation::HttpCall);
    QCOMPARE(entry.taskName, "task-7");
    QCOMPARE(entry.job, "job-7");
    QCOMPARE(entry.requestId, "r-7");
    QCOMPARE(entry.idempotencyKey, "k-7");
    QCOMPARE(entry.bodySha256, QCryptographicHash::hash(sampleRow, QCryptographicHash::Sha256));
    QCOMPARE(entry.billedMicros, SandboxConfig().prices.value(QStringLiteral("httpCall")));
    QCOMPARE(entry.status, 200);
    QVERIFY(entry.answered);
    QVERIFY(toMicros(entry.arrived.wall) > 0 && toMicros(entry.arrived.boot) > 0);

    const QUrl picture(answer.json().value(u"outputUrl").toString());
    const RawAnswer file = askOnce(quint16(picture.port()), "GET", picture.path().toUtf8());
    QVERIFY(file.body.startsWith("\x89PNG"));
    QCOMPARE(askOnce(m_port, "POST", "/worker", "not json").status, 400);
    QVERIFY(waitForClosed(2));
    QCOMPARE(m_server->ledger(1).entries.first().billedMicros, 0);
}

void TestServer::keepsTheConnection()
{
    QVERIFY(start());
    RawClient client(m_port);
    for (int i = 0; i < 5; ++i)
        QCOMPARE(client.ask("POST", "/worker", sampleRow).status, 200);
    QCOMPARE(client.socket().state(), QAbstractSocket::ConnectedState);
}

void TestServer::answersAPipelineInOrder()
{
    SandboxConfig config;
    config.script = script({Fault::Ok, Fault::ServerError, Fault::Ok});
    config.latency.fixed = 5ms;
    QVERIFY(start(config));
    RawClient client(m_port);
    const QByteArray request = RawClient::request("POST", "/worker", sampleRow);
    client.write(request + request + RawClient::request("GET", "/health") + request);
    QCOMPARE(client.read().status, 200);
    QCOMPARE(client.read().status, 500);
    QCOMPARE(client.read().json().value(u"status").toString(), QStringLiteral("ok"));
    QCOMPARE(client.read().status, 200);
    QVERIFY(waitForClosed(3));
    QCOMPARE(m_server->totals().maxConcurrency, 1);
}

void TestServer::takesChunksAndWaitsToBeAsked()
{
    QVERIFY(start());
    RawClient client(m_port);
    client.write("POST /worker HTTP/1.1\r\nTransfer-Encoding: chunked\r\nExpect: 100-continue\r\n\r\n");
    QVERIFY(client.socket().waitForReadyRead(10'000));
    QVERIFY(client.socket().peek(100).startsWith("HTTP/1.1 100 "));
    client.write("2\r\n{}\r\n0\r\n\r\n");
    QCOMPARE(client.read().status, 200);
    QVERIFY(waitForClosed(1));
    QCOMPARE(m_server->ledger().entries.first().bodyBytes, 2);
}

void TestServer::closesWhenAsked()
{
    QVERIFY(start());
    RawClient client(m_port);
    const RawAnswer answer = client.ask("POST", "/worker", sampleRow, {{"Connection", "close"}});
    QVERIFY(answer.isWhole);
    QCOMPARE(answer.header("connection"), "close");
    QVERIFY(client.read().isClosed);
}

void TestServer::faultsOnTheWire_data()
{
    QTest::addColumn<Fault>("fault");
    QTest::addColumn<int>("status"); // on the wire; 0: none
    QTest::addColumn<bool>("whole");
    QTest::addColumn<bool>("billed");
    const auto add = [](Fault fault, int status, bool whole, bool billed) {
        QTest::newRow(qPrintable(toName(fault))) << fault << status << whole << billed;
    };
    add(Fault::Ok, 200, true, true);
    add(Fault::RateMinute, 429, true, false);
    add(Fault::RateDay, 429, true, false);
    add(Fault::RateBare, 429, true, false);
    add(Fault::NoCredit, 402, true, false);
    add(Fault::BadRequest, 400, true, false);
    add(Fault::BadKey, 400, true, false);
    add(Fault::Forbidden, 403, true, false);
    add(Fault::ModelGone, 404, true, false);
    add(Fault::ServerError, 500, true, false);
    add(Fault::BadGateway, 502, true, false);
    add(Fault::Unavailable, 503, true, false);
    add(Fault::GatewayTimeout, 504, true, true);
    add(Fault::Redirect, 302, true, false);
    add(Fault::Refuse, 200, true, true);
    add(Fault::RefusePrompt, 200, true, true);
    add(Fault::NoOutput, 200, true, true);
    add(Fault::BadJson, 200, true, true);
    add(Fault::Empty, 200, true, true);
    add(Fault::Cut, 200, false, true);
    add(Fault::CutHeaders, 200, false, true);
    add(Fault::Drop, 0, false, true);
}

void TestServer::faultsOnTheWire()
{
    QFETCH(Fault, fault);
    QFETCH(int, status);
    QFETCH(bool, whole);
    QFETCH(bool, billed);
    SandboxConfig config;
    config.script = script({fault});
    QVERIFY(start(config));
    RawClient client(m_port);
    const RawAnswer answer = client.ask("POST", "/v1beta/models/gemini-3.8-flash:generateContent",
                                        R"({"contents":[{"parts":[{"text":"Write about bread"}]}]})");
    QCOMPARE(answer.head.mid(9, 3).toInt(), status);
    QCOMPARE(answer.isWhole, whole);
    QCOMPARE(answer.isClosed, !whole);
    if (fault == Fault::Cut)
        QVERIFY(!answer.body.isEmpty() && answer.body.size() < answer.header("content-length").toInt());
    if (fault == Fault::CutHeaders)
        QVERIFY(!answer.head.isEmpty() && !answer.head.contains("\r\n\r\n"));
    if (fault == Fault::Drop)
        QVERIFY(answer.head.isEmpty());
    if (fault == Fault::BadJson)
        QVERIFY(!answer.body.isEmpty() && answer.json().isEmpty());
    if (fault == Fault::Empty)
        QVERIFY(answer.body.isEmpty());
    QVERIFY(waitForClosed(1));
    const SandboxEntry entry = m_server->ledger().entries.first();
    QCOMPARE(entry.fault, fault);
    QCOMPARE(entry.status, status);
    QCOMPARE(entry.answered, whole);
    QCOMPARE(entry.billedMicros, billed ? 2000 : 0);
    QCOMPARE(m_server->totals().faults.value(fault), 1);
    // The script is used up: the next one is good.
    QCOMPARE(callWorker().status, 200);
}

void TestServer::resetIsAReset()
{
    SandboxConfig config;
    config.script = script({Fault::Reset, Fault::Drop});
    QVERIFY(start(config));
    // Qt calls both "remote host closed": the system's own answer tells them apart.
    const auto systemAnswer = [this] {
        RawClient client(m_port);
        client.write(RawClient::request("POST", "/worker", sampleRow));
        pollfd ready{int(client.socket().socketDescriptor()), POLLIN, 0};
        ::poll(&ready, 1, 10'000);
        char byte = 0;
        return ::recv(ready.fd, &byte, 1, 0) < 0 ? errno : 0;
    };
    QCOMPARE(systemAnswer(), ECONNRESET);
    QCOMPARE(systemAnswer(), 0);
    QVERIFY(waitForClosed(2));
    QCOMPARE(m_server->ledger().entries.first().status, 0);
}

void TestServer::hangEndsWithTheClient()
{
    SandboxConfig config;
    config.script = script({Fault::Hang, Fault::Stall});
    QVERIFY(start(config));
    for (int i = 1; i <= 2; ++i) {
        RawClient client(m_port);
        client.write(RawClient::request("POST", "/worker", sampleRow));
        if (i == 2) { // half of the body comes
            QVERIFY(client.socket().waitForReadyRead(10'000));
            const RawAnswer half = client.read(100ms);
            QVERIFY(!half.isWhole && !half.isClosed && half.status == 200);
        }
        QTRY_COMPARE(m_server->totals().open, 1);
        QCOMPARE(client.socket().state(), QAbstractSocket::ConnectedState);
        client.socket().abort();
        QVERIFY(waitForClosed(i));
        QVERIFY(!m_server->ledger().entries.last().answered);
        QVERIFY(m_server->ledger().entries.last().billedMicros > 0);
    }
}

void TestServer::refusesOversizedRequests()
{
    SandboxConfig config;
    config.maxRequestBytes = 2048;
    QVERIFY(start(config));
    // The client sees the refusal although it is still sending.
    RawClient declared(m_port);
    declared.write("POST /worker HTTP/1.1\r\nContent-Length: 5000000\r\n\r\n" + QByteArray(300'000, 'x'));
    const RawAnswer first = declared.read();
    QCOMPARE(first.status, 413);
    QCOMPARE(first.header("connection"), "close");
    RawClient chunked(m_port);
    chunked.write("POST /worker HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nfffff\r\n" + QByteArray(1000, 'x'));
    QCOMPARE(chunked.read().status, 413);
    QCOMPARE(askOnce(m_port, "POST", "/worker", "{}" + QByteArray(2046, ' ')).status, 200);
    QVERIFY(waitForClosed(1)); // what was refused at the door is not in the books
}

void TestServer::survivesGarbage()
{
    QVERIFY(start());
    std::mt19937 random(20261121);
    qInfo("seed 20261121");
    for (int i = 0; i < 40; ++i) {
        QByteArray noise(1 + int(random() % 3000), Qt::Uninitialized);
        for (char &c : noise)
            c = char(random());
        if (i % 2)
            noise.prepend("POST /worker HTTP/1.1\r\n");
        RawClient client(m_port);
        client.write(noise + "\r\n\r\n");
        const RawAnswer answer = client.read();
        QVERIFY2(answer.status >= 400 && answer.status < 600, qPrintable(QString::number(i)));
    }
    QCOMPARE(callWorker().status, 200);
}

void TestServer::unknownPathsAndMethods()
{
    QVERIFY(start());
    QCOMPARE(askOnce(m_port, "GET", "/nowhere").status, 404);
    QCOMPARE(askOnce(m_port, "POST", "/v1beta/models/:generateContent", "{}").status, 404);
    QCOMPARE(askOnce(m_port, "GET", "/worker").status, 405);
    QCOMPARE(askOnce(m_port, "POST", "/ledger", "{}").status, 405);
    QCOMPARE(askOnce(m_port, "DELETE", "/worker").status, 405);
    QCOMPARE(m_server->totals().requests, 0);
}

void TestServer::stopsAndStartsAgain()
{
    QVERIFY(m_server->url().isEmpty());
    QVERIFY(start());
    QCOMPARE(m_server->url(), QUrl(QStringLiteral("http://127.0.0.1:%1").arg(m_port)));
    QCOMPARE(m_server->start({}).error().kind, ErrorKind::NotAllowed);
    callWorker();
    QVERIFY(waitForClosed(1));
    RawClient idle(m_port);
    m_server->stop();
    m_server->stop();
    QVERIFY(idle.read().isClosed);
    QVERIFY(!m_server->setConfig({}));
    QVERIFY(start());
    QCOMPARE(callWorker().status, 200);
    QVERIFY(waitForClosed(2)); // one set of books over both runs
}

void TestServer::stopDuringRequestsKeepsTheBooks()
{
    SandboxConfig config;
    config.latency.fixed = 60s;
    QVERIFY(start(config));
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 5; ++i) {
        clients.push_back(std::make_unique<RawClient>(m_port));
        clients.back()->write(RawClient::request(
            "POST", i % 2 ? "/worker" : "/v1beta/models/m:generateContent",
            R"({"contents":[{"parts":[{"text":"Portrait of Ada"}]}],"generationConfig":{"responseModalities":["IMAGE"]}})"));
    }
    QTRY_COMPARE(m_server->totals().open, 5);
    m_server->stop();
    const SandboxTotals totals = m_server->totals();
    QCOMPARE(totals.open, 0);
    QCOMPARE(totals.answered, 0);
    QCOMPARE(totals.billedRequests, 5);
    for (const auto &client : clients)
        QVERIFY(client->read().isClosed);
}

void TestServer::portInUseIsSaid()
{
    QVERIFY(start());
    SandboxServer second(m_clock);
    SandboxConfig config;
    config.port = m_port;
    const auto port = second.start(config);
    QVERIFY(!port);
    QCOMPARE(port.error().kind, ErrorKind::AddressInUse);
}

void TestServer::manyClientsAtOnce()
{
    SandboxConfig config;
    config.latency.kind = LatencyKind::Uniform;
    config.latency.max = 3ms;
    QVERIFY(start(config));
    constexpr int clients = 60;
    constexpr int each = 20;
    std::vector<std::unique_ptr<RawClient>> open;
    for (int i = 0; i < clients; ++i)
        open.push_back(std::make_unique<RawClient>(m_port));
    for (int round = 0; round < each; ++round) {
        for (const auto &client : open)
            client->write(RawClient::request("POST", "/worker", sampleRow));
        for (const auto &client : open)
            QCOMPARE(client->read().status, 200);
    }
    QVERIFY(waitForClosed(clients * each));
    const SandboxTotals totals = m_server->totals();
    QCOMPARE(totals.answered, clients * each);
    QCOMPARE(totals.billedMicros, qint64(clients) * each * 1000);
    QVERIFY(totals.maxConcurrency > 1 && totals.maxConcurrency <= clients);
}

void TestServer::speaksToQnam()
{
    QVERIFY(start());
    QNetworkAccessManager manager;
    QList<QNetworkReply *> replies;
    for (int i = 0; i < 30; ++i) {
        QNetworkRequest request(m_server->url().resolved(QUrl(QStringLiteral("/worker"))));
        request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
        replies.append(manager.post(request, sampleRow));
    }
    for (QNetworkReply *reply : replies) {
        QTRY_VERIFY(reply->isFinished());
        QCOMPARE(reply->error(), QNetworkReply::NoError);
        QCOMPARE(QJsonDocument::fromJson(reply->readAll()).object().value(u"success"), QJsonValue(true));
        reply->deleteLater();
    }
}

QTEST_GUILESS_MAIN(TestServer)
#include "test_server.moc"
