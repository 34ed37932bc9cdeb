#include "host/engine_host.h"

#include <QTemporaryDir>
#include <QTest>

#include <chrono>
#include <mutex>

using namespace fornada;
using namespace Qt::StringLiterals;

// The window hears of changes at most ten times a second, however many there are, and of the last one too.
class TestChangePace : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void manyChangesAreFewSignals()
    {
        using Clock = std::chrono::steady_clock;
        QTemporaryDir folder;
        HostOptions options;
        options.dataFolder = folder.filePath(u"data"_s);
        options.paused = true;
        options.takeCommands = false;
        std::mutex mutex;
        QList<Clock::time_point> signalled; // guarded by mutex
        auto host = EngineHost::open(options);
        QVERIFY(host);
        (*host)->setChangeSink([&](const Changes &) {
            const std::lock_guard lock(mutex);
            signalled.append(Clock::now());
        });
        const auto heard = [&] {
            const std::lock_guard lock(mutex);
            return signalled;
        };
        int commands = 0;
        for (; heard().size() < 8 && commands < 100'000; ++commands) {
            const auto done = (*host)->call(
                {commands % 2 ? u"queue.resume"_s : u"queue.pause"_s, {{u"queue"_s, u"portraits"_s}}, u"test"_s});
            QVERIFY2(done, done ? "" : qPrintable(done.error().detail));
        }
        const qsizetype during = heard().size();
        QVERIFY(during >= 8);
        QVERIFY((*host)->call({u"queue.pause"_s, {{u"queue"_s, u"texts"_s}}, u"test"_s}));
        QTRY_VERIFY(heard().size() > during);         // what came last is told too
        const QList<Clock::time_point> all = heard(); // the end tells once more, at once
        qInfo("%d commands, %lld signals", commands, qlonglong(all.size()));
        QVERIFY(commands > 2 * all.size());
        for (qsizetype i = 1; i < all.size(); ++i) { // a coarse timer may be a twentieth early
            const auto gap = std::chrono::duration_cast<std::chrono::milliseconds>(all.at(i) - all.at(i - 1));
            QVERIFY2(gap >= std::chrono::milliseconds(94), qPrintable(QString::number(gap.count())));
        }
    }
};

QTEST_GUILESS_MAIN(TestChangePace)
#include "test_change_pace.moc"
