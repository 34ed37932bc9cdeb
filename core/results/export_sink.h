#pragma once

#include "results/export_place.h"

#include <QFileDevice>

namespace fornada {

// What was put into an export.
struct ExportedFile {
    QString path; // below the export's own root
    qint64 bytes = 0;
    QByteArray sha256;
};

// An export that grows: a folder, one ZIP file, or one plain file. Nothing is at its final place before finish; what is
// not finished is taken away. Blocks on the disk: pool threads only.
class ExportSink {
public:
    virtual ~ExportSink() = default;
    // A copy of what the device, open for reading, has; the same path twice is refused.
    virtual Result<ExportedFile> add(QIODevice &from, const QString &path) = 0;
    virtual bool contains(const QString &path) const = 0;
    // Under this name at its place or the next free one; what is there now.
    virtual Result<QString> finish() = 0;

    Result<ExportedFile> addFile(const QString &source, const QString &path);
    Result<ExportedFile> addBytes(QByteArray bytes, const QString &path);
};

// Why writing to the file has failed just now: its disk is full, or something else.
Error unwritable(const QFileDevice &file);

Result<std::unique_ptr<ExportSink>> folderSink(std::shared_ptr<ExportPlace> place, const QString &name);
// ".zip", or what else is a ZIP file inside.
Result<std::unique_ptr<ExportSink>> zipSink(std::shared_ptr<ExportPlace> place, const QString &name,
                                            const QString &ending);
// The one thing that is added, whatever path it is given.
Result<std::unique_ptr<ExportSink>> fileSink(std::shared_ptr<ExportPlace> place, const QString &name,
                                             const QString &ending);

} // namespace fornada
