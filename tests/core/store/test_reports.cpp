#include "store/reader.h"
#include "support/store_world.h"

#include <QJsonArray>
#include <QTest>

using namespace fornada;
using namespace fornada::test;

// Every number of a report is a sum over rows that are there.
class TestReports : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void aBatchIsSummedByStepAndDay();
    void daysHaveWhatWasSentOnThem();
    void whatIsLeftIsOfTheWholeBatch();
    void aRejectedResultIsPaidForNothing();
    void whatWasPlayedThroughIsNoWork();
    void whatIsRemovedForGoodStaysInTheCost();
    void anUnknownBatchIsAnError();
    void clientsAndOwnersFilter();

private:
    // Sent at 20 s, answered at 25 s.
    void finish(const Job &job, JobEvent event, Outcome outcome, Charge charge, QDate day, const QString &message = {},
                const QList<ResultItem> &results = {});

    std::unique_ptr<World> m_world;
    std::unique_ptr<Reader> m_reader;
    BatchId m_batch;
};

namespace {
const QDate kNext = kDay.addDays(1);
}

void TestReports::init()
{
    m_world = std::make_unique<World>(World::Kind::Sqlite);
    m_batch = m_world->simpleBatch(4);
    const QList<Job> jobs = m_world->heads(m_batch);
    finish(jobs.at(0), JobEvent::Completed, Outcome::Done, Charge::actual(cents(3)), kDay);
    finish(jobs.at(1), JobEvent::Failed, Outcome::Refused, Charge::actual(cents(1)), kDay, QStringLiteral("no"));
    finish(jobs.at(2), JobEvent::RetryScheduled, Outcome::RetryBackoff, Charge::none(), kDay);
    finish(jobs.at(2), JobEvent::Completed, Outcome::Done, Charge::actual(cents(3)), kNext);
    auto reader = Reader::open(m_world->folder());
    QVERIFY(reader);
    m_reader = std::move(*reader);
}

void TestReports::cleanup()
{
    m_reader.reset();
    m_world.reset();
}

void TestReports::finish(const Job &job, JobEvent event, Outcome outcome, Charge charge, QDate day,
                         const QString &message, const QList<ResultItem> &results)
{
    World &w = *m_world;
    Claim claim = w.claimOf(job.id);
    claim.day = day;
    const AttemptId attempt = w.write([&](Store &store) { return store.claim(claim)->attempt; });
    Settle settle = w.settleOf(job.id, attempt, event, outcome, charge, at(30));
    settle.sent = at(20);
    settle.received = at(25);
    settle.message = message;
    settle.results = results;
    w.settle(settle);
}

void TestReports::aBatchIsSummedByStepAndDay()
{
    const auto report = m_reader->batchReport(m_batch);
    QVERIFY(report);
    QCOMPARE(report->rows, 4);
    QCOMPARE(report->total.jobs[JobState::Completed], 2);
    QCOMPARE(report->total.jobs[JobState::Failed], 1);
    QCOMPARE(report->total.left(), 1);
    QCOMPARE(report->total.jobs.total(), report->batch->counts.total());
    QCOMPARE(report->total.requests, 4);
    QCOMPARE(report->total.spent, cents(7));
    QCOMPARE(report->total.processing, Micros(std::chrono::seconds(20)));
    QCOMPARE(report->steps.size(), 1);
    QCOMPARE(report->steps.at(0).name, QStringLiteral("a"));
    QCOMPARE(report->steps.at(0).spent, cents(7));
    QCOMPARE(report->steps.at(0).wasted, cents(1));
    QCOMPARE(report->days.size(), 2);
    QCOMPARE(report->days.at(0).day, kDay);
    QCOMPARE(report->days.at(0).requests, 3);
    QCOMPARE(report->days.at(0).spent, cents(4));
    QCOMPARE(report->days.at(1).requests, 1);
    // A job counts once: on the day of its last request.
    QCOMPARE(report->days.at(0).jobs[JobState::Completed], 1);
    QCOMPARE(report->days.at(1).jobs[JobState::Completed], 1);
    QCOMPARE(report->causes.size(), 1);
    QCOMPARE(report->causes.at(0).message, QStringLiteral("no"));
    QCOMPARE(report->causes.at(0).jobs, 1);
    const QJsonObject json = toJson(*report);
    QCOMPARE(json[QLatin1String("spent")].toString(), QStringLiteral("0.07"));
    QCOMPARE(json[QLatin1String("successRate")].toDouble(), 2.0 / 3.0);
    QCOMPARE(json[QLatin1String("progress")].toDouble(), 0.75);
}

void TestReports::daysHaveWhatWasSentOnThem()
{
    const auto first = m_reader->periodReport(kDay, kDay);
    QVERIFY(first);
    QCOMPARE(first->total.requests, 3);
    QCOMPARE(first->total.spent, cents(4));
    QCOMPARE(first->batches.size(), 1);
    QCOMPARE(first->batches.at(0).batch, m_batch);
    QCOMPARE(first->batches.at(0).jobs[JobState::Failed], 1);
    QCOMPARE(first->causes.at(0).jobs, 1);
    const auto both = m_reader->periodReport(kDay, kNext);
    QVERIFY(both);
    QCOMPARE(both->total.requests, 4);
    QCOMPARE(both->total.spent, cents(7));
    QCOMPARE(both->days.size(), 2);
    QVERIFY(both->removed.isZero());
    const auto none = m_reader->periodReport(kNext.addDays(1), kNext.addDays(7));
    QVERIFY(none);
    QCOMPARE(none->total.requests, 0);
    QVERIFY(none->batches.isEmpty() && none->days.isEmpty());
}

