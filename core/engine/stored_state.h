#pragma once

#include "model/recipe.h"
#include "store/store.h"

#include <QHash>

namespace fornada {

// All that is read before anything may run, in one visit to the store thread.
struct StoredState {
    QList<Queue> queues;
    QList<Account> accounts;
    QList<Client> clients;
    QList<Batch> batches;
    QHash<BatchId, Recipe> recipes;
    QList<StoredGate> gates;
    QList<LedgerTotal> totals;
    QList<OpenAttempt> open;
    QHash<AttemptId, QByteArray> raws;
    QHash<AttemptId, JobInput> inputs;
    QList<LaneKey> lanes;
    QList<BatchId> halfAdded;
    QString dayCap;
    QString dataId;
    bool paused = false;
};

// Puts in order first what a crash left half done. freshId names a data folder that has no name yet.
Result<StoredState> readStoredState(Store &store, QDate day, Wall now, const QString &freshId);

} // namespace fornada
