#include "sandbox/language.h"
#include "sandbox/multipart.h"
#include "sandbox/text_writer.h"
#include "sandbox/voice.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>
#include <QtEndian>

#include <cmath>
#include <thread>

using namespace fornada;
using namespace fornada::sandbox;

namespace {

double loudness(const Sound &sound)
{
    double sum = 0;
    const qsizetype count = sound.pcm.size() / 2;
    for (qsizetype i = 0; i < count; ++i)
        sum += std::pow(qFromLittleEndian<qint16>(sound.pcm.constData() + 2 * i), 2);
    return count == 0 ? 0 : std::sqrt(sum / double(count));
}

double seconds(const Sound &sound)
{
    return double(sound.pcm.size()) / 2 / sound.rate;
}

} // namespace

// Texts, JSON, speech and the forms they arrive in.
class TestWords : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsTheSubject_data();
    void findsTheSubject();
    void knowsLanguages_data();
    void knowsLanguages();
    void findsTheLanguageWanted_data();
    void findsTheLanguageWanted();
    void writesAboutTheSubject();
    void adaptationsNameTheirLanguage();
    void fillsASchema();
    void endsDeepSchemas();
    void transcribesDeterministically();
    void speaks();
    void speaksFromManyThreads();
    void resamplingKeepsTheTone();
    void writesAWavHeader();
    void readsForms();
    void refusesBrokenForms_data();
    void refusesBrokenForms();
};

void TestWords::findsTheSubject_data()
{
    QTest::addColumn<QString>("prompt");
    QTest::addColumn<QString>("subject");
    QTest::newRow("quoted") << QStringLiteral("Write a script for \"Ten ways to rest\" now")
                            << QStringLiteral("Ten ways to rest");
    QTest::newRow("title") << QStringLiteral("Título: O pão de cada dia\nTom leve")
                           << QStringLiteral("O pão de cada dia");
    QTest::newRow("about") << QStringLiteral("Write a story about old bridges, two pages")
                           << QStringLiteral("old bridges");
    QTest::newRow("first words") << QStringLiteral("Sourdough basics. Keep it short.")
                                 << QStringLiteral("Sourdough basics");
    QTest::newRow("empty") << QString() << QStringLiteral("…");
}

void TestWords::findsTheSubject()
{
    QFETCH(QString, prompt);
    QFETCH(QString, subject);
    QCOMPARE(subjectOf(prompt), subject);
}

void TestWords::knowsLanguages_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("code");
    QTest::newRow("en") << QStringLiteral("The light in the room is what you see first") << QByteArray("en");
    QTest::newRow("pt") << QStringLiteral("O que você vê primeiro é a luz da sala, não o chão") << QByteArray("pt");
    QTest::newRow("es") << QStringLiteral("Lo que ves primero es la luz de la sala y el suelo") << QByteArray("es");
    QTest::newRow("fr") << QStringLiteral("Ce que vous voyez dans le salon est une lumière pour les gens")
                        << QByteArray("fr");
    QTest::newRow("de") << QStringLiteral("Das Licht im Raum ist für die Gäste und nicht zu hell") << QByteArray("de");
    QTest::newRow("it") << QStringLiteral("La luce della sala non è per gli ospiti che sono in casa")
                        << QByteArray("it");
    QTest::newRow("nothing") << QStringLiteral("1234") << QByteArray("en");
}

void TestWords::knowsLanguages()
{
    QFETCH(QString, text);
    QFETCH(QByteArray, code);
    QCOMPARE(languageOf(text), code);
}

void TestWords::findsTheLanguageWanted_data()
{
    QTest::addColumn<QString>("prompt");
    QTest::addColumn<QByteArray>("code");
    QTest::newRow("to") << QStringLiteral("Adapt this script to Spanish for Mexico") << QByteArray("es");
    QTest::newRow("pt") << QStringLiteral("Traduza para o inglês") << QByteArray("en");
    QTest::newRow("brazil") << QStringLiteral("Adapt into Brazilian Portuguese") << QByteArray("pt");
    QTest::newRow("language and culture")
        << QStringLiteral("Adapt this to the language and culture pt-BR. Answer in full.") << QByteArray("pt");
    QTest::newRow("code") << QStringLiteral("language: fr-CA. Write.") << QByteArray("fr");
    QTest::newRow("last") << QStringLiteral("written in English, adapt it to German") << QByteArray("de");
    QTest::newRow("none") << QStringLiteral("Write about the Italian job") << QByteArray();
}

void TestWords::findsTheLanguageWanted()
{
    QFETCH(QString, prompt);
    QFETCH(QByteArray, code);
    QCOMPARE(languageWanted(prompt), code);
}

