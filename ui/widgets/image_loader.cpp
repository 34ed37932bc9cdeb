#include "widgets/image_loader.h"

#include <QImageReader>

namespace fornada {

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
    const quint64 wish = ++*m_wish;
    m_pool.start([this, current = m_wish, wish, path, box, done = std::move(done)]() mutable {
        if (*current != wish)
            return;
        QImageReader reader(path);
        reader.setAutoTransform(true);
        if (const QSize size = reader.size();
            size.isValid() && (size.width() > box.width() || size.height() > box.height()))
            reader.setScaledSize(size.scaled(box, Qt::KeepAspectRatio));
        QImage image = reader.read();
        QMetaObject::invokeMethod(
            this,
            [current, wish, image = std::move(image), done = std::move(done)] {
                if (*current == wish)
                    done(image);
            },
            Qt::QueuedConnection);
    });
}

} // namespace fornada
