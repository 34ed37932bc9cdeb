#include "models/draft_preview.h"

#include "intake/row_source.h"
#include "models/columns.h"
#include "recipes/fan_out.h"
#include "recipes/job_context.h"
#include "recipes/planner.h"
#include "recipes/template.h"
#include "text/error_text.h"

#include <QCoreApplication>

namespace fornada {

namespace {

QString firstPrompt(const Recipe &recipe, const QJsonObject &fields, const QString &key, qint64 number,
                    const QString &batch, const QString &client)
{
    for (const Step &step : recipe.steps) {
        if (step.prompt.isEmpty())
            continue;
        const auto fans = fanKeys(step, fields, recipe.parameters);
        const QString fan = fans && !fans->isEmpty() ? fans->first() : QString();
        const auto text =
            render(step.prompt, jobContext(step, {fields, key, number, batch, client, recipe.parameters, fan}));
        return text ? *text : step.prompt;
    }
    return {};
}

} // namespace

DraftPreview previewDraft(const QString &path, const Recipe &recipe, const QString &batch, const QString &client,
                          const std::atomic_bool &cancelled)
{
    DraftPreview preview;
    auto source = openRows(path);
    if (!source) {
        preview.error = source.error();
        return preview;
    }
    QHash<QString, StepTarget> targets;
    for (const Step &step : recipe.steps) {
        StepTarget target;
        target.worstCase = step.price;
        targets.insert(step.id, target);
    }
    const Planner planner(recipe, targets, recipe.parameters);
    const auto refuse = [&preview](qint64 line, const Error &error) {
        ++preview.bad;
        if (preview.rows.size() < DraftPreview::kMostShown)
            preview.rows.append({line, {}, {}, error});
    };
    while (!cancelled) {
        auto next = (*source)->next();
        if (!next && next.error().kind != ErrorKind::BadFormat) {
            preview.error = next.error();
            return preview;
        }
        if (!next) {
            refuse(next.error().subject.toLongLong(), next.error());
            continue;
        }
        if (!*next)
            break;
        if (preview.good + preview.bad >= DraftPreview::kMostCounted) {
            preview.more = true;
            break;
        }
        const SourceRow &row = **next;
        const auto plan = planner.plan(preview.good + 1, row.fields);
        if (!plan) {
            refuse(row.line, plan.error());
            continue;
        }
        ++preview.good;
        preview.jobs += plan->jobs.size();
        for (const PlannedJob &job : plan->jobs)
            preview.worst += job.target.worstCase;
        if (preview.rows.size() < DraftPreview::kMostShown)
            preview.rows.append(
                {row.line, plan->key, firstPrompt(recipe, row.fields, plan->key, preview.good, batch, client), {}});
    }
    preview.columns = (*source)->columns();
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

void DraftModel::setDraft(const QString &path, const Recipe &recipe, const QString &batch, const QString &client)
{
    stop();
    if (path.isEmpty()) {
        beginResetModel();
        m_preview = {};
        endResetModel();
        Q_EMIT changed();
        return;
    }
    m_cancelled = std::make_shared<std::atomic_bool>(false);
    Q_EMIT changed();
    m_pool.start([this, path, recipe, batch, client, cancelled = m_cancelled] {
        auto preview = previewDraft(path, recipe, batch, client, *cancelled);
        QMetaObject::invokeMethod(
            this,
            [this, cancelled, preview = std::move(preview)] {
                if (*cancelled)
                    return;
                m_cancelled.reset();
                beginResetModel();
                m_preview = preview;
                endResetModel();
                Q_EMIT changed();
            },
            Qt::QueuedConnection);
    });
}

int DraftModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_preview.rows.size());
}

int DraftModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : Count;
}

QVariant DraftModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const DraftRow &row = m_preview.rows.at(index.row());
    if (role == RawRole)
        return row.problem.has_value();
    if (role == Qt::TextAlignmentRole)
        return int((index.column() == Line ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole && index.column() == Prompt)
        return row.problem ? sentence(*row.problem) : row.prompt;
    if (role != Qt::DisplayRole)
        return {};
    switch (Column(index.column())) {
    case Line:
        return row.line;
    case Key:
        return row.key;
    case Prompt:
        return row.problem ? sentence(*row.problem) : row.prompt;
    case Count:
        break;
    }
    return {};
}

QVariant DraftModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case Line:
        return tr("Line");
    case Key:
        return tr("Row");
    case Prompt:
        return tr("What will be asked");
    case Count:
        break;
    }
    return {};
}

} // namespace fornada
