#pragma once

#include "limits/eta.h"
#include "text/format.h"

namespace fornada {

// When it will be done, for a cell: "14:20", "14:20 – 15:10", "not known yet", "paused"; empty when nothing is left.
QString etaText(const Eta &eta, Wall now, const Formats &formats = {});
// What the estimate is made from, as one or two sentences.
QString etaExplanation(const Eta &eta);

} // namespace fornada
