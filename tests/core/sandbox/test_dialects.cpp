#include "sandbox/picture.h"
#include "sandbox/refusals.h"
#include "sandbox/work.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace fornada;
using namespace fornada::sandbox;

namespace {

HttpAnswer post(const QByteArray &path, const QByteArray &body, const Headers &headers = {})
{
    HttpRequest request{"POST", path, {}, headers, body, true};
    const Route route = routeFor(request);
    return route.target == Target::Work
               ? doWork(route, request, {7, std::chrono::milliseconds(5), 1'795'250'000, "http://h"})
               : HttpAnswer{0, {}, {}, {}};
}

QJsonObject json(const HttpAnswer &answer)
{
    return QJsonDocument::fromJson(answer.body).object();
}

HttpAnswer gemini(const QByteArray &model, const QByteArray &body)
{
    return post("/v1beta/models/" + model + ":generateContent", body);
}

// The last picture or sound that is not a thought, as the providers' clients take it.
QPair<QString, QByteArray> media(const HttpAnswer &answer)
{
    QPair<QString, QByteArray> last;
    for (const QJsonValue &part : json(answer).value(u"candidates")[0][u"content"][u"parts"].toArray())
        if (part[u"inlineData"].isObject() && !part[u"thought"].toBool())
            last = {part[u"inlineData"][u"mimeType"].toString(),
                    QByteArray::fromBase64(part[u"inlineData"][u"data"].toString().toLatin1())};
    return last;
}

QByteArray form(const QList<QPair<QByteArray, QByteArray>> &fields, const QByteArray &fileName, const QByteArray &file,
                const QByteArray &mime = "image/png")
{
    QByteArray body;
    for (const auto &[name, value] : fields)
        body += "--BB\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    body += "--BB\r\nContent-Disposition: form-data; name=\"" + fileName +
            "\"; filename=\"f.bin\"\r\nContent-Type: " + mime + "\r\n\r\n" + file + "\r\n--BB--\r\n";
    return body;
}

const Headers formHeaders{{"content-type", "multipart/form-data; boundary=BB"}};

// Names and nesting of two JSON values, whatever their values.
QString skeleton(const QJsonValue &value)
{
    if (value.isObject()) {
        QStringList parts;
        const QJsonObject object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it)
            parts.append(it.key() + QLatin1Char(':') + skeleton(it.value()));
        return QLatin1Char('{') + parts.join(QLatin1Char(',')) + QLatin1Char('}');
    }
    if (value.isArray()) {
        const QJsonArray array = value.toArray();
        return QLatin1Char('[') + (array.isEmpty() ? QString() : skeleton(array.first())) + QLatin1Char(']');
    }
    return value.isNull() ? QStringLiteral("null") : value.isString() ? QStringLiteral("s") : QStringLiteral("n");
}

} // namespace

// What each dialect answers, without sockets.
class TestDialects : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsTheOperationFromTheBytes_data();
    void readsTheOperationFromTheBytes();
    void geminiWrites();
    void geminiFillsASchema();
    void geminiCutsAtTheTokenLimit();
    void geminiDraws_data();
    void geminiDraws();
    void geminiEdits();
    void geminiSpeaks();
    void geminiRefusesWhatItCannotRead();
    void chatAnswers();
    void openAiDraws();
    void openAiEdits();
    void openAiSpeaksAndListens();
    void messagesAreAccepted();
    void errorsLookLikeTheRecordedOnes_data();
    void errorsLookLikeTheRecordedOnes();
    void listsItsModels();
};

