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

QJsonObject sheet(const QStringList &days, const QString &end, const QString &late = {})
{
    QJsonArray list;
    for (const QString &day : days)
        list.append(QJsonObject{{u"day"_s, day}, {u"requests"_s, 15}});
    return {{u"days"_s, list}, {u"end"_s, end}, {u"lateEnd"_s, late.isEmpty() ? end : late}};
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
    void slowerAnswersAreSaid()
    {
        const QString text = sheetText(
            sheet({u"2026-11-21"_s}, u"2026-11-21T18:30:00.000Z"_s, u"2026-11-21T19:45:00.000Z"_s), kNow, kFormats);
        QCOMPARE(text, u"Would be done at 15:30, slower answers: at 16:45"_s);
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
    void nothingIsKnownYet() { QVERIFY(sheetText({}, kNow, kFormats).isEmpty()); }
};

QTEST_GUILESS_MAIN(TestSheet)
#include "test_sheet.moc"
