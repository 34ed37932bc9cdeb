#include "integration/program.h"
#include "store/reader.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QTest>
#include <QTimeZone>

#include <csignal>

using namespace fornada;
using namespace fornada::test;

namespace {

const QByteArray kRows = "id,full_name,role\n1,Ana Souza,Designer\n2,Bruno Lima,Chef\n3,Carla Dias,Pilot\n";

} // namespace

// fornadactl as a person meets it: what goes wrong is one clear line and a code, and nothing is lost.
class TestCli : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void badInputIsOneLine_data();
    void badInputIsOneLine();
    void refusedConnectionEndsWithFailures();
    void aLineForWhatHappensToEachJob();
    void commandsReachTheRunningEngine();
    void anEngineThatDoesNotAnswerIsTold();
    void termEndsInOrder();
    void brokenDatabases_data();
    void brokenDatabases();
    void jobShowHasItsKeys();
    void jobsOfADraftSayWhyTheyWait();
    void aBatchIsMeantByItsNumberOrItsName();
    void severalJobsAreNamed();
    void aQueueIsTestedByARealJob();
    void anAccountIsFreeUntilToldOtherwise();
    void commandsTakeTurns();
    void whatStillWaitsIsSaid();
    void keysThatComeTwiceAreTold();
    void whatIsNotThereIsAnErrorEverywhere();
    void activityTellsTheLocalTime();
};

