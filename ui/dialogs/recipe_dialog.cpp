#include "dialogs/recipe_dialog.h"

#include "intake/samples.h"
#include "models/batch_model.h"
#include "recipes/recipe_json.h"
#include "text/detail_text.h"
#include "text/error_text.h"
#include "text/name_text.h"
#include "text/recipe_facts.h"
#include "text/recipe_text.h"
#include "widgets/ask_first.h"
#include "widgets/banner.h"
#include "widgets/recipe_graph.h"

#include <QComboBox>
#include <QJsonDocument>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>

namespace fornada {

namespace {

constexpr int kMostTried = 50; // rows
constexpr char kNew[] = R"({"name": "my-recipe", "version": 1, "title": "My recipe", "requires": ["subject"],
    "key": "subject", "steps": [{"id": "write", "operation": "text", "queue": "texts",
    "prompt": "Write about {{subject}}.", "file": "{{key}}", "price": "0.002"}]})";

// The first rows, as the recipe would see them. A reader thread.
Result<QList<QJsonObject>> firstRows(const RecipeDialog::Rows &rows, const QString &recipe)
{
    RowsPlace place = rows.place;
    if (place.path.isEmpty()) {
        const auto all = samples();
        if (!all)
            return all.error();
        for (const Sample &sample : *all)
            if (sample.recipe == recipe)
                place.path = QStringLiteral(":/fornada/samples/") + sample.rows;
    }
    QList<QJsonObject> fields;
    if (place.path.isEmpty())
        return fields;
    const auto source = openRows(place);
    if (!source)
        return source.error();
    while (fields.size() < kMostTried) {
        const auto next = (*source)->next();
        if (!next && next.error().kind == ErrorKind::BadFormat)
            continue;
        if (!next || !*next)
            break;
        fields.append(mappedFields((*next)->fields, rows.mapping));
    }
    return fields;
}

} // namespace

void RecipeDialog::loadRecipes(const QString &wanted)
{
    if (const auto &builtIn = builtInRecipes())
        for (const Recipe &recipe : *builtIn)
            m_builtIn.insert(recipe.name, toJson(recipe));
    takeRecipes(wanted);
    readOwn(wanted);
}

// What was chosen, or is being written, meanwhile stays.
void RecipeDialog::readOwn(const QString &wanted)
{
    m_context.reads.read<QList<StoredRecipe>>(
        this, [](ReadPort &port, const ReadDesk::Cancelled &) { return port.recipes(); },
        [this, wanted, first = m_recipe->currentData()](Result<QList<StoredRecipe>> stored) {
            if (!stored || stored->isEmpty())
                return;
            for (const StoredRecipe &recipe : std::as_const(*stored))
                m_own.insert(recipe.name, recipe.json);
            if (isChanged())
                keepOpen(m_recipe->currentData().toString());
            else
                takeRecipes(m_recipe->currentData() == first ? wanted : m_recipe->currentData().toString());
        });
}

void RecipeDialog::takeRecipes(const QString &wanted)
{
    listRecipes(wanted);
    if (m_recipe->currentIndex() < 0)
        m_recipe->setCurrentIndex(0);
    openRecipe(m_recipe->currentIndex());
}

// What is being written stays; a recipe that is not there any more is a new one.
void RecipeDialog::keepOpen(const QString &listed)
{
    listRecipes(listed);
    if (m_recipe->currentIndex() < 0)
        m_recipe->setCurrentIndex(m_recipe->count() - 1);
    showDraft();
    readRows();
}

void RecipeDialog::listRecipes(const QString &chosen)
{
    QStringList names = m_builtIn.keys() + m_own.keys();
    names.removeDuplicates();
    names.sort();
    m_recipe->clear();
    for (const QString &name : std::as_const(names)) {
        const auto recipe = storedRecipe(m_own.value(name, m_builtIn.value(name)));
        if (recipe)
            m_recipe->addItem(recipeTitle(*recipe), name);
    }
    m_recipe->addItem(tr("New recipe…"), QString());
    m_recipe->setCurrentIndex(m_recipe->findData(chosen));
}

