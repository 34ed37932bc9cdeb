#pragma once

#include "base/clock.h"

#include <QByteArray>
#include <QHash>
#include <QString>

#include <mutex>
#include <optional>

namespace fornada {

// What a picture looks like in 64 bits: in each of eight lines, whether it grows lighter from one of nine columns to
// the next. The same picture in another size, format or quality differs by a few bits.
struct PictureHash {
    quint64 look = 0;
    QByteArray bytes; // a digest of the file as it is
};

int differentBits(quint64 one, quint64 other);

// Nothing when it is no picture that can be read here. May take tens of milliseconds; any thread but the window's.
std::optional<PictureHash> pictureHash(const QString &path);

// The same, remembered as long as the file is unchanged. Any thread.
class PictureHashes {
public:
    std::optional<PictureHash> of(const QString &path);

private:
    struct Known {
        qint64 size = 0;
        qint64 changed = 0;
        std::optional<PictureHash> hash;
    };
    std::mutex m_mutex;
    QHash<QString, Known> m_known; // guarded by m_mutex
};

} // namespace fornada
