#include "pages/jobs_page.h"

#include "models/batch_model.h"
#include "text/format.h"
#include "text/state_text.h"
#include "widgets/keep_translated.h"
#include "widgets/list_table.h"
#include "widgets/patient_table.h"
#include "widgets/people_filter.h"
#include "widgets/time_strip.h"

#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <cmath>

namespace fornada {

namespace {

constexpr std::chrono::milliseconds kTypingPause(200);
constexpr qsizetype kMostCopied = 10'000;
constexpr std::chrono::seconds kCountsDown(61); // what is nearer is told in seconds

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
    setMain(m_table);
    m_typing.setSingleShot(true);
    m_typing.setInterval(kTypingPause);
    connect(&m_typing, &QTimer::timeout, this, &JobsPage::ask);
    connect(m_model, &JobModel::counted, this, [this](qint64, bool complete) { takeCount(complete); });
    connect(m_model, &JobModel::counted, this, &JobsPage::selectWanted);
    connect(m_model, &JobModel::failed, m_table, &PatientTable::stopWaiting);
    connect(m_model, &JobModel::failed, &context.commands, &CommandDesk::refused);
    connect(&context.batches, &BatchModel::refreshed, this, &JobsPage::fillBatches);
    connect(&context.pulse, &Pulse::beat, this, [this] {
        if (isVisible())
            m_model->tick();
    });
    m_seconds.setInterval(std::chrono::seconds(1));
    connect(&m_seconds, &QTimer::timeout, this, [this] {
        if (anyCountsDown())
            m_model->tick();
    });
    connect(&context.link, &EngineLink::changed, this, [this](const Changes &changes) {
        if (changes.setup)
            loadQueues();
    });
    keepTranslated(this, [this] {
        m_title->setText(tr("Jobs"));
        showCount();
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
        return m_context.pulse.vitals().whyWaiting(
            {row.id, row.batch, m_queueNames.value(row.queue), row.state, row.notBefore},
            m_context.batches.batch(row.batch), m_context.pulse.now());
    };
    // Approaches the end without reaching it: the typical time is only typical.
    facts.progress = [this](const JobRow &row) {
        const Micros typical = m_context.pulse.vitals().typicalTime.value(row.queue, std::chrono::seconds(8));
        const double part = double((m_context.pulse.now() - row.updated).count()) / double(typical.count());
        return 1.0 - std::exp(-1.4 * std::max(0.0, part));
    };
    return facts;
}

// What the store cannot sort by leaves the list, and what its header says, as it is.
void JobsPage::sort(int column, Qt::SortOrder order)
{
    if (JobModel::isSortable(column)) {
        m_sorted = {column, order};
        m_model->sort(column, order);
        return;
    }
    QHeaderView *header = m_table->horizontalHeader();
    const QSignalBlocker quiet(header);
    header->setSortIndicator(m_sorted.first, m_sorted.second);
    header->viewport()->update();
}

// Does a line that is seen tell its waiting time in seconds?
bool JobsPage::anyCountsDown() const
{
    const Wall now = m_context.pulse.now();
    const auto isNear = [now](const std::optional<Wall> &until) {
        return until && *until > now - kCountsDown && *until < now + kCountsDown;
    };
    const int first = m_table->rowAt(0);
    for (int line = std::max(0, first); first >= 0 && line < m_model->rowCount(); ++line) {
        if (m_table->rowViewportPosition(line) > m_table->viewport()->height())
            break;
        const JobRow *row = m_model->rowOf(m_model->idAt(line));
        if (!row || row->state != JobState::Queued)
            continue;
        const Opening lane = m_context.pulse.vitals().waiting.value({row->batch.value, m_queueNames.value(row->queue)});
        if (isNear(row->notBefore) || (lane.until && isNear(lane.until->wall)))
            return true;
    }
    return false;
}

void JobsPage::ask()
{
    m_typing.stop(); // its words are asked for now; once more would take what is chosen away
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
    // What is chosen was chosen among what the last filter let through; the list shows it until the new one is here.
    if (query != m_model->query()) {
        m_table->stopWaiting();
        m_table->clearSelection();
    }
    m_model->setQuery(query);
}

void JobsPage::takeCount(bool complete)
{
    m_table->setWhole(complete);
    showCount();
}

void JobsPage::showCount()
{
    const int total = m_model->rowCount();
    m_stack->setCurrentWidget(total == 0 && !m_model->isSearching() ? static_cast<QWidget *>(m_nothing) : m_table);
    nameNothing();
    m_count->setText(m_table->isWaiting()     ? tr("Selecting all…")
                     : m_model->isSearching() ? tr("%1, looking for more…").arg(countText(total))
                                              : countText(total));
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
    search({});             // words that were looked for would hide what is asked for now
    m_rememberedBatch = {}; // what is asked for now counts
    m_rememberedQueue = {};
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
    if (!m_wantedJob.isValid() || m_model->isReloading()) // what is chosen in the old list goes with it
        return;
    const int line = m_model->lineOf(m_wantedJob);
    if (line < 0)
        return; // until the list is whole it may still come
    m_wantedJob = {};
    m_table->selectRow(line);
    m_table->scrollTo(m_model->index(line, 0), QAbstractItemView::PositionAtCenter);
}

// Commands know no clients and owners: by their batches then.
QList<JobFilter> JobsPage::listed() const
{
    JobFilter shown = m_model->query().filter;
    shown.states.clear();
    if (shown.batch.isValid() || m_people->isAny())
        return {shown};
    QList<JobFilter> parts;
    for (const Batch &batch : m_people->admitted(m_context.batches.batches())) {
        shown.batch = batch.id;
        parts.append(shown);
    }
    return parts;
}

Selection JobsPage::selection() const
{
    Selection selection;
    selection.listed = listed();
    qint64 count = 0;
    for (const QItemSelectionRange &range : m_table->selectionModel()->selection())
        count += range.height();
    // All of a long list goes by what it shows: also what is not counted yet, and without a million numbers. Commands
    // know no clients, owners and times.
    const bool isPlain = m_people->isAny() && !m_time->span() && !m_model->isReloading();
    if (count > kMostLookedAt && count == m_model->rowCount() && isPlain) {
        selection.everything = m_model->query().filter;
        selection.everythingCount = count;
        selection.states = selection.everything->states;
        return selection;
    }
    selection.jobs = m_model->ids(m_table->selectionModel()->selection());
    if (selection.jobs.size() > kMostLookedAt)
        return selection;
    for (const JobId id : std::as_const(selection.jobs)) {
        const JobRow *row = m_model->rowOf(id);
        if (!row) { // not looked at yet: it may be in any state
            selection.states.clear();
            break;
        }
        if (!selection.states.contains(row->state))
            selection.states.append(row->state);
    }
    return selection;
}

// Also of those that were scrolled past long ago.
void JobsPage::copy(const std::function<void(const QString &)> &then)
{
    QList<qint64> ids;
    const QList<JobId> jobs = selection().jobs;
    for (const JobId id : jobs.first(std::min(jobs.size(), kMostCopied)))
        ids.append(id.value);
    m_context.reads.read<QList<JobRow>>(
        this, [ids](ReadPort &port, const ReadDesk::Cancelled &) { return port.jobsByIds(ids); },
        [this, then](Result<QList<JobRow>> rows) {
            if (!rows) {
                Q_EMIT m_context.commands.refused(rows.error());
                return;
            }
            QStringList lines;
            for (const JobRow &row : std::as_const(*rows))
                if (!row.message.isEmpty())
                    lines.append(QStringLiteral("%1\t%2").arg(row.rowKey, messageText(row.message)));
            then(lines.join(QLatin1Char('\n')));
        },
        ReadDesk::Lane::Scan);
}

QHeaderView *JobsPage::header() const
{
    return m_table->horizontalHeader();
}

void JobsPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    m_model->setActive(true);
    m_seconds.start();
}

void JobsPage::hideEvent(QHideEvent *event)
{
    Page::hideEvent(event);
    m_model->setActive(false);
    m_seconds.stop();
}

} // namespace fornada
