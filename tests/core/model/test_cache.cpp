#include "model/cache.h"

#include <QTest>

using namespace fornada;
using namespace std::chrono_literals;

class CacheTest : public QObject {
    Q_OBJECT

    static Wall at(int hours) { return Wall(Micros(1'000'000h)) + hours * 1h; }
    static CacheEntry entry()
    {
        CacheEntry entry;
        entry.job = JobId{12};
        entry.results = {ResultItem()};
        entry.created = at(0);
        entry.facts = {{QStringLiteral("prompt"), 1}, {QStringLiteral("model"), QStringLiteral("m")}};
        return entry;
    }

private Q_SLOTS:
    void onlyGoodAndYoungResultsAreServed()
    {
        QVERIFY(mayServe(entry(), 2h, false, at(1)));
        QVERIFY(!mayServe(entry(), 2h, false, at(2)));
        QVERIFY(!mayServe(entry(), 0h, false, at(0)));
        CacheEntry other = entry();
        other.standing = CacheStanding::Unseen;
        QVERIFY(!mayServe(other, 2h, false, at(1)));
        QVERIFY(mayServe(other, 2h, true, at(1))); // a person looks at it here as well
        other.standing = CacheStanding::Doubtful;
        QVERIFY(!mayServe(other, 2h, true, at(1)));
        other = entry();
        other.results.clear();
        QVERIFY(!mayServe(other, 2h, false, at(1)));
    }

    void aMissSaysWhatWasDifferent()
    {
        CacheNote asked{2h, {}, {{QStringLiteral("prompt"), 2}, {QStringLiteral("model"), QStringLiteral("m")}}};
        const CacheMiss differs = missOf(asked, {}, entry(), at(1));
        QCOMPARE(differs.why, CacheMiss::Why::Differs);
        QCOMPARE(differs.facts, QStringList{QStringLiteral("prompt")});
        QCOMPARE(differs.job, JobId{12});
        QCOMPARE(missOf(asked, {}, {}, at(1)).why, CacheMiss::Why::Nothing);
        QCOMPARE(missOf(asked, entry(), {}, at(3)).why, CacheMiss::Why::TooOld);
        CacheEntry unseen = entry();
        unseen.standing = CacheStanding::Unseen;
        QCOMPARE(missOf(asked, unseen, {}, at(1)).why, CacheMiss::Why::NotApproved);
        CacheEntry rejected = entry();
        rejected.standing = CacheStanding::Rejected;
        QVERIFY(!mayServe(rejected, 2h, true, at(1)));
        QCOMPARE(missOf(asked, rejected, {}, at(1)).why, CacheMiss::Why::Rejected);
        const CacheMiss again = cacheMissFromJson(toJson(differs));
        QCOMPARE(again.facts, differs.facts);
        QCOMPARE(again.made, differs.made);
    }

    void whereItWasTakenFromIsReadBack()
    {
        for (const bool sameBatch : {true, false}) {
            const auto taken = takenFrom(messageOf({JobId{17}, at(1), sameBatch}));
            QVERIFY(taken.has_value());
            QCOMPARE(taken->from, JobId{17});
            QCOMPARE(taken->made, at(1));
            QCOMPARE(taken->sameBatch, sameBatch);
        }
        for (const char *other : {"", "rejected", "fromCache", "fromCache|x|1", "checkTextShort|1|2"})
            QVERIFY(!takenFrom(QString::fromLatin1(other)));
    }

    void callsAreMadeEachTime()
    {
        Step step;
        step.operation = Operation::Message;
        QCOMPARE(cacheTtlOf(step), Micros(0));
        step.operation = Operation::Image;
        QCOMPARE(cacheTtlOf(step), Micros(7 * 24h));
        step.cacheTtl = 0s;
        QCOMPARE(cacheTtlOf(step), Micros(0));
    }
};

QTEST_GUILESS_MAIN(CacheTest)
#include "test_cache.moc"
