#include "integration/program.h"

#include <QJsonArray>
#include <QTest>

using namespace fornada;
using namespace fornada::test;

namespace {

QStringList words(const QString &line)
{
    return line.split(QLatin1Char(' '));
}

} // namespace

// What an order would become before anything is paid: doubles, what is there already, what a client may have.
class TestOrders : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void onlyRowsWithoutAResult();
    void thePlanSaysWhatIsFree();
    void creditsAreCheckedBeforeAndWhileItRuns();
    void aClientsBudgetHolds();
    void whatAClientMayHaveCanBeUndone();

private:
    Ended ok(const QStringList &arguments);
    QString rows(const QByteArray &csv) { return m_program->write(QStringLiteral("rows.csv"), csv); }
    QJsonObject json(const QString &line) { return m_program->run(words(line) << QStringLiteral("--json")).json(); }
    QJsonObject create(const QByteArray &csv, const QString &more = {});
    void run() { ok(words(QStringLiteral("run --until-idle --quiet"))); }

    std::unique_ptr<Program> m_program;
};

void TestOrders::init()
{
    m_program = std::make_unique<Program>();
    ok(words(QStringLiteral("queue set portraits gap=none daily=none account=sandbox concurrency=1")));
}

Ended TestOrders::ok(const QStringList &arguments)
{
    const Ended ended = m_program->run(arguments);
    if (ended.code != 0)
        qWarning("%s: %s%s", qPrintable(arguments.join(u' ')), ended.err.constData(), ended.out.constData());
    return ended;
}

QJsonObject TestOrders::create(const QByteArray &csv, const QString &more)
{
    QStringList arguments = words(QStringLiteral("batch create --recipe portrait --start --json --rows"));
    arguments.append(rows(csv));
    return m_program->run(arguments + more.split(u' ', Qt::SkipEmptyParts)).json();
}

void TestOrders::onlyRowsWithoutAResult()
{
    create("id,full_name,role\n1,Ann,Baker\n2,Bo,Nurse\n");
    run();
    const QByteArray more = "id,full_name,role\n2,Bo,Nurse\n3,Cy,Chef\n3,Cy,Cook\n4,Di,Poet\n";
    const QJsonObject plan =
        m_program->run(words(QStringLiteral("batch plan --recipe portrait --only-new --json --rows")) << rows(more))
            .json();
    QCOMPARE(plan[QLatin1String("rows")].toInteger(), 2);
    QCOMPARE(plan[QLatin1String("answered")].toInteger(), 1);
    QCOMPARE(plan[QLatin1String("duplicates")].toInteger(), 1);
    const QJsonObject added = create(more, QStringLiteral("--only-new"));
    QCOMPARE(added[QLatin1String("rows")].toInteger(), 2);
    const QJsonArray left = added[QLatin1String("rejections")].toArray();
    QCOMPARE(left.size(), 2);
    QCOMPARE(left[0][QLatin1String("reason")].toString(), QStringLiteral("answered"));
    QCOMPARE(left[0][QLatin1String("line")].toInteger(), 2);
    QCOMPARE(left[1][QLatin1String("reason")].toString(), QStringLiteral("duplicate"));
    QCOMPARE(left[1][QLatin1String("of")].toInteger(), 3);
    run();
    const Ended none =
        m_program->run(words(QStringLiteral("batch create --recipe portrait --only-new --rows")) << rows(more));
    QCOMPARE(none.code, 1);
    QVERIFY2(none.err.contains("every row has its result already"), none.err.constData());
    // Without the wish, all of it is made again; a double is only said.
    QCOMPARE(create(more)[QLatin1String("rows")].toInteger(), 4);
}

void TestOrders::thePlanSaysWhatIsFree()
{
    create("id,full_name,role\n1,Ann,Baker\n2,Bo,Nurse\n");
    run();
    const QByteArray csv = "id,full_name,role\n1,Ann,Baker\n7,Cy,Chef\n8,Cy,Chef\n";
    const QStringList plan = words(QStringLiteral("batch plan --recipe portrait --rows")) << rows(csv);
    const QJsonObject sheet = m_program->run(plan + QStringList{QStringLiteral("--json")}).json();
    const QJsonObject free = sheet[QLatin1String("free")].toObject();
    QCOMPARE(free[QLatin1String("fromCache")].toInteger(), 1);
    QCOMPARE(free[QLatin1String("equal")].toInteger(), 1);
    QCOMPARE(free[QLatin1String("looked")].toInteger(), 3);
    QVERIFY(free[QLatin1String("saves")].toString().toDouble() > 0);
    const QJsonArray marks = sheet[QLatin1String("marks")].toArray();
    QCOMPARE(marks.size(), 2);
    QCOMPARE(marks[0][QLatin1String("mark")].toString(), QStringLiteral("cache"));
    QCOMPARE(marks[0][QLatin1String("job")].toInteger(), 1);
    QCOMPARE(marks[1][QLatin1String("mark")].toString(), QStringLiteral("equal"));
    QCOMPARE(marks[1][QLatin1String("of")].toInteger(), 3);
    QCOMPARE(sheet[QLatin1String("foreseen")].toInteger(), 1); // one request leaves
    const QByteArray said = m_program->run(plan).out;
    QVERIFY2(said.contains("1 from the cache"), said.constData());
}

