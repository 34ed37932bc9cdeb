#include "widgets/image_loader.h"

#include <QImageReader>
#include <QtConcurrentRun>

namespace fornada {

namespace {

QImage readInto(const QString &path, QSize box)
{
    QImageReader reader(path);
    reader.setAutoTransform(true);
    if (const QSize size = reader.size();
        size.isValid() && (size.width() > box.width() || size.height() > box.height()))
        reader.setScaledSize(size.scaled(box, Qt::KeepAspectRatio));
    return reader.read();
}

} // namespace

ImageLoader::ImageLoader(QObject *parent)
    : QObject(parent)
{
    m_pool.setMaxThreadCount(1);
}

ImageLoader::~ImageLoader()
{
    cancel();
    m_pool.waitForDone();
}

void ImageLoader::load(const QString &path, QSize box, std::function<void(QImage)> done)
{
    const auto isCurrent = [current = m_wish, wish = ++*m_wish] { return *current == wish; };
    QtConcurrent::run(&m_pool, [isCurrent, path, box] {
        return isCurrent() ? readInto(path, box) : QImage();
    }).then(this, [isCurrent, done = std::move(done)](const QImage &image) {
        if (isCurrent())
            done(image);
    });
}

} // namespace fornada
