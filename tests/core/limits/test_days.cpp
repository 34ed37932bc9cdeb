#include "limits/clock_skew.h"
#include "limits/daily_cap.h"
#include "limits/open_hours.h"
#include "limits/zone_clock.h"

#include "moments.h"

#include <QDateTime>
#include <QTest>

using namespace fornada;
using namespace fornada::test;

namespace {

Wall utc(const char *iso)
{
    bool ok = false;
    const Wall time = wallFromIso(QString::fromLatin1(iso), &ok);
    if (!ok)
        qFatal("test time: %s", iso);
    return time;
}

Moment at(const char *iso)
{
    const Wall wall = utc(iso);
    return {wall, Boot(wall - utc("2026-01-01T00:00:00.000Z"))}; // booted at the new year, clocks in step
}

QString opening(const Opening &opening)
{
    if (opening.isOpen())
        return QStringLiteral("open");
    return toName(opening.reason) + QLatin1Char(' ') + (opening.until ? toIso(opening.until->wall) : QString());
}

// Counts one request that is over at once.
void send(DailyCap &cap, Moment now)
{
    cap.sent(now, 0);
}

OpenHours hours(QList<OpenHoursRule> rules, const QByteArray &zone)
{
    OpenHours open;
    open.configure({std::move(rules), zone});
    return open;
}

} // namespace

#define COMPARE_OPENING(actual, text) QCOMPARE(opening(actual), QStringLiteral(text))

class TestDays final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void dayOfAZone_data();
    void dayOfAZone();
    void everyDayOfTwoYears_data();
    void everyDayOfTwoYears();
    void capTurnsAtTheZonesMidnight();
    void capIsQuietAroundMidnight();
    void inFlightCountsInBothDays();
    void sendsAheadOfMidnightCount();
    void skewMovesMidnight();
    void skewIsWhatEveryAnswerAgreesWith();
    void skewIsNoLongDownload();
    void clockSetBackGrantsNothing();
    void clockSetForwardGrantsNothing();
    void providerSettlesADoubt();
    void farFutureDoesNotBlockForEver();
    void unsentIsReturned();
    void capRestored();
    void capRestoredOverMidnight();
    void wrongClockPutRightForgetsNothing();
    void anotherZoneKeepsTheCount();
    void openAtNight();
    void openOverMidnightAndWeekend();
    void openInTheHourThatDoesNotExist();
    void openInTheHourThatComesTwice();
    void neverOpen();
};

void TestDays::dayOfAZone_data()
{
    QTest::addColumn<QByteArray>("zone");
    QTest::addColumn<QByteArray>("time");
    QTest::addColumn<QByteArray>("ends");
    const auto row = [](const char *name, const char *zone, const char *time, const char *ends) {
        QTest::newRow(name) << QByteArray(zone) << QByteArray(time) << QByteArray(ends);
    };
    row("winter", "America/Los_Angeles", "2026-11-21T12:00:00.000Z", "2026-11-22T08:00:00.000Z");
    row("summer", "America/Los_Angeles", "2026-07-01T12:00:00.000Z", "2026-07-02T07:00:00.000Z");
    row("23 hours", "America/Los_Angeles", "2026-03-08T08:00:00.000Z", "2026-03-09T07:00:00.000Z");
    row("25 hours", "America/Los_Angeles", "2026-11-01T07:00:00.000Z", "2026-11-02T08:00:00.000Z");
    row("first instant", "America/Los_Angeles", "2026-11-22T08:00:00.000Z", "2026-11-23T08:00:00.000Z");
    row("last instant", "America/Los_Angeles", "2026-11-22T07:59:59.999Z", "2026-11-22T08:00:00.000Z");
    row("utc", "UTC", "2026-11-21T12:00:00.000Z", "2026-11-22T00:00:00.000Z");
    row("half hour", "Asia/Kolkata", "2026-11-21T18:29:00.000Z", "2026-11-21T18:30:00.000Z");
    row("midnight skipped", "America/Sao_Paulo", "2018-11-03T12:00:00.000Z", "2018-11-04T03:00:00.000Z");
    row("day after that", "America/Sao_Paulo", "2018-11-04T03:00:00.000Z", "2018-11-05T02:00:00.000Z");
    row("midnight twice", "America/Sao_Paulo", "2018-02-17T12:00:00.000Z", "2018-02-18T03:00:00.000Z");
    row("back over midnight", "America/St_Johns", "2010-11-06T12:00:00.000Z", "2010-11-07T03:30:00.000Z");
    row("a day left out", "Pacific/Apia", "2011-12-29T12:00:00.000Z", "2011-12-30T10:00:00.000Z");
    row("no such zone", "Nowhere/Land", "2026-11-21T12:00:00.000Z", "2026-11-22T00:00:00.000Z");
}

