#pragma once

#include "base/error.h"
#include "base/money.h"
#include "model/recipe.h"

#include <QMap>
#include <QString>

#include <optional>

namespace fornada {

// What a result takes of its client's credits.
struct CreditCost {
    Operation operation = Operation::Image;
    qint64 credits = 1;
};

// What results take at most. A fallback is made only where a step before it has failed, which then takes nothing: of
// the two the larger counts.
class CreditNeed {
public:
    void add(const CreditCost &cost, bool isFallback, qint64 results = 1)
    {
        (isFallback ? m_fallbacks : m_steps)[cost.operation] += cost.credits * results;
    }
    qint64 of(Operation operation) const { return std::max(m_steps.value(operation), m_fallbacks.value(operation)); }

private:
    QMap<Operation, qint64> m_steps, m_fallbacks;
};

// Its credits do not reach.
Error creditsShort(const QString &client, Operation operation, qint64 needed, qint64 left);

// What a client may still have. What is not named is not limited.
struct Client {
    QString name;
    std::optional<Money> budget;     // for everything, ever
    QMap<Operation, qint64> credits; // that are left; each result that was asked for uses up its step's
};

} // namespace fornada
