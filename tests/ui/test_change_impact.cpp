#include "dialogs/edit_step.h"
#include "dialogs/impact_dialog.h"
#include "models/batch_model.h"
#include "pages/batches_page.h"
#include "ui/form_hands.h"
#include "ui/sample_data.h"
#include "ui/ui_bench.h"
#include "widgets/banner.h"
#include "window/actions.h"
#include "window/main_window.h"

#include <QComboBox>
#include <QLabel>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableWidget>
#include <QTest>

using namespace fornada;
using namespace Qt::StringLiterals;

namespace {

// The window over two batches of made-up data, the second one chosen.
struct Shown {
    UiBench bench;
    MainWindow window;

    Shown()
        : bench(*qobject_cast<QApplication *>(QCoreApplication::instance()), data())
        , window(bench.context())
    {
        bench.language.setChoice(LanguageChoice::English);
        window.show();
        bench.batches.refresh();
        if (!QTest::qWaitFor([this] { return bench.batches.rowCount() > 0; }))
            qFatal("the batches are there");
        window.showBatch(bench.batches.batches().first().id);
    }
    static std::shared_ptr<MadeUpData> data()
    {
        auto data = sampleData({}, SystemClock().now().wall);
        data->recipe = {{u"name"_s, u"portrait"_s},
                        {u"version"_s, 1},
                        {u"steps"_s, QJsonArray{QJsonObject{{u"id"_s, u"portrait"_s},
                                                            {u"operation"_s, u"image"_s},
                                                            {u"queue"_s, u"portraits"_s},
                                                            {u"output"_s, u"image"_s},
                                                            {u"prompt"_s, u"Face of {{full_name}}"_s}},
                                                QJsonObject{{u"id"_s, u"caption"_s},
                                                            {u"operation"_s, u"text"_s},
                                                            {u"queue"_s, u"portraits"_s},
                                                            {u"output"_s, u"text"_s},
                                                            {u"prompt"_s, u"Caption for {{full_name}}"_s}}}}};
        return data;
    }
    Actions &actions() { return *window.findChild<Actions *>(); }
    QJsonObject sent(const QString &name) const { return bench.link.last(name).args; }
    int times(const QString &name) const { return int(bench.link.names().count(name)); }
};

} // namespace

// After a step was worded anew, what is of the old wording is offered to be made again, with its price.
class TestChangeImpact : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void anEditedPromptOffersToMakeAgain();
    void closingAsksWhenTheWordsAreOthers();
    void nothingStaleOffersNothing();
    void theMenuTellsWhatWouldChange();
    void nothingIsPaidBeforeTheButton();
    void aRefusalIsSaidAndLookedAtAgain();
};

void TestChangeImpact::anEditedPromptOffersToMakeAgain()
{
    Shown shown;
    shown.bench.link.answers.insert(u"batch.impact"_s, sampleImpact());
    shown.actions().of(Actions::EditPrompt)->trigger();
    QTRY_VERIFY(shown.window.findChild<EditStep *>());
    auto *edit = shown.window.findChild<EditStep *>();
    auto *prompt = edit->findChild<QPlainTextEdit *>(u"stepPrompt"_s);
    QCOMPARE(prompt->toPlainText(), u"Face of {{full_name}}"_s);
    auto *choice = edit->findChild<QComboBox *>(u"stepChoice"_s);
    QTest::keyClick(choice, Qt::Key_Down);
    QCOMPARE(prompt->toPlainText(), u"Caption for {{full_name}}"_s);
    prompt->setPlainText(u"Funny caption for {{full_name}}"_s);
    QTest::mouseClick(edit->findChild<QPushButton *>(u"saveStep"_s), Qt::LeftButton);
    QCOMPARE(shown.sent(u"batch.editStep"_s).value(u"step"_s).toString(), u"caption"_s);
    QTRY_VERIFY(shown.window.findChild<ImpactDialog *>());
    auto *offer = shown.window.findChild<ImpactDialog *>();
    QVERIFY(offer->findChild<QLabel *>(u"impactTitle"_s)->text().contains(u"37 of 120"_s));
    QVERIFY(offer->findChild<QLabel *>(u"impactAbout"_s)->text().contains(u"$0.07"_s));
    QCOMPARE(offer->findChild<QTableWidget *>(u"impactList"_s)->rowCount(), 18);
    QTest::mouseClick(offer->findChild<QPushButton *>(u"impactRemake"_s), Qt::LeftButton);
    QTRY_COMPARE(shown.times(u"batch.remake"_s), 1);
    QVERIFY(shown.sent(u"batch.remake"_s).value(u"stale"_s).toBool());
    QCOMPARE(shown.sent(u"batch.remake"_s).value(u"atMost"_s).toString(), u"0.074"_s);
    QCOMPARE(shown.sent(u"batch.remake"_s).value(u"batch"_s).toInteger(),
             shown.bench.batches.batches().first().id.value);
    QTRY_VERIFY(!shown.window.findChild<ImpactDialog *>());
}

