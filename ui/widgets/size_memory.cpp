#include "widgets/size_memory.h"

#include <QEvent>
#include <QHeaderView>
#include <QScreen>
#include <QSettings>
#include <QSplitter>

namespace fornada {

namespace {

// Owned by its window.
class LastSize final : public QObject {
public:
    LastSize(QWidget *window, QSettings &settings, const QString &key)
        : QObject(window)
        , m_window(window)
        , m_settings(settings)
        , m_key(key)
    {
        window->installEventFilter(this);
    }

    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::Hide)
            m_settings.setValue(m_key, m_window->size());
        return false;
    }

private:
    QWidget *const m_window;
    QSettings &m_settings;
    const QString m_key;
};

} // namespace

void rememberSize(QWidget *window, QSize first, QSettings &settings, const QString &name)
{
    const QString key = QStringLiteral("sizes/") + name;
    const QSize last = settings.value(key).toSize();
    const QSize most = window->screen()->availableSize().expandedTo(first); // the screen may be a smaller one now
    window->resize(last.isEmpty() ? first : last.boundedTo(most));
    new LastSize(window, settings, key);
}

void rememberParts(QSplitter *parts, QSettings &settings, const QString &name)
{
    const QString key = QStringLiteral("parts/") + name;
    parts->restoreState(settings.value(key).toByteArray());
    QObject::connect(parts, &QSplitter::splitterMoved, parts,
                     [parts, &settings, key] { settings.setValue(key, parts->saveState()); });
}

// Only the widths: which columns there are depends on what is shown.
void rememberWidths(QHeaderView *header, QSettings &settings, const QString &name)
{
    const QString key = QStringLiteral("widths/") + name;
    const QVariantMap saved = settings.value(key).toMap();
    for (auto it = saved.cbegin(); it != saved.cend(); ++it)
        header->resizeSection(it.key().toInt(), it->toInt());
    QObject::connect(header, &QHeaderView::sectionResized, header, [header, &settings, key](int column, int, int now) {
        if (now == 0 || header->sectionResizeMode(column) != QHeaderView::Interactive)
            return; // hidden, or it takes the room that is left
        QVariantMap widths = settings.value(key).toMap();
        widths.insert(QString::number(column), now);
        settings.setValue(key, widths);
    });
}

} // namespace fornada
