#include "integration/program.h"
#include "integration/small_disk.h"
#include "support/http_test_server.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTest>

#include <unistd.h>

using namespace fornada;
using namespace fornada::test;

namespace {

const QByteArray kRows = "id,full_name,role\n1,Ana Souza,Designer\n2,Bruno Lima,Chef\n3,Carla Dias,Pilot\n";

// The database as another program opens it.
class Sql {
public:
    explicit Sql(const Program &program)
        : m_name(program.data())
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_name);
        database.setDatabaseName(program.data() + QStringLiteral("/fornada.db"));
        if (!database.open())
            qFatal("cannot open the database of the test");
    }
    ~Sql()
    {
        QSqlDatabase::database(m_name, false).close();
        QSqlDatabase::removeDatabase(m_name);
    }
    Q_DISABLE_COPY_MOVE(Sql)

    bool run(const QString &text) { return QSqlQuery(QSqlDatabase::database(m_name)).exec(text); }
    QString value(const QString &text)
    {
        QSqlQuery query(QSqlDatabase::database(m_name));
        return query.exec(text) && query.next() ? query.value(0).toString() : QString();
    }

private:
    const QString m_name;
};

} // namespace

// What an operator's world can do to a data folder and to an answer: one clear line, a code, nothing lost.
class TestBadWorlds : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void rubbishAnswersAreNoResults();
    void tooLargeAnswersAreStopped();
    void aSlowAnswerIsGivenUpAtItsStepsLimit();
    void aNewerDatabaseIsLeftAlone();
    void aDamagedDatabaseNamesItsBackup();
    void aRestoreThatWasKilledIsCompleted();
    void aDatabaseThatIsGoneIsNotBegunAnew();
    void aLockedDatabaseIsNotLost();
    void aReadOnlyFolderIsSaid();
    void aFullDiskLosesNothing();

private:
    void addWorkers(Program &program, const HttpTestServer &server);
    SystemClock m_clock;
};

void TestBadWorlds::addWorkers(Program &program, const HttpTestServer &server)
{
    const QString file = program.write(QStringLiteral("rows.csv"), kRows);
    const Ended added =
        program.runServed(words("account add far --kind worker --url") << server.url(QStringLiteral("/w")).toString());
    QVERIFY2(added.code == 0, added.err.constData());
    QCOMPARE(program.runServed(words("queue set worker account=far backoff=0.01-0.02 attempts=2")).code, 0);
    QCOMPARE(program.runServed(words("batch create --recipe http-worker --start --rows") << file).code, 0);
}

void TestBadWorlds::rubbishAnswersAreNoResults()
{
    Program program;
    HttpTestServer server(m_clock);
    server.setHandler([](const SeenRequest &) { return ServerReply::answer(200, "\xff\xfe<<rubbish>>\0\x01"); });
    addWorkers(program, server);
    const Ended run = program.runServed(words("run --until-idle"));
    QVERIFY2(run.code == 3, run.err.constData());
    const QJsonArray jobs = program.runServed(words("job list --json")).json().value(QLatin1String("jobs")).toArray();
    QCOMPARE(jobs.size(), 3);
    for (const QJsonValue &job : jobs) { // what cannot be a result is never called one
        QCOMPARE(job[QLatin1String("state")].toString(), QStringLiteral("failed"));
        QVERIFY(job[QLatin1String("message")].toString().contains(QLatin1String("instead of json")));
    }
}

void TestBadWorlds::tooLargeAnswersAreStopped()
{
    Program program;
    HttpTestServer server(m_clock);
    server.setHandler([](const SeenRequest &) {
        return ServerReply::raw("HTTP/1.1 200 OK\r\nContent-Length: 2147483648\r\n\r\nthe first of two billion bytes",
                                ServerReply::Then::KeepAlive);
    });
    addWorkers(program, server);
    const Ended run = program.runServed(words("run --until-idle"));
    QVERIFY2(run.code == 3, run.err.constData());
    const QJsonArray jobs = program.runServed(words("job list --json")).json().value(QLatin1String("jobs")).toArray();
    QCOMPARE(jobs.size(), 3);
    for (const QJsonValue &job : jobs) {
        const QString state = job[QLatin1String("state")].toString();
        QVERIFY2(state == QLatin1String("unknown") || state == QLatin1String("failed"), qPrintable(state));
        QVERIFY2(job[QLatin1String("message")].toString().contains(QLatin1String("2147483648")),
                 qPrintable(job[QLatin1String("message")].toString()));
    }
}

