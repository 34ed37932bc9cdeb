#include "dialogs/new_batch.h"
#include "dialogs/recipe_dialog.h"
#include "models/recipe_draft.h"
#include "recipes/recipe_json.h"
#include "ui/ui_bench.h"
#include "widgets/banner.h"
#include "widgets/recipe_graph.h"

#include <QComboBox>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLabel>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>

using namespace fornada;
using namespace Qt::StringLiterals;

namespace {

// The window that looks into one recipe.
struct Shown {
    UiBench bench;
    RecipeDialog *dialog;

    explicit Shown(const QString &recipe)
        : bench(*qobject_cast<QApplication *>(QCoreApplication::instance()))
    {
        bench.language.setChoice(LanguageChoice::English);
        dialog = new RecipeDialog(bench.context(), recipe, {}, nullptr);
        dialog->show();
    }
    ~Shown() { delete dialog; }
    void undo() const
    {
        for (QPushButton *button : dialog->findChild<Banner *>()->findChildren<QPushButton *>())
            if (button->text() == u"Undo"_s)
                QTest::mouseClick(button, Qt::LeftButton);
    }
    template<class T>
    T *part(const QString &name) const
    {
        return dialog->findChild<T *>(name);
    }
    QPlainTextEdit &whole() const { return *part<QPlainTextEdit>(u"recipeText"_s); }
    QPlainTextEdit &prompt() const { return *part<QPlainTextEdit>(u"recipePrompt"_s); }
    QString tried() const { return part<QPlainTextEdit>(u"triedPrompt"_s)->toPlainText(); }
    QPushButton &save() const { return *part<QPushButton>(u"saveRecipe"_s); }
    RecipeGraph &graph() const { return *dialog->findChild<RecipeGraph *>(); }
};

} // namespace

// A recipe to look into: its steps drawn, what each asks for a real row, worded anew and saved.
class TestRecipeDialog : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyBuiltInRecipeReadsBackAsItIs();
    void aStepIsTriedWithoutItsParents();
    void stepsStandBehindWhatTheyWaitFor();
    void whatAStepMayTakeIsSaid();
    void theAskedWordsFollowTheTyping();
    void aMistakeIsNamedAndNotSaved();
    void savingIsAnotherVersion();
    void whatWasSavedCanBeRemovedAndComesBack();
    void whatIsWrittenStaysWhenAnotherComesBack();
    void whatIsTypedWhileItIsSavedStays();
    void whatWasTypedJustNowCounts();
    void closingAsksWhenSomethingWasChanged();
    void newBatchOpensItAndTakesSampleRows();
};

void TestRecipeDialog::everyBuiltInRecipeReadsBackAsItIs()
{
    const auto recipes = builtInRecipes();
    QVERIFY(recipes);
    for (const Recipe &recipe : *recipes) {
        RecipeDraft draft;
        draft.setText(recipeText(toJson(recipe)));
        QVERIFY2(!draft.mistake(), qPrintable(recipe.name));
        QCOMPARE(draft.json(), toJson(recipe));
        QVERIFY(draft.text().startsWith(u"{\n    \"name\": "_s)); // as people think of it
        for (const Step &step : recipe.steps)
            QVERIFY2(!tryStep(recipe, step, {}, 1).error, qPrintable(recipe.name + u' ' + step.id));
    }
}

void TestRecipeDialog::aStepIsTriedWithoutItsParents()
{
    const auto recipe = builtInRecipe(u"scripts"_s);
    QVERIFY(recipe);
    const TriedStep adapt = tryStep(*recipe, recipe->steps.at(2), {{u"title"_s, u"Bread"_s}}, 1);
    QCOMPARE(adapt.requests, 9);
    QVERIFY2(adapt.prompt.contains(u"culture pt-BR"_s) && adapt.prompt.contains(u"‹result of “variation”›"_s),
             qPrintable(adapt.prompt));
    QVERIFY2(adapt.parameters.contains(u"\"language\": \"pt-BR\""_s), qPrintable(adapt.parameters));
    const TriedStep master = tryStep(*recipe, recipe->steps.at(0), {}, 1);
    QVERIFY2(master.prompt.contains(u"titled “‹title›”"_s), qPrintable(master.prompt));
}

