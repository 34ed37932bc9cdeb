#include "store/data_folder.h"

#include "base/file_io.h"
#include "store/data_lock.h"
#include "store/pending_restore.h"
#include "store/sqlite_tables.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace fornada {

namespace {

constexpr int kApplicationId = 0x464F524E; // "FORN"
// A file up to this size is checked at every start; a larger one after a crash.
constexpr qint64 kAlwaysChecked = 32 << 20;

bool hasLog(const QString &path)
{
    return QFileInfo::exists(path + QLatin1String("-wal"));
}

int pragma(SqlConnection &sql, const char *name)
{
    int value = 0;
    const auto row = sql.once(QStringLiteral("PRAGMA %1").arg(QLatin1String(name)));
    if (row->next())
        *row >> value;
    return value;
}

Status checkIdentity(SqlConnection &sql)
{
    const int id = pragma(sql, "application_id");
    if (sql.status() && id != kApplicationId)
        return Error{ErrorKind::DatabaseForeign, sql.path(), QStringLiteral("application id %1").arg(id)};
    return sql.status();
}

Status checkVersion(SqlConnection &sql, const QList<Migration> &migrations)
{
    const int version = schemaVersion(sql);
    if (sql.status() && version > latestVersion(migrations))
        return Error{ErrorKind::DatabaseTooNew, sql.path(),
                     QStringLiteral("schema %1, this program knows %2").arg(version).arg(latestVersion(migrations))};
    return sql.status();
}

Status quickCheck(SqlConnection &sql)
{
    QString words;
    {
        const auto row = sql.once(QStringLiteral("PRAGMA quick_check(1)"));
        if (row->next())
            *row >> words;
    }
    if (sql.status() && words != QLatin1String("ok"))
        return Error{ErrorKind::DatabaseCorrupt, sql.path(), words};
    return sql.status();
}

// What is in its log counts: without it the file alone may be a mixture of before and after.
Result<std::unique_ptr<SqlConnection>> openAsItStands(const QString &folder)
{
    const QString path = databasePath(folder);
    if (!QFileInfo::exists(path))
        return whyMissing(folder);
    auto sql = SqlConnection::open(path, SqlAccess::ReadOnly);
    if (!sql)
        return sql;
    Status ours = checkIdentity(**sql);
    // In a folder that cannot be written SQLite cannot make its shared memory; with no writer there is none to share.
    if (!ours && ours.error().kind == ErrorKind::FileUnreadable && !hasLog(path)) {
        sql = SqlConnection::open(path, SqlAccess::Immutable);
        ours = sql ? checkIdentity(**sql) : Status(sql.error());
    }
    return ours ? std::move(sql) : Result<std::unique_ptr<SqlConnection>>(ours.error());
}

Status verify(const QString &path, Result<std::unique_ptr<SqlConnection>> sql)
{
    if (QFileInfo::exists(path) && QFileInfo(path).size() == 0)
        return Error{ErrorKind::DatabaseCorrupt, path, QStringLiteral("the file is empty")};
    if (!sql)
        return sql.error();
    if (const Status ours = checkIdentity(**sql); !ours)
        return ours;
    if (const Status known = checkVersion(**sql, builtInMigrations()); !known)
        return known;
    return quickCheck(**sql);
}

Status configure(SqlConnection &sql)
{
    for (const char *setting :
         {"foreign_keys = ON", "journal_mode = WAL", "synchronous = FULL", "wal_autocheckpoint = 2000",
          "journal_size_limit = 67108864", "cache_size = -12288", "temp_store = MEMORY"})
        if (const Status done = sql.execute(QStringLiteral("PRAGMA %1").arg(QLatin1String(setting))); !done)
            return done;
    return {};
}

// Made under another name and renamed when it is whole: an empty fornada.db is always damage, never a beginning.
Status create(const QString &path, const QList<Migration> &migrations)
{
    const QString fresh = path + QStringLiteral(".new");
    for (const char *suffix : {"", "-wal", "-shm", "-journal"})
        QFile::remove(fresh + QLatin1String(suffix));
    {
        const auto sql = SqlConnection::open(fresh, SqlAccess::ReadWrite);
        if (!sql)
            return sql.error();
        // Only before the first table can these be chosen.
        if (const Status done = (*sql)->execute(QStringLiteral("PRAGMA auto_vacuum = INCREMENTAL")); !done)
            return done;
        if (const Status done = configure(**sql); !done)
            return done;
        if (const Status done = migrate(**sql, migrations); !done)
            return done;
    }
    if (!QFile::rename(fresh, path))
        return Error{ErrorKind::FileUnwritable, path, {}};
    return {};
}

Status findOrCreate(const OpenOptions &options)
{
    if (const QString next = pendingRestore(options.folder); !next.isEmpty()) {
        if (const Status whole = verifyBackup(next); !whole)
            return whole;
        DiskFileIo files;
        const auto done = carryOutRestore(options.folder, files);
        return done ? Status() : Status(done.error());
    }
    const QString path = databasePath(options.folder);
    if (QFileInfo::exists(path)) {
        dropPrepared(options.folder);
        return {};
    }
    const Error missing = whyMissing(options.folder);
    return missing.kind == ErrorKind::FileMissing ? create(path, options.migrations) : Status(missing);
}

Error withBackupHint(Error error, const QString &folder)
{
    if (error.kind != ErrorKind::DatabaseCorrupt && error.kind != ErrorKind::DatabaseForeign)
        return error;
    const QString backup = latestGoodBackup(folder);
    error.detail += backup.isEmpty() ? QStringLiteral("; there is no good backup")
                                     : QStringLiteral("; latest good backup: %1").arg(backup);
    return error;
}

Status bringUpToDate(SqlConnection &sql, const OpenOptions &options)
{
    const int version = schemaVersion(sql);
    if (!sql.status() || version == latestVersion(options.migrations))
        return sql.status();
    const QString target =
        options.folder +
        QStringLiteral("/backups/before-schema-%1-from-%2.db").arg(latestVersion(options.migrations)).arg(version);
    // Left over from a migration that did not come to its end: the same data.
    if (QFileInfo::exists(target) && !QFile::remove(target))
        return Error{ErrorKind::FileUnwritable, target, {}};
    if (const auto backup = backupData(options.folder, target); !backup)
        return backup.error();
    return migrate(sql, options.migrations);
}

bool wasLeftOpen(SqliteTables &tables)
{
    return tables.meta(SqliteStore::openMark()) == QLatin1String("1");
}

// The first write: shows at once whether the file can be written, and tells the next start if we crash.
Status markOpen(SqliteTables &tables)
{
    if (const Status good = tables.connection().status(); !good)
        return good;
    if (const Status begun = tables.begin(); !begun)
        return begun;
    tables.putMeta(SqliteStore::openMark(), QStringLiteral("1"));
    const Status done = tables.commit();
    if (!done)
        tables.rollback();
    return done;
}

Result<std::unique_ptr<SqliteStore>> openLocked(const OpenOptions &options, std::shared_ptr<const DataLock> lock)
{
    const QString path = databasePath(options.folder);
    if (const Status found = findOrCreate(options); !found)
        return found.error();
    const qint64 size = QFileInfo(path).size();
    if (size == 0)
        return Error{ErrorKind::DatabaseCorrupt, path, QStringLiteral("the file is empty")};
    auto sql = SqlConnection::open(path, SqlAccess::ReadWrite);
    if (!sql)
        return sql.error();
    if (const Status ours = checkIdentity(**sql); !ours)
        return ours.error();
    if (const Status known = checkVersion(**sql, options.migrations); !known)
        return known.error();
    if (const Status ready = configure(**sql); !ready)
        return ready.error();
    if (const Status current = bringUpToDate(**sql, options); !current)
        return current.error();
    auto tables = std::make_unique<SqliteTables>(std::move(*sql), std::move(lock));
    const bool wasUnclean = wasLeftOpen(*tables);
    if (const Status marked = markOpen(*tables); !marked)
        return marked.error();
    if (wasUnclean || size <= kAlwaysChecked)
        if (const Status whole = quickCheck(tables->connection()); !whole)
            return whole.error();
    ReserveFile reserve(options.folder + QStringLiteral("/reserve.bin"));
    (void)reserve.ensure(); // without it the writer asks again, and says when it cannot be had
    auto log = std::make_unique<LogMover>(path);
    if (const Status started = log->start(); !started)
        return started.error();
    return std::make_unique<SqliteStore>(std::move(tables), std::move(reserve), std::move(log));
}

} // namespace

