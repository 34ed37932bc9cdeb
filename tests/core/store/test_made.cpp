#include "support/store_world.h"

#include <QTest>

using namespace fornada;
using namespace fornada::test;

// What jobs have given and what they were asked with; and those that are made again wait for their parents.
class TestMade : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void initTestCase_data();
    void everyJobComesOnce();
    void theHashIsOfThePickedResult();
    void aTakenResultHasItsSourcesHash();
    void aChildIsMadeAgainAfterItsParent();
    void aChildAloneIsMadeAgainAtOnce();
    void withoutItsParentAChildIsSkipped();
    void chargesAreToldByQueueAndStep();

private:
    void settle(JobId id, const QByteArray &hash, JobEvent event = JobEvent::Completed)
    {
        World &w = *m_world;
        Claim claim = w.claimOf(id, at(m_now += 10));
        claim.requestHash = hash;
        const AttemptId attempt = w.write([&](Store &store) { return store.claim(claim)->attempt; });
        const bool good = event == JobEvent::Completed;
        Settle settle = w.settleOf(id, attempt, event, good ? Outcome::Done : Outcome::BadRequest,
                                   Charge::actual(cents(3)), at(m_now + 5));
        ResultItem item;
        item.kind = OutputKind::Text;
        item.text = QString::fromLatin1(hash);
        if (good)
            settle.results = {item};
        w.settle(settle);
    }
    // a, then b after it, of one row; both done.
    QList<JobId> pair()
    {
        World &w = *m_world;
        m_batch = w.batch(QStringLiteral("a; b<a"), {w.newJob(QStringLiteral("a")), w.newJob(QStringLiteral("b"), 1)});
        const JobId parent = w.heads(m_batch).first().id;
        settle(parent, "a1");
        const JobId child = w.heads(m_batch).first().id;
        settle(child, "b1");
        return {parent, child};
    }
    BulkResult reroll(const QList<JobId> &ids)
    {
        JobFilter filter;
        filter.ids = ids;
        return m_world->apply(filter, JobEvent::Rerolled);
    }
    QList<MadeJob> made() { return m_world->store().madeJobs(m_batch, {}, 100)->jobs; }

    std::unique_ptr<World> m_world;
    BatchId m_batch;
    qint64 m_now = 10;
};

void TestMade::initTestCase_data()
{
    QTest::addColumn<World::Kind>("kind");
    QTest::newRow("sqlite") << World::Kind::Sqlite;
    QTest::newRow("memory") << World::Kind::Memory;
}

void TestMade::init()
{
    QFETCH_GLOBAL(World::Kind, kind);
    m_world = std::make_unique<World>(kind);
    m_now = 10;
}

void TestMade::everyJobComesOnce()
{
    const BatchId other = m_world->simpleBatch(3);
    const BatchId batch = m_world->simpleBatch(5);
    settle(m_world->heads(batch).at(1).id, "h");
    QList<qint64> rows;
    int isMade = 0;
    MadePage page;
    do {
        page = *m_world->store().madeJobs(batch, page.after, 2);
        for (const MadeJob &job : std::as_const(page.jobs)) {
            QCOMPARE(job.input.job.batch, batch);
            rows.append(job.input.job.rowNumber);
            isMade += job.isMade;
        }
    } while (page.more);
    QCOMPARE(rows, QList<qint64>({1, 2, 3, 4, 5}));
    QCOMPARE(isMade, 1);
    QVERIFY(other != batch);
    QCOMPARE(m_world->store().madeJobs(BatchId{99}, {}, 2).error().kind, ErrorKind::NotFound);
}

