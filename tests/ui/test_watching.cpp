#include "dialogs/new_batch.h"
#include "models/activity_model.h"
#include "models/alerts.h"
#include "models/eta_book.h"
#include "models/minute_series.h"
#include "notify/notification_desk.h"
#include "pages/activity_page.h"
#include "pages/batches_page.h"
#include "pages/dashboard_page.h"
#include "pages/jobs_page.h"
#include "ui/sample_data.h"
#include "ui/ui_bench.h"
#include "widgets/alert_list.h"
#include "widgets/banner.h"
#include "widgets/figure_tile.h"
#include "widgets/trend_chart.h"
#include "window/actions.h"
#include "window/main_window.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace fornada;
using namespace std::chrono_literals;

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
        bench.link.answers.insert(QStringLiteral("engine.status"), sampleStatus(bench.clock.now().wall));
        window = std::make_unique<MainWindow>(bench.context());
        window->show();
        bench.batches.refresh();
        bench.pulse.refresh();
    }
    static Shown sample() { return Shown(sampleData({}, SystemClock().now().wall)); }
    template<class W>
    W *find(const char *name) const
    {
        return window->findChild<W *>(QString::fromLatin1(name));
    }

    UiBench bench;
    std::unique_ptr<MainWindow> window;
};

struct ListedAnnouncer final : Announcer {
    void announce(const Announcement &announcement) override { list.append(announcement); }
    QList<Announcement> list;
};

MinuteMetric metricAt(qint64 minute, qint64 completed, qint64 failed)
{
    MinuteMetric metric;
    metric.minute = minute;
    metric.queue = QueueId{1};
    metric.completed = completed;
    metric.failed = failed;
    metric.sent = completed + failed;
    metric.latencyBuckets = QList<qint64>(16, 0);
    metric.latencyBuckets[5] = completed;
    return metric;
}

} // namespace

