#include "base/clock.h"
#include "base/enum_names.h"
#include "base/error.h"
#include "base/ids.h"
#include "base/money.h"
#include "base/random.h"
#include "base/result.h"

#include <QSet>
#include <QTest>

#include <rapidcheck.h>
#include <unordered_set>

using namespace fornada;

namespace {
enum class Colour { Red, Green };
}
namespace fornada {
FORNADA_ENUM_NAMES(Colour, QLatin1String("red"), QLatin1String("green"));
}

// The small values that every module is made of.
class TestValues : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyErrorKindHasItsOwnName();
    void errorsGoThroughALine();
    void enumNamesGoBothWays();
    void resultHoldsValueOrError();
    void statusIsSuccessByDefault();
    void idsOfOneKindCompareAndHash();
    void moneyReadsAndWritesPlainDecimals_data();
    void moneyReadsAndWritesPlainDecimals();
    void moneyRefusesWhatIsNoAmount_data();
    void moneyRefusesWhatIsNoAmount();
    void moneySurvivesTheRoundTrip();
    void moneySumsAreExact();
    void seedReplaysChance();
    void chanceStaysInBounds();
    void isoTimesGoBothWays();
    void isoTimesKnowBadText();
    void timesBeforeTheEpochRoundDown();
    void systemClockGoesForward();
    void bootIdIsStable();
};

void TestValues::everyErrorKindHasItsOwnName()
{
    const auto &names = EnumNames<ErrorKind>::names;
    for (const QLatin1String name : names)
        QVERIFY2(!name.isEmpty() && QChar(name.front()).isLower(), name.data());
    QCOMPARE(QSet<QString>(names.begin(), names.end()).size(), qsizetype(names.size()));
    QCOMPARE(toName(ErrorKind::DiskFull), QStringLiteral("diskFull"));
}

void TestValues::errorsGoThroughALine()
{
    for (const Error &error :
         {Error{ErrorKind::FileMissing, QStringLiteral("/a (1).png"), QStringLiteral("gone")},
          Error{ErrorKind::Timeout, {}, {}}, Error{ErrorKind::BadUrl, QStringLiteral("s3://x"), {}},
          Error{ErrorKind::NotFound, {}, QStringLiteral("account or step is gone")}}) {
        const auto read = errorInLine(toLine(error));
        QVERIFY2(read, qPrintable(toLine(error)));
        QVERIFY(read->kind == error.kind);
        QCOMPARE(read->subject, error.subject);
        QCOMPARE(read->detail, error.detail);
    }
    // What providers say is no error of ours.
    for (const QString &line : {QStringLiteral("internal: try later"), QStringLiteral("Server overloaded"), QString()})
        QVERIFY(!errorInLine(line));
}

void TestValues::enumNamesGoBothWays()
{
    static_assert(isEnumerator<Colour(1)>() && !isEnumerator<Colour(2)>()); // so that none goes without a name
    QCOMPARE(toName(Colour::Green), QStringLiteral("green"));
    QVERIFY(fromName<Colour>(u"red") == Colour::Red);
    QVERIFY(!fromName<Colour>(u"Red"));
    QVERIFY(!fromName<Colour>(u""));
}

void TestValues::resultHoldsValueOrError()
{
    const Result<int> good = 7;
    QVERIFY(bool(good));
    QCOMPARE(*good, 7);
    const Result<int> bad = Error{ErrorKind::NotFound, QStringLiteral("batch 3"), {}};
    QVERIFY(!bad);
    QVERIFY(bad.error().kind == ErrorKind::NotFound);
    QCOMPARE(bad.error().subject, QStringLiteral("batch 3"));
}

void TestValues::statusIsSuccessByDefault()
{
    QVERIFY(bool(Status()));
    const Status bad = Error{ErrorKind::DiskFull, {}, {}};
    QVERIFY(!bad);
    QVERIFY(bad.error().kind == ErrorKind::DiskFull);
}

void TestValues::idsOfOneKindCompareAndHash()
{
    static_assert(!std::is_convertible_v<JobId, BatchId>);
    QVERIFY(!JobId().isValid());
    QVERIFY(JobId{1} < JobId{2});
    QCOMPARE(JobId{5}, JobId{5});
    QCOMPARE((QSet<JobId>{JobId{1}, JobId{1}, JobId{2}}.size()), 2);
    QCOMPARE((std::unordered_set<JobId>{JobId{1}, JobId{1}, JobId{2}}.size()), size_t(2));
}

