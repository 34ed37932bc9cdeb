#include "delegates/tile_delegate.h"

#include "model/delivery.h"
#include "models/result_model.h"
#include "theme/theme.h"

#include <QPainter>

namespace fornada {

namespace {
constexpr int kCaption = 38;
}

TileDelegate::TileDelegate(const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{}

QSize TileDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {kSide + space::normal, kSide + kCaption + space::small};
}

void TileDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Colours &c = m_theme.colours();
    const bool selected = option.state & QStyle::State_Selected;
    painter->save();
    painter->setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    const QRect place = option.rect.adjusted(3, 3, -3, -3);
    if (selected || (option.state & QStyle::State_MouseOver)) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(selected ? c.accentTint : c.hover);
        painter->drawRoundedRect(place, 8, 8);
    }
    if (option.state & QStyle::State_HasFocus) {
        painter->setPen(c.accent);
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
    }
    const QRect frame(place.left() + 4, place.top() + 4, place.width() - 8, place.height() - kCaption - 6);
    painter->setPen(c.border);
    painter->setBrush(c.raised);
    painter->drawRoundedRect(QRectF(frame).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5);
    paintInside(*painter, frame.adjusted(3, 3, -3, -3), index, option.widget ? option.widget->devicePixelRatioF() : 1);
    const auto tile = index.data(ResultModel::TileRole).value<ResultTile>();
    const QRect caption(frame.left() + 2, frame.bottom() + 4, frame.width() - 4, kCaption - 6);
    const QFontMetrics metrics(option.font);
    painter->setFont(option.font);
    painter->setPen(c.text);
    painter->drawText(caption, Qt::AlignLeft | Qt::AlignTop,
                      metrics.elidedText(tile.rowKey, Qt::ElideRight, caption.width()));
    const QFont small = m_theme.font(TextSize::Small);
    painter->setFont(small);
    painter->setPen(c.muted);
    const QString step = tile.fanKey.isEmpty() ? tile.step : QStringLiteral("%1 · %2").arg(tile.step, tile.fanKey);
    painter->drawText(caption, Qt::AlignLeft | Qt::AlignBottom,
                      QFontMetrics(small).elidedText(step, Qt::ElideRight, caption.width()));
    painter->restore();
}

void TileDelegate::paintInside(QPainter &painter, const QRect &frame, const QModelIndex &index, qreal ratio) const
{
    const Colours &c = m_theme.colours();
    const QVariant known = index.data(ResultModel::TileRole);
    if (!known.isValid()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(c.track);
        painter.drawRoundedRect(frame.adjusted(20, frame.height() / 2 - 4, -20, -frame.height() / 2 + 4), 4, 4);
        return;
    }
    const auto tile = known.value<ResultTile>();
    const auto picture = index.data(ResultModel::PictureRole).value<QPixmap>();
    if (!picture.isNull()) {
        QRectF at({}, QSizeF(picture.size()).scaled(QSizeF(frame.size()), Qt::KeepAspectRatio));
        at.moveCenter(QRectF(frame).center());
        painter.drawPixmap(at, picture, picture.rect());
        return;
    }
    const QFont small = m_theme.font(TextSize::Small);
    painter.setFont(small);
    if (tile.item.path.isEmpty()) {
        painter.setPen(c.text);
        painter.setClipRect(frame);
        painter.drawText(frame.adjusted(6, 4, -6, -4), Qt::TextWordWrap | Qt::AlignLeft | Qt::AlignTop, tile.item.text);
        painter.setClipping(false);
        return;
    }
    const bool broken = index.data(ResultModel::BrokenRole).toBool();
    const QString icon = tile.item.kind == OutputKind::Image   ? QStringLiteral("image")
                         : tile.item.kind == OutputKind::Audio ? QStringLiteral("audio")
                                                               : QStringLiteral("text");
    const QPixmap shape = Theme::tinted(icon, QSize(32, 32), ratio, broken ? c.warning : c.faint, c.raised);
    painter.drawPixmap(QPointF(frame.center().x() - 16, frame.center().y() - 26), shape);
    painter.setPen(c.muted);
    const QRect words = frame.adjusted(8, frame.height() / 2 + 14, -8, 0);
    painter.drawText(words, Qt::TextWordWrap | Qt::AlignHCenter | Qt::AlignTop,
                     broken                                ? tr("This picture cannot be shown")
                     : tile.item.kind == OutputKind::Image ? QString()
                                                           : tile.item.mime);
}

} // namespace fornada
