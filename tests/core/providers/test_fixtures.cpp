#include "providers/adapter.h"
#include "providers/media.h"

#include <QDir>
#include <QFile>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace fornada;

namespace {

QJsonObject readFixture(const QString &name)
{
    QFile file(QStringLiteral(TEST_DATA "/provider-fixtures/") + name);
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

ProviderAnswer answerOf(const QJsonObject &fixture)
{
    ProviderAnswer answer;
    answer.status = fixture.value(QLatin1String("status")).toInt();
    const QJsonObject headers = fixture.value(QLatin1String("headers")).toObject();
    for (auto it = headers.begin(); it != headers.end(); ++it)
        answer.headers.append({it.key().toLatin1().toLower(), it.value().toString().toLatin1()});
    answer.body = QJsonDocument(fixture.value(QLatin1String("body")).toObject()).toJson();
    answer.received = wallFromIso(QStringLiteral("2026-11-21T10:00:00.000Z"));
    return answer;
}

Operation operationOf(const QString &name)
{
    if (name.startsWith(u"whatsapp"))
        return Operation::Message;
    if (name.contains(u"image"))
        return Operation::Image;
    return name.contains(u"tts") ? Operation::Speech : Operation::Text;
}

ProviderKind kindOf(const QString &name)
{
    if (name.startsWith(u"whatsapp"))
        return ProviderKind::Worker;
    return name.startsWith(u"gemini") ? ProviderKind::Gemini : ProviderKind::OpenAi;
}

// The names that the fixtures use, in the words of the design.
std::optional<Outcome> outcomeOf(const QString &word)
{
    static const QHash<QString, Outcome> words = {
        {QStringLiteral("retry_backoff"), Outcome::RetryBackoff},
        {QStringLiteral("retry_after"), Outcome::RetryAfter},
        {QStringLiteral("stop_until_daily_reset"), Outcome::QuotaUntil},
        {QStringLiteral("stop_needs_user"), Outcome::NeedsUser},
        {QStringLiteral("permanent_content"), Outcome::Refused},
        {QStringLiteral("permanent_item"), Outcome::BadRequest},
        {QStringLiteral("permanent_adjust"), Outcome::BadRequest},
        {QStringLiteral("no_output_retry_limited"), Outcome::NoOutput},
    };
    const auto it = words.find(word);
    return it == words.end() ? std::nullopt : std::optional(*it);
}

Digest digestOf(const QString &name)
{
    Ask ask;
    ask.operation = operationOf(name);
    ask.model = QStringLiteral("gpt-test");
    ask.reserve = Money{5'000};
    return adapterFor(kindOf(name), ask.operation).digest(ask, answerOf(readFixture(name)));
}

// Keys that only some senders write.
QJsonValue withoutRole(const QJsonValue &value)
{
    if (value.isArray()) {
        QJsonArray out;
        for (const QJsonValue &item : value.toArray())
            out.append(withoutRole(item));
        return out;
    }
    if (!value.isObject())
        return value;
    QJsonObject out;
    const QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (it.key() != u"role" || it.value() != QJsonValue(QStringLiteral("user")))
            out.insert(it.key(), withoutRole(it.value()));
    }
    return out;
}

} // namespace

// Every recorded answer lands in its class, and requests look like the recorded ones.
class TestFixtures : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void thereAreFixtures();
    void landsInItsClass_data();
    void landsInItsClass();
    void retryTimesAreTheStatedOnes();
    void dailyQuotaWaitsForPacificMidnight();
    void textSkipsThoughts();
    void imageIsTheLastThatIsNoThought();
    void pcmBecomesWav();
    void dataUrlBecomesAPicture();
    void responsesApiGivesItsMessage();
    void costCountsOnFailuresToo();
    void requestsAreAsRecorded_data();
    void requestsAreAsRecorded();
};

void TestFixtures::thereAreFixtures()
{
    QVERIFY(QDir(QStringLiteral(TEST_DATA "/provider-fixtures")).entryList(QDir::Files).size() >= 35);
}

void TestFixtures::landsInItsClass_data()
{
    QTest::addColumn<QString>("name");
    for (const QString &name : QDir(QStringLiteral(TEST_DATA "/provider-fixtures")).entryList(QDir::Files))
        QTest::newRow(qPrintable(name)) << name;
}

