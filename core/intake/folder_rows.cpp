#include "intake/folder_rows.h"

#include <QDirIterator>

namespace fornada {

namespace {

// The run of digits at this place.
QStringView digitsAt(QStringView text, qsizetype at)
{
    qsizetype end = at;
    while (end < text.size() && text[end].isDigit())
        ++end;
    return text.sliced(at, end - at);
}

// "photo 2" before "photo 10", as a person would. (QCollator's numeric mode does nothing in the C locale.)
bool isBefore(const QString &a, const QString &b)
{
    qsizetype i = 0, j = 0;
    while (i < a.size() && j < b.size()) {
        const QStringView first = digitsAt(a, i), second = digitsAt(b, j);
        if (!first.isEmpty() && !second.isEmpty()) {
            const qulonglong x = first.toULongLong(), y = second.toULongLong();
            if (x != y)
                return x < y;
            i += first.size();
            j += second.size();
            continue;
        }
        const QChar x = a[i].toCaseFolded(), y = b[j].toCaseFolded();
        if (x != y)
            return x < y;
        ++i;
        ++j;
    }
    return a.size() - i == b.size() - j ? a < b : a.size() - i < b.size() - j;
}

} // namespace

FolderRows::FolderRows(const QString &folder)
    : m_folder(folder)
{
    QDirIterator files(folder, QDir::Files | QDir::Readable, QDirIterator::Subdirectories);
    while (files.hasNext())
        m_files.append(m_folder.relativeFilePath(files.next()));
    std::sort(m_files.begin(), m_files.end(), isBefore);
}

QStringList FolderRows::columns() const
{
    return {QStringLiteral("file"), QStringLiteral("name"), QStringLiteral("extension"), QStringLiteral("folder"),
            QStringLiteral("bytes")};
}

double FolderRows::progress() const
{
    return m_files.isEmpty() ? 1 : double(m_next) / double(m_files.size());
}

Result<std::optional<SourceRow>> FolderRows::read()
{
    if (m_next >= m_files.size())
        return std::optional<SourceRow>();
    const QString relative = m_files.at(m_next++);
    const QFileInfo info(m_folder.absoluteFilePath(relative));
    SourceRow row;
    row.line = m_next;
    row.fields = {{QStringLiteral("file"), info.absoluteFilePath()},
                  {QStringLiteral("name"), info.completeBaseName()},
                  {QStringLiteral("extension"), info.suffix().toLower()},
                  {QStringLiteral("folder"), relative.section(u'/', 0, -2)},
                  {QStringLiteral("bytes"), info.size()}};
    return std::optional(std::move(row));
}

} // namespace fornada
