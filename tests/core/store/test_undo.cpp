#include "store/migrations.h"
#include "store/sql.h"
#include "support/store_dump.h"
#include "support/store_world.h"

#include <QTest>

using namespace fornada;
using namespace fornada::test;

// Actions on jobs taken back: what they were before, money included, as far as nothing was sent since.
class TestUndo : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase_data();
    void init();
    void cleanup();
    void aRetryGoesBackToItsFailure();
    void whatWasSentSinceStays();
    void resolvedIsUnknownAgainWithItsPossibleCharge_data();
    void resolvedIsUnknownAgainWithItsPossibleCharge();
    void anApprovalGoesBackWhileNoChildWasSent();
    void aRejectionIsWastedNoMore();
    void whatWasRejectedIsKeptAgain();
    void whatIsMadeAgainGoesBackToItsResult();
    void aDiscardedFailureComesBack();
    void prioritiesOfManyAreFewNotes();
    void aReleaseIsHeldAgainUntilSomethingWasSent();
    void notesGoWithTheirOperation();
    void prioritiesOfTheOldJournalAreKept();

private:
    struct Done {
        qint64 operation = 0;
        BulkResult result;
    };
    Done act(const JobFilter &filter, JobEvent event, Wall now = at(30));
    BulkResult takeBack(qint64 operation, int limit = 100);
    JobFilter of(BatchId batch, const QList<JobId> &ids = {});
    // a and a child b, of which a has been settled.
    BatchId family(JobEvent event, Charge charge = Charge::actual(cents(3)));
    void noFaults();

    std::unique_ptr<World> m_world;
};

void TestUndo::initTestCase_data()
{
    QTest::addColumn<World::Kind>("kind");
    QTest::newRow("sqlite") << World::Kind::Sqlite;
    QTest::newRow("memory") << World::Kind::Memory;
}

void TestUndo::init()
{
    QFETCH_GLOBAL(World::Kind, kind);
    m_world = std::make_unique<World>(kind);
}

void TestUndo::cleanup()
{
    if (m_world)
        noFaults();
    m_world.reset();
}

void TestUndo::noFaults()
{
    const QStringList wrong = faults(m_world->tables());
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
}

TestUndo::Done TestUndo::act(const JobFilter &filter, JobEvent event, Wall now)
{
    return m_world->write([&](Store &store) {
        OperationRecord record;
        record.command = toName(event);
        record.batch = filter.batch;
        const qint64 operation = *store.addOperation(record);
        return Done{operation, *store.apply(filter, event, 100, now, operation)};
    });
}

BulkResult TestUndo::takeBack(qint64 operation, int limit)
{
    return m_world->write([&](Store &store) { return *store.takeBack(operation, limit, at(50)); });
}

JobFilter TestUndo::of(BatchId batch, const QList<JobId> &ids)
{
    JobFilter filter;
    filter.batch = batch;
    filter.ids = ids;
    return filter;
}

BatchId TestUndo::family(JobEvent event, Charge charge)
{
    World &w = *m_world;
    const BatchId id =
        w.batch(QStringLiteral("a; b<a"), {w.newJob(QStringLiteral("a")), w.newJob(QStringLiteral("b"), 1)});
    w.finish(JobId{1}, event, charge);
    return id;
}

void TestUndo::aRetryGoesBackToItsFailure()
{
    World &w = *m_world;
    const BatchId id = w.simpleBatch(3);
    for (const Job &job : w.heads(id)) {
        Settle failing = w.settleOf(job.id, w.claim(job.id), JobEvent::Failed, Outcome::Refused, Charge::none());
        failing.message = QStringLiteral("too dark");
        failing.aged = std::chrono::seconds(7);
        w.settle(failing);
    }
    const Job before = w.job(JobId{2});
    QCOMPARE(w.batchState(id), BatchState::Finished);
    const Done retried = act(of(id), JobEvent::Retried);
    QCOMPARE(w.job(JobId{2}).attempts, 0);
    QCOMPARE(w.batchState(id), BatchState::Running);
    const BulkResult back = takeBack(retried.operation);
    QCOMPARE(back.changed, 3);
    QCOMPARE(back.sentSince + back.changedSince, 0);
    QCOMPARE(w.batchState(id), BatchState::Finished);
    const Job after = w.job(JobId{2});
    QCOMPARE(after.state, JobState::Failed);
    QCOMPARE(after.attempts, before.attempts);
    QCOMPARE(after.age, before.age);
    QCOMPARE(after.firstAttempt, before.firstAttempt);
    QCOMPARE(after.message, QStringLiteral("too dark"));
    QCOMPARE(takeBack(retried.operation).changed, 0); // it is over
}

