#pragma once

#include "model/job.h"
#include "results/export_page.h"

namespace fornada {

// contact.html of an export: all results at a glance, in a browser. Pool threads only.
class ContactSheet {
public:
    explicit ContactSheet(const QString &folder);

    Status open(const QString &title);
    // path: where the result lies in the export; empty: nowhere.
    Status add(const ResultItem &result, const QString &path, const QString &name);
    Result<ExportedFile> putInto(ExportSink &sink);

private:
    ExportPage m_page;
};

} // namespace fornada
