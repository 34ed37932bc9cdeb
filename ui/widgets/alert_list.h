#pragma once

#include "models/alerts.h"

#include <QFrame>

class QVBoxLayout;

namespace fornada {

class Theme;

// What waits for the operator, a line each, with its button. Hidden when there is nothing. UI thread.
class AlertList final : public QFrame {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AlertList)
public:
    explicit AlertList(const Theme &theme, QWidget *parent = nullptr);
    // Lines that stay are not made anew: a button under the pointer keeps its place.
    void setAlerts(const QList<Alert> &alerts);

Q_SIGNALS:
    void chosen(const fornada::Alert &alert);

private:
    QWidget *makeLine(const Alert &alert);

    const Theme &m_theme;
    QVBoxLayout *m_layout;
    QList<Alert> m_alerts;
};

} // namespace fornada
