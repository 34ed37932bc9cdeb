#include "engine/request_builder.h"
#include "providers/price_table.h"

#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace fornada;
using namespace Qt::StringLiterals;

namespace {

Result<BuiltJob> built(const QString &path)
{
    RequestPlan plan;
    plan.step.id = u"transcribe"_s;
    plan.step.operation = Operation::Transcription;
    plan.step.parameters = {{u"files"_s, QJsonArray{path}}};
    plan.account.kind = ProviderKind::Gemini;
    plan.input.job.model = u"gemini-x"_s;
    plan.input.job.step = plan.step.id;
    DiskFileIo files;
    return buildJob(plan, files);
}

// A box of an MP4: its size, its name, what is in it.
QByteArray box(const QByteArray &name, const QByteArray &content)
{
    return QByteArray("\0\0\0", 3) + char(8 + content.size()) + name + content;
}

QByteArray mp4(const QByteArray &brand, const QByteArray &track)
{
    return box("ftyp", brand + QByteArray(4, '\0')) + box("hdlr", QByteArray(8, '\0') + track + QByteArray(12, '\0'));
}

} // namespace

// Input files are called what providers call them, not what the desktop does.
class TestRequestFiles final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void soundsAreCalledAsProvidersDo_data();
    void soundsAreCalledAsProvidersDo();
    void aVoiceMessageIsReckonedAsSound();
    void aLongTextOfAStepBefore_data();
    void aLongTextOfAStepBefore();
};

void TestRequestFiles::soundsAreCalledAsProvidersDo_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("mime");
    QTest::newRow("MP3") << QByteArray("ID3\x04") << u"audio/mp3"_s;
    QTest::newRow("WhatsApp's Opus") << QByteArray("OggS") + QByteArray(24, '\0') + "OpusHead" << u"audio/ogg"_s;
    for (const char *brand : {"M4A ", "isom", "mp42"})
        QTest::newRow(brand) << mp4(brand, "soun") << u"audio/mp4"_s;
    QTest::newRow("film") << mp4("isom", "soun") + mp4("isom", "vide") << u"video/mp4"_s;
    QTest::newRow("iPhone photo") << mp4("heic", "pict") << u"image/heic"_s;
    QTest::newRow("document") << QByteArray("%PDF-1.7\n") << u"application/pdf"_s;
}

void TestRequestFiles::soundsAreCalledAsProvidersDo()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QString, mime);
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"input"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    file.close();
    const auto job = built(file.fileName());
    QVERIFY2(bool(job), job ? "" : qPrintable(job.error().detail));
    const QByteArray said = "\"mimeType\":\"" + mime.toUtf8() + '"';
    QVERIFY2(job->request.body.contains(said), job->request.body.constData());
}

void TestRequestFiles::aVoiceMessageIsReckonedAsSound()
{
    const auto job = built(QStringLiteral(SOURCE_ROOT "/resources/samples/order-1.ogg"));
    QVERIFY(bool(job));
    QCOMPARE(job->ask.files.first().mime, u"audio/ogg"_s);
    ModelPrice onlyMinutes;
    onlyMinutes.minute = Money{6'000};
    QVERIFY(worstCaseOf(onlyMinutes, ProviderKind::Gemini, job->ask) > Money{});
}

void TestRequestFiles::aLongTextOfAStepBefore_data()
{
    QTest::addColumn<OutputKind>("kind");
    QTest::addColumn<QString>("prompt");
    QTest::newRow("text") << OutputKind::Text << u"X[{{{results.before.text}}}]Y"_s;
    QTest::newRow("JSON") << OutputKind::Json << u"X[{{results.before.json.words}}]Y"_s;
}

// It lies in a file, and is part of what is asked all the same; when the file is gone nothing is asked.
void TestRequestFiles::aLongTextOfAStepBefore()
{
    QFETCH(const OutputKind, kind);
    QFETCH(const QString, prompt);
    const QTemporaryDir folder;
    const QString words(70'000, u'w');
    const QByteArray content = kind == OutputKind::Json ? R"({"words": ")" + words.toUtf8() + "\"}" : words.toUtf8();
    QFile file(folder.filePath(u"long.txt"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
    file.close();
    RequestPlan plan;
    plan.step.id = u"after"_s;
    plan.step.after = {u"before"_s};
    plan.step.operation = Operation::Join;
    plan.step.prompt = prompt;
    plan.resultsFolder = folder.path();
    plan.input.job.step = plan.step.id;
    ResultItem before;
    before.kind = kind;
    before.path = u"long.txt"_s;
    plan.input.parentResults = {before};
    plan.input.parentSteps = {u"before"_s};
    plan.input.parentFans = {QString()};
    QVERIFY(!isLight(plan));
    DiskFileIo files;
    const auto job = buildJob(plan, files);
    QVERIFY2(bool(job), job ? "" : qPrintable(job.error().detail));
    QCOMPARE(job->ask.prompt, u"X[%1]Y"_s.arg(words));
    QVERIFY(file.remove());
    QCOMPARE(buildJob(plan, files).error().kind, ErrorKind::FileMissing);
    QCOMPARE(requestHash(plan, files).error().kind, ErrorKind::FileMissing);
}

QTEST_GUILESS_MAIN(TestRequestFiles)
#include "test_request_files.moc"
