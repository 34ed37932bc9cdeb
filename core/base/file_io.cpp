#include "base/file_io.h"

#include "base/posix_file.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace fornada {

namespace {

QString folderOf(const QString &path)
{
    return QFileInfo(path).path();
}

Status syncFolder(const QString &folder)
{
    auto handle = PosixFile::open(folder, O_RDONLY | O_DIRECTORY, ErrorKind::FileUnwritable);
    return handle ? handle->sync() : Status(handle.error());
}

struct OpenTemporary {
    QString path;
    PosixFile file;
};

// O_EXCL makes the name ours even when several threads write into one folder.
Result<OpenTemporary> openTemporary(const QString &folder)
{
    constexpr int kMostTries = 10'000;
    for (int i = 0; i < kMostTries; ++i) {
        const QString path =
            QDir(folder).filePath(QStringLiteral(".fornada-%1-%2.part").arg(QString::number(::getpid())).arg(i));
        auto file = PosixFile::open(path, O_WRONLY | O_CREAT | O_EXCL, ErrorKind::FileUnwritable);
        if (file)
            return OpenTemporary{path, std::move(*file)};
        if (file.error().kind != ErrorKind::AlreadyExists)
            return file.error();
    }
    return Error{ErrorKind::FileUnwritable, folder, QStringLiteral("no free temporary name")};
}

Status fill(PosixFile &file, const QByteArray &bytes)
{
    if (const Status written = file.writeAll(bytes); !written)
        return written;
    if (const Status synced = file.sync(); !synced)
        return synced;
    return file.close();
}

// Fails with EEXIST instead of replacing; not every file system knows the flag, link() is the older way to say it.
int renameWithoutReplacing(const QByteArray &from, const QByteArray &to)
{
    if (::renameat2(AT_FDCWD, from.constData(), AT_FDCWD, to.constData(), RENAME_NOREPLACE) == 0)
        return 0;
    if (errno != EINVAL && errno != ENOSYS)
        return errno;
    if (::link(from.constData(), to.constData()) != 0)
        return errno;
    return ::unlink(from.constData()) == 0 ? 0 : errno;
}

} // namespace

Status DiskFileIo::writeDurably(const QString &path, const QByteArray &bytes)
{
    auto temporary = openTemporary(folderOf(path));
    if (!temporary)
        return Error{temporary.error().kind, path, temporary.error().detail};
    const QByteArray from = QFile::encodeName(temporary->path);
    Status status = fill(temporary->file, bytes);
    if (status && ::rename(from.constData(), QFile::encodeName(path).constData()) != 0)
        status = fileError(errno, ErrorKind::FileUnwritable, path);
    if (!status) {
        ::unlink(from.constData());
        return Error{status.error().kind, path, status.error().detail};
    }
    return syncFolder(folderOf(path));
}

Result<QByteArray> DiskFileIo::read(const QString &path)
{
    auto file = PosixFile::open(path, O_RDONLY, ErrorKind::FileUnreadable);
    if (!file)
        return file.error();
    return file->readAll();
}

Status DiskFileIo::move(const QString &from, const QString &to)
{
    if (!exists(from))
        return fileError(ENOENT, ErrorKind::FileUnreadable, from);
    const int failure = renameWithoutReplacing(QFile::encodeName(from), QFile::encodeName(to));
    if (failure)
        return fileError(failure, ErrorKind::FileUnwritable, to);
    if (const Status synced = syncFolder(folderOf(to)); !synced)
        return synced;
    return folderOf(from) == folderOf(to) ? Status() : syncFolder(folderOf(from));
}

Status DiskFileIo::remove(const QString &path)
{
    if (::unlink(QFile::encodeName(path).constData()) != 0) {
        const bool missing = errno == ENOENT || errno == ENOTDIR;
        return fileError(errno, missing ? ErrorKind::FileUnreadable : ErrorKind::FileUnwritable, path);
    }
    return syncFolder(folderOf(path));
}

Status DiskFileIo::makeFolder(const QString &path)
{
    if (QFileInfo(path).isDir())
        return {};
    const QString parent = folderOf(path);
    if (parent != path) {
        if (const Status made = makeFolder(parent); !made)
            return made;
    }
    constexpr mode_t kOpenFolder = 0777; // the user's umask takes from it
    // Another thread may make it at the same moment: that is as good.
    if (::mkdir(QFile::encodeName(path).constData(), kOpenFolder) != 0 &&
        !(errno == EEXIST && QFileInfo(path).isDir())) {
        const Error error = fileError(errno, ErrorKind::FileUnwritable, path);
        return error;
    }
    return syncFolder(parent);
}

bool DiskFileIo::exists(const QString &path)
{
    return QFileInfo::exists(path);
}

QStringList DiskFileIo::list(const QString &folder)
{
    return QDir(folder).entryList(QDir::Files | QDir::Hidden | QDir::System, QDir::Name);
}

} // namespace fornada
