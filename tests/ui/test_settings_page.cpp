#include "dialogs/client_dialog.h"
#include "dialogs/restore_offer.h"
#include "store/data_folder.h"
#include "ui/form_hands.h"
#include "ui/shown_window.h"
#include "widgets/results_place.h"

#include <QCheckBox>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QListWidget>
#include <QSettings>
#include <QSignalSpy>
#include <QTableWidget>

using namespace fornada;
using namespace Qt::StringLiterals;

namespace {

// A window on its settings page.
struct Shown : ShownWindow {
    Shown()
        : ShownWindow(sampleData({}, SystemClock().now().wall), Told::Setup)
    {
        window->showPage(u"settings"_s);
    }
    // The engine tells of results on their way.
    void tellMoving(const QJsonObject &moving)
    {
        QJsonObject status = bench.link.answers.value(u"engine.status"_s);
        status.insert(u"moving"_s, moving);
        bench.link.answers.insert(u"engine.status"_s, status);
        bench.pulse.refresh();
    }
};

} // namespace

// Settings, with real clicks and keys.
class TestSettingsPage final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void languageAndThemeHoldAtOnce()
    {
        Shown shown;
        pick(shown.find<QComboBox>(u"theme"_s), u"Dark"_s);
        QCOMPARE(shown.bench.theme.choice(), ThemeChoice::Dark);
        QCOMPARE(shown.bench.settings.value(u"look/theme"_s).toString(), u"dark"_s);
        pick(shown.find<QComboBox>(u"theme"_s), u"Light"_s);
        pick(shown.find<QComboBox>(u"language"_s), u"Português (Brasil)"_s);
        QTRY_COMPARE(shown.find<QComboBox>(u"theme"_s)->itemText(2), u"Escuro"_s);
        pick(shown.find<QComboBox>(u"language"_s), u"English"_s);
        QTRY_COMPARE(shown.find<QComboBox>(u"theme"_s)->itemText(2), u"Dark"_s);
        auto *ends = shown.find<QAbstractButton>(u"notify/batchEnds"_s);
        QVERIFY(ends->isChecked());
        ends->click();
        QCOMPARE(shown.bench.settings.value(u"notify/batchEnds"_s, true).toBool(), false);
    }

    void stayingInTheTrayIsAChoice()
    {
        Shown shown;
        auto *box = shown.find<QCheckBox>(u"window/closeToTray"_s);
        QVERIFY(box && box->isChecked());
        box->setFocus();
        QTest::keyClick(box, Qt::Key_Space);
        QVERIFY(!shown.bench.settings.value(u"window/closeToTray"_s, true).toBool());
    }

    // Only what was changed is sent; a wrong entry says so and cannot be saved.
    void aClientsCreditsAreChanged()
    {
        Shown shown;
        auto *table = shown.find<QTableWidget>(u"clients"_s);
        QTRY_COMPARE(table->rowCount(), 3);
        QVERIFY(table->item(0, 2)->text().contains(u"240"_s));
        QVERIFY(!shown.find<QPushButton>(u"changeClient"_s)->isEnabled());
        table->selectRow(0);
        shown.find<QPushButton>(u"changeClient"_s)->click();
        auto *dialog = shown.find<ClientDialog>(u"clientDialog"_s);
        QVERIFY(dialog);
        auto *image = dialog->findChild<QLineEdit *>(u"credits-image"_s);
        auto *save = dialog->findChild<QPushButton *>(u"saveClient"_s);
        QCOMPARE(image->text(), u"240"_s);
        typeInto(image, u"-4"_s);
        QVERIFY(!save->isEnabled());
        typeInto(image, u"300"_s);
        typeInto(dialog->findChild<QLineEdit *>(u"credits-speech"_s), QString());
        QVERIFY(save->isEnabled());
        QTest::mouseClick(save, Qt::LeftButton);
        QTRY_VERIFY(shown.bench.link.names().contains(u"credit.set"_s));
        const QJsonObject credits{{u"image"_s, 300}, {u"speech"_s, QJsonValue()}};
        QCOMPARE(shown.bench.link.last(u"credit.set"_s).args,
                 (QJsonObject{{u"client"_s, u"Acme"_s}, {u"credits"_s, credits}}));
    }

    // Those of many kinds are read whole, in the longer language too.
    void manyCreditsTakeAnotherLine()
    {
        Shown shown;
        auto *table = shown.find<QTableWidget>(u"clients"_s);
        QTRY_COMPARE(table->rowCount(), 3);
        const auto lines = [table](int row) {
            const QFontMetrics metrics(table->font());
            return (table->rowHeight(row) - (space::rowHeight - metrics.height())) / metrics.height();
        };
        QCOMPARE(lines(1), 1);
        Client all = shown.bench.data->clients.first().client;
        for (const Operation kind : {Operation::Image, Operation::EditImage, Operation::Text, Operation::Speech})
            all.credits.insert(kind, 12'345);
        {
            const QMutexLocker lock(&shown.bench.data->mutex);
            shown.bench.data->clients.first().client = all;
        }
        shown.window->showPage(u"jobs"_s);
        shown.window->showPage(u"settings"_s);
        QTRY_VERIFY(lines(0) > 1);
        QCOMPARE(lines(1), 1);
    }

    void settingsAreCheckedBesideTheirField()
    {
        Shown shown;
        {
            const QMutexLocker lock(&shown.bench.data->mutex);
            shown.bench.data->settings.insert(u"resendPart"_s, u"0.05"_s);
        }
        shown.window->showPage(u"jobs"_s);
        shown.window->showPage(u"settings"_s); // read anew
        auto *part = shown.find<QLineEdit>(u"resendPart"_s);
        QTRY_COMPARE(part->text(), u"5"_s);
        QCOMPARE(shown.find<QLineEdit>(u"resendPerJob"_s)->text(), u"0.01"_s);
        typeInto(part, u"500"_s);
        QTest::keyClick(part, Qt::Key_Return);
        QVERIFY(!noteOf(part).isEmpty());
        QVERIFY(!shown.bench.link.names().contains(u"setting.set"_s));
        typeInto(part, u"10"_s);
        QTest::keyClick(part, Qt::Key_Return);
        QTRY_VERIFY(shown.bench.link.names().contains(u"setting.set"_s));
        QCOMPARE(shown.bench.link.last(u"setting.set"_s).args,
                 (QJsonObject{{u"name"_s, u"resendPart"_s}, {u"value"_s, u"0.1"_s}}));
        QVERIFY(noteOf(part).isEmpty());
    }

    void backupsAreMadeAndPutBack()
    {
        Shown shown;
        const QString folder = shown.bench.link.dataFolder() + u"/backups"_s;
        QVERIFY(QDir().mkpath(folder));
        QVERIFY(QFile::copy(QStringLiteral(TEST_DATA "/schema-0001.db"), folder + u"/daily-2026-11-20.db"_s));
        shown.window->showPage(u"settings"_s);
        shown.window->showPage(u"jobs"_s);
        shown.window->showPage(u"settings"_s); // read anew
        auto *list = shown.find<QListWidget>(u"backups"_s);
        auto *restore = shown.find<QPushButton>(u"restore"_s);
        QTRY_VERIFY(list->count() == 1 && list->item(0)->flags() != Qt::NoItemFlags);
        QVERIFY(!restore->isEnabled());
        list->setCurrentRow(0);
        QVERIFY(restore->isEnabled());
        QSignalSpy wanted(shown.window.get(), &MainWindow::restoreWanted);
        QTest::mouseClick(restore, Qt::LeftButton);
        QCOMPARE(wanted.size(), 0);
        agreeIn(*shown.window);
        QTRY_COMPARE(wanted.size(), 1);
        QVERIFY(wanted.first().first().toString().endsWith(u"daily-2026-11-20.db"_s));
        shown.bench.link.refusals.insert(u"backup.make"_s, Error{ErrorKind::DiskFull, {}, {}});
        QTest::mouseClick(shown.find<QPushButton>(u"backUp"_s), Qt::LeftButton);
        QTRY_VERIFY(shown.find<QLabel>(u"backupNote"_s)->text().contains(u"disk"_s, Qt::CaseInsensitive));
    }

    void aDamagedDatabaseIsOfferedItsBackup()
    {
        UiBench bench(*qobject_cast<QApplication *>(QCoreApplication::instance()));
        const QString folder = bench.link.dataFolder();
        QVERIFY(latestGoodBackup(folder).isEmpty());
        QVERIFY(QDir().mkpath(folder + u"/backups"_s));
        QFile broken(folder + u"/backups/daily-2026-11-21.db"_s);
        QVERIFY(broken.open(QIODevice::WriteOnly));
        broken.write("not a database at all");
        broken.close();
        QVERIFY(latestGoodBackup(folder).isEmpty());
        const QString good = folder + u"/backups/daily-2026-11-20.db"_s;
        QVERIFY(QFile::copy(QStringLiteral(TEST_DATA "/schema-0001.db"), good));
        QCOMPARE(latestGoodBackup(folder), good);
        RestoreOffer offer({ErrorKind::DatabaseCorrupt, folder + u"/fornada.db"_s, {}}, good, bench.pulse.now());
        offer.show();
        QSignalSpy accepted(&offer, &QDialog::accepted);
        QTest::mouseClick(offer.findChild<QPushButton *>(u"putBack"_s), Qt::LeftButton);
        QCOMPARE(accepted.size(), 1);
    }

    void resultsAreMovedElsewhere()
    {
        Shown shown;
        const QString folder = shown.bench.link.dataFolder(), disk = folder + u"-disk"_s;
        QVERIFY(QDir().mkpath(folder + u"/results/1 Faces"_s) && QDir().mkpath(disk));
        QFile file(folder + u"/results/1 Faces/ada.png"_s);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.close();
        auto *place = shown.window->findChild<ResultsPlace *>();
        auto *button = shown.find<QPushButton>(u"moveResults"_s);
        place->moveTo(folder + u"/spool"_s);
        QTRY_VERIFY(noteOf(button).contains(u"inside"_s));
        QVERIFY(!shown.window->findChild<QMessageBox *>());
        place->moveTo(disk);
        QTRY_VERIFY(shown.window->findChild<QMessageBox *>());
        QVERIFY(noteOf(button).isEmpty());
        QVERIFY(shown.window->findChild<QMessageBox *>()->informativeText().startsWith(u"one file"_s));
        QVERIFY(!shown.bench.link.names().contains(u"results.move"_s));
        agreeIn(*shown.window);
        QTRY_VERIFY(shown.bench.link.names().contains(u"results.move"_s));
        QCOMPARE(shown.bench.link.last(u"results.move"_s).args, (QJsonObject{{u"to"_s, disk}}));
        QVERIFY(QDir(disk).removeRecursively());
    }

    void movingIsToldAndCanBeStopped()
    {
        Shown shown;
        auto *button = shown.find<QPushButton>(u"moveResults"_s);
        auto *hint = button->parentWidget()->findChild<QLabel *>(u"note"_s);
        shown.tellMoving({{u"to"_s, u"/mnt/disk"_s}, {u"files"_s, 412}, {u"of"_s, 1204}});
        QTRY_VERIFY(hint->text().contains(u"412 of 1,204"_s));
        QCOMPARE(button->text(), u"Stop moving"_s);
        QTest::mouseClick(button, Qt::LeftButton);
        QTRY_VERIFY(shown.bench.link.names().contains(u"results.stay"_s));
        shown.tellMoving({});
        QTRY_COMPARE(button->text(), u"Move…"_s);
    }
};

QTEST_MAIN(TestSettingsPage)
#include "test_settings_page.moc"
