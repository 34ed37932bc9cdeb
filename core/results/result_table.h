#pragma once

#include "results/export_sink.h"

#include <QList>

namespace fornada {

// A cell of a CSV file: quoted where it must be, and never a formula in a spreadsheet.
QString csvCell(const QString &text);
// Would a spreadsheet take this text for a formula?
bool looksLikeFormula(const QString &text);

struct TableCell {
    QString text;
    bool isNumber = false; // as a spreadsheet counts with it
};

QList<TableCell> textCells(const QStringList &words);

// A table that is written line by line, whatever its length; the first line holds the titles. Blocks on the disk: pool
// threads only.
class ResultTable {
public:
    virtual ~ResultTable() = default;
    virtual Status addLine(const QList<TableCell> &cells) = 0;
    // The whole of it into an export: as one file of this name, or as all the parts of a workbook. What was put there.
    virtual Result<QList<ExportedFile>> putInto(ExportSink &sink, const QString &name) = 0;
    // Cells whose text was too long for this kind of file.
    virtual qint64 cellsCut() const { return 0; }
};

// page: where it is written until it is whole.
Result<std::unique_ptr<ResultTable>> csvTable(const QString &page);
// A workbook (XLSX); what does not fit on one sheet goes on on the next. The sink is a ZIP file. folder: for what is
// written until it is whole.
Result<std::unique_ptr<ResultTable>> workbookTable(const QString &folder);

} // namespace fornada
