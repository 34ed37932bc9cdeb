#pragma once

#include "base/result.h"
#include "model/recipe.h"

#include <QDir>
#include <QJsonObject>
#include <QUrl>

#include <optional>

namespace fornada {

// What may be written down of a web address: its query may hold a signature that opens it.
QString shownLink(const QUrl &link);

// The files that rows bring with them: what a step's parameter "files" names, e.g. ["{{photo}}"]. Pure but for looking
// at the files.
class InputFiles {
public:
    static constexpr qint64 kLargest = 20 << 20;

    // The web address that a row names instead of a file.
    static std::optional<QUrl> linkIn(const QString &given);
    // Where the file is kept that was fetched from there for this batch.
    static QString fetchedPath(const QString &folder, BatchId batch, const QUrl &link);
    // Where the files of these rows are looked for: in the rows' own folder.
    static QDir folderOf(const QString &rowsPath);

    InputFiles() = default;
    // Relative paths start at `folder`.
    InputFiles(const Recipe &recipe, const QDir &folder);

    // The row fields that hold paths.
    const QStringList &fields() const { return m_fields; }
    // Whole paths in their place; an error when one is neither a file that can be read and sent nor a web address.
    Status find(QJsonObject &row) const;

private:
    QStringList m_fields;
    QDir m_folder;
};

} // namespace fornada
