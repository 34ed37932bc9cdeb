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
    ask.model = QStringLiteral("gpt-test");
    ask.prompt = QStringLiteral("Hello");
    ask.reserve = Money{7'000};
    return ask;
}

const Adapter &adapter()
{
    return adapterFor(ProviderKind::OpenAi, Operation::Text);
}

Digest digestOf(Operation operation, int status, const QByteArray &body, HeaderList headers = {})
{
    return adapter().digest(
        askFor(operation), {status, std::move(headers), body, wallFromIso(QStringLiteral("2026-11-21T10:00:00.000Z"))});
}

QJsonObject bodyOf(const Ask &ask)
{
    const auto built = adapter().build(ask, {});
    return built ? QJsonDocument::fromJson(built->body).object() : QJsonObject();
}

} // namespace

// OpenAI and its kin: odd shapes included.
class TestOpenAi : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void errorShapes_data();
    void errorShapes();
    void refusalInAChat();
    void contentInParts();
    void responsesThatDidNotFinish();
    void linkIsToBeFetched();
    void speechIsBytes();
    void transcriptIsText();
    void moderationBeforeWorkIsFree();
    void neverWaitsOnANeverError();
    void dailyLimits();
    void tooManyWithoutATime();
    void bucketTimes();
    void costIsTheStatedOne();
    void textThatIsToBeJson();
    void addresses_data();
    void addresses();
    void tokenLimitHasTwoNames();
    void noMoreTokensAreAskedForThanTheModelGives();
    void compatibleImagesAskForBytes();
    void editsAreForms();
    void refusesWhatItCannotAsk();
};

void TestOpenAi::errorShapes_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("outcome");
    QTest::addColumn<int>("scope");
    QTest::addColumn<int>("charge");
    const auto row = [](const char *name, int status, const char *body, Outcome outcome,
                        ChargeKind charge = ChargeKind::None, Scope scope = Scope::Account) {
        QTest::newRow(name) << status << QByteArray(body) << int(outcome) << int(scope) << int(charge);
    };
    row("azure filter", 400,
        R"({"error":{"code":"content_filter","message":"m","innererror":{"code":"ResponsibleAIPolicyViolation"}}})",
        Outcome::Refused, ChargeKind::Actual);
    row("azure code as text", 429, R"({"error":{"code":"429","message":"slow","type":null}})", Outcome::RetryBackoff);
    row("azure deployment", 404, R"({"error":{"code":"DeploymentNotFound","message":"m"}})", Outcome::NeedsUser,
        ChargeKind::None, Scope::Model);
    row("vLLM flat", 404, R"({"object":"error","message":"no model","type":"NotFoundError","param":null,"code":404})",
        Outcome::NeedsUser, ChargeKind::None, Scope::Model);
    row("vLLM flat in a 200", 200,
        R"({"object":"error","message":"bad","type":"BadRequestError","param":null,"code":400})", Outcome::BadRequest);
    row("llama.cpp loading", 503, R"({"error":{"code":503,"message":"Loading model","type":"unavailable_error"}})",
        Outcome::RetryBackoff);
    row("LM Studio text", 400, R"({"error":"bad thing"})", Outcome::BadRequest);
    row("OpenRouter in a 200", 200, R"({"error":{"code":502,"message":"upstream died"}})", Outcome::RetryBackoff,
        ChargeKind::Maybe);
    row("OpenRouter in the choice", 200,
        R"({"choices":[{"error":{"code":429,"message":"slow"},"finish_reason":"error","message":{"content":"ha"}}]})",
        Outcome::RetryBackoff);
    row("OpenRouter finish only", 200, R"({"choices":[{"finish_reason":"error","message":{"content":""}}]})",
        Outcome::RetryBackoff, ChargeKind::Maybe);
    row("OpenRouter moderation", 403, R"({"error":{"code":403,"message":"m","metadata":{"reasons":["violence"]}}})",
        Outcome::Refused, ChargeKind::Actual);
    row("no rights", 403, R"({"error":{"message":"not verified","type":"x","code":null}})", Outcome::NeedsUser);
    row("Groq too large", 413,
        R"({"error":{"message":"Request too large for model","type":"tokens","code":"rate_limit_exceeded"}})",
        Outcome::BadRequest);
    row("too large for a minute", 429,
        R"({"error":{"message":"Request too large for gpt on TPM: Limit 1","code":"rate_limit_exceeded"}})",
        Outcome::BadRequest);
    row("Groq flex", 498, R"({"error":{"message":"m","code":"capacity_exceeded"}})", Outcome::RetryBackoff);
    row("FastAPI", 422, R"({"detail":[{"loc":["body"],"msg":"wrong"}]})", Outcome::BadRequest);
    row("billing limit", 400, R"({"error":{"code":"billing_hard_limit_reached","message":"m"}})", Outcome::NeedsUser);
    const char family[] = R"({"error":{"type":"image_generation_user_error","code":%1,"message":"m"}})";
    const auto ofFamily = [&family](const char *code) { return QByteArray(family).replace("%1", code); };
    row("billing limit of a family", 400, ofFamily("\"billing_hard_limit_reached\"").constData(), Outcome::NeedsUser);
    row("broken picture of a family", 400, ofFamily("\"invalid_image_file\"").constData(), Outcome::BadRequest);
    row("refusal of a family", 400, ofFamily("\"moderation_blocked\"").constData(), Outcome::Refused,
        ChargeKind::Actual);
    row("a family alone", 400, ofFamily("null").constData(), Outcome::Refused, ChargeKind::Actual);
    row("conflict", 409, "{}", Outcome::RetryBackoff);
    row("Cloudflare connect", 521, "<html>", Outcome::RetryBackoff);
    row("Cloudflare timeout", 524, "<html>", Outcome::RetryBackoff, ChargeKind::Maybe);
    row("server error word", 200, R"({"status":"failed","error":{"code":"server_error","message":"m"},"output":[]})",
        Outcome::RetryBackoff, ChargeKind::Maybe);
    row("200 that does not parse", 200, "oops", Outcome::NoOutput, ChargeKind::Actual);
    row("200 with nothing", 200, "{}", Outcome::NoOutput, ChargeKind::Actual);
    row("null error is none", 200, R"({"error":null,"choices":[{"message":{"content":"hi"}}]})", Outcome::Done,
        ChargeKind::Actual);
}

