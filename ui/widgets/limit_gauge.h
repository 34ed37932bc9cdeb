#pragma once

#include "models/pulse.h"

#include <QWidget>

namespace fornada {

class Theme;

// How much of one limit is used: its words, a bar, "12 of 15". A closed gate says so. UI thread.
class LimitGauge final : public QWidget {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LimitGauge)
public:
    explicit LimitGauge(const Theme &theme, QWidget *parent = nullptr);

    void setGate(const GateFace &gate, Wall now);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    QString m_name, m_amount;
    double m_part = 0;
    bool m_closed = false, m_scarce = false;
};

// The name of a kind of limit: "daily quota", "pace" ...
QString gateName(WaitReason kind);

} // namespace fornada
