#include "dialogs/limit_form.h"
#include "dialogs/queue_dialog.h"
#include "widgets/banner.h"
#include "widgets/eliding_box.h"
#include "widgets/form_field.h"
#include "widgets/keep_translated.h"
#include "widgets/size_memory.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>

// How the dialog looks; what it does is in queue_dialog.cpp.
namespace fornada {

namespace {

constexpr int kNumberWidth = 84;

QLabel *sectionTitle(const Theme &theme)
{
    auto *title = new QLabel;
    title->setFont(theme.font(TextSize::Title));
    return title;
}

} // namespace

QueueDialog::QueueDialog(const UiContext &context, const SetupBook &book, const QString &queue, QWidget *parent)
    : QDialog(parent)
    , m_context(context)
    , m_book(book)
    , m_isNew(queue.isEmpty())
    , m_banner(new Banner(context.theme))
{
    setObjectName(QStringLiteral("queueDialog"));
    rememberSize(this, {840, 720}, context.settings, QStringLiteral("queue"));
    auto *scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidget(makeForm());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_banner);
    layout->addWidget(scroll, 1);
    layout->addWidget(makeButtons());
    for (const Account &account : book.accounts())
        m_account->addItem(account.name, account.id.value);
    if (const Queue *known = book.queue(queue))
        fill(*known);
    else
        fill(Queue());
    m_name->setReadOnly(!m_isNew);
    m_name->setFocus();
    keepTranslated(this, [this] { setTexts(); });
}

QLineEdit *QueueDialog::makeNumber(FormField *field, const char *name)
{
    auto *editor = field->add(new QLineEdit);
    editor->setObjectName(QString::fromLatin1(name));
    editor->setFixedWidth(kNumberWidth);
    editor->setAlignment(Qt::AlignRight);
    editor->setMaxLength(12);
    connect(editor, &QLineEdit::textEdited, this, &QueueDialog::check);
    return editor;
}

QWidget *QueueDialog::makeForm()
{
    const Theme &theme = m_context.theme;
    auto *form = new QWidget;
    form->setProperty("role", QStringLiteral("page"));
    m_nameField = new FormField(theme);
    m_name = m_nameField->add(new QLineEdit, 1);
    m_name->setObjectName(QStringLiteral("name"));
    m_name->setMaxLength(60);
    m_accountField = new FormField(theme);
    m_account = m_accountField->add(new ElidingBox, 1);
    m_account->setObjectName(QStringLiteral("account"));
    m_presetField = new FormField(theme);
    m_preset = m_presetField->add(new QComboBox, 1);
    m_preset->setObjectName(QStringLiteral("preset"));
    m_limitsTitle = sectionTitle(theme);
    m_limits = new LimitForm(theme, LimitForm::Of::Queue);
    auto *head = new QHBoxLayout;
    head->setSpacing(space::wide);
    head->addWidget(m_nameField, 1, Qt::AlignTop);
    head->addWidget(m_accountField, 1, Qt::AlignTop);
    auto *layout = new QVBoxLayout(form);
    layout->setContentsMargins(space::wide, space::wide, space::wide, space::wide);
    layout->setSpacing(space::normal);
    layout->addLayout(head);
    layout->addWidget(m_presetField);
    layout->addSpacing(space::small);
    layout->addWidget(m_limitsTitle);
    layout->addWidget(m_limits);
    layout->addSpacing(space::small);
    layout->addWidget(makeRetries());
    layout->addStretch();
    connect(m_name, &QLineEdit::textEdited, this, &QueueDialog::check);
    connect(m_preset, &QComboBox::activated, this, [this] { usePreset(m_preset->currentData().toString()); });
    connect(m_limits, &LimitForm::edited, this, &QueueDialog::check);
    return form;
}

