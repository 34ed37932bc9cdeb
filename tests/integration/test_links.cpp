#include "integration/program.h"

#include <QDir>
#include <QImage>
#include <QJsonArray>
#include <QTest>

using namespace fornada;
using namespace fornada::test;

// Files that rows name by web address, and results that answers only point at: fetched, checked, kept, never paid
// twice.
class TestLinks : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { qputenv("LINKS_TEST_KEY", "any"); } // the sandbox takes any
    void init() { m_program = std::make_unique<Program>(); }
    void picturesThatAnswersPointAt();
    void aWorkersPictureIsKeptBesideItsAnswer();
    void whatIsGoneIsLookedAtAndNotPaidAgain_data();
    void whatIsGoneIsLookedAtAndNotPaidAgain();
    void endedWhileFetching_data();
    void endedWhileFetching();
    void photosByAddress();
    void ownNetworkOnlyWhereAllowed();
    void badAddressesAreRejectedWithTheirLine();

private:
    QByteArray ok(const QStringList &arguments);
    QByteArray ok(const QString &line) { return ok(words(line)); }
    QJsonObject job(int id)
    {
        return QJsonDocument::fromJson(ok(QStringLiteral("job show %1 --json").arg(id))).object();
    }
    // Two rows for an account of the OpenAI dialect at this sandbox.
    void drawTwo(const SandboxProcess &sandbox);
    static qint64 paid(SandboxProcess &sandbox)
    {
        return sandbox.ledger()[QLatin1String("totals")][QLatin1String("requests")].toInteger();
    }

    std::unique_ptr<Program> m_program;
};

QByteArray TestLinks::ok(const QStringList &arguments)
{
    const Ended ended = m_program->run(arguments);
    if (ended.code != 0)
        QTest::qFail((arguments.join(u' ').toUtf8() + ": " + ended.err + ended.out).constData(), __FILE__, __LINE__);
    return ended.out;
}

void TestLinks::drawTwo(const SandboxProcess &sandbox)
{
    const QString recipe = m_program->write(
        QStringLiteral("draw.json"),
        R"({"name": "draw", "steps": [{"id": "draw", "operation": "image", "queue": "drawing", "model": "dall-e-3",
            "prompt": "a {{what}}", "price": "0.04"}]})");
    const QString rows = m_program->write(QStringLiteral("rows.csv"), "what\nhouse\ntree\n");
    ok(QStringLiteral("account add drawer --kind openai --key-env LINKS_TEST_KEY --url ") + sandbox.url());
    ok(QStringLiteral("queue set drawing account=drawer concurrency=2"));
    ok(words(QStringLiteral("recipe import")) << recipe);
    ok(words(QStringLiteral("batch create --recipe draw --start --rows")) << rows);
}

void TestLinks::picturesThatAnswersPointAt()
{
    SandboxProcess sandbox(
        *m_program, {{QStringLiteral("pictureLinks"), true}, {QStringLiteral("fileStatuses"), QJsonArray{503, 302}}});
    drawTwo(sandbox);
    ok(QStringLiteral("run --until-idle --quiet"));
    for (int id = 1; id <= 2; ++id) {
        const QJsonObject made = job(id);
        QCOMPARE(made[QLatin1String("state")].toString(), QStringLiteral("completed"));
        QCOMPARE(made[QLatin1String("attempts")].toArray().size(), 1);
        QCOMPARE(QImage(made[QLatin1String("result")].toString()).size(), QSize(960, 640));
    }
    QCOMPARE(paid(sandbox), 2);
    QCOMPARE(sandbox.health()[QLatin1String("files")].toInt(), 4); // one was not there at first, one led elsewhere
}

// What its contract says, and the picture as well.
void TestLinks::aWorkersPictureIsKeptBesideItsAnswer()
{
    SandboxProcess sandbox(*m_program, {});
    ok(QStringLiteral("account add stager --kind worker --url ") + sandbox.url());
    const QString rows =
        m_program->write(QStringLiteral("rows.csv"), "url,propertyCode\nhttps://x.example/1.jpg,CASA-1\n");
    ok(words(QStringLiteral("batch create --recipe staging-worker --account stager --start --rows")) << rows);
    ok(QStringLiteral("run --until-idle --quiet"));
    QCOMPARE(job(1)[QLatin1String("state")].toString(), QStringLiteral("completed"));
    QDir results(m_program->data() + QStringLiteral("/results"));
    const QStringList folders = results.entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    QCOMPARE(folders.size(), 1);
    QCOMPARE(QImage(results.filePath(folders.first() + QStringLiteral("/CASA-1.png"))).size(), QSize(960, 640));
}

void TestLinks::whatIsGoneIsLookedAtAndNotPaidAgain_data()
{
    QTest::addColumn<int>("status");
    QTest::newRow("gone") << 404;
    QTest::newRow("forbidden") << 403;
}

void TestLinks::whatIsGoneIsLookedAtAndNotPaidAgain()
{
    QFETCH(int, status);
    SandboxProcess sandbox(*m_program, {{QStringLiteral("pictureLinks"), true},
                                        {QStringLiteral("fileStatuses"), QJsonArray{status, status}}});
    drawTwo(sandbox);
    ok(QStringLiteral("run --until-idle --quiet"));
    const QJsonObject made = job(1);
    QCOMPARE(made[QLatin1String("state")].toString(), QStringLiteral("review"));
    QVERIFY2(made[QLatin1String("message")].toString().contains(QStringLiteral("its server answers %1").arg(status)),
             QJsonDocument(made).toJson().constData());
    QCOMPARE(paid(sandbox), 2);
    ok(QStringLiteral("job approve 1"));
    ok(QStringLiteral("run --until-idle --quiet"));
    QCOMPARE(paid(sandbox), 2);
}

