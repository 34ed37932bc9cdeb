#include "support/store_world.h"

#include <QTest>

using namespace fornada;
using namespace fornada::test;

// Batches, children, operator actions, set-up and journal, in both stores.
class TestBatches : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data();
    void init();
    void cleanup() { m_world.reset(); }

    void rowsAreAddedWholeOrNotAtAll();
    void everyRowGetsItsJobsInOrder();
    void batchStatesFollowTheTable();
    void closingMakesADraftOrStarts();
    void aBatchWithNothingToDoFinishesAtStart();
    void updateChangesOnlyWhatIsGiven();
    void accountsFollowBatchAndQueue();
    void removeTakesAllButMoney();
    void removeIsRefused();
    void setupIsCheckedAndKept();
    void journalIsKept();

    void childrenWaitForAllParents();
    void fanOutBelongsByPrefix();
    void failureSkipsAndRetryRevives();
    void aChildOfTwoFailedParentsWaitsForBoth();
    void diamondsAreFollowedOnce();
    void rerollingAParentLeavesItsDoneChildren();
    void retryStartsOver();
    void retryReopensTheBatch();
    void bulkWorksInChunks();
    void bulkByQueueAndByIds();
    void unknownIsResolved_data();
    void unknownIsResolved();
    void restoreTouchesOnlyWhatWasNeverSent();
    void restoredBatchWaitsForThePerson();
    void cancelledBatchRevivesNothing();
    void reviewIsDecided();
    void operatorEventsOnly();
    void ledgerTotalsAreOfTheDay();

private:
    QList<NewJob> steps(const QString &text);
    JobId find(BatchId batch, const QString &step, const QString &fan = {}, qint64 row = 1);

    std::unique_ptr<World> m_world;
};

void TestBatches::initTestCase_data()
{
    QTest::addColumn<World::Kind>("kind");
    QTest::newRow("sqlite") << World::Kind::Sqlite;
    QTest::newRow("memory") << World::Kind::Memory;
}

void TestBatches::init()
{
    QFETCH_GLOBAL(World::Kind, kind);
    m_world = std::make_unique<World>(kind);
}

// "a; b<a; c<a,b": the jobs of such a recipe without fan-out.
QList<NewJob> TestBatches::steps(const QString &text)
{
    QList<NewJob> jobs;
    const QStringList parts = text.split(u';');
    for (const QString &part : parts) {
        const QString parents = part.section(u'<', 1).trimmed();
        jobs.append(
            m_world->newJob(part.section(u'<', 0, 0).trimmed(), int(parents.split(u',', Qt::SkipEmptyParts).size())));
    }
    return jobs;
}

JobId TestBatches::find(BatchId batch, const QString &step, const QString &fan, qint64 row)
{
    for (qint64 id = 1; id < 1'000; ++id) {
        const auto job = m_world->tables().job(JobId{id});
        if (job && job->batch == batch && job->step == step && job->fanKey == fan && job->rowNumber == row)
            return job->id;
    }
    return {};
}

void TestBatches::rowsAreAddedWholeOrNotAtAll()
{
    World &w = *m_world;
    const BatchId id = w.write([&](Store &store) { return *store.createBatch(Batch{}, recipe(QStringLiteral("a"))); });
    const auto add = [&](const QList<NewRow> &rows) {
        const Status status = w.write([&](Store &store) { return store.addRows(id, rows, at(0)); });
        return status ? std::nullopt : std::optional(status.error().kind);
    };
    const NewJob job = w.newJob(QStringLiteral("a"));
    NewJob lost = job;
    lost.queue = QueueId{99};
    QCOMPARE(add({{1, {}, {}, {job}}, {1, {}, {}, {job}}}), std::optional(ErrorKind::BadArgument));
    QCOMPARE(add({{1, {}, {}, {job}}, {2, {}, {}, {lost}}}), std::optional(ErrorKind::NotFound));
    QCOMPARE(add({{1, {}, {}, {job, job}}}), std::optional(ErrorKind::AlreadyExists));
    QCOMPARE(w.counts(id).total(), 0);
    QVERIFY(!add({{1, {}, {}, {job}}, {3, {}, {}, {job}}}));
    QVERIFY(!add({{4, {}, {}, {job}}}));
    QCOMPARE(add({{4, {}, {}, {job}}}), std::optional(ErrorKind::BadArgument));
    QCOMPARE(w.counts(id)[JobState::Queued], 3);
    QVERIFY(w.write([&](Store &store) { return store.batchEvent(id, BatchEvent::RowsAdded, at(1)); }));
    QCOMPARE(add({{5, {}, {}, {job}}}), std::optional(ErrorKind::NotAllowed));
    QCOMPARE(w.write([&](Store &store) { return store.addRows(BatchId{99}, {}, at(0)); }).error().kind,
             ErrorKind::NotFound);
}

