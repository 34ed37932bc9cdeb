#include "model/alike.h"
#include "store/reader.h"
#include "support/store_world.h"

#include <QTest>

#include <ctime>

using namespace fornada;
using namespace fornada::test;

// What people read, beside a writer at work.
class TestReader : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void batchesComeNewestFirstWithTheirSums();
    void setupIsRead();
    void jobsComeInPages_data();
    void jobsComeInPages();
    void jobsAreFiltered_data();
    void jobsAreFiltered();
    void jobsAreFoundByTheirTime();
    void aPageIsStableWhileJobsChange();
    void idsAreASnapshotAndCanBeCancelled();
    void aSearchEndsWhenItIsToldTo_data();
    void aSearchEndsWhenItIsToldTo();
    void jobsByIdsKeepTheOrderAsked();
    void aJobIsShownWhole();
    void aJobThatTakesAnotherRowsResultKnowsItsFields();
    void failuresAreGrouped();
    void unknownsHaveTheirPossibleCost();
    void rowsAndWhatCameOfThemAreRead();
    void resultsAreFound();
    void journalComesInPages();
    void sumsAreRead();
    void uncommittedWorkIsNotSeen();
    void whatIsRemovedCountsInNoQueue();
    void aMissingFolderIsAnError();

private:
    QList<JobId> idsOf(const QList<JobRow> &rows) const;
    JobId nth(BatchId batch, int row);

    std::unique_ptr<World> m_world;
    std::unique_ptr<Reader> m_reader;
    BatchId m_first, m_second;
};

// First: five rows, in states completed, failed, unknown, queued (tried once), queued. Second: two rows, untouched.
void TestReader::init()
{
    m_world = std::make_unique<World>(World::Kind::Sqlite);
    World &w = *m_world;
    m_first = w.simpleBatch(5);
    NewJob job = w.newJob(QStringLiteral("text"));
    job.queue = w.otherQueue;
    m_second = w.batch(QStringLiteral("text"), {job}, 2);
    const QList<Job> jobs = w.heads(m_first);
    w.finish(jobs.at(0).id, JobEvent::Completed, Charge::actual(cents(3)));
    Settle failing = w.settleOf(jobs.at(1).id, w.claim(jobs.at(1).id), JobEvent::Failed, Outcome::Refused,
                                Charge::actual(cents(1)), at(30));
    failing.message = QStringLiteral("100% refused");
    w.settle(failing);
    Settle lost = w.settleOf(jobs.at(2).id, w.claim(jobs.at(2).id), JobEvent::OutcomeLost, Outcome::Lost,
                             Charge::maybe(cents(4)), at(40));
    lost.sent = at(35);
    w.settle(lost);
    Settle retry = w.settleOf(jobs.at(3).id, w.claim(jobs.at(3).id), JobEvent::RetryScheduled, Outcome::RetryBackoff,
                              Charge::none(), at(50));
    retry.notBefore = at(90);
    w.settle(retry);
    auto reader = Reader::open(w.folder());
    QVERIFY(reader);
    m_reader = std::move(*reader);
}

void TestReader::cleanup()
{
    m_reader.reset();
    m_world.reset();
}

QList<JobId> TestReader::idsOf(const QList<JobRow> &rows) const
{
    QList<JobId> ids;
    for (const JobRow &row : rows)
        ids.append(row.id);
    return ids;
}

JobId TestReader::nth(BatchId batch, int row)
{
    JobQuery query;
    query.filter.batch = batch;
    return m_reader->jobs(query, {}, 100)->at(row - 1).id;
}

void TestReader::whatIsRemovedCountsInNoQueue()
{
    const auto queued = [this](QueueId queue) { return m_reader->queueCounts()->value(queue)[JobState::Queued]; };
    QCOMPARE(queued(m_world->otherQueue), 2);
    m_world->write([this](Store &store) {
        if (!store.batchEvent(m_second, BatchEvent::Cancelled, at(99)) || !store.hideBatch(m_second, at(100)))
            qFatal("what was cancelled can be removed");
    });
    QCOMPARE(queued(m_world->otherQueue), 0);
    QCOMPARE(queued(m_world->otherQueue), 0); // counted once, known from then on
    QCOMPARE(queued(m_world->queue), 2);
    m_world->write([this](Store &store) {
        if (!store.removeBatch(m_second))
            qFatal("and taken away for good");
    });
    QCOMPARE(queued(m_world->otherQueue), 0);
}

