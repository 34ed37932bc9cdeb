#include "ctl/item_lines.h"
#include "support/store_world.h"

#include <QTest>

using namespace fornada;
using namespace fornada::test;
using namespace Qt::StringLiterals;

// What `run --items` says of a job, and how often.
class TestItemLines : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void anEndIsSaidOnce();
};

// That it settled is heard when it is written and once more when its lane has heard of it, or when the program ends.
void TestItemLines::anEndIsSaidOnce()
{
    World world(World::Kind::Sqlite);
    const BatchId batch = world.simpleBatch(1);
    const JobId job = world.heads(batch).first().id;
    const auto reader = Reader::open(world.folder());
    QVERIFY(reader);
    ItemLines lines(**reader);
    const auto told = [&] {
        lines.sink()({{}, {job}});
        return lines.take((*reader)->batches().value());
    };
    const AttemptId attempt = world.claim(job);
    QCOMPARE(told(), QStringList{u"[0/1] row-1, a: attempt 1 of 3"_s});
    QCOMPARE(told(), QStringList());
    world.settle(world.settleOf(job, attempt, JobEvent::Completed, Outcome::Done, Charge::actual(cents(3))));
    QCOMPARE(told(), QStringList{u"[1/1] row-1, a: done, $0.03"_s});
    QCOMPARE(told(), QStringList());
    // Made once more, it ends once more.
    JobFilter one;
    one.ids = {job};
    world.apply(one, JobEvent::Rerolled);
    const AttemptId again = world.claim(job);
    QCOMPARE(told(), QStringList{u"[0/1] row-1, a: attempt 1 of 3"_s});
    world.settle(world.settleOf(job, again, JobEvent::Completed, Outcome::Done, Charge::actual(cents(3))));
    QCOMPARE(told(), QStringList{u"[1/1] row-1, a: done, $0.06"_s});
}

QTEST_GUILESS_MAIN(TestItemLines)
#include "test_item_lines.moc"
