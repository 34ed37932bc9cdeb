#include "dialogs/account_dialog.h"
#include "dialogs/client_dialog.h"
#include "dialogs/queue_dialog.h"
#include "dialogs/restore_offer.h"
#include "pages/queues_page.h"
#include "pages/settings_page.h"
#include "store/data_folder.h"
#include "ui/sample_data.h"
#include "ui/setup_data.h"
#include "ui/ui_bench.h"
#include "widgets/form_field.h"
#include "window/main_window.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFile>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTableView>
#include <QTableWidget>
#include <QTest>

using namespace fornada;

namespace {

// A window on its queues page, over queues and accounts of every standing.
struct Shown {
    Shown()
        : bench(*qobject_cast<QApplication *>(QCoreApplication::instance()))
    {
        bench.language.setChoice(LanguageChoice::English);
        const Wall now = bench.pulse.now();
        addSampleSetup(*bench.data, now);
        bench.link.answers.insert(QStringLiteral("engine.status"), withSampleGates(sampleStatus(now), now));
        window = std::make_unique<MainWindow>(bench.context());
        window->show();
        window->showPage(QStringLiteral("queues"));
        bench.pulse.refresh();
    }
    bool isReady() { return page().book().isLoaded() && bench.pulse.vitals().known; }
    QueuesPage &page() { return window->queuesPage(); }
    template<class W>
    W *find(const char *name)
    {
        return window->findChild<W *>(QString::fromLatin1(name));
    }
    // Of the panel at the right.
    QPushButton *button(const char *name)
    {
        return page()
            .findChild<QFrame *>(QStringLiteral("detail"))
            ->findChild<QPushButton *>(QString::fromLatin1(name));
    }
    QString result()
    {
        return page()
            .findChild<QFrame *>(QStringLiteral("detail"))
            ->findChild<QLabel *>(QStringLiteral("result"))
            ->text();
    }
    void agree()
    {
        auto *box = window->findChild<QMessageBox *>();
        QVERIFY(box);
        for (QAbstractButton *candidate : box->buttons())
            if (box->buttonRole(candidate) == QMessageBox::DestructiveRole)
                QTest::mouseClick(candidate, Qt::LeftButton);
    }

    UiBench bench;
    std::unique_ptr<MainWindow> window;
};

// What a field's title, hint or error says.
QString noteOf(QWidget *editor)
{
    for (QWidget *parent = editor; parent; parent = parent->parentWidget())
        if (auto *field = qobject_cast<FormField *>(parent))
            return field->error();
    return {};
}

void typeInto(QLineEdit *editor, const QString &text)
{
    editor->selectAll();
    QTest::keyClick(editor, Qt::Key_Delete);
    QTest::keyClicks(editor, text);
}

void pick(QComboBox *box, const QString &text)
{
    box->setCurrentIndex(box->findText(text));
    Q_EMIT box->activated(box->currentIndex());
}

} // namespace

