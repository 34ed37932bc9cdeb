#include "models/recipe_draft.h"

#include "recipes/fan_out.h"
#include "recipes/planner.h"
#include "recipes/recipe_json.h"
#include "recipes/template.h"
#include "recipes/wording.h"
#include "text/request_text.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace fornada {

namespace {

constexpr int kMostAside = 72; // characters of a list or object that stay on one line

// As docs/recipes.md lists them.
const QStringList &order()
{
    static const QStringList keys{QStringLiteral("name"),      QStringLiteral("version"),
                                  QStringLiteral("title"),     QStringLiteral("description"),
                                  QStringLiteral("requires"),  QStringLiteral("key"),
                                  QStringLiteral("rowLimits"), QStringLiteral("id"),
                                  QStringLiteral("operation"), QStringLiteral("queue"),
                                  QStringLiteral("model"),     QStringLiteral("for"),
                                  QStringLiteral("after"),     QStringLiteral("fallback"),
                                  QStringLiteral("prompt"),    QStringLiteral("parameters"),
                                  QStringLiteral("output"),    QStringLiteral("file"),
                                  QStringLiteral("checks"),    QStringLiteral("onBadOutput"),
                                  QStringLiteral("review"),    QStringLiteral("needs"),
                                  QStringLiteral("timeLimit"), QStringLiteral("price"),
                                  QStringLiteral("credits"),   QStringLiteral("otherwise"),
                                  QStringLiteral("cacheTtl"),  QStringLiteral("expectedSeconds"),
                                  QStringLiteral("steps")};
    return keys;
}

QStringList keysOf(const QJsonObject &object)
{
    QStringList keys = object.keys();
    std::stable_sort(keys.begin(), keys.end(), [](const QString &a, const QString &b) {
        const auto place = [](const QString &key) {
            const qsizetype at = order().indexOf(key);
            return at < 0 ? order().size() : at;
        };
        return place(a) < place(b);
    });
    return keys;
}

QString scalarText(const QJsonValue &value)
{
    return QString::fromUtf8(QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact)).chopped(1).sliced(1);
}

QString valueText(const QJsonValue &value, int depth)
{
    if (!value.isArray() && !value.isObject())
        return scalarText(value);
    QStringList parts;
    if (value.isArray()) {
        for (const QJsonValue &item : value.toArray())
            parts.append(valueText(item, depth + 1));
    } else {
        const QJsonObject object = value.toObject();
        for (const QString &key : keysOf(object))
            parts.append(scalarText(key) + QStringLiteral(": ") + valueText(object.value(key), depth + 1));
    }
    const QString open = value.isArray() ? QStringLiteral("[") : QStringLiteral("{");
    const QString close = value.isArray() ? QStringLiteral("]") : QStringLiteral("}");
    const QString line = open + parts.join(QStringLiteral(", ")) + close;
    if (parts.isEmpty() || (depth > 0 && line.size() <= kMostAside && !line.contains(u'\n')))
        return line;
    const QString indent(qsizetype(4) * depth, u' ');
    return open + QStringLiteral("\n    ") + indent + parts.join(QStringLiteral(",\n    ") + indent) + u'\n' + indent +
           close;
}

QString stand(const QString &name)
{
    return u'‹' + name + u'›';
}

// Fields that the row lacks and a template cannot do without.
void standInFields(const QString &source, QJsonObject &context)
{
    const auto parsed = Template::parse(source);
    if (!parsed)
        return;
    for (const QString &field : parsed->requiredFields())
        if (!field.contains(u'.') && fieldValue(context, field).toVariant().toString().isEmpty())
            context.insert(field, stand(field));
}

void standInFieldsOf(const QJsonValue &value, QJsonObject &context)
{
    if (value.isString())
        standInFields(value.toString(), context);
    for (const QJsonValue &item : value.toArray())
        standInFieldsOf(item, context);
    const QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it)
        standInFieldsOf(it.value(), context);
}

