#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "model/report.h"

namespace fornada {

// The report in a file: a web page, JSON or PDF, by the name's ending. It is there whole or not at all. Blocks on the
// disk: not on the UI thread.
Status writeReport(const Report &report, Wall now, const QString &path);

} // namespace fornada
