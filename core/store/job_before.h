#pragma once

#include "model/cache.h"

#include <QJsonObject>
#include <QList>

namespace fornada {

// What a job has been through and counts against it.
struct JobCounts {
    int attempts = 0, noOutputs = 0, waitsInRow = 0;
    Micros age = {}, rowAge = {};
    std::optional<Wall> firstAttempt;

    friend bool operator==(const JobCounts &, const JobCounts &) = default;
};
JobCounts countsOf(const Job &job);
void setCounts(Job &job, const JobCounts &counts);

// What an operator's action changed of a job: what its undo puts back.
struct JobBefore {
    // Of an action that moved it.
    std::optional<JobState> state;
    JobState became = JobState::Queued;
    std::optional<JobCounts> counts; // when it began again
    std::optional<QString> message;  // when it was changed
    QList<AttemptId> charged;        // whose possible charge was counted as charged
    // of the kept result that this one was taken from, which was rejected with it
    std::optional<CacheStanding> sourceStood;
    AttemptId fence; // no attempt was younger
    Wall at = {};
    // Of one that gave it another priority.
    std::optional<int> priority;
    int set = 0;
};

QJsonObject toJson(const JobBefore &before);
JobBefore jobBeforeFromJson(const QJsonObject &json);

// What brings it back there.
std::optional<JobEvent> takingBackTo(JobState state);

} // namespace fornada
