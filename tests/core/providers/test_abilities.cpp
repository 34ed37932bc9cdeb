#include "providers/adapter.h"

#include <QTest>

using namespace fornada;

// What each dialect can be asked for: what it says of itself is what it builds.
class TestAbilities : public QObject {
    Q_OBJECT

    static Ask askFor(Operation operation)
    {
        Ask ask;
        ask.operation = operation;
        ask.model = QStringLiteral("some-model");
        ask.prompt = QStringLiteral("Hello");
        ask.files = {{QStringLiteral("a.png"), QStringLiteral("image/png"), "bytes"}};
        ask.baseUrl = QUrl(QStringLiteral("http://localhost/run"));
        return ask;
    }
    static QByteArray bodyOf(ProviderKind kind, const Ask &ask)
    {
        const auto built = adapterFor(kind, ask.operation).build(ask, {});
        return built ? built->body : QByteArray();
    }

private Q_SLOTS:
    // Before there is an answer; rather too many than too few.
    void tokensAreEstimated()
    {
        Ask ask = askFor(Operation::Text);
        ask.files.clear();
        ask.prompt = QStringLiteral("word ").repeated(600); // 600 tokens of it
        ask.parameters = {{QStringLiteral("maxOutputTokens"), 5'000}};
        const auto weight = [&ask](ProviderKind kind) { return adapterFor(kind, ask.operation).weightOf(ask); };
        QVERIFY(weight(ProviderKind::Gemini) >= 600 && weight(ProviderKind::Gemini) <= 1'100);
        QCOMPARE(weight(ProviderKind::Sandbox), weight(ProviderKind::Gemini));
        QCOMPARE(weight(ProviderKind::OpenAi), weight(ProviderKind::Gemini) + 5'000); // counts both ways
        const qint64 words = weight(ProviderKind::Gemini);
        ask.files = {{QStringLiteral("a.png"), QStringLiteral("image/png"), "bytes"}};
        QVERIFY(weight(ProviderKind::Gemini) >= words + 258);
        ask.operation = Operation::HttpCall;
        QCOMPARE(weight(ProviderKind::Worker), 0);
    }

    void whatIsDoneIsBuilt()
    {
        for (const ProviderKind kind : {ProviderKind::Gemini, ProviderKind::OpenAi, ProviderKind::Sandbox})
            for (size_t i = 0; i < EnumNames<Operation>::names.size(); ++i) {
                const Operation operation = Operation(i);
                const Adapter &adapter = adapterFor(kind, operation);
                QVERIFY2(adapter.does(operation) == bool(adapter.build(askFor(operation), {})),
                         qPrintable(toName(operation)));
            }
        QVERIFY(adapterFor(ProviderKind::Worker, Operation::Message).does(Operation::Message));
        QVERIFY(!adapterFor(ProviderKind::Worker, Operation::Image).does(Operation::Image));
    }

    // A seed reaches the provider exactly where the adapter says that it does.
    void aSeedGoesWhereItIsOffered()
    {
        for (const ProviderKind kind : {ProviderKind::Gemini, ProviderKind::OpenAi})
            for (const Operation operation : {Operation::Image, Operation::EditImage, Operation::Text, Operation::Json,
                                              Operation::Speech, Operation::Transcription}) {
                Ask ask = askFor(operation);
                ask.parameters.insert(QStringLiteral("seed"), 424242);
                QVERIFY2(bodyOf(kind, ask).contains("424242") ==
                             adapterFor(kind, operation).offers(Need::Seed, operation, {}),
                         qPrintable(toName(operation)));
            }
    }

    void sizesAndSystemMessages()
    {
        const QUrl router(QStringLiteral("https://openrouter.ai/api/v1"));
        Ask ask = askFor(Operation::Image);
        ask.parameters = {{QStringLiteral("size"), QStringLiteral("1024x1536")},
                          {QStringLiteral("aspectRatio"), QStringLiteral("21:9")},
                          {QStringLiteral("system"), QStringLiteral("be-brief")}};
        const Adapter &openAi = adapterFor(ProviderKind::OpenAi, Operation::Image);
        const auto reaches = [&](Need need, const QByteArray &word) {
            return openAi.offers(need, Operation::Image, ask.baseUrl) ==
                   bodyOf(ProviderKind::OpenAi, ask).contains(word);
        };
        QVERIFY(reaches(Need::Size, "1024x1536"));
        QVERIFY(reaches(Need::AspectRatio, "21:9"));
        QVERIFY(reaches(Need::System, "be-brief"));
        QVERIFY(openAi.offers(Need::Size, Operation::Image, ask.baseUrl));
        ask.baseUrl = router;
        QVERIFY(reaches(Need::Size, "1024x1536"));
        QVERIFY(reaches(Need::AspectRatio, "21:9"));
        QVERIFY(reaches(Need::System, "be-brief"));
        QVERIFY(openAi.offers(Need::AspectRatio, Operation::Image, router));
        const Adapter &gemini = adapterFor(ProviderKind::Gemini, Operation::Image);
        QVERIFY(!gemini.offers(Need::Size, Operation::Image, {}));
        QVERIFY(gemini.offers(Need::AspectRatio, Operation::Image, {}));
    }
};

QTEST_GUILESS_MAIN(TestAbilities)
#include "test_abilities.moc"
