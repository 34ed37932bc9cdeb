#include "recipes/planner.h"
#include "recipes/recipe_json.h"
#include "recipes/single_steps.h"

#include <QJsonDocument>
#include <QTest>

using namespace fornada;
using namespace Qt::StringLiterals;

namespace {

QStringList stepsOf(const Recipe &recipe)
{
    QStringList steps;
    for (const Step &step : recipe.steps)
        steps.append(step.id);
    return steps;
}

// A chain a -> b -> c; what is given belongs to b.
Result<Recipe> chain(const QByteArray &keysOfB, const QByteArray &keysOfC = R"("for": ["x"])")
{
    const QByteArray json = R"({"name": "chain", "version": 1, "steps": [
        {"id": "a", "operation": "text", "queue": "texts", "prompt": "{{title}}"},
        {"id": "b", "operation": "text", "queue": "texts", "prompt": "{{results.a.text}} as {{x}}",
         "leaveOutWhenSingle": true, )" +
                            keysOfB + R"(},
        {"id": "c", "operation": "text", "queue": "texts", "after": ["a", "b"], "file": "{{results.b.text}}",
         "prompt": "{{#results.b}}{{results.b.text}}{{/results.b}} results.b {{results.a.text}}",
         "parameters": {"list": [{"of": "{{results.b.text}}"}], "n": 3}, )" +
                            keysOfC + "}]}";
    return recipeFromJson(QJsonDocument::fromJson(json).object());
}

} // namespace

// Steps that are left out where they would have one value only.
class TestSingleSteps final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void oneVariationIsTheMaster()
    {
        const auto recipe = builtInRecipe(u"scripts"_s);
        QVERIFY(recipe);
        QCOMPARE(withoutSingles(*recipe, recipe->parameters).steps.size(), 4); // three aspects
        QJsonObject one = recipe->parameters;
        one.insert(u"aspects"_s, u"drama"_s);
        const Recipe made = withoutSingles(*recipe, one);
        QCOMPARE(stepsOf(made), (QStringList{u"master"_s, u"adapt"_s, u"speak"_s}));
        QCOMPARE(made.steps.at(1).after, QStringList{u"master"_s});
        QVERIFY(made.steps.at(1).prompt.endsWith(u"{{results.master.text}}"_s));
        QMap<QString, StepTarget> targets;
        for (const Step &step : made.steps)
            targets.insert(step.id, {});
        const auto row = Planner(made, targets, one).plan(1, {{u"title"_s, u"Bread"_s}});
        QVERIFY(row);
        QCOMPARE(row->jobs.size(), 1 + 3 + 3);
        QCOMPARE(row->jobs.at(1).pendingParents, 1);
        QVERIFY(recipeFromJson(toJson(made))); // as the batch keeps it
    }

    void everyNameIsFollowed()
    {
        const auto recipe = chain(R"("after": ["a"], "for": [{"name": "x", "in": ["one"]}])");
        QVERIFY2(recipe, recipe ? "" : qPrintable(recipe.error().detail));
        QVERIFY(recipe->steps.at(1).leftOutWhenSingle);
        QVERIFY(recipeFromJson(toJson(*recipe))->steps.at(1).leftOutWhenSingle);
        const Recipe made = withoutSingles(*recipe, {});
        QCOMPARE(stepsOf(made), (QStringList{u"a"_s, u"c"_s}));
        const Step &c = made.steps.at(1);
        QCOMPARE(c.after, QStringList{u"a"_s});
        QCOMPARE(c.prompt, u"{{#results.a}}{{results.a.text}}{{/results.a}} results.b {{results.a.text}}"_s);
        QCOMPARE(c.fileName, u"{{results.a.text}}"_s);
        QCOMPARE(c.parameters.value(u"list"_s)[0][u"of"_s].toString(), u"{{results.a.text}}"_s);
        QCOMPARE(c.parameters.value(u"n"_s).toInt(), 3);
    }

    void severalStay()
    {
        const auto recipe = chain(R"("after": ["a"], "for": [{"name": "x", "in": "params.xs"}])");
        QVERIFY(recipe);
        QCOMPARE(withoutSingles(*recipe, {{u"xs"_s, u"one, two"_s}}).steps.size(), 3);
        QCOMPARE(withoutSingles(*recipe, {{u"xs"_s, u"one, one"_s}}).steps.size(), 2);
        QCOMPARE(withoutSingles(*recipe, {}).steps.size(), 3); // that it is missing is said elsewhere
    }

    void whatCannotBeLeftOutIsRefused_data()
    {
        QTest::addColumn<QByteArray>("keysOfB");
        QTest::addColumn<QByteArray>("keysOfC");
        QTest::addColumn<QString>("why");
        const QByteArray one = R"("for": [{"name": "x", "in": ["one"]}])", sameFan = R"("for": ["x"])";
        QTest::newRow("nothing before it") << one << sameFan << u"needs one step in after"_s;
        QTest::newRow("no fan-out") << QByteArray(R"("after": ["a"])") << QByteArray(R"("for": [])")
                                    << u"needs a 'for' that is longer"_s;
        QTest::newRow("a row's list") << QByteArray(R"("after": ["a"], "for": [{"name": "x", "in": "tags"}])")
                                      << sameFan << u"comes from the row"_s;
        QTest::newRow("a join") << R"("after": ["a"], )" + one << QByteArray(R"("for": [])") << u"step 'c' joins"_s;
        QTest::newRow("another kind") << R"("after": ["a"], "output": "json", )" + one << sameFan
                                      << u"gives json, but step 'a' gives text"_s;
        QTest::newRow("looked at") << R"("after": ["a"], "review": true, )" + one << sameFan << u"is not for"_s;
    }
    void whatCannotBeLeftOutIsRefused()
    {
        QFETCH(QByteArray, keysOfB);
        QFETCH(QByteArray, keysOfC);
        QFETCH(QString, why);
        const auto recipe = chain(keysOfB, keysOfC);
        QVERIFY(!recipe);
        QVERIFY2(recipe.error().detail.startsWith(u"steps[1].leaveOutWhenSingle: "_s) &&
                     recipe.error().detail.contains(why),
                 qPrintable(recipe.error().detail));
    }
};

QTEST_GUILESS_MAIN(TestSingleSteps)
#include "test_single_steps.moc"