QString databasePath(const QString &folder)
{
    return folder + QStringLiteral("/fornada.db");
}

Result<std::unique_ptr<SqlConnection>> openForReading(const QString &folder)
{
    const QString path = databasePath(folder);
    if (!pendingRestore(folder).isEmpty())
        return Error{ErrorKind::FileMissing, path, {}};
    auto sql = openAsItStands(folder);
    if (!sql)
        return sql;
    const QList<Migration> known = builtInMigrations();
    if (const Status readable = checkVersion(**sql, known); !readable)
        return readable.error();
    if (const int version = schemaVersion(**sql); version < latestVersion(known))
        return Error{ErrorKind::DatabaseTooOld, path,
                     QStringLiteral("schema %1, this program knows %2").arg(version).arg(latestVersion(known))};
    return sql;
}

QString latestGoodBackup(const QString &folder)
{
    QStringList backups = backupFiles(folder);
    if (const QString last = lastInUse(folder, backups); !last.isEmpty())
        backups.prepend(last);
    if (!QFileInfo::exists(databasePath(folder)))
        backups += replacedFiles(folder); // rather than nothing
    const auto good = std::find_if(backups.begin(), backups.end(), [](const QString &b) { return verifyBackup(b); });
    return good == backups.end() ? QString() : *good;
}

Status verifyBackup(const QString &path)
{
    if (!QFileInfo::exists(path))
        return Error{ErrorKind::FileMissing, path, {}};
    return verify(path, SqlConnection::open(path, hasLog(path) ? SqlAccess::ReadOnly : SqlAccess::Immutable));
}

Status verifyDatabase(const QString &folder)
{
    const QString path = databasePath(folder);
    return verify(path, openAsItStands(folder));
}

Result<std::unique_ptr<SqliteStore>> openStore(const OpenOptions &options)
{
    if (!QDir().mkpath(options.folder))
        return Error{ErrorKind::FileUnwritable, options.folder, {}};
    auto lock = DataLock::take(options.folder);
    if (!lock)
        return lock.error();
    auto opened = openLocked(options, std::move(*lock));
    if (!opened)
        return withBackupHint(opened.error(), options.folder);
    return opened;
}

} // namespace fornada
