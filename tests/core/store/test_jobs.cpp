#include "support/store_world.h"

#include <QTest>

using namespace fornada;
using namespace fornada::test;

// Every operation on jobs, in both stores.
class TestJobs : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data();
    void init();
    void cleanup() { m_world.reset(); }

    void headsComeByPriorityThenPosition();
    void jobsAreFoundByWhatTheySay();
    void aFallbackRunsOnlyWhereSomethingFailed();
    void jobsMoveWithTheirCounts();
    void headsKnowDelays();
    void headsAreLimited();
    void eachModelHasHeadsOfItsOwn();
    void eachModelOfAPilotHasHeadsOfItsOwn();
    void lanesAreOfRunningBatches();
    void claimOpensAnAttempt();
    void claimIsRefused();
    void settleClosesAndCompletes();
    void settleTwiceBooksOnce();
    void settleRejectsWhatCannotBe();
    void retryWaits();
    void waitsInRowAreCounted();
    void recallUsesNoAttempt();
    void lostBecomesUnknownAndStaysCounted();
    void actualWithoutResultIsWasted();
    void lateAnswerAfterCancelIsKept();
    void onlyTheCurrentAttemptMovesTheJob();
    void resultNamesAreUniqueWhateverTheCase();
    void newestVariantIsPicked();
    void settleUnsent();
    void rawAnswersAreKept();
    void openAttemptsAreFound();
    void runningWithoutAttemptIsRequeued();
    void jobInputHasParentResults();
    void gatesAreSaved();
    void metricsAreCounted();
    void reopenedSeesTheSame();

private:
    BatchId threeTargets(bool start);
    QString headsOf(BatchId batch, int limit);

    std::unique_ptr<World> m_world;
};

void TestJobs::initTestCase_data()
{
    QTest::addColumn<World::Kind>("kind");
    QTest::newRow("sqlite") << World::Kind::Sqlite;
    QTest::newRow("memory") << World::Kind::Memory;
}

void TestJobs::init()
{
    QFETCH_GLOBAL(World::Kind, kind);
    m_world = std::make_unique<World>(kind);
}

void TestJobs::headsComeByPriorityThenPosition()
{
    World &w = *m_world;
    const BatchId batch = w.simpleBatch(5);
    const QList<Job> before = w.heads(batch);
    QCOMPARE(before.size(), 5);
    for (int i = 0; i < 5; ++i) {
        QCOMPARE(before.at(i).rowNumber, i + 1);
        QCOMPARE(before.at(i).position, i + 1);
        QCOMPARE(before.at(i).created, at(0));
    }
    JobFilter third;
    third.ids = {before.at(2).id};
    JobChange first;
    first.priority = 7;
    QCOMPARE(w.write([&](Store &store) { return store.changeJobs(third, first, 100, at(5))->changed; }), 1);
    const QList<Job> after = w.heads(batch);
    QCOMPARE(after.first().id, before.at(2).id);
    QCOMPARE(after.first().priority, 7);
    QCOMPARE(after.at(1).id, before.at(0).id);
}

void TestJobs::jobsAreFoundByWhatTheySay()
{
    World &w = *m_world;
    const BatchId batch = w.simpleBatch(12);
    const QList<Job> jobs = w.heads(batch);
    for (int i = 0; i < 6; ++i) {
        Settle failing =
            w.settleOf(jobs.at(i).id, w.claim(jobs.at(i).id), JobEvent::Failed, Outcome::Refused, Charge::none());
        failing.message = i % 2 ? QStringLiteral("No such VOICE") : QStringLiteral("100% refused");
        w.settle(failing);
    }
    JobFilter filter;
    filter.states = {JobState::Failed};
    filter.message = QStringLiteral("No such VOICE");
    QCOMPARE(w.apply(filter, JobEvent::Retried, 2).jobs, (QList<JobId>{jobs.at(1).id, jobs.at(3).id}));
    QCOMPARE(w.apply(filter, JobEvent::Retried).jobs, QList<JobId>{jobs.at(5).id});
    filter.message.reset();
    filter.text = QStringLiteral("100%");
    filter.batch = batch;
    QCOMPARE(w.apply(filter, JobEvent::Dismissed).changed, 3);
    QCOMPARE(w.counts(batch)[JobState::Skipped], 3);
    filter = {};
    filter.text = QStringLiteral("ROW-1"); // and 10, 11, 12
    QCOMPARE(w.apply(filter, JobEvent::Cancelled).changed, 4);
}

