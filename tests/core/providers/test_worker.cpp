#include "providers/adapter.h"
#include "providers/media.h"

#include <QJsonDocument>
#include <QTest>

using namespace fornada;

namespace {

Ask call()
{
    Ask ask;
    ask.operation = Operation::HttpCall;
    ask.row = {{QStringLiteral("imageIndex"), 4}, {QStringLiteral("propertyCode"), QStringLiteral("IMG-5")}};
    ask.jobName = QStringLiteral("f1-17");
    ask.taskName = QStringLiteral("f1-17-a0b1c2d3");
    ask.queueName = QStringLiteral("worker ção");
    ask.attempt = 2;
    ask.reserve = Money{500};
    ask.baseUrl = QUrl(QStringLiteral("http://127.0.0.1:9000/hook"));
    ask.local = true;
    return ask;
}

const Adapter &worker()
{
    return adapterFor(ProviderKind::Worker, Operation::HttpCall);
}

Digest digestOf(int status, const QByteArray &body, OutputKind output = OutputKind::None, HeaderList headers = {})
{
    Ask ask = call();
    ask.output = output;
    return worker().digest(ask, {status, std::move(headers), body, {}});
}

Digest messageDigest(int status, int code, const char *type, HeaderList headers = {})
{
    Ask ask = call();
    ask.operation = Operation::Message;
    const QJsonObject error{{QStringLiteral("code"), code},
                            {QStringLiteral("type"), QLatin1String(type)},
                            {QStringLiteral("message"), QStringLiteral("(#%1) said").arg(code)}};
    const QByteArray body = QJsonDocument(QJsonObject{{QStringLiteral("error"), error}}).toJson();
    return worker().digest(ask, {status, std::move(headers), body, {}});
}

} // namespace

// A worker's address in the Cloud Tasks manner.
class TestWorker : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void postsTheRowWithItsNames();
    void aStepMayShapeTheCall();
    void aStepMayNotForge_data();
    void aStepMayNotForge();
    void paths_data();
    void paths();
    void statuses_data();
    void statuses();
    void whatsAppsCodeDecides_data();
    void whatsAppsCodeDecides();
    void whatsAppsWaits();
    void otherServersCodesAreNotWhatsApps();
    void waitsAsLongAsAsked();
    void successFalseIsAFailure();
    void whatCameIsTheResult();
    void aPictureThatTheAnswerPointsAt();
    void missingAnswers();
};

void TestWorker::postsTheRowWithItsNames()
{
    const Ask ask = call();
    const auto built = worker().build(ask, QStringLiteral("secret"));
    QVERIFY(bool(built));
    QCOMPARE(built->method, QByteArray("POST"));
    QCOMPARE(QJsonDocument::fromJson(built->body).object(), ask.row);
    const HeaderList wanted = {{"Content-Type", "application/json"},
                               {"X-Fornada-Job", "f1-17"},
                               {"X-CloudTasks-QueueName", "worker%20%C3%A7%C3%A3o"},
                               {"X-CloudTasks-TaskName", "f1-17-a0b1c2d3"},
                               {"X-CloudTasks-TaskRetryCount", "2"},
                               {"X-CloudTasks-TaskExecutionCount", "2"},
                               {"Idempotency-Key", "f1-17-a0b1c2d3"},
                               {"X-Request-Id", "f1-17-a0b1c2d3"},
                               {"Authorization", "Bearer secret"}};
    for (const auto &pair : wanted)
        QVERIFY2(built->headers.contains(pair), pair.first.constData());
}

void TestWorker::aStepMayShapeTheCall()
{
    Ask ask = call();
    const QJsonObject body{{QStringLiteral("x"), 1}};
    ask.parameters = {{QStringLiteral("path"), QStringLiteral("/api/worker/process-staging")},
                      {QStringLiteral("body"), body},
                      {QStringLiteral("headers"), QJsonObject{{QStringLiteral("X-Tenant"), QStringLiteral("acme")}}}};
    const auto built = worker().build(ask, {});
    QVERIFY(bool(built));
    QCOMPARE(built->url.toEncoded(), QByteArray("http://127.0.0.1:9000/hook/api/worker/process-staging"));
    QCOMPARE(QJsonDocument::fromJson(built->body).object(), body);
    QVERIFY(built->headers.contains({"X-Tenant", "acme"}));
}

