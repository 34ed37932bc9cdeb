#pragma once

#include "engine/runtime.h"

namespace fornada {

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
