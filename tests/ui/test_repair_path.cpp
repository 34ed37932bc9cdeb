#include "dialogs/edit_step.h"
#include "dialogs/failure_desk.h"
#include "dialogs/new_batch.h"
#include "models/batch_files.h"
#include "models/result_model.h"
#include "pages/batches_page.h"
#include "pages/jobs_page.h"
#include "pages/results_page.h"
#include "ui/shown_window.h"
#include "widgets/banner.h"
#include "widgets/inspector.h"
#include "widgets/result_preview.h"
#include "window/actions.h"
#include "window/batch_deeds.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QComboBox>
#include <QDockWidget>
#include <QDropEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QMessageBox>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryFile>
#include <QTest>

using namespace fornada;
using namespace Qt::StringLiterals;

namespace {

QApplication &app()
{
    return *qobject_cast<QApplication *>(QCoreApplication::instance());
}

struct Shown : ShownWindow {
    using ShownWindow::ShownWindow;
    Actions &actions() const { return *window->findChild<Actions *>(); }
    QJsonObject sent(const QString &command) const { return bench.link.last(command).args; }
    QTableView *batches() const { return find<QTableView>(u"batches"_s); }
    QTableView *jobs() const { return find<QTableView>(u"jobs"_s); }
    void showJobs()
    {
        window->jobsPage().showBatch(BatchId{7});
        window->showPage(u"jobs"_s);
    }
};

QPushButton *buttonOf(QWidget &window, const QString &text)
{
    const auto buttons = window.findChildren<QPushButton *>();
    for (QPushButton *button : buttons)
        if (button->text() == text)
            return button;
    return nullptr;
}

void answer(QWidget &parent, const QString &text)
{
    auto *box = parent.findChild<QMessageBox *>();
    QVERIFY(box);
    const auto buttons = box->buttons();
    for (QAbstractButton *button : buttons)
        if (button->text() == text)
            QTest::mouseClick(button, Qt::LeftButton);
}

} // namespace

