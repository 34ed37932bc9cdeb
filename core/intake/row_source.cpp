#include "intake/row_source.h"

#include "intake/csv_rows.h"
#include "intake/json_rows.h"

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

Result<std::unique_ptr<RowSource>> ready(std::unique_ptr<BufferedRows> rows, int ahead, const QString &path)
{
    if (const Status read = rows->readAhead(ahead, path); !read)
        return read.error();
    return std::unique_ptr<RowSource>(std::move(rows));
}

} // namespace

Result<std::unique_ptr<RowSource>> openRows(const QString &path)
{
    auto text = TextStream::open(path);
    if (!text)
        return text.error();
    switch (formatOf(path, (*text)->head())) {
    case Format::Json:
        return ready(std::make_unique<JsonList>(std::move(*text)), kRowsAhead, path);
    case Format::JsonLines:
        return ready(std::make_unique<JsonLines>(std::move(*text)), kRowsAhead, path);
    case Format::Csv:
        break;
    }
    auto rows = std::make_unique<CsvRows>(std::move(*text));
    if (const Status header = rows->readHeader(); !header)
        return header.error();
    return ready(std::move(rows), kRowsAhead, path);
}

} // namespace fornada
