#include "widgets/list_table.h"

#include "delegates/row_delegate.h"
#include "theme/theme.h"
#include "widgets/list_header.h"

#include <QHeaderView>
#include <QShortcut>
#include <QTableView>

namespace fornada {

QTableView *makeListTable(const Theme &theme, QWidget *parent)
{
    auto *table = new QTableView(parent);
    dressAsList(table, theme);
    table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    table->setContextMenuPolicy(Qt::CustomContextMenu);
    table->setItemDelegate(new RowDelegate(theme, table));
    return table;
}

void dressAsList(QTableView *table, const Theme &theme)
{
    table->setHorizontalHeader(new ListHeader(theme, table));
    table->setShowGrid(false);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    table->setVerticalScrollMode(QAbstractItemView::ScrollPerItem);
    table->setWordWrap(false);
    table->setMouseTracking(true);
    table->setTabKeyNavigation(false);
    table->setCornerButtonEnabled(false);
    table->verticalHeader()->hide();
    table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table->verticalHeader()->setDefaultSectionSize(space::rowHeight);
    table->verticalHeader()->setMinimumSectionSize(space::rowHeight);
}

void whenOpened(QAbstractItemView *list, std::function<void()> deed)
{
    QObject::connect(list, &QAbstractItemView::doubleClicked, list, deed);
    for (const Qt::Key key : {Qt::Key_Return, Qt::Key_Enter}) {
        auto *shortcut = new QShortcut(QKeySequence(key), list);
        shortcut->setContext(Qt::WidgetShortcut);
        QObject::connect(shortcut, &QShortcut::activated, list, deed);
    }
}

} // namespace fornada
