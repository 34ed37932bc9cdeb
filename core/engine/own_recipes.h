#pragma once

#include "model/recipe.h"
#include "store/store_port.h"

#include <optional>

namespace fornada {

// The operator's own recipes, which win over the built-in ones: read from the store once, and again when one has
// changed. Engine thread.
class OwnRecipes {
public:
    explicit OwnRecipes(StorePort &store)
        : m_store(store)
    {}

    void find(const QString &name, std::function<void(Result<Recipe>)> done);
    void changed() { m_known.reset(); }

private:
    StorePort &m_store;
    std::optional<QList<StoredRecipe>> m_known;
};

} // namespace fornada
