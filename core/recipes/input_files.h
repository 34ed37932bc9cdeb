#pragma once

#include "base/result.h"
#include "model/recipe.h"

#include <QDir>
#include <QJsonObject>

namespace fornada {

// The files that rows bring with them: what a step's parameter "files" names, e.g. ["{{photo}}"]. Pure but for looking
// at the files.
class InputFiles {
public:
    static constexpr qint64 kLargest = 20 << 20;

    // Where the files of these rows are looked for: in the rows' own folder.
    static QDir folderOf(const QString &rowsPath);

    InputFiles() = default;
    // Relative paths start at `folder`.
    InputFiles(const Recipe &recipe, QDir folder);

    // The row fields that hold paths.
    const QStringList &fields() const { return m_fields; }
    // Whole paths in their place; an error when one is not a file that can be read and sent.
    Status find(QJsonObject &row) const;

private:
    QStringList m_fields;
    QDir m_folder;
};

} // namespace fornada
