#include "server_fixture.h"

#include <QJsonArray>
#include <QTemporaryDir>

using namespace fornada;
using namespace std::chrono_literals;

namespace {

QList<Fault> script(std::initializer_list<Fault> faults)
{
    return faults;
}

} // namespace

// What the server decides, books and lets be changed, seen through its own doors.
class TestService : public QObject, private ServerFixture {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_server = std::make_unique<SandboxServer>(m_clock); }
    void cleanup() { m_server.reset(); }

    void limitsAnswerLikeTheProvider();
    void modelLimitsHoldOneModel();
    void concurrencyIsCounted();
    void latencyIsWaited();
    void jobScriptsFollowTheJob();
    void wantsTheKey();
    void showsTheLedger();
    void takesAConfigLive();
    void writesTheLedgerFile();
};

void TestService::limitsAnswerLikeTheProvider()
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

void TestService::modelLimitsHoldOneModel()
{
    SandboxConfig config;
    config.modelLimits[QStringLiteral("small")].window = WindowConfig{1, 60s, {}};
    QVERIFY(start(config));
    const QByteArray body = R"({"contents":[{"parts":[{"text":"x"}]}]})";
    QCOMPARE(askOnce(m_port, "POST", "/v1beta/models/small:generateContent", body).status, 200);
    QCOMPARE(askOnce(m_port, "POST", "/v1beta/models/small:generateContent", body).status, 429);
    QCOMPARE(askOnce(m_port, "POST", "/v1beta/models/large:generateContent", body).status, 200);
}

void TestService::concurrencyIsCounted()
{
    SandboxConfig config;
    config.limits.concurrency = 2;
    config.script = script({Fault::Hang, Fault::Hang});
    QVERIFY(start(config));
    RawClient first(m_port);
    RawClient second(m_port);
    first.write(RawClient::request("POST", "/worker", sampleRow));
    second.write(RawClient::request("POST", "/worker", sampleRow));
    QTRY_COMPARE(m_server->totals().open, 2);
    QCOMPARE(callWorker().status, 429);
    QCOMPARE(m_server->totals().violations.value("concurrency"), 1);
    QCOMPARE(m_server->totals().maxConcurrency, 3);
    second.socket().abort();
    QTRY_COMPARE(m_server->totals().open, 1);
    QCOMPARE(callWorker().status, 200);
}

void TestService::latencyIsWaited()
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

void TestService::jobScriptsFollowTheJob()
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

void TestService::wantsTheKey()
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

void TestService::showsTheLedger()
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

void TestService::takesAConfigLive()
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

void TestService::writesTheLedgerFile()
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

QTEST_GUILESS_MAIN(TestService)
#include "test_service.moc"
