#pragma once

#include "notify/announcer.h"
#include "window/ui_context.h"

#include <QMenu>
#include <QSystemTrayIcon>

namespace fornada {

// The icon in the desktop's tray: tells, and opens, pauses or ends the program. Only made where there is a tray.
// UI thread; owned by the composition root.
class Tray final : public QObject, public Announcer {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Tray)
public:
    explicit Tray(const UiContext &context, QObject *parent = nullptr);
    static bool isThere() { return QSystemTrayIcon::isSystemTrayAvailable(); }

    void announce(const Announcement &announcement) override;
    // Told once: where the window went.
    void sayStillWorking();

Q_SIGNALS:
    void opened(fornada::BatchId batch); // invalid: just the window
    void quitWanted();

private:
    void update();

    const UiContext m_context;
    QSystemTrayIcon m_icon;
    QMenu m_menu;
    QAction *m_open, *m_pause, *m_quit;
    bool m_saidSo = false;
    BatchId m_lastBatch; // of the message that can be clicked
};

} // namespace fornada
