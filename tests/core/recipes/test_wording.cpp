#include "recipes/recipe_json.h"
#include "recipes/wording.h"

#include <QTest>

using namespace fornada;
using namespace Qt::StringLiterals;

namespace {

QString named(const QString &step, const QString &fanKey)
{
    return u'<' + step + u'|' + fanKey + u'>';
}

JobPlace placeOf(const Recipe &recipe, const QString &fanKey)
{
    return {{{u"title"_s, u"The sea {{x}}"_s}}, u"1"_s, 7, u"Batch"_s, u"Acme"_s, recipe.parameters, fanKey};
}

} // namespace

// What will be asked, before anything is made.
class TestWording final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatIsKnownIsThereAndTheRestIsNamed()
    {
        const auto recipe = builtInRecipe(u"scripts"_s);
        QVERIFY(recipe);
        const auto master = wordRequest(*recipe, recipe->steps.at(0), placeOf(*recipe, {}), named, m_templates);
        QVERIFY(master);
        QVERIFY2(master->prompt.contains(u"titled “The sea {{x}}”"_s), qPrintable(master->prompt)); // never a template
        QCOMPARE(master->parameters.value(u"topK"_s).toInt(), 40);
        const auto adapt =
            wordRequest(*recipe, recipe->steps.at(2), placeOf(*recipe, u"drama/en"_s), named, m_templates);
        QVERIFY(adapt);
        QVERIFY2(adapt->prompt.contains(u"culture en"_s) && adapt->prompt.endsWith(u"<variation|>"_s),
                 qPrintable(adapt->prompt));
        QCOMPARE(adapt->parameters.value(u"language"_s).toString(), u"en"_s);
    }

    void aLanguageHasItsVoice()
    {
        auto recipe = builtInRecipe(u"scripts"_s);
        QVERIFY(recipe);
        const auto voiceOf = [&](const QString &language) {
            const auto speak =
                wordRequest(*recipe, recipe->steps.at(3), placeOf(*recipe, u"drama/"_s + language), named, m_templates);
            return speak ? speak->parameters.value(u"voice"_s).toString() : speak.error().subject;
        };
        QCOMPARE(voiceOf(u"en"_s), u"Kore"_s); // nothing is said
        recipe->parameters.insert(u"voices"_s, u"pt: Puck, en: Aoede"_s);
        QCOMPARE(voiceOf(u"pt-BR"_s), u"Puck"_s);
        QCOMPARE(voiceOf(u"en"_s), u"Aoede"_s);
        QCOMPARE(voiceOf(u"es"_s), u"Kore"_s); // the usual one
    }

    void aJoinNamesEachOfItsParents()
    {
        const QByteArray json = "{'name': 'j', 'version': 1, 'steps': ["
                                "{'id': 'a', 'operation': 'text', 'queue': 'texts', 'prompt': 'About {{aspect}}',"
                                "'for': [{'name': 'aspect', 'in': ['x', 'y']}]},"
                                "{'id': 'b', 'operation': 'join', 'after': ['a'], 'queue': 'texts',"
                                "'prompt': '{{#results.a}}{{aspect}}={{text}};{{/results.a}}'}]}";
        const auto recipe = recipeFromJson(QJsonDocument::fromJson(QByteArray(json).replace('\'', '"')).object());
        QVERIFY2(recipe, qPrintable(recipe ? QString() : recipe.error().detail));
        const auto joined = wordRequest(*recipe, recipe->steps.at(1), placeOf(*recipe, {}), named, m_templates);
        QVERIFY(joined);
        QCOMPARE(joined->prompt, u"x=<a|x>;y=<a|y>;"_s);
    }

    // An order that is not understood yet is told by the names of its parts.
    void whatIsInJsonToComeIsNamed()
    {
        const auto recipe = builtInRecipe(u"voice-orders"_s);
        QVERIFY(recipe);
        JobPlace place = placeOf(*recipe, {});
        place.fields = {{u"phone"_s, u"+55"_s}, {u"audio"_s, u"a.ogg"_s}, {u"tenantId"_s, u"loja-7"_s}};
        const auto textOf = [&](int step) {
            const auto told = wordRequest(*recipe, recipe->steps.at(step), place, named, m_templates);
            return told ? told->parameters[u"body"_s][u"text"_s][u"body"_s].toString() : told.error().subject;
        };
        QCOMPARE(textOf(2),
                 u"Novo pedido ‹batchNumber›-7 (loja-7)\nCliente: +55\n• ‹quantity› x ‹name›\nTotal: ‹total›"_s);
        place.fields.insert(u"proofOfPayment"_s, u"https://x.example/1"_s);
        QCOMPARE(textOf(3),
                 u"Recebemos seu pedido ‹batchNumber›-7:\n• ‹quantity› x ‹name›\nTotal: ‹total›\nComprovante: "
                 u"https://x.example/1"_s);
        const auto languageOf = [&] {
            const auto heard = wordRequest(*recipe, recipe->steps.at(0), place, named, m_templates);
            return heard ? heard->parameters[u"language"_s].toString() : heard.error().subject;
        };
        QCOMPARE(languageOf(), u"pt"_s);
        place.fields.insert(u"language"_s, u"es"_s);
        QCOMPARE(languageOf(), u"es"_s);
    }

    void whatIsInJsonWithoutASchemaIsNamedByItsPath()
    {
        const QByteArray json = R"({"name":"x","steps":[{"id":"a","operation":"httpCall","queue":"q"},
            {"id":"b","operation":"text","queue":"q","after":["a"],"prompt":"{{results.a.json.place.city}}!"}]})";
        const auto recipe = recipeFromJson(QJsonDocument::fromJson(json).object());
        QVERIFY2(recipe, qPrintable(recipe ? QString() : recipe.error().detail));
        const auto asked = wordRequest(*recipe, recipe->steps.at(1), placeOf(*recipe, {}), named, m_templates);
        QVERIFY(asked);
        QCOMPARE(asked->prompt, u"‹city›!"_s);
    }

    void aCallWithoutABodyPostsItsRow()
    {
        const auto recipe = builtInRecipe(u"http-worker"_s);
        QVERIFY(recipe);
        const auto call = wordRequest(*recipe, recipe->steps.at(0), placeOf(*recipe, {}), named, m_templates);
        QVERIFY(call);
        QCOMPARE(call->parameters.value(u"body"_s)[u"title"_s].toString(), u"The sea {{x}}"_s);
    }

    void aMissingFieldIsSaid()
    {
        const auto recipe = builtInRecipe(u"portrait"_s);
        QVERIFY(recipe);
        const auto none = wordRequest(*recipe, recipe->steps.at(0), placeOf(*recipe, {}), named, m_templates);
        QVERIFY(!none);
        QCOMPARE(none.error().kind, ErrorKind::FieldMissing);
    }

private:
    TemplateCache m_templates;
};

QTEST_GUILESS_MAIN(TestWording)
#include "test_wording.moc"