void TestJobs::aFallbackRunsOnlyWhereSomethingFailed()
{
    World &w = *m_world;
    const BatchId batch =
        w.batch(QStringLiteral("a; b<a; f?<a,b"),
                {w.newJob(QStringLiteral("a")), w.newJob(QStringLiteral("b"), 1), w.newJob(QStringLiteral("f"), 2)}, 4);
    const QList<Job> first = w.heads(batch);
    const auto of = [&](int row, const char *step) {
        return w.tables().jobsOfStep(first.at(row - 1).row, QString::fromLatin1(step)).first();
    };
    w.finish(of(1, "a"));
    QCOMPARE(w.state(of(1, "f")), JobState::Blocked);
    w.finish(of(1, "b"));
    QCOMPARE(w.state(of(1, "f")), JobState::Skipped);
    QCOMPARE(w.job(of(1, "f")).message, QStringLiteral("notNeeded"));
    QCOMPARE(w.tables().answeredKeys(batch).size(), 1); // the row lacks nothing

    QCOMPARE(w.finish(of(2, "a"), JobEvent::Failed).woken.size(), 1);
    QCOMPARE(w.state(of(2, "b")), JobState::Skipped);
    QCOMPARE(w.state(of(2, "f")), JobState::Queued);
    w.finish(of(2, "f"));
    QCOMPARE(w.tables().answeredKeys(batch).size(), 1); // told, but not done

    w.finish(of(3, "a"));
    w.finish(of(3, "b"), JobEvent::Failed);
    QCOMPARE(w.state(of(3, "f")), JobState::Queued);

    JobFilter one;
    one.ids = {of(4, "a")};
    w.apply(one, JobEvent::Cancelled); // by the operator: nobody is to be told
    QCOMPARE(w.state(of(4, "f")), JobState::Skipped);
    w.apply(one, JobEvent::Restored);
    QCOMPARE(w.state(of(4, "f")), JobState::Blocked);
    w.finish(of(4, "a"), JobEvent::Failed);
    QCOMPARE(w.state(of(4, "f")), JobState::Queued);

    // What was decided stays: the operator tries again, the client has been told.
    one.ids = {of(2, "a")};
    w.apply(one, JobEvent::Retried);
    QCOMPARE(w.state(of(2, "b")), JobState::Blocked);
    QCOMPARE(w.state(of(2, "f")), JobState::Completed);
    // Made once more, and it fails this time.
    one.ids = {of(1, "a")};
    w.apply(one, JobEvent::Rerolled);
    QCOMPARE(w.state(of(1, "f")), JobState::Blocked);
    QCOMPARE(w.job(of(1, "f")).message, QString());
    w.finish(of(1, "a"), JobEvent::Failed);
    QCOMPARE(w.state(of(1, "f")), JobState::Queued);
}

void TestJobs::jobsMoveWithTheirCounts()
{
    World &w = *m_world;
    const BatchId batch = w.simpleBatch(3);
    const QList<Job> jobs = w.heads(batch);
    w.claim(jobs.at(0).id); // on its way: stays
    JobFilter filter;
    filter.batch = batch;
    JobChange change;
    change.queue = w.otherQueue;
    change.targets.insert(QStringLiteral("a"), {w.account, QStringLiteral("other"), cents(9), 5});
    const BulkResult moved = w.write([&](Store &store) { return *store.changeJobs(filter, change, 1, at(40)); });
    QCOMPARE(moved.changed, 0);
    QVERIFY(moved.more);
    filter.after = moved.after;
    const BulkResult rest = w.write([&](Store &store) { return *store.changeJobs(filter, change, 10, at(40)); });
    QCOMPARE(rest.changed, 2);
    QVERIFY(!rest.more);
    QCOMPARE(w.job(jobs.at(0).id).queue, w.queue);
    QCOMPARE(w.job(jobs.at(1).id).queue, w.otherQueue);
    QCOMPARE(w.job(jobs.at(1).id).model, QStringLiteral("other"));
    QCOMPARE(w.job(jobs.at(1).id).reserve, cents(9));
    QCOMPARE(w.tables().counts(w.otherQueue)[JobState::Queued], 2);
    QCOMPARE(w.tables().counts(w.queue)[JobState::Queued], 0);
    QCOMPARE(w.write([&](Store &store) { return store.heads({w.otherQueue, batch}, 10, at(50)); })->jobs.size(), 2);
}

