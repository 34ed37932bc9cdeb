#include "widgets/form_field.h"

#include "theme/theme.h"
#include "widgets/set_role.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace fornada {

FormField::FormField(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_title(new QLabel)
    , m_note(new QLabel)
    , m_editors(new QHBoxLayout)
{
    m_title->setProperty("role", QStringLiteral("section"));
    m_note->setObjectName(QStringLiteral("note"));
    m_note->setWordWrap(true);
    m_note->setTextFormat(Qt::PlainText);
    for (QLabel *small : {m_title, m_note})
        small->setFont(theme.font(TextSize::Small));
    m_editors->setSpacing(space::small);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::tight);
    layout->addWidget(m_title);
    layout->addLayout(m_editors);
    layout->addWidget(m_note);
    showNote();
}

void FormField::addEditor(QWidget *editor, int stretch)
{
    m_editors->addWidget(editor, stretch);
    if (m_hasBuddy)
        return;
    m_hasBuddy = true;
    m_title->setBuddy(editor);
    editor->setAccessibleName(m_title->text());
}

QLabel *FormField::addWord()
{
    auto *word = new QLabel;
    word->setProperty("role", QStringLiteral("muted"));
    m_editors->addWidget(word);
    return word;
}

void FormField::setTitle(const QString &title)
{
    m_title->setText(title);
    m_title->setVisible(!title.isEmpty());
    if (QWidget *editor = m_title->buddy())
        editor->setAccessibleName(title);
}

void FormField::setHint(const QString &hint)
{
    m_hint = hint;
    showNote();
}

void FormField::setError(const QString &error)
{
    if (error == m_wrong)
        return;
    m_wrong = error;
    showNote();
}

void FormField::showNote()
{
    const QString text = m_wrong.isEmpty() ? m_hint : m_wrong;
    setRole(m_note, m_wrong.isEmpty() ? "muted" : "bad");
    m_note->setText(text);
    m_note->setVisible(!text.isEmpty());
    if (QWidget *editor = m_title->buddy())
        editor->setAccessibleDescription(text);
}

} // namespace fornada
