#include "integration/program.h"

#include <QJsonArray>
#include <QTest>

using namespace fornada;
using namespace fornada::test;

// What is worth a word while an engine runs: told once, to be seen from another process, and over when it is over.
class TestAlerts : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aDaysBudgetIsToldAtEightyPercent();
    void aFullQueueIsTold();
};

void TestAlerts::aDaysBudgetIsToldAtEightyPercent()
{
    Program program;
    SandboxProcess sandbox(program, {});
    const auto ok = [&program](const QStringList &arguments) {
        const Ended ended = program.run(arguments);
        QVERIFY2(ended.code == 0, (arguments.join(u' ').toUtf8() + ": " + ended.err + ended.out).constData());
    };
    ok(words(QStringLiteral("account add far --kind sandbox --day-budget 0.01 --url")) << sandbox.url());
    QByteArray rows = "id,full_name,role\n";
    for (int row = 1; row <= 4; ++row)
        rows += QByteArray::number(row) + ",Person " + QByteArray::number(row) + ",Chef\n";
    ok(words(QStringLiteral("batch create --recipe portrait --account far --start --rows"))
       << program.write(QStringLiteral("rows.csv"), rows));
    const auto engine = program.start(words(QStringLiteral("run --quiet")));
    const auto status = [&program] { return program.run(words(QStringLiteral("status --look --json"))).json(); };
    const auto isDone = [&status] {
        return status()[QLatin1String("batches")][0][QLatin1String("counts")][QLatin1String("completed")].toInt() == 4;
    };
    QVERIFY(QTest::qWaitFor(isDone, 60'000)); // 4 at $0.002: 80 % of the day's cent
    const QJsonArray alerts = status()[QLatin1String("engine")][QLatin1String("alerts")].toArray();
    QCOMPARE(alerts.size(), 1);
    const QJsonObject alert = alerts.first().toObject();
    QCOMPARE(alert[QLatin1String("kind")].toString(), QStringLiteral("budgetNear"));
    QCOMPARE(alert[QLatin1String("subject")].toString(), QStringLiteral("far"));
    QCOMPARE(alert[QLatin1String("facts")][QLatin1String("percent")].toInt(), 80);
    QCOMPARE(alert[QLatin1String("facts")][QLatin1String("cap")].toString(), QStringLiteral("0.01"));
    const auto told = [&program] {
        int times = 0;
        const QJsonArray activity =
            program.run(words(QStringLiteral("activity --json"))).json()[QLatin1String("activity")].toArray();
        for (const QJsonValue &entry : activity)
            times += entry[QLatin1String("kind")].toString() == u"budgetNear";
        return times;
    };
    QVERIFY(QTest::qWaitFor([&told] { return told() == 1; }, 10'000));
    (void)status(); // another look: the same episode
    QCOMPARE(told(), 1);
    const QByteArray said = program.run(words(QStringLiteral("status"))).out;
    QVERIFY2(said.contains("  ! "), said.constData());
    ok(words(QStringLiteral("account set far --day-budget 1.00"))); // and it is over
    QVERIFY(status()[QLatin1String("engine")][QLatin1String("alerts")].toArray().isEmpty());
    engine->terminate();
    QVERIFY(engine->waitForFinished(30'000));
}

void TestAlerts::aFullQueueIsTold()
{
    Program program;
    const auto ok = [&program](const QStringList &arguments) {
        const Ended ended = program.run(arguments);
        QVERIFY2(ended.code == 0, (arguments.join(u' ').toUtf8() + ": " + ended.err + ended.out).constData());
    };
    QVERIFY(program.run(words(QStringLiteral("queue set portraits alertAt=0"))).code != 0);
    QVERIFY(program.run(words(QStringLiteral("queue set portraits alertAt=1.5"))).code != 0);
    ok(words(QStringLiteral("queue set portraits alertAt=3")));
    const auto alertAt = [&program]() -> QJsonValue {
        return program.run(words(QStringLiteral("queue show portraits --json"))).json()[QLatin1String("alertAt")];
    };
    QCOMPARE(alertAt(), QJsonValue(3));
    const QString rows = program.write(QStringLiteral("rows.csv"), "id,full_name,role\n1,A,C\n2,B,C\n3,C,C\n4,D,C\n");
    ok(words(QStringLiteral("batch create --recipe portrait --rows")) << rows);
    ok(words(QStringLiteral("batch create --recipe portrait --rows")) << rows); // 8 wait as drafts
    const auto engine = program.start(words(QStringLiteral("run --quiet")));
    const auto alerts = [&program] {
        return program.run(words(QStringLiteral("status --look --json")))
            .json()[QLatin1String("engine")][QLatin1String("alerts")]
            .toArray();
    };
    QVERIFY(QTest::qWaitFor([&alerts] { return alerts().size() == 1; }, 30'000));
    const QJsonObject alert = alerts().first().toObject();
    QCOMPARE(alert[QLatin1String("kind")].toString(), QStringLiteral("queueFull"));
    QCOMPARE(alert[QLatin1String("subject")].toString(), QStringLiteral("portraits"));
    QCOMPARE(alert[QLatin1String("facts")][QLatin1String("waiting")].toInt(), 8);
    ok(words(QStringLiteral("batch remove 1")));
    QCOMPARE(alerts().size(), 1);                // 4 still wait
    ok(words(QStringLiteral("batch remove 2"))); // what was removed is not in the way any more
    QVERIFY(alerts().isEmpty());
    ok(words(QStringLiteral("undo")));
    QCOMPARE(alerts().size(), 1); // another episode
    ok(words(QStringLiteral("queue set portraits alertAt=none")));
    QVERIFY(alerts().isEmpty());
    QVERIFY(alertAt().isNull());
    ok(words(QStringLiteral("undo")));
    QCOMPARE(alertAt(), QJsonValue(3));
    engine->terminate();
    QVERIFY(engine->waitForFinished(30'000));
}

QTEST_GUILESS_MAIN(TestAlerts)
#include "test_alerts.moc"
