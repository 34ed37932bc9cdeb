#include "integration/program.h"

#include <QDirIterator>
#include <QFileInfo>
#include <QJsonArray>
#include <QTest>

using namespace fornada;
using namespace fornada::test;

// A few rows first, a look, another wording, then the rest: nothing is made twice.
class TestPilot : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void onlyThePilotRunsUntilTheRestIsReleased();
    void chosenRowsMakeAPilot();
    void ofAHalfDoneQueueTheNextRowsMakeAPilot();
    void whatCannotBeAPilotIsSaid_data();
    void whatCannotBeAPilotIsSaid();
    void aPilotSurvivesKillAndRestart();
    void aRehearsalCostsNothingAndUsesNoLimit();

private:
    void ok(const QStringList &arguments);
    int countOf(const char *state);
    QJsonObject batch() { return m_program->run(words("batch show 1 --json")).json(); }

    std::unique_ptr<Program> m_program;
};

void TestPilot::init()
{
    m_program = std::make_unique<Program>();
    ok(words("queue set portraits gap=none daily=none account=sandbox concurrency=4"));
    QByteArray rows = "id,full_name,role\n";
    for (int row = 1; row <= 8; ++row)
        rows += QByteArray::number(row) + ",Ana " + QByteArray::number(row) + ",Baker\n";
    ok(words("batch create --recipe portrait --rows") << m_program->write(QStringLiteral("rows.csv"), rows));
}

void TestPilot::ok(const QStringList &arguments)
{
    const Ended ended = m_program->run(arguments);
    QVERIFY2(ended.code == 0, (arguments.join(u' ').toUtf8() + ": " + ended.err + ended.out).constData());
}

int TestPilot::countOf(const char *state)
{
    return batch()[QLatin1String("counts")][QLatin1String(state)].toInt();
}

void TestPilot::onlyThePilotRunsUntilTheRestIsReleased()
{
    ok(words("batch pilot 1"));
    const Ended run = m_program->run(words("run --until-idle --quiet"));
    QVERIFY2(run.out.contains("batch release 1"), run.out.constData());
    QCOMPARE(countOf("completed"), 3);
    QCOMPARE(countOf("queued"), 5);
    QCOMPARE(batch()[QLatin1String("state")].toString(), QStringLiteral("running"));
    const QJsonArray done =
        m_program->run(words("job list --state completed --json")).json()[QLatin1String("jobs")].toArray();
    for (const QJsonValue &job : done)
        QVERIFY(job[QLatin1String("row")].toInt() <= 3);
    QVERIFY(m_program->run(words("activity")).out.contains("pilot"));

    ok(words("batch release 1"));
    ok(words("run --until-idle --quiet"));
    QCOMPARE(batch()[QLatin1String("state")].toString(), QStringLiteral("finished"));
    QCOMPARE(countOf("completed"), 8);
    const QJsonArray all = m_program->run(words("job list --json")).json()[QLatin1String("jobs")].toArray();
    QCOMPARE(all.size(), 8);
    for (const QJsonValue &job : all)
        QCOMPARE(job[QLatin1String("attempts")].toInt(), 1); // the pilot's rows were not made again
}

void TestPilot::chosenRowsMakeAPilot()
{
    ok(words("batch pilot 1 --rows 2,7"));
    ok(words("run --until-idle --quiet"));
    QCOMPARE(countOf("completed"), 2);
    const QJsonArray done =
        m_program->run(words("job list --state completed --json")).json()[QLatin1String("jobs")].toArray();
    QSet<int> rows;
    for (const QJsonValue &job : done)
        rows.insert(job[QLatin1String("row")].toInt());
    QCOMPARE(rows, QSet<int>({2, 7}));
}

