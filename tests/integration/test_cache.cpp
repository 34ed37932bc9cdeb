#include "integration/program.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QSet>
#include <QTest>

using namespace fornada;
using namespace fornada::test;

// What was asked for before is not asked for, nor paid, again.
class TestCache : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void anEqualBatchCostsNothing();
    void theCacheOutlivesTheBatch();
    void aMissNamesWhatIsDifferent();
    void equalRowsAreMadeOnce();
    void equalPhotosHaveFilesOfTheirOwn();
    void aRejectedResultIsNotServed();
    void aRejectionThatIsUndoneIsServedAgain();

private:
    void ok(const QStringList &arguments);
    void recipe(const QString &prompt, const QJsonObject &more = {});
    void runBatch(const QByteArray &rows = "id,name\n1,Ann\n2,Bo\n");
    QJsonObject json(const QString &line) { return m_program->run(words(line) << QStringLiteral("--json")).json(); }
    QJsonObject job(int id) { return json(QStringLiteral("job show %1").arg(id)); }
    QString spent(int batch)
    {
        return json(QStringLiteral("batch show %1").arg(batch))[QLatin1String("spent")].toString();
    }

    std::unique_ptr<Program> m_program;
};

void TestCache::init()
{
    m_program = std::make_unique<Program>();
    ok(words(QStringLiteral("queue set portraits gap=none daily=none account=sandbox concurrency=4")));
    recipe(QStringLiteral("Portrait of {{name}}"));
}

void TestCache::ok(const QStringList &arguments)
{
    const Ended ended = m_program->run(arguments);
    QVERIFY2(ended.code == 0 || ended.code == 3,
             (arguments.join(u' ').toUtf8() + ": " + ended.err + ended.out).constData());
}

void TestCache::recipe(const QString &prompt, const QJsonObject &more)
{
    QJsonObject step{{QStringLiteral("id"), QStringLiteral("portrait")},
                     {QStringLiteral("operation"), QStringLiteral("image")},
                     {QStringLiteral("queue"), QStringLiteral("portraits")},
                     {QStringLiteral("prompt"), prompt},
                     {QStringLiteral("parameters"), QJsonObject{{QStringLiteral("size"), QStringLiteral("256x256")}}},
                     {QStringLiteral("price"), QStringLiteral("0.002")}};
    for (auto it = more.begin(); it != more.end(); ++it)
        step.insert(it.key(), it.value());
    const QJsonObject recipe{{QStringLiteral("name"), QStringLiteral("faces")},
                             {QStringLiteral("version"), 1},
                             {QStringLiteral("key"), QStringLiteral("id")},
                             {QStringLiteral("steps"), QJsonArray{step}}};
    const QString file = m_program->write(QStringLiteral("faces.json"), QJsonDocument(recipe).toJson());
    ok({QStringLiteral("recipe"), QStringLiteral("import"), file});
}

void TestCache::runBatch(const QByteArray &rows)
{
    const QString file = m_program->write(QStringLiteral("rows.csv"), rows);
    ok(words(QStringLiteral("batch create --recipe faces --start --rows")) << file);
    ok(words(QStringLiteral("run --until-idle --quiet")));
}

void TestCache::anEqualBatchCostsNothing()
{
    runBatch();
    QVERIFY(spent(1).toDouble() > 0);
    runBatch();
    QCOMPARE(spent(2).toDouble(), 0.0);
    const QJsonObject first = job(1), again = job(3);
    QCOMPARE(again[QLatin1String("state")].toString(), QStringLiteral("completed"));
    QVERIFY(again[QLatin1String("attempts")].toArray().isEmpty());
    QCOMPARE(again[QLatin1String("cache")][QLatin1String("from")].toInteger(), 1);
    QCOMPARE(again[QLatin1String("sha256")], first[QLatin1String("sha256")]);
    QVERIFY(again[QLatin1String("result")] != first[QLatin1String("result")]); // a file of its own
    QVERIFY(QFile::exists(again[QLatin1String("result")].toString()));
    const QByteArray said = m_program->run(words(QStringLiteral("job show 3"))).out;
    QVERIFY2(said.contains("from the cache of") && said.contains("job 1"), said.constData());
    QVERIFY(!QFile::exists(m_program->data() + QStringLiteral("/results/.incoming/-3-0.png")));
}

