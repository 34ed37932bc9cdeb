#include "recipes/recipe_json.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace fornada;
using namespace Qt::StringLiterals;

namespace {

// Two steps: a script, then its speech.
QByteArray twoSteps()
{
    return R"({"name":"spoken","version":3,"title":"Spoken","description":"d","requires":["title"],"key":"id","steps":[
        {"id":"script","operation":"text","queue":"texts","model":"m","prompt":"Write about {{title}}",
         "parameters":{"temperature":0.7,"stops":["{{title}}"]},"output":"text","file":"{{key}}-script",
         "after":[],"price":"0.01","expectedSeconds":20},
        {"id":"voice","operation":"speech","queue":"voices","prompt":"{{results.script.text}}","after":["script"]}
    ]})";
}

// JSON with a schema, and JSON without.
QByteArray ordersAndMore()
{
    return R"({"name":"x","steps":[
            {"id":"order","operation":"json","queue":"q","prompt":"p","parameters":{"schema":{"type":"object",
             "properties":{"id":{"type":"string"},"note":{"type":"string"},"items":{"type":"array","items":
             {"type":"object","properties":{"name":{"type":"string"}}}},"to":{"type":"object","properties":
             {"city":{"type":"string"}},"required":["city"]}},"required":["id","items","to"]}}},
            {"id":"free","operation":"httpCall","queue":"q"}]})";
}

QByteArray leftOutAndJoined()
{
    return R"({"name":"x","steps":[
            {"id":"a","operation":"text","queue":"q","prompt":"p"},
            {"id":"b","operation":"text","queue":"q","prompt":"p","for":[{"name":"mood","in":["x","y"]}],"after":["a"],
             "leaveOutWhenSingle":true},
            {"id":"c","operation":"text","queue":"q","prompt":"{{results.b.text}}","for":["mood"],"after":["b"]},
            {"id":"d","operation":"join","queue":"q","after":["c"],
             "prompt":"{{#results.c}}{{mood}}={{text}}{{/results.c}}"}]})";
}

QJsonObject object(const QByteArray &json)
{
    const QJsonDocument document = QJsonDocument::fromJson(json);
    return document.object();
}

// twoSteps with one piece of text changed.
QJsonObject changed(const QByteArray &from, const QByteArray &to)
{
    QByteArray json = twoSteps();
    const QByteArray after = QByteArray(json).replace(from, to);
    return after == json ? QJsonObject() : object(after);
}

} // namespace

