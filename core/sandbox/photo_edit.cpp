#include "sandbox/picture.h"

#include <QBuffer>
#include <QImageReader>
#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace fornada::sandbox {

namespace {

constexpr int longestSide = 2048;

// One value a pixel.
template<class T>
struct Plane {
    int width = 0;
    int height = 0;
    std::vector<T> values;

    explicit Plane(QSize size)
        : width(size.width())
        , height(size.height())
        , values(size_t(width) * size_t(height))
    {}
    T &at(int x, int y) { return values[size_t(y) * size_t(width) + size_t(x)]; }
    T at(int x, int y) const { return values[size_t(y) * size_t(width) + size_t(x)]; }
};

Plane<quint8> greyPlane(const QImage &image)
{
    Plane<quint8> plane(image.size());
    for (int y = 0; y < plane.height; ++y) {
        const auto *line = reinterpret_cast<const QRgb *>(image.constScanLine(y));
        for (int x = 0; x < plane.width; ++x)
            plane.at(x, y) = quint8(qGray(line[x]));
    }
    return plane;
}

// Mean over a square, so that grain does not become lines.
Plane<quint8> blurred(const Plane<quint8> &plane)
{
    Plane<quint8> result = plane;
    for (int y = 1; y + 1 < plane.height; ++y)
        for (int x = 1; x + 1 < plane.width; ++x) {
            int sum = 0;
            for (int dy = -1; dy <= 1; ++dy)
                for (int dx = -1; dx <= 1; ++dx)
                    sum += plane.at(x + dx, y + dy);
            result.at(x, y) = quint8(sum / 9);
        }
    return result;
}

struct Range {
    int low = 0;
    int high = 255;
};

// What remains of one channel when the darkest and brightest half percent are let go.
Range usefulRange(const std::array<int, 256> &histogram, int total)
{
    const int drop = total / 200;
    Range range;
    for (int sum = 0; range.low < 254 && (sum += histogram[size_t(range.low)]) <= drop;)
        ++range.low;
    for (int sum = 0; range.high > range.low + 1 && (sum += histogram[size_t(range.high)]) <= drop;)
        --range.high;
    return range;
}

struct Moments {
    std::array<double, 3> mean{};
    std::array<double, 3> deviation{};
};

Moments momentsOf(const QImage &image)
{
    Moments moments;
    std::array<double, 3> squares{};
    const double count = double(image.width()) * image.height();
    for (int y = 0; y < image.height(); ++y) {
        const auto *line = reinterpret_cast<const QRgb *>(image.constScanLine(y));
        for (int x = 0; x < image.width(); ++x) {
            const std::array<double, 3> channels{double(qRed(line[x])), double(qGreen(line[x])),
                                                 double(qBlue(line[x]))};
            for (size_t c = 0; c < 3; ++c) {
                moments.mean[c] += channels[c] / count;
                squares[c] += channels[c] * channels[c] / count;
            }
        }
    }
    for (size_t c = 0; c < 3; ++c)
        moments.deviation[c] = std::sqrt(std::max(1.0, squares[c] - moments.mean[c] * moments.mean[c]));
    return moments;
}

// The commonest colours, coarse, most frequent first.
QList<QColor> palette(const QImage &image, int count)
{
    struct Bin {
        qint64 r = 0, g = 0, b = 0, n = 0;
    };
    std::vector<Bin> bins(4096);
    for (int y = 0; y < image.height(); y += 2) {
        const auto *line = reinterpret_cast<const QRgb *>(image.constScanLine(y));
        for (int x = 0; x < image.width(); x += 2) {
            const QRgb c = line[x];
            Bin &bin = bins[size_t((qRed(c) >> 4) << 8 | (qGreen(c) >> 4) << 4 | qBlue(c) >> 4)];
            bin = {bin.r + qRed(c), bin.g + qGreen(c), bin.b + qBlue(c), bin.n + 1};
        }
    }
    std::stable_sort(bins.begin(), bins.end(), [](const Bin &a, const Bin &b) { return a.n > b.n; });
    QList<QColor> colours;
    for (const Bin &bin : bins) {
        if (bin.n == 0 || colours.size() == count)
            break;
        const QColor colour(int(bin.r / bin.n), int(bin.g / bin.n), int(bin.b / bin.n));
        const bool isNew = std::none_of(colours.begin(), colours.end(), [&](const QColor &other) {
            return std::abs(other.red() - colour.red()) + std::abs(other.green() - colour.green()) +
                       std::abs(other.blue() - colour.blue()) <
                   60;
        });
        if (isNew)
            colours.append(colour);
    }
    return colours;
}

int clamped(double value)
{
    return int(std::clamp(value, 0.0, 255.0));
}

} // namespace

