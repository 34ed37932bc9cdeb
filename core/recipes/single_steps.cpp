#include "recipes/single_steps.h"

#include "recipes/fan_out.h"

#include <QJsonArray>
#include <QRegularExpression>

namespace fornada {

namespace {

// Does it add one value to what its parent fans out over?
bool isSingle(const Recipe &recipe, const Step &step, const QJsonObject &parameters)
{
    const Step *parent = step.leftOutWhenSingle ? stepNamed(recipe, step.after.value(0)) : nullptr;
    if (!parent)
        return false;
    Step added;
    added.forEach = step.forEach.mid(parent->forEach.size());
    const auto keys = fanKeys(added, {}, parameters);
    return keys && keys->size() == 1;
}

// {{results.FROM.text}} as {{results.TO.text}}.
class Renaming {
public:
    Renaming(const QString &from, const QString &to)
        : m_tag(QStringLiteral("(\\{\\{[^}]*?\\bresults\\.)%1(?![\\w-])").arg(QRegularExpression::escape(from)))
        , m_to(QStringLiteral("\\1") + to)
    {}

    QString in(QString source) const { return source.replace(m_tag, m_to); }
    QJsonValue in(const QJsonValue &value) const
    {
        if (value.isString())
            return in(value.toString());
        if (value.isArray()) {
            QJsonArray items = value.toArray();
            for (qsizetype i = 0; i < items.size(); ++i)
                items[i] = in(QJsonValue(items.at(i)));
            return items;
        }
        if (!value.isObject())
            return value;
        QJsonObject object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it)
            it.value() = in(QJsonValue(it.value()));
        return object;
    }

private:
    const QRegularExpression m_tag;
    const QString m_to;
};

void leaveOut(Recipe &recipe, const Step &single)
{
    const QString parent = single.after.first();
    const Renaming renaming(single.id, parent);
    recipe.steps.removeIf([id = single.id](const Step &step) { return step.id == id; });
    for (Step &step : recipe.steps) {
        if (!step.after.contains(single.id))
            continue;
        step.after.replaceInStrings(QRegularExpression(QRegularExpression::anchoredPattern(single.id)), parent);
        step.after.removeDuplicates();
        step.prompt = renaming.in(step.prompt);
        step.fileName = renaming.in(step.fileName);
        step.parameters = renaming.in(QJsonValue(step.parameters)).toObject();
    }
}

} // namespace

Recipe withoutSingles(Recipe recipe, const QJsonObject &parameters)
{
    for (qsizetype i = 0; i < recipe.steps.size();) {
        const Step step = recipe.steps.at(i);
        if (isSingle(recipe, step, parameters))
            leaveOut(recipe, step);
        else
            ++i;
    }
    return recipe;
}

} // namespace fornada