void TestUndo::whatWasSentSinceStays()
{
    World &w = *m_world;
    const BatchId id = w.simpleBatch(4);
    for (const Job &job : w.heads(id))
        w.finish(job.id, JobEvent::Failed, Charge::none());
    const Done retried = act(of(id), JobEvent::Retried);
    w.finish(JobId{1}); // sent, and done
    w.claim(JobId{2});  // on its way
    w.settle(w.settleOf(JobId{3}, w.claim(JobId{3}), JobEvent::Recalled, Outcome::Recalled, Charge::none()));
    act(of(id, {JobId{4}}), JobEvent::Cancelled);
    const BulkResult back = takeBack(retried.operation, 2); // a chunk is not cut in the middle of a note
    BulkResult rest = back;
    int changed = back.changed, sent = back.sentSince, moved = back.changedSince;
    while (rest.more) {
        rest = takeBack(retried.operation, 2);
        changed += rest.changed;
        sent += rest.sentSince;
        moved += rest.changedSince;
    }
    QCOMPARE(changed, 1); // what was recalled was not sent
    QCOMPARE(sent, 2);
    QCOMPARE(moved, 1);
    QCOMPARE(w.state(JobId{1}), JobState::Completed);
    QCOMPARE(w.state(JobId{2}), JobState::Running);
    QCOMPARE(w.state(JobId{3}), JobState::Failed);
    QCOMPARE(w.state(JobId{4}), JobState::Cancelled);
}

void TestUndo::resolvedIsUnknownAgainWithItsPossibleCharge_data()
{
    QTest::addColumn<JobEvent>("event");
    QTest::newRow("charged") << JobEvent::CountedCharged;
    QTest::newRow("given up") << JobEvent::GivenUp;
    QTest::newRow("sent again") << JobEvent::Resent;
}

void TestUndo::resolvedIsUnknownAgainWithItsPossibleCharge()
{
    QFETCH(JobEvent, event);
    World &w = *m_world;
    const BatchId id = family(JobEvent::OutcomeLost, Charge::maybe(cents(4)));
    const Totals before = w->batch(id)->totals;
    const Done resolved = act(of(id), event);
    QVERIFY(w.state(JobId{1}) != JobState::Unknown);
    QCOMPARE(takeBack(resolved.operation).changed, 1);
    QCOMPARE(w.state(JobId{1}), JobState::Unknown);
    QCOMPARE(w.state(JobId{2}), JobState::Blocked); // its child waits again
    QCOMPARE(w->batch(id)->totals, before);
    QCOMPARE(w.totals(LedgerScope::Client, QStringLiteral("Acme")), before);
    act(of(id), JobEvent::Resent); // and it can be decided anew
    w.finish(JobId{1});
    QCOMPARE(takeBack(resolved.operation).changed, 0);
}

void TestUndo::anApprovalGoesBackWhileNoChildWasSent()
{
    World &w = *m_world;
    const BatchId id = family(JobEvent::NeedsReview);
    const Done approved = act(of(id), JobEvent::Approved);
    QCOMPARE(w.state(JobId{2}), JobState::Queued);
    const BulkResult back = takeBack(approved.operation);
    QCOMPARE(back.changed, 1);
    QCOMPARE(back.waitAgain, QList<JobId>{JobId{2}});
    QCOMPARE(w.state(JobId{1}), JobState::Review);
    QCOMPARE(w.state(JobId{2}), JobState::Blocked);
    QCOMPARE(w.job(JobId{2}).pendingParents, 1);
    const auto refused = w.write([&](Store &store) { return store.claim(w.claimOf(JobId{2})); });
    QCOMPARE(refused.error().kind, ErrorKind::NotAllowed);
    const Done again = act(of(id), JobEvent::Approved, at(60));
    w.claim(JobId{2}, at(70));
    const BulkResult late = takeBack(again.operation);
    QCOMPARE(late.changed, 0);
    QCOMPARE(late.sentSince, 1);
    QCOMPARE(w.state(JobId{1}), JobState::Completed);
}

void TestUndo::aRejectionIsWastedNoMore()
{
    World &w = *m_world;
    const BatchId id = family(JobEvent::NeedsReview);
    const Totals before = w->batch(id)->totals;
    const Done rejected = act(of(id), JobEvent::Rejected);
    QCOMPARE(w.state(JobId{2}), JobState::Skipped);
    QCOMPARE(takeBack(rejected.operation).changed, 1);
    QCOMPARE(w.state(JobId{1}), JobState::Review);
    QCOMPARE(w.job(JobId{1}).message, QString());
    QCOMPARE(w.state(JobId{2}), JobState::Blocked);
    QCOMPARE(w->batch(id)->totals, before);
}

