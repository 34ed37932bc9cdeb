#include "pages/jobs_page.h"
#include "ui/sample_data.h"
#include "ui/ui_bench.h"
#include "widgets/inspector.h"
#include "window/actions.h"
#include "window/main_window.h"

#include <QJsonArray>
#include <QLabel>
#include <QListView>
#include <QMessageBox>
#include <QTableView>
#include <QTest>
#include <QToolButton>

using namespace fornada;
using namespace Qt::StringLiterals;

namespace {

QApplication &app()
{
    return *qobject_cast<QApplication *>(QCoreApplication::instance());
}

std::shared_ptr<MadeUpData> withReviews()
{
    auto data = sampleData({}, SystemClock().now().wall);
    for (const qint64 id : {2, 3}) {
        data->jobs[id - 1].state = JobState::Review;
        data->details[JobId{id}].job.state = JobState::Review;
    }
    return data;
}

// The job list of the sample day, in which jobs 2 and 3 wait for somebody to look at them.
struct Shown {
    Shown()
        : bench(app(), withReviews())
    {
        bench.language.setChoice(LanguageChoice::English);
        window = std::make_unique<MainWindow>(bench.context());
        window->resize(1280, 800);
        window->show();
        bench.batches.refresh();
        window->jobsPage().showBatch(BatchId{7});
        window->showPage(u"jobs"_s);
    }
    bool select(int line)
    {
        auto *jobs = window->findChild<QTableView *>(u"jobs"_s);
        if (!QTest::qWaitFor([jobs] { return jobs->model()->rowCount() == 60; }))
            return false;
        jobs->setFocus();
        jobs->selectRow(line);
        return true;
    }
    QToolButton *button(Actions::Id id) const
    {
        QAction *action = window->findChild<Actions *>()->of(id);
        for (QToolButton *button : window->findChild<Inspector *>()->findChildren<QToolButton *>())
            if (button->defaultAction() == action)
                return button;
        return nullptr;
    }
    QJsonArray sentJobs(const QString &command) const { return bench.link.last(command).args[u"jobs"_s].toArray(); }
    bool wasSent(const QString &command) const { return bench.link.names().contains(command); }
    QMessageBox *box() const { return window->findChild<QMessageBox *>(); }
    void press(const QString &text)
    {
        const auto buttons = box()->buttons();
        for (QAbstractButton *button : buttons)
            if (button->text() == text)
                QTest::mouseClick(button, Qt::LeftButton);
    }

    UiBench bench;
    std::unique_ptr<MainWindow> window;
};

} // namespace

