#include "raw_client.h"
#include "sandbox/sandbox_server.h"

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

const QByteArray row = R"({"batchId":"b","imageIndex":3,"propertyCode":"IMG-3"})";

QList<Fault> script(std::initializer_list<Fault> faults)
{
    return faults;
}

} // namespace

// The server's behaviour on the wire, with real sockets.
class TestServer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

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
    void limitsAnswerLikeTheProvider();
    void modelLimitsHoldOneModel();
    void concurrencyIsCounted();
    void latencyIsWaited();
    void jobScriptsFollowTheJob();
    void wantsTheKey();
    void showsTheLedger();
    void takesAConfigLive();
    void writesTheLedgerFile();
    void stopsAndStartsAgain();
    void stopDuringRequestsKeepsTheBooks();
    void portInUseIsSaid();
    void manyClientsAtOnce();
    void speaksToQnam();

private:
    quint16 start(const SandboxConfig &config = {});
    RawAnswer callWorker(const RawHeaders &headers = {});
    // The server closes an entry a moment after the client has its answer.
    bool waitForClosed(qint64 requests);

    SystemClock m_clock;
    std::unique_ptr<SandboxServer> m_server;
    quint16 m_port = 0;
};

void TestServer::init()
{
    m_server = std::make_unique<SandboxServer>(m_clock);
}

void TestServer::cleanup()
{
    m_server.reset();
}

quint16 TestServer::start(const SandboxConfig &config)
{
    const auto port = m_server->start(config);
    m_port = port ? *port : 0;
    return m_port;
}

RawAnswer TestServer::callWorker(const RawHeaders &headers)
{
    return askOnce(m_port, "POST", "/worker", row, headers);
}

bool TestServer::waitForClosed(qint64 requests)
{
    return QTest::qWaitFor([&] {
        const SandboxTotals totals = m_server->totals();
        return totals.requests == requests && totals.open == 0;
    });
}

