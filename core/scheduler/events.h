#pragma once

#include "model/batch.h"
#include "model/client.h"
#include "model/journal.h"
#include "model/lane.h"
#include "model/outcome.h"
#include "model/queue.h"
#include "model/wait_reason.h"

#include <QDate>
#include <QList>
#include <QSet>

#include <variant>

// What the scheduler hears. Plain values.
namespace fornada {

// ---- events: configuration
struct QueueSet {
    Queue queue;
};
struct AccountSet {
    Account account;
};
// Its address or key, perhaps: what is prepared for it is stale.
struct AccountEdited {
    AccountId account;
};
struct AccountSkew {
    AccountId account;
    Micros skew;
};
struct BatchSet {
    Batch batch;
};
struct BatchGone {
    BatchId batch;
};
struct DayTurned {
    QDate day; // the operator's local one
    std::optional<Wall> ends = {};
};
struct GateRestored {
    StoredGate gate;
};
struct BatchTotalsLoaded {
    BatchId batch;
    Totals totals;
};
struct AccountTotalsLoaded {
    AccountId account;
    Totals totals;
};
struct ClientTotalsLoaded {
    QString client;
    Totals totals;
};
struct DayTotalsLoaded {
    Totals totals;
};
struct DayCapSet {
    std::optional<Money> cap;
};
struct ClientCapSet {
    QString client;
    std::optional<Money> cap;
};
// What the client may still have, by operation; those not named are not limited.
struct ClientCreditsSet {
    QString client;
    QMap<Operation, qint64> credits;
};
// What the steps of a batch do and cost.
struct BatchStepsSet {
    BatchId batch;
    QHash<QString, CreditCost> costs;         // of those whose results cost their client credits
    QSet<QString> shared = {};                // whose results equal requests may use
    QHash<QString, JobTarget> elsewhere = {}; // where their jobs go when their account fails them
    RowLimits rowLimits = {};
};
struct AllPaused {
    bool paused;
}; // Pause all, shutdown
struct StoreHealth {
    bool ok;
}; // false: disk full or writes fail; nothing new may start

// ---- events: jobs
struct LaneWoken {
    LaneKey lane;
}; // it may have new queued jobs
struct HeadsLoaded {
    LaneKey lane;
    HeadPage page;
};
struct HeadsFailed {
    LaneKey lane;
};
// The operator moved them (retry, priority ...): forget what is known. stopped: they were cancelled.
struct JobsTouched {
    QList<JobId> jobs;
    bool stopped;
};
// Cancelled jobs whose requests are to be aborted.
struct StopNow {
    QList<JobId> jobs;
};
// Prepared requests are stale: those of one batch, or of all where it names none.
struct BatchEdited {
    BatchId batch;
};
struct Prepared {
    JobId job;
    QByteArray hash;
    Money reserve;
    qint64 tokens;
    bool shares = false; // an equal job of its batch may use its result
};
// Its result is there already: nothing is sent.
struct ResultFound {
    JobId job;
};
struct PrepareFailed {
    JobId job;
    QString message;
};
// Prepared requests fill the memory they may take, and others wait for it; or they do not any more.
struct PrepareStalled {
    bool stalled;
};
// Its request cannot be built until a person acts (no key): the account is parked, the job keeps waiting.
struct PrepareBlocked {
    JobId job;
    AccountId account;
    QString message;
};
struct ClaimDone {
    JobId job;
    AttemptId attempt;
    int number;
};
struct ClaimFailed {
    JobId job;
    bool gone;
}; // gone: not queued any more; otherwise the store failed
struct SendHappened {
    AttemptId attempt;
    Moment at;
};
struct SendDeferred {
    AttemptId attempt;
}; // the lane was late, or a recall: it was not sent
struct AnswerArrived {
    AttemptId attempt;
}; // whole, or known lost: the provider's slot is free
// What the answer means; made by an adapter on the pool.
struct Digested {
    AttemptId attempt;
    Outcome outcome = Outcome::Done;
    Charge charge;
    Scope scope = Scope::Account;
    bool namesScope = false; // the answer says so itself
    bool tooMany = false;    // refused as one too many, with no word of when it may go
    QString message;
    int httpStatus = 0;
    std::optional<Micros> retryAfter;
    std::optional<Wall> resetAt;
    qint64 tokens = -1; // actually used, when stated
    bool needsReview = false;
    bool mayRetry = true;   // false: the recipe wants no other try
    bool endedHere = false; // aborted, or by our own end: it says nothing about the provider
};
struct SettleDone {
    JobId job;
    AttemptId attempt;
    bool applied;
    QList<LaneKey> woken;
};
struct SettleFailed {
    AttemptId attempt;
}; // the store failed: it is kept and tried again
// An attempt that was open when the program stopped, and has no saved answer.
struct FoundOpen {
    Job job;
    Attempt attempt;
    QDate day = {};        // its money is booked on
    bool mayResend = true; // false: an answer was saved but cannot be read, and is not bought again by itself
};
// The same, with a saved answer: it is being digested.
struct FoundAnswered {
    Job job;
    Attempt attempt;
    QDate day = {};
};
struct ScopeUnparked {
    QueueId queue;
    AccountId account;
}; // the operator acted on a parked scope
struct Tick {};

using SchedulerEvent =
    std::variant<QueueSet, AccountSet, AccountEdited, AccountSkew, BatchSet, BatchGone, DayTurned, GateRestored,
                 BatchTotalsLoaded, AccountTotalsLoaded, ClientTotalsLoaded, DayTotalsLoaded, DayCapSet, ClientCapSet,
                 ClientCreditsSet, BatchStepsSet, AllPaused, StoreHealth, LaneWoken, HeadsLoaded, HeadsFailed,
                 JobsTouched, StopNow, BatchEdited, Prepared, ResultFound, PrepareFailed, PrepareStalled,
                 PrepareBlocked, ClaimDone, ClaimFailed, SendHappened, SendDeferred, AnswerArrived, Digested,
                 SettleDone, SettleFailed, FoundOpen, FoundAnswered, ScopeUnparked, Tick>;

} // namespace fornada