// Results that a person must judge: by the inspector's buttons, and by keys alone.
class TestJudging final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void onlyWhatCanBeJudgedHasTheButtons()
    {
        Shown shown;
        QVERIFY(shown.select(1));
        for (const auto id : {Actions::ApproveJobs, Actions::RejectJobs, Actions::RerollJobs})
            QTRY_VERIFY(shown.button(id) && shown.button(id)->isVisible());
        QVERIFY(shown.select(0)); // completed: it can be made again, but there is nothing to judge
        QTRY_VERIFY(!shown.button(Actions::ApproveJobs)->isVisible());
        QVERIFY(!shown.button(Actions::RejectJobs)->isVisible());
        QVERIFY(shown.button(Actions::RerollJobs)->isVisible());
        QVERIFY(shown.select(59)); // waiting
        QTRY_VERIFY(!shown.button(Actions::RerollJobs)->isVisible());
        for (const auto id : {Actions::ApproveJobs, Actions::RejectJobs, Actions::RerollJobs})
            QVERIFY2(shown.button(id)->toolButtonStyle() == Qt::ToolButtonTextBesideIcon &&
                         !shown.button(id)->accessibleName().isEmpty() && !shown.button(id)->toolTip().isEmpty(),
                     "a picture alone does not say what it does");
    }

    void aClickApproves()
    {
        Shown shown;
        QVERIFY(shown.select(1));
        QTRY_VERIFY(shown.button(Actions::ApproveJobs)->isVisible());
        QTest::mouseClick(shown.button(Actions::ApproveJobs), Qt::LeftButton);
        QTRY_VERIFY(shown.wasSent(u"job.approve"_s));
        QCOMPARE(shown.sentJobs(u"job.approve"_s), QJsonArray{2});
        QVERIFY(!shown.wasSent(u"job.reject"_s));
    }

    void aClickRejects()
    {
        Shown shown;
        QVERIFY(shown.select(2));
        QTRY_VERIFY(shown.button(Actions::RejectJobs)->isVisible());
        QTest::mouseClick(shown.button(Actions::RejectJobs), Qt::LeftButton);
        QTRY_VERIFY(shown.wasSent(u"job.reject"_s));
        QCOMPARE(shown.sentJobs(u"job.reject"_s), QJsonArray{3});
    }

    void anotherResultIsMadeOnlyAfterItsPriceWasSaid()
    {
        Shown shown;
        QVERIFY(shown.select(1));
        QTRY_VERIFY(shown.button(Actions::RerollJobs)->isVisible());
        QTest::mouseClick(shown.button(Actions::RerollJobs), Qt::LeftButton);
        QTRY_VERIFY(shown.box());
        QVERIFY(!shown.wasSent(u"job.reroll"_s));
        shown.press(u"Keep"_s);
        QTRY_VERIFY(!shown.box());
        QVERIFY(!shown.wasSent(u"job.reroll"_s));
        QTest::mouseClick(shown.button(Actions::RerollJobs), Qt::LeftButton);
        QTRY_VERIFY(shown.box());
        shown.press(u"Re-roll"_s);
        QTRY_VERIFY(shown.wasSent(u"job.reroll"_s));
        QCOMPARE(shown.sentJobs(u"job.reroll"_s), QJsonArray{2});
    }

    void keysDoTheSame()
    {
        Shown shown;
        QVERIFY(shown.select(1));
        QTRY_VERIFY(shown.button(Actions::ApproveJobs)->isVisible());
        QVERIFY(QTest::qWaitForWindowActive(shown.window.get()));
        auto *jobs = shown.window->findChild<QTableView *>(u"jobs"_s);
        QTest::keyClick(jobs, Qt::Key_A);
        QTRY_COMPARE(shown.sentJobs(u"job.approve"_s), QJsonArray{2});
        QTest::keyClick(jobs, Qt::Key_X);
        QTRY_COMPARE(shown.sentJobs(u"job.reject"_s), QJsonArray{2});
        QTest::keyClick(jobs, Qt::Key_R, Qt::ShiftModifier);
        QTRY_VERIFY(shown.box());
        QTest::keyClick(shown.box(), Qt::Key_Escape);
        QTRY_VERIFY(!shown.box());
        QVERIFY(!shown.wasSent(u"job.reroll"_s));
    }

    // Where its result is looked at: by keys there, and by the inspector's buttons.
    void aResultIsJudgedInTheGallery()
    {
        Shown shown;
        shown.window->showPage(u"results"_s);
        auto *gallery = shown.window->findChild<QListView *>(u"results"_s);
        QTRY_COMPARE(gallery->model()->rowCount(), 31);
        const Actions &actions = *shown.window->findChild<Actions *>();
        const auto look = [gallery](int job) {
            gallery->setFocus();
            gallery->setCurrentIndex(gallery->model()->index(31 - job, 0)); // the newest comes first
        };
        look(2);
        for (const auto id : {Actions::ApproveJobs, Actions::RejectJobs, Actions::RerollJobs, Actions::OpenFile})
            QTRY_VERIFY(actions.of(id)->isEnabled());
        QTRY_VERIFY(shown.button(Actions::ApproveJobs)->isVisible());
        QVERIFY(QTest::qWaitForWindowActive(shown.window.get()));
        QTest::keyClick(gallery, Qt::Key_A);
        QTRY_COMPARE(shown.sentJobs(u"job.approve"_s), QJsonArray{2});
        QTest::keyClick(gallery, Qt::Key_X);
        QTRY_COMPARE(shown.sentJobs(u"job.reject"_s), QJsonArray{2});
        look(1); // there is nothing to judge
        QTRY_VERIFY(!actions.of(Actions::ApproveJobs)->isEnabled());
        QVERIFY(actions.of(Actions::RerollJobs)->isEnabled());
    }

    // What was judged is not offered to be judged again, wherever that was done; its file can still be opened.
    void theGalleryKnowsWhatWasJudged()
    {
        Shown shown;
        shown.window->showPage(u"results"_s);
        auto *gallery = shown.window->findChild<QListView *>(u"results"_s);
        QTRY_COMPARE(gallery->model()->rowCount(), 31);
        const Actions &actions = *shown.window->findChild<Actions *>();
        gallery->setCurrentIndex(gallery->model()->index(31 - 2, 0));
        QTRY_VERIFY(actions.of(Actions::ApproveJobs)->isEnabled());
        const auto judged = [&shown](JobState state) {
            {
                const QMutexLocker lock(&shown.bench.data->mutex);
                shown.bench.data->jobs[1].state = state;
            }
            Changes changes;
            changes.jobs = {JobId{2}};
            Q_EMIT shown.bench.link.changed(changes);
        };
        judged(JobState::Failed);
        QTRY_VERIFY(!actions.of(Actions::ApproveJobs)->isEnabled());
        QVERIFY(!actions.of(Actions::RerollJobs)->isEnabled());
        QVERIFY(actions.of(Actions::OpenFile)->isEnabled());
        QCOMPARE(gallery->currentIndex().row(), 31 - 2);
        shown.window->showPage(u"jobs"_s); // and while the gallery is not looked at
        judged(JobState::Review);
        shown.window->showPage(u"results"_s);
        QTRY_VERIFY(actions.of(Actions::ApproveJobs)->isEnabled());
    }

    void aFilterThatFitsNothingSaysSo()
    {
        Shown shown;
        QVERIFY(shown.select(0));
        const auto *nothing = shown.window->findChild<QLabel *>(u"noJobs"_s);
        QVERIFY(!nothing->isVisible());
        shown.window->jobsPage().search(u"nobody is called like this"_s);
        QTRY_VERIFY(nothing->isVisible() && nothing->text() == u"No job matches."_s);
        shown.window->jobsPage().search({});
        QTRY_VERIFY(!nothing->isVisible());
    }

    void thereAreNoFailuresToShowWhereNothingFailed()
    {
        Shown shown;
        const QAction *failures = shown.window->findChild<Actions *>()->of(Actions::ShowFailures);
        QTRY_VERIFY(failures->isEnabled());
        {
            const QMutexLocker lock(&shown.bench.data->mutex);
            for (Batch &batch : shown.bench.data->batches)
                batch.counts[JobState::Failed] = batch.counts[JobState::Unknown] = 0;
        }
        shown.bench.batches.refresh();
        QTRY_VERIFY(!failures->isEnabled());
    }
};

QTEST_MAIN(TestJudging)
#include "test_judging.moc"
