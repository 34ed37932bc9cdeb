#include "models/job_model.h"

#include <algorithm>

namespace fornada {

namespace {

constexpr std::chrono::milliseconds kResnapshot(1'000);
constexpr std::chrono::milliseconds kResnapshotLong(5'000);
constexpr qsizetype kLongList = 200'000;
constexpr qsizetype kMostWanted = 4;
constexpr qsizetype kMostChanged = 2'000;
constexpr qsizetype kFewChanged = 20'000; // lines; more are replaced in one step
constexpr qsizetype kMostSteps = 64;

} // namespace

JobModel::JobModel(EngineLink &link, ReadDesk &desk, JobFacts facts, QObject *parent)
    : QAbstractTableModel(parent)
    , m_desk(desk)
    , m_facts(std::move(facts))
{
    m_fetch.setSingleShot(true);
    m_fetch.setInterval(0);
    connect(&m_fetch, &QTimer::timeout, this, &JobModel::readWanted);
    m_resnapshot.setSingleShot(true);
    connect(&m_resnapshot, &QTimer::timeout, this, &JobModel::resnapshot);
    connect(&link, &EngineLink::changed, this, &JobModel::handleChanges);
}

JobModel::~JobModel()
{
    for (ReadTicket *ticket : {&m_firstReading, &m_scanning, &m_pageReading, &m_rowReading})
        ticket->cancel();
}

void JobModel::setQuery(const JobQuery &query)
{
    m_query = query;
    reload();
}

void JobModel::setActive(bool active)
{
    m_active = active;
    if (!active || !m_dirty)
        return;
    m_dirty = false;
    m_cache.markStale();
    m_manyChanged = m_manyChanged || isReadingRows();
    if (m_ids.isEmpty())
        reload();
    else
        readSnapshot();
}

// What is shown stays until the first page of the new list is here.
void JobModel::reload()
{
    for (ReadTicket *ticket : {&m_firstReading, &m_scanning, &m_pageReading, &m_rowReading})
        ticket->cancel();
    m_complete = false;
    // What no index helps with takes its time: the rest of the window must not wait for it.
    const bool indexed = m_query.filter.text.isEmpty() && !m_query.came && m_query.sort == JobSort::Position;
    const auto lane = indexed ? ReadDesk::Lane::Quick : ReadDesk::Lane::Scan;
    m_firstReading = m_desk.read<QList<JobRow>>(
        this,
        [query = m_query](ReadPort &port, const ReadDesk::Cancelled &cancelled) {
            return port.jobs(query, {}, kPage, cancelled);
        },
        [this](Result<QList<JobRow>> rows) {
            if (rows) {
                takeFirstPage(*rows);
                return;
            }
            Q_EMIT failed(rows.error());
            refreshRows();
        },
        lane);
    Q_EMIT counted(m_ids.size(), false);
}

void JobModel::takeFirstPage(const QList<JobRow> &rows)
{
    beginResetModel();
    m_wanted.clear();
    m_cache.clear();
    m_cache.put(rows);
    m_ids.clear();
    m_ids.reserve(rows.size());
    for (const JobRow &row : rows)
        m_ids.append(row.id.value);
    endResetModel();
    m_complete = rows.size() < kPage;
    Q_EMIT counted(m_ids.size(), m_complete);
    refreshRows();
    if (!m_complete)
        readSnapshot();
}

void JobModel::readSnapshot()
{
    if (!m_active && m_complete) {
        m_dirty = true;
        return;
    }
    m_scanning.cancel();
    m_scanning = m_desk.read<QList<qint64>>(
        this,
        [query = m_query](ReadPort &port, const ReadDesk::Cancelled &cancelled) {
            return port.jobIds(query, cancelled);
        },
        [this](Result<QList<qint64>> ids) {
            if (ids)
                takeSnapshot(*ids);
            else
                Q_EMIT failed(ids.error());
        },
        ReadDesk::Lane::Scan);
}

// A list that only gains rows by a new batch and loses them with one.
bool JobModel::isPlain() const
{
    return m_query.filter.states.isEmpty() && m_query.filter.text.isEmpty() && !m_query.filter.queue.isValid() &&
           !m_query.came && m_query.sort == JobSort::Position;
}

// A million numbers are not read again and again while jobs only change their states.
void JobModel::resnapshot()
{
    if (m_scanning.isOpen())
        m_resnapshot.start(); // what it reads may be older than the change
    else if (!isPlain() || m_facts.total(m_query.filter.batch) != m_ids.size())
        readSnapshot();
}

// Only what differs is replaced: scroll position and selection stay where they are.
void JobModel::takeSnapshot(const QList<qint64> &ids)
{
    const auto [oldFirst, newFirst] = std::mismatch(m_ids.cbegin(), m_ids.cend(), ids.cbegin(), ids.cend());
    const qsizetype head = oldFirst - m_ids.cbegin();
    qsizetype tail = 0;
    const qsizetype most = std::min(m_ids.size(), ids.size()) - head;
    while (tail < most && m_ids.at(m_ids.size() - 1 - tail) == ids.at(ids.size() - 1 - tail))
        ++tail;
    const qsizetype gone = m_ids.size() - head - tail;
    const qsizetype fresh = ids.size() - head - tail;
    std::optional<ListSteps> steps;
    if (gone + fresh <= kFewChanged) {
        reorder(head, inOrderOf(ids.mid(head, fresh), m_ids.mid(head, gone)));
        steps = stepsBetween(m_ids.mid(head, gone), ids.mid(head, fresh), kMostSteps);
    }
    takeSteps(steps.value_or(ListSteps{{{0, gone}}, {{0, fresh}}}), head, ids);
    m_complete = true;
    Q_EMIT counted(m_ids.size(), true);
    refreshRows();
}

// What is chosen goes along with its row.
void JobModel::reorder(qsizetype head, const QList<qint64> &ids)
{
    if (std::equal(ids.cbegin(), ids.cend(), m_ids.cbegin() + head))
        return;
    Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
    QHash<qint64, int> lines;
    for (qsizetype i = 0; i < ids.size(); ++i)
        lines.insert(ids.at(i), int(head + i));
    const QModelIndexList before = persistentIndexList();
    QModelIndexList after;
    for (const QModelIndex &cell : before)
        after.append(index(lines.value(idAt(cell.row()).value, cell.row()), cell.column()));
    std::copy(ids.cbegin(), ids.cend(), m_ids.begin() + head);
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged({}, VerticalSortHint);
}

void JobModel::takeSteps(const ListSteps &steps, qsizetype head, const QList<qint64> &ids)
{
    for (auto run = steps.gone.crbegin(); run != steps.gone.crend(); ++run) {
        if (run->count == 0)
            continue;
        const qsizetype line = head + run->first;
        beginRemoveRows({}, int(line), int(line + run->count - 1));
        m_ids.remove(line, run->count);
        endRemoveRows();
    }
    for (const LineRun &run : steps.come) {
        if (run.count == 0)
            continue;
        const qsizetype line = head + run.first;
        beginInsertRows({}, int(line), int(line + run.count - 1));
        if (m_ids.size() + run.count == ids.size()) { // the last one: shared, not copied
            m_ids = ids;
        } else {
            m_ids.insert(line, run.count, 0);
            std::copy_n(ids.cbegin() + line, run.count, m_ids.begin() + line);
        }
        endInsertRows();
    }
}

const JobRow *JobModel::rowAt(int line) const
{
    const JobId id = idAt(line);
    if (m_cache.needs(id))
        want(line / kPage);
    return m_cache.look(id, line);
}

// Called while drawing: the page last asked for is read first, what was scrolled past long ago not at all.
void JobModel::want(int page) const
{
    if (!m_wanted.isEmpty() && m_wanted.last() == page)
        return;
    m_wanted.removeOne(page);
    m_wanted.append(page);
    if (m_wanted.size() > kMostWanted)
        m_wanted.removeFirst();
    if (!m_fetch.isActive())
        m_fetch.start();
}

void JobModel::readWanted()
{
    if (m_pageReading.isOpen() || m_wanted.isEmpty())
        return;
    const int page = m_wanted.takeLast();
    QList<qint64> missing;
    for (const qint64 id : m_ids.mid(qsizetype(page) * kPage, kPage))
        if (m_cache.needs(JobId{id}))
            missing.append(id);
    if (missing.isEmpty()) {
        readWanted();
        return;
    }
    m_pageReading = m_desk.read<QList<JobRow>>(
        this, [missing](ReadPort &port, const ReadDesk::Cancelled &) { return port.jobsByIds(missing); },
        [this, page](Result<QList<JobRow>> rows) {
            if (rows) {
                m_cache.put(*rows);
                const int first = page * kPage;
                const int last = std::min(first + kPage, rowCount()) - 1;
                if (first <= last)
                    Q_EMIT dataChanged(index(first, 0), index(last, columnCount() - 1));
            } else {
                Q_EMIT failed(rows.error());
            }
            refreshRows();
            readWanted();
        });
}

void JobModel::handleChanges(const Changes &changes)
{
    if (!m_active) {
        m_dirty = true;
        return;
    }
    if (changes.many)
        m_manyChanged = true;
    else
        m_changed.unite(changes.jobs);
    if (m_changed.size() > kMostChanged) {
        m_changed.clear();
        m_manyChanged = true;
    }
    refreshRows();
    // Only some lists gain or lose rows by a change of state; a new batch is in every list.
    const bool moves = !isPlain() || !changes.batches.isEmpty();
    if (moves && !m_resnapshot.isActive())
        m_resnapshot.start(m_ids.size() > kLongList ? kResnapshotLong : kResnapshot);
}

// Rows that are on their way may be older than a change.
bool JobModel::isReadingRows() const
{
    return m_firstReading.isOpen() || m_pageReading.isOpen() || m_rowReading.isOpen();
}

// What changed while rows are on their way is kept until they are here.
void JobModel::refreshRows()
{
    if (isReadingRows() || (!m_manyChanged && m_changed.isEmpty()))
        return;
    QList<JobId> jobs;
    if (m_manyChanged) {
        m_cache.markStale();
        jobs = m_cache.takeSeen();
    } else {
        jobs = m_cache.known(m_changed);
    }
    m_manyChanged = false;
    m_changed.clear();
    if (jobs.isEmpty())
        return;
    QList<qint64> ids;
    for (const JobId id : std::as_const(jobs))
        ids.append(id.value);
    m_rowReading = m_desk.read<QList<JobRow>>(
        this, [ids](ReadPort &port, const ReadDesk::Cancelled &) { return port.jobsByIds(ids); },
        [this](Result<QList<JobRow>> rows) {
            if (rows)
                takeRows(*rows);
            refreshRows();
        });
}

// Neighbouring lines become one signal.
void JobModel::takeRows(const QList<JobRow> &rows)
{
    m_cache.put(rows);
    QList<int> lines;
    for (const JobRow &row : rows) {
        const int line = m_cache.line(row.id);
        if (line >= 0 && line < m_ids.size() && m_ids.at(line) == row.id.value)
            lines.append(line);
    }
    std::sort(lines.begin(), lines.end());
    for (qsizetype i = 0; i < lines.size();) {
        qsizetype end = i;
        while (end + 1 < lines.size() && lines.at(end + 1) - lines.at(end) <= 8)
            ++end;
        Q_EMIT dataChanged(index(lines.at(i), 0), index(lines.at(end), columnCount() - 1));
        i = end + 1;
    }
}

void JobModel::tick()
{
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, columnOf("state")), index(rowCount() - 1, columnOf("state")),
                           {SecondTextRole, Qt::ToolTipRole, Qt::AccessibleTextRole});
}

QList<JobId> JobModel::ids(const QItemSelection &selection) const
{
    QList<JobId> ids;
    for (const QItemSelectionRange &range : selection)
        for (int line = range.top(); line <= range.bottom(); ++line)
            ids.append(idAt(line));
    return ids;
}

} // namespace fornada
