#pragma once

#include <QHashFunctions>
#include <QtGlobal>

#include <compare>

namespace fornada {

// A database id that cannot be mistaken for another kind of id. 0 means none.
template<class Tag>
struct Id {
    qint64 value = 0;

    bool isValid() const { return value != 0; }
    friend auto operator<=>(Id, Id) = default;
    friend size_t qHash(Id id, size_t seed = 0) { return ::qHash(id.value, seed); }
};

using RecipeId = Id<struct RecipeTag>;
using BatchId = Id<struct BatchTag>;
using RowId = Id<struct RowTag>;
using JobId = Id<struct JobTag>;
using AttemptId = Id<struct AttemptTag>;
using ResultId = Id<struct ResultTag>;
using QueueId = Id<struct QueueTag>;
using AccountId = Id<struct AccountTag>;

} // namespace fornada

template<class Tag>
struct std::hash<fornada::Id<Tag>> {
    size_t operator()(fornada::Id<Tag> id) const noexcept { return std::hash<qint64>()(id.value); }
};
