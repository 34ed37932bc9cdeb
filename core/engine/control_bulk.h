#pragma once

#include "engine/control.h"

namespace fornada {

// How many jobs the next chunk has, after one of so many took so long. It is one piece of a commit: everybody else's
// claims and settlements wait for it, so it is kept short.
int nextChunk(int chunk, Micros took);

// Work on many jobs, a chunk at a time. Part of Control.
struct Control::Bulk {
    JobFilter filter;
    QList<JobId> named;            // instead of what the filter finds: each is moved once, however fast it comes back
    qsizetype next = 0;            // of these
    std::optional<JobEvent> event; // that moves them
    JobChange change;              // where there is no event
    bool abort = false;
    QSet<BatchId> unpriced;                              // these wait for a person when they come back to life
    std::function<void(const QList<JobId> &)> each = {}; // is given what was changed, chunk by chunk
    qint64 operation = 0;
    CommandReply reply;
    int chunk = 200;
    qint64 changed = 0;

    // What the next chunk is about. The store may have to do it twice: it is given a value.
    JobFilter nextFilter()
    {
        JobFilter part = filter;
        part.ids = named.mid(next, chunk);
        next += part.ids.size();
        return part;
    }
    bool cancels() const { return event == JobEvent::Cancelled || event == JobEvent::GivenUp; }
    bool hasMore(const BulkResult &done) const { return named.isEmpty() ? done.more : next < named.size(); }
};

} // namespace fornada