// A daily lot: of four jobs two were asked for that day and one of these the day after; one waits still.
void TestReports::whatIsLeftIsOfTheWholeBatch()
{
    const auto first = m_reader->periodReport(kDay, kDay);
    QVERIFY(first);
    QCOMPARE(first->batches.at(0).left(), 1);
    QCOMPARE(first->total.left(), 1);
    QCOMPARE(first->batches.at(0).whole->settled(), 3);
    const QJsonObject json = toJson(*first);
    for (const QJsonValue &line : {QJsonValue(json), json[QLatin1String("batches")][0]}) {
        QCOMPARE(line[QLatin1String("left")].toInt(), 1);
        QCOMPARE(line[QLatin1String("done")].toInt(), 3);
        QCOMPARE(line[QLatin1String("of")].toInt(), 4);
    }
}

void TestReports::aRejectedResultIsPaidForNothing()
{
    const Job job = m_world->heads(m_batch).first();
    ResultItem text;
    text.kind = OutputKind::Text;
    text.mime = QStringLiteral("text/plain");
    text.text = QStringLiteral("no poem");
    text.bytes = text.text.size();
    finish(job, JobEvent::NeedsReview, Outcome::Done, Charge::actual(cents(2)), kNext, {}, {text});
    const auto wasted = [this] {
        const Report batch = *m_reader->batchReport(m_batch);
        const Report day = *m_reader->periodReport(kNext, kNext);
        if (batch.days.size() != 2 || day.batches.size() != 1)
            return QList<Money>();
        return QList<Money>{batch.total.wasted, batch.steps.at(0).wasted, batch.days.at(1).wasted,
                            day.total.wasted,   day.batches.at(0).wasted, day.days.at(0).wasted};
    };
    QCOMPARE(wasted(), (QList<Money>{cents(1), cents(1), cents(0), cents(0), cents(0), cents(0)}));
    JobFilter one;
    one.ids = {job.id};
    QCOMPARE(m_world->apply(one, JobEvent::Rejected).changed, 1);
    QCOMPARE(wasted(), (QList<Money>{cents(3), cents(3), cents(2), cents(2), cents(2), cents(2)}));
}

void TestReports::whatWasPlayedThroughIsNoWork()
{
    const Report before = *m_reader->periodReport(kDay, kNext);
    const BatchId played = m_world->write([](Store &store) {
        Batch batch;
        batch.name = QStringLiteral("played");
        batch.recipe = kRehearsalPrefix + QStringLiteral("r");
        batch.created = batch.updated = at(0);
        const auto id = store.createBatch(batch, recipe(QStringLiteral("a")));
        return id ? *id : BatchId();
    });
    m_world->write([this, played](Store &store) {
        const QList<NewRow> rows{{1, QStringLiteral("1"), {}, {m_world->newJob(QStringLiteral("a"))}},
                                 {2, QStringLiteral("2"), {}, {m_world->newJob(QStringLiteral("a"))}}};
        if (!store.addRows(played, rows, at(0)) || !store.batchEvent(played, BatchEvent::RowsAdded, at(0)) ||
            !store.batchEvent(played, BatchEvent::Started, at(1)))
            qFatal("a rehearsal is added");
    });
    const QList<Job> jobs = m_world->heads(played);
    finish(jobs.at(0), JobEvent::Completed, Outcome::Done, Charge::actual(cents(9)), kNext);
    finish(jobs.at(1), JobEvent::Failed, Outcome::Refused, Charge::actual(cents(5)), kNext, QStringLiteral("not real"));
    const Report after = *m_reader->periodReport(kDay, kNext);
    QCOMPARE(toJson(after), toJson(before));
    QCOMPARE(m_reader->batchReport(played)->total.spent, cents(14)); // of its own it says what it did
}

void TestReports::whatIsRemovedForGoodStaysInTheCost()
{
    m_world->write([this](Store &store) {
        JobFilter all;
        all.batch = m_batch;
        if (!store.batchEvent(m_batch, BatchEvent::Cancelled, at(40)) ||
            !store.apply(all, JobEvent::Cancelled, 100, at(40)) || !store.removeBatch(m_batch))
            qFatal("a cancelled batch can be removed");
    });
    const auto report = m_reader->periodReport(kDay, kNext);
    QVERIFY(report);
    QVERIFY(report->batches.isEmpty());
    QCOMPARE(report->total.spent, cents(7));
    QCOMPARE(report->removed, cents(7));
}

void TestReports::anUnknownBatchIsAnError()
{
    const auto report = m_reader->batchReport(BatchId{99});
    QVERIFY(!report);
    QCOMPARE(report.error().kind, ErrorKind::NotFound);
}

void TestReports::clientsAndOwnersFilter()
{
    m_world->write([](Store &store) {
        Batch batch;
        batch.name = QStringLiteral("theirs");
        batch.owner = QStringLiteral("Bia");
        batch.recipe = QStringLiteral("r");
        const auto id = store.createBatch(batch, {});
        if (!id)
            qFatal("a batch is added");
        return *id;
    });
    JobQuery query;
    query.client = QStringLiteral("Acme");
    QCOMPARE(m_reader->jobs(query, {}, 100)->size(), 4);
    query.client = QStringLiteral("acme inc");
    QVERIFY(m_reader->jobs(query, {}, 100)->isEmpty());
    query.client.clear();
    query.owner = QStringLiteral("Bia");
    QVERIFY(m_reader->jobs(query, {}, 100)->isEmpty());
    const std::atomic_bool going = false;
    QVERIFY(m_reader->resultIds({{}, {}, QStringLiteral("Nobody"), {}}, going)->isEmpty());
}

QTEST_GUILESS_MAIN(TestReports)
#include "test_reports.moc"
