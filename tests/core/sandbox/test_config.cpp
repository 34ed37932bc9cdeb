#include "sandbox/chance.h"
#include "sandbox/sandbox_config.h"

#include <QJsonDocument>
#include <QTest>

#include <cmath>

using namespace fornada;
using namespace std::chrono_literals;

namespace {

QJsonObject json(const char *text)
{
    QByteArray bytes(text);
    return QJsonDocument::fromJson(bytes.replace('\'', '"')).object();
}

} // namespace

class TestConfig : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void survivesTheRoundTrip();
    void keepsWhatIsNotNamed();
    void readsAScriptFromText();
    void refuses_data();
    void refuses();
    void pricesFallBackFromModelToOperation();
    void billsWorkAndNotRefusals();
    void scriptsComeBeforeChance();
    void aRunningScriptSurvivesAnotherSetting();
    void seedReplaysTheMix();
    void latencyFollowsItsDistribution();
};

void TestConfig::survivesTheRoundTrip()
{
    SandboxConfig config;
    config.port = 8080;
    config.seed = 77;
    config.timeScale = 60;
    config.latency = {LatencyKind::LogNormal, 1s, 2s, 3s, 2500ms, 0.4};
    config.script = {Fault::Ok, Fault::RateMinute, Fault::Cut};
    config.jobScripts = {{QStringLiteral("job-1"), {Fault::Drop, Fault::Ok}}};
    config.mix = {{Fault::ServerError, 0.1}, {Fault::Hang, 0.05}};
    config.limits.window = WindowConfig{60, 60s, {}};
    config.limits.pace = PaceConfig{1, 120s, 1, 0};
    config.limits.dailyCap = DailyCapConfig{15, "America/Sao_Paulo"};
    config.limits.concurrency = 10;
    config.modelLimits.insert(QStringLiteral("gemini-x"), {WindowConfig{5, 1s, {}}, {}, {}, {}});
    config.prices = {{QStringLiteral("image"), 2000}, {QStringLiteral("image/pro"), 134'000}};
    config.billed = {{Fault::Refuse, false}};
    config.requiredKey = QStringLiteral("k");
    config.maxRequestBytes = 4096;
    config.ledgerKeep = 10;
    config.ledgerFile = QStringLiteral("/tmp/x");
    const auto again = sandboxConfigFromJson(toJson(config));
    QVERIFY2(again, again ? "" : qPrintable(again.error().subject));
    QVERIFY(*again == config);
    QVERIFY(*sandboxConfigFromJson(toJson(SandboxConfig())) == SandboxConfig());
}

void TestConfig::keepsWhatIsNotNamed()
{
    SandboxConfig base;
    base.seed = 9;
    base.mix = {{Fault::Cut, 0.5}};
    const auto patched = sandboxConfigFromJson(json("{'timeScale':2,'latency':{'fixed':0.5}}"), base);
    QVERIFY(patched);
    QCOMPARE(patched->seed, 9u);
    QCOMPARE(patched->mix, base.mix);
    QCOMPARE(patched->timeScale, 2.0);
    QCOMPARE(patched->latency.fixed, Micros(500ms));
}

void TestConfig::readsAScriptFromText()
{
    const auto config = sandboxConfigFromJson(json("{'script':'ok; 429minute,drop'}"));
    QVERIFY(config);
    QCOMPARE(config->script, (QList<Fault>{Fault::Ok, Fault::RateMinute, Fault::Drop}));
}

void TestConfig::refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("subject");
    QTest::newRow("unknown") << QByteArray("{'latencies':1}") << QStringLiteral("latencies");
    QTest::newRow("unknown inside") << QByteArray("{'limits':{'window':{'counts':1}}}")
                                    << QStringLiteral("limits.window.counts");
    QTest::newRow("fault") << QByteArray("{'script':['ok','teapot']}") << QStringLiteral("script");
    QTest::newRow("job fault") << QByteArray("{'jobScripts':{'a':'teapot'}}") << QStringLiteral("jobScripts.a");
    QTest::newRow("mix sum") << QByteArray("{'mix':{'cut':0.7,'drop':0.4}}") << QStringLiteral("mix");
    QTest::newRow("mix part") << QByteArray("{'mix':{'cut':-1}}") << QStringLiteral("mix.cut");
    QTest::newRow("port") << QByteArray("{'port':70000}") << QStringLiteral("port");
    QTest::newRow("fraction") << QByteArray("{'port':1.5}") << QStringLiteral("port");
    QTest::newRow("text") << QByteArray("{'seed':'x'}") << QStringLiteral("seed");
    QTest::newRow("scale") << QByteArray("{'timeScale':0}") << QStringLiteral("timeScale");
    QTest::newRow("kind") << QByteArray("{'latency':{'kind':'gauss'}}") << QStringLiteral("latency.kind");
    QTest::newRow("upside down") << QByteArray("{'latency':{'kind':'uniform','min':2,'max':1}}")
                                 << QStringLiteral("latency.max");
    QTest::newRow("zone") << QByteArray("{'limits':{'dailyCap':{'zone':'Mars/Base'}}}")
                          << QStringLiteral("limits.dailyCap.zone");
    QTest::newRow("period") << QByteArray("{'limits':{'pace':{'period':0}}}") << QStringLiteral("limits.pace.period");
    QTest::newRow("price") << QByteArray("{'prices':{'image':0.5}}") << QStringLiteral("prices.image");
    QTest::newRow("billed") << QByteArray("{'billed':{'cut':1}}") << QStringLiteral("billed.cut");
}

void TestConfig::refuses()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, subject);
    const auto config = sandboxConfigFromJson(json(text.constData()));
    QVERIFY(!config);
    QCOMPARE(config.error().kind, ErrorKind::BadArgument);
    QCOMPARE(config.error().subject, subject);
}

