#pragma once

#include "base/ids.h"
#include "base/money.h"

#include <QList>
#include <QSet>

// What the engine tells the window about itself, as values.
namespace fornada {

// What the operator reads after a crash.
struct RecoveryCard {
    int inFlight = 0, saved = 0, unknown = 0, resent = 0;
    Money possible;           // of the unknown ones
    QList<BatchId> halfAdded; // taken out again
};

// What changed since the last call; ids are exact up to a limit, then `many` is set.
struct Changes {
    QSet<BatchId> batches;
    QSet<JobId> jobs;
    bool many = false;
    bool setup = false; // queues, accounts, gates
};

} // namespace fornada
