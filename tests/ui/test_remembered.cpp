#include "dialogs/failure_desk.h"
#include "dialogs/new_batch.h"
#include "dialogs/recipe_dialog.h"
#include "models/job_model.h"
#include "pages/batches_page.h"
#include "pages/jobs_page.h"
#include "ui/sample_data.h"
#include "ui/setup_data.h"
#include "ui/ui_bench.h"
#include "window/actions.h"
#include "window/main_window.h"

#include <QComboBox>
#include <QDockWidget>
#include <QHeaderView>
#include <QPushButton>
#include <QSplitter>
#include <QTableView>
#include <QTest>

using namespace fornada;
using namespace Qt::StringLiterals;

namespace {

QApplication &app()
{
    return *qobject_cast<QApplication *>(QCoreApplication::instance());
}

// One life of the window; what it remembers is the bench's.
struct Life {
    explicit Life(UiBench &bench)
    {
        bench.language.setChoice(LanguageChoice::English);
        bench.link.answers.insert(u"engine.status"_s, sampleStatus(bench.pulse.now()));
        window = std::make_unique<MainWindow>(bench.context());
        window->show();
        bench.batches.refresh();
        bench.pulse.refresh();
    }
    ~Life() { window->close(); }
    template<class W>
    W *find(const QString &name) const
    {
        return window->findChild<W *>(name);
    }
    void choose(const QString &box, const QString &text) const
    {
        auto *filter = find<QComboBox>(box);
        QTRY_VERIFY(filter->findText(text) >= 0);
        filter->setCurrentIndex(filter->findText(text));
        Q_EMIT filter->activated(filter->currentIndex());
    }
    QString chosen(const QString &box) const { return find<QComboBox>(box)->currentText(); }

    std::unique_ptr<MainWindow> window;
};

// With the left button held.
void drag(QWidget *handle, QPoint by)
{
    const QPoint from = handle->rect().center();
    QTest::mousePress(handle, Qt::LeftButton, {}, from);
    QTest::mouseMove(handle, from + by);
    QTest::mouseRelease(handle, Qt::LeftButton, {}, from + by);
}

} // namespace

