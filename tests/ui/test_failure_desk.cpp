#include "dialogs/failure_desk.h"
#include "pages/jobs_page.h"
#include "ui/sample_data.h"
#include "ui/ui_bench.h"
#include "widgets/banner.h"
#include "window/actions.h"
#include "window/main_window.h"

#include <QComboBox>
#include <QJsonArray>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QScopeGuard>
#include <QSemaphore>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace fornada;
using namespace Qt::StringLiterals;

namespace {

QApplication &app()
{
    return *qobject_cast<QApplication *>(QCoreApplication::instance());
}

// The desk over a window, with one group of requests that never got an answer.
struct Shown {
    explicit Shown(std::shared_ptr<MadeUpData> data = sampleData({}, SystemClock().now().wall))
        : bench(app(), std::move(data))
    {
        bench.language.setChoice(LanguageChoice::English);
        bench.data->failures.append(
            {Outcome::Lost, u"No answer in 3 minutes"_s, 2, JobId{34}, bench.pulse.now() - std::chrono::minutes(9), 0});
        window = std::make_unique<MainWindow>(bench.context());
        window->show();
        bench.batches.refresh();
        open({{.batch = BatchId{7}}});
    }
    void open(const QList<JobFilter> &among)
    {
        delete desk;
        desk = new FailureDesk(bench.context(), among, window.get());
        desk->show();
    }
    // Something happened in a batch: its list is read anew, and the desk hears of it.
    void fail(const QString &message, JobId sample)
    {
        {
            const QMutexLocker lock(&bench.data->mutex);
            bench.data->failures.append({Outcome::RetryBackoff, message, 1, sample, bench.pulse.now(), 0});
        }
        bench.batches.refresh();
    }
    bool says(const QString &words) const
    {
        for (const QLabel *label : desk->findChildren<QLabel *>())
            if (label->text().contains(words))
                return true;
        return false;
    }
    QString scope() const { return desk->findChild<QComboBox *>(u"failureScope"_s)->currentText(); }
    QPushButton *button(const QString &text, QWidget *in = nullptr) const
    {
        const QWidget *place = in ? in : desk;
        QPushButton *found = nullptr;
        (void)QTest::qWaitFor([&] {
            for (QPushButton *button : place->findChildren<QPushButton *>())
                if (button->text() == text)
                    found = button;
            return found != nullptr;
        });
        return found;
    }
    Banner *banner() const { return desk->findChild<Banner *>(); }

    UiBench bench;
    std::unique_ptr<MainWindow> window;
    FailureDesk *desk = nullptr;
};

} // namespace

