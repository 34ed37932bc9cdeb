#pragma once

#include "model/recipe.h"

namespace fornada {

// What a recipe calls itself; those that come with the program in the reader's language.
QString recipeTitle(const Recipe &recipe);
QString recipeAbout(const Recipe &recipe);

} // namespace fornada
