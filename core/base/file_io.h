#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QStringList>

namespace fornada {

// Seam: durable files. Every call blocks until the disk has done it; call it on the pool, never on the engine thread.
class FileIo {
public:
    virtual ~FileIo() = default;
    // Writes a temporary file beside path, syncs it, renames it to path and syncs the folder: all or nothing.
    virtual Status writeDurably(const QString &path, const QByteArray &bytes) = 0;
    virtual Result<QByteArray> read(const QString &path) = 0;
    // Moves within one file system and syncs both folders. Refuses to overwrite.
    virtual Status move(const QString &from, const QString &to) = 0;
    virtual Status remove(const QString &path) = 0;
    virtual Status makeFolder(const QString &path) = 0;
    virtual bool exists(const QString &path) = 0;
    // File names (no folders, no paths) in a folder; empty when it does not exist.
    virtual QStringList list(const QString &folder) = 0;
};

// The machine's files. Any thread.
class DiskFileIo final : public FileIo {
public:
    Status writeDurably(const QString &path, const QByteArray &bytes) override;
    Result<QByteArray> read(const QString &path) override;
    Status move(const QString &from, const QString &to) override;
    Status remove(const QString &path) override;
    Status makeFolder(const QString &path) override;
    bool exists(const QString &path) override;
    QStringList list(const QString &folder) override;
};

} // namespace fornada
