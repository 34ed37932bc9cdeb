#include "pages/batches_page.h"

#include "delegates/row_delegate.h"
#include "models/batch_model.h"
#include "pages/first_start.h"
#include "text/format.h"
#include "text/name_text.h"
#include "text/state_text.h"
#include "widgets/column_memory.h"
#include "widgets/keep_translated.h"
#include "widgets/list_table.h"
#include "widgets/page_bar.h"
#include "widgets/people_filter.h"
#include "window/actions.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QSortFilterProxyModel>
#include <QStackedWidget>
#include <QTableView>

namespace fornada {

namespace {

const auto kShown = QStringLiteral("batches/show");

// Batches are few (thousands at most): filtering them in memory is cheap.
class BatchFilter final : public QSortFilterProxyModel {
public:
    enum Show { All, Open, Running, Paused, Draft, NeedsYou, Failures, Finished, Cancelled };
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
    void setPeople(const QString &client, const QString &owner)
    {
        m_client = client;
        m_owner = owner;
        invalidateFilter();
    }

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override
    {
        const Batch &batch = model().batches().at(row);
        Q_UNUSED(parent)
        return shows(batch) && matches(batch) && (m_client.isEmpty() || batch.client == m_client) &&
               (m_owner.isEmpty() || batch.owner == m_owner);
    }
    bool lessThan(const QModelIndex &left, const QModelIndex &right) const override
    {
        const QVariant a = left.data(RawRole), b = right.data(RawRole);
        if (a.typeId() == QMetaType::QString)
            return compareNames(a.toString(), b.toString()) < 0;
        return QVariant::compare(a, b) == QPartialOrdering::Less;
    }

private:
    const BatchModel &model() const { return *static_cast<const BatchModel *>(sourceModel()); }
    bool shows(const Batch &batch) const
    {
        switch (m_show) {
        case All:
            return true;
        case Open:
            return batch.state != BatchState::Finished && batch.state != BatchState::Cancelled;
        case Running:
            return batch.state == BatchState::Running;
        case Paused:
            return batch.state == BatchState::Paused;
        case Draft:
            return batch.state == BatchState::Draft || batch.state == BatchState::Adding;
        case NeedsYou:
            return batch.counts[JobState::Unknown] + batch.counts[JobState::Review] > 0;
        case Failures:
            return batch.counts[JobState::Failed] > 0;
        case Finished:
            return batch.state == BatchState::Finished;
        case Cancelled:
            return batch.state == BatchState::Cancelled;
        }
        return true;
    }
    // Every word is somewhere in what is known about the batch.
    bool matches(const Batch &batch) const
    {
        const QString known =
            QStringList{batch.name,      batch.client, batch.owner, batch.recipe, model().recipeTitle(batch),
                        stateText(batch)}
                .join(QLatin1Char('\n'));
        const QStringList words = m_text.split(QLatin1Char(' '), Qt::SkipEmptyParts);
        return std::all_of(words.cbegin(), words.cend(),
                           [&known](const QString &word) { return known.contains(word, Qt::CaseInsensitive); });
    }

