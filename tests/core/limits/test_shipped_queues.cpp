#include "limits/retry.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace fornada;
using namespace std::chrono_literals;

namespace {

struct Shipped {
    LimitSet limits;
    RetryPolicy retry;
    Micros deadline = {};
    bool whenNeeded = false;
};

// resources/presets/queues.json, as the program reads it.
QMap<QString, Shipped> shippedQueues()
{
    QFile file(QStringLiteral(":/fornada/presets/queues.json"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no queues are shipped");
    QMap<QString, Shipped> queues;
    const QJsonArray entries = QJsonDocument::fromJson(file.readAll())[QLatin1String("queues")].toArray();
    for (const QJsonValue &entry : entries) {
        const QString name = entry[QLatin1String("name")].toString();
        const auto limits = limitSetFromJson(entry[QLatin1String("limits")].toObject());
        const auto retry = retryPolicyFromJson(entry[QLatin1String("retry")].toObject());
        if (!limits || !retry || queues.contains(name))
            qFatal("%s", qPrintable(name));
        queues[name] = {*limits, *retry, std::chrono::seconds(entry[QLatin1String("deadline")].toInt()),
                        entry[QLatin1String("whenNeeded")].toBool()};
    }
    return queues;
}

// The waits between all attempts, as the law has them before chance shifts each a little.
QList<int> waitsOf(const RetryPolicy &policy)
{
    QList<int> seconds;
    for (int attempt = 1; attempt < policy.maxAttempts; ++attempt)
        seconds.append(int(backoff(policy, attempt) / Micros(1s)));
    return seconds;
}

using Seconds = QList<int>;

} // namespace

// What the five systems had is what a new folder has.
class TestShippedQueues final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theyAreWhatTheSystemsHad_data();
    void theyAreWhatTheSystemsHad();
    void thereAreNoOthers();
    void stagingKeepsItsPaceAndGivesUpAfterADay();
};

void TestShippedQueues::theyAreWhatTheSystemsHad_data()
{
    QTest::addColumn<int>("atOnce");
    QTest::addColumn<Seconds>("waits");
    QTest::addColumn<int>("deadline");
    QTest::addColumn<bool>("whenNeeded");
    QTest::newRow("portraits") << 4 << Seconds{2, 4} << 180 << false;
    QTest::newRow("texts") << 10 << Seconds{1, 2, 4} << 120 << false;
    QTest::newRow("speech") << 30 << Seconds{1, 2, 4} << 120 << false;
    QTest::newRow("worker") << 10 << Seconds{10, 20} << 600 << false;
    QTest::newRow("stencil-generation") << 5 << Seconds{2, 4} << 180 << true;
    QTest::newRow("enhance") << 3 << Seconds{2, 4} << 180 << true;
    QTest::newRow("ia-gen") << 3 << Seconds{2, 4} << 180 << true;
    QTest::newRow("color-match") << 10 << Seconds{2, 4} << 180 << true;
    QTest::newRow("staging") << 10 << Seconds{10, 20} << 600 << true;
    QTest::newRow("audio") << 3 << Seconds{2, 4, 8} << 180 << true;
    QTest::newRow("notification") << 5 << Seconds{2, 4, 8} << 60 << true;
    QTest::newRow("rehearsal") << 8 << Seconds{1, 2} << 120 << true;
}

void TestShippedQueues::theyAreWhatTheSystemsHad()
{
    QFETCH(int, atOnce);
    QFETCH(Seconds, waits);
    QFETCH(int, deadline);
    QFETCH(bool, whenNeeded);
    const auto queues = shippedQueues();
    const QString name = QString::fromLatin1(QTest::currentDataTag());
    QVERIFY(queues.contains(name));
    const Shipped queue = queues[name];
    QCOMPARE(queue.limits.concurrency, std::optional(atOnce));
    QCOMPARE(queue.limits.rowConcurrency, name == u"speech" ? std::optional(3) : std::nullopt);
    QCOMPARE(waitsOf(queue.retry), waits);
    QVERIFY(queue.deadline == std::chrono::seconds(deadline));
    QCOMPARE(queue.whenNeeded, whenNeeded);
    QVERIFY(queue.retry.jitter <= 0.1);
}

void TestShippedQueues::thereAreNoOthers()
{
    QCOMPARE(shippedQueues().size(), 12);
}

// 60 a minute, bucket 10; 10 s to 300 s with three doublings; 24 h from the first attempt.
void TestShippedQueues::stagingKeepsItsPaceAndGivesUpAfterADay()
{
    const auto queues = shippedQueues();
    for (const auto &[name, queue] : queues.asKeyValueRange()) {
        const bool isStaging = name == u"worker" || name == u"staging";
        QCOMPARE(queue.limits.pace.has_value(), isStaging);
        QCOMPARE(queue.retry.ageLimit.has_value(), isStaging);
        if (!isStaging)
            continue;
        QCOMPARE(queue.limits.pace->count, 60);
        QVERIFY(queue.limits.pace->period == 1min);
        QCOMPARE(queue.limits.pace->burst, 10);
        QCOMPARE(queue.retry.maxAttempts, 3);
        QVERIFY(*queue.retry.ageLimit == 24h);
        QList<int> law;
        for (int attempt = 1; attempt <= 7; ++attempt)
            law.append(int(backoff(queue.retry, attempt) / Micros(1s)));
        QCOMPARE(law, (QList<int>{10, 20, 40, 80, 160, 240, 300}));
    }
}

QTEST_GUILESS_MAIN(TestShippedQueues)
#include "test_shipped_queues.moc"
