#include "host/deliveries.h"
#include "support/store_world.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <ctime>

using namespace fornada;
using namespace fornada::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

class HandClock final : public Clock {
public:
    Moment now() const override { return time; }
    QString bootId() const override { return u"boot"_s; }

    Moment time{Wall(std::chrono::milliseconds(kDay.startOfDay().toMSecsSinceEpoch())) + 20h, Boot(1000s)};
};

class Deaf final : public Notifier {
public:
    void notify(const Event &) override {}
};

} // namespace

// Reports of days and weeks are written by themselves.
class TestDeliveries : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void whenADaysCapIsReached();
    void whatIsLeftSaysWhyAndUntilWhen();
    void whenTheDayTurns();
    void whenTheWeekIsOver();
    void clocksMayJump();
    void theMachineMaySleep();

private:
    bool isThere(const QString &name) const
    {
        return QFile::exists(m_world->folder() + u"/reports/"_s + name + u".html"_s);
    }
    std::unique_ptr<World> m_world;
    HandClock m_clock;
    Deaf m_next;
    BatchWaits m_waits;
    std::unique_ptr<Deliveries> m_deliveries;
};

void TestDeliveries::initTestCase()
{
    qputenv("TZ", "UTC");
    tzset();
}

// One request of that day.
void TestDeliveries::init()
{
    m_world = std::make_unique<World>(World::Kind::Sqlite);
    const BatchId batch = m_world->simpleBatch(1);
    const JobId job = m_world->heads(batch).first().id;
    Settle settle = m_world->settleOf(job, m_world->claim(job), JobEvent::Completed, Outcome::Done,
                                      Charge::actual(cents(3)), at(30));
    settle.sent = at(20);
    settle.received = at(25);
    m_world->settle(settle);
    m_clock = HandClock();
    m_deliveries =
        std::make_unique<Deliveries>(m_world->folder(), m_clock, m_next,
                                     Deliveries::Hooks{[](std::function<void()> work) { work(); }, [](const Event &) {},
                                                       [](BatchId, Wall) {}, [this] { return m_waits; }});
    m_deliveries->lookAtDay();
}

void TestDeliveries::cleanup()
{
    m_deliveries.reset();
    m_world.reset();
}

void TestDeliveries::whenADaysCapIsReached()
{
    m_deliveries->finish();
    QVERIFY(!isThere(u"day 2023-11-14"_s));
    m_deliveries->notify({0, {}, EventLevel::Info, u"dayCapReached"_s, {}, u"portraits"_s, {}});
    m_deliveries->finish();
    QVERIFY(isThere(u"day 2023-11-14"_s));
}

void TestDeliveries::whatIsLeftSaysWhyAndUntilWhen()
{
    const Moment tomorrow = m_clock.time + 4h;
    m_waits.insert(BatchId{1}, {{u"images"_s, Opening::closed(WaitReason::DailyCap, tomorrow)}});
    m_deliveries->notify({0, {}, EventLevel::Info, u"dayCapReached"_s, {}, u"portraits"_s, {}});
    m_deliveries->finish();
    QFile file(m_world->folder() + u"/reports/day 2023-11-14.json"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonValue batch = QJsonDocument::fromJson(file.readAll())[u"batches"_s][0];
    QCOMPARE(batch[u"waits"_s][0][u"reason"_s].toString(), u"dailyCap"_s);
    QCOMPARE(batch[u"waits"_s][0][u"until"_s].toString(), toIso(tomorrow.wall));
    QVERIFY(batch[u"waiting"_s].toString().contains(u"continues"_s));
}

void TestDeliveries::whenTheDayTurns()
{
    m_clock.time = m_clock.time + 3h;
    m_deliveries->lookAtDay();
    m_deliveries->finish();
    QVERIFY(!isThere(u"day 2023-11-14"_s)); // it goes on
    m_clock.time = m_clock.time + 2h;
    m_deliveries->lookAtDay();
    m_deliveries->finish();
    QVERIFY(isThere(u"day 2023-11-14"_s));
    QVERIFY(!isThere(u"week of 2023-11-13"_s));
}

void TestDeliveries::whenTheWeekIsOver()
{
    m_clock.time = m_clock.time + 24h * 6;
    m_deliveries->lookAtDay();
    m_deliveries->finish();
    QVERIFY(isThere(u"week of 2023-11-13"_s));
}

void TestDeliveries::clocksMayJump()
{
    m_clock.time.wall -= 48h;
    m_deliveries->lookAtDay();
    m_deliveries->finish();
    QVERIFY(!isThere(u"day 2023-11-14"_s));
    m_clock.time.wall += 48h + 5h;
    m_deliveries->lookAtDay();
    m_deliveries->finish();
    QVERIFY(isThere(u"day 2023-11-14"_s));
}

void TestDeliveries::theMachineMaySleep()
{
    m_clock.time = m_clock.time + 72h;
    m_deliveries->lookAtDay();
    m_deliveries->finish();
    QVERIFY(isThere(u"day 2023-11-14"_s));
}

QTEST_GUILESS_MAIN(TestDeliveries)
#include "test_deliveries.moc"
