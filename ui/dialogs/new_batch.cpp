#include "dialogs/new_batch.h"

#include "models/draft_preview.h"
#include "recipes/recipe_json.h"
#include "text/error_text.h"
#include "text/format.h"
#include "widgets/banner.h"
#include "widgets/mapping_form.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QDragEnterEvent>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QStackedWidget>
#include <QTableView>
#include <QUuid>

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
    const auto builtIn = builtInRecipes();
    takeRecipes(builtIn ? *builtIn : QList<Recipe>());
    connect(m_paste, &QPushButton::clicked, this, [this] { paste(QGuiApplication::clipboard()->text()); });
    m_context.reads.read<QList<StoredRecipe>>(
        this, [](ReadPort &port, const ReadDesk::Cancelled &) { return port.recipes(); },
        [this](Result<QList<StoredRecipe>> stored) {
            if (!stored)
                return;
            QList<Recipe> all = m_recipes;
            for (const StoredRecipe &entry : std::as_const(*stored)) {
                const auto recipe = recipeFromJson(entry.json);
                if (!recipe)
                    continue;
                all.removeIf([&](const Recipe &known) { return known.name == recipe->name; });
                all.append(*recipe);
            }
            takeRecipes(all);
        });
    m_context.reads.read<QList<Account>>(
        this, [](ReadPort &port, const ReadDesk::Cancelled &) { return port.accounts(); },
        [this](Result<QList<Account>> accounts) {
            if (!accounts)
                return;
            for (const Account &account : std::as_const(*accounts))
                m_account->addItem(account.name, account.name);
        });
}

