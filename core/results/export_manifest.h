#pragma once

#include "results/export_page.h"
#include "results/result_table.h"

#include <QJsonObject>

#include <memory>

namespace fornada {

// What an export says of itself, each file with its SHA-256: manifest.json lists all the others, manifest.csv all but
// the two. Pool threads only.
class ExportManifest {
public:
    explicit ExportManifest(const QString &folder);

    Status open(const QString &folder, const QJsonObject &about);
    // entry: what else is known of it, row, step and variation by these names.
    Status list(const ExportedFile &file, const QJsonObject &entry, const QString &fromCache);
    // Nothing is listed after it.
    Status putInto(ExportSink &sink);

private:
    Status write(const ExportedFile &file, QJsonObject entry);

    ExportPage m_page;
    std::unique_ptr<ResultTable> m_checksums;
    qint64 m_files = 0;
};

} // namespace fornada
