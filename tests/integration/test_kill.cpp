#include "integration/program.h"
#include "store/reader.h"

#include <QDeadlineTimer>
#include <QJsonArray>
#include <QRandomGenerator>
#include <QTest>

using namespace fornada;
using fornada::test::Program;
using fornada::test::SandboxProcess;

namespace {

constexpr int kRows = 300;
constexpr int kKills = 30;

QByteArray rows()
{
    QByteArray csv = "id,full_name,role\n";
    for (int i = 1; i <= kRows; ++i)
        csv += "p" + QByteArray::number(i) + ",Person " + QByteArray::number(i) + ",Role " + QByteArray::number(i % 7) +
               "\n";
    return csv;
}

// Every kind of trouble, often enough that each kill meets some.
QJsonObject troubledSandbox(quint32 seed)
{
    return {{QStringLiteral("seed"), qint64(seed)},
            {QStringLiteral("prices"), QJsonObject{{QStringLiteral("image"), 2'000}}}, // as the recipe says
            {QStringLiteral("latency"), QJsonObject{{QStringLiteral("kind"), QStringLiteral("uniform")},
                                                    {QStringLiteral("min"), 0.005},
                                                    {QStringLiteral("max"), 0.08}}},
            {QStringLiteral("mix"), QJsonObject{{QStringLiteral("500"), 0.05},
                                                {QStringLiteral("503"), 0.03},
                                                {QStringLiteral("cut"), 0.03},
                                                {QStringLiteral("drop"), 0.03},
                                                {QStringLiteral("refuse"), 0.02},
                                                {QStringLiteral("noOutput"), 0.02}}}};
}

} // namespace

// kill -9 at random moments, thirty times; at the end the provider's ledger and our database must agree.
class TestKill : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void nothingLostNothingPaidTwice()
    {
        const quint32 seed = qEnvironmentVariableIsSet("FORNADA_SEED") ? qEnvironmentVariable("FORNADA_SEED").toUInt()
                                                                       : QRandomGenerator::global()->generate();
        qInfo("seed %u (replay with FORNADA_SEED)", seed);
        QRandomGenerator random(seed);
        Program program;
        SandboxProcess sandbox(program, troubledSandbox(seed));
        const QString file = program.write(QStringLiteral("rows.csv"), rows());

        QCOMPARE(program
                     .run({QStringLiteral("account"), QStringLiteral("add"), QStringLiteral("far"),
                           QStringLiteral("--kind"), QStringLiteral("sandbox"), QStringLiteral("--url"), sandbox.url()})
                     .code,
                 0);
        QCOMPARE(program
                     .run({QStringLiteral("queue"), QStringLiteral("set"), QStringLiteral("portraits"),
                           QStringLiteral("concurrency=4"), QStringLiteral("backoff=0.01-0.05"),
                           QStringLiteral("attempts=5"), QStringLiteral("account=far")})
                     .code,
                 0);
        const auto added = program.run({QStringLiteral("batch"), QStringLiteral("create"), QStringLiteral("--recipe"),
                                        QStringLiteral("portrait"), QStringLiteral("--rows"), file,
                                        QStringLiteral("--start"), QStringLiteral("--json")});
        QVERIFY2(added.code == 0, added.err.constData());
        QCOMPARE(added.json().value(QLatin1String("jobs")).toInt(), kRows);

        for (int kill = 0; kill < kKills; ++kill) {
            const auto engine = program.start({QStringLiteral("run"), QStringLiteral("--quiet")});
            // After a random number of further requests, wherever each of them is: a slow machine kills as deep as a
            // fast one.
            const qint64 enough = requestsAt(sandbox) + random.bounded(3, 16);
            const QDeadlineTimer tired(2'000); // nothing may be left to send near the end
            while (requestsAt(sandbox) < enough && !tired.hasExpired())
                if (engine->waitForFinished(int(random.bounded(5, 40))))
                    QFAIL(qPrintable(QStringLiteral("the engine ended by itself: %1")
                                         .arg(QString::fromUtf8(engine->readAllStandardError()))));
            engine->kill();
            QVERIFY(engine->waitForFinished());
        }
        const auto last =
            program.run({QStringLiteral("run"), QStringLiteral("--until-idle"), QStringLiteral("--quiet")});
        QVERIFY2(last.code == 0 || last.code == 3, last.err.constData());
        compareBooks(program, sandbox.ledger());
    }

private:
    static qint64 requestsAt(SandboxProcess &sandbox)
    {
        return sandbox.ledger().value(QLatin1String("totals")).toObject().value(QLatin1String("requests")).toInteger();
    }

    void compareBooks(Program &program, const QJsonObject &ledger)
    {
        const auto reader = Reader::open(program.data());
        QVERIFY(bool(reader));
        const auto jobs = (*reader)->jobs({}, {}, kRows * 2);
        QVERIFY(bool(jobs));
        QCOMPARE(jobs->size(), qsizetype(kRows));

        QHash<QString, int> billedTimes;
        qint64 billed = 0;
        const QJsonArray entries = ledger.value(QLatin1String("entries")).toArray();
        for (const QJsonValue &entry : entries) {
            const qint64 micros = entry[QLatin1String("billedMicros")].toInteger();
            billed += micros;
            if (micros > 0)
                ++billedTimes[entry[QLatin1String("job")].toString(entry[QLatin1String("idempotencyKey")].toString())];
        }
        Money spent;
        Money possible;
        int completed = 0;
        for (const JobRow &row : std::as_const(*jobs)) {
            const auto detail = (*reader)->job(row.id);
            QVERIFY(bool(detail));
            QVERIFY2(row.state == JobState::Completed || row.state == JobState::Failed ||
                         row.state == JobState::Unknown,
                     qPrintable(toName(row.state)));
            completed += row.state == JobState::Completed;
            int listed = 0;
            QString key;
            for (const Attempt &attempt : std::as_const(detail->attempts)) {
                QVERIFY2(attempt.outcome.has_value(), "an attempt was left open");
                listed += attempt.charge.kind != ChargeKind::None;
                key = attempt.idempotencyKey;
                spent += attempt.charge.kind == ChargeKind::Actual ? attempt.charge.amount : Money{};
                possible += attempt.charge.kind == ChargeKind::Maybe ? attempt.charge.amount : Money{};
            }
            // Each time the provider billed a job, an attempt of ours says spent or possibly charged.
            QVERIFY2(billedTimes.value(key) <= listed, qPrintable(QStringLiteral("job %1: billed %2 times, listed %3")
                                                                      .arg(row.id.value)
                                                                      .arg(billedTimes.value(key))
                                                                      .arg(listed)));
        }
        qInfo("%d completed; billed %lld, spent %lld, possible %lld (micros)", completed, billed, spent.micros,
              possible.micros);
        QVERIFY(spent.micros <= billed);
        QVERIFY(billed <= spent.micros + possible.micros);
        QVERIFY(completed > kRows / 4);
        const auto batches = (*reader)->batches();
        QVERIFY(bool(batches));
        QCOMPARE(batches->first().totals.reserved, Money{});
        QCOMPARE(batches->first().totals.spent, spent);
        QCOMPARE(batches->first().totals.maybe, possible);
    }
};

QTEST_GUILESS_MAIN(TestKill)
#include "test_kill.moc"