void TestCli::badInputIsOneLine_data()
{
    QTest::addColumn<QByteArray>("rows");
    QTest::addColumn<QString>("command");
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("says");
    const auto create = QStringLiteral("batch create --rows ROWS --recipe ");
    QTest::newRow("unknown recipe") << kRows << create + QStringLiteral("nope") << 1 << QByteArray("nope");
    QTest::newRow("empty file") << QByteArray() << create + QStringLiteral("portrait") << 1 << QByteArray("rows.csv");
    QTest::newRow("header only") << QByteArray("id,full_name,role\n") << create + QStringLiteral("portrait") << 1
                                 << QByteArray("rows.csv");
    QTest::newRow("missing column") << QByteArray("id,role\n1,x\n") << create + QStringLiteral("portrait") << 1
                                    << QByteArray("full_name");
    QTest::newRow("a folder without rows")
        << kRows << QStringLiteral("batch create --recipe portrait --rows /proc/self/map_files/none") << 1
        << QByteArray("none");
    QTest::newRow("cut UTF-16") << QByteArray("\xff\xfe"
                                              "i\0d\0,",
                                              7)
                                << create + QStringLiteral("portrait") << 1 << QByteArray("rows.csv");
    QTest::newRow("no text") << QByteArray("id,full_name,role\n1,\0\0\x01,x\n", 27)
                             << create + QStringLiteral("portrait") << 1 << QByteArray("not readable text");
    QTest::newRow("every row blocked") << QByteArray("id,full_name,role\n1,,Chef\n2,,Pilot\n")
                                       << create + QStringLiteral("portrait") << 1 << QByteArray("full_name");
    QTest::newRow("no row can be read") << QByteArray("id,full_name,role\n1,\"Ana\" Souza,Chef\n")
                                        << create + QStringLiteral("portrait") << 1
                                        << QByteArray("line 2: cell 2 has text");
    QTest::newRow("no such field") << kRows << create + QStringLiteral("portrait --map nofield=role") << 2
                                   << QByteArray("nofield");
    QTest::newRow("no such column") << kRows << create + QStringLiteral("portrait --map full_name=nofile") << 2
                                    << QByteArray("nofile");
    QTest::newRow("a sheet of a CSV") << kRows << create + QStringLiteral("portrait --sheet People") << 2
                                      << QByteArray("sheet");
    QTest::newRow("a query of a CSV") << kRows << create + QStringLiteral("portrait --query SELECT") << 2
                                      << QByteArray("query");
    QTest::newRow("budget of nothing") << kRows << create + QStringLiteral("portrait --budget 0") << 2
                                       << QByteArray("budget");
    QTest::newRow("a million columns") << QByteArray("a,").repeated(1'000'000) + "b\n1\n"
                                       << create + QStringLiteral("portrait") << 1
                                       << QByteArray("more than 10000 columns");
    QTest::newRow("no file") << kRows << QStringLiteral("batch create --recipe portrait --rows /nowhere.csv") << 1
                             << QByteArray("/nowhere.csv");
    QTest::newRow("bad URL") << kRows << QStringLiteral("account add w --kind worker --url nonsense") << 1
                             << QByteArray("nonsense");
    QTest::newRow("bad limit") << kRows << QStringLiteral("queue set worker pace=often") << 2 << QByteArray("pace");
    QTest::newRow("bad budget") << kRows << create + QStringLiteral("portrait --budget cheap") << 2
                                << QByteArray("budget");
    QTest::newRow("a queue's rule for an account")
        << kRows << QStringLiteral("account set sandbox attempts=9 deadline=20") << 2 << QByteArray("attempts");
    QTest::newRow("a limit of rows for an account")
        << kRows << QStringLiteral("account set sandbox rowConcurrency=2") << 2 << QByteArray("rowConcurrency");
    QTest::newRow("another kind of account")
        << kRows << QStringLiteral("account set sandbox --kind gemini") << 2 << QByteArray("unknown option --kind");
    QTest::newRow("no jobs wanted") << kRows << QStringLiteral("job list --limit 0 --json") << 2
                                    << QByteArray("--limit");
    QTest::newRow("some jobs") << kRows << QStringLiteral("job list --limit abc") << 2 << QByteArray("--limit");
    QTest::newRow("after some job") << kRows << QStringLiteral("job list --after abc") << 2 << QByteArray("--after");
    QTest::newRow("no batch") << kRows << QStringLiteral("batch start 99") << 1 << QByteArray("99");
    QTest::newRow("no command") << kRows << QStringLiteral("frobnicate") << 2 << QByteArray("frobnicate");
    QTest::newRow("unknown option") << kRows << QStringLiteral("batch list --sideways x") << 2
                                    << QByteArray("sideways");
    const auto usage = [](const char *name, const QString &command, const char *says) {
        QTest::newRow(name) << kRows << command << 2 << QByteArray(says);
    };
    usage("two files of rows", QStringLiteral("batch create --recipe portrait --start --rows ROWS more.csv"),
          "one word too many: more.csv");
    usage("a switch with a value", create + QStringLiteral("portrait --start=no"), "--start takes no value");
    usage("a switch of every command", QStringLiteral("batch list --json=false"), "--json takes no value");
    usage("two batches", QStringLiteral("batch cancel 1 2"), "one word too many: 2");
    usage("a word for no reason", QStringLiteral("run now"), "one word too many: now");
    usage("no number of a job", QStringLiteral("job retry abc --batch 1"), "abc");
    usage("no number among those of jobs", QStringLiteral("job cancel 1 2x"), "2x");
    usage("no job", QStringLiteral("job show abc"), "abc");
    usage("no jobs named", QStringLiteral("job reroll"), "job reroll ID");
    usage("no recipe file", QStringLiteral("recipe import"), "recipe import FILE");
    usage("nowhere to export to", QStringLiteral("recipe export portrait"), "recipe export NAME FILE");
}

void TestCli::badInputIsOneLine()
{
    QFETCH(QByteArray, rows);
    QFETCH(QString, command);
    QFETCH(int, code);
    QFETCH(QByteArray, says);
    Program program;
    const QString file = program.write(QStringLiteral("rows.csv"), rows);
    const Ended outcome = program.run(command.replace(QStringLiteral("ROWS"), file).split(QLatin1Char(' ')));
    QCOMPARE(outcome.code, code);
    QVERIFY2(outcome.err.contains(says), outcome.err.constData());
    QVERIFY2(linesOf(outcome.err) == 1 || outcome.err.startsWith("usage: "), outcome.err.constData());
    QCOMPARE(outcome.out, QByteArray());
    const Ended batches = program.run(words("batch list --json"));
    QCOMPARE(batches.code, 0);
    QCOMPARE(batches.json().value(QLatin1String("batches")).toArray().size(), 0); // a refused order leaves no trace
}

