#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace fornada {

// The sound inside a RIFF WAVE file.
struct Wave {
    int format = 0; // 1 integer samples, 3 floating point; others are packed
    int bits = 0;   // of a sample
    int frameBytes = 0;
    int rate = 0; // frames of a second
    QByteArrayView samples;
    bool cutOff = false; // the file says there should be more

    // Loudest sample as a part of the loudest possible one; nothing for packed formats.
    std::optional<double> peak() const;
    std::optional<double> seconds() const; // nothing when the file does not say
};
std::optional<Wave> readWave(const QByteArray &bytes);

} // namespace fornada