void TestWorker::aStepMayNotForge_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("value");
    QTest::newRow("credential") << QStringLiteral("Authorization") << QStringLiteral("Bearer x");
    QTest::newRow("length") << QStringLiteral("content-length") << QStringLiteral("0");
    QTest::newRow("key") << QStringLiteral("Idempotency-Key") << QStringLiteral("other");
    QTest::newRow("line break") << QStringLiteral("X-A") << QStringLiteral("a\r\nX-B: b");
    QTest::newRow("name") << QStringLiteral("X A") << QStringLiteral("a");
}

void TestWorker::aStepMayNotForge()
{
    QFETCH(const QString, name);
    QFETCH(const QString, value);
    Ask ask = call();
    ask.parameters = {{QStringLiteral("headers"), QJsonObject{{name, value}}}};
    const auto built = worker().build(ask, {});
    QVERIFY(!built);
    QVERIFY(built.error().kind == ErrorKind::BadArgument);
}

void TestWorker::paths_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("operation");
    QTest::addColumn<QString>("base");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("url");
    const auto row = [](const char *name, ProviderKind kind, Operation operation, const char *base, const char *path,
                        const char *url) {
        QTest::newRow(name) << int(kind) << int(operation) << QString::fromLatin1(base) << QString::fromLatin1(path)
                            << QString::fromLatin1(url);
    };
    const auto call = Operation::HttpCall;
    row("as it is", ProviderKind::Worker, call, "http://h:1/a/?b=c", "", "http://h:1/a/?b=c");
    row("sandbox call", ProviderKind::Sandbox, call, "http://h:1", "", "http://h:1/worker");
    row("sandbox message", ProviderKind::Sandbox, Operation::Message, "http://h:1/", "",
        "http://h:1/v23.0/sandbox/messages");
    row("sandbox with its own path", ProviderKind::Sandbox, call, "http://h:1/x", "", "http://h:1/x");
    row("step's path", ProviderKind::Sandbox, call, "http://h:1", "/api/x", "http://h:1/api/x");
    row("another host", ProviderKind::Worker, call, "http://h:1", "http://evil.example/", "");
    row("another host, short", ProviderKind::Worker, call, "http://h:1", "//evil.example/", "");
    row("no address", ProviderKind::Worker, call, "", "", "");
}

void TestWorker::paths()
{
    QFETCH(const int, kind);
    QFETCH(const int, operation);
    QFETCH(const QString, base);
    QFETCH(const QString, path);
    QFETCH(const QString, url);
    Ask ask = call();
    ask.operation = Operation(operation);
    ask.baseUrl = QUrl(base);
    ask.parameters = {{QStringLiteral("path"), path}};
    const auto built = adapterFor(ProviderKind(kind), ask.operation).build(ask, {});
    QCOMPARE(bool(built), !url.isEmpty());
    if (built)
        QCOMPARE(QString::fromLatin1(built->url.toEncoded()), url);
    else
        QVERIFY(built.error().kind == ErrorKind::BadUrl);
}

void TestWorker::statuses_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("outcome");
    QTest::addColumn<int>("charge");
    const auto row = [](int status, Outcome outcome, ChargeKind charge = ChargeKind::None) {
        QTest::addRow("%d", status) << status << int(outcome) << int(charge);
    };
    row(200, Outcome::Done, ChargeKind::Actual);
    row(204, Outcome::Done, ChargeKind::Actual);
    row(299, Outcome::Done, ChargeKind::Actual);
    for (const int status : {408, 425, 429, 500, 501, 503, 599})
        row(status, Outcome::RetryBackoff);
    for (const int status : {502, 504})
        row(status, Outcome::RetryBackoff, ChargeKind::Maybe);
    for (const int status : {400, 402, 403, 404, 409, 410, 413, 422})
        row(status, Outcome::BadRequest);
    for (const int status : {301, 308, 401})
        row(status, Outcome::NeedsUser);
}

