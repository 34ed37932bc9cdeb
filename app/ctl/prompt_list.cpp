#include "ctl/prompt_list.h"

#include "ctl/known_recipes.h"
#include "ctl/session.h"
#include "intake/field_mapping.h"
#include "intake/row_source.h"
#include "recipes/batch_parameters.h"
#include "recipes/input_files.h"
#include "recipes/planner.h"
#include "recipes/recipe_json.h"
#include "recipes/single_steps.h"
#include "recipes/wording.h"
#include "text/request_text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

namespace fornada {

namespace {

QMap<QString, StepTarget> noTargets(const Recipe &recipe)
{
    QMap<QString, StepTarget> targets;
    for (const Step &step : recipe.steps)
        targets.insert(step.id, {});
    return targets;
}

// As the engine makes a batch of it.
Recipe forBatch(Recipe recipe, const QJsonObject &set)
{
    for (auto it = set.begin(); it != set.end(); ++it)
        recipe.parameters.insert(it.key(), it.value());
    return withoutSingles(recipe, recipe.parameters);
}

QString nameOf(const QJsonObject &order)
{
    const QString given = order.value(QLatin1String("name")).toString();
    return given.isEmpty() ? nameOfRows(order.value(QLatin1String("rows")).toString()) : given;
}

// Words rows one by one; what the start sheet knows of them stands beside the words.
class PromptList {
public:
    PromptList(Session &session, Recipe recipe, const QJsonObject &order, const QJsonObject &sheet)
        : m_session(session)
        , m_recipe(std::move(recipe))
        , m_mapping(fieldMappingFrom(order.value(QLatin1String("mapping")).toObject()))
        , m_planner(m_recipe, noTargets(m_recipe), m_recipe.parameters)
        , m_files(m_recipe, InputFiles::folderOf(order.value(QLatin1String("rows")).toString()))
        , m_name(nameOf(order))
        , m_client(order.value(QLatin1String("client")).toString())
        , m_lookedRows(sheet.value(QLatin1String("free"))[QLatin1String("lookedRows")].toInteger())
        , m_now(SystemClock().now().wall)
    {
        const QJsonArray calls = sheet.value(QLatin1String("calls")).toArray();
        for (const QJsonValue &call : calls)
            m_calls.insert(call[QLatin1String("step")].toString(), call.toObject());
        const QJsonArray marks = sheet.value(QLatin1String("marks")).toArray();
        for (const QJsonValue &mark : marks)
            m_marks[mark[QLatin1String("line")].toInteger()].append(mark);
        const QJsonArray leftOut = sheet.value(QLatin1String("rejections")).toArray();
        for (const QJsonValue &row : leftOut)
            m_leftOut.insert(row[QLatin1String("line")].toInteger());
    }

