#include "models/activity_model.h"

#include "text/event_text.h"
#include "text/name_text.h"
#include "text/operation_text.h"
#include "text/state_text.h"

namespace fornada {

namespace {

constexpr int kPage = 100;
constexpr int kReadAtOnce = 400;

ActivityRow rowOf(const Activity &activity)
{
    ActivityRow row;
    row.at = activity.at;
    if (const auto &event = activity.event) {
        row.isEvent = true;
        row.level = event->level;
        row.words = sentence(*event);
        row.batch = event->batch;
    }
    if (const auto &operation = activity.operation) {
        row.who = actorName(operation->by);
        row.words = sentence(*operation);
        row.batch = operation->batch;
        row.operation = operation->id;
        row.undone = operation->undone;
        row.canUndo = isUndoable(*operation);
    }
    return row;
}

bool fits(const ActivityRow &row, ActivityKind kind, const QString &text)
{
    switch (kind) {
    case ActivityKind::All:
        break;
    case ActivityKind::Actions:
        if (row.isEvent)
            return false;
        break;
    case ActivityKind::Events:
        if (!row.isEvent)
            return false;
        break;
    case ActivityKind::NeedsYou:
        if (!row.isEvent || row.level == EventLevel::Info)
            return false;
        break;
    }
    return text.isEmpty() || row.words.contains(text, Qt::CaseInsensitive) ||
           row.who.contains(text, Qt::CaseInsensitive);
}

// Whether it was undone since does not make it another.
bool isSame(const ActivityRow &a, const ActivityRow &b)
{
    return a.at == b.at && a.operation == b.operation && a.isEvent == b.isEvent && a.words == b.words;
}

} // namespace

ActivityModel::ActivityModel(ReadDesk &desk, std::function<Wall()> now, QObject *parent)
    : QAbstractTableModel(parent)
    , m_desk(desk)
    , m_now(std::move(now))
{}

ActivityModel::~ActivityModel()
{
    m_reading.cancel();
}

const ColumnTable<ActivityRow> &ActivityModel::columns()
{
    using R = const ActivityRow &;
    constexpr auto left = Qt::AlignLeft;
    // The time is told by the model, which knows what day it is.
    static const ColumnTable<ActivityRow> table = {
        {"at", QT_TRANSLATE_NOOP("columns", "When"), left, 152, [](R r) { return QVariant(toMicros(r.at)); },
         [](R) { return QString(); }},
        {"who", QT_TRANSLATE_NOOP("columns", "Who"), left, 140, [](R r) { return QVariant(r.who); },
         [](R r) { return r.isEvent ? QCoreApplication::translate("columns", "Fornada") : r.who; }},
        {"words", QT_TRANSLATE_NOOP("columns", "What happened"), left, 480, [](R r) { return QVariant(r.words); },
         [](R r) { return r.words; }, true, true},
        {"undo", QT_TRANSLATE_NOOP("columns", "Undo"), left, 140, [](R r) { return QVariant(r.canUndo); },
         [](R r) {
             return r.undone    ? QCoreApplication::translate("columns", "undone")
                    : r.canUndo ? QCoreApplication::translate("columns", "can be undone")
                                : QString();
         }},
    };
    return table;
}

int ActivityModel::columnOf(const char *id)
{
    const auto &all = columns();
    for (size_t i = 0; i < all.size(); ++i)
        if (qstrcmp(all[i].id, id) == 0)
            return int(i);
    return -1;
}

void ActivityModel::setFilter(ActivityKind kind, const QString &text)
{
    m_kind = kind;
    m_text = text;
    m_reading.cancel();
    refresh();
}

void ActivityModel::read(ActivityPlace from, int wanted, std::function<void(Page)> take)
{
    const auto work = [from, wanted, kind = m_kind,
                       text = m_text](ReadPort &port, const ReadDesk::Cancelled &cancelled) -> Result<Page> {
        Page page;
        page.next = from;
        while (page.rows.size() < wanted && !page.complete && !cancelled) {
            const int most = kind == ActivityKind::All && text.isEmpty() ? wanted : kReadAtOnce;
            const auto read = port.activity(page.next, most);
            if (!read)
                return read.error();
            page.complete = read->size() < most;
            for (const Activity &activity : *read)
                if (const ActivityRow row = rowOf(activity); fits(row, kind, text))
                    page.rows.append(row);
        }
        return page;
    };
    m_reading = m_desk.read<Page>(
        this, work,
        [this, take = std::move(take)](Result<Page> page) {
            if (!page) {
                Q_EMIT failed(page.error());
                return;
            }
            take(std::move(*page));
            Q_EMIT loaded();
            if (m_again)
                refresh();
        },
        m_text.isEmpty() ? ReadDesk::Lane::Quick : ReadDesk::Lane::Scan);
}

void ActivityModel::refresh()
{
    m_again = m_reading.isOpen();
    if (m_again)
        return;
    read({}, std::max(kPage, int(m_rows.size())), [this](const Page &page) { replaceAll(page); });
}

// What is there already keeps its place, so that the selection and the scroll bar do too: news come on top, and what no
// longer fits goes from the end.
void ActivityModel::replaceAll(const Page &page)
{
    m_next = page.next;
    m_complete = page.complete;
    const auto isFirst = [this](const ActivityRow &row) { return !m_rows.isEmpty() && isSame(row, m_rows.first()); };
    const auto first = std::find_if(page.rows.cbegin(), page.rows.cend(), isFirst);
    const qsizetype added = first - page.rows.cbegin();
    const qsizetype kept = std::min(m_rows.size(), page.rows.size() - added);
    if (kept == 0 || !std::equal(first, first + kept, m_rows.cbegin(), isSame)) {
        beginResetModel();
        m_rows = page.rows;
        endResetModel();
        return;
    }
    if (kept < m_rows.size()) {
        beginRemoveRows({}, int(kept), int(m_rows.size()) - 1);
        m_rows.resize(kept);
        endRemoveRows();
    }
    if (added > 0) {
        beginInsertRows({}, 0, int(added) - 1);
        m_rows = page.rows.mid(0, added + kept);
        endInsertRows();
    }
    if (m_rows.size() < page.rows.size()) {
        beginInsertRows({}, int(m_rows.size()), int(page.rows.size()) - 1);
        m_rows = page.rows;
        endInsertRows();
    }
    m_rows = page.rows;
    Q_EMIT dataChanged(index(0, 0), index(int(m_rows.size()) - 1, columnCount() - 1));
}

bool ActivityModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && !m_complete && !m_rows.isEmpty() && !m_reading.isOpen();
}

