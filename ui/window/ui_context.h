#pragma once

#include "engine_link.h"
#include "models/command_desk.h"
#include "models/pulse.h"
#include "models/read_desk.h"
#include "theme/theme.h"
#include "window/language.h"

class QSettings;

namespace fornada {

class BatchModel;
class EtaBook;

// What every part of the window may use; all of it outlives the window. Made by the composition root.
struct UiContext {
    EngineLink &link;
    ReadDesk &reads;
    CommandDesk &commands;
    Pulse &pulse;
    BatchModel &batches;
    Theme &theme;
    Language &language;
    EtaBook &etas;
    QSettings &settings; // geometry, columns, filters: what the window remembers
};

// What the operator has marked; actions and the inspector are about it.
struct Selection {
    QList<BatchId> batches;
    QList<JobId> jobs;
    // Every job of a long list: by what the list shows, and how many they are; jobs is empty then.
    std::optional<JobFilter> everything;
    qint64 everythingCount = 0;
    QList<JobState> states;  // that occur among the jobs; empty when they are too many to know, or not read yet
    bool hasResult = false;  // one that was chosen by its result, which is there whatever the job does now
    QList<JobFilter> listed; // what a list of jobs shows, of any state and time; none elsewhere
    bool anyJobs() const { return !jobs.isEmpty() || everything.has_value(); }
    qint64 jobCount() const { return everything ? everythingCount : jobs.size(); }
    JobFilter jobFilter() const { return everything ? *everything : JobFilter{jobs}; }
    // What the failure desk is about: the chosen batches, the chosen jobs when one of them is to be mended, else what
    // the list shows.
    QList<JobFilter> toMend() const
    {
        const bool anyTrouble =
            states.isEmpty() || states.contains(JobState::Failed) || states.contains(JobState::Unknown);
        QList<JobFilter> among = listed;
        if (anyJobs() && anyTrouble) {
            among = {jobFilter()};
            among.first().states.clear();
        }
        for (const BatchId batch : batches)
            among.append({.batch = batch});
        return among;
    }
    friend bool operator==(const Selection &, const Selection &) = default;
};

} // namespace fornada
