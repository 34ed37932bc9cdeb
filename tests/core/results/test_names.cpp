#include "results/result_files.h"

#include <QTest>

#include <rapidcheck.h>

using namespace fornada;
using namespace Qt::StringLiterals;

class TestNames : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void makesNamesSafe_data()
    {
        QTest::addColumn<QString>("wish");
        QTest::addColumn<QString>("name");
        QTest::newRow("fine") << u"Ana Souza (2)"_s << u"Ana Souza (2)"_s;
        QTest::newRow("unicode") << u"João 東京 🎂"_s << u"João 東京 🎂"_s;
        QTest::newRow("composed") << u"Joa\u0303o"_s << u"João"_s;
        QTest::newRow("traversal") << u"../../etc/passwd"_s << u"-..-etc-passwd"_s;
        QTest::newRow("windows path") << u"C:\\Windows\\x"_s << u"C--Windows-x"_s;
        QTest::newRow("wildcards") << u"a*b?c\"d<e>f|g"_s << u"a-b-c-d-e-f-g"_s;
        QTest::newRow("dots only") << u".."_s << u"unnamed"_s;
        QTest::newRow("nothing") << u""_s << u"unnamed"_s;
        QTest::newRow("blank") << u" \t\n\u00a0"_s << u"unnamed"_s;
        QTest::newRow("hidden") << u".bashrc"_s << u"bashrc"_s;
        QTest::newRow("end") << u"name. . "_s << u"name"_s;
        QTest::newRow("inner dots") << u"v1.2 final"_s << u"v1.2 final"_s;
        QTest::newRow("controls") << u"a\u0001b\u007fc\nd"_s << u"abc d"_s;
        QTest::newRow("zero") << u"a\0b"_s << u"ab"_s;
        QTest::newRow("right to left") << u"photo\u202egpj.exe\u2066\u200b\ufeff"_s << u"photogpj.exe"_s;
        QTest::newRow("half a pair") << u"a"_s + QChar(0xd83c) << u"a"_s;
        QTest::newRow("device") << u"CON"_s << u"_CON"_s;
        QTest::newRow("device with extension") << u"com1.txt"_s << u"_com1.txt"_s;
        QTest::newRow("device with space") << u"nul .x"_s << u"_nul .x"_s;
        QTest::newRow("device with a high digit") << u"LPT\u00b2"_s << u"_LPT\u00b2"_s;
        QTest::newRow("no device") << u"console"_s << u"console"_s;
        QTest::newRow("long") << u"x"_s.repeated(300) << u"x"_s.repeated(120);
        QTest::newRow("long in bytes") << u"東"_s.repeated(120) << u"東"_s.repeated(66);
        QTest::newRow("no accent cut off") << u"x"_s.repeated(119) + u"q\u0303"_s << u"x"_s.repeated(119);
    }
    void makesNamesSafe()
    {
        QFETCH(QString, wish);
        QFETCH(QString, name);
        QCOMPARE(safeFileName(wish), name);
        QCOMPARE(safeFileName(name), name);
    }

    void anyWishGivesASafeName()
    {
        const bool held = rc::check("safe", [](const std::vector<uint16_t> &units) {
            const QString wish(reinterpret_cast<const QChar *>(units.data()), qsizetype(units.size()));
            const QString name = safeFileName(wish);
            RC_ASSERT(!name.isEmpty());
            RC_ASSERT(name.size() <= 120);
            RC_ASSERT(name.toUtf8().size() <= 200);
            RC_ASSERT(name.isValidUtf16());
            const bool plain = std::none_of(name.begin(), name.end(),
                                            [](QChar c) { return c.unicode() < 0x20 || u"/\\:*?\"<>|"_s.contains(c); });
            RC_ASSERT(plain);
            RC_ASSERT(!name.endsWith(u'.') && !name.endsWith(u' ') && !name.startsWith(u'.'));
            RC_ASSERT(safeFileName(name) == name);
        });
        QVERIFY(held);
    }

    void sniffs_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("extension");
        QTest::newRow("png") << "\x89PNG\r\n\x1a\n...."_ba << u"png"_s;
        QTest::newRow("jpg") << "\xff\xd8\xff\xe0...."_ba << u"jpg"_s;
        QTest::newRow("gif") << "GIF89a..."_ba << u"gif"_s;
        QTest::newRow("webp") << "RIFF\x10\x20\x30\x40WEBPVP8 "_ba << u"webp"_s;
        QTest::newRow("wav") << "RIFF\x10\x20\x30\x40WAVEfmt "_ba << u"wav"_s;
        QTest::newRow("other riff") << "RIFF\x10\x20\x30\x40"
                                       "AVI LIST"_ba
                                    << u"bin"_s;
        QTest::newRow("short riff") << "RIFF"_ba << u"txt"_s;
        QTest::newRow("mp3 with tag") << "ID3\x03"_ba << u"mp3"_s;
        QTest::newRow("mp3 frame") << "\xff\xfb\x90\x64"_ba << u"mp3"_s;
        QTest::newRow("mpeg 2 frame") << "\xff\xf3\x40\xc4"_ba << u"mp3"_s;
        QTest::newRow("aac frame") << "\xff\xf1\x50\x80"_ba << u"aac"_s;
        QTest::newRow("no frame") << "\xff\xff\xff\xff"_ba << u"bin"_s;
        QTest::newRow("ogg") << "OggS\x02"_ba << u"ogg"_s;
        QTest::newRow("flac") << "fLaC"_ba << u"flac"_s;
        QTest::newRow("pdf") << "%PDF-1.7"_ba << u"pdf"_s;
        QTest::newRow("json") << " {\"a\": [1]}\n"_ba << u"json"_s;
        QTest::newRow("list") << "[]"_ba << u"json"_s;
        QTest::newRow("broken json") << "{\"a\": "_ba << u"txt"_s;
        QTest::newRow("text") << u"Olá\nmundo\t!"_s.toUtf8() << u"txt"_s;
        QTest::newRow("latin-1") << "Ol\xe1"_ba << u"bin"_s;
        QTest::newRow("nothing") << QByteArray() << u"bin"_s;
        QTest::newRow("zeros") << QByteArray(64, '\0') << u"bin"_s;
    }
    void sniffs()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, extension);
        QCOMPARE(sniffExtension(bytes), extension);
    }
};

QTEST_GUILESS_MAIN(TestNames)
#include "test_names.moc"
