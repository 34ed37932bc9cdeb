#pragma once

#include "models/read_port.h"

namespace fornada {

// One job as the inspector shows it: what is stored, and its request as it goes out.
struct JobView {
    JobDetail detail;
    QList<JobRow> lineage;  // the jobs of its row
    QString asked;          // the prompt; of a call or a message the JSON that is sent
    bool isCall = false;    // or a message
    QJsonObject parameters; // the request's other settings
    bool isOpen = false;    // parts of it come from results that are not there yet
};

// On a reader thread.
Result<JobView> readJobView(ReadPort &port, JobId id);

} // namespace fornada
