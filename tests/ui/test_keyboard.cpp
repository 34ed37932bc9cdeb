#include "dialogs/failure_desk.h"
#include "dialogs/new_batch.h"
#include "dialogs/queue_dialog.h"
#include "pages/batches_page.h"
#include "pages/jobs_page.h"
#include "pages/queues_page.h"
#include "ui/shown_window.h"
#include "widgets/banner.h"
#include "window/actions.h"

#include <QAbstractButton>
#include <QClipboard>
#include <QComboBox>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QTableView>
#include <QTest>

using namespace fornada;
using namespace Qt::StringLiterals;

namespace {

// A key goes to whoever would get it: the open menu, or what has the focus.
void press(int key, Qt::KeyboardModifiers modifiers = {})
{
    QWidget *target =
        QApplication::activePopupWidget() ? QApplication::activePopupWidget() : QApplication::focusWidget();
    if (!target)
        target = QApplication::activeWindow();
    if (target)
        QTest::keyClick(target, Qt::Key(key), modifiers);
}

// With the Tab key alone, as often as somebody would be willing to press it.
bool tabTo(const QWidget *target)
{
    constexpr int kPatience = 60;
    for (int i = 0; i < kPatience && target && !target->hasFocus(); ++i)
        press(Qt::Key_Tab);
    return target && target->hasFocus();
}

// As the window manager does with a new window.
bool bring(QWidget *window)
{
    window->activateWindow();
    return QTest::qWaitFor([window] { return QApplication::activeWindow() == window; });
}

struct Shown : ShownWindow {
    explicit Shown(std::shared_ptr<MadeUpData> data = sampleData({}, SystemClock().now().wall),
                   Told told = Told::Standing)
        : ShownWindow(std::move(data), told)
    {
        window->activateWindow();
    }
    bool isReady()
    {
        return bring(window.get()) &&
               QTest::qWaitFor([this] { return bench.batches.isLoaded() && bench.pulse.vitals().known; });
    }
    QTableView *table(const QString &name) const { return find<QTableView>(name); }
    bool wasSent(const QString &command) const { return bench.link.names().contains(command); }
    QJsonObject sent(const QString &command) const { return bench.link.last(command).args; }
};

QAbstractButton *buttonOf(const QWidget &parent, const QString &text)
{
    for (QAbstractButton *button : parent.findChildren<QAbstractButton *>())
        if (button->isVisible() && button->text() == text)
            return button;
    return nullptr;
}

} // namespace

