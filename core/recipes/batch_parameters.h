#pragma once

#include "base/result.h"
#include "model/recipe.h"

#include <QJsonObject>
#include <QLocale>

#include <optional>

namespace fornada {

// Of texts alone; people write such a one with commas.
bool isListOfTexts(const QJsonValue &value);

// A text that means the same kind of value as `like`; nothing where it does not. Numbers as `locale` writes them.
std::optional<QJsonValue> valueLike(const QString &text, const QJsonValue &like, const QLocale &locale);

// What a batch sets of its recipe's parameters: a text is taken as the kind of value that the recipe has there, a value
// of another type as it is. A name that neither the recipe nor the program knows is an error: what was meant by it
// would stay as it usually is, and be paid for.
Result<QJsonObject> batchParameters(const Recipe &recipe, const QJsonObject &given);

} // namespace fornada
