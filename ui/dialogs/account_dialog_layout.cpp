#include "dialogs/account_dialog.h"
#include "dialogs/limit_form.h"
#include "text/state_text.h"
#include "widgets/banner.h"
#include "widgets/form_field.h"
#include "widgets/keep_translated.h"
#include "widgets/size_memory.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>

// How the dialog looks; what it does is in account_dialog.cpp.
namespace fornada {

AccountDialog::AccountDialog(const UiContext &context, const SetupBook &book, const QString &account, QWidget *parent)
    : QDialog(parent)
    , m_context(context)
    , m_book(book)
    , m_isNew(account.isEmpty())
    , m_banner(new Banner(context.theme))
{
    setObjectName(QStringLiteral("accountDialog"));
    rememberSize(this, {840, 720}, context.settings, QStringLiteral("account"));
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
    Account fresh;
    fresh.kind = ProviderKind::Gemini;
    const Account *known = book.account(account);
    fill(known ? *known : fresh);
    keepTranslated(this, [this] { setTexts(); }); // its name stands in the title
    m_name->setReadOnly(!m_isNew);
    m_kind->setEnabled(m_isNew);
    m_name->setFocus();
}

QWidget *AccountDialog::makeForm()
{
    const Theme &theme = m_context.theme;
    auto *form = new QWidget;
    form->setProperty("role", QStringLiteral("page"));
    m_nameField = new FormField(theme);
    m_name = m_nameField->add(new QLineEdit, 1);
    m_name->setObjectName(QStringLiteral("name"));
    m_name->setMaxLength(60);
    m_kindField = new FormField(theme);
    m_kind = m_kindField->add(new QComboBox, 1);
    m_kind->setObjectName(QStringLiteral("kind"));
    for (const ProviderKind kind :
         {ProviderKind::Gemini, ProviderKind::OpenAi, ProviderKind::Worker, ProviderKind::Sandbox})
        m_kind->addItem(QString(), int(kind));
    m_urlField = new FormField(theme);
    m_url = m_urlField->add(new QLineEdit, 1);
    m_url->setObjectName(QStringLiteral("url"));
    makeKey();
    m_budgetField = new FormField(theme);
    m_budget = m_budgetField->add(new QLineEdit);
    m_budget->setObjectName(QStringLiteral("dayBudget"));
    m_budget->setFixedWidth(120);
    m_free = m_budgetField->add(new QCheckBox, 1);
    m_free->setObjectName(QStringLiteral("free"));
    m_ownNetwork = new QCheckBox;
    m_ownNetwork->setObjectName(QStringLiteral("ownNetwork"));
    m_limitsTitle = new QLabel;
    m_limitsTitle->setFont(theme.font(TextSize::Title));
    m_limits = new LimitForm(theme, LimitForm::Of::Account);
    auto *head = new QHBoxLayout;
    head->setSpacing(space::wide);
    head->addWidget(m_nameField, 1, Qt::AlignTop);
    head->addWidget(m_kindField, 1, Qt::AlignTop);
    auto *key = new QHBoxLayout;
    key->setSpacing(space::wide);
    key->addWidget(m_keyByField, 1, Qt::AlignTop);
    key->addWidget(m_keyField, 1, Qt::AlignTop);
    auto *layout = new QVBoxLayout(form);
    layout->setContentsMargins(space::wide, space::wide, space::wide, space::wide);
    layout->setSpacing(space::normal);
    layout->addLayout(head);
    layout->addWidget(m_urlField);
    layout->addLayout(key);
    m_models = new QLabel;
    m_models->setObjectName(QStringLiteral("models"));
    m_models->setProperty("role", QStringLiteral("muted"));
    m_models->setWordWrap(true);
    m_models->setTextFormat(Qt::PlainText);
    m_models->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_models->hide();
    layout->addWidget(m_models);
    layout->addWidget(m_budgetField);
    layout->addWidget(m_ownNetwork);
    layout->addSpacing(space::small);
    layout->addWidget(m_limitsTitle);
    layout->addWidget(m_limits);
    layout->addStretch();
    for (QLineEdit *editor : {m_name, m_url, m_budget})
        connect(editor, &QLineEdit::textEdited, this, &AccountDialog::check);
    connect(m_kind, &QComboBox::activated, this, &AccountDialog::followKind);
    connect(m_limits, &LimitForm::edited, this, &AccountDialog::check);
    return form;
}

void AccountDialog::makeKey()
{
    const Theme &theme = m_context.theme;
    m_keyByField = new FormField(theme);
    m_keyBy = m_keyByField->add(new QComboBox, 1);
    m_keyBy->setObjectName(QStringLiteral("keyBy"));
    for (const KeyBy by : {KeyBy::Keychain, KeyBy::Environment, KeyBy::Session, KeyBy::None})
        m_keyBy->addItem(QString(), int(by));
    m_keyField = new FormField(theme);
    m_key = m_keyField->add(new QLineEdit, 1);
    m_key->setObjectName(QStringLiteral("key"));
    m_key->setMaxLength(2'000);
    m_key->setInputMethodHints(Qt::ImhHiddenText | Qt::ImhNoPredictiveText | Qt::ImhSensitiveData);
    connect(m_key, &QLineEdit::textEdited, this, &AccountDialog::check);
    connect(m_keyBy, &QComboBox::activated, this, [this] {
        m_keyByField->setError({});
        m_key->clear(); // a key must not be shown as the name of a variable
        followKeyBy();
    });
}

QWidget *AccountDialog::makeButtons()
{
    auto *bar = new QFrame;
    bar->setProperty("role", QStringLiteral("bar"));
    m_test = new QPushButton;
    m_test->setObjectName(QStringLiteral("test"));
    m_result = new QLabel;
    m_result->setObjectName(QStringLiteral("result"));
    m_result->setWordWrap(true);
    m_result->setTextFormat(Qt::PlainText);
    m_cancel = new QPushButton;
    m_cancel->setProperty("role", QStringLiteral("flat"));
    m_save = new QPushButton(this); // inside the dialog at once: else it is not its default for long
    m_save->setObjectName(QStringLiteral("save"));
    m_save->setProperty("role", QStringLiteral("primary"));
    m_save->setDefault(true);
    m_test->setAutoDefault(false);
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(space::wide, space::normal, space::wide, space::normal);
    layout->setSpacing(space::small);
    layout->addWidget(m_test);
    layout->addWidget(m_result, 1);
    layout->addWidget(m_cancel);
    layout->addWidget(m_save);
    connect(m_test, &QPushButton::clicked, this, &AccountDialog::test);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_save, &QPushButton::clicked, this, &AccountDialog::save);
    return bar;
}

void AccountDialog::setTexts()
{
    setWindowTitle(m_isNew ? tr("Add account") : tr("Account %1").arg(m_name->text()));
    m_nameField->setTitle(tr("Name"));
    m_kindField->setTitle(tr("Provider"));
    m_urlField->setTitle(tr("Address"));
    m_keyByField->setTitle(tr("Where the key is"));
    m_budgetField->setTitle(tr("Budget a day"));
    m_budget->setPlaceholderText(tr("no budget"));
    m_free->setText(tr("Nothing costs money here: lost requests are sent again"));
    m_ownNetwork->setText(tr("Rows and answers may name addresses in my own network"));
    m_ownNetwork->setToolTip(tr("Photos and sounds that rows name by web address, and results that answers point at, "
                                "are fetched from the internet and from the account's own address. With this, also "
                                "from this machine and its network."));
    m_limitsTitle->setText(tr("Limits shared by all its queues"));
    for (int i = 0; i < m_kind->count(); ++i)
        m_kind->setItemText(i, providerName(ProviderKind(m_kind->itemData(i).toInt())));
    const QStringList ways = {tr("In this desktop's keychain"), tr("In an environment variable"),
                              tr("For this session only"), tr("It needs no key"), tr("As it is now")};
    for (int i = 0; i < m_keyBy->count(); ++i)
        m_keyBy->setItemText(i, ways.value(i));
    m_test->setText(tr("Test"));
    m_save->setText(m_isNew ? tr("Add account") : tr("Save"));
    m_cancel->setText(tr("Cancel"));
    followKeyBy();
}

} // namespace fornada