void TestDays::dayOfAZone()
{
    QFETCH(QByteArray, zone);
    QFETCH(QByteArray, time);
    QFETCH(QByteArray, ends);
    const ZoneClock clock(zone);
    QCOMPARE(toIso(clock.dayAt(utc(time.constData())).ends), QString::fromLatin1(ends));
    // Asked in another order it says the same: what it remembers is right.
    (void)clock.dayAt(utc(ends.constData()));
    (void)clock.dayAt(utc("2000-01-01T00:00:00.000Z"));
    QCOMPARE(toIso(clock.dayAt(utc(time.constData())).ends), QString::fromLatin1(ends));
}

void TestDays::everyDayOfTwoYears_data()
{
    QTest::addColumn<QByteArray>("zone");
    for (const char *zone : {"America/Los_Angeles", "Europe/Lisbon", "Australia/Lord_Howe", "America/Havana",
                             "Asia/Beirut", "Africa/Casablanca", "America/Santiago", "UTC"})
        QTest::newRow(zone) << QByteArray(zone);
}

// Against QDateTime's own conversion from UTC, every 15 minutes of two years.
void TestDays::everyDayOfTwoYears()
{
    QFETCH(QByteArray, zone);
    const ZoneClock clock(zone);
    const QTimeZone reference(zone);
    const qint64 epoch = QDate(1970, 1, 1).toJulianDay();
    const Wall end = utc("2028-01-01T00:00:00.000Z");
    ZoneDay day = clock.dayAt(utc("2026-01-01T00:00:00.000Z"));
    for (Wall time = utc("2026-01-01T00:00:00.000Z"); time < end; time += 15min) {
        const QDateTime local = QDateTime::fromMSecsSinceEpoch(toMicros(time) / 1000, Qt::UTC).toTimeZone(reference);
        const qint64 date = local.date().toJulianDay() - epoch;
        QVERIFY2(clock.dateAt(time) == date, qPrintable(toIso(time)));
        const ZoneDay now = clock.dayAt(time);
        QVERIFY2(now.date == date, qPrintable(toIso(time)));
        QVERIFY(now.ends > time && now.lastCall == now.ends);
        if (time < day.ends)
            QCOMPARE(now.date, day.date);
        else
            QVERIFY(now.date > day.date);
        day = now;
    }
}

void TestDays::capTurnsAtTheZonesMidnight()
{
    DailyCap cap;
    cap.configure({3, "America/Los_Angeles"});
    const Moment noon = at("2026-11-21T20:00:00.000Z");
    for (int i = 0; i < 3; ++i) {
        COMPARE_OPENING(cap.earliest(noon, 0, 0), "open");
        send(cap, noon);
    }
    COMPARE_OPENING(cap.earliest(noon, 0, 0), "dailyCap 2026-11-22T08:00:02.000Z");
    QVERIFY(cap.earliest(noon, 0, 0).until->boot == at("2026-11-22T08:00:02.000Z").boot);
    QCOMPARE(cap.used(noon, 0), 3);
    const Moment next = at("2026-11-22T08:00:02.000Z");
    COMPARE_OPENING(cap.earliest(next, 0, 0), "open");
    COMPARE_OPENING(cap.earliest(next, 2, 0), "open");
    COMPARE_OPENING(cap.earliest(next, 3, 0), "dailyCap 2026-11-23T08:00:02.000Z");
    QCOMPARE(cap.used(next, 0), 0);
}

