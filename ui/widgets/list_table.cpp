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
    table->setHorizontalHeader(new ListHeader(theme, table));
    table->setShowGrid(false);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    table->setVerticalScrollMode(QAbstractItemView::ScrollPerItem);
    table->setWordWrap(false);
    table->setMouseTracking(true);
    table->setTabKeyNavigation(false);
    table->setCornerButtonEnabled(false);
    table->setContextMenuPolicy(Qt::CustomContextMenu);
    table->setItemDelegate(new RowDelegate(theme, table));
    table->verticalHeader()->hide();
    table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table->verticalHeader()->setDefaultSectionSize(space::rowHeight);
    table->verticalHeader()->setMinimumSectionSize(space::rowHeight);
    return table;
}

} // namespace fornada
