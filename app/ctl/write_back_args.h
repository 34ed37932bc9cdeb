#pragma once

#include "ctl/arguments.h"
#include "results/write_back.h"

namespace fornada {

// "--into people.db:personas.id=avatar [--field F] [--step S]"; the file's path is made whole.
Result<WriteBackOrder> writeBackOf(const Arguments &args, const QString &option);
// The same of --write-back, as a batch keeps it; "none" takes it away.
Result<QJsonObject> writeBackKept(const Arguments &args);

} // namespace fornada
