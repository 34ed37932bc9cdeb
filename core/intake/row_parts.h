#pragma once

#include "base/result.h"

#include <QStringList>

namespace fornada {

// What a file holds more than one of. A text file or a folder is one list of rows and has no parts.
struct RowParts {
    enum class Kind { None, Sheets, Tables };
    Kind kind = Kind::None;
    QStringList names; // in the file's order; tables before views
};

Result<RowParts> partsOf(const QString &path);
// Reads a table whole.
QString queryOfTable(const QString &table);

} // namespace fornada
