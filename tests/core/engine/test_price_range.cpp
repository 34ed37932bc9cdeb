#include "engine/forecast.h"
#include "engine/price_range.h"

#include <QTest>

using namespace fornada;

namespace {

// 100 requests of one step at 2,000 each.
struct Given {
    PlannedBatch planned;
    QHash<QueueId, Queue> queues;
    QList<ChargeShare> history;

    Given()
    {
        Queue queue;
        queue.id = QueueId{1};
        queue.retry.maxAttempts = 3;
        queue.retry.maxNoOutput = 2;
        queues.insert(queue.id, queue);
        planned.batch.resendPart = 0.02;
        planned.calls.insert(QStringLiteral("a"), {{QueueId{1}, AccountId{1}, {}, Money{2'000}, 0}, 100});
    }
    PriceRange range() const { return priceRange(planned, queues, history); }
    void rows(int count)
    {
        planned.batch.id = BatchId{1};
        planned.recipe.steps.append(Step{});
        planned.recipe.steps[0].id = QStringLiteral("a");
        for (int n = 1; n <= count; ++n) {
            NewRow row;
            row.number = n;
            row.jobs.append(NewJob{QStringLiteral("a"), {}, QueueId{1}, AccountId{1}, {}, 0, Money{2'000}, 0});
            planned.first.append(row);
        }
    }
    // As the start sheet foresees it; each of the rows stands for so many.
    Forecast usual(double each)
    {
        planned.price = range();
        ForecastWorld world;
        Account account;
        account.id = AccountId{1};
        Queue queue = queues.value(QueueId{1});
        queue.account = account.id;
        world.accounts = {account};
        world.queues = {queue};
        world.bootId = QStringLiteral("boot");
        world.now = {Wall(std::chrono::seconds(1'790'035'200)), Boot(std::chrono::seconds(1'000))};
        ForecastBatch batch{planned.batch, planned.recipe, planned.first, each};
        batch.parts = likelyParts(planned, each);
        return forecastRange(world, batch).usual;
    }
};

} // namespace

// What a batch costs with everything going well, as it went lately, and at worst.
class TestPriceRange : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void withoutHistoryLikelyIsLow();
    void whatIsFreeIsNotInTheLowOne();
    void whatItsRecipeCallsUsualIsTheLowOne();
    void theDaysAddUpToTheLikelyPrice();
    void whatWasWastedLatelyIsLikelyAgain();
    void aFewAnswersAreNoHistory();
    void theWorstCountsWhatMayBeChargedTwice();
    void aDearRequestIsNotSentAgainByItself();
    void theBudgetIsTheEnd();
    void aBudgetThatDoesNotReachMakesNothingCheaper();
};

void TestPriceRange::withoutHistoryLikelyIsLow()
{
    const PriceRange range = Given().range();
    QVERIFY(range.low == Money{200'000});
    QVERIFY(range.likely == range.low);
    QVERIFY(!range.measured);
}

void TestPriceRange::whatIsFreeIsNotInTheLowOne()
{
    Given given;
    given.planned.free.savesOf.insert(QStringLiteral("a"), Money{50'000});
    const PriceRange range = given.range();
    QVERIFY(range.low == Money{150'000});
    QVERIFY(range.high == Given().range().high); // what is kept may be gone by then
}

// The table's worst case for the longest answer is set aside; that is not what a text usually costs.
void TestPriceRange::whatItsRecipeCallsUsualIsTheLowOne()
{
    Given given;
    given.planned.calls[QStringLiteral("a")].usual = Money{500};
    QVERIFY(given.range().low == Money{50'000});
    QVERIFY(given.range().high == Given().range().high);
    QVERIFY(given.range().onlyMost.isEmpty());
    given.planned.calls[QStringLiteral("a")].usual.reset();
    QCOMPARE(given.range().onlyMost, QStringList(QStringLiteral("a")));
}

// Two days, half of the rows played through for all of them, and what was wasted lately.
void TestPriceRange::theDaysAddUpToTheLikelyPrice()
{
    Given given;
    given.planned.calls[QStringLiteral("a")].usual = Money{501};
    given.history = {{QueueId{1}, QStringLiteral("a"), 50, Money{100'000}, Money{10'000}}};
    given.rows(50);
    given.queues[QueueId{1}].limits.dailyCap = DailyCapConfig{60, "UTC"};
    const Forecast usual = given.usual(2.0);
    QCOMPARE(usual.days.size(), 2);
    Money sum;
    for (const ForecastDay &day : usual.days)
        sum += day.cost;
    QVERIFY2(std::abs(sum.micros - given.planned.price.likely.micros) <= 1, qPrintable(toDecimal(sum)));
    QVERIFY(given.planned.price.likely == Money{55'110});
}

void TestPriceRange::whatWasWastedLatelyIsLikelyAgain()
{
    Given given;
    given.history = {{QueueId{1}, QStringLiteral("a"), 50, Money{100'000}, Money{10'000}},
                     {QueueId{1}, QStringLiteral("b"), 50, Money{100'000}, Money{90'000}}, // another step
                     {QueueId{2}, QStringLiteral("a"), 50, Money{100'000}, Money{90'000}}};
    const PriceRange range = given.range();
    QVERIFY(range.likely == Money{220'000});
    QVERIFY(range.measured && qFuzzyCompare(*range.measured, 0.1));
}

void TestPriceRange::aFewAnswersAreNoHistory()
{
    Given given;
    given.history = {{QueueId{1}, QStringLiteral("a"), 9, Money{18'000}, Money{18'000}}};
    QVERIFY(given.range().likely == given.range().low);
    QVERIFY(!given.range().measured);
}

// Two answers without anything usable, and 2% for lost ones.
void TestPriceRange::theWorstCountsWhatMayBeChargedTwice()
{
    QVERIFY(Given().range().high == Money{404'000});
    Given once;
    once.queues[QueueId{1}].retry.maxAttempts = 1;
    QVERIFY(once.range().high == Money{200'000});
}

void TestPriceRange::aDearRequestIsNotSentAgainByItself()
{
    Given given;
    given.planned.batch.resendPerJob = Money{1'999};
    QVERIFY(given.range().high == Money{400'000});
}

void TestPriceRange::theBudgetIsTheEnd()
{
    Given given;
    given.planned.batch.budget = Money{300'000};
    QVERIFY(given.range().high == Money{300'000});
    given.planned.batch.budget = Money{100'000};
    const PriceRange range = given.range();
    QVERIFY(range.high == Money{100'000});
    QVERIFY(range.low == Money{200'000} && range.likely == Money{200'000}); // it is too small: that is to be seen
}

// 12 portraits at 2,000 with 12,000 to spend: six are made.
void TestPriceRange::aBudgetThatDoesNotReachMakesNothingCheaper()
{
    Given given;
    given.planned.calls[QStringLiteral("a")].count = 12;
    given.planned.batch.budget = Money{12'000};
    given.rows(12);
    const Forecast usual = given.usual(1.0);
    QVERIFY(!usual.end);
    QCOMPARE(toName(usual.held.reason), QLatin1String("batchBudget"));
    QCOMPARE(usual.days.first().requests, 6);
    QVERIFY(usual.days.first().cost == Money{12'000});
}

QTEST_GUILESS_MAIN(TestPriceRange)
#include "test_price_range.moc"
