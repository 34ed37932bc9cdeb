#pragma once

#include "base/money.h"
#include "model/queue.h"

#include <QJsonObject>
#include <QMap>
#include <QString>

#include <optional>

namespace fornada {

// "16:9" and "1K" from what a step asks: aspectRatio and imageSize, or a size in pixels ("1024x768").
struct PictureShape {
    QString ratio;
    QString size;
};
PictureShape shapeOf(const QJsonObject &parameters);

// The size that Gemini draws when nothing is said.
constexpr QLatin1String kUsualSize("1K");

// Under which of these names a price table has the picture that is asked for: a size that Gemini knows ("512", "1K"),
// elsewhere the size and quality as they are asked ("1024x1024/low", "1024x1024", "low"). Empty: it is not among them.
QString pictureAmong(const QMap<QString, Money> &prices, ProviderKind kind, const QJsonObject &parameters);
// What it costs; the dearest of them when it is not among them, nothing when there are none.
std::optional<Money> pictureOf(const QMap<QString, Money> &prices, ProviderKind kind, const QJsonObject &parameters);

} // namespace fornada