void TestWorker::statuses()
{
    QFETCH(const int, status);
    QFETCH(const int, outcome);
    QFETCH(const int, charge);
    const Digest digest = digestOf(status, {});
    QVERIFY(!digest.tooMany); // its law counts every attempt
    QCOMPARE(toName(digest.outcome), toName(Outcome(outcome)));
    QCOMPARE(toName(digest.charge.kind), toName(ChargeKind(charge)));
}

void TestWorker::whatsAppsCodeDecides_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<int>("outcome");
    const auto row = [](std::initializer_list<int> codes, Outcome outcome) {
        for (const int code : codes)
            QTest::addRow("%d", code) << code << int(outcome);
    };
    row({1, 2, 131000, 131016, 131056, 133004}, Outcome::RetryBackoff);
    row({4, 80007, 130429}, Outcome::RetryAfter);
    row({131048}, Outcome::QuotaUntil);
    row({0, 3, 10, 190, 200, 250, 299, 368, 131005, 131031, 131042}, Outcome::NeedsUser);
    row({100, 131008, 131009, 131026, 131030, 131047, 131051, 132000, 132001, 132005, 132007, 132012, 132015, 132016,
         133010},
        Outcome::BadRequest);
}

void TestWorker::whatsAppsCodeDecides()
{
    QFETCH(const int, code);
    QFETCH(const int, outcome);
    for (const int status : {200, 400, 401, 403, 409, 429, 500}) {
        const Digest digest = messageDigest(status, code, "OAuthException");
        QCOMPARE(toName(digest.outcome), toName(Outcome(outcome)));
        QVERIFY(digest.scope == Scope::Account);
        QCOMPARE(digest.charge, Charge::none());
        QCOMPARE(digest.message, QStringLiteral("(#%1) said").arg(code));
    }
}

void TestWorker::whatsAppsWaits()
{
    QVERIFY(messageDigest(400, 130429, "OAuthException").retryAfter == Micros(std::chrono::seconds(10)));
    const HeaderList stated = {{"retry-after", "40"}};
    QVERIFY(messageDigest(400, 130429, "OAuthException", stated).retryAfter == Micros(std::chrono::seconds(40)));
    const Digest spam = messageDigest(400, 131048, "OAuthException");
    QVERIFY(spam.resetAt == Wall{} + std::chrono::hours(1));
    QVERIFY(!spam.retryAfter);
}

// A worker that takes messages has codes of its own, and what is unknown goes by the status.
void TestWorker::otherServersCodesAreNotWhatsApps()
{
    QVERIFY(messageDigest(400, 190, "").outcome == Outcome::BadRequest);
    QVERIFY(messageDigest(403, 2, "Failure").outcome == Outcome::BadRequest);
    QVERIFY(messageDigest(500, 999999, "OAuthException").outcome == Outcome::RetryBackoff);
    QVERIFY(messageDigest(200, 10, "").outcome == Outcome::Done);
    QVERIFY(digestOf(400, R"({"error":{"code":131056,"type":"OAuthException"}})").outcome == Outcome::BadRequest);
}

void TestWorker::waitsAsLongAsAsked()
{
    const Digest digest = digestOf(503, "{}", OutputKind::None, {{"retry-after", "20"}});
    QVERIFY(digest.outcome == Outcome::RetryAfter);
    QVERIFY(digest.retryAfter == Micros(std::chrono::seconds(20)));
    const Digest stop = digestOf(429, "{}", OutputKind::None, {{"retry-after", "7200"}});
    QVERIFY(stop.outcome == Outcome::QuotaUntil);
}

void TestWorker::successFalseIsAFailure()
{
    const Digest said = digestOf(500, R"({"success":false,"error":"no GPU free"})");
    QVERIFY(said.outcome == Outcome::RetryBackoff);
    QCOMPARE(said.message, QStringLiteral("no GPU free"));
    const Digest polite = digestOf(200, R"({"success":false,"error":"no GPU free"})");
    QVERIFY(polite.outcome == Outcome::RetryBackoff);
    QCOMPARE(polite.message, QStringLiteral("no GPU free"));
    QCOMPARE(polite.charge, Charge::none());
}

