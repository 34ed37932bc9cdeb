#include "base/posix_file.h"
#include "store/data_folder.h"
#include "store/data_lock.h"
#include "store/records.h"
#include "store/sql.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMap>

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

QString timeInName()
{
    return QDateTime::currentDateTime().toString(QStringLiteral("yyyy-MM-dd-HHmmss"));
}

// The last number that each table gave out.
using Sequences = QMap<QString, qint64>;

Result<Sequences> sequencesOf(SqlConnection &sql)
{
    Sequences last;
    const auto rows = sql.once(QStringLiteral(
        "SELECT sqlite_master.name, coalesce((SELECT max(seq) FROM sqlite_sequence WHERE sqlite_sequence.name = "
        "sqlite_master.name), 0) FROM sqlite_master WHERE type = 'table' AND sql LIKE '%AUTOINCREMENT%'"));
    while (rows->next()) {
        QString table;
        qint64 number = 0;
        *rows >> table >> number;
        last.insert(table, number);
    }
    return sql.fault() ? Result<Sequences>(*sql.fault()) : last;
}

// What has been lost must not meet what is new: providers, files and people know both by number. What the replaced file
// gave out is known when it can be read; otherwise there is room for far more than anybody makes between two backups.
Sequences sequencesAfter(const Sequences &backup, const Sequences &replaced)
{
    constexpr qint64 kNear = 1'000, kFar = 10'000'000;
    Sequences next = backup;
    for (auto it = next.begin(); it != next.end(); ++it)
        *it = std::max(*it, replaced.value(it.key())) + (replaced.isEmpty() ? kFar : kNear);
    return next;
}

// What the replaced file alone knows, and must not be lost with it.
struct Since {
    struct Sum {
        QString scope, key, day;
        qint64 spent = 0, maybe = 0, wasted = 0;
    };
    Sequences sequences;
    QList<QPair<QString, QByteArray>> gates; // what the limits have seen
    QList<Sum> sums;
};

// Nothing when it cannot be read.
std::optional<Since> readSince(const QString &folder)
{
    if (!verifyDatabase(folder))
        return std::nullopt;
    const auto sql = SqlConnection::open(databasePath(folder), SqlAccess::ReadOnly);
    if (!sql)
        return std::nullopt;
    Since since;
    if (const auto sequences = sequencesOf(**sql))
        since.sequences = *sequences;
    {
        const auto rows = (*sql)->once(QStringLiteral("SELECT key, state FROM gate_state"));
        while (rows->next()) {
            auto &[key, state] = since.gates.emplaceBack();
            *rows >> key >> state;
        }
    }
    {
        // What was in flight may have been charged.
        const auto rows = (*sql)->once(QStringLiteral(
            "SELECT scope, key, day, spent, maybe + reserved, wasted FROM ledger WHERE scope <> 'batch'"));
        while (rows->next()) {
            Since::Sum &sum = since.sums.emplaceBack();
            *rows >> sum.scope >> sum.key >> sum.day >> sum.spent >> sum.maybe >> sum.wasted;
        }
    }
    return (*sql)->fault() ? std::nullopt : std::optional(since);
}

// The provider has counted it, whatever the backup knows: caps and budgets hold over the lost time too.
void carryOver(SqlConnection &sql, const Since &since)
{
    for (const auto &[key, state] : since.gates) {
        const auto put = sql.once(QStringLiteral("INSERT OR REPLACE INTO gate_state (key, state) VALUES (?, ?)"));
        *put << key << state;
        put->run();
    }
    for (const Since::Sum &sum : since.sums) {
        const auto put = sql.once(QStringLiteral(
            "INSERT INTO ledger (scope, key, day, reserved, spent, maybe, wasted) VALUES (?, ?, ?, 0, ?, ?, ?) "
            "ON CONFLICT (scope, key, day) DO UPDATE SET spent = max(spent, excluded.spent), "
            "maybe = max(maybe, excluded.maybe - reserved), wasted = max(wasted, excluded.wasted)"));
        *put << sum.scope << sum.key << sum.day << sum.spent << sum.maybe << sum.wasted;
        put->run();
    }
}

