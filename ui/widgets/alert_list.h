#pragma once

#include "models/alerts.h"

#include <QFrame>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace fornada {

class Theme;

// What waits for the operator, a line each, with its button. Hidden when there is nothing. UI thread.
class AlertList final : public QFrame {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AlertList)
public:
    explicit AlertList(const Theme &theme, QWidget *parent = nullptr);
    // A line whose button does the same is only worded anew: a click or the focus on it is not lost.
    void setAlerts(const QList<Alert> &alerts);

Q_SIGNALS:
    void chosen(const fornada::Alert &alert);

private:
    struct Line {
        QWidget *box = nullptr;
        QLabel *icon = nullptr, *text = nullptr;
        QPushButton *button = nullptr; // none where there is nothing to do
    };
    void arrange();
    Line makeLine(const Alert &alert);
    void drawIcon(const Line &line, const Alert &alert) const;
    void word(const Line &line, const Alert &alert) const;

    const Theme &m_theme;
    QVBoxLayout *m_layout;
    QList<Alert> m_alerts;
    QList<Line> m_lines; // of the alerts, in order
};

} // namespace fornada
