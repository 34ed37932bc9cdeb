#pragma once

#include "engine/forecast.h"
#include "engine/row_intake.h"
#include "engine/runtime.h"

namespace fornada {

// What a forecast needs to know of the store: read in one visit.
struct ForecastFacts {
    QList<Batch> batches;
    QList<LedgerTotal> spent;
    QHash<QueueId, MetricRecord> lately;
    QString dayCap;
    QString resendPerJob, resendPart; // what new batches begin with
    QList<ChargeShare> charges;       // of the last days
    QList<Client> clients;
    QHash<BatchId, QHash<QString, qint64>> waiting; // jobs by step, of running batches that are not too large
};

// What is left of a batch that runs, as if it were planned now: at most so many jobs of all its steps, each a row of
// its own.
PlannedBatch leftOf(const Runtime &runtime, const ForecastFacts &facts, const Batch &batch);

Result<ForecastFacts> readForecastFacts(Store &store, Wall now, QDate day);

// The world as it stands, for a batch of so many jobs and this priority. Engine thread.
ForecastWorld forecastWorld(const Runtime &runtime, const ForecastFacts &facts, const QString &bootId, Moment now,
                            qint64 jobs, int priority);

} // namespace fornada
