#include "dialogs/new_batch.h"
#include "recipes/recipe_json.h"
#include "ui/form_hands.h"
#include "ui/ui_bench.h"

#include <QLabel>

using namespace fornada;
using namespace Qt::StringLiterals;

namespace {

// A recipe with a number to be set.
QJsonObject manyPortraits()
{
    const auto recipes = builtInRecipes();
    QJsonObject json;
    for (const Recipe &recipe : *recipes)
        if (recipe.name == u"portrait"_s)
            json = toJson(recipe);
    json.insert(u"name"_s, u"many"_s);
    json.insert(u"title"_s, u"Many portraits"_s);
    json.insert(u"parameters"_s, QJsonObject{{u"count"_s, 3}});
    return json;
}

std::shared_ptr<MadeUpData> withThatRecipe()
{
    auto data = std::make_shared<MadeUpData>();
    data->recipes = {{RecipeId{1}, u"many"_s, manyPortraits()}};
    return data;
}

} // namespace

// Return comes sooner than the look at what was typed: no batch is started of what nobody has seen.
class TestTypedJustNow final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void itIsLookedAtFirst()
    {
        UiBench bench(*qobject_cast<QApplication *>(QCoreApplication::instance()), withThatRecipe());
        bench.language.setChoice(LanguageChoice::English);
        NewBatch dialog(bench.context(), nullptr);
        dialog.show();
        dialog.paste(u"id,full_name,role\n1,Ana,Baker\n"_s);
        auto *recipe = dialog.findChild<QComboBox *>(u"recipe"_s);
        QTRY_VERIFY(recipe->findData(u"many"_s) >= 0);
        pick(recipe, u"Many portraits"_s);
        auto *start = dialog.findChild<QPushButton *>(u"start"_s);
        auto *number = dialog.findChild<QLineEdit *>(u"parameter:count"_s);
        QVERIFY(number);
        QTRY_VERIFY(start->isEnabled());
        const auto type = [number](const QString &text) {
            typeInto(number, text);
            QTest::keyClick(number, Qt::Key_Return);
        };
        const auto countIn = [&bench](const QString &command) {
            return bench.link.last(command).args.value(u"parameters"_s)[u"count"_s].toInt();
        };
        type(u"1O"_s);
        QTRY_VERIFY(dialog.findChild<QLabel *>(u"summary"_s)->text().contains(u"is not what the recipe needs"_s));
        QVERIFY(!start->isEnabled());
        type(u"2"_s);
        QTRY_VERIFY(start->isEnabled());
        QVERIFY(!bench.link.names().contains(u"batch.create"_s));
        QTRY_COMPARE(countIn(u"batch.plan"_s), 2);
        QTest::keyClick(number, Qt::Key_Return);
        QTRY_COMPARE(countIn(u"batch.create"_s), 2);
    }

    // What was typed in one language is not read in another.
    void itMeansTheSameInAnotherLanguage()
    {
        UiBench bench(*qobject_cast<QApplication *>(QCoreApplication::instance()), withThatRecipe());
        bench.language.setChoice(LanguageChoice::Portuguese);
        NewBatch dialog(bench.context(), nullptr);
        dialog.show();
        dialog.paste(u"id,full_name,role\n1,Ana,Baker\n"_s);
        auto *recipe = dialog.findChild<QComboBox *>(u"recipe"_s);
        QTRY_VERIFY(recipe->findData(u"many"_s) >= 0);
        pick(recipe, u"Many portraits"_s);
        auto *number = dialog.findChild<QLineEdit *>(u"parameter:count"_s);
        auto *budget = dialog.findChild<QLineEdit *>(u"budget"_s);
        QVERIFY(number && budget);
        const auto sent = [&bench](const QString &name) {
            return bench.link.last(u"batch.plan"_s).args.value(name).toVariant();
        };
        typeInto(number, u"2,5"_s);
        typeInto(budget, u"1.500"_s);
        QTRY_COMPARE(sent(u"budget"_s).toString(), u"1500.00"_s);
        QTRY_COMPARE(sent(u"parameters"_s).toMap().value(u"count"_s).toDouble(), 2.5);
        auto *column = dialog.findChild<QComboBox *>(u"column:full_name"_s);
        QTRY_COMPARE(column->itemText(0), u"escolha uma coluna"_s);
        const QString chosen = column->currentText();
        bench.link.commands.clear();
        bench.language.setChoice(LanguageChoice::English);
        QTRY_COMPARE(number->text(), u"2.5"_s);
        QCOMPARE(budget->text(), u"1500.00"_s);
        QCOMPARE(column->itemText(0), u"choose a column"_s);
        QCOMPARE(column->currentText(), chosen);
        QTRY_COMPARE(sent(u"parameters"_s).toMap().value(u"count"_s).toDouble(), 2.5);
        QTRY_VERIFY(dialog.findChild<QPushButton *>(u"start"_s)->isEnabled());
        QTest::keyClick(number, Qt::Key_Return);
        QTRY_VERIFY(bench.link.names().contains(u"batch.create"_s));
        const QJsonObject args = bench.link.last(u"batch.create"_s).args;
        QCOMPARE(args.value(u"budget"_s).toString(), u"1500.00"_s);
        QCOMPARE(args.value(u"parameters"_s)[u"count"_s].toDouble(), 2.5);
    }
};

QTEST_MAIN(TestTypedJustNow)
#include "test_typed_just_now.moc"
