#pragma once

#include <QByteArray>

#include <optional>

namespace fornada {

// How long a sound lasts, as its own frames or pages say, without decoding it. Pure; any thread.
struct SoundLength {
    double seconds = 0;
    bool cutOff = false; // there should be more of it
};

// WAV, MP3 (constant and variable bit rate), Ogg (Vorbis, Opus, Speex), FLAC. Nothing when the format does not say, or
// is another.
std::optional<SoundLength> soundLength(const QByteArray &bytes);

} // namespace fornada
