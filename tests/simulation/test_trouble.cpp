#include "sim_day.h"

#include <QJsonArray>
#include <QTest>

using namespace fornada;
using namespace fornada::sim;
using namespace std::chrono_literals;

namespace {

const QString kAccount = QStringLiteral("account-0");
const QString kQueue = QStringLiteral("queue-0");

// A batch on its way, so many requests at once.
std::unique_ptr<Day> busyDay(int atOnce, int rows, OutputKind output = OutputKind::Json)
{
    auto day = std::make_unique<Day>(wallFromIso(QStringLiteral("2026-06-10T12:00:00.000Z")));
    day->account(kAccount);
    LimitSet limits;
    limits.concurrency = atOnce;
    day->queue(kQueue, kAccount, limits);
    Step step = stepOf(QStringLiteral("draw"), kQueue);
    step.output = output;
    day->batch(QStringLiteral("busy"), recipeOf({step}), rows);
    return day;
}

} // namespace

// The real engine when something around it is not as it should be.
class TestTrouble final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void nothingIsBoughtWhileResultsCannotBeSaved();
    void anotherAddressIsAskedAtOnce();
    void whatIsAbortedIsNoFailure_data();
    void whatIsAbortedIsNoFailure();
    void whatIsNamedIsMeantAndNothingElse();
    void anUndoEndsWhatItUndoes_data();
    void anUndoEndsWhatItUndoes();
    void whoWaitsForLongHoldsNoMemory_data();
    void whoWaitsForLongHoldsNoMemory();
};

// Whatever is tried again meanwhile, no further request is sent; when the disk is well, all goes on by itself.
void TestTrouble::nothingIsBoughtWhileResultsCannotBeSaved()
{
    const auto busy = busyDay(4, 40, OutputKind::Image);
    Day &day = *busy;
    day.runFor(5s);
    day.faults.failedFile = 1;
    day.runFor(30s); // the disk's state is known by then, and what was on the wire has come home
    QVERIFY(day.runtime().storageFault());
    const qsizetype sent = day.sent().size();
    QVERIFY(sent < 40);
    day.runFor(5min);
    QVERIFY(day.runtime().storageFault());
    QCOMPARE(day.sent().size(), sent);
    day.faults.failedFile = 0;
    QVERIFY(day.runOut(10min));
    QCOMPARE(day.completed(1), 40);
    QCOMPARE(day.sent().size(), 40); // nothing was bought twice
    QCOMPARE(day.broken, QStringList());
}

// What was prepared for the old one is made anew.
void TestTrouble::anotherAddressIsAskedAtOnce()
{
    const auto busy = busyDay(4, 60);
    Day &day = *busy;
    day.runFor(3s);
    const QString fresh = QStringLiteral("http://worker-1.test/run");
    day.give(QStringLiteral("account.set"), {{QStringLiteral("account"), kAccount}, {QStringLiteral("url"), fresh}});
    const qsizetype before = day.sent().size();
    QVERIFY(before > 0 && before < 60);
    QVERIFY(day.runOut(10min));
    QCOMPARE(day.completed(1), 60);
    for (qsizetype i = before; i < day.sent().size(); ++i)
        QCOMPARE(day.sent().at(i).url.toString(), fresh);
    QCOMPARE(day.broken, QStringList());
}

void TestTrouble::whatIsAbortedIsNoFailure_data()
{
    QTest::addColumn<bool>("byStopNow");
    QTest::newRow("stop now") << true;
    QTest::newRow("the grace of a shutdown is over") << false;
}

// A circuit that it opened would hold up whatever else the account has to do.
void TestTrouble::whatIsAbortedIsNoFailure()
{
    QFETCH(bool, byStopNow);
    const auto busy = busyDay(20, 40);
    Day &day = *busy;
    while (day.runtime().scheduler().onWire() < 15)
        day.runFor(1ms);
    if (byStopNow)
        day.give(QStringLiteral("batch.cancel"), {{QStringLiteral("batch"), 1}, {QStringLiteral("stopNow"), true}});
    else
        day.stopAndRestart(0s);
    day.runFor(1s);
    const auto readings = day.runtime().scheduler().readings(GateBook::accountKey(AccountId{1}), day.runtime().now());
    for (const GateReading &reading : readings)
        QVERIFY2(reading.opening.isOpen(), qPrintable(toName(reading.opening.reason)));
}