void TestWorker::whatCameIsTheResult()
{
    const Digest json = digestOf(200, R"({"success":true,"processingTime":12})", OutputKind::Json);
    QVERIFY(json.outcome == Outcome::Done);
    QVERIFY(json.artifacts.first().kind == OutputKind::Json);
    QCOMPARE(json.charge, Charge::actual(Money{500}, true));
    QVERIFY(digestOf(200, "<html>", OutputKind::Json).outcome == Outcome::NoOutput);
    QVERIFY(digestOf(200, "", OutputKind::Json).outcome == Outcome::NoOutput);
    QVERIFY(
        digestOf(200, R"({"a":)", OutputKind::None, {{"content-type", "application/json; charset=utf-8"}}).outcome ==
        Outcome::NoOutput);
    QVERIFY(digestOf(200, "OK").artifacts.first().kind == OutputKind::Text);
    const Digest image = digestOf(200, "\x89PNG\r\n\x1a\n...", OutputKind::Image, {{"content-type", "image/jpeg"}});
    QVERIFY(image.outcome == Outcome::Done);
    QCOMPARE(image.artifacts.first().mime, QStringLiteral("image/png"));
    const Digest sound = digestOf(200, wavFromPcm("abcd", 8000), OutputKind::Audio, {{"content-type", "audio/wav"}});
    QVERIFY(sound.outcome == Outcome::Done);
    QVERIFY(digestOf(200, R"({"a":1})", OutputKind::Image).outcome == Outcome::NoOutput);
}

// Only where the step knows the field that names it.
void TestWorker::aPictureThatTheAnswerPointsAt()
{
    Ask ask = call();
    ask.output = OutputKind::Json;
    ask.baseUrl = QUrl(QStringLiteral("https://worker.example/stage"));
    const auto answered = [&ask](const QByteArray &body) {
        return adapterFor(ProviderKind::Worker, ask.operation)
            .digest(ask, {200, {{"content-type", "application/json"}}, body, {}});
    };
    const QByteArray body = R"({"success": true, "outputUrl": "/out/1.png"})";
    QCOMPARE(answered(body).artifacts.size(), 1);
    ask.parameters = {{QStringLiteral("resultLink"), QStringLiteral("outputUrl")}};
    const Digest both = answered(body);
    QVERIFY(both.outcome == Outcome::Done);
    QCOMPARE(both.artifacts.size(), 2);
    QCOMPARE(both.artifacts.first().link, QUrl(QStringLiteral("https://worker.example/out/1.png")));
    QVERIFY(both.artifacts.last().kind == OutputKind::Json);
    for (const char *other : {R"({"success": true})", R"({"outputUrl": "file:///etc/passwd"})", R"({"outputUrl": 7})"})
        QCOMPARE(answered(other).artifacts.size(), 1);
    ask.output = OutputKind::Image;
    const Digest picture = answered(body);
    QVERIFY(picture.outcome == Outcome::Done);
    QCOMPARE(picture.artifacts.size(), 1);
    QVERIFY(picture.artifacts.first().kind == OutputKind::Image);
    QVERIFY(answered(R"({"success": true})").outcome == Outcome::NoOutput);
}

void TestWorker::missingAnswers()
{
    const Digest notSent = digestMissing(NoAnswer::NotSent, QStringLiteral("Connection refused"), Money{9});
    QVERIFY(notSent.outcome == Outcome::NotSent);
    QCOMPARE(notSent.charge, Charge::none());
    QVERIFY(notSent.message.contains(u"Connection refused"));
    for (const NoAnswer why : {NoAnswer::Lost, NoAnswer::TimedOut, NoAnswer::TooLarge, NoAnswer::Cancelled}) {
        const Digest lost = digestMissing(why, {}, Money{9});
        QVERIFY(lost.outcome == Outcome::Lost);
        QCOMPARE(lost.charge, Charge::maybe(Money{9}));
        QVERIFY(!lost.message.isEmpty());
    }
}

QTEST_GUILESS_MAIN(TestWorker)
#include "test_worker.moc"
