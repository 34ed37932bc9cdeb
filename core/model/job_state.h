#pragma once

#include "base/enum_names.h"

#include <optional>

namespace fornada {

enum class JobState {
    Blocked, // a parent is not done
    Queued,  // may go when its gates open and its not-before has passed
    Running, // an attempt is open
    Completed,
    Failed,
    Review,    // done, but a check or a person must look
    Unknown,   // sent, outcome not known
    Skipped,   // a parent failed or was cancelled; a fallback: none failed
    Cancelled, // by the operator; never re-sent
};

enum class JobEvent {
    ParentsDone,     // the last pending parent completed
    ParentFailed,    // a parent failed, was skipped or cancelled
    ParentRevived,   // a failed parent was retried
    NotNeeded,       // a fallback whose parents all completed
    Claimed,         // an attempt was opened
    Recalled,        // the claimed attempt was not sent; no attempt used up
    Completed,       // a usable result (answer, cache or an equal job)
    NeedsReview,     // a result that a check or a person must look at
    RetryScheduled,  // the attempt ended; try again not before a time
    Failed,          // final failure
    OutcomeLost,     // sent, no whole answer, possible charge over the re-send limit
    Cancelled,       // operator
    Dismissed,       // operator: failed, and nothing more is wanted of it
    Restored,        // operator undid a cancel of a job that was never sent
    RestoredBlocked, // the same, while a parent is not done
    Retried,         // operator: again from failed
    RetriedBlocked,  // the same, while a parent is not done
    Resent,          // operator: unknown, send again
    ResentBlocked,   // the same, while a parent is not done
    CountedCharged,  // operator: unknown, book the cost and give no result
    GivenUp,         // operator: unknown, not wanted any more
    Approved,        // review: good
    Rejected,        // review: bad
    Rerolled,        // review or completed: make another variant
    RerolledBlocked, // the same, while a parent is made again
    // operator undid what had moved it, and nothing was sent since
    TakenBackToFailed,    // a retry, a dismissal or a cancel
    TakenBackToUnknown,   // what was decided about its unknown outcome
    TakenBackToReview,    // a judgement, or making it again
    TakenBackToCompleted, // making it again
    ParentTakenBack,      // of a parent: it has to wait for it again
};

FORNADA_ENUM_NAMES(JobState, QLatin1String("blocked"), QLatin1String("queued"), QLatin1String("running"),
                   QLatin1String("completed"), QLatin1String("failed"), QLatin1String("review"),
                   QLatin1String("unknown"), QLatin1String("skipped"), QLatin1String("cancelled"));
FORNADA_ENUM_NAMES(JobEvent, QLatin1String("parentsDone"), QLatin1String("parentFailed"),
                   QLatin1String("parentRevived"), QLatin1String("notNeeded"), QLatin1String("claimed"),
                   QLatin1String("recalled"), QLatin1String("completed"), QLatin1String("needsReview"),
                   QLatin1String("retryScheduled"), QLatin1String("failed"), QLatin1String("outcomeLost"),
                   QLatin1String("cancelled"), QLatin1String("dismissed"), QLatin1String("restored"),
                   QLatin1String("restoredBlocked"), QLatin1String("retried"), QLatin1String("retriedBlocked"),
                   QLatin1String("resent"), QLatin1String("resentBlocked"), QLatin1String("countedCharged"),
                   QLatin1String("givenUp"), QLatin1String("approved"), QLatin1String("rejected"),
                   QLatin1String("rerolled"), QLatin1String("rerolledBlocked"), QLatin1String("takenBackToFailed"),
                   QLatin1String("takenBackToUnknown"), QLatin1String("takenBackToReview"),
                   QLatin1String("takenBackToCompleted"), QLatin1String("parentTakenBack"));

// The one transition table: the state after the event, or nothing when the event does not apply in that state.
std::optional<JobState> after(JobState state, JobEvent event);

// Nothing more will happen to the job by itself and nobody is asked to act.
bool isSettled(JobState state);

// Of an attempt that ended so: it has given a result, good or to be looked at.
bool gaveResult(JobEvent event);

} // namespace fornada
