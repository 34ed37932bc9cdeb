#include "intake/row_source.h"

#include "intake/avatar_queue_rows.h"
#include "intake/csv_rows.h"
#include "intake/folder_rows.h"
#include "intake/json_rows.h"
#include "intake/sqlite_rows.h"
#include "intake/xlsx_rows.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>

namespace fornada {

namespace {

constexpr int kRowsAhead = 100; // they name the columns of JSON

enum class Format { Csv, Json, JsonLines };

// The content decides; the extension only where the content could be either.
Format formatOf(const QString &path, QByteArrayView head)
{
    const QString extension = QFileInfo(path).suffix().toLower();
    if (extension == u"jsonl" || extension == u"ndjson")
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
    if (QFileInfo(path).isDir())
        return ready(std::make_unique<FolderRows>(path), path);
    const QByteArray start = firstBytes(path);
    if (start.startsWith("PK\3\4"))
        return ready(XlsxRows::open(path, place.sheet), path);
    if (start.startsWith("SQLite format 3"))
        return ready(SqliteRows::open(path, place.query), path);
    auto queue = AvatarQueueRows::open(path);
    if (queue)
        return std::unique_ptr<RowSource>(std::move(*queue));
    if (queue.error().kind != ErrorKind::NotFound) // it is one, but there is nothing in it, or it is broken
        return queue.error();
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
