#pragma once

#include "model/batch.h"

namespace fornada {

// What reports, lists and exports say in the same JSON. Keys are stable.

// By the states' names, and "total".
QJsonObject countsJson(const StateCounts &counts);
// ISO, or null.
QJsonValue timeOrNull(const std::optional<Wall> &time);

} // namespace fornada
