#include "store/step_graph.h"

#include <QJsonArray>

namespace fornada {

StepGraph::StepGraph(const QJsonObject &recipe)
{
    const QJsonArray steps = recipe.value(QLatin1String("steps")).toArray();
    for (const QJsonValue &step : steps) {
        const QString id = step[QLatin1String("id")].toString();
        if (const auto operation = fromName<Operation>(step[QLatin1String("operation")].toString()))
            m_operations.insert(id, *operation);
        if (step[QLatin1String("fallback")].toBool())
            m_fallbacks.insert(id);
        const QJsonArray after = step[QLatin1String("after")].toArray();
        for (const QJsonValue &parent : after) {
            m_parents[id].append(parent.toString());
            m_children[parent.toString()].append(id);
        }
    }
}

} // namespace fornada
