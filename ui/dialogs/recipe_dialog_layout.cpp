#include "dialogs/recipe_dialog.h"

#include "widgets/banner.h"
#include "widgets/keep_translated.h"
#include "widgets/recipe_graph.h"
#include "widgets/size_memory.h"

#include <QComboBox>
#include <QFontDatabase>
#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSpinBox>
#include <QSplitter>
#include <QVBoxLayout>

// How the window is laid out; what it does is in recipe_dialog.cpp.
namespace fornada {

namespace {

constexpr std::chrono::milliseconds kTyping(250);
constexpr int kMostDrawn = 232;

QLabel *wrapped(const QString &role)
{
    auto *label = new QLabel;
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->setProperty("role", role);
    return label;
}

QPlainTextEdit *textField(const QString &name)
{
    auto *edit = new QPlainTextEdit;
    edit->setObjectName(name);
    edit->setProperty("role", QStringLiteral("field"));
    edit->setTabChangesFocus(true);
    return edit;
}

} // namespace

RecipeDialog::RecipeDialog(const UiContext &context, const QString &recipe, Rows rows, QWidget *parent)
    : QDialog(parent)
    , m_context(context)
    , m_rows(std::move(rows))
    , m_banner(new Banner(context.theme))
    , m_graph(new RecipeGraph(context.theme))
{
    setObjectName(QStringLiteral("recipeDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    rememberSize(this, {1080, 740}, context.settings, QStringLiteral("recipe"));
    m_typing.setSingleShot(true);
    m_typing.setInterval(kTyping);
    auto *parts = new QSplitter(Qt::Horizontal);
    parts->addWidget(makeStep());
    parts->addWidget(makeWhole());
    parts->setChildrenCollapsible(false);
    parts->setSizes({540, 500});
    parts->setObjectName(QStringLiteral("recipeParts"));
    rememberParts(parts, context.settings, QStringLiteral("recipe"));
    auto *body = new QVBoxLayout;
    body->setContentsMargins(space::wide, space::normal, space::wide, space::normal);
    body->setSpacing(space::small);
    body->addWidget(makeTop());
    body->addWidget(parts, 1);
    m_mistake = wrapped(QStringLiteral("bad"));
    m_mistake->setObjectName(QStringLiteral("recipeMistake"));
    body->addWidget(m_mistake);
    body->addWidget(makeButtons());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_banner);
    layout->addLayout(body);
    m_banner->hide();
    connectAll();
    loadRecipes(recipe);
    keepTranslated(this, [this] { setTexts(); });
}

// What is being written stays as it is.
void RecipeDialog::setTexts()
{
    setWindowTitle(tr("Recipe"));
    m_recipe->setAccessibleName(tr("Recipe"));
    m_graph->setAccessibleName(tr("Steps of the recipe"));
    m_prompt->setAccessibleName(tr("Prompt of the step"));
    m_prompt->setPlaceholderText(tr("No prompt: this step asks with the row or its files."));
    m_row->setAccessibleName(tr("Row that the recipe is tried with"));
    m_row->setToolTip(tr("Up and Down try another row"));
    m_tried->setAccessibleName(tr("What is asked"));
    m_wholeTitle->setText(tr("The whole recipe. What every key means: docs/recipes.md."));
    m_whole->setAccessibleName(tr("The whole recipe as text"));
    m_builtInAgain->setText(tr("Back to the built-in one"));
    m_close->setText(tr("Close"));
    m_save->setText(tr("Save"));
    listRecipes(m_recipe->currentData().toString());
    showDraft();
}

QWidget *RecipeDialog::makeTop()
{
    m_recipe = new QComboBox;
    m_recipe->setObjectName(QStringLiteral("recipeChoice"));
    m_recipe->setMinimumWidth(280);
    m_about = wrapped(QStringLiteral("muted"));
    m_about->setObjectName(QStringLiteral("about"));
    auto *line = new QHBoxLayout;
    line->setSpacing(space::normal);
    line->addWidget(m_recipe);
    line->addWidget(m_about, 1);
    m_drawing = new QScrollArea;
    m_drawing->setWidget(m_graph);
    m_drawing->setWidgetResizable(true);
    m_drawing->setProperty("role", QStringLiteral("page"));
    auto *top = new QWidget;
    auto *layout = new QVBoxLayout(top);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::small);
    layout->addLayout(line);
    layout->addWidget(m_drawing);
    return top;
}

QWidget *RecipeDialog::makeStep()
{
    m_stepTitle = wrapped({});
    m_stepTitle->setFont(m_context.theme.font(TextSize::Title));
    m_stepFacts = wrapped(QStringLiteral("muted"));
    m_stepFacts->setObjectName(QStringLiteral("stepFacts"));
    m_prompt = textField(QStringLiteral("recipePrompt"));
    m_triedTitle = wrapped(QStringLiteral("muted"));
    m_triedTitle->setWordWrap(false);
    m_row = new QSpinBox;
    m_row->setObjectName(QStringLiteral("triedRow"));
    m_row->setRange(1, 1);
    m_row->setButtonSymbols(QAbstractSpinBox::NoButtons);
    m_tried = textField(QStringLiteral("triedPrompt"));
    m_tried->setReadOnly(true);
    auto *tried = new QHBoxLayout;
    tried->addWidget(m_triedTitle);
    tried->addWidget(m_row);
    tried->addStretch();
    auto *part = new QWidget;
    auto *layout = new QVBoxLayout(part);
    layout->setContentsMargins(0, 0, space::small, 0);
    layout->setSpacing(space::tight);
    layout->addWidget(m_stepTitle);
    layout->addWidget(m_stepFacts);
    layout->addWidget(m_prompt, 1);
    layout->addLayout(tried);
    layout->addWidget(m_tried, 1);
    return part;
}

QWidget *RecipeDialog::makeWhole()
{
    m_wholeTitle = wrapped(QStringLiteral("muted"));
    m_whole = textField(QStringLiteral("recipeText"));
    m_whole->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_whole->setLineWrapMode(QPlainTextEdit::WidgetWidth);
    auto *part = new QWidget;
    auto *layout = new QVBoxLayout(part);
    layout->setContentsMargins(space::small, 0, 0, 0);
    layout->setSpacing(space::tight);
    layout->addWidget(m_wholeTitle);
    layout->addWidget(m_whole, 1);
    return part;
}

QWidget *RecipeDialog::makeButtons()
{
    m_builtInAgain = new QPushButton;
    m_builtInAgain->setObjectName(QStringLiteral("builtInAgain"));
    m_builtInAgain->setAutoDefault(false);
    m_remove = new QPushButton;
    m_remove->setObjectName(QStringLiteral("removeRecipe"));
    m_remove->setAutoDefault(false);
    m_close = new QPushButton;
    m_close->setProperty("role", QStringLiteral("flat"));
    m_close->setAutoDefault(false);
    m_save = new QPushButton;
    m_save->setObjectName(QStringLiteral("saveRecipe"));
    m_save->setProperty("role", QStringLiteral("primary"));
    m_save->setAutoDefault(false);
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_builtInAgain);
    layout->addWidget(m_remove);
    layout->addStretch();
    layout->addWidget(m_close);
    layout->addWidget(m_save);
    return row;
}

