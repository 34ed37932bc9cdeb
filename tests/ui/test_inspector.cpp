#include "engine/answer_envelope.h"
#include "models/job_model.h"
#include "pages/batches_page.h"
#include "pages/jobs_page.h"
#include "ui/shown_window.h"
#include "widgets/audio_player.h"
#include "widgets/banner.h"
#include "widgets/inspector.h"
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
