#include "recipes/recipe_json.h"

#include "recipes/fan_out.h"
#include "recipes/recipe_reader.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

namespace fornada {

namespace {

constexpr QLatin1String kBuiltIn(":/fornada/recipes/"); // NAME.json

QString sizeText(QSize size)
{
    return QStringLiteral("%1x%2").arg(size.width()).arg(size.height());
}

} // namespace

QJsonObject toJson(const OutputChecks &checks)
{
    QJsonObject json;
    if (checks.sizeAsAsked || !checks.size.isEmpty())
        json.insert(QStringLiteral("size"), checks.sizeAsAsked ? QStringLiteral("asked") : sizeText(checks.size));
    if (!checks.leastSize.isEmpty())
        json.insert(QStringLiteral("minSize"), sizeText(checks.leastSize));
    if (checks.leastSeconds > 0)
        json.insert(QStringLiteral("minSeconds"), checks.leastSeconds);
    if (checks.mostSeconds > 0)
        json.insert(QStringLiteral("maxSeconds"), checks.mostSeconds);
    if (checks.leastCharacters > 0)
        json.insert(QStringLiteral("minCharacters"), checks.leastCharacters);
    if (checks.mostCharacters > 0)
        json.insert(QStringLiteral("maxCharacters"), checks.mostCharacters);
    if (!checks.contains.isEmpty())
        json.insert(QStringLiteral("contains"), QJsonArray::fromStringList(checks.contains));
    if (!checks.excludes.isEmpty())
        json.insert(QStringLiteral("excludes"), QJsonArray::fromStringList(checks.excludes));
    if (checks.languageAsAsked || !checks.language.isEmpty())
        json.insert(QStringLiteral("language"), checks.languageAsAsked ? QStringLiteral("asked") : checks.language);
    if (!checks.schema.isEmpty())
        json.insert(QStringLiteral("schema"), checks.schema);
    return json;
}

QJsonObject toJson(const OtherAccount &other)
{
    QJsonObject json{{QStringLiteral("account"), other.account}};
    if (!other.model.isEmpty())
        json.insert(QStringLiteral("model"), other.model);
    if (!other.price.isZero())
        json.insert(QStringLiteral("price"), toDecimal(other.price));
    return json;
}

namespace {

QJsonObject toJson(const RowLimits &limits)
{
    QJsonObject json;
    const auto put = [&json](const QString &name, std::optional<Micros> limit) {
        if (limit)
            json.insert(name, qint64(std::chrono::floor<std::chrono::minutes>(*limit).count()));
    };
    put(QStringLiteral("softMinutes"), limits.soft);
    put(QStringLiteral("hardMinutes"), limits.hard);
    return json;
}

void addResultRules(const Step &step, QJsonObject &json)
{
    if (step.review)
        json.insert(QStringLiteral("review"), true);
    if (const QJsonObject checks = toJson(step.checks); !checks.isEmpty())
        json.insert(QStringLiteral("checks"), checks);
    if (step.cacheTtl)
        json.insert(QStringLiteral("cacheTtl"),
                    qint64(std::chrono::floor<std::chrono::seconds>(*step.cacheTtl).count()));
    if (step.onBadOutput)
        json.insert(QStringLiteral("onBadOutput"), toName(*step.onBadOutput));
}

QJsonObject stepToJson(const Step &step)
{
    QJsonObject json{{QStringLiteral("id"), step.id},
                     {QStringLiteral("operation"), toName(step.operation)},
                     {QStringLiteral("queue"), step.queue},
                     {QStringLiteral("output"), toName(step.output)},
                     {QStringLiteral("price"), toDecimal(step.price)},
                     {QStringLiteral("expectedSeconds"), step.expectedSeconds}};
    if (!step.model.isEmpty())
        json.insert(QStringLiteral("model"), step.model);
    if (!step.prompt.isEmpty())
        json.insert(QStringLiteral("prompt"), step.prompt);
    if (!step.parameters.isEmpty())
        json.insert(QStringLiteral("parameters"), step.parameters);
    if (!step.fileName.isEmpty())
        json.insert(QStringLiteral("file"), step.fileName);
    if (!step.forEach.isEmpty())
        json.insert(QStringLiteral("for"), fanToJson(step.forEach));
    if (!step.after.isEmpty())
        json.insert(QStringLiteral("after"), QJsonArray::fromStringList(step.after));
    if (step.otherwise)
        json.insert(QStringLiteral("otherwise"), toJson(*step.otherwise));
    if (!step.needs.isEmpty()) {
        QJsonArray needs;
        for (const Need need : step.needs)
            needs.append(toName(need));
        json.insert(QStringLiteral("needs"), needs);
    }
    if (step.timeLimit)
        json.insert(QStringLiteral("timeLimit"), double(step.timeLimit->count()) / 1e6);
    if (step.credits != defaultCredits(step.operation))
        json.insert(QStringLiteral("credits"), step.credits);
    if (step.goesOn)
        json.insert(QStringLiteral("whenParentFails"), QStringLiteral("goOn"));
    if (step.fallback)
        json.insert(QStringLiteral("fallback"), true);
    if (step.leftOutWhenSingle)
        json.insert(QStringLiteral("leaveOutWhenSingle"), true);
    addResultRules(step, json);
    return json;
}

} // namespace

Result<Recipe> storedRecipe(const QJsonObject &json)
{
    return RecipeReader(true).read(json);
}

Result<Recipe> recipeFromJson(const QJsonObject &json)
{
    return RecipeReader().read(json);
}

QJsonObject toJson(const Recipe &recipe)
{
    QJsonObject json{{QStringLiteral("name"), recipe.name}, {QStringLiteral("version"), recipe.version}};
    if (!recipe.title.isEmpty())
        json.insert(QStringLiteral("title"), recipe.title);
    if (!recipe.description.isEmpty())
        json.insert(QStringLiteral("description"), recipe.description);
    if (!recipe.requiredFields.isEmpty())
        json.insert(QStringLiteral("requires"), QJsonArray::fromStringList(recipe.requiredFields));
    if (!recipe.parameters.isEmpty())
        json.insert(QStringLiteral("parameters"), recipe.parameters);
    if (const QStringList &fields = recipe.keyFields; !fields.isEmpty())
        json.insert(QStringLiteral("key"),
                    fields.size() == 1 ? QJsonValue(fields.first()) : QJsonArray::fromStringList(fields));
    if (!recipe.keyPrefix.isEmpty())
        json.insert(QStringLiteral("keyPrefix"), recipe.keyPrefix);
    if (recipe.rowLimits != RowLimits{})
        json.insert(QStringLiteral("rowLimits"), toJson(recipe.rowLimits));
    QJsonArray steps;
    for (const Step &step : recipe.steps)
        steps.append(stepToJson(step));
    json.insert(QStringLiteral("steps"), steps);
    return json;
}

namespace {

Result<Recipe> readBuiltIn(const QString &name)
{
    QFile file(kBuiltIn + name);
    if (!file.open(QIODevice::ReadOnly))
        return Error{ErrorKind::FileUnreadable, file.fileName(), file.errorString()};
    QJsonParseError fault;
    const QJsonDocument document = QJsonDocument::fromJson(file.readAll(), &fault);
    if (!document.isObject())
        return Error{ErrorKind::BadRecipe, name, fault.errorString()};
    const auto recipe = recipeFromJson(document.object());
    return recipe ? recipe : Error{ErrorKind::BadRecipe, name, recipe.error().detail};
}

Result<QList<Recipe>> readBuiltIns()
{
    QList<Recipe> recipes;
    for (const QString &file : QDir(kBuiltIn).entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name)) {
        auto recipe = readBuiltIn(file);
        if (!recipe)
            return recipe.error();
        recipes.append(std::move(*recipe));
    }
    return recipes;
}

} // namespace

// They cannot change while the program runs: every batch that is added asks for one.
const Result<QList<Recipe>> &builtInRecipes()
{
    static const Result<QList<Recipe>> all = readBuiltIns();
    return all;
}

Result<Recipe> builtInRecipe(const QString &name)
{
    const Result<QList<Recipe>> &all = builtInRecipes();
    if (!all)
        return all.error();
    for (const Recipe &recipe : *all)
        if (recipe.name == name)
            return recipe;
    return Error{ErrorKind::UnknownRecipe, name, {}};
}

} // namespace fornada
