#pragma once

#include "model/cache.h"
#include "model/job.h"

#include <QJsonObject>

// What a batch was given and what it gives back, as lists, galleries and exports read it.
namespace fornada {

struct GivenRow {
    qint64 number = 0; // 1-based place among the rows that were given
    QString key;
    QJsonObject fields;
};

// A job with the row it belongs to and the results that count.
struct Delivery {
    GivenRow row;
    qint64 position = 0; // order in the batch
    QString step, fanKey;
    JobState state = JobState::Queued;
    QString message;
    std::optional<TakenResult> taken; // from an equal request, made before
    int attempts = 0;                 // used up
    Wall updated = {};
    Wall queued = {};                       // when its row was added
    std::optional<Wall> started, completed; // first sending, last answer
    Micros processing = {};                 // from sending to the answer, of all its requests together
    Money cost;                             // spent and possible
    QList<ResultItem> results;
};

// A result as a gallery shows it; of a long text only the beginning.
struct ResultTile {
    ResultItem item;
    BatchId batch;
    QString rowKey, step, fanKey;
    JobState state = JobState::Completed; // of its job, which may be tried again meanwhile
};

// Which results a gallery shows. Empty fields mean any.
struct ResultQuery {
    BatchId batch = {};
    QString text = {}; // part of row key, step or the result's own text
    QString client = {}, owner = {};
    friend bool operator==(const ResultQuery &, const ResultQuery &) = default;
};

} // namespace fornada
