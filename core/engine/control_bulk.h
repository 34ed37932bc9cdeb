#pragma once

#include "engine/control.h"

namespace fornada {

// How many jobs the next chunk has, after one of so many took so long. It is one piece of a commit: everybody else's
// claims and settlements wait for it, so it is kept short.
int nextChunk(int chunk, Micros took);

// Work on many jobs, a chunk at a time. Part of Control.
struct Control::Bulk {
    JobFilter filter;
    QList<JobId> named; // instead of what the filter finds: each is moved once, however fast it comes back
    qsizetype next = 0; // of these
    JobEvent event = JobEvent::Cancelled;
    JobChange change; // instead of the event
    bool abort = false;
    QSet<BatchId> unpriced;                              // these wait for a person when they come back to life
    std::function<void(const QList<JobId> &)> each = {}; // is given what was changed, chunk by chunk
    qint64 operation = 0;
    CommandReply reply;
    int chunk = 200;
    qint64 changed = 0;
};

} // namespace fornada