void TestWords::writesAboutTheSubject()
{
    const QString prompt = QStringLiteral("Write a script titled \"Bread at dawn\"");
    const QString text = writeText(prompt, 0);
    QVERIFY(text.contains(QStringLiteral("Bread at dawn")));
    QVERIFY(text.count(QStringLiteral("\n\n")) >= 4);
    QVERIFY(!text.contains(QStringLiteral("%1")));
    QCOMPARE(writeText(prompt, 0), text);
    bool isOtherSomewhere = false;
    for (quint64 variation = 1; variation < 5; ++variation)
        isOtherSomewhere = isOtherSomewhere || writeText(prompt, variation) != text;
    QVERIFY(isOtherSomewhere);
}

void TestWords::adaptationsNameTheirLanguage()
{
    const QString text = writeText(QStringLiteral("Adapt \"Bread at dawn\" to Spanish"), 0);
    QVERIFY2(text.startsWith(QStringLiteral("Adaptado al español: Bread at dawn")), qPrintable(text));
    QCOMPARE(languageOf(text), "es");
}

void TestWords::fillsASchema()
{
    const QJsonObject schema = QJsonDocument::fromJson(R"({"type":"OBJECT","properties":{
        "title":{"type":"STRING"}, "count":{"type":"INTEGER","minimum":5,"maximum":7}, "ok":{"type":"BOOLEAN"},
        "price":{"type":"number"}, "status":{"type":"string","enum":["open","paid"]}, "note":{"type":["string","null"]},
        "items":{"type":"ARRAY","minItems":4,"items":{"type":"OBJECT","properties":{"name":{"type":"STRING"}}}},
        "short":{"type":"string","maxLength":3}}})")
                                   .object();
    const QJsonObject json = writeJson(QStringLiteral("Order about \"Two cakes\""), schema, 0);
    QCOMPARE(json.size(), 8);
    QCOMPARE(json.value(u"title").toString(), QStringLiteral("Two cakes"));
    QVERIFY(json.value(u"count").toInt() >= 5 && json.value(u"count").toInt() <= 7);
    QVERIFY(json.value(u"ok").isBool());
    QVERIFY(json.value(u"price").toDouble() >= 1);
    QVERIFY(QStringList({QStringLiteral("open"), QStringLiteral("paid")}).contains(json.value(u"status").toString()));
    QVERIFY(json.value(u"note").isString());
    const QJsonArray items = json.value(u"items").toArray();
    QCOMPARE(items.size(), 4);
    QVERIFY(items.at(0)[u"name"] != items.at(1)[u"name"]);
    QVERIFY(json.value(u"short").toString().size() <= 3);
    QVERIFY(writeJson(QStringLiteral("x"), {}, 0).value(u"text").isString());
}

void TestWords::endsDeepSchemas()
{
    QJsonObject schema{{QStringLiteral("type"), QStringLiteral("string")}};
    for (int i = 0; i < 200; ++i)
        schema = {{QStringLiteral("type"), QStringLiteral("object")},
                  {QStringLiteral("properties"), QJsonObject{{QStringLiteral("a"), schema}}}};
    const QByteArray json = QJsonDocument(writeJson(QStringLiteral("x"), schema, 0)).toJson();
    QVERIFY(json.size() < 4000);
}

void TestWords::transcribesDeterministically()
{
    const QString text = transcribe("some audio", "pt-BR");
    QCOMPARE(transcribe("some audio", "pt"), text);
    QCOMPARE(languageOf(text), "pt");
    QCOMPARE(languageOf(transcribe("some audio", "en")), "en");
    bool isOtherSomewhere = false;
    for (int i = 0; i < 5; ++i)
        isOtherSomewhere = isOtherSomewhere || transcribe(QByteArray::number(i), "pt") != text;
    QVERIFY(isOtherSomewhere);
}

void TestWords::speaks()
{
    const SpeechAsk ask{QStringLiteral("Good morning, this is a test of the voice."), "en", QStringLiteral("Kore"),
                        1.0};
    const auto sound = speak(ask);
    QVERIFY2(sound, sound ? "" : qPrintable(sound.error().detail));
    QVERIFY2(seconds(*sound) > 1 && seconds(*sound) < 8, qPrintable(QString::number(seconds(*sound))));
    QVERIFY2(loudness(*sound) > 300, qPrintable(QString::number(loudness(*sound))));
    const auto again = speak(ask);
    QVERIFY(again && std::abs(seconds(*again) - seconds(*sound)) < 0.05);
    SpeechAsk other = ask;
    other.voice = QStringLiteral("Charon");
    const auto otherSound = speak(other);
    QVERIFY(otherSound && otherSound->pcm != sound->pcm);
    other = ask;
    other.speed = 2;
    const auto fast = speak(other);
    QVERIFY(fast && seconds(*fast) < 0.75 * seconds(*sound));
    const auto portuguese = speak({QStringLiteral("O pão está no forno e você não vê."), {}, {}, 1.0});
    QVERIFY(portuguese && loudness(*portuguese) > 300);
}

