#include "model/limit_config.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace fornada;
using namespace std::chrono_literals;

namespace {

QJsonObject json(const char *text)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(text, &error);
    if (error.error != QJsonParseError::NoError)
        qFatal("test JSON: %s in %s", qPrintable(error.errorString()), text);
    return document.object();
}

LimitSet fullSet()
{
    LimitSet limits;
    limits.pace = PaceConfig{60, 60s, 10, 0.2};
    limits.minimumGap = 120s;
    limits.window = WindowConfig{60, 60s, 250ms};
    limits.tokenWindow = WindowConfig{1'000'000, 60s, {}};
    limits.dailyCap = DailyCapConfig{15, "Europe/Lisbon"};
    limits.concurrency = 10;
    limits.rowConcurrency = 3;
    limits.openHours = OpenHoursConfig{{{{1, 5}, 2h, 6h + 30min}, {{6, 7}, 22h, 24h}}, "America/Sao_Paulo"};
    limits.adaptive = false;
    limits.breakerThreshold = 0;
    limits.breakerProbeAfter = 1500ms;
    return limits;
}

} // namespace

class TestLimitConfig final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void documentedForm();
    void roundTrip();
    void nullMeansAbsent();
    void errorsNameTheKey_data();
    void errorsNameTheKey();
    void retryRoundTrip();
    void retryErrorsNameTheKey_data();
    void retryErrorsNameTheKey();
};

void TestLimitConfig::documentedForm()
{
    const auto limits = limitSetFromJson(json(R"({"pace":{"count":60,"period":60,"burst":10},
        "window":{"count":60,"period":60},"dailyCap":{"count":15,"zone":"America/Los_Angeles"},"minimumGap":120,
        "concurrency":10,"rowConcurrency":3,
        "openHours":{"rules":[{"weekdays":[1,2],"from":"22:00","to":"06:00"}],"zone":"America/Sao_Paulo"}})"));
    QVERIFY(limits);
    QCOMPARE(limits->pace->burst, 10);
    QVERIFY(limits->pace->period == Micros(1min));
    QVERIFY(!limits->window->margin);
    QCOMPARE(limits->dailyCap->zone, "America/Los_Angeles");
    QVERIFY(*limits->minimumGap == Micros(2min));
    QCOMPARE(*limits->concurrency, 10);
    QCOMPARE(*limits->rowConcurrency, 3);
    QVERIFY(limits->openHours->rules.first() == (OpenHoursRule{{1, 2}, 22h, 6h}));
    QVERIFY(!limits->tokenWindow);
    QVERIFY(limits->adaptive);
    QCOMPARE(limits->breakerThreshold, LimitSet().breakerThreshold);
}

void TestLimitConfig::roundTrip()
{
    for (const LimitSet &limits : {LimitSet(), fullSet()}) {
        // Through text, as the database keeps it.
        const QByteArray text = QJsonDocument(toJson(limits)).toJson();
        const auto back = limitSetFromJson(QJsonDocument::fromJson(text).object());
        QVERIFY2(back, back ? "" : qPrintable(back.error().subject + back.error().detail));
        QVERIFY(*back == limits);
    }
}

void TestLimitConfig::nullMeansAbsent()
{
    const auto limits = limitSetFromJson(json(R"({"pace":null,"concurrency":null,"window":null})"));
    QVERIFY(limits);
    QVERIFY(*limits == LimitSet());
}

