#include "pages/batches_page.h"
#include "results/results_folder.h"
#include "ui/sample_data.h"
#include "ui/ui_bench.h"
#include "widgets/banner.h"
#include "window/actions.h"
#include "window/batch_deeds.h"
#include "window/main_window.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialog>
#include <QDir>
#include <QLineEdit>
#include <QPushButton>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace fornada;
using namespace Qt::StringLiterals;

namespace {

QVariantList sql(const QString &path, const QString &statement)
{
    QVariantList values;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"test"_s);
        database.setDatabaseName(path);
        database.open();
        QSqlQuery query(database);
        query.exec(statement);
        while (query.next())
            values.append(query.value(0));
    }
    QSqlDatabase::removeDatabase(u"test"_s);
    return values;
}

} // namespace

// A batch's results, put into a table from the window.
class TestWriteBack final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void resultsGoIntoTheChosenColumn()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"people.db"_s);
        sql(path, u"CREATE TABLE personas (full_name TEXT, avatar TEXT)"_s);
        sql(path, u"INSERT INTO personas VALUES ('Amanda Ribeiro dos Santos', NULL), ('Nobody', 'mine')"_s);
        UiBench bench(*qobject_cast<QApplication *>(QCoreApplication::instance()),
                      sampleData({}, SystemClock().now().wall));
        bench.language.setChoice(LanguageChoice::English);
        const QDir results(resultsFolder(bench.link.dataFolder()));
        QVERIFY(results.mkpath(u"."_s));
        for (int row = 1; row <= 60; ++row) // what is not on the disk is not written
            QVERIFY(QFile(results.filePath(u"%1.png"_s.arg(row))).open(QIODevice::WriteOnly));
        MainWindow window(bench.context());
        window.show();
        bench.batches.refresh();
        auto *batches = window.findChild<QTableView *>(u"batches"_s);
        QTRY_COMPARE(batches->model()->rowCount(), 7);
        batches->selectRow(0);
        window.findChild<Actions *>()->of(Actions::WriteBackBatch)->trigger();
        auto *dialog = window.findChild<QDialog *>(u"writeBackDialog"_s);
        QVERIFY(dialog);
        auto *go = dialog->findChild<QPushButton *>(u"writeBackGo"_s);
        QVERIFY(!go->isEnabled());
        auto *database = dialog->findChild<QLineEdit *>(u"writeBackDatabase"_s);
        database->setText(folder.filePath(u"none.db"_s));
        QTRY_VERIFY(!go->isEnabled());
        database->setText(path);
        const auto box = [dialog](const QString &name) { return dialog->findChild<QComboBox *>(name); };
        QTRY_COMPARE(box(u"writeBackTable"_s)->currentText(), u"personas"_s);
        QTRY_VERIFY(box(u"writeBackField"_s)->findText(u"full_name"_s) >= 0);
        for (const QString &name : {u"writeBackField"_s, u"writeBackKey"_s})
            box(name)->setCurrentText(u"full_name"_s);
        QCOMPARE(box(u"writeBackColumn"_s)->currentText(), u"avatar"_s);
        QTRY_VERIFY(go->isEnabled());
        auto *always = dialog->findChild<QCheckBox *>(u"writeBackAlways"_s);
        QVERIFY(!always->isChecked());
        QTest::mouseClick(always, Qt::LeftButton, {}, QPoint(8, always->height() / 2));
        QTest::mouseClick(go, Qt::LeftButton);
        QCOMPARE(bench.link.names(), QStringList{u"batch.set"_s});
        QCOMPARE(bench.link.last(u"batch.set"_s).args[u"writeBack"_s][u"into"_s].toString(),
                 path + u":personas.full_name=avatar"_s);
        auto *banner = window.findChild<Banner *>(u"banner"_s);
        QTRY_VERIFY2(banner->text().contains(u"written to the table"_s), qPrintable(banner->text()));
        const QVariantList avatars = sql(path, u"SELECT avatar FROM personas ORDER BY full_name"_s);
        QVERIFY2(avatars.at(0).toString().endsWith(u".png"_s), qPrintable(avatars.at(0).toString()));
        QCOMPARE(avatars.at(1).toString(), u"mine"_s);
        QVERIFY(banner->text().contains(u"has no row for"_s));
    }

    void duringAnExportItIsSaid()
    {
        const QTemporaryDir folder;
        UiBench bench(*qobject_cast<QApplication *>(QCoreApplication::instance()),
                      sampleData({}, SystemClock().now().wall));
        bench.language.setChoice(LanguageChoice::English);
        MainWindow window(bench.context());
        window.show();
        bench.batches.refresh();
        auto *batches = window.findChild<QTableView *>(u"batches"_s);
        QTRY_COMPARE(batches->model()->rowCount(), 7);
        batches->selectRow(0);
        window.findChild<BatchDeeds *>()->exportTo(BatchId{7}, ExportForm::Csv, folder.path(), false);
        window.findChild<Actions *>()->of(Actions::WriteBackBatch)->trigger();
        auto *banner = window.findChild<Banner *>(u"banner"_s);
        QVERIFY2(banner->text().contains(u"under way"_s), qPrintable(banner->text()));
        QVERIFY(!window.findChild<QDialog *>(u"writeBackDialog"_s));
        QTRY_VERIFY(banner->text().contains(u"The export is in"_s));
    }
};

QTEST_MAIN(TestWriteBack)
#include "test_write_back.moc"