// Its first rows are done: a pilot of those would make nothing.
void TestPilot::ofAHalfDoneQueueTheNextRowsMakeAPilot()
{
    const QByteArray queue = R"({"empresa_id": "acme", "queue": [
        {"id": 4, "full_name": "Duda", "role": "Baker", "status": "pending"},
        {"id": 5, "full_name": "Eva", "role": "Baker", "status": "pending"},
        {"id": 6, "full_name": "Fabio", "role": "Baker", "status": "pending"}], "completed": [
        {"id": 1, "full_name": "Ana", "role": "Baker"}, {"id": 2, "full_name": "Bia", "role": "Baker"},
        {"id": 3, "full_name": "Caio", "role": "Baker"}]})";
    ok(words("batch create --recipe portrait --rows") << m_program->write(QStringLiteral("avatar_queue.json"), queue));
    const Ended done = m_program->run(words("batch pilot 2 --rows 1,3"));
    QVERIFY(done.code != 0);
    QVERIFY2(done.err.contains("left to make"), done.err.constData());
    ok(words("batch pilot 2 --first 2"));
    ok(words("run --until-idle --quiet"));
    const QJsonArray waiting =
        m_program->run(words("job list --batch 2 --state queued --json")).json()[QLatin1String("jobs")].toArray();
    QCOMPARE(waiting.size(), 1);
    QCOMPARE(waiting.first()[QLatin1String("key")].toString(), QStringLiteral("6"));
}

void TestPilot::whatCannotBeAPilotIsSaid_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("row that is not there") << QStringLiteral("batch pilot 1 --rows 2,70") << QByteArray("70");
    QTest::newRow("none at all") << QStringLiteral("batch pilot 1 --first 0") << QByteArray("1000");
    QTest::newRow("no number") << QStringLiteral("batch pilot 1 --rows two") << QByteArray("--rows");
    QTest::newRow("nothing to release") << QStringLiteral("batch release 1") << QByteArray("no pilot");
}

void TestPilot::whatCannotBeAPilotIsSaid()
{
    QFETCH(QString, command);
    QFETCH(QByteArray, says);
    const Ended ended = m_program->run(command.split(u' '));
    QVERIFY(ended.code != 0);
    QVERIFY2((ended.err + ended.out).contains(says), (ended.err + ended.out).constData());
    QCOMPARE(batch()[QLatin1String("state")].toString(), QStringLiteral("draft"));
}

void TestPilot::aPilotSurvivesKillAndRestart()
{
    ok(words("batch pilot 1 --first 2"));
    auto running = m_program->start(words("run --quiet"));
    QTRY_COMPARE_WITH_TIMEOUT(countOf("completed"), 2, 20'000);
    running->kill();
    QVERIFY(running->waitForFinished());
    const QJsonValue ended = countOf("completed");
    ok(words("run --until-idle --quiet"));
    QCOMPARE(QJsonValue(countOf("completed")), ended);
    const Ended again = m_program->run(words("batch pilot 1 --first 5")); // it has begun: too late for another
    QVERIFY(again.code != 0);
    QCOMPARE(countOf("queued"), 6);
}

// 8 rows against one a day: the rehearsal makes all of them now, and the day's one is still there.
void TestPilot::aRehearsalCostsNothingAndUsesNoLimit()
{
    ok(words("queue set portraits gap=120 daily=1@UTC"));
    ok(words("batch rehearse --recipe portrait --name Try --rows")
       << m_program->folder() + QStringLiteral("/rows.csv"));
    ok(words("run --until-idle --quiet"));
    const QJsonObject rehearsal = m_program->run(words("batch show 2 --json")).json();
    QCOMPARE(rehearsal[QLatin1String("state")].toString(), QStringLiteral("finished"));
    QCOMPARE(rehearsal[QLatin1String("counts")][QLatin1String("completed")].toInt(), 8);
    QCOMPARE(rehearsal[QLatin1String("spent")].toString().toDouble(), 0.0);
    QCOMPARE(rehearsal[QLatin1String("recipe")].toString(), QStringLiteral("rehearsal-of-portrait"));
    int files = 0;
    for (QDirIterator results(m_program->data() + QStringLiteral("/results"), QDir::Files,
                              QDirIterator::Subdirectories);
         results.hasNext(); ++files)
        QVERIFY(QFileInfo(results.next()).size() > 0);
    QCOMPARE(files, 8);

    ok(words("batch start 1"));
    const auto running = m_program->start(words("run --quiet"));
    QTRY_COMPARE_WITH_TIMEOUT(countOf("completed"), 1, 60'000);
    const QString reason = m_program->run(words("job show 2 --json")).json()[QLatin1String("reason")].toString();
    QVERIFY2(reason == QLatin1String("gap") || reason == QLatin1String("dailyCap"), qPrintable(reason));
    running->terminate();
    QVERIFY(running->waitForFinished(30'000));
    QCOMPARE(countOf("completed"), 1);
}

QTEST_GUILESS_MAIN(TestPilot)
#include "test_pilot.moc"
