#include "dialogs/new_batch.h"

#include "delegates/row_delegate.h"
#include "model/alike.h"
#include "models/columns.h"
#include "models/draft_preview.h"
#include "models/start_sheet.h"
#include "text/format.h"
#include "text/recipe_text.h"
#include "widgets/banner.h"
#include "widgets/eliding_box.h"
#include "widgets/keep_translated.h"
#include "widgets/list_table.h"
#include "widgets/mapping_form.h"
#include "widgets/parameter_form.h"
#include "widgets/part_form.h"
#include "widgets/row_details.h"
#include "widgets/size_memory.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSettings>
#include <QStackedWidget>
#include <QTableView>

// How the window is laid out; what it does is in new_batch.cpp.
namespace fornada {

namespace {

constexpr int kFormWidth = 396;   // two boxes side by side say all they say, also beside a scroll bar
constexpr int kLeastHeight = 520; // a few rows above what is asked for one of them
constexpr int kLeastWords = 320;  // of what stands beside the buttons

// A row with a problem is said in red, where its prompt would stand.
class DraftDelegate final : public RowDelegate {
public:
    using RowDelegate::RowDelegate;

protected:
    void paintCell(QPainter &painter, const QRect &cell, const QStyleOptionViewItem &option,
                   const QModelIndex &index) const override
    {
        const Colours &c = m_theme.colours();
        const bool problem = index.data(RawRole).toBool();
        const bool quiet = index.column() == DraftModel::Line || index.column() == DraftModel::Note;
        paintText(painter, cell, index.data().toString(), Qt::Alignment(index.data(Qt::TextAlignmentRole).toInt()),
                  problem ? c.bad
                  : quiet ? c.muted
                          : c.text,
                  option.font);
    }
};

QLabel *fieldTitle(const Theme &theme)
{
    auto *label = new QLabel;
    label->setProperty("role", QStringLiteral("section"));
    label->setFont(theme.font(TextSize::Small));
    label->setWordWrap(true); // the form has one width
    return label;
}

QLineEdit *makeLine(const QString &name)
{
    auto *line = new QLineEdit;
    line->setMaxLength(200);
    line->setObjectName(name);
    return line;
}

QLayout *titled(const Theme &theme, QLabel *&title, QWidget *widget)
{
    title = fieldTitle(theme);
    title->setBuddy(widget);
    auto *column = new QVBoxLayout;
    column->setSpacing(space::tight);
    column->addWidget(title);
    column->addWidget(widget);
    return column;
}

// Two that belong together, so that the whole form is seen at once.
QLayout *sideBySide(QLayout *left, QLayout *right)
{
    auto *line = new QHBoxLayout;
    line->setSpacing(space::small);
    line->addLayout(left, 1);
    line->addLayout(right, 1);
    return line;
}

// Whoever was entered last, also nobody; at first the name this machine knows the person by.
QString whoAmI(const QSettings &settings)
{
    const QString key = QStringLiteral("newBatch/owner");
    if (settings.contains(key))
        return settings.value(key).toString();
    const QString name = qEnvironmentVariable("USER");
    return name.isEmpty() ? qEnvironmentVariable("LOGNAME") : name;
}

} // namespace

NewBatch::NewBatch(const UiContext &context, QWidget *parent)
    : QDialog(parent)
    , m_context(context)
    , m_rows(new DraftModel(this))
    , m_sheet(new StartSheet(context.commands, this))
    , m_banner(new Banner(context.theme))
{
    setObjectName(QStringLiteral("newBatch"));
    setAcceptDrops(true);
    setMinimumHeight(kLeastHeight);
    rememberSize(this, {1240, 700}, context.settings, QStringLiteral("newBatch"));
    auto *columns = new QHBoxLayout;
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(0);
    columns->addWidget(makeForm());
    columns->addWidget(makePreview(), 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_banner);
    layout->addLayout(columns, 1);
    layout->addWidget(makeButtons());
    setTabOrder(m_table, m_details);
    setTabOrder(m_details, m_details->lastInTurn());
    m_typing.setSingleShot(true);
    m_typing.setInterval(std::chrono::milliseconds(250));
    connect(&m_typing, &QTimer::timeout, this, &NewBatch::preview);
    connect(m_rows, &DraftModel::changed, this, &NewBatch::showPreview);
    keepTranslated(this, [this] { setTexts(); });
    loadChoices();
}

QWidget *NewBatch::makeForm()
{
    auto *form = new QWidget;
    auto *layout = new QVBoxLayout(form);
    layout->setContentsMargins(space::wide, space::wide, space::wide, space::normal);
    layout->setSpacing(space::tight);
    const Theme &theme = m_context.theme;
    const auto add = [layout](QLayout *part) {
        layout->addLayout(part);
        layout->addSpacing(space::small);
    };
    const auto field = [&](QLabel *&title, QWidget *widget) { add(titled(theme, title, widget)); };
    m_recipe = new ElidingBox;
    m_recipe->setObjectName(QStringLiteral("recipe"));
    m_about = new QLabel;
    m_about->setWordWrap(true);
    m_about->setTextFormat(Qt::PlainText);
    m_about->setProperty("role", QStringLiteral("muted"));
    m_about->setFont(theme.font(TextSize::Small));
    m_name = makeLine(QStringLiteral("name"));
    m_client = makeLine(QStringLiteral("client"));
    m_owner = makeLine(QStringLiteral("owner"));
    m_owner->setText(whoAmI(m_context.settings));
    m_account = new ElidingBox;
    m_account->setObjectName(QStringLiteral("account"));
    m_alike = new ElidingBox;
    m_alike->setObjectName(QStringLiteral("alike"));
    for (const Alike choice : {Alike::Make, Alike::Reuse, Alike::LeaveOut})
        m_alike->addItem(QString(), QString(toName(choice)));
    m_fallback = new ElidingBox;
    m_fallback->setObjectName(QStringLiteral("fallback"));
    m_budget = makeLine(QStringLiteral("budget"));
    field(m_sourceTitle, makeSource());
    m_part = new PartForm;
    field(m_partTitle, m_part);
    field(m_recipeTitle, m_recipe);
    layout->addWidget(m_about);
    m_look = new QPushButton;
    m_look->setObjectName(QStringLiteral("lookInside"));
    m_look->setProperty("role", QStringLiteral("link"));
    layout->addWidget(m_look, 0, Qt::AlignLeft);
    layout->addSpacing(space::small);
    m_mapping = new MappingForm(theme);
    m_mapping->setObjectName(QStringLiteral("mapping"));
    field(m_mappingTitle, m_mapping);
    m_parameters = new ParameterForm;
    field(m_parametersTitle, m_parameters);
    m_onlyNew = new QCheckBox;
    m_onlyNew->setObjectName(QStringLiteral("onlyNew"));
    layout->addWidget(m_onlyNew);
    layout->addSpacing(space::small);
    field(m_alikeTitle, m_alike);
    field(m_nameTitle, m_name);
    add(sideBySide(titled(theme, m_clientTitle, m_client), titled(theme, m_ownerTitle, m_owner)));
    add(sideBySide(titled(theme, m_accountTitle, m_account), titled(theme, m_fallbackTitle, m_fallback)));
    field(m_budgetTitle, m_budget);
    layout->addStretch();
    connectSource();
    connectForm();
    auto *scroll = new QScrollArea; // a recipe may need many columns
    scroll->setWidget(form);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFixedWidth(kFormWidth);
    return scroll;
}

void NewBatch::connectForm()
{
    connect(m_look, &QPushButton::clicked, this, &NewBatch::lookInside);
    connect(m_mapping, &MappingForm::chosen, this, &NewBatch::chooseColumn);
    connect(m_onlyNew, &QCheckBox::toggled, this, &NewBatch::showPreview);
    connect(m_alike, &QComboBox::activated, this, [this] { showPreview(); });
    connect(m_recipe, &QComboBox::activated, this, [this] {
        m_chosen = rememberedMapping(m_recipe->currentData().toString());
        preview();
    });
    connect(m_name, &QLineEdit::textEdited, this, [this] {
        m_named = true;
        m_typing.start();
    });
    connect(m_client, &QLineEdit::textEdited, this, [this] { m_typing.start(); });
    connect(m_budget, &QLineEdit::textEdited, this, [this] { showPreview(); });
    connect(m_account, &QComboBox::activated, this, [this] { showPreview(); });
    connect(m_fallback, &QComboBox::activated, this, [this] { showPreview(); });
}

QWidget *NewBatch::makePreview()
{
    m_table = makeListTable(m_context.theme, this);
    m_table->setObjectName(QStringLiteral("preview"));
    m_table->setModel(m_rows);
    m_table->setItemDelegate(new DraftDelegate(m_context.theme, m_table));
    m_table->horizontalHeader()->resizeSection(DraftModel::Line, 56);
    m_table->horizontalHeader()->resizeSection(DraftModel::Key, 120);
    m_table->horizontalHeader()->setStretchLastSection(false);
    for (const int words : {DraftModel::Prompt, DraftModel::Note}) // the room that is left is shared
        m_table->horizontalHeader()->setSectionResizeMode(words, QHeaderView::Stretch);
    rememberWidths(m_table->horizontalHeader(), m_context.settings, QStringLiteral("newBatch"));
    m_table->setColumnHidden(DraftModel::Note, true); // until there is one
    m_empty = new QLabel;
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setProperty("role", QStringLiteral("muted"));
    m_empty->setWordWrap(true);
    m_empty->setTextFormat(Qt::PlainText);
    m_empty->setMargin(40);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_stack = new QStackedWidget;
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_table);
    auto *frame = new QFrame;
    frame->setProperty("role", QStringLiteral("page"));
    auto *layout = new QVBoxLayout(frame);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_onlyProblems = new QCheckBox;
    m_onlyProblems->setObjectName(QStringLiteral("onlyProblems"));
    m_onlyProblems->setContentsMargins(space::small, 0, 0, 0);
    auto *filterBar = new QWidget;
    auto *filter = new QHBoxLayout(filterBar);
    filter->setContentsMargins(space::small, space::tight, space::small, space::tight);
    filter->addWidget(m_onlyProblems);
    layout->addWidget(filterBar);
    connect(m_onlyProblems, &QCheckBox::toggled, this, [this](bool only) {
        m_rows->setOnlyProblems(only);
        lookAtARow();
    });
    layout->addWidget(m_stack, 1);
    m_details = new RowDetails(m_context.theme, *m_rows);
    auto *line = new QFrame;
    line->setProperty("role", QStringLiteral("line"));
    line->setFixedHeight(1);
    layout->addWidget(line);
    layout->addWidget(m_details);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &row) { m_details->show(row.row()); });
    return frame;
}

