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
    void whatItsBudgetStopsHasNoEnd();
    void aDaysBudgetTakesTheDaysThatWereForeseen();
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

namespace {

QString twelvePortraits(Program &program)
{
    QByteArray rows = "id,full_name,role\n";
    for (int row = 1; row <= 12; ++row)
        rows += QByteArray::number(row) + ",Person " + QByteArray::number(row) + ",Chef\n";
    return program.write(QStringLiteral("rows.csv"), rows);
}

// An engine at work on twelve portraits at $0.002, until so many are made.
class TwelveRunning {
public:
    TwelveRunning(Program &program, const QStringList &account, const QStringList &how)
        : m_program(program)
    {
        const QString rows = twelvePortraits(program);
        ok(words(QStringLiteral("queue set portraits gap=none daily=none concurrency=1")));
        ok(words(QStringLiteral("account add far --kind sandbox")) + account);
        const QStringList order = words(QStringLiteral("--recipe portrait --account far")) + how +
                                  QStringList{QStringLiteral("--rows"), rows};
        plan = program.run(words(QStringLiteral("batch plan --json")) + order).json();
        ok(words(QStringLiteral("batch create --start")) + order);
        m_engine = program.start(words(QStringLiteral("run --quiet")));
    }
    ~TwelveRunning()
    {
        m_engine->terminate();
        m_engine->waitForFinished(30'000);
    }
    QJsonObject status(const QStringList &look = {}) const
    {
        return m_program.run(words(QStringLiteral("status --json")) + look).json();
    }
    bool hasMade(int jobs) const
    {
        const auto isThere = [this, jobs] {
            const QJsonValue counts = status()[QLatin1String("batches")][0][QLatin1String("counts")];
            return counts[QLatin1String("completed")].toInt() == jobs && counts[QLatin1String("running")].toInt() == 0;
        };
        return QTest::qWaitFor(isThere, 60'000);
    }

    QJsonObject plan;

private:
    void ok(const QStringList &arguments) const
    {
        const Ended ended = m_program.run(arguments);
        if (ended.code != 0)
            qWarning("%s: %s%s", qPrintable(arguments.join(u' ')), ended.err.constData(), ended.out.constData());
    }

    Program &m_program;
    std::unique_ptr<QProcess> m_engine;
};

} // namespace

// A batch that can pay for three of its twelve: as it was planned, before anybody looked, and after a look.
void TestAlerts::whatItsBudgetStopsHasNoEnd()
{
    Program program;
    SandboxProcess sandbox(program, {});
    const TwelveRunning running(program, {QStringLiteral("--url"), sandbox.url()},
                                words(QStringLiteral("--budget 0.007")));
    QCOMPARE(running.plan[QLatin1String("held")].toString(), QStringLiteral("batchBudget"));
    QCOMPARE(running.plan[QLatin1String("days")][0][QLatin1String("requests")].toInt(), 3);
    QVERIFY(running.hasMade(3));
    for (const QStringList &look : {QStringList(), QStringList(QStringLiteral("--look"))}) {
        const QJsonValue eta = running.status(look)[QLatin1String("batches")][0][QLatin1String("eta")];
        QCOMPARE(eta[QLatin1String("kind")].toString(), QStringLiteral("held"));
        QCOMPARE(eta[QLatin1String("held")].toString(), QStringLiteral("batchBudget"));
    }
    const QByteArray said = program.run(words(QStringLiteral("batch show 1"))).out;
    QVERIFY2(said.contains("does not end by itself: the batch's budget does not cover it"), said.constData());
}

// Four a day: the live end is that of the plan, and nobody is told that it slips.
void TestAlerts::aDaysBudgetTakesTheDaysThatWereForeseen()
{
    Program program;
    SandboxProcess sandbox(program, {});
    const TwelveRunning running(program, words(QStringLiteral("--day-budget 0.009 --url")) << sandbox.url(), {});
    QCOMPARE(running.plan[QLatin1String("days")].toArray().size(), 3);
    (void)running.status({QStringLiteral("--look")});
    QVERIFY(running.hasMade(4));
    const QJsonObject engine = running.status({QStringLiteral("--look")})[QLatin1String("engine")].toObject();
    const auto time = [](const QJsonValue &iso) {
        return QDateTime::fromString(iso.toString(), Qt::ISODateWithMs).toSecsSinceEpoch();
    };
    const qint64 planned = time(running.plan[QLatin1String("end")]);
    const qint64 live = time(engine[QLatin1String("ends")][0][QLatin1String("end")]);
    QVERIFY2(std::abs(planned - live) < 600, qPrintable(QString::number(live - planned)));
    for (const QJsonValue &alert : engine[QLatin1String("alerts")].toArray())
        QVERIFY(alert[QLatin1String("kind")].toString() != u"finishSlips");
}

QTEST_GUILESS_MAIN(TestAlerts)
#include "test_alerts.moc"
