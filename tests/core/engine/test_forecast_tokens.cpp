#include "engine/forecast.h"

#include <QTest>

using namespace fornada;
using namespace std::chrono_literals;

namespace {

// Jobs of such weights in a queue with this limit, of 10 s each.
Forecast forecastOf(const WindowConfig &tokens, const QList<qint64> &weights)
{
    Account account;
    account.id = AccountId{1};
    Queue queue;
    queue.id = QueueId{1};
    queue.account = account.id;
    queue.limits.tokenWindow = tokens;
    ForecastWorld world;
    world.accounts = {account};
    world.queues = {queue};
    world.bootId = QStringLiteral("boot");
    world.now = {Wall(1'790'035'200s), Boot(1000s)};
    ForecastBatch batch;
    batch.batch.id = BatchId{1};
    Step step;
    step.id = QStringLiteral("one");
    step.expectedSeconds = 10;
    batch.recipe.steps = {step};
    for (const qint64 weight : weights) {
        NewRow row;
        row.number = batch.rows.size() + 1;
        row.jobs = {NewJob{step.id, {}, queue.id, account.id, {}, 0, Money{2'000}, weight}};
        batch.rows.append(row);
    }
    return forecast(world, batch);
}

} // namespace

// What token limits mean for the finishing time.
class TestForecastTokens final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aTokenLimitIsWaitedFor();
    void whatIsTooHeavyIsNotSent();
};

void TestForecastTokens::aTokenLimitIsWaitedFor()
{
    const Forecast seen = forecastOf({1'000, 60s, Micros(0)}, {600, 600, 600});
    QVERIFY(seen.end);
    QVERIFY(*seen.end - Wall(1'790'035'200s) >= 130s);
    QCOMPARE(seen.done, 3);
}

void TestForecastTokens::whatIsTooHeavyIsNotSent()
{
    const Forecast seen = forecastOf({1'000, 60s, Micros(0)}, {2'000, 600});
    QVERIFY(seen.end);
    int requests = 0;
    for (const ForecastDay &day : seen.days)
        requests += day.requests;
    QCOMPARE(requests, 1);
}

QTEST_GUILESS_MAIN(TestForecastTokens)
#include "test_forecast_tokens.moc"
