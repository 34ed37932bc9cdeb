#include "pages/jobs_page.h"

#include "delegates/row_delegate.h"
#include "models/batch_model.h"
#include "text/format.h"
#include "text/state_text.h"
#include "text/wait_text.h"
#include "widgets/batch_box.h"
#include "widgets/column_memory.h"
#include "widgets/eliding_box.h"
#include "widgets/keep_translated.h"
#include "widgets/list_table.h"
#include "widgets/people_filter.h"
#include "widgets/time_strip.h"
#include "window/actions.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QTableView>

#include <cmath>

namespace fornada {

namespace {

constexpr std::chrono::milliseconds kTypingPause(200);
constexpr qsizetype kMostLookedAt = 1'000;

// What may still become a result.
QList<JobState> notDone()
{
    using enum JobState;
    return {Blocked, Queued, Running, Unknown, Review};
}

bool haveEnded(const QList<JobState> &states)
{
    return !states.isEmpty() && std::all_of(states.cbegin(), states.cend(), [](JobState state) {
        using enum JobState;
        return state == Completed || state == Failed || state == Skipped || state == Cancelled;
    });
}

// What the operator filters by; "needs you" is what only a person can settle.
const QList<QList<JobState>> &stateFilters()
{
    using enum JobState;
    static const QList<QList<JobState>> filters = {
        {}, {Queued, Blocked}, {Running}, {Completed}, {Failed}, {Unknown, Review}, {Skipped}, {Cancelled}, notDone()};
    return filters;
}

} // namespace

JobsPage::JobsPage(const UiContext &context, const Actions &actions, QWidget *parent)
    : Page(parent)
    , m_context(context)
    , m_actions(actions)
    , m_model(new JobModel(context.link, context.reads, facts(), this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeHeader());
    m_time = new TimeStrip(context.theme);
    connect(m_time, &TimeStrip::cleared, this, &JobsPage::ask);
    layout->addWidget(m_time);
    makeTable();
    m_nothing = new QLabel;
    m_nothing->setObjectName(QStringLiteral("noJobs"));
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setProperty("role", QStringLiteral("muted"));
    m_stack = new QStackedWidget;
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_nothing);
    layout->addWidget(m_stack, 1);
    setFocusProxy(m_table);
    m_typing.setSingleShot(true);
    m_typing.setInterval(kTypingPause);
    connect(&m_typing, &QTimer::timeout, this, &JobsPage::ask);
    connect(m_model, &JobModel::counted, this, &JobsPage::showCount);
    connect(m_model, &JobModel::counted, this, &JobsPage::selectWanted);
    connect(m_model, &JobModel::failed, &context.commands, &CommandDesk::refused);
    connect(&context.batches, &BatchModel::refreshed, this, &JobsPage::fillBatches);
    connect(&context.pulse, &Pulse::beat, this, [this] {
        if (isVisible())
            m_model->tick();
    });
    connect(&context.link, &EngineLink::changed, this, [this](const Changes &changes) {
        if (changes.setup)
            loadQueues();
    });
    keepTranslated(this, [this] {
        m_title->setText(tr("Jobs"));
        nameNothing();
        fillBatches();
        fillStates();
        fillQueues();
        m_batch->setAccessibleName(tr("Show the jobs of this batch"));
        m_queue->setAccessibleName(tr("Show the jobs of this queue"));
        m_state->setAccessibleName(tr("Show the jobs in this state"));
        m_table->setAccessibleName(tr("Jobs"));
        m_table->viewport()->update();
        m_table->horizontalHeader()->viewport()->update();
    });
    loadQueues();
    ask();
}

JobFacts JobsPage::facts() const
{
    JobFacts facts;
    facts.queueName = [this](QueueId id) { return m_queueNames.value(id); };
    facts.total = [this](BatchId wanted) -> qint64 {
        qint64 total = 0;
        for (const Batch &batch : m_context.batches.batches())
            total += !wanted.isValid() || batch.id == wanted ? batch.counts.total() : 0;
        return m_context.batches.isLoaded() ? total : -1;
    };
    facts.why = [this](const JobRow &row) {
        const Wall now = m_context.pulse.now();
        if (row.notBefore && *row.notBefore > now)
            return sentence(Opening::closed(WaitReason::Backoff, Moment{*row.notBefore, {}}), now);
        return m_context.pulse.vitals().whyWaiting(row.id, row.batch, m_queueNames.value(row.queue), now);
    };
    // Approaches the end without reaching it: the typical time is only typical.
    facts.progress = [this](const JobRow &row) {
        const Micros typical = m_context.pulse.vitals().typicalTime.value(row.queue, std::chrono::seconds(8));
        const double part = double((m_context.pulse.now() - row.updated).count()) / double(typical.count());
        return 1.0 - std::exp(-1.4 * std::max(0.0, part));
    };
    return facts;
}

