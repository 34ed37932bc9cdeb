#include "results/sound_length.h"

#include "results/silence.h"
#include "results/wave.h"

#include <QtEndian>

#include <array>

namespace fornada {

namespace {

template<class T>
T littleAt(QByteArrayView bytes, qsizetype at)
{
    return qFromLittleEndian<T>(bytes.data() + at);
}

quint32 bigAt(QByteArrayView bytes, qsizetype at)
{
    return qFromBigEndian<quint32>(bytes.data() + at);
}

// One MPEG audio frame of layer III.
struct Frame {
    qsizetype bytes = 0;
    int samples = 0, rate = 0;
    qsizetype sideInfo = 0; // where its data begins
};

std::optional<Frame> frameAt(QByteArrayView bytes, qsizetype at)
{
    static constexpr std::array<int, 15> first{0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320};
    static constexpr std::array<int, 15> second{0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160};
    static constexpr std::array<int, 3> rates{44'100, 48'000, 32'000};
    if (at + 4 > bytes.size())
        return std::nullopt;
    const quint32 head = bigAt(bytes, at);
    const int version = (head >> 19) & 3, layer = (head >> 17) & 3;
    const size_t bitRate = (head >> 12) & 15, rate = (head >> 10) & 3;
    if ((head >> 21) != 0x7ff || version == 1 || layer != 1 || bitRate == 0 || bitRate == 15 || rate == 3)
        return std::nullopt; // a free bit rate does not say where the next frame begins
    const bool isFirst = version == 3, isMono = ((head >> 6) & 3) == 3;
    Frame frame;
    frame.rate = rates[rate] / (isFirst ? 1 : version == 2 ? 2 : 4);
    frame.samples = isFirst ? 1'152 : 576;
    frame.bytes = frame.samples / 8 * (isFirst ? first[bitRate] : second[bitRate]) * 1'000 / frame.rate +
                  qsizetype((head >> 9) & 1);
    frame.sideInfo = 4 + (isFirst ? (isMono ? 17 : 32) : (isMono ? 9 : 17));
    return frame;
}

// A frame that is followed by another, or by the end.
std::optional<Frame> trueFrameAt(QByteArrayView bytes, qsizetype at)
{
    const auto frame = frameAt(bytes, at);
    const bool isTrue = frame && (at + frame->bytes >= bytes.size() || frameAt(bytes, at + frame->bytes));
    return isTrue ? frame : std::nullopt;
}

// Behind a tag in front, which is no sound.
qsizetype beginOfFrames(QByteArrayView bytes)
{
    qsizetype at = 0;
    while (at + 10 <= bytes.size() && bytes.sliced(at).startsWith("ID3")) {
        qsizetype length = 0;
        for (qsizetype i = 6; i < 10; ++i)
            length = length << 7 | (uchar(bytes[at + i]) & 0x7f);
        at += 10 + length;
    }
    return std::min(at, bytes.size());
}

// The first frame may be a table of contents: how many frames follow; 0 when it does not say.
std::optional<qint64> framesStated(QByteArrayView bytes, qsizetype at, const Frame &frame)
{
    const auto has = [&](qsizetype place, QByteArrayView mark, qsizetype more) {
        return place + more <= bytes.size() && bytes.sliced(place).startsWith(mark);
    };
    const qsizetype xing = at + frame.sideInfo, vbri = at + 36;
    if (has(xing, "Xing", 12) || has(xing, "Info", 12))
        return bigAt(bytes, xing + 4) & 1 ? bigAt(bytes, xing + 8) : 0;
    if (has(vbri, "VBRI", 18))
        return bigAt(bytes, vbri + 14);
    return std::nullopt;
}

// The next frame from here on, where there is one within reach. inStep: the last one ended here.
std::optional<Frame> nextFrame(QByteArrayView bytes, qsizetype &at, bool inStep)
{
    if (const auto frame = inStep ? frameAt(bytes, at) : std::nullopt)
        return frame;
    constexpr qsizetype kMostNoise = 64 << 10;
    const qsizetype last = std::min(bytes.size(), at + kMostNoise);
    for (; at < last; ++at)
        if (const auto frame = trueFrameAt(bytes, at))
            return frame;
    return std::nullopt;
}

std::optional<SoundLength> lengthOfMp3(QByteArrayView bytes)
{
    qsizetype at = beginOfFrames(bytes);
    auto frame = nextFrame(bytes, at, false);
    if (!frame)
        return std::nullopt;
    const auto stated = framesStated(bytes, at, *frame);
    if (stated)
        at += frame->bytes;
    SoundLength length;
    qint64 found = 0;
    while ((frame = nextFrame(bytes, at, true))) {
        at += frame->bytes;
        length.cutOff = at > bytes.size();
        length.seconds += length.cutOff ? 0 : double(frame->samples) / frame->rate;
        found += !length.cutOff;
    }
    length.cutOff = length.cutOff || found + 1 < stated.value_or(0);
    return found > 0 ? std::optional(length) : std::nullopt;
}

struct Codec {
    int rate = 0;
    qint64 skipped = 0; // samples in front that are not played
};

std::optional<Codec> codecOf(QByteArrayView packet)
{
    if (packet.startsWith(QByteArrayView("\x01vorbis")) && packet.size() >= 16)
        return Codec{int(littleAt<quint32>(packet, 12) & 0x7fffffff), 0};
    if (packet.startsWith("OpusHead") && packet.size() >= 12)
        return Codec{48'000, littleAt<quint16>(packet, 10)};
    if (packet.startsWith("Speex   ") && packet.size() >= 40)
        return Codec{int(littleAt<quint32>(packet, 36) & 0x7fffffff), 0};
    return std::nullopt;
}

// A page says how many samples there were up to its end; the first stream that is sound counts.
std::optional<SoundLength> lengthOfOgg(QByteArrayView bytes)
{
    constexpr qsizetype kHeader = 27;
    std::optional<Codec> codec;
    quint32 stream = 0;
    qint64 samples = 0;
    SoundLength length;
    for (qsizetype at = 0; at + kHeader <= bytes.size() && bytes.sliced(at).startsWith("OggS");) {
        const qsizetype segments = uchar(bytes[at + 26]);
        qsizetype end = at + kHeader + segments;
        for (qsizetype i = 0; i < segments && at + kHeader + i < bytes.size(); ++i)
            end += uchar(bytes[at + kHeader + i]);
        const quint32 serial = littleAt<quint32>(bytes, at + 14);
        const qint64 position = littleAt<qint64>(bytes, at + 6);
        length.cutOff = end > bytes.size();
        if (length.cutOff)
            break;
        if (!codec && (codec = codecOf(bytes.sliced(at + kHeader + segments, end - at - kHeader - segments))))
            stream = serial;
        if (codec && serial == stream && position >= 0)
            samples = std::max(samples, position);
        at = end;
    }
    if (!codec || codec->rate <= 0)
        return std::nullopt;
    length.seconds = double(std::max<qint64>(0, samples - codec->skipped)) / codec->rate;
    return length;
}

} // namespace

std::optional<SoundLength> soundLength(const QByteArray &bytes)
{
    if (const auto wave = readWave(bytes)) {
        const auto seconds = wave->seconds();
        return seconds ? std::optional(SoundLength{*seconds, wave->cutOff}) : std::nullopt;
    }
    if (bytes.startsWith("fLaC")) {
        const auto seconds = secondsOfFlac(bytes);
        return seconds ? std::optional(SoundLength{*seconds, false}) : std::nullopt;
    }
    return bytes.startsWith("OggS") ? lengthOfOgg(bytes) : lengthOfMp3(bytes);
}

} // namespace fornada
