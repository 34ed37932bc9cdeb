#include "results/export.h"

#include "results/avatar_queue.h"
#include "results/result_files.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QUrl>

namespace fornada {

namespace {

// Where a page of the export comes from and goes to.
constexpr char kTable[] = "table.csv";
constexpr char kManifest[] = "manifest.json";
constexpr char kChecksums[] = "manifest.csv";
constexpr char kContact[] = "contact.html";
constexpr char kSidecars[] = "sidecars.jsonl";
constexpr qsizetype kExcerpt = 400; // of a text, on the contact sheet
constexpr int kPage = 500;

constexpr char kContactHead[] =
    "<!doctype html><html><head><meta charset=\"utf-8\"><title>%1</title><style>"
    "body{font:14px sans-serif;margin:24px;color:#222;background:#fafafa}"
    "main{display:grid;grid-template-columns:repeat(auto-fill,minmax(220px,1fr));gap:16px}"
    "figure{margin:0;background:#fff;border:1px solid #ddd;border-radius:6px;padding:8px;overflow:hidden}"
    "img{width:100%;height:200px;object-fit:contain;background:#f0f0f0}audio{width:100%}"
    "p{white-space:pre-wrap;max-height:200px;overflow:auto;margin:0}"
    "figcaption{margin-top:8px;color:#555;overflow-wrap:anywhere}</style></head><body><h1>%1</h1><main>\n";

TableCell fieldCell(const QJsonValue &value)
{
    if (value.isObject())
        return {QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact))};
    if (value.isArray())
        return {QString::fromUtf8(QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact))};
    return {value.toVariant().toString(), value.isDouble()};
}

QList<TableCell> texts(const QStringList &words)
{
    QList<TableCell> cells;
    for (const QString &word : words)
        cells.append({word});
    return cells;
}

// The columns that are not the row's; a field of the same name steps aside.
QStringList ownColumns()
{
    return {QStringLiteral("step"),       QStringLiteral("variation"), QStringLiteral("state"),
            QStringLiteral("result"),     QStringLiteral("file"),      QStringLiteral("cost"),
            QStringLiteral("from_cache"), QStringLiteral("message")};
}

QList<TableCell> titlesOf(const QStringList &fields)
{
    const QStringList first{QStringLiteral("#"), QStringLiteral("row")};
    QStringList titles = first;
    for (const QString &field : fields)
        titles.append((first + ownColumns()).contains(field) ? QStringLiteral("row.") + field : field);
    return texts(titles + ownColumns());
}

// "job 17, 2026-11-20T14:03:00.000Z": what was made before is not taken for new.
QString cacheCell(const Delivery &delivery)
{
    return delivery.taken
               ? QStringLiteral("job %1, %2").arg(delivery.taken->from.value).arg(toIso(delivery.taken->made))
               : QString();
}

