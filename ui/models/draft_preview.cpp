#include "models/draft_preview.h"

#include "intake/row_source.h"
#include "models/columns.h"
#include "models/draft_mapping.h"
#include "models/row_requests.h"
#include "recipes/fan_out.h"
#include "recipes/input_files.h"
#include "recipes/planner.h"
#include "text/error_text.h"
#include "text/name_text.h"
#include "text/sheet_text.h"

#include <QCoreApplication>
#include <QDir>
#include <QtConcurrentRun>

namespace fornada {

namespace {

// What the row's first request asks; nothing but settings, or the row itself, may be all that there is.
QString firstPrompt(const Recipe &recipe, JobPlace place)
{
    for (const Step &step : recipe.steps) {
        const auto fans = fanKeys(step, place.fields, recipe.parameters);
        place.fanKey = fans && !fans->isEmpty() ? fans->first() : QString();
        const QString asked = askedText(recipe, step, place);
        if (!asked.isEmpty())
            return asked;
    }
    return {};
}

Planner plannerFor(const Recipe &recipe)
{
    QMap<QString, StepTarget> targets;
    for (const Step &step : recipe.steps)
        targets.insert(step.id, {}); // what it costs, and where, the engine knows
    return Planner(recipe, targets, recipe.parameters);
}

// Takes rows into the preview, one after the other.
class RowTaker {
public:
    RowTaker(const Planner &planner, DraftPreview &preview)
        : m_planner(planner)
        , m_preview(preview)
    {}

    void refuse(qint64 line, const Error &error)
    {
        ++m_preview.bad;
        m_preview.rows->append({line, {}, {}, error});
    }
    void take(const SourceRow &row)
    {
        const QJsonObject fields = mappedFields(row.fields, m_preview.mapping);
        const auto plan = m_planner.plan(m_preview.good + m_preview.bad + 1, fields, m_preview.client);
        if (!plan) {
            refuse(row.line, plan.error());
            return;
        }
        ++m_preview.good;
        m_preview.jobs += plan->jobs.size();
        m_preview.rows->append({row.line, plan->key, fields, {}});
    }

private:
    const Planner &m_planner;
    DraftPreview &m_preview;
};

} // namespace

DraftPreview previewDraft(const Draft &draft, const std::atomic_bool &cancelled)
{
    DraftPreview preview;
    preview.place = draft.place;
    preview.recipe = draft.recipe;
    preview.name = draft.name;
    preview.client = draft.client;
    const auto parts = draft.parts ? Result<RowParts>(*draft.parts) : partsOf(draft.place.path);
    if (!parts) {
        preview.error = parts.error();
        return preview;
    }
    preview.parts = *parts;
    if (parts->kind == RowParts::Kind::Tables && preview.place.query.isEmpty())
        preview.place.query = queryOfTable(parts->names.value(0));
    auto source = openRows(preview.place);
    if (!source) {
        preview.error = source.error();
        return preview;
    }
    const Planner planner = plannerFor(draft.recipe);
    preview.columns = (*source)->columns();
    preview.needed = planner.neededFields();
    preview.optional = withoutParts(planner.optionalFields(), preview.columns);
    preview.mapping = mappingOf(draft.chosen, preview.columns, preview.needed, preview.optional);
    for (const QString &field : std::as_const(preview.needed))
        if (!preview.mapping.contains(field))
            preview.unmapped.append(field);
    preview.rows = std::make_shared<DraftSpool>();
    if (!preview.unmapped.isEmpty())
        return preview;
    if (!preview.rows->open()) {
        preview.error = Error{ErrorKind::FileUnwritable, QDir::tempPath(), {}};
        return preview;
    }
    RowTaker taker(planner, preview);
    while (!cancelled) {
        auto next = (*source)->next();
        if (!next && next.error().kind != ErrorKind::BadFormat) {
            preview.error = next.error();
            return preview;
        }
        if (!next) {
            taker.refuse(next.error().subject.toLongLong(), next.error());
            continue;
        }
        if (!*next)
            break;
        if (preview.good + preview.bad >= DraftPreview::kMostCounted) {
            preview.more = true;
            break;
        }
        taker.take(**next);
    }
    if (!preview.rows->finish())
        preview.error = Error{ErrorKind::DiskFull, QDir::tempPath(), {}};
    return preview;
}

DraftModel::DraftModel(QObject *parent)
    : QAbstractTableModel(parent)
{
    m_pool.setMaxThreadCount(1);
}

DraftModel::~DraftModel()
{
    stop();
    m_pool.waitForDone();
}

void DraftModel::stop()
{
    if (m_cancelled)
        m_cancelled->store(true);
    m_cancelled.reset();
}

void DraftModel::setDraft(const Draft &draft)
{
    stop();
    if (draft.place.path.isEmpty()) {
        take({});
        return;
    }
    m_cancelled = std::make_shared<std::atomic_bool>(false);
    Q_EMIT changed();
    QtConcurrent::run(&m_pool, [draft, cancelled = m_cancelled] {
        return previewDraft(draft, *cancelled);
    }).then(this, [this, cancelled = m_cancelled](const DraftPreview &preview) {
        if (*cancelled)
            return;
        m_cancelled.reset();
        take(preview);
    });
}

void DraftModel::take(const DraftPreview &preview)
{
    beginResetModel();
    m_preview = preview;
    m_seen.clear();
    m_marks.clear();
    m_calls.clear();
    m_lookedRows = 0;
    m_problems = preview.rows ? preview.rows->problems() : QList<int>();
    m_onlyProblems = m_onlyProblems && !m_problems.isEmpty();
    endResetModel();
    Q_EMIT changed();
}

void DraftModel::setSheet(const QJsonObject &sheet)
{
    m_calls.clear();
    const QJsonArray calls = sheet.value(QLatin1String("calls")).toArray();
    for (const QJsonValue &call : calls)
        m_calls.insert(call[QLatin1String("step")].toString(), call.toObject());
    m_lookedRows = sheet.value(QLatin1String("free"))[QLatin1String("lookedRows")].toInteger();
    const QJsonArray marks = sheet.value(QLatin1String("marks")).toArray();
    if (!m_preview.rows || (marks.isEmpty() && m_marks.isEmpty()))
        return;
    QHash<int, QJsonArray> marksOf;
    QList<int> problems = m_preview.rows->problems();
    for (const QJsonValue &mark : marks) {
        const int row = int(mark[QLatin1String("index")].toInteger());
        if (row >= m_preview.rows->size())
            continue;
        marksOf[row].append(mark);
        if (mark[QLatin1String("leftOut")].toBool())
            problems.append(row);
    }
    std::sort(problems.begin(), problems.end());
    problems.erase(std::unique(problems.begin(), problems.end()), problems.end());
    const bool moves = m_onlyProblems && problems != m_problems;
    if (moves)
        beginResetModel();
    m_marks = marksOf;
    m_seen.clear();
    m_problems = problems;
    m_onlyProblems = m_onlyProblems && !m_problems.isEmpty();
    if (moves)
        endResetModel();
    else if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, Count - 1)); // the row that is looked at stays it
}

