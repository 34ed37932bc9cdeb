#include "limits/eta.h"

#include <QTest>

using namespace fornada;
using namespace std::chrono_literals;

namespace {

const Wall kNow = wallFromMicros(1'790'000'000'000'000);

Batch running(qint64 id, qint64 queued, int priority = 0)
{
    Batch batch;
    batch.id = BatchId{id};
    batch.state = BatchState::Running;
    batch.priority = priority;
    batch.counts[JobState::Queued] = queued;
    return batch;
}

LatencyHistogram around(Micros time, qint64 requests)
{
    LatencyHistogram histogram;
    for (int i = 0; i < 15; ++i)
        histogram.bounds.append(Micros(100ms) * (1 << i));
    histogram.bounds.append(Micros::max());
    histogram.counts.resize(16);
    for (int i = 0; i < 16; ++i)
        if (time <= histogram.bounds.at(i)) {
            histogram.counts[i] = requests;
            break;
        }
    return histogram;
}

// One queue "q" on one account "a", one batch of one step.
EtaFacts world(const LimitSet &limits, const Batch &batch)
{
    EtaFacts facts;
    Queue queue;
    queue.id = QueueId{1};
    queue.name = QStringLiteral("q");
    queue.account = AccountId{1};
    queue.limits = limits;
    Account account;
    account.id = AccountId{1};
    account.name = QStringLiteral("a");
    facts.queues.insert(queue.id, queue);
    facts.accounts.insert(account.id, account);
    facts.batches = {batch};
    facts.steps.insert(batch.id, {{queue.id, {}}});
    return facts;
}

double minutes(Wall when)
{
    return double((when - kNow).count()) / 60e6;
}

} // namespace

class TestEta : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void percentilesLieInTheirBucket();
    void aPaceDecidesWithoutMeasurement();
    void whatTheEngineForeseesWins();
    void whatOnlyAPersonOpensHasNoEnd();
    void aClosedLaneIsTheEarliest();
    void concurrencyNeedsAMeasurement();
    void theSlowestLimitDecides();
    void aDailyCapTakesDays();
    void aBatchBehindAnotherHasARange();
    void retriesMakeItLater();
    void whatDoesNotRunSaysSo();
    void allTogether();
};

void TestEta::percentilesLieInTheirBucket()
{
    LatencyHistogram histogram = around(3s, 90);
    histogram.add(around(20s, 10).counts);
    QCOMPARE(histogram.total(), 100);
    QVERIFY(histogram.percentile(0.5) > 1600ms && histogram.percentile(0.5) <= 3200ms);
    QVERIFY(histogram.percentile(0.95) > 12800ms && histogram.percentile(0.95) <= 25600ms);
    QVERIFY(histogram.percentile(0.5) < histogram.percentile(0.9));
    QCOMPARE(LatencyHistogram().percentile(0.5), Micros(0));
}

void TestEta::aPaceDecidesWithoutMeasurement()
{
    LimitSet limits;
    limits.pace = PaceConfig{60, 1min, 10, 0};
    const Batch batch = running(1, 600);
    const Eta eta = etaOf(batch, world(limits, batch), kNow);
    QCOMPARE(eta.kind, EtaKind::Known);
    QCOMPARE(minutes(eta.early), 10.0);
    QCOMPARE(minutes(eta.late), 10.0);
}

void TestEta::whatTheEngineForeseesWins()
{
    LimitSet limits;
    limits.pace = PaceConfig{60, 1min, 10, 0};
    Batch batch = running(1, 600);
    EtaFacts facts = world(limits, batch);
    facts.foreseen = foreseenEnds({QJsonObject{{QStringLiteral("batch"), 1},
                                               {QStringLiteral("early"), toIso(kNow + 20min)},
                                               {QStringLiteral("late"), toIso(kNow + 30min)}}});
    const Eta eta = etaOf(batch, facts, kNow);
    QCOMPARE(eta.kind, EtaKind::Known);
    QCOMPARE(minutes(eta.early), 20.0);
    QCOMPARE(minutes(eta.late), 30.0);
    QVERIFY(etaOf(batch, facts, kNow + 1h).early == kNow + 1h); // never in the past
    batch.state = BatchState::Paused;
    QCOMPARE(etaOf(batch, facts, kNow).kind, EtaKind::Paused);
}

