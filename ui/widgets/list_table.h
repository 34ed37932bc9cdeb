#pragma once

#include <QTableView>

#include <functional>

namespace fornada {

class Theme;

// The focus is drawn along a row, of which the cell that has it is only a part. UI thread.
class ListTable : public QTableView {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ListTable)
public:
    using QTableView::QTableView;

protected:
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
};

// A table as all lists of the window have it: whole rows, one height, no grid, nothing measured from the contents.
QTableView *makeListTable(const Theme &theme, QWidget *parent);
// The same looks for a table that is there already.
void dressAsList(QTableView *table, const Theme &theme);
// A double click on a row, or Enter: never a single click, whatever the desktop thinks of it.
void whenOpened(QAbstractItemView *list, std::function<void()> deed);

} // namespace fornada
