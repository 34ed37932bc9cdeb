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

// The world a forecast starts from, as it stands now.
struct ForecastWorld {
    QList<Account> accounts;
    QList<Queue> queues;
    QList<StoredGate> gates; // how much of every limit is used
    QString bootId;
    Moment now;
};

// A batch that may be started: its rows as they were planned, and how long a request of each step takes.
struct ForecastBatch {
    Batch batch;
    Recipe recipe;
    QList<NewRow> rows;
    QHash<QString, Micros> lengths; // by step; its expectedSeconds otherwise
    double slower = 1.0;            // every request takes this much longer
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
