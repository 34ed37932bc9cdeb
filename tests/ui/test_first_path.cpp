#include "dialogs/failure_desk.h"
#include "dialogs/new_batch.h"
#include "pages/batches_page.h"
#include "pages/first_start.h"
#include "pages/jobs_page.h"
#include "ui/sample_data.h"
#include "ui/ui_bench.h"
#include "widgets/banner.h"
#include "widgets/crash_card.h"
#include "window/actions.h"
#include "window/command_palette.h"
#include "window/main_window.h"

#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryFile>
#include <QTest>

using namespace fornada;

namespace {

QApplication &app()
{
    return *qobject_cast<QApplication *>(QCoreApplication::instance());
}

// A window over the sample day, shown and filled.
struct Shown {
    explicit Shown(std::shared_ptr<MadeUpData> data)
        : bench(app(), std::move(data))
    {
        bench.language.setChoice(LanguageChoice::English);
        window = std::make_unique<MainWindow>(bench.context());
        window->show();
        bench.batches.refresh();
    }
    static Shown sample() { return Shown(sampleData({}, SystemClock().now().wall)); }
    template<class W>
    W *find(const char *name) const
    {
        return window->findChild<W *>(QString::fromLatin1(name));
    }
    Actions &actions() const { return *window->findChild<Actions *>(); }

    UiBench bench;
    std::unique_ptr<MainWindow> window;
};

} // namespace