void TestServer::worksAsAWorker()
{
    QVERIFY(start());
    const RawAnswer answer = askOnce(m_port, "POST", "/api/worker/process-staging", row,
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
    QCOMPARE(entry.bodySha256, QCryptographicHash::hash(row, QCryptographicHash::Sha256));
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
        QCOMPARE(client.ask("POST", "/worker", row).status, 200);
    QCOMPARE(client.socket().state(), QAbstractSocket::ConnectedState);
}

void TestServer::answersAPipelineInOrder()
{
    SandboxConfig config;
    config.script = script({Fault::Ok, Fault::ServerError, Fault::Ok});
    config.latency.fixed = 5ms;
    QVERIFY(start(config));
    RawClient client(m_port);
    const QByteArray request = RawClient::request("POST", "/worker", row);
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
    const RawAnswer answer = client.ask("POST", "/worker", row, {{"Connection", "close"}});
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
        client.write(RawClient::request("POST", "/worker", row));
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
        client.write(RawClient::request("POST", "/worker", row));
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

void TestServer::limitsAnswerLikeTheProvider()
{
    SandboxConfig config;
    config.limits.window = WindowConfig{1, 60s, {}};
    QVERIFY(start(config));
    QCOMPARE(callWorker().status, 200);
    const RawAnswer gemini = askOnce(m_port, "POST", "/v1beta/models/m:generateContent", "{}");
    QCOMPARE(gemini.status, 429);
    const QJsonObject error = gemini.json().value(u"error").toObject();
    QCOMPARE(error.value(u"status").toString(), QStringLiteral("RESOURCE_EXHAUSTED"));
    const QJsonArray details = error.value(u"details").toArray();
    QCOMPARE(details.at(1)[u"violations"][0][u"quotaId"].toString(),
             QStringLiteral("GenerateRequestsPerMinutePerProjectPerModel-FreeTier"));
    QCOMPARE(details.at(1)[u"violations"][0][u"quotaValue"].toString(), QStringLiteral("1"));
    const QString delay = details.at(2)[u"retryDelay"].toString();
    QVERIFY2(delay.endsWith(u's') && delay.chopped(1).toDouble() > 1 && delay.chopped(1).toDouble() <= 60,
             qPrintable(delay));
    const RawAnswer openAi = askOnce(m_port, "POST", "/v1/chat/completions", R"({"model":"gpt-x","messages":[]})");
    QCOMPARE(openAi.status, 429);
    QCOMPARE(openAi.json().value(u"error")[u"code"].toString(), QStringLiteral("rate_limit_exceeded"));
    QVERIFY(openAi.json().value(u"error")[u"message"].toString().contains(QStringLiteral("gpt-x")));
    QVERIFY(openAi.header("retry-after-ms").toInt() > 1000);
    QVERIFY(callWorker().header("retry-after").toInt() > 1);
    QVERIFY(waitForClosed(4));
    QCOMPARE(m_server->totals().violations.value("window"), 3);
    QCOMPARE(m_server->totals().billedRequests, 1);
    QCOMPARE(m_server->ledger(1).entries.first().violation, "window");
    QCOMPARE(m_server->ledger(2).entries.first().model, "gpt-x");

    config.limits = {};
    config.limits.dailyCap = DailyCapConfig{1, "UTC"};
    QVERIFY(m_server->setConfig(config));
    RawAnswer day = askOnce(m_port, "POST", "/v1beta/models/m:generateContent", "{}");
    QCOMPARE(day.status, 400); // let in: it counts, although the request says nothing
    day = askOnce(m_port, "POST", "/v1beta/models/m:generateContent", "{}");
    if (day.status == 400) // midnight was between the two
        day = askOnce(m_port, "POST", "/v1beta/models/m:generateContent", "{}");
    QCOMPARE(day.status, 429);
    QVERIFY(day.body.contains("GenerateRequestsPerDayPerProjectPerModel-FreeTier"));
    QVERIFY(day.body.contains("\"retryDelay\":\"38s\"")); // the trap
    const RawAnswer openAiDay = askOnce(m_port, "POST", "/v1/chat/completions", "{}");
    QVERIFY(openAiDay.body.contains("requests per day (RPD)"));
    QCOMPARE(openAiDay.header("x-ratelimit-reset-requests"), "7h12m0s");
}

void TestServer::modelLimitsHoldOneModel()
{
    SandboxConfig config;
    config.modelLimits[QStringLiteral("small")].window = WindowConfig{1, 60s, {}};
    QVERIFY(start(config));
    const QByteArray body = R"({"contents":[{"parts":[{"text":"x"}]}]})";
    QCOMPARE(askOnce(m_port, "POST", "/v1beta/models/small:generateContent", body).status, 200);
    QCOMPARE(askOnce(m_port, "POST", "/v1beta/models/small:generateContent", body).status, 429);
    QCOMPARE(askOnce(m_port, "POST", "/v1beta/models/large:generateContent", body).status, 200);
}

void TestServer::concurrencyIsCounted()
{
    SandboxConfig config;
    config.limits.concurrency = 2;
    config.script = script({Fault::Hang, Fault::Hang});
    QVERIFY(start(config));
    RawClient first(m_port);
    RawClient second(m_port);
    first.write(RawClient::request("POST", "/worker", row));
    second.write(RawClient::request("POST", "/worker", row));
    QTRY_COMPARE(m_server->totals().open, 2);
    QCOMPARE(callWorker().status, 429);
    QCOMPARE(m_server->totals().violations.value("concurrency"), 1);
    QCOMPARE(m_server->totals().maxConcurrency, 3);
    second.socket().abort();
    QTRY_COMPARE(m_server->totals().open, 1);
    QCOMPARE(callWorker().status, 200);
}

void TestServer::latencyIsWaited()
{
    SandboxConfig config;
    config.latency.fixed = 1s;
    config.timeScale = 10;
    QVERIFY(start(config));
    const Boot before = m_clock.now().boot;
    const RawAnswer answer = callWorker();
    QVERIFY(m_clock.now().boot - before >= 100ms); // never too early; how late is the machine's affair
    QCOMPARE(answer.json().value(u"processingTime"), QJsonValue(100));
}

void TestServer::jobScriptsFollowTheJob()
{
    SandboxConfig config;
    config.jobScripts = {{QStringLiteral("a"), {Fault::ServerError, Fault::Ok}},
                         {QStringLiteral("b"), {Fault::Unavailable}}};
    QVERIFY(start(config));
    QCOMPARE(callWorker({{"X-Fornada-Job", "b"}}).status, 503);
    QCOMPARE(callWorker({{"X-Fornada-Job", "a"}}).status, 500);
    QCOMPARE(callWorker({{"Idempotency-Key", "a"}}).status, 200);
    QCOMPARE(callWorker().status, 200);
}

void TestServer::wantsTheKey()
{
    SandboxConfig config;
    config.requiredKey = QStringLiteral("secret");
    config.script = script({Fault::Ok, Fault::Ok, Fault::Ok, Fault::Cut});
    QVERIFY(start(config));
    const QByteArray body = R"({"contents":[{"parts":[{"text":"x"}]}]})";
    const QByteArray path = "/v1beta/models/m:generateContent";
    const RawAnswer none = askOnce(m_port, "POST", path, body);
    QCOMPARE(none.status, 400);
    QVERIFY(none.body.contains("API_KEY_INVALID"));
    QCOMPARE(askOnce(m_port, "POST", "/v1/chat/completions", "{}", {{"Authorization", "Bearer wrong"}}).status, 401);
    QCOMPARE(askOnce(m_port, "GET", "/v1/models").status, 401);
    QCOMPARE(askOnce(m_port, "GET", "/v1/models", {}, {{"Authorization", "Bearer secret"}}).status, 200);
    QCOMPARE(askOnce(m_port, "POST", path, body, {{"x-goog-api-key", "secret"}}).status, 200);
    QCOMPARE(askOnce(m_port, "POST", path + "?key=secret", body).status, 200);
    QCOMPARE(callWorker().status, 200);                                    // a worker has no key
    QVERIFY(!askOnce(m_port, "POST", path + "?key=secret", body).isWhole); // refusals used nothing of the script
    QVERIFY(waitForClosed(6));
    QCOMPARE(m_server->totals().faults.value(Fault::BadKey), 2);
    for (const SandboxEntry &entry : m_server->ledger().entries)
        QVERIFY(!QJsonDocument(toJson(entry)).toJson().contains("secret"));
}

void TestServer::showsTheLedger()
{
    SandboxConfig config;
    config.script = script({Fault::Ok, Fault::ServerError});
    QVERIFY(start(config));
    callWorker({{"X-Fornada-Job", "j1"}});
    callWorker({{"X-Fornada-Job", "j1"}});
    callWorker({{"X-Fornada-Job", "j1"}});
    QVERIFY(waitForClosed(3));
    const QJsonObject ledger = askOnce(m_port, "GET", "/ledger").json();
    const QJsonObject totals = ledger.value(u"totals").toObject();
    QCOMPARE(totals.value(u"requests"), QJsonValue(3));
    QCOMPARE(totals.value(u"billedRequests"), QJsonValue(2));
    QCOMPARE(totals.value(u"paidTwice"), QJsonValue(1));
    QCOMPARE(totals.value(u"statuses")[u"500"], QJsonValue(1));
    const QJsonArray entries = ledger.value(u"entries").toArray();
    QCOMPARE(entries.size(), 3);
    QCOMPARE(entries.at(1)[u"fault"].toString(), QStringLiteral("500"));
    QCOMPARE(entries.at(2)[u"job"].toString(), QStringLiteral("j1"));
    const QJsonArray page = askOnce(m_port, "GET", "/ledger?after=1&limit=1").json().value(u"entries").toArray();
    QCOMPARE(page.size(), 1);
    QCOMPARE(page.first()[u"sequence"], QJsonValue(2));
}

void TestServer::takesAConfigLive()
{
    QVERIFY(start());
    const RawAnswer changed = askOnce(m_port, "POST", "/config", R"({"script":"500","requiredKey":"hidden"})");
    QCOMPARE(changed.status, 200);
    QVERIFY(!changed.body.contains("hidden"));
    QCOMPARE(m_server->config().script, script({Fault::ServerError}));
    QCOMPARE(callWorker().status, 500);
    const RawAnswer refused = askOnce(m_port, "POST", "/config", R"({"mix":{"teapot":1}})");
    QCOMPARE(refused.status, 400);
    QCOMPARE(refused.json().value(u"subject").toString(), QStringLiteral("mix.teapot"));
    QCOMPARE(askOnce(m_port, "POST", "/config", R"({"ledgerFile":"/tmp/other"})").status, 400);
    QCOMPARE(askOnce(m_port, "POST", "/config", "[]").status, 400);
    QCOMPARE(askOnce(m_port, "POST", "/config", "{}", {{"Origin", "http://evil.example"}}).status, 403);

    SandboxConfig moved = m_server->config();
    moved.port = quint16(m_port + 1);
    QCOMPARE(m_server->setConfig(moved).error().kind, ErrorKind::NotAllowed);
}

void TestServer::writesTheLedgerFile()
{
    const QTemporaryDir folder;
    SandboxConfig config;
    config.ledgerFile = folder.filePath(QStringLiteral("ledger.jsonl"));
    QVERIFY(start(config));
    callWorker({{"X-Fornada-Job", "j1"}});
    QVERIFY(waitForClosed(1));
    QFile file(config.ledgerFile);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QList<QByteArray> lines = file.readAll().trimmed().split('\n');
    QCOMPARE(lines.size(), 2);
    const QJsonObject last = QJsonDocument::fromJson(lines.last()).object();
    QCOMPARE(last.value(u"job").toString(), QStringLiteral("j1"));
    QCOMPARE(last.value(u"answered"), QJsonValue(true));
    m_server->stop();
    config.ledgerFile = QStringLiteral("/nonexistent/ledger");
    const auto port = m_server->start(config);
    QVERIFY(!port);
    QCOMPARE(port.error().kind, ErrorKind::FileUnwritable);
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
            client->write(RawClient::request("POST", "/worker", row));
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
        replies.append(manager.post(request, row));
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
