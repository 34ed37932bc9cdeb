#include "model/fan_key.h"
#include "recipes/fan_out.h"
#include "recipes/job_context.h"
#include "recipes/planner.h"
#include "recipes/recipe_json.h"
#include "recipes/template.h"

#include <QJsonDocument>
#include <QTest>

using namespace fornada;
using namespace Qt::StringLiterals;

namespace {

// One script a title, its variations, each in several languages, each read aloud; one digest of all scripts.
const QByteArray kScripts = R"({"name":"scripts","requires":["title"],"key":"title","steps":[
    {"id":"master","operation":"text","queue":"texts","prompt":"{{title}}"},
    {"id":"variation","operation":"text","queue":"texts","prompt":"{{results.master.text}} as {{aspect}}",
     "for":[{"name":"aspect","in":["humour","drama","facts"]}],"after":["master"]},
    {"id":"adapt","operation":"text","queue":"texts","prompt":"{{results.variation.text}} in {{language}}",
     "for":["aspect",{"name":"language","in":"params.languages"}],"after":["variation"]},
    {"id":"voice","operation":"speech","queue":"speech","prompt":"{{results.adapt.text}}",
     "for":["aspect","language"],"after":["adapt"]},
    {"id":"digest","operation":"text","queue":"texts","after":["variation"],
     "prompt":"{{#results.variation}}{{aspect}}: {{text}}; {{/results.variation}}"}]})";

Result<Recipe> read(const QByteArray &json)
{
    return recipeFromJson(QJsonDocument::fromJson(json).object());
}

// A recipe of two steps whose fan-outs are given.
Result<Recipe> fanned(const QByteArray &parent, const QByteArray &child)
{
    return read(R"({"name":"two","steps":[{"id":"a","operation":"text","queue":"q","for":)" + parent +
                R"(},{"id":"b","operation":"text","queue":"q","after":["a"],"for":)" + child + "}]}");
}

Planner plannerOf(const Recipe &recipe, const QJsonObject &parameters)
{
    QMap<QString, StepTarget> targets;
    for (const Step &step : recipe.steps)
        targets.insert(step.id, {QueueId{1}, AccountId{1}, {}, Money{}, 0});
    return {recipe, targets, parameters};
}

const QJsonObject kLanguages{{u"languages"_s, u"pt, en; es\nen"_s}};

} // namespace

