#include "engine/step_target.h"
#include "engine/step_voices.h"
#include "recipes/recipe_json.h"

#include <QTest>

using namespace fornada;
using namespace Qt::StringLiterals;

namespace {

Account accountOf(ProviderKind kind, const QString &address = {})
{
    Account account;
    account.name = u"mine"_s;
    account.kind = kind;
    account.url = QUrl(address);
    return account;
}

const Account kOpenAi = accountOf(ProviderKind::OpenAi);

Step speaking(const QJsonObject &parameters)
{
    Step step;
    step.id = u"speak"_s;
    step.operation = Operation::Speech;
    step.parameters = parameters;
    return step;
}

} // namespace

// Is there a voice for what will be read aloud? Asked before the texts are paid.
class TestStepVoices : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void builtInScriptsSpeakEverywhere();
    void aVoiceThatIsNowhereIsNamed();
    void whatNobodyKnowsIsNotJudged();
    void speakersHaveVoicesToo();
    void oldModelsHaveFewer();
    void theTargetIsRefused();

private:
    // The step of the built-in recipe, as a batch asks for it.
    static QList<StepVoice> spoken(const Account &account, const QJsonObject &set = {})
    {
        const auto recipe = builtInRecipe(u"scripts"_s);
        const Step *step = recipe ? stepNamed(*recipe, u"speak"_s) : nullptr;
        if (!step)
            return {};
        QJsonObject parameters = recipe->parameters;
        for (auto it = set.begin(); it != set.end(); ++it)
            parameters.insert(it.key(), it.value());
        return stepVoices(*step, account, u"some-tts"_s, parameters);
    }
};

void TestStepVoices::builtInScriptsSpeakEverywhere()
{
    QCOMPARE(spoken(accountOf(ProviderKind::Gemini)), (QList<StepVoice>{{u"Kore"_s, u"Kore"_s}}));
    QCOMPARE(spoken(kOpenAi), (QList<StepVoice>{{u"Kore"_s, u"nova"_s}}));
    const QJsonObject byLanguage{{u"voices"_s, u"pt: Puck, en: sage"_s}};
    QCOMPARE(spoken(kOpenAi, byLanguage),
             (QList<StepVoice>{{u"Puck"_s, u"ash"_s}, {u"sage"_s, u"sage"_s}, {u"Kore"_s, u"nova"_s}}));
}

void TestStepVoices::aVoiceThatIsNowhereIsNamed()
{
    const Step step = speaking({{u"voice"_s, u"{{params.voice}}"_s}});
    const Status status = hasVoices(step, kOpenAi, u"tts-1"_s, {{u"voice"_s, u"Corey"_s}});
    QVERIFY(!status);
    QVERIFY(status.error().kind == ErrorKind::AccountUnable);
    QCOMPARE(status.error().subject, u"mine"_s);
    QCOMPARE(status.error().detail, u"step speak asks for voice 'Corey', there are alloy, ash, coral, echo, fable, "
                                    "nova, onyx, sage, shimmer"_s);
    QVERIFY(hasVoices(step, kOpenAi, u"tts-1"_s, {{u"voice"_s, u"Coral"_s}}));
}

void TestStepVoices::whatNobodyKnowsIsNotJudged()
{
    const Step step = speaking({{u"voice"_s, u"Corey"_s}});
    QVERIFY(!hasVoices(step, kOpenAi, {}, {}));
    QVERIFY(hasVoices(step, accountOf(ProviderKind::OpenAi, u"http://localhost:8880/v1"_s), {}, {}));
    QVERIFY(hasVoices(step, accountOf(ProviderKind::Sandbox), {}, {}));
    // The row's word is known with the row; without one the provider's usual voice speaks.
    QVERIFY(hasVoices(speaking({{u"voice"_s, u"{{voice}}"_s}}), kOpenAi, {}, {}));
    QVERIFY(hasVoices(speaking({}), kOpenAi, {}, {}));
    Step text = step;
    text.operation = Operation::Text;
    QVERIFY(hasVoices(text, kOpenAi, {}, {}));
}

void TestStepVoices::speakersHaveVoicesToo()
{
    const QJsonObject first{{u"speaker"_s, u"A"_s}, {u"voice"_s, u"Kore"_s}};
    const QJsonObject second{{u"speaker"_s, u"B"_s}, {u"voice"_s, u"Corey"_s}};
    const Step step = speaking({{u"speakers"_s, QJsonArray{first, second}}});
    const Status status = hasVoices(step, accountOf(ProviderKind::Gemini), {}, {});
    QVERIFY(!status && status.error().detail.contains(u"'Corey'"));
}

void TestStepVoices::oldModelsHaveFewer()
{
    const Step step = speaking({{u"voice"_s, u"marin"_s}});
    QVERIFY(hasVoices(step, kOpenAi, u"gpt-4o-mini-tts"_s, {}));
    QVERIFY(!hasVoices(step, kOpenAi, u"tts-1"_s, {}));
}

void TestStepVoices::theTargetIsRefused()
{
    Batch batch;
    const PriceTable prices;
    const auto target = [&](const QString &voice) {
        return stepTarget(speaking({{u"voice"_s, voice}}), kOpenAi, batch, prices, {}, false);
    };
    QVERIFY(bool(target(u"Kore"_s)));
    QVERIFY(target(u"Corey"_s).error().kind == ErrorKind::AccountUnable);
}

QTEST_GUILESS_MAIN(TestStepVoices)
#include "test_step_voices.moc"
