#pragma once

#include "text/format.h"

#include <QJsonObject>

namespace fornada {

// What the test of an account found, as one line: "Works: 43 models, 220 ms". result: what account.test replied.
QString testText(const QJsonObject &result, const Formats &formats = {});

// The models that a test found, by name; empty where the provider lists none.
QString modelsText(const QJsonObject &result);

} // namespace fornada
