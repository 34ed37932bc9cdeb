#include "recipes/wording.h"

#include "model/fan_key.h"
#include "recipes/answer_json.h"
#include "recipes/fan_out.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace fornada {

namespace {

// The jobs of a step before that this one waits for.
QStringList parentKeys(const Step &parent, const JobPlace &place)
{
    const auto all = fanKeys(parent, place.fields, place.parameters);
    QStringList keys;
    for (const QString &key : all ? *all : QStringList())
        if (isSameFan(key, place.fanKey))
            keys.append(key);
    return keys.isEmpty() ? QStringList{QString()} : keys;
}

// The places in a parent's JSON that templates name: of results.order.json.total and, inside of a section, json.total.
void collectPaths(const QJsonValue &value, const QString &parent, QList<QStringList> &paths)
{
    const auto fields = value.isString() ? fieldsOf(value.toString()) : Result<QStringList>(QStringList());
    for (QString field : fields ? *fields : QStringList()) {
        if (const QString of = QStringLiteral("results.%1.").arg(parent); field.startsWith(of))
            field = field.mid(of.size());
        if (field.startsWith(QLatin1String("json.")))
            paths.append(field.split(u'.').mid(1));
    }
    for (const QJsonValue &item : value.toArray())
        collectPaths(item, parent, paths);
    const QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it)
        collectPaths(it.value(), parent, paths);
}

QJsonObject resultToCome(const Step &parent, const QString &fanKey, const QString &name)
{
    QJsonObject result{{QStringLiteral("text"), name}, {QStringLiteral("path"), name}, {QStringLiteral("mime"), name}};
    const QStringList values = fanValues(fanKey);
    for (qsizetype i = 0; i < parent.forEach.size(); ++i)
        result.insert(parent.forEach.at(i).name, values.value(i, name));
    return result;
}

} // namespace

Result<QJsonValue> renderValue(const QJsonValue &value, const QJsonObject &context, TemplateCache &templates)
{
    if (value.isString()) {
        const QString name = templates.loneName(value.toString());
        const QJsonValue own = name.isEmpty() ? QJsonValue() : fieldValue(context, name);
        if (own.isDouble() || own.isBool())
            return own;
        const auto text = templates.render(value.toString(), context);
        return text ? Result<QJsonValue>(QJsonValue(*text)) : Result<QJsonValue>(text.error());
    }
    if (value.isArray()) {
        QJsonArray out;
        for (const QJsonValue &item : value.toArray()) {
            const auto rendered = renderValue(item, context, templates);
            if (!rendered)
                return rendered.error();
            out.append(*rendered);
        }
        return QJsonValue(out);
    }
    if (value.isObject()) {
        QJsonObject out;
        const QJsonObject object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it) {
            const auto rendered = renderValue(it.value(), context, templates);
            if (!rendered)
                return rendered.error();
            out.insert(it.key(), *rendered);
        }
        return QJsonValue(out);
    }
    return value;
}

QJsonValue jsonToCome(const Step &parent, const Step &step)
{
    if (parent.output != OutputKind::Json)
        return {};
    QList<QStringList> paths;
    for (const QJsonValue &words : {QJsonValue(step.prompt), QJsonValue(step.fileName), QJsonValue(step.parameters)})
        collectPaths(words, parent.id, paths);
    return answerToCome(parent, paths);
}

QJsonValue jsonOf(const ResultItem &result)
{
    if (result.kind != OutputKind::Json)
        return {};
    const QByteArray inList = '[' + result.text.toUtf8() + ']';
    return QJsonDocument::fromJson(inList).array().at(0);
}

QJsonObject resultsToCome(const Recipe &recipe, const Step &step, const JobPlace &place, const ResultName &name)
{
    QJsonObject results;
    for (const Step &parent : recipe.steps) {
        if (!step.after.contains(parent.id))
            continue;
        const bool joins = parent.forEach.size() > step.forEach.size();
        const QJsonValue json = jsonToCome(parent, step);
        QJsonArray list;
        for (const QString &key : parentKeys(parent, place)) {
            QJsonObject result = resultToCome(parent, key, name(parent.id, joins ? key : QString()));
            if (!json.isNull())
                result.insert(QStringLiteral("json"), json);
            list.append(result);
        }
        results.insert(parent.id, joins ? QJsonValue(list) : list.first());
    }
    return results;
}

QJsonObject resultsGiven(const Step &step, const QList<ParentResult> &given,
                         const QHash<QString, QStringList> &fanNames)
{
    QJsonObject results;
    for (const ParentResult &one : given) {
        const QStringList values = fanValues(one.fanKey);
        const QStringList names = fanNames.value(one.step);
        QJsonObject result{
            {QStringLiteral("text"), one.text}, {QStringLiteral("path"), one.path}, {QStringLiteral("mime"), one.mime}};
        if (!one.json.isNull())
            result.insert(QStringLiteral("json"), one.json);
        for (qsizetype n = 0; n < std::min(names.size(), values.size()); ++n)
            result.insert(names.at(n), values.at(n));
        if (values.size() <= step.forEach.size()) {
            results.insert(one.step, result);
            continue;
        }
        QJsonArray list = results.value(one.step).toArray();
        list.append(result);
        results.insert(one.step, list);
    }
    return results;
}

Result<Wording> wordRequest(const Recipe &recipe, const Step &step, const JobPlace &place, const ResultName &name,
                            TemplateCache &templates)
{
    return wordRequest(step, place, resultsToCome(recipe, step, place, name), templates);
}

Result<Wording> wordRequest(const Step &step, const JobPlace &place, const QJsonObject &results,
                            TemplateCache &templates)
{
    QJsonObject context = jobContext(step, place);
    context.insert(QStringLiteral("results"), results);
    const auto prompt = templates.render(step.prompt, context);
    if (!prompt)
        return prompt.error();
    const auto parameters = renderValue(step.parameters, context, templates);
    if (!parameters)
        return parameters.error();
    Wording wording{*prompt, parameters->toObject()};
    const bool isCall = step.operation == Operation::HttpCall || step.operation == Operation::Message;
    if (isCall && !wording.parameters.value(QLatin1String("body")).isObject())
        wording.parameters.insert(QStringLiteral("body"), place.fields); // it posts its row
    return wording;
}

} // namespace fornada
