#pragma once

#include <QCache>
#include <QImage>
#include <QObject>
#include <QPixmap>
#include <QSet>
#include <QThreadPool>

#include <atomic>
#include <memory>

namespace fornada {

// Small pictures of result files, read on threads of their own and kept up to a limit. What was asked for last is read
// first, and what was scrolled past is not read at all. UI thread; owned by who shows them.
class Thumbnails final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Thumbnails)
public:
    static constexpr int kMostKilobytes = 48 * 1024;

    explicit Thumbnails(int side, QObject *parent = nullptr);
    ~Thumbnails() override;

    // Null while it is read (ready follows) and when the file does not decode.
    QPixmap of(const QString &path);
    bool isBroken(const QString &path) const { return m_broken.contains(path); }
    qsizetype kilobytes() const { return m_pictures.totalCost(); }

Q_SIGNALS:
    void ready();

private:
    void readNext();
    void take(const QString &path, const QImage &image);

    const int m_side;
    QThreadPool m_pool;
    QCache<QString, QPixmap> m_pictures{kMostKilobytes};
    QSet<QString> m_broken; // not tried again
    QStringList m_wanted;   // the last wanted one last
    QSet<QString> m_reading;
    std::shared_ptr<std::atomic_bool> m_gone = std::make_shared<std::atomic_bool>(false);
};

} // namespace fornada
