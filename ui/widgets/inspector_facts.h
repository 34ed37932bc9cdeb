#pragma once

#include "store/reader.h"

namespace fornada {

// Names and values, as the inspector lists them.
using Facts = QList<std::pair<QString, QString>>;

// All that was charged, or may have been.
Money costOf(const JobDetail &detail);

Facts jobFacts(const JobDetail &detail, Wall now);
Facts batchFacts(const Batch &batch);
// The sheet's own fields, without what the program wrote into the row.
Facts rowFacts(QJsonObject fields);
Facts factsOf(const QJsonObject &values);

} // namespace fornada
