#include "store/step_graph.h"

#include <QJsonArray>

namespace fornada {

StepGraph::StepGraph(const QJsonObject &recipe)
{
    const QJsonArray steps = recipe.value(QLatin1String("steps")).toArray();
    for (const QJsonValue &step : steps) {
        const QString id = step[QLatin1String("id")].toString();
        const QJsonArray after = step[QLatin1String("after")].toArray();
        for (const QJsonValue &parent : after) {
            m_parents[id].append(parent.toString());
            m_children[parent.toString()].append(id);
        }
    }
}

bool isSameFan(QStringView a, QStringView b)
{
    const QStringView shorter = a.size() <= b.size() ? a : b;
    const QStringView longer = a.size() <= b.size() ? b : a;
    if (shorter.isEmpty())
        return true;
    return longer.startsWith(shorter) && (longer.size() == shorter.size() || longer[shorter.size()] == u'/');
}

} // namespace fornada
