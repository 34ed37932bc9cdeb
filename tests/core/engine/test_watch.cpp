#include "engine/watch.h"

#include <QTest>

using namespace fornada;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

Wall at(Micros since)
{
    return Wall(1'790'000'000s) + since;
}

QList<Watch::Quota> used(double part)
{
    return {{u"account:1/window"_s, u"Gemini"_s, {}, WaitReason::Window, part * 60, 60}};
}

Watch::Purse spent(qint64 cents)
{
    return {u"Gemini"_s, Money{cents * 10'000}, Money{100 * 10'000}};
}

const QDate kDay(2026, 11, 21);

} // namespace

// Alerts are told once an episode, whatever happens in between.
class TestWatch : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aQuotaIsHighOnlyAfterFiveMinutes()
    {
        Watch watch;
        QVERIFY(watch.lookAtQuotas(used(0.9), at(0s)).isEmpty());
        QVERIFY(watch.lookAtQuotas(used(0.9), at(4min)).isEmpty());
        const QList<Event> told = watch.lookAtQuotas(used(0.95), at(5min));
        QCOMPARE(told.size(), 1);
        QCOMPARE(told.first().kind, u"quotaHigh"_s);
        QCOMPARE(told.first().subject, u"Gemini"_s);
        QVERIFY(watch.lookAtQuotas(used(0.95), at(6min)).isEmpty()); // one episode
        QVERIFY(watch.lookAtQuotas(used(0.75), at(7min)).isEmpty()); // it swings: still the same
        QCOMPARE(watch.standing().size(), 1);
        QVERIFY(watch.lookAtQuotas(used(0.5), at(8min)).isEmpty());
        QVERIFY(watch.standing().isEmpty());
        QVERIFY(watch.lookAtQuotas(used(0.9), at(9min)).isEmpty());
        QCOMPARE(watch.lookAtQuotas(used(0.9), at(14min)).size(), 1); // another one
    }

    void aShortPeakIsNotTold()
    {
        Watch watch;
        for (int minute = 0; minute < 60; ++minute)
            QVERIFY(watch.lookAtQuotas(used(minute % 4 == 0 ? 0.5 : 0.95), at(std::chrono::minutes(minute))).isEmpty());
    }

    void aDaysCapIsToldOnceADay()
    {
        Watch watch;
        const auto look = [&watch](double used, bool isBusy) {
            return watch.lookAtDays({{u"queue:1"_s, u"portraits"_s, used, 15, isBusy}}, at(0s)).size();
        };
        QCOMPARE(look(14, true), 0);
        QCOMPARE(look(15, true), 0); // the last one is under way
        QCOMPARE(look(15, false), 1);
        QCOMPARE(look(15, false), 0);
        Watch later; // the program was started anew
        later.restore(watch.save());
        QVERIFY(later.lookAtDays({{u"queue:1"_s, u"portraits"_s, 15, 15, false}}, at(1h)).isEmpty());
        QCOMPARE(look(0, false), 0); // the next day
        QCOMPARE(look(15, false), 1);
        QVERIFY(watch.standing().isEmpty()); // nobody has to do anything about it
    }

    void aDaysBudgetIsToldAtEightyAndAtHundred()
    {
        Watch watch;
        QVERIFY(watch.lookAtPurses({spent(79)}, kDay, at(0s)).isEmpty());
        const QList<Event> near = watch.lookAtPurses({spent(80)}, kDay, at(1min));
        QCOMPARE(near.size(), 1);
        QCOMPARE(near.first().facts[u"percent"_s].toInt(), 80);
        QVERIFY(watch.lookAtPurses({spent(95)}, kDay, at(2min)).isEmpty());
        QCOMPARE(watch.lookAtPurses({spent(100)}, kDay, at(3min)).size(), 1);
        QVERIFY(watch.lookAtPurses({spent(100)}, kDay, at(4min)).isEmpty());
        QCOMPARE(watch.standing().size(), 2);
        QVERIFY(watch.lookAtPurses({spent(0)}, kDay.addDays(1), at(24h)).isEmpty());
        QVERIFY(watch.standing().isEmpty());
        QCOMPARE(watch.lookAtPurses({spent(85)}, kDay.addDays(1), at(25h)).size(), 1);
    }

    void aQueueIsToldToBeFullOnceAnEpisode()
    {
        Watch watch;
        const auto look = [&watch](qint64 waiting, qint64 alertAt = 100) {
            return watch.lookAtCrowds({{QueueId{7}, u"texts"_s, waiting, alertAt}}, at(0s));
        };
        QVERIFY(look(100).isEmpty());
        const QList<Event> told = look(101);
        QCOMPARE(told.size(), 1);
        QCOMPARE(told.first().kind, u"queueFull"_s);
        QCOMPARE(told.first().subject, u"texts"_s);
        QCOMPARE(told.first().facts[u"waiting"_s].toInt(), 101);
        QVERIFY(look(500).isEmpty());
        QVERIFY(look(80).isEmpty()); // it swings: still the same
        QVERIFY(look(101).isEmpty());
        QCOMPARE(watch.standing().size(), 1);
        Watch after;
        after.restore(watch.save()); // a restart tells nothing twice
        QVERIFY(after.lookAtCrowds({{QueueId{7}, u"texts"_s, 150, 100}}, at(0s)).isEmpty());
        QVERIFY(look(79).isEmpty());
        QVERIFY(watch.standing().isEmpty());
        QCOMPARE(look(101).size(), 1); // another one
        QVERIFY(watch.lookAtCrowds({}, at(0s)).isEmpty());
        QVERIFY2(watch.standing().isEmpty(), "nobody wants to be told any more");
    }

    void aFinishSlipsByMoreThanATenth()
    {
        Watch watch;
        const BatchId batch{4};
        const auto look = [&](Micros end) {
            return watch.lookAtFinish({batch, u"Flats"_s, at(0s), at(end)}, at(1min));
        };
        QVERIFY(look(10h).isEmpty()); // the promise
        QVERIFY(look(10h + 59min).isEmpty());
        const QList<Event> told = look(11h + 1min);
        QCOMPARE(told.size(), 1);
        QCOMPARE(told.first().kind, u"finishSlips"_s);
        QCOMPARE(told.first().batch, batch);
        QVERIFY(look(14h).isEmpty());
        QVERIFY(look(10h).isEmpty()); // it has caught up
        QVERIFY(watch.standing().isEmpty());
        QCOMPARE(look(12h).size(), 1);
        watch.keepBatches({});
        QVERIFY(watch.standing().isEmpty());
        QVERIFY(look(20h).isEmpty()); // begun anew: another promise
    }

    void shortWorkIsNotWorthAWord()
    {
        Watch watch;
        QVERIFY(watch.lookAtFinish({BatchId{1}, {}, at(0s), at(1min)}, at(0s)).isEmpty());
        QVERIFY(watch.lookAtFinish({BatchId{1}, {}, at(0s), at(5min)}, at(0s)).isEmpty());
    }

    void aRestartTellsNothingTwice()
    {
        Watch before;
        (void)before.lookAtQuotas(used(0.9), at(0s));
        (void)before.lookAtQuotas(used(0.9), at(5min));
        (void)before.lookAtPurses({spent(90)}, kDay, at(5min));
        (void)before.lookAtFinish({BatchId{1}, u"Flats"_s, at(0s), at(1h)}, at(0s));
        Watch after;
        after.restore(before.save());
        QCOMPARE(after.save(), before.save());
        QVERIFY(after.lookAtQuotas(used(0.9), at(6min)).isEmpty());
        QVERIFY(after.lookAtPurses({spent(91)}, kDay, at(6min)).isEmpty());
        QCOMPARE(after.lookAtFinish({BatchId{1}, u"Flats"_s, at(0s), at(2h)}, at(6min)).size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestWatch)
#include "test_watch.moc"
