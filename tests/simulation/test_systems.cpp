#include "sim_host.h"
#include "sim_oracle.h"

#include "recipes/recipe_json.h"
#include "store/memory_store.h"

#include <QTest>
#include <QTimeZone>

using namespace fornada;
using namespace fornada::sim;
using namespace std::chrono_literals;

namespace {

// The program in virtual time, without faults, with a provider that judges every arrival by the true limits.
class Day {
public:
    explicit Day(Wall start)
        : m_dice(1)
        , m_loop(m_dice.source())
        , m_clock(m_loop, start)
        , m_engineRandom(2)
        , m_store(m_memory)
        , m_files(m_faults, m_dice)
        , m_oracle(m_store, m_files, [this](int, const QString &what) { broken.append(what); })
        , m_provider(
              m_loop, m_clock, m_faults, m_dice, [this](JobId job) { return m_oracle.factsOf(job); },
              [this](int, const QString &what) { broken.append(what); })
    {
        m_store.setWatch([this](const StoreFact &fact) { m_oracle.onFact(fact); });
        startProgram();
    }

    void give(const QString &name, const QJsonObject &args)
    {
        bool done = false;
        QString refused;
        m_host->execute(name, args, [&](Result<QJsonObject> reply) {
            done = true;
            refused = reply ? QString() : errorName(reply.error().kind) + u' ' + reply.error().detail;
        });
        while (!done && m_loop.runOne()) {}
        if (!done || !refused.isEmpty())
            qFatal("%s: %s", qPrintable(name), qPrintable(refused));
    }
    void queue(const QString &name, const QString &account, const LimitSet &limits)
    {
        m_provider.judge(QStringLiteral("queue:") + name).mayApply(limits, m_loop.now());
        give(QStringLiteral("queue.set"), {{QStringLiteral("queue"), name},
                                           {QStringLiteral("account"), account},
                                           {QStringLiteral("limits"), toJson(limits)}});
    }
    void account(const QString &name, const LimitSet &limits = {})
    {
        m_provider.judge(QStringLiteral("account:") + name).mayApply(limits, m_loop.now());
        give(QStringLiteral("account.add"), {{QStringLiteral("account"), name},
                                             {QStringLiteral("kind"), QStringLiteral("worker")},
                                             {QStringLiteral("url"), QStringLiteral("http://worker-0.test/run")},
                                             {QStringLiteral("free"), true},
                                             {QStringLiteral("limits"), toJson(limits)}});
    }
    void batch(const QString &name, const Recipe &recipe, int rows)
    {
        BatchOrder order;
        order.recipe = recipe;
        order.start = true;
        order.batch.name = name;
        order.batch.recipe = recipe.name;
        for (int row = 1; row <= rows; ++row)
            order.rows.append({{QStringLiteral("key"), QStringLiteral("%1r%2.").arg(name).arg(row)}});
        bool done = false;
        m_host->addBatch(std::move(order), [&](Result<QJsonObject> reply) {
            if (!reply)
                qFatal("%s", qPrintable(reply.error().detail));
            done = true;
        });
        while (!done && m_loop.runOne()) {}
    }
    void runFor(Micros length)
    {
        const Micros end = m_loop.now() + length;
        while (m_loop.next() && *m_loop.next() < end && m_loop.runOne()) {}
        m_loop.at(end, Side::World, [] {});
        while (m_loop.now() < end && m_loop.runOne()) {}
    }
    // Until everything is done; false when it is not by then.
    bool runOut(Micros most)
    {
        const Micros end = m_loop.now() + most;
        while (m_loop.now() < end && !isDone())
            runFor(100ms);
        return isDone();
    }
    void killAndRestart()
    {
        m_loop.killProgram();
        m_host.reset();
        m_loop.killProgram();
        m_provider.hangUpAll();
        m_memory.crash();
        m_oracle.onCrash();
        startProgram();
    }
    bool isStill() const { return m_host->runtime().scheduler().inFlight() == 0; }
    qint64 completed(qint64 batch)
    {
        const auto known = m_store.batch(BatchId{batch});
        return known ? known->counts[JobState::Completed] : -1;
    }
    qint64 batches() { return m_store.batches()->size(); }
    bool isDone()
    {
        const auto all = m_store.batches();
        return std::all_of(all->begin(), all->end(),
                           [](const Batch &batch) { return batch.state == BatchState::Finished; });
    }
    // How long the requests took, one after the other.
    Micros sumOfLengths()
    {
        Micros sum{0};
        for (const auto &[id, length] : m_lengths)
            sum += length;
        return sum;
    }
    Wall wallOf(const LedgerLine &line) const { return m_clock.trueWallAt(line.arrived); }
    const QList<LedgerLine> &ledger() const { return m_provider.ledger(); }
    Micros now() const { return m_loop.now(); }
    int atOnce() const { return m_most; }
    // At most so many of one row's steps at once.
    int mostOfARow(const QString &step) const { return m_mostOfRow.value(step); }

