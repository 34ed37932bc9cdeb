#include "base/file_io.h"
#include "base/posix_file.h"
#include "store/data_folder.h"
#include "store/data_lock.h"
#include "store/pending_restore.h"
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
    return QDateTime::currentDateTime().toString(QString(kTimeInName));
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
std::optional<Since> readSince(const QString &replaced)
{
    if (!verifyBackup(replaced))
        return std::nullopt;
    const auto sql = SqlConnection::open(replaced, SqlAccess::ReadOnly);
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

// What is in the log goes into the file, which is moved without one.
Status foldLog(SqlConnection &sql)
{
    QString mode;
    const auto row = sql.once(QStringLiteral("PRAGMA journal_mode = DELETE"));
    if (row->next())
        *row >> mode;
    if (sql.status() && mode != QLatin1String("delete"))
        return Error{ErrorKind::DatabaseFailed, sql.path(), mode};
    return sql.status();
}

Status completeCopy(const QString &fresh, const std::optional<Since> &since, const QString &backup)
{
    const auto sql = SqlConnection::open(fresh, SqlAccess::ReadWrite);
    if (!sql)
        return sql.error();
    if (const Status whole = foldLog(**sql); !whole)
        return whole;
    const auto last = sequencesOf(**sql);
    if (!last)
        return last.error();
    const Sequences next = sequencesAfter(*last, since ? since->sequences : Sequences());
    return markRestored(**sql, next, since, backup);
}

// Everything that the new database is, before anything of the old one is touched.
Status prepare(const QString &folder, const QString &backup, const QString &replaced)
{
    dropPrepared(folder);
    const QString fresh = preparedRestore(folder);
    const QStringList to = logsOf(fresh) + QStringList(fresh), from = logsOf(backup) + QStringList(backup);
    for (qsizetype i = 0; i < to.size(); ++i) // one that was replaced by another lies with its log
        if (QFileInfo::exists(from.at(i)) && !QFile::copy(from.at(i), to.at(i)))
            return Error{ErrorKind::FileUnwritable, fresh, {}};
    if (!QFile::setPermissions(fresh, QFile::ReadOwner | QFile::WriteOwner))
        return Error{ErrorKind::FileUnwritable, fresh, {}};
    if (const Status complete = completeCopy(fresh, readSince(replaced), backup); !complete)
        return complete;
    if (const Status whole = verifyBackup(fresh); !whole)
        return whole;
    return syncFile(fresh, O_RDONLY);
}

// The database that is replaced, with its log. An earlier build could be killed between the two. Empty: there is none,
// and what was spent since the backup nobody knows.
Result<QString> findReplaced(const QString &folder, FileIo &files)
{
    const QString path = databasePath(folder);
    const QString replaced = files.exists(path) ? path : lastInUse(folder, backupFiles(folder));
    const QStringList stray = logsOf(path), logs = logsOf(replaced);
    for (qsizetype i = 0; i < stray.size() && !replaced.isEmpty(); ++i)
        if (files.exists(stray.at(i)) && !files.exists(logs.at(i)))
            if (const Status moved = files.move(stray.at(i), logs.at(i)); !moved)
                return moved.error();
    return replaced;
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
    DiskFileIo files;
    return restoreData(folder, backup, files);
}

Result<QString> restoreData(const QString &folder, const QString &backup, FileIo &files)
{
    if (!QDir().mkpath(folder))
        return Error{ErrorKind::FileUnwritable, folder, {}};
    const auto lock = DataLock::take(folder);
    if (!lock)
        return lock.error();
    // What a kill cut short comes first: it knows what the one before it had seen.
    if (const QString next = pendingRestore(folder); !next.isEmpty()) {
        const auto past = verifyBackup(next) ? carryOutRestore(folder, files) : Result<QString>(QString());
        if (!past)
            return past.error();
        if (files.exists(next))
            if (const Status dropped = files.remove(next); !dropped)
                return dropped.error();
    }
    if (const Status whole = verifyBackup(backup); !whole)
        return whole.error();
    const auto replaced = findReplaced(folder, files);
    if (!replaced)
        return replaced.error();
    if (const Status prepared = prepare(folder, backup, *replaced); !prepared) {
        dropPrepared(folder);
        return prepared.error();
    }
    const QString aside = freeName(folder, kReplaced + timeInName());
    if (const Status decided = files.move(preparedRestore(folder), decidedName(aside)); !decided)
        return decided.error();
    return carryOutRestore(folder, files);
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
