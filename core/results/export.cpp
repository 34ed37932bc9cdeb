#include "results/export.h"

#include "results/avatar_queue.h"
#include "results/result_files.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QUrl>

namespace fornada {

namespace {

constexpr int kPage = 500;

TableCell fieldCell(const QJsonValue &value)
{
    if (value.isObject())
        return {QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact))};
    if (value.isArray())
        return {QString::fromUtf8(QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact))};
    return {value.toVariant().toString(), value.isDouble()};
}

// The columns that are not the row's; a field of the same name steps aside.
QStringList ownColumns()
{
    return {QStringLiteral("step"),    QStringLiteral("variation"),  QStringLiteral("state"),
            QStringLiteral("result"),  QStringLiteral("file"),       QStringLiteral("cost"),
            QStringLiteral("queued"),  QStringLiteral("started"),    QStringLiteral("completed"),
            QStringLiteral("seconds"), QStringLiteral("from_cache"), QStringLiteral("message")};
}

QList<TableCell> titlesOf(const QStringList &fields)
{
    const QStringList first{QStringLiteral("#"), QStringLiteral("row")};
    QStringList titles = first;
    for (const QString &field : fields)
        titles.append((first + ownColumns()).contains(field) ? QStringLiteral("row.") + field : field);
    return textCells(titles + ownColumns());
}

// "job 17, 2026-11-20T14:03:00.000Z": what was made before is not taken for new.
QString cacheCell(const Delivery &delivery)
{
    return delivery.taken
               ? QStringLiteral("job %1, %2").arg(delivery.taken->from.value).arg(toIso(delivery.taken->made))
               : QString();
}

QString timeCell(const std::optional<Wall> &time)
{
    return time ? toIso(*time) : QString();
}

double secondsOf(const Delivery &delivery)
{
    return double(delivery.processing.count()) / 1e6;
}

// When it was added, first sent and last answered, and how long it was worked on; empty where nothing was asked for.
QList<TableCell> timeCells(const Delivery &delivery)
{
    const bool isAnswered = delivery.completed.has_value();
    return {TableCell{toIso(delivery.queued)}, TableCell{timeCell(delivery.started)},
            TableCell{timeCell(delivery.completed)},
            TableCell{isAnswered ? QString::number(secondsOf(delivery), 'f', 3) : QString(), isAnswered}};
}

QJsonValue timeFact(const std::optional<Wall> &time)
{
    return time ? QJsonValue(toIso(*time)) : QJsonValue();
}

QJsonValue cacheFacts(const Delivery &delivery)
{
    if (!delivery.taken)
        return {};
    return QJsonObject{{QStringLiteral("job"), delivery.taken->from.value},
                       {QStringLiteral("made"), toIso(delivery.taken->made)},
                       {QStringLiteral("sameBatch"), delivery.taken->sameBatch}};
}

QString extensionOf(const ResultItem &result)
{
    return result.kind == OutputKind::Json ? QStringLiteral(".json") : QStringLiteral(".txt");
}

QString plainName(const Delivery &delivery)
{
    QStringList words{delivery.row.key, delivery.step, delivery.fanKey};
    words.removeAll(QString());
    return words.join(u'-');
}

} // namespace

Export::Export(ExportOrder order, std::unique_ptr<ExportSink> sink, std::unique_ptr<QTemporaryDir> pages)
    : m_order(std::move(order))
    , m_sink(std::move(sink))
    , m_pages(std::move(pages))
    , m_manifest(m_pages->path())
    , m_contact(m_pages->path())
    , m_sidecars(m_pages->path(), QStringLiteral("sidecars.jsonl"))
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
                                                  : csvTable(m_pages->filePath(QStringLiteral("table.csv")));
    if (!table)
        return table.error();
    m_table = std::move(*table);
    if (const Status written = m_table->addLine(titlesOf(m_order.fields)); !written || isTableOnly())
        return written;
    if (const Status open = m_manifest.open(m_pages->path(), m_order.about); !open)
        return open;
    if (const Status open = m_contact.open(m_order.name); !open)
        return open;
    return m_sidecars.open();
}

// Whatever the case: it may be unpacked where "A" and "a" are one name.
QString Export::freePath(const QString &path)
{
    const qsizetype name = path.lastIndexOf(u'/') + 1, dot = path.lastIndexOf(u'.');
    const qsizetype end = dot > name ? dot : path.size();
    QString free = path;
    while (m_sink->contains(free) || m_texts.contains(free.toCaseFolded())) {
        int &copies = m_copies[path.toCaseFolded()];
        copies = std::max(copies, 1) + 1;
        free = path.left(end) + QStringLiteral(" (%1)").arg(copies) + path.mid(end);
    }
    return free;
}

// A missing file is a hole in the table, not the end of the export. path: what the table says of it.
Status Export::addResult(const ResultItem &result, const Delivery &delivery, QString &path)
{
    if (result.path.isEmpty())
        return isTableOnly() || result.text.isEmpty() ? Status() : addText(result, delivery, path);
    const QString from = m_order.resultsFolder + u'/' + result.path;
    if (!QFileInfo(from).isFile()) {
        ++m_made.missing;
        path = QStringLiteral("missing: ") + result.path;
        return {};
    }
    if (!isTableOnly())
        return addFile(result, delivery, path);
    path = from; // the file stays where it is
    return {};
}

