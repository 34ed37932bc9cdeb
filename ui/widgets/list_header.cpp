#include "widgets/list_header.h"

#include "theme/theme.h"

#include <QPainter>

namespace fornada {

namespace {
constexpr int kHeight = 28;
constexpr int kArrow = 12;
} // namespace

ListHeader::ListHeader(const Theme &theme, QWidget *parent)
    : QHeaderView(Qt::Horizontal, parent)
    , m_theme(theme)
{
    setHighlightSections(false);
    setSectionsClickable(true);
    setMinimumSectionSize(40);
}

QSize ListHeader::sizeHint() const
{
    return {QHeaderView::sizeHint().width(), kHeight};
}

void ListHeader::paintSection(QPainter *painter, const QRect &rect, int section) const
{
    const Colours &c = m_theme.colours();
    painter->fillRect(rect, c.raised);
    painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), c.border);
    const QString title = model()->headerData(section, orientation()).toString();
    const auto align = Qt::Alignment(model()->headerData(section, orientation(), Qt::TextAlignmentRole).toInt()) &
                       ~Qt::AlignVertical_Mask;
    const bool sorted = isSortIndicatorShown() && sortIndicatorSection() == section;
    const bool right = align & Qt::AlignRight;
    QRect words = rect.adjusted(space::small, 0, -space::small, 0);
    painter->setPen(sorted ? c.text : c.muted);
    const QString shown = painter->fontMetrics().elidedText(title, Qt::ElideRight, words.width());
    painter->drawText(words, int(align | Qt::AlignVCenter), shown);
    if (!sorted)
        return;
    // The arrow stands where the text does not.
    const int used = painter->fontMetrics().horizontalAdvance(shown);
    const int x = right ? words.right() - used - kArrow - 2 : words.left() + used + 2;
    const QString picture = sortIndicatorOrder() == Qt::AscendingOrder ? QStringLiteral("up") : QStringLiteral("down");
    painter->drawPixmap(x, rect.center().y() - kArrow / 2,
                        Theme::tinted(picture, QSize(kArrow, kArrow), devicePixelRatioF(), c.muted, c.raised));
}

} // namespace fornada
