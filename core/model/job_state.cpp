#include "model/job_state.h"

#include <array>

namespace fornada {

namespace {

struct Transition {
    JobState from;
    JobEvent event;
    JobState to;
};

using S = JobState;
using E = JobEvent;

constexpr auto kTransitions = std::to_array<Transition>({
    {S::Blocked, E::ParentsDone, S::Queued},
    {S::Blocked, E::ParentFailed, S::Skipped},
    {S::Blocked, E::NotNeeded, S::Skipped},
    {S::Blocked, E::Cancelled, S::Cancelled},

    {S::Queued, E::Claimed, S::Running},
    {S::Queued, E::Completed, S::Completed}, // cache hit or equal job: nothing is sent
    {S::Queued, E::NeedsReview, S::Review},  // the same, when the step waits for approval
    {S::Queued, E::Failed, S::Failed},       // its request cannot be built, or its age limit has passed
    {S::Queued, E::Cancelled, S::Cancelled},

    {S::Running, E::Recalled, S::Queued},
    {S::Running, E::Completed, S::Completed},
    {S::Running, E::NeedsReview, S::Review},
    {S::Running, E::RetryScheduled, S::Queued},
    {S::Running, E::Failed, S::Failed},
    {S::Running, E::OutcomeLost, S::Unknown},
    {S::Running, E::Cancelled, S::Cancelled},

    {S::Completed, E::Rerolled, S::Queued},
    {S::Completed, E::RerolledBlocked, S::Blocked},

    {S::Failed, E::Retried, S::Queued},
    {S::Failed, E::RetriedBlocked, S::Blocked},
    {S::Failed, E::Dismissed, S::Skipped},
    {S::Failed, E::Cancelled, S::Cancelled}, // discarded from the list of failures

    {S::Review, E::Approved, S::Completed},
    {S::Review, E::Rejected, S::Failed},
    {S::Review, E::Rerolled, S::Queued},
    {S::Review, E::RerolledBlocked, S::Blocked},
    {S::Review, E::Cancelled, S::Cancelled},

    {S::Unknown, E::Resent, S::Queued},
    {S::Unknown, E::ResentBlocked, S::Blocked},
    {S::Unknown, E::CountedCharged, S::Failed},
    {S::Unknown, E::GivenUp, S::Cancelled},
    {S::Unknown, E::Cancelled, S::Cancelled},

    {S::Skipped, E::ParentRevived, S::Blocked},
    {S::Skipped, E::Cancelled, S::Cancelled},

    {S::Cancelled, E::Restored, S::Queued},
    {S::Cancelled, E::RestoredBlocked, S::Blocked},

    {S::Blocked, E::TakenBackToFailed, S::Failed},
    {S::Queued, E::TakenBackToFailed, S::Failed},
    {S::Skipped, E::TakenBackToFailed, S::Failed},
    {S::Cancelled, E::TakenBackToFailed, S::Failed},
    {S::Blocked, E::TakenBackToUnknown, S::Unknown},
    {S::Queued, E::TakenBackToUnknown, S::Unknown},
    {S::Failed, E::TakenBackToUnknown, S::Unknown},
    {S::Cancelled, E::TakenBackToUnknown, S::Unknown},
    {S::Blocked, E::TakenBackToReview, S::Review},
    {S::Queued, E::TakenBackToReview, S::Review},
    {S::Completed, E::TakenBackToReview, S::Review},
    {S::Failed, E::TakenBackToReview, S::Review},
    {S::Cancelled, E::TakenBackToReview, S::Review},
    {S::Blocked, E::TakenBackToCompleted, S::Completed},
    {S::Queued, E::TakenBackToCompleted, S::Completed},
    {S::Queued, E::ParentTakenBack, S::Blocked},
});

} // namespace

std::optional<JobState> after(JobState state, JobEvent event)
{
    for (const Transition &t : kTransitions)
        if (t.from == state && t.event == event)
            return t.to;
    return std::nullopt;
}

bool isSettled(JobState state)
{
    return state == S::Completed || state == S::Failed || state == S::Skipped || state == S::Cancelled;
}

bool gaveResult(JobEvent event)
{
    return event == E::Completed || event == E::NeedsReview;
}

} // namespace fornada