void TestCache::theCacheOutlivesTheBatch()
{
    runBatch();
    const QString file = job(2)[QLatin1String("result")].toString();
    ok(words(QStringLiteral("batch remove 1 --for-good")));
    QVERIFY(QFile::remove(file)); // that one is gone; the other is there
    runBatch();
    QCOMPARE(job(3)[QLatin1String("cache")][QLatin1String("from")].toInteger(), 1);
    const QJsonObject anew = job(4);
    QCOMPARE(anew[QLatin1String("attempts")].toArray().size(), 1);
    QCOMPARE(anew[QLatin1String("cache")][QLatin1String("miss")][QLatin1String("why")].toString(),
             QStringLiteral("fileGone"));
    // A file that was changed is not served either.
    QFile changed(job(3)[QLatin1String("result")].toString());
    QFile source(anew[QLatin1String("result")].toString());
    QVERIFY(changed.exists() && source.open(QIODevice::Append));
    source.write("x");
    source.close();
    runBatch();
    QCOMPARE(job(6)[QLatin1String("attempts")].toArray().size(), 1);
}

void TestCache::aMissNamesWhatIsDifferent()
{
    runBatch();
    QCOMPARE(job(1)[QLatin1String("cache")][QLatin1String("miss")][QLatin1String("why")].toString(),
             QStringLiteral("nothing"));
    recipe(QStringLiteral("Painting of {{name}}"));
    runBatch();
    const QJsonObject miss = job(3)[QLatin1String("cache")][QLatin1String("miss")].toObject();
    QCOMPARE(miss[QLatin1String("facts")].toArray(), QJsonArray{QStringLiteral("prompt")});
    QCOMPARE(miss[QLatin1String("job")].toInteger(), 1);
    const QByteArray said = m_program->run(words(QStringLiteral("job show 3"))).out;
    QVERIFY2(said.contains("not the same as job 1") && said.contains("the prompt"), said.constData());
    recipe(QStringLiteral("Painting of {{name}}"), {{QStringLiteral("cacheTtl"), 0}});
    runBatch();
    QCOMPARE(job(5)[QLatin1String("attempts")].toArray().size(), 1);
    QVERIFY(!job(5).contains(QLatin1String("cache")));
}

void TestCache::equalRowsAreMadeOnce()
{
    runBatch("id,name\n1,Ann\n2,Ann\n3,Bo\n4,Ann\n");
    int attempts = 0;
    for (const int id : {1, 2, 3, 4}) {
        const QJsonObject one = job(id);
        QCOMPARE(one[QLatin1String("state")].toString(), QStringLiteral("completed"));
        attempts += int(one[QLatin1String("attempts")].toArray().size());
    }
    QCOMPARE(attempts, 2);
    QVERIFY(job(4)[QLatin1String("cache")][QLatin1String("sameBatch")].toBool());
    QCOMPARE(job(4)[QLatin1String("sha256")], job(1)[QLatin1String("sha256")]);
    // Variations of one prompt are different pictures.
    recipe(QStringLiteral("Drawing of {{name}}"),
           {{QStringLiteral("for"),
             QJsonArray{QJsonObject{{QStringLiteral("name"), QStringLiteral("take")}, {QStringLiteral("count"), 2}}}}});
    runBatch("id,name\n1,Ann\n");
    QCOMPARE(job(5)[QLatin1String("attempts")].toArray().size(), 1);
    QCOMPARE(job(6)[QLatin1String("attempts")].toArray().size(), 1);
}