QWidget *NewBatch::makeButtons()
{
    auto *bar = new QFrame;
    bar->setProperty("role", QStringLiteral("bar"));
    m_summary = new QLabel;
    m_summary->setObjectName(QStringLiteral("summary"));
    m_foreseen = new QLabel;
    m_foreseen->setObjectName(QStringLiteral("foreseen"));
    m_foreseen->setProperty("role", QStringLiteral("muted"));
    m_foreseen->hide();
    for (QLabel *words : {m_summary, m_foreseen}) { // long ones take another line, not a wider window
        words->setWordWrap(true);
        words->setTextFormat(Qt::PlainText);
        words->setMinimumWidth(kLeastWords);
    }
    connect(m_sheet, &StartSheet::changed, this, [this] {
        const int looked = m_table->currentIndex().row();
        m_rows->setSheet(m_sheet->sheet());
        if (looked >= 0 && looked < m_rows->rowCount())
            m_table->selectRow(looked);
        showForeseen();
    });
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_summary);
    words->addWidget(m_foreseen);
    m_cancel = new QPushButton;
    m_cancel->setProperty("role", QStringLiteral("flat"));
    m_draft = new QPushButton;
    m_draft->setObjectName(QStringLiteral("draft"));
    m_rehearse = new QPushButton;
    m_rehearse->setObjectName(QStringLiteral("rehearse"));
    m_pilot = new QPushButton;
    m_pilot->setObjectName(QStringLiteral("pilot"));
    m_start = new QPushButton(this); // inside the dialog at once: else it is not its default for long
    m_start->setObjectName(QStringLiteral("start"));
    m_start->setProperty("role", QStringLiteral("primary"));
    m_start->setIcon(m_context.theme.icon(QStringLiteral("play"), &Colours::onAccent));
    m_start->setDefault(true);
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(space::wide, space::normal, space::wide, space::normal);
    layout->setSpacing(space::small);
    layout->addLayout(words, 1);
    layout->addWidget(m_cancel);
    layout->addWidget(m_draft);
    layout->addWidget(m_rehearse);
    layout->addWidget(m_pilot);
    layout->addWidget(m_start);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_draft, &QPushButton::clicked, this, [this] { add(Then::KeepDraft); });
    connect(m_rehearse, &QPushButton::clicked, this, [this] { add(Then::Rehearse); });
    connect(m_pilot, &QPushButton::clicked, this, [this] { add(Then::StartPilot); });
    connect(m_start, &QPushButton::clicked, this, [this] { add(Then::StartAll); });
    return bar;
}

