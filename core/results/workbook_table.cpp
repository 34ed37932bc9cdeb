#include "results/result_table.h"

#include <QFile>
#include <QRegularExpression>

// A workbook is a ZIP file of XML parts (ECMA-376). The sheets are streamed; texts stand in their cells, so that no
// table of strings has to be kept in memory.
namespace fornada {

namespace {

constexpr int kMostLines = 1'048'576; // of a sheet
constexpr qsizetype kLongestText = 32'767;

constexpr char kHead[] = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
#define FORNADA_OOXML "http://schemas.openxmlformats.org/"
#define FORNADA_SHEET_SPACE FORNADA_OOXML "spreadsheetml/2006/main"
#define FORNADA_SHEET_KIND "application/vnd.openxmlformats-officedocument.spreadsheetml."

// Styles: 0 plain, 1 title, 2 text that begins like a formula and is to stay a text when someone edits it.
enum Style { Plain = 0, Title = 1, Quoted = 2 };
constexpr char kStyles[] =
    "<styleSheet xmlns=\"" FORNADA_SHEET_SPACE "\"><fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/>"
    "</font><font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts><fills count=\"2\"><fill><patternFill "
    "patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill></fills><borders count=\"1\">"
    "<border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count=\"1\"><xf numFmtId=\"0\" "
    "fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs><cellXfs count=\"3\"><xf numFmtId=\"0\" fontId=\"0\" "
    "fillId=\"0\" borderId=\"0\" xfId=\"0\"/><xf numFmtId=\"0\" fontId=\"1\" fillId=\"0\" borderId=\"0\" xfId=\"0\" "
    "applyFont=\"1\"/><xf numFmtId=\"49\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" quotePrefix=\"1\"/>"
    "</cellXfs></styleSheet>";
constexpr char kSheetHead[] =
    "<worksheet xmlns=\"" FORNADA_SHEET_SPACE "\"><sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"1\" "
    "topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews><sheetFormatPr "
    "defaultRowHeight=\"15\" defaultColWidth=\"18\"/><sheetData>\n";

// XML has no way to say most control characters; a workbook's own spelling of them is _x0007_, and so a text that has
// such a spelling in it is spelled out too.
QString escaped(const QString &text)
{
    static const QRegularExpression spelling(QStringLiteral("^_x[0-9A-Fa-f]{4}_"));
    QString safe;
    safe.reserve(text.size() + 16);
    for (qsizetype at = 0; at < text.size(); ++at) {
        const QChar c = text.at(at);
        const ushort code = c.unicode();
        const bool unsayable = (code < 0x20 && code != '\n' && code != '\t') || code == 0xFFFE || code == 0xFFFF;
        if (c == u'&')
            safe += QStringLiteral("&amp;");
        else if (c == u'<')
            safe += QStringLiteral("&lt;");
        else if (c == u'>')
            safe += QStringLiteral("&gt;");
        else if (unsayable || (c == u'_' && spelling.match(text.mid(at, 7)).hasMatch()))
            safe += QStringLiteral("_x%1_").arg(code, 4, 16, QLatin1Char('0'));
        else
            safe += c;
    }
    return safe;
}

// "A", "Z", "AA" ...
QString columnName(qsizetype column)
{
    QString name;
    for (qsizetype rest = column + 1; rest > 0; rest = (rest - 1) / 26)
        name.prepend(QLatin1Char(char('A' + (rest - 1) % 26)));
    return name;
}

class WorkbookTable final : public ResultTable {
public:
    explicit WorkbookTable(QString folder)
        : m_folder(std::move(folder))
    {}

    Status addLine(const QList<TableCell> &cells) override;
    Result<QList<ExportedFile>> putInto(ExportSink &sink, const QString &name) override;
    qint64 cellsCut() const override { return m_cut; }

private:
    QString sheetPath(int sheet) const { return m_folder + QStringLiteral("/sheet%1.xml").arg(sheet); }
    Status openSheet();
    Status closeSheet();
    Status write(const QString &text);
    QString cellXml(const TableCell &cell, const QString &place, Style style);

