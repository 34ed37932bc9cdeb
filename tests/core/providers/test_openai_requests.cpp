#include "providers/adapter.h"
#include "providers/voices.h"

#include <QJsonDocument>
#include <QTest>

using namespace fornada;
using namespace Qt::StringLiterals;

namespace {

QJsonObject bodyOf(const Ask &ask)
{
    const auto built = adapterFor(ProviderKind::OpenAi, ask.operation).build(ask, {});
    return built ? QJsonDocument::fromJson(built->body).object() : QJsonObject();
}

Ask askFor(Operation operation, const QString &model, const QJsonObject &parameters)
{
    Ask ask;
    ask.operation = operation;
    ask.model = model;
    ask.prompt = u"Hello"_s;
    ask.parameters = parameters;
    return ask;
}

QString voiceSent(const QString &model, const QString &wanted, const QString &address = {})
{
    Ask ask = askFor(Operation::Speech, model, {{u"voice"_s, wanted}});
    ask.baseUrl = QUrl(address);
    return bodyOf(ask).value(u"voice"_s).toString();
}

} // namespace

// OpenAI's dialect: what is sent.
class TestOpenAiRequests : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void modelsThatThinkGetNoTemperature_data();
    void modelsThatThinkGetNoTemperature();
    void anothersVoiceIsSpokenByTheNearest();
    void everyVoiceHasItsLike();
};

void TestOpenAiRequests::modelsThatThinkGetNoTemperature_data()
{
    QTest::addColumn<bool>("takesIt");
    for (const char *model : {"gpt-5.4-mini", "gpt-5", "gpt-5-nano-2026-08-01", "o3", "o4-mini", "openai/gpt-5.6"})
        QTest::newRow(model) << false;
    for (const char *model : {"gpt-4.1", "gpt-4o-mini", "gpt-5-chat-latest", "olmo-2", "llama-3.3-70b"})
        QTest::newRow(model) << true;
}

void TestOpenAiRequests::modelsThatThinkGetNoTemperature()
{
    QFETCH(const bool, takesIt);
    const QJsonObject body = bodyOf(askFor(Operation::Text, QString::fromLatin1(QTest::currentDataTag()),
                                           {{u"temperature"_s, 0.9}, {u"topP"_s, 0.95}, {u"seed"_s, 7}}));
    QCOMPARE(body.contains(u"temperature"_s), takesIt);
    QCOMPARE(body.contains(u"top_p"_s), takesIt);
    QCOMPARE(body.value(u"seed"_s).toInt(), 7);
}

void TestOpenAiRequests::anothersVoiceIsSpokenByTheNearest()
{
    QCOMPARE(voiceSent(u"gpt-4o-mini-tts"_s, u"Kore"_s), u"nova"_s);
    QCOMPARE(voiceSent(u"gpt-4o-mini-tts"_s, u"Marin"_s), u"marin"_s);
    QCOMPARE(voiceSent(u"gpt-4o-mini-tts"_s, {}), u"alloy"_s);
    QCOMPARE(voiceSent(u"gpt-4o-mini-tts"_s, u"quite-new"_s), u"quite-new"_s);
    // Which voices another server has only that server knows.
    QCOMPARE(voiceSent(u"kokoro"_s, u"Kore"_s, u"http://localhost:8880/v1"_s), u"Kore"_s);
}

void TestOpenAiRequests::everyVoiceHasItsLike()
{
    QCOMPARE(geminiVoices().size(), 30);
    QCOMPARE(openAiVoices(u"gpt-4o-mini-tts"_s).size(), 13);
    const QStringList old = openAiVoices(u"tts-1-hd"_s);
    QVERIFY(!old.contains(u"marin"_s) && old.contains(u"sage"_s));
    for (const QString &voice : geminiVoices())
        QVERIFY2(old.contains(voiceAmong(old, voice)), qPrintable(voice));
    for (const QString &voice : openAiVoices({}))
        QVERIFY2(geminiVoices().contains(voiceAmong(geminiVoices(), voice)), qPrintable(voice));
    QCOMPARE(voiceAmong(geminiVoices(), u"nobody"_s), QString());
}

QTEST_GUILESS_MAIN(TestOpenAiRequests)
#include "test_openai_requests.moc"
