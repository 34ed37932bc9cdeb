#pragma once

#include "window/ui_context.h"

#include <QPointer>

class QMessageBox;

namespace fornada {

// Before the program ends while requests are on their way: offers to wait for them, waits, and says when it may end.
// Blocks nothing but the window. UI thread; owned by the main window.
class QuitOffer final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(QuitOffer)
public:
    QuitOffer(const UiContext &context, QWidget *window);

    bool isNeeded() const { return m_context.pulse.vitals().inFlight > 0; }
    bool isOpen() const;
    // agreed follows, or nothing when the operator goes on.
    void ask();

Q_SIGNALS:
    void agreed();

private:
    void open(const QString &text, const QString &more, bool offersWait);
    void wait();
    void look();
    void agree();
    void goOn();
    QString waitingText() const;

    const UiContext m_context;
    QWidget *const m_window;
    QPointer<QMessageBox> m_box;
    bool m_waits = false;
    bool m_wasPaused = false; // before it waited
};

} // namespace fornada
