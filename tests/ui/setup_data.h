#pragma once

#include "ui/made_up_data.h"

namespace fornada {

// Queues and accounts of every standing, for the queues page: open, waiting, slowed after a 429, paused, parked.
void addSampleSetup(MadeUpData &data, Wall now);
// The same with names as long and as foreign as they come.
void addLongNames(MadeUpData &data);
// Gates of theirs, over the engine's answer to "how are you".
QJsonObject withSampleGates(QJsonObject status, Wall now);

} // namespace fornada
