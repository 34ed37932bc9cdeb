#pragma once

#include "model/recipe.h"
#include "store/store_port.h"

#include <QHash>

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
    Result<Recipe> named(const QString &name) const; // once they are known

    StorePort &m_store;
    std::optional<QHash<QString, Result<Recipe>>> m_known; // by name; what is wrong with one its user is told
};

} // namespace fornada
