#include "dialogs/failure_desk.h"
#include "ui/sample_data.h"
#include "ui/ui_bench.h"
#include "widgets/banner.h"
#include "window/main_window.h"

#include <QJsonArray>
#include <QLabel>
#include <QPushButton>
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
        desk = new FailureDesk(bench.context(), BatchId{7}, window.get());
        desk->show();
    }
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
    FailureDesk *desk;
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
