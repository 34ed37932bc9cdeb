#pragma once

#include "window/ui_context.h"

#include <QFrame>

class QLabel;

namespace fornada {

class SegmentBar;

// The line at the bottom: how far everything is, what is on its way, how close the limits are, what today cost.
// UI thread; owned by the main window.
class StatusStrip final : public QFrame {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StatusStrip)
public:
    explicit StatusStrip(const UiContext &context, QWidget *parent = nullptr);

private:
    void refresh();
    void showLimits();
    void showMoney();
    QLabel *addPart(const char *name);
    static void fill(QLabel *part, const QString &text, const QString &explanation);
    // The gate of one of these kinds that is fullest; nothing when there is none.
    const GateFace *fullest(std::initializer_list<WaitReason> kinds) const;

    const UiContext m_context;
    SegmentBar *m_bar;
    QLabel *m_count, *m_flight, *m_pace, *m_quota, *m_spend, *m_eta;
};

} // namespace fornada
