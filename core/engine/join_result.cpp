#include "engine/join_result.h"

#include "model/cache.h"
#include "results/result_files.h"

namespace fornada {

Result<JoinedResult> joinedResult(const Ask &ask, const Step &step, JobId job)
{
    JoinedResult joined;
    if (step.output == OutputKind::None)
        return joined;
    if (const auto damage = outputFault(step.output, {}, ask.prompt))
        return Error{ErrorKind::BadFormat, *damage, {}};
    const auto unmet = checkFault(step.checks, ask.parameters, step.output, {}, ask.prompt);
    if (unmet && step.onBadOutput.value_or(BadOutput::Review) != BadOutput::Review)
        return Error{ErrorKind::BadFormat, *unmet, {}};
    if (unmet || step.review)
        joined.event = JobEvent::NeedsReview;
    joined.message = unmet.value_or(QString());
    ResultItem &item = joined.results.emplaceBack();
    item.job = job;
    item.attempt = takenBy(job);
    item.kind = step.output;
    item.text = ask.prompt;
    return joined;
}

} // namespace fornada