QJsonValue cacheFacts(const Delivery &delivery)
{
    if (!delivery.taken)
        return {};
    return QJsonObject{{QStringLiteral("job"), delivery.taken->from.value},
                       {QStringLiteral("made"), toIso(delivery.taken->made)},
                       {QStringLiteral("sameBatch"), delivery.taken->sameBatch}};
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

Export::Export(ExportOrder order, std::unique_ptr<ExportSink> sink, std::unique_ptr<QTemporaryDir> pages)
    : m_order(std::move(order))
    , m_sink(std::move(sink))
    , m_pages(std::move(pages))
{}

ExportOrder exportOrder(const Batch &batch, ExportForm form, std::shared_ptr<ExportPlace> place)
{
    ExportOrder order;
    order.form = form;
    order.place = std::move(place);
    order.name = batch.name;
    const QString sidecars = batch.parameters.value(QLatin1String("sidecars")).toVariant().toString();
    order.sidecars = !sidecars.isEmpty() && sidecars != u"false" && sidecars != u"no" && sidecars != u"0";
    const QJsonValue created = batch.parameters.value(QLatin1String("created_at")); // of the queue file it came from
    order.about = {{QStringLiteral("id"), batch.id.value},
                   {QStringLiteral("created"), created.isString() ? created : QJsonValue(toIso(batch.created))},
                   {QStringLiteral("name"), batch.name},
                   {QStringLiteral("client"), batch.client},
                   {QStringLiteral("owner"), batch.owner},
                   {QStringLiteral("recipe"), batch.recipe}};
    return order;
}

Result<std::unique_ptr<Export>> Export::begin(const ExportOrder &order)
{
    const QString name = safeFileName(order.name);
    const auto sinkOf = [&]() -> Result<std::unique_ptr<ExportSink>> {
        switch (order.form) {
        case ExportForm::Folder:
            return folderSink(order.place, name);
        case ExportForm::Zip:
            return zipSink(order.place, name, QStringLiteral(".zip"));
        case ExportForm::Csv:
            return fileSink(order.place, name, QStringLiteral(".csv"));
        case ExportForm::Xlsx:
            return zipSink(order.place, name, QStringLiteral(".xlsx"));
        case ExportForm::AvatarQueue:
            break; // no table, no files: exportAvatarQueue
        }
        return Error{ErrorKind::Internal, name, {}};
    };
    auto sink = sinkOf();
    if (!sink)
        return sink.error();
    auto pages = std::make_unique<QTemporaryDir>();
    if (!pages->isValid())
        return Error{ErrorKind::FileUnwritable, pages->path(), pages->errorString()};
    std::unique_ptr<Export> made(new Export(order, std::move(*sink), std::move(pages)));
    if (const Status open = made->open(); !open)
        return open.error();
    return made;
}

Status Export::open()
{
    auto table = m_order.form == ExportForm::Xlsx ? workbookTable(m_pages->path())
                                                  : csvTable(m_pages->filePath(QString::fromLatin1(kTable)));
    if (!table)
        return table.error();
    m_table = std::move(*table);
    if (const Status written = m_table->addLine(titlesOf(m_order.fields)); !written || isTableOnly())
        return written;
    return openPages();
}

Status Export::openPages()
{
    auto checksums = csvTable(m_pages->filePath(QString::fromLatin1(kChecksums)));
    if (!checksums)
        return checksums.error();
    m_checksums = std::move(*checksums);
    for (const auto &[page, name] :
         {std::pair{&m_manifest, kManifest}, std::pair{&m_contact, kContact}, std::pair{&m_sidecars, kSidecars}}) {
        page->setFileName(m_pages->filePath(QString::fromLatin1(name)));
        if (!page->open(QIODevice::ReadWrite))
            return unwritable(*page);
    }
    if (const Status written = m_checksums->addLine(
            texts({QStringLiteral("file"), QStringLiteral("bytes"), QStringLiteral("sha256"), QStringLiteral("row"),
                   QStringLiteral("step"), QStringLiteral("variation"), QStringLiteral("from_cache")}));
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

// A missing file is a hole in the table, not the end of the export.
Status Export::addResult(const ResultItem &result, const Delivery &delivery, QString &cell)
{
    const QString from = m_order.resultsFolder + u'/' + result.path;
    if (!QFileInfo(from).isFile()) {
        ++m_made.missing;
        cell = QStringLiteral("missing: ") + result.path;
        return {};
    }
    if (!isTableOnly())
        return addFile(result, delivery, cell);
    cell = from; // the file stays where it is
    return {};
}

Status Export::addFile(const ResultItem &result, const Delivery &delivery, QString &cell)
{
    cell = result.path;
    if (m_sink->contains(result.path))
        return {};
    const auto file = m_sink->addFile(m_order.resultsFolder + u'/' + result.path, result.path);
    if (!file)
        return file.error();
    QJsonObject entry{{QStringLiteral("row"), delivery.row.key},
                      {QStringLiteral("step"), delivery.step},
                      {QStringLiteral("variation"), delivery.fanKey},
                      {QStringLiteral("mime"), result.mime}};
    if (delivery.taken)
        entry.insert(QStringLiteral("fromCache"), cacheFacts(delivery));
    if (const Status listed = list(*file, entry, cacheCell(delivery)); !listed)
        return listed;
    return m_order.sidecars ? noteSidecar(result, delivery) : Status();
}

// In both manifests.
Status Export::list(const ExportedFile &file, QJsonObject entry, const QString &fromCache)
{
    const QString hash = QString::fromLatin1(file.sha256.toHex());
    const auto text = [&entry](const char *key) { return entry.value(QLatin1String(key)).toString(); };
    const QList<TableCell> line =
        texts({file.path, QString::number(file.bytes), hash, text("row"), text("step"), text("variation"), fromCache});
    entry.insert(QStringLiteral("path"), file.path);
    entry.insert(QStringLiteral("bytes"), file.bytes);
    entry.insert(QStringLiteral("sha256"), hash);
    const QString comma = m_files++ > 0 ? QStringLiteral(",\n") : QStringLiteral("\n");
    if (const Status written =
            write(m_manifest, comma + QString::fromUtf8(QJsonDocument(entry).toJson(QJsonDocument::Compact)));
        !written)
        return written;
    return m_checksums->addLine(line);
}

// Put in after all results, so that a sidecar never takes the name of one.
Status Export::noteSidecar(const ResultItem &result, const Delivery &delivery)
{
    const QJsonObject about{{QStringLiteral("file"), result.path},
                            {QStringLiteral("mime"), result.mime},
                            {QStringLiteral("batch"), m_order.about},
                            {QStringLiteral("row"), delivery.row.number},
                            {QStringLiteral("key"), delivery.row.key},
                            {QStringLiteral("fields"), delivery.row.fields},
                            {QStringLiteral("step"), delivery.step},
                            {QStringLiteral("variation"), delivery.fanKey},
                            {QStringLiteral("state"), toName(delivery.state)},
                            {QStringLiteral("cost"), toDecimal(delivery.cost)},
                            {QStringLiteral("fromCache"), cacheFacts(delivery)},
                            {QStringLiteral("created"), toIso(result.created)}};
    return write(m_sidecars, QString::fromUtf8(QJsonDocument(about).toJson(QJsonDocument::Compact)) + u'\n');
}

Status Export::addSidecars()
{
    if (!m_sidecars.seek(0))
        return unwritable(m_sidecars);
    while (!m_sidecars.atEnd()) {
        const QJsonDocument about = QJsonDocument::fromJson(m_sidecars.readLine());
        const QString file = about[QLatin1String("file")].toString();
        const QFileInfo info(file);
        const QString stem =
            info.path() == u"." ? info.completeBaseName() : info.path() + u'/' + info.completeBaseName();
        QString name = stem + QStringLiteral(".json");
        for (int copy = 2; m_sink->contains(name); ++copy)
            name = stem + QStringLiteral(" (%1).json").arg(copy);
        const auto added = m_sink->addBytes(about.toJson(), name);
        if (!added)
            return added.error();
        if (const Status listed = list(*added,
                                       {{QStringLiteral("row"), about[QLatin1String("key")]},
                                        {QStringLiteral("step"), about[QLatin1String("step")]},
                                        {QStringLiteral("variation"), about[QLatin1String("variation")]},
                                        {QStringLiteral("sidecarOf"), file}},
                                       {});
            !listed)
            return listed;
    }
    return {};
}

Status Export::add(const Delivery &delivery)
{
    QStringList words, files;
    for (const ResultItem &result : delivery.results) {
        if (result.path.isEmpty()) {
            words.append(result.text);
        } else {
            QString cell;
            if (const Status added = addResult(result, delivery, cell); !added)
                return added;
            files.append(cell);
        }
        if (isTableOnly())
            continue;
        const QString name = QStringList{delivery.row.key, delivery.step, delivery.fanKey}.join(u' ').trimmed();
        if (const Status shown = write(m_contact, contactTile(result, name)); !shown)
            return shown;
    }
    QList<TableCell> cells{{QString::number(delivery.row.number), true}, {delivery.row.key}};
    for (const QString &field : m_order.fields)
        cells.append(fieldCell(delivery.row.fields.value(field)));
    cells += texts({delivery.step, delivery.fanKey, toName(delivery.state), words.join(u'\n'), files.join(u'\n')});
    cells += {TableCell{toDecimal(delivery.cost), true}, TableCell{cacheCell(delivery)}, TableCell{delivery.message}};
    ++m_made.jobs;
    return m_table->addLine(cells);
}

Status Export::addPage(QFile &page, const QString &name)
{
    if (!page.flush())
        return unwritable(page);
    page.close();
    const auto added = m_sink->addFile(page.fileName(), name);
    return added ? Status() : Status(added.error());
}

Status Export::closePages()
{
    if (const Status added = addSidecars(); !added)
        return added;
    if (const Status end = write(m_manifest, QStringLiteral("\n]}\n")); !end)
        return end;
    if (const Status end = write(m_contact, QStringLiteral("</main></body></html>\n")); !end)
        return end;
    if (const Status added = m_checksums->putInto(*m_sink, QString::fromLatin1(kChecksums)); !added)
        return added;
    for (const auto &[page, name] : {std::pair{&m_contact, kContact}, std::pair{&m_manifest, kManifest}})
        if (const Status added = addPage(*page, QString::fromLatin1(name)); !added)
            return added;
    return {};
}

Result<Exported> Export::finish()
{
    if (const Status added = m_table->putInto(*m_sink, QString::fromLatin1(kTable)); !added)
        return added.error();
    if (!isTableOnly())
        if (const Status closed = closePages(); !closed)
            return closed.error();
    const auto path = m_sink->finish();
    if (!path)
        return path.error();
    m_made.path = *path;
    m_made.cut = m_table->cellsCut();
    return m_made;
}

Result<Exported> exportAll(const ExportOrder &order, const DeliveryPages &pages, const ExportProgress &progress)
{
    if (order.form == ExportForm::AvatarQueue)
        return exportAvatarQueue(order, pages, progress);
    const auto making = Export::begin(order);
    if (!making)
        return making.error();
    qint64 jobs = 0;
    for (qint64 after = 0;;) {
        const auto page = pages(after, kPage);
        if (!page)
            return page.error();
        if (page->isEmpty())
            return (*making)->finish();
        for (const Delivery &delivery : *page) {
            if (!progress(jobs))
                return Error{ErrorKind::Cancelled, order.name, {}};
            if (const Status added = (*making)->add(delivery); !added)
                return added.error();
            ++jobs;
        }
        after = page->constLast().position;
    }
}

} // namespace fornada
