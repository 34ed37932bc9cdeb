#pragma once

#include "base/result.h"
#include "model/batch.h"
#include "model/journal.h"
#include "model/queue.h"
#include "store/writes.h"

#include <QJsonObject>

// What the journal keeps of the state before and after an action, so that undo can put the one in the other's place.
namespace fornada {

QJsonObject undoFacts(const Queue &queue);
QJsonObject undoFacts(const Account &account);
QJsonObject undoFacts(const Batch &batch); // priority, budget, name, re-send limit: what a person sets
// {"was", "now"}: nothing at all when both are the same.
QJsonObject wasAndNow(const QJsonObject &was, const QJsonObject &now);

Status restore(Queue &queue, const QJsonObject &was);
Status restore(Account &account, const QJsonObject &was);
BatchChange batchChangeTo(const QJsonObject &was);

// Which jobs an operation cancelled lay in its scope; the store knows the exact ones.
JobFilter undoScope(const OperationRecord &operation);
} // namespace fornada
