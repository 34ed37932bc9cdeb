#include "models/job_model.h"

#include "models/short_texts.h"
#include "text/name_text.h"
#include "text/state_text.h"

namespace fornada {

namespace {

bool isWaiting(const JobRow &row)
{
    return row.state == JobState::Queued || row.state == JobState::Blocked;
}

} // namespace

const ColumnTable<JobRow> &JobModel::columns()
{
    using R = const JobRow &;
    constexpr auto left = Qt::AlignLeft, right = Qt::AlignRight;
    static const ColumnTable<JobRow> table = {
        {"number", QT_TRANSLATE_NOOP("columns", "#"), right, 66, [](R r) { return QVariant(r.rowNumber); },
         [](R r) { return countText(r.rowNumber); }},
        {"row", QT_TRANSLATE_NOOP("columns", "Row"), left, 170, [](R r) { return QVariant(r.rowKey); },
         [](R r) { return r.rowKey; }, true, true},
        {"step", QT_TRANSLATE_NOOP("columns", "Step"), left, 84, [](R r) { return QVariant(r.step); },
         [](R r) { return r.fanKey.isEmpty() ? r.step : QStringLiteral("%1 · %2").arg(r.step, r.fanKey); }},
        {"state", QT_TRANSLATE_NOOP("columns", "State"), left, 260, [](R r) { return QVariant(int(r.state)); },
         [](R r) { return stateName(r.state); }, true, true},
        {"attempts", QT_TRANSLATE_NOOP("columns", "Attempts"), right, 80, [](R r) { return QVariant(r.attempts); },
         [](R r) { return countOrDash(r.attempts); }},
        {"cost", QT_TRANSLATE_NOOP("columns", "Cost"), right, 82, [](R r) { return QVariant(r.cost.micros); },
         [](R r) { return moneyOrDash(r.cost); }},
        {"updated", QT_TRANSLATE_NOOP("columns", "Changed"), right, 90,
         [](R r) { return QVariant(toMicros(r.updated)); }, [](R r) { return listTime(r.updated); }, false},
        {"batch", QT_TRANSLATE_NOOP("columns", "Batch"), left, 150, [](R r) { return QVariant(r.batchName); },
         [](R r) { return r.batchName; }},
        {"queue", QT_TRANSLATE_NOOP("columns", "Queue"), left, 110, [](R r) { return QVariant(r.queue.value); },
         [](R) { return QString(); }, false},
        {"model", QT_TRANSLATE_NOOP("columns", "Model"), left, 120, [](R r) { return QVariant(r.model); },
         [](R r) { return r.model; }, false},
        {"priority", QT_TRANSLATE_NOOP("columns", "Priority"), right, 72, [](R r) { return QVariant(r.priority); },
         [](R r) { return QString::number(r.priority); }, false},
        {"message", QT_TRANSLATE_NOOP("columns", "Message"), left, 260, [](R r) { return QVariant(r.message); },
         [](R r) { return messageText(r.message); }, false},
    };
    return table;
}

int JobModel::columnOf(const char *id)
{
    const auto &all = columns();
    for (size_t i = 0; i < all.size(); ++i)
        if (qstrcmp(all[i].id, id) == 0)
            return int(i);
    return -1;
}

int JobModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_ids.size());
}

int JobModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(columns().size());
}

QVariant JobModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    if (role == IdRole)
        return idAt(index.row()).value;
    const Column<JobRow> &column = columns()[size_t(index.column())];
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(column.align | Qt::AlignVCenter);
    const JobRow *row = rowAt(index.row());
    if (role == LoadingRole)
        return row == nullptr;
    if (!row)
        return {};
    return cell(*row, index.column(), role);
}

// Why it waits, or what came of it.
QString JobModel::reason(const JobRow &row) const
{
    if (isWaiting(row))
        return m_facts.why(row);
    const bool told = row.state == JobState::Failed || row.state == JobState::Review || takenFrom(row.message);
    return told ? messageText(row.message) : QString();
}

QVariant JobModel::cell(const JobRow &row, int column, int role) const
{
    const Column<JobRow> &shown = columns()[size_t(column)];
    switch (role) {
    case Qt::DisplayRole:
        return column == columnOf("queue") ? m_facts.queueName(row.queue) : shown.text(row);
    case RawRole:
        return shown.raw(row);
    case Qt::ToolTipRole:
        return tipText(column == columnOf("state") && isWaiting(row) ? m_facts.why(row)
                       : row.message.isEmpty()                       ? shown.text(row)
                                                                     : messageText(row.message));
    case StateRole:
        return int(row.state);
    case SecondTextRole:
        return column == columnOf("state") ? reason(row) : QString();
    case Qt::AccessibleTextRole: // drawn, the reason stands in place of the state
        if (const QString why = column == columnOf("state") ? reason(row) : QString(); !why.isEmpty())
            return QStringLiteral("%1: %2").arg(shown.text(row), why);
        return {};
    case ProgressRole: {
        JobProgress progress{row.state, 0, true};
        if (row.state == JobState::Running)
            progress.part = m_facts.progress(row);
        return QVariant::fromValue(progress);
    }
    default:
        return {};
    }
}

QVariant JobModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    const Column<JobRow> &column = columns()[size_t(section)];
    if (role == Qt::DisplayRole)
        return column.header();
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(column.align | Qt::AlignVCenter);
    return {};
}

namespace {

std::optional<JobSort> sortOf(int column)
{
    static const QHash<QByteArray, JobSort> sorts = {{"number", JobSort::Position},
                                                     {"updated", JobSort::Updated},
                                                     {"state", JobSort::State},
                                                     {"attempts", JobSort::Attempts},
                                                     {"cost", JobSort::Cost}};
    if (column < 0 || column >= int(JobModel::columns().size()))
        return {};
    const auto sort = sorts.constFind(JobModel::columns()[size_t(column)].id);
    return sort == sorts.cend() ? std::nullopt : std::optional(*sort);
}

} // namespace

bool JobModel::isSortable(int column)
{
    return sortOf(column).has_value();
}

void JobModel::sort(int column, Qt::SortOrder order)
{
    const std::optional<JobSort> sort = sortOf(column);
    if (!sort)
        return;
    JobQuery query = m_query;
    query.sort = *sort;
    query.descending = order == Qt::DescendingOrder;
    setQuery(query);
}

} // namespace fornada
