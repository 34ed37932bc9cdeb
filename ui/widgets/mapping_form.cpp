#include "widgets/mapping_form.h"

#include "theme/theme.h"
#include "widgets/eliding_box.h"

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
}

// The boxes stay where they are as long as they mean the same: the operator may be in one of them.
void MappingForm::show(const QStringList &fields, const QStringList &columns, const FieldMapping &mapping)
{
    if (fields != m_fields || columns != m_columns) {
        while (m_form->rowCount() > 0)
            m_form->removeRow(0);
        for (const QString &field : fields) {
            auto *box = new ElidingBox;
            box->setObjectName(QStringLiteral("column:") + field);
            box->setAccessibleName(tr("Column for %1").arg(field));
            box->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
            box->setMinimumContentsLength(8);
            box->addItem(tr("choose a column"), QString());
            for (const QString &column : columns)
                box->addItem(column, column);
            connect(box, &QComboBox::activated, this,
                    [this, box, field] { Q_EMIT chosen(field, box->currentData().toString()); });
            auto *name = new QLabel(field);
            name->setTextFormat(Qt::PlainText);
            m_form->addRow(name, box);
        }
        m_fields = fields;
        m_columns = columns;
    }
    for (int row = 0; row < m_form->rowCount(); ++row) {
        auto *box = qobject_cast<QComboBox *>(m_form->itemAt(row, QFormLayout::FieldRole)->widget());
        auto *name = qobject_cast<QLabel *>(m_form->itemAt(row, QFormLayout::LabelRole)->widget());
        const QString column = mapping.value(fields.at(row));
        box->setCurrentIndex(column.isEmpty() ? 0 : std::max(0, box->findData(column)));
        QPalette palette = name->palette();
        palette.setColor(QPalette::WindowText, column.isEmpty() ? m_theme.colours().bad : m_theme.colours().text);
        name->setPalette(palette);
    }
}

} // namespace fornada
