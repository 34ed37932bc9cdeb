#include "store/pending_restore.h"

#include "base/file_io.h"
#include "store/data_folder.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>

namespace fornada {

namespace {

constexpr QLatin1String kNext(".next");

// The last one it knows; what lies in the spool for later ones is nobody's now.
Result<qint64> lastAttemptIn(const QString &path)
{
    const auto sql = SqlConnection::open(path, SqlAccess::Immutable);
    if (!sql)
        return sql.error();
    qint64 last = 0;
    const auto row = (*sql)->once(QStringLiteral("SELECT coalesce(max(id), 0) FROM attempt"));
    if (row->next())
        *row >> last;
    return (*sql)->fault() ? Result<qint64>(*(*sql)->fault()) : last;
}

// Answers that were saved for attempts of the lost time are kept, out of the way.
Status moveSpoolAside(const QString &folder, qint64 lastAttempt, const QString &aside, FileIo &files)
{
    const QString spool = folder + QStringLiteral("/spool/");
    const QStringList names = files.list(spool);
    for (const QString &name : names) {
        if (name.section(u'.', 0, 0).toLongLong() <= lastAttempt)
            continue;
        if (const Status made = files.makeFolder(aside); !made)
            return made;
        if (const Status moved = files.move(spool + name, aside + u'/' + name); !moved)
            return moved;
    }
    return {};
}

// The file goes first: where only its log is left nobody takes one for the other.
Status moveDatabaseAside(const QString &path, const QString &aside, FileIo &files)
{
    const QStringList from = QStringList(path) + logsOf(path), to = QStringList(aside) + logsOf(aside);
    for (qsizetype i = 0; i < from.size(); ++i)
        if (files.exists(from.at(i)))
            if (const Status moved = files.move(from.at(i), to.at(i)); !moved)
                return moved;
    const QString index = path + QStringLiteral("-shm"); // made anew from the log
    return files.exists(index) ? files.remove(index) : Status();
}

} // namespace

QString pendingRestore(const QString &folder)
{
    const QDir dir(folder);
    const QStringList names = dir.entryList({QStringLiteral("replaced-*.db") + kNext}, QDir::Files);
    return names.isEmpty() ? QString() : dir.filePath(names.first());
}

QString decidedName(const QString &replaced)
{
    return replaced + kNext;
}

Result<QString> carryOutRestore(const QString &folder, FileIo &files)
{
    const QString next = pendingRestore(folder);
    const auto lastAttempt = lastAttemptIn(next);
    if (!lastAttempt)
        return lastAttempt.error();
    const QString path = databasePath(folder);
    const QString aside = next.chopped(kNext.size());
    if (const Status moved = moveDatabaseAside(path, aside, files); !moved)
        return moved.error();
    if (const Status moved = moveSpoolAside(folder, *lastAttempt, aside.chopped(3) + QStringLiteral("-spool"), files);
        !moved)
        return moved.error();
    if (const Status moved = files.move(next, path); !moved)
        return moved.error();
    return files.exists(aside) ? aside : QString();
}

QString preparedRestore(const QString &folder)
{
    return databasePath(folder) + QStringLiteral(".restored");
}

void dropPrepared(const QString &folder)
{
    const QString fresh = preparedRestore(folder);
    const QStringList all = QStringList{fresh, fresh + QStringLiteral("-shm")} + logsOf(fresh);
    for (const QString &path : all)
        QFile::remove(path);
}

QStringList logsOf(const QString &path)
{
    return {path + QStringLiteral("-wal"), path + QStringLiteral("-journal")};
}

QStringList replacedFiles(const QString &folder)
{
    const QDir dir(folder);
    QStringList paths;
    const QStringList names =
        dir.entryList({kReplaced + QStringLiteral("*.db")}, QDir::Files, QDir::Name | QDir::Reversed);
    for (const QString &name : names)
        paths.append(dir.filePath(name));
    return paths;
}

QString lastInUse(const QString &folder, const QStringList &backups)
{
    const QString last = replacedFiles(folder).value(0);
    const QString when = QFileInfo(last).fileName().mid(kReplaced.size(), kTimeInName.size());
    const auto setAside = QDateTime::fromString(when, QString(kTimeInName));
    if (last.isEmpty() || QFileInfo::exists(databasePath(folder)) || !setAside.isValid())
        return {};
    // Names tell seconds. What was written later was written by one that was in use later.
    const auto isLater = [end = setAside.addSecs(1)](const QString &file) {
        const QFileInfo info(file);
        return info.exists() && info.size() > 0 && info.lastModified() > end;
    };
    const QStringList signs = backups + logsOf(databasePath(folder));
    return std::any_of(signs.cbegin(), signs.cend(), isLater) ? QString() : last;
}

Error whyMissing(const QString &folder)
{
    const QString path = databasePath(folder);
    bool wasThere = !replacedFiles(folder).isEmpty(); // what is only prepared was never in use
    const QStringList logs = logsOf(path);
    for (const QString &log : logs)
        wasThere = wasThere || QFileInfo(log).size() > 0; // an empty one says nothing
    if (wasThere)
        return {ErrorKind::DatabaseCorrupt, path, QStringLiteral("the file is gone, what belongs to it is there")};
    return {ErrorKind::FileMissing, path, {}};
}

} // namespace fornada
