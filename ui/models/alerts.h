#pragma once

#include "models/pulse.h"
#include "text/format.h"

namespace fornada {

// Something that waits for the operator, with what to do about it.
struct Alert {
    enum class Deed {
        None,
        ShowFailures, // of the batch
        ShowUnknown,  // the same desk, for jobs without an answer
        ShowReview,   // the batch's jobs to look at
        ShowBatch,
        EditBatch, // its budget
        ResumeAll,
        ResumeQueue,
        ResumeAccount,
        ShowBatches, // where those are that there is no room for
        ShowQueues,
    };

    EventLevel level = EventLevel::NeedsYou;
    QString text;
    QString button;
    Deed deed = Deed::None;
    BatchId batch;
    QString scope; // the queue or account to resume
    friend bool operator==(const Alert &, const Alert &) = default;
};

// Worst first; at most a screenful, the last of which says how many more there are.
QList<Alert> alertsOf(const QList<Batch> &batches, const Vitals &vitals, Wall now, const Formats &formats = {});

} // namespace fornada
