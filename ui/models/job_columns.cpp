#include "models/job_model.h"
#include "models/short_texts.h"
#include "text/state_text.h"

namespace fornada {

const ColumnTable<JobRow> &JobModel::columns()
{
    static const ColumnTable<JobRow> table = {
        {"number", QT_TRANSLATE_NOOP("columns", "#"), Qt::AlignRight, 64, true,
         [](const JobRow &r) { return QVariant(r.rowNumber); }, [](const JobRow &r) { return countText(r.rowNumber); }},
        {"row", QT_TRANSLATE_NOOP("columns", "Row"), Qt::AlignLeft, 170, true,
         [](const JobRow &r) { return QVariant(r.rowKey); }, [](const JobRow &r) { return r.rowKey; }},
        {"step", QT_TRANSLATE_NOOP("columns", "Step"), Qt::AlignLeft, 90, true,
         [](const JobRow &r) { return QVariant(r.step); },
         [](const JobRow &r) { return r.fanKey.isEmpty() ? r.step : QStringLiteral("%1 · %2").arg(r.step, r.fanKey); }},
        {"state", QT_TRANSLATE_NOOP("columns", "State"), Qt::AlignLeft, 230, true,
         [](const JobRow &r) { return QVariant(int(r.state)); }, [](const JobRow &r) { return stateName(r.state); }},
        {"progress", QT_TRANSLATE_NOOP("columns", "Progress"), Qt::AlignLeft, 110, true,
         [](const JobRow &) { return QVariant(); }, [](const JobRow &) { return QString(); }},
        {"attempts", QT_TRANSLATE_NOOP("columns", "Attempts"), Qt::AlignRight, 78, true,
         [](const JobRow &r) { return QVariant(r.attempts); }, [](const JobRow &r) { return countOrDash(r.attempts); }},
        {"cost", QT_TRANSLATE_NOOP("columns", "Cost"), Qt::AlignRight, 78, true,
         [](const JobRow &r) { return QVariant(r.cost.micros); }, [](const JobRow &r) { return moneyOrDash(r.cost); }},
        {"updated", QT_TRANSLATE_NOOP("columns", "Changed"), Qt::AlignRight, 90, true,
         [](const JobRow &r) { return QVariant(toMicros(r.updated)); },
         [](const JobRow &r) { return listTime(r.updated); }},
        {"batch", QT_TRANSLATE_NOOP("columns", "Batch"), Qt::AlignLeft, 170, true,
         [](const JobRow &r) { return QVariant(r.batchName); }, [](const JobRow &r) { return r.batchName; }},
        {"model", QT_TRANSLATE_NOOP("columns", "Model"), Qt::AlignLeft, 120, false,
         [](const JobRow &r) { return QVariant(r.model); }, [](const JobRow &r) { return r.model; }},
        {"priority", QT_TRANSLATE_NOOP("columns", "Priority"), Qt::AlignRight, 72, false,
         [](const JobRow &r) { return QVariant(r.priority); },
         [](const JobRow &r) { return QString::number(r.priority); }},
        {"message", QT_TRANSLATE_NOOP("columns", "Message"), Qt::AlignLeft, 260, true,
         [](const JobRow &r) { return QVariant(r.message); }, [](const JobRow &r) { return messageText(r.message); }},
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

QVariant JobModel::cell(const JobRow &row, int column, int role) const
{
    const Column<JobRow> &shown = columns()[size_t(column)];
    switch (role) {
    case Qt::DisplayRole:
        return shown.text(row);
    case RawRole:
        return shown.raw(row);
    case Qt::ToolTipRole:
        return row.message.isEmpty() ? shown.text(row) : row.message;
    case StateRole:
        return int(row.state);
    case SecondTextRole:
        return column == columnOf("state") && row.state == JobState::Queued ? m_facts.why(row) : QString();
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

void JobModel::sort(int column, Qt::SortOrder order)
{
    static const QHash<QByteArray, JobSort> sorts = {{"number", JobSort::Position},
                                                     {"updated", JobSort::Updated},
                                                     {"state", JobSort::State},
                                                     {"attempts", JobSort::Attempts},
                                                     {"cost", JobSort::Cost}};
    if (column < 0 || column >= columnCount())
        return;
    const auto sort = sorts.constFind(columns()[size_t(column)].id);
    if (sort == sorts.cend())
        return;
    JobQuery query = m_query;
    query.sort = *sort;
    query.descending = order == Qt::DescendingOrder;
    setQuery(query);
}

} // namespace fornada