QWidget *QueueDialog::makeRetries()
{
    const Theme &theme = m_context.theme;
    auto *part = new QWidget;
    m_retryTitle = sectionTitle(theme);
    m_attemptsField = new FormField(theme);
    m_attempts = makeNumber(m_attemptsField, "attempts");
    m_attemptsField->addWord()->setObjectName(QStringLiteral("doublingsWord"));
    m_doublings = makeNumber(m_attemptsField, "doublings");
    m_attemptsField->addWord()->setObjectName(QStringLiteral("timesWord"));
    m_waitField = new FormField(theme);
    m_firstWait = makeNumber(m_waitField, "firstWait");
    m_waitField->addWord()->setObjectName(QStringLiteral("waitWord"));
    m_longestWait = makeNumber(m_waitField, "longestWait");
    m_waitField->addWord()->setObjectName(QStringLiteral("secondsWord"));
    m_deadlineField = new FormField(theme);
    m_deadline = makeNumber(m_deadlineField, "deadline");
    m_deadlineField->addWord()->setObjectName(QStringLiteral("deadlineWord"));
    m_ageField = new FormField(theme);
    m_age = makeNumber(m_ageField, "age");
    m_ageField->addWord()->setObjectName(QStringLiteral("ageWord"));
    m_alertField = new FormField(theme);
    m_alert = makeNumber(m_alertField, "alert");
    m_alertField->addWord()->setObjectName(QStringLiteral("alertWord"));
    for (FormField *field : {m_attemptsField, m_waitField, m_deadlineField, m_ageField, m_alertField})
        field->add(new QWidget, 1);
    auto *grid = new QGridLayout(part);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(space::wide);
    grid->setVerticalSpacing(space::normal);
    grid->addWidget(m_retryTitle, 0, 0, 1, 2);
    grid->addWidget(m_attemptsField, 1, 0, Qt::AlignTop);
    grid->addWidget(m_deadlineField, 1, 1, Qt::AlignTop);
    grid->addWidget(m_waitField, 2, 0, Qt::AlignTop);
    grid->addWidget(m_ageField, 2, 1, Qt::AlignTop);
    grid->addWidget(m_alertField, 3, 0, Qt::AlignTop);
    grid->setColumnStretch(0, 3);
    grid->setColumnStretch(1, 2);
    return part;
}

QWidget *QueueDialog::makeButtons()
{
    auto *bar = new QFrame;
    bar->setProperty("role", QStringLiteral("bar"));
    m_cancel = new QPushButton;
    m_cancel->setProperty("role", QStringLiteral("flat"));
    m_save = new QPushButton(this); // inside the dialog at once: else it is not its default for long
    m_save->setObjectName(QStringLiteral("save"));
    m_save->setProperty("role", QStringLiteral("primary"));
    m_save->setDefault(true);
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(space::wide, space::normal, space::wide, space::normal);
    layout->setSpacing(space::small);
    layout->addStretch();
    layout->addWidget(m_cancel);
    layout->addWidget(m_save);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_save, &QPushButton::clicked, this, &QueueDialog::save);
    return bar;
}

void QueueDialog::fillPresets()
{
    const QString chosen = m_preset->currentData().toString();
    const QString language =
        QLocale().language() == QLocale::Portuguese ? QStringLiteral("pt_BR") : QStringLiteral("en");
    if (auto presets = queuePresets(language))
        m_presets = std::move(*presets);
    m_preset->clear();
    m_preset->addItem(tr("Choose one to fill in everything below…"));
    for (const QueuePreset &preset : std::as_const(m_presets))
        m_preset->addItem(preset.title, preset.id);
    m_preset->setCurrentIndex(std::max(0, chosen.isEmpty() ? 0 : m_preset->findData(chosen)));
}

void QueueDialog::setTexts()
{
    setWindowTitle(m_isNew ? tr("New queue") : tr("Queue %1").arg(m_name->text()));
    m_nameField->setTitle(tr("Name"));
    m_accountField->setTitle(tr("Its jobs go to the account"));
    m_accountField->setHint(tr("Unless a batch names another. Queues of one account share its limits."));
    m_presetField->setTitle(tr("Preset"));
    m_limitsTitle->setText(tr("Limits"));
    m_retryTitle->setText(tr("When something goes wrong"));
    m_attemptsField->setTitle(tr("Attempts"));
    m_waitField->setTitle(tr("Waits between attempts"));
    m_deadlineField->setTitle(tr("One request may take"));
    m_ageField->setTitle(tr("Given up after"));
    m_alertField->setTitle(tr("Tell me when more wait than"));
    const auto word = [this](const char *name, const QString &text) {
        findChild<QLabel *>(QString::fromLatin1(name))->setText(text);
    };
    word("doublingsWord", tr("the wait doubles at most"));
    word("timesWord", tr("times"));
    word("waitWord", tr("to"));
    word("secondsWord", tr("seconds"));
    word("deadlineWord", tr("seconds"));
    word("ageWord", tr("hours"));
    word("alertWord", tr("jobs"));
    m_doublings->setAccessibleName(tr("The wait between attempts doubles so many times"));
    m_longestWait->setAccessibleName(tr("Longest wait between attempts, in seconds"));
    m_age->setPlaceholderText(tr("never"));
    m_alert->setPlaceholderText(tr("never"));
    m_save->setText(m_isNew ? tr("Make queue") : tr("Save"));
    m_cancel->setText(tr("Cancel"));
    fillPresets();
    check();
}

} // namespace fornada
