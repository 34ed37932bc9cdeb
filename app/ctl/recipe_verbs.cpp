#include "ctl/known_recipes.h"
#include "ctl/session.h"
#include "engine/step_target.h"
#include "engine/step_voices.h"
#include "intake/samples.h"
#include "recipes/planner.h"
#include "recipes/recipe_json.h"
#include "text/error_text.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

// Recipes, and rows to try them with.
namespace fornada {

namespace {

int recipeList(Session &session)
{
    const auto recipes = knownRecipes(session);
    if (!recipes)
        return session.fail(recipes.error());
    QJsonArray json;
    for (const QJsonObject &recipe : *recipes) {
        json.append(QJsonObject{{QStringLiteral("name"), recipe.value(QLatin1String("name"))},
                                {QStringLiteral("title"), recipe.value(QLatin1String("title"))},
                                {QStringLiteral("requires"), recipe.value(QLatin1String("requires"))}});
        if (!session.json())
            session.print(QStringLiteral("%1  %2")
                              .arg(recipe.value(QLatin1String("name")).toString(), -16)
                              .arg(recipe.value(QLatin1String("title")).toString()));
    }
    if (session.json())
        session.printJson({{QStringLiteral("recipes"), json}});
    return kOk;
}

int recipeShow(Session &session)
{
    const auto recipes = knownRecipes(session);
    if (!recipes)
        return session.fail(recipes.error());
    const QString name = session.args().word(2);
    if (!recipes->contains(name))
        return session.fail({ErrorKind::UnknownRecipe, name, {}});
    session.printJson(recipes->value(name));
    return kOk;
}

// A file's recipe as JSON; where it is no JSON, the line and place are named.
Result<QJsonObject> recipeIn(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{file.exists() ? ErrorKind::FileUnreadable : ErrorKind::FileMissing, path, {}};
    const QByteArray bytes = file.readAll();
    QJsonParseError fault;
    const QJsonDocument json = QJsonDocument::fromJson(bytes, &fault);
    if (json.isObject())
        return json.object();
    const QByteArray before = bytes.left(fault.offset);
    const qsizetype line = before.count('\n') + 1, column = before.size() - before.lastIndexOf('\n');
    return Error{ErrorKind::BadRecipe, path,
                 fault.error == QJsonParseError::NoError
                     ? QStringLiteral("must be an object: { ... }")
                     : QStringLiteral("line %1, place %2: %3").arg(line).arg(column).arg(fault.errorString())};
}

int recipeImport(Session &session)
{
    const auto json = recipeIn(session.args().word(2));
    if (!json)
        return session.fail(json.error());
    const auto result = session.act(QStringLiteral("recipe.import"), {{QStringLiteral("recipe"), *json}});
    if (!result)
        return session.fail(result.error());
    session.print(QStringLiteral("recipe %1 imported").arg(result->value(QLatin1String("recipe")).toString()));
    return kOk;
}

int recipeRemove(Session &session)
{
    const QString name = session.args().word(2);
    const auto removed = session.act(QStringLiteral("recipe.remove"), {{QStringLiteral("recipe"), name}});
    if (!removed)
        return session.fail(removed.error());
    if (session.json())
        session.printJson(*removed);
    else
        session.print((removed->value(QLatin1String("builtIn")).toBool()
                           ? QStringLiteral("recipe %1 is the built-in one again")
                           : QStringLiteral("recipe %1 removed"))
                          .arg(name) +
                      QStringLiteral(" (fornadactl undo takes it back); batches keep the recipe they were made with"));
    return kOk;
}

// The fields that a row needs, whatever accounts and prices there are.
QStringList neededFields(const Recipe &recipe)
{
    QMap<QString, StepTarget> anywhere;
    for (const Step &step : recipe.steps)
        anywhere.insert(step.id, {});
    return Planner(recipe, anywhere, recipe.parameters).neededFields();
}

// What the accounts of its queues cannot do of it, as far as there are such queues yet; a batch may name another
// account.
QStringList lacksOf(Session &session, const Recipe &recipe)
{
    const auto reader = session.reader();
    const auto queues = reader ? (*reader)->queues() : Result<QList<Queue>>(reader.error());
    const auto accounts = queues ? (*reader)->accounts() : Result<QList<Account>>(queues.error());
    if (!accounts)
        return {};
    QStringList lacks;
    for (const Step &step : recipe.steps)
        for (const Queue &queue : *queues)
            for (const Account &account : *accounts)
                if (queue.name == step.queue && queue.account == account.id) {
                    const Status able = canDo(step, account);
                    const Status good = able ? hasVoices(step, account, step.model, recipe.parameters) : able;
                    if (!good)
                        lacks.append(sentence(good.error()));
                }
    return lacks;
}

// A file, or a recipe by name. Nothing is stored.
int recipeValidate(Session &session)
{
    const QString what = session.args().word(2);
    Result<QJsonObject> json = recipeIn(what);
    if (!json && json.error().kind == ErrorKind::FileMissing) {
        const auto recipes = knownRecipes(session);
        if (!recipes)
            return session.fail(recipes.error());
        if (!recipes->contains(what))
            return session.fail({ErrorKind::UnknownRecipe, what, {}});
        json = recipes->value(what);
    }
    const auto recipe = json ? recipeFromJson(*json) : Result<Recipe>(json.error());
    const QStringList lacks = recipe ? lacksOf(session, *recipe) : QStringList();
    if (session.json())
        session.printJson(
            recipe ? QJsonObject{{QStringLiteral("ok"), true},
                                 {QStringLiteral("name"), recipe->name},
                                 {QStringLiteral("version"), recipe->version},
                                 {QStringLiteral("steps"), recipe->steps.size()},
                                 {QStringLiteral("needs"), QJsonArray::fromStringList(neededFields(*recipe))},
                                 {QStringLiteral("lacks"), QJsonArray::fromStringList(lacks)}}
                   : QJsonObject{{QStringLiteral("ok"), false}, {QStringLiteral("mistake"), recipe.error().detail}});
    if (!recipe)
        return session.json() ? int(kError) : session.fail(recipe.error());
    if (!session.json())
        session.print(QStringLiteral("recipe %1, version %2, is good: %3 steps; a row needs: %4")
                          .arg(recipe->name)
                          .arg(recipe->version)
                          .arg(recipe->steps.size())
                          .arg(neededFields(*recipe).isEmpty() ? QStringLiteral("nothing in particular")
                                                               : neededFields(*recipe).join(QStringLiteral(", "))));
    for (const QString &lack : session.json() ? QStringList() : lacks)
        session.print(lack);
    return kOk;
}

int recipeExport(Session &session)
{
    const auto recipes = knownRecipes(session);
    if (!recipes)
        return session.fail(recipes.error());
    const QString name = session.args().word(2);
    if (!recipes->contains(name))
        return session.fail({ErrorKind::UnknownRecipe, name, {}});
    QFile file(session.args().word(3));
    const QByteArray bytes = QJsonDocument(recipes->value(name)).toJson();
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.flush())
        return session.fail({ErrorKind::FileUnwritable, file.fileName(), file.errorString()});
    session.print(QStringLiteral("recipe %1 written to %2").arg(name, file.fileName()));
    return kOk;
}

// ---- samples

int sampleList(Session &session)
{
    const auto all = samples();
    if (!all)
        return session.fail(all.error());
    QJsonArray json;
    for (const Sample &sample : *all) {
        json.append(QJsonObject{{QStringLiteral("recipe"), sample.recipe},
                                {QStringLiteral("rows"), sample.rows},
                                {QStringLiteral("files"), QJsonArray::fromStringList(sample.files)}});
        if (!session.json())
            session.print(QStringLiteral("%1  %2")
                              .arg(sample.recipe, -16)
                              .arg((QStringList{sample.rows} + sample.files).join(QStringLiteral(", "))));
    }
    if (session.json())
        session.printJson({{QStringLiteral("samples"), json}});
    return kOk;
}

int sampleWrite(Session &session)
{
    const QString recipe = session.args().word(2);
    const QString folder =
        session.args().word(3).isEmpty() ? recipe + QStringLiteral("-sample") : session.args().word(3);
    const auto rows = writeSample(recipe, QDir::current().absoluteFilePath(folder));
    if (!rows)
        return session.fail(rows.error());
    session.print(QStringLiteral("written. Try: fornadactl batch create --recipe %1 --rows %2 --start")
                      .arg(recipe, QDir::current().relativeFilePath(*rows)));
    return kOk;
}

} // namespace

QList<Verb> recipeVerbs()
{
    return {{QStringLiteral("list"), QStringLiteral("recipe list"), {}, recipeList},
            {QStringLiteral("show"), QStringLiteral("recipe show NAME"), {}, recipeShow, kOneWord},
            {QStringLiteral("validate"), QStringLiteral("recipe validate FILE|NAME"), {}, recipeValidate, kOneWord},
            {QStringLiteral("import"), QStringLiteral("recipe import FILE"), {}, recipeImport, kOneWord},
            {QStringLiteral("export"), QStringLiteral("recipe export NAME FILE"), {}, recipeExport, {2, 2}},
            {QStringLiteral("remove"), QStringLiteral("recipe remove NAME"), {}, recipeRemove, kOneWord}};
}

QList<Verb> sampleVerbs()
{
    return {{QStringLiteral("list"), QStringLiteral("sample list"), {}, sampleList},
            {QStringLiteral("write"), QStringLiteral("sample write RECIPE [FOLDER]"), {}, sampleWrite, {1, 2}}};
}

} // namespace fornada