// Where it could not be read on.
Error syntaxMistake(const QByteArray &text, const QJsonParseError &fault)
{
    const QByteArray before = text.left(fault.offset);
    return {ErrorKind::BadRecipe,
            {},
            fault.error == QJsonParseError::NoError
                ? QStringLiteral("must be an object: { ... }")
                : QStringLiteral("line %1: %2").arg(before.count('\n') + 1).arg(fault.errorString())};
}

} // namespace

QString recipeText(const QJsonObject &recipe)
{
    return valueText(recipe, 0) + u'\n';
}

TriedStep tryStep(const Recipe &recipe, const Step &step, const QJsonObject &fields, qint64 row)
{
    TriedStep tried;
    const auto keys = fanKeys(step, fields, recipe.parameters);
    tried.requests = keys ? keys->size() : 0;
    QString key = rowName(recipe, fields);
    if (key.isEmpty())
        key = QString::number(row);
    const JobPlace place{fields,
                         key,
                         row,
                         stand(QStringLiteral("batch")),
                         stand(QStringLiteral("client")),
                         recipe.parameters,
                         keys && !keys->isEmpty() ? keys->first() : QString()};
    QJsonObject context = jobContext(step, place);
    for (const FanOut &fan : step.forEach)
        if (!context.contains(fan.name))
            context.insert(fan.name, stand(fan.name));
    context.insert(QStringLiteral("results"), resultsToCome(recipe, step, place, resultPlaceholder));
    standInFields(step.prompt, context);
    standInFieldsOf(step.parameters, context);
    TemplateCache templates;
    const auto prompt = templates.render(step.prompt, context);
    tried.prompt = prompt ? *prompt : QString();
    if (!prompt)
        tried.error = prompt.error();
    const auto parameters = renderValue(step.parameters, context, templates);
    if (!parameters && !tried.error)
        tried.error = parameters.error();
    const QJsonObject shown = parameters ? parameters->toObject() : QJsonObject();
    tried.parameters = shown.isEmpty() ? QString() : valueText(shown, 0);
    return tried;
}

void RecipeDraft::setText(const QString &text)
{
    m_text = text;
    m_mistake.reset();
    const QByteArray bytes = text.toUtf8();
    QJsonParseError fault;
    const QJsonDocument document = QJsonDocument::fromJson(bytes, &fault);
    if (!document.isObject()) {
        m_mistake = syntaxMistake(bytes, fault);
        return;
    }
    auto recipe = recipeFromJson(document.object());
    if (!recipe) {
        m_mistake = recipe.error();
        return;
    }
    m_json = document.object();
    m_recipe = std::move(*recipe);
}

const Step *RecipeDraft::step(const QString &id) const
{
    for (qsizetype i = 0; m_recipe && i < m_recipe->steps.size(); ++i)
        if (m_recipe->steps.at(i).id == id)
            return &m_recipe->steps.at(i);
    return nullptr;
}

bool RecipeDraft::setPrompt(const QString &step, const QString &prompt)
{
    if (!QJsonDocument::fromJson(m_text.toUtf8()).isObject())
        return false;
    QJsonObject json = QJsonDocument::fromJson(m_text.toUtf8()).object();
    QJsonArray steps = json.value(QLatin1String("steps")).toArray();
    bool found = false;
    for (qsizetype i = 0; i < steps.size(); ++i) {
        QJsonObject one = steps.at(i).toObject();
        if (one.value(QLatin1String("id")).toString() != step)
            continue;
        one.insert(QStringLiteral("prompt"), prompt);
        steps[i] = one;
        found = true;
    }
    json.insert(QStringLiteral("steps"), steps);
    if (found)
        setText(recipeText(json));
    return found;
}

bool RecipeDraft::setVersion(int version)
{
    if (m_mistake || !m_recipe)
        return false;
    QJsonObject json = m_json;
    json.insert(QStringLiteral("version"), version);
    setText(recipeText(json));
    return true;
}

} // namespace fornada
