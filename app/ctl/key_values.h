#pragma once

#include "base/result.h"

#include <QJsonObject>
#include <QStringList>

namespace fornada {

// What "queue set NAME k=v ..." understands:
//   pace=60/min,10   window=60/min   tokenWindow=30000/min   gap=120   daily=15@America/Los_Angeles   concurrency=10
//   rowConcurrency=3   hours=mon-fri 22:00-06:00@America/Sao_Paulo   attempts=3   backoff=10-300   doublings=3
//   jitter=0.1   ageLimit=86400   deadline=180   alertAt=5000   account=NAME; k=none takes a limit away.
// Result: {"limits": {...}, "retry": {...}, "deadline": n, "account": name} as the command table takes it.
Result<QJsonObject> queueChanges(const QStringList &pairs);

// The same for an account, which has limits only: what is a queue's is refused.
Result<QJsonObject> accountLimits(const QStringList &pairs);

// name=value pairs, values as they are typed: what kind of value is meant, the recipe says.
Result<QJsonObject> plainPairs(const QStringList &pairs);

} // namespace fornada
