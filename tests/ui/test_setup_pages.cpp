#include "dialogs/account_dialog.h"
#include "dialogs/queue_dialog.h"
#include "pages/queues_page.h"
#include "ui/form_hands.h"
#include "ui/sample_data.h"
#include "ui/setup_data.h"
#include "ui/ui_bench.h"
#include "window/main_window.h"

#include <QComboBox>
#include <QFile>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
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
    void agree() { agreeIn(*window); }

    UiBench bench;
    std::unique_ptr<MainWindow> window;
};

} // namespace

// Queues and accounts, with real clicks and keys.
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
        QCOMPARE(shown.bench.link.last(QStringLiteral("queue.test")).args.value(QLatin1String("name")).toString(),
                 QStringLiteral("Test of queue staging"));
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

    void oneWaitingJobIsOne()
    {
        Shown shown;
        {
            const QMutexLocker lock(&shown.bench.data->mutex);
            StateCounts one;
            one[JobState::Queued] = 1;
            shown.bench.data->queueCounts.insert(QueueId{2}, one);
        }
        shown.page().book().refresh();
        QTRY_VERIFY(shown.isReady());
        QVERIFY(shown.page().selectQueue(QStringLiteral("staging")));
        QTRY_COMPARE(shown.page().book().counts(QueueId{2})[JobState::Queued], 1);
        shown.bench.link.answers.insert(QStringLiteral("queue.clear"), {{QStringLiteral("changed"), 1}});
        QTest::mouseClick(shown.button("drop"), Qt::LeftButton);
        QVERIFY(shown.window->findChild<QMessageBox *>()->informativeText().startsWith(
            QStringLiteral("1 waiting job will not be sent.")));
        shown.agree();
        QTRY_COMPARE(shown.result(), QStringLiteral("Cancelled 1 job."));
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
        auto *alert = dialog->findChild<QLineEdit *>(QStringLiteral("alert"));
        QVERIFY(alert->text().isEmpty()); // nobody is told
        typeInto(alert, QStringLiteral("0"));
        QVERIFY(!noteOf(alert).isEmpty());
        typeInto(alert, QStringLiteral("500"));
        QVERIFY(save->isEnabled());
        QTest::mouseClick(save, Qt::LeftButton);
        QTRY_VERIFY(shown.bench.link.names().contains(QStringLiteral("queue.set")));
        const QJsonObject args = shown.bench.link.last(QStringLiteral("queue.set")).args;
        QCOMPARE(args.value(QLatin1String("queue")).toString(), QStringLiteral("avatars"));
        QCOMPARE(args.value(QLatin1String("alertAt")).toInt(), 500);
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
            shown.bench.data->queues[1].alertAt = 5'000;
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
        QCOMPARE(args.value(QLatin1String("alertAt")).toInt(), 5'000);
        QCOMPARE(args.value(QLatin1String("retry"))[QLatin1String("ageLimit")].toInt(), 86'400);
    }

    // Other ways in than this form give parts of a second.
    void editingKeepsPartsOfASecond()
    {
        Shown shown;
        QTRY_VERIFY(shown.isReady());
        {
            const QMutexLocker lock(&shown.bench.data->mutex);
            LimitSet &limits = shown.bench.data->queues[1].limits;
            limits.minimumGap = std::chrono::milliseconds(500);
            limits.pace->period = std::chrono::milliseconds(1'500);
            limits.window = {60, std::chrono::microseconds(250'001)};
        }
        shown.page().book().refresh();
        QTRY_VERIFY(shown.page().book().queue(QStringLiteral("staging"))->limits.minimumGap);
        QueueDialog dialog(shown.bench.context(), shown.page().book(), QStringLiteral("staging"), shown.window.get());
        dialog.show();
        auto *gap = dialog.findChild<QLineEdit *>(QStringLiteral("gap"));
        QCOMPARE(gap->text(), QStringLiteral("0.5"));
        QCOMPARE(dialog.findChild<QComboBox *>(QStringLiteral("pacePeriod"))->currentText(), QStringLiteral("1.5 s"));
        QVERIFY(noteOf(gap).isEmpty());
        typeInto(dialog.findChild<QLineEdit *>(QStringLiteral("attempts")), QStringLiteral("5"));
        auto *save = dialog.findChild<QPushButton *>(QStringLiteral("save"));
        const auto saved = [&] {
            QTest::mouseClick(save, Qt::LeftButton);
            return shown.bench.link.last(QStringLiteral("queue.set")).args.value(QLatin1String("limits"));
        };
        const QJsonValue limits = saved();
        QCOMPARE(limits[QLatin1String("minimumGap")].toDouble(), 0.5);
        QCOMPARE(limits[QLatin1String("pace")][QLatin1String("period")].toDouble(), 1.5);
        QCOMPARE(limits[QLatin1String("window")][QLatin1String("period")].toDouble(), 0.250001);
        QTRY_VERIFY(save->isEnabled());
        typeInto(gap, QStringLiteral("0"));
        QVERIFY(!noteOf(gap).isEmpty() && !save->isEnabled());
        typeInto(gap, QStringLiteral("2.25"));
        QCOMPARE(saved()[QLatin1String("minimumGap")].toDouble(), 2.25);
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

    // What an account cannot limit is not offered there.
    void rowsAreLimitedInTheirQueue()
    {
        Shown shown;
        QTRY_VERIFY(shown.isReady());
        shown.page().addAccount();
        const auto rowOf = [](const QWidget *dialog) { return dialog->findChild<QLineEdit *>(QStringLiteral("row")); };
        QVERIFY(!rowOf(shown.window->findChild<AccountDialog *>())->isVisible());
        QueueDialog queue(shown.bench.context(), shown.page().book(), QStringLiteral("staging"), shown.window.get());
        queue.show();
        QTRY_VERIFY(rowOf(&queue)->isVisible());
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

    // Whether a worker has a key nobody tells: what is saved beside it leaves it alone.
    void aWorkersKeyIsForgottenOnPurposeOnly()
    {
        Shown shown;
        QTRY_VERIFY(shown.isReady());
        const auto sentFor = [&shown](const QString &way) {
            AccountDialog dialog(shown.bench.context(), shown.page().book(), QStringLiteral("staging-worker"),
                                 shown.window.get());
            dialog.show();
            if (!dialog.windowTitle().contains(QStringLiteral("staging-worker")))
                return QStringList{dialog.windowTitle()};
            typeInto(dialog.findChild<QLineEdit *>(QStringLiteral("dayBudget")), QStringLiteral("5"));
            if (!way.isEmpty())
                pick(dialog.findChild<QComboBox *>(QStringLiteral("keyBy")), way);
            shown.bench.link.commands.clear();
            QSignalSpy saved(&dialog, &AccountDialog::saved);
            QTest::mouseClick(dialog.findChild<QPushButton *>(QStringLiteral("save")), Qt::LeftButton);
            return saved.wait() ? shown.bench.link.names() : QStringList();
        };
        const QString set = QStringLiteral("account.set"), key = QStringLiteral("account.key");
        QCOMPARE(sentFor({}), QStringList{set});
        QCOMPARE(sentFor(QStringLiteral("In this desktop's keychain")), QStringList{set}); // nothing was typed
        QCOMPARE(sentFor(QStringLiteral("It needs no key")), (QStringList{set, key}));
        QVERIFY(!shown.bench.link.last(key).args.contains(QLatin1String("key")));
        QCOMPARE(sentFor(QStringLiteral("As it is now")), QStringList{set});
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

    void withoutAccountsTheListSaysWhatTheyAre()
    {
        Shown shown;
        const auto words = [&shown] {
            for (const QLabel *label : shown.page().findChildren<QLabel *>())
                if (label->text() == QStringLiteral("No accounts yet") && label->isVisible())
                    return true;
            return false;
        };
        QTRY_VERIFY(shown.isReady());
        QVERIFY(!words());
        {
            const QMutexLocker lock(&shown.bench.data->mutex);
            shown.bench.data->accounts.clear();
        }
        shown.page().book().refresh();
        QTRY_VERIFY(words());
    }
};

QTEST_MAIN(TestSetupPages)
#include "test_setup_pages.moc"
