#include "sandbox/dice.h"
#include "sandbox/picture.h"

#include <QPainter>
#include <QPainterPath>

#include <array>

namespace fornada::sandbox {

namespace {

struct Style {
    int sofa, cushion, wood, rug, plant;
};
constexpr std::array styles{
    Style{0x8a9299, 0xd9a441, 0x8a5a36, 0xe7e0d4, 0x4f7a4c}, Style{0x3f5d73, 0xe8c9a0, 0x5f4330, 0xd5dce2, 0x5d8a5a},
    Style{0xcbb8a0, 0x7d8f69, 0xa9794d, 0xf1ebe0, 0x3f6b46}, Style{0x6b4f4f, 0xe0b1a0, 0x3f2f2a, 0xcfc3b8, 0x6f8f5a},
    Style{0x4d6a5a, 0xf0e4d0, 0xb58a5a, 0xe3dccb, 0x35603f}};

QColor rgb(int colour)
{
    return QColor::fromRgb(QRgb(colour));
}

// Everything below is drawn in a room that is 100 wide and 60 high; the floor line is at 44.
void paintRug(QPainter &painter, const Style &style)
{
    painter.setBrush(rgb(style.rug));
    painter.drawEllipse(QPointF(50, 52.5), 31, 5.2);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(rgb(style.rug).darker(122), 0.5));
    painter.drawEllipse(QPointF(50, 52.5), 28.5, 4.5);
    painter.setPen(Qt::NoPen);
}

void paintSofa(QPainter &painter, const Style &style)
{
    const QColor sofa = rgb(style.sofa);
    painter.setBrush(QColor(0, 0, 0, 50));
    painter.drawEllipse(QPointF(50, 50), 26, 2.2);
    painter.setBrush(rgb(style.wood));
    for (const double x : {30.0, 68.0})
        painter.drawRoundedRect(QRectF(x, 47.5, 2, 3), 0.6, 0.6);
    QLinearGradient back(0, 32, 0, 46);
    back.setColorAt(0, sofa.lighter(112));
    back.setColorAt(1, sofa.darker(110));
    painter.setBrush(back);
    painter.drawRoundedRect(QRectF(28, 32, 44, 14), 3, 3);
    painter.setBrush(sofa.lighter(106));
    painter.drawRoundedRect(QRectF(30, 40.5, 20, 6), 1.6, 1.6);
    painter.drawRoundedRect(QRectF(50, 40.5, 20, 6), 1.6, 1.6);
    painter.setBrush(sofa.darker(112));
    painter.drawRoundedRect(QRectF(25.5, 37, 6, 11.5), 2.4, 2.4);
    painter.drawRoundedRect(QRectF(68.5, 37, 6, 11.5), 2.4, 2.4);
    painter.drawRoundedRect(QRectF(30, 45.5, 40, 3), 1, 1);
    for (const double x : {35.0, 63.0}) {
        painter.save();
        painter.translate(x, 38);
        painter.rotate(x < 50 ? -12 : 12);
        painter.setBrush(rgb(style.cushion).darker(x < 50 ? 100 : 112));
        painter.drawRoundedRect(QRectF(-3.4, -3.4, 6.8, 6.8), 1.6, 1.6);
        painter.restore();
    }
}

void paintTable(QPainter &painter, const Style &style)
{
    const QColor wood = rgb(style.wood);
    painter.setBrush(wood.darker(120));
    for (const double x : {42.0, 56.5})
        painter.drawRect(QRectF(x, 53, 1.3, 4.4));
    painter.setBrush(wood.lighter(112));
    painter.drawEllipse(QPointF(50, 53), 11, 2.1);
    painter.setBrush(QColor(0xf4, 0xf1, 0xea));
    painter.drawRoundedRect(QRectF(46, 50.6, 5.4, 1.2), 0.4, 0.4);
    painter.setBrush(rgb(style.cushion));
    painter.drawRoundedRect(QRectF(53, 49.3, 2.2, 3), 0.8, 0.8);
}

void paintLamp(QPainter &painter, const Style &style, double x)
{
    QRadialGradient glow(x, 25, 17);
    glow.setColorAt(0, QColor(255, 226, 160, 150));
    glow.setColorAt(1, QColor(255, 226, 160, 0));
    painter.setBrush(glow);
    painter.drawEllipse(QPointF(x, 25), 17, 17);
    painter.setBrush(rgb(style.wood).darker(130));
    painter.drawRect(QRectF(x - 0.35, 26, 0.7, 22));
    painter.drawEllipse(QPointF(x, 48.2), 3, 0.8);
    QPainterPath shade(QPointF(x - 2.6, 20));
    shade.lineTo(x + 2.6, 20);
    shade.lineTo(x + 4.6, 27.5);
    shade.lineTo(x - 4.6, 27.5);
    shade.closeSubpath();
    painter.fillPath(shade, QColor(0xfb, 0xe7, 0xbd));
}

void paintPlant(QPainter &painter, Dice &dice, const Style &style, double x)
{
    for (int i = 0; i < 9; ++i) {
        const double lean = -52 + i * 13 + dice.between(-4, 4);
        painter.save();
        painter.translate(x, 43);
        painter.rotate(lean);
        QPainterPath leaf(QPointF(0, 0));
        const double length = dice.between(11, 17);
        leaf.cubicTo(-2.6, -length * 0.4, -1.6, -length * 0.8, 0, -length);
        leaf.cubicTo(1.6, -length * 0.8, 2.6, -length * 0.4, 0, 0);
        painter.fillPath(leaf, rgb(style.plant).lighter(int(dice.between(85, 125))));
        painter.restore();
    }
    QPainterPath pot(QPointF(x - 3.6, 42.5));
    pot.lineTo(x + 3.6, 42.5);
    pot.lineTo(x + 2.7, 49.5);
    pot.lineTo(x - 2.7, 49.5);
    pot.closeSubpath();
    painter.fillPath(pot, QColor(0xd8, 0xcf, 0xc2));
}

void paintFrames(QPainter &painter, Dice &dice, const Style &style)
{
    for (int i = 0; i < 3; ++i) {
        const QRectF frame(37.5 + i * 9, 14 + dice.between(-0.8, 0.8), 7, 9);
        painter.setBrush(rgb(style.wood).darker(112));
        painter.drawRect(frame);
        painter.setBrush(QColor(0xf7, 0xf4, 0xee));
        painter.drawRect(frame.adjusted(0.5, 0.5, -0.5, -0.5));
        painter.setBrush(i == 1 ? rgb(style.plant) : rgb(style.cushion));
        painter.drawEllipse(frame.center() + QPointF(0, dice.between(-1, 1)), 1.6, 1.9);
    }
}

} // namespace

