#include "engine/own_recipes.h"

#include "recipes/recipe_json.h"

namespace fornada {

void OwnRecipes::find(const QString &name, std::function<void(Result<Recipe>)> done)
{
    if (m_known) {
        done(named(name));
        return;
    }
    m_store.call<QList<StoredRecipe>>([](Store &store) { return store.recipes(); },
                                      [this, name, done = std::move(done)](Result<QList<StoredRecipe>> stored) {
                                          if (!stored) {
                                              done(stored.error());
                                              return;
                                          }
                                          m_known.emplace();
                                          for (const StoredRecipe &recipe : *stored)
                                              m_known->insert(recipe.name, recipeFromJson(recipe.json));
                                          done(named(name));
                                      });
}

Result<Recipe> OwnRecipes::named(const QString &name) const
{
    const auto own = m_known->constFind(name);
    return own == m_known->cend() ? builtInRecipe(name) : *own;
}

} // namespace fornada
