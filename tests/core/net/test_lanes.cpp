// Many requests: their moments, taking them back, and the end of it all.
#include "held_clock.h"
#include "support/http_test_server.cpp" // each of these programs is one file; the server comes along
#include "wire_recorder.h"

#include <QDir>

using namespace fornada;
using namespace std::chrono_literals;

namespace {

qsizetype entries(const char *folder)
{
    return QDir(QString::fromLatin1(folder)).entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot).size();
}

} // namespace

class LanesTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void manyAtOnce_data();
    void manyAtOnce();
    void whoIsStuckHoldsNobodyUp();
    void waitsForItsMoment();
    void goesAtItsMoment();
    void lateIsDeferred();
    void cancelBeforeSending();
    void cancelOnTheWire();
    void cancelUnknownOrOver();
    void recallGivesBackTheUnsent();
    void recallOfNothing();
    void destructionOnTheWire();
    void destructionLeavesNothing();

private:
    SystemClock m_clock;
};

void LanesTest::manyAtOnce_data()
{
    QTest::addColumn<int>("concurrency");
    for (const int concurrency : {1, 6, 7, 40, 100, 250})
        QTest::addRow("%d", concurrency) << concurrency;
}

// As many as the gates allow are on the wire at the same time.
void LanesTest::manyAtOnce()
{
    QFETCH(int, concurrency);
    HttpTestServer server(m_clock);
    server.setHandler([](const SeenRequest &) { return ServerReply::hold(); });
    HttpTransport transport(m_clock);
    WireRecorder recorder(transport);
    for (int round = 0; round < 2; ++round) { // the second finds warm connections
        for (int i = 0; i < concurrency; ++i)
            transport.send(post(round * 1000 + i, server.url()));
        QVERIFY(recorder.waitFor([&] { return server.openNow() == concurrency; }));
        server.releaseHeld(ServerReply::answer(200, "ok"));
        QVERIFY(recorder.waitUntilAllOver(size_t(concurrency * (round + 1))));
    }
    QCOMPARE(recorder.all<WireAnswered>().size(), size_t(concurrency * 2));
    QCOMPARE(recorder.all<WireSent>().size(), size_t(concurrency * 2));
}

// Neither another host nor other requests to the same one.
void LanesTest::whoIsStuckHoldsNobodyUp()
{
    HttpTestServer stuck(m_clock);
    stuck.setHandler([](const SeenRequest &request) {
        return request.target == "/slow" ? ServerReply::hold() : ServerReply::answer(200, "ok");
    });
    HttpTestServer quick(m_clock);
    HttpTransport transport(m_clock);
    WireRecorder recorder(transport);
    for (int i = 0; i < 60; ++i)
        transport.send(post(i, stuck.url(QStringLiteral("/slow"))));
    QVERIFY(recorder.waitFor([&] { return stuck.openNow() == 60; }));
    for (int i = 100; i < 120; ++i) {
        transport.send(post(i, stuck.url(QStringLiteral("/fast"))));
        transport.send(post(100 + i, quick.url()));
    }
    QVERIFY(recorder.waitUntilAllOver(40));
    QCOMPARE(stuck.countOf("/fast"), 20);
    QCOMPARE(quick.count(), 20);
}

void LanesTest::waitsForItsMoment()
{
    HeldClock clock;
    HttpTestServer server(m_clock);
    HttpTransport transport(clock);
    WireRecorder recorder(transport);
    WireRequest later = post(1, server.url());
    later.sendAt = clock.now().boot + 1us;
    transport.send(later);
    WireRequest now = post(2, server.url());
    now.sendAt = clock.now().boot;
    transport.send(now);
    QVERIFY(recorder.waitUntilOver(2));
    QCOMPARE(recorder.trace(2), "sent answered");
    QCOMPARE(recorder.trace(1), "");
    clock.set(later.sendAt);
    QVERIFY(recorder.waitUntilOver(1));
    QCOMPARE(recorder.trace(1), "sent answered");
    QCOMPARE(recorder.of<WireSent>(1)->at.boot, later.sendAt);
}

