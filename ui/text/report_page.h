#pragma once

#include "base/result.h"
#include "text/report_text.h"

namespace fornada {

// The report in a file: JSON when the name ends so, a web page otherwise. It is there whole or not at all. Blocks on
// the disk: not on the UI thread.
Status writeReportPage(const Report &report, Wall now, const QString &path, const Formats &formats = {});

} // namespace fornada
