#pragma once

#include "model/journal.h"
#include "model/lane.h"
#include "model/queue.h"
#include "model/recipe.h"
#include "model/wait_reason.h"
#include "store/writes.h"

#include <QDate>
#include <QMap>

namespace fornada {

// Work of another batch that waits already.
struct ForecastOther {
    Batch batch;
    QList<Job> jobs; // one after the other; their steps are taken to overlap
};

// The world a forecast starts from, as it stands now.
struct ForecastWorld {
    QList<Account> accounts;
    QList<Queue> queues;
    QList<StoredGate> gates;         // how much of every limit is used
    QList<LedgerTotal> spent;        // today
    std::optional<Money> dayCap;     // of everything
    QList<ForecastOther> others;     // that take their turns, or go first
    QHash<QueueId, Micros> measured; // how long a request took lately, on average
    QString bootId;
    Moment now;
};

// A batch that may be started: its rows as they were planned.
struct ForecastBatch {
    Batch batch;
    Recipe recipe;
    QList<NewRow> rows;
    double slower = 1.0; // every request takes this much longer
};

struct ForecastDay {
    int requests = 0;
    Money cost;
};

struct Forecast {
    std::optional<Wall> end;        // nothing: it does not end by itself
    Opening held = Opening::open(); // what it waits for then
    QMap<QDate, ForecastDay> days;  // the operator's; requests by the day they leave
    qint64 done = 0;
};

// What starting this batch now would do: the real scheduler in virtual time, every request answered at its usual time.
// Pure; any thread.
Forecast forecast(const ForecastWorld &world, const ForecastBatch &batch);

} // namespace fornada
