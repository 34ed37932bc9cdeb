#pragma once

#include "base/result.h"

#include <QString>

#include <memory>

namespace fornada {

// What was put into an export.
struct ExportedFile {
    QString path; // below the export's own root
    qint64 bytes = 0;
    QByteArray sha256;
};

// Where an export grows: a folder, or one ZIP file. Nothing is at its final place before finish; what is not finished
// is taken away. Blocks on the disk: pool threads only.
class ExportSink {
public:
    virtual ~ExportSink() = default;
    // A copy of a file that is there; the same path twice is refused.
    virtual Result<ExportedFile> add(const QString &source, const QString &path) = 0;
    virtual bool contains(const QString &path) const = 0;
    // Under this name in the parent or the next free one; what is there now.
    virtual Result<QString> finish() = 0;
};

Result<std::unique_ptr<ExportSink>> folderSink(const QString &parent, const QString &name);
Result<std::unique_ptr<ExportSink>> zipSink(const QString &parent, const QString &name);

} // namespace fornada
