#include "models/job_view.h"

#include "recipes/job_context.h"
#include "recipes/recipe_json.h"
#include "recipes/template.h"

namespace fornada {

Result<JobView> readJobView(ReadPort &port, JobId id)
{
    auto detail = port.job(id);
    if (!detail)
        return detail.error();
    JobView view{std::move(*detail), {}, {}, false};
    if (auto lineage = port.lineage(id))
        view.lineage = std::move(*lineage);
    const auto snapshot = port.recipeSnapshot(view.detail.job.batch);
    const auto recipe = snapshot ? storedRecipe(*snapshot) : Result<Recipe>(snapshot.error());
    if (!recipe)
        return view; // a recipe that cannot be read any more only costs the prompt
    for (const Step &step : recipe->steps) {
        if (step.id != view.detail.job.step)
            continue;
        const JobDetail &d = view.detail;
        const auto prompt = render(step.prompt, jobContext(step, {d.fields, d.rowKey, d.job.rowNumber, d.batchName,
                                                                  d.client, d.parameters, d.job.fanKey}));
        view.prompt = prompt ? *prompt : step.prompt;
        view.promptIsOpen = !prompt;
    }
    return view;
}

} // namespace fornada
