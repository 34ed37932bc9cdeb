#include "delegates/row_delegate.h"
#include "models/batch_model.h"
#include "pages/jobs_page.h"
#include "text/name_text.h"
#include "widgets/batch_box.h"
#include "widgets/column_memory.h"
#include "widgets/eliding_box.h"
#include "widgets/list_table.h"
#include "widgets/page_bar.h"
#include "widgets/patient_table.h"
#include "widgets/people_filter.h"
#include "window/actions.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QSettings>

// How the page is put together, and what its filters offer; what it does is in jobs_page.cpp.
namespace fornada {

namespace {
const auto kBatch = QStringLiteral("jobs/batch"), kQueue = QStringLiteral("jobs/queue"),
           kState = QStringLiteral("jobs/state");
} // namespace

QWidget *JobsPage::makeHeader()
{
    auto *bar = new PageBar(m_context.theme);
    m_title = bar->title();
    m_count = bar->addCount();
    m_batch = new ElidingBox;
    m_batch->setObjectName(QStringLiteral("batchFilter"));
    m_batch->setMinimumWidth(128);
    m_batch->setMaximumWidth(240);
    m_batch->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed); // where the people leave room
    m_state = new QComboBox;
    m_state->setObjectName(QStringLiteral("stateFilter"));
    m_state->setMinimumWidth(116);
    m_queue = new ElidingBox;
    m_queue->setObjectName(QStringLiteral("queueFilter"));
    m_queue->setMinimumWidth(132);
    for (QComboBox *filter : {m_batch, m_queue, m_state})
        connect(filter, &QComboBox::activated, this, [this] {
            m_context.settings.setValue(kState, m_state->currentIndex());
            m_context.settings.setValue(kBatch, m_batch->currentData());
            m_context.settings.setValue(kQueue, m_queue->currentData());
            ask();
        });
    m_rememberedBatch = BatchId{m_context.settings.value(kBatch).toLongLong()};
    m_rememberedQueue = QueueId{m_context.settings.value(kQueue).toLongLong()};
    m_people = new PeopleFilter(m_context.settings, QStringLiteral("jobs"));
    connect(m_people, &PeopleFilter::changed, this, [this] {
        fillBatches();
        ask();
    });
    QHBoxLayout *layout = bar->row();
    layout->addStretch(); // the boxes need it more
    layout->addWidget(m_people, 1);
    layout->addWidget(m_batch);
    layout->addWidget(m_queue);
    layout->addWidget(m_state);
    return bar;
}

void JobsPage::makeTable()
{
    m_table = new PatientTable(this);
    dressAsList(m_table, m_context.theme);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    m_table->setObjectName(QStringLiteral("jobs"));
    m_table->setModel(m_model);
    connect(m_table, &PatientTable::waitingChanged, this, &JobsPage::showCount);
    m_table->setItemDelegateForColumn(JobModel::columnOf("row"), new NameDelegate(m_context.theme, m_table));
    m_table->setItemDelegateForColumn(JobModel::columnOf("state"),
                                      new StateDelegate(m_context.theme, StateDelegate::Of::Job, m_table));
    // The store sorts, not the view: the header only says by what.
    QHeaderView *header = m_table->horizontalHeader();
    header->setSectionsClickable(true);
    header->setSortIndicatorShown(true);
    header->setSortIndicator(JobModel::columnOf("number"), Qt::AscendingOrder);
    m_sorted = {header->sortIndicatorSection(), header->sortIndicatorOrder()};
    connect(header, &QHeaderView::sortIndicatorChanged, this, &JobsPage::sort);
    rememberColumns(header, JobModel::columns(), m_context.settings, QStringLiteral("columns/jobs"),
                    &JobModel::isSortable);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &Page::selectionChanged);
    connect(m_model, &QAbstractItemModel::modelReset, this, &Page::selectionChanged);
    // The states among what is selected decide what can be done with it.
    connect(m_model, &QAbstractItemModel::dataChanged, this, [this] {
        qsizetype count = 0;
        for (const QItemSelectionRange &range : m_table->selectionModel()->selection())
            count += range.height();
        if (count > 0 && count <= kMostLookedAt)
            Q_EMIT selectionChanged();
    });
    connect(m_table, &QWidget::customContextMenuRequested, this, &JobsPage::showMenu);
    whenOpened(m_table, [this] { m_actions.of(Actions::OpenFile)->trigger(); });
    for (const auto id :
         {Actions::RetryJobs, Actions::CancelJobs, Actions::ApproveJobs, Actions::RejectJobs, Actions::RerollJobs})
        m_table->addAction(m_actions.of(id)); // their single keys count here
}

