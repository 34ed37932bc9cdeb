#include "model/wait_reason.h"
#include "text/sheet_text.h"

#include <QJsonArray>
#include <QTest>

using namespace fornada;
using namespace Qt::StringLiterals;

namespace {

const Formats kFormats{QLocale(QLocale::English, QLocale::UnitedKingdom), QTimeZone("America/Sao_Paulo"), u"$"_s};

// 21 November 2026, 12:00 in Sao Paulo.
const Wall kNow = wallFromIso(u"2026-11-21T15:00:00.000Z"_s);

QJsonObject sheet(const QStringList &days, const QString &end, const QString &late = {}, const QString &early = {})
{
    QJsonArray list;
    for (const QString &day : days)
        list.append(QJsonObject{{u"day"_s, day}, {u"requests"_s, 15}});
    QJsonObject sheet{{u"days"_s, list}, {u"end"_s, end}};
    if (!late.isEmpty())
        sheet.insert(u"lateEnd"_s, late);
    if (!early.isEmpty())
        sheet.insert(u"earlyEnd"_s, early);
    return sheet;
}

} // namespace

// What the engine foresees, in words.
class TestSheet final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void oneDaySaysOnlyWhen()
    {
        const QString text = sheetText(sheet({u"2026-11-21"_s}, u"2026-11-21T18:30:00.000Z"_s), kNow, kFormats);
        QCOMPARE(text, u"Would be done at 15:30"_s);
    }
    void aRangeIsSaidWhereThereIsOne()
    {
        const QStringList today{u"2026-11-21"_s};
        const QString end = u"2026-11-21T18:30:00.000Z"_s;
        QCOMPARE(
            sheetText(sheet(today, end, u"2026-11-21T19:45:00.000Z"_s, u"2026-11-21T18:10:00.000Z"_s), kNow, kFormats),
            u"Would be done between 15:10 and 16:45, most likely 15:30"_s);
        // A difference that cannot be read is none.
        QCOMPARE(
            sheetText(sheet(today, end, u"2026-11-21T18:30:20.000Z"_s, u"2026-11-21T18:30:00.000Z"_s), kNow, kFormats),
            u"Would be done at 15:30"_s);
    }
    void pricesAreToldFromLowToHigh()
    {
        const auto priced = [](const char *low, const char *likely, const char *high) {
            return QJsonObject{{u"price"_s, QJsonObject{{u"low"_s, QString::fromLatin1(low)},
                                                        {u"likely"_s, QString::fromLatin1(likely)},
                                                        {u"high"_s, QString::fromLatin1(high)}}}};
        };
        QCOMPARE(priceText({}, kFormats), QString());
        QCOMPARE(priceText(priced("0", "0", "0"), kFormats), u"$0.00"_s);
        QCOMPARE(priceText(priced("1.20", "1.20", "2.42"), kFormats), u"$1.20, at most $2.42"_s);
        QCOMPARE(priceText(priced("1.20", "1.32", "2.42"), kFormats), u"$1.20 to $2.42, likely $1.32"_s);
        QVERIFY(priceTip(priced("1.20", "1.20", "2.42"), kFormats).contains(u"no history"_s));
        QJsonObject known = priced("1.20", "1.32", "2.42");
        QJsonObject price = known.value(u"price"_s).toObject();
        price.insert(u"wastedShare"_s, 0.1);
        known.insert(u"price"_s, price);
        QVERIFY(priceTip(known, kFormats).contains(u"cost 10.0% more"_s));
        price.insert(u"onlyMost"_s, QJsonArray{u"portrait"_s});
        known.insert(u"price"_s, price);
        QCOMPARE(priceText(known, kFormats), u"at most $2.42; what it usually costs is not known"_s);
        QVERIFY(priceTip(known, kFormats).startsWith(u"Low and likely: not known. Of portrait"_s));
        known.insert(u"client"_s, QJsonObject{{u"client"_s, u"Acme"_s}, {u"left"_s, u"1.00"_s}});
        QVERIFY(clientTermsText(known, kFormats).contains(u"not enough for the highest price"_s));
    }
    void sizesAndQualitiesAreCompared()
    {
        QCOMPARE(settingsText(QJsonObject{{u"step"_s, u"draw"_s}}, kFormats), QString());
        const auto setting = [](const QString &name, const QString &all, bool asked) {
            return QJsonObject{{u"setting"_s, name}, {u"all"_s, all}, {u"asked"_s, asked}};
        };
        const QJsonArray settings{setting(u"1024x1024/low"_s, u"1.20"_s, false), setting(u"1K"_s, u"4.70"_s, true)};
        QCOMPARE(settingsText(QJsonObject{{u"settings"_s, settings}}, kFormats),
                 u"By size and quality: 1024×1024, low: $1.20 · 1K: $4.70 (asked for)"_s);
    }
    void voicesInPlaceOfOthersAreSaid()
    {
        QCOMPARE(voicesText(QJsonObject{{u"account"_s, u"OpenAI"_s}}), QString());
        const QJsonArray voices{QJsonObject{{u"wanted"_s, u"Kore"_s}, {u"spoken"_s, u"nova"_s}},
                                QJsonObject{{u"wanted"_s, u"Puck"_s}, {u"spoken"_s, u"ash"_s}}};
        QCOMPARE(voicesText(QJsonObject{{u"account"_s, u"OpenAI"_s}, {u"voices"_s, voices}}),
                 u"Voices of “OpenAI”: “nova” in place of “Kore”, “ash” in place of “Puck”"_s);
    }
    void severalDaysAreNamed()
    {
        const QString text = sheetText(
            sheet({u"2026-11-21"_s, u"2026-11-22"_s, u"2026-11-23"_s}, u"2026-11-23T08:30:00.000Z"_s), kNow, kFormats);
        QVERIFY2(text.endsWith(u" · 15 today, 15 tomorrow, 15 on 23 Nov"_s), qPrintable(text));
    }
    void manyDaysAreCounted()
    {
        QStringList days;
        for (int day = 21; day < 30; ++day)
            days.append(QStringLiteral("2026-11-%1").arg(day));
        const QString text = sheetText(sheet(days, u"2026-11-29T08:30:00.000Z"_s), kNow, kFormats);
        QVERIFY2(text.endsWith(u"15 on 24 Nov … over 9 days"_s), qPrintable(text));
    }
    void aPauseIsSaid()
    {
        const QJsonObject held{{u"held"_s, toName(WaitReason::QueuePaused)}};
        const QString text = sheetText(held, kNow, kFormats);
        QVERIFY2(text.startsWith(u"It would wait: "_s) && text.size() > 20, qPrintable(text));
    }
    void aBudgetThatDoesNotReachSaysHowFarItDoes()
    {
        QJsonObject held{{u"held"_s, toName(WaitReason::BatchBudget)},
                         {u"days"_s, QJsonArray{QJsonObject{{u"day"_s, u"2026-11-21"_s}, {u"requests"_s, 6}}}}};
        QCOMPARE(sheetText(held, kNow, kFormats),
                 u"6 requests would be made, then it would wait: the batch's budget does not cover it; raise it to go "
                 "on"_s);
        QCOMPARE(heldText(held, kNow, kFormats), sheetText(held, kNow, kFormats));
        held.insert(u"days"_s, QJsonArray{QJsonObject{{u"day"_s, u"2026-11-21"_s}, {u"requests"_s, 1}}});
        QVERIFY(heldText(held, kNow, kFormats).startsWith(u"1 request would be made, then"_s));
        const QJsonObject price{{u"low"_s, u"0.024"_s}, {u"likely"_s, u"0.024"_s}, {u"high"_s, u"0.012"_s}};
        QCOMPARE(priceText({{u"price"_s, price}}, kFormats), u"likely $0.024, of which the budget covers $0.012"_s);
        QVERIFY(priceTip({{u"price"_s, price}}, kFormats).contains(u"Low, $0.024"_s));
    }
    void whatIsFreeIsSaid()
    {
        const QJsonObject free{{u"fromCache"_s, 12}, {u"equal"_s, 3}, {u"saves"_s, u"0.60"_s}};
        QCOMPARE(freeText({{u"free"_s, free}}, kFormats),
                 u"12 from the cache, 3 equal to others of this batch: up to $0.60 less"_s);
        QVERIFY(freeText({{u"free"_s, QJsonObject{{u"fromCache"_s, 0}}}}, kFormats).isEmpty());
        QVERIFY(freeText({}, kFormats).isEmpty());
    }
    void aRowsMarkIsSaid()
    {
        const QJsonObject kept{{u"mark"_s, u"cache"_s}, {u"made"_s, u"2026-11-20T17:03:00.000Z"_s}};
        QCOMPARE(markText(kept, kNow, kFormats), u"from the cache of yesterday 14:03: costs nothing"_s);
        QCOMPARE(markText({{u"mark"_s, u"equal"_s}, {u"of"_s, 3}}, kNow, kFormats),
                 u"same as line 3: made once, paid once"_s);
        QJsonObject twice{{u"mark"_s, u"duplicate"_s}, {u"subject"_s, u"7"_s}, {u"of"_s, 3}, {u"leftOut"_s, false}};
        QCOMPARE(markText(twice, kNow, kFormats), u"named like line 3"_s);
        twice.insert(u"leftOut"_s, true);
        QCOMPARE(markText(twice, kNow, kFormats), u"“7” is on line 3 already"_s);
        QCOMPARE(rowPlace({{u"line"_s, 4}}), u"line 4"_s);
    }
    // Of a list that is one line, a queue file, a database.
    void whatHasNoLinesIsCounted()
    {
        const QJsonObject row{{u"line"_s, 4}, {u"unit"_s, u"row"_s}, {u"of"_s, 3}, {u"subject"_s, u"7"_s}};
        const auto said = [&row](const QString &mark, bool leftOut) {
            QJsonObject marked = row;
            marked.insert(u"mark"_s, mark);
            marked.insert(u"leftOut"_s, leftOut);
            marked.insert(u"reused"_s, !leftOut);
            return markText(marked, kNow, kFormats);
        };
        QCOMPARE(rowPlace(row), u"row 4"_s);
        QCOMPARE(said(u"equal"_s, false), u"same as row 3: made once, paid once"_s);
        QCOMPARE(said(u"duplicate"_s, false), u"named like row 3"_s);
        QCOMPARE(said(u"duplicate"_s, true), u"“7” is row 3 already"_s);
        QCOMPARE(said(u"alike"_s, false), u"looks like row 3: takes its result"_s);
        QCOMPARE(said(u"alike"_s, true), u"looks like row 3"_s);
    }
    void whyARowIsLeftOut()
    {
        QCOMPARE(leftOutText({{u"reason"_s, u"answered"_s}, {u"subject"_s, u"7"_s}, {u"batch"_s, 2}}),
                 u"“7” has its results already, in batch 2"_s);
        const QString credit = leftOutText({{u"reason"_s, u"credit"_s},
                                            {u"client"_s, u"Acme"_s},
                                            {u"operation"_s, u"image"_s},
                                            {u"credits"_s, 1},
                                            {u"needs"_s, 2}});
        QCOMPARE(credit, u"“Acme” has 1 credit left for “make an image”, and this row needs 2"_s);
        const QString other = leftOutText({{u"reason"_s, u"fieldMissing"_s}, {u"subject"_s, u"role"_s}});
        QVERIFY2(other.contains(u"role"_s) && other.contains(u"missing"_s), qPrintable(other));
    }
    void nothingIsKnownYet() { QVERIFY(sheetText({}, kNow, kFormats).isEmpty()); }
};

QTEST_GUILESS_MAIN(TestSheet)
#include "test_sheet.moc"
