#include "support/store_world.h"

#include <QTest>

using namespace fornada;
using namespace fornada::test;

// What is kept of earlier requests, at the moment when another one would be paid.
class TestCache : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatCameMeanwhileIsNotBought_data();
    void whatCameMeanwhileIsNotBought();
};

void TestCache::whatCameMeanwhileIsNotBought_data()
{
    QTest::addColumn<World::Kind>("kind");
    QTest::newRow("sqlite") << World::Kind::Sqlite;
    QTest::newRow("memory") << World::Kind::Memory;
}

void TestCache::whatCameMeanwhileIsNotBought()
{
    QFETCH(const World::Kind, kind);
    World w(kind);
    const BatchId batch = w.simpleBatch(2);
    const QList<Job> jobs = w.heads(batch);
    Settle made = w.settleOf(jobs.at(0).id, w.claim(jobs.at(0).id), JobEvent::NeedsReview, Outcome::Done,
                             Charge::actual(cents(3)));
    made.results.emplaceBack().text = QStringLiteral("words");
    made.cache = CacheNote{std::chrono::hours(1), QStringLiteral("place"), {}};
    w.settle(made);

    Claim claim = w.claimOf(jobs.at(1).id, at(30));
    const auto isRefused = [&w](const Claim &asked) {
        const auto claimed = w.write([&asked](Store &store) { return store.claim(asked); });
        return !claimed && claimed.error().kind == ErrorKind::NotAllowed;
    };
    claim.cache = {std::chrono::hours(1), true, {}};
    QVERIFY(isRefused(claim));
    claim.cache.miss = CacheMiss{CacheMiss::Why::Nothing, {}, {}, {}};
    QVERIFY(isRefused(claim));
    // A person shall see it first, and nobody has.
    claim.cache = {std::chrono::hours(1), false, {}};
    QVERIFY(!isRefused(claim));
    w.settle(w.settleOf(jobs.at(1).id, AttemptId{2}, JobEvent::Recalled, Outcome::Recalled, Charge::none(), at(31)));
    // It is known that its file is gone.
    claim.cache = {std::chrono::hours(1), true, CacheMiss{CacheMiss::Why::FileGone, {}, jobs.at(0).id, at(20)}};
    QVERIFY(!isRefused(claim));
    w.settle(w.settleOf(jobs.at(1).id, AttemptId{3}, JobEvent::Recalled, Outcome::Recalled, Charge::none(), at(32)));
    // It is too old.
    claim.cache = {std::chrono::seconds(5), true, {}};
    QVERIFY(!isRefused(claim));
}

QTEST_GUILESS_MAIN(TestCache)
#include "test_cache.moc"
