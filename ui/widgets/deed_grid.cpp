#include "widgets/deed_grid.h"

#include <QGridLayout>
#include <QToolButton>

namespace fornada {

namespace {

constexpr int kGap = 6;

} // namespace

DeedGrid::DeedGrid(const Actions &actions, std::initializer_list<Actions::Id> deeds, QWidget *parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, space::tight, 0, space::tight);
    m_grid->setSpacing(kGap);
    m_grid->setColumnStretch(0, 1);
    m_grid->setColumnStretch(1, 1);
    for (const Actions::Id id : deeds)
        m_buttons.append(makeButton(actions.of(id)));
    arrange();
}

QToolButton *DeedGrid::makeButton(QAction *action)
{
    auto *button = new QToolButton(this);
    button->setDefaultAction(action);
    button->setProperty("role", QStringLiteral("deed"));
    button->setIconSize(QSize(16, 16));
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed); // the panel decides how wide it is
    const auto follow = [this, button, action] {
        button->setAccessibleName(action->text());
        arrange();
    };
    connect(action, &QAction::changed, this, follow); // another selection, another language
    button->setAccessibleName(action->text());
    return button;
}

void DeedGrid::arrange()
{
    const int half = (width() - kGap) / 2;
    QList<std::pair<int, bool>> wanted;
    for (int i = 0; i < m_buttons.size(); ++i)
        if (m_buttons.at(i)->defaultAction()->isEnabled())
            wanted.append({i, m_buttons.at(i)->sizeHint().width() > half});
    if (wanted == m_arranged && !wanted.isEmpty())
        return;
    m_arranged = wanted;
    for (QToolButton *button : std::as_const(m_buttons)) { // what stays keeps the focus
        m_grid->removeWidget(button);
        if (!button->defaultAction()->isEnabled())
            button->hide();
    }
    // One that finds no other beside it has the whole line.
    int line = 0;
    for (qsizetype i = 0; i < wanted.size(); ++line) {
        const bool isPair = i + 1 < wanted.size() && !wanted.at(i).second && !wanted.at(i + 1).second;
        for (int column = 0; column < (isPair ? 2 : 1); ++column, ++i) {
            QToolButton *button = m_buttons.at(wanted.at(i).first);
            m_grid->addWidget(button, line, column, 1, isPair ? 1 : 2);
            button->show();
        }
    }
}

void DeedGrid::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

} // namespace fornada
