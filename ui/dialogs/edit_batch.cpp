#include "dialogs/edit_batch.h"

#include "models/batch_model.h"
#include "text/error_text.h"
#include "text/format.h"
#include "widgets/banner.h"
#include "widgets/dialog_buttons.h"
#include "widgets/form_field.h"

#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace fornada {

namespace {

constexpr int kWidth = 460;

// Nothing typed is no amount. ok: false when it makes no sense.
std::optional<Money> amountIn(const QLineEdit &editor, bool *ok)
{
    const QString typed = editor.text().trimmed();
    const auto money = typed.isEmpty() ? std::nullopt : typedMoney(typed);
    *ok = typed.isEmpty() || (money && money->micros >= 0);
    return money;
}

int priorityIn(const QLineEdit &editor, bool *ok)
{
    return QLocale().toInt(editor.text().trimmed(), ok);
}

} // namespace

EditBatch::EditBatch(const UiContext &context, const Batch &batch, QWidget *parent)
    : QDialog(parent)
    , m_context(context)
    , m_batch(batch)
    , m_banner(new Banner(context.theme))
    , m_nameField(new FormField(context.theme))
    , m_budgetField(new FormField(context.theme))
    , m_priorityField(new FormField(context.theme))
    , m_resendField(new FormField(context.theme))
    , m_name(new QLineEdit(batch.name))
    , m_budget(new QLineEdit(batch.budget ? editableMoney(*batch.budget) : QString()))
    , m_priority(new QLineEdit(QLocale().toString(batch.priority)))
    , m_resend(new QLineEdit(editableMoney(batch.resendPerJob)))
    , m_save(new QPushButton(tr("Save")))
{
    setObjectName(QStringLiteral("editBatch"));
    setWindowTitle(tr("Edit the batch"));
    m_name->setObjectName(QStringLiteral("batchName"));
    m_name->setMaxLength(200);
    m_nameField->setTitle(tr("Name"));
    m_nameField->add(m_name, 1);
    m_budget->setObjectName(QStringLiteral("batchBudget"));
    m_budget->setPlaceholderText(tr("no budget"));
    m_budgetField->setTitle(tr("Budget"));
    m_budgetField->add(m_budget, 1);
    m_budgetField->setHint(
        tr("Used so far: %1, with what is on its way and what may be charged.").arg(moneyText(batch.totals.counted())));
    m_priority->setObjectName(QStringLiteral("batchPriority"));
    m_priorityField->setTitle(tr("Priority"));
    m_priorityField->add(m_priority, 1);
    m_priorityField->setHint(tr("Where batches wait for the same queue, a higher number goes first."));
    m_resend->setObjectName(QStringLiteral("batchResend"));
    m_resendField->setTitle(tr("Re-send limit of one request"));
    m_resendField->add(m_resend, 1);
    m_resendField->setHint(tr("A request without an answer is sent again by itself when it may cost at most this, and "
                              "all such repeats of the batch together at most %1% of its estimate.")
                               .arg(QLocale().toString(batch.resendPart * 100, 'g', 3)));
    m_save->setObjectName(QStringLiteral("saveBatch"));
    auto *body = new QVBoxLayout;
    body->setContentsMargins(space::wide, space::wide, space::wide, space::normal);
    body->setSpacing(space::normal);
    for (FormField *field : {m_nameField, m_budgetField, m_priorityField, m_resendField})
        body->addWidget(field);
    body->addStretch();
    body->addWidget(makeDialogButtons(this, m_save));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_banner);
    layout->addLayout(body);
    resize(kWidth, sizeHint().height());
    connect(m_save, &QPushButton::clicked, this, &EditBatch::save);
    for (QLineEdit *editor : {m_name, m_budget, m_priority, m_resend})
        connect(editor, &QLineEdit::textChanged, this, &EditBatch::check);
    m_budget->setFocus(); // what it is mostly opened for
    m_budget->selectAll();
    check();
}

void EditBatch::check()
{
    bool budgetOk = true, resendOk = true, priorityOk = true;
    const auto budget = amountIn(*m_budget, &budgetOk);
    const auto resend = amountIn(*m_resend, &resendOk);
    budgetOk = budgetOk && (!budget || !budget->isZero());
    resendOk = resendOk && resend;
    (void)priorityIn(*m_priority, &priorityOk);
    const bool named = !m_name->text().trimmed().isEmpty();
    m_nameField->setError(named ? QString() : tr("A batch needs a name"));
    m_budgetField->setError(
        budgetOk ? QString() : tr("An amount like %1, or nothing for no budget").arg(editableMoney(Money{5'000'000})));
    m_priorityField->setError(priorityOk ? QString() : tr("A whole number"));
    m_resendField->setError(
        resendOk ? QString()
                 : tr("An amount like %1; with 0 nothing is sent again by itself").arg(editableMoney(Money{10'000})));
    m_save->setEnabled(named && budgetOk && priorityOk && resendOk);
}

// Only what was changed: what somebody else sets meanwhile is not put back.
QJsonObject EditBatch::changes() const
{
    QJsonObject args;
    bool ok = true;
    if (const QString name = m_name->text().trimmed(); name != m_batch.name)
        args.insert(QStringLiteral("name"), name);
    if (const auto budget = amountIn(*m_budget, &ok); budget != m_batch.budget)
        args.insert(QStringLiteral("budget"), budget ? toDecimal(*budget) : QStringLiteral("none"));
    if (const int priority = priorityIn(*m_priority, &ok); priority != m_batch.priority)
        args.insert(QStringLiteral("priority"), priority);
    if (const auto resend = amountIn(*m_resend, &ok); resend && *resend != m_batch.resendPerJob)
        args.insert(QStringLiteral("resendPerJob"), toDecimal(*resend));
    return args;
}

void EditBatch::save()
{
    QJsonObject args = changes();
    if (args.isEmpty()) {
        accept();
        return;
    }
    args.insert(QStringLiteral("batch"), m_batch.id.value);
    m_save->setEnabled(false);
    m_context.commands.ask(QStringLiteral("batch.set"), args, this, [this](Result<QJsonObject> reply) {
        m_save->setEnabled(true);
        if (!reply) {
            m_banner->tell(Banner::Kind::Bad, sentence(reply.error()));
            return;
        }
        m_context.batches.refresh();
        accept();
    });
}

} // namespace fornada
