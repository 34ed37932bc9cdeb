#include "engine/own_recipes.h"

#include "recipes/recipe_json.h"

namespace fornada {

namespace {

Result<Recipe> recipeNamed(const QString &name, const QList<StoredRecipe> &own)
{
    for (const StoredRecipe &recipe : own)
        if (recipe.name == name)
            return recipeFromJson(recipe.json);
    return builtInRecipe(name);
}

} // namespace

void OwnRecipes::find(const QString &name, std::function<void(Result<Recipe>)> done)
{
    if (m_known) {
        done(recipeNamed(name, *m_known));
        return;
    }
    m_store.call<QList<StoredRecipe>>([](Store &store) { return store.recipes(); },
                                      [this, name, done = std::move(done)](Result<QList<StoredRecipe>> stored) {
                                          if (stored)
                                              m_known = *stored;
                                          done(stored ? recipeNamed(name, *stored) : Result<Recipe>(stored.error()));
                                      });
}

} // namespace fornada
