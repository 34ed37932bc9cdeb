#pragma once

#include "intake/buffered_rows.h"

#include <QDir>

namespace fornada {

// A row for each file below a folder, in order of their paths: file (its path), name, extension, folder (below the
// given one), bytes. Hidden files are left out. One thread.
class FolderRows final : public BufferedRows {
public:
    explicit FolderRows(const QString &folder);

    QStringList columns() const override;
    bool countsRows() const override { return true; }
    double progress() const override;

protected:
    Result<std::optional<SourceRow>> read() override;

private:
    const QDir m_folder;
    QStringList m_files;
    qsizetype m_next = 0;
};

} // namespace fornada