// Foreseen before it comes to pass, or seen at its lanes: at once, and of batches that nobody plays through.
void TestEta::whatOnlyAPersonOpensHasNoEnd()
{
    LimitSet limits;
    limits.pace = PaceConfig{60, 1min, 10, 0};
    Batch batch = running(1, 9);
    const auto heldBy = [&](const EtaFacts &facts) {
        const Eta eta = etaOf(batch, facts, kNow);
        return toName(eta.kind) + QLatin1Char(' ') + toName(eta.held);
    };
    EtaFacts foreseen = world(limits, batch);
    foreseen.foreseen = foreseenEnds(
        {QJsonObject{{QStringLiteral("batch"), 1}, {QStringLiteral("held"), QStringLiteral("clientBudget")}}});
    QCOMPARE(heldBy(foreseen), QStringLiteral("held clientBudget"));
    QCOMPARE(toName(etaOfAll(foreseen, kNow).kind), QLatin1String("held"));
    const auto waiting = [&](const QString &reason, const QString &until = {}) {
        EtaFacts facts = world(limits, batch);
        QJsonObject lane{{QStringLiteral("batch"), 1}, {QStringLiteral("reason"), reason}};
        if (!until.isEmpty())
            lane.insert(QStringLiteral("until"), until);
        facts.waits = laneWaits(
            {QJsonObject{{QStringLiteral("batch"), 1}, {QStringLiteral("reason"), QStringLiteral("none")}}, lane});
        return heldBy(facts);
    };
    QCOMPARE(waiting(QStringLiteral("batchBudget")), QStringLiteral("held batchBudget"));
    QCOMPARE(waiting(QStringLiteral("needsUser")), QStringLiteral("held needsUser"));
    QCOMPARE(waiting(QStringLiteral("accountBudget")), QStringLiteral("held accountBudget")); // dearer than a day's
    QCOMPARE(waiting(QStringLiteral("accountBudget"), toIso(kNow + 2h)), QStringLiteral("known none"));
    QCOMPARE(waiting(QStringLiteral("concurrency")), QStringLiteral("known none"));
    batch.counts[JobState::Running] = 1; // may leave some of what was set aside for it
    QCOMPARE(waiting(QStringLiteral("batchBudget")), QStringLiteral("known none"));
}

// What was foreseen a minute ago, or is reckoned from the pace, knows nothing of a quota that was used up since.
void TestEta::aClosedLaneIsTheEarliest()
{
    LimitSet limits;
    limits.pace = PaceConfig{60, 1min, 10, 0};
    const Batch batch = running(1, 600);
    EtaFacts facts = world(limits, batch);
    facts.waits = laneWaits({QJsonObject{{QStringLiteral("batch"), 1},
                                         {QStringLiteral("reason"), QStringLiteral("quotaReset")},
                                         {QStringLiteral("until"), toIso(kNow + 7h)}}});
    QCOMPARE(minutes(etaOf(batch, facts, kNow).early), 7 * 60.0);
    QCOMPARE(minutes(etaOf(batch, facts, kNow).late), 7 * 60.0 + 10);
    facts.foreseen = foreseenEnds({QJsonObject{{QStringLiteral("batch"), 1},
                                               {QStringLiteral("early"), toIso(kNow + 20min)},
                                               {QStringLiteral("late"), toIso(kNow + 30h)}}});
    QCOMPARE(minutes(etaOf(batch, facts, kNow).early), 7 * 60.0);
    QCOMPARE(minutes(etaOf(batch, facts, kNow).late), 30 * 60.0);
}

void TestEta::concurrencyNeedsAMeasurement()
{
    LimitSet limits;
    limits.concurrency = 4;
    const Batch batch = running(1, 400);
    EtaFacts facts = world(limits, batch);
    QCOMPARE(etaOf(batch, facts, kNow).kind, EtaKind::NotMeasured);
    facts.paces.insert(QueueId{1}, {around(3s, 2), 2, 2});
    QCOMPARE(etaOf(batch, facts, kNow).kind, EtaKind::NotMeasured); // two tell nothing
    facts.paces.insert(QueueId{1}, {around(3s, 50), 50, 50});
    const Eta eta = etaOf(batch, facts, kNow);
    QCOMPARE(eta.kind, EtaKind::Known);
    // 100 rounds of 1.6 to 3.2 s.
    QVERIFY(minutes(eta.early) > 2.6 && minutes(eta.early) < 5.5);
    QVERIFY(eta.late > eta.early && minutes(eta.late) < 5.5);
}

