#pragma once

#include "model/recipe.h"

#include <QString>

namespace fornada {

// What a step does and where, in a few words: "write a text · queue texts · for each aspect and language · after
// variation".
QString stepFacts(const Step &step);
// Empty when there are none.
QString rowLimitsText(const RowLimits &limits);

} // namespace fornada
