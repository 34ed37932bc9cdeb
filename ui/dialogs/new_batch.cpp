#include "dialogs/new_batch.h"

#include "dialogs/recipe_dialog.h"
#include "models/draft_preview.h"
#include "models/start_sheet.h"
#include "recipes/recipe_json.h"
#include "recipes/single_steps.h"
#include "text/detail_text.h"
#include "text/error_text.h"
#include "text/format.h"
#include "text/recipe_text.h"
#include "text/sheet_text.h"
#include "widgets/ask_first.h"
#include "widgets/banner.h"
#include "widgets/mapping_form.h"
#include "widgets/parameter_form.h"
#include "widgets/row_details.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QTableView>

namespace fornada {

NewBatch::~NewBatch()
{
    if (!m_pasted.isEmpty())
        QFile::remove(m_pasted);
}

// The recipes that come with the program at once; the operator's own, and the accounts, as soon as they are read.
void NewBatch::loadChoices()
{
    m_account->addItem(tr("As each queue says"));
    m_fallback->addItem(tr("As the recipe says"));
    const auto &builtIn = builtInRecipes();
    takeRecipes(builtIn ? *builtIn : QList<Recipe>());
    connect(m_paste, &QPushButton::clicked, this, [this] { paste(QGuiApplication::clipboard()->text()); });
    loadRecipes();
    m_context.reads.read<QList<Account>>(
        this, [](ReadPort &port, const ReadDesk::Cancelled &) { return port.accounts(); },
        [this](Result<QList<Account>> accounts) {
            if (!accounts)
                return;
            for (const Account &account : std::as_const(*accounts))
                for (QComboBox *box : {m_account, m_fallback})
                    box->addItem(account.name, account.name);
        });
}

void NewBatch::loadRecipes()
{
    m_context.reads.read<QList<StoredRecipe>>(
        this, [](ReadPort &port, const ReadDesk::Cancelled &) { return port.recipes(); },
        [this](Result<QList<StoredRecipe>> stored) {
            if (!stored)
                return;
            const auto &builtIn = builtInRecipes();
            QList<Recipe> all = builtIn ? *builtIn : QList<Recipe>();
            for (const StoredRecipe &entry : std::as_const(*stored)) {
                const auto recipe = storedRecipe(entry.json);
                if (!recipe)
                    continue;
                all.removeIf([&](const Recipe &known) { return known.name == recipe->name; });
                all.append(*recipe);
            }
            takeRecipes(all);
        });
}

// What was worded anew there is what this batch will be made with.
void NewBatch::lookInside()
{
    auto *dialog = new RecipeDialog(m_context, m_recipe->currentData().toString(),
                                    {m_rows->preview().place, m_rows->preview().mapping}, this);
    connect(dialog, &RecipeDialog::saved, this, [this](const QString &name) {
        m_context.settings.setValue(QStringLiteral("newBatch/recipe"), name);
        m_wanted = name;
        loadRecipes();
    });
    connect(dialog, &RecipeDialog::removed, this, &NewBatch::loadRecipes);
    dialog->show();
}

void NewBatch::takeRecipes(QList<Recipe> recipes)
{
    const QString current =
        !m_wanted.isEmpty() ? std::exchange(m_wanted, {})
        : m_recipe->count() > 0
            ? m_recipe->currentData().toString()
            : m_context.settings.value(QStringLiteral("newBatch/recipe"), QStringLiteral("portrait")).toString();
    m_recipes = std::move(recipes);
    m_recipe->clear();
    for (const Recipe &recipe : std::as_const(m_recipes))
        m_recipe->addItem(recipeTitle(recipe), recipe.name);
    m_recipe->setCurrentIndex(std::max(0, m_recipe->findData(current)));
    m_chosen = rememberedMapping(m_recipe->currentData().toString());
    preview();
}

const Recipe *NewBatch::recipe() const
{
    const QString name = m_recipe->currentData().toString();
    for (const Recipe &recipe : m_recipes)
        if (recipe.name == name)
            return &recipe;
    return nullptr;
}

FieldMapping NewBatch::rememberedMapping(const QString &recipe) const
{
    FieldMapping mapping;
    const QVariantMap saved = m_context.settings.value(QStringLiteral("newBatch/columns/") + recipe).toMap();
    for (auto it = saved.cbegin(); it != saved.cend(); ++it)
        mapping.insert(it.key(), it.value().toString());
    return mapping;
}

void NewBatch::chooseColumn(const QString &field, const QString &column)
{
    m_chosen.insert(field, column);
    QVariantMap saved;
    for (auto it = m_chosen.cbegin(); it != m_chosen.cend(); ++it)
        saved.insert(it.key(), it.value());
    m_context.settings.setValue(QStringLiteral("newBatch/columns/") + m_recipe->currentData().toString(), saved);
    preview();
}

void NewBatch::preview()
{
    const Recipe *chosen = recipe();
    m_about->setText(chosen ? recipeAbout(*chosen) : QString());
    m_about->setVisible(!m_about->text().isEmpty());
    m_parameters->show(chosen ? chosen->parameters : QJsonObject());
    m_parametersTitle->setVisible(chosen && !chosen->parameters.isEmpty());
    m_parameters->setVisible(chosen && !chosen->parameters.isEmpty());
    Draft draft;
    draft.place = chosen ? m_place : RowsPlace();
    if (m_rows->preview().place.path == m_place.path && !m_place.path.isEmpty())
        draft.parts = m_rows->preview().parts;
    draft.recipe = chosen ? *chosen : Recipe();
    const QJsonObject set = m_parameters->values();
    for (auto it = set.begin(); it != set.end(); ++it)
        draft.recipe.parameters.insert(it.key(), it.value());
    draft.recipe = withoutSingles(draft.recipe, draft.recipe.parameters);
    draft.name = m_name->text();
    draft.client = m_client->text();
    draft.chosen = m_chosen;
    m_rows->setDraft(draft);
}

void NewBatch::showForeseen()
{
    QString text = sheetText(m_sheet->sheet(), SystemClock().now().wall);
    if (const QString client = clientTermsText(m_sheet->sheet()); !client.isEmpty())
        text += text.isEmpty() ? client : QStringLiteral(" · ") + client;
    const QJsonArray calls = m_sheet->sheet().value(QLatin1String("calls")).toArray();
    for (const QJsonValue &call : calls)
        for (const QString &about :
             {settingsText(call), voicesText(call), voicesText(call[QLatin1String("otherwise")])})
            if (!about.isEmpty())
                text += text.isEmpty() ? about : u'\n' + about;
    m_foreseen->setText(text.isEmpty() && m_sheet->isAsking() ? tr("Working out when it would be done…") : text);
    m_foreseen->setVisible(!m_foreseen->text().isEmpty());
    lookAtARow();
    m_table->setColumnHidden(DraftModel::Note, m_sheet->sheet().value(QLatin1String("marks")).toArray().isEmpty());
    if (!m_sheet->sheet().isEmpty())
        m_summary->setText(summary());
    m_summary->setToolTip(priceTip(m_sheet->sheet()));
    showAlike();
    showLeftOut();
}

// The one that is chosen, anew: the rows, or what the engine knows of them, are others.
void NewBatch::lookAtARow()
{
    const bool anyRows = m_rows->rowCount() > 0 && !m_rows->preview().error;
    m_details->setVisible(anyRows);
    if (anyRows && !m_table->currentIndex().isValid())
        m_table->selectRow(0);
    m_details->show(anyRows ? m_table->currentIndex().row() : -1);
}

// Once it has been chosen, the choice stays to be seen.
void NewBatch::showAlike()
{
    const QString text = alikeText(m_sheet->sheet());
    m_alikeTitle->setText(!text.isEmpty()          ? text
                          : m_sheet->isComparing() ? tr("Comparing the rows' pictures…")
                                                   : tr("Rows that look like another row"));
    const bool isChosen = m_alike->currentIndex() > 0;
    m_alikeTitle->setVisible(!text.isEmpty() || m_sheet->isComparing() || isChosen);
    m_alike->setVisible(!text.isEmpty() || isChosen);
}

void NewBatch::showLeftOut()
{
    m_onlyProblems->parentWidget()->setVisible(m_rows->leftOut() > 0 && !m_rows->preview().error);
    const QSignalBlocker quiet(m_onlyProblems);
    m_onlyProblems->setChecked(m_rows->isOnlyProblems());
    m_onlyProblems->setText(tr("Only rows that are left out (%1)").arg(countText(m_rows->leftOut())));
}

QString NewBatch::summary() const
{
    // The engine knows more than the file: prices, what is there already, what a client may have.
    const DraftPreview &preview = m_rows->preview();
    const QJsonObject &sheet = m_sheet->sheet();
    const auto count = [&sheet](const char *key, qint64 otherwise) {
        return sheet.value(QLatin1String(key)).toInteger(otherwise);
    };
    const qint64 rows = count("rows", preview.good), jobs = count("jobs", preview.jobs);
    const qint64 leftOut = count("rejected", preview.bad);
    QStringList parts;
    parts.append(rows == 1 ? tr("1 row") : tr("%Ln rows", nullptr, int(rows)));
    parts.append(jobs == 1 ? tr("1 job") : tr("%Ln jobs", nullptr, int(jobs)));
    if (const qint64 done = jobs - count("requests", jobs); done > 0)
        parts.append(done == 1 ? tr("1 done already") : tr("%Ln done already", nullptr, int(done)));
    if (const QString price = priceText(sheet); !price.isEmpty())
        parts.append(price);
    if (const QString free = freeText(sheet); !free.isEmpty())
        parts.append(free);
    if (leftOut > 0)
        parts.append(leftOut == 1 ? tr("1 row left out") : tr("%Ln rows left out", nullptr, int(leftOut)));
    const QString text = parts.join(QStringLiteral(" · "));
    return preview.more ? tr("%1, and more").arg(text) : text;
}

std::optional<Money> NewBatch::budget(bool *ok) const
{
    const auto money = typedMoney(m_budget->text());
    *ok = m_budget->text().trimmed().isEmpty() || (money && money->micros > 0);
    return money;
}

QString NewBatch::blockedBy() const
{
    const DraftPreview &preview = m_rows->preview();
    bool budgetOk = true;
    budget(&budgetOk);
    if (!budgetOk)
        return tr("The budget is not an amount like %1").arg(editableMoney(Money{5'000'000}));
    if (const QString wrong = m_parameters->problem(); !wrong.isEmpty())
        return tr("“%1” is not what the recipe needs there").arg(wrong);
    if (m_rows->isReading())
        return tr("Reading…");
    if (preview.error)
        return tr("These rows cannot be used");
    if (!preview.unmapped.isEmpty())
        return tr("Choose the column for %1").arg(preview.unmapped.join(QStringLiteral(", ")));
    return preview.good == 0 ? tr("No row can be used with this recipe") : QString();
}

QString NewBatch::whyEmpty() const
{
    const DraftPreview &preview = m_rows->preview();
    if (m_place.path.isEmpty())
        return tr("Every prompt is shown here before anything is sent.");
    if (m_rows->isReading())
        return tr("Reading…");
    if (preview.error && preview.error->kind == ErrorKind::BadArgument)
        return tr("The database cannot answer this query: %1. Correct it on the left.").arg(detailText(*preview.error));
    if (preview.error && preview.error->kind == ErrorKind::EmptyInput && preview.parts.kind != RowParts::Kind::None)
        return tr("There are no rows in it.");
    if (preview.error)
        return sentence(*preview.error);
    if (!preview.unmapped.isEmpty())
        return tr("The recipe needs %1. Choose on the left which column that is; it is remembered for this recipe.")
            .arg(preview.unmapped.join(QStringLiteral(", ")));
    return tr("There are no rows in it.");
}

void NewBatch::showPreview()
{
    const DraftPreview &preview = m_rows->preview();
    const bool none = m_place.path.isEmpty();
    showSource();
    m_empty->setText(whyEmpty());
    const bool mapped =
        !none && !preview.error && !(preview.needed + preview.optional).isEmpty() && !preview.columns.isEmpty();
    m_mappingTitle->setVisible(mapped);
    m_mapping->setVisible(mapped);
    if (mapped && !m_rows->isReading()) // what was just chosen must not jump back meanwhile
        m_mapping->show(preview.needed, preview.optional, preview.columns, preview.mapping);
    const bool anyRows = m_rows->rowCount() > 0 && !preview.error;
    showLeftOut();
    m_onlyNew->setVisible(recipe() && !recipe()->keyFields.isEmpty());
    lookAtARow();
    m_stack->setCurrentWidget(anyRows ? static_cast<QWidget *>(m_table) : static_cast<QWidget *>(m_empty));
    const QString blocked = blockedBy();
    m_sheet->setOrder(none || !blocked.isEmpty() || m_adding ? QJsonObject() : order());
    m_summary->setText(none ? QString() : blocked.isEmpty() ? summary() : blocked);
    for (QPushButton *button : {m_start, m_rehearse, m_pilot, m_draft})
        button->setEnabled(!none && blocked.isEmpty() && !m_adding);
}

QJsonObject NewBatch::order() const
{
    const Recipe *chosen = recipe();
    if (!chosen)
        return {};
    const RowsPlace &place = m_rows->preview().place;
    QJsonObject args{{QStringLiteral("rows"), place.path},
                     {QStringLiteral("recipe"), chosen->name},
                     {QStringLiteral("name"), m_name->text().trimmed()},
                     {QStringLiteral("client"), m_client->text().trimmed()},
                     {QStringLiteral("owner"), m_owner->text().trimmed()}};
    if (!place.sheet.isEmpty())
        args.insert(QStringLiteral("sheet"), place.sheet);
    if (!place.query.isEmpty())
        args.insert(QStringLiteral("query"), place.query);
    if (const QJsonObject set = m_parameters->values(); !set.isEmpty())
        args.insert(QStringLiteral("parameters"), set);
    QJsonObject mapping;
    const FieldMapping &used = m_rows->preview().mapping;
    for (auto it = used.cbegin(); it != used.cend(); ++it)
        if (it.key() != it.value())
            mapping.insert(it.key(), it.value());
    if (!mapping.isEmpty())
        args.insert(QStringLiteral("mapping"), mapping);
    if (m_onlyNew->isChecked() && !chosen->keyFields.isEmpty())
        args.insert(QStringLiteral("onlyNew"), true);
    if (m_alike->currentIndex() > 0)
        args.insert(QStringLiteral("alike"), m_alike->currentData().toString());
    if (const QString account = m_account->currentData().toString(); !account.isEmpty())
        args.insert(QStringLiteral("account"), account);
    if (const QString fallback = m_fallback->currentData().toString(); !fallback.isEmpty())
        args.insert(QStringLiteral("fallbackAccount"), fallback);
    bool ok = true;
    if (const auto money = budget(&ok))
        args.insert(QStringLiteral("budget"), toDecimal(*money));
    return args;
}

void NewBatch::add(Then then)
{
    // What was typed a moment ago is looked at first: it may be wrong, and its price is to be seen.
    if (m_typing.isActive() || !blockedBy().isEmpty()) {
        m_typing.stop();
        preview();
        return;
    }
    QJsonObject args = order();
    if (args.isEmpty())
        return;
    args.insert(QStringLiteral("start"), then == Then::StartAll);
    if (then == Then::Rehearse) {
        args.insert(QStringLiteral("rehearse"), true);
        args.insert(QStringLiteral("name"), tr("Rehearsal: %1").arg(args.value(QLatin1String("name")).toString()));
    }
    m_context.settings.setValue(QStringLiteral("newBatch/recipe"), recipe()->name);
    m_context.settings.setValue(QStringLiteral("newBatch/owner"), m_owner->text().trimmed());
    m_adding = true;
    showPreview();
    m_context.commands.ask(QStringLiteral("batch.create"), args, this, [this, then](Result<QJsonObject> reply) {
        m_adding = false;
        showPreview();
        if (!reply) {
            m_banner->tell(Banner::Kind::Bad, sentence(reply.error()));
            return;
        }
        finish(BatchId{reply->value(QLatin1String("batch")).toInteger()}, then);
    });
}

void NewBatch::finish(BatchId batch, Then then)
{
    // Should this one fail, the batch is a draft: its page says so, and the pilot can be started there.
    if (then == Then::StartPilot)
        m_context.commands.batch(QStringLiteral("batch.pilot"), {batch});
    Q_EMIT added(batch);
    accept();
    close();
}

// Whoever closes while rows are being added would miss a refusal, and their pilot would not start.
void NewBatch::reject()
{
    if (m_adding)
        m_banner->tell(Banner::Kind::Info,
                       tr("The rows are being added. This window closes by itself as soon as they are there."));
    else if (m_place.path.isEmpty())
        QDialog::reject();
    else
        askFirst(this, tr("Close without making the batch?"),
                 tr("What you chose and typed here is lost. The rows' file stays as it is."), tr("Close"),
                 [this] { QDialog::reject(); });
}

} // namespace fornada
