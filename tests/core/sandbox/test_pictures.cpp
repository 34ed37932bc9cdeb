#include "sandbox/picture.h"

#include <QBuffer>
#include <QSet>
#include <QTest>

using namespace fornada::sandbox;

namespace {

constexpr QSize small(128, 128);

// Mean difference of two pictures' channels, 0 to 255.
double difference(const QImage &a, const QImage &b)
{
    if (a.size() != b.size())
        return 255;
    qint64 sum = 0;
    for (int y = 0; y < a.height(); ++y)
        for (int x = 0; x < a.width(); ++x) {
            const QRgb p = a.pixel(x, y);
            const QRgb q = b.pixel(x, y);
            sum += std::abs(qRed(p) - qRed(q)) + std::abs(qGreen(p) - qGreen(q)) + std::abs(qBlue(p) - qBlue(q));
        }
    return double(sum) / (3.0 * a.width() * a.height());
}

double meanGrey(const QImage &image)
{
    qint64 sum = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            sum += qGray(image.pixel(x, y));
    return double(sum) / (double(image.width()) * image.height());
}

std::pair<int, int> greyRange(const QImage &image)
{
    std::pair<int, int> range{255, 0};
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x) {
            range.first = std::min(range.first, qGray(image.pixel(x, y)));
            range.second = std::max(range.second, qGray(image.pixel(x, y)));
        }
    return range;
}

} // namespace

class TestPictures : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aNameAlwaysLooksTheSame();
    void sixtyNamesLookDifferent();
    void aVariationKeepsThePerson();
    void findsThePersonInAPrompt_data();
    void findsThePersonInAPrompt();
    void everyShapeIsDrawn_data();
    void everyShapeIsDrawn();
    void promptsMakeDifferentLandscapes();
    void stencilIsLinesOnWhite();
    void enhancementUsesTheWholeRange();
    void coloursComeFromTheReference();
    void stagingKeepsTheRoom();
    void choosesTheEditByItsWords_data();
    void choosesTheEditByItsWords();
    void everyEditTakesTinyPictures();
    void readsOnlyPictures();
    void pngIsReadBack();
};

void TestPictures::aNameAlwaysLooksTheSame()
{
    const QImage first = drawPortrait(QStringLiteral("Amanda Davis"), small, 0);
    QVERIFY(first == drawPortrait(QStringLiteral("Amanda Davis"), small, 0));
    QVERIFY(first == drawPortrait(QStringLiteral("  amanda   davis "), small, 0));
    QVERIFY(first ==
            drawPicture(QStringLiteral("Professional portrait of Amanda Davis, CFO. Studio light."), small, 0));
}

void TestPictures::sixtyNamesLookDifferent()
{
    QList<QImage> portraits;
    for (int i = 0; i < 60; ++i)
        portraits.append(drawPortrait(QStringLiteral("Persona %1").arg(i), small, 0));
    double least = 255;
    for (int i = 0; i < 60; ++i)
        for (int k = 0; k < i; ++k)
            least = std::min(least, difference(portraits[i], portraits[k]));
    QVERIFY2(least > 1.0, qPrintable(QString::number(least)));
}

void TestPictures::aVariationKeepsThePerson()
{
    // Some variations share a backdrop; among a few one differs.
    const QImage first = drawPortrait(QStringLiteral("John Smith"), small, 0);
    const QRect shoulders(40, 112, 48, 14);
    bool isOtherSomewhere = false;
    for (quint64 variation = 1; variation <= 4; ++variation) {
        const QImage other = drawPortrait(QStringLiteral("John Smith"), small, variation);
        isOtherSomewhere = isOtherSomewhere || difference(first, other) > 1.0;
        QVERIFY(difference(first.copy(shoulders), other.copy(shoulders)) < 0.5);
    }
    QVERIFY(isOtherSomewhere);
}

void TestPictures::findsThePersonInAPrompt_data()
{
    QTest::addColumn<QString>("prompt");
    QTest::addColumn<QString>("person");
    QTest::newRow("recipe") << QStringLiteral("Professional portrait of João Pedro, baker. Soft light.")
                            << QStringLiteral("João Pedro");
    QTest::newRow("pt") << QStringLiteral("Retrato de Iracema Tukano, bióloga") << QStringLiteral("Iracema Tukano");
    QTest::newRow("avatar") << QStringLiteral("An avatar for Ravi C\nplain") << QStringLiteral("Ravi C");
    QTest::newRow("nameless") << QStringLiteral("portrait in oil") << QStringLiteral("portrait in oil");
    QTest::newRow("scene") << QStringLiteral("A lake at dawn") << QString();
}

void TestPictures::findsThePersonInAPrompt()
{
    QFETCH(QString, prompt);
    QFETCH(QString, person);
    QCOMPARE(personIn(prompt), person);
}

void TestPictures::everyShapeIsDrawn_data()
{
    QTest::addColumn<QSize>("size");
    QTest::newRow("square") << QSize(512, 512);
    QTest::newRow("wide") << QSize(448, 192);
    QTest::newRow("tall") << QSize(64, 512);
    QTest::newRow("tiny") << QSize(16, 16);
}

void TestPictures::everyShapeIsDrawn()
{
    QFETCH(QSize, size);
    for (const QString &prompt : {QStringLiteral("Portrait of Ada"), QStringLiteral("Hills")}) {
        const QImage image = drawPicture(prompt, size, 0);
        QCOMPARE(image.size(), size);
        const auto [darkest, brightest] = greyRange(image);
        QVERIFY2(brightest - darkest > 20, qPrintable(prompt));
    }
}