// Many rows that want the same are written in one go, a single one or one that wants something else job by job: nobody
// sees a difference.
void TestBatches::everyRowGetsItsJobsInOrder()
{
    World &w = *m_world;
    const QList<NewJob> usual{w.newJob(QStringLiteral("a")), w.newJob(QStringLiteral("b"), 1, QStringLiteral("en")),
                              w.newJob(QStringLiteral("b"), 1, QStringLiteral("de"))};
    QList<NewJob> dearer = usual;
    dearer.removeLast();
    dearer[0].reserve = cents(9);
    dearer[0].queue = w.otherQueue;
    QList<NewRow> rows;
    for (int number = 1; number <= 60; number += number == 20 ? 5 : 1) // a hole between them
        rows.append({number, QString::number(number), {}, number == 31 || number > 45 ? dearer : usual});
    const BatchId id = w.write([&](Store &store) {
        const BatchId made = *store.createBatch(Batch{}, recipe(QStringLiteral("a; b<a")));
        if (!store.addRows(made, rows, at(5)))
            qFatal("the rows could not be added");
        return made;
    });
    qint64 last = 0;
    for (const NewRow &row : std::as_const(rows))
        for (const NewJob &wanted : row.jobs) {
            const auto job = w.tables().job(JobId{++last});
            QVERIFY(job);
            QCOMPARE(job->batch, id);
            QCOMPARE(job->position, last);
            QCOMPARE(job->rowNumber, row.number);
            QCOMPARE(w.tables().row(job->row)->key, row.key);
            QCOMPARE(job->step, wanted.step);
            QCOMPARE(job->fanKey, wanted.fanKey);
            QCOMPARE(job->queue, wanted.queue);
            QCOMPARE(job->account, wanted.account);
            QCOMPARE(job->model, wanted.model);
            QCOMPARE(job->pendingParents, wanted.pendingParents);
            QCOMPARE(job->state, wanted.pendingParents > 0 ? JobState::Blocked : JobState::Queued);
            QCOMPARE(job->reserve, wanted.reserve);
            QCOMPARE(job->updated, at(5));
        }
    QVERIFY(!w.tables().job(JobId{last + 1}));
    QCOMPARE(w.counts(id).total(), last);
    QCOMPARE(w.counts(id)[JobState::Queued], rows.size());
    QCOMPARE(w.tables().counts(w.otherQueue)[JobState::Queued], 16);
}

void TestBatches::batchStatesFollowTheTable()
{
    World &w = *m_world;
    const BatchId id = w.batch(QStringLiteral("a"), {w.newJob(QStringLiteral("a"))}, 1, false);
    const auto event = [&](BatchEvent e) {
        return w.write([&](Store &store) { return store.batchEvent(id, e, at(7)); });
    };
    QCOMPARE(event(BatchEvent::Paused).error().kind, ErrorKind::NotAllowed);
    QCOMPARE(*event(BatchEvent::Started), BatchState::Running);
    QCOMPARE(w->batch(id)->started, std::optional(at(7)));
    QCOMPARE(event(BatchEvent::AllSettled).error().kind, ErrorKind::NotAllowed); // it is not
    QCOMPARE(*event(BatchEvent::Paused), BatchState::Paused);
    QCOMPARE(*event(BatchEvent::Resumed), BatchState::Running);
    QCOMPARE(*event(BatchEvent::Cancelled), BatchState::Cancelled);
    QCOMPARE(w->batch(id)->finished, std::optional(at(7)));
    QCOMPARE(*event(BatchEvent::Restored), BatchState::Paused);
    QCOMPARE(w->batch(id)->finished, std::nullopt);
}