void NewBatch::setTexts()
{
    setWindowTitle(tr("New batch"));
    m_sourceTitle->setText(tr("Rows from"));
    m_choose->setText(tr("File…"));
    m_choose->setAccessibleName(tr("Choose a file"));
    m_folder->setText(tr("Folder…"));
    m_folder->setAccessibleName(tr("Choose a folder"));
    m_paste->setText(tr("Paste"));
    m_sample->setText(tr("Try it with sample rows"));
    m_recipeTitle->setText(tr("Recipe"));
    m_look->setText(tr("Look inside, or word it anew…"));
    m_table->setAccessibleName(tr("Rows and their prompts"));
    m_mappingTitle->setText(tr("Columns"));
    m_parametersTitle->setText(tr("Settings of the recipe"));
    m_onlyNew->setText(tr("Only rows without a result yet"));
    m_onlyNew->setToolTip(tr("Leaves out rows that a batch of this recipe has made already, and those that are in the "
                             "file twice. Rows are compared by the field that names them."));
    m_alike->setItemText(0, tr("Make them as well"));
    m_alike->setItemText(1, tr("Use the other row's result"));
    m_alike->setItemText(2, tr("Leave them out"));
    m_alike->setToolTip(
        tr("Rows whose texts are the same but for case and blanks, and whose pictures look alike. Using "
           "the other row's result costs nothing; files are named by their own row."));
    m_nameTitle->setText(tr("Name"));
    m_clientTitle->setText(tr("Client (optional)"));
    m_ownerTitle->setText(tr("Owner (optional)"));
    m_owner->setToolTip(tr("Whose batch it is: lists can show one owner's work only. Remembered for the next batch."));
    m_accountTitle->setText(tr("Account"));
    m_fallbackTitle->setText(tr("If the account fails"));
    m_fallback->setToolTip(tr("Where a job goes when its own account has failed it at last, or cannot be reached. "
                              "What may have been paid for, or was refused, never goes."));
    m_budgetTitle->setText(tr("Budget (optional)"));
    if (const auto typed = typedMoney(m_budget->text(), {std::exchange(m_locale, QLocale())}))
        m_budget->setText(editableMoney(*typed));
    m_budget->setPlaceholderText(tr("for example %1").arg(editableMoney(Money{5'000'000})));
    m_draft->setText(tr("Save as draft"));
    m_rehearse->setText(tr("Rehearse"));
    m_rehearse->setToolTip(tr("All rows on the built-in sandbox: free, nothing leaves this computer. See how it runs "
                              "and what the prompts become before you pay."));
    m_pilot->setText(tr("Start a pilot of 3"));
    m_pilot->setToolTip(tr("All rows are added, the first three run; the rest waits until you release it"));
    m_start->setText(tr("Start batch"));
    m_cancel->setText(tr("Close"));
    if (m_account->count() > 0)
        m_account->setItemText(0, tr("As each queue says"));
    if (m_fallback->count() > 0)
        m_fallback->setItemText(0, tr("As the recipe says"));
    for (int i = 0; i < m_recipe->count(); ++i)
        m_recipe->setItemText(i, recipeTitle(m_recipes.at(i)));
    if (const Recipe *chosen = recipe())
        m_about->setText(recipeAbout(*chosen));
    showAlike();
    showPreview();
}

} // namespace fornada
