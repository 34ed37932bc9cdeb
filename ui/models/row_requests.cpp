#include "models/row_requests.h"

#include "recipes/fan_out.h"
#include "recipes/wording.h"
#include "text/error_text.h"
#include "text/name_text.h"
#include "text/request_text.h"

namespace fornada {

QString wholeWording(const Recipe &recipe, const Step &step, const JobPlace &place)
{
    TemplateCache templates;
    const auto wording = wordRequest(recipe, step, place, resultPlaceholder, templates);
    if (!wording)
        return sentence(wording.error());
    QStringList parts{wording->prompt, settingsText(wording->parameters)};
    parts.removeAll(QString());
    return parts.join(QStringLiteral("\n\n"));
}

QString askedText(const Recipe &recipe, const Step &step, const JobPlace &place)
{
    TemplateCache templates;
    const auto wording = wordRequest(recipe, step, place, resultPlaceholder, templates);
    if (!wording)
        return sentence(wording.error());
    return wording->prompt.isEmpty() ? settingsText(wording->parameters).replace(u'\n', QStringLiteral(" · "))
                                     : wording->prompt;
}

namespace {

int alignmentOf(int column)
{
    return int((column == RowRequests::Price ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
}

} // namespace

RowRequests::RowRequests(const DraftModel &draft, QObject *parent)
    : QAbstractTableModel(parent)
    , m_draft(draft)
{}

void RowRequests::show(int line)
{
    beginResetModel();
    m_recipe = m_draft.preview().recipe;
    m_look = m_draft.look(line);
    m_requests.clear();
    for (qsizetype i = 0; m_look.problem.isEmpty() && i < m_recipe.steps.size(); ++i) {
        const auto keys = fanKeys(m_recipe.steps.at(i), m_look.place.fields, m_look.place.parameters);
        for (const QString &key : keys ? *keys : QStringList())
            m_requests.append({i, key});
    }
    endResetModel();
}

void RowRequests::clear()
{
    beginResetModel();
    m_look = {};
    m_requests.clear();
    endResetModel();
}

QString RowRequests::wording(int request) const
{
    const Request &asked = m_requests.at(request);
    JobPlace place = m_look.place;
    place.fanKey = asked.fanKey;
    return wholeWording(m_recipe, stepOf(asked), place);
}

QString RowRequests::priceOf(const Request &request) const
{
    const Step &step = stepOf(request);
    if (RequestFacts{step, request.fanKey, m_look.marks, m_look.isLooked}.isFree())
        return tr("free");
    const auto each = moneyFromDecimal(m_draft.callOf(step.id).value(QLatin1String("each")).toString());
    return moneyText(each.value_or(step.price));
}

QString RowRequests::standingOf(const Request &request) const
{
    if (m_draft.callOf(stepOf(request).id).isEmpty())
        return {}; // the engine has not said anything yet
    return RequestFacts{stepOf(request), request.fanKey, m_look.marks, m_look.isLooked}.text(SystemClock().now().wall);
}

int RowRequests::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_requests.size());
}

int RowRequests::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : Count;
}

QVariant RowRequests::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Request &request = m_requests.at(index.row());
    if (role == Qt::TextAlignmentRole)
        return alignmentOf(index.column());
    if (role == Qt::ToolTipRole)
        return tipText(data(index, Qt::DisplayRole).toString());
    if (role != Qt::DisplayRole)
        return {};
    switch (Column(index.column())) {
    case StepName:
        return stepOf(request).id;
    case For:
        return fanText(request.fanKey);
    case Price:
        return priceOf(request);
    case AccountName:
        return m_draft.callOf(stepOf(request).id).value(QLatin1String("account")).toString();
    case Standing:
        return standingOf(request);
    case Count:
        break;
    }
    return {};
}

QVariant RowRequests::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole)
        return alignmentOf(section);
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case StepName:
        return tr("Step");
    case For:
        return tr("For");
    case Price:
        return tr("At most");
    case AccountName:
        return tr("Account");
    case Standing:
        return tr("Asked or not");
    case Count:
        break;
    }
    return {};
}

} // namespace fornada
