#include "widgets/part_form.h"

#include "widgets/eliding_box.h"
#include "widgets/keep_translated.h"

#include <QPlainTextEdit>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace fornada {

PartForm::PartForm(QWidget *parent)
    : QWidget(parent)
    , m_names(new ElidingBox)
    , m_query(new QPlainTextEdit)
{
    m_names->setObjectName(QStringLiteral("part"));
    m_query->setObjectName(QStringLiteral("query"));
    m_query->setFixedHeight(72);
    m_query->setTabChangesFocus(true);
    m_query->setProperty("role", QStringLiteral("field"));
    m_query->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_names);
    layout->addWidget(m_query);
    setFocusProxy(m_names);
    connect(m_names, &QComboBox::activated, this, &PartForm::choose);
    connect(m_query, &QPlainTextEdit::textChanged, this,
            [this] { Q_EMIT queryChosen(m_query->toPlainText().trimmed(), true); });
    keepTranslated(this, [this] { setTexts(); });
}

void PartForm::show(const RowParts &parts, const RowsPlace &place)
{
    if (place.path == m_path && parts.names == m_parts.names)
        return;
    m_path = place.path;
    m_parts = parts;
    const QSignalBlocker quiet(m_query);
    m_query->clear();
    m_query->hide();
    m_names->clear();
    for (const QString &name : parts.names)
        m_names->addItem(name, name);
    if (parts.kind == RowParts::Kind::Tables)
        m_names->addItem(QString());
    m_names->setCurrentIndex(std::max(0, m_names->findData(place.sheet)));
    setTexts();
}

void PartForm::choose(int index)
{
    const QString name = m_names->itemData(index).toString();
    const bool own = name.isEmpty();
    m_query->setVisible(own);
    if (m_parts.kind == RowParts::Kind::Sheets) {
        Q_EMIT sheetChosen(name);
        return;
    }
    if (own && m_query->toPlainText().isEmpty()) { // something to begin with
        const QSignalBlocker quiet(m_query);
        m_query->setPlainText(queryOfTable(m_parts.names.value(0)));
    }
    if (own)
        m_query->setFocus();
    Q_EMIT queryChosen(own ? m_query->toPlainText().trimmed() : queryOfTable(name), false);
}

void PartForm::setTexts()
{
    const bool sheets = m_parts.kind == RowParts::Kind::Sheets;
    m_names->setAccessibleName(sheets ? tr("Sheet of the workbook") : tr("Table of the database"));
    m_query->setAccessibleName(tr("Query that gives the rows"));
    m_query->setPlaceholderText(QStringLiteral("SELECT … FROM …"));
    if (!sheets && m_names->count() > 0)
        m_names->setItemText(m_names->count() - 1, tr("A query of your own…"));
}

} // namespace fornada
