#include "widgets/parameter_form.h"

#include "recipes/batch_parameters.h"
#include "text/name_text.h"
#include "text/recipe_text.h"
#include "theme/theme.h"

#include <QCheckBox>
#include <QEvent>
#include <QFormLayout>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>

#include <optional>

namespace fornada {

namespace {

QString asText(const QJsonValue &value)
{
    if (value.isString())
        return value.toString();
    if (value.isDouble()) {
        QLocale plain;
        plain.setNumberOptions(QLocale::OmitGroupSeparator);
        return plain.toString(value.toDouble(), 'g', 12);
    }
    if (isListOfTexts(value))
        return value.toVariant().toStringList().join(QStringLiteral(", "));
    const QJsonDocument document = value.isArray() ? QJsonDocument(value.toArray()) : QJsonDocument(value.toObject());
    return QString::fromUtf8(document.toJson(QJsonDocument::Compact));
}

// What holds when it is emptied.
QString placeholder(const QString &name, const QJsonValue &value)
{
    const QString usual = asText(value);
    return usual.isEmpty() ? parameterHint(name) : usual;
}

QWidget *editorAt(const QFormLayout &form, int row)
{
    return form.itemAt(row, QFormLayout::FieldRole)->widget();
}

} // namespace

ParameterForm::ParameterForm(QWidget *parent)
    : QWidget(parent)
    , m_form(new QFormLayout(this))
{
    m_form->setContentsMargins(0, 0, 0, 0);
    m_form->setHorizontalSpacing(space::normal);
    m_form->setVerticalSpacing(space::tight);
    m_form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
}

QWidget *ParameterForm::makeEditor(const QString &name, const QJsonValue &value)
{
    QWidget *editor = nullptr;
    if (value.isBool()) {
        auto *box = new QCheckBox;
        box->setChecked(value.toBool());
        connect(box, &QCheckBox::toggled, this, &ParameterForm::edited);
        editor = box;
    } else {
        auto *line = new QLineEdit(asText(value));
        line->setPlaceholderText(placeholder(name, value));
        line->setCursorPosition(0);
        connect(line, &QLineEdit::textEdited, this, &ParameterForm::edited);
        editor = line;
    }
    editor->setObjectName(QStringLiteral("parameter:") + name);
    editor->setAccessibleName(parameterTitle(name));
    return editor;
}

// What was typed stays while the recipe is the same.
void ParameterForm::show(const QJsonObject &defaults)
{
    if (defaults == m_defaults)
        return;
    while (m_form->rowCount() > 0)
        m_form->removeRow(0);
    m_defaults = defaults;
    for (auto it = defaults.begin(); it != defaults.end(); ++it) {
        auto *name = new QLabel(parameterTitle(it.key()));
        name->setTextFormat(Qt::PlainText);
        name->setToolTip(tipText(it.key()));
        m_form->addRow(name, makeEditor(it.key(), it.value()));
    }
}

QJsonObject ParameterForm::values() const
{
    QJsonObject values;
    int row = 0;
    for (auto it = m_defaults.begin(); it != m_defaults.end(); ++it, ++row) {
        const QWidget *editor = editorAt(*m_form, row);
        std::optional<QJsonValue> value;
        if (const auto *box = qobject_cast<const QCheckBox *>(editor))
            value = box->isChecked();
        else if (const QString text = qobject_cast<const QLineEdit *>(editor)->text(); !text.trimmed().isEmpty())
            value = valueLike(text, it.value(), QLocale());
        if (value && *value != QJsonValue(it.value()))
            values.insert(it.key(), *value);
    }
    return values;
}

QString ParameterForm::problem() const
{
    int row = 0;
    for (auto it = m_defaults.begin(); it != m_defaults.end(); ++it, ++row) {
        const auto *line = qobject_cast<const QLineEdit *>(editorAt(*m_form, row));
        if (line && !line->text().trimmed().isEmpty() && !valueLike(line->text(), it.value(), QLocale()))
            return parameterTitle(it.key());
    }
    return {};
}

void ParameterForm::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() != QEvent::LanguageChange)
        return;
    const QLocale before = std::exchange(m_locale, QLocale());
    bool isRetyped = false;
    int row = 0;
    for (auto it = m_defaults.begin(); it != m_defaults.end(); ++it, ++row) {
        qobject_cast<QLabel *>(m_form->itemAt(row, QFormLayout::LabelRole)->widget())
            ->setText(parameterTitle(it.key()));
        editorAt(*m_form, row)->setAccessibleName(parameterTitle(it.key()));
        auto *line = qobject_cast<QLineEdit *>(editorAt(*m_form, row));
        if (!line)
            continue;
        const QJsonValue usual = it.value();
        line->setPlaceholderText(placeholder(it.key(), usual));
        const auto typed = usual.isDouble() ? valueLike(line->text(), usual, before) : std::nullopt;
        if (!typed || asText(*typed) == line->text())
            continue;
        line->setText(asText(*typed));
        isRetyped = true;
    }
    if (isRetyped)
        Q_EMIT edited(); // others may have read it in the new language before
}

} // namespace fornada