// In one go what would be three: the estimate, the last row, the start.
void TestBatches::closingMakesADraftOrStarts()
{
    World &w = *m_world;
    for (const bool start : {false, true}) {
        const BatchId id = *w.write([&](Store &store) {
            Batch fresh;
            fresh.name = QStringLiteral("a");
            const auto added = store.createBatch(fresh, recipe(QStringLiteral("a")));
            const NewRow row{1, QStringLiteral("r1"), {}, {w.newJob(QStringLiteral("a"))}};
            return added && store.addRows(*added, {row}, at(1)) ? added : Result<BatchId>(Error{});
        });
        const auto closed = w.write([&](Store &store) { return store.closeRows(id, Money{7'000}, start, at(5)); });
        QVERIFY(closed);
        QCOMPARE(closed->state, start ? BatchState::Running : BatchState::Draft);
        QCOMPARE(closed->estimate, Money{7'000});
        QCOMPARE(closed->started, start ? std::optional(at(5)) : std::nullopt);
        QCOMPARE(closed->counts.total(), 1);
        const auto stored = w.write([&](Store &store) { return store.batch(id); });
        QCOMPARE(stored->state, closed->state);
        QCOMPARE(stored->estimate, closed->estimate);
        QCOMPARE(stored->updated, at(5));
        QVERIFY(!w.write([&](Store &store) { return store.closeRows(id, Money{}, start, at(6)); })); // once
    }
}

void TestBatches::aBatchWithNothingToDoFinishesAtStart()
{
    World &w = *m_world;
    const BatchId id = w.batch(QStringLiteral("a"), {w.newJob(QStringLiteral("a"))}, 2, false);
    JobFilter filter;
    filter.batch = id;
    w.apply(filter, JobEvent::Cancelled);
    QCOMPARE(w.batchState(id), BatchState::Draft);
    QCOMPARE(*w.write([&](Store &store) { return store.batchEvent(id, BatchEvent::Started, at(3)); }),
             BatchState::Finished);
    QCOMPARE(w.batchState(id), BatchState::Finished);
    QCOMPARE(w->batch(id)->started, std::optional(at(3)));
}

void TestBatches::updateChangesOnlyWhatIsGiven()
{
    World &w = *m_world;
    const BatchId id = w.simpleBatch();
    BatchChange change;
    change.priority = 4;
    change.estimate = cents(40);
    QVERIFY(w.write([&](Store &store) { return store.updateBatch(id, change, at(9)); }));
    Batch batch = *w->batch(id);
    QCOMPARE(batch.priority, 4);
    QCOMPARE(batch.estimate, cents(40));
    QCOMPARE(batch.budget, std::optional(cents(50'000)));
    QCOMPARE(batch.name, QStringLiteral("b"));
    QCOMPARE(batch.updated, at(9));
    change = {};
    change.budget = std::optional<Money>();
    change.resendPart = 0.5;
    QVERIFY(w.write([&](Store &store) { return store.updateBatch(id, change, at(9)); }));
    batch = *w->batch(id);
    QCOMPARE(batch.budget, std::nullopt);
    QCOMPARE(batch.resendPart, 0.5);
    QCOMPARE(batch.resendPerJob, Money{10'000});
}

void TestBatches::accountsFollowBatchAndQueue()
{
    World &w = *m_world;
    const AccountId other = w.write([](Store &store) {
        Account account;
        account.name = QStringLiteral("other");
        return *store.saveAccount(account);
    });
    const BatchId id = w.simpleBatch(2);
    const QList<Job> jobs = w.heads(id);
    w.claim(jobs.first().id);
    BatchChange change;
    change.account = other;
    QVERIFY(w.write([&](Store &store) { return store.updateBatch(id, change, at(9)); }));
    QCOMPARE(w.job(jobs.at(0).id).account, w.account); // on its way
    QCOMPARE(w.job(jobs.at(1).id).account, other);
    QCOMPARE(w.write([&](Store &store) { return store.removeAccount(other); }).error().kind, ErrorKind::NotAllowed);
    change.account = AccountId{};
    QVERIFY(w.write([&](Store &store) { return store.updateBatch(id, change, at(9)); }));
    QCOMPARE(w.job(jobs.at(1).id).account, w.account);
    Queue queue = w->queues()->first();
    queue.account = other;
    QVERIFY(w.write([&](Store &store) { return store.saveQueue(queue); }));
    QCOMPARE(w.job(jobs.at(1).id).account, other);
    change.account = AccountId{99};
    QCOMPARE(w.write([&](Store &store) { return store.updateBatch(id, change, at(9)); }).error().kind,
             ErrorKind::NotFound);
}

void TestBatches::removeTakesAllButMoney()
{
    World &w = *m_world;
    const BatchId keep = w.simpleBatch(1);
    const BatchId id = w.simpleBatch(3);
    const QList<Job> jobs = w.heads(id);
    for (const Job &job : jobs) {
        const AttemptId attempt = w.claim(job.id);
        QVERIFY(w.write([&](Store &store) { return store.saveRaw(attempt, QByteArray("raw")); }));
        Settle settle = w.settleOf(job.id, attempt, JobEvent::Completed, Outcome::Done, Charge::actual(cents(1)));
        settle.results = {ResultItem{}};
        w.settle(settle);
    }
    QVERIFY(w.write([&](Store &store) { return store.removeBatch(id); }));
    QCOMPARE(w->batch(id).error().kind, ErrorKind::NotFound);
    QCOMPARE(w->batches()->size(), 1);
    QVERIFY(!w.tables().job(jobs.first().id));
    QVERIFY(!w.tables().row(jobs.first().row));
    QVERIFY(!w.tables().attempt(AttemptId{1}));
    QVERIFY(w.tables().raw(AttemptId{1}).isEmpty());
    QCOMPARE(w.tables().counts(id).total(), 0);
    QCOMPARE(w.tables().counts(w.queue).total(), 1);
    QCOMPARE(w.totals(LedgerScope::Batch, QString::number(id.value)), Totals{});
    QCOMPARE(w.totals(LedgerScope::Day, QString(), kDay).spent, cents(3));
    // Ids are not given again: files and ledgers of providers carry them.
    const JobId next = w.heads(w.simpleBatch()).first().id;
    QVERIFY(next > jobs.last().id);
    QVERIFY(w.claim(next) > AttemptId{3});
    QCOMPARE(w.counts(keep).total(), 1);
}

void TestBatches::removeIsRefused()
{
    World &w = *m_world;
    const BatchId id = w.simpleBatch();
    const auto error = [&](BatchId batch) {
        return w.write([&](Store &store) { return store.removeBatch(batch); }).error().kind;
    };
    QCOMPARE(error(id), ErrorKind::NotAllowed);
    QCOMPARE(error(BatchId{50}), ErrorKind::NotFound);
    w.claim(w.heads(id).first().id);
    QVERIFY(w.write([&](Store &store) { return store.batchEvent(id, BatchEvent::Cancelled, at(3)); }));
    QCOMPARE(error(id), ErrorKind::NotAllowed); // its answer is still to come
}

void TestBatches::setupIsCheckedAndKept()
{
    World &w = *m_world;
    Account account = w->accounts()->first();
    account.name = QStringLiteral("renamed");
    account.modelLimits.insert(QStringLiteral("gpt-x"), LimitSet{});
    account.modelLimits[QStringLiteral("gpt-x")].concurrency = 3;
    account.dayBudget = cents(100);
    account.free = true;
    QVERIFY(w.write([&](Store &store) { return store.saveAccount(account); }));
    const Account stored = w->accounts()->first();
    QCOMPARE(stored.name, account.name);
    QCOMPARE(stored.url, account.url);
    QCOMPARE(stored.modelLimits, account.modelLimits);
    QCOMPARE(stored.dayBudget, account.dayBudget);
    QVERIFY(stored.free);
    Queue queue = w->queues()->first();
    queue.limits.minimumGap = std::chrono::seconds(120);
    queue.retry.maxAttempts = 9;
    queue.paused = true;
    QVERIFY(w.write([&](Store &store) { return store.saveQueue(queue); }));
    QCOMPARE(w->queues()->first().limits, queue.limits);
    QCOMPARE(w->queues()->first().retry, queue.retry);
    QVERIFY(w->queues()->first().paused);
    const auto error = [&](auto work) { return w.write(work).error().kind; };
    queue.name = QStringLiteral("texts");
    QCOMPARE(error([&](Store &store) { return store.saveQueue(queue); }), ErrorKind::AlreadyExists);
    queue.id = QueueId{44};
    QCOMPARE(error([&](Store &store) { return store.saveQueue(queue); }), ErrorKind::NotFound);
    QCOMPARE(error([&](Store &store) { return store.saveAccount(Account{}); }), ErrorKind::BadArgument);
    QCOMPARE(error([&](Store &store) { return store.removeAccount(w.account); }), ErrorKind::NotAllowed);
    QCOMPARE(error([&](Store &store) { return store.removeAccount(AccountId{9}); }), ErrorKind::NotFound);
    w.write([](Store &store) {
        const RecipeId first = *store.saveRecipe(QStringLiteral("r"), {{QStringLiteral("v"), 1}}, at(1));
        const RecipeId again = *store.saveRecipe(QStringLiteral("r"), {{QStringLiteral("v"), 2}}, at(2));
        if (!store.removeRecipe(QStringLiteral("nobody's")))
            qFatal("what is not there needs no removing");
        if (first != again)
            qFatal("a recipe is known by its name");
        if (!store.setSetting(QStringLiteral("dayBudget"), QStringLiteral("5.00")))
            qFatal("a setting could not be set");
    });
    QCOMPARE(w->recipes()->size(), 1);
    QCOMPARE(w->recipes()->first().json.value(QLatin1String("v")).toInt(), 2);
    QCOMPARE(*w->setting(QStringLiteral("dayBudget")), QStringLiteral("5.00"));
    QVERIFY(w->setting(QStringLiteral("nothing"))->isEmpty());
    w.write([](Store &store) {
        if (!store.removeRecipe(QStringLiteral("r")))
            qFatal("a recipe could not be removed");
    });
    QCOMPARE(w->recipes()->size(), 0);
}

void TestBatches::journalIsKept()
{
    World &w = *m_world;
    OperationRecord operation;
    operation.at = at(4);
    operation.by = QStringLiteral("window");
    operation.command = QStringLiteral("batch.cancel");
    operation.arguments = {{QStringLiteral("batch"), 1}};
    operation.previous = {{QStringLiteral("state"), QStringLiteral("running")}};
    const qint64 id = *w.write([&](Store &store) { return store.addOperation(operation); });
    QCOMPARE(w->operation(id)->previous, operation.previous);
    QVERIFY(w.write([&](Store &store) { return store.markUndone(id); }));
    QVERIFY(w->operation(id)->undone);
    QCOMPARE(w.write([&](Store &store) { return store.markUndone(id); }).error().kind, ErrorKind::NotAllowed);
    QCOMPARE(w->operation(99).error().kind, ErrorKind::NotFound);
    Event event;
    event.at = at(5);
    event.level = EventLevel::NeedsYou;
    event.kind = QStringLiteral("scopeParked");
    event.facts = {{QStringLiteral("scope"), QStringLiteral("queue:1")}};
    QVERIFY(w.write([&](Store &store) { return store.addEvent(event); }));
    QCOMPARE(w.tables().events().size(), 1);
    QCOMPARE(w.tables().events().first().facts, event.facts);
    QCOMPARE(w->addEvent(event).error().kind, ErrorKind::Internal); // outside a transaction
}

void TestBatches::childrenWaitForAllParents()
{
    World &w = *m_world;
    const QString text = QStringLiteral("a; b; c<a,b");
    const BatchId id = w.batch(text, steps(text));
    const JobId child = find(id, QStringLiteral("c"));
    QCOMPARE(w.state(child), JobState::Blocked);
    QVERIFY(w.finish(find(id, QStringLiteral("a"))).woken.isEmpty());
    QCOMPARE(w.job(child).pendingParents, 1);
    QCOMPARE(w.finish(find(id, QStringLiteral("b")), JobEvent::NeedsReview).state, JobState::Review);
    QCOMPARE(w.state(child), JobState::Blocked); // a person looks first
    JobFilter filter;
    filter.ids = {find(id, QStringLiteral("b"))};
    QCOMPARE(w.apply(filter, JobEvent::Approved).woken, (QList<LaneKey>{{w.queue, id}}));
    QCOMPARE(w.state(child), JobState::Queued);
    QVERIFY(w.finish(child).batchFinished);
}

void TestBatches::fanOutBelongsByPrefix()
{
    World &w = *m_world;
    const BatchId id =
        w.batch(QStringLiteral("script; say<script; join<say"),
                {w.newJob(QStringLiteral("script"), 0, QStringLiteral("1")),
                 w.newJob(QStringLiteral("script"), 0, QStringLiteral("10")),
                 w.newJob(QStringLiteral("say"), 1, QStringLiteral("1/en")),
                 w.newJob(QStringLiteral("say"), 1, QStringLiteral("1/de")),
                 w.newJob(QStringLiteral("say"), 1, QStringLiteral("10/en")), w.newJob(QStringLiteral("join"), 3)});
    w.finish(find(id, QStringLiteral("script"), QStringLiteral("1")));
    const QString say = QStringLiteral("say");
    QCOMPARE(w.state(find(id, say, QStringLiteral("1/en"))), JobState::Queued);
    QCOMPARE(w.state(find(id, say, QStringLiteral("1/de"))), JobState::Queued);
    QCOMPARE(w.state(find(id, say, QStringLiteral("10/en"))), JobState::Blocked);
    w.finish(find(id, QStringLiteral("script"), QStringLiteral("10")));
    for (const QString &fan : {QStringLiteral("1/en"), QStringLiteral("1/de"), QStringLiteral("10/en")}) {
        QCOMPARE(w.state(find(id, QStringLiteral("join"))), JobState::Blocked);
        w.finish(find(id, say, fan));
    }
    QCOMPARE(w.state(find(id, QStringLiteral("join"))), JobState::Queued);
}

void TestBatches::failureSkipsAndRetryRevives()
{
    World &w = *m_world;
    const QString text = QStringLiteral("a; b<a; c<b");
    const BatchId id = w.batch(text, steps(text), 2);
    const JobId a = find(id, QStringLiteral("a")), b = find(id, QStringLiteral("b")), c = find(id, QStringLiteral("c"));
    w.finish(a, JobEvent::Failed);
    QCOMPARE(w.state(b), JobState::Skipped);
    QCOMPARE(w.state(c), JobState::Skipped);
    QCOMPARE(w.counts(id)[JobState::Skipped], 2);
    QCOMPARE(w.state(find(id, QStringLiteral("b"), {}, 2)), JobState::Blocked); // another row
    JobFilter filter;
    filter.ids = {a};
    w.apply(filter, JobEvent::Retried);
    QCOMPARE(w.state(a), JobState::Queued);
    QCOMPARE(w.state(b), JobState::Blocked);
    QCOMPARE(w.state(c), JobState::Blocked);
    w.finish(a);
    QCOMPARE(w.state(b), JobState::Queued);
    QCOMPARE(w.state(c), JobState::Blocked);
    w.finish(b);
    QCOMPARE(w.state(c), JobState::Queued);
}

void TestBatches::aChildOfTwoFailedParentsWaitsForBoth()
{
    World &w = *m_world;
    const QString text = QStringLiteral("a; b; c<a,b");
    const BatchId id = w.batch(text, steps(text));
    const JobId a = find(id, QStringLiteral("a")), b = find(id, QStringLiteral("b")), c = find(id, QStringLiteral("c"));
    w.finish(a, JobEvent::Failed);
    w.finish(b, JobEvent::Failed);
    JobFilter filter;
    filter.ids = {a};
    w.apply(filter, JobEvent::Retried);
    QCOMPARE(w.state(c), JobState::Skipped);
    w.finish(a);
    QCOMPARE(w.state(c), JobState::Skipped);
    QCOMPARE(w.job(c).pendingParents, 1);
    filter.ids = {b};
    w.apply(filter, JobEvent::Retried);
    QCOMPARE(w.state(c), JobState::Blocked);
    w.finish(b);
    QCOMPARE(w.state(c), JobState::Queued);
}

void TestBatches::diamondsAreFollowedOnce()
{
    World &w = *m_world;
    const QString text = QStringLiteral("a; b<a; c<a,b; d<a,b,c");
    const BatchId id = w.batch(text, steps(text));
    const JobId a = find(id, QStringLiteral("a"));
    w.finish(a, JobEvent::Failed);
    QCOMPARE(w.counts(id)[JobState::Skipped], 3);
    JobFilter filter;
    filter.ids = {a};
    w.apply(filter, JobEvent::Retried);
    QCOMPARE(w.counts(id)[JobState::Blocked], 3);
    for (const QString &step : {QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c"), QStringLiteral("d")}) {
        QCOMPARE(w.state(find(id, step)), JobState::Queued);
        QCOMPARE(w.job(find(id, step)).pendingParents, 0);
        w.finish(find(id, step));
    }
    QCOMPARE(w.batchState(id), BatchState::Finished);
}

void TestBatches::rerollingAParentLeavesItsDoneChildren()
{
    World &w = *m_world;
    const QString text = QStringLiteral("a; b<a; c<b");
    const BatchId id = w.batch(text, steps(text));
    const JobId a = find(id, QStringLiteral("a")), b = find(id, QStringLiteral("b")), c = find(id, QStringLiteral("c"));
    w.finish(a);
    w.finish(b);
    JobFilter filter;
    filter.ids = {b};
    w.apply(filter, JobEvent::Rerolled);
    QCOMPARE(w.job(c).pendingParents, 1);
    filter.ids = {a};
    w.apply(filter, JobEvent::Rerolled);
    QCOMPARE(w.job(b).pendingParents, 1);
    QCOMPARE(w.state(b), JobState::Queued); // it has a result to work from
    w.finish(b);
    w.finish(a);
    QCOMPARE(w.job(b).pendingParents, 0);
    QCOMPARE(w.state(b), JobState::Completed);
    w.finish(c);
    QCOMPARE(w.batchState(id), BatchState::Finished);
}

void TestBatches::retryStartsOver()
{
    World &w = *m_world;
    const BatchId id = w.simpleBatch();
    const JobId job = w.heads(id).first().id;
    Settle settle = w.settleOf(job, w.claim(job), JobEvent::Failed, Outcome::NoOutput, Charge::none());
    settle.message = QStringLiteral("nothing came");
    settle.aged = std::chrono::minutes(5);
    w.settle(settle);
    JobFilter filter;
    filter.batch = id;
    filter.states = {JobState::Failed};
    QCOMPARE(w.apply(filter, JobEvent::Retried).jobs, QList<JobId>{job});
    const Job again = w.job(job);
    QCOMPARE(again.attempts, 0);
    QCOMPARE(again.noOutputs, 0);
    QCOMPARE(again.age, Micros(0));
    QCOMPARE(again.firstAttempt, std::nullopt);
    QCOMPARE(again.sends, 1);
    QCOMPARE(again.message, QStringLiteral("nothing came")); // until it succeeds
}

void TestBatches::retryReopensTheBatch()
{
    World &w = *m_world;
    const BatchId id = w.simpleBatch();
    const JobId job = w.heads(id).first().id;
    w.finish(job, JobEvent::Failed);
    QCOMPARE(w.batchState(id), BatchState::Finished);
    JobFilter filter;
    filter.batch = id;
    const BulkResult result = w.apply(filter, JobEvent::Retried);
    QCOMPARE(result.reopened, QList<BatchId>{id});
    QCOMPARE(w.batchState(id), BatchState::Running);
    QCOMPARE(w->batch(id)->finished, std::nullopt);
    QVERIFY(w.finish(job).batchFinished);
}

void TestBatches::bulkWorksInChunks()
{
    World &w = *m_world;
    const QString text = QStringLiteral("a; b<a");
    const BatchId id = w.batch(text, steps(text), 5);
    JobFilter filter;
    filter.batch = id;
    filter.states = {JobState::Queued, JobState::Blocked, JobState::Skipped};
    int changed = 0, calls = 0;
    BulkResult result;
    QList<BatchId> finished;
    do {
        result = w.apply(filter, JobEvent::Cancelled, 3);
        finished += result.finished;
        changed += result.changed;
        ++calls;
        QVERIFY(calls < 10);
    } while (result.more);
    QCOMPARE(changed, 10);
    QCOMPARE(calls, 4);
    QCOMPARE(w.counts(id)[JobState::Cancelled], 10);
    QCOMPARE(finished, QList<BatchId>{id}); // once: with the last row's child skipped, all is settled
    QCOMPARE(w.apply(filter, JobEvent::Cancelled).changed, 0);
    // What a parent's move turned into another state that was not asked for is left alone.
    const BatchId other = w.batch(text, steps(text), 1);
    filter.batch = other;
    filter.states = {JobState::Queued, JobState::Blocked};
    QCOMPARE(w.apply(filter, JobEvent::Cancelled).changed, 1);
    QCOMPARE(w.counts(other)[JobState::Skipped], 1);
}

void TestBatches::bulkByQueueAndByIds()
{
    World &w = *m_world;
    NewJob text = w.newJob(QStringLiteral("t"));
    text.queue = w.otherQueue;
    const BatchId one = w.batch(QStringLiteral("a;t"), {w.newJob(QStringLiteral("a")), text}, 2);
    const BatchId two = w.batch(QStringLiteral("t"), {text}, 2);
    JobFilter filter;
    filter.queue = w.otherQueue;
    filter.batch = two;
    QCOMPARE(w.apply(filter, JobEvent::Cancelled).changed, 2);
    filter.batch = {};
    QCOMPARE(w.apply(filter, JobEvent::Cancelled).jobs,
             (QList<JobId>{find(one, QStringLiteral("t"), {}, 1), find(one, QStringLiteral("t"), {}, 2)}));
    QCOMPARE(w.counts(one)[JobState::Queued], 2);
    JobFilter ids;
    const JobId second = find(one, QStringLiteral("a"), {}, 2);
    ids.ids = {second, JobId{999}, second};
    QCOMPARE(w.apply(ids, JobEvent::Cancelled).jobs, QList<JobId>{second});
    JobFilter everything;
    everything.states = {JobState::Queued};
    QCOMPARE(w.apply(everything, JobEvent::Cancelled).changed, 1);
}

void TestBatches::unknownIsResolved_data()
{
    QTest::addColumn<JobEvent>("event");
    QTest::addColumn<JobState>("state");
    QTest::addColumn<Totals>("totals");
    const Totals possible{{}, {}, cents(4), {}};
    QTest::newRow("re-send") << JobEvent::Resent << JobState::Queued << possible;
    QTest::newRow("charged") << JobEvent::CountedCharged << JobState::Failed << Totals{{}, cents(4), {}, cents(4)};
    QTest::newRow("give up") << JobEvent::GivenUp << JobState::Cancelled << possible;
    QTest::newRow("cancel") << JobEvent::Cancelled << JobState::Cancelled << possible;
}

void TestBatches::unknownIsResolved()
{
    QFETCH(JobEvent, event);
    QFETCH(JobState, state);
    QFETCH(Totals, totals);
    World &w = *m_world;
    const QString text = QStringLiteral("a; b<a");
    const BatchId id = w.batch(text, steps(text));
    const JobId job = find(id, QStringLiteral("a"));
    w.finish(job, JobEvent::OutcomeLost, Charge::maybe(cents(4)));
    QCOMPARE(w.state(find(id, QStringLiteral("b"))), JobState::Blocked); // nobody knows yet
    JobFilter filter;
    filter.ids = {job};
    QCOMPARE(w.apply(filter, event).changed, 1);
    QCOMPARE(w.state(job), state);
    QCOMPARE(w.state(find(id, QStringLiteral("b"))), state == JobState::Queued ? JobState::Blocked : JobState::Skipped);
    for (const auto &[scope, key, day] : {std::tuple(LedgerScope::Batch, QString::number(id.value), QDate()),
                                          std::tuple(LedgerScope::Account, QString::number(w.account.value), kDay),
                                          std::tuple(LedgerScope::Client, QStringLiteral("Acme"), QDate()),
                                          std::tuple(LedgerScope::Day, QString(), kDay)})
        QCOMPARE(w.totals(scope, key, day), totals);
    if (event == JobEvent::CountedCharged)
        QCOMPARE(w.tables().attemptsOf(job).first().charge, Charge::actual(cents(4), true));
}

void TestBatches::restoreTouchesOnlyWhatWasNeverSent()
{
    World &w = *m_world;
    const QString text = QStringLiteral("a; b<a");
    const BatchId id = w.batch(text, steps(text), 4);
    const auto a = [&](qint64 row) { return find(id, QStringLiteral("a"), {}, row); };
    w.claim(a(1));                                                  // running
    w.finish(a(2), JobEvent::OutcomeLost, Charge::maybe(cents(4))); // unknown
    w.finish(a(3), JobEvent::Failed, Charge::none());               // failed, its child skipped
    JobFilter filter;
    filter.batch = id;
    QCOMPARE(w.apply(filter, JobEvent::Cancelled).changed, 8);
    QCOMPARE(w.batchState(id), BatchState::Finished);
    const BulkResult restored = w.apply(filter, JobEvent::Restored);
    QCOMPARE(restored.changed, 5);
    QCOMPARE(restored.reopened, QList<BatchId>{id});
    QCOMPARE(w.state(a(1)), JobState::Cancelled);
    QCOMPARE(w.state(a(2)), JobState::Cancelled);
    QCOMPARE(w.state(a(3)), JobState::Cancelled);
    QCOMPARE(w.state(a(4)), JobState::Queued);
    QCOMPARE(w.state(find(id, QStringLiteral("b"), {}, 1)), JobState::Skipped); // its parent stays cancelled
    QCOMPARE(w.state(find(id, QStringLiteral("b"), {}, 4)), JobState::Blocked);
    QCOMPARE(w.apply(filter, JobEvent::Restored).changed, 0);
}

void TestBatches::restoredBatchWaitsForThePerson()
{
    World &w = *m_world;
    const BatchId id = w.simpleBatch(2);
    const auto event = [&](BatchEvent e) {
        return *w.write([&](Store &store) { return store.batchEvent(id, e, at(7)); });
    };
    event(BatchEvent::Cancelled);
    JobFilter filter;
    filter.batch = id;
    w.apply(filter, JobEvent::Cancelled);
    QCOMPARE(w.batchState(id), BatchState::Cancelled);
    QCOMPARE(event(BatchEvent::Restored), BatchState::Paused);
    QCOMPARE(w.apply(filter, JobEvent::Restored, 1).changed, 1);
    QCOMPARE(w.apply(filter, JobEvent::Restored, 1).changed, 1);
    QCOMPARE(w.batchState(id), BatchState::Paused);
    QCOMPARE(event(BatchEvent::Resumed), BatchState::Running);
}

void TestBatches::cancelledBatchRevivesNothing()
{
    World &w = *m_world;
    const BatchId id = w.simpleBatch(2);
    const QList<Job> jobs = w.heads(id);
    w.finish(jobs.at(0).id, JobEvent::Failed);
    w.finish(jobs.at(1).id, JobEvent::OutcomeLost, Charge::maybe(cents(4)));
    QVERIFY(w.write([&](Store &store) { return store.batchEvent(id, BatchEvent::Cancelled, at(7)); }));
    JobFilter filter;
    filter.batch = id;
    QCOMPARE(w.apply(filter, JobEvent::Retried).changed, 0);
    QCOMPARE(w.apply(filter, JobEvent::Resent).changed, 0);
    filter.batch = {};
    filter.ids = {jobs.at(1).id};
    QCOMPARE(w.apply(filter, JobEvent::Resent).changed, 0);
    QCOMPARE(w.apply(filter, JobEvent::CountedCharged).changed, 1);
}

void TestBatches::reviewIsDecided()
{
    World &w = *m_world;
    const QString text = QStringLiteral("a; b<a");
    const BatchId id = w.batch(text, steps(text), 2);
    const JobId good = find(id, QStringLiteral("a"), {}, 1), bad = find(id, QStringLiteral("a"), {}, 2);
    w.finish(good, JobEvent::NeedsReview);
    w.finish(bad, JobEvent::NeedsReview);
    JobFilter filter;
    filter.ids = {good};
    w.apply(filter, JobEvent::Approved);
    filter.ids = {bad};
    w.apply(filter, JobEvent::Rejected);
    QCOMPARE(w.state(good), JobState::Completed);
    QCOMPARE(w.state(find(id, QStringLiteral("b"), {}, 1)), JobState::Queued);
    QCOMPARE(w.state(bad), JobState::Failed);
    QCOMPARE(w.state(find(id, QStringLiteral("b"), {}, 2)), JobState::Skipped);
}

void TestBatches::operatorEventsOnly()
{
    World &w = *m_world;
    w.simpleBatch();
    const auto kind = [&](JobEvent event, int limit) {
        return w.write([&](Store &store) { return store.apply({}, event, limit, at(3)); }).error().kind;
    };
    QCOMPARE(kind(JobEvent::Completed, 5), ErrorKind::BadArgument);
    QCOMPARE(kind(JobEvent::ParentsDone, 5), ErrorKind::BadArgument);
    QCOMPARE(kind(JobEvent::Cancelled, 0), ErrorKind::BadArgument);
}

void TestBatches::ledgerTotalsAreOfTheDay()
{
    World &w = *m_world;
    const BatchId id = w.simpleBatch(2);
    w.finish(w.heads(id).first().id);
    Claim tomorrow = w.claimOf(w.heads(id).first().id);
    tomorrow.day = kDay.addDays(1);
    QVERIFY(w.write([&](Store &store) { return store.claim(tomorrow); }));
    const QList<LedgerTotal> totals = *w->ledgerTotals(kDay.addDays(1));
    QCOMPARE(totals.size(), 4);
    for (const LedgerTotal &total : totals) {
        const bool ofDay = total.scope == LedgerScope::Account || total.scope == LedgerScope::Day;
        QCOMPARE(total.day, ofDay ? kDay.addDays(1) : QDate());
        QCOMPARE(total.totals, (Totals{cents(4), ofDay ? Money{} : cents(3), {}, {}}));
    }
}

QTEST_GUILESS_MAIN(TestBatches)
#include "test_batches.moc"