void TestChangeImpact::closingAsksWhenTheWordsAreOthers()
{
    Shown shown;
    const auto open = [&shown] {
        shown.actions().of(Actions::EditPrompt)->trigger();
        (void)QTest::qWaitFor([&shown] { return shown.window.findChild<EditStep *>() != nullptr; });
        return shown.window.findChild<EditStep *>();
    };
    EditStep *edit = open();
    QVERIFY(edit);
    QTest::keyClick(edit, Qt::Key_Escape);
    QTRY_VERIFY(!shown.window.findChild<EditStep *>());
    edit = open();
    QVERIFY(edit);
    auto *prompt = edit->findChild<QPlainTextEdit *>(u"stepPrompt"_s);
    QTest::keyClicks(prompt, u"Old "_s);
    const QString typed = prompt->toPlainText();
    QTest::keyClick(edit, Qt::Key_Escape);
    auto *question = edit->findChild<QMessageBox *>();
    QVERIFY(question);
    QTest::keyClick(question, Qt::Key_Escape); // that keeps it
    QTRY_VERIFY(!edit->findChild<QMessageBox *>());
    QVERIFY(edit->isVisible());
    QCOMPARE(prompt->toPlainText(), typed);
    QTest::keyClick(edit, Qt::Key_Escape);
    agreeIn(*edit);
    QTRY_VERIFY(!shown.window.findChild<EditStep *>());
    QCOMPARE(shown.times(u"batch.editStep"_s), 0);
}

void TestChangeImpact::nothingStaleOffersNothing()
{
    Shown shown;
    shown.bench.link.answers.insert(u"batch.impact"_s, {{u"made"_s, 3}, {u"stale"_s, 0}, {u"most"_s, u"0"_s}});
    shown.actions().of(Actions::EditPrompt)->trigger();
    QTRY_VERIFY(shown.window.findChild<EditStep *>());
    auto *save = shown.window.findChild<EditStep *>()->findChild<QPushButton *>(u"saveStep"_s);
    QTest::mouseClick(save, Qt::LeftButton);
    QTRY_COMPARE(shown.times(u"batch.impact"_s), 1);
    QTRY_VERIFY(!shown.window.findChild<EditStep *>());
    QVERIFY(!shown.window.findChild<ImpactDialog *>());
}

void TestChangeImpact::theMenuTellsWhatWouldChange()
{
    Shown shown;
    shown.bench.link.answers.insert(u"batch.impact"_s, {{u"made"_s, 3}, {u"stale"_s, 0}, {u"most"_s, u"0"_s}});
    shown.actions().of(Actions::ShowImpact)->trigger();
    QTRY_VERIFY(shown.window.findChild<ImpactDialog *>());
    auto *dialog = shown.window.findChild<ImpactDialog *>();
    QTRY_VERIFY(dialog->findChild<QLabel *>(u"impactTitle"_s)->text().startsWith(u"Nothing would change"_s));
    QVERIFY(!dialog->findChild<QPushButton *>(u"impactRemake"_s)->isEnabled());
    QVERIFY(!dialog->findChild<QTableWidget *>(u"impactList"_s)->isVisible());
}

void TestChangeImpact::nothingIsPaidBeforeTheButton()
{
    Shown shown;
    shown.bench.link.answers.insert(u"batch.impact"_s, sampleImpact());
    shown.actions().of(Actions::ShowImpact)->trigger();
    QTRY_VERIFY(shown.window.findChild<ImpactDialog *>());
    auto *dialog = shown.window.findChild<ImpactDialog *>();
    QTRY_VERIFY(dialog->findChild<QPushButton *>(u"impactRemake"_s)->isEnabled());
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(!shown.window.findChild<ImpactDialog *>());
    QCOMPARE(shown.times(u"batch.remake"_s), 0);
}

void TestChangeImpact::aRefusalIsSaidAndLookedAtAgain()
{
    Shown shown;
    shown.bench.link.answers.insert(u"batch.impact"_s, sampleImpact());
    shown.bench.link.refusals.insert(u"batch.remake"_s, Error{ErrorKind::BudgetTooSmall, u"Avatars"_s,
                                                              u"it does not reach for making these results again"_s});
    shown.actions().of(Actions::ShowImpact)->trigger();
    QTRY_VERIFY(shown.window.findChild<ImpactDialog *>());
    auto *dialog = shown.window.findChild<ImpactDialog *>();
    auto *remake = dialog->findChild<QPushButton *>(u"impactRemake"_s);
    QTRY_VERIFY(remake->isEnabled());
    QTest::mouseClick(remake, Qt::LeftButton);
    QTRY_VERIFY(dialog->findChild<Banner *>()->isVisible());
    QVERIFY(dialog->findChild<Banner *>()->text().contains(u"budget"_s));
    QTRY_COMPARE(shown.times(u"batch.impact"_s), 2);
    QTRY_VERIFY(remake->isEnabled());
}

QTEST_MAIN(TestChangeImpact)
#include "test_change_impact.moc"