    // One that cannot be read has its number too.
    void pass() { ++m_number; }
    void take(const SourceRow &row, bool countsRows)
    {
        m_countsRows = countsRows;
        ++m_number;
        if (m_leftOut.contains(row.line))
            return;
        JobPlace place{mappedFields(row.fields, m_mapping), {}, m_number, m_name, m_client, m_recipe.parameters, {}};
        const auto plan = m_planner.plan(m_number, place.fields, m_client);
        const Status found = m_files.find(place.fields);
        if (!found || !plan)
            return; // the engine has said so
        ++m_asked;
        place.key = plan->key;
        for (const PlannedJob &job : plan->jobs) {
            place.fanKey = job.fanKey;
            tell(row.line, *stepNamed(m_recipe, job.step), place);
        }
    }

private:
    void tell(qint64 line, const Step &step, const JobPlace &place)
    {
        const auto wording = wordRequest(m_recipe, step, place, resultPlaceholder, m_templates);
        const RequestFacts facts{step, place.fanKey, m_marks.value(line), m_asked <= m_lookedRows};
        const QJsonObject call = m_calls.value(step.id);
        const QString each = facts.isFree() ? QStringLiteral("0") : call.value(QLatin1String("each")).toString();
        if (!m_session.json()) {
            m_session.print(QStringLiteral("%1 %2, %3: %4%5, at most $%6 of %7, %8")
                                .arg(m_countsRows ? QStringLiteral("row") : QStringLiteral("line"))
                                .arg(line)
                                .arg(place.key, step.id,
                                     place.fanKey.isEmpty() ? QString() : u' ' + fanText(place.fanKey), each,
                                     call.value(QLatin1String("account")).toString(), facts.text(m_now)));
            if (wording)
                print(wording->prompt, settingsText(wording->parameters));
            return;
        }
        const QJsonObject json{{QStringLiteral("line"), line},
                               {QStringLiteral("row"), place.row},
                               {QStringLiteral("key"), place.key},
                               {QStringLiteral("step"), step.id},
                               {QStringLiteral("fanKey"), place.fanKey},
                               {QStringLiteral("prompt"), wording ? wording->prompt : QString()},
                               {QStringLiteral("parameters"), wording ? wording->parameters : QJsonObject()},
                               {QStringLiteral("queue"), call.value(QLatin1String("queue"))},
                               {QStringLiteral("account"), call.value(QLatin1String("account"))},
                               {QStringLiteral("model"), call.value(QLatin1String("model"))},
                               {QStringLiteral("most"), each},
                               {QStringLiteral("standing"), toName(facts.standing())}};
        m_session.print((std::exchange(m_any, true) ? QStringLiteral(",") : QString()) +
                        QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact)));
    }
    void print(const QString &prompt, const QString &settings)
    {
        for (const QString &text : {prompt, settings})
            for (const QString &line : text.split(u'\n', Qt::SkipEmptyParts))
                m_session.print(QStringLiteral("    ") + line);
    }

    Session &m_session;
    const Recipe m_recipe;
    const FieldMapping m_mapping;
    const Planner m_planner;
    const InputFiles m_files;
    const QString m_name, m_client;
    const qint64 m_lookedRows;
    const Wall m_now;
    QHash<QString, QJsonObject> m_calls; // by step
    QHash<qint64, QJsonArray> m_marks;   // by line
    QSet<qint64> m_leftOut;              // lines
    TemplateCache m_templates;
    qint64 m_number = 0; // of the row
    qint64 m_asked = 0;  // rows
    bool m_any = false;
    bool m_countsRows = false;
};

Status takeAll(const QJsonObject &order, PromptList &list)
{
    auto rows = openRows(RowsPlace{order.value(QLatin1String("rows")).toString(),
                                   order.value(QLatin1String("sheet")).toString(),
                                   order.value(QLatin1String("query")).toString()});
    if (!rows)
        return rows.error();
    while (true) {
        const auto row = (*rows)->next();
        if (!row && row.error().kind != ErrorKind::BadFormat) // one row's, which is left out
            return row.error();
        if (row && !*row)
            return {};
        if (row)
            list.take(**row, (*rows)->countsRows());
        else
            list.pass();
    }
}

} // namespace

Status listPrompts(Session &session, const QJsonObject &order, const QJsonObject &sheet)
{
    const auto recipes = knownRecipes(session);
    if (!recipes)
        return recipes.error();
    auto recipe = recipeFromJson(recipes->value(order.value(QLatin1String("recipe")).toString()));
    if (!recipe)
        return recipe.error();
    const auto set = batchParameters(*recipe, order.value(QLatin1String("parameters")).toObject());
    if (!set)
        return set.error();
    PromptList list(session, forBatch(std::move(*recipe), *set), order, sheet);
    if (!session.json())
        return takeAll(order, list);
    const QString head = QString::fromUtf8(QJsonDocument(sheet).toJson(QJsonDocument::Compact));
    session.print(head.chopped(1) + QStringLiteral(",\"prompts\":["));
    const Status taken = takeAll(order, list);
    session.print(QStringLiteral("]}"));
    return taken;
}

} // namespace fornada
