#include "integration/program.h"

#include <QJsonArray>
#include <QTest>

using namespace fornada;
using namespace fornada::test;

namespace {

// A portrait that waits for approval, and a text about it that waits for the portrait.
QJsonObject recipe(const QJsonObject &more)
{
    QJsonObject portrait{
        {QStringLiteral("id"), QStringLiteral("portrait")},
        {QStringLiteral("operation"), QStringLiteral("image")},
        {QStringLiteral("queue"), QStringLiteral("portraits")},
        {QStringLiteral("prompt"), QStringLiteral("Portrait of {{full_name}}")},
        {QStringLiteral("parameters"), QJsonObject{{QStringLiteral("size"), QStringLiteral("256x256")}}},
        {QStringLiteral("price"), QStringLiteral("0.002")}};
    for (auto it = more.begin(); it != more.end(); ++it)
        portrait.insert(it.key(), it.value());
    const QJsonObject caption{{QStringLiteral("id"), QStringLiteral("caption")},
                              {QStringLiteral("operation"), QStringLiteral("text")},
                              {QStringLiteral("queue"), QStringLiteral("texts")},
                              {QStringLiteral("prompt"), QStringLiteral("A caption for {{full_name}}")},
                              {QStringLiteral("after"), QJsonArray{QStringLiteral("portrait")}}};
    return {{QStringLiteral("name"), QStringLiteral("reviewed")},
            {QStringLiteral("version"), 1},
            {QStringLiteral("key"), QStringLiteral("id")},
            {QStringLiteral("steps"), QJsonArray{portrait, caption}}};
}

} // namespace

// A person in the middle of a recipe: what waits, what goes after the approval, what a rejection means.
class TestApproval : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void childrenGoOnlyAfterTheApproval();
    void aRejectionSkipsTheChildAndCountsAsWasted();
    void judgementsAreUndoneUntilAChildWasSent();
    void aRetryIsUndoneAsFarAsItCanBe();
    void aRerollMakesAnotherAttemptAndSaysItsPrice();
    void anUnmetCheckWaitsForALook();
    void aTextThatWasCutOffWaitsForALook();
    void theRecipeDecidesAboutBadOutput();
    void whatIsApprovedGoesIntoOneZip();

private:
    void ok(const QStringList &arguments);
    void add(const QJsonObject &portrait);
    QJsonObject job(int id);
    QString state(int id) { return job(id)[QLatin1String("state")].toString(); }
    QJsonObject batch();

    std::unique_ptr<Program> m_program;
};

void TestApproval::init()
{
    m_program = std::make_unique<Program>();
}

void TestApproval::ok(const QStringList &arguments)
{
    const Ended ended = m_program->run(arguments);
    QVERIFY2(ended.code == 0, (arguments.join(u' ').toUtf8() + ": " + ended.err + ended.out).constData());
}

// Two rows: jobs 1 and 3 are portraits, 2 and 4 their captions.
void TestApproval::add(const QJsonObject &portrait)
{
    ok(words("queue set portraits gap=none daily=none account=sandbox concurrency=4"));
    ok(words("queue set texts account=sandbox concurrency=4"));
    const QString file = m_program->write(QStringLiteral("reviewed.json"), QJsonDocument(recipe(portrait)).toJson());
    ok({QStringLiteral("recipe"), QStringLiteral("import"), file});
    const QString rows = m_program->write(QStringLiteral("rows.csv"), "id,full_name\n1,Ann Lee\n2,Bo Wu\n");
    ok(words("batch create --recipe reviewed --start --rows") << rows);
}

QJsonObject TestApproval::job(int id)
{
    return m_program
        ->run({QStringLiteral("job"), QStringLiteral("show"), QString::number(id), QStringLiteral("--json")})
        .json();
}

QJsonObject TestApproval::batch()
{
    return m_program->run(words("batch show 1 --json")).json();
}

void TestApproval::childrenGoOnlyAfterTheApproval()
{
    add({{QStringLiteral("review"), true}});
    const Ended run = m_program->run(words("run --until-idle --quiet"));
    QCOMPARE(run.code, 0);
    QVERIFY2(run.out.contains("2 wait for your approval"), run.out.constData());
    QCOMPARE(state(1), QStringLiteral("review"));
    QCOMPARE(state(2), QStringLiteral("blocked"));
    QVERIFY(!job(1)[QLatin1String("result")].toString().isEmpty());
    const QByteArray said = m_program->run(words("job show 1")).out;
    QVERIFY2(said.contains("waits for you"), said.constData());

    ok(words("job approve 1"));
    QCOMPARE(state(1), QStringLiteral("completed"));
    QCOMPARE(state(2), QStringLiteral("queued"));
    ok(words("run --until-idle --quiet"));
    QCOMPARE(state(2), QStringLiteral("completed"));
    QCOMPARE(state(4), QStringLiteral("blocked")); // the other row still waits
    ok(words("job approve --batch 1"));
    ok(words("run --until-idle --quiet"));
    QCOMPARE(batch()[QLatin1String("state")].toString(), QStringLiteral("finished"));
    QCOMPARE(batch()[QLatin1String("wasted")].toString().toDouble(), 0.0);
}

