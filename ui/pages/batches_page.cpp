#include "pages/batches_page.h"

#include "delegates/row_delegate.h"
#include "models/batch_model.h"
#include "pages/first_start.h"
#include "text/format.h"
#include "widgets/column_memory.h"
#include "widgets/keep_translated.h"
#include "widgets/list_table.h"
#include "window/actions.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSortFilterProxyModel>
#include <QStackedWidget>
#include <QTableView>

namespace fornada {

namespace {

// Batches are few (thousands at most): filtering them in memory is cheap.
class BatchFilter final : public QSortFilterProxyModel {
public:
    enum Show { All, Open, Ended };
    using QSortFilterProxyModel::QSortFilterProxyModel;

    void setShow(Show show)
    {
        m_show = show;
        invalidateFilter();
    }
    void setText(const QString &text)
    {
        m_text = text;
        invalidateFilter();
    }

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override
    {
        const QModelIndex name = sourceModel()->index(row, 0, parent);
        const auto state = BatchState(name.data(StateRole).toInt());
        const bool ended = state == BatchState::Finished || state == BatchState::Cancelled;
        if ((m_show == Open && ended) || (m_show == Ended && !ended))
            return false;
        return m_text.isEmpty() || name.data().toString().contains(m_text, Qt::CaseInsensitive) ||
               name.data(SecondTextRole).toString().contains(m_text, Qt::CaseInsensitive);
    }
    bool lessThan(const QModelIndex &left, const QModelIndex &right) const override
    {
        return QVariant::compare(left.data(RawRole), right.data(RawRole)) == QPartialOrdering::Less;
    }

private:
    Show m_show = All;
    QString m_text;
};

} // namespace

BatchesPage::BatchesPage(const UiContext &context, const Actions &actions, QWidget *parent)
    : Page(parent)
    , m_context(context)
    , m_actions(actions)
    , m_rows(new BatchFilter(this))
{
    m_rows->setSourceModel(&context.batches);
    m_rows->setDynamicSortFilter(true);
    m_firstStart = new FirstStart(context);
    m_nothing = new QLabel;
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setProperty("role", QStringLiteral("muted"));
    m_stack = new QStackedWidget;
    m_stack->addWidget(m_firstStart);
    m_stack->addWidget(makeTable());
    m_stack->addWidget(m_nothing);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeHeader());
    layout->addWidget(m_stack, 1);
    setFocusProxy(m_table);
    keepTranslated(this, [this] {
        m_title->setText(tr("Batches"));
        m_nothing->setText(tr("No batch matches."));
        for (const auto &[row, text] :
             {std::pair(BatchFilter::All, tr("All")), std::pair(BatchFilter::Open, tr("Open")),
              std::pair(BatchFilter::Ended, tr("Ended"))})
            m_show->setItemText(row, text);
        m_table->viewport()->update();
        m_table->horizontalHeader()->viewport()->update();
        refresh();
    });
    connect(&context.batches, &BatchModel::refreshed, this, &BatchesPage::refresh);
}

QWidget *BatchesPage::makeHeader()
{
    auto *bar = new QFrame;
    bar->setProperty("role", QStringLiteral("filterBar"));
    m_title = new QLabel;
    m_title->setFont(m_context.theme.font(TextSize::Title));
    m_count = new QLabel;
    m_count->setProperty("role", QStringLiteral("muted"));
    m_show = new QComboBox;
    m_show->addItems({QString(), QString(), QString()});
    connect(m_show, &QComboBox::currentIndexChanged, this, [this](int shown) {
        static_cast<BatchFilter *>(m_rows)->setShow(BatchFilter::Show(shown));
        refresh();
    });
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(space::normal, 0, space::normal, 0);
    bar->setFixedHeight(space::barHeight);
    layout->setSpacing(space::normal);
    layout->addWidget(m_title);
    layout->addWidget(m_count);
    layout->addStretch();
    layout->addWidget(m_show);
    return bar;
}

QWidget *BatchesPage::makeTable()
{
    m_table = makeListTable(m_context.theme, this);
    m_table->setObjectName(QStringLiteral("batches"));
    m_table->setModel(m_rows);
    m_table->setSortingEnabled(true);
    m_table->horizontalHeader()->setSortIndicatorClearable(true);
    m_table->sortByColumn(-1, Qt::AscendingOrder);
    const Theme &theme = m_context.theme;
    const auto draw = [this](const char *column, QAbstractItemDelegate *delegate) {
        m_table->setItemDelegateForColumn(BatchModel::columnOf(column), delegate);
    };
    draw("name", new NameDelegate(theme, m_table));
    draw("state", new StateDelegate(theme, StateDelegate::Of::Batch, m_table));
    draw("progress", new ProgressDelegate(theme, m_table));
    draw("failed", new AlarmDelegate(theme, JobState::Failed, m_table));
    draw("needsYou", new AlarmDelegate(theme, JobState::Unknown, m_table));
    rememberColumns(m_table->horizontalHeader(), BatchModel::columns(), m_context.settings,
                    QStringLiteral("columns/batches"));
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &Page::selectionChanged);
    connect(m_table, &QTableView::doubleClicked, this, [this] { m_actions.of(Actions::ShowJobs)->trigger(); });
    connect(m_table, &QWidget::customContextMenuRequested, this, &BatchesPage::showMenu);
    return m_table;
}

void BatchesPage::showMenu(QPoint at)
{
    if (selection().batches.isEmpty())
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const auto id : {Actions::StartBatch, Actions::PauseBatch, Actions::RetryFailed, Actions::ShowFailures,
                          Actions::ShowJobs, Actions::OpenResults})
        menu->addAction(m_actions.of(id));
    menu->addSeparator();
    menu->addAction(m_actions.of(Actions::CancelBatch));
    menu->popup(m_table->viewport()->mapToGlobal(at));
}

void BatchesPage::setSearch(const QString &text)
{
    static_cast<BatchFilter *>(m_rows)->setText(text);
    refresh();
}

Selection BatchesPage::selection() const
{
    Selection selection;
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    for (const QModelIndex &row : rows)
        selection.batches.append(BatchId{row.data(IdRole).toLongLong()});
    return selection;
}

void BatchesPage::select(BatchId batch)
{
    m_toSelect = batch;
    refresh();
}

void BatchesPage::refresh()
{
    const bool none = m_context.batches.rowCount() == 0;
    if (none && !m_context.batches.isLoaded())
        m_stack->setCurrentWidget(m_table); // an empty list for the blink of an eye, not a greeting that vanishes
    else if (none)
        m_stack->setCurrentWidget(m_firstStart);
    else if (m_rows->rowCount() == 0)
        m_stack->setCurrentWidget(m_nothing);
    else
        m_stack->setCurrentWidget(m_table);
    m_show->setVisible(!none);
    m_count->setText(none ? QString() : countText(m_rows->rowCount()));
    if (m_toSelect.isValid() && m_context.batches.batch(m_toSelect)) {
        for (int row = 0; row < m_rows->rowCount(); ++row)
            if (m_rows->index(row, 0).data(IdRole).toLongLong() == m_toSelect.value)
                m_table->selectRow(row);
        m_toSelect = {};
    }
    Q_EMIT selectionChanged();
}

} // namespace fornada