QImage pictureFrom(const QByteArray &bytes)
{
    QBuffer buffer;
    buffer.setData(bytes);
    buffer.open(QIODevice::ReadOnly);
    QImageReader reader(&buffer);
    reader.setAutoTransform(true);
    const QSize size = reader.size();
    if (!size.isValid() || size.isEmpty() || qint64(size.width()) * size.height() > 80'000'000)
        return {};
    QImage image = reader.read();
    if (image.isNull())
        return {};
    if (std::max(image.width(), image.height()) > longestSide)
        image = image.scaled(longestSide, longestSide, Qt::KeepAspectRatio, Qt::SmoothTransformation);
    return image.convertToFormat(QImage::Format_RGB32);
}

QByteArray toPng(const QImage &image)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG", 80); // a light compression: these pictures are made by the thousand
    return bytes;
}

Edit editFor(const QString &prompt)
{
    const auto speaksOf = [&prompt](std::initializer_list<QLatin1String> words) {
        return std::any_of(words.begin(), words.end(),
                           [&prompt](QLatin1String word) { return prompt.contains(word, Qt::CaseInsensitive); });
    };
    if (speaksOf({QLatin1String("stencil"), QLatin1String("line art"), QLatin1String("line-art"),
                  QLatin1String("outline"), QLatin1String("topographic"), QLatin1String("tattoo"),
                  QLatin1String("sketch"), QLatin1String("decalque")}))
        return Edit::Stencil;
    if (speaksOf({QLatin1String("stag"), QLatin1String("furni"), QLatin1String("decorat"), QLatin1String("mobili"),
                  QLatin1String("sofa"), QLatin1String("interior")}))
        return Edit::Stage;
    if (speaksOf({QLatin1String("colour"), QLatin1String("color"), QLatin1String("palette"), QLatin1String("cores")}))
        return Edit::MatchColours;
    return Edit::Enhance;
}

QImage editPicture(Edit edit, const QList<QImage> &inputs, const QString &prompt, quint64 variation)
{
    const QImage &input = inputs.first();
    switch (edit) {
    case Edit::Stencil:
        return stencil(input);
    case Edit::Enhance:
        return enhanced(input);
    case Edit::MatchColours:
        return colourMatched(input, inputs.size() > 1 ? inputs.at(1) : QImage());
    case Edit::Stage:
        return staged(input, prompt, variation);
    }
    return input;
}

