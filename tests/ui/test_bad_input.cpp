#include "dialogs/new_batch.h"
#include "models/alerts.h"
#include "models/result_model.h"
#include "pages/jobs_page.h"
#include "pages/queues_page.h"
#include "text/name_text.h"
#include "ui/sample_data.h"
#include "ui/setup_data.h"
#include "ui/ui_bench.h"
#include "widgets/banner.h"
#include "widgets/result_preview.h"
#include "window/main_window.h"

#include <QFile>
#include <QJsonArray>
#include <QLabel>
#include <QListView>
#include <QMessageBox>
#include <QPushButton>
#include <QTableView>
#include <QTest>

using namespace fornada;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QApplication &app()
{
    return *qobject_cast<QApplication *>(QCoreApplication::instance());
}

// A window over the sample day, shown and filled.
struct Shown {
    explicit Shown(std::shared_ptr<MadeUpData> data = std::make_shared<MadeUpData>(), bool pictures = false)
        : bench(app(), std::move(data))
    {
        const Wall now = bench.clock.now().wall;
        const auto sample = sampleData(pictures ? results() : QString(), now);
        {
            const QMutexLocker lock(&bench.data->mutex);
            if (bench.data->batches.isEmpty()) {
                bench.data->batches = sample->batches;
                bench.data->jobs = sample->jobs;
                bench.data->details = sample->details;
                bench.data->queues = sample->queues;
                bench.data->accounts = sample->accounts;
            }
        }
        bench.language.setChoice(LanguageChoice::English);
        bench.link.answers.insert(u"engine.status"_s, sampleStatus(now));
        window = std::make_unique<MainWindow>(bench.context());
        window->resize(1280, 800);
        window->show();
        bench.batches.refresh();
        bench.pulse.refresh();
    }
    QString results() const { return bench.link.dataFolder() + u"/results"_s; }
    template<class W>
    W *find(const QString &name) const
    {
        return window->findChild<W *>(name);
    }
    bool says(const QString &words) const
    {
        for (const QLabel *label : window->findChildren<QLabel *>())
            if (label->isVisible() && label->text().contains(words))
                return true;
        return false;
    }
    bool hasBoxes() const { return window->findChild<QMessageBox *>() || QApplication::activeModalWidget(); }

    UiBench bench;
    std::unique_ptr<MainWindow> window;
};

} // namespace

