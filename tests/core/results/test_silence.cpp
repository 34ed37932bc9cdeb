#include "results/result_files.h"
#include "results/silence.h"
#include "results/sound_length.h"

#include <QTemporaryDir>
#include <QTest>

#include <sndfile.h>

#include <cmath>
#include <vector>

using namespace fornada;
using namespace Qt::StringLiterals;

namespace {

constexpr int kRate = 24'000;

// Two seconds of it, of which the first is still.
QByteArray encoded(int format, float loudness)
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"sound"_s);
    SF_INFO info{};
    info.samplerate = kRate;
    info.channels = 1;
    info.format = format;
    SNDFILE *file = sf_open(path.toUtf8().constData(), SFM_WRITE, &info);
    if (!file)
        return {};
    std::vector<float> samples(2 * kRate);
    for (size_t i = kRate; i < samples.size(); ++i)
        samples[i] = loudness * float(std::sin(double(i) * 0.1));
    sf_write_float(file, samples.data(), sf_count_t(samples.size()));
    sf_close(file);
    QFile whole(path);
    return whole.open(QIODevice::ReadOnly) ? whole.readAll() : QByteArray();
}

} // namespace

// What providers send packed is unpacked to hear whether there is something in it.
class TestSilence : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void hears_data()
    {
        QTest::addColumn<int>("format");
        QTest::addColumn<QString>("extension");
        QTest::newRow("mp3") << (SF_FORMAT_MPEG | SF_FORMAT_MPEG_LAYER_III) << u"mp3"_s;
        QTest::newRow("vorbis") << (SF_FORMAT_OGG | SF_FORMAT_VORBIS) << u"ogg"_s;
        QTest::newRow("opus") << (SF_FORMAT_OGG | SF_FORMAT_OPUS) << u"ogg"_s;
        QTest::newRow("flac") << (SF_FORMAT_FLAC | SF_FORMAT_PCM_16) << u"flac"_s;
        QTest::newRow("wav") << (SF_FORMAT_WAV | SF_FORMAT_PCM_16) << u"wav"_s;
        QTest::newRow("wav of floats") << (SF_FORMAT_WAV | SF_FORMAT_FLOAT) << u"wav"_s;
    }
    void hears()
    {
        QFETCH(int, format);
        QFETCH(QString, extension);
        const QByteArray still = encoded(format, 0), faint = encoded(format, 0.0002F), loud = encoded(format, 0.3F);
        QVERIFY(!loud.isEmpty());
        QCOMPARE(sniffExtension(loud), extension);
        QCOMPARE(isSilent(still), std::optional(true));
        QCOMPARE(isSilent(faint), std::optional(true));
        QCOMPARE(isSilent(loud), std::optional(false)); // also what begins with a pause
        QCOMPARE(outputFault(OutputKind::Audio, still, {}).value_or(QString()), u"audioSilent"_s);
        QCOMPARE(outputFault(OutputKind::Audio, loud, {}).value_or(QString()), QString());
        const auto length = soundLength(loud);
        QVERIFY(length);
        QVERIFY2(std::abs(length->seconds - 2) < 0.15, qPrintable(QString::number(length->seconds)));
    }

    // What does not decode is no silence, and no cut is harmful.
    void doesNotGuess()
    {
        for (const QByteArray &bytes : {QByteArray(), QByteArray("fLaC"), QByteArray("OggS") + QByteArray(500, '\0'),
                                        QByteArray(5'000, '\xff'), QByteArray("no sound at all")})
            QVERIFY(!isSilent(bytes));
        for (const int format : {SF_FORMAT_MPEG | SF_FORMAT_MPEG_LAYER_III, SF_FORMAT_OGG | SF_FORMAT_OPUS,
                                 SF_FORMAT_FLAC | SF_FORMAT_PCM_16}) {
            const QByteArray whole = encoded(format, 0.3F);
            for (qsizetype size = 0; size < whole.size(); size += 97)
                (void)outputFault(OutputKind::Audio, whole.left(size), {});
        }
    }
};

QTEST_GUILESS_MAIN(TestSilence)
#include "test_silence.moc"
