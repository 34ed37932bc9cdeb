#pragma once

#include "results/export_sink.h"

#include <QFile>

namespace fornada {

// A file of an export that is written line by line, beside it until it is whole. Pool threads only.
class ExportPage {
public:
    // In a folder for such; named there as in the export.
    ExportPage(const QString &folder, const QString &name);

    Status open();
    Status write(const QString &text);
    Result<ExportedFile> putInto(ExportSink &sink);
    // What was written, line by line from its beginning; nothing more is written then.
    Status rewind();
    bool atEnd() const { return m_file.atEnd(); }
    QByteArray readLine() { return m_file.readLine(); }

private:
    QFile m_file;
    const QString m_name;
};

} // namespace fornada
