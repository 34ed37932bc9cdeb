#pragma once

#include "base/enum_names.h"
#include "model/batch.h"
#include "model/delivery.h"
#include "results/contact_sheet.h"
#include "results/export_manifest.h"
#include "results/result_table.h"

#include <QHash>
#include <QSet>
#include <QTemporaryDir>

#include <functional>
#include <memory>

namespace fornada {

enum class ExportForm { Folder, Zip, Csv, Xlsx, AvatarQueue };
FORNADA_ENUM_NAMES(ExportForm, QLatin1String("folder"), QLatin1String("zip"), QLatin1String("csv"),
                   QLatin1String("xlsx"), QLatin1String("avatar-queue"));

struct ExportOrder {
    ExportForm form = ExportForm::Folder;
    std::shared_ptr<ExportPlace> place;
    QString name;            // or the next free one like it
    QString resultsFolder;   // where result paths begin
    bool sidecars = false;   // a JSON file beside every result file that says what it is
    QStringList fields = {}; // of the rows, as columns
    QJsonObject about = {};  // of the batch; goes into the manifest
    // What the files of a job are called, part by part, without extension; by row and step when it is not given.
    std::function<QStringList(const Delivery &)> nameOf = {};
    // What a job's message says to people; the message itself when it is not given.
    std::function<QString(const QString &)> wordsOf = {};
};
// What an export of this batch is; sidecars as its recipe or its own parameter "sidecars" says.
ExportOrder exportOrder(const Batch &batch, ExportForm form, std::shared_ptr<ExportPlace> place);

// What came of an export.
struct Exported {
    QString path;
    qint64 jobs = 0;
    qint64 missing = 0; // files that are on the disk no more; the table says which
    qint64 cut = 0;     // texts too long for a cell
};

// A batch's results to give away. As a folder or a ZIP file: the files that were made, the texts as files too,
// table.csv (every job with its row), manifest.json and manifest.csv (every file with its SHA-256), contact.html (all
// at a glance, in a browser). As
// a CSV file or a workbook: the table alone. It appears at its place only when it is whole. Blocks on the disk: pool
// threads only.
class Export {
public:
    static Result<std::unique_ptr<Export>> begin(const ExportOrder &order);
    Q_DISABLE_COPY_MOVE(Export)

    Status add(const Delivery &delivery);
    Result<Exported> finish();

private:
    Export(ExportOrder order, std::unique_ptr<ExportSink> sink, std::unique_ptr<QTemporaryDir> pages);
    bool isTableOnly() const { return m_order.form == ExportForm::Csv || m_order.form == ExportForm::Xlsx; }
    Status open();
    Status addResult(const ResultItem &result, const Delivery &delivery, QString &path);
    Status addText(const ResultItem &result, const Delivery &delivery, QString &path);
    Status addFile(const ResultItem &result, const Delivery &delivery, QString &path);
    Status note(const ExportedFile &file, const ResultItem &result, const Delivery &delivery);
    Status noteSidecar(const QString &path, const ResultItem &result, const Delivery &delivery);
    Status addSidecars();
    Status closePages();
    QString freePath(const QString &path);

    const ExportOrder m_order;
    const std::unique_ptr<ExportSink> m_sink;
    const std::unique_ptr<QTemporaryDir> m_pages; // what is written line by line, until it is whole
    std::unique_ptr<ResultTable> m_table;
    ExportManifest m_manifest;
    ContactSheet m_contact;
    ExportPage m_sidecars;
    QSet<QString> m_texts;        // the paths that texts have, folded
    QHash<QString, int> m_copies; // of a path that was wished for more than once
    Exported m_made;
};

// The jobs of a batch behind that position, as the store gives them.
using DeliveryPages = std::function<Result<QList<Delivery>>(qint64 after, int limit)>;
// How many jobs are in; false: no more of it is wanted.
using ExportProgress = std::function<bool(qint64 jobs)>;
// All of a batch, in any form; Cancelled leaves nothing behind.
Result<Exported> exportAll(const ExportOrder &order, const DeliveryPages &pages, const ExportProgress &progress);

// What is wrong with an export that was made; nothing when every file is as its manifest says.
struct ExportCheck {
    qint64 files = 0;
    QStringList missing, damaged, unknown;
    bool isGood() const { return missing.isEmpty() && damaged.isEmpty(); }
};
Result<ExportCheck> verifyExport(const QString &zip);

} // namespace fornada