void TestDays::capIsQuietAroundMidnight()
{
    DailyCap cap;
    cap.configure({3, "America/Los_Angeles"});
    COMPARE_OPENING(cap.earliest(at("2026-11-22T07:59:57.999Z"), 0, 0), "open");
    COMPARE_OPENING(cap.earliest(at("2026-11-22T07:59:58.000Z"), 0, 0), "dailyCap 2026-11-22T08:00:02.000Z");
    COMPARE_OPENING(cap.earliest(at("2026-11-22T08:00:01.999Z"), 0, 0), "dailyCap 2026-11-22T08:00:02.000Z");
    COMPARE_OPENING(cap.earliest(at("2026-11-22T08:00:02.000Z"), 0, 0), "open");
    // Where clocks go back over midnight: quiet from the first new date to the last.
    cap.configure({3, "America/St_Johns"});
    COMPARE_OPENING(cap.earliest(at("2010-11-07T02:29:59.000Z"), 0, 0), "dailyCap 2010-11-07T03:30:02.000Z");
    COMPARE_OPENING(cap.earliest(at("2010-11-07T02:30:30.000Z"), 0, 0), "dailyCap 2010-11-07T03:30:02.000Z");
    COMPARE_OPENING(cap.earliest(at("2010-11-07T03:30:02.000Z"), 0, 0), "open");
}

void TestDays::inFlightCountsInBothDays()
{
    DailyCap cap;
    cap.configure({3, "UTC"});
    const Moment evening = at("2026-11-21T23:59:00.000Z");
    cap.sent(evening, 0);
    cap.sent(evening, 1);
    const Moment morning = at("2026-11-22T00:00:10.000Z");
    QCOMPARE(cap.used(morning, 2), 2);
    COMPARE_OPENING(cap.earliest(morning, 1, 2), "dailyCap 2026-11-23T00:00:02.000Z");
    cap.roll(morning, 2); // both finish now, after midnight
    QCOMPARE(cap.used(morning, 0), 2);
    send(cap, morning);
    COMPARE_OPENING(cap.earliest(morning, 0, 0), "dailyCap 2026-11-23T00:00:02.000Z");
}

// A send may be handed over a little ahead of its moment: the day it falls into is full then, though it has not begun.
void TestDays::sendsAheadOfMidnightCount()
{
    DailyCap cap;
    cap.configure({1, "UTC"});
    send(cap, at("2026-11-21T12:00:00.000Z"));
    const Moment early = at("2026-11-22T00:00:01.990Z");
    COMPARE_OPENING(cap.earliest(early, 0, 0), "dailyCap 2026-11-22T00:00:02.000Z");
    cap.sent(at("2026-11-22T00:00:02.000Z"), 0);
    COMPARE_OPENING(cap.earliest(early, 0, 1), "dailyCap 2026-11-23T00:00:02.000Z");
    // What is still in flight as the day begins will count in it.
    DailyCap busy;
    busy.configure({1, "UTC"});
    busy.sent(at("2026-11-21T23:59:50.000Z"), 0);
    COMPARE_OPENING(busy.earliest(at("2026-11-21T23:59:50.000Z"), 0, 1), "dailyCap 2026-11-22T00:00:02.000Z");
    COMPARE_OPENING(busy.earliest(early, 0, 1), "dailyCap 2026-11-23T00:00:02.000Z");
    COMPARE_OPENING(busy.earliest(at("2026-11-21T23:59:59.000Z"), 0, 0), "dailyCap 2026-11-22T00:00:02.000Z");
}

void TestDays::skewMovesMidnight()
{
    DailyCap cap;
    cap.configure({1, "UTC"});
    cap.setSkew(10min, true); // the provider is ahead of us
    send(cap, at("2026-11-21T12:00:00.000Z"));
    COMPARE_OPENING(cap.earliest(at("2026-11-21T12:00:00.000Z"), 0, 0), "dailyCap 2026-11-21T23:50:02.000Z");
    COMPARE_OPENING(cap.earliest(at("2026-11-21T23:50:02.000Z"), 0, 0), "open");
}

// Answers of a provider that is 40.3 s ahead of us: each Date is cut to its second and says between which two it is.
void TestDays::skewIsWhatEveryAnswerAgreesWith()
{
    constexpr Micros kTrue = 40'300ms;
    Micros skew(0);
    int moves = 0;
    for (int i = 0; i < 500; ++i) {
        const Wall sent = utc("2026-11-21T12:00:00.000Z") + i * Micros(7'777'777);
        const Micros there(i * 1'234'567LL % 20'000'000), back(i * 54'321LL % 900'000); // made in up to 20 s
        const Wall date = std::chrono::floor<std::chrono::seconds>(sent + there + kTrue);
        const Micros found = skewWithin(skew, date, sent, sent + there + back);
        moves += found != skew;
        skew = found;
        QVERIFY(skewWithin(kTrue, date, sent, sent + there + back) == kTrue); // what is true is never left
    }
    QVERIFY2(std::chrono::abs(skew - kTrue) < 600ms, qPrintable(QString::number(skew.count())));
    QVERIFY2(moves < 20, qPrintable(QString::number(moves)));
}

