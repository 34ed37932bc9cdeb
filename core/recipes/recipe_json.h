#pragma once

#include "base/result.h"
#include "model/recipe.h"

namespace fornada {

// Reads and validates a recipe's JSON; a mistake is a BadRecipe error whose detail names the place
// ("steps[1].after: there is no step 'scrpt'").
Result<Recipe> recipeFromJson(const QJsonObject &json);
// One that was accepted once, perhaps by an earlier version that looked less closely at what its templates take of
// results.
Result<Recipe> storedRecipe(const QJsonObject &json);
QJsonObject toJson(const Recipe &recipe);
QJsonObject toJson(const OutputChecks &checks);

// The recipes that come with the program (resources/recipes/*.json), by name.
const Result<QList<Recipe>> &builtInRecipes();
// The one of this name; UnknownRecipe when there is none.
Result<Recipe> builtInRecipe(const QString &name);

} // namespace fornada