// Also that of the job it was taken from.
void TestUndo::whatWasRejectedIsKeptAgain()
{
    World &w = *m_world;
    const BatchId id = w.simpleBatch(3);
    const auto make = [&w](JobId job, const QByteArray &key, const QString &message) {
        Claim claim = w.claimOf(job);
        claim.requestHash = key;
        const AttemptId attempt = w.write([&](Store &store) { return store.claim(claim)->attempt; });
        Settle settle =
            w.settleOf(job, attempt, JobEvent::NeedsReview, Outcome::Done, Charge::actual(cents(3)), at(20));
        settle.message = message;
        settle.results.emplaceBack().text = QStringLiteral("words");
        settle.cache = CacheNote{std::chrono::hours(1), QStringLiteral("place"), {}};
        w.settle(settle);
    };
    const auto standing = [&w](const QByteArray &key) { return w.tables().cached(key)->standing; };
    make(JobId{1}, "one", {});
    make(JobId{2}, "two", QStringLiteral("checkTextShort"));
    ResultItem words;
    words.text = QStringLiteral("words");
    const auto taken = w.write([&](Store &store) {
        return store.settleUnsent(JobId{3}, JobEvent::NeedsReview, messageOf({JobId{1}, at(20), true}), {words},
                                  at(21));
    });
    QVERIFY(taken);
    QCOMPARE(w.state(JobId{3}), JobState::Review);
    const Done taker = act(of(id, {JobId{3}}), JobEvent::Rejected);
    QCOMPARE(standing("one"), CacheStanding::Rejected); // whoever made it
    const Done both = act(of(id), JobEvent::Rejected);
    QCOMPARE(standing("two"), CacheStanding::Rejected);
    QCOMPARE(takeBack(taker.operation).changed, 1);
    QCOMPARE(standing("one"), CacheStanding::Unseen);
    QCOMPARE(takeBack(both.operation).changed, 2);
    QCOMPARE(standing("one"), CacheStanding::Unseen);
    QCOMPARE(standing("two"), CacheStanding::Doubtful);
}

void TestUndo::whatIsMadeAgainGoesBackToItsResult()
{
    World &w = *m_world;
    const BatchId id =
        w.batch(QStringLiteral("a; b<a"), {w.newJob(QStringLiteral("a")), w.newJob(QStringLiteral("b"), 1)}, 2);
    for (const qint64 job : {1, 3, 2, 4})
        w.finish(JobId{job});
    QCOMPARE(w.batchState(id), BatchState::Finished);
    const Done again = act(of(id), JobEvent::Rerolled);
    QCOMPARE(again.result.changed, 4);
    w.claim(JobId{1}); // one of them is on its way
    const BulkResult back = takeBack(again.operation);
    QCOMPARE(back.changed, 3);
    QCOMPARE(back.sentSince, 1);
    QCOMPARE(w.state(JobId{1}), JobState::Running);
    for (const qint64 job : {2, 3, 4})
        QCOMPARE(w.state(JobId{job}), JobState::Completed);
    QCOMPARE(w->batch(id)->totals.spent, cents(12));
}

void TestUndo::aDiscardedFailureComesBack()
{
    World &w = *m_world;
    const BatchId id = w.simpleBatch(2);
    w.finish(JobId{1}, JobEvent::Failed);
    const Done cancelled = act(of(id), JobEvent::Cancelled);
    QCOMPARE(cancelled.result.changed, 2); // the failed one and the one that waits
    QCOMPARE(takeBack(cancelled.operation).changed, 1);
    QCOMPARE(w.state(JobId{1}), JobState::Failed);
    QCOMPARE(w.state(JobId{2}), JobState::Cancelled); // that is Restored's work
}