// Each of the main ways through the window, without a mouse.
class TestKeyboard final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theFirstStart()
    {
        Shown shown(std::make_shared<MadeUpData>());
        QVERIFY(shown.isReady());
        auto *sample = shown.find<QPushButton>(u"trySample"_s);
        QTRY_VERIFY(sample->isVisible());
        QVERIFY(tabTo(sample));
        press(Qt::Key_Space);
        QTRY_VERIFY(shown.wasSent(u"batch.create"_s));
        QVERIFY(tabTo(shown.find<QPushButton>(u"connectAccount"_s)));
        press(Qt::Key_Space);
        QTRY_VERIFY(shown.find<QDialog>(u"accountDialog"_s));
        QVERIFY(bring(shown.find<QDialog>(u"accountDialog"_s)));
        press(Qt::Key_Escape);
        QTRY_VERIFY(!shown.find<QDialog>(u"accountDialog"_s));
        QVERIFY(bring(shown.window.get()));
        shown.window->showPage(u"batches"_s);
        QVERIFY(tabTo(shown.find<QPushButton>(u"openSpreadsheet"_s)));
        press(Qt::Key_Space);
        QTRY_VERIFY(shown.find<NewBatch>(u"newBatch"_s));
    }

    void aNewBatch()
    {
        Shown shown;
        QVERIFY(shown.isReady());
        QGuiApplication::clipboard()->setText(u"id\tfull_name\trole\n7\tRavi\tTeacher\n"_s);
        press(Qt::Key_N, Qt::ControlModifier);
        auto *dialog = shown.find<NewBatch>(u"newBatch"_s);
        QVERIFY(dialog);
        QVERIFY(bring(dialog));
        QVERIFY(tabTo(dialog->findChild<QPushButton *>(u"paste"_s)));
        press(Qt::Key_Space);
        auto *start = dialog->findChild<QPushButton *>(u"start"_s);
        QTRY_VERIFY(start->isEnabled());
        auto *budget = dialog->findChild<QLineEdit *>(u"budget"_s);
        QVERIFY(tabTo(budget));
        QTest::keyClicks(budget, u"2.50"_s);
        QTRY_VERIFY(start->isEnabled());
        QVERIFY(tabTo(start));
        press(Qt::Key_Space);
        QTRY_VERIFY(shown.wasSent(u"batch.create"_s));
        QCOMPARE(shown.sent(u"batch.create"_s).value(u"budget"_s).toString(), u"2.50"_s);
    }

    void aBatchIsWatchedAndRepaired()
    {
        Shown shown;
        QVERIFY(shown.isReady());
        QTRY_COMPARE(shown.table(u"batches"_s)->model()->rowCount(), 7);
        QVERIFY(shown.table(u"batches"_s)->hasFocus());
        press(Qt::Key_Down);
        press(Qt::Key_Up);
        QTRY_COMPARE(shown.window->batchesPage().selection().batches, QList<BatchId>{BatchId{7}});
        press(Qt::Key_R, Qt::ControlModifier);
        QTRY_COMPARE(shown.sent(u"batch.retryFailed"_s).value(u"batch"_s).toInt(), 7);
        press(Qt::Key_E, Qt::ControlModifier);
        auto *desk = shown.find<FailureDesk>(u"failureDesk"_s);
        QVERIFY(desk);
        QVERIFY(bring(desk));
        QTRY_VERIFY(buttonOf(*desk, u"Retry these"_s));
        QVERIFY(tabTo(buttonOf(*desk, u"Give up"_s)));
        press(Qt::Key_Space);
        QTRY_COMPARE(shown.sent(u"job.resolve"_s).value(u"how"_s).toString(), u"giveUp"_s);
        QVERIFY(tabTo(buttonOf(*desk, u"Retry these"_s)));
        press(Qt::Key_Space);
        QTRY_VERIFY(shown.wasSent(u"job.retry"_s));
        press(Qt::Key_Escape);
        QTRY_VERIFY(!shown.find<FailureDesk>(u"failureDesk"_s));
        QVERIFY(bring(shown.window.get()));
        shown.window->batchesPage().setFocus();
        press(Qt::Key_Return); // into its jobs
        QTRY_VERIFY(shown.table(u"jobs"_s)->isVisible());
        QTRY_COMPARE(shown.table(u"jobs"_s)->model()->rowCount(), 60);
    }

    void jobsAreChosenCancelledAndBroughtBack()
    {
        Shown shown;
        QVERIFY(shown.isReady());
        shown.bench.link.answers.insert(u"job.cancel"_s, {{u"changed"_s, 60}, {u"operation"_s, 12}});
        press(Qt::Key_2, Qt::ControlModifier);
        QTRY_COMPARE(shown.table(u"jobs"_s)->model()->rowCount(), 60);
        QVERIFY(shown.table(u"jobs"_s)->hasFocus());
        press(Qt::Key_A, Qt::ControlModifier);
        QTRY_COMPARE(shown.window->jobsPage().selection().jobs.size(), 60);
        press(Qt::Key_Delete);
        auto *box = shown.window->findChild<QMessageBox *>();
        QVERIFY(box);
        QVERIFY(bring(box));
        QVERIFY(!shown.wasSent(u"job.cancel"_s));
        QVERIFY(tabTo(buttonOf(*box, u"Cancel jobs"_s)));
        press(Qt::Key_Space);
        QTRY_VERIFY(shown.wasSent(u"job.cancel"_s));
        QTRY_VERIFY(shown.find<Banner>(u"banner"_s)->isVisible());
        QVERIFY(bring(shown.window.get()));
        shown.window->jobsPage().setFocus();
        press(Qt::Key_Z, Qt::ControlModifier);
        QTRY_VERIFY(shown.wasSent(u"operation.undo"_s));
        press(Qt::Key_R);
        QTRY_VERIFY(shown.wasSent(u"job.retry"_s));
    }

    // A letter that is typed to find an entry of a filter is not an order.
    void aLetterInAFilterDoesNothingToJobs()
    {
        Shown shown;
        QVERIFY(shown.isReady());
        shown.window->showPage(u"jobs"_s);
        QTRY_COMPARE(shown.table(u"jobs"_s)->model()->rowCount(), 60);
        shown.table(u"jobs"_s)->selectAll();
        QTRY_VERIFY(shown.window->findChild<Actions *>()->of(Actions::RetryJobs)->isEnabled());
        shown.find<QComboBox>(u"stateFilter"_s)->setFocus();
        for (const int key : {Qt::Key_R, Qt::Key_A, Qt::Key_X, Qt::Key_Delete})
            press(key);
        QCoreApplication::processEvents();
        QCOMPARE(shown.bench.link.names(), QStringList());
        QVERIFY(!shown.window->findChild<QMessageBox *>());
    }

    void columnsAreChosenAndSorted()
    {
        Shown shown;
        QVERIFY(shown.isReady());
        shown.window->showPage(u"jobs"_s);
        auto *jobs = shown.table(u"jobs"_s);
        QTRY_COMPARE(jobs->model()->rowCount(), 60);
        const int message = JobModel::columnOf("message"), cost = JobModel::columnOf("cost");
        QVERIFY(jobs->isColumnHidden(message));
        const auto choose = [](const QString &text) {
            auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
            for (int i = 0; menu && i < 40 && (!menu->activeAction() || menu->activeAction()->text() != text); ++i)
                press(Qt::Key_Down);
            return menu && menu->activeAction() && menu->activeAction()->text() == text;
        };
        press(Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(choose(u"Message"_s));
        press(Qt::Key_Return);
        QVERIFY(!jobs->isColumnHidden(message));
        QTRY_VERIFY(!QApplication::activePopupWidget());
        press(Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(choose(u"Sort by"_s));
        press(Qt::Key_Right);
        QVERIFY(choose(u"Cost"_s));
        press(Qt::Key_Return);
        QCOMPARE(jobs->horizontalHeader()->sortIndicatorSection(), cost);
        QCOMPARE(shown.window->jobsPage().model().query().sort, JobSort::Cost);
        // What the store has no index for is not offered, and a click on it changes nothing.
        QTest::mouseClick(jobs->horizontalHeader()->viewport(), Qt::LeftButton, {},
                          QPoint(jobs->horizontalHeader()->sectionViewportPosition(JobModel::columnOf("row")) + 20, 8));
        QCOMPARE(jobs->horizontalHeader()->sortIndicatorSection(), cost);
        QCOMPARE(shown.window->jobsPage().model().query().sort, JobSort::Cost);
    }

    void everyPageHasAKey()
    {
        Shown shown;
        QVERIFY(shown.isReady());
        const QList<std::pair<int, QString>> keys = {
            {Qt::Key_0, u"rail-dashboard"_s}, {Qt::Key_1, u"rail-batches"_s},     {Qt::Key_2, u"rail-jobs"_s},
            {Qt::Key_3, u"rail-queues"_s},    {Qt::Key_4, u"rail-results"_s},     {Qt::Key_5, u"rail-reports"_s},
            {Qt::Key_9, u"rail-activity"_s},  {Qt::Key_Comma, u"rail-settings"_s}};
        for (const auto &[key, rail] : keys) {
            press(key, Qt::ControlModifier);
            QVERIFY2(shown.find<QAbstractButton>(rail)->isChecked(), qPrintable(rail));
        }
        QVERIFY(tabTo(shown.find<QAbstractButton>(u"rail-settings"_s))); // and the rail itself can be walked
        press(Qt::Key_Up);
        press(Qt::Key_Space);
        QVERIFY(shown.find<QAbstractButton>(u"rail-activity"_s)->isChecked());
    }

    void aQueueIsPausedAndEdited()
    {
        Shown shown(sampleData({}, SystemClock().now().wall), Shown::Told::Setup);
        QVERIFY(shown.isReady());
        press(Qt::Key_3, Qt::ControlModifier);
        QTRY_VERIFY(shown.window->queuesPage().book().isLoaded());
        auto *queues = shown.table(u"queues"_s);
        QTRY_COMPARE(queues->model()->rowCount(), 5);
        QVERIFY(queues->hasFocus());
        press(Qt::Key_Down);
        const QString chosen = queues->currentIndex().siblingAtColumn(0).data().toString();
        QVERIFY(!chosen.isEmpty());
        QVERIFY(tabTo(shown.window->queuesPage().findChild<QPushButton *>(u"pause"_s)));
        press(Qt::Key_Space);
        QTRY_COMPARE(shown.sent(u"queue.pause"_s).value(u"queue"_s).toString(), chosen);
        queues->setFocus();
        press(Qt::Key_Return);
        auto *dialog = shown.window->findChild<QueueDialog *>();
        QVERIFY(dialog);
        QVERIFY(bring(dialog));
        auto *gap = dialog->findChild<QLineEdit *>(u"gap"_s);
        QVERIFY(tabTo(gap));
        press(Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(gap, u"90"_s);
        const auto *save = dialog->findChild<QPushButton *>(u"save"_s);
        QVERIFY(save->isEnabled());
        QVERIFY(save->isDefault());
        press(Qt::Key_Return);
        QTRY_VERIFY(shown.wasSent(u"queue.set"_s));
    }

    void anActionIsUndone()
    {
        Shown shown;
        QVERIFY(shown.isReady());
        press(Qt::Key_9, Qt::ControlModifier);
        auto *journal = shown.table(u"activity"_s);
        QTRY_COMPARE(journal->model()->rowCount(), 12);
        QVERIFY(journal->hasFocus());
        press(Qt::Key_Down);
        auto *undo = shown.find<QPushButton>(u"undoRow"_s);
        QTRY_VERIFY(undo->isEnabled());
        QVERIFY(tabTo(undo));
        press(Qt::Key_Space);
        QTRY_VERIFY(shown.wasSent(u"operation.undo"_s));
    }

    void aSettingIsChanged()
    {
        Shown shown;
        QVERIFY(shown.isReady());
        press(Qt::Key_Comma, Qt::ControlModifier);
        auto *part = shown.find<QLineEdit>(u"resendPart"_s);
        QTRY_COMPARE(part->text(), u"2"_s);
        QVERIFY(tabTo(part));
        press(Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(part, u"7"_s);
        press(Qt::Key_Return);
        QTRY_VERIFY(shown.wasSent(u"setting.set"_s));
    }

    void aResultIsLookedAt()
    {
        Shown shown;
        QVERIFY(shown.isReady());
        press(Qt::Key_4, Qt::ControlModifier);
        auto *gallery = shown.find<QListView>(u"results"_s);
        QTRY_COMPARE(gallery->model()->rowCount(), 31);
        QVERIFY(gallery->hasFocus());
        press(Qt::Key_Home);
        press(Qt::Key_Right);
        QTRY_COMPARE(gallery->currentIndex().row(), 1);
        QTRY_VERIFY(shown.window->findChild<Actions *>()->of(Actions::OpenFile)->isEnabled());
        press(Qt::Key_Return); // its file is not there: the sample was made without pictures
        QTRY_VERIFY(shown.find<Banner>(u"banner"_s)->text().contains(u"not there"_s));
    }
};

QTEST_MAIN(TestKeyboard)
#include "test_keyboard.moc"
