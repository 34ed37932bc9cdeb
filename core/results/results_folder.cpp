#include "results/results_folder.h"

#include "base/file_io.h"
#include "base/posix_file.h"

#include <QDateTime>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QStorageInfo>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <unistd.h>

namespace fornada {

namespace {

constexpr qint64 kChunk = 1 << 20;

// Lies in every folder that results were moved to: whose they are.
QString markOf(const QString &place)
{
    return place + QStringLiteral("/.fornada-results");
}

QString oldName(const QString &data)
{
    return data + QStringLiteral("/results.old");
}

// Where they are gathered on their way back.
QString homeward(const QString &data)
{
    return data + QStringLiteral("/results.new");
}

bool isLink(const QString &path)
{
    return QFileInfo(path).isSymbolicLink();
}

bool isAnything(const QString &path)
{
    return isLink(path) || QFileInfo::exists(path);
}

// The folder behind a link; the folder itself where it is none.
QString behind(const QString &path)
{
    return isLink(path) ? QFileInfo(path).symLinkTarget() : path;
}

bool isInside(const QString &path, const QString &folder)
{
    return path == folder || path.startsWith(folder + u'/');
}

Status syncedFolderOf(const QString &path)
{
    auto folder = PosixFile::open(QFileInfo(path).path(), O_RDONLY | O_DIRECTORY, ErrorKind::FileUnwritable);
    return folder ? folder->sync() : Status(folder.error());
}

Status renamed(const QString &from, const QString &to)
{
    if (::rename(QFile::encodeName(from).constData(), QFile::encodeName(to).constData()) != 0)
        return fileError(errno, ErrorKind::FileUnwritable, to);
    return syncedFolderOf(to);
}

Status linked(const QString &to, const QString &link)
{
    return QFile::link(to, link) ? syncedFolderOf(link) : Status(Error{ErrorKind::FileUnwritable, link, {}});
}

// Paths of all files beneath a place, from there; what is being written only where nobody is writing.
enum class Which { Settled, All };
Status eachFile(const QString &place, Which which, const std::function<Status(const QString &)> &work)
{
    const QDir from(place);
    QDirIterator files(place, QDir::Files | QDir::Hidden | QDir::NoSymLinks, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString path = from.relativeFilePath(files.next());
        const bool isSettled = !path.startsWith(QLatin1String(".incoming/"));
        if (path == QFileInfo(markOf(place)).fileName() || (!isSettled && which == Which::Settled))
            continue;
        if (const Status done = work(path); !done)
            return done;
    }
    return {};
}

// Results never change: what has the size and the time of the other is its copy. Memory cards keep times to two
// seconds.
bool isCopied(const QString &from, const QString &to)
{
    constexpr qint64 kCoarsest = 2'000;
    const QFileInfo one(from), other(to);
    return other.isFile() && one.size() == other.size() &&
           std::abs(one.lastModified().msecsTo(other.lastModified())) <= kCoarsest;
}

Status fill(const QString &from, const QString &to)
{
    QFile source(from);
    if (!source.open(QIODevice::ReadOnly))
        return Error{ErrorKind::FileUnreadable, from, source.errorString()};
    auto target = PosixFile::open(to, O_WRONLY | O_CREAT | O_TRUNC, ErrorKind::FileUnwritable);
    if (!target)
        return target.error();
    qint64 read = 0;
    while (read < source.size()) {
        const QByteArray chunk = source.read(kChunk);
        if (chunk.isEmpty())
            return Error{ErrorKind::FileUnreadable, from, source.errorString()};
        if (const Status written = target->writeAll(chunk); !written)
            return written;
        read += chunk.size();
    }
    if (const Status synced = target->sync(); !synced)
        return synced;
    return target->close();
}

Status fillDated(const QString &from, const QString &to)
{
    if (const Status filled = fill(from, to); !filled)
        return filled;
    QFile file(to);
    const bool dated = file.open(QIODevice::ReadWrite) &&
                       file.setFileTime(QFileInfo(from).lastModified(), QFileDevice::FileModificationTime);
    return dated ? Status() : Status(Error{ErrorKind::FileUnwritable, to, file.errorString()});
}

// Durable under its own name only when it is whole. On one disk it is the same file by another name: at once, and it
// takes no room.
Status copyFile(const QString &from, const QString &to)
{
    if (isCopied(from, to))
        return {};
    DiskFileIo disk;
    if (const Status made = disk.makeFolder(QFileInfo(to).path()); !made)
        return made;
    const QString part = to + QStringLiteral(".part");
    QFile::remove(part);
    Status copied;
    if (::link(QFile::encodeName(from).constData(), QFile::encodeName(part).constData()) != 0)
        copied = fillDated(from, part);
    if (copied)
        copied = renamed(part, to);
    QFile::remove(part); // renaming to another name of the same file leaves it
    return copied;
}

// Only what is surely at the other place too goes.
void removeCopied(const QString &old, const QString &place)
{
    (void)eachFile(old, Which::All, [&](const QString &path) {
        if (isCopied(old + u'/' + path, place + u'/' + path))
            QFile::remove(old + u'/' + path);
        return Status();
    });
    QFile::remove(markOf(old));
    QStringList folders;
    QDirIterator beneath(old, QDir::Dirs | QDir::Hidden | QDir::NoDotAndDotDot, QDirIterator::Subdirectories);
    while (beneath.hasNext())
        folders.append(beneath.next());
    std::sort(folders.begin(), folders.end(), [](const QString &a, const QString &b) { return a.size() > b.size(); });
    for (const QString &folder : std::as_const(folders))
        QDir().rmdir(folder); // the empty ones
    QDir().rmdir(old);
}

// Data folders may be named in more than one way.
QString identity(const QString &data)
{
    return QFileInfo(data).canonicalFilePath();
}

// Whose results lie there: ours, nobody's (it is free), or it is in use for something else.
enum class Use { Free, Ours, Other };
Use useOf(const QString &place, const QString &data)
{
    QFile mark(markOf(place));
    if (mark.open(QIODevice::ReadOnly))
        return QString::fromUtf8(mark.readAll()) == identity(data) ? Use::Ours : Use::Other;
    return QDir(place).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot) ? Use::Free
                                                                                                      : Use::Other;
}

QString gathering(const QString &data, const QString &target)
{
    return target == resultsFolder(data) ? homeward(data) : target;
}

Status claimPlace(const QString &data, const QString &place)
{
    DiskFileIo disk;
    if (const Status made = disk.makeFolder(place); !made)
        return made;
    return disk.writeDurably(markOf(place), identity(data).toUtf8());
}

// Whether it can be written; nothing stays.
Status tryPlace(const QString &data, const QString &place)
{
    const bool wasThere = QFileInfo(place).isDir();
    if (wasThere && useOf(place, data) == Use::Ours)
        return {};
    const Status claimed = claimPlace(data, place);
    QFile::remove(markOf(place));
    if (!wasThere)
        QDir().rmdir(place);
    return claimed;
}

// Where they shall lie: the chosen folder, or one of its own in it when that is in use.
Result<QString> targetOf(const QString &data, const QString &chosen)
{
    const QString home = resultsFolder(data), now = resultsPlace(data);
    const QString wish = QDir::cleanPath(chosen);
    if (!QDir::isAbsolutePath(wish))
        return Error{ErrorKind::BadArgument, chosen, QStringLiteral("it must be a whole path")};
    if (wish == data || wish == home) {
        if (!isLink(home))
            return Error{ErrorKind::NotAllowed, home, QStringLiteral("the results are there already")};
        return home;
    }
    if (wish == now)
        return Error{ErrorKind::NotAllowed, wish, QStringLiteral("the results are there already")};
    if (isInside(wish, data) || isInside(wish, now))
        return Error{ErrorKind::NotAllowed, wish, QStringLiteral("it lies inside what would be moved")};
    if (!QFileInfo(wish).isDir() || useOf(wish, data) != Use::Other)
        return wish;
    QString own = wish + QStringLiteral("/fornada-results");
    if (own == now)
        return Error{ErrorKind::NotAllowed, own, QStringLiteral("the results are there already")};
    if (QFileInfo::exists(own) && useOf(own, data) == Use::Other)
        return Error{ErrorKind::AlreadyExists, own, {}};
    return own;
}

// How many were not there yet.
Result<qint64> copyAll(const QString &data, const QString &target, Which which, const MoveProgress &progress)
{
    const QString from = resultsPlace(data), to = gathering(data, target);
    if (const Status claimed = claimPlace(data, to); !claimed)
        return claimed.error();
    qint64 files = 0, fresh = 0;
    const Status done = eachFile(from, which, [&](const QString &path) -> Status {
        if (!progress(files))
            return Error{ErrorKind::Cancelled, {}, {}};
        ++files;
        if (isCopied(from + u'/' + path, to + u'/' + path))
            return {};
        ++fresh;
        const Status copied = copyFile(from + u'/' + path, to + u'/' + path);
        const bool isGone = !copied && !QFileInfo::exists(from + u'/' + path);
        return isGone ? Status() : copied; // somebody removed it meanwhile
    });
    return done ? Result<qint64>(fresh) : done.error();
}

// The one by the other, so that a reader always finds one of them; both lie beside each other.
Status exchanged(const QString &one, const QString &other)
{
    if (::renameat2(AT_FDCWD, QFile::encodeName(one).constData(), AT_FDCWD, QFile::encodeName(other).constData(),
                    RENAME_EXCHANGE) != 0)
        return fileError(errno, ErrorKind::FileUnwritable, other);
    return syncedFolderOf(other);
}

} // namespace