// What lies in the database. In a table's cell it is for looking at: spreadsheets make formulas of texts.
Status Export::addText(const ResultItem &result, const Delivery &delivery, QString &path)
{
    QStringList parts = m_order.nameOf ? m_order.nameOf(delivery) : QStringList{plainName(delivery)};
    for (QString &part : parts)
        part = safeFileName(part);
    path = freePath(parts.join(u'/') + extensionOf(result));
    const auto file = m_sink->addBytes(result.text.toUtf8(), path);
    if (!file)
        return file.error();
    m_texts.insert(path.toCaseFolded());
    return note(*file, result, delivery);
}

Status Export::addFile(const ResultItem &result, const Delivery &delivery, QString &path)
{
    const bool isText = m_texts.contains(result.path.toCaseFolded());
    path = isText ? freePath(result.path) : result.path;
    if (m_sink->contains(path))
        return {};
    const auto file = m_sink->addFile(m_order.resultsFolder + u'/' + result.path, path);
    return file ? note(*file, result, delivery) : Status(file.error());
}

Status Export::note(const ExportedFile &file, const ResultItem &result, const Delivery &delivery)
{
    QJsonObject entry{{QStringLiteral("row"), delivery.row.key},
                      {QStringLiteral("step"), delivery.step},
                      {QStringLiteral("variation"), delivery.fanKey},
                      {QStringLiteral("mime"), result.mime}};
    if (delivery.taken)
        entry.insert(QStringLiteral("fromCache"), cacheFacts(delivery));
    if (const Status listed = m_manifest.list(file, entry, cacheCell(delivery)); !listed)
        return listed;
    return m_order.sidecars ? noteSidecar(file.path, result, delivery) : Status();
}

// Put in after all results, so that a sidecar never takes the name of one.
Status Export::noteSidecar(const QString &path, const ResultItem &result, const Delivery &delivery)
{
    const QJsonObject about{{QStringLiteral("file"), path},
                            {QStringLiteral("mime"), result.mime},
                            {QStringLiteral("batch"), m_order.about},
                            {QStringLiteral("row"), delivery.row.number},
                            {QStringLiteral("key"), delivery.row.key},
                            {QStringLiteral("fields"), delivery.row.fields},
                            {QStringLiteral("step"), delivery.step},
                            {QStringLiteral("variation"), delivery.fanKey},
                            {QStringLiteral("state"), toName(delivery.state)},
                            {QStringLiteral("cost"), toDecimal(delivery.cost)},
                            {QStringLiteral("queued"), toIso(delivery.queued)},
                            {QStringLiteral("started"), timeFact(delivery.started)},
                            {QStringLiteral("completed"), timeFact(delivery.completed)},
                            {QStringLiteral("seconds"), secondsOf(delivery)},
                            {QStringLiteral("fromCache"), cacheFacts(delivery)},
                            {QStringLiteral("created"), toIso(result.created)}};
    return m_sidecars.write(QString::fromUtf8(QJsonDocument(about).toJson(QJsonDocument::Compact)) + u'\n');
}

Status Export::addSidecars()
{
    if (const Status back = m_sidecars.rewind(); !back)
        return back;
    while (!m_sidecars.atEnd()) {
        const QJsonDocument about = QJsonDocument::fromJson(m_sidecars.readLine());
        const QString file = about[QLatin1String("file")].toString();
        const QFileInfo info(file);
        const QString stem =
            info.path() == u"." ? info.completeBaseName() : info.path() + u'/' + info.completeBaseName();
        const auto added = m_sink->addBytes(about.toJson(), freePath(stem + QStringLiteral(".json")));
        if (!added)
            return added.error();
        if (const Status listed = m_manifest.list(*added,
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
        QString path;
        if (const Status added = addResult(result, delivery, path); !added)
            return added;
        if (result.path.isEmpty())
            words.append(result.text);
        if (!path.isEmpty())
            files.append(path);
        if (isTableOnly())
            continue;
        const QString name = QStringList{delivery.row.key, delivery.step, delivery.fanKey}.join(u' ').trimmed();
        if (const Status shown = m_contact.add(result, path, name); !shown)
            return shown;
    }
    QList<TableCell> cells{{QString::number(delivery.row.number), true}, {delivery.row.key}};
    for (const QString &field : m_order.fields)
        cells.append(fieldCell(delivery.row.fields.value(field)));
    cells += textCells({delivery.step, delivery.fanKey, toName(delivery.state), words.join(u'\n'), files.join(u'\n')});
    const QString message = m_order.wordsOf ? m_order.wordsOf(delivery.message) : delivery.message;
    cells.append({toDecimal(delivery.cost), true});
    cells += timeCells(delivery) + QList<TableCell>{{cacheCell(delivery)}, {message}};
    ++m_made.jobs;
    return m_table->addLine(cells);
}

Status Export::closePages()
{
    if (const Status added = addSidecars(); !added)
        return added;
    const auto sheet = m_contact.putInto(*m_sink);
    if (!sheet)
        return sheet.error();
    if (const Status listed = m_manifest.list(*sheet, {}, {}); !listed)
        return listed;
    return m_manifest.putInto(*m_sink);
}

Result<Exported> Export::finish()
{
    const auto tables = m_table->putInto(*m_sink, QStringLiteral("table.csv"));
    if (!tables)
        return tables.error();
    if (!isTableOnly()) {
        for (const ExportedFile &table : *tables)
            if (const Status listed = m_manifest.list(table, {}, {}); !listed)
                return listed.error();
        if (const Status closed = closePages(); !closed)
            return closed.error();
    }
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