// A warm light over the room as it was sent, and furniture in front of it.
QImage staged(const QImage &room, const QString &prompt, quint64 variation)
{
    Dice dice(prompt.simplified(), variation);
    const Style style = dice.pick(styles);
    QImage result = room.convertToFormat(QImage::Format_RGB32);
    QPainter painter(&result);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const QSizeF size(result.size());
    QLinearGradient warmth(0, 0, 0, size.height());
    warmth.setColorAt(0, QColor(255, 214, 150, 34));
    warmth.setColorAt(1, QColor(214, 140, 70, 52));
    painter.fillRect(QRectF(QPointF(0, 0), size), warmth);
    const double scale = std::min(size.width() / 100, size.height() / 60);
    painter.translate((size.width() - 100 * scale) / 2, size.height() - 60 * scale);
    painter.scale(scale, scale);
    const bool isMirrored = dice.chance(0.5);
    paintFrames(painter, dice, style);
    paintLamp(painter, style, isMirrored ? 84 : 16);
    paintPlant(painter, dice, style, isMirrored ? 15 : 86);
    paintRug(painter, style);
    paintSofa(painter, style);
    paintTable(painter, style);
    return result;
}

QImage emptyRoom(const QString &name, QSize size)
{
    static constexpr std::array walls{0xe8e2d8, 0xdde3e4, 0xece4da, 0xe2e6dc, 0xe9e3e6};
    static constexpr std::array floors{0xb89a78, 0xa27f5a, 0x8c6f52, 0xc4ab8b};
    Dice dice(name);
    QImage image(size, QImage::Format_RGB32);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.scale(size.width() / 100.0, size.height() / 60.0);
    const QColor wall = rgb(dice.pick(walls));
    QLinearGradient light(0, 0, 100, 44);
    light.setColorAt(0, wall.lighter(106));
    light.setColorAt(1, wall.darker(108));
    painter.fillRect(QRectF(0, 0, 100, 44), light);
    const QColor wood = rgb(dice.pick(floors));
    painter.fillRect(QRectF(0, 44, 100, 16), wood);
    painter.setPen(QPen(wood.darker(116), 0.25));
    for (int i = -14; i <= 14; ++i) // boards run towards a point behind the wall
        painter.drawLine(QPointF(50 + i * 5, 44), QPointF(50 + i * 11, 60));
    painter.setPen(Qt::NoPen);
    painter.fillRect(QRectF(0, 43, 100, 1.4), QColor(0xf8, 0xf6, 0xf2));
    const QRectF window(dice.chance(0.5) ? 7 : 67, 8, 26, 22);
    painter.fillRect(window.adjusted(-1, -1, 1, 1), QColor(0xfb, 0xfa, 0xf7));
    painter.drawImage(window, drawLandscape(name, QSize(260, 220), 0), QRectF(0, 0, 260, 200));
    painter.fillRect(QRectF(window.center().x() - 0.4, window.top(), 0.8, window.height()), QColor(0xfb, 0xfa, 0xf7));
    painter.fillRect(QRectF(window.left() - 2, window.bottom() + 1, window.width() + 4, 1.2), QColor(0xf1, 0xee, 0xe8));
    return image;
}

} // namespace fornada::sandbox
