#include "widgets/list_table.h"

#include "delegates/row_delegate.h"
#include "theme/theme.h"
#include "widgets/list_header.h"

#include <QHeaderView>
#include <QTableView>

namespace fornada {

QTableView *makeListTable(const Theme &theme, QWidget *parent)
{
    auto *table = new QTableView(parent);
    dressAsList(table, theme);
    table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    table->setContextMenuPolicy(Qt::CustomContextMenu);
    return table;
}

void dressAsList(QTableView *table, const Theme &theme)
{
    table->setHorizontalHeader(new ListHeader(theme, table));
    table->setItemDelegate(new RowDelegate(theme, table)); // cells begin where their head does
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

} // namespace fornada
