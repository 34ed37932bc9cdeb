#include "models/thumbnails.h"

#include <QImageReader>
#include <QtConcurrentRun>

namespace fornada {

namespace {
constexpr int kThreads = 2;
constexpr qsizetype kMostWanted = 120;
constexpr qsizetype kMostBroken = 10'000;

QImage readSmall(const QString &path, int side)
{
    QImageReader reader(path);
    reader.setAutoTransform(true);
    if (const QSize size = reader.size(); size.isValid() && (size.width() > side || size.height() > side))
        reader.setScaledSize(size.scaled(side, side, Qt::KeepAspectRatio));
    QImage image = reader.read();
    if (!image.isNull() && (image.width() > side || image.height() > side)) // a format that cannot scale while reading
        image = image.scaled(side, side, Qt::KeepAspectRatio, Qt::SmoothTransformation);
    return image;
}

} // namespace

Thumbnails::Thumbnails(int side, QObject *parent)
    : QObject(parent)
    , m_side(side)
{
    m_pool.setMaxThreadCount(kThreads);
}

Thumbnails::~Thumbnails()
{
    *m_gone = true;
    m_pool.waitForDone();
}

QPixmap Thumbnails::of(const QString &path)
{
    if (const QPixmap *picture = m_pictures.object(path))
        return *picture;
    if (m_broken.contains(path) || m_reading.contains(path))
        return {};
    m_wanted.removeOne(path);
    m_wanted.append(path);
    if (m_wanted.size() > kMostWanted)
        m_wanted.removeFirst();
    readNext();
    return {};
}

void Thumbnails::readNext()
{
    if (m_wanted.isEmpty() || m_reading.size() >= kThreads)
        return;
    const QString path = m_wanted.takeLast();
    m_reading.insert(path);
    const auto read = [path, side = m_side, gone = m_gone] { return *gone ? QImage() : readSmall(path, side); };
    QtConcurrent::run(&m_pool, read).then(this, [this, path](const QImage &image) { take(path, image); });
}

void Thumbnails::take(const QString &path, const QImage &image)
{
    m_reading.remove(path);
    if (image.isNull()) {
        if (m_broken.size() > kMostBroken)
            m_broken.clear();
        m_broken.insert(path);
    } else {
        m_pictures.insert(path, new QPixmap(QPixmap::fromImage(image)),
                          std::max<qsizetype>(1, image.sizeInBytes() / 1024));
    }
    Q_EMIT ready();
    readNext();
}

} // namespace fornada
