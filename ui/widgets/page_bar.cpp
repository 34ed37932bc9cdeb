#include "widgets/page_bar.h"

#include "theme/theme.h"

#include <QHBoxLayout>
#include <QLabel>

namespace fornada {

PageBar::PageBar(const Theme &theme, QWidget *parent)
    : QFrame(parent)
    , m_row(new QHBoxLayout(this))
    , m_title(new QLabel)
{
    setProperty("role", QStringLiteral("filterBar"));
    setFixedHeight(space::barHeight);
    m_title->setFont(theme.font(TextSize::Title));
    m_row->setContentsMargins(space::normal, 0, space::normal, 0);
    m_row->setSpacing(space::normal);
    m_row->addWidget(m_title);
}

QLabel *PageBar::addCount()
{
    auto *count = new QLabel;
    count->setProperty("role", QStringLiteral("muted"));
    m_row->addWidget(count);
    return count;
}

} // namespace fornada
