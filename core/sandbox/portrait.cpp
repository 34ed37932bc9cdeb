#include "sandbox/dice.h"
#include "sandbox/picture.h"
#include "sandbox/portrait_look.h"

#include <QRegularExpression>

#include <cmath>

namespace fornada::sandbox {

namespace {

constexpr double canvas = 512;

QColor faded(QColor colour, double alpha)
{
    colour.setAlphaF(float(alpha));
    return colour;
}

void paintBackdrop(QPainter &painter, const Look &look, const QRectF &area)
{
    QRadialGradient glow(faceX, 200, std::max(area.width(), area.height()) * 0.72);
    glow.setColorAt(0, look.backdropInner);
    glow.setColorAt(0.45, look.backdropInner.darker(104));
    glow.setColorAt(1, look.backdropOuter);
    painter.fillRect(area, glow);
    QRadialGradient halo(faceX, 205, 190);
    halo.setColorAt(0, QColor(255, 255, 255, 120));
    halo.setColorAt(1, QColor(255, 255, 255, 0));
    painter.fillRect(area, halo);
}

void paintNeck(QPainter &painter, const Look &look)
{
    QPainterPath neck;
    neck.moveTo(222, 270);
    neck.cubicTo(224, 330, 222, 352, 196, 372);
    neck.cubicTo(214, 490, 298, 490, 316, 372); // down to the lowest neckline
    neck.cubicTo(290, 352, 288, 330, 290, 270);
    QLinearGradient shade(0, 300, 0, 385);
    shade.setColorAt(0, look.skin.darker(132));
    shade.setColorAt(0.55, look.skin.darker(112));
    shade.setColorAt(1, look.skin.darker(106));
    painter.fillPath(neck, shade);
}

void paintHead(QPainter &painter, const Look &look)
{
    for (const double side : {-1.0, 1.0}) {
        const QPointF ear(faceX + side * (look.faceWidth + 2), 222);
        painter.setBrush(look.skin.darker(108));
        painter.drawEllipse(ear, 12, 20);
        painter.setBrush(look.skin.darker(122));
        painter.drawEllipse(ear + QPointF(side * 1.5, 1), 6, 12);
    }
    QRadialGradient light(faceX - 22, 190, 160);
    light.setColorAt(0, look.skin.lighter(107));
    light.setColorAt(0.55, look.skin);
    light.setColorAt(1, look.skin.darker(122));
    painter.fillPath(headShape(look), light);
    for (const double side : {-1.0, 1.0}) {
        QRadialGradient blush(faceX + side * 44, 256, 26);
        blush.setColorAt(0, QColor(220, 90, 80, 44));
        blush.setColorAt(1, QColor(220, 90, 80, 0));
        painter.setBrush(blush);
        painter.drawEllipse(QPointF(faceX + side * 44, 256), 26, 20);
    }
    if (!look.hasFreckles)
        return;
    painter.setBrush(faded(look.skin.darker(150), 0.45));
    Dice dots(look.skin.name());
    for (int i = 0; i < 22; ++i)
        painter.drawEllipse(QPointF(faceX + dots.between(-48, 48), 248 + dots.between(-12, 14)), 1.3, 1.2);
}

void paintEye(QPainter &painter, const Look &look, double side)
{
    const QPointF centre(faceX + side * look.eyeGap, eyeY);
    const double w = 15.5 * look.eyeSize;
    const double h = 8.2 * look.eyeSize;
    QPainterPath almond;
    almond.moveTo(centre.x() - w, centre.y() + 1);
    almond.cubicTo(centre.x() - w * 0.5, centre.y() - h * 1.25, centre.x() + w * 0.5, centre.y() - h * 1.25,
                   centre.x() + w, centre.y() + 0.5);
    almond.cubicTo(centre.x() + w * 0.5, centre.y() + h, centre.x() - w * 0.5, centre.y() + h, centre.x() - w,
                   centre.y() + 1);
    painter.setBrush(faded(look.skin.darker(135), 0.35)); // the socket
    painter.drawEllipse(centre - QPointF(0, 2), w * 1.25, h * 1.7);
    painter.fillPath(almond, QColor(0xfb, 0xf8, 0xf5));
    painter.save();
    painter.setClipPath(almond);
    const QPointF pupil = centre - QPointF(0, 0.6);
    QRadialGradient iris(pupil, 7.8 * look.eyeSize);
    iris.setColorAt(0, look.iris.lighter(150));
    iris.setColorAt(0.75, look.iris);
    iris.setColorAt(1, look.iris.darker(190));
    painter.setBrush(iris);
    painter.drawEllipse(pupil, 7.6 * look.eyeSize, 7.6 * look.eyeSize);
    painter.setBrush(QColor(0x12, 0x0e, 0x0c));
    painter.drawEllipse(pupil, 3.5, 3.5);
    painter.setBrush(QColor(255, 255, 255, 230));
    painter.drawEllipse(pupil + QPointF(-2.6, -2.8), 2.0, 2.0);
    painter.restore();
    QPainterPath lid;
    lid.moveTo(centre.x() - w - 0.5, centre.y() + 1);
    lid.cubicTo(centre.x() - w * 0.5, centre.y() - h * 1.3, centre.x() + w * 0.5, centre.y() - h * 1.3,
                centre.x() + w + (look.hasLongLashes && side > 0 ? 4.0 : 0.5),
                centre.y() - (look.hasLongLashes && side > 0 ? 3.0 : 0.0));
    painter.strokePath(lid,
                       QPen(QColor(0x2a, 0x1c, 0x18), look.hasLongLashes ? 3.2 : 2.2, Qt::SolidLine, Qt::RoundCap));
    if (look.hasLongLashes && side < 0)
        painter.strokePath(
            [&] {
                QPainterPath wing(QPointF(centre.x() - w, centre.y() + 1));
                wing.lineTo(centre.x() - w - 4, centre.y() - 3);
                return wing;
            }(),
            QPen(QColor(0x2a, 0x1c, 0x18), 2.6, Qt::SolidLine, Qt::RoundCap));
}

void paintBrow(QPainter &painter, const Look &look, double side)
{
    const double y = eyeY - look.browHeight;
    const auto at = [side](double x, double dy) { return QPointF(faceX + side * x, dy); };
    QPainterPath brow(at(look.eyeGap - 16, y + 4));
    brow.cubicTo(at(look.eyeGap - 4, y - look.browWeight), at(look.eyeGap + 9, y - look.browWeight - 1),
                 at(look.eyeGap + 21, y + 4));
    brow.cubicTo(at(look.eyeGap + 9, y - 1), at(look.eyeGap - 4, y + 1),
                 at(look.eyeGap - 16, y + 4 + look.browWeight * 0.6));
    brow.closeSubpath();
    const QColor colour = look.hair.lightness() > 150 ? look.hair.darker(150) : look.hair.darker(115);
    painter.fillPath(brow, faded(colour, 0.92));
}

void paintNoseAndMouth(QPainter &painter, const Look &look)
{
    const double tip = eyeY + look.noseLength + 12;
    QPainterPath side(QPointF(faceX + 7, eyeY + 4));
    side.cubicTo(faceX + 5, eyeY + 20, faceX + look.noseWidth + 3, tip - 12, faceX + look.noseWidth, tip);
    side.cubicTo(faceX + look.noseWidth * 0.5, tip + 7, faceX - look.noseWidth * 0.5, tip + 7, faceX - look.noseWidth,
                 tip);
    painter.strokePath(side, QPen(faded(look.skin.darker(150), 0.55), 2.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    QRadialGradient shine(faceX - 2, tip - 8, 12);
    shine.setColorAt(0, QColor(255, 255, 255, 60));
    shine.setColorAt(1, QColor(255, 255, 255, 0));
    painter.setBrush(shine);
    painter.drawEllipse(QPointF(faceX - 2, tip - 8), 9, 12);

    const double y = tip + 25;
    const double w = look.mouthWidth;
    const double s = look.smile;
    QPainterPath upper(QPointF(faceX - w, y - s * 0.4));
    upper.cubicTo(faceX - w * 0.5, y - 6, faceX - 6, y - 8, faceX, y - 5);
    upper.cubicTo(faceX + 6, y - 8, faceX + w * 0.5, y - 6, faceX + w, y - s * 0.4);
    upper.cubicTo(faceX + w * 0.4, y + s * 0.55, faceX - w * 0.4, y + s * 0.55, faceX - w, y - s * 0.4);
    QPainterPath lower(QPointF(faceX - w, y - s * 0.4));
    lower.cubicTo(faceX - w * 0.5, y + s * 0.5, faceX + w * 0.5, y + s * 0.5, faceX + w, y - s * 0.4);
    lower.cubicTo(faceX + w * 0.55, y + s + 7, faceX - w * 0.55, y + s + 7, faceX - w, y - s * 0.4);
    painter.fillPath(lower, look.lips.lighter(108));
    painter.fillPath(upper, look.lips.darker(108));
    QPainterPath line(QPointF(faceX - w - 2, y - s * 0.4 - 1));
    line.cubicTo(faceX - w * 0.4, y + s * 0.55, faceX + w * 0.4, y + s * 0.55, faceX + w + 2, y - s * 0.4 - 1);
    painter.strokePath(line, QPen(faded(look.lips.darker(190), 0.8), 1.9, Qt::SolidLine, Qt::RoundCap));
}

void paintGlasses(QPainter &painter, const Look &look)
{
    const QPen frame(QColor(0x2b, 0x26, 0x26), 4, Qt::SolidLine, Qt::RoundCap);
    for (const double side : {-1.0, 1.0}) {
        const double x = faceX + side * look.eyeGap;
        QPainterPath lens;
        lens.addRoundedRect(QRectF(x - 24, eyeY - 18, 48, 38), 15, 15);
        painter.fillPath(lens, QColor(255, 255, 255, 34));
        painter.strokePath(lens, frame);
        QPainterPath temple(QPointF(x + side * 24, eyeY - 6));
        temple.lineTo(faceX + side * (look.faceWidth + 3), eyeY - 9);
        painter.strokePath(temple, frame);
    }
    QPainterPath bridge(QPointF(faceX - look.eyeGap + 24, eyeY - 3));
    bridge.quadTo(faceX, eyeY - 10, faceX + look.eyeGap - 24, eyeY - 3);
    painter.strokePath(bridge, frame);
}

} // namespace

QPainterPath headShape(const Look &look)
{
    const double w = look.faceWidth;
    const double jaw = 26 + look.jaw * 22;
    QPainterPath head(QPointF(faceX, headTop));
    head.cubicTo(faceX + w * 0.72, headTop, faceX + w + 1, 152, faceX + w, 212);
    head.cubicTo(faceX + w - 1, 262, faceX + jaw + 12, 300, faceX + jaw * 0.62, chinY - 7);
    head.cubicTo(faceX + jaw * 0.35, chinY, faceX - jaw * 0.35, chinY, faceX - jaw * 0.62, chinY - 7);
    head.cubicTo(faceX - jaw - 12, 300, faceX - w + 1, 262, faceX - w, 212);
    head.cubicTo(faceX - w - 1, 152, faceX - w * 0.72, headTop, faceX, headTop);
    return head;
}

QImage drawPortrait(const QString &name, QSize size, quint64 variation)
{
    const Look look = lookOf(name, variation);
    QImage image(size, QImage::Format_RGB32);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    // The person keeps their proportions; a wide or tall picture only shows more backdrop, shoulders at the bottom.
    const double scale = std::min(size.width(), size.height()) / canvas;
    painter.translate((size.width() - canvas * scale) / 2, size.height() - canvas * scale);
    painter.scale(scale, scale);
    painter.translate(faceX, canvas);
    painter.scale(1.09, 1.09);
    painter.translate(-faceX, -canvas);
    paintBackdrop(painter, look, painter.transform().inverted().mapRect(QRectF(QPointF(0, 0), QSizeF(size))));
    paintHairBehind(painter, look);
    paintNeck(painter, look);
    paintClothes(painter, look);
    paintHead(painter, look);
    for (const double side : {-1.0, 1.0}) {
        paintEye(painter, look, side);
        paintBrow(painter, look, side);
    }
    paintNoseAndMouth(painter, look);
    paintBeard(painter, look);
    paintHair(painter, look);
    if (look.hasGlasses)
        paintGlasses(painter, look);
    if (look.hasEarrings)
        for (const double side : {-1.0, 1.0}) {
            painter.setBrush(QColor(0xe0, 0xb9, 0x5c));
            painter.drawEllipse(QPointF(faceX + side * (look.faceWidth + 5), 248), 4.5, 4.5);
        }
    return image;
}

QString personIn(const QString &prompt)
{
    static const QRegularExpression named(
        QStringLiteral("\\b(?:portrait|headshot|avatar|retrato|head ?shot|profile (?:photo|picture))\\s+"
                       "(?:photo(?:graph)?\\s+)?(?:of|for|de|del|da|do)\\s+([^,.;:\\n(]{2,80})"),
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
    if (const auto match = named.match(prompt); match.hasMatch())
        return match.captured(1).simplified();
    static const QRegularExpression about(
        QStringLiteral("\\b(?:portrait|headshot|avatar|retrato|head and shoulders)\\b"),
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
    return about.match(prompt).hasMatch() ? prompt.simplified() : QString();
}

QImage drawPicture(const QString &prompt, QSize size, quint64 variation)
{
    const QString person = personIn(prompt);
    return person.isEmpty() ? drawLandscape(prompt, size, variation) : drawPortrait(person, size, variation);
}

} // namespace fornada::sandbox
