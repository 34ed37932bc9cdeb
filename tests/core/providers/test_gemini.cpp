#include "providers/adapter.h"
#include "providers/media.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace fornada;

namespace {

const char kPixel[] =
    "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEUlEQVR4nGM4UaGBFTEMLQkAUtVaAV8W4QQAAAAASUVORK5CYII=";

Ask askFor(Operation operation)
{
    Ask ask;
    ask.operation = operation;
    ask.model = QStringLiteral("gemini-x");
    ask.prompt = QStringLiteral("Hello");
    ask.reserve = Money{7'000};
    return ask;
}

const Adapter &adapter()
{
    return adapterFor(ProviderKind::Gemini, Operation::Text);
}

Digest digestOf(Operation operation, int status, const QByteArray &body, HeaderList headers = {})
{
    return adapter().digest(
        askFor(operation), {status, std::move(headers), body, wallFromIso(QStringLiteral("2026-11-21T10:00:00.000Z"))});
}

QByteArray candidate(const QByteArray &parts, const char *finish = "STOP")
{
    return QByteArray(R"({"candidates":[{"content":{"parts":)") + parts + R"(},"finishReason":")" + finish + R"("}]})";
}

QByteArray googleError(int code, const char *status, const char *message, const char *details = "[]")
{
    return QByteArray(R"({"error":{"code":)") + QByteArray::number(code) + R"(,"status":")" + status +
           R"(","message":")" + message + R"(","details":)" + details + "}}";
}

} // namespace

// Google's dialect: what every answer means.
class TestGemini : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void refusalsInA200_data();
    void refusalsInA200();
    void nothingUsableIsRetriedAFewTimes_data();
    void nothingUsableIsRetriedAFewTimes();
    void errorInA200IsAnError();
    void errorInAListIsUnwrapped();
    void theProvidersMidnightCounts();
    void picturesHaveTheirPrice();
    void textThatIsToBeJson();
    void quotas_data();
    void quotas();
    void statuses_data();
    void statuses();
    void truncatedTextIsKeptAndSaidSo();
    void jsonMustParse();
    void imageThatIsNoImageIsNothing();
    void snakeCaseIsUnderstood();
    void wavIsKeptAsItIs();
    void chargeFollowsUsage();
};

void TestGemini::refusalsInA200_data()
{
    QTest::addColumn<QString>("finish");
    for (const char *word : {"SAFETY", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII", "IMAGE_SAFETY",
                             "IMAGE_PROHIBITED_CONTENT", "RECITATION", "IMAGE_RECITATION", "LANGUAGE"})
        QTest::newRow(word) << QString::fromLatin1(word);
}