void TestApproval::aRejectionSkipsTheChildAndCountsAsWasted()
{
    add({{QStringLiteral("review"), true}});
    ok(words("run --until-idle --quiet"));
    const double spent = batch()[QLatin1String("spent")].toString().toDouble();
    const double cost = job(1)[QLatin1String("cost")].toString().toDouble();
    ok(words("job reject 1"));
    QCOMPARE(state(1), QStringLiteral("failed"));
    QCOMPARE(state(2), QStringLiteral("skipped"));
    QCOMPARE(batch()[QLatin1String("spent")].toString().toDouble(), spent);
    QCOMPARE(batch()[QLatin1String("wasted")].toString().toDouble(), cost);
    const QByteArray said = m_program->run(words("job show 1")).out;
    QVERIFY2(said.contains("a person rejected the result"), said.constData());
    // Tried again it is a new result, and waits again.
    ok(words("job retry 1"));
    QCOMPARE(state(2), QStringLiteral("blocked"));
    ok(words("run --until-idle --quiet"));
    QCOMPARE(state(1), QStringLiteral("review"));
    QCOMPARE(job(1)[QLatin1String("attempts")].toArray().size(), 2);
}

void TestApproval::judgementsAreUndoneUntilAChildWasSent()
{
    add({{QStringLiteral("review"), true}});
    ok(words("run --until-idle --quiet"));
    ok(words("job reject 1"));
    ok(words("undo"));
    QCOMPARE(state(1), QStringLiteral("review"));
    QCOMPARE(state(2), QStringLiteral("blocked"));
    QCOMPARE(batch()[QLatin1String("wasted")].toString().toDouble(), 0.0);
    ok(words("job approve 1"));
    const Ended undone = m_program->run(words("undo"));
    QVERIFY2(undone.out.contains("Undid: Approved results of"), undone.out.constData());
    QVERIFY2(undone.out.contains("1 job is as before."), undone.out.constData());
    QCOMPARE(state(1), QStringLiteral("review"));
    QCOMPARE(state(2), QStringLiteral("blocked"));
    ok(words("run --until-idle --quiet"));
    QCOMPARE(state(2), QStringLiteral("blocked")); // nothing of it goes
    ok(words("job approve 1"));
    ok(words("run --until-idle --quiet"));
    const Ended late = m_program->run(words("undo"));
    QCOMPARE(late.code, 0);
    QVERIFY2(late.out.contains("0 of 1 jobs are as before; 1 was sent already."), late.out.constData());
    QCOMPARE(state(1), QStringLiteral("completed"));
    QCOMPARE(state(2), QStringLiteral("completed"));
}

void TestApproval::aRetryIsUndoneAsFarAsItCanBe()
{
    add({{QStringLiteral("review"), true}});
    ok(words("run --until-idle --quiet"));
    ok(words("job reject --batch 1"));
    ok(words("batch retry-failed 1"));
    const QString retry = QString::number(m_program->run(words("activity --json --limit 1"))
                                              .json()[QLatin1String("activity")]
                                              .toArray()
                                              .first()
                                              .toObject()[QLatin1String("id")]
                                              .toInteger());
    QCOMPARE(state(1), QStringLiteral("queued"));
    ok(words("job cancel 3"));
    const Ended undone = m_program->run({QStringLiteral("undo"), retry, QStringLiteral("--json")});
    QCOMPARE(undone.code, 0);
    QCOMPARE(undone.json()[QLatin1String("changed")].toInt(), 1);
    QCOMPARE(undone.json()[QLatin1String("changedSince")].toInt(), 1);
    QCOMPARE(state(1), QStringLiteral("failed"));
    QVERIFY(!job(1)[QLatin1String("message")].toString().isEmpty()); // its old error
    QCOMPARE(state(3), QStringLiteral("cancelled"));
}

void TestApproval::aRerollMakesAnotherAttemptAndSaysItsPrice()
{
    add({{QStringLiteral("review"), true}});
    ok(words("run --until-idle --quiet"));
    const QString first = job(1)[QLatin1String("result")].toString();
    const Ended said = m_program->run(words("job reroll 1"));
    QCOMPARE(said.code, 0);
    QVERIFY2(said.out.contains("again"), said.out.constData());
    QCOMPARE(state(1), QStringLiteral("queued"));
    QCOMPARE(state(2), QStringLiteral("blocked"));
    ok(words("run --until-idle --quiet"));
    QCOMPARE(state(1), QStringLiteral("review"));
    QCOMPARE(job(1)[QLatin1String("attempts")].toArray().size(), 2);
    QCOMPARE(job(1)[QLatin1String("results")].toArray().size(), 2); // the earlier variant stays
    // Of a whole batch only what waits for a look is made again, never what is done.
    ok(words("job approve 1"));
    const Ended rest = m_program->run(words("job reroll --batch 1 --json"));
    QCOMPARE(rest.json()[QLatin1String("changed")].toInt(), 1);
    QCOMPARE(state(1), QStringLiteral("completed"));
}

