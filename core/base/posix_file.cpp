#include "base/posix_file.h"

#include <QFile>

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace fornada {

namespace {
// One read or write call stays below what the kernel moves at once (0x7ffff000).
constexpr qsizetype kLargestStep = 1 << 30;
} // namespace

Error fileError(int number, ErrorKind otherwise, const QString &path)
{
    const QString words = QString::fromStdString(std::generic_category().message(number));
    switch (number) {
    case ENOSPC:
    case EDQUOT:
        return {ErrorKind::DiskFull, path, words};
    case EEXIST:
        return {ErrorKind::AlreadyExists, path, words};
    case ENOENT:
    case ENOTDIR:
        // A missing folder on writing is no missing file.
        if (otherwise == ErrorKind::FileUnreadable)
            return {ErrorKind::FileMissing, path, words};
        break;
    default:
        break;
    }
    return {otherwise, path, words};
}

PosixFile::PosixFile(int descriptor, QString path)
    : m_descriptor(descriptor)
    , m_path(std::move(path))
{}

PosixFile::PosixFile(PosixFile &&other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1))
    , m_path(std::move(other.m_path))
{}

PosixFile::~PosixFile()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

Result<PosixFile> PosixFile::open(const QString &path, int flags, ErrorKind otherwise)
{
    constexpr mode_t kReadableFile = 0666; // the user's umask takes from it
    int descriptor = -1;
    do {
        descriptor = ::open(QFile::encodeName(path).constData(), flags | O_CLOEXEC, kReadableFile);
    } while (descriptor < 0 && errno == EINTR);
    if (descriptor < 0)
        return fileError(errno, otherwise, path);
    return PosixFile(descriptor, path);
}

Status PosixFile::writeAll(const QByteArray &bytes)
{
    qsizetype done = 0;
    while (done < bytes.size()) {
        const auto step = size_t(std::min(bytes.size() - done, kLargestStep));
        const ssize_t written = ::write(m_descriptor, bytes.constData() + done, step);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return fileError(errno, ErrorKind::FileUnwritable, m_path);
        done += written;
    }
    return {};
}

Result<QByteArray> PosixFile::readAll()
{
    struct stat facts {};
    if (::fstat(m_descriptor, &facts) != 0)
        return fileError(errno, ErrorKind::FileUnreadable, m_path);
    constexpr qsizetype kChunk = 64 << 10;
    QByteArray bytes;
    bytes.resize(std::max<qsizetype>(qsizetype(facts.st_size) + 1, kChunk));
    qsizetype done = 0;
    for (;;) {
        if (done == bytes.size())
            bytes.resize(bytes.size() + std::max(kChunk, bytes.size() / 2));
        const auto room = size_t(std::min(bytes.size() - done, kLargestStep));
        const ssize_t got = ::read(m_descriptor, bytes.data() + done, room);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return fileError(errno, ErrorKind::FileUnreadable, m_path);
        if (got == 0)
            break;
        done += got;
    }
    bytes.resize(done);
    return bytes;
}

Status PosixFile::sync()
{
    int failed = 0;
    do {
        failed = ::fsync(m_descriptor);
    } while (failed && errno == EINTR);
    // Some file systems have nothing to sync for a folder and say so with EINVAL.
    if (failed && errno != EINVAL)
        return fileError(errno, ErrorKind::FileUnwritable, m_path);
    return {};
}

Status PosixFile::close()
{
    // After EINTR Linux has closed the descriptor already: a second close could hit somebody else's.
    if (::close(std::exchange(m_descriptor, -1)) != 0 && errno != EINTR)
        return fileError(errno, ErrorKind::FileUnwritable, m_path);
    return {};
}

} // namespace fornada
