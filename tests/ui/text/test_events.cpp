#include "text/account_text.h"
#include "text/event_text.h"

#include <QJsonArray>
#include <QTest>

using namespace fornada;
using namespace Qt::StringLiterals;

namespace {

const Formats kFormats{QLocale(QLocale::English, QLocale::UnitedKingdom), QTimeZone("America/Sao_Paulo"), u"$"_s};

QString text(const QString &kind, const QString &subject, const QJsonObject &facts)
{
    const Wall at = wallFromIso(u"2026-11-22T01:00:00.000Z"_s); // 22:00 in Sao Paulo
    return sentence(Event{0, at, EventLevel::Info, kind, {}, subject, facts}, kFormats);
}

} // namespace

class TestEvents : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void oneIsNotMany()
    {
        const auto wroteBack = [](int written, int missing) {
            return text(u"wroteBack"_s, u"Faces"_s,
                        {{u"written"_s, written}, {u"missing"_s, missing}, {u"into"_s, u"shop.db"_s}});
        };
        const QString one = u"1 result of “Faces” was written back into shop.db."_s;
        QCOMPARE(wroteBack(1, 1), one + u" The table has no row for 1 of the keys."_s);
        QCOMPARE(wroteBack(2, 2), u"2 results of “Faces” were written back into shop.db. The table has no row for 2 of "
                                  "the keys."_s);
        QCOMPARE(text(u"wroteBack"_s, u"Faces"_s, {{u"written"_s, 1}, {u"gone"_s, 1}, {u"into"_s, u"shop.db"_s}}),
                 one + u" 1 file is not on the disk any more and was not written."_s);
        QCOMPARE(text(u"wroteBack"_s, u"Faces"_s, {{u"written"_s, 2}, {u"doubled"_s, 1}, {u"into"_s, u"shop.db"_s}}),
                 u"2 results of “Faces” were written back into shop.db. 1 row has the key of an earlier one and was "
                 "not written."_s);
        QVERIFY(text(u"dayCapReached"_s, u"Faces"_s, {{u"allowed"_s, 1}})
                    .startsWith(u"Today's one request of “Faces” is used up."_s));
        const auto works = [](const QJsonArray &models) {
            return testText({{u"result"_s, u"ok"_s}, {u"ms"_s, 420}, {u"models"_s, models}}, kFormats);
        };
        QCOMPARE(works({u"a"_s}), u"Works: 1 model, 420 ms"_s);
        QCOMPARE(works({u"a"_s, u"b"_s}), u"Works: 2 models, 420 ms"_s);
    }

    void readsWell()
    {
        QCOMPARE(
            text(u"scopeParked"_s, u"Acme"_s, {{u"message"_s, u"API key not valid"_s}, {u"scope"_s, u"account:2"_s}}),
            u"Stopped: the account “Acme” needs you: API key not valid. Check the key, the credit and the model, "
            "then resume."_s);
        QCOMPARE(text(u"scopeParked"_s, u"Acme"_s, {{u"scope"_s, u"model:2:gemini-x:1"_s}}),
                 u"Stopped: the model “gemini-x:1” of “Acme” needs you. Check the key, the credit and the model, then "
                 "resume."_s);
        QCOMPARE(text(u"quotaSpent"_s, u"Acme"_s,
                      {{u"until"_s, u"2026-11-22T08:00:00.000Z"_s}, {u"scope"_s, u"account:2"_s}}),
                 u"The quota of the account “Acme” is used up; it continues by itself tomorrow 05:00."_s);
        QCOMPARE(text(u"quotaSpent"_s, u"Acme"_s, {}),
                 u"The quota of the account “Acme” is used up; it continues by itself."_s);
        QCOMPARE(text(u"pricesUnread"_s, u"/data/prices.json"_s, {{u"detail"_s, u"offset 7: wrong"_s}}),
                 u"Your price table “/data/prices.json” cannot be used: offset 7: wrong. The prices that come with the "
                 "program are used meanwhile, and what has a budget is not started. Correct it and import it, or "
                 "delete it and start again."_s);
        QCOMPARE(text(u"costAboveReserve"_s, {}, {{u"reserved"_s, u"0.04"_s}, {u"actual"_s, u"0.08"_s}}),
                 u"A request cost $0.08, but only $0.04 was set aside for it. The batch is paused: check the price, "
                 "then resume."_s);
        QCOMPARE(text(u"batchFinished"_s, u"Avatars"_s, {{u"completed"_s, 58}, {u"failed"_s, 2}, {u"total"_s, 60}}),
                 u"“Avatars” is finished: 58 completed, 2 failed."_s);
        QCOMPARE(text(u"batchFinished"_s, u"100%1"_s, {{u"completed"_s, 60}, {u"needYou"_s, 1}}),
                 u"“100%1” is finished: 60 completed, 1 needs you."_s);
        QCOMPARE(text(u"recovered"_s, {},
                      {{u"inFlight"_s, 12},
                       {u"saved"_s, 9},
                       {u"unknown"_s, 2},
                       {u"possible"_s, u"0.08"_s},
                       {u"resent"_s, 1}}),
                 u"The program had stopped without warning. 12 in flight: 9 saved, 2 unknown (up to $0.08), 1 sent "
                 "again."_s);
        QCOMPARE(text(u"recovered"_s, {}, {{u"inFlight"_s, 3}, {u"saved"_s, 1}, {u"resent"_s, 2}}),
                 u"The program had stopped without warning. 3 in flight: 1 saved, 2 sent again."_s);
        QCOMPARE(text(u"wentElsewhere"_s, u"Acme"_s, {{u"to"_s, u"Backup"_s}, {u"down"_s, true}}),
                 u"“Acme” cannot be reached: what this batch asks of it goes to “Backup” instead."_s);
        QCOMPARE(
            text(u"rowSlow"_s, u"Scripts"_s,
                 {{u"row"_s, 3}, {u"step"_s, u"voice"_s}, {u"seconds"_s, 3'600}, {u"most"_s, 3'900}}),
            u"Row 3 of “Scripts” has been worked on for 1 h, at the step “voice” now. It is given up at 1 h 5 min."_s);
        QCOMPARE(
            text(u"quotaHigh"_s, u"Acme"_s, {{u"used"_s, 55.0}, {u"allowed"_s, 60.0}}),
            u"The quota of “Acme” has been used by more than 80% for 5 minutes: 55 of 60. Work goes on at the pace "
            "it allows."_s);
        QCOMPARE(text(u"budgetNear"_s, {}, {{u"percent"_s, 80}, {u"counted"_s, u"81.00"_s}, {u"cap"_s, u"100.00"_s}}),
                 u"80% of today's budget is used: $81.00 of $100.00."_s);
        QCOMPARE(
            text(u"budgetNear"_s, u"Acme"_s, {{u"percent"_s, 100}, {u"counted"_s, u"5.00"_s}, {u"cap"_s, u"5.00"_s}}),
            u"Today's budget of “Acme” is used up: $5.00 of $5.00. What is left waits until tomorrow, or for a "
            "higher budget."_s);
        QCOMPARE(text(u"queueFull"_s, u"texts"_s, {{u"waiting"_s, 1'234}, {u"alertAt"_s, 1'000}}),
                 u"In the queue “texts” 1,234 jobs wait: more than the 1,000 that you set for it."_s);
        QCOMPARE(text(u"finishSlips"_s, u"Flats"_s,
                      {{u"promised"_s, u"2026-11-22T08:00:00.000Z"_s}, {u"end"_s, u"2026-11-22T10:00:00.000Z"_s}}),
                 u"“Flats” will be done later than was foreseen: tomorrow 07:00 instead of tomorrow 05:00."_s);
    }

    void everyKindHasAnotherSentence()
    {
        QSet<QString> all;
        for (const char *kind :
             {"scopeParked", "quotaSpent", "costAboveReserve", "batchFinished", "recovered", "storageFailed",
              "storageRecovered", "reportWritten", "restored", "dayCapReached", "wroteBack", "deliveryFailed",
              "wentElsewhere", "rowSlow", "quotaHigh", "budgetNear", "queueFull", "finishSlips", "jobFailed"}) {
            const QString line = text(QLatin1String(kind), u"Acme"_s, {});
            QVERIFY2(line.size() > 20 && line.endsWith(u'.') && !line.contains(QLatin1String(kind)), kind);
            all.insert(line);
        }
        QCOMPARE(all.size(), 19);
    }

    void anUnknownKindIsShown()
    {
        QCOMPARE(text(u"moonRose"_s, u"Acme"_s, {}), u"moonRose: Acme"_s);
        QCOMPARE(text(u"moonRose"_s, {}, {}), u"moonRose"_s);
    }
};

QTEST_GUILESS_MAIN(TestEvents)
#include "test_events.moc"