void TestFixtures::landsInItsClass()
{
    QFETCH(const QString, name);
    const QJsonObject fixture = readFixture(name);
    QVERIFY(!fixture.isEmpty());
    const QString word = fixture.value(QLatin1String("expect")).toObject().value(QLatin1String("class")).toString();
    const auto expected = word.isEmpty() ? std::optional(Outcome::Done) : outcomeOf(word);
    QVERIFY2(expected, qPrintable(word));
    const Digest digest = digestOf(name);
    QVERIFY2(digest.outcome == *expected, qPrintable(toName(digest.outcome) + QStringLiteral(": ") + digest.message));
    QCOMPARE(digest.outcome == Outcome::Done, !digest.artifacts.isEmpty());
    QVERIFY(digest.outcome == Outcome::Done || !digest.message.isEmpty());
    QVERIFY(!digest.message.contains(u'\n'));
    // Refused before work costs nothing; a complete answer costs something even when it is useless.
    if (fixture.value(QLatin1String("status")).toInt() == 200)
        QVERIFY(digest.charge.kind == ChargeKind::Actual);
    else if (digest.outcome != Outcome::Refused)
        QVERIFY(digest.charge.kind == ChargeKind::None);
}

void TestFixtures::retryTimesAreTheStatedOnes()
{
    int seen = 0;
    for (const QString &name : QDir(QStringLiteral(TEST_DATA "/provider-fixtures")).entryList(QDir::Files)) {
        const QJsonValue ms =
            readFixture(name).value(QLatin1String("expect")).toObject().value(QLatin1String("retry_after_ms"));
        const Digest digest = digestOf(name);
        QCOMPARE(digest.retryAfter.has_value(), ms.isDouble());
        if (!ms.isDouble())
            continue;
        ++seen;
        // What is said in words may be more exact than what is stated.
        const Micros stated(qint64(ms.toDouble()) * 1000);
        QVERIFY(*digest.retryAfter >= stated && *digest.retryAfter < stated + std::chrono::milliseconds(100));
    }
    QCOMPARE(seen, 4);
}

void TestFixtures::dailyQuotaWaitsForPacificMidnight()
{
    const Digest digest = digestOf(QStringLiteral("gemini-429-per-day.json"));
    QVERIFY(digest.resetAt);
    QCOMPARE(toIso(*digest.resetAt), QStringLiteral("2026-11-22T08:00:00.000Z"));
    QVERIFY(digest.scope == Scope::Model);
}

void TestFixtures::textSkipsThoughts()
{
    const Digest digest = digestOf(QStringLiteral("gemini-text-ok.json"));
    QCOMPARE(digest.artifacts.size(), 1);
    QCOMPARE(digest.artifacts.first().text, QStringLiteral("Bright two-room flat near the park."));
    QCOMPARE(digest.tokens, qint64(21));
}

void TestFixtures::imageIsTheLastThatIsNoThought()
{
    const QString name = QStringLiteral("gemini-image-ok.json");
    const Digest digest = digestOf(name);
    QCOMPARE(digest.artifacts.size(), 1);
    const Artifact &artifact = digest.artifacts.first();
    QCOMPARE(artifact.mime, QStringLiteral("image/png"));
    const QJsonArray parts =
        readFixture(name)
            .value(
                QLatin1String("body"))[QLatin1String("candidates")][0][QLatin1String("content")][QLatin1String("parts")]
            .toArray();
    const QString last = parts.last()[QLatin1String("inlineData")][QLatin1String("data")].toString();
    QCOMPARE(artifact.bytes, QByteArray::fromBase64(last.toLatin1()));
}

void TestFixtures::pcmBecomesWav()
{
    const QString name = QStringLiteral("gemini-tts-pcm.json");
    const Digest digest = digestOf(name);
    QCOMPARE(digest.artifacts.size(), 1);
    const Artifact &artifact = digest.artifacts.first();
    QCOMPARE(artifact.mime, QStringLiteral("audio/wav"));
    const int bytes = readFixture(name).value(QLatin1String("expect"))[QLatin1String("wav_bytes")].toInt();
    QCOMPARE(artifact.bytes.size(), bytes);
    QVERIFY(artifact.bytes.startsWith("RIFF"));
}

