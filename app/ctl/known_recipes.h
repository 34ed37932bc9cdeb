#pragma once

#include "base/result.h"

#include <QJsonObject>
#include <QMap>

namespace fornada {

class Session;

// Built-in recipes, with the imported ones over them, by name.
Result<QMap<QString, QJsonObject>> knownRecipes(Session &session);

} // namespace fornada