QWidget *JobsPage::makeHeader()
{
    auto *bar = new QFrame;
    bar->setProperty("role", QStringLiteral("filterBar"));
    m_title = new QLabel;
    m_title->setFont(m_context.theme.font(TextSize::Title));
    m_count = new QLabel;
    m_count->setProperty("role", QStringLiteral("muted"));
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
            m_context.settings.setValue(QStringLiteral("jobs/state"), m_state->currentIndex());
            ask();
        });
    m_people = new PeopleFilter(m_context.settings, QStringLiteral("jobs"));
    connect(m_people, &PeopleFilter::changed, this, [this] {
        fillBatches();
        ask();
    });
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(space::normal, 0, space::normal, 0);
    bar->setFixedHeight(space::barHeight);
    layout->setSpacing(space::normal);
    layout->addWidget(m_title);
    layout->addWidget(m_count);
    layout->addStretch(); // the boxes need it more
    layout->addWidget(m_people, 1);
    layout->addWidget(m_batch);
    layout->addWidget(m_queue);
    layout->addWidget(m_state);
    return bar;
}

void JobsPage::makeTable()
{
    m_table = makeListTable(m_context.theme, this);
    m_table->setObjectName(QStringLiteral("jobs"));
    m_table->setModel(m_model);
    m_table->setItemDelegateForColumn(JobModel::columnOf("row"), new NameDelegate(m_context.theme, m_table));
    m_table->setItemDelegateForColumn(JobModel::columnOf("state"),
                                      new StateDelegate(m_context.theme, StateDelegate::Of::Job, m_table));
    // The store sorts, not the view: the header only says by what.
    QHeaderView *header = m_table->horizontalHeader();
    header->setSectionsClickable(true);
    header->setSortIndicatorShown(true);
    header->setSortIndicator(JobModel::columnOf("number"), Qt::AscendingOrder);
    connect(header, &QHeaderView::sortIndicatorChanged, m_model, &JobModel::sort);
    rememberColumns(header, JobModel::columns(), m_context.settings, QStringLiteral("columns/jobs"));
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
    connect(m_table, &QTableView::doubleClicked, m_actions.of(Actions::OpenFile), &QAction::trigger);
}

void JobsPage::fillBatches()
{
    const QList<Batch> &batches = m_context.batches.batches();
    if (m_wantedBatch.isValid())
        m_people->clear(); // what is wanted is to be seen, whoever it is for
    m_people->setBatches(batches);
    if (fillBatchBox(*m_batch, m_people->admitted(batches), tr("All batches"), m_wantedBatch)) {
        m_wantedBatch = {};
        ask();
    }
}

void JobsPage::fillStates()
{
    const int current =
        m_state->count() > 0 ? m_state->currentIndex() : m_context.settings.value(QStringLiteral("jobs/state")).toInt();
    m_state->clear();
    m_state->addItems({tr("All states"), tr("Waiting"), tr("Running"), tr("Completed"), tr("Failed"), tr("Needs you"),
                       tr("Skipped"), tr("Cancelled"), tr("Not done yet")});
    m_state->setCurrentIndex(std::clamp(current, 0, m_state->count() - 1));
}

void JobsPage::fillQueues()
{
    const qint64 current = m_queue->currentData().toLongLong();
    QStringList names = m_queueNames.values();
    names.sort(Qt::CaseInsensitive);
    m_queue->clear();
    m_queue->addItem(tr("All queues"), 0);
    for (const QString &name : std::as_const(names))
        m_queue->addItem(name, m_queueNames.key(name).value);
    m_queue->setCurrentIndex(std::max(0, m_queue->findData(current)));
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
        });
}

