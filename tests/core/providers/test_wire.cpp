#include "providers/delays.h"
#include "providers/media.h"
#include "providers/multipart.h"
#include "providers/wire.h"

#include <QTest>

#include <rapidcheck.h>

using namespace fornada;

namespace {
ProviderAnswer answerWith(HeaderList headers)
{
    return {429, std::move(headers), {}, wallFromIso(QStringLiteral("2026-11-21T10:00:00.000Z"))};
}
qint64 ms(std::optional<Micros> delay)
{
    return delay ? delay->count() / 1000 : -1;
}
} // namespace

// Delays, media, forms, addresses: what the dialects share.
class TestWire : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void unitsAreRead_data();
    void unitsAreRead();
    void headersAreRead_data();
    void headersAreRead();
    void messagesAreRead_data();
    void messagesAreRead();
    void midnightFollowsTheZone_data();
    void midnightFollowsTheZone();
    void bytesShowTheirType();
    void base64IsStrict();
    void dataUrlsAreRead();
    void pcmGetsAHeader();
    void streamedWavGetsItsSizes();
    void noSoundIsNoSound();
    void formsSurviveOddNames();
    void formsNeverContainTheirBoundary();
    void addressesKeepQueryAndHost();
    void badAddressesAreRefused_data();
    void badAddressesAreRefused();
    void headersCannotBeForged();
    void fencedJsonIsRead();
    void messagesAreOneCleanLine();
    void randomBodiesNeverCrash();
};

