#include "widgets/mapping_form.h"

#include "theme/theme.h"
#include "widgets/eliding_box.h"
#include "widgets/keep_translated.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLabel>

namespace fornada {

MappingForm::MappingForm(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_form(new QFormLayout(this))
{
    m_form->setContentsMargins(0, 0, 0, 0);
    m_form->setHorizontalSpacing(space::normal);
    m_form->setVerticalSpacing(space::tight);
    m_form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    keepTranslated(this, [this] { setTexts(); });
}

void MappingForm::setTexts()
{
    const QStringList fields = m_needed + m_optional;
    for (int row = 0; row < m_form->rowCount(); ++row) {
        auto *box = qobject_cast<QComboBox *>(m_form->itemAt(row, QFormLayout::FieldRole)->widget());
        auto *name = qobject_cast<QLabel *>(m_form->itemAt(row, QFormLayout::LabelRole)->widget());
        const QString &field = fields.at(row);
        const bool isOptional = row >= m_needed.size();
        box->setAccessibleName(isOptional ? tr("Column for %1, optional").arg(field) : tr("Column for %1").arg(field));
        box->setItemText(0, isOptional ? tr("from no column") : tr("choose a column"));
        name->setText(isOptional ? tr("%1 (optional)", "a field").arg(field) : field);
    }
}

void MappingForm::makeBoxes(const QStringList &columns)
{
    while (m_form->rowCount() > 0)
        m_form->removeRow(0);
    for (const QString &field : m_needed + m_optional) {
        auto *box = new ElidingBox;
        box->setObjectName(QStringLiteral("column:") + field);
        box->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        box->setMinimumContentsLength(8);
        box->addItem(QString(), QString());
        for (const QString &column : columns)
            box->addItem(column, column);
        connect(box, &QComboBox::activated, this,
                [this, box, field] { Q_EMIT chosen(field, box->currentData().toString()); });
        auto *name = new QLabel;
        name->setTextFormat(Qt::PlainText);
        m_form->addRow(name, box);
    }
    setTexts();
}

// The boxes stay where they are as long as they mean the same: the operator may be in one of them.
void MappingForm::show(const QStringList &needed, const QStringList &optional, const QStringList &columns,
                       const FieldMapping &mapping)
{
    if (needed != m_needed || optional != m_optional || columns != m_columns) {
        m_needed = needed;
        m_optional = optional;
        m_columns = columns;
        makeBoxes(columns);
    }
    const QStringList fields = needed + optional;
    for (int row = 0; row < m_form->rowCount(); ++row) {
        auto *box = qobject_cast<QComboBox *>(m_form->itemAt(row, QFormLayout::FieldRole)->widget());
        auto *name = qobject_cast<QLabel *>(m_form->itemAt(row, QFormLayout::LabelRole)->widget());
        const QString column = mapping.value(fields.at(row));
        const bool isMissing = column.isEmpty() && row < needed.size();
        box->setCurrentIndex(column.isEmpty() ? 0 : std::max(0, box->findData(column)));
        QPalette palette = name->palette();
        palette.setColor(QPalette::WindowText, isMissing ? m_theme.colours().bad : m_theme.colours().text);
        name->setPalette(palette);
    }
}

} // namespace fornada
