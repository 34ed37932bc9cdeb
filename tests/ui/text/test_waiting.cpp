#include "text/eta_text.h"
#include "text/wait_text.h"

#include <QSet>
#include <QTest>

using namespace fornada;
using namespace Qt::StringLiterals;

namespace {

using namespace std::chrono_literals;

const Formats kFormats{QLocale(QLocale::English, QLocale::UnitedKingdom), QTimeZone("America/Sao_Paulo"), u"$"_s};

// 21 November 2026, 22:00 in Sao Paulo (UTC-3).
const Moment kNow{wallFromIso(u"2026-11-22T01:00:00.000Z"_s), {}};

QString waiting(WaitReason reason, std::optional<Micros> in = {}, const WaitFacts &facts = {})
{
    return sentence(Opening::closed(reason, in ? std::optional(kNow + *in) : std::nullopt), kNow.wall, facts, kFormats);
}

} // namespace

class TestWaiting : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyReasonHasASentence()
    {
        QSet<QString> plain, timed;
        const int reasons = int(EnumNames<WaitReason>::names.size());
        for (int i = 0; i < reasons; ++i) {
            for (const QString &text : {waiting(WaitReason(i)), waiting(WaitReason(i), 6h)}) {
                QVERIFY2(text.size() > 8, qPrintable(text));
                QVERIFY2(!text.contains(u'%') && !text.contains(u'\n') && !text.endsWith(u'.'), qPrintable(text));
            }
            plain.insert(waiting(WaitReason(i)));
            timed.insert(waiting(WaitReason(i), 6h));
        }
        QCOMPARE(plain.size(), reasons);
        QCOMPARE(timed.size(), reasons);
        QCOMPARE(waiting(WaitReason::None), u"ready to go"_s);
    }

    // Only gates that time opens say a time; the others say what opens them.
    void timesAreSaidWhereTheyHelp_data()
    {
        QTest::addColumn<int>("reason");
        QTest::addColumn<bool>("said");
        for (size_t i = 1; i < EnumNames<WaitReason>::names.size(); ++i) {
            const WaitReason reason = WaitReason(i);
            const bool said =
                QList<WaitReason>{WaitReason::Backoff,    WaitReason::Pace,        WaitReason::Gap,
                                  WaitReason::Window,     WaitReason::TokenWindow, WaitReason::DailyCap,
                                  WaitReason::OpenHours,  WaitReason::CircuitOpen, WaitReason::ProviderWait,
                                  WaitReason::QuotaReset, WaitReason::DayBudget,   WaitReason::AccountBudget}
                    .contains(reason);
            QTest::newRow(EnumNames<WaitReason>::names.at(i).data()) << int(i) << said;
        }
    }
    void timesAreSaidWhereTheyHelp()
    {
        QFETCH(int, reason);
        QFETCH(bool, said);
        QCOMPARE(waiting(WaitReason(reason), 6h).contains(u"tomorrow 04:00"_s), said);
    }

    void readsWell()
    {
        QCOMPARE(waiting(WaitReason::Pace, 72min), u"waiting for the next slot at 23:12"_s);
        QCOMPARE(waiting(WaitReason::Pace, 11'400ms), u"waiting for the next slot in 12 s"_s);
        QCOMPARE(waiting(WaitReason::Pace, -1s), u"waiting for the next slot any moment now"_s);
        QCOMPARE(waiting(WaitReason::DailyCap, 6h, {15, 15, {}}), u"15 of 15 sent today; continues tomorrow 04:00"_s);
        QCOMPARE(waiting(WaitReason::DailyCap), u"today's limit is reached; continues tomorrow"_s);
        QCOMPARE(waiting(WaitReason::Concurrency, {}, {10, 10, {}}), u"10 of 10 in flight; goes when one comes back"_s);
        QCOMPARE(waiting(WaitReason::TokenWindow, 30s, {29'500, 30'000, {}}),
                 u"29,500 of 30,000 tokens used; goes in 30 s"_s);
        QCOMPARE(waiting(WaitReason::QueuePaused, {}, {0, 0, u"portraits"_s}),
                 u"the queue is paused (portraits); resume to go on"_s);
        QCOMPARE(waiting(WaitReason::SameAsOther, {}, {0, 0, u"job 17"_s}),
                 u"same as job 17, which is being made; takes its result"_s);
        QCOMPARE(waiting(WaitReason::AccountBudget, 2h, {0, 0, u"studio"_s}),
                 u"the account's budget for today does not cover it (studio); continues tomorrow 00:00, or when you "
                 "raise it"_s);
        QCOMPARE(waiting(WaitReason::DayBudget, 2h),
                 u"today's budget does not cover it; continues tomorrow 00:00, or when you raise it"_s);
        // Dearer than a whole day's.
        QCOMPARE(waiting(WaitReason::AccountBudget),
                 u"the account's budget for today does not cover it; raise it to go on"_s);
        QCOMPARE(waiting(WaitReason::DayBudget), u"today's budget does not cover it; raise it to go on"_s);
        QCOMPARE(waiting(WaitReason::OpenHours, 5 * 24h), u"outside open hours; opens Thu 22:00"_s);
    }

    // A few minutes between hours away are not worth two times; where they are, the day is said once.
    void anEndIsSaidShort()
    {
        const Wall now = kNow.wall;
        const auto end = [now](Micros early, Micros late, const Formats &formats = kFormats) {
            return etaText({EtaKind::Known, now + early, now + late}, now, formats).replace(QChar(0x202F), u' ');
        };
        QCOMPARE(end(30min, 31min), u"22:31"_s);
        QCOMPARE(end(30min, 40min), u"22:30 – 22:40"_s);
        QCOMPARE(end(6h, 6h + 10min), u"tomorrow 04:10"_s);
        QCOMPARE(end(6h, 9h), u"tomorrow 04:00 – 07:00"_s);
        QCOMPARE(end(1h, 9h), u"23:00 – tomorrow 07:00"_s);
        const Formats american{QLocale(QLocale::English, QLocale::UnitedStates), kFormats.zone, u"$"_s};
        QCOMPARE(end(6h, 9h, american), u"tomorrow 4:00 AM – 7:00 AM"_s);
        QCOMPARE(end(6h, 18h, american), u"tomorrow 4:00 AM – 4:00 PM"_s);
    }
};

QTEST_GUILESS_MAIN(TestWaiting)
#include "test_waiting.moc"
