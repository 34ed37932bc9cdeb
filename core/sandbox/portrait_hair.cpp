#include "sandbox/dice.h"
#include "sandbox/portrait_look.h"

#include <cmath>
#include <numbers>

namespace fornada::sandbox {

namespace {

QLinearGradient hairShade(const Look &look, double top, double bottom)
{
    QLinearGradient shade(faceX - 60, top, faceX + 40, bottom);
    shade.setColorAt(0, look.hair.lighter(132));
    shade.setColorAt(0.4, look.hair);
    shade.setColorAt(1, look.hair.darker(135));
    return shade;
}

// The hair on the skull: an outline volume above it, and a hairline that falls from the parting at partX to the
// temples.
QPainterPath cap(const Look &look, double volume, double partX, double lineY, double templeY)
{
    const double w = look.faceWidth + 4;
    const double top = headTop - volume;
    QPainterPath path(QPointF(faceX - w, templeY));
    path.cubicTo(faceX - w - volume * 0.55, 150, faceX - w * 0.8 - volume * 0.2, top, faceX, top);
    path.cubicTo(faceX + w * 0.8 + volume * 0.2, top, faceX + w + volume * 0.55, 150, faceX + w, templeY);
    path.cubicTo(faceX + w - 8, templeY - 22, faceX + w - 12, lineY + 14, partX + 30, lineY);
    path.quadTo(partX + 8, lineY - 6, partX, lineY - 8);
    path.quadTo(partX - 8, lineY - 6, partX - 30, lineY);
    path.cubicTo(faceX - w + 12, lineY + 14, faceX - w + 8, templeY - 22, faceX - w, templeY);
    return path;
}

void strands(QPainter &painter, const Look &look, const QPainterPath &inside, double partX)
{
    painter.save();
    painter.setClipPath(inside);
    QColor light = look.hair.lighter(150);
    light.setAlpha(60);
    for (int i = -6; i <= 6; ++i) {
        QPainterPath strand(QPointF(partX + i * 4, headTop - 34));
        strand.cubicTo(partX + i * 12, headTop, faceX + i * 16, 150, faceX + i * 17, 240);
        painter.strokePath(strand, QPen(light, 1.6));
    }
    painter.restore();
}

void puffs(QPainter &painter, const Look &look, double radius, double size, double fromDegrees, double toDegrees)
{
    Dice dice(look.hair.name() + look.skin.name());
    for (int ring = 0; ring < 2; ++ring) {
        const int count = ring == 0 ? 15 : 12;
        for (int i = 0; i < count; ++i) {
            const double angle = (fromDegrees + (toDegrees - fromDegrees) * i / (count - 1)) * std::numbers::pi / 180.0;
            const double r = radius - ring * size * 0.75 + dice.between(-2, 2);
            const QPointF at(faceX + std::cos(angle) * r, 186 - std::sin(angle) * r * 0.98);
            const double s = size * dice.between(0.9, 1.12);
            QRadialGradient ball(at - QPointF(s * 0.3, s * 0.35), s * 1.3);
            ball.setColorAt(0, look.hair.lighter(135));
            ball.setColorAt(0.6, look.hair);
            ball.setColorAt(1, look.hair.darker(125));
            painter.setBrush(ball);
            painter.drawEllipse(at, s, s);
        }
    }
}

// Hair that falls behind the shoulders; wave bends its edges.
QPainterPath curtain(const Look &look, double bottom, double spread, double wave)
{
    const double w = look.faceWidth + 16;
    QPainterPath path(QPointF(faceX, headTop - 24));
    path.cubicTo(faceX + w * 0.95, headTop - 24, faceX + w + 10, 160, faceX + w + 4, 230);
    path.cubicTo(faceX + w + 4 + wave, 270, faceX + w - wave + spread, bottom - 60, faceX + w + spread, bottom);
    path.quadTo(faceX, bottom + 26, faceX - w - spread, bottom);
    path.cubicTo(faceX - w + wave - spread, bottom - 60, faceX - w - 4 - wave, 270, faceX - w - 4, 230);
    path.cubicTo(faceX - w - 10, 160, faceX - w * 0.95, headTop - 24, faceX, headTop - 24);
    return path;
}

// Two locks that frame the face.
void locks(QPainter &painter, const Look &look, double bottom, double partX)
{
    for (const double side : {-1.0, 1.0}) {
        const auto at = [side](double x, double y) { return QPointF(faceX + side * x, y); };
        const double w = look.faceWidth;
        const double part = side * (partX - faceX);
        QPainterPath lock(at(part, headTop - 22));
        lock.cubicTo(at(w * 0.8, headTop - 24), at(w + 18, 150), at(w + 15, 225));
        lock.cubicTo(at(w + 14, 262), at(w + 18, bottom - 30), at(w + 10, bottom));
        lock.cubicTo(at(w + 2, bottom - 30), at(w - 2, 262), at(w - 3, 216));
        lock.cubicTo(at(w - 8, 178), at(w * 0.55, 150), at(part, 136));
        lock.closeSubpath();
        painter.fillPath(lock, hairShade(look, headTop - 20, bottom));
        strands(painter, look, lock, partX);
    }
}

void paintCap(QPainter &painter, const Look &look, double volume, double partX, double lineY, double templeY)
{
    const QPainterPath path = cap(look, volume, partX, lineY, templeY);
    painter.fillPath(path, hairShade(look, headTop - volume, 220));
    strands(painter, look, path, partX);
}

} // namespace

void paintHairBehind(QPainter &painter, const Look &look)
{
    switch (look.style) {
    case HairStyle::Long:
        painter.fillPath(curtain(look, 430, 6, 2), hairShade(look, 90, 430));
        break;
    case HairStyle::Wavy:
        painter.fillPath(curtain(look, 415, 16, 24), hairShade(look, 90, 415));
        break;
    case HairStyle::Bob:
        painter.fillPath(curtain(look, 318, 2, 10), hairShade(look, 90, 318));
        break;
    case HairStyle::Bun:
        painter.setBrush(hairShade(look, 50, 120));
        painter.drawEllipse(QPointF(faceX, 88), 37, 34);
        break;
    case HairStyle::Ponytail: {
        QPainterPath tail(QPointF(faceX + 40, 120));
        tail.cubicTo(faceX + 150, 110, faceX + 140, 260, faceX + 112, 372);
        tail.cubicTo(faceX + 96, 330, faceX + 84, 240, faceX + 50, 200);
        painter.fillPath(tail, hairShade(look, 100, 372));
        break;
    }
    case HairStyle::Afro:
        painter.setBrush(hairShade(look, 40, 260));
        painter.drawEllipse(QPointF(faceX, 176), look.faceWidth + 44, 118);
        puffs(painter, look, look.faceWidth + 40, 17, -25, 205);
        break;
    case HairStyle::Curly:
        puffs(painter, look, look.faceWidth + 13, 17, -12, 192);
        break;
    default:
        break;
    }
}

void paintHair(QPainter &painter, const Look &look)
{
    switch (look.style) {
    case HairStyle::Bald: {
        QRadialGradient shine(faceX - 20, 132, 34);
        shine.setColorAt(0, QColor(255, 255, 255, 80));
        shine.setColorAt(1, QColor(255, 255, 255, 0));
        painter.setBrush(shine);
        painter.drawEllipse(QPointF(faceX - 20, 134), 34, 18);
        break;
    }
    case HairStyle::Buzz:
        paintCap(painter, look, 7, faceX, 150, 196);
        break;
    case HairStyle::Short:
        paintCap(painter, look, 22, faceX + 14, 150, 208);
        break;
    case HairStyle::SidePart:
        paintCap(painter, look, 28, faceX - 34, 148, 212);
        break;
    case HairStyle::Quiff: {
        paintCap(painter, look, 20, faceX, 150, 206);
        QPainterPath quiff(QPointF(faceX - 62, 146));
        quiff.cubicTo(faceX - 70, 70, faceX + 30, 56, faceX + 66, 96);
        quiff.cubicTo(faceX + 74, 116, faceX + 66, 136, faceX + 56, 152);
        quiff.cubicTo(faceX + 30, 128, faceX - 20, 128, faceX - 62, 146);
        painter.fillPath(quiff, hairShade(look, 66, 160));
        strands(painter, look, quiff, faceX + 20);
        break;
    }
    case HairStyle::Curly:
        painter.fillPath(cap(look, 12, faceX, 146, 202), hairShade(look, 96, 210));
        puffs(painter, look, look.faceWidth - 4, 15, 28, 152);
        break;
    case HairStyle::Afro:
        painter.fillPath(cap(look, 16, faceX, 148, 200), hairShade(look, 90, 210));
        puffs(painter, look, look.faceWidth + 6, 15, 30, 150);
        break;
    case HairStyle::Bun:
    case HairStyle::Ponytail:
        paintCap(painter, look, 16, faceX, 142, 214);
        break;
    case HairStyle::Bob:
        locks(painter, look, 316, faceX - 18);
        break;
    case HairStyle::Long:
        locks(painter, look, 400, faceX);
        break;
    case HairStyle::Wavy:
        locks(painter, look, 372, faceX + 22);
        break;
    }
}

void paintBeard(QPainter &painter, const Look &look)
{
    if (look.beard == Beard::None)
        return;
    const double mouthY = eyeY + look.noseLength + 37;
    const double w = look.faceWidth;
    QPainterPath mouth;
    mouth.addEllipse(QPointF(faceX, mouthY + 1), look.mouthWidth + 3, 11);
    QPainterPath beard(QPointF(faceX - w, 222));
    beard.cubicTo(faceX - w + 8, 258, faceX - 44, mouthY - 26, faceX - 16, mouthY - 17);
    beard.quadTo(faceX, mouthY - 13, faceX + 16, mouthY - 17);
    beard.cubicTo(faceX + 44, mouthY - 26, faceX + w - 8, 258, faceX + w, 222);
    beard.lineTo(faceX + w + 4, 335);
    beard.lineTo(faceX - w - 4, 335);
    beard.closeSubpath();
    QPainterPath chin;
    chin.addEllipse(QPointF(faceX, mouthY + 16), look.mouthWidth + 9, 36);
    QPainterPath moustache(QPointF(faceX - look.mouthWidth - 6, mouthY - 1));
    moustache.cubicTo(faceX - 20, mouthY - 18, faceX - 8, mouthY - 17, faceX, mouthY - 13);
    moustache.cubicTo(faceX + 8, mouthY - 17, faceX + 20, mouthY - 18, faceX + look.mouthWidth + 6, mouthY - 1);
    moustache.cubicTo(faceX + 16, mouthY - 7, faceX - 16, mouthY - 7, faceX - look.mouthWidth - 6, mouthY - 1);

    QColor colour = look.hair.lightness() > 150 ? look.hair.darker(125) : look.hair;
    const QPainterPath head = headShape(look);
    switch (look.beard) {
    case Beard::None:
        break;
    case Beard::Stubble:
        colour.setAlpha(52);
        painter.fillPath(head.intersected(beard).subtracted(mouth), colour);
        break;
    case Beard::Moustache:
        painter.fillPath(moustache, colour);
        break;
    case Beard::Goatee:
        painter.fillPath(head.intersected(chin).subtracted(mouth), colour);
        painter.fillPath(moustache, colour);
        break;
    case Beard::Full:
        colour.setAlpha(235);
        painter.fillPath(head.intersected(beard).subtracted(mouth), colour);
        painter.fillPath(moustache, colour);
        break;
    }
}

} // namespace fornada::sandbox
