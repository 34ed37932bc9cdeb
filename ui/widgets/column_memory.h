#pragma once

#include "models/columns.h"

#include <QCoreApplication>
#include <QHeaderView>
#include <QMenu>
#include <QSettings>

#include <functional>

namespace fornada {

// "Sort by" for who has no mouse: the same column again turns the order around.
template<class Row>
void addSortMenu(QMenu &menu, QHeaderView *header, const ColumnTable<Row> &columns,
                 const std::function<bool(int)> &isSortable)
{
    menu.addSeparator();
    QMenu *sorts = menu.addMenu(QCoreApplication::translate("columns", "Sort by"));
    for (size_t i = 0; i < columns.size(); ++i) {
        if (isSortable && !isSortable(int(i)))
            continue;
        QAction *action = sorts->addAction(columns[i].header());
        const bool sorted = header->sortIndicatorSection() == int(i);
        action->setCheckable(true);
        action->setChecked(sorted);
        QObject::connect(action, &QAction::triggered, header, [header, i, sorted] {
            const bool down = sorted && header->sortIndicatorOrder() == Qt::AscendingOrder;
            header->setSortIndicator(int(i), down ? Qt::DescendingOrder : Qt::AscendingOrder);
        });
    }
}

// Gives a header its columns' widths and visibility, lets the operator choose, and remembers what was chosen.
template<class Row>
void rememberColumns(QHeaderView *header, const ColumnTable<Row> &columns, QSettings &settings, const QString &name,
                     const std::function<bool(int)> &isSortable = {})
{
    header->setSectionsMovable(true);
    const QByteArray saved = settings.value(name).toByteArray();
    for (size_t i = 0; i < columns.size(); ++i) {
        header->resizeSection(int(i), columns[i].width);
        header->setSectionHidden(int(i), !columns[i].shown);
        if (columns[i].stretches)
            header->setSectionResizeMode(int(i), QHeaderView::Stretch);
    }
    if (!saved.isEmpty())
        header->restoreState(saved);
    const auto remember = [header, &settings, name] { settings.setValue(name, header->saveState()); };
    QObject::connect(header, &QHeaderView::sectionResized, header, remember);
    QObject::connect(header, &QHeaderView::sectionMoved, header, remember);
    QObject::connect(header, &QHeaderView::sortIndicatorChanged, header, remember);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    QObject::connect(header, &QWidget::customContextMenuRequested, header, [=, &columns](QPoint at) {
        auto *menu = new QMenu(header);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        for (size_t i = 0; i < columns.size(); ++i) {
            QAction *action = menu->addAction(columns[i].header());
            action->setCheckable(true);
            action->setChecked(!header->isSectionHidden(int(i)));
            action->setEnabled(i > 0); // one column always stays
            QObject::connect(action, &QAction::toggled, header, [header, i, remember](bool shown) {
                header->setSectionHidden(int(i), !shown);
                remember();
            });
        }
        if (header->isSortIndicatorShown())
            addSortMenu(*menu, header, columns, isSortable);
        menu->popup(header->mapToGlobal(at));
    });
}

} // namespace fornada
