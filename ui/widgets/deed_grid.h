#pragma once

#include "window/actions.h"

#include <QWidget>

class QGridLayout;
class QToolButton;

namespace fornada {

// What can be done with the thing that is shown: a button each, with its name, two beside each other. What cannot be
// done with it takes no room.
class DeedGrid final : public QWidget {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DeedGrid)
public:
    DeedGrid(const Actions &actions, std::initializer_list<Actions::Id> deeds, QWidget *parent = nullptr);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QToolButton *makeButton(QAction *action);
    void arrange();

    QGridLayout *m_grid;
    QList<QToolButton *> m_buttons;
    QList<std::pair<int, bool>> m_arranged; // which are there, and whether each needs a line of its own
};

} // namespace fornada
