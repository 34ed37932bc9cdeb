#include "sandbox/voice.h"

#include "sandbox/dice.h"
#include "sandbox/language.h"

#include <QtEndian>
#include <mutex>

#include <algorithm>
#include <array>
#include <cmath>

#include <espeak-ng/speak_lib.h>

namespace fornada::sandbox {

namespace {

constexpr double maxSeconds = 2 * 3600;

struct Sink {
    QByteArray *pcm;
    qsizetype limit;
};

int takeSamples(short *samples, int count, espeak_EVENT *events)
{
    auto *sink = static_cast<Sink *>(events->user_data);
    if (samples && count > 0 && sink)
        sink->pcm->append(reinterpret_cast<const char *>(samples), qsizetype(count) * 2);
    return sink && sink->pcm->size() > sink->limit ? 1 : 0;
}

// The library speaks through process-wide state: set up once, used by one thread at a time.
std::mutex &libraryMutex()
{
    static std::mutex mutex;
    return mutex;
}

// Sample rate, or -1 when the voices are not installed. Under the mutex.
int libraryRate()
{
    static const int rate = [] {
        const int found = espeak_Initialize(AUDIO_OUTPUT_SYNCHRONOUS, 0, nullptr, espeakINITIALIZE_DONT_EXIT);
        if (found > 0)
            espeak_SetSynthCallback(takeSamples);
        return found;
    }();
    return rate;
}

QByteArray libraryLanguage(const QByteArray &asked)
{
    const QByteArray language = asked.toLower().replace('_', '-');
    if (language == "pt-pt" || language == "en-gb" || language == "es-419")
        return language;
    const QByteArray two = language.left(2);
    if (two == "pt")
        return "pt-br";
    if (two == "en")
        return "en-us";
    return two;
}

bool isFeminine(const QString &voice)
{
    static constexpr std::array names{"zephyr",  "kore",         "leda",      "aoede",    "callirrhoe", "autonoe",
                                      "despina", "erinome",      "laomedeia", "achernar", "gacrux",     "pulcherrima",
                                      "sulafat", "vindemiatrix", "nova",      "shimmer",  "coral",      "sage"};
    return std::any_of(names.begin(), names.end(), [&voice](const char *name) {
        return voice.compare(QLatin1String(name), Qt::CaseInsensitive) == 0;
    });
}

void chooseVoice(const SpeechAsk &ask)
{
    const QByteArray language = libraryLanguage(ask.language.isEmpty() ? languageOf(ask.text) : ask.language);
    Dice dice(ask.voice.toLower());
    const QByteArray variant = isFeminine(ask.voice) ? "+f" + QByteArray::number(1 + dice.below(4))
                                                     : "+m" + QByteArray::number(1 + dice.below(7));
    if (espeak_SetVoiceByName((language + variant).constData()) != EE_OK &&
        espeak_SetVoiceByName(language.constData()) != EE_OK)
        espeak_SetVoiceByName("en-us");
    espeak_SetParameter(espeakPITCH, 40 + dice.below(25), 0);
    espeak_SetParameter(espeakRATE, std::clamp(int(std::lround(165 * ask.speed)), 80, 450), 0);
}

} // namespace

Result<Sound> speak(const SpeechAsk &ask)
{
    const std::lock_guard lock(libraryMutex());
    Sound sound;
    sound.rate = libraryRate();
    if (sound.rate <= 0)
        return Error{ErrorKind::NotFound, QStringLiteral("espeak-ng-data"), QStringLiteral("no voices are installed")};
    chooseVoice(ask);
    const QByteArray text = ask.text.toUtf8();
    Sink sink{&sound.pcm, qsizetype(maxSeconds * sound.rate) * 2};
    const espeak_ERROR status = espeak_Synth(text.constData(), size_t(text.size()) + 1, 0, POS_CHARACTER, 0,
                                             espeakCHARS_UTF8 | espeakENDPAUSE, nullptr, &sink);
    if (status != EE_OK)
        return Error{ErrorKind::Internal, QStringLiteral("espeak-ng"), QStringLiteral("code %1").arg(int(status))};
    return sound;
}

// Cubic interpolation (Catmull-Rom): smooth enough for a voice that is rich in overtones.
Sound resampled(const Sound &sound, int rate)
{
    if (rate == sound.rate || sound.pcm.isEmpty())
        return {sound.pcm, rate};
    const qsizetype count = sound.pcm.size() / 2;
    const auto sample = [&](qsizetype i) {
        return double(qFromLittleEndian<qint16>(sound.pcm.constData() + 2 * std::clamp<qsizetype>(i, 0, count - 1)));
    };
    const qsizetype newCount = qsizetype(double(count) * rate / sound.rate);
    Sound result{QByteArray(newCount * 2, Qt::Uninitialized), rate};
    const double step = double(sound.rate) / rate;
    for (qsizetype i = 0; i < newCount; ++i) {
        const double at = double(i) * step;
        const auto base = qsizetype(at);
        const double t = at - double(base);
        const double p0 = sample(base - 1);
        const double p1 = sample(base);
        const double p2 = sample(base + 1);
        const double p3 = sample(base + 2);
        const double value =
            p1 + 0.5 * t * (p2 - p0 + t * (2 * p0 - 5 * p1 + 4 * p2 - p3 + t * (3 * (p1 - p2) + p3 - p0)));
        qToLittleEndian(qint16(std::clamp(std::lround(value), -32768L, 32767L)), result.pcm.data() + 2 * i);
    }
    return result;
}

QByteArray toWav(const Sound &sound)
{
    QByteArray header(44, '\0');
    char *h = header.data();
    std::copy_n("RIFF", 4, h);
    qToLittleEndian(quint32(36 + sound.pcm.size()), h + 4);
    std::copy_n("WAVEfmt ", 8, h + 8);
    qToLittleEndian(quint32(16), h + 16);
    qToLittleEndian(quint16(1), h + 20); // PCM
    qToLittleEndian(quint16(1), h + 22); // mono
    qToLittleEndian(quint32(sound.rate), h + 24);
    qToLittleEndian(quint32(sound.rate * 2), h + 28);
    qToLittleEndian(quint16(2), h + 32);
    qToLittleEndian(quint16(16), h + 34);
    std::copy_n("data", 4, h + 36);
    qToLittleEndian(quint32(sound.pcm.size()), h + 40);
    return header + sound.pcm;
}

double secondsOf(const QByteArray &audioFile)
{
    if (audioFile.size() >= 44 && audioFile.startsWith("RIFF") && audioFile.mid(8, 4) == "WAVE") {
        const quint32 perSecond = qFromLittleEndian<quint32>(audioFile.constData() + 28);
        if (perSecond > 0)
            return double(audioFile.size() - 44) / perSecond;
    }
    return double(audioFile.size()) / 16'000; // a compressed voice message
}

} // namespace fornada::sandbox
