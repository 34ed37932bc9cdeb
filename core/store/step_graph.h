#pragma once

#include <QHash>
#include <QJsonObject>
#include <QStringList>

namespace fornada {

// Which steps wait for which, from a batch's recipe snapshot.
class StepGraph {
public:
    StepGraph() = default;
    explicit StepGraph(const QJsonObject &recipe);

    QStringList childrenOf(const QString &step) const { return m_children.value(step); }
    QStringList parentsOf(const QString &step) const { return m_parents.value(step); }

private:
    QHash<QString, QStringList> m_children;
    QHash<QString, QStringList> m_parents;
};

} // namespace fornada
