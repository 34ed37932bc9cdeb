#include "dialogs/failure_desk.h"
#include "dialogs/new_batch.h"
#include "dialogs/recipe_dialog.h"
#include "pages/jobs_page.h"
#include "pages/queues_page.h"
#include "recipes/recipe_json.h"
#include "text/recipe_text.h"
#include "ui/form_hands.h"
#include "ui/sample_data.h"
#include "ui/setup_data.h"
#include "ui/ui_bench.h"
#include "widgets/eliding_box.h"
#include "window/main_window.h"

#include <QAbstractButton>
#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QTableView>
#include <QTest>

using namespace fornada;
using namespace Qt::StringLiterals;

namespace {

QApplication &app()
{
    return *qobject_cast<QApplication *>(QCoreApplication::instance());
}

// Everything that the window says, page after page; what has figures in it may have moved on meanwhile.
QStringList wordsOf(QWidget &window)
{
    QStringList words;
    static const QRegularExpression figures(u"[0-9]"_s);
    const auto add = [&words](const QString &text) {
        // Paths are each bench's own; what the forecast says depends on the minute.
        if (!text.isEmpty() && !text.contains(figures) && !text.startsWith(u'/') && text.size() < 120)
            words.append(text);
    };
    for (const QLabel *label : window.findChildren<QLabel *>())
        add(label->text());
    for (const QAbstractButton *button : window.findChildren<QAbstractButton *>()) {
        add(button->text());
        add(button->toolTip());
        add(button->accessibleName());
    }
    for (const QAction *action : window.findChildren<QAction *>())
        add(action->text());
    for (const QLineEdit *line : window.findChildren<QLineEdit *>())
        add(line->placeholderText());
    for (const QComboBox *box : window.findChildren<QComboBox *>())
        for (int i = 0; i < box->count(); ++i)
            add(box->itemText(i));
    for (const QTableView *table : window.findChildren<QTableView *>())
        for (int column = 0; column < table->model()->columnCount(); ++column)
            add(table->model()->headerData(column, Qt::Horizontal).toString());
    words.sort();
    return words;
}

// A window that has been on every page.
struct Shown {
    explicit Shown(LanguageChoice language)
        : bench(app(), sampleData({}, SystemClock().now().wall))
    {
        bench.language.setChoice(language);
        const Wall now = bench.clock.now().wall;
        bench.link.answers.insert(u"engine.status"_s, sampleStatus(now));
        window = std::make_unique<MainWindow>(bench.context());
        window->resize(1280, 800);
        window->show();
        bench.batches.refresh();
        bench.pulse.refresh();
    }
    bool visitPages()
    {
        if (!QTest::qWaitFor([this] { return bench.batches.rowCount() == 7 && bench.pulse.vitals().known; }))
            return false;
        // The dashboard last: it reads only while it is seen.
        for (const char *page : {"batches", "jobs", "results", "queues", "activity", "settings", "dashboard"}) {
            window->showPage(QString::fromLatin1(page));
            QCoreApplication::processEvents();
        }
        return QTest::qWaitFor([this] { return window->queuesPage().book().isLoaded(); });
    }

    UiBench bench;
    std::unique_ptr<MainWindow> window;
};

} // namespace

