#include "scheduler/lane_book.h"

#include "base/random.h"

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

    // As it would be if everybody were looked at.
    static std::map<QueueId, TurnOrder::Turns> orderOf(const LaneBook &book, const LaneBook::RankOf &rankOf)
    {
        std::map<QueueId, TurnOrder::Turns> order;
        for (const auto &[key, lane] : book.all())
            for (size_t i = 0; i < lane.tracks.size(); ++i) {
                const QList<Job> &heads = lane.tracks[i].heads;
                if (const auto rank = rankOf(key.batch); rank && !heads.isEmpty())
                    order[key.queue].insert({std::max(rank->priority, heads.first().priority), rank->served,
                                             heads.first().position, key, i});
            }
        return order;
    }
    // Jobs of two accounts, some of them more urgent than their batch.
    static HeadPage pageOf(Random &random, LaneKey key)
    {
        HeadPage page;
        qint64 position = qint64(random.below(50));
        for (quint64 left = random.below(5); left > 0; --left) {
            Job job;
            job.position = position += 1 + qint64(random.below(3));
            job.id = JobId{key.queue.value * 100'000 + key.batch.value * 1'000 + job.position};
            job.account = AccountId{1 + qint64(random.below(2))};
            job.priority = random.below(4) == 0 ? 5 : 0;
            page.jobs.append(job);
        }
        return page;
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
    // Only what changes is placed anew; whatever it is, the order is that of all who are there.
    void theOrderIsKept()
    {
        constexpr int kSteps = 5'000;
        SeededRandom random(7);
        LaneBook book;
        std::map<BatchId, LaneBook::Rank> ranks;
        const auto rankOf = [&ranks](BatchId batch) {
            const auto known = ranks.find(batch);
            return known == ranks.end() ? std::nullopt : std::optional(known->second);
        };
        size_t most = 0;
        for (int step = 0; step < kSteps; ++step) {
            const LaneKey key{QueueId{1 + qint64(random.below(2))}, BatchId{1 + qint64(random.below(8))}};
            Lane *lane = book.find(key);
            switch (random.below(7)) {
            case 0:
            case 1:
            case 2:
                book.wake(key);
                read(book, key, pageOf(random, key));
                break;
            case 3:
                if (const Track *first = lane ? lane->firstTrack() : nullptr) {
                    Track &track = lane->tracks[size_t(first - lane->tracks.data())];
                    const qsizetype head = qsizetype(random.below(quint64(track.heads.size())));
                    const JobId id = track.heads.at(head).id;
                    QCOMPARE(book.take(key, track, head).id, id);
                }
                break;
            case 4:
                if (const Track *first = lane ? lane->firstTrack() : nullptr)
                    book.touch({first->heads.first().id});
                break;
            case 5: // served, edited, begun or stopped
                if (random.below(4) == 0)
                    ranks.erase(key.batch);
                else
                    ranks[key.batch] = {int(random.below(3)), quint64(step)};
                book.rankChanged(key.batch);
                break;
            default:
                if (random.below(4) == 0)
                    book.dropBatch(key.batch);
                break;
            }
            if (random.below(3) == 0)
                continue; // several at once
            book.putInOrder(rankOf);
            const auto order = orderOf(book, rankOf);
            for (const auto &[queue, turns] : book.turns().queues()) {
                const auto found = order.find(queue);
                const TurnOrder::Turns expected = found == order.end() ? TurnOrder::Turns() : found->second;
                const auto isSame = [](const Turn &a, const Turn &b) { return !(a < b) && !(b < a); };
                QVERIFY2(std::equal(turns.begin(), turns.end(), expected.begin(), expected.end(), isSame),
                         qPrintable(QStringLiteral("step %1, queue %2").arg(step).arg(queue.value)));
                most = std::max(most, turns.size());
            }
        }
        QVERIFY(most >= 6); // there was something to order
    }
};

QTEST_GUILESS_MAIN(LaneBookTest)
#include "test_lane_book.moc"
