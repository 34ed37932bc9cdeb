#pragma once

#include "model/batch.h"
#include "model/cache.h"
#include "model/client.h"
#include "model/lane.h"

#include <QDate>
#include <QHash>
#include <QJsonObject>
#include <QList>

// The values that go into and come out of the Store's operations.
namespace fornada {

struct StoredRecipe {
    RecipeId id;
    QString name;
    QJsonObject json;
    Wall updated = {};
};

struct NewJob {
    QString step;
    QString fanKey;
    QueueId queue;
    AccountId account;
    QString model;
    int pendingParents = 0;
    Money reserve;
    qint64 tokens = 0;
    // What was done elsewhere, before the batch came here: completed, failed or skipped.
    std::optional<JobState> given = {};
    int attempts = 0;
    QString message = {};
    std::optional<Wall> updated = {};
    friend bool operator==(const NewJob &, const NewJob &) = default;
};

struct NewRow {
    qint64 number = 0; // 1-based, with holes where rows were left out
    QString key;       // names the row for people and files
    QJsonObject fields;
    QList<NewJob> jobs; // in step order
};

struct BatchChange {
    std::optional<QString> name;
    std::optional<int> priority;
    std::optional<std::optional<Money>> budget;
    std::optional<AccountId> account;
    std::optional<Money> estimate;
    std::optional<Money> resendPerJob;
    std::optional<double> resendPart;
    std::optional<QJsonObject> writeBack;
    std::optional<Wall> delivered;
    std::optional<QList<qint64>> pilot; // NotAllowed to begin one unless the batch is a draft
};

// All that is needed to build a job's request.
struct JobInput {
    Job job;
    QString rowKey;
    QJsonObject fields;
    std::optional<QJsonObject> asked = {}; // it takes the result of what another row asks for: that one's fields
    QJsonObject parameters;                // of the batch
    QString batchName, client, recipe;
    int variants = 0;                // results it has given so far, picked or not
    QList<ResultItem> parentResults; // picked ones, in position order
    QStringList parentSteps;         // step id of each parentResult
    QStringList parentFans;          // its fan-out key
};

// A job of a batch, and what its present result was asked with.
struct MadeJob {
    JobInput input;       // of a job that has given nothing: the job alone
    bool isMade = false;  // completed, or waits for a person's look
    QByteArray askedWith; // the request's hash, whoever sent it; empty: not known any more
};

struct MadePage {
    QList<MadeJob> jobs; // in id order: row by row, parents first
    JobId after;         // where the next page begins
    bool more = false;
};

struct Claim {
    JobId job;
    AccountId account;
    QString model;
    QByteArray requestHash;
    QString idempotencyKey;
    Money reserved;
    QDate day; // the operator's local day it is booked on
    std::optional<Money> accountDayCap;
    Boot sendAt = {};
    Wall now = {};
    QList<StoredGate> gates; // their states with this permit counted
    CacheWish cache = {};    // a result that is there by now is not bought: NotAllowed
};

struct Claimed {
    AttemptId attempt;
    int number = 0;
};

// How an attempt ended and what becomes of its job.
struct Settle {
    AttemptId attempt;
    JobId job;
    Outcome outcome = Outcome::Done;
    Charge charge;
    int httpStatus = 0;
    QString message;
    std::optional<Wall> sent, received;
    Wall now = {};
    JobEvent event = JobEvent::Completed; // what becomes of the job
    std::optional<Wall> notBefore;        // for RetryScheduled
    std::optional<JobTarget> elsewhere;   // for RetryScheduled: it goes there, with all its attempts
    bool attemptUsed = true;              // false: RetryAfter, QuotaUntil, Recalled
    Micros aged = {};                     // added to the job's age
    Money resendAccepted;      // possible double charge accepted by re-sending; added to the batch's resentSoFar
    QList<ResultItem> results; // paths are wishes: the store makes each unique in its folder, whatever the case
    QList<StoredGate> gates;
    QJsonObject usage;
    std::optional<CacheNote> cache; // its results may be served again
};

struct Settled {
    bool applied = false; // false: the fence held; the answer was kept as an extra
    JobState state = JobState::Queued;
    QList<LaneKey> woken;    // lanes that have new queued jobs
    QStringList resultPaths; // the reserved final paths, in the order of Settle::results
    bool batchFinished = false;
    bool pilotDone = false; // the last job of a pilot has ended
};

// An attempt that was open when the program stopped.
struct OpenAttempt {
    Attempt attempt;
    Job job;
    bool hasRaw = false;
};

// Which jobs an operator means. Empty fields mean any; ids empty means all that match the rest.
struct JobFilter {
    QList<JobId> ids = {};
    BatchId batch = {};
    QueueId queue = {};
    QList<JobState> states = {};
    QString text = {};                   // part of row key, message or step, whatever the case of A to Z
    std::optional<QString> message = {}; // exactly
    JobId after = {};                    // those behind this one: where the last chunk ended

    friend bool operator==(const JobFilter &, const JobFilter &) = default;
    bool looksInside() const { return !text.isEmpty() || message.has_value(); }
};

// What is changed of jobs that are not on their way and not done.
struct JobChange {
    std::optional<int> priority;
    std::optional<QueueId> queue;
    QHash<QString, JobTarget> targets; // by step: where they go from now on; those of other steps stay as they are
    bool anew = false;                 // with all their attempts
};

struct BulkResult {
    int changed = 0;
    bool more = false;
    JobId after; // where the next chunk begins
    QList<LaneKey> woken;
    QList<JobId> jobs; // the changed ones
    QList<BatchId> finished, reopened;
    int sentSince = 0, changedSince = 0; // when something is taken back: what stays as it is
    QList<JobId> waitAgain;              // jobs that were let go, and wait again for one that came back
};

// A chunk of upkeep.
struct Pruned {
    int removed = 0;
    bool more = false;  // call again
    AttemptId lookedAt; // the last one, removed or not
};

// What a step's requests in a queue have cost lately: those that gave a result, and those that gave none.
struct ChargeShare {
    QueueId queue;
    QString step;
    qint64 results = 0;
    Money useful, extra;
    friend bool operator==(const ChargeShare &, const ChargeShare &) = default;
};

enum class LedgerScope { Batch, Account, Client, Day };
FORNADA_ENUM_NAMES(LedgerScope, QLatin1String("batch"), QLatin1String("account"), QLatin1String("client"),
                   QLatin1String("day"));

struct LedgerTotal {
    LedgerScope scope = LedgerScope::Batch;
    QString key; // id or client name
    QDate day;   // for account and day
    Totals totals;
};

} // namespace fornada
