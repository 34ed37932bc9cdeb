#include "sandbox/caption.h"
#include "sandbox/dice.h"
#include "sandbox/picture.h"

#include <QPainterPath>

#include <array>
#include <cmath>

namespace fornada::sandbox {

namespace {

struct Mood {
    int skyTop, skyLow, sun, far, near;
    bool isNight;
};
constexpr std::array moods{Mood{0x3a6ea5, 0xf6d8a8, 0xfff1cf, 0x8fa6b8, 0x2f4a3d, false},
                           Mood{0x2b2d5b, 0xf08a5d, 0xffd9a0, 0x8a5a78, 0x2a1f3d, false},
                           Mood{0x5fa8d3, 0xe8f4f8, 0xffffff, 0xa5c4b4, 0x3d6b4f, false},
                           Mood{0x0f1730, 0x3b4a7a, 0xf4f1de, 0x2f3c63, 0x0c1224, true},
                           Mood{0xf2b5a7, 0xfbe8d3, 0xfff7e6, 0xc99a8f, 0x7a4b4b, false},
                           Mood{0x1d4e4f, 0xb7e0c8, 0xfdf6d8, 0x5f9a86, 0x16382f, false},
                           Mood{0x14213d, 0x6f5b8f, 0xe5e5f0, 0x4a4372, 0x171331, true}};

QColor mixed(QColor a, QColor b, double part)
{
    const auto mix = [part](int x, int y) { return int(std::lround(x + (y - x) * part)); };
    return QColor(mix(a.red(), b.red()), mix(a.green(), b.green()), mix(a.blue(), b.blue()));
}

// A ridge from left to right: a few sine waves of falling height.
QPainterPath ridge(Dice &dice, QSizeF size, double baseY, double height)
{
    std::array<double, 4> phase{};
    for (double &p : phase)
        p = dice.between(0, 6.283);
    QPainterPath path(QPointF(0, size.height()));
    constexpr int steps = 96;
    for (int i = 0; i <= steps; ++i) {
        const double t = double(i) / steps;
        double y = 0;
        double weight = 1;
        for (size_t wave = 0; wave < phase.size(); ++wave, weight *= 0.5)
            y += weight * std::sin(t * 6.283 * (0.7 + double(wave) * 1.6) + phase[wave]);
        path.lineTo(t * size.width(), baseY - height * y / 1.6);
    }
    path.lineTo(size.width(), size.height());
    path.closeSubpath();
    return path;
}

void paintSky(QPainter &painter, Dice &dice, const Mood &mood, QSizeF size, QPointF sun, double sunRadius)
{
    QLinearGradient sky(0, 0, 0, size.height() * 0.72);
    sky.setColorAt(0, QColor::fromRgb(QRgb(mood.skyTop)));
    sky.setColorAt(1, QColor::fromRgb(QRgb(mood.skyLow)));
    painter.fillRect(QRectF(QPointF(0, 0), size), sky);
    if (mood.isNight)
        for (int i = 0; i < 90; ++i) {
            painter.setBrush(QColor(255, 255, 255, 60 + dice.below(160)));
            const double r = dice.between(0.0008, 0.0028) * size.width();
            painter.drawEllipse(QPointF(dice.unit() * size.width(), dice.unit() * size.height() * 0.55), r, r);
        }
    QRadialGradient glow(sun, sunRadius * 4.5);
    QColor light = QColor::fromRgb(QRgb(mood.sun));
    light.setAlpha(150);
    glow.setColorAt(0, light);
    light.setAlpha(0);
    glow.setColorAt(1, light);
    painter.fillRect(QRectF(QPointF(0, 0), size), glow);
    painter.setBrush(QColor::fromRgb(QRgb(mood.sun)));
    painter.drawEllipse(sun, sunRadius, sunRadius);
}

void paintTrees(QPainter &painter, Dice &dice, const Mood &mood, QSizeF size, double groundY)
{
    for (int i = 0; i < 9; ++i) {
        const double x = dice.unit() * size.width();
        const double h = dice.between(0.07, 0.15) * size.height();
        const double foot = groundY + dice.between(-0.01, 0.05) * size.height();
        painter.setBrush(QColor::fromRgb(QRgb(mood.near)).darker(int(dice.between(105, 150))));
        for (int layer = 0; layer < 3; ++layer) {
            const double top = foot - h + layer * h * 0.25;
            const double half = h * (0.13 + 0.07 * layer);
            painter.drawPolygon(
                QPolygonF(QList<QPointF>{{x, top}, {x + half, top + h * 0.42}, {x - half, top + h * 0.42}}));
        }
    }
}

void paintWater(QPainter &painter, Dice &dice, const Mood &mood, QSizeF size, double shore, QPointF sun)
{
    QLinearGradient water(0, shore, 0, size.height());
    water.setColorAt(0, mixed(QColor::fromRgb(QRgb(mood.skyLow)), QColor::fromRgb(QRgb(mood.far)), 0.35));
    water.setColorAt(1, QColor::fromRgb(QRgb(mood.skyTop)).darker(140));
    painter.fillRect(QRectF(0, shore, size.width(), size.height() - shore), water);
    for (int i = 0; i < 46; ++i) {
        const double depth = dice.unit();
        const double y = shore + depth * (size.height() - shore);
        const double half = size.width() * (0.01 + 0.05 * depth) * dice.between(0.5, 1.4);
        const double x = sun.x() + dice.between(-1, 1) * size.width() * (0.05 + 0.16 * depth);
        QColor light = QColor::fromRgb(QRgb(mood.sun));
        light.setAlpha(40 + dice.below(90));
        painter.setBrush(light);
        painter.drawEllipse(QPointF(x, y), half, size.height() * 0.0022);
    }
}

} // namespace

QImage drawLandscape(const QString &prompt, QSize pixels, quint64 variation)
{
    Dice dice(prompt.simplified(), variation);
    const Mood mood = dice.pick(moods);
    const QSizeF size(pixels);
    QImage image(pixels, QImage::Format_RGB32);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const QPointF sun(dice.between(0.2, 0.8) * size.width(), dice.between(0.18, 0.42) * size.height());
    paintSky(painter, dice, mood, size, sun, dice.between(0.04, 0.075) * std::min(size.width(), size.height()));
    constexpr int ridges = 4;
    for (int i = 0; i < ridges; ++i) {
        const double depth = double(i) / (ridges - 1);
        const QColor haze =
            mixed(QColor::fromRgb(QRgb(mood.skyLow)), QColor::fromRgb(QRgb(mood.far)), 0.35 + 0.3 * depth);
        const QColor colour = mixed(haze, QColor::fromRgb(QRgb(mood.near)), depth * depth);
        const QPainterPath path =
            ridge(dice, size, (0.5 + 0.12 * i) * size.height(), (0.13 - 0.02 * i) * size.height());
        QLinearGradient shade(0, 0.35 * size.height(), 0, size.height());
        shade.setColorAt(0, colour.lighter(110));
        shade.setColorAt(1, colour.darker(118));
        painter.fillPath(path, shade);
    }
    const double shore = 0.86 * size.height();
    if (dice.chance(0.55))
        paintWater(painter, dice, mood, size, shore, sun);
    else
        paintTrees(painter, dice, mood, size, shore);
    const double line = 0.055 * std::min(size.width(), size.height());
    paintCaption(painter, prompt, QRectF(size.width() * 0.03, size.height() - line * 1.6, size.width() * 0.94, line));
    return image;
}

} // namespace fornada::sandbox
