#include "results/wave.h"

#include <QtEndian>

#include <algorithm>
#include <cmath>
#include <cstring>

namespace fornada {

namespace {

constexpr int kInteger = 1, kFloat = 3, kExtensible = 0xfffe;

// Writers that stream do not know the length and put a very large one.
constexpr quint32 kUnknownLength = 0x7fffff00;

template<class T>
T valueAt(QByteArrayView bytes, qsizetype at)
{
    return qFromLittleEndian<T>(bytes.data() + at);
}

double sampleAt(const Wave &wave, qsizetype at)
{
    switch (wave.bits) {
    case 8:
        return (double(uchar(wave.samples[at])) - 128) / 128;
    case 16:
        return double(valueAt<qint16>(wave.samples, at)) / 32768;
    case 24: {
        const quint32 top = quint32(uchar(wave.samples[at])) << 8 | quint32(uchar(wave.samples[at + 1])) << 16 |
                            quint32(uchar(wave.samples[at + 2])) << 24;
        return double(qint32(top)) / 2147483648.0;
    }
    case 32:
        if (wave.format == kFloat) {
            float value = 0;
            const quint32 word = valueAt<quint32>(wave.samples, at);
            std::memcpy(&value, &word, sizeof value);
            return std::isfinite(value) ? double(value) : 0;
        }
        return double(valueAt<qint32>(wave.samples, at)) / 2147483648.0;
    default:
        return 0;
    }
}

bool readFormat(Wave &wave, QByteArrayView chunk)
{
    if (chunk.size() < 16)
        return false;
    wave.format = valueAt<quint16>(chunk, 0);
    wave.rate = int(valueAt<quint32>(chunk, 4) & 0x7fffffff);
    wave.frameBytes = valueAt<quint16>(chunk, 12);
    wave.bits = valueAt<quint16>(chunk, 14);
    if (wave.format == kExtensible && chunk.size() >= 26)
        wave.format = valueAt<quint16>(chunk, 24);
    return wave.frameBytes > 0;
}

} // namespace

std::optional<double> Wave::peak() const
{
    const bool readable = (format == kInteger && (bits == 8 || bits == 16 || bits == 24 || bits == 32)) ||
                          (format == kFloat && bits == 32);
    if (!readable)
        return std::nullopt;
    const int step = bits / 8;
    double loudest = 0;
    for (qsizetype at = 0; at + step <= samples.size(); at += step)
        loudest = std::max(loudest, std::abs(sampleAt(*this, at)));
    return loudest;
}

std::optional<double> Wave::seconds() const
{
    if (rate <= 0 || frameBytes <= 0)
        return std::nullopt;
    const qsizetype frames = samples.size() / frameBytes; // whole ones
    return double(frames) / rate;
}

std::optional<Wave> readWave(const QByteArray &bytes)
{
    if (bytes.size() < 12 || !bytes.startsWith("RIFF") || bytes.mid(8, 4) != "WAVE")
        return std::nullopt;
    Wave wave;
    bool hasFormat = false;
    qsizetype at = 12;
    while (at + 8 <= bytes.size()) {
        const QByteArrayView id = QByteArrayView(bytes).sliced(at, 4);
        const quint32 stated = valueAt<quint32>(bytes, at + 4);
        const qsizetype there = bytes.size() - at - 8;
        const qsizetype length = std::min<qsizetype>(stated, there);
        const QByteArrayView chunk = QByteArrayView(bytes).sliced(at + 8, length);
        if (id == "fmt ") {
            hasFormat = readFormat(wave, chunk);
        } else if (id == "data") {
            wave.samples = chunk;
            wave.cutOff = stated < kUnknownLength && qsizetype(stated) > there;
            return hasFormat ? std::optional(wave) : std::nullopt;
        }
        at += 8 + length + (length & 1);
    }
    return std::nullopt;
}

} // namespace fornada