void TestCli::refusedConnectionEndsWithFailures()
{
    Program program;
    const QString file = program.write(QStringLiteral("rows.csv"), kRows);
    QCOMPARE(program.run(words("account add far --kind worker --url http://127.0.0.1:1/w")).code, 0);
    QCOMPARE(program.run(words("queue set worker account=far backoff=0.01-0.02 attempts=2")).code, 0);
    QCOMPARE(program.run(words("batch create --recipe http-worker --start --rows") << file).code, 0);
    const Ended run = program.run(words("run --until-idle"));
    QCOMPARE(run.code, 3);
    const Ended jobs = program.run(words("job list --json --state failed"));
    const QJsonArray failed = jobs.json().value(QLatin1String("jobs")).toArray();
    QCOMPARE(failed.size(), 3);
    for (const QJsonValue &job : failed)
        QVERIFY(job[QLatin1String("message")].toString().contains(QLatin1String("refused")));
    const Ended test = program.run(words("account test far"));
    QCOMPARE(test.code, 1);
    QVERIFY2(test.out.contains("far: "), test.out.constData());
    QCOMPARE(program.run(words("account test sandbox")).code, 0);

    // What failed then is no failure of a later run, but for one that tries it again.
    const Ended idle = program.run(words("run --until-idle --json"));
    QCOMPARE(idle.code, 0);
    QCOMPARE(idle.json()[QLatin1String("total")].toInt(), 0);
    QCOMPARE(program.run(words("batch create --recipe portrait --start --rows") << file).code, 0);
    QCOMPARE(program.run(words("queue set portraits gap=none daily=none")).code, 0);
    QCOMPARE(program.run(words("run --until-idle --json")).json()[QLatin1String("completed")].toInt(), 3);
    QCOMPARE(program.run(words("queue set worker attempts=1")).code, 0); // fewer than a circuit opens at
    const Ended one = program.run(words("job retry 1"));
    QVERIFY2(one.out.contains("1 job changed"), one.out.constData());
    QCOMPARE(program.run(words("run --until-idle --quiet")).code, 3);
    const auto attempts = [&program](int job) {
        return program.run(words(QStringLiteral("job show %1 --json").arg(job)))
            .json()[QLatin1String("attempts")]
            .toArray()
            .size();
    };
    QCOMPARE(attempts(1), 3);
    QCOMPARE(attempts(2), 2);
}

// One that is tried again, one that fails at last, the others done: each says so, in its order.
void TestCli::aLineForWhatHappensToEachJob()
{
    Program program;
    // Slow enough to be seen: what happens between two looks is told as one.
    const QJsonObject latency{{QStringLiteral("kind"), QStringLiteral("fixed")}, {QStringLiteral("fixed"), 0.5}};
    SandboxProcess sandbox(
        program, {{QStringLiteral("script"), QStringLiteral("500 ok ok 400")}, {QStringLiteral("latency"), latency}});
    const QString file = program.write(QStringLiteral("rows.csv"), kRows);
    QCOMPARE(program.run(words("account add far --kind sandbox --url") << sandbox.url()).code, 0);
    QCOMPARE(
        program
            .run(words("queue set portraits account=far concurrency=1 backoff=0.4-0.5 attempts=2 gap=0.3 daily=none"))
            .code,
        0);
    QCOMPARE(program.run(words("batch create --recipe portrait --start --rows") << file).code, 0);
    const Ended run = program.run(words("run --until-idle --items --quiet"));
    QCOMPARE(run.code, 3);
    const auto linesAbout = [&run](const char *item) {
        QByteArrayList lines;
        for (const QByteArray &line : run.out.split('\n'))
            if (line.contains(QByteArray("] ") + item + ", portrait: "))
                lines.append(line);
        return lines;
    };
    QByteArrayList ends;
    for (const char *item : {"Ana Souza (1)", "Bruno Lima (2)", "Carla Dias (3)"}) {
        const QByteArrayList lines = linesAbout(item);
        QVERIFY2(!lines.isEmpty(), run.out.constData());
        ends.append(lines.last().mid(lines.last().indexOf(": ") + 2));
        const auto again = std::count_if(lines.begin(), lines.end(),
                                         [&ends](const QByteArray &line) { return line.endsWith(": " + ends.last()); });
        QVERIFY2(again == 1, run.out.constData()); // its end is told once
    }
    const auto count = [&ends](const char *start) {
        return std::count_if(ends.begin(), ends.end(),
                             [start](const QByteArray &end) { return end.startsWith(start); });
    };
    QCOMPARE(count("done, $"), 2);
    QCOMPARE(count("failed: "), 1);
    QVERIFY2(run.out.contains("is tried again") && run.out.contains("attempt 2 of 2"), run.out.constData());
    QVERIFY2(run.out.contains("[3/3] "), run.out.constData());
}

