#pragma once

#include "base/result.h"

#include <QJsonObject>

#include <memory>
#include <optional>

namespace fornada {

struct SourceRow {
    qint64 line = 0;    // where it stands in the file, for messages
    QJsonObject fields; // all values are strings unless the format has types
};

// Rows one by one, however large the file. One thread.
class RowSource {
public:
    virtual ~RowSource() = default;
    // The next row; nothing at the end. An error about one row (BadFormat, with its line) may be followed by good rows.
    virtual Result<std::optional<SourceRow>> next() = 0;
    virtual QStringList columns() const = 0;
    // Part of the file read so far, 0 to 1.
    virtual double progress() const = 0;
};

// Where rows come from.
struct RowsPlace {
    QString path;  // a file, or a folder whose files are the rows
    QString sheet; // of a workbook; empty: the first
    QString query; // over a SQLite file; empty: its only table
};

// Chooses the reader by content and extension: CSV (any delimiter, UTF-8/16/Windows-1252), JSON array, JSONL, XLSX,
// SQLite, a folder.
Result<std::unique_ptr<RowSource>> openRows(const RowsPlace &place);
inline Result<std::unique_ptr<RowSource>> openRows(const QString &path)
{
    return openRows(RowsPlace{path, {}, {}});
}

} // namespace fornada
