#pragma once

#include "engine/row_intake.h"
#include "engine/runtime.h"

namespace fornada {

// Which of a planned batch's first requests would cost nothing: their results are kept, or another of the batch asks
// for the same. Marks them, and takes out of what is foreseen those that nothing which is made waits for. Requests that
// can be worded before anything is made are looked at, and those whose parents' results are kept.
void lookInCache(const Runtime &runtime, Seams seams, std::shared_ptr<PlannedBatch> planned,
                 std::function<void(Result<PlannedBatch>)> done);

} // namespace fornada
