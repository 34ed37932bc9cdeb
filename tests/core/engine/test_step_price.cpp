#include "engine/step_price.h"

#include <QJsonArray>
#include <QTest>

using namespace fornada;

namespace {

const QByteArray kTable = R"({"currency": "USD", "models": [
    {"kind": "openai", "model": "painter", "input": "0", "imageInput": "10.00",
     "image": {"1024x1024/low": "0.01", "1024x1024/high": "0.20", "512": "0.005"}},
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
    void aTextCostsWhatItsRecipeSays();
    void whatABatchSetsIsKnown();
    void aPhotoThatIsSentAlongCounts();
    void settingsAreComparedFromTheCheapest();
    void nothingToCompare();

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

void TestStepPrice::aTextCostsWhatItsRecipeSays()
{
    QVERIFY(worst(stepOf(Operation::Text, {}, Money{2'000}), "writer") == Money{2'000});
    QVERIFY(*worst(stepOf(Operation::Text), "writer") >= Money{100'000}); // the longest answer there may be
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

QTEST_GUILESS_MAIN(TestStepPrice)
#include "test_step_price.moc"