// The window comes back as it was left.
class TestRemembered final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void pageSizeAndInspector()
    {
        UiBench bench(app(), sampleData({}, SystemClock().now().wall));
        QSize size;
        {
            Life life(bench);
            size = life.window->minimumSizeHint() + QSize(7, 11);
            life.window->resize(size);
            life.window->showPage(u"activity"_s);
            life.window->findChild<Actions *>()->of(Actions::ToggleInspector)->trigger();
        }
        Life life(bench);
        QTRY_VERIFY(life.find<QTableView>(u"activity"_s)->isVisible());
        QVERIFY(!life.window->findChild<Actions *>()->of(Actions::ToggleInspector)->isChecked());
        QVERIFY(bench.settings.contains(u"window/geometry"_s));
        const QSize screen = life.window->screen()->availableSize();
        if (size.width() <= screen.width() && size.height() <= screen.height())
            QCOMPARE(life.window->size(), size);
    }

    void aPageThatIsNoMoreLeadsToTheBatches()
    {
        UiBench bench(app(), sampleData({}, SystemClock().now().wall));
        bench.settings.setValue(u"window/page"_s, u"of another version"_s);
        Life life(bench);
        QTRY_VERIFY(life.find<QTableView>(u"batches"_s)->isVisible());
        QVERIFY(life.find<QAbstractButton>(u"rail-batches"_s)->isChecked());
    }

    void columns()
    {
        UiBench bench(app(), sampleData({}, SystemClock().now().wall));
        const int step = JobModel::columnOf("step"), cost = JobModel::columnOf("cost");
        const int message = JobModel::columnOf("message"), done = BatchModel::columnOf("done");
        {
            Life life(bench);
            life.window->showPage(u"jobs"_s);
            QHeaderView *jobs = life.find<QTableView>(u"jobs"_s)->horizontalHeader();
            jobs->resizeSection(step, 131);
            jobs->setSectionHidden(message, false);
            jobs->moveSection(jobs->visualIndex(cost), 0);
            jobs->setSortIndicator(cost, Qt::DescendingOrder);
            life.window->showPage(u"batches"_s);
            QHeaderView *batches = life.find<QTableView>(u"batches"_s)->horizontalHeader();
            batches->setSortIndicator(done, Qt::DescendingOrder);
        }
        Life life(bench);
        QHeaderView *jobs = life.find<QTableView>(u"jobs"_s)->horizontalHeader();
        QCOMPARE(jobs->sectionSize(step), 131);
        QVERIFY(!jobs->isSectionHidden(message));
        QCOMPARE(jobs->visualIndex(cost), 0);
        QCOMPARE(jobs->sortIndicatorSection(), cost);
        QCOMPARE(life.window->jobsPage().model().query().sort, JobSort::Cost);
        QVERIFY(life.window->jobsPage().model().query().descending);
        auto *batches = life.find<QTableView>(u"batches"_s);
        QTRY_COMPARE(batches->model()->rowCount(), 7);
        QCOMPARE(batches->model()->index(0, 0).data(IdRole).toInt(), 6); // 3,120 done
    }

    void partsOfAPage()
    {
        UiBench bench(app(), sampleData({}, SystemClock().now().wall));
        addSampleSetup(*bench.data, bench.pulse.now());
        QList<int> sizes;
        {
            Life life(bench);
            life.window->resize(1280, 800);
            life.window->showPage(u"queues"_s);
            auto *parts = life.find<QSplitter>(u"queueParts"_s);
            const QList<int> before = parts->sizes();
            drag(parts->handle(1), {0, -90});
            sizes = parts->sizes();
            QVERIFY(sizes != before);
        }
        Life life(bench);
        life.window->resize(1280, 800);
        life.window->showPage(u"queues"_s);
        QTRY_COMPARE(life.find<QSplitter>(u"queueParts"_s)->sizes(), sizes);
    }

    void windowsOfTheirOwn()
    {
        UiBench bench(app(), sampleData({}, SystemClock().now().wall));
        Life life(bench);
        const QSize screen = life.window->screen()->availableSize();
        QList<QSize> sizes;
        QList<int> parts;
        for (const bool again : {false, true}) {
            auto *recipe = new RecipeDialog(bench.context(), u"portrait"_s, {}, life.window.get());
            auto *fresh = life.window->showNewBatch();
            auto *desk = new FailureDesk(bench.context(), {}, life.window.get());
            const QList<QDialog *> all{recipe, fresh, desk};
            for (QDialog *dialog : all)
                dialog->show();
            auto *splitter = recipe->findChild<QSplitter *>(u"recipeParts"_s);
            for (qsizetype i = 0; i < all.size(); ++i) {
                if (again) {
                    QCOMPARE(all.at(i)->size(), sizes.at(i));
                    continue;
                }
                all.at(i)->resize((all.at(i)->size() - QSize(31, 17)).boundedTo(screen));
                sizes.append(all.at(i)->size());
            }
            if (again) {
                QCOMPARE(splitter->sizes(), parts);
            } else {
                drag(splitter->handle(1), {-40, 0});
                parts = splitter->sizes();
            }
            for (QDialog *dialog : all)
                dialog->close();
            delete desk;
        }
    }

    void filters()
    {
        UiBench bench(app(), sampleData({}, SystemClock().now().wall));
        addSampleSetup(*bench.data, bench.pulse.now());
        const QString batch = u"Avatars - spring campaign"_s;
        {
            Life life(bench);
            QTRY_COMPARE(bench.batches.rowCount(), 7);
            life.choose(u"batchStates"_s, u"With failures"_s);
            life.window->showPage(u"jobs"_s);
            life.choose(u"batchFilter"_s, batch);
            life.choose(u"queueFilter"_s, u"portraits"_s);
            life.choose(u"stateFilter"_s, u"Failed"_s);
            life.window->showPage(u"results"_s);
            life.choose(u"resultsBatch"_s, batch);
            life.window->showPage(u"activity"_s);
            life.choose(u"activityKind"_s, u"What was done"_s);
            life.window->showPage(u"dashboard"_s);
            QTest::mouseClick(life.find<QPushButton>(u"span-week"_s), Qt::LeftButton);
        }
        Life life(bench);
        QTRY_COMPARE(life.chosen(u"batchFilter"_s), batch);
        QTRY_COMPARE(life.chosen(u"queueFilter"_s), u"portraits"_s);
        QCOMPARE(life.chosen(u"stateFilter"_s), u"Failed"_s);
        const JobQuery query = life.window->jobsPage().model().query();
        QCOMPARE(query.filter.batch, BatchId{7});
        QCOMPARE(query.filter.queue, QueueId{1});
        QCOMPARE(query.filter.states, QList<JobState>{JobState::Failed});
        QCOMPARE(life.chosen(u"batchStates"_s), u"With failures"_s);
        QTRY_COMPARE(life.find<QTableView>(u"batches"_s)->model()->rowCount(), 3);
        QCOMPARE(life.chosen(u"resultsBatch"_s), batch);
        QCOMPARE(life.chosen(u"activityKind"_s), u"What was done"_s);
        QVERIFY(life.find<QPushButton>(u"span-week"_s)->isChecked());
        // A batch that is wanted is seen in spite of them.
        life.window->batchesPage().select(BatchId{3}); // finished, without failures
        QTRY_COMPARE(life.window->batchesPage().selection().batches, QList<BatchId>{BatchId{3}});
    }

    // What is gone meanwhile does not leave an empty list behind.
    void aFilterOfABatchThatIsGone()
    {
        UiBench bench(app(), sampleData({}, SystemClock().now().wall));
        bench.settings.setValue(u"jobs/batch"_s, 999);
        bench.settings.setValue(u"jobs/queue"_s, 999);
        bench.settings.setValue(u"results/batch"_s, 999);
        Life life(bench);
        life.window->showPage(u"jobs"_s);
        QTRY_COMPARE(life.find<QTableView>(u"jobs"_s)->model()->rowCount(), 60);
        QCOMPARE(life.chosen(u"batchFilter"_s), u"All batches"_s);
        QCOMPARE(life.chosen(u"queueFilter"_s), u"All queues"_s);
    }
};

QTEST_MAIN(TestRemembered)
#include "test_remembered.moc"
