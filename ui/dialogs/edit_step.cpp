#include "dialogs/edit_step.h"

#include "dialogs/impact_dialog.h"
#include "text/error_text.h"
#include "widgets/ask_first.h"
#include "widgets/banner.h"
#include "widgets/dialog_buttons.h"
#include "widgets/size_memory.h"

#include <QComboBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace fornada {

EditStep::EditStep(const UiContext &context, const QList<Step> &steps, const QString &batchName,
                   const QStringList &fields, BatchId batch, Then then, QWidget *parent)
    : QDialog(parent)
    , m_context(context)
    , m_batch(batch)
    , m_batchName(batchName)
    , m_steps(steps)
    , m_banner(new Banner(context.theme))
    , m_choice(new QComboBox)
    , m_prompt(new QPlainTextEdit)
    , m_save(new QPushButton(then == Then::Retry ? tr("Save and retry") : tr("Save")))
{
    setObjectName(QStringLiteral("editStep"));
    setWindowTitle(tr("Edit the prompt"));
    rememberSize(this, {640, 420}, context.settings, QStringLiteral("editStep"));
    auto *title = new QLabel(steps.size() == 1 ? tr("Step “%1” of “%2”").arg(steps.first().id, batchName)
                                               : tr("A step of “%1”").arg(batchName));
    title->setFont(context.theme.font(TextSize::Title));
    title->setTextFormat(Qt::PlainText);
    title->setWordWrap(true);
    auto *about = new QLabel(tr("The new wording is used for every job of this step that is not done yet. What is done "
                                "stays; you are told what making it again would cost."));
    about->setWordWrap(true);
    about->setProperty("role", QStringLiteral("muted"));
    m_prompt->setObjectName(QStringLiteral("stepPrompt"));
    m_prompt->setProperty("role", QStringLiteral("field"));
    m_prompt->setTabChangesFocus(true); // a prompt needs no tabs; who has no mouse needs the way out
    m_prompt->setAccessibleName(tr("Prompt"));
    QStringList braces;
    for (const QString &field : fields)
        braces.append(QStringLiteral("{{%1}}").arg(field));
    auto *known = new QLabel(tr("From the row: %1").arg(braces.join(QStringLiteral(", "))));
    known->setWordWrap(true);
    known->setTextFormat(Qt::PlainText);
    known->setProperty("role", QStringLiteral("muted"));
    known->setTextInteractionFlags(Qt::TextSelectableByMouse);
    known->setVisible(!braces.isEmpty());
    m_save->setObjectName(QStringLiteral("saveStep"));
    auto *body = new QVBoxLayout;
    body->setContentsMargins(space::wide, space::wide, space::wide, space::normal);
    body->setSpacing(space::small);
    for (QWidget *widget : std::initializer_list<QWidget *>{title, about, m_choice, m_prompt, known})
        body->addWidget(widget);
    body->addWidget(makeDialogButtons(this, m_save));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_banner);
    layout->addLayout(body);
    connect(m_save, &QPushButton::clicked, this, &EditStep::save);
    connect(m_prompt, &QPlainTextEdit::textChanged, this,
            [this] { m_save->setEnabled(!m_prompt->toPlainText().trimmed().isEmpty()); });
    makeChoice();
}

void EditStep::makeChoice()
{
    m_choice->setObjectName(QStringLiteral("stepChoice"));
    m_choice->setAccessibleName(tr("Step"));
    for (const Step &step : m_steps)
        m_choice->addItem(step.id);
    m_choice->setVisible(m_steps.size() > 1);
    const auto take = [this](int index) {
        m_prompt->setPlainText(m_steps.value(index).prompt);
        m_shown = m_prompt->toPlainText();
    };
    connect(m_choice, &QComboBox::currentIndexChanged, this, take);
    take(0);
    m_prompt->setFocus();
}

void EditStep::save()
{
    m_saving = true;
    m_save->setEnabled(false);
    const QJsonObject args{{QStringLiteral("batch"), m_batch.value},
                           {QStringLiteral("step"), m_choice->currentText()},
                           {QStringLiteral("prompt"), m_prompt->toPlainText()}};
    m_context.commands.ask(QStringLiteral("batch.editStep"), args, this, [this](Result<QJsonObject> reply) {
        m_saving = false;
        m_save->setEnabled(true);
        if (!reply) {
            m_banner->tell(Banner::Kind::Bad, sentence(reply.error()));
            return;
        }
        Q_EMIT saved();
        ImpactDialog::offer(m_context, m_batch, m_batchName, parentWidget());
        accept();
    });
}

void EditStep::reject()
{
    if (m_saving) // the answer is to be seen
        return;
    if (m_prompt->toPlainText() == m_shown)
        QDialog::reject();
    else
        askFirst(this, tr("Close without saving?"), tr("What you changed in this prompt is lost."), tr("Close"),
                 [this] { QDialog::reject(); });
}

} // namespace fornada
