#include "results/result_table.h"

#include <QFile>

#include <algorithm>

namespace fornada {

namespace {

bool isNumber(const QString &text)
{
    bool number = false;
    text.toDouble(&number);
    return number;
}

class CsvTable final : public ResultTable {
public:
    explicit CsvTable(const QString &path)
        : m_page(path)
    {}

    Status open()
    {
        if (!m_page.open(QIODevice::WriteOnly))
            return unwritable(m_page);
        return write(QStringLiteral("\uFEFF")); // spreadsheets then know it is UTF-8
    }
    Status addLine(const QList<TableCell> &cells) override
    {
        QStringList line;
        for (const TableCell &cell : cells)
            line.append(csvCell(cell.text));
        return write(line.join(u',') + QStringLiteral("\r\n"));
    }
    Result<QList<ExportedFile>> putInto(ExportSink &sink, const QString &name) override
    {
        if (!m_page.flush())
            return unwritable(m_page);
        m_page.close();
        const auto added = sink.addFile(m_page.fileName(), name);
        return added ? Result(QList{*added}) : added.error();
    }

private:
    Status write(const QString &text)
    {
        const QByteArray bytes = text.toUtf8();
        return m_page.write(bytes) == bytes.size() ? Status() : Status(unwritable(m_page));
    }

    QFile m_page;
};

} // namespace

QList<TableCell> textCells(const QStringList &words)
{
    QList<TableCell> cells;
    for (const QString &word : words)
        cells.append({word});
    return cells;
}

bool looksLikeFormula(const QString &text)
{
    return !text.isEmpty() && QStringLiteral("=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20").contains(text.front()) &&
           !isNumber(text);
}

// Spreadsheets run what begins like a formula, also from a file: such a text gets an apostrophe before it. Some of
// them (in Portuguese) part cells at semicolons, others at tabs: what holds one stays one cell.
QString csvCell(const QString &text)
{
    QString cell = looksLikeFormula(text) ? u'\'' + text : text;
    const QLatin1String parting("\",;\t\n\r");
    const bool quoted = cell.startsWith(u' ') || cell.endsWith(u' ') ||
                        std::any_of(cell.cbegin(), cell.cend(), [&](QChar c) { return parting.contains(c); });
    if (!quoted)
        return cell;
    cell.replace(u'"', QStringLiteral("\"\""));
    return u'"' + cell + u'"';
}

Result<std::unique_ptr<ResultTable>> csvTable(const QString &page)
{
    auto table = std::make_unique<CsvTable>(page);
    if (const Status open = table->open(); !open)
        return open.error();
    return std::unique_ptr<ResultTable>(std::move(table));
}

} // namespace fornada
