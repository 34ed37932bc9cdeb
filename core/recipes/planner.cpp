#include "recipes/planner.h"

#include "base/sha256.h"
#include "model/fan_key.h"
#include "recipes/fan_out.h"
#include "recipes/input_files.h"
#include "recipes/wording.h"

#include <QJsonArray>

namespace fornada {

namespace {

// Names that this step's templates have, whatever the row.
bool isAlwaysThere(const QString &field, const Step &step)
{
    const auto isIt = [&field](const FanOut &fan) { return fan.name == field; };
    return contextNames().contains(field) || field.startsWith(QLatin1String("results.")) ||
           std::any_of(step.forEach.begin(), step.forEach.end(), isIt);
}

bool isEmpty(const QJsonValue &value)
{
    return value.isUndefined() || value.isNull() || (value.isString() && value.toString().trimmed().isEmpty());
}

QString nameless(const QString &, const QString &)
{
    return QStringLiteral("‹result›");
}

// Of an address, what follows the ? may be a signature, which nobody is to read: it is told apart by a few letters.
QString keyText(const QJsonValue &value)
{
    if (value.isDouble() && double(value.toInteger()) == value.toDouble())
        return QString::number(value.toInteger());
    const QString text = value.toVariant().toString().trimmed();
    const auto link = InputFiles::linkIn(text);
    return link && link->hasQuery()
               ? shownLink(*link) + u'#' + QString::fromLatin1(sha256(text.toUtf8()).toHex().left(8))
               : text;
}

} // namespace

QString rowName(const Recipe &recipe, const QJsonObject &fields)
{
    QStringList parts;
    for (const QString &field : recipe.keyFields) {
        parts.append(keyText(fieldValue(fields, field)));
        if (parts.last().isEmpty())
            return {};
    }
    return parts.join(u' ');
}

QStringList promptNeeds(const Step &step)
{
    const auto parsed = Template::parse(step.prompt);
    QStringList needs = parsed ? parsed->requiredFields() : QStringList();
    needs.removeIf([&step](const QString &field) { return isAlwaysThere(field, step); });
    return needs;
}

Planner::Planner(Recipe recipe, QMap<QString, StepTarget> targets, QJsonObject parameters)
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
        collectNeeds(step);
    }
    m_looks.removeIf([this](const Look &look) { return !mayLack(look); });
    const auto fans = [](const Step &step) { return !step.forEach.isEmpty(); };
    if (std::none_of(m_recipe.steps.begin(), m_recipe.steps.end(), fans))
        plainRows();
}

// Without lists nothing can be missing, and each row has the same jobs.
void Planner::plainRows()
{
    (void)planSteps({}, m_jobs);
    for (Look &look : m_looks)
        if (look.takesResults)
            look.results = resultsToCome(m_recipe, *stepNamed(m_recipe, look.step), {}, nameless);
}

void Planner::collectNeeds(const Step &step)
{
    const QString place = QStringLiteral("step '%1', ").arg(step.id);
    collectNeeds(step, step.prompt, place + QStringLiteral("prompt"));
    collectNeeds(step, step.fileName, place + QStringLiteral("file"));
    collectNeedsIn(step, step.parameters, place + QStringLiteral("parameters"));
    for (const FanOut &fan : step.forEach)
        if (!fan.source.isEmpty() && !fan.source.startsWith(QLatin1String("params.")) && !isNeeded(fan.source))
            m_needs.append({fan.source, place + QStringLiteral("for each %1").arg(fan.name)});
}

void Planner::collectNeeds(const Step &step, const QString &source, const QString &place)
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
        if (!parameter && !isNeeded(field) && !isAlwaysThere(field, step))
            m_needs.append({field, place});
    }
    const QStringList &fields = parsed->fields();
    const auto takes = [](const QString &field) { return field.startsWith(QLatin1String("results.")); };
    if (!parsed->conditionalFields().isEmpty())
        m_looks.append({step.id, *parsed, place, std::any_of(fields.begin(), fields.end(), takes)});
    for (const QString &field : parsed->fields())
        if (!field.startsWith(QLatin1String("params.")) && !m_used.contains(field) && !isAlwaysThere(field, step))
            m_used.append(field);
}