void TestDialects::readsTheOperationFromTheBytes_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Operation>("operation");
    QTest::addColumn<QByteArray>("model");
    const QByteArray path = "/v1beta/models/m-1:generateContent";
    QTest::newRow("text") << path << QByteArray("{}") << Operation::Text << QByteArray("m-1");
    QTest::newRow("spaces") << path << QByteArray("{\"responseModalities\" :\n [ \"TEXT\", \"IMAGE\" ]}")
                            << Operation::Image << QByteArray("m-1");
    QTest::newRow("snake") << path << QByteArray(R"({"response_modalities":["IMAGE"],"inline_data":{}})")
                           << Operation::EditImage << QByteArray("m-1");
    QTest::newRow("audio") << path << QByteArray(R"({"responseModalities":["AUDIO"]})") << Operation::Speech
                           << QByteArray("m-1");
    QTest::newRow("json") << path << QByteArray(R"({"responseMimeType":"application/json"})") << Operation::Json
                          << QByteArray("m-1");
    QTest::newRow("only talked about") << path << QByteArray(R"({"text":"say \"responseModalities\":[\"IMAGE\"]"})")
                                       << Operation::Text << QByteArray("m-1");
    QTest::newRow("as a value") << path << QByteArray(R"({"a":"responseModalities","b":["IMAGE"]})") << Operation::Text
                                << QByteArray("m-1");
    QTest::newRow("chat") << QByteArray("/v1/chat/completions") << QByteArray(R"({"x":"model","model" : "gpt"})")
                          << Operation::Text << QByteArray("gpt");
    QTest::newRow("form") << QByteArray("/v1/images/edits") << form({{"model", "gpt-image-2"}}, "image", "x")
                          << Operation::EditImage << QByteArray("gpt-image-2");
    QTest::newRow("message") << QByteArray("/v23.0/1234/messages") << QByteArray("{}") << Operation::Message
                             << QByteArray();
    QTest::newRow("escaped") << QByteArray("/v1beta/models/a%20b:generateContent") << QByteArray("{}")
                             << Operation::Text << QByteArray("a b");
}

void TestDialects::readsTheOperationFromTheBytes()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, body);
    QFETCH(Operation, operation);
    QFETCH(QByteArray, model);
    const Route route = routeFor({"POST", path, {}, {}, body, true});
    QCOMPARE(route.target, Target::Work);
    QCOMPARE(route.operation, operation);
    QCOMPARE(route.model, model);
}

void TestDialects::geminiWrites()
{
    const QByteArray ask = R"({"contents":[{"role":"user","parts":[{"text":"Write about \"Bread\""}]}]})";
    const HttpAnswer answer = gemini("gemini-3.8-flash", ask);
    QCOMPARE(answer.status, 200);
    const QJsonObject body = json(answer);
    const QJsonArray parts = body.value(u"candidates")[0][u"content"][u"parts"].toArray();
    QVERIFY(parts.first()[u"thought"].toBool());
    QVERIFY(parts.last()[u"text"].toString().contains(QStringLiteral("Bread")));
    QCOMPARE(body.value(u"candidates")[0][u"finishReason"].toString(), QStringLiteral("STOP"));
    const QJsonObject usage = body.value(u"usageMetadata").toObject();
    QCOMPARE(usage.value(u"totalTokenCount").toInt(), usage.value(u"promptTokenCount").toInt() +
                                                          usage.value(u"candidatesTokenCount").toInt() +
                                                          usage.value(u"thoughtsTokenCount").toInt());
    QCOMPARE(gemini("gemini-3.8-flash", ask).body, answer.body);
}

void TestDialects::geminiFillsASchema()
{
    const HttpAnswer answer = gemini("gemini-2.5-flash", R"({"contents":[{"parts":[{"text":"order"}]}],
        "generationConfig":{"responseMimeType":"application/json",
        "responseSchema":{"type":"OBJECT","properties":{"total":{"type":"NUMBER"}}}}})");
    const QByteArray text = json(answer).value(u"candidates")[0][u"content"][u"parts"][0][u"text"].toString().toUtf8();
    QVERIFY(QJsonDocument::fromJson(text).object().value(u"total").isDouble());
}

void TestDialects::geminiCutsAtTheTokenLimit()
{
    const HttpAnswer answer =
        gemini("m", R"({"contents":[{"parts":[{"text":"x"}]}],"generationConfig":{"maxOutputTokens":5}})");
    const QJsonValue candidate = json(answer).value(u"candidates")[0];
    QCOMPARE(candidate[u"finishReason"].toString(), QStringLiteral("MAX_TOKENS"));
    QVERIFY(candidate[u"content"][u"parts"][0][u"text"].toString().size() <= 20);
}

