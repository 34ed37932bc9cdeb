#include "core/scheduler/scheduler_world.h"

#include <QTest>

#include <malloc.h>

using namespace fornada;
using namespace fornada::test;

// A million waiting jobs are not a million objects: only the heads of their lanes are in memory.
class MemoryTest : public QObject {
    Q_OBJECT

    static constexpr int kLanes = 3;
    static constexpr qint64 kJobs = 1'000'000;

    // Three lanes of a third each, as the store would page them out; nothing is kept for a job.
    struct Store {
        qint64 taken[kLanes] = {};

        HeadPage page(const LoadHeads &ask)
        {
            const auto lane = ask.lane.batch.value - 1;
            HeadPage page;
            const qint64 rest = kJobs / kLanes - taken[lane];
            for (qint64 i = 0; i < std::min<qint64>(ask.limit, rest); ++i) {
                Job job;
                job.id = JobId{lane * kJobs + taken[lane] + i + 1};
                job.batch = ask.lane.batch;
                job.queue = ask.lane.queue;
                job.account = AccountId{1};
                job.row = RowId{job.id.value};
                job.position = job.rowNumber = taken[lane] + i + 1;
                job.step = QStringLiteral("call %1").arg(job.position);
                page.jobs.append(job);
            }
            page.exhausted = rest <= ask.limit;
            return page;
        }
    };