// From a spreadsheet to repaired results, by clicks and keys.
class TestRepairPath final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void columnsAreChosenAndRemembered()
    {
        QTemporaryFile file(QDir::tempPath() + u"/XXXXXX.csv"_s);
        QVERIFY(file.open());
        file.write("Nome,Full name,Position\n1,Ana,Baker\n2,Bia,Nurse\n");
        file.close();
        Shown shown;
        for (int round = 0; round < 2; ++round) {
            shown.window->showNewBatch(file.fileName());
            auto *dialog = shown.find<NewBatch>(u"newBatch"_s);
            auto *start = dialog->findChild<QPushButton *>(u"start"_s);
            QTRY_VERIFY(dialog->findChild<QComboBox *>(u"column:role"_s));
            auto *role = dialog->findChild<QComboBox *>(u"column:role"_s);
            QCOMPARE(dialog->findChild<QComboBox *>(u"column:full_name"_s)->currentText(), u"Full name"_s);
            if (round == 0) {
                QVERIFY(!start->isEnabled());
                QTRY_VERIFY(dialog->findChild<QLabel *>(u"summary"_s)->text().contains(u"role"_s));
                role->setFocus();
                QTest::keyClicks(role, u"Position"_s);
            }
            QTRY_VERIFY(start->isEnabled());
            QCOMPARE(role->currentText(), u"Position"_s);
            shown.bench.link.answers.insert(u"batch.create"_s, {{u"batch"_s, 9}});
            QTest::mouseClick(start, Qt::LeftButton);
            QTRY_VERIFY(shown.bench.link.names().contains(u"batch.create"_s));
            const QJsonObject mapping = shown.sent(u"batch.create"_s).value(u"mapping"_s).toObject();
            QCOMPARE(mapping.value(u"role"_s).toString(), u"Position"_s);
            QCOMPARE(mapping.value(u"full_name"_s).toString(), u"Full name"_s);
            QTRY_VERIFY(!shown.find<NewBatch>(u"newBatch"_s));
        }
    }

    void rowsLeftOutAreShownAlone()
    {
        QTemporaryFile file(QDir::tempPath() + u"/XXXXXX.csv"_s);
        QVERIFY(file.open());
        file.write("id,full_name,role\n1,Ana,Baker\n2,,Nurse\n3,Caio,Chef\n");
        file.close();
        Shown shown;
        shown.window->showNewBatch(file.fileName());
        auto *dialog = shown.find<NewBatch>(u"newBatch"_s);
        auto *table = dialog->findChild<QTableView *>(u"preview"_s);
        QTRY_COMPARE(table->model()->rowCount(), 3);
        QTRY_VERIFY(dialog->findChild<QPushButton *>(u"start"_s)->isEnabled());
        auto *only = dialog->findChild<QCheckBox *>(u"onlyProblems"_s);
        QVERIFY(only->isVisible());
        QTest::mouseClick(only, Qt::LeftButton, {}, QPoint(8, only->height() / 2));
        QCOMPARE(table->model()->rowCount(), 1);
        QVERIFY(table->model()->index(0, 2).data().toString().contains(u"full_name"_s));
    }

    void aFileDroppedAnywhereBecomesADraft()
    {
        QTemporaryFile file(QDir::tempPath() + u"/XXXXXX.csv"_s);
        QVERIFY(file.open());
        file.write("id,full_name,role\n1,Ana,Baker\n");
        file.close();
        Shown shown;
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(file.fileName())});
        QDragEnterEvent enter(QPoint(600, 400), Qt::CopyAction, &data, Qt::LeftButton, {});
        QCoreApplication::sendEvent(shown.window.get(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPointF(600, 400), Qt::CopyAction, &data, Qt::LeftButton, {});
        QCoreApplication::sendEvent(shown.window.get(), &drop);
        QTRY_VERIFY(shown.find<NewBatch>(u"newBatch"_s));
        QTRY_VERIFY(shown.find<NewBatch>(u"newBatch"_s)->findChild<QPushButton *>(u"start"_s)->isEnabled());
    }

    void batchesAreFoundByWordsAndState()
    {
        Shown shown;
        QTRY_COMPARE(shown.batches()->model()->rowCount(), 7);
        auto *search = shown.find<QLineEdit>(u"search"_s);
        QTest::keyClicks(search, u"acme spring"_s);
        QCOMPARE(shown.batches()->model()->rowCount(), 1);
        search->clear();
        auto *states = shown.find<QComboBox>(u"batchStates"_s);
        states->setCurrentIndex(states->findText(u"With failures"_s));
        QCOMPARE(shown.batches()->model()->rowCount(), 3);
        states->setCurrentIndex(states->findText(u"Drafts"_s));
        QCOMPARE(shown.batches()->model()->rowCount(), 1);
        states->setCurrentIndex(0);
    }

    void aBatchIsDuplicated()
    {
        Shown shown;
        QTRY_COMPARE(shown.batches()->model()->rowCount(), 7);
        shown.batches()->selectRow(0);
        QByteArray rows;
        shown.bench.link.onCommand = [&rows](const Command &command) {
            QFile file(command.args.value(u"rows"_s).toString());
            if (command.name == u"batch.create"_s && file.open(QIODevice::ReadOnly))
                rows = file.readAll();
        };
        shown.actions().of(Actions::DuplicateBatch)->trigger();
        QTRY_VERIFY(shown.bench.link.names().contains(u"batch.create"_s));
        const QJsonObject args = shown.sent(u"batch.create"_s);
        QVERIFY(args.value(u"name"_s).toString().startsWith(u"Avatars - spring campaign"_s));
        QVERIFY(!args.value(u"start"_s).toBool());
        QCOMPARE(args.value(u"recipeJson"_s).toObject().value(u"name"_s).toString(), u"portrait"_s);
        QCOMPARE(rows.count('\n'), 60);
        QTRY_VERIFY(!QFile::exists(args.value(u"rows"_s).toString()));
    }

    void aBatchIsExportedAndSaysWhatIsMissing()
    {
        QTemporaryDir target;
        Shown shown;
        QTRY_COMPARE(shown.batches()->model()->rowCount(), 7);
        shown.batches()->selectRow(0);
        auto *banner = shown.find<Banner>(u"banner"_s);
        const auto go = [&](const QString &form) {
            shown.actions().of(Actions::ExportBatch)->trigger();
            auto *dialog = shown.window->findChild<QDialog *>(u"exportDialog"_s);
            auto *choice = dialog->findChild<QRadioButton *>(u"export-"_s + form);
            choice->setFocus();
            QTest::keyClick(choice, Qt::Key_Space);
            dialog->findChild<QLineEdit *>(u"exportFolder"_s)->setText(target.path());
            QTest::mouseClick(dialog->findChild<QPushButton *>(u"exportGo"_s), Qt::LeftButton);
            QTRY_VERIFY(!shown.window->findChild<QDialog *>(u"exportDialog"_s));
        };
        const QString base = target.path() + u"/Avatars - spring campaign"_s;
        go(u"folder"_s);
        QTRY_VERIFY(banner->text().contains(QDir::toNativeSeparators(target.path())));
        QVERIFY(banner->text().contains(u"31 files were not there"_s)); // the sample was made without its pictures
        QVERIFY(QFile::exists(base + u"/table.csv"_s));
        for (const QString &form : {u"zip"_s, u"csv"_s, u"xlsx"_s}) {
            go(form);
            QTRY_VERIFY(banner->text().contains(QDir::toNativeSeparators(base + u'.' + form)));
            QVERIFY(QFileInfo(base + u'.' + form).size() > 1'000);
        }
        shown.actions().of(Actions::ExportBatch)->trigger();
        auto *dialog = shown.window->findChild<QDialog *>(u"exportDialog"_s);
        QVERIFY2(dialog->findChild<QRadioButton *>(u"export-xlsx"_s)->isChecked(), "the last choice is remembered");
        dialog->findChild<QLineEdit *>(u"exportFolder"_s)->setText(u"/nowhere/at/all"_s);
        QVERIFY(!dialog->findChild<QPushButton *>(u"exportGo"_s)->isEnabled());
        shown.window->findChild<BatchDeeds *>()->exportTo(BatchId{7}, ExportForm::Zip, u"/nowhere/at/all"_s, false);
        QTRY_VERIFY(banner->text().contains(u"/nowhere/at/all"_s));
    }

    void allOfALongListGoesByItsFilter()
    {
        auto data = sampleData({}, SystemClock().now().wall);
        data->virtualJobs = 100'000;
        Shown shown(data);
        shown.window->showPage(u"jobs"_s);
        QTRY_COMPARE(shown.jobs()->model()->rowCount(), 100'000);
        shown.jobs()->selectAll();
        QTRY_VERIFY(shown.window->jobsPage().selection().everything.has_value());
        QVERIFY(shown.window->jobsPage().selection().jobs.isEmpty());
        shown.actions().of(Actions::CancelJobs)->trigger();
        answer(*shown.window, u"Cancel jobs"_s);
        QTRY_VERIFY(shown.bench.link.names().contains(u"job.cancel"_s));
        QVERIFY(!shown.sent(u"job.cancel"_s).contains(u"jobs"_s));
        QVERIFY(shown.sent(u"job.cancel"_s).value(u"all"_s).toBool());
        shown.jobs()->clearSelection();
        auto *states = shown.find<QComboBox>(u"stateFilter"_s);
        states->setFocus();
        QTest::keyClicks(states, u"Failed"_s);
        QTRY_VERIFY(shown.jobs()->model()->rowCount() < 3'000 && shown.jobs()->model()->rowCount() > 1'000);
        QTRY_VERIFY(!shown.window->jobsPage().model().isSearching());
        shown.jobs()->selectAll();
        shown.actions().of(Actions::RetryJobs)->trigger();
        QTRY_VERIFY(shown.bench.link.names().contains(u"job.retry"_s));
        QCOMPARE(shown.sent(u"job.retry"_s).value(u"states"_s).toArray(), QJsonArray{u"failed"_s});
    }

    void failuresAreEditedAndTriedAgain()
    {
        Shown shown;
        FailureDesk desk(shown.bench.context(), {{.batch = BatchId{7}}}, shown.window.get());
        desk.show();
        QTRY_VERIFY(buttonOf(desk, u"Edit and retry…"_s));
        QTest::mouseClick(buttonOf(desk, u"Edit and retry…"_s), Qt::LeftButton);
        QTRY_VERIFY(desk.findChild<EditStep *>());
        auto *dialog = desk.findChild<EditStep *>();
        auto *prompt = dialog->findChild<QPlainTextEdit *>(u"stepPrompt"_s);
        QVERIFY(prompt->toPlainText().contains(u"{{full_name}}"_s));
        prompt->setPlainText(u"A kind portrait of {{full_name}}"_s);
        shown.bench.link.refusals.insert(u"batch.editStep"_s, Error{ErrorKind::BadTemplate, u"portrait"_s, {}});
        QTest::mouseClick(dialog->findChild<QPushButton *>(u"saveStep"_s), Qt::LeftButton);
        QTRY_VERIFY(dialog->findChild<Banner *>()->isVisible());
        QVERIFY(!shown.bench.link.names().contains(u"job.retry"_s));
        shown.bench.link.refusals.clear();
        QTest::mouseClick(dialog->findChild<QPushButton *>(u"saveStep"_s), Qt::LeftButton);
        QTRY_VERIFY(shown.bench.link.names().contains(u"job.retry"_s));
        QCOMPARE(shown.sent(u"batch.editStep"_s).value(u"prompt"_s).toString(), u"A kind portrait of {{full_name}}"_s);
        QCOMPARE(shown.sent(u"job.retry"_s).value(u"message"_s).toString(), shown.bench.data->failures.at(1).message);
    }

    void failuresGoElsewhereOrAreSkipped()
    {
        Shown shown;
        FailureDesk desk(shown.bench.context(), {{.batch = BatchId{7}}}, shown.window.get());
        desk.show();
        QTRY_VERIFY(buttonOf(desk, u"Retry elsewhere"_s));
        const auto choices = buttonOf(desk, u"Retry elsewhere"_s)->menu()->actions();
        const auto account = std::find_if(choices.cbegin(), choices.cend(),
                                          [](const QAction *choice) { return choice->text() == u"Gemini studio"_s; });
        QVERIFY(account != choices.cend());
        (*account)->trigger();
        QTRY_VERIFY(shown.bench.link.names().contains(u"job.move"_s));
        QCOMPARE(shown.sent(u"job.move"_s).value(u"toAccount"_s).toString(), u"Gemini studio"_s);
        QVERIFY(shown.sent(u"job.move"_s).value(u"retry"_s).toBool());
        QTest::mouseClick(buttonOf(desk, u"Skip…"_s), Qt::LeftButton);
        answer(desk, u"Skip"_s);
        QTRY_VERIFY(shown.bench.link.names().contains(u"job.skip"_s));
    }

    void unknownOutcomesAreDecided()
    {
        Shown shown;
        FailureDesk desk(shown.bench.context(), {{.batch = BatchId{7}}}, shown.window.get());
        desk.show();
        QTRY_VERIFY(buttonOf(desk, u"Count as charged"_s));
        QTest::mouseClick(buttonOf(desk, u"Count as charged"_s), Qt::LeftButton);
        QTRY_VERIFY(shown.bench.link.names().contains(u"job.resolve"_s));
        QCOMPARE(shown.sent(u"job.resolve"_s).value(u"how"_s).toString(), u"charged"_s);
        QCOMPARE(shown.sent(u"job.resolve"_s).value(u"states"_s).toArray(), QJsonArray{u"unknown"_s});
        QTest::mouseClick(buttonOf(desk, u"Send again"_s), Qt::LeftButton);
        QCOMPARE(shown.sent(u"job.resolve"_s).value(u"how"_s).toString(), u"charged"_s);
        answer(desk, u"Send again"_s);
        QTRY_COMPARE(shown.sent(u"job.resolve"_s).value(u"how"_s).toString(), u"resend"_s);
    }

    // Jobs settle and leave the list while a question stands: it stays about those it was asked for.
    void aQuestionIsAboutWhatWasSelected()
    {
        Shown shown;
        shown.showJobs();
        QTRY_COMPARE(shown.jobs()->model()->rowCount(), 60);
        for (const auto &[line, action, button, command] :
             {std::tuple(35, Actions::ResendJobs, u"Send again"_s, u"job.resolve"_s),
              std::tuple(32, Actions::SkipJobs, u"Skip"_s, u"job.skip"_s)}) {
            QTRY_VERIFY((shown.jobs()->selectRow(line), shown.actions().of(action)->isEnabled()));
            const QList<JobId> chosen = shown.window->jobsPage().selection().jobs;
            QCOMPARE(chosen.size(), 1);
            shown.actions().of(action)->trigger();
            shown.jobs()->clearSelection();
            QVERIFY(!shown.window->jobsPage().selection().anyJobs());
            answer(*shown.window, button);
            QCOMPARE(shown.sent(command).value(u"jobs"_s).toArray(), QJsonArray{chosen.first().value});
            QVERIFY(!shown.sent(command).contains(u"all"_s));
            QTRY_VERIFY(!shown.window->findChild<QMessageBox *>());
        }
    }

    void noJobIsNeverEveryJob()
    {
        FakeLink link;
        CommandDesk desk(link);
        desk.jobs(u"job.retry"_s, {}, Reach::Named);
        QVERIFY(link.commands.isEmpty());
        desk.jobs(u"job.retry"_s, {}, Reach::All);
        QVERIFY(link.last(u"job.retry"_s).args.value(u"all"_s).toBool());
        desk.jobs(u"job.cancel"_s, JobFilter{{JobId{3}}}, Reach::Named);
        QVERIFY(!link.last(u"job.cancel"_s).args.contains(u"all"_s));
    }

    void aPictureThatDoesNotDecodeSaysSo()
    {
        Shown shown;
        const QString results = shown.bench.link.folder.path() + u"/results"_s;
        QDir().mkpath(results);
        QFile broken(results + u"/1.png"_s);
        QVERIFY(broken.open(QIODevice::WriteOnly));
        broken.write("not a picture");
        broken.close();
        shown.showJobs();
        QTRY_COMPARE(shown.jobs()->model()->rowCount(), 60);
        shown.jobs()->selectRow(0); // its file is there and no picture; the next one's is gone
        auto *preview = shown.window->findChild<ResultPreview *>();
        QTRY_VERIFY(preview->isVisible());
        QTRY_VERIFY(preview->sentence().contains(u"damaged"_s));
        shown.jobs()->selectRow(1);
        QTRY_VERIFY(preview->sentence().contains(u"not there any more"_s));
    }

    void theGalleryShowsEveryKindAndGoesToTheJob()
    {
        auto data = sampleData({}, SystemClock().now().wall);
        data->virtualResults = 100'000;
        Shown shown(data);
        shown.window->showPage(u"results"_s);
        auto *gallery = shown.find<QListView>(u"results"_s);
        QTRY_COMPARE(gallery->model()->rowCount(), 100'000 - 60 + 31);
        QTRY_VERIFY(gallery->model()->index(0, 0).data().isValid());
        gallery->setCurrentIndex(gallery->model()->index(0, 0));
        QCOMPARE(shown.window->findChild<ResultsPage *>()->selection().jobs.size(), 1);
        gallery->scrollToBottom();
        QTRY_VERIFY(gallery->model()->index(100'000 - 30, 0).data().isValid());
        QTest::keyClicks(shown.find<QLineEdit>(u"search"_s), u"yuki"_s);
        QTRY_COMPARE(shown.window->findChild<ResultsPage *>()->model().query().text, u"yuki"_s);
    }

    void anEmptyGallerySaysWhatItIsFor()
    {
        Shown shown(std::make_shared<MadeUpData>());
        shown.window->showPage(u"results"_s);
        auto &page = *shown.window->findChild<ResultsPage *>();
        QTRY_VERIFY(!page.model().isReading());
        QVERIFY(!shown.find<QListView>(u"results"_s)->isVisible());
    }

    void theResultModelKeepsTheRules()
    {
        UiBench bench(app(), sampleData({}, SystemClock().now().wall));
        ResultModel model(bench.link, bench.reads, 64);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setActive(true);
        QTRY_COMPARE(model.rowCount(), 31);
        for (int row = 0; row < 31; ++row)
            (void)model.index(row).data(ResultModel::PictureRole);
        QTRY_VERIFY(model.index(30).data().isValid());
        model.setQuery({{}, u"amanda"_s, {}, {}});
        QTRY_COMPARE(model.rowCount(), 3);
        model.setQuery({{}, u"nobody"_s, {}, {}});
        QTRY_COMPARE(model.rowCount(), 0);
    }

    void theInspectorTellsTheStoryAndGoesAlongTheRow()
    {
        auto data = sampleData({}, SystemClock().now().wall);
        data->jobs[1].rowNumber = 1; // a second job of the first row
        Shown shown(data);
        shown.showJobs();
        QTRY_COMPARE(shown.jobs()->model()->rowCount(), 60);
        shown.jobs()->selectRow(0);
        auto *inspector = shown.window->findChild<Inspector *>();
        QTRY_VERIFY(buttonOf(*inspector, u"portrait, completed"_s));
        auto *raw = inspector->findChild<QPushButton *>(u"showRaw"_s);
        QVERIFY(raw->isVisible());
        QTest::mouseClick(raw, Qt::LeftButton);
        auto *text = inspector->findChild<QPlainTextEdit *>(u"rawText"_s);
        QTRY_VERIFY(text->isVisible());
        QVERIFY(text->toPlainText().contains(u"no answer on file"_s));
        QPushButton *second = nullptr;
        for (QPushButton *button : inspector->findChildren<QPushButton *>())
            if (button->isEnabled() && button->text() == u"portrait, completed"_s)
                second = button;
        QVERIFY(second);
        QTest::mouseClick(second, Qt::LeftButton);
        QTRY_COMPARE(shown.window->jobsPage().selection().jobs, QList<JobId>{JobId{2}});
    }

    void theInspectorFloatsAndComesBack()
    {
        Shown shown;
        QTRY_COMPARE(shown.batches()->model()->rowCount(), 7);
        auto *dock = shown.window->findChild<QDockWidget *>(u"inspector"_s);
        shown.actions().of(Actions::FloatInspector)->trigger();
        QVERIFY(dock->isFloating());
        shown.actions().of(Actions::FloatInspector)->trigger();
        QVERIFY(!dock->isFloating());
        // Closed by its own cross it stays closed.
        shown.actions().of(Actions::FloatInspector)->trigger();
        QVERIFY(dock->isVisible());
        QVERIFY(dock->close());
        QVERIFY(!shown.actions().of(Actions::ToggleInspector)->isChecked());
        shown.window->showPage(u"jobs"_s);
        shown.window->showPage(u"batches"_s);
        QVERIFY(!dock->isVisible());
        shown.actions().of(Actions::ToggleInspector)->trigger();
        QVERIFY(dock->isVisible());
    }

    // Progress belongs to who looks at it: it keeps its button, and does not come back when it was dismissed.
    void anExportsProgressIsQuiet()
    {
        QTemporaryDir target;
        Shown shown;
        QTRY_COMPARE(shown.batches()->model()->rowCount(), 7);
        auto *banner = shown.find<Banner>(u"banner"_s);
        auto *deeds = shown.window->findChild<BatchDeeds *>();
        auto *files = deeds->findChild<BatchFiles *>();
        deeds->exportTo(BatchId{7}, ExportForm::Csv, target.path(), false);
        const QPushButton *cancel = buttonOf(*banner, u"Cancel"_s);
        QVERIFY(cancel);
        Q_EMIT files->progressed(10, 60);
        QCOMPARE(banner->text(), u"Exporting: 10 of 60"_s);
        QCOMPARE(buttonOf(*banner, u"Cancel"_s), cancel);
        banner->tell(Banner::Kind::Info, u"Cancelled 48 jobs."_s, u"Undo"_s, [] {});
        Q_EMIT files->progressed(20, 60);
        QCOMPARE(banner->text(), u"Cancelled 48 jobs."_s);
        for (auto *button : banner->findChildren<QPushButton *>())
            if (button->accessibleName() == u"Dismiss"_s)
                QTest::mouseClick(button, Qt::LeftButton);
        QVERIFY(!banner->isVisible());
        Q_EMIT files->progressed(30, 60);
        QVERIFY(!banner->isVisible());
        QTRY_VERIFY(banner->isVisible()); // its end is told
        QVERIFY2(banner->text().contains(u"The export is in"_s), qPrintable(banner->text()));
    }
};

QTEST_MAIN(TestRepairPath)
#include "test_repair_path.moc"