void TestMade::theHashIsOfThePickedResult()
{
    const QList<JobId> jobs = pair();
    QCOMPARE(made().at(0).askedWith, QByteArray("a1"));
    QCOMPARE(made().at(1).input.parentResults.first().text, QStringLiteral("a1"));
    reroll({jobs.first()});
    QVERIFY(!made().at(0).isMade);
    settle(jobs.first(), "a2");
    QCOMPARE(made().at(0).askedWith, QByteArray("a2"));
    QCOMPARE(made().at(0).input.variants, 2);
    QCOMPARE(made().at(1).askedWith, QByteArray("b1"));
    QCOMPARE(made().at(1).input.parentResults.first().text, QStringLiteral("a2"));
}

void TestMade::aTakenResultHasItsSourcesHash()
{
    World &w = *m_world;
    m_batch = w.simpleBatch(2);
    const QList<Job> jobs = w.heads(m_batch);
    settle(jobs.at(0).id, "first");
    ResultItem item;
    item.kind = OutputKind::Text;
    const QString message = messageOf({jobs.at(0).id, at(m_now + 5), true});
    const bool taken = w.write([&](Store &store) {
        return bool(store.settleUnsent(jobs.at(1).id, JobEvent::Completed, message, {item}, at(m_now + 6)));
    });
    QVERIFY(taken);
    QCOMPARE(made().at(1).askedWith, QByteArray("first"));
    reroll({jobs.at(0).id}); // the source is made anew: what was taken stays what it was
    settle(jobs.at(0).id, "second");
    QCOMPARE(made().at(0).askedWith, QByteArray("second"));
    QCOMPARE(made().at(1).askedWith, QByteArray("first"));
}

void TestMade::aChildIsMadeAgainAfterItsParent()
{
    const QList<JobId> jobs = pair();
    QCOMPARE(reroll(jobs).changed, 2);
    QCOMPARE(m_world->state(jobs.at(0)), JobState::Queued);
    QCOMPARE(m_world->state(jobs.at(1)), JobState::Blocked);
    QCOMPARE(m_world->batchState(m_batch), BatchState::Running);
    settle(jobs.at(0), "a2");
    QCOMPARE(m_world->state(jobs.at(1)), JobState::Queued);
    settle(jobs.at(1), "b2");
    QCOMPARE(m_world->batchState(m_batch), BatchState::Finished);
}

void TestMade::aChildAloneIsMadeAgainAtOnce()
{
    const QList<JobId> jobs = pair();
    QCOMPARE(reroll({jobs.at(1)}).changed, 1);
    QCOMPARE(m_world->state(jobs.at(0)), JobState::Completed);
    QCOMPARE(m_world->state(jobs.at(1)), JobState::Queued);
}

void TestMade::withoutItsParentAChildIsSkipped()
{
    const QList<JobId> jobs = pair();
    reroll({jobs.at(0)});
    settle(jobs.at(0), "a2", JobEvent::Failed);
    QCOMPARE(m_world->state(jobs.at(1)), JobState::Completed); // what it gave is still there
    reroll({jobs.at(1)});
    QCOMPARE(m_world->state(jobs.at(1)), JobState::Skipped);
}

void TestMade::chargesAreToldByQueueAndStep()
{
    const QList<JobId> jobs = pair();
    reroll({jobs.at(1)});
    settle(jobs.at(1), "b2", JobEvent::Failed);
    const QList<ChargeShare> shares = *m_world->store().chargeShares(at(0), 100);
    QCOMPARE(shares.size(), 2);
    QCOMPARE(shares.at(0).step, QStringLiteral("a"));
    QCOMPARE(shares.at(0).results, 1);
    QVERIFY(shares.at(0).useful == cents(3) && shares.at(0).extra.isZero());
    QCOMPARE(shares.at(1).results, 1);
    QVERIFY(shares.at(1).useful == cents(3) && shares.at(1).extra == cents(3));
    QCOMPARE(m_world->store().chargeShares(at(m_now + 100), 100)->size(), 0); // longer ago
    QCOMPARE(m_world->store().chargeShares(at(0), 1)->first().results, 0);    // only the last one
}

QTEST_GUILESS_MAIN(TestMade)
#include "test_made.moc"
