#pragma once

#include "base/result.h"
#include "model/recipe.h"

#include <QJsonArray>

namespace fornada {

// The fan-out keys of a step for one row, in order; one empty key without fan-out. FieldMissing when a list it takes
// from the row or the batch's parameters is not there or empty.
Result<QStringList> fanKeys(const Step &step, const QJsonObject &fields, const QJsonObject &parameters);

// The items of a text, divided by commas, semicolons or lines.
QStringList itemsOf(QString text);

QJsonArray fanToJson(const QList<FanOut> &forEach);

} // namespace fornada
