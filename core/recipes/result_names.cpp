#include "recipes/result_names.h"

#include "model/fan_key.h"
#include "recipes/recipe_json.h"
#include "recipes/template.h"

#include <QRegularExpression>

namespace fornada {

Result<QStringList> resultName(const Step &step, const JobPlace &place, const QJsonObject &results)
{
    if (step.fileName.isEmpty()) {
        const QString fan =
            place.fanKey.isEmpty() ? QString() : QLatin1Char('-') + fanValues(place.fanKey).join(QLatin1Char('-'));
        return QStringList{place.key + QLatin1Char('-') + step.id + fan};
    }
    QJsonObject context = jobContext(step, place);
    context.insert(QStringLiteral("results"), results);
    QStringList parts;
    // Split before rendering: a slash in a row's field must not make a folder, nor one that ends a section.
    static const QRegularExpression slash(QStringLiteral("(?<!\\{\\{)/"));
    const QStringList templates = step.fileName.split(slash, Qt::SkipEmptyParts);
    for (const QString &part : templates) {
        const auto name = render(part, context);
        if (!name)
            return name.error();
        parts.append(*name);
    }
    return parts;
}

ResultNames::ResultNames(const QJsonObject &recipeSnapshot, const Batch &batch)
    : m_folder(resultFolderName(batch.id, batch.name))
{
    m_place.batch = batch.name;
    m_place.client = batch.client;
    m_place.parameters = batch.parameters;
    if (const auto recipe = recipeFromJson(recipeSnapshot))
        for (const Step &step : recipe->steps)
            m_steps.insert(step.id, step);
}

QStringList ResultNames::operator()(const Delivery &delivery) const
{
    JobPlace place = m_place;
    place.fields = delivery.row.fields;
    place.key = delivery.row.key;
    place.row = delivery.row.number;
    place.fanKey = delivery.fanKey;
    Step step = m_steps.value(delivery.step);
    auto name = resultName(step, place, {});
    if (!name || step.id.isEmpty()) {
        step.id = delivery.step;
        step.fileName.clear();
        name = resultName(step, place, {});
    }
    return QStringList{m_folder} + *name;
}

QString resultFolderName(BatchId batch, const QString &name)
{
    return QStringLiteral("%1 %2").arg(batch.value).arg(name);
}

} // namespace fornada