void TestLimitConfig::errorsNameTheKey_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("subject");
    const auto row = [](const char *subject, const char *text) {
        QTest::newRow(text) << QByteArray(text) << QString::fromLatin1(subject);
    };
    row("pase", R"({"pase":{}})");
    row("pace", R"({"pace":60})");
    row("pace.count", R"({"pace":{"count":0}})");
    row("pace.count", R"({"pace":{"count":1.5}})");
    row("pace.count", R"({"pace":{"count":"60"}})");
    row("pace.period", R"({"pace":{"period":0}})");
    row("pace.period", R"({"pace":{"period":-5}})");
    row("pace.burst", R"({"pace":{"burst":0}})");
    row("pace.reserve", R"({"pace":{"reserve":1}})");
    row("pace.bursts", R"({"pace":{"bursts":3}})");
    row("window.count", R"({"window":{"count":0}})");
    row("window.margin", R"({"window":{"margin":-1}})");
    row("tokenWindow.period", R"({"tokenWindow":{"period":1e300}})");
    row("dailyCap.zone", R"({"dailyCap":{"zone":"PST8"}})");
    row("dailyCap.zone", R"({"dailyCap":{"zone":8}})");
    row("dailyCap.count", R"({"dailyCap":{"count":0}})");
    row("minimumGap", R"({"minimumGap":0})");
    row("minimumGap", R"({"minimumGap":"2m"})");
    row("concurrency", R"({"concurrency":0})");
    row("concurrency", R"({"concurrency":1e12})");
    row("rowConcurrency", R"({"rowConcurrency":true})");
    row("openHours.rules", R"({"openHours":{"rules":[]}})");
    row("openHours.rules", R"({"openHours":{"zone":"UTC"}})");
    row("openHours.rules", R"({"openHours":{"rules":[7]}})");
    row("openHours.rules[0].weekdays", R"({"openHours":{"rules":[{"weekdays":[0]}]}})");
    row("openHours.rules[0].weekdays", R"({"openHours":{"rules":[{"weekdays":[3,3]}]}})");
    row("openHours.rules[0].weekdays", R"({"openHours":{"rules":[{"weekdays":[]}]}})");
    row("openHours.rules[1].from", R"({"openHours":{"rules":[{},{"from":"2am"}]}})");
    row("openHours.rules[0].to", R"({"openHours":{"rules":[{"to":"24:01"}]}})");
    row("openHours.rules[0].to", R"({"openHours":{"rules":[{"from":"02:00","to":"02:00"}]}})");
    row("openHours.rules[0].day", R"({"openHours":{"rules":[{"day":1}]}})");
    row("adaptive", R"({"adaptive":1})");
    row("breakerThreshold", R"({"breakerThreshold":-1})");
    row("breakerProbeAfter", R"({"breakerProbeAfter":0})");
}

void TestLimitConfig::errorsNameTheKey()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, subject);
    const auto limits = limitSetFromJson(json(text.constData()));
    QVERIFY(!limits);
    QCOMPARE(int(limits.error().kind), int(ErrorKind::BadArgument));
    QCOMPARE(limits.error().subject, subject);
    QVERIFY(!limits.error().detail.isEmpty());
}

void TestLimitConfig::retryRoundTrip()
{
    RetryPolicy policy{7, 250ms, 1h, 0, 0.0, 3, 24h};
    for (const RetryPolicy &each : {RetryPolicy(), policy}) {
        const QByteArray text = QJsonDocument(toJson(each)).toJson();
        const auto back = retryPolicyFromJson(QJsonDocument::fromJson(text).object());
        QVERIFY(back);
        QVERIFY(*back == each);
    }
    const auto some = retryPolicyFromJson(json(R"({"minBackoff":2,"maxAttempts":4,"jitter":0})"));
    QVERIFY(some);
    QVERIFY(some->minBackoff == Micros(2s) && some->maxAttempts == 4);
    QVERIFY(some->maxBackoff == RetryPolicy().maxBackoff);
    // A long first wait alone lifts the ceiling that was not named.
    QVERIFY(retryPolicyFromJson(json(R"({"minBackoff":600})"))->maxBackoff == Micros(600s));
}

void TestLimitConfig::retryErrorsNameTheKey_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("subject");
    const auto row = [](const char *subject, const char *text) {
        QTest::newRow(text) << QByteArray(text) << QString::fromLatin1(subject);
    };
    row("maxAttempts", R"({"maxAttempts":0})");
    row("minBackoff", R"({"minBackoff":-1})");
    row("maxBackoff", R"({"minBackoff":10,"maxBackoff":9})");
    row("maxDoublings", R"({"maxDoublings":-1})");
    row("jitter", R"({"jitter":1.1})");
    row("maxNoOutput", R"({"maxNoOutput":null,"maxNoOutput":"two"})");
    row("ageLimit", R"({"ageLimit":0})");
    row("attempts", R"({"attempts":3})");
}

void TestLimitConfig::retryErrorsNameTheKey()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, subject);
    const auto policy = retryPolicyFromJson(json(text.constData()));
    QVERIFY(!policy);
    QCOMPARE(policy.error().subject, subject);
}

QTEST_GUILESS_MAIN(TestLimitConfig)
#include "test_limit_config.moc"
