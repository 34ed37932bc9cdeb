#pragma once

#include "model/journal.h"
#include "store/store.h"

#include <QJsonObject>

// Whether an action may be undone, judged by the journal.
namespace fornada {

Error changedSince(const OperationRecord &operation);
QJsonObject undoneJson(const OperationRecord &operation);
// The state before and after it, as the journal keeps them.
QJsonObject stateBefore(const OperationRecord &operation);
QJsonObject stateAfter(const OperationRecord &operation);

// The one that is named, or the last one that can be undone (0).
Result<OperationRecord> findOperation(Store &store, qint64 id);
// Was it paused, resumed or set again while this undo was on its way? Then what was acknowledged last holds.
Status stillLast(Store &store, const OperationRecord &operation);

} // namespace fornada