// The clocks agree, and the answer's body took three minutes to come: its headers had come at once.
void TestDays::skewIsNoLongDownload()
{
    const Wall sent = utc("2026-11-21T12:00:00.700Z");
    const Wall date = utc("2026-11-21T12:00:00.000Z");
    QVERIFY(skewWithin(Micros(0), date, sent, sent + 200ms) == Micros(0));
    // One that thought for three minutes before it began to answer, and wrote the date at the beginning or the end.
    QVERIFY(skewWithin(Micros(0), date, sent, sent + 180s) == Micros(0));
    QVERIFY(skewWithin(Micros(0), date + 180s, sent, sent + 180s) == Micros(0));
    // One that is ten seconds behind.
    QVERIFY(skewWithin(Micros(0), date - 10s, sent, sent + 200ms) == Micros(-9'700'000));
}

void TestDays::clockSetBackGrantsNothing()
{
    DailyCap cap;
    cap.configure({2, "UTC"});
    const Moment noon = at("2026-11-21T12:00:00.000Z");
    send(cap, noon);
    const Moment back{noon.wall - 24h, noon.boot + 1min};
    send(cap, back);
    QCOMPARE(cap.used(back, 0), 2);
    QVERIFY(!cap.earliest(back, 0, 0).isOpen());
    // The day before begins and ends on that clock; the latest day seen is still used up.
    const Moment yesterdayAgain{noon.wall - 12h + 1s, noon.boot + 12h};
    QVERIFY(!cap.earliest(yesterdayAgain, 0, 0).isOpen());
    // Corrected again: the real next day opens.
    COMPARE_OPENING(cap.earliest(at("2026-11-22T00:00:02.000Z"), 0, 0), "open");
}

void TestDays::clockSetForwardGrantsNothing()
{
    DailyCap cap;
    cap.configure({2, "UTC"});
    const Moment noon = at("2026-11-21T12:00:00.000Z");
    send(cap, noon);
    send(cap, noon);
    const Moment forward{noon.wall + 24h + 1s, noon.boot + 1s};
    COMPARE_OPENING(cap.earliest(forward, 0, 0), "clockUnsure 2026-11-23T00:00:02.000Z");
    QVERIFY(cap.earliest(forward, 0, 0).until->boot == at("2026-11-22T00:00:02.000Z").boot);
    cap.roll(forward, 0);
    QVERIFY(!cap.earliest(forward + 1min, 0, 0).isOpen());
    const Moment later = forward + 12h + 2s;
    COMPARE_OPENING(cap.earliest(later, 0, 0), "open");
}

void TestDays::providerSettlesADoubt()
{
    DailyCap cap;
    cap.configure({2, "UTC"});
    const Moment slow{utc("2026-11-20T12:00:00.000Z"), at("2026-11-21T12:00:00.000Z").boot}; // a day behind
    send(cap, slow);
    const Moment corrected = at("2026-11-21T12:00:10.000Z");
    cap.setSkew(Micros(0), true);
    cap.roll(corrected, 0);
    // It was today already when the first one went: only one is left, and midnight is the provider's.
    QCOMPARE(cap.used(corrected, 0), 1);
    send(cap, corrected);
    COMPARE_OPENING(cap.earliest(corrected, 0, 0), "dailyCap 2026-11-22T00:00:02.000Z");
    COMPARE_OPENING(cap.earliest(at("2026-11-22T00:00:02.000Z"), 0, 0), "open");
}

void TestDays::farFutureDoesNotBlockForEver()
{
    DailyCap cap;
    cap.configure({2, "UTC"});
    const Moment noon = at("2026-11-21T12:00:00.000Z");
    const Moment wild{noon.wall + 24h * 1000, noon.boot};
    send(cap, wild);
    send(cap, noon + 1s);
    COMPARE_OPENING(cap.earliest(noon + 1min, 0, 0), "dailyCap 2026-11-22T13:00:01.000Z");
    const Moment next = noon + 25h + 1s;
    cap.roll(next, 0);
    COMPARE_OPENING(cap.earliest(next, 0, 0), "open");
}

