#include "dialogs/client_dialog.h"

#include "text/error_text.h"
#include "text/format.h"
#include "text/state_text.h"
#include "widgets/banner.h"
#include "widgets/dialog_buttons.h"
#include "widgets/form_field.h"

#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace fornada {

namespace {

// A whole number from 0 up; nothing typed is no limit. ok: false when it makes no sense.
std::optional<qint64> typedCount(const QString &text, bool *ok)
{
    *ok = true;
    if (text.trimmed().isEmpty())
        return std::nullopt;
    const qint64 count = QLocale().toLongLong(text.trimmed(), ok);
    *ok = *ok && count >= 0;
    return count;
}

} // namespace

ClientDialog::ClientDialog(const UiContext &context, const Client &client, QWidget *parent)
    : QDialog(parent)
    , m_context(context)
    , m_client(client)
    , m_banner(new Banner(context.theme))
    , m_nameField(new FormField(context.theme))
    , m_budgetField(new FormField(context.theme))
    , m_name(new QLineEdit(client.name))
    , m_budget(new QLineEdit(client.budget ? editableMoney(*client.budget) : QString()))
    , m_save(new QPushButton(tr("Save")))
{
    const bool fresh = client.name.isEmpty();
    setObjectName(QStringLiteral("clientDialog"));
    setWindowTitle(fresh ? tr("Add a client") : tr("Client %1").arg(client.name));
    m_name->setObjectName(QStringLiteral("clientName"));
    m_name->setMaxLength(200);
    m_name->setReadOnly(!fresh);
    m_name->setEnabled(fresh);
    m_nameField->setTitle(tr("Name, as batches give it"));
    m_nameField->add(m_name, 1);
    m_budget->setObjectName(QStringLiteral("clientBudget"));
    m_budget->setPlaceholderText(tr("no budget"));
    m_budgetField->setTitle(tr("Budget, over all batches"));
    m_budgetField->setHint(tr("When it is used up, this client's jobs wait. What was spent before counts."));
    m_budgetField->add(m_budget, 1);
    m_save->setObjectName(QStringLiteral("saveClient"));
    auto *body = new QVBoxLayout;
    body->setContentsMargins(space::wide, space::wide, space::wide, space::normal);
    body->setSpacing(space::normal);
    body->addWidget(m_nameField);
    body->addWidget(m_budgetField);
    body->addWidget(makeCredits());
    body->addStretch();
    body->addWidget(makeDialogButtons(this, m_save));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_banner);
    layout->addLayout(body);
    resize(460, sizeHint().height());
    connect(m_save, &QPushButton::clicked, this, &ClientDialog::save);
    connect(m_name, &QLineEdit::textChanged, this, &ClientDialog::check);
    connect(m_budget, &QLineEdit::textChanged, this, &ClientDialog::check);
    check();
}

QWidget *ClientDialog::makeCredits()
{
    auto *box = new QWidget;
    auto *grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(space::wide);
    grid->setVerticalSpacing(space::small);
    auto *title = new QLabel(tr("Credits left: results of each kind that may still be made"));
    title->setProperty("role", QStringLiteral("section"));
    title->setFont(m_context.theme.font(TextSize::Small));
    title->setWordWrap(true);
    grid->addWidget(title, 0, 0, 1, 2);
    for (const Operation operation :
         {Operation::Image, Operation::EditImage, Operation::Text, Operation::Json, Operation::Speech,
          Operation::Transcription, Operation::HttpCall, Operation::Message}) {
        Entry entry{operation, new FormField(m_context.theme), new QLineEdit};
        entry.field->setTitle(operationName(operation));
        entry.field->add(entry.editor, 1);
        entry.editor->setObjectName(QStringLiteral("credits-") + toName(operation));
        entry.editor->setPlaceholderText(tr("not limited"));
        if (const auto credits = m_client.credits.constFind(operation); credits != m_client.credits.cend())
            entry.editor->setText(QLocale().toString(*credits));
        const int place = int(m_credits.size());
        grid->addWidget(entry.field, 1 + place / 2, place % 2);
        connect(entry.editor, &QLineEdit::textChanged, this, &ClientDialog::check);
        m_credits.append(entry);
    }
    return box;
}

void ClientDialog::check()
{
    const QString typed = m_budget->text().trimmed();
    const auto budget = typedMoney(typed);
    bool good = typed.isEmpty() || (budget && budget->micros >= 0);
    m_budgetField->setError(good ? QString()
                                 : tr("An amount like %1, or nothing").arg(editableMoney(Money{5'000'000})));
    for (const Entry &entry : std::as_const(m_credits)) {
        bool ok = true;
        (void)typedCount(entry.editor->text(), &ok);
        entry.field->setError(ok ? QString() : tr("A whole number, or nothing"));
        good = good && ok;
    }
    m_save->setEnabled(good && !m_name->text().trimmed().isEmpty());
}

// Only what was changed is sent: what is used up meanwhile is not put back.
void ClientDialog::save()
{
    QJsonObject args{{QStringLiteral("client"), m_name->text().trimmed()}};
    const QString typed = m_budget->text().trimmed();
    if (const auto budget = typed.isEmpty() ? std::nullopt : typedMoney(typed); budget != m_client.budget)
        args.insert(QStringLiteral("budget"), budget ? QJsonValue(toDecimal(*budget)) : QJsonValue());
    QJsonObject credits;
    for (const Entry &entry : std::as_const(m_credits)) {
        bool ok = true;
        const auto count = typedCount(entry.editor->text(), &ok);
        const auto known = m_client.credits.constFind(entry.operation);
        const auto before = known == m_client.credits.cend() ? std::nullopt : std::optional(*known);
        if (count != before)
            credits.insert(toName(entry.operation), count ? QJsonValue(*count) : QJsonValue());
    }
    if (!credits.isEmpty())
        args.insert(QStringLiteral("credits"), credits);
    m_save->setEnabled(false);
    m_context.commands.ask(QStringLiteral("credit.set"), args, this, [this](Result<QJsonObject> reply) {
        m_save->setEnabled(true);
        if (!reply) {
            m_banner->tell(Banner::Kind::Bad, sentence(reply.error()));
            return;
        }
        Q_EMIT saved();
        accept();
    });
}

} // namespace fornada