void TestDialects::geminiDraws_data()
{
    QTest::addColumn<QByteArray>("settings");
    QTest::addColumn<QSize>("size");
    QTest::newRow("default") << QByteArray() << QSize(512, 512);
    QTest::newRow("1K wide") << QByteArray(R"(,"imageConfig":{"aspectRatio":"16:9","imageSize":"1K"})")
                             << QSize(1360, 768);
    QTest::newRow("dialect B") << QByteArray(R"(,"responseFormat":{"image":{"aspectRatio":"3:4","imageSize":"512"}})")
                               << QSize(448, 592);
    QTest::newRow("snake") << QByteArray(R"(,"image_config":{"aspect_ratio":"1:8"})") << QSize(176, 1456);
    QTest::newRow("nonsense") << QByteArray(R"(,"imageConfig":{"aspectRatio":"0:x"})") << QSize(512, 512);
}

void TestDialects::geminiDraws()
{
    QFETCH(QByteArray, settings);
    QFETCH(QSize, size);
    const HttpAnswer answer = gemini("gemini-3.1-flash-image",
                                     R"({"contents":[{"parts":[{"text":"Portrait of Ada Lovelace, analyst"}]}],
        "generationConfig":{"responseModalities":["IMAGE"])" +
                                         settings + "}}");
    const auto [mime, bytes] = media(answer);
    QCOMPARE(mime, QStringLiteral("image/png"));
    const QImage image = pictureFrom(bytes);
    QCOMPARE(image.size(), size);
    QVERIFY(image == drawPortrait(QStringLiteral("Ada Lovelace"), size, 0));
    QCOMPARE(json(answer).value(u"usageMetadata")[u"candidatesTokensDetails"][0][u"modality"].toString(),
             QStringLiteral("IMAGE"));
}

void TestDialects::geminiEdits()
{
    const QImage room = emptyRoom(QStringLiteral("r"), QSize(160, 120));
    const QByteArray data = toPng(room).toBase64();
    const auto ask = [&](const QByteArray &words, const QByteArray &picture) {
        return gemini("m", R"({"contents":[{"parts":[{"text":")" + words +
                               R"("},{"inlineData":{"mimeType":"image/png","data":")" + picture +
                               R"("}}]}],"generationConfig":{"responseModalities":["TEXT","IMAGE"]}})");
    };
    for (const QByteArray &words :
         {QByteArray("stencil"), QByteArray("stage it"), QByteArray("colors"), QByteArray("sharper")}) {
        const QImage image = pictureFrom(media(ask(words, data)).second);
        QCOMPARE(image.size(), room.size());
        QVERIFY2(image != room, words.constData());
    }
    const HttpAnswer broken = ask("stage it", "aGVsbG8=");
    QCOMPARE(broken.status, 400);
    QVERIFY(broken.body.contains("Unable to process input image"));
}

void TestDialects::geminiSpeaks()
{
    const QByteArray ask = R"({"contents":[{"parts":[{"text":"Say warmly: welcome home"}]}],
        "generationConfig":{"responseModalities":["AUDIO"],
        "speechConfig":{"voiceConfig":{"prebuiltVoiceConfig":{"voiceName":"Kore"}},"languageCode":"en-US"}}})";
    const auto [oldMime, pcm] = media(gemini("gemini-2.5-flash-preview-tts", ask));
    QCOMPARE(oldMime, QStringLiteral("audio/L16;codec=pcm;rate=24000"));
    QVERIFY(!pcm.startsWith("RIFF") && pcm.size() > 24'000); // more than half a second
    QVERIFY(pcm.size() < 24'000 * 2 * 3);                    // the style is not read aloud
    QVERIFY(pcm.count('\0') < pcm.size() / 2);
    const auto [newMime, wav] = media(gemini("gemini-3.8-flash-tts", ask));
    QCOMPARE(newMime, QStringLiteral("audio/wav"));
    QVERIFY(wav.startsWith("RIFF"));
}

void TestDialects::geminiRefusesWhatItCannotRead()
{
    for (const QByteArray &body :
         {QByteArray(), QByteArray("{"), QByteArray("{}"), QByteArray(R"({"contents":"x"})")}) {
        const HttpAnswer answer = gemini("m", body);
        QCOMPARE(answer.status, 400);
        QCOMPARE(json(answer).value(u"error")[u"status"].toString(), QStringLiteral("INVALID_ARGUMENT"));
    }
}

void TestDialects::chatAnswers()
{
    HttpAnswer answer =
        post("/v1/chat/completions",
             R"({"model":"gpt","messages":[{"role":"user","content":[{"type":"text","text":"about \"Tea\""}]}]})");
    QVERIFY(json(answer).value(u"choices")[0][u"message"][u"content"].toString().contains(QStringLiteral("Tea")));
    QCOMPARE(json(answer).value(u"choices")[0][u"finish_reason"].toString(), QStringLiteral("stop"));
    QVERIFY(json(answer).value(u"usage")[u"total_tokens"].toInt() > 10);
    answer = post("/v1/chat/completions",
                  R"({"messages":[{"role":"user","content":"x"}],"response_format":{"type":"json_schema",
        "json_schema":{"schema":{"type":"object","properties":{"n":{"type":"integer"}}}}}})");
    const QByteArray text = json(answer).value(u"choices")[0][u"message"][u"content"].toString().toUtf8();
    QVERIFY(QJsonDocument::fromJson(text).object().value(u"n").isDouble());
    QCOMPARE(post("/v1/chat/completions", R"({"messages":[]})").status, 400);
}