// A row says one thing: why it is left out, else its first request's.
QJsonObject DraftModel::markOf(int place) const
{
    const QJsonArray marks = m_marks.value(place);
    for (const QJsonValue &mark : marks)
        if (mark[QLatin1String("leftOut")].toBool())
            return mark.toObject();
    return marks.first().toObject();
}

JobPlace DraftModel::placeFor(int place, const DraftRow &row) const
{
    return {row.fields, row.key, place + 1, m_preview.name, m_preview.client, m_preview.recipe.parameters, {}};
}

// The first of those that are not left out were looked up.
bool DraftModel::isLooked(int place) const
{
    const auto before = std::lower_bound(m_problems.begin(), m_problems.end(), place) - m_problems.begin();
    return place - before < m_lookedRows;
}

DraftLook DraftModel::look(int line) const
{
    const int place = placeOf(line);
    const DraftRow row = rowAt(line).row;
    const QJsonObject mark = markOf(place);
    DraftLook look;
    look.marks = m_marks.value(place);
    look.place = placeFor(place, row);
    look.isLooked = isLooked(place);
    // Where its files are; one that cannot be read is the engine's to say.
    (void)InputFiles(m_preview.recipe, InputFiles::folderOf(m_preview.place.path)).find(look.place.fields);
    if (row.problem)
        look.problem = sentence(*row.problem);
    else if (mark.value(QLatin1String("leftOut")).toBool())
        look.problem = markText(mark, SystemClock().now().wall);
    return look;
}

void DraftModel::setOnlyProblems(bool only)
{
    if (only == m_onlyProblems)
        return;
    beginResetModel();
    m_onlyProblems = only;
    m_seen.clear();
    endResetModel();
}

const DraftModel::Seen &DraftModel::rowAt(int line) const
{
    if (const Seen *seen = m_seen.object(line))
        return *seen;
    const int place = placeOf(line);
    auto *read = new Seen{m_preview.rows->at(place), {}};
    if (!read->row.problem)
        read->prompt = firstPrompt(m_preview.recipe, placeFor(place, read->row));
    m_seen.insert(line, read);
    return *read;
}

namespace {

int alignmentOf(int column)
{
    return int((column == DraftModel::Line ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
}

} // namespace

int DraftModel::rowCount(const QModelIndex &parent) const
{
    if (parent.isValid() || !m_preview.rows)
        return 0;
    return int(m_onlyProblems ? m_problems.size() : m_preview.rows->size());
}

int DraftModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : Count;
}

QVariant DraftModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const auto &[row, prompt] = rowAt(index.row());
    const QJsonObject mark = markOf(placeOf(index.row()));
    if (role == RawRole)
        return row.problem.has_value() || mark.value(QLatin1String("leftOut")).toBool();
    const QString note = mark.isEmpty() || row.problem ? QString() : markText(mark, SystemClock().now().wall);
    if (role == Qt::TextAlignmentRole)
        return alignmentOf(index.column());
    if (role == Qt::ToolTipRole && index.column() == Note)
        return tipText(note);
    if (role == Qt::ToolTipRole && index.column() == Prompt)
        return tipText(row.problem ? sentence(*row.problem) : prompt);
    if (role != Qt::DisplayRole)
        return {};
    switch (Column(index.column())) {
    case Line:
        return row.line;
    case Key:
        return row.key;
    case Prompt:
        return row.problem ? sentence(*row.problem) : prompt;
    case Note:
        return note;
    case Count:
        break;
    }
    return {};
}

QVariant DraftModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole)
        return alignmentOf(section);
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case Line:
        return tr("Line");
    case Key:
        return tr("Row");
    case Prompt:
        return tr("What will be asked");
    case Note:
        return tr("Note");
    case Count:
        break;
    }
    return {};
}

} // namespace fornada
