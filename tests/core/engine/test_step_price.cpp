#include "engine/step_price.h"
#include "engine/step_target.h"
#include "recipes/recipe_json.h"
#include "recipes/wording.h"

#include <QFile>
#include <QJsonArray>
#include <QTest>

using namespace fornada;

namespace {

const QByteArray kTable = R"({"currency": "USD", "models": [
    {"kind": "openai", "model": "painter", "input": "0", "imageInput": "10.00",
     "image": {"1024x1024/low": "0.01", "1024x1024/high": "0.20", "512": "0.005"}},
    {"kind": "gemini", "model": "banana", "input": "0", "image": {"512": "0.04", "1K": "0.06", "4K": "0.15"}},
    {"kind": "openai", "model": "tokens", "input": "0", "output": "10.00", "imageOutput": "30.00", "mostOutput": 10000,
     "usualImage": {"low": "0.02", "high": "0.19"}},
    {"kind": "openai", "model": "bound", "input": "0", "output": "10.00", "imageOutput": "30.00", "mostOutput": 10000},
    {"kind": "openai", "model": "speaker", "input": "1.00", "audioOutput": "12.00", "output": "12.00",
     "minute": "0.015", "mostOutput": 16384},
    {"kind": "openai", "model": "writer", "input": "1.00", "output": "10.00", "mostOutput": 10000}]})";

Step stepOf(Operation operation, const QJsonObject &parameters = {}, Money price = {})
{
    Step step;
    step.operation = operation;
    step.parameters = parameters;
    step.price = price;
    return step;
}

QJsonObject size(const QString &size, const QString &quality)
{
    return {{QStringLiteral("size"), size}, {QStringLiteral("quality"), quality}};
}

} // namespace

// What a request is reckoned with before it is sent.
class TestStepPrice : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { m_prices = *PriceTable::fromJson(kTable); }
    void aPictureCostsWhatTheTableSays();
    void aSizeInPixelsIsTheProvidersSize();
    void whatItUsuallyCostsIsNoBound();
    void aTextCostsWhatItsRecipeSays();
    void aTextWithABoundCostsNoLessThanTheTableSays();
    void builtInRecipesSetEnoughAside_data();
    void builtInRecipesSetEnoughAside();
    void whatABatchSetsIsKnown();
    void aPhotoThatIsSentAlongCounts();
    void settingsAreComparedFromTheCheapest();
    void nothingToCompare();
    void tokensArePlanned();

private:
    std::optional<Money> worst(const Step &step, const char *model, const QJsonObject &batch = {}) const
    {
        return worstPrice(step, ProviderKind::OpenAi, QLatin1String(model), batch, m_prices, Wall());
    }

    PriceTable m_prices;
};

