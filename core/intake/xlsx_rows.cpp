#include "intake/xlsx_rows.h"

#include <QDateTime>

#include <cmath>

namespace fornada {

namespace {

constexpr qsizetype kMostColumns = 16'384; // as many as the format knows
constexpr qsizetype kLargestCell = 10 << 20;

// "BC12" -> 54; -1 when it is not a cell's name.
qsizetype columnOf(QStringView name)
{
    qsizetype column = 0;
    for (const QChar c : name) {
        if (c < u'A' || c > u'Z')
            break;
        column = column * 26 + (c.unicode() - u'A' + 1);
        if (column > kMostColumns)
            return -1;
    }
    return column - 1;
}

QJsonValue numberOf(double number)
{
    return std::floor(number) == number && std::abs(number) < 9e15 ? QJsonValue(qint64(number)) : QJsonValue(number);
}

// Hours may be many.
QString lengthOf(double days)
{
    const qint64 seconds = qRound64(days * 86'400);
    const auto two = [](qint64 part) { return QString::number(part).rightJustified(2, u'0'); };
    return two(seconds / 3'600) + u':' + two(seconds / 60 % 60) + u':' + two(seconds % 60);
}

// Days since the end of 1899 (or 1904); the part behind the point is the time of day.
QString dateOf(double days, XlsxTime kind, bool is1904)
{
    if (kind == XlsxTime::Length)
        return lengthOf(days);
    const QDate start = is1904 ? QDate(1904, 1, 1) : QDate(1899, 12, 30);
    const double whole = std::floor(days);
    const qint64 seconds = qRound64((days - whole) * 86'400);
    const QTime time = QTime(0, 0).addSecs(int(seconds % 86'400));
    const QDate date = start.addDays(qint64(whole) + seconds / 86'400);
    if (whole == 0 && (days > 0 || kind == XlsxTime::OfDay))
        return time.toString(Qt::ISODate);
    return seconds == 0 ? date.toString(Qt::ISODate) : QDateTime(date, time, Qt::UTC).toString(u"yyyy-MM-ddTHH:mm:ss");
}

bool isBlank(const QJsonValue &value)
{
    return value.isUndefined() || value.isNull() || (value.isString() && value.toString().trimmed().isEmpty());
}

} // namespace

XlsxRows::XlsxRows(std::unique_ptr<XlsxBook> book, std::unique_ptr<QIODevice> sheet)
    : m_book(std::move(book))
    , m_sheet(std::move(sheet))
    , m_xml(m_sheet.get())
{}

Result<std::unique_ptr<XlsxRows>> XlsxRows::open(const QString &path, const QString &sheet)
{
    auto book = XlsxBook::open(path);
    if (!book)
        return book.error();
    const QStringList names = (*book)->sheetNames();
    const qsizetype index = sheet.isEmpty() ? 0 : names.indexOf(sheet);
    if (index < 0)
        return Error{ErrorKind::NotFound, sheet,
                     QStringLiteral("the sheets of %1 are: %2").arg(path, names.join(QStringLiteral(", ")))};
    auto part = (*book)->openSheet(index);
    if (!part)
        return part.error();
    std::unique_ptr<XlsxRows> rows(new XlsxRows(std::move(*book), std::move(*part)));
    if (const Status header = rows->readHeader(); !header)
        return header.error();
    return rows;
}

double XlsxRows::progress() const
{
    const double size = double(m_sheet->size());
    return size > 0 ? std::min(1.0, double(m_xml.characterOffset()) / size) : 1;
}

Status XlsxRows::readHeader()
{
    const auto header = readRecord();
    const QString path = m_book->path();
    if (!header)
        return m_xml.hasError() ? Error{ErrorKind::BadFormat, path, m_xml.errorString()}
                                : Error{ErrorKind::EmptyInput, path, {}};
    if (!header->fault.isEmpty())
        return Error{ErrorKind::BadFormat, path, badRow(header->line, header->fault).detail};
    QList<QJsonValue> cells = header->cells;
    while (!cells.isEmpty() && isBlank(cells.last()))
        cells.removeLast();
    for (const QJsonValue &cell : std::as_const(cells)) {
        const QString name = cell.toVariant().toString().trimmed();
        QString fault;
        if (name.isEmpty())
            fault = QStringLiteral("column %1 has no name").arg(m_columns.size() + 1);
        else if (m_columns.contains(name))
            fault = QStringLiteral("two columns are named '%1'").arg(name);
        if (!fault.isEmpty())
            return Error{ErrorKind::BadFormat, path, badRow(header->line, fault).detail};
        m_columns.append(name);
    }
    return {};
}

Result<std::optional<SourceRow>> XlsxRows::read()
{
    const auto record = readRecord();
    if (!record && m_xml.hasError())
        return Error{ErrorKind::FileUnreadable, m_book->path(),
                     QStringLiteral("after line %1: %2").arg(m_line).arg(m_xml.errorString())};
    if (!record)
        return std::optional<SourceRow>();
    if (!record->fault.isEmpty())
        return badRow(record->line, record->fault);
    SourceRow row;
    row.line = record->line;
    for (qsizetype i = 0; i < record->cells.size(); ++i) {
        const QJsonValue &cell = record->cells.at(i);
        if (i < m_columns.size())
            row.fields.insert(m_columns.at(i), isBlank(cell) ? QJsonValue(QString()) : cell);
        else if (!isBlank(cell))
            return badRow(record->line, QStringLiteral("a value in column %1, which has no name").arg(i + 1));
    }
    return std::optional(std::move(row));
}

// The next row that is not empty.
std::optional<XlsxRows::Record> XlsxRows::readRecord()
{
    while (!m_xml.atEnd()) {
        if (m_xml.readNext() != QXmlStreamReader::StartElement || m_xml.name() != u"row")
            continue;
        const qint64 stated = m_xml.attributes().value(QLatin1String("r")).toLongLong();
        m_line = stated > 0 ? stated : m_line + 1;
        Record record = readCells();
        if (!record.fault.isEmpty() || !std::all_of(record.cells.begin(), record.cells.end(), isBlank))
            return record;
    }
    return std::nullopt;
}

XlsxRows::Record XlsxRows::readCells()
{
    Record record;
    record.line = m_line;
    while (m_xml.readNextStartElement()) {
        if (m_xml.name() != u"c") {
            m_xml.skipCurrentElement();
            continue;
        }
        const auto name = m_xml.attributes().value(QLatin1String("r"));
        const qsizetype column = name.isEmpty() ? record.cells.size() : columnOf(name);
        const QJsonValue value = readCell();
        if (column < 0 || column >= kMostColumns) {
            record.fault = QStringLiteral("a cell beyond column %1").arg(kMostColumns);
            continue;
        }
        if (value.isString() && value.toString().size() > kLargestCell) {
            record.fault = QStringLiteral("a cell of more than 10 MB");
            continue;
        }
        while (record.cells.size() <= column)
            record.cells.append(QString());
        record.cells[column] = value;
    }
    return record;
}

QJsonValue XlsxRows::readCell()
{
    const auto attributes = m_xml.attributes();
    const QString type = attributes.value(QLatin1String("t")).toString();
    const int style = attributes.value(QLatin1String("s")).toInt();
    QString text;
    while (m_xml.readNextStartElement()) {
        if (m_xml.name() == u"v")
            text = m_xml.readElementText();
        else if (m_xml.name() == u"is")
            text = xlsxText(m_xml);
        else
            m_xml.skipCurrentElement();
    }
    return valueOf(type, style, text);
}

QJsonValue XlsxRows::valueOf(QStringView type, int style, const QString &text) const
{
    if (type == u"s") { // a styled cell without a text has no number of one
        bool isNumber = false;
        const qint64 number = text.toLongLong(&isNumber);
        return isNumber ? m_book->sharedText(number) : QString();
    }
    if (type == u"b")
        return text == u"1";
    if (type == u"e" || text.isEmpty()) // #N/A and its like are no values
        return QString();
    if (type == u"str") // others were read with their markup
        return unspelled(text);
    if (!type.isEmpty() && type != u"n")
        return text;
    bool isNumber = false;
    const double number = text.toDouble(&isNumber);
    if (!isNumber || !std::isfinite(number))
        return text;
    const XlsxTime time = m_book->timeOf(style);
    return time != XlsxTime::None && number >= 0 && number < 3e6 ? QJsonValue(dateOf(number, time, m_book->is1904()))
                                                                 : numberOf(number);
}

} // namespace fornada