// What was done since would be done and paid again: nothing is sent before somebody has looked, and an event says why.
Status markRestored(SqlConnection &sql, const Sequences &next, const std::optional<Since> &since, const QString &backup)
{
    SqlTransaction all(sql);
    if (since)
        carryOver(sql, *since);
    for (auto it = next.begin(); it != next.end(); ++it) {
        const auto forget = sql.once(QStringLiteral("DELETE FROM sqlite_sequence WHERE name = ?"));
        *forget << it.key();
        forget->run();
        const auto put = sql.once(QStringLiteral("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)"));
        *put << it.key() << it.value();
        put->run();
    }
    const auto pause = sql.once(QStringLiteral("INSERT OR REPLACE INTO meta (name, value) VALUES (?, 'yes')"));
    *pause << settingName(QStringLiteral("paused"));
    pause->run();
    const QDateTime made = QFileInfo(backup).lastModified();
    const QJsonObject facts{{QStringLiteral("made"), made.toUTC().toString(Qt::ISODateWithMs)},
                            {QStringLiteral("counted"), since.has_value()}};
    const auto tell = sql.once(QStringLiteral(
        "INSERT INTO event (at, level, kind, batch_id, subject, facts) VALUES (?, 'needsYou', 'restored', 0, ?, ?)"));
    *tell << QDateTime::currentMSecsSinceEpoch() * 1'000 << QFileInfo(backup).fileName()
          << QString::fromUtf8(QJsonDocument(facts).toJson(QJsonDocument::Compact));
    tell->run();
    return all.commit();
}

// The last attempt it knows; what lies in the spool for later ones is nobody's now.
Result<qint64> prepareRestored(const QString &fresh, const QString &folder, const QString &backup)
{
    const std::optional<Since> since = readSince(folder);
    const auto sql = SqlConnection::open(fresh, SqlAccess::ReadWrite);
    if (!sql)
        return sql.error();
    const auto last = sequencesOf(**sql);
    if (!last)
        return last.error();
    const Sequences next = sequencesAfter(*last, since ? since->sequences : Sequences());
    if (const Status marked = markRestored(**sql, next, since, backup); !marked)
        return marked.error();
    return last->value(QStringLiteral("attempt"));
}

// Answers that were saved for attempts of the lost time are kept, out of the way.
Status moveSpoolAside(const QString &folder, qint64 lastAttempt, const QString &aside)
{
    const QDir spool(folder + QStringLiteral("/spool"));
    const QStringList names = spool.entryList(QDir::Files);
    for (const QString &name : names) {
        if (name.section(u'.', 0, 0).toLongLong() <= lastAttempt)
            continue;
        if (!QDir().mkpath(aside) || !QFile::rename(spool.filePath(name), aside + u'/' + name))
            return Error{ErrorKind::FileUnwritable, spool.filePath(name), {}};
    }
    return {};
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
        path = freeName(backupFolder(folder), QStringLiteral("fornada-") + timeInName());
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
    if (const Status whole = verifyBackup(backup); !whole)
        return whole.error();
    const QString path = databasePath(folder);
    const QString fresh = path + QStringLiteral(".restored");
    for (const char *suffix : {"-wal", ""}) { // one that was replaced by another lies with its log
        QFile::remove(fresh + QLatin1String(suffix));
        const QString from = backup + QLatin1String(suffix);
        if (QFileInfo::exists(from) && !QFile::copy(from, fresh + QLatin1String(suffix)))
            return Error{ErrorKind::FileUnwritable, fresh, {}};
    }
    if (!QFile::setPermissions(fresh, QFile::ReadOwner | QFile::WriteOwner))
        return Error{ErrorKind::FileUnwritable, fresh, {}};
    const auto lastAttempt = prepareRestored(fresh, folder, backup);
    if (!lastAttempt)
        return lastAttempt.error();
    if (const Status synced = syncFile(fresh, O_RDONLY); !synced)
        return synced.error();
    const QString place = freeName(folder, QStringLiteral("replaced-") + timeInName());
    if (const Status moved = moveSpoolAside(folder, *lastAttempt, place.chopped(3) + QStringLiteral("-spool")); !moved)
        return moved.error();
    QString aside;
    if (QFileInfo::exists(path)) {
        aside = place;
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
