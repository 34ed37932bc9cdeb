#pragma once

#include "model/client.h"
#include "model/journal.h"
#include "model/lane.h"
#include "model/queue.h"
#include "model/recipe.h"
#include "model/wait_reason.h"
#include "store/records.h"

#include <QDate>
#include <QMap>

namespace fornada {

// Work of another batch that waits already.
struct ForecastOther {
    Batch batch;
    QList<Job> jobs;                   // one after the other; their steps are taken to overlap
    QHash<QString, double> parts = {}; // as those of a ForecastBatch
};

// The world a forecast starts from, as it stands now.
struct ForecastWorld {
    QList<Account> accounts;
    QList<Queue> queues;
    QList<StoredGate> gates;               // how much of every limit is used
    QList<LedgerTotal> spent;              // today; of clients, ever
    QList<Client> clients;                 // what they may spend
    std::optional<Money> dayCap;           // of everything
    QList<ForecastOther> others;           // that take their turns, or go first
    QHash<QueueId, MetricRecord> measured; // what requests did lately, where there were enough of them
    QString bootId;
    Moment now;
};

// A batch that may be started: its rows as they were planned.
struct ForecastBatch {
    Batch batch;
    Recipe recipe;
    QList<NewRow> rows;
    double each = 1.0;                 // so many of the batch's jobs stand behind each of these
    double slower = 1.0;               // every request takes this much longer
    QHash<QString, double> parts = {}; // by step: how much of what is set aside a request likely costs; else all of it
    std::optional<quint64> seed = {}; // each takes its own time, and some are tried again; else all take the usual time
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

// The same with chance: how the time until the end compares to the usual one, in 1 of 10 worlds, half of them, 9 of 10.
// Nothing where that cannot be said: it does not end by itself, or it takes days of which chance is played for a part.
struct ForecastSpread {
    double early = 1.0, likely = 1.0, late = 1.0;
};
struct ForecastRange {
    Forecast usual;
    std::optional<ForecastSpread> spread;
};
ForecastRange forecastRange(const ForecastWorld &world, const ForecastBatch &batch);

// What starting this batch now would do: the real scheduler in virtual time, every request answered at its usual time.
// Each job stands for itself here.
// Pure; any thread.
Forecast forecast(const ForecastWorld &world, const ForecastBatch &batch);

} // namespace fornada
