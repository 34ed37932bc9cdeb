#pragma once

#include "theme/theme.h"

#include <QIconEngine>

namespace fornada {

// One of our pictures in the theme's colour of the moment. UI thread; owned by its QIcon.
class TintedIcon final : public QIconEngine {
public:
    TintedIcon(const Theme &theme, QString name, QColor Colours::*colour);

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override;
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override;
    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State state, qreal scale) override;
    QIconEngine *clone() const override { return new TintedIcon(*this); }

private:
    QColor colour(QIcon::Mode mode) const;

    const Theme &m_theme;
    const QString m_name;
    QColor Colours::*const m_colour;
};

} // namespace fornada