    Show m_show = All;
    QString m_text, m_client, m_owner;
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
    setMain(m_table);
    keepTranslated(this, [this] {
        m_title->setText(tr("Batches"));
        m_nothing->setText(tr("No batch matches."));
        m_show->setAccessibleName(tr("Show the batches in this state"));
        m_table->setAccessibleName(tr("Batches"));
        for (const auto &[row, text] :
             {std::pair(BatchFilter::All, tr("All")), std::pair(BatchFilter::Open, tr("Open")),
              std::pair(BatchFilter::Running, tr("Running")), std::pair(BatchFilter::Paused, tr("Paused")),
              std::pair(BatchFilter::Draft, tr("Drafts")), std::pair(BatchFilter::NeedsYou, tr("Needs you")),
              std::pair(BatchFilter::Failures, tr("With failures")), std::pair(BatchFilter::Finished, tr("Finished")),
              std::pair(BatchFilter::Cancelled, tr("Cancelled"))})
            m_show->setItemText(row, text);
        m_table->viewport()->update();
        m_table->horizontalHeader()->viewport()->update();
        refresh();
    });
    connect(&context.batches, &BatchModel::refreshed, this, &BatchesPage::refresh);
}

QWidget *BatchesPage::makeHeader()
{
    auto *bar = new PageBar(m_context.theme);
    m_title = bar->title();
    m_count = bar->addCount();
    m_show = new QComboBox;
    m_show->setObjectName(QStringLiteral("batchStates"));
    m_show->setMinimumWidth(120);
    for (int row = BatchFilter::All; row <= BatchFilter::Cancelled; ++row)
        m_show->addItem(QString());
    m_show->setCurrentIndex(
        std::clamp(m_context.settings.value(kShown).toInt(), int(BatchFilter::All), int(BatchFilter::Cancelled)));
    static_cast<BatchFilter *>(m_rows)->setShow(BatchFilter::Show(m_show->currentIndex()));
    connect(m_show, &QComboBox::currentIndexChanged, this, [this](int shown) {
        m_context.settings.setValue(kShown, shown);
        static_cast<BatchFilter *>(m_rows)->setShow(BatchFilter::Show(shown));
        refresh();
    });
    m_people = new PeopleFilter(m_context.settings, QStringLiteral("batches"));
    connect(m_people, &PeopleFilter::changed, this, [this] {
        static_cast<BatchFilter *>(m_rows)->setPeople(m_people->client(), m_people->owner());
        refresh();
    });
    QHBoxLayout *layout = bar->row();
    layout->addStretch(1);
    layout->addWidget(m_people, 2);
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
    whenOpened(m_table, [this] { m_actions.of(Actions::ShowJobs)->trigger(); });
    connect(m_table, &QWidget::customContextMenuRequested, this, &BatchesPage::showMenu);
    return m_table;
}

void BatchesPage::showMenu(QPoint at)
{
    if (selection().batches.isEmpty())
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const auto id : {Actions::StartBatch, Actions::StartPilot, Actions::ReleaseBatch, Actions::PauseBatch,
                          Actions::RetryFailed, Actions::ShowFailures, Actions::ShowJobs, Actions::ShowResults,
                          Actions::OpenResults, Actions::ReportBatch, Actions::EditBatch, Actions::EditPrompt,
                          Actions::ShowImpact, Actions::ExportBatch, Actions::WriteBackBatch, Actions::DuplicateBatch})
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
    search({}); // it might hide the batch
    m_toSelect = batch;
    refresh();
}

void BatchesPage::refresh()
{
    m_people->setBatches(m_context.batches.batches());
    const bool none = m_context.batches.rowCount() == 0;
    QWidget *shown = m_table; // before it is read an empty list, not a greeting that vanishes
    if (none && m_context.batches.isLoaded())
        shown = m_firstStart;
    else if (!none && m_rows->rowCount() == 0)
        shown = m_nothing;
    m_stack->setCurrentWidget(shown);
    m_show->setVisible(!none);
    m_count->setText(none ? QString() : countText(m_rows->rowCount()));
    if (m_toSelect.isValid() && m_context.batches.batch(m_toSelect))
        selectNow(std::exchange(m_toSelect, {}));
    Q_EMIT selectionChanged();
}

// What is wanted is to be seen, whoever it is for and whatever state it is in.
void BatchesPage::selectNow(BatchId batch)
{
    const auto line = [this, batch] {
        for (int row = 0; row < m_rows->rowCount(); ++row)
            if (m_rows->index(row, 0).data(IdRole).toLongLong() == batch.value)
                return row;
        return -1;
    };
    if (line() < 0) {
        m_people->clear();
        static_cast<BatchFilter *>(m_rows)->setPeople({}, {});
    }
    if (line() < 0)
        m_show->setCurrentIndex(BatchFilter::All);
    if (line() >= 0)
        m_table->selectRow(line());
}

QHeaderView *BatchesPage::header() const
{
    return m_table->horizontalHeader();
}

} // namespace fornada
