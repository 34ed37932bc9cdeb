#include "gui/host_link.h"
#include "gui/raise_socket.h"
#include "host/engine_host.h"
#include "models/batch_model.h"
#include "models/eta_book.h"
#include "pages/batches_page.h"
#include "pages/jobs_page.h"
#include "widgets/banner.h"
#include "widgets/figure_tile.h"
#include "widgets/result_preview.h"
#include "window/actions.h"
#include "window/main_window.h"

#include <QApplication>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace fornada;

// The window over the real engine, store and sandbox: what main.cpp puts together.
class TestWholeWindow final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void firstStartToResults()
    {
        QTemporaryDir folder;
        HostLink link;
        HostOptions options;
        options.dataFolder = folder.path();
        options.notifier = &link;
        auto host = EngineHost::open(options);
        QVERIFY2(bool(host), qPrintable(host ? QString() : toName(host.error().kind) + host.error().detail));
        link.bind(**host);
        auto &app = *qobject_cast<QApplication *>(QCoreApplication::instance());
        Theme theme(app);
        Language language(app);
        language.setChoice(LanguageChoice::English);
        const SystemClock clock;
        QSettings settings(folder.filePath(QStringLiteral("window.ini")), QSettings::IniFormat);
        ReadDesk reads([path = folder.path()] { return StoreReadPort::open(path); });
        CommandDesk commands(link);
        Pulse pulse(link, reads, clock);
        BatchModel batches(link, reads);
        EtaBook etas(reads, pulse, batches);
        QSignalSpy refused(&commands, &CommandDesk::refused);
        {
            MainWindow window({link, reads, commands, pulse, batches, theme, language, etas, settings});
            window.show();
            batches.refresh();
            pulse.start();
            auto *button = window.findChild<QPushButton *>(QStringLiteral("trySample"));
            QTRY_VERIFY(button->isVisible());
            QTest::mouseClick(button, Qt::LeftButton);
            QTRY_COMPARE_WITH_TIMEOUT(batches.rowCount(), 1, 10'000);
            QTRY_COMPARE_WITH_TIMEOUT(batches.batches().first().state, BatchState::Finished, 60'000);
            const StateCounts counts = batches.batches().first().counts;
            QCOMPARE(counts.total(), 12);
            QCOMPARE(counts.settled(), 12);
            QVERIFY(counts[JobState::Completed] > 0);

            window.jobsPage().showBatch(batches.batches().first().id);
            window.showPage(QStringLiteral("jobs"));
            auto *jobs = window.findChild<QTableView *>(QStringLiteral("jobs"));
            QTRY_COMPARE(jobs->model()->rowCount(), 12);
            int line = 0;
            while (line < 12 && JobState(jobs->model()->index(line, 0).data(StateRole).toInt()) != JobState::Completed)
                ++line;
            QVERIFY(line < 12);
            jobs->selectRow(line);
            auto *preview = window.findChild<ResultPreview *>();
            QTRY_VERIFY(preview->isVisible());
            QCOMPARE(refused.size(), 0);

            // The minute metrics of the real store reach the dashboard.
            window.showPage(QStringLiteral("dashboard"));
            auto *done = window.findChildren<FigureTile *>().first();
            QTRY_COMPARE_WITH_TIMEOUT(done->figure(), QString::number(counts[JobState::Completed]), 10'000);
            // A removed batch is gone from the list, and Ctrl+Z brings it back.
            commands.run(QStringLiteral("batch.remove"),
                         {{QStringLiteral("batch"), batches.batches().first().id.value}});
            QTRY_COMPARE_WITH_TIMEOUT(batches.rowCount(), 0, 10'000);
            QTRY_VERIFY(window.findChild<Banner *>(QStringLiteral("banner"))->isVisible());
            window.showPage(QStringLiteral("activity"));
            auto *journal = window.findChild<QTableView *>(QStringLiteral("activity"));
            QTRY_VERIFY(journal->model()->rowCount() >= 3); // added, finished, removed
            QTest::keyClick(&window, Qt::Key_Z, Qt::ControlModifier);
            QTRY_COMPARE_WITH_TIMEOUT(batches.rowCount(), 1, 10'000);
            QCOMPARE(batches.batches().first().counts, counts);
            QCOMPARE(refused.size(), 0);

            RaiseSocket socket;
            QSignalSpy knocked(&socket, &RaiseSocket::knocked);
            socket.listen(folder.path());
            auto second = EngineHost::open(options);
            QVERIFY(!second);
            QCOMPARE(second.error().kind, ErrorKind::AnotherInstance);
            QVERIFY(RaiseSocket::knock(folder.path()));
            QTRY_COMPARE(knocked.size(), 1);
            pulse.stop();
        }
        (*host)->stop(std::chrono::seconds(1));
    }
};

QTEST_MAIN(TestWholeWindow)
#include "test_whole_window.moc"
