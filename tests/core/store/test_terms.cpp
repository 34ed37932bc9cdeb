#include "support/store_dump.h"
#include "support/store_world.h"

#include <QTest>

using namespace fornada;
using namespace fornada::test;

// What a recipe says of its steps beyond their work: what they cost, how long a row has taken, what a failed parent
// means to a join. In both stores.
class TestTerms : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data();
    void init();
    void cleanup() { m_world.reset(); }

    void creditsAreTakenAndGivenBack();
    void aRowsAgeGoesDownItsSteps();
    void aJoinGoesOnWithWhatThereIs();
    void aJoinWaitsAgainForWhatComesBack();

private:
    std::unique_ptr<World> m_world;
};

void TestTerms::initTestCase_data()
{
    QTest::addColumn<World::Kind>("kind");
    QTest::newRow("sqlite") << World::Kind::Sqlite;
    QTest::newRow("memory") << World::Kind::Memory;
}

void TestTerms::init()
{
    QFETCH_GLOBAL(World::Kind, kind);
    m_world = std::make_unique<World>(kind);
}

void TestTerms::creditsAreTakenAndGivenBack()
{
    World &w = *m_world;
    const auto set = [&](std::optional<qint64> credits) {
        QVERIFY(
            w.write([&](Store &store) { return store.setCredit(QStringLiteral("Acme"), Operation::Image, credits); }));
    };
    const auto left = [&] {
        return w.write([](Store &store) { return store.clients()->first().credits.value(Operation::Image, -1); });
    };
    const BatchId batch =
        w.batch(QStringLiteral("a*3; f*0"), {w.newJob(QStringLiteral("a")), w.newJob(QStringLiteral("f"))}, 3);
    const QList<Job> jobs = w.heads(batch); // a, f of each row
    const auto refused = [&](JobId job) {
        return w.write([&](Store &store) {
            const auto claimed = store.claim(w.claimOf(job));
            return claimed ? QString() : claimed.error().subject;
        });
    };
    set(7);
    w.finish(jobs.at(0).id); // costs 3
    QCOMPARE(left(), 4);
    w.finish(jobs.at(2).id, JobEvent::Failed); // brought nothing
    QCOMPARE(left(), 4);
    const AttemptId open = w.claim(jobs.at(4).id);
    QCOMPARE(left(), 1);
    w.settle(w.settleOf(jobs.at(4).id, open, JobEvent::Recalled, Outcome::Recalled, Charge::none()));
    QCOMPARE(left(), 4);
    set(2); // not enough for one
    QCOMPARE(refused(jobs.at(4).id), QStringLiteral("credit"));
    QCOMPARE(left(), 2);
    w.finish(jobs.at(1).id); // costs none
    QCOMPARE(left(), 2);
    set(3);
    w.finish(jobs.at(4).id);
    QCOMPARE(left(), 0);
    w.finish(jobs.at(3).id);
    QCOMPARE(left(), 0);
}

void TestTerms::aRowsAgeGoesDownItsSteps()
{
    World &w = *m_world;
    const QString steps = QStringLiteral("a; b; c<a,b; d<c");
    const BatchId batch = w.batch(steps,
                                  {w.newJob(QStringLiteral("a")), w.newJob(QStringLiteral("b")),
                                   w.newJob(QStringLiteral("c"), 2), w.newJob(QStringLiteral("d"), 1)},
                                  2);
    const QList<Job> first = w.heads(batch);
    const auto of = [&](int row, const char *step) {
        return w.tables().jobsOfStep(first.at(2 * (row - 1)).row, QString::fromLatin1(step)).first();
    };
    const auto finish = [&](JobId job, int seconds) {
        Settle done = w.settleOf(job, w.claim(job), JobEvent::Completed, Outcome::Done, Charge::none());
        done.aged = std::chrono::seconds(seconds);
        w.settle(done);
    };
    finish(of(1, "a"), 30);
    finish(of(1, "b"), 20);
    QCOMPARE(w.job(of(1, "c")).rowAge, Micros(0)); // nobody asks
    QJsonObject limited = recipe(steps);
    limited.insert(QStringLiteral("rowLimits"), QJsonObject{{QStringLiteral("hardMinutes"), 1}});
    QVERIFY(w.write([&](Store &store) { return store.setRecipeSnapshot(batch, limited, at(30)); }));
    finish(of(2, "a"), 30);
    finish(of(2, "b"), 20);
    QCOMPARE(w.job(of(2, "c")).rowAge, Micros(std::chrono::seconds(30))); // the longest way
    finish(of(2, "c"), 45);
    QCOMPARE(w.job(of(2, "d")).rowAge, Micros(std::chrono::seconds(75)));
    QVERIFY(w.write([&](Store &store) {
        return store.settleUnsent(of(2, "d"), JobEvent::Failed, toMessage(RowTimeUp{std::chrono::minutes(1), {}}), {},
                                  at(40));
    }));
    JobFilter failed;
    failed.ids = {of(2, "d")};
    w.apply(failed, JobEvent::Retried);
    QCOMPARE(w.job(of(2, "d")).rowAge, Micros(0)); // its time begins anew
    w.reopen();
    QCOMPARE(w.job(of(2, "d")).state, JobState::Queued);
}