void TestRecipeDialog::stepsStandBehindWhatTheyWaitFor()
{
    Shown shown(u"voice-orders"_s);
    const RecipeGraph &graph = shown.graph();
    const auto box = [&graph](const char *step) { return graph.boxOf(QString::fromLatin1(step)); };
    QVERIFY(box("transcribe").right() < box("understand").left());
    QVERIFY(box("understand").right() < box("tell-vendor").left());
    QCOMPARE(box("tell-vendor").left(), box("tell-client").left());
    QVERIFY(box("tell-vendor").bottom() < box("tell-client").top());
    QVERIFY(box("tell-client").right() < box("ask-to-write").left());
    QVERIFY(QRect({}, graph.sizeHint()).contains(box("ask-to-write")));
    QCOMPARE(graph.chosen(), u"transcribe"_s);
    QTest::mouseClick(&shown.graph(), Qt::LeftButton, {}, box("tell-client").center());
    QCOMPARE(graph.chosen(), u"tell-client"_s);
    QTest::keyClick(&shown.graph(), Qt::Key_Up);
    QCOMPARE(graph.chosen(), u"tell-vendor"_s);
    QTest::keyClick(&shown.graph(), Qt::Key_Left);
    QCOMPARE(graph.chosen(), u"understand"_s);
    QVERIFY(shown.prompt().toPlainText().contains(u"{{results.transcribe.text}}"_s));
    QVERIFY(shown.part<QLabel>(u"stepFacts"_s)->text().contains(u"after transcribe"_s));
}

void TestRecipeDialog::whatAStepMayTakeIsSaid()
{
    Shown shown(u"tattoo-idea"_s);
    const auto edit = [&shown](const QString &from, const QString &to) {
        QString text = shown.whole().toPlainText();
        QVERIFY2(text.contains(from), qPrintable(text));
        shown.whole().setPlainText(text.replace(from, to));
    };
    edit(u"\"operation\": \"image\","_s, u"\"operation\": \"image\", \"credits\": 3, \"timeLimit\": 90,"
                                         " \"needs\": [\"seed\", \"size\"],"_s);
    edit(u"    \"steps\": ["_s, u"    \"rowLimits\": {\"hardMinutes\": 65},\n    \"steps\": ["_s);
    const auto *facts = shown.part<QLabel>(u"stepFacts"_s);
    QTRY_VERIFY2(facts->text().contains(u"costs 3 credits"_s), qPrintable(facts->text()));
    QVERIFY2(facts->text().contains(u"a request may take 1 min 30 s"_s), qPrintable(facts->text()));
    QVERIFY2(facts->text().contains(u"must take a seed, a size in pixels"_s), qPrintable(facts->text()));
    const auto *about = shown.part<QLabel>(u"about"_s);
    QTRY_VERIFY2(about->text().contains(u"given up after 1 h 5 min"_s), qPrintable(about->text()));
}

void TestRecipeDialog::theAskedWordsFollowTheTyping()
{
    Shown shown(u"tattoo-idea"_s);
    QTRY_VERIFY2(shown.tried().contains(u"a fox asleep in the snow"_s), qPrintable(shown.tried())); // its sample rows
    shown.part<QSpinBox>(u"triedRow"_s)->setValue(2);
    QVERIFY2(shown.tried().contains(u"breaking wave"_s), qPrintable(shown.tried()));
    shown.prompt().setPlainText(u"Drawing of {{description}}, large"_s);
    QVERIFY2(shown.tried().startsWith(u"Drawing of a breaking wave under the moon, large"_s),
             qPrintable(shown.tried()));
    QVERIFY(shown.whole().toPlainText().contains(u"\"prompt\": \"Drawing of {{description}}, large\""_s));
    // And the other way round.
    shown.whole().setPlainText(shown.whole().toPlainText().replace(u"Drawing of"_s, u"Sketch of"_s));
    QTRY_COMPARE(shown.prompt().toPlainText(), u"Sketch of {{description}}, large"_s);
    QVERIFY(shown.tried().startsWith(u"Sketch of a breaking"_s));
}

