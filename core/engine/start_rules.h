#pragma once

#include "engine/seams.h"
#include "model/batch.h"
#include "recipes/planner.h"

#include <functional>

// What is asked before money is spent: who does it, with which key, at which price.
namespace fornada {

class Runtime;

// Every account that the batch's jobs go to can do them and has its key, and pricesHold; checked before anything is
// started.
Status mayStart(const Runtime &runtime, KeySource &keys, BatchId batch);

// A budget is kept only at prices that somebody knows, and that are the operator's own: of one account, of all that a
// batch goes to.
Status pricesHold(const Runtime &runtime, const Batch &batch, const Account &account);
Status pricesHold(const Runtime &runtime, BatchId batch);

// May a budget be set on what covers says? Not over work that runs at prices which nobody knows.
Status mayCap(const Runtime &runtime, const std::function<bool(const Batch &, const Account &)> &covers);

// Where a step's jobs go with this account; and when it fails them, if the step names another that is there.
Result<StepTarget> targetOf(const Runtime &runtime, const Step &step, const Batch &batch, const Account &account);
std::optional<Result<StepTarget>> targetElsewhere(const Runtime &runtime, const Step &step, const Batch &batch);

} // namespace fornada
