#include "models/setup_model.h"

#include "models/pulse.h"
#include "models/short_texts.h"
#include "text/name_text.h"
#include "text/state_text.h"
#include "text/wait_text.h"

namespace fornada {

namespace {

using R = const SetupRow &;

Column<SetupRow> countColumn(const char *id, const char *title, qint64 (*count)(R))
{
    return {id,
            title,
            Qt::AlignRight,
            82,
            [count](R r) { return QVariant(count(r)); },
            [count](R r) { return countOrDash(count(r)); }};
}

qint64 waiting(R r)
{
    return r.counts[JobState::Queued] + r.counts[JobState::Blocked];
}

const ColumnTable<SetupRow> &queueColumns()
{
    static const ColumnTable<SetupRow> table = {
        {"name", QT_TRANSLATE_NOOP("columns", "Queue"), Qt::AlignLeft, 190, [](R r) { return QVariant(r.name); },
         [](R r) { return r.name; }},
        {"state", QT_TRANSLATE_NOOP("columns", "Now"), Qt::AlignLeft, 260,
         [](R r) { return QVariant(int(r.standing)); }, [](R r) { return r.sentence; }, true, true},
        countColumn("waiting", QT_TRANSLATE_NOOP("columns", "Waiting"), waiting),
        countColumn("running", QT_TRANSLATE_NOOP("columns", "In flight"),
                    [](R r) { return r.counts[JobState::Running]; }),
        countColumn("completed", QT_TRANSLATE_NOOP("columns", "Completed"),
                    [](R r) { return r.counts[JobState::Completed]; }),
        countColumn("failed", QT_TRANSLATE_NOOP("columns", "Failed"), [](R r) { return r.counts[JobState::Failed]; }),
    };
    return table;
}

const ColumnTable<SetupRow> &accountColumns()
{
    static const ColumnTable<SetupRow> table = {
        {"name", QT_TRANSLATE_NOOP("columns", "Account"), Qt::AlignLeft, 310, [](R r) { return QVariant(r.name); },
         [](R r) { return r.name; }},
        {"state", QT_TRANSLATE_NOOP("columns", "Now"), Qt::AlignLeft, 260,
         [](R r) { return QVariant(int(r.standing)); }, [](R r) { return r.sentence; }, true, true},
    };
    return table;
}

bool isLater(const Opening &a, const Opening &b)
{
    if (!a.until || !b.until)
        return !a.until && b.until; // only a person opens it
    return a.until->wall > b.until->wall;
}

} // namespace

const GateFace *tightestGate(const QList<GateFace> &gates)
{
    const GateFace *tightest = nullptr;
    for (const GateFace &gate : gates) {
        if (gate.opening.isOpen())
            continue;
        if (gate.opening.reason == WaitReason::NeedsUser)
            return &gate;
        // Full concurrency is work going on, not a closed door, unless nothing else is shut.
        const bool busy = gate.opening.reason == WaitReason::Concurrency;
        const bool tightestIsBusy = tightest && tightest->opening.reason == WaitReason::Concurrency;
        if (!tightest || (tightestIsBusy && !busy) ||
            (busy == tightestIsBusy && isLater(gate.opening, tightest->opening)))
            tightest = &gate;
    }
    return tightest;
}

SetupModel::SetupModel(Of of, const SetupBook &book, const Pulse &pulse, QObject *parent)
    : QAbstractTableModel(parent)
    , m_of(of)
    , m_book(book)
    , m_pulse(pulse)
{
    connect(&book, &SetupBook::refreshed, this, &SetupModel::refresh);
    connect(&pulse, &Pulse::beat, this, &SetupModel::refresh);
}

const ColumnTable<SetupRow> &SetupModel::columns() const
{
    return m_of == Of::Queues ? queueColumns() : accountColumns();
}

int SetupModel::rowOf(const QString &name) const
{
    for (int row = 0; row < m_rows.size(); ++row)
        if (m_rows.at(row).name == name)
            return row;
    return -1;
}

SetupRow SetupModel::standing(SetupRow row, bool paused, GateFace::Owner owner) const
{
    if (paused) {
        row.standing = Standing::Paused;
        row.sentence = tr("Paused until you resume");
        return row;
    }
    const QList<GateFace> gates = m_pulse.vitals().gatesOf(owner, row.name);
    const GateFace *gate = tightestGate(gates);
    if (!gate) {
        row.sentence = row.counts[JobState::Running] > 0 ? tr("Open, sending") : tr("Open");
        return row;
    }
    row.standing = gate->opening.reason == WaitReason::NeedsUser     ? Standing::NeedsYou
                   : gate->opening.reason == WaitReason::Concurrency ? Standing::Open
                                                                     : Standing::Waiting;
    row.sentence = sentence(gate->opening, m_pulse.now(), {gate->used, gate->allowed, {}});
    if (!row.sentence.isEmpty())
        row.sentence[0] = row.sentence.at(0).toUpper();
    return row;
}

QList<SetupRow> SetupModel::fresh() const
{
    QList<SetupRow> rows;
    if (m_of == Of::Queues) {
        for (const Queue &queue : m_book.queues()) {
            const Account *account = m_book.account(queue.account);
            SetupRow row{queue.name, account ? account->name : QString(), {}, {}, m_book.counts(queue.id)};
            rows.append(standing(std::move(row), queue.paused, GateFace::Owner::Queue));
        }
    } else {
        for (const Account &account : m_book.accounts())
            rows.append(standing({account.name, providerName(account.kind), {}, {}, {}}, account.paused,
                                 GateFace::Owner::Account));
    }
    return rows;
}

// Rows that stay keep their place, so that what is chosen stays chosen when another is added or removed.
void SetupModel::refresh()
{
    const QList<SetupRow> rows = fresh();
    QSet<QString> names;
    for (const SetupRow &row : rows)
        names.insert(row.name);
    for (qsizetype row = m_rows.size() - 1; row >= 0; --row) {
        if (names.contains(m_rows.at(row).name))
            continue;
        beginRemoveRows({}, int(row), int(row));
        m_rows.removeAt(row);
        endRemoveRows();
    }
    for (qsizetype row = 0; row < rows.size(); ++row) {
        if (row < m_rows.size() && m_rows.at(row).name == rows.at(row).name)
            continue;
        beginInsertRows({}, int(row), int(row));
        m_rows.insert(row, rows.at(row));
        endInsertRows();
    }
    if (m_rows.size() != rows.size()) { // the order itself changed: another database lies here now
        beginResetModel();
        m_rows = rows;
        endResetModel();
        return;
    }
    m_rows = rows;
    if (!m_rows.isEmpty())
        Q_EMIT dataChanged(index(0, 0), index(int(m_rows.size()) - 1, columnCount() - 1));
}

int SetupModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int SetupModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(columns().size());
}

QVariant SetupModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const SetupRow &row = m_rows.at(index.row());
    const Column<SetupRow> &column = columns()[size_t(index.column())];
    switch (role) {
    case Qt::DisplayRole:
        return column.text(row);
    case Qt::ToolTipRole:
        return QString::fromLatin1(column.id) == QLatin1String("state") ? tipText(row.sentence) : QString();
    case Qt::TextAlignmentRole:
        return int(column.align | Qt::AlignVCenter);
    case RawRole:
        return column.raw(row);
    case StateRole:
        return int(row.standing);
    case SecondTextRole:
        return row.second;
    case Qt::AccessibleTextRole:
        return index.column() == 0 && !row.second.isEmpty() ? QStringLiteral("%1, %2").arg(row.name, row.second)
                                                            : QString();
    default:
        return {};
    }
}

QVariant SetupModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    const Column<SetupRow> &column = columns()[size_t(section)];
    if (role == Qt::DisplayRole)
        return column.header();
    if (role == Qt::TextAlignmentRole)
        return int(column.align | Qt::AlignVCenter);
    return {};
}

} // namespace fornada
