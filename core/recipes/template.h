#pragma once

#include "base/result.h"

#include <QJsonObject>
#include <QStringList>

namespace fornada {

// A Mustache template over row fields, batch parameters ({{params.x}}) and parent results ({{results.step.text}}).
// Values are put in as plain text (no HTML escaping) and are never read as templates themselves.
// A field that is missing is an error, not an empty string.
Result<QString> render(const QString &source, const QJsonObject &context);
// Checks the syntax and lists the fields that are used.
Result<QStringList> fieldsOf(const QString &source);

} // namespace fornada
