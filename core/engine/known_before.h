#pragma once

#include "base/ids.h"
#include "base/result.h"
#include "engine/runtime_seams.h"

#include <QHash>
#include <QMap>

#include <functional>

namespace fornada {

class Runtime;
struct BatchOrder;

// What was known when the rows were read.
struct KnownBefore {
    // Of each client, whose row numbers are its own: the keys of rows that have their results, and since which batch.
    QHash<QString, QHash<QString, BatchId>> answered;
    QHash<QString, QMap<Operation, qint64>> credits; // of each client that is limited: what nothing accepted will use
};

// What there is of such rows already, and what their clients may still have. Engine thread.
void findKnown(Runtime &runtime, Seams seams, const BatchOrder &order, std::function<void(Result<KnownBefore>)> done);

} // namespace fornada
