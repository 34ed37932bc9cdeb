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

QJsonObject bodyOf(const Ask &ask)
{
    const auto built = adapter().build(ask, {});
    return built ? QJsonDocument::fromJson(built->body).object() : QJsonObject();
}

} // namespace

// Google's dialect: what is sent, and what every answer means.
class TestGemini : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void refusalsInA200_data();
    void refusalsInA200();
    void nothingUsableIsRetriedAFewTimes_data();
    void nothingUsableIsRetriedAFewTimes();
    void errorInA200IsAnError();
    void errorInAListIsUnwrapped();
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
    void sizesBecomeShapes_data();
    void sizesBecomeShapes();
    void dialectOfImagesCanBeSwitched();
    void speechNamesItsVoices();
    void jsonAsksForJson();
    void addressesAndKeys();
    void refusesWhatItCannotAsk();
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
    if (digest.outcome == Outcome::QuotaUntil)
        QCOMPARE((*digest.resetAt - wallFromIso(QStringLiteral("2026-11-21T10:00:00.000Z"))).count(),
                 seconds * 1'000'000);
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

void TestGemini::sizesBecomeShapes_data()
{
    QTest::addColumn<QString>("size");
    QTest::addColumn<QString>("ratio");
    QTest::addColumn<QString>("imageSize");
    const auto row = [](const char *size, const char *ratio, const char *imageSize) {
        QTest::newRow(size) << QString::fromLatin1(size) << QString::fromLatin1(ratio)
                            << QString::fromLatin1(imageSize);
    };
    row("512x512", "1:1", "512");
    row("1024x1024", "1:1", "1K");
    row("1920x1080", "16:9", "2K");
    row("768x1024", "3:4", "1K");
    row("4000X3000", "4:3", "4K");
    row("2k", "", "2K");
    row("", "", "");
}

void TestGemini::sizesBecomeShapes()
{
    QFETCH(const QString, size);
    QFETCH(const QString, ratio);
    QFETCH(const QString, imageSize);
    Ask ask = askFor(Operation::Image);
    ask.parameters = {{QStringLiteral("size"), size}};
    const QJsonObject config =
        bodyOf(ask).value(QLatin1String("generationConfig"))[QLatin1String("imageConfig")].toObject();
    QCOMPARE(config.value(QLatin1String("aspectRatio")).toString(), ratio);
    QCOMPARE(config.value(QLatin1String("imageSize")).toString(), imageSize);
}

void TestGemini::dialectOfImagesCanBeSwitched()
{
    Ask ask = askFor(Operation::Image);
    ask.parameters = {{QStringLiteral("aspectRatio"), QStringLiteral("1:1")},
                      {QStringLiteral("imageDialect"), QStringLiteral("responseFormat")}};
    const QJsonValue config = bodyOf(ask).value(QLatin1String("generationConfig"));
    QCOMPARE(config[QLatin1String("responseFormat")][QLatin1String("image")][QLatin1String("aspectRatio")].toString(),
             QStringLiteral("1:1"));
    QVERIFY(config[QLatin1String("imageConfig")].isUndefined());
}

void TestGemini::speechNamesItsVoices()
{
    Ask ask = askFor(Operation::Speech);
    ask.parameters = {{QStringLiteral("voice"), QStringLiteral("Puck")},
                      {QStringLiteral("language"), QStringLiteral("pt-BR")}};
    const QJsonValue one = bodyOf(ask).value(QLatin1String("generationConfig"))[QLatin1String("speechConfig")];
    QCOMPARE(
        one[QLatin1String("voiceConfig")][QLatin1String("prebuiltVoiceConfig")][QLatin1String("voiceName")].toString(),
        QStringLiteral("Puck"));
    QCOMPARE(one[QLatin1String("languageCode")].toString(), QStringLiteral("pt-BR"));
    ask.parameters = {
        {QStringLiteral("speakers"), QJsonArray{QJsonObject{{QStringLiteral("speaker"), QStringLiteral("A")},
                                                            {QStringLiteral("voice"), QStringLiteral("Kore")}},
                                                QJsonObject{{QStringLiteral("speaker"), QStringLiteral("B")},
                                                            {QStringLiteral("voice"), QStringLiteral("Puck")}}}}};
    const QJsonValue two = bodyOf(ask).value(QLatin1String("generationConfig"))[QLatin1String("speechConfig")];
    const QJsonArray voices =
        two[QLatin1String("multiSpeakerVoiceConfig")][QLatin1String("speakerVoiceConfigs")].toArray();
    QCOMPARE(voices.size(), 2);
    QCOMPARE(voices.at(1)[QLatin1String("speaker")].toString(), QStringLiteral("B"));
}

