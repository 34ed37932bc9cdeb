#pragma once

#include "store/migrations.h"
#include "store/read_backups.h"
#include "store/sql.h"
#include "store/sqlite_store.h"

#include <QDate>
#include <QStringList>

#include <memory>
#include <optional>

// The data folder: fornada.db, fornada.lock, reserve.bin, backups/.
namespace fornada {

class FileIo;

struct OpenOptions {
    QString folder; // made when it is not there
    QList<Migration> migrations = builtInMigrations();
};

// Opens or makes the folder's database, on the store thread. Errors tell what is wrong with it: AnotherInstance,
// DatabaseForeign, DatabaseTooNew, DatabaseCorrupt (detail names the latest good backup), DatabaseReadOnly,
// DatabaseLocked, FileUnwritable, DiskFull.
Result<std::unique_ptr<SqliteStore>> openStore(const OpenOptions &options);

// A read-only connection of the calling thread, after the same checks. DatabaseTooOld: openStore brings it up to date;
// FileMissing: openStore makes it, or completes the restore that a kill cut short.
Result<std::unique_ptr<SqlConnection>> openForReading(const QString &folder);

QString databasePath(const QString &folder);

// A consistent copy, also while a store is writing. Any thread. Without a target: into DATA/backups. Returns the path;
// refuses to overwrite.
Result<QString> backupData(const QString &folder, const QString &target = {});
// Puts the backup in the database's place after a check; the old file is moved aside, never deleted. What was done
// since is not in it: all is paused, an event says so, and numbers given out since are not given again. Returns where
// the old one lies now (empty: there was none). AnotherInstance while a process holds the folder. Killed at any time it
// leaves the old one whole, or what the next openStore completes.
Result<QString> restoreData(const QString &folder, const QString &backup);
Result<QString> restoreData(const QString &folder, const QString &backup, FileIo &files);
// Makes today's backup when there is none, and removes all but the newest `keep` daily ones. Returns its path, empty
// when it was there.
Result<QString> backupDaily(const QString &folder, QDate today, int keep = 7);
// Is the folder's database whole, as it stands now (others may be writing), and one that this build can open?
Status verifyDatabase(const QString &folder);
// The same of a copy that nobody writes to.
Status verifyBackup(const QString &path);

} // namespace fornada
