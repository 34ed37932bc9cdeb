#include "dialogs/edit_step.h"

#include "text/error_text.h"
#include "widgets/banner.h"
#include "widgets/dialog_buttons.h"

#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace fornada {

EditStep::EditStep(const UiContext &context, const Step &step, const QString &batchName, const QStringList &fields,
                   BatchId batch, QWidget *parent)
    : QDialog(parent)
    , m_context(context)
    , m_batch(batch)
    , m_step(step)
    , m_banner(new Banner(context.theme))
    , m_prompt(new QPlainTextEdit(step.prompt))
    , m_save(new QPushButton(tr("Save and retry")))
{
    setObjectName(QStringLiteral("editStep"));
    setWindowTitle(tr("Edit the prompt"));
    resize(640, 420);
    auto *title = new QLabel(tr("Step “%1” of %2").arg(step.id, batchName));
    title->setFont(context.theme.font(TextSize::Title));
    title->setTextFormat(Qt::PlainText);
    title->setWordWrap(true);
    auto *about = new QLabel(tr("The new wording is used for every job of this step that is not done yet. What is done "
                                "or on its way stays as it was."));
    about->setWordWrap(true);
    about->setProperty("role", QStringLiteral("muted"));
    m_prompt->setObjectName(QStringLiteral("stepPrompt"));
    m_prompt->setProperty("role", QStringLiteral("field"));
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
    for (QWidget *widget : std::initializer_list<QWidget *>{title, about, m_prompt, known})
        body->addWidget(widget);
    body->addWidget(makeDialogButtons(this, m_save));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_banner);
    layout->addLayout(body);
    connect(m_save, &QPushButton::clicked, this, &EditStep::save);
    connect(m_prompt, &QPlainTextEdit::textChanged, this,
            [this] { m_save->setEnabled(!m_prompt->toPlainText().trimmed().isEmpty()); });
}

void EditStep::save()
{
    m_save->setEnabled(false);
    const QJsonObject args{{QStringLiteral("batch"), m_batch.value},
                           {QStringLiteral("step"), m_step.id},
                           {QStringLiteral("prompt"), m_prompt->toPlainText()}};
    m_context.commands.ask(QStringLiteral("batch.editStep"), args, this, [this](Result<QJsonObject> reply) {
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
