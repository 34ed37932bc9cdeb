#include "dialogs/recipe_dialog.h"
#include "ui/shown_window.h"
#include "window/actions.h"

#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace fornada;
using namespace Qt::StringLiterals;

namespace {

// A window that may be closed while requests are on their way.
struct Shown : ShownWindow {
    explicit Shown(int inFlight)
    {
        setStanding(inFlight, false);
        QTRY_VERIFY(bench.batches.rowCount() > 0);
    }
    void setStanding(int inFlight, bool paused)
    {
        QJsonObject status = sampleStatus(bench.pulse.now());
        status.insert(u"inFlight"_s, inFlight);
        status.insert(u"paused"_s, paused);
        bench.link.answers.insert(u"engine.status"_s, status);
        bench.pulse.refresh();
        QTRY_VERIFY(bench.pulse.vitals().inFlight == inFlight && bench.pulse.vitals().paused == paused);
    }
    // What requests on their way may cost: of the first batch this, of the others nothing.
    void reserve(Money money)
    {
        BatchId first;
        {
            const QMutexLocker lock(&bench.data->mutex);
            for (Batch &batch : bench.data->batches)
                batch.totals.reserved = {};
            bench.data->batches[0].totals.reserved = money;
            first = bench.data->batches[0].id;
        }
        bench.batches.refresh();
        QTRY_COMPARE(bench.batches.batch(first)->totals.reserved, money);
    }
    QMessageBox *box() const
    {
        for (auto *box : window->findChildren<QMessageBox *>())
            if (box->isVisible())
                return box;
        return nullptr;
    }
    QPushButton *button(const QString &text) const
    {
        if (box())
            for (auto *button : box()->findChildren<QPushButton *>())
                if (button->text() == text)
                    return button;
        return nullptr;
    }
    void answer(const QString &text) const
    {
        QVERIFY(button(text));
        QTest::mouseClick(button(text), Qt::LeftButton);
    }
    bool isSentForNow(const QString &command) const
    {
        return bench.link.last(command).args.value(u"forNow"_s).toBool();
    }

    QSignalSpy ended{window.get(), &MainWindow::ended};
};

} // namespace

// Nothing that was paid or typed is lost because the window was closed.
class TestQuitting final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void withNothingOnItsWayItJustEnds()
    {
        Shown shown(0);
        shown.window->close();
        QCOMPARE(shown.ended.size(), 1);
        QVERIFY(!shown.window->isVisible());
    }

    void withATrayItOnlyHides()
    {
        Shown shown(0);
        QSignalSpy tray(shown.window.get(), &MainWindow::wentToTray);
        shown.window->setHasTray(true);
        shown.window->close();
        QVERIFY(!shown.window->isVisible());
        QCOMPARE(tray.size(), 1);
        QCOMPARE(shown.ended.size(), 0);
        shown.window->raiseToFront();
        QVERIFY(shown.window->isVisible());
        shown.window->quit();
        QCOMPARE(shown.ended.size(), 1);
    }

    void itAsksAndWaits()
    {
        Shown shown(10);
        shown.reserve(Money{400'000});
        shown.window->close();
        QCOMPARE(shown.ended.size(), 0);
        QVERIFY(shown.window->isVisible());
        QVERIFY(shown.box());
        QCOMPARE(shown.box()->text(),
                 u"10 requests are on their way and may cost up to $0.40. Wait for them, or end now?"_s);
        QCOMPARE(shown.box()->defaultButton(), shown.button(u"Wait"_s));
        shown.answer(u"Wait"_s);
        QVERIFY(shown.isSentForNow(u"engine.pause"_s));
        QVERIFY(shown.box());
        shown.setStanding(3, true);
        QTRY_COMPARE(shown.box()->text(), u"Waiting for 3 requests"_s);
        QVERIFY(!shown.button(u"Wait"_s));
        QCOMPARE(shown.ended.size(), 0);
        shown.setStanding(0, true);
        QTRY_COMPARE(shown.ended.size(), 1);
        QVERIFY(!shown.window->isVisible());
        QVERIFY(!shown.box());
    }

    void itEndsNow()
    {
        Shown shown(1);
        shown.reserve({});
        shown.window->findChild<Actions *>()->of(Actions::Quit)->trigger();
        QVERIFY(shown.box());
        QCOMPARE(shown.box()->text(), u"One request is on its way. Wait for it, or end now?"_s);
        shown.answer(u"End now"_s);
        QCOMPARE(shown.ended.size(), 1);
        QVERIFY(shown.bench.link.names().isEmpty());
    }

    void whoHasWaitedLongEnoughEndsIt()
    {
        Shown shown(2);
        shown.window->quit();
        shown.answer(u"Wait"_s);
        shown.answer(u"End now"_s);
        QCOMPARE(shown.ended.size(), 1);
    }

    void itGoesOn_data()
    {
        QTest::addColumn<bool>("wasPaused");
        QTest::newRow("sending") << false;
        QTest::newRow("paused by the operator") << true;
    }
    void itGoesOn()
    {
        QFETCH(bool, wasPaused);
        Shown shown(2);
        shown.setStanding(2, wasPaused);
        shown.window->close();
        shown.answer(u"Stay open"_s);
        QVERIFY(!shown.box());
        QVERIFY(shown.bench.link.names().isEmpty());
        shown.window->close();
        shown.answer(u"Wait"_s);
        QVERIFY(shown.box());
        shown.box()->close(); // by its cross
        QVERIFY(!shown.box());
        QCOMPARE(shown.isSentForNow(u"engine.resume"_s), !wasPaused);
        shown.setStanding(0, true);
        QCOMPARE(shown.ended.size(), 0);
        QVERIFY(shown.window->isVisible());
    }

    void quitFromTheTrayIsSeen()
    {
        Shown shown(2);
        shown.window->setHasTray(true);
        shown.window->close();
        QVERIFY(!shown.window->isVisible());
        shown.window->quit();
        QVERIFY(shown.window->isVisible());
        QVERIFY(shown.box());
        shown.window->quit(); // once more: it is asked already
        QCOMPARE(shown.window->findChildren<QMessageBox *>().size(), 1);
        QCOMPARE(shown.ended.size(), 0);
        shown.answer(u"Stay open"_s);
        shown.window->close(); // and the window goes to the tray as before
        QVERIFY(!shown.window->isVisible());
        QCOMPARE(shown.ended.size(), 0);
    }

    void aSignalAsksNothing()
    {
        Shown shown(10);
        shown.window->end();
        QVERIFY(!shown.box());
        QCOMPARE(shown.ended.size(), 1);
    }

    void whatIsNotSavedIsAskedAbout()
    {
        Shown shown(0);
        shown.window->findChild<Actions *>()->of(Actions::ShowRecipes)->trigger();
        auto *dialog = shown.window->findChild<RecipeDialog *>();
        QVERIFY(dialog);
        auto *prompt = dialog->findChild<QPlainTextEdit *>(u"recipePrompt"_s);
        QTRY_VERIFY(!prompt->toPlainText().isEmpty());
        prompt->setPlainText(u"Oil painting of {{full_name}}"_s);
        shown.window->quit();
        QCOMPARE(shown.ended.size(), 0);
        QVERIFY(dialog->isVisible());
        shown.answer(u"Keep"_s);
        QVERIFY(dialog->isVisible());
        shown.window->quit();
        shown.answer(u"Close"_s);
        QVERIFY(!dialog->isVisible());
        shown.window->quit();
        QCOMPARE(shown.ended.size(), 1);
    }
};

QTEST_MAIN(TestQuitting)
#include "test_quitting.moc"