void TestUndo::prioritiesOfManyAreFewNotes()
{
    World &w = *m_world;
    constexpr int kMany = 12'000;
    const BatchId id = w.simpleBatch(kMany);
    const auto set = [&](const JobFilter &filter, int priority) {
        return w.write([&](Store &store) {
            OperationRecord record;
            record.batch = id;
            const qint64 operation = *store.addOperation(record);
            JobChange change;
            change.priority = priority;
            JobFilter rest = filter;
            for (bool more = true; more;) {
                const BulkResult changed = *store.changeJobs(rest, change, 5'000, at(5), operation);
                more = changed.more;
                rest.after = changed.after;
            }
            return operation;
        });
    };
    QList<JobId> some;
    for (qint64 n = 100; n < 110; ++n)
        some.append(JobId{n});
    set(of(id, some), 2);
    const qint64 all = set(of(id), 5);
    QCOMPARE(w->operation(all)->changed, qint64(kMany));
    QVERIFY(w.tables().undoNotes(all, 1'000).size() <= 6); // by chunk and by value
    w.finish(JobId{200});
    set(of(id, {JobId{300}}), 9);
    int changed = 0, sent = 0, moved = 0;
    for (BulkResult back; changed == 0 || back.more;) {
        back = takeBack(all, 5'000);
        changed += back.changed;
        sent += back.sentSince;
        moved += back.changedSince;
    }
    QCOMPARE(changed, kMany - 2);
    QCOMPARE(sent, 1);
    QCOMPARE(moved, 1);
    QCOMPARE(w.job(JobId{99}).priority, 0);
    QCOMPARE(w.job(JobId{105}).priority, 2);
    QCOMPARE(w.job(JobId{300}).priority, 9);
    m_world.reset(); // its faults would be looked for one by one
}

void TestUndo::aReleaseIsHeldAgainUntilSomethingWasSent()
{
    World &w = *m_world;
    const BatchId id = w.batch(QStringLiteral("a"), {w.newJob(QStringLiteral("a"))}, 3, false);
    const auto change = [&](const QList<qint64> &pilot) {
        BatchChange pilotOnly;
        pilotOnly.pilot = pilot;
        return w.write([&](Store &store) { return store.updateBatch(id, pilotOnly, at(2)); });
    };
    const auto hold = [&](AttemptId since) {
        return w.write([&](Store &store) { return store.holdAgain(id, {1}, since, at(40)); });
    };
    QVERIFY(change({1}));
    QVERIFY(w.write([&](Store &store) { return store.batchEvent(id, BatchEvent::Started, at(3)); }));
    w.finish(JobId{1});
    const AttemptId since = *w->lastAttempt();
    QVERIFY(change({}));
    QVERIFY(hold(since));
    QCOMPARE(w->batch(id)->pilot, QList<qint64>{1});
    const auto early = w.write([&](Store &store) { return store.claim(w.claimOf(JobId{2})); });
    QCOMPARE(early.error().kind, ErrorKind::NotAllowed); // permitted before, and too late now
    QVERIFY(change({}));
    w.claim(JobId{2});
    QCOMPARE(hold(since).error().kind, ErrorKind::SentSince);
    QVERIFY(w->batch(id)->pilot.isEmpty());
}

void TestUndo::notesGoWithTheirOperation()
{
    World &w = *m_world;
    const BatchId id = w.simpleBatch(3);
    w.finish(JobId{1}, JobEvent::Failed);
    const Done retried = act(of(id), JobEvent::Retried);
    QCOMPARE(w.tables().undoNotes(retried.operation, 10).size(), 1);
    w.write([](Store &store) {
        while (store.pruneJournal(1, at(1'000))->more) {}
        return true;
    });
    QVERIFY(w.tables().undoNotes(retried.operation, 10).isEmpty());
}

// Schema 5 kept them in the journal itself.
void TestUndo::prioritiesOfTheOldJournalAreKept()
{
    QFETCH_GLOBAL(World::Kind, kind);
    if (kind == World::Kind::Memory)
        return;
    m_world.reset();
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("old.db"));
    {
        auto sql = SqlConnection::open(path, SqlAccess::ReadWrite);
        QVERIFY(sql);
        QList<Migration> old = builtInMigrations();
        old.removeIf([](const Migration &migration) { return migration.version > 5; });
        QVERIFY(migrate(**sql, old));
        QVERIFY((*sql)->execute(
            QStringLiteral("INSERT INTO operation (at, by, command, arguments, previous) VALUES (1, 'window', "
                           "'job.priority', '{\"priority\":7}', '{\"0\":[4,5],\"3\":[9]}')")));
        QVERIFY(migrate(**sql, builtInMigrations()));
        const auto note = (*sql)->once(QStringLiteral("SELECT group_concat(first_job || '-' || last_job || was, ' '), "
                                                      "(SELECT previous || changed FROM operation) FROM undo_note"));
        QVERIFY(note->next());
        QString notes, operation;
        *note >> notes >> operation;
        QCOMPARE(notes, QStringLiteral("4-4{\"priority\":0,\"set\":7} 5-5{\"priority\":0,\"set\":7} "
                                       "9-9{\"priority\":3,\"set\":7}"));
        QCOMPARE(operation, QStringLiteral("{\"noted\":true}3"));
    }
}

QTEST_GUILESS_MAIN(TestUndo)
#include "test_undo.moc"