// The same photo under several codes, in one batch and in the next: paid once, and each code has its file.
void TestCache::equalPhotosHaveFilesOfTheirOwn()
{
    QFile rose(QStringLiteral(SOURCE_ROOT "/resources/samples/rose.jpg"));
    QVERIFY(rose.open(QIODevice::ReadOnly));
    const QByteArray photo = rose.readAll();
    m_program->write(QStringLiteral("a.jpg"), photo);
    m_program->write(QStringLiteral("b.jpg"), photo);
    const auto stage = [this](const QByteArray &rows) {
        const QString file = m_program->write(QStringLiteral("rooms.csv"), "photo,propertyCode\n" + rows);
        ok(words(QStringLiteral("batch create --recipe staging --start --rows")) << file);
        ok(words(QStringLiteral("run --until-idle --quiet")));
    };
    constexpr int kPhotos = 100;
    QByteArray rows;
    for (int i = 1; i < kPhotos; ++i)
        rows += (i % 2 ? "a.jpg,CASA-" : "b.jpg,CASA-") + QByteArray::number(i) + '\n';
    stage(rows);
    stage("b.jpg,CASA-100\n");
    QSet<QString> paths, contents;
    int attempts = 0;
    for (int id = 1; id <= kPhotos; ++id) {
        const QJsonObject one = job(id);
        QCOMPARE(one[QLatin1String("state")].toString(), QStringLiteral("completed"));
        const QFileInfo file(one[QLatin1String("result")].toString());
        QCOMPARE(file.completeBaseName(), QStringLiteral("CASA-%1").arg(id));
        QVERIFY(file.exists());
        paths.insert(file.filePath());
        contents.insert(one[QLatin1String("sha256")].toString());
        attempts += int(one[QLatin1String("attempts")].toArray().size());
    }
    QCOMPARE(paths.size(), kPhotos);
    QCOMPARE(contents.size(), 1);
    QCOMPARE(attempts, 1);
    QCOMPARE(spent(2).toDouble(), 0.0);
}

void TestCache::aRejectedResultIsNotServed()
{
    recipe(QStringLiteral("Bust of {{name}}"), {{QStringLiteral("review"), true}});
    runBatch("id,name\n1,Ann\n2,Bo\n");
    ok(words(QStringLiteral("job approve 1")));
    ok(words(QStringLiteral("job reject 2")));
    runBatch("id,name\n1,Ann\n2,Bo\n");
    QCOMPARE(job(3)[QLatin1String("state")].toString(), QStringLiteral("review"));
    QVERIFY(job(3)[QLatin1String("attempts")].toArray().isEmpty());
    QCOMPARE(job(4)[QLatin1String("attempts")].toArray().size(), 1);
    QCOMPARE(job(4)[QLatin1String("cache")][QLatin1String("miss")][QLatin1String("why")].toString(),
             QStringLiteral("rejected"));
    // A re-roll is another sample: asked for, and paid.
    ok(words(QStringLiteral("job reroll 3")));
    ok(words(QStringLiteral("run --until-idle --quiet")));
    QCOMPARE(job(3)[QLatin1String("attempts")].toArray().size(), 1);
}

void TestCache::aRejectionThatIsUndoneIsServedAgain()
{
    recipe(QStringLiteral("Bust of {{name}}"), {{QStringLiteral("review"), true}});
    runBatch("id,name\n1,Ann\n");
    ok(words(QStringLiteral("job reject 1")));
    ok(words(QStringLiteral("undo")));
    runBatch("id,name\n1,Ann\n");
    QVERIFY(job(2)[QLatin1String("attempts")].toArray().isEmpty());
    QCOMPARE(job(2)[QLatin1String("cache")][QLatin1String("from")].toInteger(), 1);
    ok(words(QStringLiteral("job reject 2"))); // the taken one: the maker's is not served any more
    runBatch("id,name\n1,Ann\n");
    QCOMPARE(job(3)[QLatin1String("attempts")].toArray().size(), 1);
}

QTEST_GUILESS_MAIN(TestCache)
#include "test_cache.moc"