void TestOpenAi::errorShapes()
{
    QFETCH(const int, status);
    QFETCH(const QByteArray, body);
    QFETCH(const int, outcome);
    QFETCH(const int, scope);
    QFETCH(const int, charge);
    const Digest digest = digestOf(Operation::Text, status, body);
    QCOMPARE(toName(digest.outcome), toName(Outcome(outcome)));
    QCOMPARE(toName(digest.charge.kind), toName(ChargeKind(charge)));
    QCOMPARE(toName(digest.scope), toName(Scope(scope)));
}

void TestOpenAi::refusalInAChat()
{
    const Digest said =
        digestOf(Operation::Text, 200, R"({"choices":[{"message":{"content":null,"refusal":"I will not"}}]})");
    QVERIFY(said.outcome == Outcome::Refused);
    QVERIFY(said.message.contains(u"I will not"));
    QVERIFY(said.charge.kind == ChargeKind::Actual);
    const Digest filtered = digestOf(Operation::Text, 200,
                                     R"({"choices":[{"finish_reason":"content_filter","message":{"content":"ha"}}]})");
    QVERIFY(filtered.outcome == Outcome::Refused);
}

void TestOpenAi::contentInParts()
{
    const Digest digest = digestOf(
        Operation::Text, 200, R"({"choices":[{"message":{"content":[{"type":"text","text":"a"},{"text":"b"}]}}]})");
    QVERIFY(digest.outcome == Outcome::Done);
    QCOMPARE(digest.artifacts.first().text, QStringLiteral("ab"));
    const Digest cut =
        digestOf(Operation::Text, 200, R"({"choices":[{"finish_reason":"length","message":{"content":""}}]})");
    QVERIFY(cut.outcome == Outcome::BadRequest);
    const Digest half = digestOf(
        Operation::Text, 200,
        R"({"choices":[{"finish_reason":"length","message":{"content":"ha"}}],"usage":{"completion_tokens":6}})");
    QVERIFY(half.outcome == Outcome::Done);
    QCOMPARE(half.cutAt, std::optional<qint64>(6));
    QVERIFY(!digest.cutAt);
}

void TestOpenAi::responsesThatDidNotFinish()
{
    const Digest filtered =
        digestOf(Operation::Text, 200,
                 R"({"status":"incomplete","incomplete_details":{"reason":"content_filter"},"output":[]})");
    QVERIFY(filtered.outcome == Outcome::Refused);
    const Digest cut =
        digestOf(Operation::Text, 200,
                 R"({"status":"incomplete","incomplete_details":{"reason":"max_output_tokens"},"output":[]})");
    QVERIFY(cut.outcome == Outcome::BadRequest);
    const Digest drawn =
        digestOf(Operation::Image, 200,
                 QByteArray(R"({"output":[{"type":"image_generation_call","result":")") + kPixel + "\"}]}");
    QVERIFY(drawn.outcome == Outcome::Done);
}