void JobsPage::ask()
{
    JobQuery query = m_model->query();
    query.filter.batch = BatchId{m_batch->currentData().toLongLong()};
    query.filter.queue = QueueId{m_queue->currentData().toLongLong()};
    query.filter.states = stateFilters().value(m_state->currentIndex());
    query.filter.text = m_text;
    query.came = m_time->span();
    m_time->setEnded(haveEnded(query.filter.states));
    m_people->setWanted(!query.filter.batch.isValid());
    query.client = m_people->client();
    query.owner = m_people->owner();
    m_table->setColumnHidden(JobModel::columnOf("batch"), query.filter.batch.isValid());
    m_model->setQuery(query);
}

void JobsPage::showCount(qint64 total, bool complete)
{
    m_stack->setCurrentWidget(complete && total == 0 ? static_cast<QWidget *>(m_nothing) : m_table);
    nameNothing();
    m_count->setText(complete ? countText(total) : tr("%1, looking for more…").arg(countText(total)));
}

void JobsPage::nameNothing()
{
    m_nothing->setText(m_context.batches.rowCount() == 0 ? tr("The jobs of your batches appear here.")
                                                         : tr("No job matches."));
}

void JobsPage::setSearch(const QString &text)
{
    if (text == m_text)
        return;
    m_text = text;
    m_typing.start();
}

void JobsPage::showBatch(BatchId batch)
{
    m_wantedBatch = batch;
    if (!batch.isValid()) {
        m_people->clear();
        fillBatches();
        m_batch->setCurrentIndex(0);
        ask();
        return;
    }
    fillBatches();
}

void JobsPage::showJobs(const JobQuery &jobs)
{
    m_time->setSpan(jobs.came, m_context.pulse.now());
    chooseQueue(jobs.filter.queue);
    const qsizetype states = stateFilters().indexOf(jobs.filter.states);
    m_state->setCurrentIndex(int(std::max<qsizetype>(0, states)));
    showBatch(jobs.filter.batch);
}

// Its name follows when the queues are read.
void JobsPage::chooseQueue(QueueId queue)
{
    if (m_queue->findData(queue.value) < 0)
        m_queue->addItem(m_queueNames.value(queue), queue.value);
    m_queue->setCurrentIndex(m_queue->findData(queue.value));
}

void JobsPage::showJob(BatchId batch, JobId job)
{
    m_wantedJob = job;
    m_time->setSpan({}, {});
    m_queue->setCurrentIndex(0);
    m_state->setCurrentIndex(0);
    showBatch(batch);
    selectWanted();
}

void JobsPage::selectWanted()
{
    if (!m_wantedJob.isValid())
        return;
    const int line = m_model->lineOf(m_wantedJob);
    if (line < 0)
        return; // until the list is whole it may still come
    m_wantedJob = {};
    m_table->selectRow(line);
    m_table->scrollTo(m_model->index(line, 0), QAbstractItemView::PositionAtCenter);
}

Selection JobsPage::selection() const
{
    Selection selection;
    qint64 count = 0;
    for (const QItemSelectionRange &range : m_table->selectionModel()->selection())
        count += range.height();
    // All of a long list goes by what it shows: also what is not counted yet, and without a million numbers. Commands
    // know no clients, owners and times.
    const bool isPlain = m_people->isAny() && !m_time->span();
    if (count > kMostLookedAt && count == m_model->rowCount() && isPlain) {
        selection.everything = m_model->query().filter;
        selection.everythingCount = count;
        selection.states = selection.everything->states;
        return selection;
    }
    selection.jobs = m_model->ids(m_table->selectionModel()->selection());
    if (selection.jobs.size() > kMostLookedAt)
        return selection;
    for (const JobId id : std::as_const(selection.jobs))
        if (const JobRow *row = m_model->rowOf(id); row && !selection.states.contains(row->state))
            selection.states.append(row->state);
    return selection;
}

QString JobsPage::copyText() const
{
    QStringList lines;
    const QList<JobId> jobs = selection().jobs;
    for (const JobId id : jobs)
        if (const JobRow *row = m_model->rowOf(id); row && !row->message.isEmpty())
            lines.append(QStringLiteral("%1\t%2").arg(row->rowKey, messageText(row->message)));
    return lines.join(QLatin1Char('\n'));
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

void JobsPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    m_model->setActive(true);
}

void JobsPage::hideEvent(QHideEvent *event)
{
    Page::hideEvent(event);
    m_model->setActive(false);
}

} // namespace fornada
