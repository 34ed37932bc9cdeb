#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QString>

namespace fornada::sandbox {

struct SpeechAsk {
    QString text;
    QByteArray language; // "pt", "en-US"; empty: the text's own
    QString voice;       // a provider's voice name; chooses pitch and timbre
    double speed = 1.0;  // 0.25 to 4
};

// Mono, signed 16 bit, little endian.
struct Sound {
    QByteArray pcm;
    int rate = 22050;
};

// Reads a text aloud. Any thread; one at a time, because the speech library has one state for the whole process. That
// state carries the voice's flutter from one text to the next: the same text sounds the same, but not to the byte.
Result<Sound> speak(const SpeechAsk &ask);
Sound resampled(const Sound &sound, int rate);
QByteArray toWav(const Sound &sound);
// Length of a WAV file in seconds; of anything else a guess from its size.
double secondsOf(const QByteArray &audioFile);

} // namespace fornada::sandbox