void LanesTest::goesAtItsMoment()
{
    HttpTestServer server(m_clock);
    HttpTransport transport(m_clock);
    WireRecorder recorder(transport);
    const Boot start = m_clock.now().boot;
    std::vector<Boot> moments;
    for (int i = 0; i < 20; ++i) { // given in the wrong order
        WireRequest request = post(i, server.url());
        request.sendAt = start + 400ms - i * 10ms;
        moments.push_back(request.sendAt);
        transport.send(request);
    }
    QVERIFY(recorder.waitUntilAllOver(20));
    for (int i = 0; i < 20; ++i) {
        QCOMPARE(recorder.trace(i), "sent answered");
        QVERIFY(recorder.of<WireSent>(i)->at.boot >= moments[size_t(i)]);
    }
    for (const SeenRequest &request : server.requests())
        QVERIFY(request.arrivedAt >= start + 210ms);
}

void LanesTest::lateIsDeferred()
{
    HeldClock clock;
    HttpTestServer server(m_clock);
    HttpTransport transport(clock);
    WireRecorder recorder(transport);
    const Boot now = clock.now().boot;
    WireRequest justInTime = post(1, server.url());
    justInTime.sendAt = now - 50ms;
    justInTime.lateLimit = 50ms;
    WireRequest late = post(2, server.url(QStringLiteral("/late")));
    late.sendAt = now - 50ms - 1us;
    late.lateLimit = 50ms;
    transport.send(justInTime);
    transport.send(late);
    QVERIFY(recorder.waitUntilAllOver(2));
    QCOMPARE(recorder.trace(1), "sent answered");
    QCOMPARE(recorder.trace(2), "deferred");
    QCOMPARE(server.countOf("/late"), 0);
}

void LanesTest::cancelBeforeSending()
{
    HttpTestServer server(m_clock);
    HttpTransport transport(m_clock);
    WireRecorder recorder(transport);
    WireRequest request = post(1, server.url());
    request.sendAt = m_clock.now().boot + 1h;
    transport.send(request);
    transport.cancel(1);
    QVERIFY(recorder.waitUntilOver(1));
    QCOMPARE(recorder.trace(1), "notSent");
    QCOMPARE(server.connections(), 0);
}

void LanesTest::cancelOnTheWire()
{
    HttpTestServer server(m_clock);
    server.setHandler([](const SeenRequest &) { return ServerReply::hold(); });
    HttpTransport transport(m_clock);
    WireRecorder recorder(transport);
    for (const qint64 id : {1, 2})
        transport.send(post(id, server.url()));
    QVERIFY(recorder.waitFor([&] { return server.openNow() == 2; }));
    transport.cancel(1);
    QVERIFY(recorder.waitUntilOver(1));
    QCOMPARE(recorder.trace(1), "sent cancelled");
    server.releaseHeld(ServerReply::answer(200, "ok"));
    QVERIFY(recorder.waitUntilOver(2));
    QCOMPARE(recorder.trace(2), "sent answered");
    QCOMPARE(server.count(), 2);
}

void LanesTest::cancelUnknownOrOver()
{
    HttpTestServer server(m_clock);
    HttpTransport transport(m_clock);
    WireRecorder recorder(transport);
    transport.send(post(1, server.url()));
    QVERIFY(recorder.waitUntilOver(1));
    transport.cancel(1);
    transport.cancel(99);
    transport.send(post(2, server.url()));
    QVERIFY(recorder.waitUntilOver(2));
    QCOMPARE(recorder.trace(1), "sent answered");
    QCOMPARE(recorder.trace(99), "");
}

