#pragma once

#include "base/enum_names.h"
#include "limits/latency.h"
#include "model/batch.h"
#include "model/lane_waits.h"
#include "model/queue.h"

#include <QHash>
#include <QJsonArray>

namespace fornada {

// A part of a batch's jobs: those of one step.
struct EtaStep {
    QueueId queue;
    QString model; // empty: the account's default
};

// What a queue's requests were like lately.
struct EtaPace {
    LatencyHistogram latency;
    qint64 sent = 0, settled = 0;
};

// When the engine foresees a batch to end: it plays it through as the start sheet does, every minute or so.
struct ForeseenEnd {
    Wall early = {}, late = {};
    WaitReason held = WaitReason::None; // else: it does not end by itself, and this stops it
};
QHash<BatchId, ForeseenEnd> foreseenEnds(const QJsonArray &ends); // of engine.status

// Everything an estimate is made from; values that window and command line both have at hand.
struct EtaFacts {
    QList<Batch> batches;
    QHash<BatchId, QList<EtaStep>> steps;
    QHash<QueueId, Queue> queues;
    QHash<AccountId, Account> accounts;
    QHash<QueueId, EtaPace> paces;
    QHash<BatchId, ForeseenEnd> foreseen; // wins over what is reckoned here
    BatchWaits waits;                     // newer than what was foreseen
    QHash<QString, double> usedToday;     // of daily caps, by "queue:NAME" and "account:NAME"
    bool running = true;                  // false: no engine runs, or everything is paused
};

enum class EtaKind {
    Done,        // nothing is left
    NotStarted,  // a draft
    Pilot,       // after its pilot the rest waits to be released
    Paused,      // the batch, its queue, its account, or everything
    Held,        // its money, its key or the like: only a person opens that
    NotMeasured, // nothing limits it and nothing was measured yet
    Known,
};
FORNADA_ENUM_NAMES(EtaKind, QLatin1String("done"), QLatin1String("notStarted"), QLatin1String("pilot"),
                   QLatin1String("paused"), QLatin1String("held"), QLatin1String("notMeasured"),
                   QLatin1String("known"));

// When a batch will be done: not before early, hardly after late.
struct Eta {
    EtaKind kind = EtaKind::NotMeasured;
    Wall early = {}, late = {};
    WaitReason held = WaitReason::None;
};

// From the limits in force and the measured median. early: the batch has its queues for itself and its steps overlap;
// late: all that may go before it goes first, its steps follow each other, and requests take as long as the slower
// ones.
Eta etaOf(const Batch &batch, const EtaFacts &facts, Wall now);
// Of all that is running together.
Eta etaOfAll(const EtaFacts &facts, Wall now);

} // namespace fornada