void TestValues::moneyReadsAndWritesPlainDecimals_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("micros");
    QTest::newRow("cents") << QStringLiteral("0.04") << qint64(40'000);
    QTest::newRow("one micro") << QStringLiteral("0.000001") << qint64(1);
    QTest::newRow("two decimals at least") << QStringLiteral("12.50") << qint64(12'500'000);
    QTest::newRow("zero") << QStringLiteral("0.00") << qint64(0);
    QTest::newRow("negative fraction") << QStringLiteral("-0.25") << qint64(-250'000);
    QTest::newRow("large") << QStringLiteral("999999999999.999999") << qint64(999'999'999'999'999'999);
}

void TestValues::moneyReadsAndWritesPlainDecimals()
{
    QFETCH(const QString, text);
    QFETCH(const qint64, micros);
    QCOMPARE(toDecimal(Money{micros}), text);
    const auto read = moneyFromDecimal(text);
    QVERIFY(read);
    QCOMPARE(read->micros, micros);
}

void TestValues::moneyRefusesWhatIsNoAmount_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"", " ", "abc", "1,5", "1.", ".5", "1e3", "$1", "1.2345678", "--1", "+1", "1 000",
                             "9999999999999", "NaN", "0x10"})
        QTest::newRow(text) << QString::fromLatin1(text);
}

void TestValues::moneyRefusesWhatIsNoAmount()
{
    QFETCH(const QString, text);
    QVERIFY(!moneyFromDecimal(text));
}

void TestValues::moneySurvivesTheRoundTrip()
{
    QVERIFY(rc::check("an amount read back is the same amount", [] {
        const qint64 most = 999'999'999'999'999'999;
        const Money money{*rc::gen::inRange<qint64>(-most, most)};
        RC_ASSERT(moneyFromDecimal(toDecimal(money)) == money);
    }));
}

void TestValues::moneySumsAreExact()
{
    Money sum;
    for (int i = 0; i < 1'000'000; ++i)
        sum += Money{100'000};
    QCOMPARE(toDecimal(sum), QStringLiteral("100000.00"));
    sum -= Money{100'000} * 1'000'000;
    QVERIFY(sum.isZero());
    QVERIFY((Money{1} < Money{2}));
}

void TestValues::seedReplaysChance()
{
    SeededRandom a(42);
    SeededRandom b(42);
    SeededRandom other(43);
    bool differs = false;
    for (int i = 0; i < 100; ++i) {
        const quint64 drawn = a.next();
        QCOMPARE(b.next(), drawn);
        differs = differs || other.next() != drawn;
    }
    QVERIFY(differs);
}

void TestValues::chanceStaysInBounds()
{
    SeededRandom random(1);
    bool low = false;
    bool high = false;
    for (int i = 0; i < 10'000; ++i) {
        const double unit = random.unit();
        QVERIFY(unit >= 0.0 && unit < 1.0);
        low = low || unit < 0.01;
        high = high || unit > 0.99;
        QVERIFY(random.below(7) < 7);
    }
    QVERIFY(low && high);
    QCOMPARE(random.below(0), quint64(0));
}

void TestValues::isoTimesGoBothWays()
{
    const QString text = QStringLiteral("2026-11-21T10:00:00.250Z");
    bool ok = false;
    const Wall time = wallFromIso(text, &ok);
    QVERIFY(ok);
    QCOMPARE(toMicros(time), qint64(1'795'255'200'250'000));
    QCOMPARE(toIso(time), text);
    QVERIFY(wallFromMicros(toMicros(time)) == time);
    QVERIFY(wallFromIso(QStringLiteral("2026-11-21T12:00:00.250+02:00")) == time);
}

void TestValues::isoTimesKnowBadText()
{
    bool ok = true;
    wallFromIso(QStringLiteral("yesterday"), &ok);
    QVERIFY(!ok);
}

void TestValues::timesBeforeTheEpochRoundDown()
{
    QCOMPARE(toIso(wallFromMicros(-1)), QStringLiteral("1969-12-31T23:59:59.999Z"));
}

void TestValues::systemClockGoesForward()
{
    const SystemClock clock;
    const Moment first = clock.now();
    const Moment second = clock.now();
    QVERIFY(second.boot >= first.boot);
    QVERIFY(toMicros(first.wall) > qint64(1'700'000'000'000'000));
    const Moment later = first + std::chrono::seconds(5);
    QVERIFY(later.boot - first.boot == std::chrono::seconds(5));
    QVERIFY(later.wall - first.wall == std::chrono::seconds(5));
}

void TestValues::bootIdIsStable()
{
    const SystemClock clock;
    QVERIFY(!clock.bootId().isEmpty());
    QCOMPARE(SystemClock().bootId(), clock.bootId());
}

QTEST_GUILESS_MAIN(TestValues)
#include "test_values.moc"