// Queues, accounts and settings, with real clicks and keys.
class TestSetupPages final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aQueueIsPausedTestedAndCleared()
    {
        Shown shown;
        QTRY_VERIFY(shown.isReady());
        QVERIFY(shown.page().selectQueue(QStringLiteral("staging")));
        QTest::mouseClick(shown.button("pause"), Qt::LeftButton);
        QTRY_COMPARE(shown.bench.link.last(QStringLiteral("queue.pause")).args.value(QLatin1String("queue")).toString(),
                     QStringLiteral("staging"));
        QTest::mouseClick(shown.button("test"), Qt::LeftButton);
        QTRY_VERIFY(shown.result().contains(QStringLiteral("on its way")));
        shown.bench.link.answers.insert(QStringLiteral("queue.clear"), {{QStringLiteral("changed"), 6'862}});
        QTest::mouseClick(shown.button("drop"), Qt::LeftButton);
        QVERIFY(!shown.bench.link.names().contains(QStringLiteral("queue.clear")));
        QVERIFY(shown.window->findChild<QMessageBox *>()->informativeText().contains(QStringLiteral("6,862")));
        shown.agree();
        QTRY_VERIFY(shown.bench.link.names().contains(QStringLiteral("queue.clear")));
        QTRY_VERIFY(shown.result().contains(QStringLiteral("6,862")));
        QVERIFY(shown.page().selectQueue(QStringLiteral("texts")));
        QCOMPARE(shown.button("pause")->text(), QStringLiteral("Resume"));
        QTest::mouseClick(shown.button("pause"), Qt::LeftButton);
        QTRY_VERIFY(shown.bench.link.names().contains(QStringLiteral("queue.resume")));
    }

    void theHistoryOfALimitIsShown()
    {
        Shown shown;
        QTRY_VERIFY(shown.isReady());
        QVERIFY(shown.page().selectQueue(QStringLiteral("staging")));
        auto *history = shown.find<QLabel>("history");
        QTRY_COMPARE(history->text().count(QLatin1Char('\n')), 2);
        QVERIFY(history->text().contains(QStringLiteral("64%")));
        QVERIFY(shown.page().selectQueue(QStringLiteral("speech")));
        QVERIFY(!history->isVisible());
    }

    void aQueueIsMadeFromAPreset()
    {
        Shown shown;
        QTRY_VERIFY(shown.isReady());
        shown.page().addQueue();
        auto *dialog = shown.window->findChild<QueueDialog *>();
        auto *save = dialog->findChild<QPushButton *>(QStringLiteral("save"));
        QVERIFY2(!save->isEnabled(), "it has no name yet");
        pick(dialog->findChild<QComboBox *>(QStringLiteral("preset")), QStringLiteral("Gemini, free of charge"));
        auto *name = dialog->findChild<QLineEdit *>(QStringLiteral("name"));
        QCOMPARE(name->text(), QStringLiteral("gemini-free"));
        auto *gap = dialog->findChild<QLineEdit *>(QStringLiteral("gap"));
        QCOMPARE(gap->text(), QStringLiteral("120"));
        typeInto(gap, QStringLiteral("soon"));
        QVERIFY(!noteOf(gap).isEmpty());
        QVERIFY(!save->isEnabled());
        typeInto(gap, QStringLiteral("90"));
        QVERIFY(noteOf(gap).isEmpty());
        typeInto(name, QStringLiteral("texts"));
        QVERIFY2(!noteOf(name).isEmpty(), "the name is taken");
        typeInto(name, QStringLiteral("avatars"));
        QVERIFY(save->isEnabled());
        QTest::mouseClick(save, Qt::LeftButton);
        QTRY_VERIFY(shown.bench.link.names().contains(QStringLiteral("queue.set")));
        const QJsonObject args = shown.bench.link.last(QStringLiteral("queue.set")).args;
        QCOMPARE(args.value(QLatin1String("queue")).toString(), QStringLiteral("avatars"));
        const QJsonObject limits = args.value(QLatin1String("limits")).toObject();
        QCOMPARE(limits.value(QLatin1String("minimumGap")).toInt(), 90);
        QCOMPARE(limits.value(QLatin1String("dailyCap"))[QLatin1String("count")].toInt(), 15);
        QVERIFY2(limits.value(QLatin1String("pace")).isNull(), "what is empty takes a limit away");
        QJsonObject whole = limits; // as the engine lays it over what is there
        for (const QString &key : limits.keys())
            if (limits.value(key).isNull())
                whole.remove(key);
        QVERIFY(limitSetFromJson(whole));
        QTRY_VERIFY(!shown.window->findChild<QueueDialog *>());
    }

    void editingKeepsWhatTheFormDoesNotShow()
    {
        Shown shown;
        QTRY_VERIFY(shown.isReady());
        {
            const QMutexLocker lock(&shown.bench.data->mutex);
            shown.bench.data->queues[1].limits.pace->reserve = 0.25;
            shown.bench.data->queues[1].retry.jitter = 0.3;
        }
        shown.page().book().refresh();
        QTRY_COMPARE(shown.page().book().queue(QStringLiteral("staging"))->retry.jitter, 0.3);
        QueueDialog dialog(shown.bench.context(), shown.page().book(), QStringLiteral("staging"), shown.window.get());
        dialog.show();
        typeInto(dialog.findChild<QLineEdit *>(QStringLiteral("pace")), QStringLiteral("30"));
        QTest::mouseClick(dialog.findChild<QPushButton *>(QStringLiteral("save")), Qt::LeftButton);
        QTRY_VERIFY(shown.bench.link.names().contains(QStringLiteral("queue.set")));
        const QJsonObject args = shown.bench.link.last(QStringLiteral("queue.set")).args;
        QCOMPARE(args.value(QLatin1String("limits"))[QLatin1String("pace")][QLatin1String("count")].toInt(), 30);
        QCOMPARE(args.value(QLatin1String("limits"))[QLatin1String("pace")][QLatin1String("reserve")].toDouble(), 0.25);
        QCOMPARE(args.value(QLatin1String("retry"))[QLatin1String("jitter")].toDouble(), 0.3);
        QCOMPARE(args.value(QLatin1String("retry"))[QLatin1String("ageLimit")].toInt(), 86'400);
    }

    void anAccountIsTestedAndAdded()
    {
        Shown shown;
        QTRY_VERIFY(shown.isReady());
        QTest::mouseClick(shown.find<QPushButton>("addAccount"), Qt::LeftButton);
        auto *dialog = shown.window->findChild<AccountDialog *>();
        auto *save = dialog->findChild<QPushButton *>(QStringLiteral("save"));
        auto *test = dialog->findChild<QPushButton *>(QStringLiteral("test"));
        auto *key = dialog->findChild<QLineEdit *>(QStringLiteral("key"));
        auto *result = dialog->findChild<QLabel *>(QStringLiteral("result"));
        QVERIFY(
            dialog->findChild<QLineEdit *>(QStringLiteral("url"))->text().startsWith(QStringLiteral("https://gener")));
        QVERIFY(!save->isEnabled());
        typeInto(dialog->findChild<QLineEdit *>(QStringLiteral("name")), QStringLiteral("openai"));
        QVERIFY(!noteOf(dialog->findChild<QLineEdit *>(QStringLiteral("name"))).isEmpty());
        typeInto(dialog->findChild<QLineEdit *>(QStringLiteral("name")), QStringLiteral("acme"));
        QVERIFY(!noteOf(key).isEmpty());
        typeInto(key, QStringLiteral("secret-123"));
        QCOMPARE(key->echoMode(), QLineEdit::Password);
        shown.bench.link.answers.insert(
            QStringLiteral("account.test"),
            {{QStringLiteral("result"), QStringLiteral("keyRefused")}, {QStringLiteral("status"), 401}});
        QTest::mouseClick(test, Qt::LeftButton);
        QTRY_VERIFY(result->text().contains(QStringLiteral("refused (401)")));
        QCOMPARE(shown.bench.link.last(QStringLiteral("account.test")).args.value(QLatin1String("key")).toString(),
                 QStringLiteral("secret-123"));
        QVERIFY(!shown.bench.link.names().contains(QStringLiteral("account.add")));
        QTest::mouseClick(save, Qt::LeftButton);
        QTRY_VERIFY(shown.bench.link.names().contains(QStringLiteral("account.key")));
        const QJsonObject added = shown.bench.link.last(QStringLiteral("account.add")).args;
        QVERIFY2(!QJsonDocument(added).toJson().contains("secret-123"), "the key has a command of its own");
        QCOMPARE(shown.bench.link.last(QStringLiteral("account.key")).args.value(QLatin1String("place")).toString(),
                 QStringLiteral("keychain"));
        QTRY_VERIFY(!shown.window->findChild<AccountDialog *>());
    }

    void withoutAKeychainThereAreOtherWays()
    {
        Shown shown;
        QTRY_VERIFY(shown.isReady());
        shown.page().addAccount();
        auto *dialog = shown.window->findChild<AccountDialog *>();
        auto *save = dialog->findChild<QPushButton *>(QStringLiteral("save"));
        auto *keyBy = dialog->findChild<QComboBox *>(QStringLiteral("keyBy"));
        auto *key = dialog->findChild<QLineEdit *>(QStringLiteral("key"));
        typeInto(dialog->findChild<QLineEdit *>(QStringLiteral("name")), QStringLiteral("acme"));
        typeInto(key, QStringLiteral("secret-123"));
        for (const ErrorKind kind : {ErrorKind::KeychainMissing, ErrorKind::KeychainRefused}) {
            shown.bench.link.refusals.insert(QStringLiteral("account.key"), Error{kind, {}, {}});
            QTest::mouseClick(save, Qt::LeftButton);
            const QString word =
                kind == ErrorKind::KeychainMissing ? QStringLiteral("no keychain") : QStringLiteral("locked");
            QTRY_VERIFY2(noteOf(keyBy).contains(word), qPrintable(noteOf(keyBy)));
            QVERIFY(dialog->isVisible());
        }
        shown.bench.link.refusals.clear();
        pick(keyBy, QStringLiteral("In an environment variable"));
        QVERIFY2(key->text().isEmpty(), "a key is never shown as a name");
        typeInto(key, QStringLiteral("not a name"));
        QVERIFY(!noteOf(key).isEmpty());
        typeInto(key, QStringLiteral("ACME_KEY"));
        QVERIFY(save->isEnabled());
        QTest::mouseClick(save, Qt::LeftButton);
        QTRY_VERIFY(shown.bench.link.names().contains(QStringLiteral("account.set")));
        QCOMPARE(shown.bench.link.last(QStringLiteral("account.set")).args.value(QLatin1String("keyEnv")).toString(),
                 QStringLiteral("ACME_KEY"));
        QCOMPARE(shown.bench.link.names().count(QStringLiteral("account.add")), 1);
    }

    void anAccountInUseStays()
    {
        Shown shown;
        QTRY_VERIFY(shown.isReady());
        QVERIFY(shown.page().selectAccount(QStringLiteral("openai")));
        QTest::mouseClick(shown.button("drop"), Qt::LeftButton);
        QTRY_VERIFY(shown.result().contains(QStringLiteral("texts")));
        QVERIFY(!shown.window->findChild<QMessageBox *>());
        QVERIFY(shown.page().selectAccount(QStringLiteral("sandbox")));
        QVERIFY2(shown.result().isEmpty(), "what was said of another is gone");
        QTest::mouseClick(shown.button("drop"), Qt::LeftButton);
        shown.agree();
        QTRY_VERIFY(shown.bench.link.names().contains(QStringLiteral("account.remove")));
    }

    void withoutQueuesThePageSaysWhatTheyAre()
    {
        Shown shown;
        {
            const QMutexLocker lock(&shown.bench.data->mutex);
            shown.bench.data->queues.clear();
        }
        shown.page().book().refresh();
        auto *first = shown.find<QPushButton>("firstQueue");
        QTRY_VERIFY(first->isVisible());
        QTest::mouseClick(first, Qt::LeftButton);
        QVERIFY(shown.window->findChild<QueueDialog *>());
    }

    void languageAndThemeHoldAtOnce()
    {
        Shown shown;
        shown.window->showPage(QStringLiteral("settings"));
        pick(shown.find<QComboBox>("theme"), QStringLiteral("Dark"));
        QCOMPARE(shown.bench.theme.choice(), ThemeChoice::Dark);
        QCOMPARE(shown.bench.settings.value(QStringLiteral("look/theme")).toString(), QStringLiteral("dark"));
        pick(shown.find<QComboBox>("theme"), QStringLiteral("Light"));
        pick(shown.find<QComboBox>("language"), QStringLiteral("Português (Brasil)"));
        QTRY_COMPARE(shown.find<QComboBox>("theme")->itemText(2), QStringLiteral("Escuro"));
        pick(shown.find<QComboBox>("language"), QStringLiteral("English"));
        QTRY_COMPARE(shown.find<QComboBox>("theme")->itemText(2), QStringLiteral("Dark"));
        auto *ends = shown.find<QAbstractButton>("notify/batchEnds");
        QVERIFY(ends->isChecked());
        ends->click();
        QCOMPARE(shown.bench.settings.value(QStringLiteral("notify/batchEnds"), true).toBool(), false);
    }

    void stayingInTheTrayIsAChoice()
    {
        Shown shown;
        shown.window->showPage(QStringLiteral("settings"));
        auto *box = shown.find<QCheckBox>("window/closeToTray");
        QVERIFY(box && box->isChecked());
        box->setFocus();
        QTest::keyClick(box, Qt::Key_Space);
        QVERIFY(!shown.bench.settings.value(QStringLiteral("window/closeToTray"), true).toBool());
    }

    // Only what was changed is sent; a wrong entry says so and cannot be saved.
    void aClientsCreditsAreChanged()
    {
        Shown shown;
        shown.window->showPage(QStringLiteral("settings"));
        auto *table = shown.find<QTableWidget>("clients");
        QTRY_COMPARE(table->rowCount(), 3);
        QVERIFY(table->item(0, 2)->text().contains(QStringLiteral("240")));
        QVERIFY(!shown.find<QPushButton>("changeClient")->isEnabled());
        table->selectRow(0);
        shown.find<QPushButton>("changeClient")->click();
        auto *dialog = shown.find<ClientDialog>("clientDialog");
        QVERIFY(dialog);
        auto *image = dialog->findChild<QLineEdit *>(QStringLiteral("credits-image"));
        auto *save = dialog->findChild<QPushButton *>(QStringLiteral("saveClient"));
        QCOMPARE(image->text(), QStringLiteral("240"));
        typeInto(image, QStringLiteral("-4"));
        QVERIFY(!save->isEnabled());
        typeInto(image, QStringLiteral("300"));
        typeInto(dialog->findChild<QLineEdit *>(QStringLiteral("credits-speech")), QString());
        QVERIFY(save->isEnabled());
        QTest::mouseClick(save, Qt::LeftButton);
        QTRY_VERIFY(shown.bench.link.names().contains(QStringLiteral("credit.set")));
        const QJsonObject credits{{QStringLiteral("image"), 300}, {QStringLiteral("speech"), QJsonValue()}};
        QCOMPARE(
            shown.bench.link.last(QStringLiteral("credit.set")).args,
            (QJsonObject{{QStringLiteral("client"), QStringLiteral("Acme")}, {QStringLiteral("credits"), credits}}));
    }

    void settingsAreCheckedBesideTheirField()
    {
        Shown shown;
        shown.bench.data->settings.insert(QStringLiteral("resendPart"), QStringLiteral("0.05"));
        shown.window->showPage(QStringLiteral("settings"));
        auto *part = shown.find<QLineEdit>("resendPart");
        QTRY_COMPARE(part->text(), QStringLiteral("5"));
        QCOMPARE(shown.find<QLineEdit>("resendPerJob")->text(), QStringLiteral("0.01"));
        typeInto(part, QStringLiteral("500"));
        QTest::keyClick(part, Qt::Key_Return);
        QVERIFY(!noteOf(part).isEmpty());
        QVERIFY(!shown.bench.link.names().contains(QStringLiteral("setting.set")));
        typeInto(part, QStringLiteral("10"));
        QTest::keyClick(part, Qt::Key_Return);
        QTRY_VERIFY(shown.bench.link.names().contains(QStringLiteral("setting.set")));
        QCOMPARE(shown.bench.link.last(QStringLiteral("setting.set")).args,
                 (QJsonObject{{QStringLiteral("name"), QStringLiteral("resendPart")},
                              {QStringLiteral("value"), QStringLiteral("0.1")}}));
        QVERIFY(noteOf(part).isEmpty());
    }

    void backupsAreMadeAndPutBack()
    {
        Shown shown;
        const QString folder = shown.bench.link.dataFolder() + QStringLiteral("/backups");
        QVERIFY(QDir().mkpath(folder));
        QVERIFY(
            QFile::copy(QStringLiteral(TEST_DATA "/schema-0001.db"), folder + QStringLiteral("/daily-2026-11-20.db")));
        shown.window->showPage(QStringLiteral("settings"));
        auto *list = shown.find<QListWidget>("backups");
        auto *restore = shown.find<QPushButton>("restore");
        QTRY_VERIFY(list->count() == 1 && list->item(0)->flags() != Qt::NoItemFlags);
        QVERIFY(!restore->isEnabled());
        list->setCurrentRow(0);
        QVERIFY(restore->isEnabled());
        QSignalSpy wanted(shown.window.get(), &MainWindow::restoreWanted);
        QTest::mouseClick(restore, Qt::LeftButton);
        QCOMPARE(wanted.size(), 0);
        shown.agree();
        QTRY_COMPARE(wanted.size(), 1);
        QVERIFY(wanted.first().first().toString().endsWith(QStringLiteral("daily-2026-11-20.db")));
        shown.bench.link.refusals.insert(QStringLiteral("backup.make"), Error{ErrorKind::DiskFull, {}, {}});
        QTest::mouseClick(shown.find<QPushButton>("backUp"), Qt::LeftButton);
        QTRY_VERIFY(shown.find<QLabel>("backupNote")->text().contains(QStringLiteral("disk"), Qt::CaseInsensitive));
    }

    void aDamagedDatabaseIsOfferedItsBackup()
    {
        UiBench bench(*qobject_cast<QApplication *>(QCoreApplication::instance()));
        const QString folder = bench.link.dataFolder();
        QVERIFY(latestGoodBackup(folder).isEmpty());
        QVERIFY(QDir().mkpath(folder + QStringLiteral("/backups")));
        QFile broken(folder + QStringLiteral("/backups/daily-2026-11-21.db"));
        QVERIFY(broken.open(QIODevice::WriteOnly));
        broken.write("not a database at all");
        broken.close();
        QVERIFY(latestGoodBackup(folder).isEmpty());
        const QString good = folder + QStringLiteral("/backups/daily-2026-11-20.db");
        QVERIFY(QFile::copy(QStringLiteral(TEST_DATA "/schema-0001.db"), good));
        QCOMPARE(latestGoodBackup(folder), good);
        RestoreOffer offer({ErrorKind::DatabaseCorrupt, folder + QStringLiteral("/fornada.db"), {}}, good,
                           bench.pulse.now());
        offer.show();
        QSignalSpy accepted(&offer, &QDialog::accepted);
        QTest::mouseClick(offer.findChild<QPushButton *>(QStringLiteral("putBack")), Qt::LeftButton);
        QCOMPARE(accepted.size(), 1);
    }
};

QTEST_MAIN(TestSetupPages)
#include "test_setup_pages.moc"