void TestDialects::openAiDraws()
{
    const HttpAnswer answer =
        post("/v1/images/generations", R"({"model":"gpt-image-2","prompt":"Hills","size":"256x128","n":2})");
    const QJsonArray data = json(answer).value(u"data").toArray();
    QCOMPARE(data.size(), 2);
    const auto image = [&](int i) {
        return pictureFrom(QByteArray::fromBase64(data.at(i)[u"b64_json"].toString().toLatin1()));
    };
    QCOMPARE(image(0).size(), QSize(256, 128));
    QVERIFY(image(0) != image(1));
    QCOMPARE(post("/v1/images/generations", R"({"model":"gpt-image-2","prompt":"x","response_format":"url"})").status,
             400);
    QCOMPARE(post("/v1/images/generations", "{}").status, 400);
}

void TestDialects::openAiEdits()
{
    const QByteArray photo = toPng(emptyRoom(QStringLiteral("r"), QSize(96, 64)));
    const HttpAnswer answer =
        post("/v1/images/edits", form({{"model", "gpt-image-2"}, {"prompt", "stencil"}}, "image", photo), formHeaders);
    QCOMPARE(answer.status, 200);
    const QImage image =
        pictureFrom(QByteArray::fromBase64(json(answer).value(u"data")[0][u"b64_json"].toString().toLatin1()));
    QVERIFY(image == stencil(pictureFrom(photo)));
    QCOMPARE(post("/v1/images/edits", form({{"prompt", "x"}}, "image", photo, "text/plain"), formHeaders).status, 400);
    QCOMPARE(post("/v1/images/edits", form({{"prompt", "x"}}, "image", "junk"), formHeaders).status, 400);
    QCOMPARE(post("/v1/images/edits", form({}, "image", photo), formHeaders).status, 400);
    QCOMPARE(post("/v1/images/edits", "junk", formHeaders).status, 400);
}

void TestDialects::openAiSpeaksAndListens()
{
    const HttpAnswer wav = post("/v1/audio/speech", R"({"model":"tts","input":"Hello there","voice":"nova"})");
    QCOMPARE(wav.mime, "audio/wav");
    QVERIFY(wav.body.startsWith("RIFF"));
    const HttpAnswer pcm =
        post("/v1/audio/speech", R"({"input":"Hello there","voice":"nova","response_format":"pcm"})");
    QVERIFY(!pcm.body.startsWith("RIFF"));
    QVERIFY(std::abs(wav.body.size() - 44 - pcm.body.size()) < 2400); // 50 ms: a voice wavers
    const QByteArray tooLong = "{\"input\":\"" + QByteArray(4097, 'a') + "\"}";
    QCOMPARE(post("/v1/audio/speech", tooLong).status, 400);
    QCOMPARE(post("/v1/audio/speech", "{}").status, 400);

    const QByteArray path = "/v1/audio/transcriptions";
    const HttpAnswer plain = post(path, form({{"language", "pt"}}, "file", wav.body, "audio/wav"), formHeaders);
    const QString text = json(plain).value(u"text").toString();
    QVERIFY(text.size() > 10);
    QVERIFY(json(plain).value(u"usage")[u"seconds"].toDouble() >= 1);
    const HttpAnswer asText =
        post(path, form({{"language", "pt"}, {"response_format", "text"}}, "file", wav.body, "audio/wav"), formHeaders);
    QCOMPARE(QString::fromUtf8(asText.body).trimmed(), text);
    const HttpAnswer srt = post(path, form({{"response_format", "srt"}}, "file", wav.body, "audio/wav"), formHeaders);
    QVERIFY(srt.body.startsWith("1\n00:00:00,000 --> 00:00:0"));
    QCOMPARE(post(path, form({}, "other", "x"), formHeaders).status, 400);
}

