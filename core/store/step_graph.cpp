#include "store/step_graph.h"

#include <QJsonArray>

namespace fornada {

StepGraph::StepGraph(const QJsonObject &recipe)
{
    m_limitsRows = recipe.contains(QLatin1String("rowLimits"));
    const QJsonArray steps = recipe.value(QLatin1String("steps")).toArray();
    for (const QJsonValue &step : steps) {
        const QString id = step[QLatin1String("id")].toString();
        if (const auto operation = fromName<Operation>(step[QLatin1String("operation")].toString()))
            takeCost(id, *operation, step[QLatin1String("credits")]);
        if (step[QLatin1String("fallback")].toBool())
            m_fallbacks.insert(id);
        if (step[QLatin1String("whenParentFails")].toString() == u"goOn")
            m_going.insert(id);
        const QJsonArray after = step[QLatin1String("after")].toArray();
        for (const QJsonValue &parent : after) {
            m_parents[id].append(parent.toString());
            m_children[parent.toString()].append(id);
        }
    }
}

void StepGraph::takeCost(const QString &step, Operation operation, const QJsonValue &given)
{
    if (const qint64 credits = given.toInteger(defaultCredits(operation)); credits > 0)
        m_costs.insert(step, {operation, credits});
}

} // namespace fornada