// A language chosen while the program runs reaches every corner of the window.
class TestLanguageSwitch final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { Language(app()).setChoice(LanguageChoice::English); }

    void nothingKeepsTheOldLanguage()
    {
        Shown switched(LanguageChoice::English);
        QVERIFY(switched.visitPages());
        const QStringList english = wordsOf(*switched.window);
        switched.bench.language.setChoice(LanguageChoice::Portuguese);
        QVERIFY(switched.visitPages()); // what is not seen may follow when it is shown
        Shown born(LanguageChoice::Portuguese);
        QVERIFY(born.visitPages());
        const auto differences = [&] {
            QStringList words = wordsOf(*switched.window);
            for (const QString &word : wordsOf(*born.window))
                words.removeOne(word);
            return words;
        };
        QTRY_VERIFY2(differences().isEmpty(), qPrintable(differences().join(u" | "_s)));
        QVERIFY(wordsOf(*switched.window) != english);
    }

    // A window beside the main one stays open over it, and what was written in it stays.
    void anOpenRecipeFollows()
    {
        const auto open = [](UiBench &bench) {
            auto dialog = std::make_unique<RecipeDialog>(bench.context(), u"portrait"_s, RecipeDialog::Rows(), nullptr);
            dialog->show();
            dialog->findChild<QPlainTextEdit *>(u"recipePrompt"_s)->setPlainText(u"Sketch of {{full_name}}"_s);
            return dialog;
        };
        UiBench bench(app());
        bench.language.setChoice(LanguageChoice::English);
        const auto switched = open(bench);
        const QStringList english = wordsOf(*switched);
        bench.language.setChoice(LanguageChoice::Portuguese);
        const auto born = open(bench);
        QTRY_VERIFY(wordsOf(*switched) != english);
        QTRY_COMPARE(wordsOf(*switched), wordsOf(*born));
        QCOMPARE(switched->windowTitle(), born->windowTitle());
        for (const QString &name : {u"recipePrompt"_s, u"recipeText"_s})
            QCOMPARE(switched->findChild<QPlainTextEdit *>(name)->toPlainText(),
                     born->findChild<QPlainTextEdit *>(name)->toPlainText());
        QCOMPARE(switched->findChild<QComboBox *>()->currentData().toString(), u"portrait"_s);
        QVERIFY(switched->findChild<QPushButton *>(u"saveRecipe"_s)->isEnabled());
    }

    // What is there, and what is being typed, means the same in the other language.
    void numbersOfTheSettingsFollow()
    {
        Shown shown(LanguageChoice::Portuguese);
        shown.window->activateWindow();
        shown.window->showPage(u"settings"_s);
        const auto field = [&shown](const QString &name) { return shown.window->findChild<QLineEdit *>(name); };
        QTRY_COMPARE(field(u"resendPerJob"_s)->text(), u"0,01"_s);
        field(u"dayBudget"_s)->setFocus();
        typeInto(field(u"dayBudget"_s), u"1.500,25"_s);
        typeInto(field(u"keepRawDays"_s), u"bald"_s);
        shown.bench.language.setChoice(LanguageChoice::English);
        QTRY_COMPARE(field(u"resendPerJob"_s)->text(), u"0.01"_s);
        QCOMPARE(field(u"keepRawDays"_s)->text(), u"bald"_s);
        QCOMPARE(field(u"dayBudget"_s)->text(), u"1500.25"_s);
        QVERIFY(field(u"dayBudget"_s)->isModified());
        QTest::keyClick(field(u"dayBudget"_s), Qt::Key_Return);
        QTRY_COMPARE(shown.bench.link.last(u"setting.set"_s).args.value(u"value"_s).toString(), u"1500.25"_s);
    }

    // With the inspector open there is little room for the filters; their words are longer in Portuguese.
    void theFiltersOfJobsAreReadWholeInPortuguese()
    {
        Shown shown(LanguageChoice::Portuguese);
        shown.window->showPage(u"jobs"_s);
        auto *owners = shown.window->jobsPage().findChild<ElidingBox *>(u"ownerFilter"_s);
        QVERIFY(owners);
        QTRY_VERIFY(owners->isVisible());
        for (const QString &name : {u"ownerFilter"_s, u"clientFilter"_s}) {
            const auto *box = shown.window->jobsPage().findChild<ElidingBox *>(name);
            QTRY_VERIFY2(!box->shownText().endsWith(u'…'), qPrintable(box->shownText()));
        }
    }

    void recipesThatComeWithItSpeakPortuguese()
    {
        Language language(app());
        language.setChoice(LanguageChoice::Portuguese);
        const auto recipes = builtInRecipes();
        QVERIFY(recipes);
        for (const Recipe &recipe : *recipes) {
            QVERIFY2(recipeTitle(recipe) != recipe.title, qPrintable(recipe.title));
            QVERIFY2(recipeAbout(recipe) != recipe.description, qPrintable(recipe.description));
            QCOMPARE(recipeTitle(recipe.name), recipeTitle(recipe)); // a batch knows it by its name
            const QStringList parameters = recipe.parameters.keys();
            for (const QString &name : parameters)
                QVERIFY2(parameterTitle(name) != name, qPrintable(name));
        }
        Recipe own;
        own.name = own.title = u"Somebody's own"_s;
        QCOMPARE(recipeTitle(own), own.title);
        QCOMPARE(recipeTitle(own.name), own.name);
        QCOMPARE(recipeTitle(kRehearsalPrefix + u"portrait"_s), u"Ensaio: Retratos de personas"_s);
    }
};

QTEST_MAIN(TestLanguageSwitch)
#include "test_language_switch.moc"