void TestRecipeDialog::aMistakeIsNamedAndNotSaved()
{
    Shown shown(u"scripts"_s);
    const QString good = shown.whole().toPlainText();
    auto *mistake = shown.part<QLabel>(u"recipeMistake"_s);
    QVERIFY(!mistake->isVisible());
    shown.whole().setPlainText(QString(good).replace(u"\"after\": [\"variation\"]"_s, u"\"after\": [\"varation\"]"_s));
    QTRY_VERIFY(mistake->isVisible());
    QVERIFY2(mistake->text().contains(u"steps[2]"_s), qPrintable(mistake->text()));
    QVERIFY(!shown.save().isEnabled());
    QVERIFY(!shown.graph().boxOf(u"adapt"_s).isEmpty()); // what could be read last is still there
    shown.whole().setPlainText(good + u"}"_s);
    QTRY_VERIFY2(mistake->text().contains(u"line "_s), qPrintable(mistake->text()));
    shown.whole().setPlainText(good);
    QTRY_VERIFY(!mistake->isVisible());
    QVERIFY(!shown.save().isEnabled()); // nothing has changed
}

void TestRecipeDialog::savingIsAnotherVersion()
{
    Shown shown(u"portrait"_s);
    QString saved;
    connect(shown.dialog, &RecipeDialog::saved, shown.dialog, [&saved](const QString &name) { saved = name; });
    // What came with the program is a click away.
    auto *back = shown.part<QPushButton>(u"builtInAgain"_s);
    QVERIFY(!back->isVisible());
    shown.prompt().setPlainText(u"Sketch of {{full_name}}"_s);
    QVERIFY(back->isVisible());
    QTest::mouseClick(back, Qt::LeftButton);
    QVERIFY(shown.prompt().toPlainText().startsWith(u"Professional portrait"_s));
    shown.prompt().setPlainText(u"Oil painting of {{full_name}}"_s);
    QVERIFY(shown.save().isEnabled());
    QTest::mouseClick(&shown.save(), Qt::LeftButton);
    QTRY_COMPARE(saved, u"portrait"_s);
    const QJsonObject sent = shown.bench.link.last(u"recipe.import"_s).args[u"recipe"_s].toObject();
    QCOMPARE(sent[u"version"_s].toInt(), 2);
    QCOMPARE(sent[u"steps"_s][0][u"prompt"_s].toString(), u"Oil painting of {{full_name}}"_s);
    QVERIFY(!shown.save().isEnabled());
    QVERIFY(shown.dialog->findChild<Banner *>()->text().contains(u"Saved"_s));
    QVERIFY(!back->isVisible()); // it is saved: Remove is the way back
    shown.prompt().setPlainText(u"Sketch of {{full_name}}"_s);
    shown.bench.link.refusals.insert(u"recipe.import"_s, Error{ErrorKind::DiskFull, u"data"_s, {}});
    QTest::mouseClick(&shown.save(), Qt::LeftButton);
    QTRY_VERIFY(shown.dialog->findChild<Banner *>()->text().contains(u"full"_s));
    QVERIFY(shown.save().isEnabled()); // it can be tried again
}