// It comes a few bytes at a time, for three seconds: whole for the one step, too late for the other.
void TestBadWorlds::aSlowAnswerIsGivenUpAtItsStepsLimit()
{
    Program program;
    HttpTestServer server(m_clock);
    const ServerReply whole = ServerReply::answer(200, R"({"ok":true})");
    const int pieces = int(whole.bytes.size() / 4) + 1;
    server.setHandler(
        [whole, pieces](const SeenRequest &) { return whole.dripped(4, std::chrono::milliseconds(3'000 / pieces)); });
    const QString recipe = program.write(QStringLiteral("limited.json"), R"({"name":"limited","version":1,"steps":[
        {"id":"quick","operation":"httpCall","queue":"worker","timeLimit":1},
        {"id":"patient","operation":"httpCall","queue":"worker"}]})");
    QCOMPARE(program.runServed(words("recipe import") << recipe).code, 0);
    QCOMPARE(
        program.runServed(words("account add far --kind worker --url") << server.url(QStringLiteral("/w")).toString())
            .code,
        0);
    QCOMPARE(program.runServed(words("queue set worker account=far attempts=1")).code, 0);
    const QString rows = program.write(QStringLiteral("rows.csv"), "title\nThe sea\n");
    QCOMPARE(program.runServed(words("batch create --recipe limited --start --rows") << rows).code, 0);
    QElapsedTimer timer;
    timer.start();
    (void)program.runServed(words("run --until-idle --quiet"));
    QVERIFY2(timer.elapsed() < 120'000, "the queue's own limit is 180 s");
    const auto job = [&program](const char *id) {
        return program.runServed(words("job show --json") << QString::fromLatin1(id)).json();
    };
    const QJsonObject quick = job("1"), patient = job("2");
    QCOMPARE(quick[QLatin1String("step")].toString(), QStringLiteral("quick"));
    QCOMPARE(patient[QLatin1String("state")].toString(), QStringLiteral("completed"));
    QVERIFY(quick[QLatin1String("state")].toString() != u"completed");
    const QJsonArray attempts = quick[QLatin1String("attempts")].toArray();
    QCOMPARE(attempts.size(), 1);
    QCOMPARE(attempts.first()[QLatin1String("outcome")].toString(), QStringLiteral("lost"));
    QVERIFY(attempts.first()[QLatin1String("message")].toString().contains(QStringLiteral("before the deadline")));
}

void TestBadWorlds::aNewerDatabaseIsLeftAlone()
{
    Program program;
    QCOMPARE(program.run(words("batch list")).code, 0);
    QString ours;
    {
        Sql sql(program);
        ours = sql.value(QStringLiteral("PRAGMA user_version"));
        QVERIFY(sql.run(QStringLiteral("PRAGMA user_version = 9999")));
    }
    const Ended refused = program.run(words("batch list"));
    QCOMPARE(refused.code, 1);
    QCOMPARE(linesOf(refused.err), 1);
    QVERIFY2(refused.err.contains("newer"), refused.err.constData());
    {
        Sql sql(program);
        QVERIFY(sql.run(QStringLiteral("PRAGMA user_version = ") + ours));
    }
    QCOMPARE(program.run(words("batch list")).code, 0);
}

void TestBadWorlds::aDamagedDatabaseNamesItsBackup()
{
    Program program;
    const QString file = program.write(QStringLiteral("rows.csv"), kRows);
    QCOMPARE(program.run(words("batch create --recipe portrait --rows") << file).code, 0);
    const Ended backup = program.run(words("backup"));
    QVERIFY2(backup.code == 0, backup.err.constData());
    QFile database(program.data() + QStringLiteral("/fornada.db"));
    QVERIFY(database.open(QIODevice::ReadWrite));
    QVERIFY(database.seek(4'096));
    QVERIFY(database.write(QByteArray(int(database.size()) - 4'096, 'x')) > 0);
    database.close();
    const Ended damaged = program.run(words("batch list"));
    QCOMPARE(damaged.code, 1);
    QVERIFY2(damaged.err.contains("fornadactl restore"), damaged.err.constData()); // what to do next
    const QDir backups(program.data() + QStringLiteral("/backups"));
    const QStringList kept = backups.entryList({QStringLiteral("*.db")}, QDir::Files);
    QVERIFY(!kept.isEmpty());
    const Ended restored = program.run(words("restore") << backups.filePath(kept.last()));
    QVERIFY2(restored.code == 0, restored.err.constData());
    QVERIFY2(restored.out.contains("fornadactl resume"), restored.out.constData());
    const Ended held = program.run(words("run --until-idle"));
    QVERIFY2(held.out.contains("everything is paused"), held.out.constData());
    QCOMPARE(program.run(words("resume")).code, 0);
    QVERIFY(!program.run(words("run --until-idle")).out.contains("everything is paused"));
    QCOMPARE(program.run(words("batch list --json")).json().value(QLatin1String("batches")).toArray().size(), 1);
}

// Decided, and the database is on its way out: what a kill leaves.
void TestBadWorlds::aRestoreThatWasKilledIsCompleted()
{
    Program program;
    const QString file = program.write(QStringLiteral("rows.csv"), kRows);
    QCOMPARE(program.run(words("batch create --recipe portrait --rows") << file).code, 0);
    const QString next = program.data() + QStringLiteral("/replaced-2026-11-30-120000.db");
    QCOMPARE(program.run(words("backup") << next).code, 0);
    QVERIFY(QFile::rename(next, next + QStringLiteral(".next")));
    QVERIFY(QFile::rename(program.data() + QStringLiteral("/fornada.db"), next));
    const Ended looked = program.run(words("doctor"));
    QVERIFY2(looked.out.contains("the next start completes it"), looked.out.constData());
    const Ended listed = program.run(words("batch list --json"));
    QVERIFY2(listed.code == 0, listed.err.constData());
    QCOMPARE(listed.json().value(QLatin1String("batches")).toArray().size(), 1);
    QVERIFY(QFile::exists(next) && !QFile::exists(next + QStringLiteral(".next")));
}

void TestBadWorlds::aDatabaseThatIsGoneIsNotBegunAnew()
{
    Program program;
    const QString file = program.write(QStringLiteral("rows.csv"), kRows);
    QCOMPARE(program.run(words("batch create --recipe portrait --rows") << file).code, 0);
    const QString aside = program.data() + QStringLiteral("/replaced-2026-11-30-120000.db");
    QVERIFY(QFile::rename(program.data() + QStringLiteral("/fornada.db"), aside));
    for (const char *line : {"run --until-idle", "batch list", "status"}) {
        const Ended refused = program.run(words(line));
        QCOMPARE(refused.code, 1);
        QCOMPARE(linesOf(refused.err), 1);
        QVERIFY2(refused.err.contains("fornadactl restore " + aside.toUtf8()), refused.err.constData());
    }
    const Ended looked = program.run(words("doctor"));
    QCOMPARE(looked.code, 1);
    QVERIFY2(looked.out.contains("LOOK  database"), looked.out.constData());
    QCOMPARE(program.run(words("restore") << aside).code, 0);
    QCOMPARE(program.run(words("batch list --json")).json().value(QLatin1String("batches")).toArray().size(), 1);
}

void TestBadWorlds::aLockedDatabaseIsNotLost()
{
    Program program;
    const QString file = program.write(QStringLiteral("rows.csv"), kRows);
    QCOMPARE(program.run(words("batch list")).code, 0);
    {
        Sql sql(program);
        QVERIFY(sql.run(QStringLiteral("BEGIN EXCLUSIVE")));
        const Ended locked = program.run(words("batch create --recipe portrait --rows") << file);
        QCOMPARE(locked.code, 1);
        QVERIFY2(locked.err.contains("Another program"), locked.err.constData());
        QVERIFY(sql.run(QStringLiteral("ROLLBACK")));
    }
    QCOMPARE(program.run(words("batch create --recipe portrait --rows") << file).code, 0);
    QCOMPARE(program.run(words("batch list --json")).json().value(QLatin1String("batches")).toArray().size(), 1);
}

void TestBadWorlds::aReadOnlyFolderIsSaid()
{
    Program program;
    QCOMPARE(program.run(words("batch list")).code, 0);
    QFile::setPermissions(program.folder(), QFile::Permissions(0x7555));
    const auto process = std::make_unique<QProcess>();
    // root may write anywhere, so it asks as somebody else.
    if (::geteuid() == 0)
        process->setChildProcessModifier([] { (void)!::setuid(65'534); });
    else
        QFile::setPermissions(program.data(), QFile::ReadOwner | QFile::ExeOwner);
    process->start(QStringLiteral(FORNADACTL), {QStringLiteral("--data"), program.data(), QStringLiteral("run")});
    if (!process->waitForStarted(60'000))
        QSKIP("somebody else may not enter the folder of the program under test");
    QVERIFY(process->state() == QProcess::NotRunning || process->waitForFinished(60'000));
    QFile::setPermissions(program.data(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    const QByteArray said = process->readAllStandardError();
    QCOMPARE(process->exitStatus(), QProcess::NormalExit);
    QCOMPARE(process->exitCode(), 1);
    QVERIFY2(said.contains("written"), said.constData());
    QCOMPARE(program.run(words("batch list")).code, 0);
}

void TestBadWorlds::aFullDiskLosesNothing()
{
    Program program;
    SmallDisk disk(program.data(), "24m");
    if (!disk.isMounted())
        QSKIP("mounting a small disk needs root");
    const QString few = program.write(QStringLiteral("few.csv"), kRows);
    QCOMPARE(program.run(words("batch create --recipe portrait --name few --rows") << few).code, 0);
    QByteArray rows = "id,full_name,role\n";
    for (int i = 0; i < 200'000; ++i)
        rows += QByteArray::number(i) + ",Somebody With A Long Name,Somebody's Profession\n";
    const QString many = program.write(QStringLiteral("many.csv"), rows);
    const Ended full = program.run(words("batch create --recipe portrait --name many --rows") << many);
    QCOMPARE(full.code, 1);
    QVERIFY2(full.err.contains("full"), full.err.constData());
    QVERIFY(disk.grow("200m"));
    // What was accepted before is there and goes on; the half-added batch never runs, and is gone after the start.
    QCOMPARE(program.run(words("batch start 1")).code, 0);
    const Ended run = program.run(words("run --until-idle"));
    QVERIFY2(run.code == 0, run.err.constData());
    const QJsonArray batches = program.run(words("batch list --json")).json().value(QLatin1String("batches")).toArray();
    QCOMPARE(batches.size(), 1);
    QCOMPARE(batches.first()[QLatin1String("name")].toString(), QStringLiteral("few"));
}

QTEST_GUILESS_MAIN(TestBadWorlds)
#include "test_bad_worlds.moc"
