#include "scheduler/lane_book.h"

#include <QTest>

using namespace fornada;
using namespace std::chrono_literals;

// Lanes that are to be read, and those that nobody need look at.
class LaneBookTest : public QObject {
    Q_OBJECT
private:
    static constexpr LaneKey kFirst{QueueId{1}, BatchId{1}}, kSecond{QueueId{1}, BatchId{2}},
        kElsewhere{QueueId{2}, BatchId{1}};
    static constexpr Wall kNow{1'790'000'000s};

    static HeadPage pageOf(JobId id, std::optional<Wall> nextDue = {})
    {
        Job job;
        job.id = id;
        return {{job}, nextDue, true};
    }
    static bool nobody(JobId) { return false; }
    // Asked for, and answered by this.
    static void read(LaneBook &book, LaneKey key, const HeadPage &page)
    {
        Lane &lane = *book.find(key);
        lane.loading = true;
        lane.stale = false;
        book.load(key, page, nobody);
    }
    // Two that are read to their end.
    static LaneBook atRest()
    {
        LaneBook book;
        for (const LaneKey &key : {kFirst, kSecond}) {
            book.wake(key);
            read(book, key, pageOf(JobId{key.batch.value}));
        }
        return book;
    }

private Q_SLOTS:
    void whatIsReadToItsEndRestsUntilItIsWoken()
    {
        LaneBook book = atRest();
        QCOMPARE(book.wanting(kNow), QList<LaneKey>());
        book.wake(kSecond);
        QCOMPARE(book.wanting(kNow), QList<LaneKey>({kSecond}));
    }
    void aJobThatIsTakenOutWakesItsLane()
    {
        LaneBook book = atRest();
        QCOMPARE(book.wanting(kNow), QList<LaneKey>());
        book.touch(kFirst, {JobId{2}}); // of the other
        QCOMPARE(book.wanting(kNow), QList<LaneKey>());
        book.touch({JobId{2}});
        QCOMPARE(book.wanting(kNow), QList<LaneKey>({kSecond}));
    }
    void whatFailedToBeReadIsReadAgain()
    {
        LaneBook book = atRest();
        book.wanting(kNow);
        book.loadFailed(kFirst);
        QCOMPARE(book.wanting(kNow), QList<LaneKey>({kFirst}));
    }
    // Two pages may be on their way: the first says that nothing is left, the second knows better.
    void aPageThatComesToALaneAtRestIsHeeded()
    {
        LaneBook book = atRest();
        QCOMPARE(book.wanting(kNow), QList<LaneKey>());
        book.load(kFirst, pageOf(JobId{1}, kNow + 5s), nobody);
        QCOMPARE(book.wanting(kNow), QList<LaneKey>());
        QVERIFY(book.nextDue(kNow) == kNow + 5s);
        QCOMPARE(book.wanting(kNow + 5s), QList<LaneKey>({kFirst}));
    }
    void aBatchGoesWithAllItsLanes()
    {
        LaneBook book = atRest();
        book.wake(kElsewhere);
        QCOMPARE(book.ofBatch(BatchId{1}), QList<LaneKey>({kFirst, kElsewhere}));
        book.dropBatch(BatchId{1});
        QCOMPARE(book.wanting(kNow), QList<LaneKey>());
        QVERIFY(!book.find(kFirst) && !book.find(kElsewhere) && book.find(kSecond));
    }
};

QTEST_GUILESS_MAIN(LaneBookTest)
#include "test_lane_book.moc"
