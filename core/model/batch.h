#pragma once

#include "base/clock.h"
#include "base/ids.h"
#include "base/money.h"
#include "model/batch_state.h"
#include "model/job_state.h"

#include <QJsonObject>
#include <QList>
#include <QString>

#include <array>
#include <optional>

namespace fornada {

// Jobs of a batch, or of a (queue, state), by state; kept exactly, in the job's own transaction.
struct StateCounts {
    std::array<qint64, EnumNames<JobState>::names.size()> byState = {};

    qint64 &operator[](JobState s) { return byState[size_t(s)]; }
    qint64 operator[](JobState s) const { return byState[size_t(s)]; }
    qint64 total() const
    {
        qint64 sum = 0;
        for (qint64 n : byState)
            sum += n;
        return sum;
    }
    qint64 settled() const;
    qint64 toDo() const; // at work, or getting there by themselves
    friend bool operator==(const StateCounts &, const StateCounts &) = default;
};

// What a scope has cost so far. Caps test spent + maybe + reserved.
struct Totals {
    Money reserved, spent, maybe, wasted; // wasted is the part of spent that gave no result
    Money counted() const { return reserved + spent + maybe; }
    friend bool operator==(const Totals &, const Totals &) = default;
};

// A recipe that is played through on the sandbox is named so.
constexpr QLatin1String kRehearsalPrefix("rehearsal-of-");

struct Batch {
    BatchId id;
    QString name;
    QString client;
    QString owner;
    QString recipe;         // name; the batch keeps its own snapshot of it
    AccountId account;      // overrides the queues' accounts when valid
    QJsonObject parameters; // --set k=v
    int priority = 0;       // higher goes first
    std::optional<Money> budget;
    BatchState state = BatchState::Adding;
    // A lost request is re-sent by itself only within both: a job's possible double charge, and a part of the estimate.
    Money resendPerJob = {10'000};
    double resendPart = 0.02;
    Money resentSoFar; // possible double charges already accepted
    Money estimate;    // likely total, made when it was added
    Wall created = {}, updated = {};
    std::optional<Wall> started, finished;
    QList<qint64> pilot;           // row numbers: only these run until the rest is released; empty: all
    QJsonObject writeBack;         // where results go when it has finished: into, field, step; empty: nowhere
    std::optional<Wall> delivered; // when its report and its write-back were last made
    std::optional<Wall> removed;   // hidden from people; undo brings it back until it is purged
    StateCounts counts;
    Totals totals;
};

} // namespace fornada
