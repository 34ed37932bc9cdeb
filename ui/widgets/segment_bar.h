#pragma once

#include "model/batch.h"
#include "theme/colours.h"

#include <QPainter>
#include <QWidget>

namespace fornada {

class Theme;

// Draws a batch's jobs as one bar: done, to look at, failed, running, and what is left.
void paintSegments(QPainter &painter, const QRectF &bar, const StateCounts &counts, const Colours &colours);
// Draws one job's progress; an estimate is hatched, so that nobody takes it for a measurement.
void paintProgress(QPainter &painter, const QRectF &bar, double part, bool estimated, const QColor &colour,
                   const Colours &colours);

// The same bar as a widget. UI thread.
class SegmentBar final : public QWidget {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SegmentBar)
public:
    explicit SegmentBar(const Theme &theme, QWidget *parent = nullptr);
    void setCounts(const StateCounts &counts);
    QSize sizeHint() const override { return {160, 10}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    StateCounts m_counts;
};

} // namespace fornada
