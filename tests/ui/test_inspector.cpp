#include "engine/answer_envelope.h"
#include "model/alike.h"
#include "models/job_model.h"
#include "pages/batches_page.h"
#include "pages/jobs_page.h"
#include "text/name_text.h"
#include "ui/shown_window.h"
#include "widgets/audio_player.h"
#include "widgets/banner.h"
#include "widgets/fact_list.h"
#include "widgets/inspector.h"
#include "widgets/lineage_list.h"
#include "widgets/result_preview.h"
#include "widgets/seek_bar.h"
#include "widgets/wrapping_label.h"
#include "window/actions.h"

#include <QAudioDevice>
#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QJsonArray>
#include <QLabel>
#include <QMediaDevices>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace fornada;
using namespace Qt::StringLiterals;

namespace {

// The jobs of the sample day, one of them chosen.
struct Shown : ShownWindow {
    explicit Shown(std::shared_ptr<MadeUpData> data = sampleData({}, SystemClock().now().wall))
        : ShownWindow(std::move(data))
    {
        window->jobsPage().showBatch(BatchId{7});
        window->showPage(u"jobs"_s);
    }
    QTableView *jobs() const { return window->findChild<QTableView *>(u"jobs"_s); }
    Inspector *inspector() const { return window->findChild<Inspector *>(); }
    template<class W>
    W *part(const QString &name) const
    {
        return inspector()->findChild<W *>(name);
    }
    // Names and values, in turn.
    QStringList factsIn(const QString &name) const
    {
        QStringList facts;
        for (const QLabel *label : part<FactList>(name)->findChildren<QLabel *>())
            if (label->isVisible())
                facts.append(label->text());
        return facts;
    }
    bool choose(qint64 job)
    {
        if (!QTest::qWaitFor([this] { return jobs()->model()->rowCount() == 60; }))
            return false;
        jobs()->selectRow(int(job) - 1);
        return QTest::qWaitFor([this, job] { return window->jobsPage().selection().jobs == QList{JobId{job}}; });
    }
    Actions &actions() const { return *window->findChild<Actions *>(); }
};

} // namespace