void TestEta::theSlowestLimitDecides()
{
    LimitSet limits;
    limits.pace = PaceConfig{600, 1min, 10, 0};
    limits.minimumGap = 120s;
    const Batch batch = running(1, 30);
    EtaFacts facts = world(limits, batch);
    QCOMPARE(minutes(etaOf(batch, facts, kNow).early), 60.0);
    facts.accounts[AccountId{1}].limits.window = WindowConfig{1, 10min, {}};
    QCOMPARE(minutes(etaOf(batch, facts, kNow).early), 300.0);
}

void TestEta::aDailyCapTakesDays()
{
    LimitSet limits;
    limits.minimumGap = 120s;
    limits.dailyCap = DailyCapConfig{15, "America/Los_Angeles"};
    const Batch batch = running(1, 60);
    EtaFacts facts = world(limits, batch);
    facts.usedToday.insert(QStringLiteral("queue:q"), 12);
    const Eta eta = etaOf(batch, facts, kNow);
    // 3 today, then 15 + 15 + 15 + 12: the fourth day from tomorrow on.
    QVERIFY(minutes(eta.early) > 3 * 24 * 60 && minutes(eta.early) < 5 * 24 * 60);
    facts.usedToday.insert(QStringLiteral("queue:q"), 0);
    const Batch few = running(1, 10);
    QCOMPARE(minutes(etaOf(few, facts, kNow).early), 20.0); // all of them still today
}

void TestEta::aBatchBehindAnotherHasARange()
{
    LimitSet limits;
    limits.pace = PaceConfig{60, 1min, 1, 0};
    const Batch mine = running(1, 60), first = running(2, 600, 5), equal = running(3, 600);
    EtaFacts facts = world(limits, mine);
    facts.batches = {mine, first, equal};
    facts.steps.insert(first.id, facts.steps.value(mine.id));
    facts.steps.insert(equal.id, facts.steps.value(mine.id));
    const Eta eta = etaOf(mine, facts, kNow);
    QCOMPARE(minutes(eta.early), 1.0);
    QCOMPARE(minutes(eta.late), 12.0);                       // 600 of the first, as many of its equal as of its own
    QCOMPARE(minutes(etaOf(first, facts, kNow).late), 10.0); // nobody goes before it
}

void TestEta::retriesMakeItLater()
{
    LimitSet limits;
    limits.pace = PaceConfig{60, 1min, 1, 0};
    const Batch batch = running(1, 60);
    EtaFacts facts = world(limits, batch);
    facts.paces.insert(QueueId{1}, {LatencyHistogram(), 200, 100});
    const Eta eta = etaOf(batch, facts, kNow);
    QCOMPARE(minutes(eta.early), 1.0);
    QCOMPARE(minutes(eta.late), 2.0);
}

void TestEta::whatDoesNotRunSaysSo()
{
    LimitSet limits;
    limits.pace = PaceConfig{60, 1min, 1, 0};
    Batch batch = running(1, 60);
    EtaFacts facts = world(limits, batch);
    facts.running = false;
    QCOMPARE(etaOf(batch, facts, kNow).kind, EtaKind::Paused);
    facts.running = true;
    facts.queues[QueueId{1}].paused = true;
    QCOMPARE(etaOf(batch, facts, kNow).kind, EtaKind::Paused);
    facts.queues[QueueId{1}].paused = false;
    batch.pilot = {1, 2, 3};
    QCOMPARE(etaOf(batch, facts, kNow).kind, EtaKind::Pilot);
    batch.pilot.clear();
    batch.state = BatchState::Draft;
    QCOMPARE(etaOf(batch, facts, kNow).kind, EtaKind::NotStarted);
    batch.state = BatchState::Running;
    batch.counts = {};
    batch.counts[JobState::Unknown] = 3; // only a person can end these
    QCOMPARE(etaOf(batch, facts, kNow).kind, EtaKind::Done);
}

void TestEta::allTogether()
{
    LimitSet limits;
    limits.pace = PaceConfig{60, 1min, 1, 0};
    const Batch one = running(1, 60), two = running(2, 120);
    EtaFacts facts = world(limits, one);
    facts.batches = {one, two};
    facts.steps.insert(two.id, facts.steps.value(one.id));
    const Eta all = etaOfAll(facts, kNow);
    QCOMPARE(all.kind, EtaKind::Known);
    QCOMPARE(minutes(all.early), 2.0);
    QVERIFY(minutes(all.late) >= 3.0);
    facts.batches.clear();
    QCOMPARE(etaOfAll(facts, kNow).kind, EtaKind::Done);
}

QTEST_GUILESS_MAIN(TestEta)
#include "test_eta.moc"
