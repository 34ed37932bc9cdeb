#pragma once

#include "engine/forecast.h"

namespace fornada {

// A batch that is too large to be played job by job: each that is played stands for `each` of them. It takes so many
// times as long and costs so many times as much, and every limit lets so many times fewer through: what is counted by
// the day stays within its days.
ForecastWorld inParts(ForecastWorld world, const ForecastBatch &batch);
ForecastBatch inParts(ForecastBatch batch);
// What was foreseen so, of all of them.
Forecast ofAll(Forecast forecast, double each);

} // namespace fornada
