#include "delegates/row_delegate.h"
#include "models/activity_model.h"
#include "models/draft_preview.h"
#include "models/job_model.h"
#include "models/result_model.h"
#include "pages/jobs_page.h"
#include "pages/queues_page.h"
#include "pages/reports_page.h"
#include "recipes/recipe_json.h"
#include "ui/shown_window.h"
#include "widgets/alert_list.h"
#include "widgets/list_table.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QItemSelectionModel>
#include <QJsonArray>
#include <QJsonObject>
#include <QLabel>
#include <QListView>
#include <QListWidget>
#include <QPushButton>
#include <QScopeGuard>
#include <QSemaphore>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTableView>
#include <QTemporaryFile>
#include <QTest>
#include <QTextBrowser>

using namespace fornada;
using namespace Qt::StringLiterals;

namespace {

QApplication &app()
{
    return *qobject_cast<QApplication *>(QCoreApplication::instance());
}

Batch numbered(qint64 id)
{
    Batch batch;
    batch.id = BatchId{id};
    batch.name = u"Batch %1"_s.arg(id);
    return batch;
}

Activity startedAt(qint64 second)
{
    OperationRecord operation;
    operation.id = second;
    operation.at = wallFromMicros(second * 1'000'000);
    operation.by = u"window"_s;
    operation.command = u"batch.start"_s;
    operation.subject = u"Batch %1"_s.arg(second);
    return {operation.at, std::nullopt, operation};
}

// What was asked for before is read, though nobody has heard of it yet.
bool isRead(ReadDesk &reads, ReadDesk::Lane lane)
{
    QSemaphore read;
    reads.read<bool>(
        &reads,
        [&read](ReadPort &, const ReadDesk::Cancelled &) {
            read.release();
            return Result<bool>(true);
        },
        [](const Result<bool> &) {}, lane);
    return read.tryAcquire(1, 5'000);
}

// As often as work that goes on lets it.
bool fire(QTimer &timer)
{
    constexpr int kOften = 3;
    QSignalSpy fired(&timer, &QTimer::timeout);
    for (int times = 1; times <= kOften; ++times) {
        timer.start(0);
        if (!QTest::qWaitFor([&] { return fired.size() >= times; }))
            return false;
    }
    return true;
}

// Long readings wait until they are let go, one by one. Lives longer than what reads.
struct Brake {
    void pull(MadeUpData &data)
    {
        const QMutexLocker lock(&data.mutex);
        data.onLongReading = [this] {
            held.release();
            gone.acquire();
        };
    }
    bool holds() { return held.tryAcquire(1, 5'000); }
    void loosen() { gone.release(1'000); }

    QSemaphore held, gone;
};

// A report of the sample day, with the timer that asks for it again.
struct ShownReport : ShownWindow {
    ShownReport()
    {
        window->showPage(u"reports"_s);
        view = find<QTextBrowser>(u"report"_s);
        again = window->findChild<ReportsPage *>()->findChild<QTimer *>(u"again"_s);
        find<QComboBox>(u"reportDays"_s)->setFocus();
    }
    // What was asked for before has come.
    bool isAnswered()
    {
        bool done = false;
        bench.reads.read<bool>(
            window.get(), [](ReadPort &, const ReadDesk::Cancelled &) { return Result<bool>(true); },
            [&done](const Result<bool> &) { done = true; }, ReadDesk::Lane::Scan);
        return QTest::qWaitFor([&] { return done; });
    }
    void spend(Money spent) const
    {
        const QMutexLocker lock(&bench.data->mutex);
        bench.data->report.total.spent = spent;
    }

    QTextBrowser *view = nullptr;
    QTimer *again = nullptr;
};

bool isLined(const QTableView &table, int row, const QColor &colour)
{
    const QImage picture = table.viewport()->grab().toImage();
    for (int column = 0; column < table.model()->columnCount(); ++column) {
        const QRect cell = table.visualRect(table.model()->index(row, column));
        for (const QPoint at : {cell.topLeft(), cell.topRight(), cell.bottomLeft(), cell.bottomRight()})
            if (picture.pixelColor(at) != colour)
                return false;
    }
    return true;
}

} // namespace

// Lists that change while somebody works in them: nothing moves or is lost under the hand.
class TestSteadyLists final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Whoever hears that a selection changed asks for what is left of it, in the middle of the change.
    void batchesAreFoundWhileOthersLeave()
    {
        auto data = std::make_shared<MadeUpData>();
        data->batches = {numbered(4), numbered(3), numbered(2), numbered(1)};
        UiBench bench(app(), data);
        BatchModel &model = bench.batches;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.refresh();
        QTRY_COMPARE(model.rowCount(), 4);
        QItemSelectionModel selection(&model);
        for (int row = 0; row < 4; ++row)
            selection.select(model.index(row, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
        int heard = 0;
        const auto ask = [&] {
            ++heard;
            for (const QModelIndex &row : selection.selectedRows()) {
                const BatchId id{row.data(IdRole).toLongLong()};
                const Batch *batch = model.batch(id);
                QVERIFY(batch);
                QCOMPARE(batch->id, id);
            }
        };
        connect(&selection, &QItemSelectionModel::selectionChanged, this, ask);
        connect(&model, &QAbstractItemModel::rowsInserted, this, ask);
        {
            const QMutexLocker lock(&data->mutex);
            data->batches = {numbered(5), numbered(2), numbered(1)};
        }
        model.refresh();
        QTRY_COMPARE(model.rowCount(), 3);
        QVERIFY(heard >= 3);
        QCOMPARE(selection.selectedRows().size(), 2);
        QVERIFY(!model.batch(BatchId{4}));
        QCOMPARE(model.batch(BatchId{5})->name, u"Batch 5"_s);
    }

    // A letter whose action cannot be done now does nothing.
    void aLetterMovesNothing()
    {
        ShownWindow shown;
        shown.window->showPage(u"jobs"_s);
        auto *jobs = shown.find<QTableView>(u"jobs"_s);
        QTRY_COMPARE(jobs->model()->rowCount(), 60);
        const int name = JobModel::columnOf("row");
        const auto letterOf = [](const QModelIndex &cell) { return cell.data().toString().left(1); };
        jobs->setCurrentIndex(jobs->model()->index(0, name));
        QTest::keyClicks(jobs, letterOf(jobs->model()->index(7, name)));
        QCOMPARE(jobs->currentIndex().row(), 0);
        QCOMPARE(jobs->selectionModel()->selectedRows().size(), 1);

        shown.window->showPage(u"results"_s);
        auto *gallery = shown.find<QListView>(u"results"_s);
        QTRY_COMPARE(gallery->model()->rowCount(), 31);
        gallery->setCurrentIndex(gallery->model()->index(0, 0));
        QTRY_VERIFY(!gallery->model()->index(7, 0).data().toString().isEmpty());
        QTest::keyClicks(gallery, letterOf(gallery->model()->index(7, 0)));
        QCOMPARE(gallery->currentIndex().row(), 0);
    }

    // --- reports
    void aReportThatSaysTheSameIsNotDrawnAgain()
    {
        ShownReport shown;
        QTRY_VERIFY(shown.view->toPlainText().contains(u"By batch"_s));
        const auto chosen = [&] { return shown.view->textCursor().hasSelection(); };
        shown.view->selectAll();
        QString before = shown.view->toPlainText();
        QVERIFY(fire(*shown.again));
        QVERIFY(shown.isAnswered());
        QCOMPARE(chosen(), shown.view->toPlainText() == before); // "as of" may have gone on by a minute
        shown.view->selectAll();
        shown.spend(Money{77'770'000});
        QVERIFY(fire(*shown.again));
        QTRY_VERIFY(shown.view->toPlainText().contains(u"$77.77"_s));
        QVERIFY(!chosen());
        // What is being marked to be copied stays, until the hand is elsewhere.
        shown.again->stop();
        QVERIFY(shown.isAnswered());
        shown.window->activateWindow();
        shown.view->setFocus();
        QTRY_VERIFY(shown.view->hasFocus());
        shown.view->selectAll();
        shown.spend(Money{88'880'000});
        QVERIFY(fire(*shown.again));
        QVERIFY(shown.isAnswered());
        QVERIFY(chosen());
        QVERIFY(!shown.view->toPlainText().contains(u"$88.88"_s));
        shown.find<QComboBox>(u"reportDays"_s)->setFocus();
        QTRY_VERIFY(shown.view->toPlainText().contains(u"$88.88"_s));
    }

    // A sum that takes longer than the pause between two is shown all the same.
    void aLongSumArrives()
    {
        Brake brake;
        ShownReport shown;
        QTRY_VERIFY(shown.view->toPlainText().contains(u"By batch"_s));
        const auto end = qScopeGuard([&] { brake.loosen(); });
        brake.pull(*shown.bench.data);
        shown.spend(Money{77'770'000});
        QVERIFY(fire(*shown.again));
        QVERIFY(brake.holds());
        QVERIFY(fire(*shown.again));
        brake.gone.release();
        QTRY_VERIFY(shown.view->toPlainText().contains(u"$77.77"_s));
    }

    void aLongGalleryArrives()
    {
        Brake brake;
        UiBench bench(app());
        bench.data->virtualResults = 3;
        ResultModel model(bench.link, bench.reads, 100);
        model.setActive(true);
        QTRY_COMPARE(model.rowCount(), 3);
        const auto end = qScopeGuard([&] { brake.loosen(); });
        brake.pull(*bench.data);
        {
            const QMutexLocker lock(&bench.data->mutex);
            bench.data->virtualResults = 4;
        }
        QVERIFY(fire(*model.findChild<QTimer *>()));
        QVERIFY(brake.holds());
        QVERIFY(fire(*model.findChild<QTimer *>()));
        brake.gone.release();
        QTRY_COMPARE(model.rowCount(), 4);
    }

    void slowQueuesArrive()
    {
        Brake brake;
        UiBench bench(app());
        SetupBook book(bench.link, bench.reads);
        const auto end = qScopeGuard([&] { brake.loosen(); });
        brake.pull(*bench.data);
        QVERIFY(fire(*book.findChild<QTimer *>()));
        QVERIFY(brake.holds());
        QVERIFY(fire(*book.findChild<QTimer *>()));
        brake.gone.release();
        QTRY_VERIFY(book.isLoaded());
    }

    // --- selections
    void newsInTheJournalLeaveTheChoice()
    {
        auto data = std::make_shared<MadeUpData>();
        for (qint64 second = 350; second > 0; --second)
            data->activity.append(startedAt(second));
        UiBench bench(app(), data);
        ActivityModel model(bench.reads, [] { return wallFromMicros(400'000'000); });
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        tester.setUseFetchMore(false);
        model.refresh();
        QTRY_COMPARE(model.rowCount(), 100);
        QItemSelectionModel selection(&model);
        selection.select(model.index(40, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
        QCOMPARE(model.row(40)->operation, 310);
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        {
            const QMutexLocker lock(&data->mutex);
            data->activity.prepend(startedAt(351));
            data->activity.prepend(startedAt(352));
            data->activity[42].operation->undone = true;
        }
        model.refresh();
        QTRY_COMPARE(model.row(0)->operation, 352);
        QCOMPARE(resets.size(), 0);
        QCOMPARE(model.rowCount(), 100);
        QCOMPARE(selection.selectedRows().value(0).row(), 42);
        QCOMPARE(model.row(42)->operation, 310);
        QVERIFY(model.row(42)->undone);
        QCOMPARE(model.row(99)->operation, 253);
        // What follows is read from where the list ends now: nothing twice, nothing left out.
        model.fetchMore({});
        QTRY_COMPARE(model.rowCount(), 200);
        for (int row = 0; row < model.rowCount(); ++row)
            QCOMPARE(model.row(row)->operation, 352 - row);
        // So much news that nothing of the old list is among it.
        {
            const QMutexLocker lock(&data->mutex);
            for (qint64 second = 353; second < 700; ++second)
                data->activity.prepend(startedAt(second));
        }
        model.refresh();
        QTRY_COMPARE(model.row(0)->operation, 699);
        QCOMPARE(model.rowCount(), 200);
        QCOMPARE(model.row(199)->operation, 500);
    }

    void anotherQueueLeavesTheChoice()
    {
        ShownWindow shown(std::make_shared<MadeUpData>(), ShownWindow::Told::Setup);
        shown.window->showPage(u"queues"_s);
        QueuesPage &page = shown.window->queuesPage();
        auto *queues = shown.find<QTableView>(u"queues"_s);
        QTRY_COMPARE(queues->model()->rowCount(), 5);
        QVERIFY(page.selectQueue(u"staging"_s));
        const auto chosen = [&] { return queues->selectionModel()->selectedRows().value(0).data().toString(); };
        Queue first;
        first.id = QueueId{99};
        first.name = u"a first one"_s;
        {
            const QMutexLocker lock(&shown.bench.data->mutex);
            shown.bench.data->queues.append(first);
        }
        page.book().refresh();
        QTRY_COMPARE(queues->model()->rowCount(), 6);
        QCOMPARE(queues->model()->index(0, 0).data().toString(), first.name);
        QCOMPARE(chosen(), u"staging"_s);
        {
            const QMutexLocker lock(&shown.bench.data->mutex);
            shown.bench.data->queues.removeIf([](const Queue &queue) { return queue.name != u"staging"_s; });
        }
        page.book().refresh();
        QTRY_COMPARE(queues->model()->rowCount(), 1);
        QCOMPARE(chosen(), u"staging"_s);
    }

    void anotherResultLeavesTheChoice()
    {
        ShownWindow shown;
        shown.window->showPage(u"results"_s);
        auto *gallery = shown.find<QListView>(u"results"_s);
        auto *model = qobject_cast<ResultModel *>(gallery->model());
        QAbstractItemModelTester tester(model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QTRY_COMPARE(model->rowCount(), 31);
        QTRY_VERIFY(model->tile(20));
        gallery->setCurrentIndex(model->index(20));
        const ResultId chosen = model->tile(20)->item.id;
        QTRY_VERIFY(model->tile(5));
        const JobId gone = model->tile(5)->item.job;
        QSignalSpy resets(model, &QAbstractItemModel::modelReset);
        {
            const QMutexLocker lock(&shown.bench.data->mutex);
            shown.bench.data->details[gone].results.clear();
        }
        Changes changes;
        changes.jobs = {gone};
        Q_EMIT shown.bench.link.changed(changes);
        QTRY_COMPARE(model->rowCount(), 30);
        QCOMPARE(resets.size(), 0);
        QCOMPARE(gallery->selectionModel()->selectedIndexes().value(0).row(), 19);
        QCOMPARE(model->tile(19)->item.id, chosen);
    }

    // The engine's answer comes again with every figure that is changed above the rows.
    void whatTheEngineSaysLeavesTheRowThatIsLookedAt()
    {
        QTemporaryFile file(u"XXXXXX.csv"_s);
        QVERIFY(file.open());
        file.write("id,full_name,role\n1,Ana,Baker\n2,Ravi,Teacher\n3,Zoe,Violinist\n");
        file.close();
        const auto recipes = builtInRecipes();
        const auto portrait = std::find_if(recipes->cbegin(), recipes->cend(),
                                           [](const Recipe &recipe) { return recipe.name == u"portrait"_s; });
        DraftModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setDraft({{file.fileName(), {}, {}}, *portrait, {}, {}, {}});
        QTRY_COMPARE(model.rowCount(), 3);
        const QPersistentModelIndex row = model.index(1, 0);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        const auto leavingOut = [](int index) {
            return QJsonObject{{u"marks"_s, QJsonArray{QJsonObject{{u"index"_s, index}, {u"leftOut"_s, true}}}}};
        };
        model.setSheet(leavingOut(2));
        QCOMPARE(row.row(), 1);
        QCOMPARE(changed.size(), 1);
        QVERIFY(model.index(2, 0).data(RawRole).toBool());
        model.setOnlyProblems(true);
        QCOMPARE(model.rowCount(), 1);
        model.setSheet(leavingOut(0));
        QCOMPARE(model.index(0, DraftModel::Line).data().toInt(), 2);
        model.setSheet({});
        QCOMPARE(model.rowCount(), 3);
    }

    // What changes after a list was read and before it has come is not forgotten.
    void aChangeBehindAReadingIsReadToo()
    {
        UiBench bench(app());
        bench.data->activity = {startedAt(1)};
        bench.data->jobs = {madeUpJob(1), madeUpJob(2), madeUpJob(3)};
        bench.data->jobs[2].state = JobState::Failed;
        ActivityModel journal(bench.reads, [] { return wallFromMicros(400'000'000); });
        JobModel jobs(bench.link, bench.reads, {});
        JobQuery failed;
        failed.filter.states = {JobState::Failed};
        jobs.setActive(true);
        jobs.setQuery(failed);
        QTRY_COMPARE(jobs.rowCount(), 1);
        jobs.setActive(false);
        const auto fail = [&](int job) {
            {
                const QMutexLocker lock(&bench.data->mutex);
                bench.data->jobs[job].state = JobState::Failed;
            }
            Changes changes;
            changes.jobs = {JobId{job + 1}};
            Q_EMIT bench.link.changed(changes);
        };
        fail(0);
        jobs.setActive(true);
        journal.refresh();
        QVERIFY(isRead(bench.reads, ReadDesk::Lane::Scan) && isRead(bench.reads, ReadDesk::Lane::Quick));
        fail(1);
        {
            const QMutexLocker lock(&bench.data->mutex);
            bench.data->activity.prepend(startedAt(2));
        }
        journal.refresh();
        QTRY_COMPARE(journal.rowCount(), 2);
        QTRY_COMPARE(jobs.rowCount(), 3);
    }

    // --- alerts
    void anAlertsButtonOutlivesItsWords()
    {
        UiBench bench(app());
        AlertList list(bench.theme);
        const auto failed = [](const QString &text) {
            return Alert{EventLevel::NeedsYou, text, u"Look"_s, Alert::Deed::ShowFailures, BatchId{7}, {}};
        };
        const Alert paused{
            EventLevel::NeedsYou, u"Everything is paused."_s, u"Resume"_s, Alert::Deed::ResumeAll, {}, {}};
        const Alert told{EventLevel::Info, u"A quota is used up."_s, {}, Alert::Deed::None, {}, {}};
        list.setAlerts({told, failed(u"1 job failed"_s)});
        list.activateWindow();
        auto *look = list.findChild<QPushButton *>();
        QVERIFY(look);
        look->setFocus();
        QTRY_VERIFY(look->hasFocus());
        QSignalSpy chosen(&list, &AlertList::chosen);
        QTest::mousePress(look, Qt::LeftButton);
        list.setAlerts({paused, failed(u"2 jobs failed"_s)});
        QVERIFY(look->hasFocus());
        QTest::mouseRelease(look, Qt::LeftButton);
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen.first().first().value<Alert>(), failed(u"2 jobs failed"_s));
        QCOMPARE(look->accessibleDescription(), u"2 jobs failed"_s);
        QPushButton *resume = list.findChildren<QPushButton *>().value(1);
        QVERIFY(resume);
        QTRY_VERIFY(resume->isVisible());
        QTest::keyClick(look, Qt::Key_Tab, Qt::ShiftModifier); // the keys go as the lines stand
        QVERIFY(resume->hasFocus());
        QVERIFY(resume->mapTo(&list, QPoint()).y() < look->mapTo(&list, QPoint()).y());
        QTest::mouseClick(resume, Qt::LeftButton);
        QCOMPARE(chosen.last().first().value<Alert>(), paused);
        list.setAlerts({});
        QVERIFY(!list.isVisible());
    }

    // --- focus
    void theRowWithTheFocusIsSeen()
    {
        UiBench bench(app());
        QStandardItemModel model(4, 3);
        const std::unique_ptr<QTableView> table(makeListTable(bench.theme, nullptr));
        table->setModel(&model);
        table->resize(400, 200);
        table->show();
        table->activateWindow();
        table->setFocus();
        QTRY_VERIFY(table->hasFocus());
        QTest::keyClick(table.get(), Qt::Key_Down);
        QTest::keyClick(table.get(), Qt::Key_Down, Qt::ControlModifier); // the focus goes on, the choice stays
        for (const ThemeChoice choice : {ThemeChoice::Light, ThemeChoice::Dark}) {
            bench.theme.setChoice(choice);
            const QColor accent = bench.theme.colours().accent;
            QVERIFY(isLined(*table, 2, accent));
            QVERIFY(!isLined(*table, 1, accent));
        }
        table->clearFocus();
        QVERIFY(!isLined(*table, 2, bench.theme.colours().accent));
    }

    void theEntryWithTheFocusIsSeen()
    {
        UiBench bench(app());
        bench.theme.setChoice(ThemeChoice::Light);
        QListWidget list;
        list.setProperty("role", u"boxed"_s);
        list.addItems({u"One"_s, u"Two"_s});
        list.show();
        list.activateWindow();
        const auto top = [&](int row) {
            const QRect entry = list.visualItemRect(list.item(row));
            return list.viewport()->grab().toImage().pixelColor(entry.center().x(), entry.top());
        };
        list.setFocus();
        QTRY_VERIFY(list.hasFocus());
        QCOMPARE(top(0), bench.theme.colours().accent);
        QCOMPARE(top(1), bench.theme.colours().base);
        QVERIFY(list.selectedItems().isEmpty());
    }

    // --- for who hears a list
    void whatIsOnlyDrawnIsSpoken()
    {
        auto data = std::make_shared<MadeUpData>();
        Batch batch = numbered(1);
        batch.client = u"Acme"_s;
        batch.counts[JobState::Completed] = 45;
        batch.counts[JobState::Queued] = 15;
        data->batches = {batch, numbered(2)};
        data->batches[1].counts[JobState::Failed] = 2;
        data->jobs = {madeUpJob(1), madeUpJob(2), madeUpJob(3)};
        data->jobs[1].state = JobState::Failed;
        data->jobs[1].message = u"audioSilent"_s;
        data->jobs[2].state = JobState::Completed;
        UiBench bench(app(), data);
        bench.language.setChoice(LanguageChoice::English);
        bench.batches.refresh();
        QTRY_COMPARE(bench.batches.rowCount(), 2);
        const auto ofBatch = [&](int row, const char *column) {
            return bench.batches.index(row, BatchModel::columnOf(column)).data(Qt::AccessibleTextRole).toString();
        };
        QCOMPARE(ofBatch(0, "progress"), u"45 of 60 done"_s);
        QCOMPARE(ofBatch(1, "progress"), u"0 of 2 done, 2 failed"_s);
        QCOMPARE(ofBatch(0, "name"), u"Batch 1, Acme"_s);
        QCOMPARE(ofBatch(0, "done"), QString()); // its text says it

        JobFacts facts;
        facts.why = [](const JobRow &) { return u"next slot 01:12"_s; };
        JobModel jobs(bench.link, bench.reads, facts);
        jobs.setActive(true);
        QTRY_COMPARE(jobs.rowCount(), 3);
        const auto ofJob = [&](int row, const char *column) {
            return jobs.index(row, JobModel::columnOf(column)).data(Qt::AccessibleTextRole).toString();
        };
        QCOMPARE(ofJob(0, "state"), u"queued: next slot 01:12"_s);
        QCOMPARE(ofJob(1, "state"), u"failed: the sound is silent"_s);
        QCOMPARE(ofJob(2, "state"), QString());
        QCOMPARE(ofJob(0, "row"), QString());
    }
};

QTEST_MAIN(TestSteadyLists)
#include "test_steady_lists.moc"