// What goes wrong around the program is said in its place, without boxes in the way, and the window goes on.
class TestBadInput final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theNetworkIsGone()
    {
        Shown shown;
        QTRY_VERIFY(shown.bench.pulse.vitals().known);
        const Wall now = shown.bench.clock.now().wall;
        QJsonObject status = sampleStatus(now);
        const QJsonObject gate{{u"gate"_s, u"circuitOpen"_s},
                               {u"reason"_s, u"circuitOpen"_s},
                               {u"until"_s, toIso(now + 40s)},
                               {u"used"_s, 0},
                               {u"allowed"_s, 0}};
        status.insert(u"queues"_s,
                      QJsonArray{QJsonObject{{u"queue"_s, u"portraits"_s}, {u"gates"_s, QJsonArray{gate}}}});
        shown.bench.link.answers.insert(u"engine.status"_s, status);
        shown.window->showPage(u"queues"_s);
        QTRY_VERIFY(shown.window->queuesPage().book().isLoaded());
        shown.bench.pulse.refresh();
        auto *queues = shown.find<QTableView>(u"queues"_s);
        QVERIFY(queues);
        const auto sentenceOfQueue = [queues] { return queues->model()->index(0, 1).data().toString(); };
        QTRY_VERIFY2(sentenceOfQueue().contains(u"failures in a row"_s), qPrintable(sentenceOfQueue()));
        QVERIFY(!shown.hasBoxes());
        shown.bench.link.answers.insert(u"engine.status"_s, sampleStatus(now)); // it is back
        shown.bench.pulse.refresh();
        QTRY_VERIFY2(!sentenceOfQueue().contains(u"in a row"_s), qPrintable(sentenceOfQueue()));
    }

    void theDiskIsFull()
    {
        Shown shown;
        QTRY_VERIFY(shown.bench.pulse.vitals().known);
        QJsonObject status = sampleStatus(shown.bench.clock.now().wall);
        status.insert(u"storeOk"_s, false);
        status.insert(u"storage"_s, QJsonObject{{u"reason"_s, u"diskFull"_s}, {u"where"_s, u"/data"_s}});
        shown.bench.link.answers.insert(u"engine.status"_s, status);
        shown.window->showPage(u"dashboard"_s);
        shown.bench.pulse.refresh();
        QTRY_VERIFY(shown.says(u"The disk is full"_s));
        shown.window->showNewBatch(QStringLiteral(SOURCE_ROOT "/resources/samples/personas.csv"));
        auto *dialog = shown.find<NewBatch>(u"newBatch"_s);
        auto *start = dialog->findChild<QPushButton *>(u"start"_s);
        QTRY_VERIFY(start->isEnabled());
        shown.bench.link.refusals.insert(u"batch.create"_s, Error{ErrorKind::DiskFull, u"/data"_s, {}});
        QTest::mouseClick(start, Qt::LeftButton);
        auto *banner = dialog->findChild<Banner *>();
        QTRY_VERIFY(banner->isVisible());
        QVERIFY(banner->text().contains(u"Free some space"_s));
        QVERIFY2(dialog->isVisible() && start->isEnabled(), "what was prepared must not be lost");
        shown.bench.link.refusals.clear();
        shown.bench.link.answers.insert(u"batch.create"_s, {{u"batch"_s, 9}});
        QTest::mouseClick(start, Qt::LeftButton);
        QTRY_VERIFY(!shown.find<NewBatch>(u"newBatch"_s));
        status.insert(u"storeOk"_s, true);
        shown.bench.link.answers.insert(u"engine.status"_s, status);
        shown.bench.pulse.refresh();
        QTRY_VERIFY(!shown.says(u"The disk is full"_s));
    }

    void theResultsFolderIsDeleted()
    {
        Shown shown(std::make_shared<MadeUpData>(), true);
        shown.window->jobsPage().showBatch(BatchId{7});
        shown.window->showPage(u"jobs"_s);
        auto *jobs = shown.find<QTableView>(u"jobs"_s);
        QTRY_COMPARE(jobs->model()->rowCount(), 60);
        jobs->selectRow(0);
        auto *preview = shown.window->findChild<ResultPreview *>();
        QTRY_VERIFY(preview->isVisible() && preview->sentence().isEmpty());
        QVERIFY(QDir(shown.results()).removeRecursively());
        jobs->selectRow(1);
        QTRY_VERIFY(preview->sentence().contains(u"not there any more"_s));
        shown.window->showPage(u"results"_s);
        auto *gallery = shown.find<QListView>(u"results"_s);
        QTRY_COMPARE(gallery->model()->rowCount(), 31);
        const QModelIndex tile = gallery->model()->index(20, 0);
        QTRY_VERIFY(tile.data(ResultModel::BrokenRole).toBool() ||
                    !tile.data(ResultModel::PictureRole).value<QPixmap>().isNull());
        QVERIFY(tile.data(ResultModel::BrokenRole).toBool());
        QVERIFY(!shown.hasBoxes());
    }

    void aPictureThatDoesNotDecodeIsMarkedInTheGallery()
    {
        Shown shown(std::make_shared<MadeUpData>(), true);
        QFile broken(shown.results() + u"/30.png"_s);
        QVERIFY(broken.open(QIODevice::WriteOnly));
        broken.write("\x89PNG\r\n\x1a\n and no picture behind it");
        broken.close();
        shown.window->showPage(u"results"_s);
        auto *gallery = shown.find<QListView>(u"results"_s);
        QTRY_COMPARE(gallery->model()->rowCount(), 31);
        int marked = 0;
        const auto look = [&] {
            int whole = 0;
            marked = 0;
            for (int row = 0; row < 31; ++row) {
                const QModelIndex tile = gallery->model()->index(row, 0);
                whole += !tile.data(ResultModel::PictureRole).value<QPixmap>().isNull();
                marked += tile.data(ResultModel::BrokenRole).toBool();
            }
            return whole == 30;
        };
        QTRY_VERIFY_WITH_TIMEOUT(look(), 15'000);
        QCOMPARE(marked, 1);
    }

    void theDatabaseIsRestoredUnderIt()
    {
        Shown shown;
        QTRY_COMPARE(shown.bench.batches.rowCount(), 7);
        {
            const QMutexLocker lock(&shown.bench.data->mutex);
            shown.bench.data->fault = Error{ErrorKind::DatabaseCorrupt, u"fornada.db"_s, {}};
        }
        shown.bench.batches.refresh();
        auto *banner = shown.find<Banner>(u"banner"_s);
        QTRY_VERIFY(banner->isVisible());
        QVERIFY(banner->text().contains(u"fornada.db"_s));
        QCOMPARE(shown.bench.batches.rowCount(), 7); // what was known stays readable
        QVERIFY(!shown.hasBoxes());
        {
            const QMutexLocker lock(&shown.bench.data->mutex);
            shown.bench.data->fault.reset();
            shown.bench.data->batches.removeLast(); // the backup knows one batch less
        }
        shown.bench.batches.refresh();
        QTRY_COMPARE(shown.bench.batches.rowCount(), 6);
    }

    void theDatabaseIsTakenAwayFromUnderIt()
    {
        Shown shown;
        QTRY_VERIFY(shown.bench.pulse.vitals().known);
        QJsonObject status = sampleStatus(shown.bench.clock.now().wall);
        status.insert(u"storeOk"_s, false);
        status.insert(u"storage"_s, QJsonObject{{u"reason"_s, u"fileMissing"_s}, {u"where"_s, u"/data/fornada.db"_s}});
        shown.bench.link.answers.insert(u"engine.status"_s, status);
        shown.window->showPage(u"dashboard"_s);
        shown.bench.pulse.refresh();
        QTRY_VERIFY(shown.says(u"Another program moved, replaced or deleted “/data/fornada.db”"_s));
        QVERIFY2(!shown.says(u"The disk is full"_s), "what is wrong must be what is said");
        status.insert(u"storage"_s, QJsonObject{{u"reason"_s, u"fileUnwritable"_s}, {u"where"_s, u"/results"_s}});
        shown.bench.link.answers.insert(u"engine.status"_s, status);
        shown.bench.pulse.refresh();
        QTRY_VERIFY(shown.says(u"“/results” cannot be written"_s));
        QVERIFY(!shown.hasBoxes());
    }

    void longNamesDoNotWidenTheWindow()
    {
        const Wall now = SystemClock().now().wall;
        auto data = sampleData({}, now);
        const QString name = u"A name that somebody pasted from a brief "_s.repeated(5).left(200);
        data->batches[0].name = name;
        data->queues[0].name = name;
        data->accounts[0].name = name;
        data->jobs[0].rowKey = name;
        data->jobs[0].batchName = name;
        Shown shown(data);
        QTRY_COMPARE(shown.bench.batches.rowCount(), 7);
        for (const char *page : {"dashboard", "batches", "jobs", "results", "queues", "activity", "settings"}) {
            shown.window->showPage(QString::fromLatin1(page));
            shown.bench.pulse.refresh();
            QTRY_VERIFY(shown.bench.pulse.vitals().known);
            QCoreApplication::processEvents();
            QVERIFY2(shown.window->minimumSizeHint().width() <= 1280, page);
            QCOMPARE(shown.window->width(), 1280);
        }
        shown.window->showNewBatch();
        auto *dialog = shown.find<NewBatch>(u"newBatch"_s);
        QVERIFY(dialog->minimumSizeHint().width() <= 1280);
    }

    void namesFromRightToLeftTurnNothingAround()
    {
        auto data = sampleData({}, SystemClock().now().wall);
        const QString arabic = u"حملة الربيع"_s, emoji = u"🎻 Músicas 👩‍👩‍👧 日本"_s;
        data->batches[0].name = arabic;
        data->batches[1].name = emoji;
        const QList<Alert> alerts = alertsOf(data->batches, {}, SystemClock().now().wall);
        int seen = 0;
        for (const Alert &alert : alerts) {
            if (alert.batch == data->batches[0].id) {
                QVERIFY(alert.text.contains(QChar(0x2068) + arabic + QChar(0x2069)));
                QVERIFY2(!alert.text.isRightToLeft(), "the sentence stays one in English");
                ++seen;
            }
            if (alert.batch == data->batches[1].id) {
                QVERIFY(alert.text.contains(emoji));
                ++seen;
            }
        }
        QVERIFY(seen >= 2);
        QCOMPARE(nameText(u"plain  name"_s), u"plain name"_s);
        Shown shown(data);
        auto *batches = shown.find<QTableView>(u"batches"_s);
        QTRY_COMPARE(batches->model()->rowCount(), 7);
        batches->selectRow(1);
        QTRY_VERIFY(shown.says(emoji));
    }
};

QTEST_MAIN(TestBadInput)
#include "test_bad_input.moc"
