#pragma once

#include "store/reader.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace fornada {

class Theme;

// The line above a job list that says from which time it shows jobs, with a way back to all of them. Hidden while a
// list is of all times. UI thread.
class TimeStrip final : public QFrame {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TimeStrip)
public:
    explicit TimeStrip(const Theme &theme, QWidget *parent = nullptr);

    void setSpan(const std::optional<TimeSpan> &span, Wall now);
    const std::optional<TimeSpan> &span() const { return m_span; }
    // Jobs that are done with ended then; others only changed.
    void setEnded(bool ended);

Q_SIGNALS:
    void cleared();

private:
    void setTexts();

    QLabel *m_text;
    QPushButton *m_all;
    std::optional<TimeSpan> m_span;
    Wall m_now = {};
    bool m_ended = true;
};

} // namespace fornada
