#include "recipes/answer_json.h"
#include "recipes/recipe_reader.h"
#include "recipes/template.h"

// What templates take from the steps before is there when their turn comes: found now, not after those were paid.
namespace fornada {

namespace {

QString quoted(const QStringList &names)
{
    return u'\'' + names.join(QStringLiteral("', '")) + u'\'';
}

// One name, like results.order.json.total.
struct Taken {
    const QString &field;
    const QString &parent; // its step's id
    QStringList rest;
    bool isSection = false;
    bool isAlways = false; // put in whatever the row
};

QString jsonFault(const Step &parent, const Taken &taken)
{
    if (parent.output != OutputKind::Json)
        return QStringLiteral("uses {{%1}}, but '%2' gives %3, not JSON")
            .arg(taken.field, parent.id, toName(parent.output));
    const QStringList path = taken.rest.mid(1);
    const auto place = placeIn(answerSchema(parent), path);
    if (!place)
        return QStringLiteral("uses {{%1}}, which the schema of '%2' does not have").arg(taken.field, parent.id);
    if (place->isList)
        return QStringLiteral("uses {{%1}}, which is inside a list: its items are seen inside of a section of it")
            .arg(taken.field);
    if (!place->isKnown && taken.isSection)
        return QStringLiteral("opens {{#%1}}, but '%2' has no schema that says what is in it: give it one in its "
                              "checks")
            .arg(taken.field, parent.id);
    if (!place->isSure && taken.isAlways)
        return QStringLiteral("uses {{%1}}, which may not be there: put it into a section, like {{#%1}}...{{/%1}}")
            .arg(taken.field);
    return {};
}

// Empty when it is there.
QString faultOf(const Step &parent, const Step &step, const Taken &taken)
{
    if (taken.rest.isEmpty())
        return {};
    if (parent.forEach.size() > step.forEach.size())
        return QStringLiteral("uses {{%1}}, but '%2' gives a list here: use {{#results.%2}}{{%3}}{{/results.%2}}")
            .arg(taken.field, taken.parent, taken.rest.join(u'.'));
    const QString &first = taken.rest.first();
    if (first == u"json")
        return jsonFault(parent, taken);
    QStringList known{QStringLiteral("text"), QStringLiteral("path"), QStringLiteral("mime")};
    if (parent.output == OutputKind::Json)
        known.append(QStringLiteral("json"));
    for (const FanOut &fan : parent.forEach)
        known.append(fan.name);
    if (known.contains(first) && taken.rest.size() == 1)
        return {};
    return QStringLiteral("uses {{%1}}, but of '%2' there is only %3").arg(taken.field, parent.id, quoted(known));
}

} // namespace

void RecipeReader::checkTemplate(const Recipe &recipe, const Step &step, const QString &source, const QString &where)
{
    const auto parsed = Template::parse(source);
    if (!parsed) {
        refuse(where, parsed.error().detail);
        return;
    }
    for (const QString &field : parsed->fields()) {
        if (!field.startsWith(QLatin1String("results.")))
            continue;
        const bool isAlways = parsed->requiredFields().contains(field);
        const QString id = field.section(u'.', 1, 1);
        if (step.goesOn && isAlways)
            refuse(where, QStringLiteral("uses {{%1}}, which may not be there: put it into a section, like "
                                         "{{#results.%2}}...{{/results.%2}}")
                              .arg(field, id));
        if (!step.after.contains(id))
            refuse(where, QStringLiteral("uses {{%1}}, but '%2' is not in this step's after list").arg(field, id));
        else if (step.fallback)
            refuse(where,
                   QStringLiteral("uses {{%1}}, which is not there: the step runs when one has failed").arg(field));
        const Taken taken{field, id, field.split(u'.').mid(2), parsed->sections().contains(field), isAlways};
        // Where a step is left out, the one before it stands for it.
        for (const Step *parent = stepNamed(recipe, id); parent && !failed() && !m_isStored;
             parent = parent->leftOutWhenSingle ? stepNamed(recipe, parent->after.value(0)) : nullptr)
            if (const QString fault = faultOf(*parent, step, taken); !fault.isEmpty())
                refuse(where, fault);
    }
}

void RecipeReader::checkTemplatesIn(const Recipe &recipe, const Step &step, const QJsonValue &value,
                                    const QString &where)
{
    if (value.isString())
        checkTemplate(recipe, step, value.toString(), where);
    const QJsonArray items = value.toArray();
    for (qsizetype i = 0; i < items.size(); ++i)
        checkTemplatesIn(recipe, step, items.at(i), where + QStringLiteral("[%1]").arg(i));
    const QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it)
        checkTemplatesIn(recipe, step, it.value(), where + u'.' + it.key());
}

void RecipeReader::checkTemplates(const Recipe &recipe, const Step &step, const QString &where)
{
    checkTemplate(recipe, step, step.prompt, where + QStringLiteral(".prompt"));
    checkTemplate(recipe, step, step.fileName, where + QStringLiteral(".file"));
    checkTemplatesIn(recipe, step, step.parameters, where + QStringLiteral(".parameters"));
}

} // namespace fornada