QString resultsFolder(const QString &data)
{
    return data + QStringLiteral("/results");
}

QString resultsPlace(const QString &data)
{
    return behind(resultsFolder(data));
}

void emptyOldResults(const QString &data)
{
    const QString old = oldName(data);
    if (!isAnything(old))
        return;
    removeCopied(behind(old), resultsPlace(data));
    if (isLink(old))
        QFile::remove(old);
}

Status readyResultsFolder(const QString &data)
{
    const QString folder = resultsFolder(data);
    if (!isAnything(folder) && isAnything(oldName(data)))
        if (const Status back = renamed(oldName(data), folder); !back)
            return back;
    if (isLink(folder) && !QFileInfo(behind(folder)).isDir())
        return Error{ErrorKind::FolderAway, behind(folder), {}};
    emptyOldResults(data);
    if (!isLink(folder) && !QDir().mkpath(folder))
        return Error{ErrorKind::FileUnwritable, folder, {}};
    return {};
}

Status leaveResultsBehind(const QString &data)
{
    const QString folder = resultsFolder(data);
    if (!isLink(folder))
        return Error{ErrorKind::NotAllowed, folder, QStringLiteral("they are in the data folder")};
    if (!QFile::remove(folder))
        return Error{ErrorKind::FileUnwritable, folder, {}};
    return readyResultsFolder(data);
}