// What is known about one job, and what is done about it.
class TestInspector final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // What the program wrote into a row is told in words, and is not among the sheet's own fields.
    void aRowThatTakesAnothersResultSaysSo()
    {
        auto data = sampleData({}, SystemClock().now().wall);
        data->details[JobId{1}].fields = {{u"name"_s, u"Ana"_s}, {QString(kReusedRow), 23}};
        Shown shown(data);
        QVERIFY(shown.choose(1));
        QTRY_COMPARE(shown.factsIn(u"fields"_s), (QStringList{u"name"_s, u"Ana"_s}));
        const QStringList facts = shown.factsIn(u"facts"_s);
        QCOMPARE(facts.value(facts.indexOf(u"Result of row"_s) + 1), u"23"_s);
        QVERIFY(shown.choose(2));
        QTRY_VERIFY(!shown.factsIn(u"facts"_s).contains(u"Result of row"_s));
    }

    // A hash, a path or a name without a gap breaks where it must: nothing is cut at the edge.
    void noWordIsTooLong()
    {
        auto data = sampleData({}, SystemClock().now().wall);
        JobDetail &detail = data->details[JobId{1}];
        detail.results[0].sha256 = QByteArray(32, '\xab');
        detail.queueName = QString(120, u'q');
        Shown shown(data);
        QVERIFY(shown.choose(1));
        QTRY_VERIFY(shown.factsIn(u"facts"_s).contains(QString(120, u'q')));
        QVERIFY(shown.factsIn(u"facts"_s).filter(u"abab"_s).contains(u"ab"_s.repeated(32)));
        QTRY_VERIFY(shown.inspector()->widget()->width() <= shown.inspector()->viewport()->width());
        for (const auto *value : shown.part<FactList>(u"facts"_s)->findChildren<WrappingLabel *>())
            QTRY_VERIFY(!value->isVisible() || value->height() >= value->heightForWidth(value->width()));
    }

    void aSoundIsSaidToHaveNoDevice()
    {
        auto data = sampleData({}, SystemClock().now().wall);
        for (const qint64 id : {1, 2}) {
            ResultItem &item = data->details[JobId{id}].results[0];
            item.kind = OutputKind::Audio;
            item.mime = u"audio/wav"_s;
            item.path = u"%1.wav"_s.arg(id);
        }
        Shown shown(data);
        QVERIFY(QDir().mkpath(shown.bench.link.dataFolder() + u"/results"_s));
        QFile sound(shown.bench.link.dataFolder() + u"/results/1.wav"_s);
        QVERIFY(sound.open(QIODevice::WriteOnly));
        sound.write("RIFF");
        sound.close();
        QVERIFY(shown.choose(1));
        QTRY_VERIFY(shown.part<AudioPlayer>(u"audioPlayer"_s));
        auto *player = shown.part<AudioPlayer>(u"audioPlayer"_s);
        QTRY_VERIFY(player->isVisible());
        const auto says = [player](const QString &words) {
            for (const QLabel *label : player->findChildren<QLabel *>())
                if (label->isVisible() && label->text().contains(words))
                    return true;
            return false;
        };
        auto *play = player->findChild<QPushButton *>();
        if (QMediaDevices::audioOutputs().isEmpty()) {
            QVERIFY(says(u"No audio device"_s));
            QVERIFY(!play->isEnabled());
        }
        QVERIFY(shown.choose(2));
        QTRY_VERIFY(says(u"not there any more"_s));
        QVERIFY(!play->isEnabled());
    }

    // While the next one is being read nobody sees the last one under its name.
    void theLastPictureIsGoneAtOnce()
    {
        UiBench bench(*qobject_cast<QApplication *>(QCoreApplication::instance()));
        const QString folder = bench.link.dataFolder();
        const auto picture = [&folder](qint64 id) {
            ResultItem item;
            item.id = ResultId{id};
            item.kind = OutputKind::Image;
            item.path = u"%1.png"_s.arg(id);
            QImage image(1'600, 1'200, QImage::Format_RGB32); // large: it takes its time
            image.fill(id == 1 ? Qt::red : Qt::blue);
            return image.save(folder + u'/' + item.path) ? item : ResultItem();
        };
        ResultPreview preview(bench.theme);
        preview.resize(300, 340);
        preview.show();
        const auto colour = [&preview] { return preview.grab().toImage().pixelColor(150, 130); };
        const ResultItem first = picture(1), second = picture(2);
        preview.setResults({first}, folder);
        QTRY_COMPARE(colour(), QColor(Qt::red));
        preview.setResults({first}, folder); // read again: it does not flicker
        QCOMPARE(colour(), QColor(Qt::red));
        preview.setResults({second}, folder);
        QVERIFY(colour() != QColor(Qt::red));
        QTRY_COMPARE(colour(), QColor(Qt::blue));
    }

    // Nothing is read while nobody sees it.
    void whatChangedMeanwhileIsThereWhenItIsShown()
    {
        Shown shown;
        QVERIFY(shown.choose(1));
        QTRY_VERIFY(shown.factsIn(u"facts"_s).contains(u"portraits"_s));
        QAction *toggle = shown.actions().of(Actions::ToggleInspector);
        toggle->trigger();
        QVERIFY(!shown.inspector()->isVisible());
        {
            const QMutexLocker lock(&shown.bench.data->mutex);
            shown.bench.data->details[JobId{1}].queueName = u"night"_s;
        }
        Changes changes;
        changes.jobs = {JobId{1}};
        Q_EMIT shown.bench.link.changed(changes);
        toggle->trigger();
        QTRY_VERIFY(shown.factsIn(u"facts"_s).contains(u"night"_s));
    }

    void theAnswerOfEveryAttemptCanBeRead()
    {
        auto data = sampleData({}, SystemClock().now().wall);
        const Wall now = SystemClock().now().wall;
        WireAnswer busy, good;
        busy.status = 503;
        good.status = 200;
        good.body = "the picture";
        data->raws = {{AttemptId{1}, packAnswer(busy, now)}, {AttemptId{2}, packAnswer(good, now)}};
        Shown shown(data);
        QVERIFY(shown.choose(1)); // came at the second try
        auto *attempt = shown.part<QComboBox>(u"rawAttempt"_s);
        auto *text = shown.part<QPlainTextEdit>(u"rawText"_s);
        QTRY_VERIFY(attempt->isVisible());
        QCOMPARE(attempt->count(), 2);
        QVERIFY2(!text->isVisible(), "only on demand");
        QTest::mouseClick(shown.part<QPushButton>(u"showRaw"_s), Qt::LeftButton);
        QTRY_VERIFY(text->toPlainText().contains(u"200"_s));
        attempt->setFocus();
        QTest::keyClick(attempt, Qt::Key_Down);
        QTRY_VERIFY(text->toPlainText().contains(u"503"_s));
        QVERIFY(shown.choose(2)); // at the first
        QTRY_VERIFY(!attempt->isVisible());
        QVERIFY(!text->isVisible());
    }

    void rowValuesAreShownAsTheyAre()
    {
        auto data = sampleData({}, SystemClock().now().wall);
        data->details[JobId{1}].fields = {{u"id"_s, 4'412'345},
                                          {u"vip"_s, true},
                                          {u"tags"_s, QJsonArray{u"a"_s, 2}},
                                          {u"size"_s, QJsonObject{{u"w"_s, 3}}},
                                          {u"none"_s, QJsonValue()}};
        Shown shown(data);
        QVERIFY(shown.choose(1));
        QTRY_COMPARE(shown.factsIn(u"fields"_s), QStringList({u"id"_s, u"4412345"_s, u"size"_s, u"{\"w\":3}"_s,
                                                              u"tags"_s, u"[\"a\",2]"_s, u"vip"_s, u"true"_s}));
    }

    void theRequestsParametersAreShown()
    {
        Shown shown;
        QVERIFY(shown.choose(1));
        auto *prompt = shown.part<QPlainTextEdit>(u"prompt"_s);
        QTRY_VERIFY(prompt->isVisible() && prompt->toPlainText().contains(u"Amanda Ribeiro dos Santos"_s));
        QCOMPARE(shown.factsIn(u"parameters"_s), QStringList({u"size"_s, u"512x512"_s}));
    }

    // The engine has nothing to say of batches that do not run.
    void jobsOfBatchesThatRestSayWhyTheyWait_data()
    {
        QTest::addColumn<BatchState>("batch");
        QTest::addColumn<JobState>("job");
        QTest::addColumn<QString>("why");
        using enum BatchState;
        QTest::newRow("paused") << Paused << JobState::Queued << u"the batch is paused; resume to go on"_s;
        QTest::newRow("draft") << Draft << JobState::Queued << u"its batch is a draft; start it to go on"_s;
        QTest::newRow("blocked") << Running << JobState::Blocked << u"the step before it is not done"_s;
    }
    void jobsOfBatchesThatRestSayWhyTheyWait()
    {
        QFETCH(BatchState, batch);
        QFETCH(JobState, job);
        QFETCH(QString, why);
        auto data = sampleData({}, SystemClock().now().wall);
        data->batches[0].state = batch;
        data->jobs[44].state = data->details[JobId{45}].job.state = job;
        Shown shown(data);
        QTRY_COMPARE(shown.bench.batches.rowCount(), 7);
        QVERIFY(shown.choose(45));
        QTRY_COMPARE(shown.part<QLabel>(u"why"_s)->text(), why);
        QVERIFY(shown.part<QLabel>(u"why"_s)->isVisible());
        const auto cell = shown.jobs()->model()->index(44, JobModel::columnOf("state"));
        shown.jobs()->scrollTo(cell);
        QTRY_COMPARE(cell.data(SecondTextRole).toString(), why);
        QCOMPARE(cell.data(Qt::ToolTipRole).toString(), tipText(why));
    }

    void aPlaceInASoundIsReachedByKeyAndClick()
    {
        SeekBar bar;
        bar.setRange(0, 60'000);
        bar.resize(400, bar.sizeHint().height());
        bar.show();
        QSignalSpy sought(&bar, &SeekBar::sought);
        bar.setValue(5'000); // the recording plays on: nobody looks for a place
        QVERIFY(sought.isEmpty());
        QTest::keyClick(&bar, Qt::Key_Right);
        QCOMPARE(sought.takeLast().first().toInt(), 6'000);
        QTest::keyClick(&bar, Qt::Key_PageUp);
        QCOMPARE(sought.takeLast().first().toInt(), 16'000);
        QTest::keyClick(&bar, Qt::Key_Home);
        QCOMPARE(sought.takeLast().first().toInt(), 0);
        QTest::mouseClick(&bar, Qt::LeftButton, {}, QPoint(300, bar.height() / 2));
        QVERIFY(!sought.isEmpty());
        const int place = sought.takeLast().first().toInt();
        QVERIFY2(place > 44'000 && place < 47'000, qPrintable(QString::number(place)));
    }

    // The engine is silent meanwhile: the time is the window's own to tell.
    void aWaitingTimeCountsDown()
    {
        Shown shown;
        QVERIFY(shown.choose(41));
        auto *why = shown.part<QLabel>(u"why"_s);
        QTRY_VERIFY(why->isVisible() && why->text().contains(u" s"_s));
        const QString first = why->text();
        QSignalSpy drawn(shown.jobs()->model(), &QAbstractItemModel::dataChanged);
        const auto cell = shown.jobs()->model()->index(40, JobModel::columnOf("state"));
        const QString told = cell.data(SecondTextRole).toString();
        shown.jobs()->scrollTo(cell);
        drawn.clear();
        QTRY_VERIFY(why->text() != first);
        QTRY_VERIFY(!drawn.isEmpty());
        QVERIFY(cell.data(SecondTextRole).toString() != told);
        QVERIFY(shown.choose(1));
        QTRY_VERIFY(!why->isVisible());
    }

    // On a busy batch the panel is read again and again, also between a press and its release.
    void theWaysToOtherJobsStayUnderTheHand()
    {
        auto data = sampleData({}, SystemClock().now().wall);
        for (const int id : {2, 3})
            data->jobs[id - 1].rowNumber = 1;
        Shown shown(data);
        QVERIFY(shown.choose(1));
        auto *list = shown.inspector()->findChild<LineageList *>();
        const auto lines = [list] { return list->findChildren<QPushButton *>(); };
        QTRY_COMPARE(lines().size(), 3);
        const QPointer<QPushButton> second = lines().at(1), third = lines().at(2);
        const auto change = [&](JobState state) {
            {
                const QMutexLocker lock(&data->mutex);
                data->jobs[2].state = state;
            }
            Changes changes;
            changes.many = true;
            Q_EMIT shown.bench.link.changed(changes);
        };
        QTest::mousePress(second, Qt::LeftButton);
        change(JobState::Failed);
        QTRY_VERIFY(third && third->text().contains(u"failed"_s));
        QVERIFY(second && second->hasFocus());
        QVERIFY(!lines().first()->isEnabled());
        QTest::mouseRelease(second, Qt::LeftButton);
        QTRY_COMPARE(shown.window->jobsPage().selection().jobs, QList{JobId{2}});
        QTRY_VERIFY(second && !second->isEnabled()); // the row's jobs are the same
    }

    void whatWentWrongIsCopied()
    {
        Shown shown;
        QVERIFY(shown.choose(1));
        QGuiApplication::clipboard()->setText(u"kept"_s);
        QVERIFY(!shown.actions().of(Actions::CopyMessage)->isEnabled()); // nothing went wrong
        shown.actions().of(Actions::CopyMessage)->trigger();
        QCOMPARE(QGuiApplication::clipboard()->text(), u"kept"_s);
        shown.jobs()->selectAll();
        QTRY_VERIFY(shown.actions().of(Actions::CopyMessage)->isEnabled());
        shown.actions().of(Actions::CopyMessage)->trigger();
        QTRY_COMPARE(QGuiApplication::clipboard()->text().count(u'\n'), 2); // three failed
        QVERIFY(QGuiApplication::clipboard()->text().contains(u"overloaded"_s));
    }

    void waitingJobsAreRaised()
    {
        Shown shown;
        QVERIFY(shown.choose(45));
        shown.actions().of(Actions::RaiseJobs)->trigger();
        QTRY_VERIFY(shown.bench.link.names().contains(u"job.priority"_s));
        const QJsonObject args = shown.bench.link.last(u"job.priority"_s).args;
        QCOMPARE(args.value(u"jobs"_s).toArray(), QJsonArray{45});
        QCOMPARE(args.value(u"priority"_s).toInt(), 100);
    }

    void aFolderThatIsGoneIsSaid()
    {
        Shown shown;
        shown.window->showPage(u"batches"_s);
        QTRY_COMPARE(shown.bench.batches.rowCount(), 7);
        shown.actions().of(Actions::OpenResults)->trigger();
        QTRY_VERIFY(shown.window->findChild<Banner *>(u"banner"_s)->text().contains(u"not there any more"_s));
        shown.window->showPage(u"settings"_s);
        QTest::mouseClick(shown.window->findChild<QPushButton *>(u"openResults"_s), Qt::LeftButton);
        bool said = false;
        for (const QLabel *label : shown.window->findChildren<QLabel *>(u"note"_s))
            said |= label->isVisible() && label->text().contains(u"not there now"_s);
        QVERIFY(said);
    }
};

QTEST_MAIN(TestInspector)
#include "test_inspector.moc"
