#pragma once

#include "model/limit_config.h"
#include "text/format.h"

namespace fornada {

// The limits of a queue or an account as one line: "4 at once · 60 in 1 min, bursts of 10 · 15 a day".
QString limitsText(const LimitSet &limits, const Formats &formats = {});

} // namespace fornada