// The answer was saved and paid: the next life fetches what it points at.
void TestLinks::endedWhileFetching_data()
{
    QTest::addColumn<bool>("killed");
    QTest::newRow("killed") << true;
    QTest::newRow("told to end") << false;
}

void TestLinks::endedWhileFetching()
{
    QFETCH(bool, killed);
    QJsonArray never;
    for (int i = 0; i < 100; ++i)
        never.append(503);
    SandboxProcess sandbox(*m_program,
                           {{QStringLiteral("pictureLinks"), true}, {QStringLiteral("fileStatuses"), never}});
    drawTwo(sandbox);
    const auto run = m_program->start(words(QStringLiteral("run --until-idle --quiet --grace 1")));
    QTRY_VERIFY_WITH_TIMEOUT(sandbox.health()[QLatin1String("files")].toInt() >= 2, 30'000);
    killed ? run->kill() : run->terminate();
    QVERIFY(run->waitForFinished());
    sandbox.configure({{QStringLiteral("fileStatuses"), QJsonArray()}});
    ok(QStringLiteral("run --until-idle --quiet"));
    for (int id = 1; id <= 2; ++id)
        QCOMPARE(job(id)[QLatin1String("state")].toString(), QStringLiteral("completed"));
    QCOMPARE(paid(sandbox), 2);
}

void TestLinks::photosByAddress()
{
    SandboxProcess sandbox(*m_program, {{QStringLiteral("fileStatuses"), QJsonArray{503}}});
    ok(QStringLiteral("account add editor --kind sandbox --url ") + sandbox.url());
    const QString rows =
        m_program->write(QStringLiteral("rows.csv"),
                         "photo,propertyCode\n" + sandbox.url().toUtf8() + "/files/room.png?signature=s3cret,CASA-1\n" +
                             sandbox.url().toUtf8() + "/files/room.png?signature=s3cret,CASA-2\n");
    const QStringList order = words(QStringLiteral("--recipe staging --account editor --rows")) << rows;
    ok(words(QStringLiteral("batch plan")) + order);
    QCOMPARE(sandbox.health()[QLatin1String("files")].toInt(), 0); // the start sheet asks nobody
    ok(words(QStringLiteral("batch create --start")) + order);
    ok(QStringLiteral("run --until-idle --quiet"));
    for (int id = 1; id <= 2; ++id)
        QCOMPARE(job(id)[QLatin1String("state")].toString(), QStringLiteral("completed"));
    QCOMPARE(sandbox.health()[QLatin1String("files")].toInt(), 2); // once in vain, once for both
}

void TestLinks::ownNetworkOnlyWhereAllowed()
{
    SandboxProcess provider(*m_program, {}), elsewhere(*m_program, {});
    ok(QStringLiteral("account add editor --kind sandbox --url ") + provider.url());
    const QString rows =
        m_program->write(QStringLiteral("rows.csv"),
                         "photo,propertyCode\n" + elsewhere.url().toUtf8() + "/files/room.png?key=s3cret,CASA-1\n");
    ok(words(QStringLiteral("batch create --recipe staging --account editor --start --rows")) << rows);
    QCOMPARE(m_program->run(words(QStringLiteral("run --until-idle --quiet"))).code, 3);
    const QJsonObject refused = job(1);
    QCOMPARE(refused[QLatin1String("state")].toString(), QStringLiteral("failed"));
    const QString why = refused[QLatin1String("message")].toString();
    QVERIFY2(why.startsWith(QStringLiteral("notAllowed: ")) && why.contains(QStringLiteral("in its own network")),
             qPrintable(why));
    QVERIFY2(!why.contains(QStringLiteral("s3cret")), qPrintable(why));
    QCOMPARE(elsewhere.health()[QLatin1String("files")].toInt(), 0);
    QCOMPARE(paid(provider), 0);

    ok(QStringLiteral("account set editor --own-network yes"));
    ok(QStringLiteral("job retry 1"));
    ok(QStringLiteral("run --until-idle --quiet"));
    QCOMPARE(job(1)[QLatin1String("state")].toString(), QStringLiteral("completed"));
    QCOMPARE(elsewhere.health()[QLatin1String("files")].toInt(), 1);
}

void TestLinks::badAddressesAreRejectedWithTheirLine()
{
    const QString rows = m_program->write(
        QStringLiteral("rows.csv"), "photo,propertyCode\ns3://bucket/a.jpg,A\nhttp://me:secret@x.example/a.jpg,B\n"
                                    "https:///a.jpg,C\nhttps://x.example/a.jpg,D\n");
    const QStringList plan = words(QStringLiteral("batch plan --recipe staging --json --rows")) << rows;
    const QJsonObject sheet = QJsonDocument::fromJson(ok(plan)).object();
    QCOMPARE(sheet[QLatin1String("rejected")].toInt(), 3);
    QVERIFY(!ok(plan).contains("secret")); // of the address with a password
    QCOMPARE(sheet[QLatin1String("rejections")][0][QLatin1String("reason")].toString(), QStringLiteral("badUrl"));
    QCOMPARE(sheet[QLatin1String("rejections")][0][QLatin1String("line")].toInt(), 2);
}

QTEST_GUILESS_MAIN(TestLinks)
#include "test_links.moc"
