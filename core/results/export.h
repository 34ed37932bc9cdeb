#pragma once

#include "base/result.h"
#include "model/delivery.h"

#include <QFile>
#include <QHash>

#include <memory>

namespace fornada {

// A cell of a CSV file: quoted where it must be, and never a formula in a spreadsheet.
QString csvCell(const QString &text);

// A batch's results as a folder to give away: table.csv (every job with its row) and the files that were made. It grows
// beside its final place and appears there only when it is whole. Blocks on the disk: pool threads only.
class ExportFolder {
public:
    // Into parent, under this name or the next free one. resultsFolder is where result paths begin.
    static Result<std::unique_ptr<ExportFolder>> begin(const QString &parent, const QString &name,
                                                       const QString &resultsFolder, const QStringList &fields);
    ~ExportFolder(); // what is not finished is taken away
    Q_DISABLE_COPY_MOVE(ExportFolder)

    Status add(const Delivery &delivery);
    qint64 filesMissing() const { return m_missing; } // on the disk no more; the table says which
    // The folder that is there now.
    Result<QString> finish();

private:
    ExportFolder(QString parent, QString name, QString resultsFolder, QStringList fields);
    Status open();
    Status writeLine(const QStringList &cells);
    Status copyFile(const QString &path, bool *missing);

    const QString m_parent, m_name, m_resultsFolder;
    const QStringList m_fields;
    QString m_growing; // the folder until it is finished
    QFile m_table;
    qint64 m_missing = 0;
    bool m_finished = false;
};

} // namespace fornada
