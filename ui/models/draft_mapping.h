#pragma once

#include "intake/field_mapping.h"

#include <QStringList>

namespace fornada {

// Which column of a sheet each field is read from: as it was chosen, else by its name. First what is needed. What is
// optional is read from a column of its own name anyway: where it is not to be, that is said.
FieldMapping mappingOf(const FieldMapping &chosen, const QStringList &columns, const QStringList &needed,
                       const QStringList &optional);

// A part of what a column holds needs no column.
QStringList withoutParts(QStringList fields, const QStringList &columns);

} // namespace fornada