class TestWatching final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // --- figures
    void seriesHaveFewPoints_data()
    {
        QTest::addColumn<int>("span");
        QTest::addColumn<int>("points");
        QTest::newRow("hour") << int(Span::Hour) << 60;
        QTest::newRow("day") << int(Span::Day) << 96;
        QTest::newRow("week") << int(Span::Week) << 84;
    }
    void seriesHaveFewPoints()
    {
        QFETCH(int, span);
        QFETCH(int, points);
        const Wall now = wallFromMicros(1'790'000'040'000'000);
        const qint64 minute = std::chrono::floor<std::chrono::minutes>(now).time_since_epoch().count();
        const MinuteSeries series = seriesOf({metricAt(minute, 30, 2), metricAt(minute - 1, 10, 0),
                                              metricAt(minute - 20'000, 1'000, 0)}, // outside of every span
                                             Span(span), now);
        QCOMPARE(series.completed.size(), points);
        QCOMPARE(series.done, 40);
        QCOMPARE(series.failures, 2);
        QVERIFY(series.completed.last().y() > 0);
        QVERIFY(series.typical.size() <= 2); // only where something was measured
        for (qsizetype i = 1; i < series.completed.size(); ++i)
            QVERIFY(series.completed.at(i).x() > series.completed.at(i - 1).x());
    }

    void theDashboardShowsTheDay()
    {
        Shown shown = Shown::sample();
        shown.window->showPage(QStringLiteral("dashboard"));
        auto tiles = shown.window->findChildren<FigureTile *>();
        QCOMPARE(tiles.size(), 5);
        QTRY_VERIFY(tiles.at(0)->figure().size() > 1 && tiles.at(0)->figure() != QStringLiteral("0"));
        QTRY_VERIFY(tiles.at(3)->figure().contains(QStringLiteral("1.84")));
        const auto charts = shown.window->findChildren<TrendChart *>();
        QCOMPARE(charts.size(), 2);
        QTRY_VERIFY(!charts.at(0)->isEmpty() && !charts.at(1)->isEmpty());
        QVERIFY(!shown.find<QWidget>("inspector")->isVisible());
    }

    void aFigureLeadsToItsJobs()
    {
        Shown shown = Shown::sample();
        shown.window->showPage(QStringLiteral("dashboard"));
        QPushButton *number = nullptr;
        const auto findNumber = [&] {
            for (auto *button : shown.window->findChildren<QPushButton *>())
                if (button->text() == QStringLiteral("35") && button->property("role") == QStringLiteral("number"))
                    number = button;
            return number != nullptr;
        };
        QTRY_VERIFY(findNumber());
        QTest::mouseClick(number, Qt::LeftButton);
        QTRY_VERIFY(shown.window->jobsPage().isVisible());
        const JobQuery query = shown.window->jobsPage().model().query();
        QCOMPARE(query.filter.queue, QueueId{1});
        QCOMPARE(query.filter.states, QList<JobState>{JobState::Failed});
        auto *queues = shown.find<QComboBox>("queueFilter");
        QCOMPARE(queues->currentData().toLongLong(), 1);
        queues->setFocus();
        QTest::keyClick(queues, Qt::Key_Home);
        QVERIFY(!shown.window->jobsPage().model().query().filter.queue.isValid());
    }

    void aFigureOfASpanLeadsToWhatEndedInIt()
    {
        Shown shown = Shown::sample();
        {
            const QMutexLocker lock(&shown.bench.data->mutex);
            int failed = 0;
            for (JobRow &job : shown.bench.data->jobs)
                if (job.state == JobState::Failed)
                    job.updated = shown.bench.clock.now().wall - (failed++ == 0 ? 3h : 2min);
            QVERIFY(failed >= 2);
        }
        const auto listed = [&shown] {
            QSet<JobState> states;
            for (int line = 0; line < shown.window->jobsPage().model().rowCount(); ++line)
                states.insert(
                    shown.window->jobsPage().model().rowOf(shown.window->jobsPage().model().idAt(line))->state);
            return states;
        };
        shown.window->showPage(QStringLiteral("dashboard"));
        FigureTile *tile = shown.window->findChildren<FigureTile *>().at(1);
        QTRY_VERIFY(tile->figure() != QStringLiteral("0"));
        auto *figure = tile->findChild<QPushButton *>(QStringLiteral("figure"));
        QVERIFY(figure);
        QTest::mouseClick(figure, Qt::LeftButton);
        QTRY_VERIFY(shown.window->jobsPage().isVisible());
        auto *strip = shown.find<QWidget>("timeStrip");
        QVERIFY(strip->isVisible());
        const JobModel &model = shown.window->jobsPage().model();
        QVERIFY(model.query().came.has_value());
        QTRY_COMPARE(listed(), QSet<JobState>{JobState::Failed});
        const int lastHour = model.rowCount();
        QVERIFY(lastHour > 0);
        QTest::mouseClick(strip->findChild<QPushButton *>(), Qt::LeftButton);
        QVERIFY(!strip->isVisible());
        QTRY_COMPARE(model.rowCount(), lastHour + 1); // the one of three hours ago
    }

    void anEmptyDashboardIsFriendly()
    {
        Shown shown(std::make_shared<MadeUpData>());
        shown.window->showPage(QStringLiteral("dashboard"));
        QTRY_VERIFY(shown.bench.batches.isLoaded());
        QPushButton *start = nullptr;
        const auto seen = [&] {
            for (auto *button : shown.window->findChildren<QPushButton *>())
                if (button->isVisible() && button->property("role") == QStringLiteral("primary"))
                    start = button;
            return start != nullptr;
        };
        QTRY_VERIFY(seen());
    }

    void nothingIsReadWhileItIsHidden()
    {
        Shown shown = Shown::sample();
        shown.window->showPage(QStringLiteral("dashboard"));
        auto tiles = shown.window->findChildren<FigureTile *>();
        QTRY_VERIFY(tiles.at(0)->figure() != QStringLiteral("0"));
        shown.window->showPage(QStringLiteral("batches"));
        const QString before = tiles.at(0)->figure();
        {
            const QMutexLocker lock(&shown.bench.data->mutex);
            shown.bench.data->metrics.clear();
        }
        QSignalSpy beats(&shown.bench.pulse, &Pulse::beat);
        shown.bench.pulse.refresh();
        QTRY_VERIFY(beats.size() >= 2);
        QCOMPARE(tiles.at(0)->figure(), before);
        shown.window->showPage(QStringLiteral("dashboard"));
        QTRY_COMPARE(tiles.at(0)->figure(), QStringLiteral("0"));
    }

    // --- alerts
    void alertsSayWhatToDo()
    {
        Batch batch;
        batch.id = BatchId{3};
        batch.name = QStringLiteral("Faces");
        batch.state = BatchState::Running;
        batch.counts[JobState::Unknown] = 2;
        batch.totals.maybe = Money{80'000};
        Vitals vitals;
        vitals.known = true;
        GateFace gate;
        gate.owner = GateFace::Owner::Account;
        gate.scope = QStringLiteral("Studio");
        gate.opening = Opening::closed(WaitReason::NeedsUser);
        vitals.gates = {gate};
        const QList<Alert> alerts = alertsOf({batch}, vitals, wallFromMicros(0));
        QCOMPARE(alerts.size(), 2);
        QCOMPARE(alerts.at(0).deed, Alert::Deed::ResumeAccount); // the worst first
        QCOMPARE(alerts.at(0).scope, QStringLiteral("Studio"));
        QCOMPARE(alerts.at(1).deed, Alert::Deed::ShowUnknown);
        QVERIFY(alerts.at(1).text.contains(QStringLiteral("0.08")));
        QCOMPARE(alertsOf({}, {}, wallFromMicros(0)), QList<Alert>());
        QList<Batch> many(20, batch);
        QCOMPARE(alertsOf(many, vitals, wallFromMicros(0)).size(), 6);
    }

    void aPilotThatIsDoneWaitsForYou()
    {
        Batch batch;
        batch.id = BatchId{3};
        batch.state = BatchState::Running;
        batch.pilot = {1, 2, 3};
        Vitals vitals;
        vitals.waiting.insert({3, QStringLiteral("texts")}, Opening::closed(WaitReason::Pilot));
        vitals.waiting.insert({3, QStringLiteral("speech")}, Opening::closed(WaitReason::Pace));
        QCOMPARE(alertsOf({batch}, vitals, wallFromMicros(0)), QList<Alert>()); // a part of it still goes
        vitals.waiting.insert({3, QStringLiteral("speech")}, Opening::closed(WaitReason::Pilot));
        batch.counts[JobState::Running] = 1;
        QCOMPARE(alertsOf({batch}, vitals, wallFromMicros(0)), QList<Alert>());
        batch.counts[JobState::Running] = 0;
        const QList<Alert> alerts = alertsOf({batch}, vitals, wallFromMicros(0));
        QCOMPARE(alerts.size(), 1);
        QCOMPARE(alerts.first().deed, Alert::Deed::ShowBatch);
    }

    void anAlertsButtonActs()
    {
        Shown shown = Shown::sample();
        QJsonObject status = sampleStatus(shown.bench.clock.now().wall);
        status.insert(QStringLiteral("paused"), true);
        shown.bench.link.answers.insert(QStringLiteral("engine.status"), status);
        shown.bench.pulse.refresh();
        shown.window->showPage(QStringLiteral("dashboard"));
        QPushButton *resume = nullptr;
        const auto seen = [&] {
            for (auto *button : shown.find<AlertList>("alerts")->findChildren<QPushButton *>())
                if (button->text() == QStringLiteral("Resume"))
                    resume = button;
            return resume != nullptr;
        };
        QTRY_VERIFY(seen());
        QTest::mouseClick(resume, Qt::LeftButton);
        QTRY_VERIFY(shown.bench.link.names().contains(QStringLiteral("engine.resume")));
    }

    // --- forecast and status bar
    void finishingTimesReachTheListAndTheStrip()
    {
        Shown shown = Shown::sample();
        {
            const QMutexLocker lock(&shown.bench.data->mutex);
            shown.bench.data->queues[0].limits.pace = PaceConfig{60, 1min, 10, 0};
        }
        shown.bench.pulse.refresh();
        QTRY_COMPARE(shown.bench.etas.of(BatchId{7}).kind, EtaKind::Known);
        QCOMPARE(shown.bench.etas.of(BatchId{5}).kind, EtaKind::Paused);
        QCOMPARE(shown.bench.etas.of(BatchId{4}).kind, EtaKind::Done);
        const QModelIndex cell = shown.bench.batches.index(0, BatchModel::columnOf("eta"));
        QVERIFY(!cell.data().toString().isEmpty());
        QTRY_VERIFY(shown.find<QLabel>("stripEta")->text().startsWith(QStringLiteral("done by")));
        for (const char *part : {"stripCount", "stripFlight", "stripPace", "stripQuota", "stripSpend", "stripEta"})
            QVERIFY2(!shown.find<QLabel>(part)->toolTip().isEmpty(), part);
        QVERIFY(shown.find<QLabel>("stripQuota")->text().contains(QStringLiteral("12/15")));
    }

    void theStripIsTruthfulWhenNothingRuns()
    {
        Shown shown(std::make_shared<MadeUpData>());
        QTRY_VERIFY(shown.bench.batches.isLoaded());
        QTRY_COMPARE(shown.find<QLabel>("stripCount")->text(), QStringLiteral("Nothing is running"));
        QVERIFY(shown.find<QLabel>("stripEta")->text().isEmpty());
    }

    // --- activity
    void theJournalReadsInPagesAndSearches()
    {
        auto data = std::make_shared<MadeUpData>();
        for (qint64 i = 350; i > 0; --i) {
            OperationRecord operation;
            operation.id = i;
            operation.at = wallFromMicros(i * 1'000'000);
            operation.by = QStringLiteral("window");
            operation.command = i % 50 == 0 ? QStringLiteral("batch.pause") : QStringLiteral("batch.start");
            operation.subject = QStringLiteral("Batch %1").arg(i);
            operation.previous = {{QStringLiteral("state"), QStringLiteral("running")}};
            data->activity.append({operation.at, std::nullopt, operation});
        }
        ReadDesk reads(
            [data]() -> Result<std::unique_ptr<ReadPort>> { return std::unique_ptr<ReadPort>(new MadeUpPort(data)); });
        ActivityModel model(reads, [] { return wallFromMicros(400'000'000); });
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.refresh();
        QTRY_VERIFY(model.rowCount() >= 100);
        QTRY_VERIFY((model.fetchMore({}), model.isComplete()));
        QCOMPARE(model.rowCount(), 350);
        QCOMPARE(model.row(0)->operation, 350);
        model.setFilter(ActivityKind::Actions, QStringLiteral("paused"));
        QTRY_COMPARE(model.rowCount(), 7);
        model.setFilter(ActivityKind::Events, {});
        QTRY_COMPARE(model.rowCount(), 0);
        // What is new comes on top, and the rest stays where it is.
        model.setFilter(ActivityKind::All, QStringLiteral("Batch 35"));
        QTRY_COMPARE(model.rowCount(), 2); // 350 and 35
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        {
            const QMutexLocker lock(&data->mutex);
            Activity fresh = data->activity.first();
            fresh.operation->id = 351;
            fresh.at = fresh.operation->at = wallFromMicros(351'000'000);
            data->activity.prepend(fresh);
        }
        model.refresh();
        QTRY_COMPARE(model.rowCount(), 3);
        QCOMPARE(resets.size(), 0);
    }

    void anActionIsUndoneFromTheList()
    {
        Shown shown = Shown::sample();
        shown.window->showPage(QStringLiteral("activity"));
        auto *table = shown.find<QTableView>("activity");
        QTRY_COMPARE(table->model()->rowCount(), 12);
        auto *undo = shown.find<QPushButton>("undoRow");
        table->selectRow(0); // a retry
        QVERIFY(!undo->isEnabled());
        table->selectRow(1); // a start
        QVERIFY(undo->isEnabled());
        shown.bench.link.answers.insert(QStringLiteral("operation.undo"),
                                        {{QStringLiteral("undone"), 30},
                                         {QStringLiteral("command"), QStringLiteral("batch.start")},
                                         {QStringLiteral("subject"), QStringLiteral("Avatars")}});
        QTest::mouseClick(undo, Qt::LeftButton);
        QTRY_VERIFY(shown.bench.link.names().contains(QStringLiteral("operation.undo")));
        QCOMPARE(shown.bench.link.last(QStringLiteral("operation.undo")).args.value(QLatin1String("operation")).toInt(),
                 30);
        QTRY_VERIFY(shown.find<Banner>("banner")->text().contains(QStringLiteral("Avatars")));
        table->selectRow(3); // an event: nobody's action
        QVERIFY(!undo->isEnabled());
        QTest::keyClick(table, Qt::Key_Return);
        QTRY_COMPARE(shown.window->batchesPage().selection().batches, QList<BatchId>{BatchId{6}});
    }

    void theSearchFieldFiltersTheJournal()
    {
        Shown shown = Shown::sample();
        shown.window->showPage(QStringLiteral("activity"));
        auto *table = shown.find<QTableView>("activity");
        QTRY_COMPARE(table->model()->rowCount(), 12);
        QTest::keyClicks(shown.find<QLineEdit>("search"), QStringLiteral("voice"));
        QTRY_COMPARE(table->model()->rowCount(), 2);
        shown.find<QLineEdit>("search")->clear();
        QTRY_COMPARE(table->model()->rowCount(), 12);
        auto *kind = shown.find<QComboBox>("activityKind");
        kind->setCurrentIndex(3);
        Q_EMIT kind->activated(3);
        QTRY_COMPARE(table->model()->rowCount(), 2); // a parked account and a crash
    }

    // --- undo
    void aCancelOffersItsUndo()
    {
        Shown shown = Shown::sample();
        shown.bench.link.answers.insert(QStringLiteral("job.cancel"),
                                        {{QStringLiteral("changed"), 48}, {QStringLiteral("operation"), 12}});
        shown.bench.link.answers.insert(QStringLiteral("operation.undo"),
                                        {{QStringLiteral("undone"), 12},
                                         {QStringLiteral("command"), QStringLiteral("job.cancel")},
                                         {QStringLiteral("subject"), QStringLiteral("Faces")},
                                         {QStringLiteral("changed"), 46}});
        JobFilter two;
        two.ids = {JobId{1}, JobId{2}};
        shown.bench.commands.jobs(QStringLiteral("job.cancel"), two, Reach::Named);
        auto *banner = shown.find<Banner>("banner");
        QTRY_COMPARE(banner->text(), QStringLiteral("Cancelled 48 jobs."));
        QPushButton *undo = nullptr;
        for (auto *button : banner->findChildren<QPushButton *>())
            if (button->text() == QStringLiteral("Undo"))
                undo = button;
        QVERIFY(undo);
        QTest::mouseClick(undo, Qt::LeftButton);
        QTRY_COMPARE(
            shown.bench.link.last(QStringLiteral("operation.undo")).args.value(QLatin1String("operation")).toInt(), 12);
        QTRY_VERIFY(banner->text().contains(QStringLiteral("46 jobs are as before")));
    }

    // What could not be taken back is said with what could.
    void aRetryOffersItsUndo()
    {
        Shown shown = Shown::sample();
        shown.bench.link.answers.insert(QStringLiteral("job.retry"),
                                        {{QStringLiteral("changed"), 40}, {QStringLiteral("operation"), 13}});
        shown.bench.link.answers.insert(QStringLiteral("operation.undo"),
                                        {{QStringLiteral("undone"), 13},
                                         {QStringLiteral("command"), QStringLiteral("job.retry")},
                                         {QStringLiteral("subject"), QStringLiteral("Faces")},
                                         {QStringLiteral("changed"), 37},
                                         {QStringLiteral("sentSince"), 3},
                                         {QStringLiteral("changedSince"), 0}});
        JobFilter failed;
        failed.states = {JobState::Failed};
        shown.bench.commands.jobs(QStringLiteral("job.retry"), failed, Reach::Named);
        auto *banner = shown.find<Banner>("banner");
        QTRY_COMPARE(banner->text(), QStringLiteral("40 jobs are tried again."));
        QPushButton *undo = nullptr;
        for (auto *button : banner->findChildren<QPushButton *>())
            if (button->text() == QStringLiteral("Undo"))
                undo = button;
        QVERIFY(undo);
        QTest::mouseClick(undo, Qt::LeftButton);
        QTRY_COMPARE(banner->text(), QStringLiteral("Undid: Retried jobs of “Faces”. 37 of 40 jobs are as before; 3 "
                                                    "were sent already."));
    }

    void severalCancelsAreOneOffer()
    {
        Shown shown = Shown::sample();
        shown.bench.link.answers.insert(QStringLiteral("batch.cancel"),
                                        {{QStringLiteral("changed"), 10}, {QStringLiteral("operation"), 20}});
        shown.bench.commands.batch(QStringLiteral("batch.cancel"), {BatchId{7}, BatchId{6}});
        auto *banner = shown.find<Banner>("banner");
        QTRY_COMPARE(banner->text(), QStringLiteral("Cancelled 20 jobs."));
    }

    void controlZUndoesTheLast()
    {
        Shown shown = Shown::sample();
        shown.window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(shown.window.get()));
        shown.window->batchesPage().setFocus();
        QTest::keyClick(shown.window.get(), Qt::Key_Z, Qt::ControlModifier);
        QTRY_VERIFY(shown.bench.link.names().contains(QStringLiteral("operation.undo")));
        QVERIFY(!shown.bench.link.last(QStringLiteral("operation.undo")).args.contains(QLatin1String("operation")));
    }

    // --- notifications
    void aBatchsEndIsToldOnce()
    {
        UiBench bench(app(), sampleData({}, SystemClock().now().wall));
        ListedAnnouncer announcer;
        const UiContext context = bench.context();
        NotificationDesk desk(context, announcer);
        Event event;
        event.kind = QStringLiteral("batchFinished");
        event.batch = BatchId{4};
        event.subject = QStringLiteral("Product texts");
        event.facts = {{QStringLiteral("completed"), 480}, {QStringLiteral("failed"), 20}};
        Q_EMIT bench.link.notified(event);
        Q_EMIT bench.link.notified(event);
        QCOMPARE(announcer.list.size(), 1);
        QCOMPARE(announcer.list.first().batch, BatchId{4});
        QVERIFY(announcer.list.first().text.contains(QStringLiteral("480")));
    }

    void aBatchThatWaitsForAPersonHasEnded()
    {
        UiBench bench(app(), sampleData({}, SystemClock().now().wall));
        ListedAnnouncer announcer;
        NotificationDesk desk(bench.context(), announcer);
        bench.batches.refresh();
        QTRY_VERIFY(bench.batches.isLoaded());
        QVERIFY(announcer.list.isEmpty());
        const auto end = [&bench](qint64 queued) {
            const QMutexLocker lock(&bench.data->mutex);
            Batch &batch = bench.data->batches[0];
            batch.counts[JobState::Queued] = queued;
            batch.counts[JobState::Running] = 0;
            batch.updated = batch.updated + 1s;
        };
        end(0);
        bench.batches.refresh();
        QTRY_COMPARE(announcer.list.size(), 1);
        QVERIFY(announcer.list.first().text.contains(QStringLiteral("2 need you")));
        bench.batches.refresh();
        end(5); // retried: its next end is news again
        QSignalSpy refreshed(&bench.batches, &BatchModel::refreshed);
        bench.batches.refresh();
        QTRY_VERIFY(!refreshed.isEmpty() && bench.batches.batch(BatchId{7})->counts[JobState::Queued] == 5);
        end(0);
        bench.batches.refresh();
        QTRY_COMPARE(announcer.list.size(), 2);
    }

    void whatIsSwitchedOffIsNotTold_data()
    {
        QTest::addColumn<QString>("setting");
        QTest::addColumn<int>("told");
        QTest::newRow("all on") << QString() << 2;
        QTest::newRow("no ends") << QStringLiteral("notify/batchEnds") << 1;
        QTest::newRow("no needs") << QStringLiteral("notify/needsYou") << 1;
    }
    void whatIsSwitchedOffIsNotTold()
    {
        QFETCH(QString, setting);
        QFETCH(int, told);
        UiBench bench(app());
        if (!setting.isEmpty())
            bench.settings.setValue(setting, false);
        ListedAnnouncer announcer;
        NotificationDesk desk(bench.context(), announcer);
        Event end;
        end.kind = QStringLiteral("batchFinished");
        end.batch = BatchId{1};
        Event parked;
        parked.kind = QStringLiteral("scopeParked");
        parked.level = EventLevel::NeedsYou;
        parked.subject = QStringLiteral("Studio");
        Q_EMIT bench.link.notified(end);
        Q_EMIT bench.link.notified(parked);
        Q_EMIT bench.link.notified(parked);
        QCOMPARE(announcer.list.size(), told);
    }

    void aLimitThatParksUntilTomorrowIsTold()
    {
        Shown shown = Shown::sample();
        ListedAnnouncer announcer;
        NotificationDesk desk(shown.bench.context(), announcer);
        QTRY_VERIFY(shown.bench.batches.isLoaded());
        QJsonObject status = sampleStatus(shown.bench.clock.now().wall);
        const QJsonObject lane{{QStringLiteral("batch"), 7},
                               {QStringLiteral("queue"), QStringLiteral("portraits")},
                               {QStringLiteral("reason"), QStringLiteral("dailyCap")},
                               {QStringLiteral("until"), toIso(shown.bench.clock.now().wall + 25h)}};
        status.insert(QStringLiteral("lanes"), QJsonArray{lane});
        shown.bench.link.answers.insert(QStringLiteral("engine.status"), status);
        shown.bench.pulse.refresh();
        QTRY_COMPARE(announcer.list.size(), 1);
        QCOMPARE(announcer.list.first().batch, BatchId{7});
        QSignalSpy beats(&shown.bench.pulse, &Pulse::beat);
        shown.bench.pulse.refresh();
        QTRY_VERIFY(beats.size() >= 2);
        QCOMPARE(announcer.list.size(), 1);
    }

    void whoLooksAtTheWindowIsToldThere()
    {
        UiBench bench(app());
        ListedAnnouncer announcer;
        NotificationDesk desk(bench.context(), announcer);
        ListedAnnouncer window;
        bool watched = true;
        desk.setWatched([&watched] { return watched; }, window);
        Event end;
        end.kind = QStringLiteral("batchFinished");
        end.batch = BatchId{1};
        Q_EMIT bench.link.notified(end);
        QVERIFY(announcer.list.isEmpty());
        QCOMPARE(window.list.size(), 1);
        watched = false;
        end.batch = BatchId{2};
        Q_EMIT bench.link.notified(end);
        QCOMPARE(announcer.list.size(), 1);
        QCOMPARE(window.list.size(), 1);
    }

    // Without a tray the banner says what no event says: that a limit stops the work until another day.
    void withoutATrayTheBannerTells()
    {
        Shown shown = Shown::sample();
        NotificationDesk desk(shown.bench.context(), *shown.window);
        QTRY_VERIFY(shown.bench.batches.isLoaded());
        QJsonObject status = sampleStatus(shown.bench.clock.now().wall);
        const QJsonObject lane{{QStringLiteral("batch"), 7},
                               {QStringLiteral("queue"), QStringLiteral("portraits")},
                               {QStringLiteral("reason"), QStringLiteral("dailyCap")},
                               {QStringLiteral("until"), toIso(shown.bench.clock.now().wall + 25h)}};
        status.insert(QStringLiteral("lanes"), QJsonArray{lane});
        shown.bench.link.answers.insert(QStringLiteral("engine.status"), status);
        shown.window->showPage(QStringLiteral("settings"));
        shown.bench.pulse.refresh();
        auto *banner = shown.find<Banner>("banner");
        QTRY_VERIFY(banner->isVisible());
        QVERIFY(banner->text().contains(QStringLiteral("Avatars - spring campaign")));
        QVERIFY(banner->text().contains(QStringLiteral("limit is reached")));
        for (auto *button : banner->findChildren<QPushButton *>())
            if (button->text() == QStringLiteral("Show the batch"))
                QTest::mouseClick(button, Qt::LeftButton);
        QTRY_COMPARE(shown.window->batchesPage().selection().batches, QList<BatchId>{BatchId{7}});
    }

    // The engine tells an episode once; what fails together is told once.
    void anotherEpisodeIsToldAgain()
    {
        UiBench bench(app());
        ListedAnnouncer announcer;
        NotificationDesk desk(bench.context(), announcer);
        Event full;
        full.kind = QStringLiteral("queueFull");
        full.level = EventLevel::NeedsYou;
        full.subject = QStringLiteral("portraits");
        full.at = bench.pulse.now();
        Event parked = full;
        parked.kind = QStringLiteral("scopeParked");
        parked.batch = BatchId{7};
        for (const Event &event : {full, full, parked, parked})
            Q_EMIT bench.link.notified(event);
        QCOMPARE(announcer.list.size(), 2);
        full.at += 2h;
        Q_EMIT bench.link.notified(full);
        QCOMPARE(announcer.list.size(), 3);
        // Set going again, and it does not go again.
        bench.commands.run(QStringLiteral("account.resume"));
        QSignalSpy done(&bench.commands, &CommandDesk::done);
        QTRY_COMPARE(done.size(), 1);
        Q_EMIT bench.link.notified(parked);
        QCOMPARE(announcer.list.size(), 4);
    }

    void aDiskThatRecoversIsTold()
    {
        UiBench bench(app());
        ListedAnnouncer announcer;
        NotificationDesk desk(bench.context(), announcer);
        Event failed;
        failed.kind = QStringLiteral("storageFailed");
        failed.level = EventLevel::Problem;
        failed.facts = {{QStringLiteral("reason"), QStringLiteral("diskFull")}};
        Event recovered;
        recovered.kind = QStringLiteral("storageRecovered");
        for (const Event &event : {failed, failed, recovered, failed})
            Q_EMIT bench.link.notified(event);
        QCOMPARE(announcer.list.size(), 3);
        QCOMPARE(announcer.list.at(1).level, EventLevel::Info);
    }

    // One desk decides what the banner says; what only belongs into the journal does not get there.
    void theBannerKeepsWhatCanBePressed()
    {
        Shown shown = Shown::sample();
        NotificationDesk desk(shown.bench.context(), *shown.window);
        QTRY_VERIFY(shown.bench.batches.isLoaded());
        auto *banner = shown.find<Banner>("banner");
        const auto button = [banner](const QString &text) -> QPushButton * {
            for (auto *each : banner->findChildren<QPushButton *>())
                if (!each->isHidden() && (each->text() == text || each->accessibleName() == text))
                    return each;
            return nullptr;
        };
        Event end;
        end.kind = QStringLiteral("batchFinished");
        end.batch = BatchId{4};
        end.subject = QStringLiteral("Product texts");
        Event report = end;
        report.kind = QStringLiteral("reportWritten");
        Q_EMIT shown.bench.link.notified(end);
        const QString told = banner->text();
        Q_EMIT shown.bench.link.notified(report);
        QCOMPARE(banner->text(), told);
        QVERIFY(button(QStringLiteral("Show the batch")));
        QTest::mouseClick(button(QStringLiteral("Dismiss")), Qt::LeftButton);
        QVERIFY(!banner->isVisible());

        // What was just done can be undone; the end of another batch waits its turn.
        banner->tell(Banner::Kind::Info, QStringLiteral("Cancelled 48 jobs."), QStringLiteral("Undo"), [] {});
        end.batch = BatchId{5};
        Q_EMIT shown.bench.link.notified(end);
        QCOMPARE(banner->text(), QStringLiteral("Cancelled 48 jobs."));
        QTest::mouseClick(button(QStringLiteral("Dismiss")), Qt::LeftButton);
        QVERIFY(banner->isVisible());
        QVERIFY(button(QStringLiteral("Show the batch")));
        // An answer without a button is read first, and the button comes back.
        banner->tell(Banner::Kind::Info, QStringLiteral("There was nothing left to do."));
        QCOMPARE(banner->text(), QStringLiteral("There was nothing left to do."));
        QTest::mouseClick(button(QStringLiteral("Dismiss")), Qt::LeftButton);
        QVERIFY(button(QStringLiteral("Show the batch")));
        // So it does behind what can be undone; of two such the last counts.
        for (const QString &deed : {QStringLiteral("Cancelled 2 jobs."), QStringLiteral("Cancelled 3 jobs.")})
            banner->tell(Banner::Kind::Info, deed, QStringLiteral("Undo"), [] {});
        QCOMPARE(banner->text(), QStringLiteral("Cancelled 3 jobs."));
        QTRY_VERIFY(button(QStringLiteral("Undo")));
        QTest::mouseClick(button(QStringLiteral("Undo")), Qt::LeftButton);
        QVERIFY(button(QStringLiteral("Show the batch")));
        QTest::mouseClick(button(QStringLiteral("Dismiss")), Qt::LeftButton);
        QVERIFY(!banner->isVisible());

        shown.bench.settings.setValue(QStringLiteral("notify/batchEnds"), false);
        end.batch = BatchId{6};
        Q_EMIT shown.bench.link.notified(end);
        QVERIFY(!banner->isVisible());
    }
};

QTEST_MAIN(TestWatching)
#include "test_watching.moc"
