#pragma once

#include "base/result.h"
#include "model/delivery.h"
#include "results/export_sink.h"

#include <QFile>
#include <QTemporaryDir>

#include <memory>

namespace fornada {

// A cell of a CSV file: quoted where it must be, and never a formula in a spreadsheet.
QString csvCell(const QString &text);

enum class ExportForm { Folder, Zip };

struct ExportOrder {
    ExportForm form = ExportForm::Folder;
    QString parent;          // the folder it appears in
    QString name;            // or the next free one like it
    QString resultsFolder;   // where result paths begin
    QStringList fields = {}; // of the rows, as columns
    QJsonObject about = {};  // of the batch; goes into the manifest
};

// A batch's results to give away, as a folder or a ZIP file: the files that were made, table.csv (every job with its
// row), manifest.json and manifest.csv (every file with its SHA-256), contact.html (all at a glance, in a browser). It
// appears at its place only when it is whole. Blocks on the disk: pool threads only.
class Export {
public:
    static Result<std::unique_ptr<Export>> begin(const ExportOrder &order);
    Q_DISABLE_COPY_MOVE(Export)

    Status add(const Delivery &delivery);
    qint64 filesMissing() const { return m_missing; } // on the disk no more; the table says which
    // What is there now.
    Result<QString> finish();

private:
    Export(ExportOrder order, std::unique_ptr<ExportSink> sink);
    Status open();
    Status write(QFile &page, const QString &text);
    Status writeLine(QFile &page, const QStringList &cells);
    Status addFile(const ResultItem &result, const Delivery &delivery, QString &cell);
    Status addPage(QFile &page, const QString &name);

    const ExportOrder m_order;
    const std::unique_ptr<ExportSink> m_sink;
    QTemporaryDir m_pages; // what is written line by line, until it is whole
    QFile m_table, m_manifest, m_checksums, m_contact;
    qint64 m_missing = 0, m_files = 0;
};

// What is wrong with an export that was made; nothing when every file is as its manifest says.
struct ExportCheck {
    qint64 files = 0;
    QStringList missing, damaged, unknown;
    bool isGood() const { return missing.isEmpty() && damaged.isEmpty(); }
};
Result<ExportCheck> verifyExport(const QString &zip);

} // namespace fornada
