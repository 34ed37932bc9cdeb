#include "sandbox/studio.h"

#include <QRegularExpression>

#include <algorithm>
#include <cmath>

namespace fornada::sandbox {

namespace {

constexpr int defaultSide = 512;
constexpr int charactersPerToken = 4;

int toSixteen(double side)
{
    return std::max(16, int(std::lround(side / 16)) * 16);
}

} // namespace

QSize pictureSize(const QString &aspectRatio, const QString &imageSize)
{
    int side = defaultSide;
    if (imageSize == QLatin1String("1K"))
        side = 1024;
    else if (imageSize == QLatin1String("2K"))
        side = 2048;
    else if (imageSize == QLatin1String("4K"))
        side = 4096;
    const double across = aspectRatio.section(QLatin1Char(':'), 0, 0).toDouble();
    const double down = aspectRatio.section(QLatin1Char(':'), 1, 1).toDouble();
    if (across <= 0 || down <= 0)
        return {side, side};
    const double ratio = std::sqrt(std::clamp(across / down, 0.125, 8.0));
    return {toSixteen(side * ratio), toSixteen(side / ratio)};
}

QSize pictureSize(const QString &widthByHeight)
{
    static const QRegularExpression form(QStringLiteral("^(\\d{2,4})x(\\d{2,4})$"));
    const auto match = form.match(widthByHeight);
    if (!match.hasMatch())
        return {defaultSide, defaultSide};
    return {std::clamp(match.captured(1).toInt(), 64, 4096), std::clamp(match.captured(2).toInt(), 64, 4096)};
}

int pictureTokens(QSize size)
{
    const int side = int(std::lround(std::sqrt(double(size.width()) * size.height())));
    return side <= 600 ? 750 : side <= 1200 ? 1120 : side <= 2400 ? 1680 : 2520;
}

int textTokens(const QString &text)
{
    return std::max(1, int(text.size()) / charactersPerToken);
}

bool cutToTokens(QString &text, int limit)
{
    if (limit <= 0 || text.size() <= qsizetype(limit) * charactersPerToken)
        return false;
    text.truncate(qsizetype(limit) * charactersPerToken);
    return true;
}

} // namespace fornada::sandbox