void TestGemini::jsonAsksForJson()
{
    Ask ask = askFor(Operation::Json);
    const QJsonObject schema{{QStringLiteral("type"), QStringLiteral("object")}};
    ask.parameters = {{QStringLiteral("schema"), schema}, {QStringLiteral("system"), QStringLiteral("Be brief")}};
    const QJsonObject body = bodyOf(ask);
    const QJsonValue config = body.value(QLatin1String("generationConfig"));
    QCOMPARE(config[QLatin1String("responseMimeType")].toString(), QStringLiteral("application/json"));
    QCOMPARE(config[QLatin1String("responseSchema")].toObject(), schema);
    QCOMPARE(
        body.value(QLatin1String("systemInstruction"))[QLatin1String("parts")][0][QLatin1String("text")].toString(),
        QStringLiteral("Be brief"));
}

void TestGemini::addressesAndKeys()
{
    Ask ask = askFor(Operation::Text);
    const auto url = [&ask] { return adapter().build(ask, {})->url.toEncoded(); };
    ask.model = QStringLiteral("models/gemini-x");
    QCOMPARE(url(), QByteArray("https://generativelanguage.googleapis.com/v1beta/models/gemini-x:generateContent"));
    ask.baseUrl = QUrl(QStringLiteral("http://127.0.0.1:4000"));
    QCOMPARE(url(), QByteArray("http://127.0.0.1:4000/v1beta/models/gemini-x:generateContent"));
    ask.baseUrl = QUrl(QStringLiteral("https://gateway.example/google/v1/"));
    ask.model = QStringLiteral("../../x?y");
    QCOMPARE(url(), QByteArray("https://gateway.example/google/v1/models/..%2F..%2Fx%3Fy:generateContent"));

    const auto built = adapter().build(ask, QStringLiteral("secret"));
    QVERIFY(built->headers.contains({"x-goog-api-key", "secret"}));
    QVERIFY(!built->url.toEncoded().contains("secret"));
    ask.local = true;
    ask.model.clear();
    ask.jobName = QStringLiteral("f1-17");
    const auto local = adapterFor(ProviderKind::Sandbox, Operation::Text).build(ask, {});
    QVERIFY(local->headers.contains({"X-Fornada-Job", "f1-17"}));
}

void TestGemini::refusesWhatItCannotAsk()
{
    const auto kind = [](const Ask &ask) {
        const auto built = adapter().build(ask, {});
        return built ? ErrorKind::Internal : built.error().kind;
    };
    Ask ask = askFor(Operation::HttpCall);
    QVERIFY(kind(ask) == ErrorKind::BadArgument);
    ask = askFor(Operation::Text);
    ask.model.clear();
    QVERIFY(kind(ask) == ErrorKind::BadArgument);
    ask = askFor(Operation::EditImage);
    QVERIFY(kind(ask) == ErrorKind::BadArgument);
    ask.files.append({QStringLiteral("a.png"), QStringLiteral("image/png"), QByteArray(20 << 20, 'x')});
    QVERIFY(kind(ask) == ErrorKind::TooMany);
    ask = askFor(Operation::Text);
    ask.prompt.clear();
    QVERIFY(kind(ask) == ErrorKind::BadArgument);
    ask = askFor(Operation::Text);
    ask.baseUrl = QUrl(QStringLiteral("ftp://x.example"));
    QVERIFY(kind(ask) == ErrorKind::BadUrl);
}

QTEST_GUILESS_MAIN(TestGemini)
#include "test_gemini.moc"
