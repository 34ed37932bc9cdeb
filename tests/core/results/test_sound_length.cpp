#include "results/result_files.h"
#include "results/sound_length.h"

#include <QTest>
#include <QtEndian>

using namespace fornada;
using namespace Qt::StringLiterals;

namespace {

template<class T>
QByteArray little(T value)
{
    QByteArray bytes(sizeof(T), '\0');
    qToLittleEndian(value, bytes.data());
    return bytes;
}

QByteArray big(quint32 value)
{
    QByteArray bytes(4, '\0');
    qToBigEndian(value, bytes.data());
    return bytes;
}

// MPEG 1, layer III, 44,100 samples a second; 128 kbit/s (9) or another bit rate. 1,152 samples.
QByteArray frame(int bitRate = 9)
{
    static const QHash<int, int> kilobits{{5, 64}, {9, 128}, {14, 320}};
    QByteArray bytes(144 * kilobits.value(bitRate) * 1'000 / 44'100, '\0');
    bytes.replace(0, 4, QByteArray("\xff\xfb", 2) + char(bitRate << 4) + QByteArray(1, '\0'));
    return bytes;
}

QByteArray frames(int count, int bitRate = 9)
{
    return frame(bitRate).repeated(count);
}

QByteArray table(quint32 stated)
{
    QByteArray first = frame();
    first.replace(36, 12, "Xing" + big(1) + big(stated));
    return first;
}

// A page of the Ogg stream 7 that ends at this sample.
QByteArray page(qint64 position, const QByteArray &packet, quint32 stream = 7)
{
    QByteArray segments(packet.size() / 255, '\xff');
    segments.append(char(packet.size() % 255));
    return "OggS" + QByteArray(2, '\0') + little(position) + little(stream) + little<quint32>(0) + little<quint32>(0) +
           char(segments.size()) + segments + packet;
}

QByteArray vorbis(int rate)
{
    return "\x01vorbis" + little<quint32>(0) + QByteArray(1, '\x01') + little<quint32>(quint32(rate)) +
           QByteArray(14, '\0');
}

QByteArray opus(quint16 skipped)
{
    return "OpusHead\x01\x01" + little(skipped) + little<quint32>(24'000) + QByteArray(3, '\0');
}

constexpr double kFrame = 1'152.0 / 44'100;

} // namespace

// Made up byte by byte, as the formats say; and cut wherever one can.
class TestSoundLength : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void says_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<double>("seconds");
        QTest::addColumn<bool>("cutOff");
        const auto row = [](const char *name, const QByteArray &bytes, double seconds, bool cutOff = false) {
            QTest::newRow(name) << bytes << seconds << cutOff;
        };
        row("mp3, one bit rate", frames(100), 100 * kFrame);
        row("mp3, changing bit rates", frames(10, 5) + frames(20, 14) + frames(30, 9), 60 * kFrame);
        row("mp3 behind a tag", "ID3" + QByteArray("\x04\0\0\0\0\x01\x00", 7) + QByteArray(128, 'x') + frames(10),
            10 * kFrame);
        row("mp3, table of contents", table(50) + frames(50), 50 * kFrame);
        row("mp3, frames are missing", table(50) + frames(40), 40 * kFrame, true);
        row("mp3, cut in a frame", frames(100).chopped(200), 99 * kFrame, true);
        row("mp3 with a tag behind", frames(10) + "TAG" + QByteArray(125, ' '), 10 * kFrame);
        row("vorbis", page(0, vorbis(44'100)) + page(44'100, "a") + page(66'150, "b"), 1.5);
        row("vorbis, cut",
            (page(0, vorbis(44'100)) + page(44'100, "a") + page(66'150, QByteArray(900, 'b'))).chopped(9), 1.0, true);
        row("opus", page(0, opus(312)) + page(48'312, "a"), 1.0);
        row("opus, its last page continues", page(0, opus(312)) + page(48'312, "a") + page(-1, "b"), 1.0);
        row("two streams", page(0, vorbis(1'000)) + page(0, "other", 8) + page(99'000, "x", 8) + page(2'000, "y"), 2.0);
    }
    void says()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(double, seconds);
        QFETCH(bool, cutOff);
        const auto length = soundLength(bytes);
        QVERIFY(length);
        QVERIFY2(std::abs(length->seconds - seconds) < 0.001, qPrintable(QString::number(length->seconds)));
        QCOMPARE(length->cutOff, cutOff);
    }

    void doesNotGuess()
    {
        for (const QByteArray &bytes : {QByteArray(), QByteArray(200, '\0'), QByteArray("fLaC") + QByteArray(100, '\0'),
                                        QByteArray(90'000, '\xff'),
                                        page(0, "\x7f"
                                                "FLAC"),
                                        QByteArray("OggS"), QByteArray("ID3")})
            QVERIFY(!soundLength(bytes));
    }

    void noCutIsHarmful()
    {
        const QByteArray mp3 = table(20) + frames(20), ogg = page(0, opus(312)) + page(48'312, QByteArray(700, 'a'));
        for (const QByteArray &whole : {mp3, ogg})
            for (qsizetype size = 0; size < whole.size(); ++size) {
                const auto length = soundLength(whole.left(size));
                QVERIFY(!length || length->seconds <= soundLength(whole)->seconds);
            }
    }

    void itsLengthIsChecked()
    {
        OutputChecks checks;
        checks.leastSeconds = 5;
        const QByteArray mp3 = frames(100);
        QCOMPARE(checkFault(checks, {}, OutputKind::Audio, mp3, {}).value_or(QString()), u"checkAudioShort|5.0|2.6"_s);
        checks.leastSeconds = 2;
        QVERIFY(!checkFault(checks, {}, OutputKind::Audio, mp3, {}));
        QCOMPARE(outputFault(OutputKind::Audio, mp3.chopped(200), {}).value_or(QString()), u"audioCutOff"_s);
        QCOMPARE(outputFault(OutputKind::Audio, mp3, {}).value_or(QString()), u"audioSilent"_s); // frames of nothing
    }
};

QTEST_GUILESS_MAIN(TestSoundLength)
#include "test_sound_length.moc"
