#include "delegates/event_delegate.h"

#include "model/journal.h"
#include "models/columns.h"
#include "theme/theme.h"

#include <QPainter>

namespace fornada {

void EventDelegate::paintCell(QPainter &painter, const QRect &cell, const QStyleOptionViewItem &option,
                              const QModelIndex &index) const
{
    const Colours &colours = m_theme.colours();
    const QVariant level = index.data(LevelRole);
    QRect words = cell;
    if (level.isValid()) {
        const auto kind = EventLevel(level.toInt());
        const bool info = kind == EventLevel::Info;
        const QColor colour = info ? colours.info : kind == EventLevel::Problem ? colours.bad : colours.warning;
        const QPixmap mark =
            Theme::tinted(info ? QStringLiteral("info") : QStringLiteral("warning"), QSize(space::shape, space::shape),
                          painter.device()->devicePixelRatioF(), colour, colours.base);
        painter.drawPixmap(cell.left(), cell.top() + (cell.height() - space::shape) / 2, mark);
        words.adjust(space::shape + 6, 0, 0, 0);
    }
    paintText(painter, words, index.data().toString(), Qt::AlignLeft, colours.text, option.font);
}

} // namespace fornada
