#include "recipes/planner.h"
#include "recipes/recipe_json.h"

#include <QJsonDocument>
#include <QTest>

using namespace fornada;
using namespace Qt::StringLiterals;

namespace {

Recipe recipe()
{
    const auto read = recipeFromJson(QJsonDocument::fromJson(R"({"name":"spoken","requires":["title"],"key":"id",
        "steps":[
        {"id":"script","operation":"text","queue":"texts","prompt":"{{title}} for {{person.name}} in {{params.lang}}"},
        {"id":"voice","operation":"speech","queue":"voices","prompt":"{{results.script.text}} {{batch}} {{client}}",
         "parameters":{"deep":[{"voice":"{{voice}}"}],"note":"{{#nickname}}{{nickname}}{{/nickname}}"},
         "after":["script"]},
        {"id":"post","operation":"httpCall","queue":"worker","file":"{{key}}-{{row}}","after":["script","voice"]}
        ]})")
                                         .object());
    return *read;
}

// What is asked depends on the row.
QByteArray painted()
{
    return R"({"name":"painted","steps":[
            {"id":"idea","operation":"json","queue":"texts","prompt":"{{#style}}{{style}} by {{artist}}{{/style}}",
             "for":[{"name":"mood","in":["calm","wild"]}],
             "parameters":{"schema":{"type":"object","properties":{"title":{"type":"string"}},"required":["title"]}}},
            {"id":"all","operation":"join","queue":"texts","after":["idea"],
             "prompt":"{{#results.idea}}{{mood}} {{json.title}} {{#signed}}{{#client}}{{owner}}{{/client}}{{/signed}}{{/results.idea}}"}
            ]})";
}

QMap<QString, StepTarget> targets()
{
    return {{u"script"_s, {QueueId{1}, AccountId{1}, u"m"_s, Money{10}, 7}},
            {u"voice"_s, {QueueId{2}, AccountId{1}, {}, Money{20}, 0}},
            {u"post"_s, {QueueId{3}, AccountId{2}, {}, Money{}, 0}}};
}

QJsonObject row()
{
    return {{u"id"_s, u"p-7"_s},
            {u"title"_s, u"Bread"_s},
            {u"voice"_s, u"alto"_s},
            {u"person"_s, QJsonObject{{u"name"_s, u"Ana"_s}}}};
}

QJsonObject without(const QString &field)
{
    QJsonObject fields = row();
    fields.remove(field);
    return fields;
}

} // namespace

class TestPlanner : public QObject {
    Q_OBJECT

private:
    const Planner m_planner{recipe(), targets(), {{u"lang"_s, u"pt"_s}}};

private Q_SLOTS:
    // By all of its fields, or else by its number alone.
    void severalFieldsNameARow_data()
    {
        QTest::addColumn<QJsonObject>("fields");
        QTest::addColumn<QString>("key");
        const auto of = [](const QJsonValue &chat, const QString &audio) {
            return QJsonObject{{u"chat"_s, chat}, {u"audio"_s, audio}};
        };
        QTest::newRow("both") << of(u" c1 "_s, u"/orders/1.ogg"_s) << u"c1 /orders/1.ogg"_s;
        QTest::newRow("a number") << of(17, u"1.ogg"_s) << u"17 1.ogg"_s;
        QTest::newRow("one is empty") << of(u"c1"_s, u" "_s) << QString();
        QTest::newRow("one is not there") << QJsonObject{{u"audio"_s, u"1.ogg"_s}} << QString();
        QTest::newRow("an address") << of(u"c1"_s, u"https://a.example/1.ogg"_s) << u"c1 https://a.example/1.ogg"_s;
        QTest::newRow("a signed one") << of(u"c1"_s, u"https://a.example/1.ogg?secret"_s)
                                      << u"c1 https://a.example/1.ogg#cbf13f51"_s;
    }
    void severalFieldsNameARow()
    {
        QFETCH(QJsonObject, fields);
        Recipe several;
        several.keyFields = {u"chat"_s, u"audio"_s};
        QTEST(rowName(several, fields), "key");
    }

    void makesOneJobAStep()
    {
        const auto plan = m_planner.plan(7, row());
        QVERIFY(plan);
        QCOMPARE(plan->key, u"p-7"_s);
        QVERIFY(plan->hasName);
        QCOMPARE(plan->jobs.size(), 3);
        QCOMPARE(plan->jobs.at(0).step, u"script"_s);
        QCOMPARE(plan->jobs.at(0).target.queue, QueueId{1});
        QCOMPARE(plan->jobs.at(0).target.worstCase, Money{10});
        QCOMPARE(plan->jobs.at(0).target.tokens, 7);
        QCOMPARE(plan->jobs.at(0).pendingParents, 0);
        QCOMPARE(plan->jobs.at(1).pendingParents, 1);
        QCOMPARE(plan->jobs.at(2).pendingParents, 2);
        QCOMPARE(plan->jobs.at(2).target.account, AccountId{2});
        QVERIFY(plan->jobs.at(2).fanKey.isEmpty());
    }

    void namesTheMissingField_data()
    {
        QTest::addColumn<QJsonObject>("fields");
        QTest::addColumn<QString>("field");
        QTest::newRow("required") << without(u"title"_s) << u"title"_s;
        QTest::newRow("nested") << without(u"person"_s) << u"person.name"_s;
        QTest::newRow("deep in the parameters") << without(u"voice"_s) << u"voice"_s;
        QJsonObject fields = row();
        fields.insert(u"title"_s, u"  "_s);
        QTest::newRow("blank") << fields << u"title"_s;
        fields.insert(u"title"_s, QJsonValue());
        QTest::newRow("null") << fields << u"title"_s;
        QTest::newRow("no fields") << QJsonObject() << u"title"_s;
    }
    void namesTheMissingField()
    {
        QFETCH(QJsonObject, fields);
        QFETCH(QString, field);
        const auto plan = m_planner.plan(3, fields);
        QVERIFY(!plan);
        QCOMPARE(plan.error().kind, ErrorKind::FieldMissing);
        QCOMPARE(plan.error().subject, field);
        QVERIFY2(plan.error().detail.startsWith(u"needed by"_s) || plan.error().detail.startsWith(u"step "_s),
                 qPrintable(plan.error().detail));
    }

