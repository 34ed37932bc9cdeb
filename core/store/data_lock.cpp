#include "store/data_lock.h"

#include "base/posix_file.h"

#include <QByteArray>
#include <QFile>

#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

namespace fornada {

namespace {

QString pathIn(const QString &folder)
{
    return folder + QStringLiteral("/fornada.lock");
}

// Belongs to the open file, not the process: two stores in one process exclude each other too, and asking takes
// nothing.
int lockCall(int descriptor, int command, struct flock &lock, short type)
{
    lock = {};
    lock.l_type = type;
    lock.l_whence = SEEK_SET;
    return ::fcntl(descriptor, command, &lock);
}

qint64 pidIn(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.read(32).trimmed().toLongLong() : 0;
}

} // namespace

Result<std::shared_ptr<const DataLock>> DataLock::take(const QString &folder)
{
    const QString path = pathIn(folder);
    const int descriptor = ::open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0)
        return fileError(errno, ErrorKind::FileUnwritable, path);
    std::shared_ptr<const DataLock> lock(new DataLock(descriptor));
    struct flock wanted;
    if (lockCall(descriptor, F_OFD_SETLK, wanted, F_WRLCK) != 0) {
        if (errno == EAGAIN || errno == EACCES)
            return Error{ErrorKind::AnotherInstance, QString::number(pidIn(path)), path};
        return fileError(errno, ErrorKind::FileUnwritable, path);
    }
    const QByteArray pid = QByteArray::number(qint64(::getpid())) + '\n';
    if (::ftruncate(descriptor, 0) != 0 || ::pwrite(descriptor, pid.constData(), size_t(pid.size()), 0) != pid.size())
        return fileError(errno, ErrorKind::FileUnwritable, path);
    return lock;
}

std::optional<qint64> DataLock::holder(const QString &folder)
{
    const QString path = pathIn(folder);
    const int descriptor = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return std::nullopt;
    struct flock asked;
    const bool isFree = lockCall(descriptor, F_OFD_GETLK, asked, F_RDLCK) != 0 || asked.l_type == F_UNLCK;
    ::close(descriptor);
    return isFree ? std::nullopt : std::optional(pidIn(path));
}

DataLock::~DataLock()
{
    ::close(m_descriptor);
}

} // namespace fornada