void TestWords::speaksFromManyThreads()
{
    std::vector<std::thread> threads;
    std::array<double, 4> lengths{};
    for (size_t i = 0; i < lengths.size(); ++i)
        threads.emplace_back([&length = lengths[i]] {
            const auto sound = speak({QStringLiteral("One voice at a time."), "en", {}, 1.0});
            length = sound ? seconds(*sound) : -1;
        });
    for (std::thread &thread : threads)
        thread.join();
    for (const double length : lengths)
        QVERIFY(length > 0.5 && std::abs(length - lengths[0]) < 0.05);
}

void TestWords::resamplingKeepsTheTone()
{
    Sound tone{QByteArray(2 * 22050, '\0'), 22050};
    for (int i = 0; i < 22050; ++i)
        qToLittleEndian(qint16(12000 * std::sin(2 * M_PI * 440 * i / 22050.0)), tone.pcm.data() + 2 * i);
    const Sound result = resampled(tone, 24'000);
    QCOMPARE(result.rate, 24'000);
    QVERIFY(std::abs(seconds(result) - 1.0) < 0.001);
    int crossings = 0;
    for (qsizetype i = 1; i < result.pcm.size() / 2; ++i) {
        const auto at = [&](qsizetype k) { return qFromLittleEndian<qint16>(result.pcm.constData() + 2 * k); };
        crossings += (at(i - 1) < 0) != (at(i) < 0) ? 1 : 0;
    }
    QVERIFY2(std::abs(crossings - 880) <= 2, qPrintable(QString::number(crossings)));
    QVERIFY(std::abs(loudness(result) - loudness(tone)) < 100);
    QVERIFY(resampled({{}, 22050}, 24'000).pcm.isEmpty());
}

void TestWords::writesAWavHeader()
{
    const QByteArray wav = toWav({QByteArray(480, '\1'), 24'000});
    QCOMPARE(wav.size(), 524);
    QVERIFY(wav.startsWith("RIFF") && wav.mid(8, 8) == "WAVEfmt ");
    QCOMPARE(qFromLittleEndian<quint32>(wav.constData() + 4), 516u);
    QCOMPARE(qFromLittleEndian<quint32>(wav.constData() + 24), 24'000u);
    QCOMPARE(qFromLittleEndian<quint32>(wav.constData() + 40), 480u);
    QCOMPARE(secondsOf(wav), 0.01);
}

void TestWords::readsForms()
{
    const QByteArray body = "--b 1\r\nContent-Disposition: form-data; name=\"prompt\"\r\n\r\nline art\r\n"
                            "--b 1\r\nContent-Disposition: form-data; filename=\"a\r\n.png\"; name=\"image[]\"\r\n"
                            "Content-Type: Image/PNG\r\n\r\n\x89PNG\r\n--b 2\r\n\r\n--b 1--\r\n";
    QByteArray plain = body;
    plain.replace("a\r\n.png", "a.png");
    const auto parts = parseMultipart("multipart/form-data; boundary=\"b 1\"", plain);
    QVERIFY(parts);
    QCOMPARE(parts->size(), 2);
    QCOMPARE(findPart(*parts, "prompt")->body, "line art");
    const FormPart *image = findPart(*parts, "image");
    QVERIFY(image);
    QCOMPARE(image->fileName, "a.png");
    QCOMPARE(image->mime, "image/png");
    QCOMPARE(image->body, "\x89PNG\r\n--b 2\r\n"); // what only looks like a boundary stays
    QVERIFY(!findPart(*parts, "mask"));
}

void TestWords::refusesBrokenForms_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    const QByteArray type = "multipart/form-data; boundary=x";
    QTest::newRow("other type") << QByteArray("application/json") << QByteArray("--x--");
    QTest::newRow("no boundary") << QByteArray("multipart/form-data") << QByteArray("--x--");
    QTest::newRow("empty") << type << QByteArray();
    QTest::newRow("not closed") << type << QByteArray("--x\r\nContent-Disposition: form-data; name=a\r\n\r\nv");
    QTest::newRow("no head") << type << QByteArray("--x\r\nvalue\r\n--x--");
    QTest::newRow("no name") << type << QByteArray("--x\r\nContent-Type: a/b\r\n\r\nv\r\n--x--");
    QTest::newRow("too many") << type
                              << QByteArray("--x\r\nContent-Disposition: form-data; name=a\r\n\r\nv\r\n").repeated(65) +
                                     "--x--";
}

void TestWords::refusesBrokenForms()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, body);
    QVERIFY(!parseMultipart(type, body));
}

QTEST_GUILESS_MAIN(TestWords)
#include "test_words.moc"