void NewBatch::takeRecipes(QList<Recipe> recipes)
{
    const QString current =
        m_recipe->count() > 0
            ? m_recipe->currentData().toString()
            : m_context.settings.value(QStringLiteral("newBatch/recipe"), QStringLiteral("portrait")).toString();
    m_recipes = std::move(recipes);
    m_recipe->clear();
    for (const Recipe &recipe : std::as_const(m_recipes))
        m_recipe->addItem(recipe.title.isEmpty() ? recipe.name : recipe.title, recipe.name);
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

void NewBatch::chooseFile()
{
    auto *dialog =
        new QFileDialog(this, tr("Choose the rows"),
                        m_context.settings.value(QStringLiteral("newBatch/folder"), QDir::homePath()).toString(),
                        tr("Rows (*.csv *.tsv *.txt *.json *.jsonl *.xlsx *.sqlite *.db);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        m_context.settings.setValue(QStringLiteral("newBatch/folder"), QFileInfo(path).absolutePath());
        setFile(path);
    });
    dialog->open();
}

void NewBatch::setFile(const QString &path)
{
    m_path = path;
    m_banner->hide();
    if (!m_named)
        m_name->setText(path == m_pasted ? tr("Pasted rows") : QFileInfo(path).completeBaseName().left(200));
    preview();
}

// Rows copied from a spreadsheet or a JSON text: the engine reads them from a file like any other.
void NewBatch::paste(const QString &text)
{
    const QString trimmed = text.trimmed();
    if (trimmed.isEmpty()) {
        m_banner->tell(Banner::Kind::Warning,
                       tr("There is no text to paste. Copy some rows first, with their header."));
        return;
    }
    const bool json = trimmed.startsWith(QLatin1Char('[')) || trimmed.startsWith(QLatin1Char('{'));
    if (!m_pasted.isEmpty())
        QFile::remove(m_pasted);
    m_pasted = QDir::tempPath() + QStringLiteral("/fornada-%1.%2")
                                      .arg(QUuid::createUuid().toString(QUuid::WithoutBraces),
                                           json ? QStringLiteral("json") : QStringLiteral("csv"));
    QFile file(m_pasted);
    if (!file.open(QIODevice::WriteOnly) || file.write(text.toUtf8()) < 0) {
        m_banner->tell(Banner::Kind::Bad, sentence(Error{ErrorKind::FileUnwritable, m_pasted, file.errorString()}));
        return;
    }
    file.close();
    setFile(m_pasted);
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
    m_about->setText(chosen ? chosen->description : QString());
    m_about->setVisible(!m_about->text().isEmpty());
    Draft draft;
    draft.path = chosen ? m_path : QString();
    draft.recipe = chosen ? *chosen : Recipe();
    draft.name = m_name->text();
    draft.client = m_client->text();
    draft.chosen = m_chosen;
    m_rows->setDraft(draft);
}

QString NewBatch::summary() const
{
    const DraftPreview &preview = m_rows->preview();
    QStringList parts;
    parts.append(preview.good == 1 ? tr("1 row") : tr("%n rows", nullptr, int(preview.good)));
    parts.append(preview.jobs == 1 ? tr("1 job") : tr("%n jobs", nullptr, int(preview.jobs)));
    parts.append(tr("at most %1").arg(moneyText(preview.worst)));
    if (preview.bad > 0)
        parts.append(preview.bad == 1 ? tr("1 row left out") : tr("%n rows left out", nullptr, int(preview.bad)));
    const QString text = parts.join(QStringLiteral(" · "));
    return preview.more ? tr("%1, and more").arg(text) : text;
}

std::optional<Money> NewBatch::budget(bool *ok) const
{
    const QString text = m_budget->text().trimmed().replace(QLocale().decimalPoint(), QStringLiteral("."));
    const auto money = moneyFromDecimal(text);
    *ok = text.isEmpty() || (money && money->micros > 0);
    return money;
}

QString NewBatch::blockedBy() const
{
    const DraftPreview &preview = m_rows->preview();
    bool budgetOk = true;
    budget(&budgetOk);
    if (!budgetOk)
        return tr("The budget is not an amount like 5.00");
    if (m_rows->isReading())
        return tr("Reading…");
    if (preview.error)
        return tr("These rows cannot be used");
    if (!preview.unmapped.isEmpty())
        return tr("Choose the column for %1").arg(preview.unmapped.join(QStringLiteral(", ")));
    return preview.good == 0 ? tr("No row can be used with this recipe") : QString();
}

void NewBatch::showPreview()
{
    const DraftPreview &preview = m_rows->preview();
    const bool none = m_path.isEmpty();
    const QString name = m_path == m_pasted ? tr("pasted rows") : QFileInfo(m_path).fileName();
    m_source->setText(none ? tr("Drop a CSV or JSON file here, choose one, or paste rows from a spreadsheet.") : name);
    if (none)
        m_empty->setText(tr("Every prompt is shown here before anything is sent."));
    else if (preview.error)
        m_empty->setText(sentence(*preview.error));
    else if (!preview.unmapped.isEmpty())
        m_empty->setText(tr("The recipe needs %1. Choose on the left which column that is; it is remembered for this "
                            "recipe.")
                             .arg(preview.unmapped.join(QStringLiteral(", "))));
    else if (m_rows->isReading())
        m_empty->setText(tr("Reading…"));
    else
        m_empty->setText(tr("There are no rows in it."));
    const bool mapped = !none && !preview.error && !preview.needed.isEmpty() && !preview.columns.isEmpty();
    m_mappingTitle->setVisible(mapped);
    m_mapping->setVisible(mapped);
    if (mapped && !m_rows->isReading()) // what was just chosen must not jump back meanwhile
        m_mapping->show(preview.needed, preview.columns, preview.mapping);
    const bool anyRows = m_rows->rowCount() > 0 && !preview.error;
    m_onlyProblems->setVisible(anyRows && preview.bad > 0);
    m_onlyProblems->setText(tr("Only rows that are left out (%1)").arg(countText(preview.bad)));
    m_whole->setVisible(anyRows);
    if (anyRows && !m_table->currentIndex().isValid())
        m_table->selectRow(0);
    m_stack->setCurrentWidget(anyRows ? static_cast<QWidget *>(m_table) : static_cast<QWidget *>(m_empty));
    const QString blocked = blockedBy();
    m_summary->setText(none ? QString() : blocked.isEmpty() ? summary() : blocked);
    m_start->setEnabled(!none && blocked.isEmpty() && !m_adding);
    m_draft->setEnabled(!none && blocked.isEmpty() && !m_adding);
}

void NewBatch::add(bool start)
{
    const Recipe *chosen = recipe();
    if (!chosen)
        return;
    QJsonObject args{{QStringLiteral("rows"), m_path},
                     {QStringLiteral("recipe"), chosen->name},
                     {QStringLiteral("name"), m_name->text().trimmed()},
                     {QStringLiteral("client"), m_client->text().trimmed()},
                     {QStringLiteral("start"), start}};
    QJsonObject mapping;
    const FieldMapping &used = m_rows->preview().mapping;
    for (auto it = used.cbegin(); it != used.cend(); ++it)
        if (it.key() != it.value())
            mapping.insert(it.key(), it.value());
    if (!mapping.isEmpty())
        args.insert(QStringLiteral("mapping"), mapping);
    if (const QString account = m_account->currentData().toString(); !account.isEmpty())
        args.insert(QStringLiteral("account"), account);
    bool ok = true;
    if (const auto money = budget(&ok))
        args.insert(QStringLiteral("budget"), toDecimal(*money));
    m_context.settings.setValue(QStringLiteral("newBatch/recipe"), chosen->name);
    m_adding = true;
    showPreview();
    m_context.commands.ask(QStringLiteral("batch.create"), args, this, [this](Result<QJsonObject> reply) {
        m_adding = false;
        showPreview();
        if (!reply) {
            m_banner->tell(Banner::Kind::Bad, sentence(reply.error()));
            return;
        }
        Q_EMIT added(BatchId{reply->value(QLatin1String("batch")).toInteger()});
        accept();
        close();
    });
}

void NewBatch::dragEnterEvent(QDragEnterEvent *event)
{
    const QMimeData *dropped = event->mimeData();
    if (dropped->hasText() || (dropped->hasUrls() && dropped->urls().first().isLocalFile()))
        event->acceptProposedAction();
}

void NewBatch::dropEvent(QDropEvent *event)
{
    const QMimeData *dropped = event->mimeData();
    if (dropped->hasUrls() && dropped->urls().first().isLocalFile())
        setFile(dropped->urls().first().toLocalFile());
    else
        paste(dropped->text());
    event->acceptProposedAction();
}

} // namespace fornada
