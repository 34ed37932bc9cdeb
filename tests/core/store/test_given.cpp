#include "support/store_world.h"

#include <QTest>

using namespace fornada;
using namespace fornada::test;

// Jobs that were done elsewhere, before their batch came here.
class TestGiven : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatWasDoneIsNotDoneAgain_data();
    void whatWasDoneIsNotDoneAgain();
};

void TestGiven::whatWasDoneIsNotDoneAgain_data()
{
    QTest::addColumn<World::Kind>("kind");
    QTest::newRow("sqlite") << World::Kind::Sqlite;
    QTest::newRow("memory") << World::Kind::Memory;
}

void TestGiven::whatWasDoneIsNotDoneAgain()
{
    QFETCH(World::Kind, kind);
    World w(kind);
    const BatchId id = w.write([&](Store &store) {
        Batch batch;
        batch.name = QStringLiteral("b");
        batch.recipe = QStringLiteral("r");
        const BatchId made = *store.createBatch(batch, recipe(QStringLiteral("a")));
        NewJob job = w.newJob(QStringLiteral("a"));
        QList<NewRow> rows{{1, QStringLiteral("done"), {}, {job}}, {2, QStringLiteral("tried"), {}, {job}}};
        rows[0].jobs[0].given = JobState::Completed;
        rows[0].jobs[0].attempts = 2;
        rows[1].jobs[0].attempts = 1;
        rows[1].jobs[0].message = QStringLiteral("429");
        rows[1].jobs[0].updated = at(-50);
        if (!store.addRows(made, rows, at(0)) || !store.batchEvent(made, BatchEvent::RowsAdded, at(0)) ||
            !store.batchEvent(made, BatchEvent::Started, at(1)))
            qFatal("a batch that is half done can be added and started");
        return made;
    });
    w.reopen();
    QCOMPARE(w.counts(id)[JobState::Completed], 1);
    QCOMPARE(w.counts(id)[JobState::Queued], 1);
    const QList<Job> left = w.heads(id);
    QCOMPARE(left.size(), 1);
    QCOMPARE(left.first().attempts, 1);
    QCOMPARE(left.first().message, QStringLiteral("429"));
    QCOMPARE(left.first().updated, at(-50));
    w.finish(left.first().id);
    QCOMPARE(w.job(left.first().id).attempts, 2);
    QCOMPARE(w.job(left.first().id).message, QString());
    QCOMPARE(w.batchState(id), BatchState::Finished);
    QCOMPARE(w->batch(id)->totals.spent, cents(3));
}

QTEST_GUILESS_MAIN(TestGiven)
#include "test_given.moc"
