#pragma once

#include "engine/runtime.h"

namespace fornada {

// The operator's day, in the machine's own zone.
QDate localDay(Wall wall);

// What a start has to settle before anything may run.
struct Runtime::Recovery {
    RecoveryCard card;
    std::function<void(Result<RecoveryCard>)> done;
    QList<OpenAttempt> open;
    QHash<AttemptId, QByteArray> raws; // the answers saved in the database
    QHash<AttemptId, JobInput> inputs;
    qsizetype left = 0;
};

} // namespace fornada