void TestJobs::headsKnowDelays()
{
    World &w = *m_world;
    const BatchId batch = w.simpleBatch(3);
    const QList<Job> jobs = w.heads(batch);
    for (int i = 0; i < 2; ++i) {
        Settle retry = w.settleOf(jobs.at(i).id, w.claim(jobs.at(i).id), JobEvent::RetryScheduled,
                                  Outcome::RetryBackoff, Charge::none());
        retry.notBefore = at(100 + 50 * i);
        w.settle(retry);
    }
    const auto page = [&](Wall now) {
        return w.write([&](Store &store) { return *store.heads({w.queue, batch}, 10, now); });
    };
    const HeadPage early = page(at(50));
    QCOMPARE(early.jobs.size(), 1);
    QCOMPARE(early.nextDue, std::optional(at(100)));
    QVERIFY(early.exhausted);
    const HeadPage later = page(at(100));
    QCOMPARE(later.jobs.size(), 2);
    QCOMPARE(later.jobs.first().id, jobs.first().id);
    QCOMPARE(later.nextDue, std::optional(at(150)));
    QCOMPARE(page(at(1'000)).nextDue, std::nullopt);
}

void TestJobs::headsAreLimited()
{
    World &w = *m_world;
    const BatchId batch = w.simpleBatch(3);
    const auto page = [&](int limit) {
        return w.write([&](Store &store) { return store.heads({w.queue, batch}, limit, at(5)); });
    };
    QCOMPARE(page(2)->jobs.size(), 2);
    QVERIFY(!page(2)->exhausted);
    QVERIFY(page(3)->exhausted);
    QCOMPARE(page(0).error().kind, ErrorKind::BadArgument);
    QVERIFY(w.write([&](Store &store) { return store.heads({w.otherQueue, batch}, 5, at(5)); })->jobs.isEmpty());
}

// Jobs of a text, a picture and another account for each of four rows.
BatchId TestJobs::threeTargets(bool start)
{
    World &w = *m_world;
    NewJob picture = w.newJob(QStringLiteral("picture"));
    picture.model = QStringLiteral("image");
    NewJob other = w.newJob(QStringLiteral("other"));
    other.account = AccountId{w.account.value + 1};
    return w.batch(QStringLiteral("text; picture; other"), {w.newJob(QStringLiteral("text")), picture, other}, 4,
                   start);
}

QString TestJobs::headsOf(BatchId batch, int limit)
{
    World &w = *m_world;
    const HeadPage page = w.write([&](Store &store) { return *store.heads({w.queue, batch}, limit, at(5)); });
    QStringList steps;
    for (const Job &job : page.jobs)
        steps.append(job.step + QString::number(job.rowNumber));
    return steps.join(u' ') + (page.exhausted ? QString() : QStringLiteral(" ..."));
}

// However many jobs of a lane go first, those that go to another account or model are found.
void TestJobs::eachModelHasHeadsOfItsOwn()
{
    World &w = *m_world;
    const BatchId batch = threeTargets(true);
    QCOMPARE(headsOf(batch, 1), QStringLiteral("text1 picture1 other1 ..."));
    const QList<Job> jobs = w.heads(batch);
    w.claim(jobs.at(0).id); // the texts of the first two rows
    w.claim(jobs.at(3).id);
    QCOMPARE(headsOf(batch, 2), QStringLiteral("picture1 other1 picture2 other2 text3 text4 ..."));
    QCOMPARE(headsOf(batch, 4),
             QStringLiteral("picture1 other1 picture2 other2 text3 picture3 other3 text4 picture4 other4"));
}

void TestJobs::eachModelOfAPilotHasHeadsOfItsOwn()
{
    World &w = *m_world;
    const BatchId batch = threeTargets(false);
    BatchChange pilot;
    pilot.pilot = QList<qint64>{3, 4};
    QVERIFY(w.write([&](Store &store) { return store.updateBatch(batch, pilot, at(2)); }));
    QVERIFY(w.write([&](Store &store) { return store.batchEvent(batch, BatchEvent::Started, at(3)); }));
    QCOMPARE(headsOf(batch, 1), QStringLiteral("text3 picture3 other3 ..."));
    QCOMPARE(headsOf(batch, 2), QStringLiteral("text3 picture3 other3 text4 picture4 other4"));
}

void TestJobs::lanesAreOfRunningBatches()
{
    World &w = *m_world;
    const BatchId running = w.simpleBatch();
    w.batch(QStringLiteral("a"), {w.newJob(QStringLiteral("a"))}, 1, false);
    QCOMPARE(*w->lanes(), (QList<LaneKey>{{w.queue, running}}));
    Settle retry = w.settleOf({}, {}, JobEvent::RetryScheduled, Outcome::RetryBackoff, Charge::none());
    retry.job = w.heads(running).first().id;
    retry.attempt = w.claim(retry.job);
    QVERIFY(w->lanes()->isEmpty());
    retry.notBefore = at(1'000);
    w.settle(retry);
    QCOMPARE(w->lanes()->size(), 1); // delayed counts
}

void TestJobs::claimOpensAnAttempt()
{
    World &w = *m_world;
    const BatchId batch = w.simpleBatch(2);
    const JobId id = w.heads(batch).first().id;
    const auto claimed = w.write([&](Store &store) { return *store.claim(w.claimOf(id)); });
    QCOMPARE(claimed.number, 1);
    const Job job = w.job(id);
    QCOMPARE(job.state, JobState::Running);
    QCOMPARE(job.currentAttempt, claimed.attempt);
    QCOMPARE(job.sends, 1);
    QCOMPARE(job.attempts, 0);
    QCOMPARE(job.firstAttempt, std::optional(at(10)));
    const Totals reserved{cents(4), {}, {}, {}};
    QCOMPARE(w.totals(LedgerScope::Batch, QString::number(batch.value)), reserved);
    QCOMPARE(w.totals(LedgerScope::Account, QString::number(w.account.value), kDay), reserved);
    QCOMPARE(w.totals(LedgerScope::Client, QStringLiteral("Acme")), reserved);
    QCOMPARE(w.totals(LedgerScope::Day, QString(), kDay), reserved);
    QCOMPARE(w.counts(batch)[JobState::Running], 1);
    QCOMPARE(w.counts(batch)[JobState::Queued], 1);
    QCOMPARE(w.tables().counts(w.queue)[JobState::Running], 1);
}

void TestJobs::claimIsRefused()
{
    World &w = *m_world;
    const BatchId batch = w.simpleBatch(2);
    const QList<Job> jobs = w.heads(batch);
    w.claim(jobs.first().id);
    const auto error = [&](JobId id) {
        return w.write([&](Store &store) { return store.claim(w.claimOf(id)); }).error().kind;
    };
    QCOMPARE(error(jobs.first().id), ErrorKind::NotAllowed);
    QCOMPARE(error(JobId{999}), ErrorKind::NotFound);
    // The batch's state counts at once, its jobs follow later.
    QVERIFY(w.write([&](Store &store) { return store.batchEvent(batch, BatchEvent::Paused, at(12)); }));
    QCOMPARE(error(jobs.at(1).id), ErrorKind::NotAllowed);
    QCOMPARE(w.totals(LedgerScope::Day, QString(), kDay).reserved, cents(4));
}

void TestJobs::settleClosesAndCompletes()
{
    World &w = *m_world;
    const BatchId batch = w.simpleBatch(2);
    const JobId id = w.heads(batch).first().id;
    const AttemptId attempt = w.claim(id);
    Settle settle = w.settleOf(id, attempt, JobEvent::Completed, Outcome::Done, Charge::actual(cents(3)));
    settle.sent = at(11);
    settle.received = at(14);
    settle.httpStatus = 200;
    settle.aged = std::chrono::seconds(4);
    settle.usage = {{QStringLiteral("tokens"), 12}};
    const Settled settled = w.settle(settle);
    QVERIFY(settled.applied);
    QCOMPARE(settled.state, JobState::Completed);
    QVERIFY(!settled.batchFinished);
    const Job job = w.job(id);
    QCOMPARE(job.attempts, 1);
    QVERIFY(!job.currentAttempt.isValid());
    QCOMPARE(job.age, Micros(std::chrono::seconds(4)));
    const AttemptRecord closed = *w.tables().attempt(attempt);
    QCOMPARE(closed.outcome, std::optional(Outcome::Done));
    QCOMPARE(closed.charge, Charge::actual(cents(3)));
    QCOMPARE(closed.usage, settle.usage);
    QCOMPARE(closed.sent, settle.sent);
    QCOMPARE(closed.received, settle.received);
    const Totals spent{{}, cents(3), {}, {}};
    QCOMPARE(w.totals(LedgerScope::Batch, QString::number(batch.value)), spent);
    QCOMPARE(w.totals(LedgerScope::Day, QString(), kDay), spent);
    QVERIFY(w.finish(w.heads(batch).first().id).batchFinished);
    QCOMPARE(w.batchState(batch), BatchState::Finished);
    QCOMPARE(w->batch(batch)->finished, std::optional(at(20)));
}

void TestJobs::settleTwiceBooksOnce()
{
    World &w = *m_world;
    const JobId id = w.heads(w.simpleBatch()).first().id;
    Settle settle = w.settleOf(id, w.claim(id), JobEvent::Completed, Outcome::Done, Charge::actual(cents(3)));
    ResultItem item;
    item.kind = OutputKind::Image;
    item.path = QStringLiteral("b/x.png");
    settle.results = {item};
    QVERIFY(w.settle(settle).applied);
    const Settled again = w.settle(settle);
    QVERIFY(!again.applied);
    QCOMPARE(again.state, JobState::Completed);
    QCOMPARE(again.resultPaths, QStringList{QStringLiteral("b/x.png")});
    QCOMPARE(w.totals(LedgerScope::Day, QString(), kDay).spent, cents(3));
    QCOMPARE(w.tables().resultsOf(id).size(), 1);
}

void TestJobs::settleRejectsWhatCannotBe()
{
    World &w = *m_world;
    const JobId id = w.heads(w.simpleBatch(2)).first().id;
    const AttemptId attempt = w.claim(id);
    const auto error = [&](const Settle &settle) {
        return w.write([&](Store &store) { return store.settle(settle); }).error().kind;
    };
    const Settle good = w.settleOf(id, attempt, JobEvent::Completed, Outcome::Done, Charge::none());
    Settle bad = good;
    bad.event = JobEvent::Approved;
    QCOMPARE(error(bad), ErrorKind::BadArgument);
    bad = good;
    bad.attempt = AttemptId{77};
    QCOMPARE(error(bad), ErrorKind::NotFound);
    bad = good;
    bad.job = JobId{id.value + 1};
    QCOMPARE(error(bad), ErrorKind::NotFound);
    QVERIFY(w.settle(good).applied); // nothing was changed by the refusals
}

void TestJobs::retryWaits()
{
    World &w = *m_world;
    const BatchId batch = w.simpleBatch();
    const JobId id = w.heads(batch).first().id;
    Settle settle = w.settleOf(id, w.claim(id), JobEvent::RetryScheduled, Outcome::NoOutput, Charge::actual(cents(2)));
    settle.notBefore = at(60);
    settle.message = QStringLiteral("empty answer");
    const Settled settled = w.settle(settle);
    QCOMPARE(settled.state, JobState::Queued);
    QCOMPARE(settled.woken, (QList<LaneKey>{{w.queue, batch}}));
    const Job job = w.job(id);
    QCOMPARE(job.notBefore, std::optional(at(60)));
    QCOMPARE(job.noOutputs, 1);
    QCOMPARE(job.message, QStringLiteral("empty answer"));
    QCOMPARE(w.totals(LedgerScope::Day, QString(), kDay).wasted, cents(2));
    QVERIFY(w.heads(batch, 10, at(59)).isEmpty());
    QCOMPARE(w.heads(batch, 10, at(60)).size(), 1);
    const AttemptId second = w.claim(id, at(61));
    QCOMPARE(w.tables().attempt(second)->number, 2);
    w.settle(w.settleOf(id, second, JobEvent::Completed, Outcome::Done, Charge::none()));
    QVERIFY(w.job(id).message.isEmpty());
    QCOMPARE(w.job(id).attempts, 2);
}

void TestJobs::waitsInRowAreCounted()
{
    World &w = *m_world;
    const JobId id = w.heads(w.simpleBatch()).first().id;
    const auto end = [&](Outcome outcome, JobEvent event, bool used) {
        Settle settle = w.settleOf(id, w.claim(id), event, outcome, Charge::none());
        settle.attemptUsed = used;
        w.settle(settle);
        return w.job(id);
    };
    end(Outcome::RetryAfter, JobEvent::RetryScheduled, false);
    QCOMPARE(end(Outcome::QuotaUntil, JobEvent::RetryScheduled, false).waitsInRow, 2);
    QCOMPARE(end(Outcome::Recalled, JobEvent::Recalled, false).waitsInRow, 2);
    const Job job = end(Outcome::RetryBackoff, JobEvent::RetryScheduled, true);
    QCOMPARE(job.waitsInRow, 0);
    QCOMPARE(job.attempts, 1);
    QCOMPARE(job.sends, 4);
}

void TestJobs::recallUsesNoAttempt()
{
    World &w = *m_world;
    const BatchId batch = w.simpleBatch();
    const JobId id = w.heads(batch).first().id;
    Settle settle = w.settleOf(id, w.claim(id), JobEvent::Recalled, Outcome::Recalled, Charge::none());
    settle.attemptUsed = false;
    w.settle(settle);
    QCOMPARE(w.state(id), JobState::Queued);
    QCOMPARE(w.job(id).attempts, 0);
    QCOMPARE(w.totals(LedgerScope::Day, QString(), kDay), Totals{});
}

void TestJobs::lostBecomesUnknownAndStaysCounted()
{
    World &w = *m_world;
    const BatchId batch = w.simpleBatch();
    const JobId id = w.heads(batch).first().id;
    const Settled settled = w.finish(id, JobEvent::OutcomeLost, Charge::maybe(cents(4)));
    QCOMPARE(settled.state, JobState::Unknown);
    QVERIFY(!settled.batchFinished);
    QCOMPARE(w.totals(LedgerScope::Day, QString(), kDay), (Totals{{}, {}, cents(4), {}}));
    QCOMPARE(w.batchState(batch), BatchState::Running);
}

void TestJobs::actualWithoutResultIsWasted()
{
    World &w = *m_world;
    const BatchId batch = w.simpleBatch();
    const JobId id = w.heads(batch).first().id;
    QVERIFY(w.finish(id, JobEvent::Failed, Charge::actual(cents(3))).batchFinished);
    QCOMPARE(w.totals(LedgerScope::Day, QString(), kDay), (Totals{{}, cents(3), {}, cents(3)}));
}

void TestJobs::lateAnswerAfterCancelIsKept()
{
    World &w = *m_world;
    const BatchId batch = w.simpleBatch();
    const JobId id = w.heads(batch).first().id;
    const AttemptId attempt = w.claim(id);
    JobFilter filter;
    filter.batch = batch;
    QCOMPARE(w.apply(filter, JobEvent::Cancelled).finished, QList<BatchId>{batch});
    QCOMPARE(w.totals(LedgerScope::Day, QString(), kDay).reserved, cents(4)); // still in flight
    QCOMPARE(w->openAttempts()->size(), 1);
    Settle settle = w.settleOf(id, attempt, JobEvent::Completed, Outcome::Done, Charge::actual(cents(3)));
    ResultItem item;
    item.kind = OutputKind::Text;
    item.text = QStringLiteral("late");
    settle.results = {item};
    const Settled settled = w.settle(settle);
    QVERIFY(!settled.applied);
    QCOMPARE(settled.state, JobState::Cancelled);
    QCOMPARE(w.state(id), JobState::Cancelled);
    QCOMPARE(w.tables().resultsOf(id).size(), 1);
    QVERIFY(!w.tables().resultsOf(id).first().picked);
    QCOMPARE(w.totals(LedgerScope::Day, QString(), kDay), (Totals{{}, cents(3), {}, {}}));
    QVERIFY(w->openAttempts()->isEmpty());
}

void TestJobs::onlyTheCurrentAttemptMovesTheJob()
{
    World &w = *m_world;
    const JobId id = w.heads(w.simpleBatch()).first().id;
    const AttemptId first = w.claim(id);
    // No operation opens a second attempt beside an open one; the fence holds all the same.
    const AttemptId second = w.write([&](Store &) {
        AttemptRecord attempt = *w.tables().attempt(first);
        attempt.number = 2;
        JobRecord job = *w.tables().job(id);
        job.currentAttempt = w.tables().addAttempt(attempt);
        w.tables().putJob(job);
        return job.currentAttempt;
    });
    const auto settle = [&](AttemptId attempt) {
        return w.settle(w.settleOf(id, attempt, JobEvent::Completed, Outcome::Done, Charge::none()));
    };
    QVERIFY(!settle(first).applied);
    QCOMPARE(w.state(id), JobState::Running);
    QVERIFY(settle(second).applied);
    QCOMPARE(w.state(id), JobState::Completed);
}

void TestJobs::resultNamesAreUniqueWhateverTheCase()
{
    World &w = *m_world;
    const BatchId batch = w.simpleBatch(6);
    const QList<Job> jobs = w.heads(batch);
    const QStringList wishes{QStringLiteral("b/Ann.png"), QStringLiteral("b/ann.PNG"), QStringLiteral("b/ANN (3).png"),
                             QStringLiteral("c/Ann.png"), QStringLiteral("b/ann.png"), QStringLiteral("b/Ann.png")};
    const QStringList expected{QStringLiteral("b/Ann.png"),     QStringLiteral("b/ann (2).PNG"),
                               QStringLiteral("b/ANN (3).png"), QStringLiteral("c/Ann.png"),
                               QStringLiteral("b/ann (4).png"), QStringLiteral("b/Ann (5).png")};
    for (int i = 0; i < wishes.size(); ++i) {
        Settle settle =
            w.settleOf(jobs.at(i).id, w.claim(jobs.at(i).id), JobEvent::Completed, Outcome::Done, Charge::none());
        ResultItem item;
        item.path = wishes.at(i);
        ResultItem text;
        text.text = QStringLiteral("t");
        settle.results = {item, text};
        QCOMPARE(w.settle(settle).resultPaths, (QStringList{expected.at(i), QString()}));
    }
    // A removed batch leaves its files; their names stay taken.
    QVERIFY(w.write([&](Store &store) { return store.removeBatch(batch); }));
    const JobId id = w.heads(w.simpleBatch()).first().id;
    Settle settle = w.settleOf(id, w.claim(id), JobEvent::Completed, Outcome::Done, Charge::none());
    ResultItem item;
    item.path = QStringLiteral("c/ann.png");
    settle.results = {item};
    QCOMPARE(w.settle(settle).resultPaths, QStringList{QStringLiteral("c/ann (2).png")});
}

void TestJobs::newestVariantIsPicked()
{
    World &w = *m_world;
    const BatchId batch = w.simpleBatch();
    const JobId id = w.heads(batch).first().id;
    const auto deliver = [&](const QString &text, JobEvent event) {
        Settle settle = w.settleOf(id, w.claim(id), event, Outcome::Done, Charge::none());
        ResultItem item;
        item.kind = OutputKind::Text;
        item.text = text;
        settle.results = {item};
        w.settle(settle);
    };
    deliver(QStringLiteral("one"), JobEvent::NeedsReview);
    JobFilter filter;
    filter.ids = {id};
    QCOMPARE(w.apply(filter, JobEvent::Rerolled).woken.size(), 1);
    deliver(QStringLiteral("two"), JobEvent::Completed);
    const QList<ResultRecord> results = w.tables().resultsOf(id);
    QCOMPARE(results.size(), 2);
    QVERIFY(!results.at(0).picked);
    QVERIFY(results.at(1).picked);
    QCOMPARE(results.at(1).attempt, w.tables().attemptsOf(id).at(1).id);
}

void TestJobs::settleUnsent()
{
    World &w = *m_world;
    const BatchId batch = w.simpleBatch(2);
    const QList<Job> jobs = w.heads(batch);
    const auto settle = [&](JobId id, JobEvent event) {
        ResultItem item;
        item.path = QStringLiteral("b/c.png");
        return w.write([&](Store &store) {
            return store.settleUnsent(id, event, QStringLiteral("why"),
                                      event == JobEvent::Completed ? QList<ResultItem>{item} : QList<ResultItem>{},
                                      at(9));
        });
    };
    QCOMPARE(settle(jobs.first().id, JobEvent::Failed)->state, JobState::Failed);
    QCOMPARE(w.job(jobs.first().id).message, QStringLiteral("why"));
    QCOMPARE(settle(jobs.first().id, JobEvent::Failed).error().kind, ErrorKind::NotAllowed);
    QCOMPARE(settle(jobs.at(1).id, JobEvent::OutcomeLost).error().kind, ErrorKind::BadArgument);
    const auto done = settle(jobs.at(1).id, JobEvent::Completed);
    QVERIFY(done->batchFinished);
    QCOMPARE(done->resultPaths, QStringList{QStringLiteral("b/c.png")});
    QCOMPARE(w.job(jobs.at(1).id).attempts, 0);
    QCOMPARE(w.tables().attemptsOf(jobs.at(1).id).size(), 0);
}

void TestJobs::rawAnswersAreKept()
{
    World &w = *m_world;
    const JobId id = w.heads(w.simpleBatch()).first().id;
    const AttemptId attempt = w.claim(id);
    QVERIFY(w->raw(attempt)->isEmpty());
    const QByteArray bytes("a\0b\xff", 4);
    QVERIFY(w.write([&](Store &store) { return store.saveRaw(attempt, bytes); }));
    QCOMPARE(*w->raw(attempt), bytes);
    const auto error = [&](auto work) { return w.write(work).error().kind; };
    QCOMPARE(error([](Store &store) { return store.saveRaw(AttemptId{9}, QByteArray("x")); }), ErrorKind::NotFound);
    w.settle(w.settleOf(id, attempt, JobEvent::Completed, Outcome::Done, Charge::none()));
    QCOMPARE(*w->raw(attempt), bytes); // its settlement leaves them
}

void TestJobs::openAttemptsAreFound()
{
    World &w = *m_world;
    const QList<Job> jobs = w.heads(w.simpleBatch(3));
    const AttemptId first = w.claim(jobs.at(0).id);
    const AttemptId second = w.claim(jobs.at(1).id);
    w.finish(jobs.at(2).id);
    QVERIFY(w.write([&](Store &store) { return store.saveRaw(second, QByteArray("{}")); }));
    const QList<OpenAttempt> open = *w->openAttempts();
    QCOMPARE(open.size(), 2);
    QCOMPARE(open.at(0).attempt.id, first);
    QVERIFY(!open.at(0).hasRaw);
    QVERIFY(open.at(1).hasRaw);
    QCOMPARE(open.at(1).job.id, jobs.at(1).id);
    QCOMPARE(open.at(1).attempt.idempotencyKey, w.claimOf(jobs.at(1).id).idempotencyKey);
    QCOMPARE(open.at(1).attempt.requestHash, QByteArray(32, 'h'));
}

void TestJobs::runningWithoutAttemptIsRequeued()
{
    World &w = *m_world;
    const QList<Job> jobs = w.heads(w.simpleBatch(2));
    w.claim(jobs.at(0).id);
    // No operation leaves such a job behind; a damaged file may.
    w.write([&](Store &) {
        JobRecord stranded = *w.tables().job(jobs.at(1).id);
        w.tables().addCount(stranded.batch, stranded.queue, JobState::Queued, -1);
        w.tables().addCount(stranded.batch, stranded.queue, JobState::Running, 1);
        stranded.state = JobState::Running;
        w.tables().putJob(stranded);
    });
    QCOMPARE(*w.write([](Store &store) { return store.requeueRunningWithoutAttempt(at(5)); }), 1);
    QCOMPARE(w.state(jobs.at(0).id), JobState::Running);
    QCOMPARE(w.state(jobs.at(1).id), JobState::Queued);
    QCOMPARE(*w.write([](Store &store) { return store.requeueRunningWithoutAttempt(at(5)); }), 0);
}

void TestJobs::jobInputHasParentResults()
{
    World &w = *m_world;
    const BatchId batch =
        w.batch(QStringLiteral("a; b; c<a,b"),
                {w.newJob(QStringLiteral("a")), w.newJob(QStringLiteral("b")), w.newJob(QStringLiteral("c"), 2)});
    const QList<Job> jobs = w.heads(batch);
    for (const Job &job : jobs) {
        Settle settle = w.settleOf(job.id, w.claim(job.id), JobEvent::Completed, Outcome::Done, Charge::none());
        ResultItem item;
        item.kind = OutputKind::Text;
        item.text = QStringLiteral("of ") + job.step;
        settle.results = {item};
        w.settle(settle);
    }
    const Job child = w.heads(batch).first();
    const JobInput input = *w->jobInput(child.id);
    QCOMPARE(input.parentSteps, (QStringList{QStringLiteral("a"), QStringLiteral("b")}));
    QCOMPARE(input.parentResults.at(1).text, QStringLiteral("of b"));
    QCOMPARE(input.rowKey, QStringLiteral("row-1"));
    QCOMPARE(input.fields.value(QLatin1String("n")).toInt(), 1);
    QCOMPARE(input.client, QStringLiteral("Acme"));
    QCOMPARE(w->jobInput(JobId{99}).error().kind, ErrorKind::NotFound);
}

void TestJobs::gatesAreSaved()
{
    World &w = *m_world;
    const JobId id = w.heads(w.simpleBatch()).first().id;
    Claim claim = w.claimOf(id);
    claim.gates = {{QStringLiteral("queue:1"), QJsonObject{{QStringLiteral("at"), 1}}},
                   {QStringLiteral("account:1"), QJsonObject{{QStringLiteral("at"), 2}}}};
    const AttemptId attempt = w.write([&](Store &store) { return store.claim(claim)->attempt; });
    Settle settle = w.settleOf(id, attempt, JobEvent::Completed, Outcome::Done, Charge::none());
    settle.gates = {{QStringLiteral("queue:1"), QJsonObject{{QStringLiteral("at"), 3}}}};
    w.settle(settle);
    const QList<StoredGate> gates = *w->gates();
    QCOMPARE(gates.size(), 2);
    QCOMPARE(gates.at(0).key, QStringLiteral("account:1"));
    QCOMPARE(gates.at(1).state, QJsonObject({{QStringLiteral("at"), 3}}));
}

void TestJobs::metricsAreCounted()
{
    World &w = *m_world;
    const QList<Job> jobs = w.heads(w.simpleBatch(2));
    Settle good = w.settleOf(jobs.at(0).id, w.claim(jobs.at(0).id), JobEvent::Completed, Outcome::Done,
                             Charge::actual(cents(3)), at(61));
    good.sent = at(50);
    good.received = at(52);
    w.settle(good);
    Settle waits = w.settleOf(jobs.at(1).id, w.claim(jobs.at(1).id), JobEvent::RetryScheduled, Outcome::RetryAfter,
                              Charge::none(), at(62));
    waits.httpStatus = 429;
    w.settle(waits);
    const qint64 minute = std::chrono::floor<std::chrono::minutes>(at(61)).time_since_epoch().count();
    MetricRecord expected;
    expected.sent = expected.completed = expected.retried = expected.complaints = 1;
    expected.cost = cents(3);
    expected.latency = std::chrono::seconds(2);
    expected.histogram[5] = 1; // 1.6 s to 3.2 s
    QCOMPARE(w.tables().metric(minute, w.queue), expected);
    QCOMPARE(w.tables().metric(minute + 1, w.queue), MetricRecord{});
}

void TestJobs::reopenedSeesTheSame()
{
    World &w = *m_world;
    const BatchId batch = w.simpleBatch(2);
    const JobId id = w.heads(batch).first().id;
    Settle settle = w.settleOf(id, w.claim(id), JobEvent::RetryScheduled, Outcome::RetryBackoff, Charge::none());
    settle.notBefore = at(500);
    w.settle(settle);
    w.reopen();
    QCOMPARE(w.job(id).notBefore, std::optional(at(500)));
    QCOMPARE(w.job(id).sends, 1);
    QCOMPARE(w.counts(batch)[JobState::Queued], 2);
    QCOMPARE(w.heads(batch, 10, at(100)).size(), 1);
}

QTEST_GUILESS_MAIN(TestJobs)
#include "test_jobs.moc"
