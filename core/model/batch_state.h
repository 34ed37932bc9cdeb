#pragma once

#include "base/enum_names.h"
#include "model/wait_reason.h"

#include <optional>

namespace fornada {

enum class BatchState { Adding, Draft, Running, Paused, Finished, Cancelled };

enum class BatchEvent {
    RowsAdded, // the last chunk of rows is in
    Started,
    Paused,
    Resumed,
    AllSettled, // every job completed, failed, skipped or cancelled
    Reopened,   // a settled job was retried
    Cancelled,
    Restored, // cancel undone
};

FORNADA_ENUM_NAMES(BatchState, QLatin1String("adding"), QLatin1String("draft"), QLatin1String("running"),
                   QLatin1String("paused"), QLatin1String("finished"), QLatin1String("cancelled"));

FORNADA_ENUM_NAMES(BatchEvent, QLatin1String("rowsAdded"), QLatin1String("start"), QLatin1String("pause"),
                   QLatin1String("resume"), QLatin1String("finish"), QLatin1String("reopen"), QLatin1String("cancel"),
                   QLatin1String("restore"));

std::optional<BatchState> after(BatchState state, BatchEvent event);

// May its jobs go, as far as the batch has a say.
Opening openingOf(BatchState state);

} // namespace fornada
