#include "theme/tinted_icon.h"

#include <QPainter>

namespace fornada {

TintedIcon::TintedIcon(const Theme &theme, QString name, QColor Colours::*colour)
    : m_theme(theme)
    , m_name(std::move(name))
    , m_colour(colour)
{}

QColor TintedIcon::colour(QIcon::Mode mode) const
{
    return mode == QIcon::Disabled ? m_theme.colours().faint : m_theme.colours().*m_colour;
}

void TintedIcon::paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State)
{
    const int side = std::min(rect.width(), rect.height());
    QRect square(0, 0, side, side);
    square.moveCenter(rect.center());
    painter->drawPixmap(square, Theme::tinted(m_name, square.size(), painter->device()->devicePixelRatioF(),
                                              colour(mode), m_theme.colours().base));
}

QPixmap TintedIcon::pixmap(const QSize &size, QIcon::Mode mode, QIcon::State)
{
    return Theme::tinted(m_name, size, 1, colour(mode), m_theme.colours().base);
}

// The size is in device pixels already.
QPixmap TintedIcon::scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State, qreal scale)
{
    QPixmap pixmap = Theme::tinted(m_name, size, 1, colour(mode), m_theme.colours().base);
    pixmap.setDevicePixelRatio(scale);
    return pixmap;
}

} // namespace fornada
