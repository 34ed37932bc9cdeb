#include "widgets/segment_bar.h"

#include "text/format.h"
#include "text/state_text.h"
#include "theme/theme.h"

#include <QPainterPath>

namespace fornada {

namespace {

// From what is done to what is only waiting.
constexpr auto kOrder =
    std::to_array<JobState>({JobState::Completed, JobState::Review, JobState::Unknown, JobState::Failed,
                             JobState::Skipped, JobState::Cancelled, JobState::Running});
constexpr qreal kLeast = 2.5; // one failed job among a million is still seen
constexpr qreal kStripes = 5;

// What failed and what needs a person differ from what is well by more than their colour.
void paintStripes(QPainter &painter, const QRectF &part, JobState state, QColor colour)
{
    const bool failed = state == JobState::Failed;
    if (!failed && state != JobState::Unknown && state != JobState::Review)
        return;
    colour.setAlphaF(0.5F);
    painter.save();
    painter.setClipRect(part, Qt::IntersectClip);
    painter.setPen(QPen(colour, 1));
    for (qreal x = part.left() - part.height() + 1; x < part.right(); x += kStripes) {
        const qreal end = x + part.height();
        painter.drawLine(QPointF(failed ? x : end, part.bottom()), QPointF(failed ? end : x, part.top()));
    }
    painter.restore();
}

} // namespace

void paintSegments(QPainter &painter, const QRectF &bar, const StateCounts &counts, const Colours &colours)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath outline;
    outline.addRoundedRect(bar, bar.height() / 2, bar.height() / 2);
    painter.setClipPath(outline);
    painter.fillRect(bar, colours.track);
    const qreal total = qreal(std::max<qint64>(1, counts.total()));
    qreal x = bar.left();
    for (const JobState state : kOrder) {
        if (counts[state] == 0)
            continue;
        const qreal width = std::max(kLeast, bar.width() * qreal(counts[state]) / total);
        const QRectF part(x, bar.top(), std::min(width, bar.right() - x), bar.height());
        painter.fillRect(part, colours.of(state));
        paintStripes(painter, part, state, colours.base);
        x += width;
    }
    painter.restore();
}

void paintProgress(QPainter &painter, const QRectF &bar, double part, bool estimated, const QColor &colour,
                   const Colours &colours)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath outline;
    outline.addRoundedRect(bar, bar.height() / 2, bar.height() / 2);
    painter.setClipPath(outline);
    painter.fillRect(bar, colours.track);
    const QRectF done(bar.left(), bar.top(), bar.width() * qBound(0.0, part, 1.0), bar.height());
    if (!estimated) {
        painter.fillRect(done, colour);
    } else {
        QColor soft = colour;
        soft.setAlphaF(0.45F);
        painter.fillRect(done, soft);
        painter.setClipRect(done, Qt::IntersectClip);
        painter.setPen(QPen(colour, 1.6));
        for (qreal x = bar.left() - bar.height(); x < done.right(); x += 5)
            painter.drawLine(QPointF(x, bar.bottom()), QPointF(x + bar.height(), bar.top()));
    }
    painter.restore();
}

SegmentBar::SegmentBar(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setFixedHeight(8);
}

void SegmentBar::setCounts(const StateCounts &counts)
{
    if (counts == m_counts)
        return;
    m_counts = counts;
    QStringList parts;
    for (size_t i = 0; i < counts.byState.size(); ++i)
        if (counts.byState[i])
            parts.append(QStringLiteral("%1 %2").arg(countText(counts.byState[i]), stateName(JobState(i))));
    setToolTip(parts.join(QLatin1Char('\n')));
    setAccessibleDescription(parts.join(QStringLiteral(", ")));
    update();
}

void SegmentBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintSegments(painter, QRectF(rect()), m_counts, m_theme.colours());
}

} // namespace fornada
