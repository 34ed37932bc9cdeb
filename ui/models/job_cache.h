#pragma once

#include "store/reader.h"

#include <QHash>
#include <QSet>

namespace fornada {

// The rows of a job list that are in memory; those looked at longest ago go first. Pure; part of JobModel.
class JobCache {
public:
    static constexpr int kMostRows = 6'000;

    void clear() { m_entries.clear(); }
    qsizetype size() const { return m_entries.size(); }
    // Nothing when it is not here. Remembers that it was looked at, and in which line of the list.
    const JobRow *look(JobId id, int line);
    const JobRow *peek(JobId id) const;
    void put(const QList<JobRow> &rows);
    // Missing, or out of date.
    bool needs(JobId id) const;
    void markStale();
    // What was looked at since the last call: what the operator sees now.
    QList<JobId> takeSeen();
    QList<JobId> known(const QSet<JobId> &ids) const;
    // The line in which it was last seen; -1 when it was never looked at.
    int line(JobId id) const;

private:
    struct Entry {
        JobRow row;
        int line = -1;
        quint64 age = 0; // the higher the younger
        bool seen = false;
        bool stale = false;
    };

    void makeRoom();

    QHash<JobId, Entry> m_entries;
    quint64 m_age = 0; // grows with every page
};

} // namespace fornada
