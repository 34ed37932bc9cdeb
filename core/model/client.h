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

// Its credits do not reach.
Error creditsShort(const QString &client, Operation operation, qint64 needed, qint64 left);

// What a client may still have. What is not named is not limited.
struct Client {
    QString name;
    std::optional<Money> budget;     // for everything, ever
    QMap<Operation, qint64> credits; // that are left; each result that was asked for uses up its step's
};

} // namespace fornada
