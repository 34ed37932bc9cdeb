#pragma once

#include "model/batch.h"
#include "model/client.h"
#include "model/job.h"
#include "model/row_limits.h"

#include <QHash>
#include <QSet>

#include <set>

namespace fornada {

// What the scheduler knows of a batch.
struct BatchEntry {
    Batch batch;
    quint64 served = 0;
    QHash<QString, CreditCost> costs;    // by step
    QSet<QString> shared;                // steps whose results equal requests may use
    QHash<QString, JobTarget> elsewhere; // by step: where its jobs go when their account fails them
    RowLimits rowLimits;
    bool toldOfRow = false, toldOfFailure = false;    // people were, of the first
    std::set<std::pair<AccountId, AccountId>> turned; // from one account to another; people were told
    bool isHeldByPilot(qint64 row) const { return !batch.pilot.isEmpty() && !batch.pilot.contains(row); }
};

} // namespace fornada
