#pragma once

#include <QDir>
#include <QFile>

#include <sys/mount.h>

namespace fornada::test {

// A small disk of its own; not everybody may mount one.
class SmallDisk {
public:
    SmallDisk(const QString &path, const QByteArray &size)
        : m_path(QFile::encodeName(path))
    {
        QDir().mkpath(path);
        m_isMounted = ::mount("tmpfs", m_path.constData(), "tmpfs", 0, ("size=" + size).constData()) == 0;
    }
    ~SmallDisk()
    {
        if (m_isMounted)
            ::umount(m_path.constData());
    }
    Q_DISABLE_COPY_MOVE(SmallDisk)

    bool isMounted() const { return m_isMounted; }
    bool grow(const QByteArray &size)
    {
        return ::mount("tmpfs", m_path.constData(), "tmpfs", MS_REMOUNT, ("size=" + size).constData()) == 0;
    }

private:
    const QByteArray m_path;
    bool m_isMounted = false;
};

} // namespace fornada::test
