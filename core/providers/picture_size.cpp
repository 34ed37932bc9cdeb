#include "providers/picture_size.h"

#include "providers/wire.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace fornada {

namespace {

// How often the side of the largest listed one is doubled to make the one that is asked for. Nobody says what it costs
// then: not more than its share of the area.
int sidesBeyond(const QMap<QString, Money> &prices, const QString &asked)
{
    static const QStringList bySide{QStringLiteral("512"), QStringLiteral("1K"), QStringLiteral("2K"),
                                    QStringLiteral("4K")};
    qsizetype largest = -1;
    for (auto it = prices.keyBegin(); it != prices.keyEnd(); ++it)
        largest = std::max(largest, bySide.indexOf(*it));
    return largest < 0 ? 0 : int(std::max<qsizetype>(0, bySide.indexOf(asked) - largest));
}

// The surest first.
QStringList pictureNames(ProviderKind kind, const QJsonObject &parameters)
{
    if (kind == ProviderKind::Gemini || kind == ProviderKind::Sandbox)
        return {shapeOf(parameters).size};
    const QString size = textIn(parameters, QLatin1String("size"));
    const QString quality = textIn(parameters, QLatin1String("quality"));
    return {textIn(parameters, QLatin1String("imageSize")), size + u'/' + quality, size, quality};
}

} // namespace

PictureShape shapeOf(const QJsonObject &parameters)
{
    PictureShape shape{textIn(parameters, QLatin1String("aspectRatio")),
                       textIn(parameters, QLatin1String("imageSize"))};
    const QString size = textIn(parameters, QLatin1String("size"));
    const QStringList sides = size.toLower().split(QLatin1Char('x'));
    const double width = sides.value(0).toDouble();
    const double height = sides.value(1).toDouble();
    if (sides.size() != 2 || width <= 0 || height <= 0) {
        if (shape.size.isEmpty())
            shape.size = size.toUpper();
        return shape;
    }
    struct Ratio {
        QLatin1String name;
        double value;
    };
    static const std::array<Ratio, 10> ratios = {{{QLatin1String("1:1"), 1.0},
                                                  {QLatin1String("2:3"), 2.0 / 3},
                                                  {QLatin1String("3:2"), 3.0 / 2},
                                                  {QLatin1String("3:4"), 3.0 / 4},
                                                  {QLatin1String("4:3"), 4.0 / 3},
                                                  {QLatin1String("4:5"), 4.0 / 5},
                                                  {QLatin1String("5:4"), 5.0 / 4},
                                                  {QLatin1String("9:16"), 9.0 / 16},
                                                  {QLatin1String("16:9"), 16.0 / 9},
                                                  {QLatin1String("21:9"), 21.0 / 9}}};
    const Ratio *nearest = &ratios.front();
    for (const Ratio &ratio : ratios) {
        if (std::abs(std::log(width / height / ratio.value)) < std::abs(std::log(width / height / nearest->value)))
            nearest = &ratio;
    }
    const double longer = std::max(width, height);
    if (shape.ratio.isEmpty())
        shape.ratio = nearest->name;
    if (shape.size.isEmpty())
        shape.size = longer <= 512    ? QStringLiteral("512")
                     : longer <= 1024 ? QStringLiteral("1K")
                     : longer <= 2048 ? QStringLiteral("2K")
                                      : QStringLiteral("4K");
    return shape;
}

QString pictureAmong(const QMap<QString, Money> &prices, ProviderKind kind, const QJsonObject &parameters)
{
    for (const QString &name : pictureNames(kind, parameters))
        if (prices.contains(name))
            return name;
    return {};
}

std::optional<Money> pictureOf(const QMap<QString, Money> &prices, ProviderKind kind, const QJsonObject &parameters)
{
    if (prices.isEmpty())
        return std::nullopt;
    Money dearest = *std::max_element(prices.begin(), prices.end());
    for (int doublings = sidesBeyond(prices, shapeOf(parameters).size); doublings > 0; --doublings)
        dearest.micros *= 4;
    return prices.value(pictureAmong(prices, kind, parameters), dearest);
}

} // namespace fornada