void TestOpenAi::linkIsToBeFetched()
{
    const Digest digest = digestOf(Operation::Image, 200, R"({"data":[{"url":"https://x.example/a.png"}]})");
    QVERIFY(digest.outcome == Outcome::Done);
    QCOMPARE(digest.artifacts.size(), 1);
    QVERIFY(digest.artifacts.first().kind == OutputKind::Image);
    QCOMPARE(digest.artifacts.first().link, QUrl(QStringLiteral("https://x.example/a.png")));
}

void TestOpenAi::speechIsBytes()
{
    const Digest mp3 =
        digestOf(Operation::Speech, 200, QByteArray("ID3") + QByteArray(50, 'x'), {{"content-type", "audio/mpeg"}});
    QVERIFY(mp3.outcome == Outcome::Done);
    QCOMPARE(mp3.artifacts.first().mime, QStringLiteral("audio/mpeg"));
    QVERIFY(digestOf(Operation::Speech, 200, "").outcome == Outcome::NoOutput);
    QVERIFY(digestOf(Operation::Speech, 200, R"({"error":{"code":503,"message":"m"}})").outcome ==
            Outcome::RetryBackoff);

    Ask ask = askFor(Operation::Speech);
    ask.parameters = {{QStringLiteral("format"), QStringLiteral("pcm")}};
    ask.price = ModelPrice{};
    ask.price->millionCharacters = Money{15'000'000};
    const Digest pcm =
        adapter().digest(ask, {200, {{"content-type", "application/octet-stream"}}, QByteArray(10, 'x'), {}});
    QCOMPARE(pcm.artifacts.first().bytes, wavFromPcm(QByteArray(10, 'x'), 24'000));
    QCOMPARE(pcm.charge.amount, Money{75});
}

void TestOpenAi::transcriptIsText()
{
    const Digest digest =
        digestOf(Operation::Transcription, 200, R"({"text":"good morning","usage":{"type":"duration","seconds":30}})");
    QVERIFY(digest.outcome == Outcome::Done);
    QCOMPARE(digest.artifacts.first().text, QStringLiteral("good morning"));
}

void TestOpenAi::moderationBeforeWorkIsFree()
{
    const char form[] =
        R"({"error":{"code":"moderation_blocked","message":"m","moderation_details":{"moderation_stage":"%"}}})";
    const Digest input = digestOf(Operation::Image, 400, QByteArray(form).replace("%", "input"));
    QVERIFY(input.outcome == Outcome::Refused);
    QCOMPARE(input.charge, Charge::none());
    const Digest output = digestOf(Operation::Image, 400, QByteArray(form).replace("%", "output"));
    QCOMPARE(output.charge, Charge::actual(Money{7'000}, true));
}

void TestOpenAi::neverWaitsOnANeverError()
{
    const Digest digest =
        digestOf(Operation::Text, 429, R"({"error":{"type":"insufficient_quota","code":"x","message":"m"}})",
                 {{"retry-after", "1"}});
    QVERIFY(digest.outcome == Outcome::NeedsUser);
    QVERIFY(!digest.retryAfter);
    QVERIFY(!digest.resetAt);
}

void TestOpenAi::dailyLimits()
{
    const QByteArray body =
        R"json({"error":{"type":"requests","code":"rate_limit_exceeded","message":"Rate limit reached for gpt-test on requests per day (RPD)"}})json";
    const Digest stated = digestOf(Operation::Text, 429, body, {{"x-ratelimit-reset-requests", "7h12m0s"}});
    QVERIFY(stated.outcome == Outcome::QuotaUntil);
    QCOMPARE(toIso(*stated.resetAt), QStringLiteral("2026-11-21T17:12:00.000Z"));
    QVERIFY(stated.scope == Scope::Model);
    QVERIFY(digestOf(Operation::Text, 429, body).outcome == Outcome::QuotaUntil);
    const Digest free = digestOf(Operation::Text, 429, R"({"error":{"code":429,"message":"free-models-per-day"}})",
                                 {{"x-ratelimit-reset", "1795305600000"}});
    QVERIFY(free.outcome == Outcome::QuotaUntil);
    QCOMPARE(toIso(*free.resetAt), QStringLiteral("2026-11-22T00:00:00.000Z"));
    QVERIFY(free.scope == Scope::Account);
}

void TestOpenAi::tooManyWithoutATime()
{
    const auto digest = [](const char *message) {
        return digestOf(Operation::Text, 429,
                        QByteArray(R"({"error":{"code":"slow_down","type":"requests","message":")") + message + "\"}}");
    };
    const Digest named = digest("gpt-test has too many");
    QVERIFY(named.outcome == Outcome::RetryBackoff);
    QVERIFY(named.tooMany && named.namesScope && named.scope == Scope::Model);
    const Digest silent = digest("too many");
    QVERIFY(silent.tooMany && !silent.namesScope);
    QVERIFY(!digestOf(Operation::Text, 503, "{}").tooMany);
    QVERIFY(!digestOf(Operation::Text, 429, "{}", {{"retry-after", "0"}}).tooMany);
}

void TestOpenAi::bucketTimes()
{
    const HeaderList both = {{"x-ratelimit-remaining-requests", "0"},
                             {"x-ratelimit-reset-requests", "2s"},
                             {"x-ratelimit-remaining-tokens", "12"},
                             {"x-ratelimit-reset-tokens", "40s"}};
    const auto seconds = [&both](const char *type) {
        const QByteArray body =
            QByteArray(R"({"error":{"code":"rate_limit_exceeded","message":"m","type":")") + type + "\"}}";
        return digestOf(Operation::Text, 429, body, both).retryAfter->count() / 1'000'000;
    };
    QCOMPARE(seconds("tokens"), 40);
    QCOMPARE(seconds("requests"), 2);
    QCOMPARE(seconds("other"), 2); // the empty one
}

void TestOpenAi::costIsTheStatedOne()
{
    const Digest digest =
        digestOf(Operation::Text, 200,
                 R"({"choices":[{"message":{"content":"a"}}],"usage":{"total_tokens":5,"cost":0.0000012}})");
    QCOMPARE(digest.charge, Charge::actual(Money{2}));
    Ask ask = askFor(Operation::Image);
    ask.price = ModelPrice{};
    ask.price->input = Money{5'000'000};
    ask.price->imageInput = Money{8'000'000};
    ask.price->output = Money{10'000'000};
    ask.price->imageOutput = Money{30'000'000};
    const QByteArray body = QByteArray(R"({"data":[{"b64_json":")") + kPixel + R"("}],"usage":{"input_tokens":52,
        "input_tokens_details":{"text_tokens":12,"image_tokens":40},"output_tokens":272,
        "output_tokens_details":{"image_tokens":272,"text_tokens":0}}})";
    QCOMPARE(adapter().digest(ask, {200, {}, body, {}}).charge, Charge::actual(Money{60 + 320 + 8160}));
    // Without the split of what came, it is all pictures.
    QByteArray whole = body;
    whole.replace(R"(,
        "output_tokens_details":{"image_tokens":272,"text_tokens":0})",
                  "");
    QVERIFY(!whole.contains("output_tokens_details"));
    QCOMPARE(adapter().digest(ask, {200, {}, whole, {}}).charge, Charge::actual(Money{60 + 320 + 8160}));
}

// A step may want its text as JSON: prose is not it.
void TestOpenAi::textThatIsToBeJson()
{
    Ask ask = askFor(Operation::Text);
    ask.output = OutputKind::Json;
    const auto saying = [&ask](const char *text) {
        return adapter().digest(
            ask, {200, {}, QByteArray(R"({"choices":[{"message":{"content":")") + text + R"("}}]})", {}});
    };
    QVERIFY(saying("Of course!").outcome == Outcome::NoOutput);
    const Digest json = saying(R"({\"total\": 3})");
    QVERIFY(json.outcome == Outcome::Done);
    QVERIFY(json.artifacts.first().kind == OutputKind::Json);
}

void TestOpenAi::addresses_data()
{
    QTest::addColumn<QString>("base");
    QTest::addColumn<int>("operation");
    QTest::addColumn<QString>("url");
    QTest::addColumn<QByteArray>("header");
    const auto row = [](const char *base, Operation operation, const char *url, const char *header) {
        QTest::addRow("%s %s", base, qPrintable(toName(operation)))
            << QString::fromLatin1(base) << int(operation) << QString::fromLatin1(url) << QByteArray(header);
    };
    row("", Operation::Text, "https://api.openai.com/v1/chat/completions", "Authorization");
    row("", Operation::EditImage, "https://api.openai.com/v1/images/edits", "Authorization");
    row("", Operation::Speech, "https://api.openai.com/v1/audio/speech", "Authorization");
    row("", Operation::Transcription, "https://api.openai.com/v1/audio/transcriptions", "Authorization");
    row("http://localhost:8080", Operation::Json, "http://localhost:8080/v1/chat/completions", "Authorization");
    row("https://api.groq.com/openai/v1/", Operation::Text, "https://api.groq.com/openai/v1/chat/completions",
        "Authorization");
    row("https://openrouter.ai/api/v1", Operation::Image, "https://openrouter.ai/api/v1/chat/completions",
        "Authorization");
    row("https://r.openai.azure.com", Operation::Text, "https://r.openai.azure.com/openai/v1/chat/completions",
        "api-key");
    row("https://r.openai.azure.com/openai/deployments/d?api-version=2024-10-21", Operation::Text,
        "https://r.openai.azure.com/openai/deployments/d/chat/completions?api-version=2024-10-21", "api-key");
}

void TestOpenAi::addresses()
{
    QFETCH(const QString, base);
    QFETCH(const int, operation);
    QFETCH(const QString, url);
    QFETCH(const QByteArray, header);
    Ask ask = askFor(Operation(operation));
    ask.baseUrl = QUrl(base);
    ask.files.append({QStringLiteral("a.png"), QStringLiteral("image/png"), "x"});
    const auto built = adapter().build(ask, QStringLiteral("secret"));
    QVERIFY(bool(built));
    QCOMPARE(QString::fromLatin1(built->url.toEncoded()), url);
    QVERIFY(built->headers.contains({header, header == "api-key" ? "secret" : "Bearer secret"}));
}

void TestOpenAi::tokenLimitHasTwoNames()
{
    Ask ask = askFor(Operation::Text);
    ask.parameters = {{QStringLiteral("maxOutputTokens"), 99}};
    QCOMPARE(bodyOf(ask).value(QLatin1String("max_completion_tokens")).toInt(), 99);
    ask.baseUrl = QUrl(QStringLiteral("http://localhost:8080/v1"));
    QCOMPARE(bodyOf(ask).value(QLatin1String("max_tokens")).toInt(), 99);
    QVERIFY(!bodyOf(ask).contains(QLatin1String("max_completion_tokens")));
}

// A recipe's limit is for any model: one that gives less refuses to be asked for more.
void TestOpenAi::noMoreTokensAreAskedForThanTheModelGives()
{
    Ask ask = askFor(Operation::Text);
    ask.parameters = {{QStringLiteral("maxOutputTokens"), 100'000}};
    QCOMPARE(bodyOf(ask).value(QLatin1String("max_completion_tokens")).toInt(), 100'000);
    ask.price = ModelPrice();
    ask.price->mostOutput = 16'384;
    QCOMPARE(bodyOf(ask).value(QLatin1String("max_completion_tokens")).toInt(), 16'384);
    ask.parameters = {{QStringLiteral("maxOutputTokens"), 99}};
    QCOMPARE(bodyOf(ask).value(QLatin1String("max_completion_tokens")).toInt(), 99);
}

void TestOpenAi::compatibleImagesAskForBytes()
{
    Ask ask = askFor(Operation::Image);
    ask.model = QStringLiteral("gpt-image-2");
    QVERIFY(!bodyOf(ask).contains(QLatin1String("response_format")));
    ask.model = QStringLiteral("flux");
    QCOMPARE(bodyOf(ask).value(QLatin1String("response_format")).toString(), QStringLiteral("b64_json"));
}

void TestOpenAi::editsAreForms()
{
    Ask ask = askFor(Operation::EditImage);
    ask.model = QStringLiteral("gpt-image-2");
    ask.files = {{QStringLiteral("a.png"), QStringLiteral("image/png"), "AAA"},
                 {QString(), QStringLiteral("image/jpeg"), "BBB"}};
    const auto built = adapter().build(ask, {});
    QVERIFY(bool(built));
    QVERIFY(built->headers.first().second.startsWith("multipart/form-data; boundary="));
    QVERIFY(built->body.contains("name=\"prompt\"\r\n\r\nHello\r\n"));
    QVERIFY(built->body.contains("name=\"n\"\r\n\r\n1\r\n"));
    QVERIFY(built->body.contains("name=\"image[]\"; filename=\"a.png\"\r\nContent-Type: image/png\r\n\r\nAAA\r\n"));
    QVERIFY(built->body.contains("name=\"image[]\"; filename=\"input2\"\r\nContent-Type: image/jpeg\r\n\r\nBBB\r\n"));
}

void TestOpenAi::refusesWhatItCannotAsk()
{
    Ask ask = askFor(Operation::Message);
    QVERIFY(!adapter().build(ask, {}));
    ask = askFor(Operation::Transcription);
    QVERIFY(!adapter().build(ask, {}));
    ask = askFor(Operation::Text);
    QVERIFY(!adapter().build(ask, QStringLiteral("a\nb")));
    ask.model.clear();
    QVERIFY(!adapter().build(ask, {}));
}

QTEST_GUILESS_MAIN(TestOpenAi)
#include "test_openai.moc"