void TestApproval::anUnmetCheckWaitsForALook()
{
    add({{QStringLiteral("checks"), QJsonObject{{QStringLiteral("minSize"), QStringLiteral("4096x4096")}}}});
    ok(words("run --until-idle --quiet"));
    QCOMPARE(state(1), QStringLiteral("review"));
    QCOMPARE(state(2), QStringLiteral("blocked"));
    QVERIFY(job(1)[QLatin1String("message")].toString().startsWith(QLatin1String("checkImageSmall|4096x4096|")));
    const QByteArray said = m_program->run(words("job show 1")).out;
    QVERIFY2(said.contains("it should have at least 4096x4096"), said.constData());
    ok(words("job approve 1"));
    QCOMPARE(job(1)[QLatin1String("message")].toString(), QString());
    QCOMPARE(state(2), QStringLiteral("queued"));
}

// What comes after it is not bought for half a text.
void TestApproval::aTextThatWasCutOffWaitsForALook()
{
    const QJsonObject text{{QStringLiteral("operation"), QStringLiteral("text")},
                           {QStringLiteral("parameters"), QJsonObject{{QStringLiteral("maxOutputTokens"), 3}}}};
    add(text);
    ok(words("run --until-idle --quiet"));
    QCOMPARE(state(1), QStringLiteral("review"));
    QCOMPARE(state(2), QStringLiteral("blocked"));
    QCOMPARE(job(1)[QLatin1String("message")].toString(), QStringLiteral("checkTextCut|3|"));
    const QByteArray said = m_program->run(words("job show 1")).out;
    QVERIFY2(said.contains("the text was cut off at 3 tokens"), said.constData());
    const QString written = job(1)[QLatin1String("results")][0][QLatin1String("text")].toString();
    QVERIFY(!written.isEmpty());
    QVERIFY2(said.contains("text        " + written.section(u'\n', 0, 0).toUtf8()), said.constData());

    init();
    QJsonObject failing = text;
    failing.insert(QStringLiteral("onBadOutput"), QStringLiteral("fail"));
    add(failing);
    QCOMPARE(m_program->run(words("run --until-idle --quiet")).code, 3);
    QCOMPARE(state(1), QStringLiteral("failed"));
    QCOMPARE(state(2), QStringLiteral("skipped"));
    QCOMPARE(batch()[QLatin1String("wasted")].toString(), batch()[QLatin1String("spent")].toString());
}

void TestApproval::theRecipeDecidesAboutBadOutput()
{
    add({{QStringLiteral("checks"), QJsonObject{{QStringLiteral("minSize"), QStringLiteral("4096x4096")}}},
         {QStringLiteral("onBadOutput"), QStringLiteral("fail")}});
    QCOMPARE(m_program->run(words("run --until-idle --quiet")).code, 3);
    QCOMPARE(state(1), QStringLiteral("failed"));
    QCOMPARE(job(1)[QLatin1String("attempts")].toArray().size(), 1);
    QCOMPARE(state(2), QStringLiteral("skipped"));
    QCOMPARE(batch()[QLatin1String("wasted")].toString(), batch()[QLatin1String("spent")].toString());

    init();
    add({{QStringLiteral("checks"), QJsonObject{{QStringLiteral("minSize"), QStringLiteral("4096x4096")}}},
         {QStringLiteral("onBadOutput"), QStringLiteral("retry")}});
    QCOMPARE(m_program->run(words("run --until-idle --quiet")).code, 3);
    QCOMPARE(state(1), QStringLiteral("failed"));
    QVERIFY(job(1)[QLatin1String("attempts")].toArray().size() > 1);
}

void TestApproval::whatIsApprovedGoesIntoOneZip()
{
    add({{QStringLiteral("review"), true}});
    ok(words("run --until-idle --quiet"));
    ok(words("job approve --batch 1"));
    ok(words("run --until-idle --quiet"));
    const Ended made = m_program->run({QStringLiteral("batch"), QStringLiteral("export"), QStringLiteral("1"),
                                       QStringLiteral("--to"), m_program->folder(), QStringLiteral("--name"),
                                       QStringLiteral("{{recipe}} {{id}}"), QStringLiteral("--json")});
    QVERIFY2(made.code == 0, made.err.constData());
    const QString path = made.json()[QLatin1String("path")].toString();
    QVERIFY2(path.endsWith(QLatin1String("/reviewed 1.zip")), qPrintable(path));
    QCOMPARE(made.json()[QLatin1String("jobs")].toInt(), 4);
    const Ended good = m_program->run({QStringLiteral("export"), QStringLiteral("verify"), path});
    QVERIFY2(good.code == 0, (good.out + good.err).constData());
    // Two pictures, two texts, the table, the contact sheet and the list of checksums.
    QVERIFY2(good.out.contains("7 of 7 files"), good.out.constData());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.resize(file.size() / 2));
    file.close();
    QCOMPARE(m_program->run({QStringLiteral("export"), QStringLiteral("verify"), path}).code, 1);
}

QTEST_GUILESS_MAIN(TestApproval)
#include "test_approval.moc"
