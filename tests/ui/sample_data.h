#pragma once

#include "ui/made_up_data.h"

namespace fornada {

// A day in the life of an agency, for pictures: batches in every state, jobs of every kind, portraits that were drawn.
// Pictures are written into resultsFolder; without one there are none.
std::shared_ptr<MadeUpData> sampleData(const QString &resultsFolder, Wall now);
// The engine's answer to "how are you" that fits to it.
QJsonObject sampleStatus(Wall now);
// What batch.plan answers about 12 personas at 5 a day, one of which has its result already.
QJsonObject sampleSheet(Wall now);
// The same where rows look like others.
QJsonObject withRowsAlike(QJsonObject sheet);
// What batch.impact answers after a title was worded anew.
QJsonObject sampleImpact();

} // namespace fornada