void TestGemini::refusalsInA200()
{
    QFETCH(const QString, finish);
    // Even with half a text: it was stopped.
    const Digest digest = digestOf(Operation::Text, 200, candidate(R"([{"text":"half"}])", qPrintable(finish)));
    QVERIFY(digest.outcome == Outcome::Refused);
    QVERIFY(digest.artifacts.isEmpty());
    QVERIFY(digest.message.contains(finish));
    QCOMPARE(digest.charge, Charge::actual(Money{7'000}, true));
}

void TestGemini::nothingUsableIsRetriedAFewTimes_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("NO_IMAGE") << candidate("[]", "NO_IMAGE");
    QTest::newRow("IMAGE_OTHER") << candidate("[]", "IMAGE_OTHER");
    QTest::newRow("OTHER") << candidate("[]", "OTHER");
    QTest::newRow("a word of tomorrow") << candidate("[]", "SOLAR_FLARE");
    QTest::newRow("text only") << candidate(R"([{"text":"no"}])");
    QTest::newRow("only a thought") << candidate(
        R"([{"thought":true,"inlineData":{"mimeType":"image/png","data":"AAAA"}}])");
    QTest::newRow("no parts") << QByteArray(R"({"candidates":[{"finishReason":"STOP"}]})");
    QTest::newRow("no candidates") << QByteArray(R"({"candidates":[]})");
    QTest::newRow("empty object") << QByteArray("{}");
    QTest::newRow("empty body") << QByteArray();
    QTest::newRow("cut off") << QByteArray(R"({"candidates":[{"cont)");
    QTest::newRow("html") << QByteArray("<html>");
}

void TestGemini::nothingUsableIsRetriedAFewTimes()
{
    QFETCH(const QByteArray, body);
    const Digest digest = digestOf(Operation::Image, 200, body);
    QVERIFY(digest.outcome == Outcome::NoOutput);
    QVERIFY(digest.charge.kind == ChargeKind::Actual);
    QVERIFY(!digest.message.isEmpty());
}

void TestGemini::errorInA200IsAnError()
{
    const Digest digest = digestOf(Operation::Text, 200, googleError(503, "UNAVAILABLE", "overloaded"));
    QVERIFY(digest.outcome == Outcome::RetryBackoff);
    QCOMPARE(digest.charge, Charge::maybe(Money{7'000}));
}

void TestGemini::errorInAListIsUnwrapped()
{
    const Digest digest =
        digestOf(Operation::Text, 400, "[" + googleError(400, "INVALID_ARGUMENT", "API key expired.") + "]");
    QVERIFY(digest.outcome == Outcome::NeedsUser);
}

void TestGemini::quotas_data()
{
    QTest::addColumn<QString>("message");
    QTest::addColumn<QString>("details");
    QTest::addColumn<int>("outcome");
    QTest::addColumn<qint64>("seconds");
    const auto quota = [](const char *id) {
        return QStringLiteral(
                   R"({"@type":"type.googleapis.com/google.rpc.QuotaFailure","violations":[{"quotaId":"%1"}]})")
            .arg(QLatin1String(id));
    };
    const auto retry = [](const char *delay) {
        return QStringLiteral(R"({"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"%1"})")
            .arg(QLatin1String(delay));
    };
    const auto row = [](const char *name, const char *message, const QStringList &details, Outcome outcome, qint64 s) {
        QTest::newRow(name) << QString::fromLatin1(message) << u'[' + details.join(u',') + u']' << int(outcome) << s;
    };
    const char minute[] = "GenerateRequestsPerMinutePerProjectPerModel";
    const char day[] = "GenerateRequestsPerDayPerProjectPerModel-FreeTier";
    row("limit 0 beats everything", "limit: 0, model: a\\nlimit: 0", {quota(day), quota(minute), retry("38s")},
        Outcome::NeedsUser, -1);
    row("one limit is not 0", "limit: 0\\nlimit: 05", {retry("3s")}, Outcome::RetryAfter, 3);
    row("day beats delay, in any order", "x", {retry("38s"), quota(minute), quota(day)}, Outcome::QuotaUntil,
        22 * 3600);
    row("minute with delay", "x", {quota(minute), retry("26s")}, Outcome::RetryAfter, 26);
    row("minute without delay", "x", {quota(minute)}, Outcome::RetryAfter, 60);
    row("long delay is a stop", "x", {retry("3600s")}, Outcome::QuotaUntil, 3600);
    row("delay in the text", "Please retry in 20s.", {}, Outcome::RetryAfter, 20);
    row("bare", "x", {}, Outcome::RetryBackoff, -1);
    row("no time stated, one in the text", "Please retry in 2000.0ms.", {retry("0s")}, Outcome::RetryAfter, 2);
    row("no time stated, one in the text, of a minute", "Please retry in 7s.", {quota(minute), retry("0s")},
        Outcome::RetryAfter, 7);
    row("the later of both", "Please retry in 20s.", {retry("26s")}, Outcome::RetryAfter, 26);
    row("the later of both in the text", "Please retry in 26s.", {retry("20s")}, Outcome::RetryAfter, 26);
    row("no time stated, of a minute", "x", {quota(minute), retry("0s")}, Outcome::RetryAfter, 60);
    row("no time at all", "x", {retry("0s")}, Outcome::RetryAfter, 0);
}

void TestGemini::quotas()
{
    QFETCH(const QString, message);
    QFETCH(const QString, details);
    QFETCH(const int, outcome);
    QFETCH(const qint64, seconds);
    const Digest digest =
        digestOf(Operation::Text, 429,
                 googleError(429, "RESOURCE_EXHAUSTED", message.toUtf8().constData(), qPrintable(details)));
    QCOMPARE(toName(digest.outcome), toName(Outcome(outcome)));
    QCOMPARE(digest.charge, Charge::none());
    if (digest.outcome == Outcome::RetryAfter)
        QCOMPARE(digest.retryAfter->count(), seconds * 1'000'000);
    QCOMPARE(digest.tooMany, digest.outcome == Outcome::RetryBackoff);
    QCOMPARE(digest.namesScope, details.contains(u"quotaId"));
    if (digest.outcome == Outcome::QuotaUntil)
        QCOMPARE((*digest.resetAt - wallFromIso(QStringLiteral("2026-11-21T10:00:00.000Z"))).count(),
                 seconds * 1'000'000);
}

// Our clock is ten minutes fast, and past the midnight that the provider has yet to see.
void TestGemini::theProvidersMidnightCounts()
{
    const QByteArray quota = R"([{"@type":"type.googleapis.com/google.rpc.QuotaFailure",
        "violations":[{"quotaId":"GenerateRequestsPerDayPerProjectPerModel"}]}])";
    const QByteArray body = googleError(429, "RESOURCE_EXHAUSTED", "x", quota.constData());
    const Wall ours = wallFromIso(QStringLiteral("2026-11-21T08:05:00.000Z"));
    const Digest digest =
        adapter().digest(askFor(Operation::Text), {429, {{"date", "Sat, 21 Nov 2026 07:55:00 GMT"}}, body, ours});
    QVERIFY(digest.outcome == Outcome::QuotaUntil);
    QCOMPARE(toIso(*digest.resetAt), QStringLiteral("2026-11-21T08:10:00.000Z"));
}

// A model that is priced by the picture costs what the table says.
void TestGemini::picturesHaveTheirPrice()
{
    Ask ask = askFor(Operation::Image);
    ask.price = ModelPrice{};
    ask.price->image = {{QStringLiteral("1K"), Money{33'600}}, {QStringLiteral("2K"), Money{50'000}}};
    const QByteArray picture = QByteArray(R"([{"inlineData":{"mimeType":"image/png","data":")") + kPixel + R"("}}])";
    QCOMPARE(adapter().digest(ask, {200, {}, candidate(picture), {}}).charge, Charge::actual(Money{33'600}, true));
    ask.parameters.insert(QStringLiteral("imageSize"), QStringLiteral("2K"));
    QCOMPARE(adapter().digest(ask, {200, {}, candidate(picture), {}}).charge, Charge::actual(Money{50'000}, true));
    QCOMPARE(adapter().digest(ask, {200, {}, candidate("[]", "IMAGE_SAFETY"), {}}).charge,
             Charge::actual(ask.reserve, true));
}

// A step may want its text as JSON: prose is not it.
void TestGemini::textThatIsToBeJson()
{
    Ask ask = askFor(Operation::Text);
    ask.output = OutputKind::Json;
    const auto saying = [&ask](const char *parts) { return adapter().digest(ask, {200, {}, candidate(parts), {}}); };
    QVERIFY(saying(R"([{"text":"Of course!"}])").outcome == Outcome::NoOutput);
    const Digest json = saying(R"([{"text":"{\"total\": 3}"}])");
    QVERIFY(json.outcome == Outcome::Done);
    QVERIFY(json.artifacts.first().kind == OutputKind::Json);
}

void TestGemini::statuses_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("outcome");
    QTest::addColumn<int>("charge");
    const auto row = [](const char *name, int status, const QByteArray &body, Outcome outcome, ChargeKind charge) {
        QTest::newRow(name) << status << body << int(outcome) << int(charge);
    };
    const auto none = ChargeKind::None;
    row("bad argument", 400, googleError(400, "INVALID_ARGUMENT", "no"), Outcome::BadRequest, none);
    row("not in this country", 400, googleError(400, "FAILED_PRECONDITION", "no"), Outcome::NeedsUser, none);
    row("no rights", 403, googleError(403, "PERMISSION_DENIED", "no"), Outcome::NeedsUser, none);
    row("file gone", 404, googleError(404, "NOT_FOUND", "files/abc not found"), Outcome::BadRequest, none);
    row("internal", 500, googleError(500, "INTERNAL", "no"), Outcome::RetryBackoff, none);
    row("bad gateway", 502, "<html>", Outcome::RetryBackoff, ChargeKind::Maybe);
    row("deadline", 504, googleError(504, "DEADLINE_EXCEEDED", "no"), Outcome::RetryBackoff, ChargeKind::Maybe);
    row("too large", 413, "", Outcome::BadRequest, none);
    row("request timeout", 408, "", Outcome::RetryBackoff, none);
    row("moved", 301, "", Outcome::NeedsUser, none);
}

void TestGemini::statuses()
{
    QFETCH(const int, status);
    QFETCH(const QByteArray, body);
    QFETCH(const int, outcome);
    QFETCH(const int, charge);
    const Digest digest = digestOf(Operation::Text, status, body);
    QCOMPARE(toName(digest.outcome), toName(Outcome(outcome)));
    QCOMPARE(toName(digest.charge.kind), toName(ChargeKind(charge)));
    QVERIFY(!digest.message.isEmpty());
}

void TestGemini::truncatedTextIsKeptAndSaidSo()
{
    const Digest digest = digestOf(Operation::Text, 200, candidate(R"([{"text":"Once upon"}])", "MAX_TOKENS"));
    QVERIFY(digest.outcome == Outcome::Done);
    QVERIFY(!digest.message.isEmpty());
    QCOMPARE(digest.cutAt, std::optional<qint64>(0)); // nobody said at how many
    QVERIFY(!digestOf(Operation::Text, 200, candidate(R"([{"text":"Once upon"}])")).cutAt);
    // Thoughts are part of what was used up.
    const QByteArray used = R"({"candidates":[{"content":{"parts":[{"text":"Once"}]},"finishReason":"MAX_TOKENS"}],
        "usageMetadata":{"promptTokenCount":9,"candidatesTokenCount":3,"thoughtsTokenCount":7}})";
    QCOMPARE(digestOf(Operation::Text, 200, used).cutAt, std::optional<qint64>(10));
    Ask ask = askFor(Operation::Text);
    ask.parameters = {{QStringLiteral("maxOutputTokens"), 12}};
    QCOMPARE(adapter().digest(ask, {200, {}, used, {}}).cutAt, std::optional<qint64>(12));
    ask.parameters = {{QStringLiteral("maxOutputTokens"), 100'000}};
    ask.price = ModelPrice(); // whose model gives 65,536
    const auto built = adapter().build(ask, {});
    QVERIFY(built);
    const QJsonValue config = QJsonDocument::fromJson(built->body)[QLatin1String("generationConfig")];
    QCOMPARE(config[QLatin1String("maxOutputTokens")].toInt(), 65'536);
}

void TestGemini::jsonMustParse()
{
    const Digest good = digestOf(Operation::Json, 200, candidate(R"([{"text":"{\"a\""},{"text":":1}"}])"));
    QVERIFY(good.outcome == Outcome::Done);
    QVERIFY(good.artifacts.first().kind == OutputKind::Json);
    QCOMPARE(good.artifacts.first().text, QStringLiteral("{\"a\":1}"));
    QVERIFY(digestOf(Operation::Json, 200, candidate(R"([{"text":"sorry"}])")).outcome == Outcome::NoOutput);
    QVERIFY(digestOf(Operation::Json, 200, candidate(R"([{"text":"{"}])", "MAX_TOKENS")).outcome ==
            Outcome::BadRequest);
}

void TestGemini::imageThatIsNoImageIsNothing()
{
    const Digest damaged =
        digestOf(Operation::Image, 200, candidate(R"([{"inlineData":{"mimeType":"image/png","data":"!!"}}])"));
    QVERIFY(damaged.outcome == Outcome::NoOutput);
    const Digest other =
        digestOf(Operation::Image, 200, candidate(R"([{"inlineData":{"mimeType":"image/png","data":"aGVsbG8="}}])"));
    QVERIFY(other.outcome == Outcome::NoOutput);
}

void TestGemini::snakeCaseIsUnderstood()
{
    const QByteArray part = QByteArray(R"([{"inline_data":{"mime_type":"image/png","data":")") + kPixel + "\"}}]";
    const Digest digest = digestOf(Operation::Image, 200, candidate(part));
    QVERIFY(digest.outcome == Outcome::Done);
    QCOMPARE(digest.artifacts.first().bytes, QByteArray::fromBase64(kPixel));
}

void TestGemini::wavIsKeptAsItIs()
{
    const QByteArray wav = wavFromPcm(QByteArray(200, 'x'), 24'000);
    const QByteArray part = R"([{"inlineData":{"mimeType":"audio/wav","data":")" + wav.toBase64() + "\"}}]";
    const Digest digest = digestOf(Operation::Speech, 200, candidate(part));
    QVERIFY(digest.outcome == Outcome::Done);
    QCOMPARE(digest.artifacts.first().bytes, wav);
    QVERIFY(digestOf(Operation::Speech, 200, candidate("[]", "OTHER")).outcome == Outcome::NoOutput);
}

void TestGemini::chargeFollowsUsage()
{
    Ask ask = askFor(Operation::Image);
    ask.price = ModelPrice{};
    ask.price->input = Money{1'000'000};
    ask.price->cachedInput = Money{100'000};
    ask.price->output = Money{2'000'000};
    ask.price->imageOutput = Money{60'000'000};
    const QByteArray body =
        QByteArray(R"({"candidates":[{"content":{"parts":[{"inlineData":{"mimeType":"image/png","data":")") + kPixel +
        R"("}}]}}],"usageMetadata":{"promptTokenCount":100,"cachedContentTokenCount":40,
        "candidatesTokenCount":1130,"thoughtsTokenCount":5,"candidatesTokensDetails":[{"modality":"IMAGE","tokenCount":1120}]}})";
    const Digest digest = adapter().digest(ask, {200, {}, body, {}});
    QVERIFY(digest.outcome == Outcome::Done);
    // 60 new and 40 cached in, 10 words and 5 thoughts out, 1120 of picture.
    QCOMPARE(digest.charge, Charge::actual(Money{60 + 4 + 30 + 67'200}));
    QCOMPARE(digest.tokens, qint64(100));
}

QTEST_GUILESS_MAIN(TestGemini)
#include "test_gemini.moc"