void RecipeDialog::openRecipe(int index)
{
    const QString name = m_recipe->itemData(index).toString();
    const QJsonObject json =
        name.isEmpty() ? QJsonDocument::fromJson(kNew).object() : m_own.value(name, m_builtIn.value(name));
    m_openedText = recipeText(json);
    m_banner->hide();
    setWhole(m_openedText);
    showDraft();
    readRows();
}

void RecipeDialog::readRows()
{
    const QString recipe = m_recipe->currentData().toString();
    if (m_shown == recipe && !recipe.isEmpty())
        return;
    m_shown = recipe;
    m_fields.clear();
    m_context.reads.read<QList<QJsonObject>>(
        this, [rows = m_rows, recipe](ReadPort &, const ReadDesk::Cancelled &) { return firstRows(rows, recipe); },
        [this, recipe](Result<QList<QJsonObject>> fields) {
            if (m_shown != recipe)
                return;
            m_fields = fields ? *fields : QList<QJsonObject>();
            m_row->setRange(1, int(std::max<qsizetype>(1, m_fields.size())));
            showDraft();
        });
}

bool RecipeDialog::isChanged() const
{
    const bool typedJustNow = m_typing.isActive() && m_whole->toPlainText() != m_draft.text();
    return typedJustNow || m_draft.text() != m_openedText;
}

void RecipeDialog::setWhole(const QString &text)
{
    m_filling = true;
    m_typing.stop();
    m_draft.setText(text);
    m_whole->setPlainText(text);
    m_filling = false;
}

// What was typed into the whole.
void RecipeDialog::takeText()
{
    m_typing.stop();
    m_draft.setText(m_whole->toPlainText());
    showDraft();
}

// The words of one step go into the whole, where the cursor stays as it is.
void RecipeDialog::takePrompt()
{
    if (!m_draft.setPrompt(m_graph->chosen(), m_prompt->toPlainText()))
        return;
    m_filling = true;
    m_whole->setPlainText(m_draft.text());
    m_filling = false;
    showDraft();
}

void RecipeDialog::showDraft()
{
    const Recipe *recipe = m_draft.recipe();
    const auto &mistake = m_draft.mistake();
    m_mistake->setText(mistake ? tr("Not saved yet: %1").arg(detailText(*mistake)) : QString());
    m_mistake->setVisible(mistake.has_value());
    const bool known = recipe && (m_own.contains(recipe->name) || m_builtIn.contains(recipe->name));
    m_save->setEnabled(!m_saving && !mistake && recipe && (isChanged() || !known));
    // Once it was saved, Remove is the way back, and can be undone.
    m_builtInAgain->setVisible(recipe && m_builtIn.contains(recipe->name) && !m_own.contains(recipe->name) &&
                               m_draft.text() != recipeText(m_builtIn.value(recipe->name)));
    showRemove();
    if (!recipe)
        return;
    QStringList about{recipeAbout(*recipe), rowLimitsText(recipe->rowLimits)};
    about.removeAll(QString());
    m_about->setText(about.join(QLatin1Char(' ')));
    m_about->setVisible(!m_about->text().isEmpty());
    QHash<QString, qsizetype> requests;
    const QJsonObject fields = m_fields.value(m_row->value() - 1);
    for (const Step &step : recipe->steps)
        requests.insert(step.id, tryStep(*recipe, step, fields, m_row->value()).requests);
    m_graph->show(recipe->steps, requests);
    fitDrawing();
    showStep();
}

// What came with the program stays; what was made of it can go.
void RecipeDialog::showRemove()
{
    const QString name = m_recipe->currentData().toString();
    m_remove->setVisible(m_own.contains(name));
    m_remove->setEnabled(true);
    m_remove->setText(m_builtIn.contains(name) ? tr("Remove your version") : tr("Remove"));
    m_remove->setToolTip(tr("Batches that were added keep the recipe they were made with. It can be undone."));
}

void RecipeDialog::showStep()
{
    const Step *step = m_draft.step(m_graph->chosen());
    m_prompt->setEnabled(step && !m_draft.mistake());
    if (!step)
        return;
    m_stepTitle->setText(step->id);
    m_stepFacts->setText(stepFacts(*step));
    if (m_prompt->toPlainText() != step->prompt) {
        m_filling = true;
        m_prompt->setPlainText(step->prompt);
        m_filling = false;
    }
    showTried();
}