void JobsPage::fillBatches()
{
    const QList<Batch> &batches = m_context.batches.batches();
    if (m_wantedBatch.isValid())
        m_people->clear(); // what is wanted is to be seen, whoever it is for
    m_people->setBatches(batches);
    if (fillBatchBox(*m_batch, m_people->admitted(batches), tr("All batches"), m_wantedBatch))
        ask();
    if (!batches.isEmpty() && m_rememberedBatch.isValid() &&
        chooseRemembered(*m_batch, std::exchange(m_rememberedBatch, {})))
        ask();
}

void JobsPage::fillStates()
{
    const int current = m_state->count() > 0 ? m_state->currentIndex() : m_context.settings.value(kState).toInt();
    m_state->clear();
    m_state->addItems({tr("All states"), tr("Waiting"), tr("Running"), tr("Completed"), tr("Failed"), tr("Needs you"),
                       tr("Skipped"), tr("Cancelled"), tr("Not done yet")});
    m_state->setCurrentIndex(std::clamp(current, 0, m_state->count() - 1));
}

void JobsPage::fillQueues()
{
    const qint64 current = m_queue->currentData().toLongLong();
    QStringList names = m_queueNames.values();
    sortNames(names);
    m_queue->clear();
    m_queue->addItem(tr("All queues"), 0);
    for (const QString &name : std::as_const(names))
        m_queue->addItem(name, m_queueNames.key(name).value);
    m_queue->setCurrentIndex(std::max(0, m_queue->findData(current)));
    if (m_queue->currentData().toLongLong() != current)
        ask(); // what was chosen is gone
}

void JobsPage::loadQueues()
{
    m_context.reads.read<QList<Queue>>(
        this, [](ReadPort &port, const ReadDesk::Cancelled &) { return port.queues(); },
        [this](Result<QList<Queue>> queues) {
            if (!queues)
                return;
            m_queueNames.clear();
            for (const Queue &queue : std::as_const(*queues))
                m_queueNames.insert(queue.id, queue.name);
            fillQueues();
            const QueueId remembered = std::exchange(m_rememberedQueue, {});
            if (m_queueNames.contains(remembered) && m_queue->currentIndex() <= 0) {
                chooseQueue(remembered);
                ask();
            }
        });
}

// Its name follows when the queues are read.
void JobsPage::chooseQueue(QueueId queue)
{
    if (m_queue->findData(queue.value) < 0)
        m_queue->addItem(m_queueNames.value(queue), queue.value);
    m_queue->setCurrentIndex(m_queue->findData(queue.value));
}

void JobsPage::showMenu(QPoint at)
{
    if (!selection().anyJobs())
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const auto id : {Actions::OpenFile, Actions::ApproveJobs, Actions::RejectJobs, Actions::RerollJobs,
                          Actions::RetryJobs, Actions::ResendJobs, Actions::CountJobs, Actions::GiveUpJobs,
                          Actions::RaiseJobs, Actions::CopyMessage, Actions::SkipJobs})
        menu->addAction(m_actions.of(id));
    menu->addSeparator();
    menu->addAction(m_actions.of(Actions::CancelJobs));
    menu->popup(m_table->viewport()->mapToGlobal(at));
}

} // namespace fornada
