#pragma once

#include "base/result.h"

#include <QString>

namespace fornada {

// A file that really takes up disk space and can be given up: when the disk is full, there is room to save the answers
// that are paid for and on their way. Store thread.
class ReserveFile {
public:
    static constexpr qint64 defaultSize = 16 << 20;

    explicit ReserveFile(QString path, qint64 size = defaultSize);
    void release();
    // DiskFull while there is no room for it.
    Status ensure();

private:
    QString m_path;
    qint64 m_size;
};

} // namespace fornada