// Black lines on white where the picture's brightness changes (Sobel).
QImage stencil(const QImage &input)
{
    const Plane<quint8> plane = blurred(greyPlane(input));
    Plane<int> edges(input.size());
    qint64 sum = 0;
    for (int y = 1; y + 1 < plane.height; ++y)
        for (int x = 1; x + 1 < plane.width; ++x) {
            const auto at = [&](int dx, int dy) { return int(plane.at(x + dx, y + dy)); };
            const int gx = at(1, -1) + 2 * at(1, 0) + at(1, 1) - at(-1, -1) - 2 * at(-1, 0) - at(-1, 1);
            const int gy = at(-1, 1) + 2 * at(0, 1) + at(1, 1) - at(-1, -1) - 2 * at(0, -1) - at(1, -1);
            edges.at(x, y) = std::abs(gx) + std::abs(gy);
            sum += edges.at(x, y);
        }
    // Lines start a little above the average change, however soft or hard the picture is.
    const int threshold = std::max(24, int(2 * sum / std::max<qint64>(1, qint64(edges.values.size()))));
    QImage result(input.size(), QImage::Format_RGB32);
    for (int y = 0; y < edges.height; ++y) {
        auto *line = reinterpret_cast<QRgb *>(result.scanLine(y));
        for (int x = 0; x < edges.width; ++x) {
            const int over = edges.at(x, y) - threshold;
            const int grey = over <= 0 ? 255 : std::max(0, 200 - over * 5);
            line[x] = qRgb(grey, grey, grey);
        }
    }
    return result;
}

// Contrast stretched to the full range, then an unsharp mask.
QImage enhanced(const QImage &input)
{
    std::array<int, 256> histogram{};
    for (const quint8 grey : greyPlane(input).values)
        ++histogram[grey];
    const Range range = usefulRange(histogram, input.width() * input.height());
    const double gain = 255.0 / (range.high - range.low);
    QImage result(input.size(), QImage::Format_RGB32);
    const int width = input.width();
    const int height = input.height();
    for (int y = 0; y < height; ++y) {
        const auto *line = reinterpret_cast<const QRgb *>(input.constScanLine(y));
        const auto *above = reinterpret_cast<const QRgb *>(input.constScanLine(std::max(0, y - 1)));
        const auto *below = reinterpret_cast<const QRgb *>(input.constScanLine(std::min(height - 1, y + 1)));
        auto *out = reinterpret_cast<QRgb *>(result.scanLine(y));
        for (int x = 0; x < width; ++x) {
            const QRgb left = line[std::max(0, x - 1)];
            const QRgb right = line[std::min(width - 1, x + 1)];
            const auto channel = [&](int (*of)(QRgb)) {
                const double around = (of(left) + of(right) + of(above[x]) + of(below[x])) / 4.0;
                const double sharp = of(line[x]) + 0.6 * (of(line[x]) - around);
                return clamped((sharp - range.low) * gain);
            };
            out[x] = qRgb(channel(qRed), channel(qGreen), channel(qBlue));
        }
    }
    return result;
}

// With a reference its colours are transferred; without one the picture's own palette is laid below it.
QImage colourMatched(const QImage &input, const QImage &reference)
{
    QImage result = input.copy();
    if (!reference.isNull()) {
        const Moments from = momentsOf(input);
        const Moments to = momentsOf(reference);
        for (int y = 0; y < result.height(); ++y) {
            auto *line = reinterpret_cast<QRgb *>(result.scanLine(y));
            for (int x = 0; x < result.width(); ++x) {
                const auto channel = [&](int value, size_t c) {
                    return clamped((value - from.mean[c]) * to.deviation[c] / from.deviation[c] + to.mean[c]);
                };
                line[x] = qRgb(channel(qRed(line[x]), 0), channel(qGreen(line[x]), 1), channel(qBlue(line[x]), 2));
            }
        }
    }
    const QList<QColor> colours = palette(reference.isNull() ? input : reference, 6);
    QPainter painter(&result);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const double side = std::min(result.width(), result.height()) * 0.11;
    const double gap = side * 0.2;
    double x = (result.width() - (side + gap) * double(colours.size()) - gap) / 2;
    const double y = result.height() - side - 2 * gap;
    painter.setBrush(QColor(255, 255, 255, 215));
    painter.drawRoundedRect(QRectF(x, y - gap, (side + gap) * double(colours.size()) + gap, side + 2 * gap), gap, gap);
    for (const QColor &colour : colours) {
        painter.setBrush(colour);
        painter.drawRoundedRect(QRectF(x + gap, y, side, side), gap, gap);
        x += side + gap;
    }
    return result;
}

} // namespace fornada::sandbox