void TestDays::unsentIsReturned()
{
    DailyCap cap;
    cap.configure({1, "UTC"});
    const Moment evening = at("2026-11-21T23:59:57.000Z");
    send(cap, evening);
    cap.unsent();
    COMPARE_OPENING(cap.earliest(evening, 0, 0), "open");
    cap.unsent();
    QCOMPARE(cap.used(evening, 0), 0);
}

void TestDays::capRestored()
{
    DailyCap cap;
    cap.configure({5, "UTC"});
    const Moment noon = at("2026-11-21T12:00:00.000Z");
    send(cap, noon);
    send(cap, noon);
    const auto restored = [&](bool sameBoot, Moment now, int pending) {
        DailyCap again;
        again.configure({5, "UTC"});
        again.restore(cap.save(), noon, sameBoot, now, pending, 3);
        return again;
    };
    QCOMPARE(restored(true, noon + 1h, 0).used(noon + 1h, 0), 2);
    QCOMPARE(restored(true, noon + 1h, 1).used(noon + 1h, 0), 3);
    QCOMPARE(restored(true, noon + 13h, 0).used(noon + 13h, 0), 0);
    QCOMPARE(restored(true, noon + 13h, 1).used(noon + 13h, 0), 1); // it may have left any time until now
    const Moment reboot{noon.wall + 1h, bootFromMicros(1)};
    QCOMPARE(restored(false, reboot, 0).used(reboot, 0), 2);
    const Moment setBack{noon.wall - 24h, bootFromMicros(1)};
    QCOMPARE(restored(false, setBack, 0).used(setBack, 0), 2);
    // The same boot knows that no day has passed, whatever the wall clock says now.
    const Moment forward{noon.wall + 24h, noon.boot + 1h};
    QCOMPARE(restored(true, forward, 0).used(forward, 0), 2);
}

void TestDays::capRestoredOverMidnight()
{
    DailyCap cap;
    cap.configure({5, "UTC"});
    const Moment evening = at("2026-11-21T23:30:00.000Z");
    send(cap, evening);
    DailyCap again;
    again.configure({5, "UTC"});
    again.restore(cap.save(), evening, true, evening + 1h, 1, 2);
    QCOMPARE(again.used(evening + 1h, 0), 3); // one may have gone after midnight, two were in flight across it
    again.restore(cap.save(), evening, true, evening + 25h, 1, 2);
    QCOMPARE(again.used(evening + 25h, 0), 1);
}

// The machine began with a wrong clock: what was sent then was sent today, and its own midnight is none.
void TestDays::wrongClockPutRightForgetsNothing()
{
    DailyCap cap;
    cap.configure({1, "UTC"});
    const Moment wrong = at("2026-11-18T22:30:00.000Z"); // truly 2026-11-21T00:30
    send(cap, wrong);
    const Moment right{wrong.wall + 51h, wrong.boot + 1h};
    QCOMPARE(cap.used(right, 0), 1);
    const Moment later = right + 2h;
    COMPARE_OPENING(cap.earliest(later, 0, 0), "clockUnsure 2026-11-22T00:00:02.000Z");
    const Moment nextDay = at("2026-11-22T00:00:02.000Z");
    COMPARE_OPENING(cap.earliest(Moment{nextDay.wall, right.boot + (nextDay.wall - right.wall)}, 0, 0), "open");
}

void TestDays::anotherZoneKeepsTheCount()
{
    DailyCap cap;
    cap.configure({2, "UTC"});
    const Moment noon = at("2026-11-21T12:00:00.000Z");
    send(cap, noon);
    send(cap, noon);
    cap.configure({2, "America/Los_Angeles"});
    COMPARE_OPENING(cap.earliest(noon, 0, 0), "dailyCap 2026-11-22T08:00:02.000Z");
    cap.configure({3, "America/Los_Angeles"});
    COMPARE_OPENING(cap.earliest(noon, 0, 0), "open");
}

