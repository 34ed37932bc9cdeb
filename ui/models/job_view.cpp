#include "models/job_view.h"

#include "base/redactor.h"
#include "model/fan_key.h"
#include "recipes/recipe_json.h"
#include "recipes/wording.h"
#include "text/error_text.h"
#include "text/request_text.h"

#include <QJsonDocument>

namespace fornada {

namespace {

bool hasEnded(JobState state)
{
    using enum JobState;
    return state == Failed || state == Skipped || state == Cancelled;
}

// What the steps before have given, or its name where it is still to come, or is a long text in a file.
QList<ParentResult> parentResults(ReadPort &port, const Recipe &recipe, const Step &step, JobView &view)
{
    QList<ParentResult> given;
    for (const JobRow &parent : std::as_const(view.lineage)) {
        if (!step.after.contains(parent.step) || !isSameFan(parent.fanKey, view.detail.job.fanKey))
            continue;
        if (step.goesOn && hasEnded(parent.state))
            continue; // a hole
        const auto made = parent.state == JobState::Completed ? port.job(parent.id) : Result<JobDetail>(JobDetail());
        const QList<ResultItem> results = made ? made->results : QList<ResultItem>();
        const auto picked =
            std::find_if(results.cbegin(), results.cend(), [](const ResultItem &item) { return item.picked; });
        if (picked != results.cend() && !picked->isTextInFile()) {
            given.append({parent.step, parent.fanKey, picked->text, picked->path, picked->mime, jsonOf(*picked)});
            continue;
        }
        view.isOpen = view.isOpen || picked == results.cend();
        const bool joins = fanValues(parent.fanKey).size() > step.forEach.size();
        const QString name = resultPlaceholder(parent.step, joins ? parent.fanKey : QString());
        const Step *before = stepNamed(recipe, parent.step);
        const QJsonValue json = before ? jsonToCome(*before, step) : QJsonValue();
        given.append({parent.step, parent.fanKey, name, name, name, json});
    }
    return given;
}

QHash<QString, QStringList> fanNames(const Recipe &recipe)
{
    QHash<QString, QStringList> names;
    for (const Step &step : recipe.steps)
        for (const FanOut &fan : step.forEach)
            names[step.id].append(fan.name);
    return names;
}

void word(ReadPort &port, const Recipe &recipe, const Step &step, JobView &view)
{
    const JobDetail &d = view.detail;
    JobPlace place{
        d.asked.value_or(d.fields), d.rowKey, d.job.rowNumber, d.batchName, d.client, d.parameters, d.job.fanKey};
    place.batchNumber = QString::number(d.job.batch.value);
    TemplateCache templates;
    const auto wording = wordRequest(
        step, place, resultsGiven(step, parentResults(port, recipe, step, view), fanNames(recipe)), templates);
    if (!wording) {
        view.asked = sentence(wording.error());
        return;
    }
    view.parameters = hideByLooks(wording->parameters);
    view.isCall = step.operation == Operation::HttpCall || step.operation == Operation::Message;
    view.asked = wording->prompt;
    if (view.isCall) {
        const QJsonObject body = view.parameters.take(QLatin1String("body")).toObject();
        view.asked = QString::fromUtf8(QJsonDocument(body).toJson(QJsonDocument::Indented)).trimmed();
    }
}

} // namespace

Result<JobView> readJobView(ReadPort &port, JobId id)
{
    auto detail = port.job(id);
    if (!detail)
        return detail.error();
    JobView view;
    view.detail = std::move(*detail);
    if (auto lineage = port.lineage(id))
        view.lineage = std::move(*lineage);
    const auto snapshot = port.recipeSnapshot(view.detail.job.batch);
    const auto recipe = snapshot ? storedRecipe(*snapshot) : Result<Recipe>(snapshot.error());
    if (!recipe)
        return view; // a recipe that cannot be read any more only costs the request
    if (const Step *step = stepNamed(*recipe, view.detail.job.step))
        word(port, *recipe, *step, view);
    return view;
}

} // namespace fornada
