#include "results/export.h"

#include "results/result_files.h"

#include <QDir>
#include <QFileInfo>
#include <QUuid>

namespace fornada {

namespace {

const auto kTable = QStringLiteral("table.csv");

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

ExportFolder::ExportFolder(QString parent, QString name, QString resultsFolder, QStringList fields)
    : m_parent(std::move(parent))
    , m_name(std::move(name))
    , m_resultsFolder(std::move(resultsFolder))
    , m_fields(std::move(fields))
{}

ExportFolder::~ExportFolder()
{
    m_table.close();
    if (!m_finished && !m_growing.isEmpty())
        QDir(m_growing).removeRecursively();
}

Result<std::unique_ptr<ExportFolder>> ExportFolder::begin(const QString &parent, const QString &name,
                                                          const QString &resultsFolder, const QStringList &fields)
{
    std::unique_ptr<ExportFolder> folder(new ExportFolder(parent, safeFileName(name), resultsFolder, fields));
    if (const Status open = folder->open(); !open)
        return open.error();
    return folder;
}

Status ExportFolder::open()
{
    const QString growing =
        m_parent + QStringLiteral("/.fornada-") + QUuid::createUuid().toString(QUuid::WithoutBraces).left(8);
    if (!QDir(m_parent).exists() || !QDir().mkpath(growing))
        return Error{ErrorKind::FileUnwritable, m_parent, {}};
    m_growing = growing;
    m_table.setFileName(growing + u'/' + kTable);
    if (!m_table.open(QIODevice::WriteOnly) || m_table.write("\xEF\xBB\xBF") != 3) // spreadsheets then know it is UTF-8
        return unwritable(m_table);
    QStringList head{QStringLiteral("#"), QStringLiteral("row")};
    head += m_fields;
    head += {QStringLiteral("step"), QStringLiteral("variation"), QStringLiteral("state"),  QStringLiteral("result"),
             QStringLiteral("file"), QStringLiteral("cost"),      QStringLiteral("message")};
    return writeLine(head);
}

Status ExportFolder::writeLine(const QStringList &cells)
{
    QStringList line;
    for (const QString &cell : cells)
        line.append(csvCell(cell));
    const QByteArray bytes = line.join(u',').toUtf8() + "\r\n";
    return m_table.write(bytes) == bytes.size() ? Status() : Status(unwritable(m_table));
}

// A missing file is a hole in the table, not the end of the export.
Status ExportFolder::copyFile(const QString &path, bool *missing)
{
    const QString from = m_resultsFolder + u'/' + path, to = m_growing + u'/' + path;
    *missing = !QFileInfo(from).isFile();
    if (*missing || QFileInfo::exists(to))
        return {};
    if (!QDir().mkpath(QFileInfo(to).absolutePath()))
        return Error{ErrorKind::FileUnwritable, QFileInfo(to).absolutePath(), {}};
    QFile file(from);
    if (!file.copy(to))
        return Error{file.error() == QFileDevice::ResourceError ? ErrorKind::DiskFull : ErrorKind::FileUnwritable, to,
                     file.errorString()};
    return {};
}

Status ExportFolder::add(const Delivery &delivery)
{
    QStringList texts, files;
    for (const ResultItem &result : delivery.results) {
        if (result.path.isEmpty()) {
            texts.append(result.text);
            continue;
        }
        bool missing = false;
        if (const Status copied = copyFile(result.path, &missing); !copied)
            return copied;
        m_missing += missing;
        files.append(missing ? QStringLiteral("missing: ") + result.path : result.path);
    }
    QStringList cells{QString::number(delivery.row.number), delivery.row.key};
    for (const QString &field : m_fields)
        cells.append(fieldText(delivery.row.fields.value(field)));
    cells += {delivery.step,     delivery.fanKey,          toName(delivery.state), texts.join(u'\n'),
              files.join(u'\n'), toDecimal(delivery.cost), delivery.message};
    return writeLine(cells);
}

Result<QString> ExportFolder::finish()
{
    if (!m_table.flush())
        return unwritable(m_table);
    m_table.close();
    constexpr int kMostNames = 10'000;
    for (int copy = 1; copy <= kMostNames; ++copy) {
        const QString name = copy == 1 ? m_name : QStringLiteral("%1 (%2)").arg(m_name).arg(copy);
        const QString path = m_parent + u'/' + name;
        if (QFileInfo::exists(path))
            continue;
        if (!QDir().rename(m_growing, path))
            return Error{ErrorKind::FileUnwritable, path, {}};
        m_finished = true;
        return path;
    }
    return Error{ErrorKind::AlreadyExists, m_parent + u'/' + m_name, {}};
}

} // namespace fornada
