#pragma once

#include <QStringList>

namespace fornada {

// The backups of a data folder, newest first.
QStringList backupFiles(const QString &folder);
// The newest one that can be opened; empty when there is none. Where the database is missing, what was set aside for a
// restore is newer than any.
QString latestGoodBackup(const QString &folder);

} // namespace fornada