    QStringList broken; // promises and limits

private:
    void startProgram()
    {
        const WireWatch watch{[this](const WireRequest &request) {
                                  m_oracle.onSent(request);
                                  m_sentAt[request.id] = m_loop.now();
                                  m_most = std::max(m_most, int(m_sentAt.size()));
                                  const auto facts = m_oracle.factsOf(jobOf(request));
                                  const auto place = std::pair(facts->job.step, facts->job.row.value);
                                  m_rowOf[request.id] = place;
                                  const int now = ++m_ofRow[place];
                                  m_mostOfRow[place.first] = std::max(m_mostOfRow[place.first], now);
                              },
                              [this](qint64 attempt) {
                                  m_oracle.onAnswered(attempt);
                                  m_lengths[attempt] = m_loop.now() - m_sentAt[attempt];
                                  m_sentAt.erase(attempt);
                                  --m_ofRow[m_rowOf[attempt]];
                              }};
        m_host =
            std::make_unique<SimHost>(SimHost::World{m_loop, m_clock, m_faults, m_dice, m_engineRandom, m_store,
                                                     m_files, m_provider, m_connections, watch, [](const Event &) {}});
        bool ready = false;
        m_host->start([&ready](Result<RecoveryCard> card) { ready = bool(card); });
        while (!ready && m_loop.runOne()) {}
    }

    Dice m_dice;
    Faults m_faults;
    Loop m_loop;
    SimClock m_clock;
    SeededRandom m_engineRandom;
    MemoryStore m_memory;
    WatchedStore m_store;
    SimFiles m_files;
    Oracle m_oracle;
    Provider m_provider;
    std::unique_ptr<SimHost> m_host;
    qint64 m_connections = 0;
    std::map<qint64, Micros> m_sentAt, m_lengths;
    std::map<qint64, std::pair<QString, qint64>> m_rowOf;
    std::map<std::pair<QString, qint64>, int> m_ofRow;
    QHash<QString, int> m_mostOfRow;
    int m_most = 0;
};

Step stepOf(const QString &id, const QString &queue)
{
    Step step;
    step.id = id;
    step.operation = Operation::HttpCall;
    step.queue = queue;
    step.output = OutputKind::Json;
    return step;
}

Recipe recipeOf(const QList<Step> &steps)
{
    Recipe recipe;
    recipe.name = QStringLiteral("system");
    recipe.requiredFields = {QStringLiteral("key")};
    recipe.keyFields = QStringList{QStringLiteral("key")};
    recipe.steps = steps;
    return recipe;
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
    LimitSet texts, voices;
    texts.concurrency = 30;
    voices.concurrency = 30;
    voices.rowConcurrency = 3;
    day.queue(QStringLiteral("queue-0"), QStringLiteral("account-0"), texts);
    day.queue(QStringLiteral("queue-1"), QStringLiteral("account-0"), voices);
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