    void optionalPartsMayBeMissing()
    {
        QVERIFY(!row().contains(u"nickname"_s));
        QVERIFY(m_planner.plan(1, row()));
    }

    // What only some rows need is looked for in those.
    void aSectionsFieldsAreNeededWhereItIsOn()
    {
        const auto recipe = recipeFromJson(QJsonDocument::fromJson(painted()).object());
        QVERIFY2(recipe, recipe ? "" : qPrintable(recipe.error().detail));
        const Planner planner(*recipe, {{u"idea"_s, {}}, {u"all"_s, {}}}, {});
        const auto lacks = [&planner](const QJsonObject &fields, const QString &client = {}) {
            const auto plan = planner.plan(1, fields, client);
            return plan ? QString() : plan.error().subject + u" of "_s + plan.error().detail;
        };
        QCOMPARE(lacks({{u"x"_s, 1}}), QString());
        QCOMPARE(lacks({{u"style"_s, u""_s}}), QString());
        QCOMPARE(lacks({{u"style"_s, u"oil"_s}}), u"artist of step 'idea', prompt"_s);
        QCOMPARE(lacks({{u"style"_s, u"oil"_s}, {u"artist"_s, u""_s}}), u"artist of step 'idea', prompt"_s);
        QCOMPARE(lacks({{u"style"_s, u"oil"_s}, {u"artist"_s, u"Ana"_s}}), QString());
        QCOMPARE(lacks({{u"signed"_s, true}}), QString());
        QCOMPARE(lacks({{u"signed"_s, true}}, u"Acme"_s), u"owner of step 'all', prompt"_s);
        QVERIFY(!planner.neededFields().contains(u"artist"_s));
    }

    void aRowWithoutKeyHasItsNumber()
    {
        const auto plan = m_planner.plan(12, without(u"id"_s));
        QVERIFY(plan);
        QCOMPARE(plan->key, u"12"_s);
        QVERIFY(!plan->hasName);
        QJsonObject fields = row();
        fields.insert(u"id"_s, 42);
        QCOMPARE(m_planner.plan(1, fields)->key, u"42"_s);
    }

    void aMissingParameterIsNamed()
    {
        const Planner planner(recipe(), targets(), {});
        const auto plan = planner.plan(1, row());
        QVERIFY(!plan);
        QCOMPARE(plan.error().kind, ErrorKind::FieldMissing);
        QCOMPARE(plan.error().subject, u"params.lang"_s);
    }

    // What sections use and what names a row is used where it is there; what is needed is not said twice.
    void whatIsUsedWhereItIsThereIsKnown()
    {
        QCOMPARE(m_planner.neededFields(), (QStringList{u"title"_s, u"person.name"_s, u"voice"_s}));
        QCOMPARE(m_planner.optionalFields(), (QStringList{u"id"_s, u"nickname"_s}));
        const auto recipes = builtInRecipes();
        QVERIFY(recipes);
        const auto staging = std::find_if(recipes->begin(), recipes->end(),
                                          [](const Recipe &recipe) { return recipe.name == u"staging"; });
        QVERIFY(staging != recipes->end());
        QCOMPARE(Planner(*staging, {{u"staging"_s, {}}}, {}).optionalFields(),
                 (QStringList{u"propertyCode"_s, u"roomType"_s, u"designStyle"_s}));
    }

    // A row without the list that a step fans out over cannot be used: the list is needed like any field.
    void aListOfTheRowIsNeeded()
    {
        Recipe spoken = recipe();
        spoken.steps[0].forEach = {{u"language"_s, {}, u"languages"_s, 0}};
        const Planner planner(spoken, targets(), {{u"lang"_s, u"pt"_s}});
        QVERIFY(planner.neededFields().contains(u"languages"_s));
        const auto plan = planner.plan(1, row());
        QVERIFY(!plan);
        QCOMPARE(plan.error().kind, ErrorKind::FieldMissing);
        QCOMPARE(plan.error().subject, u"languages"_s);
    }

    void aStepWithoutTargetIsAnError()
    {
        auto some = targets();
        some.remove(u"voice"_s);
        const auto plan = Planner(recipe(), some, {{u"lang"_s, u"pt"_s}}).plan(1, row());
        QVERIFY(!plan);
        QCOMPARE(plan.error().kind, ErrorKind::NotFound);
        QCOMPARE(plan.error().subject, u"voices"_s);
    }

    void plansThePortraitSample()
    {
        const auto recipes = builtInRecipes();
        QVERIFY(recipes);
        for (const Recipe &recipe : *recipes) {
            if (recipe.name != u"portrait")
                continue;
            const Planner planner(recipe, {{u"portrait"_s, {}}}, {});
            const QJsonObject persona{
                {u"id"_s, u"8"_s}, {u"full_name"_s, u"Thomas Anderson"_s}, {u"role"_s, u"HR Manager"_s}};
            const auto plan = planner.plan(1, persona);
            QVERIFY(plan);
            QCOMPARE(plan->key, u"8"_s);
            QCOMPARE(plan->jobs.size(), 1);
            return;
        }
        QFAIL("there is no recipe 'portrait'");
    }
};

QTEST_GUILESS_MAIN(TestPlanner)
#include "test_planner.moc"