void TestConfig::pricesFallBackFromModelToOperation()
{
    SandboxConfig config;
    config.prices = {{QStringLiteral("image"), 2000}, {QStringLiteral("image/pro"), 134'000}};
    QCOMPARE(config.price(QStringLiteral("image"), QStringLiteral("pro")), 134'000);
    QCOMPARE(config.price(QStringLiteral("image"), QStringLiteral("flash")), 2000);
    QCOMPARE(config.price(QStringLiteral("text"), QStringLiteral("flash")), 0);
}

void TestConfig::billsWorkAndNotRefusals()
{
    SandboxConfig config;
    for (const Fault fault : {Fault::Ok, Fault::Cut, Fault::Drop, Fault::Hang, Fault::Refuse, Fault::NoOutput})
        QVERIFY2(config.isBilled(fault), qPrintable(toName(fault)));
    for (const Fault fault : {Fault::RateMinute, Fault::RateDay, Fault::ServerError, Fault::Unavailable, Fault::BadKey})
        QVERIFY2(!config.isBilled(fault), qPrintable(toName(fault)));
    config.billed.insert(Fault::Drop, false);
    QVERIFY(!config.isBilled(Fault::Drop));
}

void TestConfig::scriptsComeBeforeChance()
{
    SandboxConfig config;
    config.jobScripts = {{QStringLiteral("a"), {Fault::ServerError}}};
    config.script = {Fault::Cut};
    config.mix = {{Fault::Drop, 1.0}};
    sandbox::Chance chance(config);
    QCOMPARE(chance.nextFault(QStringLiteral("a")), Fault::ServerError);
    QCOMPARE(chance.nextFault(QStringLiteral("a")), Fault::Cut);
    QCOMPARE(chance.nextFault(QStringLiteral("a")), Fault::Drop);
}

void TestConfig::aRunningScriptSurvivesAnotherSetting()
{
    SandboxConfig config;
    config.script = {Fault::Cut, Fault::Hang};
    sandbox::Chance chance(config);
    QCOMPARE(chance.nextFault({}), Fault::Cut);
    config.timeScale = 2;
    chance.setConfig(config);
    QCOMPARE(chance.nextFault({}), Fault::Hang);
    config.script = {Fault::Drop};
    chance.setConfig(config);
    QCOMPARE(chance.nextFault({}), Fault::Drop);
}

void TestConfig::seedReplaysTheMix()
{
    SandboxConfig config;
    config.seed = 4;
    config.mix = {{Fault::Cut, 0.3}, {Fault::Drop, 0.2}};
    sandbox::Chance first(config);
    sandbox::Chance second(config);
    QMap<Fault, int> seen;
    for (int i = 0; i < 2000; ++i) {
        const Fault fault = first.nextFault({});
        QCOMPARE(second.nextFault({}), fault);
        ++seen[fault];
    }
    // Far wider than five standard deviations of this seed's 2,000 draws.
    QVERIFY2(std::abs(seen[Fault::Cut] - 600) < 110, qPrintable(QString::number(seen[Fault::Cut])));
    QVERIFY2(std::abs(seen[Fault::Drop] - 400) < 110, qPrintable(QString::number(seen[Fault::Drop])));
    QCOMPARE(seen.size(), 3);
}

void TestConfig::latencyFollowsItsDistribution()
{
    SandboxConfig config;
    config.latency.kind = LatencyKind::Uniform;
    config.latency.min = 1s;
    config.latency.max = 2s;
    sandbox::Chance uniform(config);
    for (int i = 0; i < 500; ++i) {
        const Micros latency = uniform.nextLatency();
        QVERIFY(latency >= 1s && latency <= 2s);
    }
    config.latency = {LatencyKind::LogNormal, {}, {}, {}, 2s, 0.5};
    config.timeScale = 10;
    sandbox::Chance lognormal(config);
    int below = 0;
    for (int i = 0; i < 2000; ++i)
        below += lognormal.nextLatency() < 200ms ? 1 : 0;
    QVERIFY2(std::abs(below - 1000) < 150, qPrintable(QString::number(below)));
}

QTEST_GUILESS_MAIN(TestConfig)
#include "test_config.moc"
