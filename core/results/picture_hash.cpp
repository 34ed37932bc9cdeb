#include "results/picture_hash.h"

#include "base/sha256.h"

#include <QDateTime>
#include <QFile>
#include <QFileInfo>
#include <QImageReader>

#include <bit>

namespace fornada {

namespace {

constexpr int kColumns = 9, kLines = 8;
constexpr int kDecoded = 12; // times as large as needed: a JPEG is read at a fraction of its size, and quickly
constexpr qint64 kMostPixels = 100'000'000;
constexpr qsizetype kMostKnown = 200'000;
constexpr qint64 kPiece = 1 << 20;

quint64 lookOf(const QImage &picture)
{
    const QImage small = picture.convertToFormat(QImage::Format_Grayscale8)
                             .scaled(kColumns, kLines, Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
                             .convertToFormat(QImage::Format_Grayscale8);
    quint64 look = 0;
    for (int y = 0; y < kLines; ++y) {
        const uchar *line = small.constScanLine(y);
        for (int x = 0; x + 1 < kColumns; ++x)
            look = look << 1 | quint64(line[x] < line[x + 1]);
    }
    return look;
}

} // namespace

int differentBits(quint64 one, quint64 other)
{
    return std::popcount(one ^ other);
}

std::optional<PictureHash> pictureHash(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    QImageReader reader(&file);
    reader.setAutoTransform(true);
    const QSize size = reader.size();
    if (!reader.canRead() || qint64(size.width()) * size.height() > kMostPixels)
        return std::nullopt;
    if (size.width() > kColumns * kDecoded && size.height() > kLines * kDecoded)
        reader.setScaledSize({kColumns * kDecoded, kLines * kDecoded});
    const QImage picture = reader.read();
    if (picture.isNull())
        return std::nullopt;
    Sha256 digest;
    file.seek(0);
    while (!file.atEnd())
        digest.add(file.read(kPiece));
    return PictureHash{lookOf(picture), digest.result()};
}

std::optional<PictureHash> PictureHashes::of(const QString &path)
{
    const QFileInfo file(path);
    const qint64 size = file.size(), changed = file.lastModified().toMSecsSinceEpoch();
    {
        const std::lock_guard lock(m_mutex);
        const auto known = m_known.constFind(path);
        if (known != m_known.cend() && known->size == size && known->changed == changed)
            return known->hash;
    }
    const auto hash = pictureHash(path);
    const std::lock_guard lock(m_mutex);
    if (m_known.size() >= kMostKnown)
        m_known.clear();
    m_known.insert(path, {size, changed, hash});
    return hash;
}

} // namespace fornada