// As high as what is drawn, within reason; more of it can be scrolled to.
void RecipeDialog::fitDrawing()
{
    const int wanted = m_graph->sizeHint().height() + m_drawing->horizontalScrollBar()->sizeHint().height();
    m_drawing->setFixedHeight(std::min(kMostDrawn, wanted));
}

void RecipeDialog::connectAll()
{
    connect(m_recipe, &QComboBox::activated, this, [this](int index) {
        if (!m_saving && (!isChanged() || m_draft.text().trimmed().isEmpty()))
            return openRecipe(index);
        const int before = m_recipe->findData(m_shown);
        m_recipe->setCurrentIndex(before);
        m_banner->tell(Banner::Kind::Warning, tr("Save this recipe first, or close without saving."));
    });
    connect(m_graph, &RecipeGraph::stepChosen, this, [this] { showStep(); });
    connect(m_row, &QSpinBox::valueChanged, this, [this] { showDraft(); });
    connect(&m_typing, &QTimer::timeout, this, [this] {
        if (m_whole->toPlainText() != m_draft.text())
            takeText();
    });
    connect(m_whole, &QPlainTextEdit::textChanged, this, [this] {
        if (!m_filling)
            m_typing.start();
    });
    connect(m_prompt, &QPlainTextEdit::textChanged, this, [this] {
        if (!m_filling)
            takePrompt();
    });
    connect(m_builtInAgain, &QPushButton::clicked, this, [this] {
        setWhole(recipeText(m_builtIn.value(m_draft.recipe()->name)));
        showDraft();
    });
    connect(m_remove, &QPushButton::clicked, this, &RecipeDialog::remove);
    connect(m_close, &QPushButton::clicked, this, &RecipeDialog::reject);
    connect(m_save, &QPushButton::clicked, this, &RecipeDialog::save);
}

} // namespace fornada
