#include "limits/sliding_window.h"

#include "moments.h"

#include <QTest>

using namespace fornada;
using namespace fornada::test;

class TestWindow final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void windowIsExact();
    void windowCountsThoseAhead();
    void windowTooHeavyForEver();
    void windowWeighs();
    void windowCorrectsSafely();
    void windowMovesAndReturns();
    void windowStaysSmallAndSafe();
    void windowRestored();
};

void TestWindow::windowIsExact()
{
    SlidingWindow window(WaitReason::Window);
    window.configure({3, 60s, Micros(0)});
    for (const Micros at : {Micros(0), Micros(10s), Micros(20s)}) {
        QVERIFY(window.earliest(after(at), 1, 0).isOpen());
        window.sent(after(at).boot, 1);
    }
    QCOMPARE(window.earliest(after(20s), 1, 0).reason, WaitReason::Window);
    QVERIFY(*window.earliest(after(20s), 1, 0).until == after(60s));
    QVERIFY(!window.earliest(after(60s - 1us), 1, 0).isOpen());
    QVERIFY(window.earliest(after(60s), 1, 0).isOpen());
    QCOMPARE(window.used(after(65s).boot), 2);
    window.sent(after(65s).boot, 1);
    QVERIFY(*window.earliest(after(65s), 1, 0).until == after(70s));
    // The margin: half a percent, 300 ms at most, or what was set.
    window.configure({3, 60s, {}});
    QVERIFY(*window.earliest(after(65s), 1, 0).until == after(70s + 300ms));
    window.configure({3, 10s, {}});
    QVERIFY(window.holdTime() == 10s + 50ms);
    window.configure({3, 60s, 2s});
    QVERIFY(window.holdTime() == 62s);
}

void TestWindow::windowCountsThoseAhead()
{
    SlidingWindow window(WaitReason::Window);
    window.configure({3, 60s, Micros(0)});
    QVERIFY(window.earliest(kStart, 1, 2).isOpen());
    QVERIFY(wait(window.earliest(kStart, 1, 3), kStart) == 60s);
    window.sent(kStart.boot, 1);
    window.sent(after(1s).boot, 1);
    QVERIFY(*window.earliest(after(1s), 1, 1).until == after(60s));
    QVERIFY(*window.earliest(after(1s), 1, 2).until == after(61s));
    QVERIFY(*window.earliest(after(1s), 1, 3).until == after(120s));
}

void TestWindow::windowTooHeavyForEver()
{
    SlidingWindow window(WaitReason::TokenWindow);
    window.configure({1000, 60s, {}});
    const Opening opening = window.earliest(kStart, 1001, 0);
    QCOMPARE(opening.reason, WaitReason::TokenWindow);
    QVERIFY(!opening.until);
    QVERIFY(window.earliest(kStart, 1000, 0).isOpen());
}

void TestWindow::windowWeighs()
{
    SlidingWindow window(WaitReason::TokenWindow);
    window.configure({1000, 60s, Micros(0)});
    window.sent(kStart.boot, 400);
    window.sent(after(10s).boot, 300);
    window.sent(after(20s).boot, 200);
    QVERIFY(window.earliest(after(20s), 100, 0).isOpen());
    QVERIFY(*window.earliest(after(20s), 101, 0).until == after(60s));
    QVERIFY(*window.earliest(after(20s), 500, 0).until == after(60s));
    QVERIFY(*window.earliest(after(20s), 501, 0).until == after(70s));
    QVERIFY(*window.earliest(after(20s), 100, 600).until == after(70s));
    QVERIFY(*window.earliest(after(20s), 1000, 0).until == after(80s));
    QVERIFY(window.earliest(after(20s), 0, 0).isOpen());
}

void TestWindow::windowCorrectsSafely()
{
    SlidingWindow window(WaitReason::TokenWindow);
    window.configure({1000, 60s, Micros(0)});
    window.sent(kStart.boot, 500);
    window.sent(after(10s).boot, 500);
    window.correct(after(10s).boot, 500, 200, after(12s).boot);
    QCOMPARE(window.used(after(12s).boot), 700);
    QVERIFY(*window.earliest(after(12s), 301, 0).until == after(60s));
    // More than estimated counts from when it was learned.
    window.correct(kStart.boot, 500, 600, after(15s).boot);
    QCOMPARE(window.used(after(15s).boot), 800);
    QVERIFY(*window.earliest(after(15s), 901, 0).until == after(75s));
    // The send has left the window: nothing is given back out of newer ones.
    window.correct(kStart.boot, 500, 0, after(65s).boot);
    QCOMPARE(window.used(after(65s).boot), 300);
}

void TestWindow::windowMovesAndReturns()
{
    SlidingWindow window(WaitReason::Window);
    window.configure({2, 60s, Micros(0)});
    window.sent(kStart.boot, 1);
    window.sent(after(1s).boot, 1);
    window.moved(kStart.boot, after(5s).boot, 1);
    QVERIFY(*window.earliest(after(5s), 1, 0).until == after(61s));
    window.unsent(after(1s).boot, 1);
    QVERIFY(window.earliest(after(5s), 1, 0).isOpen());
    QCOMPARE(window.used(after(5s).boot), 1);
    window.sent(after(3s).boot, 1); // reported out of order
    QVERIFY(*window.earliest(after(5s), 1, 0).until == after(63s));
}

void TestWindow::windowStaysSmallAndSafe()
{
    SlidingWindow window(WaitReason::Window);
    constexpr qint64 limit = 100'000;
    window.configure({limit, 60s, Micros(0)});
    Moment now = kStart;
    qint64 sent = 0;
    for (; sent < 2 * limit; ++sent) {
        const Opening opening = window.earliest(now, 1, 0);
        if (!opening.isOpen())
            now = *opening.until;
        window.sent(now.boot, 1);
        window.forgetOld(now.boot);
        now = now + 100us;
    }
    QVERIFY2(window.groupCount() <= 1002, qPrintable(QString::number(window.groupCount())));
    // The second lot of 100,000 begins a minute after the first, and at most a group's width later.
    QVERIFY(now.boot - kStart.boot >= 70s - 100us);
    QVERIFY(now.boot - kStart.boot <= 70s + 120ms);
}

void TestWindow::windowRestored()
{
    SlidingWindow window(WaitReason::Window);
    window.configure({10'000, 60s, Micros(0)});
    for (int i = 0; i < 5000; ++i)
        window.sent(after(i * 10ms).boot, 1);
    const Moment savedAt = after(50s);
    const QJsonArray state = window.save(savedAt.boot);
    QVERIFY(state.size() <= 2 * 101);
    SlidingWindow restored(WaitReason::Window);
    restored.configure({10'000, 60s, Micros(0)});
    restored.restore(state, savedAt, BootShift(savedAt, true, after(55s)), after(55s).boot, 7, 0);
    QCOMPARE(restored.used(after(55s).boot), 5007);
    // Never fewer than the full record holds, at any time.
    for (int second = 56; second < 116; ++second)
        QVERIFY(restored.used(after(second * 1s).boot) >= window.used(after(second * 1s).boot));
    QCOMPARE(restored.used(after(114s).boot), 7);
    QCOMPARE(restored.used(after(115s).boot), 0);
}

QTEST_GUILESS_MAIN(TestWindow)
#include "test_window.moc"
