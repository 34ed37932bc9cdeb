#pragma once

#include "intake/buffered_rows.h"
#include "intake/xlsx_book.h"

#include <QIODevice>
#include <QXmlStreamReader>

namespace fornada {

// Rows of one sheet of an XLSX file; its first row that is not empty names the columns. Numbers and truth values keep
// their type, dates and times become ISO texts, formulas count by their last result. One thread.
class XlsxRows final : public BufferedRows {
public:
    // sheet: empty means the first one.
    static Result<std::unique_ptr<XlsxRows>> open(const QString &path, const QString &sheet);

    QStringList columns() const override { return m_columns; }
    double progress() const override;

protected:
    Result<std::optional<SourceRow>> read() override;

private:
    struct Record {
        qint64 line = 0;
        QList<QJsonValue> cells; // by column
        QString fault;
    };

    XlsxRows(std::unique_ptr<XlsxBook> book, std::unique_ptr<QIODevice> sheet);
    Status readHeader();
    std::optional<Record> readRecord();
    Record readCells();
    QJsonValue readCell();
    QJsonValue valueOf(QStringView type, int style, const QString &text) const;

    const std::unique_ptr<XlsxBook> m_book;
    const std::unique_ptr<QIODevice> m_sheet;
    QXmlStreamReader m_xml;
    QStringList m_columns;
    qint64 m_line = 0;
};

} // namespace fornada
