#include "sandbox/portrait_look.h"

namespace fornada::sandbox {

namespace {

QPainterPath shoulders(double neckline)
{
    QPainterPath path(QPointF(206, 366));
    path.cubicTo(170, 386, 108, 392, 82, 424);
    path.cubicTo(62, 450, 54, 490, 50, 560);
    path.lineTo(462, 560);
    path.cubicTo(458, 490, 450, 450, 430, 424);
    path.cubicTo(404, 392, 342, 386, 306, 366);
    path.cubicTo(290, 366 + neckline, 222, 366 + neckline, 206, 366);
    return path;
}

QLinearGradient clothShade(const QColor &cloth)
{
    QLinearGradient shade(90, 370, 430, 530);
    shade.setColorAt(0, cloth.lighter(118));
    shade.setColorAt(0.5, cloth);
    shade.setColorAt(1, cloth.darker(125));
    return shade;
}

QPainterPath polygon(std::initializer_list<QPointF> points)
{
    QPainterPath path;
    path.addPolygon(QPolygonF(QList<QPointF>(points)));
    path.closeSubpath();
    return path;
}

QPainterPath mirrored(const QPainterPath &path)
{
    return QTransform(-1, 0, 0, 1, 2 * faceX, 0).map(path);
}

void paintSuit(QPainter &painter, const Look &look)
{
    const QColor shirt(0xf4, 0xf3, 0xf0);
    painter.fillPath(polygon({{206, 366}, {256, 400}, {306, 366}, {318, 400}, {276, 520}, {236, 520}, {194, 400}}),
                     shirt);
    if (!look.hasLongLashes) {
        painter.fillPath(polygon({{246, 402}, {266, 402}, {271, 420}, {256, 430}, {241, 420}}),
                         look.accent.darker(115));
        painter.fillPath(polygon({{249, 424}, {263, 424}, {276, 520}, {236, 520}}), look.accent);
    }
    const QPainterPath collar = polygon({{206, 362}, {194, 374}, {226, 418}, {254, 398}});
    for (const QPainterPath &side : {collar, mirrored(collar)}) {
        painter.fillPath(side, shirt);
        painter.strokePath(side, QPen(QColor(0, 0, 0, 30), 1.2));
    }
    const QPainterPath lapel =
        polygon({{196, 372}, {172, 388}, {182, 432}, {170, 440}, {242, 520}, {246, 506}, {216, 430}});
    for (const QPainterPath &side : {lapel, mirrored(lapel)}) {
        painter.fillPath(side, look.cloth.darker(118));
        painter.strokePath(side, QPen(look.cloth.darker(150), 1.4));
    }
}

void paintShirt(QPainter &painter, const Look &look)
{
    const QPainterPath collar = polygon({{204, 360}, {190, 374}, {222, 422}, {256, 396}});
    for (const QPainterPath &side : {collar, mirrored(collar)}) {
        painter.fillPath(side, look.cloth.lighter(122));
        painter.strokePath(side, QPen(look.cloth.darker(140), 1.4));
    }
    painter.strokePath(polygon({{256, 400}, {256, 520}}), QPen(look.cloth.darker(135), 2));
    painter.setBrush(look.cloth.lighter(150));
    for (const double y : {436.0, 476.0})
        painter.drawEllipse(QPointF(262, y), 3.4, 3.4);
}

void paintCollarBand(QPainter &painter, const Look &look, double neckline, double width)
{
    QPainterPath band(QPointF(204, 365));
    band.cubicTo(222, 366 + neckline, 290, 366 + neckline, 308, 365);
    painter.strokePath(band, QPen(look.cloth.darker(122), width, Qt::SolidLine, Qt::RoundCap));
}

void paintTurtleneck(QPainter &painter, const Look &look)
{
    QPainterPath roll(QPointF(212, 332));
    roll.quadTo(256, 352, 300, 332);
    roll.cubicTo(306, 350, 308, 368, 316, 380);
    roll.quadTo(256, 412, 196, 380);
    roll.cubicTo(204, 368, 206, 350, 212, 332);
    QLinearGradient shade(0, 332, 0, 400);
    shade.setColorAt(0, look.cloth.lighter(112));
    shade.setColorAt(1, look.cloth.darker(122));
    painter.fillPath(roll, shade);
    QPainterPath fold(QPointF(206, 358));
    fold.quadTo(256, 380, 306, 358);
    painter.strokePath(fold, QPen(look.cloth.darker(135), 1.6));
}

void paintHoodie(QPainter &painter, const Look &look)
{
    QPainterPath hood(QPointF(200, 350));
    hood.cubicTo(160, 366, 158, 400, 196, 424);
    hood.cubicTo(226, 436, 240, 420, 256, 418);
    hood.cubicTo(236, 400, 214, 386, 200, 350);
    for (const QPainterPath &side : {hood, mirrored(hood)})
        painter.fillPath(side, look.cloth.darker(116));
    for (const double x : {238.0, 274.0}) {
        QPainterPath cord(QPointF(x, 416));
        cord.lineTo(x + (x < faceX ? -3 : 3), 470);
        painter.strokePath(cord, QPen(QColor(0xf0, 0xee, 0xea), 3.4, Qt::SolidLine, Qt::RoundCap));
    }
}

} // namespace

void paintClothes(QPainter &painter, const Look &look)
{
    const bool isOpen = look.clothes == Clothes::Blouse;
    const double neckline = isOpen ? 92 : look.clothes == Clothes::Crew ? 40 : 30;
    painter.fillPath(shoulders(neckline), clothShade(look.cloth));
    switch (look.clothes) {
    case Clothes::Suit:
        paintSuit(painter, look);
        break;
    case Clothes::Shirt:
        paintShirt(painter, look);
        break;
    case Clothes::Crew:
        paintCollarBand(painter, look, 40, 8);
        break;
    case Clothes::Turtleneck:
        paintTurtleneck(painter, look);
        break;
    case Clothes::Blouse:
        paintCollarBand(painter, look, 92, 4);
        break;
    case Clothes::Hoodie:
        paintHoodie(painter, look);
        break;
    }
}

} // namespace fornada::sandbox