// The failure desk: exactly what was seen is acted on, and what came of it is said there.
class TestFailureDesk final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aLongerWaitHoldsBeforeTheRetry()
    {
        Shown shown;
        QPushButton *longer = shown.button(u"Give more time and retry"_s);
        QVERIFY(longer);
        QTest::mouseClick(longer, Qt::LeftButton);
        QTRY_COMPARE(shown.bench.link.names(), (QStringList{u"queue.set"_s, u"job.retry"_s}));
        QCOMPARE(shown.bench.link.last(u"queue.set"_s).args,
                 (QJsonObject{{u"queue"_s, u"portraits"_s}, {u"deadline"_s, 360.0}}));
        QCOMPARE(shown.bench.link.last(u"job.retry"_s).args.value(u"message"_s).toString(),
                 u"No answer in 3 minutes"_s);
        QTRY_VERIFY(shown.banner()->isVisible());
        QVERIFY(shown.banner()->text().contains(u"portraits"_s));
    }

    // More time is never less, and what has all there is is not paid for again.
    void aLongWaitIsNotShortened_data()
    {
        QTest::addColumn<std::chrono::hours>("before");
        QTest::addColumn<std::chrono::hours>("after");
        QTest::newRow("an hour") << std::chrono::hours(1) << std::chrono::hours(2);
        QTest::newRow("three") << std::chrono::hours(3) << std::chrono::hours(6);
        QTest::newRow("most of a day") << std::chrono::hours(20) << std::chrono::hours(24);
        QTest::newRow("a day") << std::chrono::hours(24) << std::chrono::hours(24);
    }
    void aLongWaitIsNotShortened()
    {
        QFETCH(std::chrono::hours, before);
        QFETCH(std::chrono::hours, after);
        auto data = sampleData({}, SystemClock().now().wall);
        data->queues[0].deadline = before;
        Shown shown(data);
        QPushButton *longer = shown.button(u"Give more time and retry"_s);
        QVERIFY(longer);
        QTest::mouseClick(longer, Qt::LeftButton);
        QTRY_VERIFY(shown.banner()->isVisible());
        QVERIFY2(shown.banner()->text().contains(u"portraits"_s), qPrintable(shown.banner()->text()));
        QCoreApplication::processEvents();
        if (after == before)
            QCOMPARE(shown.bench.link.names(), QStringList());
        else
            QCOMPARE(shown.bench.link.last(u"queue.set"_s).args.value(u"deadline"_s).toInt(), after.count() * 3'600);
    }

    // What the recipe says of the step's time the queue cannot change.
    void aStepsOwnTimeIsItsRecipes()
    {
        auto data = sampleData({}, SystemClock().now().wall);
        QJsonArray steps = data->recipe.value(u"steps"_s).toArray();
        QJsonObject step = steps.at(0).toObject();
        step.insert(u"timeLimit"_s, 90);
        steps.replace(0, step);
        data->recipe.insert(u"steps"_s, steps);
        Shown shown(data);
        QPushButton *longer = shown.button(u"Give more time and retry"_s);
        QVERIFY(longer);
        QTest::mouseClick(longer, Qt::LeftButton);
        QTRY_VERIFY(shown.banner()->isVisible());
        QVERIFY2(shown.banner()->text().contains(u"“portrait” 1 min 30 s"_s), qPrintable(shown.banner()->text()));
        QVERIFY(!shown.bench.link.names().contains(u"queue.set"_s));
        QVERIFY(!shown.bench.link.names().contains(u"job.retry"_s));
    }

    void aRefusalIsSaidOnTheDesk()
    {
        Shown shown;
        shown.bench.link.refusals.insert(u"queue.set"_s, Error{ErrorKind::DiskFull, u"/data"_s, {}});
        QPushButton *longer = shown.button(u"Give more time and retry"_s);
        QVERIFY(longer);
        QTest::mouseClick(longer, Qt::LeftButton);
        QTRY_VERIFY(shown.banner()->isVisible());
        QVERIFY(shown.banner()->text().contains(u"disk is full"_s));
        QVERIFY2(!shown.bench.link.names().contains(u"job.retry"_s), "with the old time it would end the same way");
    }

    void exactlyTheUnknownThatWereSeenAreDecided()
    {
        for (const auto &[text, how] :
             {std::pair(u"Give up"_s, u"giveUp"_s), std::pair(u"Count as charged"_s, u"charged"_s)}) {
            Shown shown;
            QPushButton *button = shown.button(text);
            QVERIFY(button);
            QTest::mouseClick(button, Qt::LeftButton);
            QTRY_VERIFY(shown.bench.link.names().contains(u"job.resolve"_s));
            const QJsonObject args = shown.bench.link.last(u"job.resolve"_s).args;
            QCOMPARE(args.value(u"how"_s).toString(), how);
            QCOMPARE(args.value(u"jobs"_s).toArray(), (QJsonArray{35, 36}));
            QCOMPARE(args.value(u"states"_s).toArray(), QJsonArray{u"unknown"_s});
        }
    }

    // More than are read one by one: their number is the batch's, and the cost is not said to be all.
    void manyUnknownAreCountedRight()
    {
        auto data = sampleData({}, SystemClock().now().wall);
        const UnknownJob one = data->unknowns.first();
        data->unknowns = QList<UnknownJob>(1'500, one);
        data->batches[0].counts[JobState::Unknown] = 1'500;
        Shown shown(data);
        QVERIFY(QTest::qWaitFor([&] { return shown.bench.batches.isLoaded(); }));
        QTRY_VERIFY([&] {
            for (const QLabel *label : shown.desk->findChildren<QLabel *>())
                if (label->text().startsWith(u"1,500"_s))
                    return true;
            return false;
        }());
        QTest::mouseClick(shown.button(u"Give up"_s), Qt::LeftButton);
        QTRY_VERIFY(shown.bench.link.names().contains(u"job.resolve"_s));
        QVERIFY(!shown.bench.link.last(u"job.resolve"_s).args.contains(u"jobs"_s));
    }

    void whatIsUndoneHereIsNotOfferedElsewhere()
    {
        Shown shown;
        shown.bench.link.answers.insert(u"job.retry"_s, {{u"changed"_s, 2}, {u"operation"_s, 12}});
        shown.bench.link.answers.insert(
            u"operation.undo"_s,
            {{u"undone"_s, 12}, {u"command"_s, u"job.retry"_s}, {u"subject"_s, u"Faces"_s}, {u"changed"_s, 2}});
        QTest::mouseClick(shown.button(u"Retry these"_s), Qt::LeftButton);
        auto *behind = shown.window->findChild<Banner *>(u"banner"_s, Qt::FindDirectChildrenOnly);
        for (Banner *candidate : shown.window->findChildren<Banner *>(u"banner"_s))
            if (!shown.desk->isAncestorOf(candidate))
                behind = candidate;
        QVERIFY(behind);
        QTRY_VERIFY(shown.banner()->isVisible() && behind->isVisible());
        QTest::mouseClick(shown.button(u"Undo"_s, shown.banner()), Qt::LeftButton);
        QTRY_COMPARE(shown.bench.link.last(u"operation.undo"_s).args.value(u"operation"_s).toInt(), 12);
        QTRY_VERIFY(shown.banner()->text().startsWith(u"Undid"_s));
        QTRY_VERIFY(!behind->isVisible());
    }

    // Several batches: the same words are one cause, and what is done about it is done in each of them and nowhere
    // else.
    void severalBatchesAreOneDesk()
    {
        auto data = sampleData({}, SystemClock().now().wall);
        for (const qint64 id : {201, 202}) {
            JobRow other = data->jobs.at(31);
            other.id = JobId{id};
            other.batch = BatchId{id == 201 ? 6 : 5};
            while (data->jobs.size() < id)
                data->jobs.append(other);
        }
        for (Batch &batch : data->batches)
            batch.counts[JobState::Failed] = 3;
        const Wall now = SystemClock().now().wall;
        data->failures = {{Outcome::RetryBackoff, u"busy"_s, 2, JobId{32}, now, 0},
                          {Outcome::RetryBackoff, u"busy"_s, 4, JobId{201}, now, 0},
                          {Outcome::RetryBackoff, u"not ours"_s, 4, JobId{202}, now, 0}};
        Shown shown(data);
        QTRY_VERIFY(shown.bench.batches.isLoaded());
        shown.open({{.batch = BatchId{7}}, {.batch = BatchId{6}}});
        QCOMPARE(shown.scope(), u"2 batches"_s);
        QTRY_VERIFY(shown.says(u"6 × "_s));
        QVERIFY(!shown.says(u"not ours"_s));
        for (QPushButton *button : shown.desk->findChildren<QPushButton *>(u"busy"_s + u"Retry these"_s))
            QTest::mouseClick(button, Qt::LeftButton);
        QTRY_COMPARE(shown.bench.link.names().count(u"job.retry"_s), 2);
        QSet<qint64> batches;
        for (const Command &command : shown.bench.link.commands)
            if (command.name == u"job.retry"_s) {
                QCOMPARE(command.args.value(u"message"_s).toString(), u"busy"_s);
                batches.insert(command.args.value(u"batch"_s).toInteger());
            }
        QCOMPARE(batches, (QSet<qint64>{6, 7}));
    }

    // Chosen jobs of the list: only what failed among them is shown, and only they are tried again.
    void chosenJobsAreAllItIsAbout()
    {
        Shown shown;
        shown.window->showPage(u"jobs"_s);
        shown.window->jobsPage().showBatch(BatchId{7});
        auto *jobs = shown.window->findChild<QTableView *>(u"jobs"_s);
        QTRY_COMPARE(jobs->model()->rowCount(), 60);
        const auto opened = [&shown]() -> FailureDesk * {
            for (FailureDesk *desk : shown.window->findChildren<FailureDesk *>())
                if (desk != shown.desk && desk->isVisible())
                    return desk;
            return nullptr;
        };
        // Nothing chosen: what the list shows.
        Actions &actions = *shown.window->findChild<Actions *>();
        jobs->clearSelection();
        QTRY_VERIFY(actions.of(Actions::ShowFailures)->isEnabled());
        actions.of(Actions::ShowFailures)->trigger();
        QVERIFY(opened());
        QCOMPARE(opened()->findChild<QComboBox *>(u"failureScope"_s)->currentText(),
                 shown.bench.batches.batch(BatchId{7})->name);
        delete opened();
        // One that failed, and one that did not.
        jobs->selectRow(31);
        jobs->selectionModel()->select(jobs->model()->index(0, 0),
                                       QItemSelectionModel::Select | QItemSelectionModel::Rows);
        actions.of(Actions::ShowFailures)->trigger();
        QVERIFY(opened());
        delete std::exchange(shown.desk, opened());
        QCOMPARE(shown.scope(), u"2 chosen jobs"_s);
        QTRY_VERIFY(shown.button(u"Retry these"_s));
        QVERIFY(!shown.says(u"No answer in 3 minutes"_s));
        QVERIFY(!shown.says(u"sent, but no answer came"_s));
        QTest::mouseClick(shown.button(u"Retry these"_s), Qt::LeftButton);
        QTRY_VERIFY(shown.bench.link.names().contains(u"job.retry"_s));
        const QJsonObject args = shown.bench.link.last(u"job.retry"_s).args;
        QCOMPARE(args.value(u"jobs"_s).toArray().size(), 2);
        QVERIFY(args.value(u"jobs"_s).toArray().contains(32));
        QCOMPARE(args.value(u"states"_s).toArray(), QJsonArray{u"failed"_s});
    }

    // However often a busy batch changes while a slow reading is under way: it is shown, and followed by another.
    void aSlowReadingIsDelivered()
    {
        Shown shown;
        QVERIFY(shown.button(u"Retry these"_s));
        QSemaphore readings; // that may go on
        const auto letGo = qScopeGuard([&readings] { readings.release(1'000); });
        {
            const QMutexLocker lock(&shown.bench.data->mutex);
            shown.bench.data->beforeFailures = [&readings] { readings.acquire(); };
        }
        shown.open({{.batch = BatchId{7}}});
        QSignalSpy refreshed(&shown.bench.batches, &BatchModel::refreshed);
        for (const QString &message : {u"the first"_s, u"the second"_s, u"the third"_s}) {
            shown.fail(message, JobId{32});
            QVERIFY(refreshed.wait());
        }
        readings.release();
        QTRY_VERIFY(shown.says(u"the third"_s));
        shown.fail(u"the fourth"_s, JobId{32});
        readings.release();
        QTRY_VERIFY(shown.says(u"the fourth"_s));
    }

    void anOpenMenuAndTheFocusStay()
    {
        Shown shown;
        QPushButton *elsewhere = shown.button(u"Retry elsewhere"_s);
        QVERIFY(elsewhere);
        elsewhere->setFocus();
        const QString focused = elsewhere->objectName();
        const QPointer<QMenu> menu = elsewhere->menu();
        menu->popup(elsewhere->mapToGlobal(QPoint()));
        QTRY_COMPARE(QApplication::activePopupWidget(), menu.data());
        const int before = shown.bench.data->failuresRead;
        shown.fail(u"one more"_s, JobId{32});
        QTRY_VERIFY(shown.bench.data->failuresRead > before + 1); // read, held back, and read again
        QVERIFY(menu);
        QVERIFY(!shown.says(u"one more"_s));
        menu->close();
        QTRY_VERIFY(shown.says(u"one more"_s));
        QVERIFY(!menu); // its card was made anew
        QVERIFY(shown.desk->focusWidget());
        QCOMPARE(shown.desk->focusWidget()->objectName(), focused);
        QCOMPARE(qobject_cast<QPushButton *>(shown.desk->focusWidget())->text(), u"Retry elsewhere"_s);
    }

    void anAccountsAmpersandIsNoShortcut()
    {
        auto data = sampleData({}, SystemClock().now().wall);
        data->accounts.first().name = u"Acme & Sons"_s;
        Shown shown(data);
        QPushButton *elsewhere = shown.button(u"Retry elsewhere"_s);
        QVERIFY(elsewhere);
        QAction *account = nullptr;
        for (QAction *action : elsewhere->menu()->actions())
            if (action->text() == u"Acme && Sons"_s)
                account = action;
        QVERIFY(account);
        account->trigger();
        QTRY_COMPARE(shown.bench.link.last(u"job.move"_s).args.value(u"toAccount"_s).toString(), u"Acme & Sons"_s);
    }

    void picturesFollowTheTheme()
    {
        Shown shown;
        shown.bench.theme.setChoice(ThemeChoice::Light);
        QVERIFY(shown.button(u"Retry these"_s));
        const auto picture = [&shown] {
            for (const QLabel *label : shown.desk->findChildren<QLabel *>())
                if (!label->pixmap().isNull() && !shown.banner()->isAncestorOf(label))
                    return label->pixmap().toImage();
            return QImage();
        };
        const QImage light = picture();
        QVERIFY(!light.isNull());
        shown.bench.theme.setChoice(ThemeChoice::Dark);
        QTRY_VERIFY(!picture().isNull() && picture() != light);
    }

    void anAnswerAfterTheDeskIsClosedHarmsNobody()
    {
        Shown shown;
        QPushButton *retry = shown.button(u"Retry these"_s);
        QVERIFY(retry);
        QTest::mouseClick(retry, Qt::LeftButton);
        delete shown.desk;
        QTRY_VERIFY(shown.bench.link.names().contains(u"job.retry"_s));
        QCoreApplication::processEvents();
    }
};

QTEST_MAIN(TestFailureDesk)
#include "test_failure_desk.moc"
