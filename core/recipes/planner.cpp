#include "recipes/planner.h"

#include "recipes/template.h"

#include <QJsonArray>

namespace fornada {

namespace {

// Names that every job's templates have, whatever its row.
bool isAlwaysThere(const QString &field)
{
    static const QStringList names{QStringLiteral("key"), QStringLiteral("row"), QStringLiteral("batch"),
                                   QStringLiteral("client")};
    return names.contains(field) || field.startsWith(QLatin1String("results."));
}

bool isEmpty(const QJsonValue &value)
{
    return value.isUndefined() || value.isNull() || (value.isString() && value.toString().trimmed().isEmpty());
}

QString keyText(const QJsonValue &value)
{
    if (value.isDouble() && double(value.toInteger()) == value.toDouble())
        return QString::number(value.toInteger());
    return value.toVariant().toString().trimmed();
}

} // namespace

Planner::Planner(Recipe recipe, QHash<QString, StepTarget> targets, QJsonObject parameters)
    : m_recipe(std::move(recipe))
    , m_targets(std::move(targets))
    , m_parameters(std::move(parameters))
{
    for (const QString &field : m_recipe.requiredFields)
        m_needs.append({field, QStringLiteral("needed by recipe '%1'").arg(m_recipe.name)});
    for (const Step &step : m_recipe.steps) {
        const auto target = m_targets.constFind(step.id);
        if (target == m_targets.cend())
            m_fault = Error{ErrorKind::NotFound, step.queue, QStringLiteral("queue of step '%1'").arg(step.id)};
        else
            m_jobs.append({step.id, {}, *target, int(step.after.size())});
        collectNeeds(step);
    }
}

void Planner::collectNeeds(const Step &step)
{
    const QString place = QStringLiteral("step '%1', ").arg(step.id);
    collectNeeds(step.prompt, place + QStringLiteral("prompt"));
    collectNeeds(step.fileName, place + QStringLiteral("file"));
    collectNeedsIn(step.parameters, place + QStringLiteral("parameters"));
}

void Planner::collectNeeds(const QString &source, const QString &place)
{
    const auto parsed = Template::parse(source);
    if (!parsed) {
        m_fault = Error{parsed.error().kind, m_recipe.name, place + QStringLiteral(": ") + parsed.error().detail};
        return;
    }
    for (const QString &field : parsed->requiredFields()) {
        const bool parameter = field.startsWith(QLatin1String("params."));
        if (parameter && isEmpty(fieldValue({{QStringLiteral("params"), m_parameters}}, field)))
            m_fault = Error{ErrorKind::FieldMissing, field, place};
        const bool known =
            std::any_of(m_needs.cbegin(), m_needs.cend(), [&](const Need &need) { return need.field == field; });
        if (!parameter && !known && !isAlwaysThere(field))
            m_needs.append({field, place});
    }
}

void Planner::collectNeedsIn(const QJsonValue &value, const QString &place)
{
    if (value.isString())
        collectNeeds(value.toString(), place);
    const QJsonArray items = value.toArray();
    for (const QJsonValue &item : items)
        collectNeedsIn(item, place);
    const QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it)
        collectNeedsIn(it.value(), place + u' ' + it.key());
}

Result<PlannedRow> Planner::plan(qint64 rowNumber, const QJsonObject &fields) const
{
    if (m_fault)
        return *m_fault;
    for (const Need &need : m_needs)
        if (isEmpty(fieldValue(fields, need.field)))
            return Error{ErrorKind::FieldMissing, need.field,
                         QStringLiteral("row %1: %2").arg(rowNumber).arg(need.place)};
    PlannedRow row;
    if (!m_recipe.keyField.isEmpty())
        row.key = keyText(fieldValue(fields, m_recipe.keyField));
    if (row.key.isEmpty())
        row.key = QString::number(rowNumber);
    row.jobs = m_jobs;
    return row;
}

} // namespace fornada