    const QString m_folder;
    QList<TableCell> m_titles; // once more on every sheet
    QFile m_sheet;
    int m_sheets = 0, m_lines = 0;
    qint64 m_cut = 0;
};

Status WorkbookTable::write(const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    return m_sheet.write(bytes) == bytes.size() ? Status() : Status(unwritable(m_sheet));
}

Status WorkbookTable::openSheet()
{
    ++m_sheets;
    m_lines = 0;
    m_sheet.setFileName(sheetPath(m_sheets));
    if (!m_sheet.open(QIODevice::WriteOnly))
        return unwritable(m_sheet);
    return write(QString::fromLatin1(kHead) + QString::fromLatin1(kSheetHead));
}

Status WorkbookTable::closeSheet()
{
    const Status end = write(QStringLiteral("</sheetData></worksheet>\n"));
    const Status flushed = m_sheet.flush() ? Status() : Status(unwritable(m_sheet)); // closing forgets why
    m_sheet.close();
    return end ? flushed : end;
}

QString WorkbookTable::cellXml(const TableCell &cell, const QString &place, Style style)
{
    if (cell.text.isEmpty())
        return {};
    const QString where = QStringLiteral("<c r=\"") + place + u'"';
    if (cell.isNumber && style == Plain)
        return where + QStringLiteral("><v>") + escaped(cell.text) + QStringLiteral("</v></c>");
    QString text = cell.text;
    if (text.size() > kLongestText) {
        text.truncate(text.at(kLongestText - 1).isHighSurrogate() ? kLongestText - 1 : kLongestText);
        ++m_cut;
    }
    if (style == Plain && looksLikeFormula(text))
        style = Quoted;
    const QString mark = style == Plain ? QString() : QStringLiteral(" s=\"%1\"").arg(int(style));
    return where + QStringLiteral(" t=\"inlineStr\"") + mark + QStringLiteral("><is><t xml:space=\"preserve\">") +
           escaped(text) + QStringLiteral("</t></is></c>");
}

Status WorkbookTable::addLine(const QList<TableCell> &cells)
{
    const bool titles = m_sheets == 0;
    if (titles)
        m_titles = cells;
    if (m_sheets == 0 || m_lines == kMostLines) {
        if (m_sheets > 0)
            if (const Status closed = closeSheet(); !closed)
                return closed;
        if (const Status open = openSheet(); !open)
            return open;
        if (!titles)
            if (const Status again = addLine(m_titles); !again)
                return again;
    }
    const Style style = m_lines == 0 ? Title : Plain;
    const QString number = QString::number(++m_lines);
    QString line = QStringLiteral("<row r=\"") + number + QStringLiteral("\">");
    for (qsizetype column = 0; column < cells.size(); ++column)
        line += cellXml(cells.at(column), columnName(column) + number, style);
    return write(line + QStringLiteral("</row>\n"));
}

Result<QList<ExportedFile>> WorkbookTable::putInto(ExportSink &sink, const QString &)
{
    if (m_sheets == 0)
        if (const Status open = openSheet(); !open)
            return open.error();
    if (const Status closed = closeSheet(); !closed)
        return closed.error();
    QString sheets, relations, types;
    for (int sheet = 1; sheet <= m_sheets; ++sheet) {
        sheets += QStringLiteral("<sheet name=\"Results%1\" sheetId=\"%2\" r:id=\"rId%2\"/>")
                      .arg(sheet == 1 ? QString() : u' ' + QString::number(sheet))
                      .arg(sheet);
        relations += QStringLiteral("<Relationship Id=\"rId%1\" Type=\"" FORNADA_OOXML
                                    "officeDocument/2006/relationships/worksheet\" "
                                    "Target=\"worksheets/sheet%1.xml\"/>")
                         .arg(sheet);
        types += QStringLiteral("<Override PartName=\"/xl/worksheets/sheet%1.xml\" "
                                "ContentType=\"" FORNADA_SHEET_KIND "worksheet+xml\"/>")
                     .arg(sheet);
    }
    const QString relationsOf =
        QStringLiteral("<Relationships xmlns=\"" FORNADA_OOXML "package/2006/relationships\">%1</Relationships>");
    const QList<std::pair<QString, QString>> parts = {
        {QStringLiteral("[Content_Types].xml"),
         QStringLiteral("<Types xmlns=\"" FORNADA_OOXML "package/2006/content-types\"><Default Extension=\"rels\" "
                        "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default "
                        "Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" "
                        "ContentType=\"" FORNADA_SHEET_KIND "sheet.main+xml\"/><Override PartName=\"/xl/styles.xml\" "
                        "ContentType=\"" FORNADA_SHEET_KIND "styles+xml\"/>%1</Types>")
             .arg(types)},
        {QStringLiteral("_rels/.rels"),
         relationsOf.arg(QStringLiteral("<Relationship Id=\"rId1\" Type=\"" FORNADA_OOXML
                                        "officeDocument/2006/relationships/officeDocument\" "
                                        "Target=\"xl/workbook.xml\"/>"))},
        {QStringLiteral("xl/workbook.xml"),
         QStringLiteral("<workbook xmlns=\"" FORNADA_SHEET_SPACE "\" xmlns:r=\"" FORNADA_OOXML
                        "officeDocument/2006/relationships\"><bookViews><workbookView/></bookViews><sheets>%1</sheets>"
                        "</workbook>")
             .arg(sheets)},
        {QStringLiteral("xl/_rels/workbook.xml.rels"),
         relationsOf.arg(relations + QStringLiteral("<Relationship Id=\"rId%1\" Type=\"" FORNADA_OOXML
                                                    "officeDocument/2006/relationships/styles\" "
                                                    "Target=\"styles.xml\"/>")
                                         .arg(m_sheets + 1))},
        {QStringLiteral("xl/styles.xml"), QString::fromLatin1(kStyles)}};
    QList<ExportedFile> put;
    const auto note = [&put](const Result<ExportedFile> &added) {
        if (added)
            put.append(*added);
        return added ? Status() : Status(added.error());
    };
    for (const auto &[name, xml] : parts)
        if (const Status added = note(sink.addBytes((QString::fromLatin1(kHead) + xml).toUtf8(), name)); !added)
            return added.error();
    for (int sheet = 1; sheet <= m_sheets; ++sheet)
        if (const Status added =
                note(sink.addFile(sheetPath(sheet), QStringLiteral("xl/worksheets/sheet%1.xml").arg(sheet)));
            !added)
            return added.error();
    return put;
}

} // namespace

Result<std::unique_ptr<ResultTable>> workbookTable(const QString &folder)
{
    return std::unique_ptr<ResultTable>(std::make_unique<WorkbookTable>(folder));
}

} // namespace fornada