void ActivityModel::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent))
        return;
    read(m_next, kPage, [this](const Page &page) {
        m_next = page.next;
        m_complete = page.complete;
        if (page.rows.isEmpty())
            return;
        const int first = int(m_rows.size());
        beginInsertRows({}, first, first + int(page.rows.size()) - 1);
        m_rows += page.rows;
        endInsertRows();
    });
}

const ActivityRow *ActivityModel::row(int row) const
{
    return row >= 0 && row < m_rows.size() ? &m_rows.at(row) : nullptr;
}

int ActivityModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int ActivityModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(columns().size());
}

QVariant ActivityModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const ActivityRow &row = m_rows.at(index.row());
    const Column<ActivityRow> &column = columns()[size_t(index.column())];
    switch (role) {
    case Qt::DisplayRole:
        return index.column() == columnOf("at") ? timeText(row.at, m_now()) : column.text(row);
    case RawRole:
        return column.raw(row);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(column.align | Qt::AlignVCenter);
    case Qt::ToolTipRole:
        return tipText(row.words);
    case IdRole:
        return row.batch.value;
    case Qt::AccessibleTextRole: // the mark is seen only
        return row.isEvent && row.level != EventLevel::Info && index.column() == columnOf("words")
                   ? QStringLiteral("%1: %2").arg(levelName(row.level), row.words)
                   : QString();
    case LevelRole:
        return row.isEvent ? QVariant(int(row.level)) : QVariant();
    default:
        return {};
    }
}

QVariant ActivityModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    const Column<ActivityRow> &column = columns()[size_t(section)];
    if (role == Qt::DisplayRole)
        return column.header();
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(column.align | Qt::AlignVCenter);
    return {};
}

} // namespace fornada
