#pragma once

#include "pages/page.h"

class QComboBox;
class QLabel;
class QSortFilterProxyModel;
class QStackedWidget;
class QTableView;

namespace fornada {

class Actions;
class FirstStart;
class PeopleFilter;

// All batches with their progress; the place where everything starts. UI thread; owned by the main window.
class BatchesPage final : public Page {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BatchesPage)
public:
    BatchesPage(const UiContext &context, const Actions &actions, QWidget *parent = nullptr);

    Selection selection() const override;
    void select(BatchId batch);
    QHeaderView *header() const override;
    FirstStart &firstStart() const { return *m_firstStart; }

protected:
    void setSearch(const QString &text) override;

private:
    QWidget *makeHeader();
    QWidget *makeTable();
    void showMenu(QPoint at);
    void refresh();
    void selectNow(BatchId batch);

    const UiContext m_context;
    const Actions &m_actions;
    QSortFilterProxyModel *m_rows;
    QTableView *m_table = nullptr;
    QLabel *m_title = nullptr, *m_count = nullptr;
    QComboBox *m_show = nullptr;
    PeopleFilter *m_people = nullptr;
    FirstStart *m_firstStart = nullptr;
    QLabel *m_nothing = nullptr; // no batch matches the search
    QStackedWidget *m_stack = nullptr;
    BatchId m_toSelect; // as soon as it is in the list
};

} // namespace fornada
