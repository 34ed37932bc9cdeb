#pragma once

#include "model/job.h"

#include <QJsonObject>
#include <QList>

namespace fornada {

// The jobs of one batch in one queue: the unit that heads are loaded by and fairness is kept between.
struct LaneKey {
    QueueId queue;
    BatchId batch;
    friend auto operator<=>(const LaneKey &, const LaneKey &) = default;
    friend size_t qHash(const LaneKey &key, size_t seed = 0) { return qHashMulti(seed, key.queue, key.batch); }
};

// The first due jobs of a lane in order (job priority, then position), and when the next delayed one is due. Each
// account and model that its jobs go to has first ones of its own: one that is shut hides no other's.
struct HeadPage {
    QList<Job> jobs;             // at most as many of each account and model as were asked for
    std::optional<Wall> nextDue; // the earliest not-before that has not passed
    bool exhausted = true;       // no more due jobs behind these
};

// State of one gate set, as stored: key "queue:7", "account:2" or "model:2:gemini-x".
struct StoredGate {
    QString key;
    QJsonObject state; // put into words only when it is written: most are overtaken before
};

} // namespace fornada
