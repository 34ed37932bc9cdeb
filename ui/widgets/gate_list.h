#pragma once

#include "model/limit_config.h"
#include "models/pulse.h"

#include <QWidget>

class QLabel;
class QVBoxLayout;

namespace fornada {

class Theme;

// The gates of one queue, account or model: what each allows, how much of it is used, and why it is closed until when.
// UI thread.
class GateList final : public QWidget {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GateList)
public:
    explicit GateList(const Theme &theme, QWidget *parent = nullptr);

    void setGates(const QList<GateFace> &gates, const LimitSet &limits, Wall now);

private:
    class UseBar;
    struct Line {
        QWidget *body = nullptr;
        QLabel *name = nullptr, *used = nullptr, *limit = nullptr, *state = nullptr;
        UseBar *bar = nullptr;
    };
    Line makeLine();

    const Theme &m_theme;
    QVBoxLayout *m_layout;
    QList<Line> m_lines;
};

} // namespace fornada
