#pragma once

#include "model/journal.h"
#include "model/lane.h"
#include "model/outcome.h"

#include <QList>

#include <variant>

// What the scheduler decides, for the engine to carry out. Plain values.
namespace fornada {

struct LoadHeads {
    LaneKey lane;
    int limit;
    Wall now; // by which delayed jobs are due
};
struct Prepare {
    Job job;
};
struct DropPrepared {
    JobId job;
};
// Open an attempt, durably. job's account, model and reserve are the ones to book.
struct OpenAttemptNow {
    Job job;
    QByteArray hash;
    Moment sendAt;
    QList<StoredGate> gates;
};
struct SendNow {
    JobId job;
    AttemptId attempt;
    Moment at;
};
struct AbortSend {
    AttemptId attempt;
};
// Close an attempt and move its job.
struct SettleNow {
    JobId job;
    AttemptId attempt;
    Outcome outcome;
    Charge charge;
    int httpStatus;
    QString message;
    JobEvent event;
    std::optional<Wall> notBefore;
    bool attemptUsed;
    Micros aged;
    Money resendAccepted;
    QList<StoredGate> gates;
    std::optional<JobTarget> elsewhere; // another account tries it
};
struct FailUnsent {
    JobId job;
    BatchId batch;
    QString message;
};
struct TakeResult {
    JobId job;
    BatchId batch;
};
// Waiting jobs go to another account.
struct TurnElsewhere {
    LaneKey lane;
    QList<JobId> jobs;
    QHash<QString, JobTarget> targets; // by step
};
struct PauseBatch {
    BatchId batch;
    Event why;
}; // an actual cost was above its reservation
struct Notify {
    Event event;
};

using SchedulerDecision = std::variant<LoadHeads, Prepare, DropPrepared, OpenAttemptNow, SendNow, AbortSend, SettleNow,
                                       FailUnsent, TakeResult, TurnElsewhere, PauseBatch, Notify>;

} // namespace fornada
