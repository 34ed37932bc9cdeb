#pragma once

#include <functional>

class QAbstractItemView;
class QTableView;
class QWidget;

namespace fornada {

class Theme;

// A table as all lists of the window have it: whole rows, one height, no grid, nothing measured from the contents.
QTableView *makeListTable(const Theme &theme, QWidget *parent);
// The same looks for a table that is there already.
void dressAsList(QTableView *table, const Theme &theme);
// A double click on a row, or Enter: never a single click, whatever the desktop thinks of it.
void whenOpened(QAbstractItemView *list, std::function<void()> deed);

} // namespace fornada
