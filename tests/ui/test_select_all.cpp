#include "models/list_steps.h"
#include "pages/jobs_page.h"
#include "ui/form_hands.h"
#include "ui/shown_window.h"
#include "window/actions.h"

#include <QComboBox>
#include <QHeaderView>
#include <QJsonArray>
#include <QLabel>
#include <QTableView>
#include <QTest>

using namespace fornada;
using namespace Qt::StringLiterals;

namespace {

constexpr int kJobs = 30'000;

// A long list of jobs whose ids are read when the test says so.
struct Shown : ShownWindow {
    explicit Shown(bool held = true)
        : ShownWindow(longDay(held))
    {
        window->activateWindow();
        window->showPage(u"jobs"_s);
    }
    ~Shown() { release(); }

    static std::shared_ptr<MadeUpData> longDay(bool held)
    {
        auto data = sampleData({}, SystemClock().now().wall);
        data->virtualJobs = kJobs;
        if (held)
            data->scans.lock();
        return data;
    }
    void hold()
    {
        m_held = true;
        bench.data->scans.lock();
    }
    void release()
    {
        if (std::exchange(m_held, false))
            bench.data->scans.unlock();
    }
    QTableView *jobs() const { return find<QTableView>(u"jobs"_s); }
    JobsPage &page() const { return window->jobsPage(); }
    bool hasFirstPage() const { return page().model().rowCount() == JobModel::kPage; }
    bool isWhole() const { return !page().model().isSearching(); }
    bool isTold(const QString &words) const
    {
        for (const QLabel *label : page().findChildren<QLabel *>())
            if (label->isVisible() && label->text().contains(words))
                return true;
        return false;
    }
    void chooseAll() const { QTest::keyClick(jobs(), Qt::Key_A, Qt::ControlModifier); }
    void showState(const QString &name) const
    {
        auto *states = find<QComboBox>(u"stateFilter"_s);
        states->setFocus();
        QTest::keyClicks(states, name);
    }
    qint64 chosen() const
    {
        const Selection selection = page().selection();
        return selection.everything ? selection.everythingCount : selection.jobs.size();
    }

private:
    bool m_held = true;
};

} // namespace

