#include "ctl/known_recipes.h"

#include "ctl/session.h"
#include "recipes/recipe_json.h"

namespace fornada {

Result<QMap<QString, QJsonObject>> knownRecipes(Session &session)
{
    QMap<QString, QJsonObject> all;
    const auto &builtIn = builtInRecipes();
    if (!builtIn)
        return builtIn.error();
    for (const Recipe &recipe : *builtIn)
        all.insert(recipe.name, toJson(recipe));
    const auto reader = session.reader();
    if (!reader)
        return reader.error();
    const auto stored = (*reader)->recipes();
    if (!stored)
        return stored.error();
    for (const StoredRecipe &recipe : *stored)
        all.insert(recipe.name, recipe.json);
    return all;
}

} // namespace fornada
