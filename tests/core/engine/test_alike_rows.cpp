#include "engine/alike_rows.h"
#include "recipes/input_files.h"
#include "recipes/recipe_json.h"

#include <QImage>
#include <QJsonDocument>
#include <QPainter>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <ctime>

using namespace fornada;
using namespace Qt::StringLiterals;

namespace {

Recipe recipeOf(const QByteArray &steps)
{
    const QByteArray json = R"({"name": "r", "steps": [)" + steps + "]}";
    const auto recipe = recipeFromJson(QJsonDocument::fromJson(json).object());
    return recipe ? *recipe : Recipe();
}

Recipe portrait()
{
    return recipeOf(
        R"({"id": "a", "operation": "image", "queue": "q", "prompt": "{{name}}, {{role}}", "file": "{{id}}"})");
}

Recipe staging()
{
    return recipeOf(R"({"id": "a", "operation": "editImage", "queue": "q", "prompt": "{{style}}",
                        "parameters": {"files": ["{{photo}}"]}})");
}

QJsonObject person(const char *id, const char *name, const char *role)
{
    return {{u"id"_s, QLatin1String(id)}, {u"name"_s, QLatin1String(name)}, {u"role"_s, QLatin1String(role)}};
}

// A room of its own for each seed.
QImage room(int seed, QSize size = {640, 480})
{
    QImage image(640, 480, QImage::Format_RGB32);
    QPainter painter(&image);
    QRandomGenerator random{quint32(seed)};
    for (int y = 0; y < 6; ++y)
        for (int x = 0; x < 8; ++x)
            painter.fillRect(x * 80, y * 80, 80, 80,
                             QColor(random.bounded(256), random.bounded(256), random.bounded(256)));
    painter.end();
    return image.scaled(size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
}

} // namespace

// What is nearly the same is found, what is the same is not told, and what is not the same is never taken for it.
class TestAlikeRows : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void caseAndBlanksDoNotMatter()
    {
        AlikeRows rows(portrait(), {}, nullptr);
        QVERIFY(rows.canCompare());
        QVERIFY(!rows.take({1, 2}, person("1", "Ann Lee", "Baker")));
        QVERIFY(!rows.take({2, 3}, person("2", "Ann Lee", "Nurse")));
        const auto like = rows.take({3, 4}, person("3", " ann  LEE", "baker "));
        QVERIFY(like);
        QCOMPARE(like->number, 1);
        QCOMPARE(like->line, 2);
        QVERIFY(!rows.take({4, 5}, person("4", "Ann Lee", "Baker"))); // exactly the same: made once anyway
        QVERIFY(!rows.take({5, 6}, person("5", "AnnLee", "Baker")));
    }

    void onlyWhatIsAskedWithCounts()
    {
        AlikeRows rows(recipeOf(R"({"id": "a", "operation": "text", "queue": "q", "prompt": "{{key}}: {{name}}"})"), {},
                       nullptr);
        QVERIFY(!rows.canCompare()); // every row asks for its own
        AlikeRows calls(recipeOf(R"({"id": "a", "operation": "message", "queue": "q", "prompt": "{{name}}"})"), {},
                        nullptr);
        QVERIFY(!calls.canCompare()); // a message is meant for its own row
        QVERIFY(!calls.take({1, 1}, person("1", "Ann", "x")));
    }

    void picturesAreComparedByTheirLook()
    {
        QTemporaryDir folder;
        const auto save = [&folder](const QString &name, const QImage &image, int quality = 90) {
            const QString path = folder.filePath(name);
            image.save(path, nullptr, quality);
            return path;
        };
        const QString one = save(u"one.png"_s, room(1)), two = save(u"two.jpg"_s, room(1, {320, 240}), 60),
                      copy = save(u"copy.png"_s, room(1)), other = save(u"other.png"_s, room(2));
        PictureHashes hashes;
        AlikeRows rows(staging(), {u"photo"_s}, &hashes);
        const auto take = [&rows](qint64 number, const QString &photo, const QString &style = u"modern"_s) {
            return rows.take({number, number + 1}, {{u"photo"_s, photo}, {u"style"_s, style}});
        };
        QVERIFY(!take(1, one));
        QVERIFY(!take(2, other));
        QVERIFY(!take(3, copy)); // the same bytes
        const auto like = take(4, two);
        QVERIFY(like);
        QCOMPARE(like->number, 1);
        QVERIFY(!take(5, two, u"rustic"_s)); // another wish
        QVERIFY(!take(6, folder.filePath(u"gone.png"_s)));
    }

    void manyRoomsStayApart()
    {
        QTemporaryDir folder;
        PictureHashes hashes;
        AlikeRows rows(staging(), {u"photo"_s}, &hashes);
        for (int i = 0; i < 200; ++i) {
            const QString path = folder.filePath(QStringLiteral("%1.png").arg(i));
            room(i, {200, 150}).save(path);
            QVERIFY2(!rows.take({i + 1, i + 1}, {{u"photo"_s, path}, {u"style"_s, u"modern"_s}}), qPrintable(path));
        }
    }

    void withoutPicturesTheyAreLeftAlone()
    {
        AlikeRows rows(staging(), {u"photo"_s}, nullptr);
        QVERIFY(rows.leavesPictures());
        QVERIFY(!rows.take({1, 1}, {{u"photo"_s, u"/a.png"_s}, {u"style"_s, u"Modern"_s}}));
        QVERIFY(!rows.take({2, 2}, {{u"photo"_s, u"/b.png"_s}, {u"style"_s, u"Modern"_s}}));
        QVERIFY(rows.take({3, 3}, {{u"photo"_s, u"/a.png"_s}, {u"style"_s, u"modern "_s}}));
    }

    void tenThousandRowsAreQuick()
    {
        AlikeRows rows(portrait(), {}, nullptr);
        const std::clock_t begun = std::clock(); // its own work, whatever else this machine does
        int alike = 0;
        for (int i = 0; i < 10'000; ++i)
            alike += rows.take({i + 1, i + 1},
                               {{u"name"_s, QStringLiteral("%1 %2").arg(i % 2 ? u"Ann"_s : u"ANN"_s).arg(i / 2)},
                                {u"role"_s, u"Baker"_s}})
                         .has_value();
        const double seconds = double(std::clock() - begun) / CLOCKS_PER_SEC;
        qInfo("10,000 rows: %.3f s of CPU, %d alike", seconds, alike);
        QCOMPARE(alike, 5'000);
        QVERIFY2(seconds < 1.0, qPrintable(QString::number(seconds)));
    }
};

QTEST_GUILESS_MAIN(TestAlikeRows)
#include "test_alike_rows.moc"
