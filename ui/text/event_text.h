#pragma once

#include "model/journal.h"
#include "text/format.h"

namespace fornada {

// An operator-level fact as one line. Kinds and their facts:
//   scopeParked       message, scope ("account:2", "model:2:gemini-x", "queue:7")
//   quotaSpent        until (ISO), scope
//   backupFailed      message
//   paceLowered       percent, scope
//   costAboveReserve  reserved, actual (decimal), job
//   jobFailed         job (the first of its batch)
//   pilotDone         rows (how many)
//   batchFinished     completed, failed, total; needYou, skipped, cancelled where there are any
//   recovered         inFlight, saved, unknown, resent, possible (decimal)
//   storageFailed     reason (an error's name); its subject is what cannot be written
//   storageRecovered
//   pricesUnread      error, subject, detail of why the operator's own price table cannot be used
// An unknown kind is shown as it is, with its subject.
QString sentence(const Event &event, const Formats &formats = {});

} // namespace fornada
