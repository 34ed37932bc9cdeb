#include "sim_day.h"

#include "recipes/recipe_json.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>
#include <QTimeZone>

using namespace fornada;
using namespace fornada::sim;
using namespace std::chrono_literals;

namespace {

// As a new data folder has them.
LimitSet shippedLimits(const QString &queue)
{
    QFile file(QStringLiteral(":/fornada/presets/queues.json"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no queues are shipped");
    const QJsonArray queues = QJsonDocument::fromJson(file.readAll())[QLatin1String("queues")].toArray();
    for (const QJsonValue &one : queues)
        if (one[QLatin1String("name")].toString() == queue)
            return limitSetFromJson(one[QLatin1String("limits")].toObject()).value();
    qFatal("no such queue");
}

} // namespace

// The numbers that the documents of the five systems claim, with the real engine and their true limits in virtual time.
class TestSystems final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void avatarsTakeTheirDaysAcrossRestarts_data();
    void avatarsTakeTheirDaysAcrossRestarts();
    void stagingKeepsEveryLimitWithFiveBatches();
    void scriptsAreFasterTogether();
};

void TestSystems::avatarsTakeTheirDaysAcrossRestarts_data()
{
    QTest::addColumn<int>("personas");
    QTest::addColumn<QList<int>>("days");
    QTest::newRow("60") << 60 << QList<int>{15, 15, 15, 15};
    QTest::newRow("100") << 100 << QList<int>{15, 15, 15, 15, 15, 15, 10};
}

// A: so many personas, 15 a day, 120 s apart, started right after the reset; killed and started again every few hours.
void TestSystems::avatarsTakeTheirDaysAcrossRestarts()
{
    QFETCH(int, personas);
    QFETCH(QList<int>, days);
    const QTimeZone zone("America/Los_Angeles");
    Day day(wallFromIso(QStringLiteral("2026-06-10T07:00:05.000Z"))); // midnight there, and five seconds
    day.account(QStringLiteral("account-0"));
    LimitSet limits;
    limits.minimumGap = 120s;
    limits.dailyCap = DailyCapConfig{15, "America/Los_Angeles"};
    day.queue(QStringLiteral("queue-0"), QStringLiteral("account-0"), limits);
    day.batch(QStringLiteral("avatars"), recipeOf({stepOf(QStringLiteral("portrait"), QStringLiteral("queue-0"))}),
              personas);
    for (int kill = 0; kill < 28 && !day.isDone(); ++kill) {
        day.runFor(7h + 13min);
        for (int wait = 0; wait < 100 && !day.isStill(); ++wait)
            day.runFor(1s); // what is killed in flight is another test's matter
        if (!day.isDone())
            day.killAndRestart();
    }
    QVERIFY(day.isDone());
    QCOMPARE(day.broken, QStringList());
    QCOMPARE(day.ledger().size(), personas);
    std::map<QDate, int> made;
    for (qsizetype i = 0; i < day.ledger().size(); ++i) {
        const qint64 ms = toMicros(day.wallOf(day.ledger().at(i))) / 1000;
        ++made[QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toTimeZone(zone).date()];
        if (i > 0)
            QVERIFY(day.ledger().at(i).arrived - day.ledger().at(i - 1).arrived >= 120s - LimitJudge::kJitter);
    }
    QList<int> counts;
    for (const auto &[date, count] : made)
        counts.append(count);
    QCOMPARE(counts, days);
}

// E: 10,000 images in 5 batches: 60 a minute with a bucket of 10, the account's exact window of 60, 10 at once.
void TestSystems::stagingKeepsEveryLimitWithFiveBatches()
{
    Day day(wallFromIso(QStringLiteral("2026-06-10T12:00:00.000Z")));
    LimitSet ofAccount;
    ofAccount.window = WindowConfig{60, 60s, {}};
    day.account(QStringLiteral("account-0"), ofAccount);
    LimitSet limits;
    limits.pace = PaceConfig{60, 60s, 10, 0};
    limits.concurrency = 10;
    day.queue(QStringLiteral("queue-0"), QStringLiteral("account-0"), limits);
    const Micros began = day.now();
    for (int i = 1; i <= 5; ++i)
        day.batch(QStringLiteral("house%1").arg(i),
                  recipeOf({stepOf(QStringLiteral("image"), QStringLiteral("queue-0"))}), 2000);
    day.runFor(80min);
    qint64 least = 2000, most = 0;
    for (int i = 1; i <= 5; ++i) {
        least = std::min(least, day.completed(i));
        most = std::max(most, day.completed(i));
    }
    QVERIFY2(most - least <= 10,
             qPrintable(QStringLiteral("%1 to %2").arg(least).arg(most))); // together, within one bucket
    QVERIFY(least > 900);
    QVERIFY(day.runOut(3h));
    QCOMPARE(day.broken, QStringList());
    QCOMPARE(day.ledger().size(), 10'000); // none was refused, none was made twice
    QVERIFY(day.atOnce() <= 10);
    // 60 a minute for 10,000: 166 minutes and 40 seconds, less the first bucket; at least 99 % of the allowance is
    // used.
    const Micros length = day.now() - began;
    QVERIFY2(length <= Micros(qint64(10'000.0 / 0.99 * 1e6)), qPrintable(QString::number(length.count())));
}

// C: 10 titles with 1 + 3 + 9 + 9 steps each at once, at least 88 % faster than one after the other; 3 voices at once
// per title.
void TestSystems::scriptsAreFasterTogether()
{
    Day day(wallFromIso(QStringLiteral("2026-06-10T12:00:00.000Z")));
    day.account(QStringLiteral("account-0"));
    day.queue(QStringLiteral("queue-0"), QStringLiteral("account-0"), shippedLimits(QStringLiteral("texts")));
    day.queue(QStringLiteral("queue-1"), QStringLiteral("account-0"), shippedLimits(QStringLiteral("speech")));
    const auto scripts = builtInRecipes();
    QVERIFY(scripts);
    const auto built =
        std::find_if(scripts->begin(), scripts->end(), [](const Recipe &recipe) { return recipe.name == u"scripts"; });
    QVERIFY(built != scripts->end());
    Recipe recipe = *built; // its own graph; the requests go to a worker
    recipe.requiredFields = {QStringLiteral("key")};
    recipe.keyFields = QStringList{QStringLiteral("key")};
    for (Step &step : recipe.steps) {
        step.queue = step.operation == Operation::Speech ? QStringLiteral("queue-1") : QStringLiteral("queue-0");
        step.operation = Operation::HttpCall;
        step.output = OutputKind::Json;
        step.prompt.clear();
    }
    const Micros began = day.now();
    day.batch(QStringLiteral("titles"), recipe, 10);
    QVERIFY(day.runOut(1h));
    QCOMPARE(day.broken, QStringList());
    QCOMPARE(day.completed(1), 10 * (1 + 3 + 9 + 9));
    const double part = double((day.now() - began).count()) / double(day.sumOfLengths().count());
    qInfo("together they took %.1f %% of the time, %d at once, %.1f s of %.1f s", part * 100, day.atOnce(),
          double((day.now() - began).count()) / 1e6, double(day.sumOfLengths().count()) / 1e6);
    QVERIFY(part <= 0.12);
    QCOMPARE(day.mostOfARow(QStringLiteral("speak")), 3);
}

QTEST_GUILESS_MAIN(TestSystems)
#include "test_systems.moc"
