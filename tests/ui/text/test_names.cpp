#include "model/row_limits.h"
#include "model/too_heavy.h"
#include "text/format.h"
#include "text/state_text.h"

#include <QSet>
#include <QTest>

using namespace fornada;
using namespace Qt::StringLiterals;

namespace {

using namespace std::chrono_literals;

const QLocale kBritish(QLocale::English, QLocale::UnitedKingdom);
const QLocale kBrazilian(QLocale::Portuguese, QLocale::Brazil);
const QTimeZone kSaoPaulo("America/Sao_Paulo");

// Every value of the enum has a name of its own.
template<class E>
void checkNames(QString (*name)(E))
{
    QSet<QString> names;
    for (size_t i = 0; i < EnumNames<E>::names.size(); ++i) {
        const QString text = name(E(i));
        QVERIFY2(!text.isEmpty(), EnumNames<E>::names.at(i).data());
        QVERIFY2(!names.contains(text), qPrintable(text));
        names.insert(text);
    }
}

} // namespace

class TestNames : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyValueHasItsName()
    {
        checkNames<JobState>(&stateName);
        checkNames<BatchState>(&stateName);
        checkNames<EventLevel>(&levelName);
        checkNames<Operation>(&operationName);
        checkNames<OutputKind>(&outputName);
        checkNames<ProviderKind>(&providerName);
        checkNames<Outcome>([](Outcome outcome) { return outcomeText(outcome); });
    }

    void messagesOfOurs()
    {
        for (const char *word :
             {"stoppedInFlight", "textEmpty", "jsonInvalid", "imageEmpty", "imageUnknown", "imageDoesNotDecode",
              "imageCutOff", "imageTooLarge", "audioEmpty", "audioUnknown", "audioCutOff", "audioSilent"}) {
            const QString text = messageText(QLatin1String(word));
            QVERIFY2(text.contains(u' '), word);
        }
        QCOMPARE(messageText(toMessage(RowTimeUp{std::chrono::minutes(65), u"busy"_s})),
                 u"time limit of the row: its requests and the waits between them took more than 1 h 5 min: busy"_s);
        QCOMPARE(messageText(toMessage(TooHeavy{1'464, {100, std::chrono::minutes(1)}})),
                 u"it has about 1,464 tokens, and its token limit lets only 100 in 1 min through: raise the limit, or "
                 u"shorten the prompt or the answer"_s);
        QCOMPARE(messageText(u"API key\nnot valid"_s), u"API key not valid"_s);
        QCOMPARE(outcomeText(Outcome::NoOutput, u"audioSilent"_s),
                 u"an answer without a usable result: the sound is silent"_s);
        QCOMPARE(outcomeText(Outcome::Refused, u"PROHIBITED_CONTENT"_s),
                 u"refused for its content: PROHIBITED_CONTENT"_s);
    }

    void charges()
    {
        const Formats formats{kBritish, kSaoPaulo, u"$"_s};
        QCOMPARE(chargeText(Charge::none(), formats), u"nothing"_s);
        QCOMPARE(chargeText(Charge::actual({40'000}), formats), u"$0.04"_s);
        QCOMPARE(chargeText(Charge::actual({40'000}, true), formats), u"about $0.04"_s);
        QCOMPARE(chargeText(Charge::maybe({40'000}), formats), u"up to $0.04"_s);
        QCOMPARE(chargeText(Charge::maybe({}), formats), u"nothing"_s);
    }

    void batchStates()
    {
        Batch batch;
        batch.state = BatchState::Running;
        batch.counts[JobState::Queued] = 1;
        QCOMPARE(stateText(batch), u"running"_s);
        batch.counts[JobState::Queued] = 0;
        batch.counts[JobState::Completed] = 5;
        batch.counts[JobState::Review] = 1;
        batch.counts[JobState::Unknown] = 2;
        QCOMPARE(stateText(batch), u"finished, 3 need you"_s);
        batch.counts[JobState::Unknown] = 0;
        QCOMPARE(stateText(batch), u"finished, 1 needs you"_s);
        batch.counts[JobState::Review] = 0;
        batch.state = BatchState::Finished;
        QCOMPARE(stateText(batch), u"finished"_s);
        batch.counts[JobState::Failed] = 2;
        QCOMPARE(stateText(batch), u"finished, 2 failed"_s);
        QCOMPARE(shortStateText(batch), u"finished"_s);
        batch.state = BatchState::Cancelled;
        QCOMPARE(stateText(batch), u"cancelled"_s);
    }

    void amounts_data()
    {
        QTest::addColumn<qint64>("micros");
        QTest::addColumn<QString>("british");
        QTest::addColumn<QString>("brazilian");
        QTest::newRow("nothing") << qint64(0) << u"$0.00"_s << u"US$ 0,00"_s;
        QTest::newRow("cents") << qint64(1'840'000) << u"$1.84"_s << u"US$ 1,84"_s;
        QTest::newRow("tenth of a cent") << qint64(2'000) << u"$0.002"_s << u"US$ 0,002"_s;
        QTest::newRow("smallest") << qint64(1) << u"$0.000001"_s << u"US$ 0,000001"_s;
        QTest::newRow("not quite cents") << qint64(12'345) << u"$0.0123"_s << u"US$ 0,0123"_s;
        QTest::newRow("thousands") << qint64(1'234'567'890) << u"$1,234.57"_s << u"US$ 1.234,57"_s;
    }
    void amounts()
    {
        QFETCH(qint64, micros);
        QFETCH(QString, british);
        QFETCH(QString, brazilian);
        QCOMPARE(moneyText({micros}, {kBritish, kSaoPaulo, u"$"_s}), british);
        QString text = moneyText({micros}, {kBrazilian, kSaoPaulo, u"$"_s});
        QCOMPARE(text.replace(QChar(QChar::Nbsp), u' '), brazilian);
    }

    void durations()
    {
        QCOMPARE(durationText(-5s), u"0 ms"_s);
        QCOMPARE(durationText(350ms), u"350 ms"_s);
        QCOMPARE(durationText(45s), u"45 s"_s);
        QCOMPARE(durationText(125s), u"2 min 5 s"_s);
        QCOMPARE(durationText(60s), u"1 min"_s);
        QCOMPARE(durationText(59min + 59s), u"59 min"_s);
        QCOMPARE(durationText(65min), u"1 h 5 min"_s);
        QCOMPARE(durationText(24h), u"1 day"_s);
        QCOMPARE(durationText(76h), u"3 days 4 h"_s);
    }

    void numbers()
    {
        const Formats formats{kBritish, kSaoPaulo, u"$"_s};
        QCOMPARE(countText(10'060, formats), u"10,060"_s);
        QCOMPARE(percentText(999'999, 1'000'000, formats), u"99%"_s);
        QCOMPARE(percentText(1'000'000, 1'000'000, formats), u"100%"_s);
        QCOMPARE(percentText(0, 0, formats), u"0%"_s);
        QCOMPARE(bytesText(512, formats), u"512 bytes"_s);
        QCOMPARE(bytesText(3 << 20, formats), u"3.0 MB"_s);
    }

    void times_data()
    {
        QTest::addColumn<QString>("when");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("coming");
        // Now: Saturday, 21 November 2026, 22:00 in Sao Paulo.
        QTest::newRow("now") << u"2026-11-22T01:00:00.000Z"_s << u"22:00"_s << u"any moment now"_s;
        QTest::newRow("seconds") << u"2026-11-22T01:00:00.100Z"_s << u"22:00"_s << u"in 1 s"_s;
        QTest::newRow("today") << u"2026-11-22T02:12:00.000Z"_s << u"23:12"_s << u"at 23:12"_s;
        QTest::newRow("tomorrow") << u"2026-11-22T07:00:00.000Z"_s << u"tomorrow 04:00"_s << u"tomorrow 04:00"_s;
        QTest::newRow("this week") << u"2026-11-26T07:00:00.000Z"_s << u"Thu 04:00"_s << u"Thu 04:00"_s;
        QTest::newRow("in a week") << u"2026-11-28T07:00:00.000Z"_s << u"28 Nov 04:00"_s << u"28 Nov 04:00"_s;
        QTest::newRow("in two years") << u"2028-11-28T07:00:00.000Z"_s << u"28 Nov 2028"_s << u"28 Nov 2028"_s;
        QTest::newRow("yesterday") << u"2026-11-21T02:10:00.000Z"_s << u"yesterday 23:10"_s << u"any moment now"_s;
        QTest::newRow("last week") << u"2026-11-14T12:00:00.000Z"_s << u"14 Nov 09:00"_s << u"any moment now"_s;
    }
    void times()
    {
        QFETCH(QString, when);
        QFETCH(QString, text);
        QFETCH(QString, coming);
        const Formats formats{kBritish, kSaoPaulo, u"$"_s};
        const Wall now = wallFromIso(u"2026-11-22T01:00:00.000Z"_s);
        QCOMPARE(timeText(wallFromIso(when), now, formats), text);
        QCOMPARE(comingText(wallFromIso(when), now, formats), coming);
    }

    void clocksOfOtherPlaces()
    {
        const Wall at = wallFromIso(u"2026-11-22T02:12:00.000Z"_s);
        QCOMPARE(timeText(at, at, {QLocale::c(), QTimeZone::utc(), u"$"_s}), u"02:12"_s);
        QCOMPARE(timeText(at, at, {kBrazilian, QTimeZone("Asia/Tokyo"), u"$"_s}), u"11:12"_s);
    }
};

QTEST_GUILESS_MAIN(TestNames)
#include "test_names.moc"