    static qsizetype heads(const Scheduler &scheduler)
    {
        qsizetype count = 0;
        for (const auto &[key, lane] : scheduler.lanes().all())
            for (const Track &track : lane.tracks)
                count += track.heads.size();
        return count;
    }

private Q_SLOTS:
    void onlyHeadsAreInMemory()
    {
        const size_t before = mallinfo2().uordblks;
        SeededRandom random(1);
        Scheduler scheduler(random, QStringLiteral("boot"));
        Moment now{Wall(1'790'000'000s), Boot(1000s)};
        Account account;
        account.id = AccountId{1};
        account.limits.concurrency = 10;
        scheduler.absorb(AccountSet{account}, now);
        Queue queue;
        queue.id = QueueId{1};
        queue.account = account.id;
        scheduler.absorb(QueueSet{queue}, now);
        for (int i = 1; i <= kLanes; ++i) {
            Batch batch;
            batch.id = BatchId{i};
            batch.state = BatchState::Running;
            batch.counts[JobState::Queued] = kJobs / kLanes;
            scheduler.absorb(BatchSet{batch}, now);
            scheduler.absorb(LaneWoken{{queue.id, batch.id}}, now);
        }
        // 5,000 jobs go through; whatever is asked for is answered at once.
        Store store;
        qint64 attempts = 0, done = 0;
        qsizetype mostHeads = 0;
        size_t most = 0;
        QList<SchedulerEvent> events{Tick{}};
        while (!events.isEmpty() && done < 5'000) {
            now = now + 1ms;
            for (const SchedulerEvent &event : std::exchange(events, {}))
                scheduler.absorb(event, now);
            const QList<SchedulerDecision> decisions = scheduler.pump(now);
            for (const SchedulerDecision &decision : decisions) {
                if (const auto *load = std::get_if<LoadHeads>(&decision)) {
                    events.append(HeadsLoaded{load->lane, store.page(*load)});
                } else if (const auto *prepare = std::get_if<Prepare>(&decision)) {
                    events.append(Prepared{prepare->job.id, "hash", {}, 0});
                } else if (const auto *open = std::get_if<OpenAttemptNow>(&decision)) {
                    ++store.taken[open->job.batch.value - 1];
                    events.append(ClaimDone{open->job.id, AttemptId{++attempts}, 1});
                } else if (const auto *send = std::get_if<SendNow>(&decision)) {
                    events.append(SendHappened{send->attempt, now});
                    Digested digest;
                    digest.attempt = send->attempt;
                    events.append(digest);
                } else if (const auto *settle = std::get_if<SettleNow>(&decision)) {
                    events.append(SettleDone{settle->job, settle->attempt, true, {}});
                    ++done;
                }
            }
            mostHeads = std::max(mostHeads, heads(scheduler));
            most = std::max(most, size_t(mallinfo2().uordblks));
        }
        QCOMPARE(done, qint64(5'000));
        QVERIFY2(mostHeads <= kLanes * (LaneBook::kMostHeads + 10), qPrintable(QString::number(mostHeads)));
        const double each = double(most - before) / double(kJobs);
        qInfo("%lld jobs behind %d lanes: at most %lld heads and %.0f KB in all, %.2f bytes a waiting job", kJobs,
              kLanes, qint64(mostHeads), double(most - before) / 1e3, each);
        QVERIFY2(each < 4, "the scheduler's memory must not grow with what waits");
    }

    // Each job a batch of its own, as where every user adds one: only so many requests are built ahead, the others say
    // why they wait, and they go in the order of their batches.
    void manyBatchesBehindOneShutQueue()
    {
        constexpr int kBatches = 2'000, kAtOnce = 5, kPaused = 100;
        SeededRandom random(1);
        Scheduler scheduler(random, QStringLiteral("boot"));
        Moment now{Wall(1'790'000'000s), Boot(1000s)};
        Account account;
        account.id = AccountId{1};
        scheduler.absorb(AccountSet{account}, now);
        Queue queue;
        queue.id = QueueId{1};
        queue.account = account.id;
        queue.limits.concurrency = kAtOnce;
        scheduler.absorb(QueueSet{queue}, now);
        QList<SchedulerEvent> events;
        for (int i = 1; i <= kBatches; ++i) {
            Batch batch;
            batch.id = BatchId{i};
            batch.state = i == kPaused ? BatchState::Paused : BatchState::Running;
            batch.counts[JobState::Queued] = 1;
            scheduler.absorb(BatchSet{batch}, now);
            scheduler.absorb(LaneWoken{{queue.id, batch.id}}, now);
        }
        QList<qint64> sent;
        QList<AttemptId> onTheWire;
        QSet<JobId> prepared;
        const auto runUntilNothingNew = [&] {
            do {
                now = now + 1ms;
                for (const SchedulerEvent &event : std::exchange(events, {}))
                    scheduler.absorb(event, now);
                for (const SchedulerDecision &decision : scheduler.pump(now)) {
                    if (const auto *load = std::get_if<LoadHeads>(&decision)) {
                        HeadPage page;
                        Job job;
                        job.id = JobId{load->lane.batch.value};
                        job.batch = load->lane.batch;
                        job.queue = queue.id;
                        job.account = account.id;
                        job.row = RowId{job.id.value};
                        if (!sent.contains(job.id.value))
                            page.jobs.append(job);
                        events.append(HeadsLoaded{load->lane, page});
                    } else if (const auto *prepare = std::get_if<Prepare>(&decision)) {
                        prepared.insert(prepare->job.id);
                        events.append(Prepared{prepare->job.id, "hash", {}, 0});
                    } else if (const auto *open = std::get_if<OpenAttemptNow>(&decision)) {
                        sent.append(open->job.id.value);
                        events.append(ClaimDone{open->job.id, AttemptId{open->job.id.value}, 1});
                    } else if (const auto *send = std::get_if<SendNow>(&decision)) {
                        onTheWire.append(send->attempt);
                        events.append(SendHappened{send->attempt, now});
                    } else if (const auto *settle = std::get_if<SettleNow>(&decision)) {
                        events.append(SettleDone{settle->job, settle->attempt, true, {}});
                    }
                }
            } while (!events.isEmpty());
        };
        runUntilNothingNew();
        QCOMPARE(sent, QList<qint64>({1, 2, 3, 4, 5}));
        QVERIFY(!prepared.contains(JobId{kPaused})); // nothing of it is got ready
        QCOMPARE(
            toName(
                scheduler.waiting({queue.id, BatchId{kPaused}}, *scheduler.lanes().find({queue.id, BatchId{kPaused}}))
                    .reason),
            toName(WaitReason::BatchPaused));
        QVERIFY2(prepared.size() <= 600, qPrintable(QString::number(prepared.size())));
        for (const qint64 last : {qint64(6), qint64(kBatches)}) {
            const LaneKey key{queue.id, BatchId{last}};
            QCOMPARE(toName(scheduler.waiting(key, *scheduler.lanes().find(key)).reason),
                     toName(WaitReason::Concurrency));
        }
        for (int round = 0; round < 3; ++round) {
            for (const AttemptId attempt : std::exchange(onTheWire, {})) {
                Digested digest;
                digest.attempt = attempt;
                digest.outcome = Outcome::Done;
                events.append(digest);
            }
            runUntilNothingNew();
        }
        QCOMPARE(sent.size(), 4 * kAtOnce);
        QCOMPARE(sent.last(), 4 * kAtOnce); // one after the other
    }

    // A page that was read while jobs were being claimed still shows them as queued: no reason to read it again.
    void aLaneIsReadOncePerPage()
    {
        SchedulerWorld world;
        LimitSet limits;
        limits.concurrency = 50;
        world.account(1, limits);
        world.queue(1, 1);
        world.latency = 1ms;
        constexpr int kRows = 2'000;
        world.batch('a', 1, QStringList(kRows, QStringLiteral("ok")).join(QLatin1Char(';')));
        world.run(60s);
        QCOMPARE(world.settled().size(), qsizetype(kRows));
        QVERIFY2(world.loads() <= 12, qPrintable(QString::number(world.loads())));
    }
};

QTEST_GUILESS_MAIN(MemoryTest)
#include "test_memory.moc"
