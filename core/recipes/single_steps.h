#pragma once

#include "model/recipe.h"

namespace fornada {

// A recipe as a batch with these parameters is made with it: steps that are left out when they would fan out over one
// value only (leaveOutWhenSingle) are gone, and those after them take what came before them.
Recipe withoutSingles(Recipe recipe, const QJsonObject &parameters);

} // namespace fornada