void TestOrders::creditsAreCheckedBeforeAndWhileItRuns()
{
    ok(words(QStringLiteral("credit set Acme image=2")));
    const QByteArray four = "id,full_name,role\n1,A,x\n2,B,x\n3,C,x\n4,D,x\n";
    const QJsonObject added = create(four, QStringLiteral("--client Acme"));
    QCOMPARE(added[QLatin1String("rows")].toInteger(), 2);
    const QJsonArray left = added[QLatin1String("rejections")].toArray();
    QCOMPARE(left.size(), 2);
    QCOMPARE(left[0][QLatin1String("reason")].toString(), QStringLiteral("credit"));
    QCOMPARE(left[0][QLatin1String("operation")].toString(), QStringLiteral("image"));
    // Both were accepted; taken away in mid-batch, they wait and say why.
    ok(words(QStringLiteral("credit set Acme image=1")));
    run();
    const QJsonObject waiting = json(QStringLiteral("batch show 1"));
    QCOMPARE(waiting[QLatin1String("counts")][QLatin1String("completed")].toInteger(), 1);
    QCOMPARE(waiting[QLatin1String("counts")][QLatin1String("queued")].toInteger(), 1);
    const QJsonArray clients = json(QStringLiteral("credit list"))[QLatin1String("clients")].toArray();
    QCOMPARE(clients[0][QLatin1String("credits")][QLatin1String("image")].toInteger(), 0);
    const Ended none =
        m_program->run(words(QStringLiteral("batch create --recipe portrait --client Acme --rows")) << rows(four));
    QCOMPARE(none.code, 1);
    QVERIFY2(none.err.contains("no credits left"), none.err.constData());
    ok(words(QStringLiteral("credit set Acme image=none")));
    run();
    QCOMPARE(json(QStringLiteral("batch show 1"))[QLatin1String("state")].toString(), QStringLiteral("finished"));
}

void TestOrders::aClientsBudgetHolds()
{
    ok(words(QStringLiteral("credit set Acme budget=0.000001")));
    create("id,full_name,role\n1,A,x\n2,B,x\n", QStringLiteral("--client Acme"));
    create("id,full_name,role\n3,C,x\n", QStringLiteral("--client Other"));
    run();
    QCOMPARE(json(QStringLiteral("batch show 1"))[QLatin1String("counts")][QLatin1String("queued")].toInteger(), 2);
    QCOMPARE(json(QStringLiteral("batch show 2"))[QLatin1String("state")].toString(), QStringLiteral("finished"));
    ok(words(QStringLiteral("credit set Acme budget=none")));
    run();
    QCOMPARE(json(QStringLiteral("batch show 1"))[QLatin1String("state")].toString(), QStringLiteral("finished"));
}

void TestOrders::whatAClientMayHaveCanBeUndone()
{
    ok(words(QStringLiteral("credit set Acme image=5 budget=2.00")));
    ok(words(QStringLiteral("credit set Acme image=9 text=3")));
    ok(words(QStringLiteral("undo")));
    const QJsonObject acme = json(QStringLiteral("credit list"))[QLatin1String("clients")].toArray().first().toObject();
    QCOMPARE(acme[QLatin1String("credits")].toObject(), (QJsonObject{{QStringLiteral("image"), 5}}));
    QCOMPARE(acme[QLatin1String("budget")].toString().toDouble(), 2.0);
    QVERIFY(m_program->run(words(QStringLiteral("credit set Acme images=5"))).code != 0);
    QVERIFY(m_program->run(words(QStringLiteral("credit set Acme image=-1"))).code != 0);
}

QTEST_GUILESS_MAIN(TestOrders)
#include "test_orders.moc"
