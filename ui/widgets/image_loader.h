#pragma once

#include <QImage>
#include <QObject>
#include <QThreadPool>

#include <atomic>
#include <functional>
#include <memory>

namespace fornada {

// Reads and scales pictures on a private thread, so that a huge one never stops the window. A new wish replaces the
// last. UI thread; owned by the widget that shows the picture.
class ImageLoader final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ImageLoader)
public:
    explicit ImageLoader(QObject *parent = nullptr);
    ~ImageLoader() override;

    // done gets a null image when the file does not decode.
    void load(const QString &path, QSize box, std::function<void(QImage)> done);
    void cancel() { ++*m_wish; }

private:
    QThreadPool m_pool;
    std::shared_ptr<std::atomic<quint64>> m_wish = std::make_shared<std::atomic<quint64>>(0);
};

} // namespace fornada