void TestTerms::aJoinGoesOnWithWhatThereIs()
{
    World &w = *m_world;
    const BatchId batch = w.batch(QStringLiteral("v; j+<v; k<j"),
                                  {w.newJob(QStringLiteral("v"), 0, QStringLiteral("1")),
                                   w.newJob(QStringLiteral("v"), 0, QStringLiteral("2")),
                                   w.newJob(QStringLiteral("v"), 0, QStringLiteral("3")),
                                   w.newJob(QStringLiteral("j"), 3), w.newJob(QStringLiteral("k"), 1)},
                                  2);
    const QList<Job> first = w.heads(batch);
    const auto of = [&](int row, const char *step) {
        return w.tables().jobsOfStep(first.at(3 * (row - 1)).row, QString::fromLatin1(step));
    };
    const auto finish = [&](JobId job, JobEvent event) {
        Settle ended = w.settleOf(job, w.claim(job), event,
                                  event == JobEvent::Failed ? Outcome::Refused : Outcome::Done, Charge::none());
        ResultItem item;
        item.kind = OutputKind::Text;
        item.text = QStringLiteral("of job %1").arg(job.value);
        if (event == JobEvent::Completed)
            ended.results = {item};
        w.settle(ended);
    };
    const JobId join = of(1, "j").first();
    finish(of(1, "v").at(1), JobEvent::Failed);
    QCOMPARE(w.state(join), JobState::Blocked); // the others may yet be done
    finish(of(1, "v").at(0), JobEvent::Completed);
    QCOMPARE(w.state(join), JobState::Blocked);
    finish(of(1, "v").at(2), JobEvent::Completed);
    QCOMPARE(w.state(join), JobState::Queued);
    const auto input = w->jobInput(join);
    QVERIFY(input);
    QCOMPARE(input->parentFans, (QStringList{QStringLiteral("1"), QStringLiteral("3")})); // the hole stays one
    w.finish(join);
    QCOMPARE(w.state(of(1, "k").first()), JobState::Queued);

    for (const JobId job : of(2, "v"))
        finish(job, JobEvent::Failed);
    QCOMPARE(w.state(of(2, "j").first()), JobState::Skipped); // there is nothing to join
    QCOMPARE(w.state(of(2, "k").first()), JobState::Skipped);
    QCOMPARE(faults(w.tables()), QStringList());
}

void TestTerms::aJoinWaitsAgainForWhatComesBack()
{
    World &w = *m_world;
    const BatchId batch = w.batch(QStringLiteral("v; j+<v"), {w.newJob(QStringLiteral("v"), 0, QStringLiteral("1")),
                                                              w.newJob(QStringLiteral("v"), 0, QStringLiteral("2")),
                                                              w.newJob(QStringLiteral("j"), 2)});
    const QList<Job> v = w.heads(batch);
    const JobId join = w.tables().jobsOfStep(v.first().row, QStringLiteral("j")).first();
    w.finish(v.at(0).id);
    w.finish(v.at(1).id, JobEvent::Failed);
    QCOMPARE(w.state(join), JobState::Queued);
    JobFilter failed;
    failed.ids = {v.at(1).id};
    QCOMPARE(w.apply(failed, JobEvent::Retried).waitAgain, QList<JobId>{join});
    QCOMPARE(w.state(join), JobState::Blocked);
    w.finish(v.at(1).id, JobEvent::Failed);
    QCOMPARE(w.state(join), JobState::Queued);
    w.finish(join, JobEvent::Failed);
    JobFilter joined;
    joined.ids = {join};
    w.apply(joined, JobEvent::Retried); // its hole does not hold it back
    QCOMPARE(w.state(join), JobState::Queued);
    w.finish(join);
    w.apply(failed, JobEvent::Retried); // too late for it: what is made stays
    w.finish(v.at(1).id);
    QCOMPARE(w.state(join), JobState::Completed);
    QCOMPARE(faults(w.tables()), QStringList());
}

QTEST_GUILESS_MAIN(TestTerms)
#include "test_terms.moc"
