#include "model/batch.h"

namespace fornada {

qint64 StateCounts::settled() const
{
    qint64 sum = 0;
    for (size_t i = 0; i < byState.size(); ++i)
        if (isSettled(JobState(i)))
            sum += byState[i];
    return sum;
}

qint64 StateCounts::toDo() const
{
    return (*this)[JobState::Queued] + (*this)[JobState::Blocked] + (*this)[JobState::Running];
}

} // namespace fornada
