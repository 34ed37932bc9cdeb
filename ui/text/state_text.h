#pragma once

#include "model/batch.h"
#include "model/job_state.h"
#include "model/journal.h"
#include "model/outcome.h"
#include "model/queue.h"
#include "model/recipe.h"
#include "text/format.h"

namespace fornada {

// Short names for tables and filters.
QString stateName(JobState state);
QString stateName(BatchState state);
QString levelName(EventLevel level);
QString operationName(Operation operation);
QString needName(Need need); // "a seed"
QString outputName(OutputKind kind);
QString providerName(ProviderKind kind);

// "running", "finished, 2 failed", "finished, 3 need you".
QString stateText(const Batch &batch);
QString shortStateText(const Batch &batch); // for where the counts stand beside it

// What became of an attempt, with what was said about it.
QString outcomeText(Outcome outcome, const QString &message = {});
// The message of a job or an attempt: our own words ("audioSilent") become a sentence, a provider's stay as they are.
QString messageText(const QString &message);
// "nothing", "$0.04", "about $0.04", "up to $0.04".
QString chargeText(const Charge &charge, const Formats &formats = {});

} // namespace fornada
