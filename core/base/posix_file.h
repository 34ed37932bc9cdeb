#pragma once

#include "base/result.h"

#include <QByteArray>

namespace fornada {

// The file-system call's errno as an error of ours: a full disk and a missing file have kinds of their own.
Error fileError(int number, ErrorKind otherwise, const QString &path);

// An open file descriptor; closed with the object. One thread at a time.
class PosixFile final {
public:
    static Result<PosixFile> open(const QString &path, int flags, ErrorKind otherwise);
    PosixFile(PosixFile &&other) noexcept;
    PosixFile &operator=(PosixFile &&) = delete;
    ~PosixFile();

    Status writeAll(const QByteArray &bytes);
    Result<QByteArray> readAll();
    Status sync();
    // Reports what close() itself says: some file systems tell of a failed write only there.
    Status close();

private:
    PosixFile(int descriptor, QString path);

    int m_descriptor;
    QString m_path;
};

} // namespace fornada