class TestFirstPath final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tryItNowStartsTheSample()
    {
        Shown shown(std::make_shared<MadeUpData>());
        shown.bench.link.answers.insert(QStringLiteral("batch.create"), {{QStringLiteral("batch"), 1}});
        QByteArray rows;
        shown.bench.link.onCommand = [&](const Command &command) {
            if (command.name != QLatin1String("batch.create"))
                return;
            QFile file(command.args.value(QLatin1String("rows")).toString());
            if (file.open(QIODevice::ReadOnly))
                rows = file.readAll();
            const QMutexLocker lock(&shown.bench.data->mutex);
            Batch batch;
            batch.id = BatchId{1};
            batch.name = QStringLiteral("Sample portraits");
            batch.state = BatchState::Running;
            batch.counts[JobState::Queued] = 12;
            shown.bench.data->batches = {batch};
        };
        QTRY_VERIFY(shown.bench.batches.isLoaded());
        auto *button = shown.find<QPushButton>("trySample");
        QTRY_VERIFY(button->isVisible());
        QTest::mouseClick(button, Qt::LeftButton);
        QTRY_COMPARE(shown.bench.link.names(), QStringList{QStringLiteral("batch.create")});
        const Command sent = shown.bench.link.last(QStringLiteral("batch.create"));
        QCOMPARE(sent.args.value(QLatin1String("recipe")).toString(), QStringLiteral("portrait"));
        QVERIFY(sent.args.value(QLatin1String("start")).toBool());
        QCOMPARE(rows.count('\n'), 13);
        QTRY_VERIFY2(!QFile::exists(sent.args.value(QLatin1String("rows")).toString()), "the copy must go");
        Changes changes;
        changes.batches = {BatchId{1}};
        Q_EMIT shown.bench.link.changed(changes);
        auto *table = shown.find<QTableView>("batches");
        QTRY_VERIFY(table->isVisible());
        QTRY_COMPARE(shown.window->batchesPage().selection().batches, QList<BatchId>{BatchId{1}});
    }

    void aRefusalIsSaidInPlace()
    {
        Shown shown(std::make_shared<MadeUpData>());
        shown.bench.link.refusals.insert(QStringLiteral("batch.create"),
                                         Error{ErrorKind::DiskFull, QStringLiteral("/data"), {}});
        QTRY_VERIFY(shown.bench.batches.isLoaded());
        QTRY_VERIFY(shown.find<QPushButton>("trySample")->isVisible());
        QTest::mouseClick(shown.find<QPushButton>("trySample"), Qt::LeftButton);
        auto *banner = shown.find<Banner>("banner");
        QTRY_VERIFY(banner->isVisible());
        QVERIFY(!banner->text().isEmpty());
        QVERIFY(shown.find<QPushButton>("trySample")->isEnabled());
    }

    void actionsFollowTheSelection()
    {
        Shown shown = Shown::sample();
        auto *table = shown.find<QTableView>("batches");
        QTRY_COMPARE(table->model()->rowCount(), 7);
        Actions &actions = shown.actions();
        QVERIFY(!actions.of(Actions::RetryFailed)->isEnabled());
        table->selectRow(0); // running, 3 failed
        QTRY_VERIFY(actions.of(Actions::RetryFailed)->isEnabled());
        QVERIFY(!actions.of(Actions::StartBatch)->isEnabled());
        actions.of(Actions::RetryFailed)->trigger();
        QTRY_COMPARE(shown.bench.link.names(), QStringList{QStringLiteral("batch.retryFailed")});
        QCOMPARE(
            shown.bench.link.last(QStringLiteral("batch.retryFailed")).args.value(QLatin1String("batch")).toInteger(),
            7);
        table->selectRow(2); // paused
        QVERIFY(actions.of(Actions::StartBatch)->isEnabled());
        QTest::keyClick(shown.window.get(), Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(
            shown.bench.link.last(QStringLiteral("batch.start")).args.value(QLatin1String("batch")).toInteger(), 5);
    }

    void ofSeveralBatchesOnlyTheFittingAreTold()
    {
        Shown shown = Shown::sample();
        auto *table = shown.find<QTableView>("batches");
        QTRY_COMPARE(table->model()->rowCount(), 7);
        const auto told = [&shown](const QString &command) {
            QSet<qint64> ids;
            for (const Command &sent : std::as_const(shown.bench.link.commands))
                if (sent.name == command)
                    ids.insert(sent.args.value(QLatin1String("batch")).toInteger());
            return ids;
        };
        const auto in = [&shown](std::initializer_list<BatchState> states) {
            QSet<qint64> ids;
            for (const Batch &batch : shown.bench.batches.batches())
                if (std::find(states.begin(), states.end(), batch.state) != states.end())
                    ids.insert(batch.id.value);
            return ids;
        };
        table->selectAll();
        const Actions &actions = shown.actions();
        actions.of(Actions::StartBatch)->trigger();
        actions.of(Actions::PauseBatch)->trigger();
        actions.of(Actions::CancelBatch)->trigger();
        auto *box = shown.window->findChild<QMessageBox *>();
        QVERIFY(box);
        for (QAbstractButton *button : box->buttons())
            if (button->text() == QStringLiteral("Cancel batch"))
                QTest::mouseClick(button, Qt::LeftButton);
        QVERIFY(told(QStringLiteral("batch.start")).size() < 7);
        QCOMPARE(told(QStringLiteral("batch.start")), in({BatchState::Draft, BatchState::Paused}));
        QCOMPARE(told(QStringLiteral("batch.pause")), in({BatchState::Running}));
        QCOMPARE(told(QStringLiteral("batch.cancel")),
                 in({BatchState::Draft, BatchState::Running, BatchState::Paused}));
    }

    void aDraftBeginsWithAPilot()
    {
        Shown shown = Shown::sample();
        auto *table = shown.find<QTableView>("batches");
        QTRY_COMPARE(table->model()->rowCount(), 7);
        Actions &actions = shown.actions();
        table->selectRow(0); // running, all of it
        QVERIFY(!actions.of(Actions::StartPilot)->isEnabled());
        QVERIFY(!actions.of(Actions::ReleaseBatch)->isEnabled());
        table->selectRow(6); // the draft
        QTRY_VERIFY(actions.of(Actions::StartPilot)->isEnabled());
        actions.of(Actions::StartPilot)->trigger();
        QTRY_COMPARE(shown.bench.link.names().last(), QStringLiteral("batch.pilot"));
        QCOMPARE(shown.bench.link.last(QStringLiteral("batch.pilot")).args.value(QLatin1String("batch")).toInteger(),
                 1);
    }

    void cancellingAsksFirst()
    {
        Shown shown = Shown::sample();
        auto *table = shown.find<QTableView>("batches");
        QTRY_COMPARE(table->model()->rowCount(), 7);
        table->selectRow(0);
        for (const bool yes : {false, true}) {
            shown.actions().of(Actions::CancelBatch)->trigger();
            auto *box = shown.window->findChild<QMessageBox *>();
            QVERIFY(box);
            for (QAbstractButton *button : box->buttons())
                if ((box->buttonRole(button) == QMessageBox::DestructiveRole) == yes)
                    QTest::mouseClick(button, Qt::LeftButton);
            QTRY_VERIFY(!shown.window->findChild<QMessageBox *>());
            QCOMPARE(shown.bench.link.names().contains(QStringLiteral("batch.cancel")), yes);
        }
    }

    void jobsAreRepairedFromTheirList()
    {
        Shown shown = Shown::sample();
        QTRY_COMPARE(shown.find<QTableView>("batches")->model()->rowCount(), 7);
        shown.window->jobsPage().showBatch(BatchId{7});
        QTest::keyClick(shown.window.get(), Qt::Key_2, Qt::ControlModifier);
        auto *jobs = shown.find<QTableView>("jobs");
        QTRY_VERIFY(jobs->isVisible());
        QTRY_COMPARE(jobs->model()->rowCount(), 60);
        auto *states = shown.find<QComboBox>("stateFilter");
        states->setFocus();
        QTest::keyClicks(states, QStringLiteral("Failed"));
        QTRY_COMPARE(jobs->model()->rowCount(), 3);
        jobs->selectAll();
        QTRY_VERIFY(shown.actions().of(Actions::RetryJobs)->isEnabled());
        QVERIFY(!shown.actions().of(Actions::ResendJobs)->isEnabled());
        shown.actions().of(Actions::RetryJobs)->trigger();
        QTRY_VERIFY(shown.bench.link.names().contains(QStringLiteral("job.retry")));
        QCOMPARE(shown.bench.link.last(QStringLiteral("job.retry")).args.value(QLatin1String("jobs")).toArray(),
                 QJsonArray({32, 33, 34}));
    }

    void searchingFindsRows()
    {
        Shown shown = Shown::sample();
        shown.window->showPage(QStringLiteral("jobs"));
        auto *jobs = shown.find<QTableView>("jobs");
        QTRY_COMPARE(jobs->model()->rowCount(), 60);
        QTest::keyClick(shown.window.get(), Qt::Key_F, Qt::ControlModifier);
        auto *search = shown.find<QLineEdit>("search");
        QTest::keyClicks(search, QStringLiteral("yuki"));
        QTRY_COMPARE(jobs->model()->rowCount(), 5);
    }

    void newBatchSendsWhatWasShown()
    {
        Shown shown(std::make_shared<MadeUpData>());
        QTemporaryFile file(QDir::tempPath() + QStringLiteral("/XXXXXX.csv"));
        QVERIFY(file.open());
        file.write("id,full_name,role\n1,Ana,Baker\n2,Bia,Nurse\n");
        file.close();
        shown.window->showNewBatch(file.fileName());
        auto *dialog = shown.find<NewBatch>("newBatch");
        auto *start = dialog->findChild<QPushButton *>(QStringLiteral("start"));
        QTRY_VERIFY(start->isEnabled());
        QCOMPARE(dialog->findChild<QTableView *>(QStringLiteral("preview"))->model()->rowCount(), 2);
        auto *budget = dialog->findChild<QLineEdit *>(QStringLiteral("budget"));
        QTest::keyClicks(budget, QStringLiteral("five"));
        QVERIFY(!start->isEnabled());
        budget->clear();
        QTest::keyClicks(budget, QStringLiteral("5.00"));
        QTRY_VERIFY(start->isEnabled());
        shown.bench.link.answers.insert(QStringLiteral("batch.create"), {{QStringLiteral("batch"), 9}});
        QSignalSpy added(dialog, &NewBatch::added);
        QTest::mouseClick(start, Qt::LeftButton);
        QTRY_COMPARE(added.size(), 1);
        const QJsonObject args = shown.bench.link.last(QStringLiteral("batch.create")).args;
        QCOMPARE(args.value(QLatin1String("rows")).toString(), file.fileName());
        QCOMPARE(args.value(QLatin1String("budget")).toString(), QStringLiteral("5.00"));
        QVERIFY(args.value(QLatin1String("start")).toBool());
        QTRY_VERIFY(!shown.find<NewBatch>("newBatch"));
    }

    void pastedRowsBecomeABatch()
    {
        Shown shown(std::make_shared<MadeUpData>());
        shown.window->showNewBatch();
        auto *dialog = shown.find<NewBatch>("newBatch");
        dialog->paste(QStringLiteral("id\tfull_name\trole\n7\tRavi\tTeacher\n"));
        auto *draft = dialog->findChild<QPushButton *>(QStringLiteral("draft"));
        QTRY_VERIFY(draft->isEnabled());
        QTest::mouseClick(draft, Qt::LeftButton);
        QTRY_VERIFY(shown.bench.link.names().contains(QStringLiteral("batch.create")));
        const QJsonObject args = shown.bench.link.last(QStringLiteral("batch.create")).args;
        QVERIFY(!args.value(QLatin1String("start")).toBool(true));
        QTRY_VERIFY(!QFile::exists(args.value(QLatin1String("rows")).toString()));
    }

    void failuresAreRetriedByTheirCause()
    {
        Shown shown = Shown::sample();
        FailureDesk desk(shown.bench.context(), {{.batch = BatchId{7}}}, shown.window.get());
        desk.show();
        QPushButton *retry = nullptr;
        QTRY_VERIFY([&] {
            const auto buttons = desk.findChildren<QPushButton *>();
            for (QPushButton *button : buttons)
                if (button->text() == QStringLiteral("Retry these"))
                    retry = button;
            return retry != nullptr;
        }());
        QTest::mouseClick(retry, Qt::LeftButton);
        QTRY_VERIFY(shown.bench.link.names().contains(QStringLiteral("job.retry")));
        // Another cause is left alone: the engine goes by the message.
        const QJsonObject args = shown.bench.link.last(QStringLiteral("job.retry")).args;
        QCOMPARE(args.value(QLatin1String("batch")).toInteger(), 7);
        QCOMPARE(args.value(QLatin1String("message")).toString(), shown.bench.data->failures.first().message);
    }

    void thePaletteRunsByName()
    {
        Shown shown = Shown::sample();
        QTRY_COMPARE(shown.find<QTableView>("batches")->model()->rowCount(), 7);
        QTest::keyClick(shown.window.get(), Qt::Key_K, Qt::ControlModifier);
        auto *palette = shown.window->findChild<CommandPalette *>();
        QVERIFY(palette);
        auto *text = palette->findChild<QLineEdit *>();
        QTest::keyClicks(text, QStringLiteral("pause all"));
        QCOMPARE(palette->findChild<QListWidget *>()->count(), 1);
        QTest::keyClick(text, Qt::Key_Return);
        QTRY_VERIFY(shown.bench.link.names().contains(QStringLiteral("engine.pause")));
    }

    void whatWasStoppedIsTold()
    {
        Shown shown = Shown::sample();
        QJsonObject status = sampleStatus(shown.bench.pulse.now());
        status.insert(QStringLiteral("paused"), true);
        shown.bench.link.answers.insert(QStringLiteral("engine.status"), status);
        RecoveryCard card;
        shown.window->tellRecovery(card);
        auto *told = shown.find<CrashCard>("crashCard");
        QVERIFY(!told->isVisible());
        card.inFlight = 12;
        card.saved = 9;
        card.unknown = 2;
        card.possible = Money{80'000};
        shown.window->tellRecovery(card);
        QVERIFY(told->isVisible());
        QVERIFY(told->text().contains(QStringLiteral("12")));
        QVERIFY(told->text().contains(QStringLiteral("$0.08")));
        QTest::mouseClick(shown.find<QPushButton>("look"), Qt::LeftButton);
        QVERIFY(shown.find<FailureDesk>("failureDesk"));
        QSignalSpy beats(&shown.bench.pulse, &Pulse::beat);
        shown.bench.pulse.refresh();
        QTRY_VERIFY(shown.bench.pulse.vitals().paused && beats.size() >= 2);
        QVERIFY(told->isVisible());
        QTest::mouseClick(shown.find<QPushButton>("resumePaused"), Qt::LeftButton);
        QTRY_VERIFY(shown.bench.link.names().contains(QStringLiteral("engine.pause")));
        QVERIFY(!told->isVisible());
        shown.window->tellRecovery(card);
        QTest::mouseClick(shown.find<QPushButton>("resume"), Qt::LeftButton);
        QTRY_VERIFY(shown.bench.link.names().contains(QStringLiteral("engine.resume")));
        QVERIFY(!told->isVisible());
        // Resumed elsewhere it would not be true any more.
        shown.window->tellRecovery(card);
        QVERIFY(told->isVisible());
        status.insert(QStringLiteral("paused"), false);
        shown.bench.link.answers.insert(QStringLiteral("engine.status"), status);
        shown.bench.pulse.refresh();
        QTRY_VERIFY(!told->isVisible());
    }

    void themeAndLanguageSwitchWhileItRuns()
    {
        Shown shown = Shown::sample();
        QTRY_COMPARE(shown.find<QTableView>("batches")->model()->rowCount(), 7);
        shown.bench.theme.setChoice(ThemeChoice::Dark);
        QCOMPARE(shown.window->palette().color(QPalette::Window), coloursOf(Shade::Dark).window);
        shown.bench.theme.setChoice(ThemeChoice::Light);
        QCOMPARE(shown.window->palette().color(QPalette::Window), coloursOf(Shade::Light).window);
        shown.bench.language.setChoice(LanguageChoice::Portuguese);
        QTRY_COMPARE(shown.actions().of(Actions::NewBatch)->text(), QStringLiteral("Novo lote"));
        shown.bench.language.setChoice(LanguageChoice::English);
        QTRY_COMPARE(shown.actions().of(Actions::NewBatch)->text(), QStringLiteral("New batch"));
    }
};

QTEST_MAIN(TestFirstPath)
#include "test_first_path.moc"
