#pragma once

#include "model/recipe.h"

#include <QHash>
#include <QJsonObject>
#include <QSet>
#include <QStringList>

namespace fornada {

// Which steps wait for which, from a batch's recipe snapshot.
class StepGraph {
public:
    StepGraph() = default;
    explicit StepGraph(const QJsonObject &recipe);

    QStringList childrenOf(const QString &step) const { return m_children.value(step); }
    // Nothing for a step that is not known.
    std::optional<Operation> operationOf(const QString &step) const
    {
        const auto known = m_operations.constFind(step);
        return known == m_operations.cend() ? std::nullopt : std::optional(*known);
    }
    bool isFallback(const QString &step) const { return m_fallbacks.contains(step); }
    QStringList parentsOf(const QString &step) const { return m_parents.value(step); }

private:
    QHash<QString, QStringList> m_children;
    QHash<QString, QStringList> m_parents;
    QHash<QString, Operation> m_operations;
    QSet<QString> m_fallbacks;
};

} // namespace fornada