// The first piece of the work does not fit on the disk and is done again, behind the reserve file: it is no smaller
// then.
void TestTrouble::whatIsNamedIsMeantAndNothingElse()
{
    const auto busy = busyDay(1, 600);
    Day &day = *busy;
    day.give(QStringLiteral("engine.pause"), {});
    day.batch(QStringLiteral("other"), recipeOf({stepOf(QStringLiteral("draw"), kQueue)}), 600);
    QJsonArray named;
    for (qint64 job = 301; job <= 500; ++job)
        named.append(job);
    day.slowDown(20ms);
    const auto cancelled = day.order(QStringLiteral("job.cancel"), {{QStringLiteral("jobs"), named}});
    day.runUntil([&day] { return !day.store().operations(0, 1)->isEmpty(); });
    day.faults.diskFull = true;
    day.await(cancelled);
    QVERIFY(*cancelled && **cancelled);
    QCOMPARE((**cancelled)->value(QLatin1String("changed")).toInteger(), 200);
    QCOMPARE(day.store().batch(BatchId{1})->counts[JobState::Cancelled], 200);
    QCOMPARE(day.store().batch(BatchId{2})->counts[JobState::Cancelled], 0);
}

void TestTrouble::anUndoEndsWhatItUndoes_data()
{
    QTest::addColumn<QString>("command");
    QTest::newRow("moved to another state") << QStringLiteral("job.cancel");
    QTest::newRow("changed") << QStringLiteral("job.priority");
    QTest::newRow("a whole batch") << QStringLiteral("batch.cancel");
}

// It comes while the most is still to be done: that is not done any more.
void TestTrouble::anUndoEndsWhatItUndoes()
{
    QFETCH(const QString, command);
    constexpr qint64 kJobs = 3'000;
    const auto busy = busyDay(1, kJobs);
    Day &day = *busy;
    day.give(QStringLiteral("engine.pause"), {});
    day.runFor(1s);
    const qint64 waiting = day.store().batch(BatchId{1})->counts[JobState::Queued];
    QVERIFY(waiting > kJobs - 10);
    day.slowDown(2ms); // small pieces
    const auto done = day.order(command, {{QStringLiteral("batch"), 1}, {QStringLiteral("priority"), 5}});
    const auto begun = [&day, &command] {
        const auto last = day.store().operations(0, 1);
        return !last->isEmpty() && last->first().command == command && last->first().changed > 0;
    };
    day.runUntil(begun);
    const auto undone = day.order(QStringLiteral("operation.undo"), {});
    day.await(undone);
    day.await(done);
    QVERIFY(**undone && **done);
    const qint64 changed = (**done)->value(QLatin1String("changed")).toInteger();
    QVERIFY2(changed > 0 && changed < waiting, qPrintable(QString::number(changed)));
    QCOMPARE((**undone)->value(QLatin1String("changed")).toInteger(), changed);
    QCOMPARE(day.store().batch(BatchId{1})->counts[JobState::Queued], waiting);
    for (qint64 job = 1; job <= kJobs; job += 7)
        QCOMPARE(day.store().job(JobId{job})->priority, 0);
}

void TestTrouble::whoWaitsForLongHoldsNoMemory_data()
{
    QTest::addColumn<bool>("paused");
    QTest::newRow("a paused batch") << true;
    QTest::newRow("a queue that sends once an hour") << false;
}

// Its prepared requests fill the memory for them, and another batch's are to be prepared.
void TestTrouble::whoWaitsForLongHoldsNoMemory()
{
    QFETCH(const bool, paused);
    constexpr int kRows = 12;
    AtHand little;
    little.builtBytes = 60; // two or three requests
    Day day(wallFromIso(QStringLiteral("2026-06-10T12:00:00.000Z")), little);
    day.account(kAccount);
    LimitSet slow, fast;
    slow.minimumGap = 1h;
    fast.concurrency = 2;
    day.queue(kQueue, kAccount, slow);
    day.queue(QStringLiteral("queue-1"), kAccount, fast);
    day.batch(QStringLiteral("slow"), recipeOf({stepOf(QStringLiteral("draw"), kQueue)}), kRows);
    day.runFor(10s);
    if (paused)
        day.give(QStringLiteral("batch.pause"), {{QStringLiteral("batch"), 1}});
    day.batch(QStringLiteral("fast"), recipeOf({stepOf(QStringLiteral("draw"), QStringLiteral("queue-1"))}), kRows);
    day.runFor(5min);
    QCOMPARE(day.completed(1), 1);
    QCOMPARE(day.completed(2), kRows);
    if (paused)
        day.give(QStringLiteral("batch.resume"), {{QStringLiteral("batch"), 1}});
    QVERIFY(day.runOut(24h));
    QCOMPARE(day.completed(1), kRows);
    QCOMPARE(day.broken, QStringList());
}

QTEST_GUILESS_MAIN(TestTrouble)
#include "test_trouble.moc"