void TestReader::batchesComeNewestFirstWithTheirSums()
{
    const QList<Batch> batches = *m_reader->batches();
    QCOMPARE(batches.size(), 2);
    QCOMPARE(batches.first().id, m_second);
    const Batch first = batches.at(1);
    QCOMPARE(first.counts[JobState::Completed], 1);
    QCOMPARE(first.counts[JobState::Queued], 2);
    QCOMPARE(first.totals, (Totals{{}, cents(4), cents(4), cents(1)}));
    QCOMPARE(first.budget, std::optional(cents(50'000)));
    QCOMPARE(m_reader->batch(m_first)->counts, first.counts);
    QCOMPARE(m_reader->batch(m_first)->totals, first.totals);
    QCOMPARE(m_reader->batch(BatchId{99}).error().kind, ErrorKind::NotFound);
    QCOMPARE(*m_reader->recipeSnapshot(m_first), recipe(QStringLiteral("a")));
    QCOMPARE(m_reader->recipeSnapshot(BatchId{99}).error().kind, ErrorKind::NotFound);
}

void TestReader::setupIsRead()
{
    QCOMPARE(m_reader->queues()->size(), 2);
    QCOMPARE(m_reader->accounts()->first().name, QStringLiteral("main"));
    QCOMPARE(m_reader->queueCounts()->value(m_world->queue)[JobState::Queued], 2);
    QCOMPARE(m_reader->queueCounts()->value(m_world->otherQueue)[JobState::Queued], 2);
    QVERIFY(m_reader->recipes()->isEmpty());
    m_world->write([](Store &store) {
        if (!store.setSetting(QStringLiteral("x"), QStringLiteral("y")))
            qFatal("a setting");
    });
    QCOMPARE(*m_reader->setting(QStringLiteral("x")), QStringLiteral("y"));
}

void TestReader::jobsComeInPages_data()
{
    QTest::addColumn<JobSort>("sort");
    QTest::addColumn<bool>("descending");
    const std::pair<const char *, JobSort> sorts[] = {{"position", JobSort::Position},
                                                      {"updated", JobSort::Updated},
                                                      {"state", JobSort::State},
                                                      {"attempts", JobSort::Attempts},
                                                      {"cost", JobSort::Cost}};
    for (const auto &[name, sort] : sorts)
        for (const bool descending : {false, true})
            QTest::addRow("%s%s", name, descending ? ", descending" : "") << sort << descending;
}

void TestReader::jobsComeInPages()
{
    QFETCH(JobSort, sort);
    QFETCH(bool, descending);
    JobQuery query;
    query.sort = sort;
    query.descending = descending;
    const QList<JobRow> all = *m_reader->jobs(query, {}, 100);
    QCOMPARE(all.size(), 7);
    const auto key = [sort](const JobRow &row) -> QVariant {
        switch (sort) {
        case JobSort::Position:
            return row.id.value; // jobs were added in order
        case JobSort::Updated:
            return toMicros(row.updated);
        case JobSort::State:
            return toName(row.state);
        case JobSort::Attempts:
            return row.attempts;
        case JobSort::Cost:
            return row.cost.micros;
        }
        return {};
    };
    for (qsizetype i = 1; i < all.size(); ++i) {
        const auto order = QVariant::compare(key(all.at(i - 1)), key(all.at(i)));
        QVERIFY(descending ? order >= 0 : order <= 0);
    }
    QList<JobId> paged;
    JobId last;
    for (;;) {
        const QList<JobRow> page = *m_reader->jobs(query, last, 2);
        QVERIFY(page.size() <= 2);
        if (page.isEmpty())
            break;
        paged += idsOf(page);
        last = page.constLast().id;
    }
    QCOMPARE(paged, idsOf(all));
    QList<JobId> snapshot;
    const std::atomic_bool never{false};
    const auto ids = m_reader->jobIds(query, never);
    QVERIFY(ids);
    for (const qint64 id : *ids)
        snapshot.append(JobId{id});
    QCOMPARE(snapshot, paged);
}

// Both ways of looking: through the index of states, and through all jobs.
void TestReader::jobsAreFoundByTheirTime()
{
    const JobId failed = nth(m_first, 2);
    JobQuery query;
    for (const QList<JobState> &states : {QList<JobState>{JobState::Failed}, QList<JobState>{}}) {
        query.filter.states = states;
        query.came = TimeSpan{at(30), at(31)};
        QCOMPARE(idsOf(*m_reader->jobs(query, {}, 100)), QList<JobId>{failed});
        QCOMPARE(*m_reader->jobIds(query, std::atomic_bool(false)), QList<qint64>{failed.value});
        query.came = TimeSpan{at(29), at(30)}; // the end is not part of it
        QVERIFY(m_reader->jobs(query, {}, 100)->isEmpty());
    }
    query.filter.states = {JobState::Completed};
    query.came = TimeSpan{at(30), at(31)};
    QVERIFY(m_reader->jobs(query, {}, 100)->isEmpty());
}

void TestReader::jobsAreFiltered_data()
{
    QTest::addColumn<int>("batch");
    QTest::addColumn<int>("queue");
    QTest::addColumn<QList<JobState>>("states");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("client");
    QTest::addColumn<int>("found");
    const QList<JobState> any;
    const QList<JobState> waiting{JobState::Queued};
    QTest::newRow("everything") << 0 << 0 << any << QString() << QString() << 7;
    QTest::newRow("a batch") << 1 << 0 << any << QString() << QString() << 5;
    QTest::newRow("a queue") << 0 << 2 << any << QString() << QString() << 2;
    QTest::newRow("a state") << 0 << 0 << waiting << QString() << QString() << 4;
    QTest::newRow("states of a batch") << 1 << 0 << (waiting + QList<JobState>{JobState::Failed}) << QString()
                                       << QString() << 3;
    QTest::newRow("batch and queue") << 1 << 2 << any << QString() << QString() << 0;
    QTest::newRow("row key") << 0 << 0 << any << QStringLiteral("ROW-5") << QString() << 1;
    QTest::newRow("message") << 0 << 0 << any << QStringLiteral("refused") << QString() << 1;
    QTest::newRow("step") << 0 << 0 << any << QStringLiteral("tex") << QString() << 2;
    QTest::newRow("a percent sign is itself") << 0 << 0 << any << QStringLiteral("0% r") << QString() << 1;
    QTest::newRow("a percent sign is no joker") << 0 << 0 << any << QStringLiteral("r%5") << QString() << 0;
    QTest::newRow("an underscore is no joker") << 0 << 0 << any << QStringLiteral("row_5") << QString() << 0;
    QTest::newRow("client") << 0 << 0 << any << QString() << QStringLiteral("Acme") << 7;
    QTest::newRow("other client") << 0 << 0 << any << QString() << QStringLiteral("Nobody") << 0;
}

void TestReader::jobsAreFiltered()
{
    QFETCH(int, batch);
    QFETCH(int, queue);
    QFETCH(QList<JobState>, states);
    JobQuery query;
    query.filter.batch = batch == 1 ? m_first : BatchId{};
    query.filter.queue = queue == 2 ? m_world->otherQueue : QueueId{};
    query.filter.states = states;
    QFETCH(QString, text);
    QFETCH(QString, client);
    QFETCH(int, found);
    query.filter.text = text;
    query.client = client;
    const std::atomic_bool never{false};
    QCOMPARE(m_reader->jobs(query, {}, 100)->size(), found);
    QCOMPARE(m_reader->jobIds(query, never)->size(), found);
}

void TestReader::aPageIsStableWhileJobsChange()
{
    JobQuery query;
    query.filter.batch = m_first;
    query.filter.states = {JobState::Queued, JobState::Completed};
    const QList<JobRow> page = *m_reader->jobs(query, {}, 2);
    QCOMPARE(page.constLast().state, JobState::Queued);
    // The last one shown leaves the filter; the next page begins behind it all the same.
    JobFilter filter;
    filter.ids = {page.constLast().id};
    m_world->apply(filter, JobEvent::Cancelled);
    const QList<JobRow> next = *m_reader->jobs(query, page.constLast().id, 2);
    QCOMPARE(next.size(), 1);
    QCOMPARE(next.first().rowNumber, 5);
}

void TestReader::idsAreASnapshotAndCanBeCancelled()
{
    const std::atomic_bool yes{true};
    const auto cancelled = m_reader->jobIds({}, yes);
    QVERIFY(cancelled);
    QVERIFY(cancelled->isEmpty());
    JobQuery some;
    some.filter.ids = {nth(m_first, 2), nth(m_second, 1), JobId{99}};
    const std::atomic_bool never{false};
    QCOMPARE(m_reader->jobIds(some, never)->size(), 2);
}

void TestReader::aSearchEndsWhenItIsToldTo_data()
{
    QTest::addColumn<JobSort>("sort");
    QTest::newRow("by place") << JobSort::Position;
    QTest::newRow("by time") << JobSort::Updated;
}

// One job in many matches, so nothing is found on the way: the search must look up all the same. Its length is measured
// against its own, in work of this process: whatever else the machine does, it is not counted.
void TestReader::aSearchEndsWhenItIsToldTo()
{
    QFETCH(JobSort, sort);
    constexpr int kMany = 60'000;
    const BatchId many = m_world->simpleBatch(kMany);
    JobQuery query;
    query.filter.batch = many;
    query.filter.text = QStringLiteral("row-%1").arg(kMany);
    query.sort = sort;
    const std::atomic_bool never{false}, yes{true};
    const auto quickest = [&](const std::atomic_bool &cancelled, qsizetype found) {
        qint64 best = std::numeric_limits<qint64>::max();
        for (int i = 0; i < 3; ++i) {
            const std::clock_t begun = std::clock();
            const auto page = m_reader->jobs(query, {}, 100, cancelled);
            const auto ids = m_reader->jobIds(query, cancelled);
            best = std::min(best, qint64(std::clock() - begun));
            if (!page || !ids || page->size() != found || ids->size() != found)
                return qint64(-1);
        }
        return best;
    };
    const qint64 whole = quickest(never, 1);
    const qint64 stopped = quickest(yes, 0);
    QVERIFY(whole > 0 && stopped >= 0);
    QVERIFY2(stopped < whole / 4, qPrintable(QStringLiteral("%1 of %2 ticks").arg(stopped).arg(whole)));
}

void TestReader::jobsByIdsKeepTheOrderAsked()
{
    const JobId a = nth(m_first, 4), b = nth(m_first, 1);
    const QList<JobRow> rows = *m_reader->jobsByIds({a.value, 99, b.value});
    QCOMPARE(idsOf(rows), (QList<JobId>{a, b}));
    QCOMPARE(rows.at(0).notBefore, std::optional(at(90)));
    QCOMPARE(rows.at(0).batchName, QStringLiteral("b"));
    QCOMPARE(rows.at(0).rowKey, QStringLiteral("row-4"));
    QCOMPARE(rows.at(0).attempts, 1);
    QCOMPARE(rows.at(1).cost, cents(3));
    QCOMPARE(rows.at(1).updated, at(20));
}

void TestReader::aJobIsShownWhole()
{
    const JobId id = nth(m_first, 3);
    const AttemptId attempt = m_world->tables().attemptsOf(id).first().id;
    QVERIFY(m_world->write([&](Store &store) { return store.saveRaw(attempt, QByteArray("raw")); }));
    const JobDetail detail = *m_reader->job(id);
    QCOMPARE(detail.job.state, JobState::Unknown);
    QCOMPARE(detail.job.rowNumber, 3);
    QCOMPARE(detail.rowKey, QStringLiteral("row-3"));
    QCOMPARE(detail.fields.value(QLatin1String("n")).toInt(), 3);
    QCOMPARE(detail.client, QStringLiteral("Acme"));
    QCOMPARE(detail.queueName, QStringLiteral("images"));
    QCOMPARE(detail.accountName, QStringLiteral("main"));
    QCOMPARE(detail.attempts.size(), 1);
    QCOMPARE(detail.attempts.first().outcome, std::optional(Outcome::Lost));
    QCOMPARE(detail.possible, cents(4));
    QCOMPARE(*m_reader->raw(attempt), QByteArray("raw"));
    QVERIFY(m_reader->raw(AttemptId{99})->isEmpty());
    QCOMPARE(m_reader->job(JobId{99}).error().kind, ErrorKind::NotFound);
}

// Its own fields, and those it is asked for with.
void TestReader::aJobThatTakesAnotherRowsResultKnowsItsFields()
{
    const BatchId id = m_world->write([this](Store &store) {
        Batch batch;
        batch.name = QStringLiteral("alike");
        batch.created = batch.updated = at(0);
        const BatchId made = *store.createBatch(batch, {});
        const QList<NewJob> jobs{m_world->newJob(QStringLiteral("a"))};
        const QJsonObject earlier{{QStringLiteral("n"), 3}};
        const QJsonObject taking{{QStringLiteral("n"), 77}, {QString(kReusedRow), 3}};
        const QList<NewRow> rows{{3, QStringLiteral("three"), earlier, jobs}, {77, QStringLiteral("x"), taking, jobs}};
        return store.addRows(made, rows, at(0)) ? made : BatchId();
    });
    const JobDetail detail = *m_reader->job(m_world->tables().jobsOfRows(id, {77}).first());
    QCOMPARE(detail.fields.value(QLatin1String("n")).toInt(), 77);
    QVERIFY(detail.asked);
    QCOMPARE(detail.asked->value(QLatin1String("n")).toInt(), 3);
    QVERIFY(!m_reader->job(m_world->tables().jobsOfRows(id, {3}).first())->asked);
}

void TestReader::failuresAreGrouped()
{
    World &w = *m_world;
    for (const int row : {4, 5}) {
        const JobId id = nth(m_first, row);
        const auto failed = w.write([&](Store &store) {
            return store.settleUnsent(id, JobEvent::Failed, QStringLiteral("no prompt"), {}, at(60));
        });
        QVERIFY(failed);
    }
    const QList<FailureGroup> groups = *m_reader->failures({.batch = m_first});
    QCOMPARE(groups.size(), 2);
    QCOMPARE(groups.at(0).message, QStringLiteral("no prompt")); // the newest first
    QCOMPARE(groups.at(0).count, 2);
    QCOMPARE(groups.at(0).newest, at(60));
    QCOMPARE(groups.at(0).again, 0);
    JobFilter one;
    one.ids = {nth(m_first, 5)};
    w.apply(one, JobEvent::Retried);
    QCOMPARE(m_reader->failures({.batch = m_first})->at(0).count, 1);
    QCOMPARE(m_reader->failures({.batch = m_first})->at(0).again, 1);
    const QList<FailureGroup> all = *m_reader->failures({});
    QCOMPARE(all.size(), 2);
    qint64 refused = 0;
    for (const FailureGroup &group : all)
        if (group.outcome == Outcome::Refused && group.message == QLatin1String("100% refused"))
            refused += group.count;
    QCOMPARE(refused, 1);
    QVERIFY(m_reader->failures({.batch = m_second})->isEmpty());
    // Of chosen jobs, and of those with a text in them.
    const QList<FailureGroup> chosen = *m_reader->failures({.ids = {nth(m_first, 4)}});
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen.at(0).message, QStringLiteral("no prompt"));
    QCOMPARE(chosen.at(0).again, 0);
    const QList<FailureGroup> found = *m_reader->failures({.batch = m_first, .text = QStringLiteral("REFUSED")});
    QCOMPARE(found.size(), 1);
    QCOMPARE(found.at(0).message, QStringLiteral("100% refused"));
}

void TestReader::unknownsHaveTheirPossibleCost()
{
    const QList<UnknownJob> unknowns = *m_reader->unknowns({}, 10);
    QCOMPARE(unknowns.size(), 1);
    QCOMPARE(unknowns.first().job.id, nth(m_first, 3));
    QCOMPARE(unknowns.first().possible, cents(4));
    QCOMPARE(unknowns.first().sent, std::optional(at(35)));
    QVERIFY(m_reader->unknowns({.batch = m_second}, 10)->isEmpty());
    QVERIFY(m_reader->unknowns({.ids = {nth(m_first, 4)}}, 10)->isEmpty());
    QCOMPARE(m_reader->unknowns({.ids = {nth(m_first, 3)}}, 10)->size(), 1);
}

void TestReader::rowsAndWhatCameOfThemAreRead()
{
    const QList<GivenRow> rows = *m_reader->givenRows(m_first, 3, 10);
    QCOMPARE(rows.size(), 2);
    QCOMPARE(rows.first().number, 4);
    QCOMPARE(rows.first().key, QStringLiteral("row-4"));
    QCOMPARE(rows.first().fields.value(QStringLiteral("n")).toInt(), 4);
    QCOMPARE(*m_reader->fieldNames(m_first), QStringList{QStringLiteral("n")});
    // Of the first rows that are there, however many were left out before them.
    const BatchId late = m_world->write([this](Store &store) {
        Batch batch;
        batch.name = QStringLiteral("late");
        batch.created = batch.updated = at(0);
        const BatchId id = *store.createBatch(batch, {});
        const NewRow row{
            5'000, QStringLiteral("x"), {{QStringLiteral("late"), 1}}, {m_world->newJob(QStringLiteral("a"))}};
        return store.addRows(id, {row}, at(0)) ? id : BatchId();
    });
    QCOMPARE(*m_reader->fieldNames(late), QStringList{QStringLiteral("late")});
    // And of the last one, however many are before it.
    QVERIFY(m_world->write([&](Store &store) {
        QList<NewRow> many;
        for (int n = 6'000; n < 7'200; ++n)
            many.append({n, QString::number(n), {{QStringLiteral("late"), n}}, {}});
        many.last().fields.insert(QStringLiteral("note"), 1);
        return store.addRows(late, many, at(0));
    }));
    QCOMPARE(*m_reader->fieldNames(late), (QStringList{QStringLiteral("late"), QStringLiteral("note")}));
    const QList<Delivery> all = *m_reader->deliveries(m_first, 0, 3);
    QCOMPARE(all.size(), 3);
    QCOMPARE(all.at(0).state, JobState::Completed);
    QCOMPARE(all.at(0).cost, cents(3));
    QCOMPARE(all.at(1).message, QStringLiteral("100% refused"));
    const QList<Delivery> rest = *m_reader->deliveries(m_first, all.last().position, 10);
    QCOMPARE(rest.size(), 2);
    QCOMPARE(rest.last().row.number, 5);
    const QList<JobRow> family = *m_reader->lineage(nth(m_first, 2));
    QCOMPARE(family.size(), 1);
    QCOMPARE(family.first().id, nth(m_first, 2));
}

void TestReader::resultsAreFound()
{
    World &w = *m_world;
    const JobId job = nth(m_first, 4);
    w.heads(m_first, 10, at(100));
    Settle settle = w.settleOf(job, w.claim(job, at(100)), JobEvent::Completed, Outcome::Done, Charge::none(), at(120));
    ResultItem picture, words;
    picture.kind = OutputKind::Image;
    picture.path = QStringLiteral("a/4.png");
    words.kind = OutputKind::Text;
    words.text = QStringLiteral("Once upon a time ").repeated(100);
    settle.results = {picture, words};
    w.settle(settle);
    const std::atomic_bool never = false, now = true;
    const QList<qint64> ids = *m_reader->resultIds({}, never);
    QCOMPARE(ids.size(), 2);
    QVERIFY(ids.first() > ids.last());
    QVERIFY(m_reader->resultIds({m_second, {}, {}, {}}, never)->isEmpty());
    QCOMPARE(m_reader->resultIds({m_first, QStringLiteral("row-4"), {}, {}}, never)->size(), 2);
    QCOMPARE(m_reader->resultIds({{}, QStringLiteral("upon"), {}, {}}, never)->size(), 1);
    QVERIFY(m_reader->resultIds({}, now)->isEmpty());
    const QList<ResultTile> tiles = *m_reader->resultTiles(ids);
    QCOMPARE(tiles.size(), 2);
    QCOMPARE(tiles.first().rowKey, QStringLiteral("row-4"));
    QCOMPARE(tiles.first().state, JobState::Completed);
    QCOMPARE(tiles.first().item.text.size(), 400);
    QCOMPARE(tiles.last().item.path, QStringLiteral("a/4.png"));
    QCOMPARE(m_reader->deliveries(m_first, 0, 10)->at(3).results.size(), 2);
}

void TestReader::journalComesInPages()
{
    m_world->write([](Store &store) {
        for (int i = 1; i <= 5; ++i) {
            Event event;
            event.kind = QString::number(i);
            OperationRecord operation;
            operation.command = QString::number(i);
            if (!store.addEvent(event) || !store.addOperation(operation))
                qFatal("the journal");
        }
    });
    const QList<Event> newest = *m_reader->events(0, 2);
    QCOMPARE(newest.first().kind, QStringLiteral("5"));
    QCOMPARE(m_reader->events(newest.constLast().id, 2)->first().kind, QStringLiteral("3"));
    const QList<OperationRecord> operations = *m_reader->operations(0, 10);
    QCOMPARE(operations.size(), 5);
    QCOMPARE(m_reader->operations(operations.at(3).id, 10)->size(), 1);
}

void TestReader::sumsAreRead()
{
    const qint64 minute = std::chrono::floor<std::chrono::minutes>(at(20)).time_since_epoch().count();
    const QList<MinuteMetric> metrics = *m_reader->metrics(minute);
    QVERIFY(!metrics.isEmpty());
    qint64 completed = 0, failed = 0;
    Money cost;
    for (const MinuteMetric &metric : metrics) {
        QCOMPARE(metric.latencyBuckets.size(), Reader::latencyBounds().size());
        completed += metric.completed;
        failed += metric.failed;
        cost += metric.cost;
    }
    QCOMPARE(completed, 1);
    QCOMPARE(failed, 1);
    QCOMPARE(cost, cents(4));
    QVERIFY(m_reader->metrics(minute + 10)->isEmpty());
    QCOMPARE(*m_reader->dayTotals(kDay), (Totals{{}, cents(4), cents(4), cents(1)}));
    QCOMPARE(*m_reader->dayTotals(kDay.addDays(1)), Totals{});
    QCOMPARE(m_reader->ledger()->size(), 4);
}

void TestReader::uncommittedWorkIsNotSeen()
{
    World &w = *m_world;
    const JobId id = nth(m_second, 1);
    QVERIFY(w.store().begin());
    JobFilter filter;
    filter.ids = {id};
    QVERIFY(w.store().apply(filter, JobEvent::Cancelled, 1, at(70)));
    QCOMPARE(m_reader->job(id)->job.state, JobState::Queued);
    QCOMPARE(m_reader->batch(m_second)->counts[JobState::Cancelled], 0);
    QVERIFY(w.store().commit());
    QCOMPARE(m_reader->job(id)->job.state, JobState::Cancelled);
    QCOMPARE(m_reader->batch(m_second)->counts[JobState::Cancelled], 1);
}

void TestReader::aMissingFolderIsAnError()
{
    QCOMPARE(Reader::open(m_world->folder() + QStringLiteral("/none")).error().kind, ErrorKind::FileMissing);
}

QTEST_GUILESS_MAIN(TestReader)
#include "test_reader.moc"
