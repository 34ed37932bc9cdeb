#include "engine/forecast.h"
#include "scheduler/gate_book.h"

#include <QTest>

#include <ctime>

using namespace fornada;
using namespace std::chrono_literals;

namespace {

const Moment kNow{Wall(1'790'035'200s), Boot(1000s)}; // 2026-09-22, midnight UTC and a bit more below

Step stepOf(const QString &id, const QStringList &after = {}, int seconds = 10)
{
    Step step;
    step.id = id;
    step.after = after;
    step.expectedSeconds = seconds;
    return step;
}

struct Given {
    ForecastWorld world;
    ForecastBatch batch;

    explicit Given(const LimitSet &limits)
    {
        Account account;
        account.id = AccountId{1};
        account.name = QStringLiteral("a");
        Queue queue;
        queue.id = QueueId{1};
        queue.name = QStringLiteral("q");
        queue.account = account.id;
        queue.limits = limits;
        world.accounts = {account};
        world.queues = {queue};
        world.bootId = QStringLiteral("boot");
        world.now = kNow + 10s;
        batch.batch.id = BatchId{1};
        batch.recipe.steps = {stepOf(QStringLiteral("one"))};
    }
    void rows(int count)
    {
        for (int n = 1; n <= count; ++n) {
            NewRow row;
            row.number = n;
            for (const Step &step : std::as_const(batch.recipe.steps))
                row.jobs.append(
                    NewJob{step.id, {}, QueueId{1}, AccountId{1}, {}, int(step.after.size()), Money{2'000}, 0});
            batch.rows.append(row);
        }
    }
    Micros length() const
    {
        const auto end = forecast(world, batch).end;
        return end ? *end - world.now.wall : Micros(-1);
    }
};

// So many answers that took so long; retried: of all, tried again.
MetricRecord lately(int answers, Micros each, int retried = 0)
{
    MetricRecord metric;
    metric.sent = answers + retried;
    metric.completed = answers;
    metric.retried = retried;
    metric.latency = each * answers;
    for (int i = 0; i < answers; ++i)
        metric.addLatency(each);
    metric.latency = each * answers;
    return metric;
}

LimitSet atOnce(int count)
{
    LimitSet limits;
    limits.concurrency = count;
    return limits;
}

} // namespace

class TestForecast final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void concurrencySetsTheLength();
    void stepsFollowTheirParents();
    void measuredTimesWin();
    void othersTakeTheirTurns();
    void todaysMoneyIsSpent();
    void whatABatchHasSpentIsNotThereAgain();
    void aClientsMoneyHolds();
    void aDailyCapTakesDays();
    void whatIsUsedTodayCounts();
    void joinsPassNoGate();
    void aLargeOneStaysWithinItsDays();
    void aLargeOneIsAsLongAsItsJobs();
    void aLargeOneFindsWhatIsUsed();
    void aPauseIsSaid();
    void nothingToDoIsDone();
    void chanceMakesARange();
    void whatWasMeasuredNarrowsIt();
    void retriesMakeItLater();
    void aPaceLeavesNothingToChance();
    void daysOfWhichAPartWasPlayedHaveNoRange();
    void whatIsHeldHasNoRange();
};

void TestForecast::initTestCase()
{
    qputenv("TZ", "UTC"); // days are the operator's
    ::tzset();
}

void TestForecast::concurrencySetsTheLength()
{
    Given given(atOnce(2));
    given.rows(6);
    QVERIFY(given.length() >= 30s);
    QVERIFY(given.length() < 31s);
    given.batch.slower = 2;
    QVERIFY(given.length() >= 60s);
}

void TestForecast::stepsFollowTheirParents()
{
    Given given(atOnce(8));
    given.batch.recipe.steps = {stepOf(QStringLiteral("one")),
                                stepOf(QStringLiteral("two"), {QStringLiteral("one")}, 5)};
    given.rows(4);
    QVERIFY(given.length() >= 15s);
    QVERIFY(given.length() < 16s);
}

void TestForecast::measuredTimesWin()
{
    Given given(atOnce(1));
    given.rows(3);
    given.world.measured.insert(QueueId{1}, lately(50, 2s));
    QVERIFY(given.length() >= 6s);
    QVERIFY(given.length() < 7s);
}

// One at a time, and 4 of another batch wait already: equals take turns, who is more urgent goes first.
void TestForecast::othersTakeTheirTurns()
{
    Given given(atOnce(1));
    given.rows(3);
    const auto alone = given.length();
    ForecastOther other;
    other.batch.id = BatchId{99};
    other.batch.state = BatchState::Running;
    for (int i = 0; i < 4; ++i) {
        Job job;
        job.queue = QueueId{1};
        job.account = given.world.accounts.first().id;
        job.row = RowId{-1 - i};
        other.jobs.append(job);
    }
    given.world.others = {other};
    const auto shared = given.length();
    QVERIFY2(shared > alone + 15s, qPrintable(QString::number(shared.count())));
    QVERIFY(shared < alone + 25s);
    given.world.others.first().batch.priority = 5;
    QVERIFY(given.length() > alone + 35s);
    QCOMPARE(forecast(given.world, given.batch).done, 3); // theirs are not counted
}

// What was spent today is not there again.
void TestForecast::todaysMoneyIsSpent()
{
    Given given(atOnce(1));
    given.rows(3);
    given.world.dayCap = Money{7'000};
    LedgerTotal spent;
    spent.scope = LedgerScope::Day;
    spent.totals.spent = Money{3'000};
    given.world.spent = {spent};
    const Forecast seen = forecast(given.world, given.batch);
    QCOMPARE(seen.days.size(), 2); // two today at 2,000 each, the third tomorrow
    QCOMPARE(seen.days.first().requests, 2);
}

// 3 of 12 were made of a budget for 3 and a half.
void TestForecast::whatABatchHasSpentIsNotThereAgain()
{
    Given given(atOnce(1));
    given.rows(9);
    given.batch.batch.budget = Money{7'000};
    given.batch.batch.totals.spent = Money{6'000};
    const Forecast seen = forecast(given.world, given.batch);
    QVERIFY(!seen.end);
    QCOMPARE(toName(seen.held.reason), QLatin1String("batchBudget"));
    QCOMPARE(seen.done, 0);
    given.batch.batch.budget = Money{24'000};
    QVERIFY(forecast(given.world, given.batch).end);
}

void TestForecast::aClientsMoneyHolds()
{
    Given given(atOnce(1));
    given.rows(3);
    given.batch.batch.client = QStringLiteral("Acme");
    given.world.clients = {Client{QStringLiteral("Acme"), Money{9'000}, {}}};
    given.world.spent = {LedgerTotal{LedgerScope::Client, QStringLiteral("Acme"), {}, {{}, Money{4'000}, {}, {}}}};
    const Forecast seen = forecast(given.world, given.batch);
    QCOMPARE(toName(seen.held.reason), QLatin1String("clientBudget"));
    QCOMPARE(seen.done, 2);
}

// 120 s between requests, 15 a day: 60 personas take four days.
void TestForecast::aDailyCapTakesDays()
{
    LimitSet limits;
    limits.minimumGap = 120s;
    limits.dailyCap = DailyCapConfig{15, "UTC"};
    Given given(limits);
    given.rows(60);
    const Forecast seen = forecast(given.world, given.batch);
    QCOMPARE(seen.days.size(), 4);
    for (const ForecastDay &day : seen.days) {
        QCOMPARE(day.requests, 15);
        QVERIFY(day.cost == Money{30'000});
    }
    QVERIFY(seen.end && *seen.end - given.world.now.wall > 72h);
}

void TestForecast::whatIsUsedTodayCounts()
{
    LimitSet limits;
    limits.dailyCap = DailyCapConfig{15, "UTC"};
    Given given(limits);
    given.rows(15);
    GateBook gates(given.world.bootId);
    gates.setQueue(given.world.queues.first());
    const JobGates mine = gates.of(QueueId{1}, AccountId{1}, {});
    for (int i = 0; i < 10; ++i) {
        mine.at(Scope::Queue).gates->reserve(kNow + 8s, 0);
        mine.at(Scope::Queue).gates->sent(kNow + 8s, 0);
        mine.at(Scope::Queue).gates->finished(kNow + 9s);
    }
    given.world.gates = {gates.saveOne(GateBook::queueKey(QueueId{1}), kNow + 9s)};
    const Forecast seen = forecast(given.world, given.batch);
    QCOMPARE(seen.days.size(), 2);
    QCOMPARE(seen.days.first().requests, 5);
}

// They are made here: they use up no gap and no day's cap.
void TestForecast::joinsPassNoGate()
{
    LimitSet limits;
    limits.minimumGap = 120s;
    limits.dailyCap = DailyCapConfig{16, "UTC"};
    Given given(limits);
    given.batch.recipe.steps.append(stepOf(QStringLiteral("whole"), {QStringLiteral("one")}));
    given.batch.recipe.steps.last().operation = Operation::Join;
    given.rows(15);
    const Forecast seen = forecast(given.world, given.batch);
    QCOMPARE(seen.done, 30);
    QCOMPARE(seen.days.size(), 1);
    QCOMPARE(seen.days.first().requests, 15);
    QVERIFY(seen.end);
    const Micros length = *seen.end - given.world.now.wall;
    QVERIFY2(length <= 15 * 120s, qPrintable(QString::number(length.count() / 1e6)));
}

// 50,000 at 10,000 an hour and 30,000 a day: three hours today, the rest tomorrow.
void TestForecast::aLargeOneStaysWithinItsDays()
{
    LimitSet limits = atOnce(1'000);
    limits.pace = PaceConfig{10'000, 1h, 1};
    limits.dailyCap = DailyCapConfig{30'000, "UTC"};
    Given given(limits);
    given.rows(2'000);
    given.batch.each = 25;
    const Forecast seen = forecastRange(given.world, given.batch).usual;
    QCOMPARE(seen.done, 50'000);
    QCOMPARE(seen.days.size(), 2);
    QCOMPARE(seen.days.first().requests, 30'000);
    QCOMPARE(seen.days.last().requests, 20'000);
    QVERIFY(seen.days.first().cost == Money{60'000'000});
    QVERIFY(seen.end);
    const Micros length = *seen.end - given.world.now.wall;
    QVERIFY2(length > 25h && length < 26h + 5min, qPrintable(QString::number(length.count() / 60e6)));
}

// One for all gives what each for itself would, whatever limit binds.
void TestForecast::aLargeOneIsAsLongAsItsJobs()
{
    QList<LimitSet> all(4, LimitSet{});
    all[0] = atOnce(10);
    all[1].minimumGap = 3s;
    all[2].pace = PaceConfig{60, 1min, 10};
    all[3].window = WindowConfig{100, 1min, {}};
    for (const LimitSet &limits : std::as_const(all)) {
        Given one(limits), parts(limits);
        one.rows(4'000);
        parts.rows(1'000);
        parts.batch.each = 4;
        const double whole = double(one.length().count());
        const auto end = forecastRange(parts.world, parts.batch).usual.end;
        QVERIFY(end);
        const double off = double((*end - parts.world.now.wall).count()) / whole;
        QVERIFY2(off > 0.95 && off < 1.05, qPrintable(QString::number(off)));
    }
}

void TestForecast::aLargeOneFindsWhatIsUsed()
{
    LimitSet limits;
    limits.dailyCap = DailyCapConfig{800, "UTC"};
    limits.window = WindowConfig{400, 2h, {}};
    Given given(limits);
    given.rows(150);
    given.batch.each = 4;
    GateBook gates(given.world.bootId);
    gates.setQueue(given.world.queues.first());
    GateSet *mine = gates.of(QueueId{1}, AccountId{1}, {}).at(Scope::Queue).gates;
    for (int i = 0; i < 400; ++i) {
        mine->reserve(kNow + 8s, 0);
        mine->sent(kNow + 8s, 0);
        mine->finished(kNow + 9s);
    }
    given.world.gates = {gates.saveOne(GateBook::queueKey(QueueId{1}), kNow + 9s)};
    const Forecast seen = forecastRange(given.world, given.batch).usual;
    QCOMPARE(seen.days.size(), 2);
    QCOMPARE(seen.days.first().requests, 400);
    QCOMPARE(seen.days.last().requests, 200);
    given.world.queues.first().limits.dailyCap.reset();
    given.batch.rows.resize(50);
    const auto end = forecastRange(given.world, given.batch).usual.end;
    QVERIFY(end && *end - given.world.now.wall > 1h + 59min); // the window is full until then
}

void TestForecast::aPauseIsSaid()
{
    Given given(atOnce(2));
    given.rows(2);
    given.world.queues.first().paused = true;
    const Forecast seen = forecast(given.world, given.batch);
    QVERIFY(!seen.end);
    QCOMPARE(seen.held.reason, WaitReason::QueuePaused);
    QCOMPARE(seen.done, 0);
}

void TestForecast::nothingToDoIsDone()
{
    Given given(atOnce(2));
    QCOMPARE(given.length(), 0us);
}

// Nothing was measured: the recipe's guess may be wrong by half.
void TestForecast::chanceMakesARange()
{
    Given given(atOnce(4));
    given.rows(200);
    const ForecastRange range = forecastRange(given.world, given.batch);
    QVERIFY(range.spread);
    QVERIFY(range.spread->early < 0.9 && range.spread->early > 0.6);
    QVERIFY(range.spread->late > 1.1 && range.spread->late < 1.6);
    QVERIFY(range.spread->likely > 0.9 && range.spread->likely < 1.15);
    const ForecastRange again = forecastRange(given.world, given.batch);
    QCOMPARE(again.spread->early, range.spread->early); // the same question has the same answer
    QCOMPARE(again.spread->late, range.spread->late);
    given.rows(1'800); // beyond what each world plays
    const ForecastRange large = forecastRange(given.world, given.batch);
    QVERIFY(large.spread && *large.usual.end > *range.usual.end);
    QVERIFY(std::abs(large.spread->late - range.spread->late) < 0.2);
}

void TestForecast::whatWasMeasuredNarrowsIt()
{
    Given given(atOnce(4));
    given.rows(200);
    const ForecastSpread guessed = *forecastRange(given.world, given.batch).spread;
    given.world.measured.insert(QueueId{1}, lately(500, 5s));
    const ForecastSpread measured = *forecastRange(given.world, given.batch).spread;
    QVERIFY(measured.late - measured.early < (guessed.late - guessed.early) / 2);
}

void TestForecast::retriesMakeItLater()
{
    Given given(atOnce(4));
    given.world.queues.first().retry.minBackoff = 1s;
    given.rows(200);
    given.world.measured.insert(QueueId{1}, lately(500, 5s));
    const double smooth = forecastRange(given.world, given.batch).spread->likely;
    given.world.measured.insert(QueueId{1}, lately(500, 5s, 100));
    const ForecastRange rough = forecastRange(given.world, given.batch);
    QCOMPARE(rough.usual.done, 200);
    QVERIFY(rough.spread->likely > smooth * 1.05);
}

void TestForecast::aPaceLeavesNothingToChance()
{
    LimitSet limits;
    limits.minimumGap = 120s;
    Given given(limits);
    given.rows(30);
    const ForecastSpread spread = *forecastRange(given.world, given.batch).spread;
    QVERIFY(spread.late - spread.early < 0.01);
}

void TestForecast::daysOfWhichAPartWasPlayedHaveNoRange()
{
    LimitSet limits = atOnce(50);
    limits.dailyCap = DailyCapConfig{800, "UTC"};
    Given given(limits);
    given.rows(2'000);
    const ForecastRange range = forecastRange(given.world, given.batch);
    QVERIFY(range.usual.end);
    QCOMPARE(range.usual.days.size(), 3);
    QVERIFY(!range.spread);
}

void TestForecast::whatIsHeldHasNoRange()
{
    Given given(atOnce(2));
    given.rows(2);
    given.world.queues.first().paused = true;
    QVERIFY(!forecastRange(given.world, given.batch).spread);
}

QTEST_GUILESS_MAIN(TestForecast)
#include "test_forecast.moc"
