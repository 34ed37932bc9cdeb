#include "base/inbox.h"
#include "base/worker_pool.h"

#include <QTest>
#include <QThread>

#include <atomic>
#include <future>
#include <thread>
#include <vector>

using namespace fornada;

// Work between threads: each piece once, in order, where it belongs.
class TestThreads : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void inboxKeepsTheOrder();
    void inboxTakesMoreWhileItWorks();
    void poolDoesEverythingBeforeItEnds();
    void poolTakesFromManyAndWakesNoMoreThanItMay();
    void poolDropsWhatHasNotBegun();
};

void TestThreads::inboxKeepsTheOrder()
{
    QThread thread;
    auto inbox = std::make_unique<Inbox>();
    inbox->moveToThread(&thread);
    thread.start();
    QList<int> seen; // touched by the thread only, until the promise is kept
    std::promise<QThread *> last;
    constexpr int kMany = 10'000;
    for (int i = 0; i < kMany; ++i)
        inbox->put([&seen, i] { seen.append(i); });
    inbox->put([&last] { last.set_value(QThread::currentThread()); });
    QCOMPARE(last.get_future().get(), &thread);
    QCOMPARE(seen.size(), kMany);
    QVERIFY(std::is_sorted(seen.begin(), seen.end()));
    thread.quit();
    thread.wait();
}

void TestThreads::inboxTakesMoreWhileItWorks()
{
    Inbox inbox;
    QStringList seen;
    inbox.put([&] {
        seen.append(QStringLiteral("first"));
        inbox.put([&] { seen.append(QStringLiteral("from inside")); });
    });
    inbox.put([&] { seen.append(QStringLiteral("second")); });
    QTRY_COMPARE(seen.size(), 3);
    QCOMPARE(seen, (QStringList{QStringLiteral("first"), QStringLiteral("second"), QStringLiteral("from inside")}));
}

void TestThreads::poolDoesEverythingBeforeItEnds()
{
    std::atomic_int done = 0;
    {
        WorkerPool pool(QStringLiteral("test"), 3);
        for (int i = 0; i < 1'000; ++i)
            pool.start([&done] { ++done; });
    }
    QCOMPARE(done.load(), 1'000);
}

void TestThreads::poolTakesFromManyAndWakesNoMoreThanItMay()
{
    constexpr int kGivers = 4, kEach = 2'000, kThreads = 2;
    std::atomic_int done = 0, atOnce = 0, most = 0;
    {
        WorkerPool pool(QStringLiteral("test"), kThreads);
        std::vector<std::thread> givers;
        for (int giver = 0; giver < kGivers; ++giver)
            givers.emplace_back([&] {
                for (int i = 0; i < kEach; ++i)
                    pool.start([&] {
                        const int now = ++atOnce;
                        for (int known = most; known < now && !most.compare_exchange_weak(known, now);) {}
                        ++done;
                        --atOnce;
                    });
            });
        for (std::thread &giver : givers)
            giver.join();
        pool.waitForDone();
        QCOMPARE(done.load(), kGivers * kEach);
        pool.start([&done] { ++done; }); // who went home comes back
    }
    QCOMPARE(done.load(), kGivers * kEach + 1);
    QVERIFY(most.load() <= kThreads);
}

void TestThreads::poolDropsWhatHasNotBegun()
{
    WorkerPool pool(QStringLiteral("test"), 1);
    std::promise<void> begun, go;
    std::atomic_int later = 0;
    pool.start([&] {
        begun.set_value();
        go.get_future().wait();
    });
    begun.get_future().wait();
    for (int i = 0; i < 10; ++i)
        pool.start([&later] { ++later; });
    pool.dropWaiting();
    go.set_value();
    pool.waitForDone();
    QCOMPARE(later.load(), 0);
}

QTEST_GUILESS_MAIN(TestThreads)
#include "test_threads.moc"
