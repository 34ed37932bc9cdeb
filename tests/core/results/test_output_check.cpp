#include "results/result_files.h"

#include <QBuffer>
#include <QImage>
#include <QJsonArray>
#include <QTest>
#include <QtEndian>

#include <cmath>

Q_DECLARE_METATYPE(fornada::OutputChecks)

using namespace fornada;
using namespace Qt::StringLiterals;

namespace {

QByteArray picture(const char *format, QSize size = {320, 200})
{
    QImage image(size, QImage::Format_RGB32);
    for (int y = 0; y < size.height(); ++y)
        for (int x = 0; x < size.width(); ++x)
            image.setPixel(x, y, qRgb(x * 7 % 256, y * 5 % 256, (x * y) % 256));
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, format);
    return bytes;
}

template<class T>
QByteArray little(T value)
{
    QByteArray bytes(sizeof(T), '\0');
    qToLittleEndian(value, bytes.data());
    return bytes;
}

QByteArray wave(const QByteArray &samples, quint16 bits, quint16 format = 1, qint64 stated = -1)
{
    const quint16 frame = bits / 8;
    const QByteArray header = little<quint16>(format) + little<quint16>(1) + little<quint32>(24'000) +
                              little<quint32>(24'000U * frame) + little<quint16>(frame) + little<quint16>(bits);
    const QByteArray note = "LIST" + little<quint32>(3) + QByteArray("abc\0", 4); // an odd chunk in front
    const QByteArray body = "WAVE" + QByteArray("fmt ") + little<quint32>(16) + header + note + "data" +
                            little<quint32>(stated < 0 ? quint32(samples.size()) : quint32(stated)) + samples;
    return "RIFF" + little<quint32>(quint32(body.size())) + body;
}

// A tone as 16-bit samples, as loud as asked (1: full).
QByteArray tone(double loudness)
{
    QByteArray samples;
    for (int i = 0; i < 2'400; ++i)
        samples += little<qint16>(qint16(std::lround(loudness * 32767 * std::sin(i * 0.05))));
    return samples;
}

template<class T>
OutputChecks with(T OutputChecks::*member, const T &value)
{
    OutputChecks checks;
    checks.*member = value;
    return checks;
}

quint32 crc32(const QByteArray &bytes)
{
    quint32 crc = 0xffffffff;
    for (const char c : bytes) {
        crc ^= uchar(c);
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc >> 1) ^ (crc & 1 ? 0xedb88320 : 0);
    }
    return ~crc;
}

template<class T>
QByteArray big(T value)
{
    QByteArray bytes(sizeof(T), '\0');
    qToBigEndian(value, bytes.data());
    return bytes;
}

// A PNG whose header promises another size.
QByteArray claimingSize(QByteArray png, quint32 width, quint32 height)
{
    png.replace(16, 8, big(width) + big(height));
    return png.replace(29, 4, big(crc32(png.mid(12, 17))));
}

} // namespace

class TestOutputCheck : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void judges_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("fault");
        const auto media = [](const char *name, OutputKind kind, const QByteArray &bytes, const QString &fault) {
            QTest::newRow(name) << int(kind) << bytes << QString() << fault;
        };
        const auto words = [](const char *name, OutputKind kind, const QString &text, const QString &fault) {
            QTest::newRow(name) << int(kind) << QByteArray() << text << fault;
        };
        const QByteArray png = picture("PNG"), jpg = picture("JPG");
        media("png", OutputKind::Image, png, {});
        media("jpg", OutputKind::Image, jpg, {});
        media("no image", OutputKind::Image, {}, u"imageEmpty"_s);
        media("html for an image", OutputKind::Image, "<html>error</html>", u"imageUnknown"_s);
        media("half a png", OutputKind::Image, png.left(png.size() / 2), u"imageCutOff"_s);
        media("half a jpg", OutputKind::Image, jpg.left(jpg.size() / 2), u"imageCutOff"_s);
        media("png with a damaged middle", OutputKind::Image,
              QByteArray(png).replace(png.size() / 2, 200, QByteArray(200, 'x')), u"imageDoesNotDecode"_s);
        media("head and tail of a png", OutputKind::Image, png.left(8) + png.right(12), u"imageDoesNotDecode"_s);
        const QByteArray huge = claimingSize(png, 20'000, 20'000);
        media("decompression bomb", OutputKind::Image, huge, u"imageTooLarge"_s);
        const QByteArray webp = "RIFF" + little<quint32>(40) + "WEBPVP8 " + little<quint32>(28);
        media("half a webp", OutputKind::Image, webp, u"imageCutOff"_s);

        media("tone", OutputKind::Audio, wave(tone(0.5), 16), {});
        media("quiet but there", OutputKind::Audio, wave(tone(0.002), 16), {});
        media("silence", OutputKind::Audio, wave(tone(0), 16), u"audioSilent"_s);
        media("below hearing", OutputKind::Audio, wave(tone(0.0005), 16), u"audioSilent"_s);
        media("silence of 8 bits", OutputKind::Audio, wave(QByteArray(2000, '\x80'), 8), u"audioSilent"_s);
        media("noise of 8 bits", OutputKind::Audio, wave(QByteArray(1000, '\x40') + QByteArray(1000, '\xc0'), 8), {});
        media("silence of 24 bits", OutputKind::Audio, wave(QByteArray(3000, '\0'), 24), u"audioSilent"_s);
        media("negative 24 bits", OutputKind::Audio, wave(QByteArray("\0\0\x80", 3).repeated(500), 24), {});
        media("silence of floats", OutputKind::Audio, wave(QByteArray(4000, '\0'), 32, 3), u"audioSilent"_s);
        media("floats", OutputKind::Audio, wave(little<quint32>(0x3f000000).repeated(500), 32, 3), {});
        media("packed sound is not judged", OutputKind::Audio, wave(QByteArray(2000, '\x55'), 8, 7), {});
        media("streamed length", OutputKind::Audio, wave(tone(0.5), 16, 1, 0xffffffffLL), {});
        media("half a wave", OutputKind::Audio, wave(tone(0.5), 16).left(2000), u"audioCutOff"_s);
        media("no samples", OutputKind::Audio, wave({}, 16), u"audioEmpty"_s);
        media("no sound", OutputKind::Audio, {}, u"audioEmpty"_s);
        media("a wave without format", OutputKind::Audio, "RIFF" + little<quint32>(4) + "WAVE", u"audioUnknown"_s);
        media("words for sound", OutputKind::Audio, QByteArray("I cannot sing. ").repeated(20), u"audioUnknown"_s);
        media("mp3", OutputKind::Audio, "ID3" + QByteArray(2000, '\x01'), {});

        words("text", OutputKind::Text, u"Once"_s, {});
        words("blank text", OutputKind::Text, u" \n\t"_s, u"textEmpty"_s);
        media("text as bytes", OutputKind::Text, "Once", {});
        words("object", OutputKind::Json, u"{\"a\":1}"_s, {});
        words("list", OutputKind::Json, u"[]"_s, {});
        words("fenced json", OutputKind::Json, u"```json\n{}\n```"_s, u"jsonInvalid"_s);
        words("half a json", OutputKind::Json, u"{\"a\":"_s, u"jsonInvalid"_s);
        words("no json", OutputKind::Json, {}, u"jsonInvalid"_s);
        words("nothing expected", OutputKind::None, {}, {});
    }
    void judges()
    {
        QFETCH(int, kind);
        QFETCH(QByteArray, bytes);
        QFETCH(QString, text);
        QFETCH(QString, fault);
        QCOMPARE(outputFault(OutputKind(kind), bytes, text).value_or(QString()), fault);
    }

    void asksForWhatTheRecipeSays_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("text");
        QTest::addColumn<OutputChecks>("checks");
        QTest::addColumn<QString>("fault");
        const auto row = [](const char *name, OutputKind kind, const QByteArray &bytes, const QString &text,
                            const QString &fault, const OutputChecks &checks) {
            QTest::newRow(name) << int(kind) << bytes << text << checks << fault;
        };
        using K = OutputKind;
        const QByteArray png = picture("PNG", {320, 200});
        row("no checks", K::Image, png, {}, {}, {});
        row("its size", K::Image, png, {}, {}, with(&OutputChecks::size, QSize{320, 200}));
        row("another size", K::Image, png, {}, u"checkImageSize|200x320|320x200"_s,
            with(&OutputChecks::size, QSize{200, 320}));
        row("as asked", K::Image, png, {}, u"checkImageSize|512x512|320x200"_s, with(&OutputChecks::sizeAsAsked, true));
        row("large enough", K::Image, png, {}, {}, with(&OutputChecks::leastSize, QSize{320, 100}));
        row("too small", K::Image, png, {}, u"checkImageSmall|320x201|320x200"_s,
            with(&OutputChecks::leastSize, QSize{320, 201}));
        const QByteArray sound = wave(tone(0.5), 16); // 2,400 samples at 24,000 a second
        row("long enough", K::Audio, sound, {}, {}, with(&OutputChecks::leastSeconds, double(0.1)));
        row("too short", K::Audio, sound, {}, u"checkAudioShort|1.0|0.1"_s,
            with(&OutputChecks::leastSeconds, double(1)));
        row("too long", K::Audio, sound, {}, u"checkAudioLong|0.1|0.1"_s,
            with(&OutputChecks::mostSeconds, double(0.05)));
        row("short text", K::Text, {}, u"Once"_s, u"checkTextShort|5|4"_s, with(&OutputChecks::leastCharacters, 5));
        row("blanks do not count", K::Text, {}, u"  Once  "_s, u"checkTextShort|5|4"_s,
            with(&OutputChecks::leastCharacters, 5));
        row("long text", K::Text, {}, u"Once"_s, u"checkTextLong|3|4"_s, with(&OutputChecks::mostCharacters, 3));
        row("lacks", K::Text, {}, u"Once"_s, u"checkTextLacks|upon|"_s,
            with(&OutputChecks::contains, QStringList{u"ONCE"_s, u"upon"_s}));
        row("has", K::Text, {}, u"As an AI, I"_s, u"checkTextHas|as an ai|"_s,
            with(&OutputChecks::excludes, QStringList{u"as an ai"_s}));
        row("a bar in a rule", K::Text, {}, u"Once"_s, u"checkTextLacks|a/b|"_s,
            with(&OutputChecks::contains, QStringList{u"a|b"_s}));
        const QString english = u"The kitchen is full of light, and the people who live there have all that they need "
                                "for a long evening with friends."_s;
        const QString portuguese = u"A cozinha é cheia de luz, e as pessoas que moram ali têm tudo o que precisam para "
                                   "uma longa noite com os amigos."_s;
        row("its language", K::Text, {}, portuguese, {}, with(&OutputChecks::language, u"pt"_s));
        row("its language, of a country", K::Text, {}, portuguese, {}, with(&OutputChecks::language, u"pt-BR"_s));
        row("another language", K::Text, {}, english, u"checkLanguage|pt|en"_s, with(&OutputChecks::language, u"pt"_s));
        row("not the language that was asked", K::Text, {}, english, u"checkLanguage|pt|en"_s,
            with(&OutputChecks::languageAsAsked, true));
        row("too short to say", K::Text, {}, u"Hello, world"_s, {}, with(&OutputChecks::language, u"pt"_s));
        const QJsonObject schema{
            {u"type"_s, u"object"_s},
            {u"required"_s, QJsonArray{u"total"_s}},
            {u"properties"_s,
             QJsonObject{{u"total"_s, QJsonObject{{u"type"_s, u"number"_s}, {u"minimum"_s, 1}}},
                         {u"items"_s, QJsonObject{{u"type"_s, u"array"_s},
                                                  {u"minItems"_s, 1},
                                                  {u"items"_s, QJsonObject{{u"type"_s, u"string"_s}}}}},
                         {u"kind"_s, QJsonObject{{u"enum"_s, QJsonArray{u"sale"_s, u"gift"_s}}}}}}};
        const auto json = [&](const char *name, const QString &text, const QString &fault) {
            row(name, K::Json, {}, text, fault, with(&OutputChecks::schema, schema));
        };
        json("as wanted", u"{\"total\": 3, \"items\": [\"a\"], \"kind\": \"gift\"}"_s, {});
        json("no object", u"[1]"_s, u"checkJson||type|object"_s);
        json("missing", u"{}"_s, u"checkJson|total|required|"_s);
        json("wrong type", u"{\"total\": \"3\"}"_s, u"checkJson|total|type|number"_s);
        json("too little", u"{\"total\": 0}"_s, u"checkJson|total|minimum|1"_s);
        json("empty list", u"{\"total\": 1, \"items\": []}"_s, u"checkJson|items|minItems|1"_s);
        json("inside a list", u"{\"total\": 1, \"items\": [\"a\", 2]}"_s, u"checkJson|items[1]|type|string"_s);
        json("not one of", u"{\"total\": 1, \"kind\": \"loan\"}"_s, u"checkJson|kind|enum|sale, gift"_s);
    }
    void asksForWhatTheRecipeSays()
    {
        QFETCH(int, kind);
        QFETCH(QByteArray, bytes);
        QFETCH(QString, text);
        QFETCH(OutputChecks, checks);
        QFETCH(QString, fault);
        QCOMPARE(
            checkFault(checks, {{u"size"_s, u"512x512"_s}, {u"language"_s, u"pt-BR"_s}}, OutputKind(kind), bytes, text)
                .value_or(QString()),
            fault);
    }

    void halfATextIsNone()
    {
        using K = OutputKind;
        QCOMPARE(cutFault(K::Text, 4096), std::optional(u"checkTextCut|4096|"_s));
        QCOMPARE(cutFault(K::Json, 0), std::optional(u"checkTextCut|0|"_s));
        QCOMPARE(cutFault(K::Audio, 16384), std::optional(u"checkAudioCut|16384|"_s));
        QVERIFY(!cutFault(K::Image, 10));
    }

    // Whatever byte is lost, it is noticed or the picture still opens; never a crash.
    void everyCutIsHarmless()
    {
        for (const char *format : {"PNG", "JPG"}) {
            const QByteArray bytes = picture(format, {24, 16});
            for (qsizetype length = 0; length < bytes.size() - 16; ++length)
                QVERIFY2(outputFault(OutputKind::Image, bytes.left(length), {}),
                         qPrintable(u"%1 bytes of %2"_s.arg(length).arg(QLatin1String(format))));
        }
        const QByteArray sound = wave(tone(0.5), 16);
        for (qsizetype length = 0; length < sound.size(); length += 7)
            QVERIFY(outputFault(OutputKind::Audio, sound.left(length), {}));
    }
};

QTEST_GUILESS_MAIN(TestOutputCheck)
#include "test_output_check.moc"