void TestDialects::messagesAreAccepted()
{
    const HttpAnswer answer =
        post("/v23.0/42/messages", R"({"messaging_product":"whatsapp","to":"+55 11 9","type":"template"})");
    QCOMPARE(json(answer).value(u"contacts")[0][u"wa_id"].toString(), QStringLiteral("55119"));
    QVERIFY(json(answer).value(u"messages")[0][u"id"].toString().startsWith(QStringLiteral("wamid.")));
    const HttpAnswer refused = post("/v23.0/42/messages", "{}");
    QCOMPARE(refused.status, 400);
    QCOMPARE(json(refused).value(u"error")[u"code"].toInt(), 100);
}

void TestDialects::errorsLookLikeTheRecordedOnes_data()
{
    QTest::addColumn<QString>("fixture");
    QTest::addColumn<Dialect>("dialect");
    QTest::addColumn<Refusal>("refusal");
    const auto add = [](const char *name, Dialect dialect, Fault fault, Operation operation = Operation::Text) {
        QTest::newRow(name) << QLatin1String(name) + QStringLiteral(".json") << dialect
                            << Refusal{.fault = fault, .operation = operation, .model = "gemini-test-model"};
    };
    add("gemini-429-per-minute", Dialect::Gemini, Fault::RateMinute);
    add("gemini-429-per-day", Dialect::Gemini, Fault::RateDay);
    add("gemini-429-bare", Dialect::Gemini, Fault::RateBare);
    add("gemini-402-prepay", Dialect::Gemini, Fault::NoCredit);
    add("gemini-400-bad-key", Dialect::Gemini, Fault::BadKey);
    add("gemini-404-model", Dialect::Gemini, Fault::ModelGone);
    add("gemini-503-overloaded", Dialect::Gemini, Fault::Unavailable);
    add("gemini-image-safety", Dialect::Gemini, Fault::Refuse, Operation::Image);
    add("gemini-image-200-no-image", Dialect::Gemini, Fault::NoOutput, Operation::Image);
    add("gemini-prompt-blocked", Dialect::Gemini, Fault::RefusePrompt);
    add("openai-401", Dialect::OpenAi, Fault::BadKey);
    add("openai-404-model", Dialect::OpenAi, Fault::ModelGone);
    add("openai-429-rate", Dialect::OpenAi, Fault::RateMinute);
    add("openai-429-quota", Dialect::OpenAi, Fault::NoCredit);
    add("openai-image-moderation", Dialect::OpenAi, Fault::Refuse, Operation::Image);
}

void TestDialects::errorsLookLikeTheRecordedOnes()
{
    QFETCH(QString, fixture);
    QFETCH(Dialect, dialect);
    QFETCH(Refusal, refusal);
    QFile file(QStringLiteral(TEST_DATA "/provider-fixtures/") + fixture);
    QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(fixture));
    const QJsonObject recorded = QJsonDocument::fromJson(file.readAll()).object();
    const HttpAnswer answer = refusalAnswer(dialect, refusal);
    QCOMPARE(answer.status, recorded.value(u"status").toInt());
    QCOMPARE(skeleton(json(answer)), skeleton(recorded.value(u"body")));
    const QJsonValue error = json(answer).value(u"error");
    QCOMPARE(error[u"status"], recorded.value(u"body")[u"error"][u"status"]);
    QCOMPARE(error[u"code"], recorded.value(u"body")[u"error"][u"code"]);
    QCOMPARE(error[u"details"][1][u"violations"][0][u"quotaId"],
             recorded.value(u"body")[u"error"][u"details"][1][u"violations"][0][u"quotaId"]);
}

void TestDialects::listsItsModels()
{
    QVERIFY(
        json(modelList(Dialect::Gemini)).value(u"models")[0][u"name"].toString().startsWith(QStringLiteral("models/")));
    QVERIFY(json(modelList(Dialect::OpenAi)).value(u"data")[0][u"id"].isString());
}

QTEST_GUILESS_MAIN(TestDialects)
#include "test_dialects.moc"