void TestDays::openAtNight()
{
    const OpenHours open = hours({{{1, 2, 3, 4, 5, 6, 7}, 2h, 6h}}, "America/Sao_Paulo");
    COMPARE_OPENING(open.earliest(at("2026-11-21T04:59:59.000Z")), "openHours 2026-11-21T05:00:00.000Z");
    COMPARE_OPENING(open.earliest(at("2026-11-21T05:00:00.000Z")), "open");
    COMPARE_OPENING(open.earliest(at("2026-11-21T08:59:59.999Z")), "open");
    COMPARE_OPENING(open.earliest(at("2026-11-21T09:00:00.000Z")), "openHours 2026-11-22T05:00:00.000Z");
    OpenHours skewed = open;
    skewed.setSkew(1h);
    COMPARE_OPENING(skewed.earliest(at("2026-11-21T03:59:59.000Z")), "openHours 2026-11-21T04:00:00.000Z");
}

void TestDays::openOverMidnightAndWeekend()
{
    // Sunday and Friday from 22:00 to 06:00 the day after. 2026-11-21 is a Saturday.
    const OpenHours open = hours({{{7, 5}, 22h, 6h}}, "UTC");
    COMPARE_OPENING(open.earliest(at("2026-11-21T05:59:59.000Z")), "open");
    COMPARE_OPENING(open.earliest(at("2026-11-21T06:00:00.000Z")), "openHours 2026-11-22T22:00:00.000Z");
    COMPARE_OPENING(open.earliest(at("2026-11-22T23:59:59.999Z")), "open");
    COMPARE_OPENING(open.earliest(at("2026-11-23T00:00:00.000Z")), "open");
    COMPARE_OPENING(open.earliest(at("2026-11-23T06:00:00.000Z")), "openHours 2026-11-27T22:00:00.000Z");
    const OpenHours wholeDays = hours({{{6, 7}, 0h, 24h}}, "UTC");
    COMPARE_OPENING(wholeDays.earliest(at("2026-11-22T23:59:59.999Z")), "open");
    COMPARE_OPENING(wholeDays.earliest(at("2026-11-23T00:00:00.000Z")), "openHours 2026-11-28T00:00:00.000Z");
}

void TestDays::openInTheHourThatDoesNotExist()
{
    // 2026-03-08 in Los Angeles: 02:00 becomes 03:00 at 10:00 UTC.
    const OpenHours halfPast = hours({{{7}, 2h + 30min, 4h}}, "America/Los_Angeles");
    COMPARE_OPENING(halfPast.earliest(at("2026-03-08T09:00:00.000Z")), "openHours 2026-03-08T10:00:00.000Z");
    COMPARE_OPENING(halfPast.earliest(at("2026-03-08T10:00:00.000Z")), "open");
    COMPARE_OPENING(halfPast.earliest(at("2026-03-08T11:00:00.000Z")), "openHours 2026-03-15T09:30:00.000Z");
    // A rule that lies in the gap altogether is left out that day.
    const OpenHours inside = hours({{{7}, 2h, 3h}}, "America/Los_Angeles");
    COMPARE_OPENING(inside.earliest(at("2026-03-08T09:00:00.000Z")), "openHours 2026-03-15T09:00:00.000Z");
}

void TestDays::openInTheHourThatComesTwice()
{
    // 2026-11-01 in Los Angeles: 02:00 becomes 01:00 at 09:00 UTC.
    const OpenHours open = hours({{{7}, 1h + 30min, 3h}}, "America/Los_Angeles");
    COMPARE_OPENING(open.earliest(at("2026-11-01T08:00:00.000Z")), "openHours 2026-11-01T08:30:00.000Z");
    COMPARE_OPENING(open.earliest(at("2026-11-01T08:59:59.000Z")), "open");
    COMPARE_OPENING(open.earliest(at("2026-11-01T09:00:00.000Z")), "openHours 2026-11-01T09:30:00.000Z");
    COMPARE_OPENING(open.earliest(at("2026-11-01T10:59:59.000Z")), "open");
}

void TestDays::neverOpen()
{
    const Opening closed = hours({}, "UTC").earliest(at("2026-11-21T12:00:00.000Z"));
    QCOMPARE(closed.reason, WaitReason::OpenHours);
    QVERIFY(!closed.until);
}

QTEST_GUILESS_MAIN(TestDays)
#include "test_days.moc"
