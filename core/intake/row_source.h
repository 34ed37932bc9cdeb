#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "model/job_state.h"

#include <QJsonObject>

#include <memory>
#include <optional>

namespace fornada {

// How far a row came before: only queue files say.
struct SourcePast {
    JobState state = JobState::Queued; // or completed, or failed
    int attempts = 0;
    QString error;
    std::optional<Wall> lastAttempt;
};

struct SourceRow {
    qint64 line = 0;         // where it stands in the file, for messages; its number where countsRows
    QJsonObject fields = {}; // all values are strings unless the format has types
    std::optional<SourcePast> past = {};
};

// What a file says about all its rows: only queue files do.
struct SourceAbout {
    QString client;
    QString created; // as it stands there
};

// Rows one by one, however large the file. One thread.
class RowSource {
public:
    virtual ~RowSource() = default;
    // The next row; nothing at the end. An error about one row (BadFormat, with its line) may be followed by good rows.
    virtual Result<std::optional<SourceRow>> next() = 0;
    virtual QStringList columns() const = 0;
    // Are those all? Of a long list of JSON only what its first rows have is known.
    virtual bool knowsColumns() const { return true; }
    // Part of the file read so far, 0 to 1.
    virtual double progress() const = 0;
    // What has no lines, or all rows in one: they are named by their numbers.
    virtual bool countsRows() const { return false; }
    virtual SourceAbout about() const { return {}; }
};

// Where rows come from.
struct RowsPlace {
    QString path;  // a file, or a folder whose files are the rows
    QString sheet; // of a workbook; empty: the first
    QString query; // over a SQLite file; empty: its only table
};

// What a batch of these rows is called, unless it is named: as their file or folder.
QString nameOfRows(const QString &path);
// Chooses the reader by content and extension: CSV (any delimiter, UTF-8/16/Windows-1252), JSON array, JSONL, XLSX,
// SQLite, a queue file (avatar_queue.json), a folder.
Result<std::unique_ptr<RowSource>> openRows(const RowsPlace &place);
inline Result<std::unique_ptr<RowSource>> openRows(const QString &path)
{
    return openRows(RowsPlace{path, {}, {}});
}

} // namespace fornada
