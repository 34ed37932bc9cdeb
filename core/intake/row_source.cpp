#include "intake/row_source.h"

#include "intake/avatar_queue_rows.h"
#include "intake/csv_rows.h"
#include "intake/folder_rows.h"
#include "intake/json_rows.h"
#include "intake/sqlite_rows.h"
#include "intake/xlsx_book.h"
#include "intake/xlsx_rows.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>

namespace fornada {

namespace {

constexpr int kRowsAhead = 100; // they name the columns of JSON

enum class Format { Csv, Json, JsonLines };

bool saysItHasLines(const QString &path)
{
    return path.endsWith(u".jsonl", Qt::CaseInsensitive) || path.endsWith(u".ndjson", Qt::CaseInsensitive);
}

// The content decides; the extension only where the content could be either.
Format formatOf(const QString &path, QByteArrayView head)
{
    const QString extension = QFileInfo(path).suffix().toLower();
    if (saysItHasLines(path))
        return Format::JsonLines;
    const QByteArrayView text = head.trimmed();
    if (text.startsWith('[')) {
        const QByteArrayView inside = text.sliced(1).trimmed();
        if (extension == u"json" || inside.startsWith('{') || inside.startsWith(']'))
            return Format::Json;
    }
    if (text.startsWith('{')) {
        const qsizetype end = text.indexOf('\n');
        const QByteArrayView line = end < 0 ? text : text.first(end);
        const bool whole = QJsonDocument::fromJson(line.toByteArray()).isObject();
        if (whole || extension != u"json")
            return Format::JsonLines;
    }
    return extension == u"json" ? Format::Json : Format::Csv;
}

Result<std::unique_ptr<RowSource>> ready(std::unique_ptr<BufferedRows> rows, const QString &path)
{
    if (const Status read = rows->readAhead(kRowsAhead, path); !read)
        return read.error();
    return std::unique_ptr<RowSource>(std::move(rows));
}

template<class Rows>
Result<std::unique_ptr<RowSource>> ready(Result<std::unique_ptr<Rows>> rows, const QString &path)
{
    if (!rows)
        return rows.error();
    return ready(std::unique_ptr<BufferedRows>(std::move(*rows)), path);
}

// Where the first sheet is a note or a cover, the rows lie in another.
Error emptySheet(const Error &empty, const RowsPlace &place)
{
    const auto book = XlsxBook::open(place.path);
    const QStringList names = book ? (*book)->sheetNames() : QStringList();
    if (names.size() < 2)
        return empty;
    return {empty.kind, empty.subject,
            QStringLiteral("the sheet %1 has none; there are the sheets %2")
                .arg(place.sheet.isEmpty() ? names.first() : place.sheet, names.join(QStringLiteral(", ")))};
}

Result<std::unique_ptr<RowSource>> openBook(const RowsPlace &place)
{
    auto rows = ready(XlsxRows::open(place.path, place.sheet), place.path);
    if (rows || rows.error().kind != ErrorKind::EmptyInput)
        return rows;
    return emptySheet(rows.error(), place);
}

// What is said of a file that it does not have is a mistake in one or the other.
Status hasParts(const RowsPlace &place, bool isBook, bool isDatabase)
{
    if (!place.sheet.isEmpty() && !isBook)
        return Error{ErrorKind::BadArgument, QStringLiteral("sheet"),
                     QStringLiteral("only a workbook (XLSX) has sheets, not %1").arg(place.path)};
    if (!place.query.isEmpty() && !isDatabase)
        return Error{ErrorKind::BadArgument, QStringLiteral("query"),
                     QStringLiteral("only a SQLite file can be asked, not %1").arg(place.path)};
    return {};
}

QByteArray firstBytes(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.read(16) : QByteArray();
}

} // namespace

QString nameOfRows(const QString &path)
{
    return path.section(u'/', -1).section(u'.', 0, 0);
}

Result<std::unique_ptr<RowSource>> openRows(const RowsPlace &place)
{
    const QString &path = place.path;
    const bool isFolder = QFileInfo(path).isDir();
    const QByteArray start = isFolder ? QByteArray() : firstBytes(path);
    const bool isBook = start.startsWith("PK\3\4"), isDatabase = start.startsWith("SQLite format 3");
    if (const Status fits = start.isEmpty() && !isFolder ? Status() : hasParts(place, isBook, isDatabase); !fits)
        return fits.error();
    if (isFolder)
        return ready(std::make_unique<FolderRows>(path), path);
    if (isBook)
        return openBook(place);
    if (isDatabase)
        return ready(SqliteRows::open(path, place.query), path);
    if (!saysItHasLines(path)) {
        auto queue = AvatarQueueRows::open(path);
        if (queue)
            return std::unique_ptr<RowSource>(std::move(*queue));
        if (queue.error().kind != ErrorKind::NotFound) // it is one, but there is nothing in it, or it is broken
            return queue.error();
    }
    auto text = TextStream::open(path);
    if (!text)
        return text.error();
    switch (formatOf(path, (*text)->head())) {
    case Format::Json:
        return ready(std::make_unique<JsonList>(std::move(*text)), path);
    case Format::JsonLines:
        return ready(std::make_unique<JsonLines>(std::move(*text)), path);
    case Format::Csv:
        break;
    }
    auto rows = std::make_unique<CsvRows>(std::move(*text));
    if (const Status header = rows->readHeader(); !header)
        return header.error();
    return ready(std::move(rows), path);
}

} // namespace fornada