// All is all that matches, also while the list is still being read.
class TestSelectAll final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void waitsForTheRest()
    {
        Shown shown;
        QTRY_VERIFY(shown.hasFirstPage());
        shown.chooseAll();
        QVERIFY(shown.isTold(u"Selecting all…"_s));
        QCOMPARE(shown.chosen(), 0); // nothing can be done to a part of them
        shown.release();
        QTRY_COMPARE(shown.chosen(), kJobs);
        QVERIFY(!shown.isTold(u"Selecting all…"_s));
    }

    void aClickEndsTheWaiting()
    {
        Shown shown;
        QTRY_VERIFY(shown.hasFirstPage());
        shown.chooseAll();
        QTest::mouseClick(shown.jobs()->viewport(), Qt::LeftButton, {},
                          shown.jobs()->visualRect(shown.jobs()->model()->index(3, 0)).center());
        QVERIFY(!shown.isTold(u"Selecting all…"_s));
        shown.release();
        QTRY_VERIFY(shown.isWhole());
        QCOMPARE(shown.chosen(), 1);
    }

    void keysEndTheWaiting()
    {
        for (const Qt::Key key : {Qt::Key_Escape, Qt::Key_Down}) {
            Shown shown;
            QTRY_VERIFY(shown.hasFirstPage());
            shown.chooseAll();
            QTest::keyClick(shown.jobs(), key);
            QVERIFY(!shown.isTold(u"Selecting all…"_s));
            shown.release();
            QTRY_VERIFY(shown.isWhole());
            QVERIFY(shown.chosen() <= 1);
        }
    }

    void anotherFilterEndsTheWaiting()
    {
        Shown shown;
        QTRY_VERIFY(shown.hasFirstPage());
        shown.chooseAll();
        shown.showState(u"Failed"_s);
        shown.release();
        QTRY_VERIFY(shown.isWhole());
        QVERIFY(shown.page().model().rowCount() < kJobs);
        QCOMPARE(shown.chosen(), 0);
    }

    void underAnySortAndFilter_data()
    {
        QTest::addColumn<QString>("state");
        QTest::addColumn<QString>("column");
        for (const char *state : {"All states", "Failed"})
            for (const char *column : {"number", "cost", "state"})
                QTest::addRow("%s by %s", state, column) << QString::fromLatin1(state) << QString::fromLatin1(column);
    }
    void underAnySortAndFilter()
    {
        QFETCH(QString, state);
        QFETCH(QString, column);
        Shown shown(false);
        shown.showState(state);
        QTRY_VERIFY(shown.isWhole());
        const qint64 all = shown.page().model().rowCount();
        QVERIFY(all > JobModel::kPage);
        shown.hold();
        QHeaderView *header = shown.jobs()->horizontalHeader();
        header->setSortIndicator(JobModel::columnOf(column.toLatin1().constData()), Qt::DescendingOrder);
        QVERIFY(!shown.isWhole());
        shown.chooseAll();
        QCOMPARE(shown.chosen(), 0);
        shown.release();
        QTRY_COMPARE(shown.chosen(), all);
        const Selection selection = shown.page().selection();
        if (selection.everything)
            QCOMPARE(selection.everything->states, shown.page().model().query().filter.states);
    }

    // What was chosen under one filter is not acted on under the next.
    void anotherFilterForgetsTheChoice()
    {
        Shown shown(false);
        QTRY_COMPARE(shown.page().model().rowCount(), kJobs);
        shown.chooseAll();
        QCOMPARE(shown.chosen(), kJobs);
        shown.showState(u"Failed"_s);
        QCOMPARE(shown.chosen(), 0);
    }

    // Choosing reads nothing: what was not looked at yet may be in any state, also the one that a deed is for.
    void whatWasNotLookedAtIsChosenToo()
    {
        auto data = sampleData({}, SystemClock().now().wall);
        data->jobs.clear();
        for (qint64 id = 1; id <= 600; ++id) {
            data->jobs.append(madeUpJob(id));
            data->jobs.last().state = id == 400 ? JobState::Failed : JobState::Completed;
        }
        ShownWindow shown(data);
        shown.window->showPage(u"jobs"_s);
        JobsPage &page = shown.window->jobsPage();
        QTRY_COMPARE(page.model().rowCount(), 600);
        const Actions &actions = *shown.window->findChild<Actions *>();
        auto *jobs = shown.find<QTableView>(u"jobs"_s);
        jobs->selectRow(0);
        QCOMPARE(page.selection().states, QList{JobState::Completed});
        QVERIFY(!actions.of(Actions::RetryJobs)->isEnabled());
        QTest::keyClick(jobs, Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(page.selection().jobs.size(), 600);
        QVERIFY(page.selection().states.isEmpty());
        for (const auto id : {Actions::RetryJobs, Actions::CancelJobs, Actions::ResendJobs})
            QVERIFY(actions.of(id)->isEnabled());
        // The failure desk is about what was chosen, not about all that failed.
        const QList<JobFilter> among = page.selection().toMend();
        QCOMPARE(among.size(), 1);
        QCOMPARE(among.first().ids.size(), 600);
    }

    // What is done is made again, and paid again, only when it was picked one by one.
    void allThatIsDoneIsNotMadeAgain()
    {
        auto data = sampleData({}, SystemClock().now().wall);
        data->jobs.clear();
        for (qint64 id = 1; id <= 2'600; ++id) {
            data->jobs.append(madeUpJob(id));
            data->jobs.last().state = id % 2 == 0 ? JobState::Review : JobState::Completed;
        }
        ShownWindow shown(data);
        shown.window->showPage(u"jobs"_s);
        JobsPage &page = shown.window->jobsPage();
        auto *states = shown.find<QComboBox>(u"stateFilter"_s);
        QAction *reroll = shown.window->findChild<Actions *>()->of(Actions::RerollJobs);
        const auto chooseAll = [&](const QString &state, int count) {
            pick(states, state);
            const auto isWhole = [&] { return !page.model().isSearching() && page.model().rowCount() == count; };
            if (!QTest::qWaitFor(isWhole))
                return false;
            shown.find<QTableView>(u"jobs"_s)->selectAll();
            return page.selection().everything.has_value();
        };
        QVERIFY(chooseAll(u"Completed"_s, 1'300));
        QVERIFY(!reroll->isEnabled());
        for (const auto &[state, count] : {std::pair(u"Needs you"_s, 1'300), std::pair(u"All states"_s, 2'600)}) {
            QVERIFY(chooseAll(state, count));
            QVERIFY(reroll->isEnabled());
            shown.bench.link.commands.clear();
            reroll->trigger();
            QTRY_VERIFY(shown.window->findChild<QMessageBox *>());
            QVERIFY(shown.window->findChild<QMessageBox *>()->text().contains(u"1,300"_s));
            agreeIn(*shown.window);
            QTRY_VERIFY(shown.bench.link.names().contains(u"job.reroll"_s));
            const QJsonObject args = shown.bench.link.last(u"job.reroll"_s).args;
            QCOMPARE(args, (QJsonObject{{u"states"_s, QJsonArray{u"review"_s}}}));
            QTRY_VERIFY(!shown.window->findChild<QMessageBox *>());
        }
    }

    // While another list is on its way the rows are still those of the last one.
    void whatIsChosenMeanwhileIsWhatIsSeen()
    {
        auto data = sampleData({}, SystemClock().now().wall);
        data->virtualJobs = kJobs;
        ShownWindow shown(data);
        shown.window->showPage(u"jobs"_s);
        JobsPage &page = shown.window->jobsPage();
        QTRY_COMPARE(page.model().rowCount(), kJobs);
        auto *jobs = shown.find<QTableView>(u"jobs"_s);
        pick(shown.find<QComboBox>(u"stateFilter"_s), u"Failed"_s);
        jobs->selectionModel()->select({page.model().index(0, 0), page.model().index(kJobs - 1, 0)},
                                       QItemSelectionModel::Select | QItemSelectionModel::Rows);
        QVERIFY(!page.selection().everything);
        QCOMPARE(page.selection().jobs.size(), kJobs);
    }

    // --- what comes and goes in a list leaves the choice alone
    void fewSteps()
    {
        const auto steps = stepsBetween({2, 5, 9, 10}, {2, 3, 4, 5, 10, 11}, 8);
        QVERIFY(steps);
        QCOMPARE(steps->gone, (QList<LineRun>{{2, 1}}));
        QCOMPARE(steps->come, (QList<LineRun>{{1, 2}, {5, 1}}));
        QVERIFY(!stepsBetween({1, 2, 3}, {3, 1, 2}, 8)); // another order
        QVERIFY(!stepsBetween({1, 3, 5, 7}, {1, 2, 3, 4, 5, 6, 7}, 2));
        QCOMPARE(inOrderOf({3, 9, 1, 2}, {1, 2, 5, 3}), (QList<qint64>{3, 1, 5, 2})); // what goes stays where it is
    }

    void aChoiceStaysWhileOthersComeAndGo()
    {
        auto data = sampleData({}, SystemClock().now().wall);
        for (JobRow &job : data->jobs)
            job.state = job.id.value % 5 == 0 ? JobState::Failed : JobState::Queued;
        ShownWindow shown(data);
        shown.window->showPage(u"jobs"_s);
        auto *states = shown.find<QComboBox>(u"stateFilter"_s);
        states->setFocus();
        QTest::keyClicks(states, u"Failed"_s);
        JobsPage &page = shown.window->jobsPage();
        QTRY_COMPARE(page.model().rowCount(), 12);
        QTest::keyClick(shown.find<QTableView>(u"jobs"_s), Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(page.selection().jobs.size(), 12);
        {
            const QMutexLocker lock(&data->mutex);
            for (const int failed : {3, 28, 41})
                data->jobs[failed - 1].state = JobState::Failed;
            data->jobs[20 - 1].state = JobState::Queued;
        }
        Changes changes;
        changes.jobs = {JobId{3}, JobId{20}, JobId{28}, JobId{41}};
        Q_EMIT shown.bench.link.changed(changes);
        QTRY_COMPARE(page.model().rowCount(), 14);
        const QList<JobId> chosen = page.selection().jobs;
        QCOMPARE(chosen.size(), 11);
        for (const JobId job : chosen)
            QVERIFY(job.value % 5 == 0);
    }
};

QTEST_MAIN(TestSelectAll)
#include "test_select_all.moc"
