#pragma once

class QTableView;
class QWidget;

namespace fornada {

class Theme;

// A table as all lists of the window have it: whole rows, one height, no grid, nothing measured from the contents.
QTableView *makeListTable(const Theme &theme, QWidget *parent);
// The same looks for a table that is there already.
void dressAsList(QTableView *table, const Theme &theme);

} // namespace fornada
