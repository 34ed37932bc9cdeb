#include "model/batch_state.h"

namespace fornada {

std::optional<BatchState> after(BatchState state, BatchEvent event)
{
    using S = BatchState;
    using E = BatchEvent;
    struct Transition {
        S from;
        E event;
        S to;
    };
    static constexpr Transition transitions[] = {
        {S::Adding, E::RowsAdded, S::Draft},
        {S::Adding, E::Cancelled, S::Cancelled},
        {S::Draft, E::Started, S::Running},
        {S::Draft, E::Cancelled, S::Cancelled},
        {S::Running, E::Paused, S::Paused},
        {S::Running, E::AllSettled, S::Finished},
        {S::Running, E::Cancelled, S::Cancelled},
        {S::Paused, E::Resumed, S::Running},
        {S::Paused, E::Cancelled, S::Cancelled},
        {S::Paused, E::AllSettled, S::Finished}, // the last running job came home while paused
        {S::Finished, E::Reopened, S::Running},
        {S::Finished, E::Cancelled, S::Cancelled},
        {S::Cancelled, E::Restored, S::Paused}, // undo never starts spending by itself
    };
    for (const Transition &t : transitions)
        if (t.from == state && t.event == event)
            return t.to;
    return std::nullopt;
}

Opening openingOf(BatchState state)
{
    switch (state) {
    case BatchState::Adding:
    case BatchState::Draft:
        return Opening::closed(WaitReason::Draft);
    case BatchState::Running:
        return Opening::open();
    case BatchState::Paused:
    case BatchState::Finished:
    case BatchState::Cancelled:
        break;
    }
    return Opening::closed(WaitReason::BatchPaused);
}

} // namespace fornada
