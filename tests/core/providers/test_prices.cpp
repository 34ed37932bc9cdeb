#include "providers/price_table.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace fornada;

namespace {

PriceTable shipped()
{
    QFile file(QStringLiteral(SOURCE_ROOT "/resources/prices.json"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("prices.json is missing");
    auto table = PriceTable::fromJson(file.readAll());
    if (!table)
        qFatal("prices.json: %s", qPrintable(table.error().detail));
    return *table;
}

Wall on(const char *day)
{
    return wallFromIso(QString::fromLatin1(day) + QStringLiteral("T12:00:00.000Z"));
}

Ask askFor(Operation operation, const char *model, int prompt = 100)
{
    Ask ask;
    ask.operation = operation;
    ask.model = QString::fromLatin1(model);
    ask.prompt = QString(prompt, u'x');
    return ask;
}

} // namespace

// What things cost, and what is reserved for them.
class TestPrices : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theShippedTableReads();
    void everyPriceGivesAWorstCase();
    void priceChangesOnItsDay();
    void snapshotsCostWhatTheModelCosts();
    void kindsAreApart();
    void aRequestHasItsPrice();
    void tokensRoundUp();
    void partsWithoutPriceAreUnknown();
    void worstCaseIsNeverBelowTheActual_data();
    void worstCaseIsNeverBelowTheActual();
    void worstCaseGrowsWithWhatIsAsked();
    void aLargerPictureThanIsListedCostsItsShare();
    void unknownModelHasNoPrice();
    void badTablesAreRefused_data();
    void badTablesAreRefused();
};

void TestPrices::theShippedTableReads()
{
    const PriceTable table = shipped();
    QCOMPARE(table.currency(), QStringLiteral("USD"));
    for (const ProviderKind kind : {ProviderKind::Gemini, ProviderKind::OpenAi}) {
        for (const Operation operation : {Operation::Text, Operation::Json, Operation::Image, Operation::EditImage,
                                          Operation::Speech, Operation::Transcription}) {
            const QString model = table.defaultModel(kind, operation);
            QVERIFY2(table.find(kind, model, on("2026-11-21")), qPrintable(model));
        }
    }
    QVERIFY(table.defaultModel(ProviderKind::Worker, Operation::Text).isEmpty());
}

void TestPrices::everyPriceGivesAWorstCase()
{
    QFile file(QStringLiteral(SOURCE_ROOT "/resources/prices.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const PriceTable table = shipped();
    for (const QJsonValue &entry : QJsonDocument::fromJson(file.readAll())[QLatin1String("models")].toArray()) {
        const QString model = entry[QLatin1String("model")].toString();
        const auto kind = fromName<ProviderKind>(entry[QLatin1String("kind")].toString());
        QVERIFY2(!entry[QLatin1String("asOf")].toString().isEmpty(), qPrintable(model));
        Operation operation = Operation::Text;
        if (model.contains(u"image") || model.contains(u"banana"))
            operation = Operation::Image;
        else if (model.contains(u"tts"))
            operation = Operation::Speech;
        else if (model.contains(u"whisper") || model.contains(u"transcribe"))
            operation = Operation::Transcription;
        Ask ask = askFor(operation, qPrintable(model));
        if (operation == Operation::Transcription)
            ask.files.append({QStringLiteral("a.mp3"), QStringLiteral("audio/mpeg"), QByteArray(100'000, 'x')});
        const auto worst = table.worstCase(*kind, ask, on("2026-12-31"));
        QVERIFY2(worst && *worst > Money{}, qPrintable(model));
    }
}

void TestPrices::priceChangesOnItsDay()
{
    const PriceTable table = shipped();
    BilledUse use;
    use.input = 1'000'000;
    const auto price = [&](const char *time) {
        return table.price(ProviderKind::Gemini, QStringLiteral("gemini-3.8-flash"), use,
                           wallFromIso(QString::fromLatin1(time)));
    };
    QVERIFY(price("2026-12-31T23:59:59.999Z") == Money{750'000});
    QVERIFY(price("2027-01-01T00:00:00.000Z") == Money{1'500'000});
}

void TestPrices::snapshotsCostWhatTheModelCosts()
{
    const PriceTable table = shipped();
    const auto find = [&table](const char *model) {
        return table.find(ProviderKind::OpenAi, QString::fromLatin1(model), on("2026-11-21"));
    };
    const auto plain = find("gpt-5-mini");
    QVERIFY(plain);
    QVERIFY(find("gpt-5-mini-2026-08-01") == plain);
    QVERIFY(!find("gpt-5-mini-turbo"));
    const auto prefixed = table.find(ProviderKind::Gemini, QStringLiteral("models/gemini-2.5-pro"), on("2026-11-21"));
    QVERIFY(prefixed);
}

void TestPrices::kindsAreApart()
{
    QVERIFY(!shipped().find(ProviderKind::OpenAi, QStringLiteral("gemini-2.5-pro"), on("2026-11-21")));
}

// Alone, or besides what it uses; a call has nothing but it.
void TestPrices::aRequestHasItsPrice()
{
    const auto table = PriceTable::fromJson(R"({"models": [
        {"kind": "worker", "model": "ours", "request": "0.25"},
        {"kind": "gemini", "model": "both", "request": "0.01", "input": "1", "output": "2", "mostOutput": 1000000}]})");
    QVERIFY(table);
    const Wall now = on("2026-11-21");
    QCOMPARE(table->worstCase(ProviderKind::Worker, askFor(Operation::HttpCall, "ours"), now), Money{250'000});
    BilledUse use;
    use.input = 1'000'000;
    QCOMPARE(table->price(ProviderKind::Gemini, QStringLiteral("both"), use, now), Money{1'010'000});
    use.imageOutput = 5; // not in the table, and not for nothing
    QCOMPARE(table->price(ProviderKind::Gemini, QStringLiteral("both"), use, now), Money{1'010'010});
    QVERIFY(!table->price(ProviderKind::Gemini, QStringLiteral("both"), {}, now));
    QCOMPARE(table->price(ProviderKind::Worker, QStringLiteral("ours"), use, now), Money{250'000});
    const auto worst = table->worstCase(ProviderKind::Gemini, askFor(Operation::Text, "both"), now);
    QVERIFY(worst && *worst > Money{2'010'000});
}

void TestPrices::tokensRoundUp()
{
    ModelPrice price;
    price.input = Money{300'000};
    BilledUse use;
    use.input = 1;
    QVERIFY(priceOf(price, use) == Money{1});
    use.input = 10;
    QVERIFY(priceOf(price, use) == Money{3});
    use.input = 11;
    QVERIFY(priceOf(price, use) == Money{4});
    // Fractions of parts add up before they are rounded.
    price.output = Money{300'000};
    use.input = 1;
    use.output = 1;
    QVERIFY(priceOf(price, use) == Money{1});
}

void TestPrices::partsWithoutPriceAreUnknown()
{
    ModelPrice price;
    price.input = Money{300'000};
    BilledUse use;
    use.input = 5;
    use.output = 5;
    QVERIFY(!priceOf(price, use));
    QVERIFY(!priceOf(price, {}));
    use.cost = Money{9};
    QVERIFY(priceOf(price, use) == Money{9});
    use = {};
    use.cachedInput = 10;
    QVERIFY(priceOf(price, use) == Money{3});
}

void TestPrices::worstCaseIsNeverBelowTheActual_data()
{
    QTest::addColumn<int>("operation");
    QTest::addColumn<QString>("model");
    QTest::addColumn<QString>("size");
    QTest::addColumn<qint64>("input");
    QTest::addColumn<qint64>("imageOutput");
    QTest::addColumn<qint64>("output");
    const auto row = [](const char *name, Operation operation, const char *model, const char *size, qint64 input,
                        qint64 imageOutput, qint64 output) {
        QTest::newRow(name) << int(operation) << QString::fromLatin1(model) << QString::fromLatin1(size) << input
                            << imageOutput << output;
    };
    row("1K picture with thoughts", Operation::Image, "gemini-3.1-flash-image", "1K", 90, 1120, 800);
    row("pro picture with thoughts", Operation::Image, "gemini-3-pro-image", "1K", 90, 1120, 1500);
    row("4K picture", Operation::Image, "gemini-3-pro-image", "4K", 90, 2000, 500);
    row("whole text", Operation::Text, "gemini-2.5-flash", "", 90, 0, 65'536);
}

void TestPrices::worstCaseIsNeverBelowTheActual()
{
    QFETCH(const int, operation);
    QFETCH(const QString, model);
    QFETCH(const QString, size);
    QFETCH(const qint64, input);
    QFETCH(const qint64, imageOutput);
    QFETCH(const qint64, output);
    const PriceTable table = shipped();
    Ask ask = askFor(Operation(operation), qPrintable(model), 300);
    if (!size.isEmpty())
        ask.parameters = {{QStringLiteral("imageSize"), size}};
    BilledUse use;
    use.input = input;
    use.imageOutput = imageOutput;
    use.output = output;
    const auto worst = table.worstCase(ProviderKind::Gemini, ask, on("2026-11-21"));
    const auto actual = table.price(ProviderKind::Gemini, model, use, on("2026-11-21"));
    QVERIFY(worst && actual);
    QVERIFY2(*worst >= *actual, qPrintable(toDecimal(*worst) + QStringLiteral(" < ") + toDecimal(*actual)));
}

void TestPrices::worstCaseGrowsWithWhatIsAsked()
{
    const PriceTable table = shipped();
    const auto worst = [&table](const Ask &ask) {
        return table.worstCase(ProviderKind::OpenAi, ask, on("2026-11-21")).value();
    };
    Ask ask = askFor(Operation::Text, "gpt-4o-mini");
    const Money open = worst(ask);
    ask.parameters = {{QStringLiteral("maxOutputTokens"), QStringLiteral("100")}};
    const Money limited = worst(ask);
    QVERIFY(limited < open);
    ask.prompt += ask.prompt;
    QVERIFY(worst(ask) > limited);
    const Money before = worst(ask);
    ask.files.append({QStringLiteral("a.png"), QStringLiteral("image/png"), "x"});
    QVERIFY(worst(ask) > before);

    Ask picture = askFor(Operation::Image, "gpt-image-1.5");
    const Money dearest = worst(picture);
    picture.parameters = {{QStringLiteral("size"), QStringLiteral("1024x1024")},
                          {QStringLiteral("quality"), QStringLiteral("low")}};
    QVERIFY(worst(picture) < dearest);
    QVERIFY((worst(picture) >= Money{9'000}));
}

// The table knows one size of this model: twice the side may be four times the picture.
void TestPrices::aLargerPictureThanIsListedCostsItsShare()
{
    const PriceTable table = shipped();
    Ask picture = askFor(Operation::Image, "gemini-nano-banana-2.1");
    const auto worst = [&](const char *size) {
        picture.parameters = {{QStringLiteral("imageSize"), QLatin1String(size)}};
        return table.worstCase(ProviderKind::Gemini, picture, on("2026-11-21")).value();
    };
    QVERIFY(worst("1K") == worst("512"));
    QVERIFY((worst("2K") >= Money{4 * 33'600}));
    QVERIFY((worst("4K") >= Money{16 * 33'600}));
}

void TestPrices::unknownModelHasNoPrice()
{
    const PriceTable table = shipped();
    QVERIFY(!table.worstCase(ProviderKind::OpenAi, askFor(Operation::Text, "house-model"), on("2026-11-21")));
    QVERIFY(!table.worstCase(ProviderKind::OpenAi, askFor(Operation::HttpCall, "gpt-5"), on("2026-11-21")));
    QVERIFY(!table.worstCase(ProviderKind::OpenAi, askFor(Operation::Text, "tts-1"), on("2026-11-21")));
}

void TestPrices::badTablesAreRefused_data()
{
    QTest::addColumn<QByteArray>("models");
    QTest::addColumn<QString>("names");
    const auto row = [](const char *name, const char *models, const char *names) {
        QTest::newRow(name) << QByteArray(models) << QString::fromLatin1(names);
    };
    row("kind", R"([{"kind":"x","model":"m"}])", "kind");
    row("no model", R"([{"kind":"gemini"}])", "model");
    row("number", R"([{"kind":"gemini","model":"m","input":0.3}])", "input");
    row("amount", R"([{"kind":"gemini","model":"m","input":"1,5"}])", "input");
    row("negative", R"([{"kind":"gemini","model":"m","output":"-1"}])", "output");
    row("date", R"([{"kind":"gemini","model":"m","from":"tomorrow"}])", "from");
    row("order", R"([{"kind":"gemini","model":"m","from":"2026-02-01","until":"2026-01-01"}])", "until");
    row("picture", R"([{"kind":"gemini","model":"m","image":{"1K":"x"}}])", "image.1K");
    row("key", R"([{"kind":"gemini","model":"m","inptu":"1"}])", "inptu");
    row("overlap", R"([{"kind":"gemini","model":"m","until":"2026-02-01"},{"kind":"gemini","model":"m"}])", "m");
    row("most", R"([{"kind":"gemini","model":"m","mostOutput":0}])", "mostOutput");
    row("no json", "[", "offset");
}

void TestPrices::badTablesAreRefused()
{
    QFETCH(const QByteArray, models);
    QFETCH(const QString, names);
    const auto table = PriceTable::fromJson("{\"currency\":\"USD\",\"models\":" + models + "}");
    QVERIFY(!table);
    QVERIFY(table.error().kind == ErrorKind::BadFormat);
    QVERIFY2(table.error().detail.contains(names), qPrintable(table.error().detail));
}

QTEST_GUILESS_MAIN(TestPrices)
#include "test_prices.moc"
