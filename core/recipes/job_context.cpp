#include "recipes/job_context.h"

#include "model/fan_key.h"

namespace fornada {

QJsonObject jobContext(const Step &step, const JobPlace &place)
{
    QJsonObject context = place.fields;
    const QStringList values = fanValues(place.fanKey);
    for (qsizetype i = 0; i < std::min(values.size(), step.forEach.size()); ++i)
        context.insert(step.forEach.at(i).name, values.at(i));
    context.insert(QStringLiteral("key"), place.key);
    context.insert(QStringLiteral("row"), place.row);
    context.insert(QStringLiteral("rowIndex"), place.row - 1);
    context.insert(QStringLiteral("batch"), place.batch);
    context.insert(QStringLiteral("batchId"), place.batchId);
    context.insert(QStringLiteral("batchNumber"), place.batchNumber);
    context.insert(QStringLiteral("client"), place.client);
    context.insert(QStringLiteral("params"), place.parameters);
    return context;
}

const QStringList &contextNames()
{
    static const QStringList names{QStringLiteral("key"),    QStringLiteral("row"),     QStringLiteral("rowIndex"),
                                   QStringLiteral("batch"),  QStringLiteral("batchId"), QStringLiteral("batchNumber"),
                                   QStringLiteral("client"), QStringLiteral("params"),  QStringLiteral("results")};
    return names;
}

} // namespace fornada