void TestCli::commandsReachTheRunningEngine()
{
    Program program;
    SandboxProcess sandbox(
        program, {{QStringLiteral("latency"),
                   QJsonObject{{QStringLiteral("kind"), QStringLiteral("fixed")}, {QStringLiteral("fixed"), 0.02}}}});
    QByteArray rows = "id,full_name,role\n";
    for (int i = 1; i <= 2'000; ++i)
        rows += QByteArray::number(i) + ",Person " + QByteArray::number(i) + ",Cook\n";
    const QString file = program.write(QStringLiteral("rows.csv"), rows);
    QCOMPARE(program.run(words("account add far --kind sandbox --url") << sandbox.url()).code, 0);
    QCOMPARE(program.run(words("queue set portraits account=far concurrency=2")).code, 0);
    QCOMPARE(program.run(words("batch create --recipe portrait --start --rows") << file).code, 0);
    const auto engine = program.start(words("run --quiet"));
    const QDeadlineTimer patience(60'000);
    while (sandbox.ledger().value(QLatin1String("totals"))[QLatin1String("requests")].toInt() == 0)
        QVERIFY(!patience.hasExpired() && engine->state() == QProcess::Running);

    QCOMPARE(program.run(words("run")).code, 1); // one engine a data folder
    const Ended paused = program.run(words("batch pause 1"));
    QVERIFY2(paused.code == 0, paused.err.constData());
    const auto count = [&] {
        return sandbox.ledger().value(QLatin1String("totals"))[QLatin1String("requests")].toInt();
    };
    const int atPause = count(); // the barrier was acknowledged: whatever was to be sent is here
    const Ended status = program.run(words("status --json"));
    QCOMPARE(status.json().value(QLatin1String("engine"))[QLatin1String("running")].toBool(), true);
    QCOMPARE(count(), atPause);
    QCOMPARE(program.run(words("batch resume 1")).code, 0);
    while (count() == atPause)
        QVERIFY(!patience.hasExpired());
    engine->terminate();
    QVERIFY(engine->waitForFinished(30'000));
}

// Neither is it taken for one that does not run.
void TestCli::anEngineThatDoesNotAnswerIsTold()
{
    Program program;
    const auto engine = program.start(words("run --quiet"));
    QTRY_VERIFY_WITH_TIMEOUT(program.run(words("status")).out.contains("engine: running"), 30'000);
    QVERIFY(program.run(words("doctor")).out.contains("running"));
    QCOMPARE(::kill(pid_t(engine->processId()), SIGSTOP), 0);
    const Ended status = program.run(words("status"));
    const Ended json = program.run(words("status --json"));
    const Ended doctor = program.run(words("doctor"));
    QCOMPARE(::kill(pid_t(engine->processId()), SIGCONT), 0);
    const QByteArray pid = QByteArray::number(engine->processId());
    QCOMPARE(status.code, 4);
    QVERIFY2(status.out.contains("process " + pid + " holds the data and does not answer"), status.out.constData());
    QCOMPARE(json.code, 4);
    QCOMPARE(json.json()[QLatin1String("engine")][QLatin1String("silent")].toInteger(), engine->processId());
    QCOMPARE(doctor.code, 1);
    QVERIFY2(doctor.out.contains("LOOK  engine"), doctor.out.constData());
    QVERIFY(program.run(words("status")).out.contains("engine: running"));
    engine->terminate();
    QVERIFY(engine->waitForFinished(30'000));
}

void TestCli::termEndsInOrder()
{
    Program program;
    SandboxProcess sandbox(
        program, {{QStringLiteral("latency"),
                   QJsonObject{{QStringLiteral("kind"), QStringLiteral("fixed")}, {QStringLiteral("fixed"), 0.3}}}});
    const QString file = program.write(QStringLiteral("rows.csv"), kRows);
    QCOMPARE(program.run(words("account add far --kind sandbox --url") << sandbox.url()).code, 0);
    QCOMPARE(program.run(words("queue set portraits account=far concurrency=1")).code, 0);
    QCOMPARE(program.run(words("batch create --recipe portrait --start --rows") << file).code, 0);
    const auto engine = program.start(words("run --quiet"));
    const QDeadlineTimer patience(60'000);
    while (sandbox.ledger().value(QLatin1String("totals"))[QLatin1String("requests")].toInt() == 0)
        QVERIFY(!patience.hasExpired() && engine->state() == QProcess::Running);
    engine->terminate();
    QVERIFY(engine->waitForFinished(60'000));
    QCOMPARE(engine->exitStatus(), QProcess::NormalExit);
    // The request on the wire came home within the grace: completed, nothing open, nothing reserved.
    const Ended batch = program.run(words("batch show 1 --json"));
    const QJsonObject counts = batch.json().value(QLatin1String("counts")).toObject();
    QVERIFY(counts.value(QLatin1String("completed")).toInt() >= 1);
    QCOMPARE(counts.value(QLatin1String("running")).toInt(), 0);
    QVERIFY(!batch.json().value(QLatin1String("eta"))[QLatin1String("kind")].toString().isEmpty());
    QCOMPARE(counts.value(QLatin1String("unknown")).toInt(), 0);
    QCOMPARE(batch.json().value(QLatin1String("reserved")).toString(), QStringLiteral("0.00"));
}

void TestCli::brokenDatabases_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("garbage") << QByteArray(8'192, 'x');
    QTest::newRow("text") << QByteArray("not a database at all\n");
}

void TestCli::brokenDatabases()
{
    QFETCH(QByteArray, content);
    Program program;
    QVERIFY(QDir().mkpath(program.data()));
    program.write(QStringLiteral("data/fornada.db"), content);
    const Ended run = program.run(words("batch list"));
    QCOMPARE(run.code, 1);
    QVERIFY(run.err.contains("fornada.db") || run.err.contains("database"));
    QFile file(program.data() + QStringLiteral("/fornada.db"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), content); // what could not be read was not touched
}

void TestCli::jobShowHasItsKeys()
{
    Program program;
    const QString file = program.write(QStringLiteral("rows.csv"), kRows);
    QCOMPARE(program.run(words("batch create --recipe portrait --start --rows") << file).code, 0);
    const QJsonObject waiting = program.run(words("job show 1 --json")).json();
    QCOMPARE(waiting.value(QLatin1String("state")).toString(), QStringLiteral("queued"));
    QCOMPARE(waiting.value(QLatin1String("reason")).toString(), QStringLiteral("engineStopped"));
    const Ended run = program.run(words("run --until-idle --json"));
    QVERIFY2(run.code == 0, run.err.constData());
    const QJsonObject job = program.run(words("job show 1 --json")).json();
    for (const char *key :
         {"id", "batch", "row", "step", "queue", "account", "state", "attempts", "cost", "result", "sha256"})
        QVERIFY2(job.contains(QLatin1String(key)), key);
    QCOMPARE(job.value(QLatin1String("state")).toString(), QStringLiteral("completed"));
    const QJsonObject attempt = job.value(QLatin1String("attempts")).toArray().first().toObject();
    for (const char *key : {"outcome", "httpStatus", "message", "started", "finished", "cost"})
        QVERIFY2(attempt.contains(QLatin1String(key)), key);
    QVERIFY(QFile::exists(job.value(QLatin1String("result")).toString()));
    QCOMPARE(job.value(QLatin1String("sha256")).toString().size(), 64);
}

void TestCli::severalJobsAreNamed()
{
    Program program;
    const QString file = program.write(QStringLiteral("rows.csv"), kRows);
    QCOMPARE(program.run(words("batch create --recipe portrait --start --rows") << file).code, 0);
    QCOMPARE(program.run(words("job cancel 1 3 --json")).json()[QLatin1String("changed")].toInt(), 2);
    QCOMPARE(program.run(words("job show 3 --json")).json()[QLatin1String("state")].toString(),
             QStringLiteral("cancelled"));
    QCOMPARE(program.run(words("job show 2 --json")).json()[QLatin1String("state")].toString(),
             QStringLiteral("queued"));
    QVERIFY(program.run(words("undo")).out.contains("2 jobs"));
}

void TestCli::aQueueIsTestedByARealJob()
{
    Program program;
    const Ended test = program.run(words("queue test texts"));
    QVERIFY2(test.code == 0, test.err.constData());
    QVERIFY2(test.out.contains("job list --batch 1"), test.out.constData());
    QCOMPARE(program.run(words("run --until-idle --quiet")).code, 0);
    const QJsonObject job = program.run(words("job show 1 --json")).json();
    QCOMPARE(job[QLatin1String("queue")].toString(), QStringLiteral("texts"));
    QCOMPARE(job[QLatin1String("state")].toString(), QStringLiteral("completed"));
    QCOMPARE(job[QLatin1String("attempts")].toArray().size(), 1);
    QCOMPARE(program.run(words("queue test nowhere")).code, 2);
}

void TestCli::anAccountIsFreeUntilToldOtherwise()
{
    Program program;
    const auto isFree = [&program] {
        const QJsonArray accounts =
            program.run(words("account list --json")).json().value(QLatin1String("accounts")).toArray();
        for (const QJsonValue &account : accounts)
            if (account[QLatin1String("name")] == QLatin1String("tier"))
                return account[QLatin1String("free")].toBool();
        qFatal("the account is gone");
    };
    QCOMPARE(program.run(words("account add tier --kind worker --url http://127.0.0.1:1/w --free")).code, 0);
    QVERIFY(isFree());
    QCOMPARE(program.run(words("account set tier --url http://127.0.0.1:2/w")).code, 0);
    QVERIFY(isFree());
    QCOMPARE(program.run(words("account set tier --free=no")).code, 0);
    QVERIFY(!isFree());
    QCOMPARE(program.run(words("account set tier --free=perhaps")).code, 2);
}

// By whatever command; a name that two have is nobody's.
void TestCli::aBatchIsMeantByItsNumberOrItsName()
{
    Program program;
    const QString file = program.write(QStringLiteral("rows.csv"), kRows);
    const QStringList create = words("batch create --recipe portrait --name spring --rows") << file;
    QCOMPARE(program.run(create).code, 0);
    const QString into = program.folder();
    const QList<QStringList> reading = {words("batch show spring"), words("report batch spring"),
                                        words("job list --batch spring"),
                                        words("batch export spring --as csv --to") << into};
    for (const QStringList &command : reading) {
        const Ended ended = program.run(command);
        QVERIFY2(ended.code == 0, (command.join(u' ').toUtf8() + ": " + ended.err).constData());
    }
    const Ended some = program.run(words("batch pilot spring --first some"));
    QCOMPARE(some.code, 2);
    QVERIFY2(some.err.contains("first"), some.err.constData());
    const Ended nowhere = program.run(words("batch export spring --to") << into + QStringLiteral("/spring.zip"));
    QCOMPARE(nowhere.code, 2);
    QVERIFY2(nowhere.err.contains("there is no folder"), nowhere.err.constData());
    QCOMPARE(program.run(create).code, 0);
    for (const QStringList &command : reading + QList<QStringList>{words("batch start spring")}) {
        const Ended ended = program.run(command);
        QCOMPARE(ended.code, 2);
        QVERIFY2(ended.err.contains("several batches are named spring"), ended.err.constData());
    }
    QCOMPARE(program.run(words("batch show 2")).code, 0);
}

void TestCli::jobsOfADraftSayWhyTheyWait()
{
    Program program;
    const QString file = program.write(QStringLiteral("rows.csv"), kRows);
    QCOMPARE(program.run(words("batch create --recipe portrait --rows") << file).code, 0);
    const QJsonObject job =
        program.run(words("job list --json")).json().value(QLatin1String("jobs")).toArray().first().toObject();
    QCOMPARE(job.value(QLatin1String("reason")).toString(), QStringLiteral("draft"));
    QVERIFY(program.run(words("job list")).out.contains("its batch is a draft; start it to go on"));
    QCOMPARE(program.run(words("batch start 1")).code, 0);
    QVERIFY(!program.run(words("job list")).out.contains("draft"));
}

// A command that comes while another has the data waits for it: it is done in a moment.
void TestCli::commandsTakeTurns()
{
    Program program;
    const QString file = program.write(QStringLiteral("rows.csv"), kRows);
    QCOMPARE(program.run(words("batch create --recipe portrait --rows") << file).code, 0);
    std::vector<std::unique_ptr<QProcess>> all;
    for (int i = 0; i < 5; ++i)
        all.push_back(program.start(words("batch create --recipe portrait --rows") << file));
    for (const auto &one : all) {
        QVERIFY(one->state() == QProcess::NotRunning || one->waitForFinished(60'000));
        const QByteArray said = one->readAllStandardError();
        QVERIFY2(one->exitCode() == 0, said.constData());
    }
    QCOMPARE(program.run(words("batch list --json")).json()[QLatin1String("batches")].toArray().size(), 6);
}

void TestCli::whatStillWaitsIsSaid()
{
    Program program;
    const QString file = program.write(QStringLiteral("rows.csv"), kRows);
    QCOMPARE(program.run(words("batch create --recipe portrait --start --budget 0.003 --rows") << file).code, 0);
    const Ended run = program.run(words("run --until-idle --quiet"));
    QCOMPARE(run.code, 0);
    QVERIFY2(run.out.contains("2 still wait: "), run.out.constData());
    QCOMPARE(program.run(words("run --until-idle --json")).json()[QLatin1String("waiting")].toInt(), 2);
}

void TestCli::keysThatComeTwiceAreTold()
{
    Program program;
    const QString file = program.write(QStringLiteral("rows.csv"), kRows + "2,Bruno Melo,Cook\n");
    const QByteArray two = "1 row has the key of an earlier row, and will be made as well (--only-new leaves it out)";
    for (const char *verb : {"plan", "create"}) {
        const QStringList order = words(QStringLiteral("batch %1 --recipe portrait").arg(QLatin1String(verb))) +
                                  QStringList{QStringLiteral("--rows"), file};
        const Ended told = program.run(order);
        QVERIFY2(told.code == 0 && told.out.contains(two), (told.out + told.err).constData());
        const Ended onlyNew = program.run(order + QStringList{QStringLiteral("--only-new")});
        QVERIFY2(onlyNew.code == 0 && !onlyNew.out.contains("the key of an earlier row"), onlyNew.out.constData());
        const QJsonObject json = program.run(order + QStringList{QStringLiteral("--json")}).json();
        QCOMPARE(json[QLatin1String("duplicates")].toInt(), 1);
    }
}

void TestCli::whatIsNotThereIsAnErrorEverywhere()
{
    Program program;
    QCOMPARE(program.run(words("status")).code, 0);
    for (const char *command : {"batch show 99", "batch pause 99", "batch export nope", "report batch 99",
                                "job list --batch 99", "job show 99", "job cancel --batch nope"}) {
        const Ended ended = program.run(words(command));
        QVERIFY2(ended.code == 1, command);
        QVERIFY2(ended.err.contains("99") || ended.err.contains("nope"),
                 (QByteArray(command) + ": " + ended.err).constData());
    }
}

void TestCli::activityTellsTheLocalTime()
{
    Program program;
    QCOMPARE(program.run(words("queue pause portraits")).code, 0);
    const QByteArray zone = qgetenv("TZ");
    qputenv("TZ", "Asia/Tokyo");
    const QJsonValue at =
        program.run(words("activity --json --limit 1")).json()[QLatin1String("activity")][0][QLatin1String("at")];
    const QByteArray said = program.run(words("activity --limit 1")).out;
    zone.isNull() ? qunsetenv("TZ") : qputenv("TZ", zone);
    const QDateTime there = QDateTime::fromString(at.toString(), Qt::ISODateWithMs).toTimeZone(QTimeZone("Asia/Tokyo"));
    QVERIFY(there.isValid());
    const QByteArray expected = there.toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")).toUtf8();
    QVERIFY2(said.startsWith(expected), said.constData());
}

QTEST_GUILESS_MAIN(TestCli)
#include "test_cli.moc"
