#include "support/store_world.h"

#include <QTest>

using namespace fornada;
using namespace fornada::test;

// What is kept only for a time, in both stores.
class TestUpkeep : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void rawAnswersOfEndedBatchesGo_data() { kinds(); }
    void rawAnswersOfEndedBatchesGo()
    {
        QFETCH(World::Kind, kind);
        World world(kind);
        const BatchId done = world.simpleBatch(3), open = world.simpleBatch(2);
        QList<AttemptId> attempts;
        const auto answer = [&](BatchId batch, int jobs) {
            for (const Job &job : world.heads(batch, jobs)) {
                const AttemptId attempt = world.claim(job.id);
                attempts.append(attempt);
                (void)world.write([&](Store &store) { return store.saveRaw(attempt, "raw"); });
                world.settle(world.settleOf(job.id, attempt, JobEvent::Completed, Outcome::Done, Charge::none()));
            }
        };
        answer(done, 3);
        answer(open, 1);
        QCOMPARE(world.batchState(done), BatchState::Finished);

        const auto prune = [&](AttemptId after, int limit, Wall before) {
            return world.write([&](Store &store) { return *store.pruneRaw(after, limit, before); });
        };
        QCOMPARE(prune({}, 10, at(20)).removed, 0); // settled at 20: not older
        const Pruned first = prune({}, 2, at(21));
        QCOMPARE(first.removed, 2);
        QVERIFY(first.more);
        QCOMPARE(first.lookedAt, attempts.at(1));
        const Pruned rest = prune(first.lookedAt, 10, at(21));
        QCOMPARE(rest.removed, 1);
        QVERIFY(!rest.more);
        for (int i = 0; i < 3; ++i)
            QVERIFY(world->raw(attempts.at(i))->isEmpty());
        QVERIFY2(!world->raw(attempts.at(3))->isEmpty(), "its batch goes on");
        world.reopen();
        QCOMPARE(world.counts(done)[JobState::Completed], 3);
    }

    void theJournalLosesItsOldest_data() { kinds(); }
    void theJournalLosesItsOldest()
    {
        QFETCH(World::Kind, kind);
        World world(kind);
        world.write([](Store &store) {
            for (int n = 0; n < 5; ++n) {
                Event event;
                event.at = at(n * 10);
                event.kind = QStringLiteral("e%1").arg(n);
                OperationRecord operation;
                operation.at = at(n * 10);
                operation.command = QStringLiteral("c");
                if (!store.addEvent(event) || !store.addOperation(operation))
                    qFatal("a test's journal could not be written");
            }
        });
        const auto prune = [&](int limit, Wall before) {
            return world.write([&](Store &store) { return *store.pruneJournal(limit, before); });
        };
        const Pruned first = prune(2, at(30));
        QCOMPARE(first.removed, 4);
        QVERIFY(first.more);
        const Pruned rest = prune(2, at(30));
        QCOMPARE(rest.removed, 2);
        QVERIFY(!rest.more);
        QCOMPARE(world.tables().events().size(), 2);
        QCOMPARE(world.tables().events().first().kind, QStringLiteral("e3"));
        QVERIFY(!world->operation(1));
        QVERIFY(bool(world->operation(5)));
    }

    void whatWaitsIsCountedWithoutRemovedBatches_data() { kinds(); }
    void whatWaitsIsCountedWithoutRemovedBatches()
    {
        QFETCH(World::Kind, kind);
        World world(kind);
        const auto waiting = [&world] { return world->waitingJobs()->value(world.queue); };
        QCOMPARE(waiting(), 0);
        const BatchId running = world.simpleBatch(3);
        const QList<NewJob> two{world.newJob(QStringLiteral("a")), world.newJob(QStringLiteral("b"), 1)};
        const BatchId draft = world.batch(QStringLiteral("a; b<a"), two, 2, false);
        QCOMPARE(waiting(), 3 + 4); // queued and blocked
        world.finish(world.heads(running).first().id);
        QCOMPARE(waiting(), 2 + 4);
        const auto hide = [&](bool hidden) {
            const Status done = world.write(
                [&](Store &store) { return hidden ? store.hideBatch(draft, at(40)) : store.showBatch(draft, at(41)); });
            QVERIFY(done);
        };
        hide(true);
        QCOMPARE(waiting(), 2);
        QCOMPARE(waiting(), 2); // as it is remembered
        hide(false);
        QCOMPARE(waiting(), 6);
        QCOMPARE(world.apply({{}, draft, {}, {}}, JobEvent::Cancelled, 2).changed, 2);
        hide(true);
        QCOMPARE(waiting(), 2);
        hide(false);
        world.reopen();
        QCOMPARE(waiting(), 2 + world.counts(draft)[JobState::Queued] + world.counts(draft)[JobState::Blocked]);
    }

    void aQueueKeepsFromWhenOnPeopleAreTold_data() { kinds(); }
    void aQueueKeepsFromWhenOnPeopleAreTold()
    {
        QFETCH(World::Kind, kind);
        World world(kind);
        const auto kept = [&world] { return world->queues()->first(); };
        QVERIFY(!kept().alertAt);
        for (const std::optional<int> alertAt : {std::optional(5'000), std::optional<int>()}) {
            QVERIFY(world.write([&](Store &store) {
                Queue queue = store.queues()->first();
                queue.alertAt = alertAt;
                return bool(store.saveQueue(queue));
            }));
            world.reopen();
            QCOMPARE(kept().alertAt, alertAt);
        }
    }

private:
    static void kinds()
    {
        QTest::addColumn<World::Kind>("kind");
        QTest::newRow("sqlite") << World::Kind::Sqlite;
        QTest::newRow("memory") << World::Kind::Memory;
    }
};

QTEST_GUILESS_MAIN(TestUpkeep)
#include "test_upkeep.moc"
