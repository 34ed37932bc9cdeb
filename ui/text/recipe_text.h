#pragma once

#include "model/recipe.h"

namespace fornada {

// What a recipe calls itself; those that come with the program in the reader's language.
QString recipeTitle(const Recipe &recipe);
QString recipeAbout(const Recipe &recipe);
// Of a batch, which knows its recipe by name. A recipe of one's own has its title from the store; without one, its
// name stands for it.
QString recipeTitle(const QString &name, const QString &title = {});
// What a parameter is called: those of the built-in recipes in the reader's language, others as they are.
QString parameterTitle(const QString &name);
// What may be typed there, by an example; empty where that is plain.
QString parameterHint(const QString &name);

} // namespace fornada