void LanesTest::recallGivesBackTheUnsent()
{
    HttpTestServer server(m_clock);
    server.setHandler([](const SeenRequest &) { return ServerReply::hold(); });
    HttpTransport transport(m_clock);
    WireRecorder recorder(transport);
    const Boot soon = m_clock.now().boot + 200ms;
    for (int i = 0; i < 4; ++i)
        transport.send(post(i, server.url(QStringLiteral("/gone"))));
    QVERIFY(recorder.waitFor([&] { return server.openNow() == 4; }));
    for (int i = 10; i < 40; ++i) {
        WireRequest request = post(i, server.url(QStringLiteral("/unsent")));
        request.sendAt = soon;
        transport.send(request);
    }
    std::atomic<int> acknowledged = 0;
    std::atomic<size_t> deferredByThen = 0;
    transport.recallUnsent([&] {
        deferredByThen = recorder.all<WireDeferred>().size();
        ++acknowledged;
    });
    QVERIFY(recorder.waitFor([&] { return acknowledged > 0; }));
    QCOMPARE(deferredByThen.load(), size_t(30));

    // Past the moment they were planned for: one that was sent after all would be seen before this one.
    WireRequest last = post(100, server.url(QStringLiteral("/last")));
    last.sendAt = soon + 50ms;
    transport.send(last);
    QVERIFY(recorder.waitFor([&] { return server.countOf("/last") == 1; }));
    QCOMPARE(server.countOf("/unsent"), 0);
    server.releaseHeld(ServerReply::answer(200, "ok"));
    QVERIFY(recorder.waitUntilAllOver(35));
    for (int i = 0; i < 4; ++i)
        QCOMPARE(recorder.trace(i), "sent answered");
    QCOMPARE(acknowledged.load(), 1);
}

void LanesTest::recallOfNothing()
{
    HttpTransport transport(m_clock);
    std::atomic<int> acknowledged = 0;
    transport.recallUnsent([&] { ++acknowledged; });
    QVERIFY(QTest::qWaitFor([&] { return acknowledged > 0; }, 20000));
    QCOMPARE(acknowledged.load(), 1);
}

void LanesTest::destructionOnTheWire()
{
    HttpTestServer server(m_clock);
    server.setHandler([](const SeenRequest &) { return ServerReply::hold(); });
    std::optional<HttpTransport> transport(std::in_place, m_clock);
    WireRecorder recorder(*transport);
    for (int i = 0; i < 20; ++i)
        transport->send(post(i, server.url(), QByteArray(200000, 'x')));
    QVERIFY(recorder.waitFor([&] { return server.openNow() == 20; }));
    transport.reset();
    const size_t events = recorder.size();
    server.releaseHeld(ServerReply::answer(200, "ok"));
    QVERIFY(recorder.waitFor([&] { return server.openConnections() == 0; }));
    QCOMPARE(recorder.size(), events);
    QCOMPARE(recorder.all<WireSent>().size(), size_t(20));
    QVERIFY(recorder.all<WireFailed>().empty() && recorder.all<WireAnswered>().empty());
}

// Threads and file descriptors of several transports, with every kind of end, are all gone afterwards.
void LanesTest::destructionLeavesNothing()
{
    HttpTestServer server(m_clock);
    server.setHandler([](const SeenRequest &request) {
        const int kind = request.body.toInt() % 5;
        return kind == 0   ? ServerReply::close()
               : kind == 1 ? ServerReply::reset()
               : kind == 2 ? ServerReply::answer(500, "no")
               : kind == 3 ? ServerReply::answer(200, "whole").cutTo(70)
                           : ServerReply::answer(200, "ok");
    });
    const auto round = [&](int requests) {
        auto transport = std::make_unique<HttpTransport>(m_clock);
        WireRecorder recorder(*transport);
        const bool over = recorder.inTurns(
            requests, 24, [&](int i) { transport->send(post(i, server.url(), QByteArray::number(i))); });
        for (int i = requests; i < requests + 24; ++i) // the transport dies with these under way
            transport->send(post(i, server.url(), QByteArray::number(i)));
        transport.reset(); // before the recorder, which it tells to the end
        return over;
    };
    QVERIFY(round(50)); // whatever Qt makes once for all
    QVERIFY(QTest::qWaitFor([&] { return server.openConnections() == 0; }, 20000));
    const qsizetype threads = entries("/proc/self/task");
    const qsizetype files = entries("/proc/self/fd");
    for (int i = 0; i < 3; ++i)
        QVERIFY(round(1000));
    QVERIFY(QTest::qWaitFor([&] { return server.openConnections() == 0; }, 20000));
    QVERIFY(QTest::qWaitFor([&] { return entries("/proc/self/task") <= threads; }, 20000));
    QVERIFY(QTest::qWaitFor([&] { return entries("/proc/self/fd") <= files; }, 20000));
}

QTEST_GUILESS_MAIN(LanesTest)
#include "test_lanes.moc"
