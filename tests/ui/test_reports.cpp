#include "pages/batches_page.h"
#include "pages/jobs_page.h"
#include "pages/reports_page.h"
#include "ui/sample_data.h"
#include "ui/ui_bench.h"
#include "widgets/banner.h"
#include "window/actions.h"
#include "window/main_window.h"

#include <QComboBox>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLabel>
#include <QPushButton>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBrowser>

using namespace fornada;
using namespace Qt::StringLiterals;

namespace {

// A window over the sample day, shown and filled.
struct Shown {
    Shown()
        : bench(*qobject_cast<QApplication *>(QCoreApplication::instance()), sampleData({}, SystemClock().now().wall))
    {
        bench.language.setChoice(LanguageChoice::English);
        open();
    }
    void open()
    {
        window = std::make_unique<MainWindow>(bench.context());
        window->resize(1280, 800);
        window->show();
        bench.batches.refresh();
    }
    template<class W>
    W *find(const QString &name) const
    {
        return window->findChild<W *>(name);
    }
    QString text() const { return find<QTextBrowser>(u"report"_s)->toPlainText(); }

    UiBench bench;
    std::unique_ptr<MainWindow> window;
};

// Chooses as an operator does: with the keyboard.
void choose(QComboBox &box, const QString &text)
{
    box.setFocus();
    QTest::keyClicks(&box, text);
}

} // namespace

// Whose work is shown, and what it did.
class TestReports final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void listsShowOneClientsWorkAndRememberIt()
    {
        Shown shown;
        auto *batches = shown.find<QTableView>(u"batches"_s);
        QTRY_COMPARE(batches->model()->rowCount(), 7);
        const auto clientOf = [&](const QWidget *page) { return page->findChild<QComboBox *>(u"clientFilter"_s); };
        QComboBox *client = clientOf(&shown.window->batchesPage());
        QTRY_VERIFY(client->isVisible());
        choose(*client, u"Acme"_s);
        QTRY_COMPARE(batches->model()->rowCount(), 2);
        choose(*shown.window->batchesPage().findChild<QComboBox *>(u"ownerFilter"_s), u"Bianca"_s);
        QTRY_COMPARE(batches->model()->rowCount(), 1);

        shown.window->showPage(u"jobs"_s);
        auto *jobs = shown.find<QTableView>(u"jobs"_s);
        QTRY_COMPARE(jobs->model()->rowCount(), 60);
        choose(*clientOf(&shown.window->jobsPage()), u"Ruum"_s);
        QTRY_COMPARE(jobs->model()->rowCount(), 0);
        QCOMPARE(shown.find<QComboBox>(u"batchFilter"_s)->count(), 2); // all, and Ruum's one

        shown.open(); // the next day
        batches = shown.find<QTableView>(u"batches"_s);
        QTRY_COMPARE(batches->model()->rowCount(), 1);
        // What someone wants to see is seen, whoever it is for.
        shown.window->showBatch(BatchId{6});
        QTRY_COMPARE(batches->model()->rowCount(), 7);
        QTRY_COMPARE(batches->selectionModel()->selectedRows().size(), 1);
    }

    void theReportOfABatchLeadsToItsJobs()
    {
        Shown shown;
        auto *batches = shown.find<QTableView>(u"batches"_s);
        QTRY_COMPARE(batches->model()->rowCount(), 7);
        batches->selectRow(0);
        auto *actions = shown.window->findChild<Actions *>();
        actions->of(Actions::ReportBatch)->trigger();
        auto *view = shown.find<QTextBrowser>(u"report"_s);
        QTRY_VERIFY(shown.text().contains(u"Report: Avatars - spring campaign"_s));
        QVERIFY(view->isVisible());
        QVERIFY(shown.text().contains(u"$0.068"_s));
        QVERIFY(shown.text().contains(u"Recipe: Portraits of personas"_s));
        QVERIFY2(shown.text().contains(u"<b>PROHIBITED</b>"_s), "what came from an answer is text");
        Q_EMIT view->anchorClicked(QUrl(u"jobs:7:failed"_s));
        auto *jobs = shown.find<QTableView>(u"jobs"_s);
        QTRY_VERIFY(jobs->isVisible());
        QTRY_COMPARE(jobs->model()->rowCount(), 3);
        QCOMPARE(shown.find<QComboBox>(u"stateFilter"_s)->currentText(), u"Failed"_s);
        Q_EMIT view->anchorClicked(QUrl(u"jobs:7:"_s));
        QTRY_COMPARE(shown.find<QComboBox>(u"stateFilter"_s)->currentText(), u"Not done yet"_s);
        QTRY_COMPARE(jobs->model()->rowCount(), 26);
    }

    void daysAndWeeksAreReportedAndSaved()
    {
        Shown shown;
        QTRY_COMPARE(shown.find<QTableView>(u"batches"_s)->model()->rowCount(), 7);
        shown.window->showPage(u"reports"_s);
        QTRY_VERIFY(shown.text().contains(u"By batch"_s));
        choose(*shown.find<QComboBox>(u"reportDays"_s), u"Last"_s);
        QTRY_VERIFY(shown.text().contains(u"Report from "_s));
        auto *page = shown.window->findChild<ReportsPage *>();
        QTemporaryDir folder;
        auto *banner = shown.find<Banner>(u"banner"_s);
        for (const QString &ending : {u"html"_s, u"json"_s, u"pdf"_s}) {
            const QString path = folder.filePath(u"report."_s + ending);
            page->saveAs(path);
            QTRY_VERIFY(banner->text().contains(u"report."_s + ending));
            QVERIFY(QFile::exists(path));
        }
        QFile json(folder.filePath(u"report.json"_s)), pdf(folder.filePath(u"report.pdf"_s));
        QVERIFY(json.open(QIODevice::ReadOnly) && pdf.open(QIODevice::ReadOnly));
        QCOMPARE(QJsonDocument::fromJson(json.readAll())[u"batches"_s].toArray().size(), 4);
        QVERIFY(pdf.read(5) == "%PDF-");
        page->saveAs(u"/nowhere/at/all.html"_s);
        QTRY_VERIFY(banner->text().contains(u"/nowhere/at/all.html"_s));
    }
};

QTEST_MAIN(TestReports)
#include "test_reports.moc"