void RecipeDialog::showTried()
{
    const Recipe *recipe = m_draft.recipe();
    const Step *step = m_draft.step(m_graph->chosen());
    if (!recipe || !step)
        return;
    const TriedStep tried = tryStep(*recipe, *step, m_fields.value(m_row->value() - 1), m_row->value());
    m_triedTitle->setText(m_fields.isEmpty() ? tr("What is asked, with made-up fields") : tr("What is asked for row"));
    m_row->setVisible(!m_fields.isEmpty());
    QStringList parts;
    if (tried.error)
        parts.append(sentence(*tried.error));
    if (!tried.prompt.isEmpty())
        parts.append(tried.prompt);
    if (!tried.parameters.isEmpty())
        parts.append(tried.parameters);
    m_tried->setPlainText(parts.isEmpty() ? tr("This step asks with the row itself.")
                                          : parts.join(QStringLiteral("\n\n")));
}

// Another version than the one that is there already.
void RecipeDialog::save()
{
    if (m_typing.isActive())
        takeText();
    const Recipe *recipe = m_draft.recipe();
    if (!recipe || m_draft.mistake())
        return;
    const QString name = recipe->name;
    const QJsonObject known = m_own.value(name, m_builtIn.value(name));
    const int before = known.value(QLatin1String("version")).toInt();
    if (recipe->version <= before && m_draft.setVersion(before + 1))
        setWhole(m_draft.text());
    m_saving = true;
    m_save->setEnabled(false);
    const auto take = [this, name, text = m_draft.text(), json = m_draft.json()](Result<QJsonObject> reply) {
        m_saving = false;
        if (reply) {
            takeSaved(name, text, json);
            return;
        }
        m_banner->tell(Banner::Kind::Bad, sentence(reply.error()));
        showDraft();
    };
    m_context.commands.ask(QStringLiteral("recipe.import"), {{QStringLiteral("recipe"), m_draft.json()}}, this, take);
}

// What was typed since is not saved, and stays.
void RecipeDialog::takeSaved(const QString &name, const QString &text, const QJsonObject &json)
{
    m_own.insert(name, json);
    m_openedText = text;
    if (isChanged())
        keepOpen(name);
    else
        takeRecipes(name);
    m_banner->tell(Banner::Kind::Info, tr("Saved. New batches use it from now on; those that were added keep "
                                          "the recipe they were made with."));
    m_context.batches.forgetTitles();
    Q_EMIT saved(name);
}

void RecipeDialog::remove()
{
    const QString name = m_recipe->currentData().toString();
    m_remove->setEnabled(false);
    const auto take = [this, name](Result<QJsonObject> reply) {
        if (!reply) {
            m_banner->tell(Banner::Kind::Bad, sentence(reply.error()));
            showDraft();
            return;
        }
        m_own.remove(name);
        if (isChanged())
            keepOpen(m_recipe->currentData().toString());
        else
            takeRecipes(name);
        const qint64 operation = reply->value(QLatin1String("operation")).toInteger();
        m_banner->tell(Banner::Kind::Info,
                       m_builtIn.contains(name)
                           ? tr("Your version is removed; the built-in one is used again.")
                           : tr("Removed “%1”. Batches keep the recipe they were made with.").arg(nameText(name)),
                       tr("Undo"), [this, operation, name] { takeBack(operation, name); });
        Q_EMIT removed(name);
    };
    m_context.commands.ask(QStringLiteral("recipe.remove"), {{QStringLiteral("recipe"), name}}, this, take);
}

void RecipeDialog::takeBack(qint64 operation, const QString &recipe)
{
    const auto take = [this, recipe](Result<QJsonObject> reply) {
        if (!reply) {
            m_banner->tell(Banner::Kind::Bad, sentence(reply.error()));
            return;
        }
        m_banner->hide();
        readOwn(recipe);
        Q_EMIT saved(recipe);
    };
    m_context.commands.ask(QStringLiteral("operation.undo"), {{QStringLiteral("operation"), operation}}, this, take);
}

void RecipeDialog::reject()
{
    if (!isChanged()) {
        QDialog::reject();
        return;
    }
    askFirst(this, tr("Close without saving?"), tr("What you changed in this recipe is lost."), tr("Close"),
             [this] { QDialog::reject(); });
}

} // namespace fornada
