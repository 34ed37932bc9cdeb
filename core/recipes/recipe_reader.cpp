#include "recipes/recipe_reader.h"

#include "recipes/job_context.h"

#include <QHash>
#include <QRegularExpression>

#include <cmath>

namespace fornada {

namespace {

constexpr int kMostSteps = 50;
constexpr int kMostSeconds = 24 * 60 * 60;
constexpr int kMostFan = 100;
constexpr int kMostCacheSeconds = 10 * 365 * 24 * 60 * 60;

// What an operation's answer is when the recipe does not say, and what it may be.
QList<OutputKind> outputsOf(Operation operation)
{
    switch (operation) {
    case Operation::Image:
    case Operation::EditImage:
        return {OutputKind::Image};
    case Operation::Text:
    case Operation::Transcription:
        return {OutputKind::Text, OutputKind::Json};
    case Operation::Json:
        return {OutputKind::Json};
    case Operation::Speech:
        return {OutputKind::Audio};
    case Operation::HttpCall:
        return {OutputKind::Json, OutputKind::Text, OutputKind::Image, OutputKind::Audio, OutputKind::None};
    case Operation::Message:
        return {OutputKind::None, OutputKind::Json};
    case Operation::Join:
        return {OutputKind::Text, OutputKind::Json, OutputKind::None};
    }
    return {};
}

QString indexed(QLatin1String list, qsizetype index)
{
    return QStringLiteral("%1[%2]").arg(list).arg(index);
}

} // namespace

QString RecipeReader::Place::of(QLatin1String key) const
{
    return where.isEmpty() ? QString(key) : where + u'.' + key;
}

void RecipeReader::refuse(const QString &place, const QString &why)
{
    if (!m_error)
        m_error = Error{ErrorKind::BadRecipe, {}, place.isEmpty() ? why : place + QStringLiteral(": ") + why};
}

void RecipeReader::checkKeys(const Place &place, std::initializer_list<QLatin1String> known)
{
    const QStringList keys = place.json.keys();
    for (const QString &key : keys)
        if (std::find(known.begin(), known.end(), key) == known.end())
            refuse(place.where.isEmpty() ? key : place.where + u'.' + key, QStringLiteral("unknown key"));
}

QString RecipeReader::text(const Place &place, QLatin1String key)
{
    const QJsonValue value = place.json.value(key);
    if (!value.isUndefined() && !value.isString())
        refuse(place.of(key), QStringLiteral("must be a text"));
    return value.toString();
}

// A word that also works in file names, URLs and {{results.step.text}}.
QString RecipeReader::name(const Place &place, QLatin1String key)
{
    static const QRegularExpression form(QStringLiteral("^[a-z][a-z0-9_-]{0,63}$"));
    const QString value = text(place, key);
    if (value.isEmpty())
        refuse(place.of(key), QStringLiteral("is missing"));
    else if (!form.match(value).hasMatch())
        refuse(place.of(key), QStringLiteral("'%1' must be lower-case letters, digits, '-' and '_', starting with a "
                                             "letter, at most 64")
                                  .arg(value));
    return value;
}

QStringList RecipeReader::texts(const Place &place, QLatin1String key)
{
    const QJsonValue value = place.json.value(key);
    if (!value.isUndefined() && !value.isArray())
        refuse(place.of(key), QStringLiteral("must be a list of texts"));
    QStringList list;
    const QJsonArray items = value.toArray();
    for (const QJsonValue &item : items) {
        const QString entry = item.toString();
        if (entry.trimmed().isEmpty())
            refuse(place.of(key), QStringLiteral("must be a list of texts, none of them empty"));
        else if (list.contains(entry))
            refuse(place.of(key), QStringLiteral("'%1' is there twice").arg(entry));
        list.append(entry);
    }
    return list;
}

// The field that names a row, or several that do so together.
QStringList RecipeReader::keyFields(const Place &place)
{
    const QLatin1String key("key");
    if (place.json.value(key).isArray())
        return texts(place, key);
    const QString field = text(place, key);
    return field.isEmpty() ? QStringList() : QStringList(field);
}

int RecipeReader::number(const Place &place, QLatin1String key, int fallback, int least, int most)
{
    const QJsonValue value = place.json.value(key);
    if (value.isUndefined())
        return fallback;
    const double given = value.toDouble(std::nan(""));
    if (!(given >= least && given <= most) || given != std::floor(given)) {
        refuse(place.of(key), QStringLiteral("must be a whole number from %1 to %2").arg(least).arg(most));
        return fallback;
    }
    return int(given);
}

Money RecipeReader::price(const Place &place)
{
    const QLatin1String key("price");
    if (!place.json.contains(key))
        return {};
    const auto amount = moneyFromDecimal(text(place, key));
    if (!amount || amount->micros < 0) {
        refuse(place.of(key), QStringLiteral("must be an amount written as a text, like \"0.002\""));
        return {};
    }
    return *amount;
}

void RecipeReader::output(const Place &place, Step &step)
{
    const QList<OutputKind> allowed = outputsOf(step.operation);
    step.output = allowed.first();
    const QLatin1String key("output");
    if (!place.json.contains(key))
        return;
    const auto given = fromName<OutputKind>(text(place, key));
    if (!given) {
        refuse(place.of(key), QStringLiteral("must be one of %1").arg(namesOf<OutputKind>()));
        return;
    }
    if (!allowed.contains(*given))
        refuse(place.of(key),
               QStringLiteral("the operation %1 cannot give %2").arg(toName(step.operation), toName(*given)));
    step.output = *given;
}

FanOut RecipeReader::fanOut(const Place &place)
{
    checkKeys(place, {QLatin1String("name"), QLatin1String("in"), QLatin1String("count")});
    FanOut fan;
    fan.name = name(place, QLatin1String("name"));
    if (contextNames().contains(fan.name))
        refuse(place.of(QLatin1String("name")), QStringLiteral("'%1' has a meaning already").arg(fan.name));
    const QJsonValue in = place.json.value(QLatin1String("in"));
    const bool counts = place.json.contains(QLatin1String("count"));
    if (counts == !in.isUndefined())
        refuse(place.where, QStringLiteral("needs either 'in' or 'count'"));
    else if (counts)
        fan.count = number(place, QLatin1String("count"), 0, 1, kMostFan);
    else if (in.isString() && !in.toString().trimmed().isEmpty())
        fan.source = in.toString().trimmed();
    else
        fan.values = texts(place, QLatin1String("in"));
    if (!counts && fan.source.isEmpty() && (fan.values.isEmpty() || fan.values.size() > kMostFan))
        refuse(place.of(QLatin1String("in")),
               QStringLiteral("must be a field's name or a list of 1 to %1 texts").arg(kMostFan));
    return fan;
}

// A plain name means the fan-out of that name in a step before.
QList<FanOut> RecipeReader::forEach(const Place &place, const QList<Step> &before)
{
    const QLatin1String key("for");
    const QJsonValue value = place.json.value(key);
    if (!value.isUndefined() && !value.isArray())
        refuse(place.of(key), QStringLiteral("must be a list"));
    QList<FanOut> fans;
    const QJsonArray items = value.toArray();
    for (qsizetype i = 0; i < items.size(); ++i) {
        const QString where = place.where + u'.' + indexed(key, i);
        FanOut fan;
        if (items.at(i).isObject()) {
            fan = fanOut({items.at(i).toObject(), where});
        } else {
            fan.name = items.at(i).toString();
            for (const Step &step : before)
                for (const FanOut &known : step.forEach)
                    if (known.name == fan.name)
                        fan = known;
            if (fan.source.isEmpty() && fan.values.isEmpty() && fan.count == 0)
                refuse(where, QStringLiteral("no step before has a fan-out '%1'").arg(fan.name));
        }
        const auto isIt = [&fan](const FanOut &other) { return other.name == fan.name; };
        if (std::any_of(fans.begin(), fans.end(), isIt))
            refuse(where, QStringLiteral("'%1' is there twice").arg(fan.name));
        fans.append(fan);
    }
    return fans;
}

Step RecipeReader::step(const Place &place, const QList<Step> &before)
{
    checkKeys(place, {QLatin1String("id"),
                      QLatin1String("operation"),
                      QLatin1String("queue"),
                      QLatin1String("model"),
                      QLatin1String("prompt"),
                      QLatin1String("parameters"),
                      QLatin1String("output"),
                      QLatin1String("file"),
                      QLatin1String("for"),
                      QLatin1String("after"),
                      QLatin1String("price"),
                      QLatin1String("expectedSeconds"),
                      QLatin1String("review"),
                      QLatin1String("checks"),
                      QLatin1String("onBadOutput"),
                      QLatin1String("cacheTtl"),
                      QLatin1String("fallback"),
                      QLatin1String("otherwise"),
                      QLatin1String("credits"),
                      QLatin1String("timeLimit"),
                      QLatin1String("whenParentFails"),
                      QLatin1String("needs"),
                      QLatin1String("leaveOutWhenSingle")});
    Step step;
    step.id = name(place, QLatin1String("id"));
    const QLatin1String operationKey("operation");
    const auto operation = fromName<Operation>(text(place, operationKey));
    if (!operation)
        refuse(place.of(operationKey), QStringLiteral("must be one of %1").arg(namesOf<Operation>()));
    step.operation = operation.value_or(Operation::HttpCall);
    step.queue = text(place, QLatin1String("queue"));
    if (step.queue.trimmed().isEmpty())
        refuse(place.of(QLatin1String("queue")), QStringLiteral("is missing"));
    step.model = text(place, QLatin1String("model"));
    step.prompt = text(place, QLatin1String("prompt"));
    const QLatin1String parametersKey("parameters");
    const QJsonValue parameters = place.json.value(parametersKey);
    if (!parameters.isUndefined() && !parameters.isObject())
        refuse(place.of(parametersKey), QStringLiteral("must be an object"));
    step.parameters = parameters.toObject();
    output(place, step);
    step.fileName = text(place, QLatin1String("file"));
    step.forEach = forEach(place, before);
    step.after = texts(place, QLatin1String("after"));
    if (const QLatin1String key("fallback"); flag(place, key)) {
        step.fallback = true;
        if (step.after.isEmpty())
            refuse(place.of(key), QStringLiteral("needs steps in after: it runs when one of them has failed"));
    }
    step.price = price(place);
    step.expectedSeconds = number(place, QLatin1String("expectedSeconds"), step.expectedSeconds, 1, kMostSeconds);
    terms(place, step);
    if (const QLatin1String key("cacheTtl"); place.json.contains(key))
        step.cacheTtl = std::chrono::seconds(number(place, key, 0, 0, kMostCacheSeconds));
    resultRules(place, step);
    return step;
}

// Step ids are unique, parents exist, and nothing waits for itself in the end.
void RecipeReader::checkGraph(const Recipe &recipe)
{
    QHash<QString, int> pending;
    for (qsizetype i = 0; i < recipe.steps.size(); ++i) {
        const Step &step = recipe.steps.at(i);
        if (pending.contains(step.id))
            refuse(indexed(QLatin1String("steps"), i) + QStringLiteral(".id"),
                   QStringLiteral("there are two steps '%1'").arg(step.id));
        pending.insert(step.id, int(step.after.size()));
    }
    for (qsizetype i = 0; i < recipe.steps.size(); ++i)
        for (const QString &parent : recipe.steps.at(i).after)
            if (!pending.contains(parent))
                refuse(indexed(QLatin1String("steps"), i) + QStringLiteral(".after"),
                       QStringLiteral("there is no step '%1'").arg(parent));
    if (failed())
        return;
    for (bool moved = true; std::exchange(moved, false);) {
        for (const Step &done : recipe.steps) {
            if (pending.value(done.id, -1) != 0)
                continue;
            pending.remove(done.id);
            moved = true;
            for (const Step &child : recipe.steps)
                if (child.after.contains(done.id))
                    --pending[child.id];
        }
    }
    for (qsizetype i = 0; i < recipe.steps.size(); ++i)
        if (pending.contains(recipe.steps.at(i).id))
            refuse(indexed(QLatin1String("steps"), i) + QStringLiteral(".after"),
                   QStringLiteral("the step '%1' waits for itself").arg(recipe.steps.at(i).id));
}

Result<Recipe> RecipeReader::read(const QJsonObject &json)
{
    const Place place{json, {}};
    checkKeys(place,
              {QLatin1String("name"), QLatin1String("version"), QLatin1String("title"), QLatin1String("description"),
               QLatin1String("requires"), QLatin1String("parameters"), QLatin1String("key"), QLatin1String("keyPrefix"),
               QLatin1String("rowLimits"), QLatin1String("steps")});
    Recipe recipe;
    recipe.name = name(place, QLatin1String("name"));
    recipe.version = number(place, QLatin1String("version"), 1, 1, 1'000'000);
    recipe.title = text(place, QLatin1String("title"));
    recipe.description = text(place, QLatin1String("description"));
    recipe.requiredFields = texts(place, QLatin1String("requires"));
    const QLatin1String parametersKey("parameters");
    if (json.contains(parametersKey) && !json.value(parametersKey).isObject())
        refuse(parametersKey, QStringLiteral("must be an object"));
    recipe.parameters = json.value(parametersKey).toObject();
    recipe.keyFields = keyFields(place);
    recipe.keyPrefix = text(place, QLatin1String("keyPrefix"));
    recipe.rowLimits = rowLimits(place);

    const QLatin1String stepsKey("steps");
    const QJsonArray steps = json.value(stepsKey).toArray();
    if (steps.isEmpty() || steps.size() > kMostSteps)
        refuse(stepsKey, QStringLiteral("must be a list of 1 to %1 steps").arg(kMostSteps));
    for (qsizetype i = 0; i < steps.size() && !failed(); ++i) {
        const QString where = indexed(stepsKey, i);
        if (!steps.at(i).isObject())
            refuse(where, QStringLiteral("must be an object"));
        recipe.steps.append(step({steps.at(i).toObject(), where}, recipe.steps));
    }
    if (!failed())
        checkGraph(recipe);
    if (!failed())
        checkFans(recipe);
    if (!failed())
        checkGoing(recipe);
    if (!failed())
        checkSingles(recipe);
    for (qsizetype i = 0; i < recipe.steps.size() && !failed(); ++i)
        checkTemplates(recipe, recipe.steps.at(i), indexed(stepsKey, i));
    if (m_error)
        return *m_error;
    return recipe;
}

} // namespace fornada
