#pragma once

#include "base/result.h"

#include <QStringList>

namespace fornada {

class FileIo;

// A restore is decided when what takes the database's place lies beside it, whole: `replaced-TIME.db.next`. Until then
// the old database is as it was; from then on whoever takes the folder's lock carries it out first, also after a kill.

// Names of files that were set aside or kept tell when.
constexpr QLatin1String kReplaced("replaced-");
constexpr QLatin1String kTimeInName("yyyy-MM-dd-HHmmss");

// What takes the database's place; empty: nothing is decided.
QString pendingRestore(const QString &folder);
// The name that decides for the file, which says where the old database goes.
QString decidedName(const QString &replaced);
// The same steps whenever it was cut short. Returns where the old database lies now (empty: there was none).
Result<QString> carryOutRestore(const QString &folder, FileIo &files);

// What is being prepared, of no meaning to anybody yet.
QString preparedRestore(const QString &folder);
void dropPrepared(const QString &folder);
// All that SQLite keeps beside a database; a log counts as part of it, and is another one's ruin.
QStringList logsOf(const QString &path);

// What restores set aside, the last one in use first.
QStringList replacedFiles(const QString &folder);
// The one that was in use until now, where none is in its place: set aside by a restore that was killed (earlier builds
// could be, between their steps), and not used since. Empty: none of them is.
QString lastInUse(const QString &folder, const QStringList &backups);
// No database is there. FileMissing: there never was one; DatabaseCorrupt: to begin anew would hide somebody's data.
Error whyMissing(const QString &folder);

} // namespace fornada