class TestRecipeJson : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void reads()
    {
        const auto recipe = recipeFromJson(object(twoSteps()));
        QVERIFY2(recipe, recipe ? "" : qPrintable(recipe.error().detail));
        QCOMPARE(recipe->name, u"spoken"_s);
        QCOMPARE(recipe->version, 3);
        QCOMPARE(recipe->requiredFields, QStringList{u"title"_s});
        QCOMPARE(recipe->keyFields, QStringList{u"id"_s});
        QCOMPARE(recipe->steps.size(), 2);
        const Step &script = recipe->steps.at(0);
        QCOMPARE(script.operation, Operation::Text);
        QCOMPARE(script.queue, u"texts"_s);
        QCOMPARE(script.model, u"m"_s);
        QCOMPARE(script.fileName, u"{{key}}-script"_s);
        QCOMPARE(script.price, Money{10'000});
        QCOMPARE(script.expectedSeconds, 20);
        QCOMPARE(script.parameters.value(u"temperature"_s).toDouble(), 0.7);
        const Step &voice = recipe->steps.at(1);
        QCOMPARE(voice.output, OutputKind::Audio); // by its operation
        QCOMPARE(voice.after, QStringList{u"script"_s});
        QVERIFY(voice.price.isZero());
    }

    void resultRulesRoundTrip()
    {
        QJsonObject json = object(twoSteps());
        QJsonArray steps = json.value(u"steps"_s).toArray();
        QJsonObject script = steps.at(0).toObject(), voice = steps.at(1).toObject();
        script.insert(u"review"_s, true);
        script.insert(u"onBadOutput"_s, u"retry"_s);
        script.insert(u"checks"_s, QJsonObject{{u"minCharacters"_s, 20},
                                               {u"maxCharacters"_s, 900},
                                               {u"contains"_s, QJsonArray{u"once"_s}},
                                               {u"excludes"_s, QJsonArray{u"as an AI"_s}}});
        voice.insert(u"checks"_s, QJsonObject{{u"minSeconds"_s, 1.5}, {u"maxSeconds"_s, 60.0}});
        json.insert(u"steps"_s, QJsonArray{script, voice});
        const auto recipe = recipeFromJson(json);
        QVERIFY2(recipe, recipe ? "" : qPrintable(recipe.error().detail));
        QVERIFY(recipe->steps.at(0).review);
        QCOMPARE(recipe->steps.at(0).onBadOutput, BadOutput::Retry);
        QCOMPARE(recipe->steps.at(0).checks.leastCharacters, 20);
        QCOMPARE(recipe->steps.at(1).checks.leastSeconds, 1.5);
        const QJsonObject written = toJson(*recipe);
        const auto again = recipeFromJson(written);
        QVERIFY(again);
        QCOMPARE(toJson(*again), written);
        QCOMPARE(written.value(u"steps"_s).toArray().at(0).toObject().value(u"checks"_s), script.value(u"checks"_s));
    }

    void badResultRulesAreNamed_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QJsonValue>("value");
        QTest::addColumn<QString>("place");
        const auto row = [](const char *name, const QString &key, const QJsonValue &value, const QString &place) {
            QTest::newRow(name) << key << value << place;
        };
        row("review", u"review"_s, u"yes"_s, u"steps[0].review"_s);
        row("what becomes", u"onBadOutput"_s, u"shrug"_s, u"steps[0].onBadOutput"_s);
        row("size of a text", u"checks"_s, QJsonObject{{u"size"_s, u"1x1"_s}}, u"steps[0].checks.size"_s);
        row("schema of a text", u"checks"_s, QJsonObject{{u"schema"_s, QJsonObject{{u"type"_s, u"object"_s}}}},
            u"steps[0].checks.schema"_s);
        row("backwards", u"checks"_s, QJsonObject{{u"minCharacters"_s, 9}, {u"maxCharacters"_s, 8}},
            u"steps[0].checks.maxCharacters"_s);
        row("fallback of nothing", u"fallback"_s, true, u"steps[0].fallback"_s);
        row("credits", u"credits"_s, -1, u"steps[0].credits"_s);
        row("part of a credit", u"credits"_s, 1.5, u"steps[0].credits"_s);
        row("no time", u"timeLimit"_s, 0, u"steps[0].timeLimit"_s);
        row("unknown need", u"needs"_s, QJsonArray{u"luck"_s}, u"steps[0].needs"_s);
        row("what a failed parent means", u"whenParentFails"_s, u"shrug"_s, u"steps[0].whenParentFails"_s);
        row("unknown check", u"checks"_s, QJsonObject{{u"mood"_s, 1}}, u"steps[0].checks.mood"_s);
    }
    void badResultRulesAreNamed()
    {
        QFETCH(QString, key);
        QFETCH(QJsonValue, value);
        QFETCH(QString, place);
        QJsonObject json = object(twoSteps());
        QJsonArray steps = json.value(u"steps"_s).toArray();
        QJsonObject script = steps.at(0).toObject();
        script.insert(key, value);
        steps.replace(0, script);
        json.insert(u"steps"_s, steps);
        const auto recipe = recipeFromJson(json);
        QVERIFY(!recipe);
        QCOMPARE(recipe.error().kind, ErrorKind::BadRecipe);
        QVERIFY2(recipe.error().detail.startsWith(place + u':'), qPrintable(recipe.error().detail));
    }

    // What a result costs its client: one, unless the recipe says otherwise; a join nothing.
    void creditsAreRead()
    {
        QJsonObject json = object(twoSteps());
        QJsonArray steps = json.value(u"steps"_s).toArray();
        QJsonObject script = steps.at(0).toObject(), voice = steps.at(1).toObject();
        script.insert(u"credits"_s, 0);
        voice.insert(u"credits"_s, 25);
        QJsonObject join{{u"id"_s, u"all"_s},
                         {u"operation"_s, u"join"_s},
                         {u"queue"_s, u"voices"_s},
                         {u"after"_s, QJsonArray{u"voice"_s}}};
        json.insert(u"steps"_s, QJsonArray{script, voice, join});
        const auto recipe = recipeFromJson(json);
        QVERIFY2(recipe, recipe ? "" : qPrintable(recipe.error().detail));
        QCOMPARE(recipe->steps.at(0).credits, 0);
        QCOMPARE(recipe->steps.at(1).credits, 25);
        QCOMPARE(recipe->steps.at(2).credits, 0);
        const QJsonArray written = toJson(*recipe).value(u"steps"_s).toArray();
        QCOMPARE(written.at(0)[u"credits"_s], QJsonValue(0));
        QCOMPARE(written.at(1)[u"credits"_s], QJsonValue(25));
        QVERIFY(written.at(2)[u"credits"_s].isUndefined());
        QCOMPARE(recipeFromJson(object(twoSteps()))->steps.at(0).credits, 1);
        join.insert(u"credits"_s, 1);
        json.insert(u"steps"_s, QJsonArray{script, voice, join});
        QVERIFY(!recipeFromJson(json));
    }

    void limitsAndNeedsRoundTrip()
    {
        QJsonObject json = object(twoSteps());
        QJsonArray steps = json.value(u"steps"_s).toArray();
        QJsonObject voice = steps.at(1).toObject();
        voice.insert(u"timeLimit"_s, 2.5);
        voice.insert(u"needs"_s, QJsonArray{u"speakers"_s, u"seed"_s});
        steps.replace(1, voice);
        json.insert(u"steps"_s, steps);
        json.insert(u"rowLimits"_s, QJsonObject{{u"softMinutes"_s, 60}, {u"hardMinutes"_s, 65}});
        const auto recipe = recipeFromJson(json);
        QVERIFY2(recipe, recipe ? "" : qPrintable(recipe.error().detail));
        QCOMPARE(recipe->steps.at(1).timeLimit, std::optional<Micros>(std::chrono::milliseconds(2'500)));
        QCOMPARE(recipe->steps.at(1).needs, (QList<Need>{Need::Speakers, Need::Seed}));
        QCOMPARE(recipe->rowLimits.soft, std::optional<Micros>(std::chrono::minutes(60)));
        QCOMPARE(recipe->rowLimits.hard, std::optional<Micros>(std::chrono::minutes(65)));
        const QJsonObject written = toJson(*recipe);
        QCOMPARE(written.value(u"rowLimits"_s), json.value(u"rowLimits"_s));
        QCOMPARE(written.value(u"steps"_s).toArray().at(1)[u"needs"_s], voice.value(u"needs"_s));
        QCOMPARE(toJson(*recipeFromJson(written)), written);
    }

    void badRowLimitsAreNamed()
    {
        const auto placeOf = [](const QJsonValue &limits) {
            QJsonObject json = object(twoSteps());
            json.insert(u"rowLimits"_s, limits);
            const auto recipe = recipeFromJson(json);
            return recipe ? QString() : recipe.error().detail.section(u':', 0, 0);
        };
        QCOMPARE(placeOf(60), u"rowLimits"_s);
        QCOMPARE(placeOf(QJsonObject{{u"minutes"_s, 60}}), u"rowLimits.minutes"_s);
        QCOMPARE(placeOf(QJsonObject{{u"hardMinutes"_s, 0}}), u"rowLimits.hardMinutes"_s);
        QCOMPARE(placeOf(QJsonObject{{u"softMinutes"_s, 65}, {u"hardMinutes"_s, 65}}), u"rowLimits.softMinutes"_s);
        QCOMPARE(placeOf(QJsonObject{{u"softMinutes"_s, 60}}), QString());
    }

    // What joins may go on without a parent: its words must do without, too.
    void aJoinMayGoOn()
    {
        QJsonObject json = object(twoSteps());
        const QJsonArray two = json.value(u"steps"_s).toArray();
        QJsonObject join{{u"id"_s, u"all"_s},
                         {u"operation"_s, u"join"_s},
                         {u"queue"_s, u"voices"_s},
                         {u"after"_s, QJsonArray{u"script"_s, u"voice"_s}},
                         {u"whenParentFails"_s, u"goOn"_s},
                         {u"prompt"_s, u"{{key}} {{#results.script}}{{text}}{{/results.script}}"_s}};
        const auto read = [&](const QJsonArray &steps) {
            json.insert(u"steps"_s, steps);
            return recipeFromJson(json);
        };
        const auto good = read({two.at(0), two.at(1), join});
        QVERIFY2(good, good ? "" : qPrintable(good.error().detail));
        QVERIFY(good->steps.at(2).goesOn);
        QCOMPARE(toJson(*good).value(u"steps"_s).toArray().at(2)[u"whenParentFails"_s], QJsonValue(u"goOn"_s));
        join.insert(u"prompt"_s, u"{{results.script.text}}"_s);
        const auto bare = read({two.at(0), two.at(1), join});
        QVERIFY(!bare);
        QVERIFY2(bare.error().detail.startsWith(u"steps[2].prompt: uses {{results.script.text}}"_s),
                 qPrintable(bare.error().detail));
        QJsonObject voice = two.at(1).toObject();
        voice.insert(u"whenParentFails"_s, u"goOn"_s); // it has one parent, and no join
        const auto single = read({two.at(0), voice});
        QVERIFY(!single);
        QVERIFY2(single.error().detail.startsWith(u"steps[1].whenParentFails: "_s), qPrintable(single.error().detail));
    }

    void aFallbackHasNoResultsToUse()
    {
        QJsonObject json = object(twoSteps());
        QJsonArray steps = json.value(u"steps"_s).toArray();
        QJsonObject voice = steps.at(1).toObject();
        voice.insert(u"fallback"_s, true);
        steps.replace(1, voice);
        json.insert(u"steps"_s, steps);
        const auto refused = recipeFromJson(json);
        QVERIFY(!refused);
        QVERIFY2(refused.error().detail.startsWith(u"steps[1].prompt:"_s), qPrintable(refused.error().detail));
        voice.insert(u"prompt"_s, u"Nothing to say about {{title}}"_s);
        steps.replace(1, voice);
        json.insert(u"steps"_s, steps);
        const auto recipe = recipeFromJson(json);
        QVERIFY2(recipe, recipe ? "" : qPrintable(recipe.error().detail));
        QVERIFY(recipe->steps.at(1).fallback);
        QCOMPARE(toJson(*recipe).value(u"steps"_s).toArray().at(1)[u"fallback"_s], QJsonValue(true));
    }

    void roundTrips()
    {
        const auto recipe = recipeFromJson(object(twoSteps()));
        QVERIFY(recipe);
        const QJsonObject json = toJson(*recipe);
        const auto again = recipeFromJson(json);
        QVERIFY(again);
        QCOMPARE(toJson(*again), json);
        QCOMPARE(again->steps.at(0).parameters, recipe->steps.at(0).parameters);
        QCOMPARE(again->steps.at(1).after, recipe->steps.at(1).after);
        QCOMPARE(again->steps.at(1).output, recipe->steps.at(1).output);
        QCOMPARE(again->steps.at(0).price, recipe->steps.at(0).price);
        QCOMPARE(again->title, recipe->title);
    }

    void namesTheMistake_data()
    {
        QTest::addColumn<QJsonObject>("json");
        QTest::addColumn<QString>("place");
        const auto row = [](const char *name, const QByteArray &from, const QByteArray &to, const QString &place) {
            QTest::newRow(name) << changed(from, to) << place;
        };
        row("no name", "\"name\":\"spoken\",", "", u"name: is missing"_s);
        row("name in capitals", "\"spoken\"", "\"Spoken!\"", u"name: "_s);
        row("name is a path", "\"spoken\"", "\"../spoken\"", u"name: "_s);
        row("unknown key", "\"description\":\"d\"", "\"descripton\":\"d\"", u"descripton: unknown key"_s);
        row("unknown step key", "\"model\":\"m\"", "\"modle\":\"m\"", u"steps[0].modle: unknown key"_s);
        row("version a text", "\"version\":3", "\"version\":\"3\"", u"version: "_s);
        row("version a fraction", "\"version\":3", "\"version\":1.5", u"version: "_s);
        row("requires a text", "[\"title\"]", "\"title\"", u"requires: "_s);
        row("requires twice", "[\"title\"]", "[\"title\",\"title\"]", u"requires: 'title' is there twice"_s);
        row("requires empty", "[\"title\"]", "[\" \"]", u"requires: "_s);
        row("two steps of one id", "\"id\":\"voice\"", "\"id\":\"script\"",
            u"steps[1].id: there are two steps 'script'"_s);
        row("id with a dot", "\"id\":\"voice\"", "\"id\":\"my.voice\"", u"steps[1].id: "_s);
        row("unknown operation", "\"operation\":\"speech\"", "\"operation\":\"sing\"", u"steps[1].operation: "_s);
        row("no queue", "\"queue\":\"voices\"", "\"queue\":\"\"", u"steps[1].queue: is missing"_s);
        row("unknown output", "\"output\":\"text\"", "\"output\":\"film\"", u"steps[0].output: "_s);
        row("impossible output", "\"output\":\"text\"", "\"output\":\"image\"", u"steps[0].output: "_s);
        row("price a number", "\"price\":\"0.01\"", "\"price\":0.01", u"steps[0].price: "_s);
        row("negative price", "\"price\":\"0.01\"", "\"price\":\"-0.01\"", u"steps[0].price: "_s);
        row("seconds zero", "\"expectedSeconds\":20", "\"expectedSeconds\":0", u"steps[0].expectedSeconds: "_s);
        row("unknown parent", "\"after\":[\"script\"]", "\"after\":[\"scrpt\"]",
            u"steps[1].after: there is no step 'scrpt'"_s);
        row("itself", "\"after\":[\"script\"]", "\"after\":[\"script\",\"voice\"]", u"steps[1].after: "_s);
        row("cycle", "\"after\":[]", "\"after\":[\"voice\"]", u"steps[0].after: the step 'script' waits"_s);
        row("broken prompt", "about {{title}}", "about {{title", u"steps[0].prompt: "_s);
        row("broken parameter", "[\"{{title}}\"]", "[\"{{#title}}\"]", u"steps[0].parameters.stops[0]: "_s);
        row("broken file", "{{key}}-script", "{{}}", u"steps[0].file: "_s);
        row("no such thing of a result", "{{results.script.text}}", "{{results.script.txt}}",
            u"steps[1].prompt: uses {{results.script.txt}}, but of 'script' there is only 'text', 'path', 'mime'"_s);
        row("a part of a text", "{{results.script.text}}", "{{results.script.text.first}}", u"steps[1].prompt: "_s);
        row("in a section", "{{results.script.text}}", "{{#results.script.txt}}x{{/results.script.txt}}",
            u"steps[1].prompt: "_s);
        row("JSON of a text", "{{results.script.text}}", "{{results.script.json.title}}",
            u"steps[1].prompt: uses {{results.script.json.title}}, but 'script' gives text"_s);
        row("result of no parent", "{{results.script.text}}", "{{results.voice.text}}", u"steps[1].prompt: "_s);
        row("parameters a list", "{\"temperature\":0.7,\"stops\":[\"{{title}}\"]}", "[]", u"steps[0].parameters: "_s);
        QJsonObject none = object(twoSteps());
        none.insert(u"steps"_s, QJsonArray());
        QTest::newRow("no steps") << none << u"steps: "_s;
        none.insert(u"steps"_s, QJsonArray{u"x"_s});
        QTest::newRow("step is a text") << none << u"steps[0]: "_s;
    }
    void namesTheMistake()
    {
        QFETCH(QJsonObject, json);
        QFETCH(QString, place);
        QVERIFY2(!json.isEmpty(), "the row changes nothing");
        const auto recipe = recipeFromJson(json);
        QVERIFY(!recipe);
        QCOMPARE(recipe.error().kind, ErrorKind::BadRecipe);
        QVERIFY2(recipe.error().detail.startsWith(place), qPrintable(recipe.error().detail));
    }

    // What a step's words take of the JSON before it is there, as far as its schema tells.
    void whatIsTakenOfJsonIsThere_data()
    {
        QTest::addColumn<QString>("prompt");
        QTest::addColumn<QString>("mistake");
        const auto row = [](const char *name, const QString &prompt, const QString &mistake) {
            QTest::newRow(name) << prompt << mistake;
        };
        row("a field", u"{{results.order.json.id}}"_s, {});
        row("a field within", u"{{results.order.json.to.city}}"_s, {});
        row("a list", u"{{#results.order.json.items}}{{name}}{{/results.order.json.items}}"_s, {});
        row("all of it", u"{{results.order.json}}"_s, {});
        row("one that may be missing", u"{{#results.order.json.note}}{{.}}{{/results.order.json.note}}"_s, {});
        row("an unknown field", u"{{results.order.json.idd}}"_s,
            u"uses {{results.order.json.idd}}, which the schema of 'order' does not have"_s);
        row("an unknown field within", u"{{results.order.json.to.town}}"_s, u"the schema of 'order' does not"_s);
        row("within a text", u"{{results.order.json.id.first}}"_s, u"the schema of 'order' does not"_s);
        row("within a list", u"{{results.order.json.items.name}}"_s, u"is inside a list"_s);
        row("without a section", u"{{results.order.json.note}}"_s, u"may not be there"_s);
        row("nothing is known of it", u"{{results.free.json.whatever.it.is}}"_s, {});
        row("a section of what is not known", u"{{#results.free.json.list}}{{name}}{{/results.free.json.list}}"_s,
            u"'free' has no schema"_s);
    }
    void whatIsTakenOfJsonIsThere()
    {
        QFETCH(QString, prompt);
        QFETCH(QString, mistake);
        QJsonObject json = object(ordersAndMore());
        QJsonArray steps = json.value(u"steps"_s).toArray();
        steps.append(QJsonObject{{u"id"_s, u"say"_s},
                                 {u"operation"_s, u"text"_s},
                                 {u"queue"_s, u"q"_s},
                                 {u"after"_s, QJsonArray{u"order"_s, u"free"_s}},
                                 {u"prompt"_s, prompt}});
        json.insert(u"steps"_s, steps);
        const auto recipe = recipeFromJson(json);
        QCOMPARE(bool(recipe), mistake.isEmpty());
        if (!recipe)
            QVERIFY2(recipe.error().detail.startsWith(u"steps[2].prompt: ") && recipe.error().detail.contains(mistake),
                     qPrintable(recipe.error().detail));
    }

    // A batch goes on with the recipe that it was added with.
    void whatWasAcceptedOnceIsStillRead()
    {
        const QJsonObject json = changed("{{results.script.text}}", "{{#results.script.txt}}x{{/results.script.txt}}");
        QVERIFY(!recipeFromJson(json));
        const auto recipe = storedRecipe(json);
        QVERIFY(recipe);
        QCOMPARE(recipe->steps.size(), 2);
        QVERIFY(!storedRecipe(changed("{{results.script.text}}", "{{results.voice.text}}")));
    }

    // A step whose results are many here, or which may be left out: only what is there either way.
    void whatIsTakenOfManyIsTakenOneByOne()
    {
        const QByteArray joining = leftOutAndJoined();
        QVERIFY(recipeFromJson(object(joining)));
        const auto faultOf = [&joining](const QByteArray &from, const QByteArray &to) {
            const auto recipe = recipeFromJson(object(QByteArray(joining).replace(from, to)));
            return recipe ? QString() : recipe.error().detail;
        };
        const QString many = faultOf("{{#results.c}}{{mood}}={{text}}{{/results.c}}", "{{results.c.text}}");
        QVERIFY2(many.startsWith(u"steps[3].prompt: "_s) && many.contains(u"'c' gives a list here"), qPrintable(many));
        const QString left = faultOf("{{results.b.text}}", "{{results.b.mood}}");
        QVERIFY2(left.startsWith(u"steps[2].prompt: "_s) && left.contains(u"of 'a' there is only"), qPrintable(left));
    }

    void builtInsAreValid()
    {
        const auto recipes = builtInRecipes();
        QVERIFY2(recipes, recipes ? "" : qPrintable(recipes.error().subject + u": "_s + recipes.error().detail));
        QStringList names;
        for (const Recipe &recipe : *recipes) {
            names.append(recipe.name);
            QVERIFY(!recipe.title.isEmpty());
            QVERIFY(!recipe.description.isEmpty());
            const auto byName = builtInRecipe(recipe.name);
            QVERIFY(byName);
            QCOMPARE(toJson(*byName), toJson(recipe));
        }
        QVERIFY(names.contains(u"portrait"_s));
        QVERIFY(names.contains(u"http-worker"_s));
        QCOMPARE(QSet<QString>(names.begin(), names.end()).size(), names.size());
        for (const QString &name : {u"portraits"_s, u"../prices"_s, QString()})
            QCOMPARE(builtInRecipe(name).error().kind, ErrorKind::UnknownRecipe);
    }
};

QTEST_GUILESS_MAIN(TestRecipeJson)
#include "test_recipe_json.moc"
