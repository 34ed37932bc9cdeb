#pragma once

#include "model/job_state.h"
#include "model/recipe.h"
#include "providers/adapter.h"
#include "store/writes.h"

namespace fornada {

// What a step that joins its parents' results gives: its words, worded here. Nothing is asked for, sent or paid.
struct JoinedResult {
    JobEvent event = JobEvent::Completed;
    QString message; // the check that was not met
    QList<ResultItem> results;
};
// An error where the words are no result of their kind (empty, no JSON), or do not meet checks that nobody looks at.
Result<JoinedResult> joinedResult(const Ask &ask, const Step &step, JobId job);

} // namespace fornada
