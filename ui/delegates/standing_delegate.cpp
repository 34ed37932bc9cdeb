#include "delegates/standing_delegate.h"

#include "models/setup_model.h"
#include "theme/theme.h"
#include "widgets/standing_icon.h"

#include <QPainter>

namespace fornada {

void StandingDelegate::paintCell(QPainter &painter, const QRect &cell, const QStyleOptionViewItem &option,
                                 const QModelIndex &index) const
{
    const Colours &c = m_theme.colours();
    const auto standing = Standing(index.data(StateRole).toInt());
    const QPoint at(cell.left(), cell.top() + (cell.height() - space::shape) / 2);
    painter.drawPixmap(at, standingIcon(m_theme, standing).pixmap(space::shape, space::shape));
    // Its beginning says why, its end until when: what is too long loses its middle.
    const QRect words = cell.adjusted(space::shape + 6, 0, 0, 0);
    const QString text = QFontMetrics(option.font).elidedText(index.data().toString(), Qt::ElideMiddle, words.width());
    paintText(painter, words, text, Qt::AlignLeft, standing == Standing::Open ? c.muted : c.text, option.font);
}

} // namespace fornada
