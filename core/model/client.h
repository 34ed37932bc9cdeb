#pragma once

#include "base/money.h"
#include "model/recipe.h"

#include <QMap>
#include <QString>

#include <optional>

namespace fornada {

// What a client may still have. What is not named is not limited.
struct Client {
    QString name;
    std::optional<Money> budget;     // for everything, ever
    QMap<Operation, qint64> credits; // results that are left; one is used up by each result that was asked for
};

} // namespace fornada