void TestPictures::promptsMakeDifferentLandscapes()
{
    const QImage lake = drawLandscape(QStringLiteral("A lake"), small, 0);
    QVERIFY(lake == drawLandscape(QStringLiteral("A lake"), small, 0));
    QVERIFY(difference(lake, drawLandscape(QStringLiteral("A lake!"), small, 0)) > 1.0);
    QVERIFY(difference(lake, drawLandscape(QStringLiteral("A lake"), small, 1)) > 1.0);
}

void TestPictures::stencilIsLinesOnWhite()
{
    const QImage lines = stencil(drawPortrait(QStringLiteral("Ada"), QSize(256, 256), 0));
    const double grey = meanGrey(lines);
    QVERIFY2(grey > 180 && grey < 252, qPrintable(QString::number(grey)));
    QCOMPARE(greyRange(lines), std::pair(0, 255));
    QImage flat(64, 64, QImage::Format_RGB32);
    flat.fill(QColor(90, 90, 90));
    QCOMPARE(meanGrey(stencil(flat)), 255.0);
}

void TestPictures::enhancementUsesTheWholeRange()
{
    QImage dull(64, 64, QImage::Format_RGB32);
    for (int y = 0; y < 64; ++y)
        for (int x = 0; x < 64; ++x)
            dull.setPixelColor(x, y, QColor(100 + x / 2, 100 + x / 2, 100 + x / 2));
    const auto [darkest, brightest] = greyRange(enhanced(dull));
    QVERIFY(darkest <= 5 && brightest >= 250);
}

void TestPictures::coloursComeFromTheReference()
{
    const QImage grey = drawLandscape(QStringLiteral("x"), small, 0)
                            .convertToFormat(QImage::Format_Grayscale8)
                            .convertToFormat(QImage::Format_RGB32);
    QImage red(64, 64, QImage::Format_RGB32);
    red.fill(QColor(200, 40, 40));
    const QColor centre = colourMatched(grey, red).pixelColor(64, 20);
    QVERIFY2(centre.red() > centre.green() + 80, qPrintable(centre.name()));
    QVERIFY(difference(grey, colourMatched(grey, {})) > 0.5); // its own palette is laid over it
}

void TestPictures::stagingKeepsTheRoom()
{
    const QImage room = emptyRoom(QStringLiteral("flat 1"), QSize(240, 160));
    const QImage first = staged(room, QStringLiteral("modern"), 0);
    QCOMPARE(first.size(), room.size());
    QVERIFY(difference(room, first) > 3);
    QVERIFY(first == staged(room, QStringLiteral("modern"), 0));
    QVERIFY(difference(first, staged(room, QStringLiteral("industrial"), 0)) > 0.5);
    // A corner of the ceiling is only warmed, not painted over.
    QVERIFY(difference(room.copy(0, 0, 20, 8), first.copy(0, 0, 20, 8)) < 30);
}

void TestPictures::choosesTheEditByItsWords_data()
{
    QTest::addColumn<QString>("prompt");
    QTest::addColumn<int>("edit");
    QTest::newRow("stencil") << QStringLiteral("Tattoo stencil, topographic lines") << int(Edit::Stencil);
    QTest::newRow("stage") << QStringLiteral("Virtually stage this empty room, keep the walls") << int(Edit::Stage);
    QTest::newRow("colours") << QStringLiteral("Match the colors of the second picture") << int(Edit::MatchColours);
    QTest::newRow("else") << QStringLiteral("Make it sharper") << int(Edit::Enhance);
}

void TestPictures::choosesTheEditByItsWords()
{
    QFETCH(QString, prompt);
    QFETCH(int, edit);
    QCOMPARE(int(editFor(prompt)), edit);
}

void TestPictures::everyEditTakesTinyPictures()
{
    for (const QSize size : {QSize(1, 1), QSize(2, 1), QSize(3, 3)}) {
        QImage tiny(size, QImage::Format_RGB32);
        tiny.fill(Qt::gray);
        for (const Edit edit : {Edit::Stencil, Edit::Enhance, Edit::MatchColours, Edit::Stage})
            QCOMPARE(editPicture(edit, {tiny, tiny}, QStringLiteral("x"), 0).size(), size);
    }
}

void TestPictures::readsOnlyPictures()
{
    QVERIFY(pictureFrom({}).isNull());
    QVERIFY(pictureFrom("hello").isNull());
    // A header that promises more pixels than anybody needs. BMP, because its header has no checksum to mend.
    QByteArray bmp;
    QBuffer buffer(&bmp);
    QVERIFY(drawPortrait(QStringLiteral("Ada"), small, 0).save(&buffer, "BMP"));
    QVERIFY(!pictureFrom(bmp).isNull());
    bmp.replace(18, 8, QByteArray::fromHex("60ea000060ea0000")); // 60,000 x 60,000
    QVERIFY(pictureFrom(bmp).isNull());
    const QImage large = pictureFrom(toPng(QImage(4000, 10, QImage::Format_RGB32)));
    QCOMPARE(large.width(), 2048);
}

void TestPictures::pngIsReadBack()
{
    const QImage image = drawLandscape(QStringLiteral("x"), small, 0);
    QVERIFY(pictureFrom(toPng(image)) == image);
}

QTEST_GUILESS_MAIN(TestPictures)
#include "test_pictures.moc"