void TestStepPrice::aPictureCostsWhatTheTableSays()
{
    const QJsonObject low = size(QStringLiteral("1024x1024"), QStringLiteral("low"));
    QVERIFY(worst(stepOf(Operation::Image, low, Money{2'000}), "painter") == Money{10'500});
    // A recipe's price is for where the table knows none.
    QVERIFY(worst(stepOf(Operation::Image, low, Money{2'000}), "unknown") == Money{2'000});
    QVERIFY(!worst(stepOf(Operation::Image, low), "unknown"));
}

// Gemini is asked for classes of sizes; elsewhere what is not sent in those words is not in the price either.
void TestStepPrice::aSizeInPixelsIsTheProvidersSize()
{
    const auto gemini = [this](const QJsonObject &parameters) {
        return worstPrice(stepOf(Operation::Image, parameters), ProviderKind::Gemini, QStringLiteral("banana"), {},
                          m_prices, Wall());
    };
    QVERIFY(gemini(size(QStringLiteral("512x512"), {})) == Money{42'000});
    QVERIFY(gemini(size(QStringLiteral("1024x768"), {})) == Money{63'000});
    QVERIFY(gemini(size(QStringLiteral("1600x900"), {})) == Money{157'500}); // 2K is not in the table: the dearest
    QVERIFY(gemini({{QStringLiteral("imageSize"), QStringLiteral("1K")}}) == Money{63'000});
    QVERIFY(worst(stepOf(Operation::Image, size(QStringLiteral("512x512"), {})), "painter") == Money{210'000});
    const auto settings = pictureSettings(stepOf(Operation::Image, size(QStringLiteral("512x512"), {})),
                                          ProviderKind::Gemini, QStringLiteral("banana"), {}, m_prices, Wall());
    QVERIFY(settings.size() == 3 && settings.first().asked && !settings.last().asked);
}

void TestStepPrice::whatItUsuallyCostsIsNoBound()
{
    const auto usual = [this](const Step &step, const char *model) {
        const auto most = worst(step, model);
        return usualPrice(step, ProviderKind::OpenAi, QLatin1String(model), {}, m_prices, Wall(),
                          most.value_or(Money{}));
    };
    const Step low = stepOf(Operation::Image, size(QStringLiteral("512x512"), QStringLiteral("low")), Money{2'000});
    QVERIFY(worst(low, "tokens") == Money{300'000});
    QVERIFY(usual(low, "tokens") == Money{20'000});
    QVERIFY(usual(stepOf(Operation::Image), "tokens") == Money{190'000}); // who knows which quality
    QVERIFY(!usual(low, "bound"));
    QVERIFY(usual(stepOf(Operation::Image, size(QStringLiteral("1024x1024"), QStringLiteral("low"))), "painter") ==
            Money{10'500});
    QVERIFY(usual(low, "unknown") == Money{2'000});
    QVERIFY(!usual(stepOf(Operation::Text), "writer"));
    QVERIFY(usual(stepOf(Operation::Text, {}, Money{3'000}), "writer") == Money{3'000});
    const Step unsized = stepOf(Operation::Image);
    QVERIFY(usualPrice(unsized, ProviderKind::Gemini, QStringLiteral("banana"), {}, m_prices, Wall(), Money{157'500}) ==
            Money{63'000}); // 1K, while the dearest is set aside
    Step speech = stepOf(Operation::Speech);
    speech.prompt = QString(1'200, u'x'); // 80 seconds
    QVERIFY(*worst(speech, "speaker") > Money{100'000});
    QVERIFY(usual(speech, "speaker") == Money{20'000});
}

void TestStepPrice::aTextCostsWhatItsRecipeSays()
{
    QVERIFY(worst(stepOf(Operation::Text, {}, Money{2'000}), "writer") == Money{2'000});
    QVERIFY(*worst(stepOf(Operation::Text), "writer") >= Money{100'000}); // the longest answer there may be
}

void TestStepPrice::aTextWithABoundCostsNoLessThanTheTableSays()
{
    const Step step = stepOf(Operation::Text, {{QStringLiteral("maxOutputTokens"), 1000}}, Money{2'000});
    const auto planned = worst(step, "writer");
    QVERIFY(*planned >= Money{10'000} && *planned < Money{11'000});
    QVERIFY(worst(step, "unknown") == Money{2'000});
    QVERIFY(worst(stepOf(Operation::Text, step.parameters, Money{50'000}), "writer") == Money{50'000});
    // In its very words, a thousand of them: a token is no shorter than a byte.
    Ask ask;
    ask.operation = step.operation;
    ask.parameters = step.parameters;
    ask.prompt = QString(20'000, u'x');
    const auto price = m_prices.find(ProviderKind::OpenAi, QStringLiteral("writer"), Wall());
    QVERIFY(reserveFor(ask, *planned, ProviderKind::OpenAi, price) >= Money{30'000});
    QVERIFY(reserveFor(ask, Money{90'000}, ProviderKind::OpenAi, price) == Money{90'000});
    QVERIFY(reserveFor(ask, *planned, ProviderKind::OpenAi, std::nullopt) == *planned);
    ask.parameters = {};
    QVERIFY(reserveFor(ask, *planned, ProviderKind::OpenAi, price) == *planned); // who knows how long it gets
}

void TestStepPrice::builtInRecipesSetEnoughAside_data()
{
    QTest::addColumn<QDate>("day");
    QTest::newRow("now") << QDate(2026, 11, 30);
    QTest::newRow("when prices have doubled") << QDate(2027, 1, 1);
}

// No batch of theirs stops itself because an answer cost more than was set aside for it.
void TestStepPrice::builtInRecipesSetEnoughAside()
{
    QFETCH(QDate, day);
    const Wall when = Wall(std::chrono::milliseconds(day.startOfDay(Qt::UTC).toMSecsSinceEpoch()));
    QFile file(QStringLiteral(":/fornada/prices.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto table = PriceTable::fromJson(file.readAll());
    const auto recipes = builtInRecipes();
    QVERIFY(table && recipes);
    int looked = 0;
    TemplateCache templates;
    for (const Recipe &recipe : *recipes)
        for (const Step &step : recipe.steps)
            for (const ProviderKind kind : {ProviderKind::Gemini, ProviderKind::OpenAi}) {
                Ask ask;
                ask.operation = step.operation;
                ask.model = table->defaultModel(kind, step.operation);
                const auto price = table->find(kind, ask.model, when);
                if (!price)
                    continue; // calls, messages
                for (auto it = step.parameters.begin(); it != step.parameters.end(); ++it) {
                    const auto value =
                        renderValue(it.value(), {{QStringLiteral("params"), recipe.parameters}}, templates);
                    ask.parameters.insert(it.key(), value ? *value : it.value()); // of what a row gives: as it stands
                }
                ask.prompt = QStringLiteral("palavra ").repeated(200); // as long as a script
                const auto files = ask.parameters.take(QStringLiteral("files")).toArray();
                if (step.operation == Operation::Transcription)
                    ask.files.append({{}, QStringLiteral("audio/ogg"), QByteArray(120'000, 'x')}); // a minute
                for (qsizetype i = 0; i < files.size() && step.operation == Operation::EditImage; ++i)
                    ask.files.append({{}, QStringLiteral("image/jpeg"), {}});
                const auto planned = worstPrice(step, kind, ask.model, recipe.parameters, *table, when);
                const auto most = worstCaseOf(*price, kind, ask);
                QVERIFY(planned && most);
                QVERIFY2(reserveFor(ask, *planned, kind, price) >= *most, qPrintable(recipe.name + u'/' + step.id));
                ++looked;
            }
    QVERIFY(looked >= 2 * 10);
}

void TestStepPrice::whatABatchSetsIsKnown()
{
    const Step step =
        stepOf(Operation::Image, size(QStringLiteral("{{params.size}}"), QStringLiteral("{{params.quality}}")));
    QVERIFY(worst(step, "painter", size(QStringLiteral("1024x1024"), QStringLiteral("low"))) == Money{10'500});
    QVERIFY(worst(step, "painter") == Money{210'000}); // not known: the dearest
}

void TestStepPrice::aPhotoThatIsSentAlongCounts()
{
    QJsonObject parameters = size(QStringLiteral("1024x1024"), QStringLiteral("low"));
    parameters.insert(QStringLiteral("files"), QJsonArray{QStringLiteral("{{photo}}")});
    QVERIFY(*worst(stepOf(Operation::EditImage, parameters), "painter") > Money{70'000});
}

void TestStepPrice::settingsAreComparedFromTheCheapest()
{
    const Step step = stepOf(Operation::Image, size(QStringLiteral("1024x1024"), QStringLiteral("high")));
    const auto settings = pictureSettings(step, ProviderKind::OpenAi, QStringLiteral("painter"), {}, m_prices, Wall());
    QStringList names, asked;
    for (const PictureSetting &setting : settings) {
        names.append(setting.name);
        if (setting.asked)
            asked.append(setting.name);
    }
    QCOMPARE(names,
             QStringList({QStringLiteral("512"), QStringLiteral("1024x1024/low"), QStringLiteral("1024x1024/high")}));
    QCOMPARE(asked, QStringList(QStringLiteral("1024x1024/high")));
    QVERIFY(settings.last().each == Money{210'000});
}

void TestStepPrice::nothingToCompare()
{
    const auto count = [this](Operation operation, const char *model, ProviderKind kind) {
        return pictureSettings(stepOf(operation), kind, QLatin1String(model), {}, m_prices, Wall()).size();
    };
    QCOMPARE(count(Operation::Text, "painter", ProviderKind::OpenAi), 0);
    QCOMPARE(count(Operation::Image, "writer", ProviderKind::OpenAi), 0);
    QCOMPARE(count(Operation::Image, "painter", ProviderKind::Sandbox), 0);
    QCOMPARE(count(Operation::Image, "painter", ProviderKind::OpenAi), 3);
}

void TestStepPrice::tokensArePlanned()
{
    Step step = stepOf(Operation::Text, {{QStringLiteral("maxOutputTokens"), QStringLiteral("{{params.most}}")}});
    step.prompt = QStringLiteral("Write about {{topic}}, and make it short.");
    const qint64 bare = plannedTokens(step, ProviderKind::OpenAi, QStringLiteral("writer"), {});
    QVERIFY(bare > 0 && bare < 50);
    const QJsonObject bound{{QStringLiteral("most"), 500}};
    QCOMPARE(plannedTokens(step, ProviderKind::OpenAi, QStringLiteral("writer"), bound), bare + 500);
    Account account;
    account.kind = ProviderKind::OpenAi;
    account.free = true;
    const auto target = stepTarget(step, account, {}, m_prices, Wall(), false);
    QVERIFY(target);
    QCOMPARE(target->tokens, bare);
}

QTEST_GUILESS_MAIN(TestStepPrice)
#include "test_step_price.moc"
