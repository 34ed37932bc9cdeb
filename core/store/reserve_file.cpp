#include "store/reserve_file.h"

#include "base/posix_file.h"

#include <QFile>
#include <QFileInfo>

#include <fcntl.h>
#include <unistd.h>

namespace fornada {

ReserveFile::ReserveFile(QString path, qint64 size)
    : m_path(std::move(path))
    , m_size(size)
{}

void ReserveFile::release()
{
    QFile::remove(m_path);
}

Status ReserveFile::ensure()
{
    if (QFileInfo(m_path).size() >= m_size)
        return {};
    const int descriptor = ::open(QFile::encodeName(m_path).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0)
        return fileError(errno, ErrorKind::FileUnwritable, m_path);
    const int failure = ::posix_fallocate(descriptor, 0, m_size);
    ::close(descriptor);
    if (failure == 0)
        return {};
    release();
    return fileError(failure, ErrorKind::FileUnwritable, m_path);
}

} // namespace fornada
