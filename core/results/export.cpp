#include "results/export.h"

#include "results/result_files.h"

#include <QFileInfo>
#include <QJsonDocument>
#include <QUrl>

namespace fornada {

namespace {

// Where a page of the export comes from and goes to.
constexpr char kTable[] = "table.csv";
constexpr char kManifest[] = "manifest.json";
constexpr char kChecksums[] = "manifest.csv";
constexpr char kContact[] = "contact.html";
constexpr qsizetype kExcerpt = 400; // of a text, on the contact sheet

constexpr char kContactHead[] =
    "<!doctype html><html><head><meta charset=\"utf-8\"><title>%1</title><style>"
    "body{font:14px sans-serif;margin:24px;color:#222;background:#fafafa}"
    "main{display:grid;grid-template-columns:repeat(auto-fill,minmax(220px,1fr));gap:16px}"
    "figure{margin:0;background:#fff;border:1px solid #ddd;border-radius:6px;padding:8px;overflow:hidden}"
    "img{width:100%;height:200px;object-fit:contain;background:#f0f0f0}audio{width:100%}"
    "p{white-space:pre-wrap;max-height:200px;overflow:auto;margin:0}"
    "figcaption{margin-top:8px;color:#555;overflow-wrap:anywhere}</style></head><body><h1>%1</h1><main>\n";

bool isNumber(const QString &text)
{
    bool number = false;
    text.toDouble(&number);
    return number;
}

QString fieldText(const QJsonValue &value)
{
    if (value.isObject() || value.isArray() || value.isNull() || value.isUndefined())
        return {};
    return value.toVariant().toString();
}

Error unwritable(const QFile &file)
{
    const bool full = file.error() == QFileDevice::ResourceError;
    return {full ? ErrorKind::DiskFull : ErrorKind::FileUnwritable, file.fileName(), file.errorString()};
}

// What came from rows and answers is text there, never HTML.
QString contactTile(const ResultItem &result, const QString &name)
{
    const QString path = QString::fromLatin1(QUrl::toPercentEncoding(result.path, "/"));
    QString content;
    if (result.path.isEmpty())
        content = QStringLiteral("<p>%1</p>").arg(result.text.left(kExcerpt).toHtmlEscaped());
    else if (result.kind == OutputKind::Image)
        content = QStringLiteral("<a href=\"%1\"><img loading=\"lazy\" src=\"%1\"></a>").arg(path);
    else if (result.kind == OutputKind::Audio)
        content = QStringLiteral("<audio controls preload=\"none\" src=\"%1\"></audio>").arg(path);
    else
        content = QStringLiteral("<a href=\"%1\">%2</a>").arg(path, result.path.toHtmlEscaped());
    return QStringLiteral("<figure>") + content + QStringLiteral("<figcaption>") + name.toHtmlEscaped() +
           QStringLiteral("</figcaption></figure>\n");
}

} // namespace

// Spreadsheets run what begins like a formula, also from a file: such a text gets an apostrophe before it.
QString csvCell(const QString &text)
{
    QString cell = text;
    if (!cell.isEmpty() && QStringLiteral("=+-@\t\r").contains(cell.front()) && !isNumber(cell))
        cell.prepend(u'\'');
    const bool quoted = cell.contains(u'"') || cell.contains(u',') || cell.contains(u'\n') || cell.contains(u'\r') ||
                        cell.startsWith(u' ') || cell.endsWith(u' ');
    if (!quoted)
        return cell;
    cell.replace(u'"', QStringLiteral("\"\""));
    return u'"' + cell + u'"';
}

Export::Export(ExportOrder order, std::unique_ptr<ExportSink> sink)
    : m_order(std::move(order))
    , m_sink(std::move(sink))
{}

Result<std::unique_ptr<Export>> Export::begin(const ExportOrder &order)
{
    const QString name = safeFileName(order.name);
    auto sink = order.form == ExportForm::Zip ? zipSink(order.parent, name) : folderSink(order.parent, name);
    if (!sink)
        return sink.error();
    std::unique_ptr<Export> made(new Export(order, std::move(*sink)));
    if (const Status open = made->open(); !open)
        return open.error();
    return made;
}

Status Export::open()
{
    const auto openPage = [this](QFile &page, const char *name) {
        page.setFileName(m_pages.filePath(QString::fromLatin1(name)));
        return page.open(QIODevice::WriteOnly) ? Status() : Status(unwritable(page));
    };
    for (const auto &[page, name] : {std::pair{&m_table, kTable}, std::pair{&m_manifest, kManifest},
                                     std::pair{&m_checksums, kChecksums}, std::pair{&m_contact, kContact}})
        if (const Status open = openPage(*page, name); !open)
            return open;
    const QString mark(QChar(0xFEFF)); // spreadsheets then know it is UTF-8
    QStringList head{mark + u'#', QStringLiteral("row")};
    head += m_order.fields;
    head += {QStringLiteral("step"), QStringLiteral("variation"), QStringLiteral("state"),  QStringLiteral("result"),
             QStringLiteral("file"), QStringLiteral("cost"),      QStringLiteral("message")};
    if (const Status written = writeLine(m_table, head); !written)
        return written;
    if (const Status written =
            writeLine(m_checksums, {mark + QStringLiteral("file"), QStringLiteral("bytes"), QStringLiteral("sha256"),
                                    QStringLiteral("row"), QStringLiteral("step"), QStringLiteral("variation")});
        !written)
        return written;
    const QString about = QString::fromUtf8(QJsonDocument(m_order.about).toJson(QJsonDocument::Compact));
    if (const Status written =
            write(m_manifest, QStringLiteral("{\"format\": \"fornada-export\", \"version\": 1, \"batch\": %1, "
                                             "\"files\": [")
                                  .arg(about));
        !written)
        return written;
    return write(m_contact,
                 QString::fromLatin1(kContactHead).replace(QStringLiteral("%1"), m_order.name.toHtmlEscaped()));
}

Status Export::write(QFile &page, const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    return page.write(bytes) == bytes.size() ? Status() : Status(unwritable(page));
}

Status Export::writeLine(QFile &page, const QStringList &cells)
{
    QStringList line;
    for (const QString &cell : cells)
        line.append(csvCell(cell));
    return write(page, line.join(u',') + QStringLiteral("\r\n"));
}

// A missing file is a hole in the table, not the end of the export.
Status Export::addFile(const ResultItem &result, const Delivery &delivery, QString &cell)
{
    const QString from = m_order.resultsFolder + u'/' + result.path;
    cell = result.path;
    if (m_sink->contains(result.path))
        return {};
    if (!QFileInfo(from).isFile()) {
        ++m_missing;
        cell = QStringLiteral("missing: ") + result.path;
        return {};
    }
    const auto file = m_sink->add(from, result.path);
    if (!file)
        return file.error();
    const QString hash = QString::fromLatin1(file->sha256.toHex());
    const QJsonObject entry{{QStringLiteral("path"), file->path},    {QStringLiteral("bytes"), file->bytes},
                            {QStringLiteral("sha256"), hash},        {QStringLiteral("row"), delivery.row.key},
                            {QStringLiteral("step"), delivery.step}, {QStringLiteral("variation"), delivery.fanKey},
                            {QStringLiteral("mime"), result.mime}};
    const QString comma = m_files++ > 0 ? QStringLiteral(",\n") : QStringLiteral("\n");
    if (const Status written =
            write(m_manifest, comma + QString::fromUtf8(QJsonDocument(entry).toJson(QJsonDocument::Compact)));
        !written)
        return written;
    return writeLine(m_checksums, {file->path, QString::number(file->bytes), hash, delivery.row.key, delivery.step,
                                   delivery.fanKey});
}

Status Export::add(const Delivery &delivery)
{
    QStringList texts, files;
    for (const ResultItem &result : delivery.results) {
        if (result.path.isEmpty()) {
            texts.append(result.text);
        } else {
            QString cell;
            if (const Status added = addFile(result, delivery, cell); !added)
                return added;
            files.append(cell);
        }
        const QString name = QStringList{delivery.row.key, delivery.step, delivery.fanKey}.join(u' ').trimmed();
        if (const Status shown = write(m_contact, contactTile(result, name)); !shown)
            return shown;
    }
    QStringList cells{QString::number(delivery.row.number), delivery.row.key};
    for (const QString &field : m_order.fields)
        cells.append(fieldText(delivery.row.fields.value(field)));
    cells += {delivery.step,     delivery.fanKey,          toName(delivery.state), texts.join(u'\n'),
              files.join(u'\n'), toDecimal(delivery.cost), delivery.message};
    return writeLine(m_table, cells);
}

Status Export::addPage(QFile &page, const QString &name)
{
    if (!page.flush())
        return unwritable(page);
    page.close();
    const auto added = m_sink->add(page.fileName(), name);
    return added ? Status() : Status(added.error());
}

Result<QString> Export::finish()
{
    if (const Status end = write(m_manifest, QStringLiteral("\n]}\n")); !end)
        return end.error();
    if (const Status end = write(m_contact, QStringLiteral("</main></body></html>\n")); !end)
        return end.error();
    for (const auto &[page, name] : {std::pair{&m_table, kTable}, std::pair{&m_checksums, kChecksums},
                                     std::pair{&m_contact, kContact}, std::pair{&m_manifest, kManifest}})
        if (const Status added = addPage(*page, QString::fromLatin1(name)); !added)
            return added.error();
    return m_sink->finish();
}

} // namespace fornada