void TestFixtures::dataUrlBecomesAPicture()
{
    const Digest digest = digestOf(QStringLiteral("openrouter-image-ok.json"));
    QCOMPARE(digest.artifacts.size(), 1);
    QCOMPARE(digest.artifacts.first().mime, QStringLiteral("image/png"));
    QCOMPARE(digest.charge, Charge::actual(Money{38'700}));
}

void TestFixtures::responsesApiGivesItsMessage()
{
    const Digest digest = digestOf(QStringLiteral("openai-responses-ok.json"));
    QCOMPARE(digest.artifacts.size(), 1);
    QCOMPARE(digest.artifacts.first().text, QStringLiteral("Sunny corner flat"));
    QCOMPARE(digest.tokens, qint64(82));
}

void TestFixtures::costCountsOnFailuresToo()
{
    Ask ask;
    ask.operation = Operation::Image;
    ask.reserve = Money{67'000};
    ask.price = ModelPrice{};
    ask.price->input = Money{1'000'000};
    ask.price->output = Money{10'000'000};
    const auto charge = [&ask](const char *name) {
        return adapterFor(ProviderKind::Gemini, ask.operation)
            .digest(ask, answerOf(readFixture(QString::fromLatin1(name))))
            .charge;
    };
    QCOMPARE(charge("gemini-image-safety.json"), Charge::actual(Money{270}));
    QCOMPARE(charge("gemini-image-200-no-image.json"), Charge::actual(Money{270 + 140}));
    // 256 thought tokens at the price of output.
    QCOMPARE(charge("gemini-max-tokens-empty.json"), Charge::actual(Money{12 + 2560}));
    QCOMPARE(charge("gemini-429-bare.json"), Charge::none());
}

void TestFixtures::requestsAreAsRecorded_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name :
         {"gemini-text-ok", "gemini-image-ok", "gemini-tts-pcm", "openai-chat-ok", "openai-image-ok"})
        QTest::newRow(name) << QString::fromLatin1(name) + QStringLiteral(".json");
}

void TestFixtures::requestsAreAsRecorded()
{
    QFETCH(const QString, name);
    const QJsonObject wanted = readFixture(name).value(QLatin1String("request")).toObject();
    const QJsonObject body = wanted.value(QLatin1String("body")).toObject();
    Ask ask;
    ask.operation = operationOf(name);
    if (kindOf(name) == ProviderKind::Gemini) {
        ask.model = wanted.value(QLatin1String("url")).toString().section(u'/', -1).section(u':', 0, 0);
        const QJsonArray parts = QJsonValue(body)[QLatin1String("contents")][0][QLatin1String("parts")].toArray();
        ask.prompt = parts.at(0)[QLatin1String("text")].toString();
        if (parts.size() > 1) {
            const QJsonValue data = parts.at(1)[QLatin1String("inlineData")];
            ask.files.append({QStringLiteral("room.png"), data[QLatin1String("mimeType")].toString(),
                              QByteArray::fromBase64(data[QLatin1String("data")].toString().toLatin1())});
        }
        ask.parameters = {{QStringLiteral("temperature"), QStringLiteral("0.7")},
                          {QStringLiteral("maxOutputTokens"), 256}};
        if (ask.operation == Operation::Image)
            ask.parameters = {{QStringLiteral("aspectRatio"), QStringLiteral("16:9")},
                              {QStringLiteral("imageSize"), QStringLiteral("1K")}};
        if (ask.operation == Operation::Speech)
            ask.parameters = {};
    } else {
        ask.model = body.value(QLatin1String("model")).toString();
        ask.prompt = body.value(QLatin1String("prompt"))
                         .toString(QJsonValue(body)[QLatin1String("messages")][0][QLatin1String("content")].toString());
        ask.parameters = {{QStringLiteral("size"), QStringLiteral("1024x1024")},
                          {QStringLiteral("quality"), QStringLiteral("low")}};
    }
    const auto built = adapterFor(kindOf(name), ask.operation).build(ask, QStringLiteral("<KEY>"));
    QVERIFY2(bool(built), built ? "" : qPrintable(built.error().detail));
    QCOMPARE(built->method, wanted.value(QLatin1String("method")).toString().toLatin1());
    QCOMPARE(QString::fromLatin1(built->url.toEncoded()), wanted.value(QLatin1String("url")).toString());
    QCOMPARE(withoutRole(QJsonDocument::fromJson(built->body).object()), withoutRole(body));
    const QJsonObject headers = wanted.value(QLatin1String("headers")).toObject();
    for (auto it = headers.begin(); it != headers.end(); ++it) {
        bool found = false;
        for (const auto &[key, value] : built->headers)
            found = found || (key.toLower() == it.key().toLatin1() && value == it.value().toString().toLatin1());
        QVERIFY2(found, qPrintable(it.key()));
    }
    for (const auto &[key, value] : built->headers)
        QVERIFY(!key.startsWith("X-Fornada"));
}

QTEST_GUILESS_MAIN(TestFixtures)
#include "test_fixtures.moc"
