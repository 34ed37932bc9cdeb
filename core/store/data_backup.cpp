#include "base/posix_file.h"
#include "store/data_folder.h"
#include "store/data_lock.h"
#include "store/sql.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>

#include <fcntl.h>

// Copies of the database, and the way back.
namespace fornada {

namespace {

QString backupFolder(const QString &folder)
{
    return folder + QStringLiteral("/backups");
}

Status syncFile(const QString &path, int flags)
{
    auto file = PosixFile::open(path, flags, ErrorKind::FileUnwritable);
    return file ? file->sync() : Status(file.error());
}

// Whole and durable under a temporary name first.
Status copyDatabase(const QString &from, const QString &target)
{
    const QString part = target + QStringLiteral(".part");
    QFile::remove(part);
    {
        const auto sql = SqlConnection::open(from, SqlAccess::ReadOnly);
        if (!sql)
            return sql.error();
        const auto copy = (*sql)->once(QStringLiteral("VACUUM INTO ?"));
        *copy << part;
        if (!copy->run()) {
            const Error why = *(*sql)->fault();
            QFile::remove(part);
            return why;
        }
    }
    if (const Status synced = syncFile(part, O_RDONLY); !synced)
        return synced;
    if (!QFile::rename(part, target))
        return Error{ErrorKind::FileUnwritable, target, {}};
    return syncFile(QFileInfo(target).absolutePath(), O_RDONLY | O_DIRECTORY);
}

QString freeName(const QString &folder, const QString &stem)
{
    QString path = folder + QLatin1Char('/') + stem + QStringLiteral(".db");
    for (int n = 2; QFileInfo::exists(path); ++n)
        path = folder + QLatin1Char('/') + stem + QStringLiteral("-%1.db").arg(n);
    return path;
}

QString dailyName(QDate day)
{
    return QStringLiteral("daily-%1.db").arg(day.toString(Qt::ISODate));
}

// Everything that makes up the database goes together: a WAL of another file would be its ruin.
Status moveAside(const QString &path, const QString &aside)
{
    for (const char *suffix : {"", "-wal", "-shm"}) {
        const QString from = path + QLatin1String(suffix);
        if (QFileInfo::exists(from) && !QFile::rename(from, aside + QLatin1String(suffix)))
            return Error{ErrorKind::FileUnwritable, from, {}};
    }
    return {};
}

} // namespace

QStringList backupFiles(const QString &folder)
{
    const QDir dir(backupFolder(folder));
    const QStringList names = dir.entryList({QStringLiteral("*.db")}, QDir::Files, QDir::Time);
    QStringList paths;
    for (const QString &name : names)
        paths.append(dir.filePath(name));
    return paths;
}

Result<QString> backupData(const QString &folder, const QString &target)
{
    QString path = target;
    if (path.isEmpty()) {
        const QString now = QDateTime::currentDateTime().toString(QStringLiteral("yyyy-MM-dd-HHmmss"));
        path = freeName(backupFolder(folder), QStringLiteral("fornada-") + now);
    }
    if (!QFileInfo::exists(databasePath(folder)))
        return Error{ErrorKind::FileMissing, databasePath(folder), {}};
    if (QFileInfo::exists(path))
        return Error{ErrorKind::AlreadyExists, path, {}};
    if (!QDir().mkpath(QFileInfo(path).absolutePath()))
        return Error{ErrorKind::FileUnwritable, path, {}};
    if (const Status copied = copyDatabase(databasePath(folder), path); !copied)
        return copied.error();
    return path;
}

Result<QString> restoreData(const QString &folder, const QString &backup)
{
    if (!QDir().mkpath(folder))
        return Error{ErrorKind::FileUnwritable, folder, {}};
    const auto lock = DataLock::take(folder);
    if (!lock)
        return lock.error();
    if (const Status whole = verifyDatabase(backup); !whole)
        return whole.error();
    const QString path = databasePath(folder);
    const QString fresh = path + QStringLiteral(".restored");
    QFile::remove(fresh);
    if (!QFile::copy(backup, fresh))
        return Error{ErrorKind::FileUnwritable, fresh, {}};
    if (!QFile::setPermissions(fresh, QFile::ReadOwner | QFile::WriteOwner))
        return Error{ErrorKind::FileUnwritable, fresh, {}};
    if (const Status synced = syncFile(fresh, O_RDONLY); !synced)
        return synced.error();
    QString aside;
    if (QFileInfo::exists(path)) {
        const QString now = QDateTime::currentDateTime().toString(QStringLiteral("yyyy-MM-dd-HHmmss"));
        aside = freeName(folder, QStringLiteral("replaced-") + now);
        if (const Status moved = moveAside(path, aside); !moved)
            return moved.error();
    }
    if (!QFile::rename(fresh, path))
        return Error{ErrorKind::FileUnwritable, path, aside};
    if (const Status synced = syncFile(folder, O_RDONLY | O_DIRECTORY); !synced)
        return synced.error();
    return aside;
}

Result<QString> backupDaily(const QString &folder, QDate today, int keep)
{
    QDir dir(backupFolder(folder));
    const QString path = dir.filePath(dailyName(today));
    if (QFileInfo::exists(path))
        return QString();
    const auto made = backupData(folder, path);
    if (!made)
        return made;
    QStringList daily = dir.entryList({QStringLiteral("daily-*.db")}, QDir::Files, QDir::Name);
    while (daily.size() > std::max(1, keep))
        dir.remove(daily.takeFirst());
    return made;
}

} // namespace fornada
