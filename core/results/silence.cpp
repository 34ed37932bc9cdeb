#include "results/silence.h"

#include "results/wave.h"

#include <sndfile.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <memory>

namespace fornada {

namespace {

constexpr double kSilence = 0.001;           // -60 dB
constexpr double kSilenceOf8Bits = 0.012;    // one step of 128 is as quiet as it gets
constexpr int kMostChannels = 16;            // more are no speech
constexpr qint64 kMostSamples = 400'000'000; // an hour of stereo; silence that goes on is decoded to its end

// A file in memory, as the decoder reads it.
struct Reading {
    const QByteArray &bytes;
    sf_count_t at = 0;
};

sf_count_t lengthOf(void *file)
{
    return static_cast<Reading *>(file)->bytes.size();
}

sf_count_t seek(sf_count_t offset, int whence, void *file)
{
    auto *reading = static_cast<Reading *>(file);
    const sf_count_t size = reading->bytes.size();
    const sf_count_t from = whence == SEEK_CUR ? reading->at : whence == SEEK_END ? size : 0;
    if (offset < -from || offset > size - from)
        return -1;
    reading->at = from + offset;
    return reading->at;
}

sf_count_t read(void *to, sf_count_t count, void *file)
{
    auto *reading = static_cast<Reading *>(file);
    const sf_count_t there = std::clamp<sf_count_t>(count, 0, reading->bytes.size() - reading->at);
    std::memcpy(to, reading->bytes.constData() + reading->at, size_t(there));
    reading->at += there;
    return there;
}

sf_count_t write(const void *, sf_count_t, void *)
{
    return 0;
}

sf_count_t tell(void *file)
{
    return static_cast<Reading *>(file)->at;
}

struct Sound {
    std::unique_ptr<SNDFILE, int (*)(SNDFILE *)> file;
    SF_INFO info;
};

Sound open(Reading &reading)
{
    SF_VIRTUAL_IO io{lengthOf, seek, read, write, tell};
    SF_INFO info{};
    SNDFILE *file = sf_open_virtual(&io, SFM_READ, &info, &reading);
    return {{file, sf_close}, info};
}

std::optional<bool> isDecodedSilent(const QByteArray &bytes)
{
    Reading reading{bytes};
    const Sound sound = open(reading);
    if (!sound.file || sound.info.channels < 1 || sound.info.channels > kMostChannels)
        return std::nullopt;
    std::array<float, size_t(kMostChannels) * 1'024> samples{};
    const sf_count_t atOnce = sf_count_t(samples.size()) / sound.info.channels * sound.info.channels;
    qint64 heard = 0;
    while (const sf_count_t count = sf_read_float(sound.file.get(), samples.data(), atOnce)) {
        const auto isLoud = [](float sample) { return std::abs(sample) >= float(kSilence); };
        if (count < 0 || std::any_of(samples.begin(), samples.begin() + count, isLoud))
            return count < 0 ? std::nullopt : std::optional(false);
        heard += count;
        if (heard > kMostSamples)
            return std::nullopt;
    }
    const bool failed = sf_error(sound.file.get()) != SF_ERR_NO_ERROR;
    return heard == 0 || failed ? std::nullopt : std::optional(true);
}

} // namespace

std::optional<bool> isSilent(const QByteArray &bytes)
{
    const auto wave = readWave(bytes);
    if (!wave)
        return isDecodedSilent(bytes);
    const auto peak = wave->peak();
    return peak ? std::optional(*peak < (wave->bits == 8 ? kSilenceOf8Bits : kSilence)) : std::nullopt;
}

std::optional<double> secondsOfFlac(const QByteArray &bytes)
{
    Reading reading{bytes};
    const Sound sound = bytes.startsWith("fLaC") ? open(reading) : Sound{{nullptr, sf_close}, {}};
    const bool known = sound.file && sound.info.frames > 0 && sound.info.frames < SF_COUNT_MAX;
    return known && sound.info.samplerate > 0 ? std::optional(double(sound.info.frames) / sound.info.samplerate)
                                              : std::nullopt;
}

} // namespace fornada