void TestRecipeDialog::whatWasSavedCanBeRemovedAndComesBack()
{
    Shown shown(u"portrait"_s);
    auto *remove = shown.part<QPushButton>(u"removeRecipe"_s);
    QVERIFY(!remove->isVisible()); // it came with the program
    shown.prompt().setPlainText(u"Oil painting of {{full_name}}"_s);
    QTest::mouseClick(&shown.save(), Qt::LeftButton);
    QTRY_VERIFY(remove->isVisible());
    QString gone;
    connect(shown.dialog, &RecipeDialog::removed, shown.dialog, [&gone](const QString &name) { gone = name; });
    shown.bench.link.answers.insert(u"recipe.remove"_s, {{u"builtIn"_s, true}, {u"operation"_s, 7}});
    remove->setFocus();
    QTest::keyClick(remove, Qt::Key_Space);
    QTRY_COMPARE(gone, u"portrait"_s);
    QCOMPARE(shown.bench.link.last(u"recipe.remove"_s).args[u"recipe"_s].toString(), u"portrait"_s);
    QVERIFY(shown.prompt().toPlainText().startsWith(u"Professional portrait"_s));
    QVERIFY(!remove->isVisible());
    shown.undo();
    QTRY_COMPARE(shown.bench.link.last(u"operation.undo"_s).args[u"operation"_s].toInt(), 7);
}

void TestRecipeDialog::whatIsWrittenStaysWhenAnotherComesBack()
{
    Shown shown(u"portrait"_s);
    auto *remove = shown.part<QPushButton>(u"removeRecipe"_s);
    auto *choice = shown.part<QComboBox>(u"recipeChoice"_s);
    shown.whole().setPlainText(shown.whole().toPlainText().replace(u"\"portrait\""_s, u"\"mine\""_s));
    QTRY_VERIFY(shown.save().isEnabled());
    QTest::mouseClick(&shown.save(), Qt::LeftButton);
    QTRY_COMPARE(choice->currentData().toString(), u"mine"_s);
    {
        const QMutexLocker lock(&shown.bench.data->mutex);
        const QJsonObject mine = shown.bench.link.last(u"recipe.import"_s).args[u"recipe"_s].toObject();
        shown.bench.data->recipes = {{RecipeId{1}, u"mine"_s, mine}};
    }
    QTest::mouseClick(remove, Qt::LeftButton);
    QTRY_VERIFY(choice->findData(u"mine"_s) < 0);
    choice->setCurrentIndex(choice->findData(u"portrait"_s));
    Q_EMIT choice->activated(choice->currentIndex());
    shown.prompt().setPlainText(u"Sketch of it"_s);
    shown.undo();
    QTRY_VERIFY(choice->findData(u"mine"_s) >= 0);
    QCOMPARE(choice->currentData().toString(), u"portrait"_s);
    QCOMPARE(shown.prompt().toPlainText(), u"Sketch of it"_s);
    QVERIFY(shown.whole().toPlainText().contains(u"Sketch of it"_s));
    QTest::keyClick(shown.dialog, Qt::Key_Escape);
    QTRY_VERIFY(shown.dialog->findChild<QMessageBox *>());
}

void TestRecipeDialog::whatIsTypedWhileItIsSavedStays()
{
    Shown shown(u"portrait"_s);
    QSignalSpy saved(shown.dialog, &RecipeDialog::saved);
    const auto sent = [&shown](const QString &what) {
        const QJsonValue recipe = shown.bench.link.last(u"recipe.import"_s).args[u"recipe"_s];
        return what == u"prompt"_s ? recipe[u"steps"_s][0][what].toVariant() : recipe[what].toVariant();
    };
    shown.prompt().setPlainText(u"Oil painting of {{full_name}}"_s);
    QTest::mouseClick(&shown.save(), Qt::LeftButton);
    shown.prompt().setPlainText(u"Oil painting of {{full_name}}, framed"_s); // before the answer is here
    QVERIFY(!shown.save().isEnabled());
    QTRY_COMPARE(saved.size(), 1);
    QCOMPARE(sent(u"prompt"_s).toString(), u"Oil painting of {{full_name}}"_s);
    QCOMPARE(shown.prompt().toPlainText(), u"Oil painting of {{full_name}}, framed"_s);
    QVERIFY(shown.save().isEnabled());
    QTest::keyClick(shown.dialog, Qt::Key_Escape);
    QTRY_VERIFY(shown.dialog->findChild<QMessageBox *>());
    shown.dialog->findChild<QMessageBox *>()->reject();
    QTRY_VERIFY(!shown.dialog->findChild<QMessageBox *>());
    QTest::mouseClick(&shown.save(), Qt::LeftButton);
    QTRY_COMPARE(saved.size(), 2);
    QCOMPARE(sent(u"prompt"_s).toString(), u"Oil painting of {{full_name}}, framed"_s);
    QCOMPARE(sent(u"version"_s).toInt(), 3);
    QTest::keyClick(shown.dialog, Qt::Key_Escape);
    QVERIFY(!shown.dialog->isVisible()); // nothing is left to be asked about
}

