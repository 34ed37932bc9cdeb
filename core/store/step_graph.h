#pragma once

#include "model/client.h"

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
    // Nothing for a step that is not known, or costs its client nothing.
    std::optional<CreditCost> costOf(const QString &step) const
    {
        const auto known = m_costs.constFind(step);
        return known == m_costs.cend() ? std::nullopt : std::optional(*known);
    }
    bool isFallback(const QString &step) const { return m_fallbacks.contains(step); }
    // Joins what there is where some of its parents have failed.
    bool goesOn(const QString &step) const { return m_going.contains(step); }
    bool limitsRows() const { return m_limitsRows; }
    QStringList parentsOf(const QString &step) const { return m_parents.value(step); }

private:
    void takeCost(const QString &step, Operation operation, const QJsonValue &given);

    QHash<QString, QStringList> m_children;
    QHash<QString, QStringList> m_parents;
    QHash<QString, CreditCost> m_costs;
    QSet<QString> m_fallbacks, m_going;
    bool m_limitsRows = false;
};

} // namespace fornada
