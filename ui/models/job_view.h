#pragma once

#include "models/read_port.h"

namespace fornada {

// One job as the inspector shows it: what is stored, and the prompt as it goes out.
struct JobView {
    JobDetail detail;
    QList<JobRow> lineage; // the jobs of its row
    QString prompt;
    bool promptIsOpen = false; // parts of it come from results that are not there yet
};

// On a reader thread.
Result<JobView> readJobView(ReadPort &port, JobId id);

} // namespace fornada