// The text is read a moment after it was typed; who is quicker loses nothing.
void TestRecipeDialog::whatWasTypedJustNowCounts()
{
    Shown shown(u"portrait"_s);
    const auto type = [&shown](const QString &from, const QString &to) {
        shown.whole().setPlainText(shown.whole().toPlainText().replace(from, to));
    };
    shown.prompt().setPlainText(u"Oil painting of {{full_name}}"_s);
    type(u"Oil painting"_s, u"Sketch"_s);
    QTest::mouseClick(&shown.save(), Qt::LeftButton);
    const QJsonValue sent = shown.bench.link.last(u"recipe.import"_s).args[u"recipe"_s];
    QCOMPARE(sent[u"steps"_s][0][u"prompt"_s].toString(), u"Sketch of {{full_name}}"_s);
    QTRY_VERIFY(shown.dialog->findChild<Banner *>()->text().contains(u"Saved"_s));
    QVERIFY(!shown.save().isEnabled());
    type(u"Sketch"_s, u"Drawing"_s);
    QTest::keyClick(shown.dialog, Qt::Key_Escape);
    QTRY_VERIFY(shown.dialog->findChild<QMessageBox *>());
    QVERIFY(shown.dialog->isVisible());
}

void TestRecipeDialog::closingAsksWhenSomethingWasChanged()
{
    Shown shown(u"portrait"_s);
    shown.prompt().setPlainText(u"Oil painting of {{full_name}}"_s);
    QTest::keyClick(shown.dialog, Qt::Key_Escape);
    QTRY_VERIFY(shown.dialog->findChild<QMessageBox *>());
    QVERIFY(shown.dialog->isVisible());
    auto *choice = shown.part<QComboBox>(u"recipeChoice"_s);
    QCOMPARE(choice->currentData().toString(), u"portrait"_s);
}

void TestRecipeDialog::newBatchOpensItAndTakesSampleRows()
{
    UiBench bench(*qobject_cast<QApplication *>(QCoreApplication::instance()));
    bench.language.setChoice(LanguageChoice::English);
    NewBatch window(bench.context(), nullptr);
    window.show();
    auto *recipe = window.findChild<QComboBox *>(u"recipe"_s);
    recipe->setCurrentIndex(recipe->findData(u"staging"_s));
    Q_EMIT recipe->activated(recipe->currentIndex());
    QTest::mouseClick(window.findChild<QPushButton *>(u"sampleRows"_s), Qt::LeftButton);
    auto *summary = window.findChild<QLabel *>(u"summary"_s);
    QTRY_VERIFY2(summary->text().contains(u"10 rows"_s), qPrintable(summary->text()));
    QVERIFY(QFile::exists(bench.link.dataFolder() + u"/samples/staging/kitchen.jpg"_s));
    QTest::mouseClick(window.findChild<QPushButton *>(u"lookInside"_s), Qt::LeftButton);
    auto *inside = window.findChild<RecipeDialog *>();
    QVERIFY(inside);
    auto *tried = inside->findChild<QPlainTextEdit *>(u"triedPrompt"_s);
    QTRY_VERIFY2(tried->toPlainText().contains(u"furnish this living room in modern style"_s),
                 qPrintable(tried->toPlainText())); // the first of these rows
}

QTEST_MAIN(TestRecipeDialog)
#include "test_recipe_dialog.moc"
