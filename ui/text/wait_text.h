#pragma once

#include "model/wait_reason.h"
#include "text/format.h"

namespace fornada {

// What is known beside the reason; all may be empty.
struct WaitFacts {
    double used = 0, allowed = 0; // 12 of 15
    QString subject;              // the queue, account, batch or client it is about
};

// Why a job waits and until when, as a part of a line: "15 of 15 sent today; continues tomorrow 04:00".
QString sentence(const Opening &opening, Wall now, const WaitFacts &facts = {}, const Formats &formats = {});

} // namespace fornada
