#include "widgets/list_table.h"

#include "delegates/row_delegate.h"
#include "theme/theme.h"
#include "widgets/list_header.h"

#include <QHeaderView>
#include <QKeyEvent>

namespace fornada {

namespace {

// Owned by its list.
class EnterKey final : public QObject {
public:
    EnterKey(QWidget *list, std::function<void()> deed)
        : QObject(list)
        , m_deed(std::move(deed))
    {
        list->installEventFilter(this);
    }

    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() != QEvent::KeyPress)
            return false;
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (!enter || (key->modifiers() & ~Qt::KeypadModifier) != Qt::NoModifier)
            return false;
        m_deed();
        return true;
    }

private:
    const std::function<void()> m_deed;
};

} // namespace

void ListTable::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    viewport()->update();
}

QTableView *makeListTable(const Theme &theme, QWidget *parent)
{
    auto *table = new ListTable(parent);
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

void whenOpened(QAbstractItemView *list, std::function<void()> deed)
{
    QObject::connect(list, &QAbstractItemView::doubleClicked, list, deed);
    new EnterKey(list, std::move(deed));
}

} // namespace fornada
