#pragma once

#include <QByteArray>

#include <optional>

namespace fornada {

// Is there nothing to be heard in this sound (-60 dB at most)? Decoded only until something is: mostly a moment of it.
// WAV, MP3, Ogg (Vorbis, Opus), FLAC. Nothing when it cannot be decoded, or goes on for very long. Pure; any thread.
std::optional<bool> isSilent(const QByteArray &bytes);

// Of a FLAC, which says how long it is in front.
std::optional<double> secondsOfFlac(const QByteArray &bytes);

} // namespace fornada
