#include "models/job_model.h"
#include "pages/batches_page.h"
#include "pages/jobs_page.h"
#include "ui/shown_window.h"
#include "window/actions.h"

#include <QLineEdit>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace fornada;
using namespace Qt::StringLiterals;

namespace {

struct Shown : ShownWindow {
    using ShownWindow::ShownWindow;
    QLineEdit *box() const { return find<QLineEdit>(u"search"_s); }
    QTableView *batches() const { return find<QTableView>(u"batches"_s); }
    QTableView *jobs() const { return find<QTableView>(u"jobs"_s); }
    bool isThere() const
    {
        return QTest::qWaitFor([this] { return batches()->model()->rowCount() == 7; });
    }
};

} // namespace

// The words that are looked for belong to the page they were written on.
class TestSearching final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyPageHasItsOwnWords()
    {
        Shown shown;
        shown.window->showPage(u"batches"_s);
        QVERIFY(shown.isThere());
        QTest::keyClicks(shown.box(), u"acme spring"_s);
        QCOMPARE(shown.batches()->model()->rowCount(), 1);
        shown.window->showPage(u"jobs"_s);
        QCOMPARE(shown.box()->text(), QString());
        QTRY_COMPARE(shown.jobs()->model()->rowCount(), 60);
        QTest::keyClicks(shown.box(), u"yuki"_s);
        QTRY_COMPARE(shown.jobs()->model()->rowCount(), 5);
        shown.window->showPage(u"batches"_s);
        QCOMPARE(shown.box()->text(), u"acme spring"_s);
        QCOMPARE(shown.batches()->model()->rowCount(), 1);
    }

    // Found by its client, which none of its jobs names.
    void aBatchThatWasFoundShowsItsJobs()
    {
        Shown shown;
        shown.window->showPage(u"batches"_s);
        QVERIFY(shown.isThere());
        QTest::keyClicks(shown.box(), u"acme spring"_s);
        shown.batches()->selectRow(0);
        shown.window->findChild<Actions *>()->of(Actions::ShowJobs)->trigger();
        QTRY_COMPARE(shown.jobs()->model()->rowCount(), 60);
        QVERIFY(shown.jobs()->isVisible());
        QCOMPARE(shown.box()->text(), QString());
    }

    void whatIsGoneToIsNotHidden()
    {
        Shown shown;
        shown.window->showPage(u"jobs"_s);
        QTRY_COMPARE(shown.jobs()->model()->rowCount(), 60);
        QTest::keyClicks(shown.box(), u"yuki"_s);
        QTRY_COMPARE(shown.jobs()->model()->rowCount(), 5);
        shown.window->showJob(BatchId{7}, JobId{1}); // of somebody else, while the page is shown
        QTRY_COMPARE(shown.window->jobsPage().selection().jobs, QList<JobId>{JobId{1}});
        QCOMPARE(shown.box()->text(), QString());

        QTest::keyClicks(shown.box(), u"yuki"_s);
        QTRY_COMPARE(shown.jobs()->model()->rowCount(), 5);
        JobQuery done; // as a figure of the dashboard asks for them
        done.filter.states = {JobState::Completed};
        shown.window->jobsPage().showJobs(done);
        QTRY_COMPARE(shown.jobs()->model()->rowCount(), 31);
        QCOMPARE(shown.box()->text(), QString());
    }

    void whatIsGoneToStaysChosen()
    {
        Shown shown;
        shown.window->showPage(u"jobs"_s);
        JobsPage &page = shown.window->jobsPage();
        QTRY_COMPARE(shown.jobs()->model()->rowCount(), 60);
        QTRY_COMPARE(shown.bench.batches.rowCount(), 7);
        shown.window->showJob(BatchId{7}, JobId{5}); // it is in the list already
        QTRY_VERIFY(page.model().query().filter.batch == BatchId{7} && !page.model().isSearching());
        QCOMPARE(page.selection().jobs, QList<JobId>{JobId{5}});

        QTest::keyClicks(shown.box(), u"yuki"_s);
        QTRY_COMPARE(shown.jobs()->model()->rowCount(), 5);
        shown.window->showJob(BatchId{7}, JobId{1});
        QTRY_COMPARE(page.selection().jobs, QList<JobId>{JobId{1}});
        QSignalSpy resets(&page.model(), &QAbstractItemModel::modelReset);
        QVERIFY2(!resets.wait(400), "the words that went are not asked for once more");
        QCOMPARE(page.selection().jobs, QList<JobId>{JobId{1}});
    }

    void aBatchThatIsShownIsSeen()
    {
        Shown shown;
        shown.window->showPage(u"batches"_s);
        QVERIFY(shown.isThere());
        QTest::keyClicks(shown.box(), u"moodboard"_s);
        QCOMPARE(shown.batches()->model()->rowCount(), 1);
        shown.window->showBatch(BatchId{4});
        QTRY_COMPARE(shown.window->batchesPage().selection().batches, QList<BatchId>{BatchId{4}});
        QCOMPARE(shown.box()->text(), QString());
    }

    void whereThereIsNoListNothingIsTyped()
    {
        Shown shown;
        const QAction *find = shown.window->findChild<Actions *>()->of(Actions::Find);
        for (const QString &page : {u"dashboard"_s, u"reports"_s, u"settings"_s}) {
            shown.window->showPage(page);
            QVERIFY2(!shown.box()->isEnabled() && !find->isEnabled(), qPrintable(page));
            QVERIFY(shown.box()->toolTip().contains(u"no list"_s));
            shown.bench.language.setChoice(LanguageChoice::Portuguese);
            QTRY_VERIFY(shown.box()->toolTip().contains(u"lista"_s));
            shown.bench.language.setChoice(LanguageChoice::English);
        }
        shown.window->showPage(u"jobs"_s);
        QVERIFY(shown.box()->isEnabled() && find->isEnabled());
        QCOMPARE(shown.box()->toolTip(), QString());
    }

    void typingInTheMiddleStaysThere()
    {
        Shown shown;
        shown.window->showPage(u"batches"_s);
        QVERIFY(shown.isThere());
        QTest::keyClicks(shown.box(), u"acme"_s);
        shown.box()->setCursorPosition(1);
        QTest::keyClicks(shown.box(), u"xy"_s);
        QCOMPARE(shown.box()->text(), u"axycme"_s);
    }
};

QTEST_MAIN(TestSearching)
#include "test_searching.moc"
