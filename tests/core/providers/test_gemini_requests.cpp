#include "providers/adapter.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace fornada;

namespace {

Ask askFor(Operation operation)
{
    Ask ask;
    ask.operation = operation;
    ask.model = QStringLiteral("gemini-x");
    ask.prompt = QStringLiteral("Hello");
    return ask;
}

const Adapter &adapter()
{
    return adapterFor(ProviderKind::Gemini, Operation::Text);
}

QJsonObject bodyOf(const Ask &ask)
{
    const auto built = adapter().build(ask, {});
    return built ? QJsonDocument::fromJson(built->body).object() : QJsonObject();
}

} // namespace

// Google's dialect: what is sent.
class TestGeminiRequests : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sizesBecomeShapes_data();
    void sizesBecomeShapes();
    void dialectOfImagesCanBeSwitched();
    void speechNamesItsVoices();
    void jsonAsksForJson();
    void addressesAndKeys();
    void refusesWhatItCannotAsk();
};

void TestGeminiRequests::sizesBecomeShapes_data()
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

void TestGeminiRequests::sizesBecomeShapes()
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

void TestGeminiRequests::dialectOfImagesCanBeSwitched()
{
    Ask ask = askFor(Operation::Image);
    ask.parameters = {{QStringLiteral("aspectRatio"), QStringLiteral("1:1")},
                      {QStringLiteral("imageDialect"), QStringLiteral("responseFormat")}};
    const QJsonValue config = bodyOf(ask).value(QLatin1String("generationConfig"));
    QCOMPARE(config[QLatin1String("responseFormat")][QLatin1String("image")][QLatin1String("aspectRatio")].toString(),
             QStringLiteral("1:1"));
    QVERIFY(config[QLatin1String("imageConfig")].isUndefined());
}

void TestGeminiRequests::speechNamesItsVoices()
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
                                                            {QStringLiteral("voice"), QStringLiteral("nova")}},
                                                QJsonObject{{QStringLiteral("speaker"), QStringLiteral("B")},
                                                            {QStringLiteral("voice"), QStringLiteral("Puck")}}}}};
    const QJsonValue two = bodyOf(ask).value(QLatin1String("generationConfig"))[QLatin1String("speechConfig")];
    const QJsonArray voices =
        two[QLatin1String("multiSpeakerVoiceConfig")][QLatin1String("speakerVoiceConfigs")].toArray();
    QCOMPARE(voices.size(), 2);
    QCOMPARE(
        voices.at(0)[QLatin1String("voiceConfig")][QLatin1String("prebuiltVoiceConfig")][QLatin1String("voiceName")]
            .toString(),
        QStringLiteral("Kore")); // OpenAI's nova is most like it
    QCOMPARE(voices.at(1)[QLatin1String("speaker")].toString(), QStringLiteral("B"));
}

void TestGeminiRequests::jsonAsksForJson()
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

void TestGeminiRequests::addressesAndKeys()
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

void TestGeminiRequests::refusesWhatItCannotAsk()
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

QTEST_GUILESS_MAIN(TestGeminiRequests)
#include "test_gemini_requests.moc"
