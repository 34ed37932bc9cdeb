#include "widgets/fact_list.h"

#include "theme/theme.h"
#include "widgets/wrapping_label.h"

#include <QGridLayout>
#include <QLabel>

namespace fornada {

FactList::FactList(QWidget *parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(space::normal);
    m_grid->setVerticalSpacing(space::tight);
    m_grid->setColumnStretch(1, 1);
}

void FactList::setFacts(const QList<std::pair<QString, QString>> &facts)
{
    qsizetype line = 0;
    for (const auto &[name, value] : facts) {
        if (name.isEmpty() && line > 0) // a gap between groups
            m_grid->setRowMinimumHeight(int(line - 1), m_lines.at(line - 1).first->sizeHint().height() + space::small);
        if (value.isEmpty())
            continue;
        m_grid->setRowMinimumHeight(int(line), 0);
        if (line == m_lines.size()) {
            auto *left = new QLabel;
            auto *right = new WrappingLabel;
            left->setProperty("role", QStringLiteral("muted"));
            left->setTextFormat(Qt::PlainText); // a column of somebody's table, perhaps
            left->setAlignment(Qt::AlignTop | Qt::AlignLeft);
            m_grid->addWidget(left, int(line), 0);
            m_grid->addWidget(right, int(line), 1);
            m_lines.append(std::pair(left, right));
        }
        m_lines.at(line).first->setText(name);
        m_lines.at(line).second->setText(value);
        ++line;
    }
    for (qsizetype i = 0; i < m_lines.size(); ++i) {
        m_lines.at(i).first->setVisible(i < line);
        m_lines.at(i).second->setVisible(i < line);
    }
}

} // namespace fornada