Result<MovePlan> planResultsMove(const QString &data, const QString &chosen)
{
    const auto target = targetOf(data, chosen);
    if (!target)
        return target.error();
    const QString to = gathering(data, *target), now = resultsPlace(data);
    if (const Status writable = tryPlace(data, to); !writable)
        return writable.error();
    MovePlan plan{*target};
    (void)eachFile(now, Which::All, [&](const QString &path) {
        plan.bytes += QFileInfo(now + u'/' + path).size();
        ++plan.files;
        return Status();
    });
    const QStorageInfo disk(QFileInfo(to).path());
    if (disk.device() != QStorageInfo(now).device() && disk.bytesAvailable() < plan.bytes)
        return Error{ErrorKind::DiskFull, *target, {}};
    return plan;
}

Status copyResults(const QString &data, const QString &target, const MoveProgress &progress)
{
    constexpr int kMostPasses = 5;
    constexpr qint64 kLittle = 20; // are copied in a moment, whatever the disk
    qint64 seen = 0;               // never goes back for who watches
    const auto onward = [&seen, &progress](qint64 files) {
        seen = std::max(seen, files);
        return progress(seen);
    };
    for (int pass = 0; pass < kMostPasses; ++pass) {
        const auto copied = copyAll(data, target, Which::Settled, onward);
        if (!copied) {
            removeCopied(gathering(data, target), resultsPlace(data));
            return copied.error();
        }
        if (pass > 0 && *copied <= kLittle)
            break;
    }
    return {};
}

Status switchResults(const QString &data, const QString &target)
{
    const QString folder = resultsFolder(data);
    if (const Status ready = readyResultsFolder(data); !ready)
        return ready;
    if (const auto copied = copyAll(data, target, Which::All, [](qint64) { return true; }); !copied)
        return copied.error();
    const QString to = gathering(data, target);
    // What shall stand in its place, by the name that the old one gets.
    const Status ready = target == folder ? renamed(to, oldName(data)) : linked(to, oldName(data));
    if (!ready)
        return ready;
    if (exchanged(oldName(data), folder))
        return {};
    // Not every file system can: there is a moment between then, which the next start would put right.
    const Status back = target == folder               ? renamed(oldName(data), to)
                        : QFile::remove(oldName(data)) ? Status()
                                                       : Status(Error{ErrorKind::FileUnwritable, oldName(data), {}});
    if (!back)
        return back;
    if (const Status aside = renamed(folder, oldName(data)); !aside)
        return aside;
    const Status there = target == folder ? renamed(to, folder) : linked(to, folder);
    if (!there) {
        (void)renamed(oldName(data), folder);
        return there;
    }
    return {};
}

} // namespace fornada
