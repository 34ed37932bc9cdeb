#include "theme/theme.h"

#include "theme/tinted_icon.h"

#include <QApplication>
#include <QFile>
#include <QPainter>
#include <QPixmapCache>
#include <QStyleFactory>
#include <QSvgRenderer>

namespace fornada {

Theme::Theme(QApplication &app)
    : m_app(app)
    , m_systemIsDark(QApplication::palette().color(QPalette::Window).lightness() < 128)
{
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    apply();
}

void Theme::setChoice(ThemeChoice choice)
{
    if (choice == m_choice)
        return;
    m_choice = choice;
    apply();
    Q_EMIT changed();
}

Shade Theme::shade() const
{
    switch (m_choice) {
    case ThemeChoice::Light:
        return Shade::Light;
    case ThemeChoice::Dark:
        return Shade::Dark;
    case ThemeChoice::System:
        break;
    }
    return m_systemIsDark ? Shade::Dark : Shade::Light;
}

void Theme::apply()
{
    QApplication::setPalette(palette());
    m_app.setStyleSheet(styleSheet());
}

QPalette Theme::palette() const
{
    const Colours &c = colours();
    QPalette p;
    p.setColor(QPalette::Window, c.window);
    p.setColor(QPalette::WindowText, c.text);
    p.setColor(QPalette::Base, c.base);
    p.setColor(QPalette::AlternateBase, c.raised);
    p.setColor(QPalette::Text, c.text);
    p.setColor(QPalette::Button, c.raised);
    p.setColor(QPalette::ButtonText, c.text);
    p.setColor(QPalette::BrightText, c.bad);
    p.setColor(QPalette::PlaceholderText, c.faint);
    p.setColor(QPalette::ToolTipBase, c.raised);
    p.setColor(QPalette::ToolTipText, c.text);
    p.setColor(QPalette::Highlight, c.accentTint);
    p.setColor(QPalette::HighlightedText, c.text);
    p.setColor(QPalette::Link, c.info);
    p.setColor(QPalette::Mid, c.border);
    p.setColor(QPalette::Midlight, c.hover);
    p.setColor(QPalette::Dark, c.faint);
    p.setColor(QPalette::Light, c.base);
    for (const auto role : {QPalette::Text, QPalette::WindowText, QPalette::ButtonText, QPalette::HighlightedText})
        p.setColor(QPalette::Disabled, role, c.faint);
    return p;
}

QIcon Theme::icon(const QString &name) const
{
    return icon(name, &Colours::text);
}

QIcon Theme::icon(const QString &name, QColor Colours::*colour) const
{
    return QIcon(new TintedIcon(*this, name, colour));
}

QPixmap Theme::stateShape(JobState state, int side, qreal ratio) const
{
    return tinted(QStringLiteral("state-") + toName(state), QSize(side, side), ratio, colours().of(state),
                  colours().base);
}

QPixmap Theme::stateShape(BatchState state, int side, qreal ratio) const
{
    static const auto shapes = std::to_array<QLatin1String>(
        {QLatin1String("state-queued"), QLatin1String("state-queued"), QLatin1String("state-running"),
         QLatin1String("state-paused"), QLatin1String("state-completed"), QLatin1String("state-cancelled")});
    return tinted(shapes.at(size_t(state)), QSize(side, side), ratio, colours().of(state), colours().base);
}

QPixmap Theme::tinted(const QString &name, QSize size, qreal ratio, const QColor &colour, const QColor &ground)
{
    const QSize pixels = size * ratio;
    const QString key = QStringLiteral("fornada/%1/%2/%3/%4x%5/%6")
                            .arg(name, colour.name(), ground.name())
                            .arg(pixels.width())
                            .arg(pixels.height())
                            .arg(ratio);
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    QFile file(QStringLiteral(":/fornada/icons/%1.svg").arg(name));
    const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT_X(opened, "Theme::tinted", qPrintable(file.fileName()));
    QByteArray svg = opened ? file.readAll() : QByteArray();
    svg.replace("#000000", colour.name().toLatin1());
    svg.replace("#ffffff", ground.name().toLatin1());
    pixmap = QPixmap(pixels);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    QRectF square(0, 0, std::min(pixels.width(), pixels.height()), std::min(pixels.width(), pixels.height()));
    square.moveCenter(QRectF(pixmap.rect()).center()); // who asks for another shape gets no crooked one
    QSvgRenderer(svg).render(&painter, square);
    painter.end();
    pixmap.setDevicePixelRatio(ratio);
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

QFont Theme::font(TextSize size) const
{
    QFont font = m_app.font();
    const qreal base = font.pointSizeF();
    switch (size) {
    case TextSize::Small:
        font.setPointSizeF(base * 0.88);
        break;
    case TextSize::Normal:
        break;
    case TextSize::Title:
        font.setPointSizeF(base * 1.25);
        font.setWeight(QFont::DemiBold);
        break;
    case TextSize::Display:
        font.setPointSizeF(base * 1.7);
        font.setWeight(QFont::DemiBold);
        break;
    }
    return font;
}

QFont Theme::numbers(TextSize size) const
{
    QFont numbers = font(size);
    numbers.setStyleHint(QFont::SansSerif);
    numbers.setKerning(false);
    return numbers;
}

} // namespace fornada