class TestFanOut : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void keysKeepTheirValues()
    {
        const QStringList values{u"50%/half"_s, u"pt"_s, u"a b"_s};
        QCOMPARE(fanValues(fanKeyOf(values)), values);
        QCOMPARE(fanKeyOf(values).count(u'/'), 2);
        QVERIFY(isSameFan(u"en", u"en/2"));
        QVERIFY(isSameFan(u"", u"en/2"));
        QVERIFY(!isSameFan(u"en", u"english"));
        QVERIFY(!isSameFan(u"en/1", u"en/2"));
    }

    void aTitleBecomesItsGraph()
    {
        const auto recipe = read(kScripts);
        QVERIFY2(recipe, recipe ? "" : qPrintable(recipe.error().detail));
        const auto row = plannerOf(*recipe, kLanguages).plan(1, {{u"title"_s, u"Bread"_s}});
        QVERIFY2(row, row ? "" : qPrintable(row.error().detail));
        QHash<QString, QStringList> keys;
        QHash<QString, int> parents;
        for (const PlannedJob &job : row->jobs) {
            keys[job.step].append(job.fanKey);
            parents[job.step] += job.pendingParents;
        }
        QCOMPARE(keys[u"master"_s], QStringList{QString()});
        QCOMPARE(keys[u"variation"_s], (QStringList{u"humour"_s, u"drama"_s, u"facts"_s}));
        QCOMPARE(keys[u"adapt"_s].size(), 9); // "en" twice counts once
        QCOMPARE(keys[u"adapt"_s].first(), u"humour/pt"_s);
        QCOMPARE(keys[u"voice"_s], keys[u"adapt"_s]);
        QCOMPARE(parents[u"variation"_s], 3);
        QCOMPARE(parents[u"adapt"_s], 9); // one variation each
        QCOMPARE(parents[u"voice"_s], 9);
        QCOMPARE(parents[u"digest"_s], 3); // it joins all variations
    }

    void listsComeFromTheRowToo()
    {
        Step step;
        step.id = u"s"_s;
        step.forEach = {{u"tag"_s, {}, u"tags"_s, 0}, {u"sample"_s, {}, {}, 2}};
        QCOMPARE(*fanKeys(step, {{u"tags"_s, QJsonArray{u"x"_s, 7}}}, {}),
                 (QStringList{u"x/1"_s, u"x/2"_s, u"7/1"_s, u"7/2"_s}));
        const auto missing = fanKeys(step, {{u"tags"_s, u" , "_s}}, {});
        QVERIFY(!missing);
        QCOMPARE(missing.error().kind, ErrorKind::FieldMissing);
        QCOMPARE(missing.error().subject, u"tags"_s);
    }

    void aRowMayNotExplode()
    {
        Step step;
        step.id = u"s"_s;
        step.forEach = {{u"a"_s, {}, {}, 100}, {u"b"_s, {}, {}, 100}};
        const auto keys = fanKeys(step, {}, {});
        QVERIFY(!keys);
        QCOMPARE(keys.error().kind, ErrorKind::TooMany);
    }

    void templatesSeeTheValues()
    {
        const auto recipe = read(kScripts);
        QVERIFY(recipe);
        const Step &adapt = recipe->steps.at(2);
        const QJsonObject context = jobContext(adapt, {{}, u"k"_s, 1, {}, {}, {}, u"drama/pt"_s});
        QCOMPARE(*render(u"{{aspect}}-{{language}}"_s, context), u"drama-pt"_s);
    }

    void isWrittenAndReadAgain()
    {
        const auto recipe = read(kScripts);
        QVERIFY(recipe);
        const auto again = recipeFromJson(toJson(*recipe));
        QVERIFY2(again, again ? "" : qPrintable(again.error().detail));
        for (qsizetype i = 0; i < recipe->steps.size(); ++i)
            QCOMPARE(again->steps.at(i).forEach, recipe->steps.at(i).forEach);
    }

    void mistakesNameTheirPlace_data()
    {
        QTest::addColumn<QByteArray>("parent");
        QTest::addColumn<QByteArray>("child");
        QTest::addColumn<QString>("place");
        const QByteArray one = R"([{"name":"x","count":2}])";
        QTest::newRow("no list") << QByteArray("3") << one << u"steps[0].for: must be a list"_s;
        QTest::newRow("both") << QByteArray(R"([{"name":"x","count":2,"in":"f"}])") << one << u"steps[0].for[0]"_s;
        QTest::newRow("neither") << QByteArray(R"([{"name":"x"}])") << one << u"steps[0].for[0]"_s;
        QTest::newRow("empty list") << QByteArray(R"([{"name":"x","in":[]}])") << one << u"steps[0].for[0].in"_s;
        QTest::newRow("too many") << QByteArray(R"([{"name":"x","count":101}])") << one << u"steps[0].for[0].count"_s;
        QTest::newRow("taken name") << QByteArray(R"([{"name":"row","count":2}])") << one << u"steps[0].for[0].name"_s;
        QTest::newRow("unknown") << one << QByteArray(R"(["y"])") << u"steps[1].for[0]: no step before"_s;
        QTest::newRow("twice") << one << QByteArray(R"(["x","x"])") << u"steps[1].for[1]"_s;
        QTest::newRow("not its parent's")
            << one << QByteArray(R"([{"name":"y","count":2},"x"])") << u"steps[1].for: must begin"_s;
    }

    void mistakesNameTheirPlace()
    {
        QFETCH(QByteArray, parent);
        QFETCH(QByteArray, child);
        QFETCH(QString, place);
        const auto recipe = fanned(parent, child);
        QVERIFY(!recipe);
        QVERIFY2(recipe.error().detail.startsWith(place), qPrintable(recipe.error().detail));
    }
};

QTEST_GUILESS_MAIN(TestFanOut)
#include "test_fan_out.moc"
