#include "delegates/row_delegate.h"

#include "models/job_model.h"
#include "theme/theme.h"
#include "widgets/segment_bar.h"

#include <QAbstractItemView>
#include <QPainter>

#include <cmath>

namespace fornada {

namespace {

constexpr int kBarHeight = 8;
constexpr int kWidestBar = 140;
constexpr int kLeastSecond = 56;

QRectF barIn(const QRect &cell)
{
    return {qreal(cell.left()), cell.top() + (cell.height() - kBarHeight) / 2.0, qreal(cell.width()), kBarHeight};
}

// Of whole rows the whole row has the focus, whichever of its cells it came to.
bool hasFocus(const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
    if (!view || view->selectionBehavior() != QAbstractItemView::SelectRows)
        return option.state & QStyle::State_HasFocus;
    return view->hasFocus() && view->currentIndex().row() == index.row();
}

// One pixel of the screen where a pixel is one, whole ones where it is more: a broken line would be grey.
void paintFocus(QPainter &painter, const QRectF &cell, const QColor &colour)
{
    const qreal ratio = painter.device()->devicePixelRatioF();
    const qreal line = std::max(1.0, std::round(ratio)) / ratio;
    painter.fillRect(QRectF(cell.left(), cell.top(), cell.width(), line), colour);
    painter.fillRect(QRectF(cell.left(), cell.bottom() - line, cell.width(), line), colour);
}

} // namespace

RowDelegate::RowDelegate(const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{}

QSize RowDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {40, space::rowHeight};
}

void RowDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Colours &c = m_theme.colours();
    if (option.state & QStyle::State_Selected)
        painter->fillRect(option.rect, c.accentTint);
    else if (option.state & QStyle::State_MouseOver)
        painter->fillRect(option.rect, c.raised);
    if (hasFocus(option, index))
        paintFocus(*painter, option.rect, c.accent);
    const QRect cell = option.rect.adjusted(space::small, 0, -space::small, 0);
    if (index.data(LoadingRole).toBool()) {
        const QRectF bar(cell.left(), cell.center().y() - 3, std::min(cell.width(), 60), 6);
        painter->fillRect(bar, c.track);
        return;
    }
    painter->save();
    paintCell(*painter, cell, option, index);
    painter->restore();
}

void RowDelegate::paintText(QPainter &painter, const QRect &cell, const QString &text, Qt::Alignment align,
                            const QColor &colour, const QFont &font) const
{
    painter.setFont(font);
    painter.setPen(colour);
    painter.drawText(cell, int(align | Qt::AlignVCenter) | Qt::TextSingleLine,
                     QFontMetrics(font).elidedText(text, Qt::ElideRight, cell.width()));
}

void RowDelegate::paintCell(QPainter &painter, const QRect &cell, const QStyleOptionViewItem &option,
                            const QModelIndex &index) const
{
    const auto align = Qt::Alignment(index.data(Qt::TextAlignmentRole).toInt());
    const Colours &c = m_theme.colours();
    const QString text = index.data().toString();
    const bool quiet = index.column() > 0 && text == QStringLiteral("–");
    paintText(painter, cell, text, align, quiet ? c.faint : c.text, option.font);
}

void NameDelegate::paintCell(QPainter &painter, const QRect &cell, const QStyleOptionViewItem &option,
                             const QModelIndex &index) const
{
    const Colours &c = m_theme.colours();
    const QString name = index.data().toString();
    QFont strong = option.font;
    strong.setWeight(QFont::Medium);
    paintText(painter, cell, name, Qt::AlignLeft, c.text, strong);
    const QString second = index.data(SecondTextRole).toString();
    const int used = QFontMetrics(strong).horizontalAdvance(name) + space::small;
    const int needed = QFontMetrics(option.font).horizontalAdvance(second);
    if (!second.isEmpty() && cell.width() - used >= std::min(needed, kLeastSecond)) // a letter of it says nothing
        paintText(painter, cell.adjusted(used, 0, 0, 0), second, Qt::AlignLeft, c.muted, option.font);
}

void StateDelegate::paintCell(QPainter &painter, const QRect &cell, const QStyleOptionViewItem &option,
                              const QModelIndex &index) const
{
    const Colours &c = m_theme.colours();
    const int state = index.data(StateRole).toInt();
    const qreal ratio = painter.device()->devicePixelRatioF();
    const QPixmap shape = m_of == Of::Job ? m_theme.stateShape(JobState(state), space::shape, ratio)
                                          : m_theme.stateShape(BatchState(state), space::shape, ratio);
    painter.drawPixmap(cell.left(), cell.top() + (cell.height() - space::shape) / 2, shape);
    const QRect words = cell.adjusted(space::shape + 6, 0, 0, 0);
    const QString word = index.data().toString();
    const QString why = index.data(SecondTextRole).toString();
    if (why.isEmpty()) {
        paintText(painter, words, word, Qt::AlignLeft, c.text, option.font);
        const auto progress = index.data(ProgressRole).value<JobProgress>();
        const int used = QFontMetrics(option.font).horizontalAdvance(word) + space::normal;
        const QRect rest = words.adjusted(used, 0, 0, 0);
        if (m_of == Of::Job && progress.state == JobState::Running && rest.width() > 30)
            paintProgress(painter,
                          barIn(QRect(rest.left(), rest.top(), std::min(rest.width(), kWidestBar), rest.height())),
                          progress.part, progress.estimated, c.running, c);
        return;
    }
    // The reason is what is wanted to know; the shape already says the rest. Its end tells until when.
    painter.setFont(option.font);
    painter.setPen(c.muted);
    painter.drawText(
        words, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
        QFontMetrics(option.font)
            .elidedText(why, JobState(state) == JobState::Queued ? Qt::ElideMiddle : Qt::ElideRight, words.width()));
}

void ProgressDelegate::paintCell(QPainter &painter, const QRect &cell, const QStyleOptionViewItem &,
                                 const QModelIndex &index) const
{
    const Colours &c = m_theme.colours();
    paintSegments(painter, barIn(cell), index.data(CountsRole).value<StateCounts>(), c);
}

AlarmDelegate::AlarmDelegate(const Theme &theme, JobState state, QObject *parent)
    : RowDelegate(theme, parent)
    , m_state(state)
{}

void AlarmDelegate::paintCell(QPainter &painter, const QRect &cell, const QStyleOptionViewItem &option,
                              const QModelIndex &index) const
{
    const Colours &c = m_theme.colours();
    const bool bad = index.data(RawRole).toLongLong() > 0;
    QFont font = option.font;
    font.setWeight(bad ? QFont::DemiBold : QFont::Normal);
    paintText(painter, cell, index.data().toString(), Qt::AlignRight, bad ? c.of(m_state) : c.faint, font);
}

} // namespace fornada