bool Planner::isNeeded(const QString &field) const
{
    return std::any_of(m_needs.cbegin(), m_needs.cend(), [&](const Need &need) { return need.field == field; });
}

// Is there a field in its sections that not every row is known to have?
bool Planner::mayLack(const Look &look) const
{
    const Step *step = stepNamed(m_recipe, look.step);
    const auto mayBeMissing = [&](const QString &field) {
        const bool given = field.startsWith(QLatin1String("params.")) &&
                           !isEmpty(fieldValue({{QStringLiteral("params"), m_parameters}}, field));
        return !isNeeded(field) && !given && !isAlwaysThere(field, *step);
    };
    const QStringList &fields = look.source.conditionalFields();
    return std::any_of(fields.cbegin(), fields.cend(), mayBeMissing);
}

void Planner::collectNeedsIn(const Step &step, const QJsonValue &value, const QString &place)
{
    if (value.isString())
        collectNeeds(step, value.toString(), place);
    const QJsonArray items = value.toArray();
    for (const QJsonValue &item : items)
        collectNeedsIn(step, item, place);
    const QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it)
        collectNeedsIn(step, it.value(), place + u' ' + it.key());
}

Status Planner::planSteps(const QJsonObject &fields, QList<PlannedJob> &jobs) const
{
    QHash<QString, QStringList> keysOf;
    for (const Step &step : m_recipe.steps) {
        auto keys = fanKeys(step, fields, m_parameters);
        if (!keys)
            return keys.error();
        keysOf[step.id] = std::move(*keys);
    }
    for (const Step &step : m_recipe.steps)
        for (const QString &key : std::as_const(keysOf[step.id])) {
            int parents = 0;
            for (const QString &parent : step.after)
                for (const QString &other : std::as_const(keysOf[parent]))
                    parents += isSameFan(other, key);
            jobs.append({step.id, key, m_targets[step.id], parents});
        }
    return {};
}

// As its requests will be worded, as far as that depends on the row.
Status Planner::look(const PlannedRow &row, JobPlace place) const
{
    for (const PlannedJob &job : row.jobs)
        for (const Look &look : m_looks) {
            if (look.step != job.step)
                continue;
            const Step *step = stepNamed(m_recipe, job.step);
            place.fanKey = job.fanKey;
            QJsonObject context = jobContext(*step, place);
            if (look.takesResults)
                context.insert(QStringLiteral("results"),
                               look.results.isEmpty() ? resultsToCome(m_recipe, *step, place, nameless) : look.results);
            if (const Status there = look.source.check(context, contextNames()); !there)
                return Error{there.error().kind, there.error().subject, look.place};
        }
    return {};
}

QStringList Planner::neededFields() const
{
    QStringList fields;
    for (const Need &need : m_needs)
        fields.append(need.field);
    return fields;
}

QStringList Planner::optionalFields() const
{
    QStringList fields = m_used;
    for (auto key = m_recipe.keyFields.crbegin(); key != m_recipe.keyFields.crend(); ++key)
        if (!fields.contains(*key))
            fields.prepend(*key);
    fields.removeIf([this](const QString &field) { return isNeeded(field); });
    return fields;
}

Result<PlannedRow> Planner::plan(qint64 rowNumber, const QJsonObject &fields, const QString &client) const
{
    if (m_fault)
        return *m_fault;
    for (const Need &need : m_needs)
        if (isEmpty(fieldValue(fields, need.field)))
            return Error{ErrorKind::FieldMissing, need.field, need.place};
    PlannedRow row;
    row.key = rowName(m_recipe, fields);
    row.hasName = !row.key.isEmpty();
    if (!row.hasName)
        row.key = m_recipe.keyPrefix + QString::number(rowNumber);
    row.jobs = m_jobs;
    if (const Status planned = row.jobs.isEmpty() ? planSteps(fields, row.jobs) : Status(); !planned)
        return planned.error();
    if (m_looks.isEmpty())
        return row;
    const JobPlace place{fields, row.key, rowNumber, QStringLiteral("‹batch›"), client, m_parameters, {}};
    if (const Status there = look(row, place); !there)
        return there.error();
    return row;
}

} // namespace fornada