void TestWire::unitsAreRead_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("expected");
    const auto row = [](const char *text, qint64 expected) {
        QTest::newRow(text) << QString::fromLatin1(text) << expected;
    };
    row("26s", 26'000);
    row("20.044664810s", 20'044);
    row("900ms", 900);
    row("6m0s", 360'000);
    row("2m59.56s", 179'560);
    row("1h2m3.5s", 3'723'500);
    row("7h12m0s", 25'920'000);
    row("1d", 86'400'000);
    row("0s", 0);
    row("", -1);
    row("26", -1);
    row("s", -1);
    row("-5s", -1);
    row("5s later", -1);
    row("99999999999999999h", -1);
}

void TestWire::unitsAreRead()
{
    QFETCH(const QString, text);
    QFETCH(const qint64, expected);
    QCOMPARE(ms(delayFromUnits(text)), expected);
}

void TestWire::headersAreRead_data()
{
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QByteArray>("afterMs");
    QTest::addColumn<QByteArray>("date");
    QTest::addColumn<qint64>("expected");
    const QByteArray none;
    QTest::newRow("seconds") << QByteArray("12") << none << none << qint64(12'000);
    QTest::newRow("parts of seconds") << QByteArray("1.5") << none << none << qint64(1'500);
    QTest::newRow("milliseconds win") << QByteArray("12") << QByteArray("11873") << none << qint64(11'873);
    QTest::newRow("date") << QByteArray("Sat, 21 Nov 2026 10:00:30 GMT") << none << none << qint64(30'000);
    QTest::newRow("date by the server's clock") << QByteArray("Sat, 21 Nov 2026 12:00:30 GMT") << none
                                                << QByteArray("Sat, 21 Nov 2026 12:00:00 GMT") << qint64(30'000);
    QTest::newRow("date in the past") << QByteArray("Sat, 21 Nov 2026 09:00:00 GMT") << none << none << qint64(0);
    QTest::newRow("negative") << QByteArray("-3") << none << none << qint64(0);
    QTest::newRow("nothing") << none << none << none << qint64(-1);
    QTest::newRow("noise") << QByteArray("soon") << none << none << qint64(-1);
    QTest::newRow("not a number") << QByteArray("nan") << none << none << qint64(-1);
    QTest::newRow("endless") << QByteArray("inf") << none << none << qint64(-1);
}

void TestWire::headersAreRead()
{
    QFETCH(const QByteArray, after);
    QFETCH(const QByteArray, afterMs);
    QFETCH(const QByteArray, date);
    QFETCH(const qint64, expected);
    const auto answer = answerWith({{"retry-after", after}, {"retry-after-ms", afterMs}, {"date", date}});
    QCOMPARE(ms(delayFromHeaders(answer)), expected);
}

void TestWire::messagesAreRead_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("expected");
    const auto row = [](const char *text, qint64 expected) {
        QTest::newRow(text) << QString::fromLatin1(text) << expected;
    };
    row("Please retry in 20.04s.", 20'040);
    row("Limit 5, Used 5. Please try again in 12s.", 12'000);
    row("tokens per day (TPD): Please try again in 2m59.56s. Visit us", 179'560);
    row("try again in 120ms", 120);
    row("try again later", -1);
}

void TestWire::messagesAreRead()
{
    QFETCH(const QString, text);
    QFETCH(const qint64, expected);
    QCOMPARE(ms(delayFromMessage(text)), expected);
}

void TestWire::midnightFollowsTheZone_data()
{
    QTest::addColumn<QString>("now");
    QTest::addColumn<QString>("midnight");
    const auto row = [](const char *name, const char *now, const char *midnight) {
        QTest::newRow(name) << QString::fromLatin1(now) << QString::fromLatin1(midnight);
    };
    row("summer", "2026-10-01T10:00:00.000Z", "2026-10-02T07:00:00.000Z");
    row("winter", "2026-11-21T10:00:00.000Z", "2026-11-22T08:00:00.000Z");
    row("just before", "2026-11-21T07:59:59.999Z", "2026-11-21T08:00:00.000Z");
    row("on the turn", "2026-11-21T08:00:00.000Z", "2026-11-22T08:00:00.000Z");
    row("the long day", "2026-11-01T08:00:00.000Z", "2026-11-02T08:00:00.000Z");
    row("the short day", "2026-03-08T09:00:00.000Z", "2026-03-09T07:00:00.000Z");
}

void TestWire::midnightFollowsTheZone()
{
    QFETCH(const QString, now);
    QFETCH(const QString, midnight);
    QCOMPARE(toIso(nextPacificMidnight(wallFromIso(now))), midnight);
}

void TestWire::bytesShowTheirType()
{
    QCOMPARE(sniffedMime(QByteArray("\x89PNG\r\n\x1a\n....")), QStringLiteral("image/png"));
    QCOMPARE(sniffedMime(QByteArray("\xff\xd8\xff\xe0")), QStringLiteral("image/jpeg"));
    QCOMPARE(sniffedMime(QByteArray("RIFF0000WEBPVP8 ")), QStringLiteral("image/webp"));
    QCOMPARE(sniffedMime(QByteArray("RIFF0000WAVEfmt ")), QStringLiteral("audio/wav"));
    QCOMPARE(sniffedMime(QByteArray("ID3\x04")), QStringLiteral("audio/mpeg"));
    QCOMPARE(sniffedMime(QByteArray("\xff\xfb\x90\x00", 4)), QStringLiteral("audio/mpeg"));
    QCOMPARE(sniffedMime(QByteArray("\xff\xf1\x50\x80")), QStringLiteral("audio/aac"));
    QCOMPARE(sniffedMime(QByteArray("OggS")), QStringLiteral("audio/ogg"));
    const QByteArray photo("\0\0\0\x18"
                           "ftypmif1\0\0\0\0hdlr\0\0\0\0\0\0\0\0pict",
                           32);
    QCOMPARE(sniffedMime(photo), QStringLiteral("image/heif"));
    QCOMPARE(sniffedMime(QByteArray("\0\0\0\x18"
                                    "ftypavif",
                                    12)),
             QStringLiteral("image/avif"));
    QCOMPARE(sniffedMime(QByteArray("\0\0\0\x18"
                                    "ftypM4A ",
                                    12)),
             QStringLiteral("audio/mp4"));
    const QByteArray film("\0\0\0\x18"
                          "ftypqt  \0\0\0\0hdlr\0\0\0\0\0\0\0\0vide",
                          32);
    QCOMPARE(sniffedMime(film), QStringLiteral("video/quicktime"));
    QVERIFY(!playable(film, QStringLiteral("audio/mp4")));
    QCOMPARE(sniffedMime(QByteArray("<html>")), QString());
    QCOMPARE(sniffedMime(QByteArray()), QString());
}

void TestWire::base64IsStrict()
{
    QCOMPARE(bytesFromBase64(QStringLiteral("aGVsbG8=")).value(), QByteArray("hello"));
    QCOMPARE(bytesFromBase64(QStringLiteral("aGVsbG8")).value(), QByteArray("hello"));
    QCOMPARE(bytesFromBase64(QStringLiteral("aGVs\r\nbG8=")).value(), QByteArray("hello"));
    QCOMPARE(bytesFromBase64(QStringLiteral("-_8=")).value(), QByteArray("\xfb\xff"));
    QVERIFY(!bytesFromBase64(QStringLiteral("aGVs!G8=")));
    QVERIFY(!bytesFromBase64(QString()));
}

void TestWire::dataUrlsAreRead()
{
    QCOMPARE(bytesFromDataUrl(QStringLiteral("data:image/png;base64,aGVsbG8=")).value(), QByteArray("hello"));
    QVERIFY(!bytesFromDataUrl(QStringLiteral("https://x.example/a.png")));
    QVERIFY(!bytesFromDataUrl(QStringLiteral("data:text/plain,hello")));
    QVERIFY(!bytesFromDataUrl(QStringLiteral("data:image/png;base64")));
}

void TestWire::pcmGetsAHeader()
{
    const auto sound =
        playable(QByteArray("\x01\x00\x02\x00\x03", 5), QStringLiteral("Audio/L16;codec=pcm;rate=16000"));
    QVERIFY(sound);
    QCOMPARE(sound->mime, QStringLiteral("audio/wav"));
    // 16,000 a second, two bytes each; half a sample at the end is dropped.
    const QByteArray expected("RIFF\x28\0\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0\x80\x3e\0\0\0\x7d\0\0\x02\0\x10\0data\x04\0"
                              "\0\0\x01\0\x02\0",
                              48);
    QCOMPARE(sound->bytes, expected);
    // PCM that happens to begin like an MP3 is PCM all the same.
    QCOMPARE(playable(QByteArray("\xff\xfb\x90\x64", 4), QStringLiteral("audio/pcm"))->mime,
             QStringLiteral("audio/wav"));
}

void TestWire::streamedWavGetsItsSizes()
{
    QByteArray wav = wavFromPcm(QByteArray(100, 'x'), 24'000);
    wav.replace(4, 4, "\xff\xff\xff\xff").replace(40, 4, "\xff\xff\xff\xff");
    const auto sound = playable(wav, QStringLiteral("audio/wav"));
    QVERIFY(sound);
    QCOMPARE(sound->bytes, wavFromPcm(QByteArray(100, 'x'), 24'000));
    // A right one stays as it is.
    QCOMPARE(playable(sound->bytes, QString())->bytes, sound->bytes);
}

void TestWire::noSoundIsNoSound()
{
    QVERIFY(!playable({}, QStringLiteral("audio/L16")));
    QVERIFY(!playable({}, QStringLiteral("audio/mpeg")));
    QVERIFY(!playable(wavFromPcm({}, 24'000), QStringLiteral("audio/wav")));
    QVERIFY(!playable("<html>", QStringLiteral("text/html")));
    QVERIFY(!playable("\x89PNG\r\n\x1a\n", QStringLiteral("audio/mpeg")));
    QCOMPARE(playable("noise", QStringLiteral("audio/Basic; x=y"))->mime, QStringLiteral("audio/basic"));
}

void TestWire::formsSurviveOddNames()
{
    const Form form = formFrom({{"prompt", "two\r\nlines", {}, {}},
                                {"image", "bytes", QStringLiteral("a \"b\"\r\nX-Evil: 1.png"), "image/png"}});
    const QByteArray boundary = form.contentType.mid(form.contentType.indexOf("boundary=") + 9);
    QVERIFY(!boundary.isEmpty());
    QVERIFY(form.body.startsWith("--" + boundary + "\r\n"));
    QVERIFY(form.body.endsWith("--" + boundary + "--\r\n"));
    QCOMPARE(form.body.count("--" + boundary), 3);
    QVERIFY(
        form.body.contains("filename=\"a %22b%22%0D%0AX-Evil: 1.png\"\r\nContent-Type: image/png\r\n\r\nbytes\r\n"));
}

void TestWire::formsNeverContainTheirBoundary()
{
    QVERIFY(rc::check("the boundary is in no part", [](const std::string &a, const std::string &b) {
        const QList<FormPart> parts = {{"a", QByteArray::fromStdString(a), {}, {}},
                                       {"b", QByteArray::fromStdString(b), {}, {}}};
        const Form form = formFrom(parts);
        const QByteArray boundary = form.contentType.mid(form.contentType.indexOf("boundary=") + 9);
        RC_ASSERT(form.body.count(boundary) == 3);
        // RFC 2046 allows 70 characters.
        RC_ASSERT(boundary.size() <= 70);
    }));
}

void TestWire::addressesKeepQueryAndHost()
{
    const auto address = [](const char *base, const QByteArray &path) {
        return addressOf(QUrl::fromEncoded(base), "https://usual.example/v1", path)->toEncoded();
    };
    QCOMPARE(address("", "/models/a%2Fb:go"), QByteArray("https://usual.example/v1/models/a%2Fb:go"));
    QCOMPARE(address("http://h:8080/", "/x"), QByteArray("http://h:8080/x"));
    QCOMPARE(address("http://h/base/", "x"), QByteArray("http://h/base/x"));
    QCOMPARE(address("http://h/d?api-version=1#top", "/x"), QByteArray("http://h/d/x?api-version=1"));
    QCOMPARE(address("http://h/worker/", ""), QByteArray("http://h/worker/"));
}

void TestWire::badAddressesAreRefused_data()
{
    QTest::addColumn<QString>("base");
    for (const char *base : {"ftp://h/", "file:///etc/passwd", "h/x", "http:///x", "javascript:1"})
        QTest::newRow(base) << QString::fromLatin1(base);
}

void TestWire::badAddressesAreRefused()
{
    QFETCH(const QString, base);
    const auto url = addressOf(QUrl(base), "", "/x");
    QVERIFY(!url);
    QVERIFY(url.error().kind == ErrorKind::BadUrl);
}

void TestWire::headersCannotBeForged()
{
    QCOMPARE(headerValue(QStringLiteral("a b\r\nX: 1%ç")), QByteArray("a%20b%0D%0AX:%201%25%C3%A7"));
    QVERIFY(!keyHeaderValue(QStringLiteral("abc\r\nX-Evil: 1")));
    QVERIFY(!keyHeaderValue(QStringLiteral("schlüssel")));
    QCOMPARE(*keyHeaderValue(QStringLiteral(" abc\n")), QByteArray("abc"));
    QVERIFY(keyHeaderValue(QString())->isEmpty());
}

void TestWire::fencedJsonIsRead()
{
    QCOMPARE(jsonText(QStringLiteral("```json\n{\"a\": 1}\n```")).value(), QStringLiteral("{\"a\": 1}"));
    QCOMPARE(jsonText(QStringLiteral(" [1] ")).value(), QStringLiteral("[1]"));
    QVERIFY(!jsonText(QStringLiteral("{\"a\": 1")));
    QVERIFY(!jsonText(QStringLiteral("```")));
    QVERIFY(!jsonText(QString()));
    QVERIFY(!jsonText(QStringLiteral("hello")));
}

void TestWire::messagesAreOneCleanLine()
{
    const QString line = oneLine(QStringLiteral("bad key AIzaSyA0123456789abcdef\n  at x ") + QString(5000, u'y'));
    QVERIFY(line.size() <= 300);
    QVERIFY(line.startsWith(u"bad key [hidden] at x yy"));
}

void TestWire::randomBodiesNeverCrash()
{
    QVERIFY(rc::check("a digest of noise is a digest", [](const std::vector<char> &noise, int status) {
        Ask ask;
        ask.operation = Operation(std::abs(status) % 7);
        const ProviderAnswer answer{
            200 + std::abs(status % 400), {}, QByteArray(noise.data(), qsizetype(noise.size())), {}};
        for (const ProviderKind kind : {ProviderKind::Gemini, ProviderKind::OpenAi, ProviderKind::Worker}) {
            const Digest digest = adapterFor(kind, ask.operation).digest(ask, answer);
            RC_ASSERT(digest.message.size() <= 300);
            RC_ASSERT(!(digest.outcome == Outcome::RetryAfter && !digest.retryAfter));
        }
    }));
}

QTEST_GUILESS_MAIN(TestWire)
#include "test_wire.moc"
