#pragma once

#include "base/random.h"
#include "limits/budget.h"
#include "scheduler/batch_entry.h"
#include "scheduler/claim_times.h"
#include "scheduler/closed_scopes.h"
#include "scheduler/decisions.h"
#include "scheduler/events.h"
#include "scheduler/gate_book.h"
#include "scheduler/lane_book.h"
#include "scheduler/steady_time.h"
#include "scheduler/ticket.h"

#include <QHash>
#include <QList>

#include <functional>
#include <map>
#include <set>
#include <vector>

namespace fornada {

// The brain: a deterministic state machine over queues, accounts, batches and the jobs at hand. It knows no clock, disk
// or network: events and the time come in, decisions go out. The engine, the forecast, the rehearsal and the simulation
// run this same class. One thread.
class Scheduler {
public:
    // A job whose request is the same as one that is being made.
    struct Same {
        JobId first;
        BatchId batch;
    };

    // isStored: what it decides is carried out and kept; a forecast's is not. leastHeads: see LaneBook.
    Scheduler(Random &random, QString bootId, bool isStored = true, int leastHeads = LaneBook::kLeastHeads);

    // Takes an event in; what follows from it is decided at the next pump.
    void absorb(const SchedulerEvent &event, Moment now);
    // Decides everything that can be decided now.
    QList<SchedulerDecision> pump(Moment now);
    QList<SchedulerDecision> handle(const SchedulerEvent &event, Moment now);

    // When the next pump is due by itself (at most a minute ahead while anything waits on the wall clock).
    std::optional<Moment> nextWake() const { return m_nextWake; }

    // Why a job waits and until when; open means it is at hand or on its way.
    Opening explain(const Job &job, Moment now) const;
    // Why nothing of a lane went at the last pump, or what opens first.
    Opening waiting(LaneKey key, const Lane &lane) const;
    // The equal job whose result it waits for; invalid when it waits for none.
    JobId sameAs(JobId job) const;
    // What the client may still have, by operation; empty when it is not limited.
    const QHash<QString, QMap<Operation, qint64>> &credits() const { return m_credits; }
    const std::map<JobId, Same> &equals() const { return m_same; }
    QList<GateReading> readings(const QString &gateKey, Moment now) const;
    const GateBook &gates() const { return m_gates; }
    const LaneBook &lanes() const { return m_lanes; }
    // Jobs claimed, sent or being digested.
    int inFlight() const { return int(m_byAttempt.size()); }
    int sent() const; // of those, handed to the network or beyond
    int onWire() const;
    const BudgetBook &budget() const { return m_budget; }
    // Nothing is in flight and nothing can go without an event from outside or the passing of time.
    bool isIdle() const;
    // Nothing is in flight, and whatever waits needs a person.
    bool isQuiet() const;

private:
    // Of one queue, in a round of permits.
    struct Next {
        const TurnOrder::Turns *turns;
        Turn turn;
    };
    enum class Pass { Permitted, NextHead, NextStep, NextReady, TrackWaits };

    // events (events.cpp)
    void on(const QueueSet &e, Moment now);
    void on(const AccountSet &e, Moment now);
    void on(const AccountEdited &e, Moment now);
    void on(const AccountSkew &e, Moment now);
    void on(const BatchSet &e, Moment now);
    void on(const BatchGone &e, Moment now);
    void on(const DayTurned &e, Moment now);
    void on(const GateRestored &e, Moment now);
    void on(const BatchTotalsLoaded &e, Moment now);
    void on(const AccountTotalsLoaded &e, Moment now);
    void on(const ClientTotalsLoaded &e, Moment now);
    void on(const DayTotalsLoaded &e, Moment now);
    void on(const DayCapSet &e, Moment now);
    void on(const ClientCapSet &e, Moment now);
    void on(const ClientCreditsSet &e, Moment now);
    void on(const BatchStepsSet &e, Moment now);
    void on(const AllPaused &e, Moment now);
    void on(const StoreHealth &e, Moment now);
    void on(const LaneWoken &e, Moment now);
    void on(const HeadsLoaded &e, Moment now);
    void on(const HeadsFailed &e, Moment now);
    void on(const JobsTouched &e, Moment now);
    void on(const StopNow &e, Moment now);
    void on(const BatchEdited &e, Moment now);
    void on(const Prepared &e, Moment now);
    void on(const ResultFound &e, Moment now);
    void on(const PrepareFailed &e, Moment now);
    void on(const PrepareStalled &e, Moment) { m_prepareStalled = e.stalled; }
    void on(const PrepareBlocked &e, Moment now);
    void on(const ClaimDone &e, Moment now);
    void on(const ClaimFailed &e, Moment now);
    void on(const SendHappened &e, Moment now);
    void on(const SendDeferred &e, Moment now);
    void on(const AnswerArrived &e, Moment now);
    void on(const Digested &e, Moment now);
    void on(const SettleDone &e, Moment now);
    void on(const SettleFailed &e, Moment now);
    void on(const FoundOpen &e, Moment now);
    void on(const FoundAnswered &e, Moment now);
    void on(const ScopeUnparked &e, Moment now);
    void on(const Tick &, Moment) {}

    // permits (permits.cpp)
    void loadHeads(Moment now);
    bool findShut(const Job &first, Moment now);
    bool isShutByItself(QueueId queue) const;
    int topPriority(QueueId queue, const ClosedScope &shut) const;
    void putInOrder();
    void givePermits(Moment now);
    std::vector<Next> goingQueues(Moment now);
    Pass tryTrack(const Turn &turn, Track &track, ClosedScopes &closed, Moment now);
    bool isReady(JobId job) const;
    Pass tryHead(const Turn &turn, Track &track, qsizetype index, ClosedScopes &closed, Moment now);
    Opening gatesOpening(const JobGates &gates, const Job &job, const ClosedScopes &closed, int priority, Moment now,
                         const JobGates::Entry **closedBy) const;
    void permit(const Turn &turn, Track &track, qsizetype index, const JobGates &gates, Moment sendAt, Moment now);
    static int priorityOf(const Track &track, const BatchEntry &batch);
    Opening laneOpening(LaneKey key) const;
    Opening laneOpening(LaneKey key, const BatchEntry *batch) const;
    bool rowHasRoom(const Job &job) const;
    Opening moneyOpening(const Job &job, Money amount, Moment now) const;
    const CreditCost *creditCost(const Job &job) const;
    void takeCredits(const Job &job);
    void giveCreditsBack(const Job &job);

    // requests built ahead (preparing.cpp)
    void prepareAhead(Moment now);
    void prepareAhead(LaneKey key, Track &track, std::map<QueueId, int> &prepared, Moment now);
    qsizetype preparedAhead(const Job &first);
    bool requestPrepare(const Job &job, Moment now);
    void dropPrepared(JobId job);
    void dropPrepared(const std::function<bool(const PreparedJob &)> &isStale);
    void makeRoom(const Track &track, Moment now);

    // equal jobs (equals.cpp)
    bool waitsForSame(const Job &job);
    void beginMaking(const Job &job, const QByteArray &hash);
    void endMaking(const Ticket &ticket);
    void lookAhead(const Track &track, const BatchEntry &batch, Moment now);

    // another account (elsewhere.cpp)
    const JobTarget *elsewhereOf(const Job &job) const;
    bool isDown(const Job &job) const;
    Opening gatesOf(const Job &job, Moment now) const;
    void turnElsewhere(const Ticket &ticket, const Digested &digest, SettleNow &settle, Moment now);
    void turnWaiting(Moment now);
    void turnWaiting(LaneKey key, const Lane &lane, const BatchEntry &batch, Moment now);
    void noteElsewhere(const Job &job, const JobTarget &target, Moment now);

    // how long a row takes (row_time.cpp)
    bool isRowOver(const Job &job, Micros age) const;
    void failOverdue(LaneKey key, Moment now);
    void noteRowAge(const Job &job, Micros aged, Moment now);

    bool isQuiet(LaneKey key, const Lane &lane) const;

    // explaining (explain.cpp)
    Opening waiting(LaneKey key, const Track &track) const;
    Opening gatesExplained(const Job &job, Moment now) const;

    // sending (sending.cpp)
    void sendClaimed(Moment now);
    void awaitMoment(const Ticket &ticket);
    bool mustNotSend(const Ticket &ticket) const;
    bool rowIsFull(const Ticket &claimed) const;
    void recall(Ticket &ticket, Moment now);
    void leaveWire(Ticket &ticket, qint64 actualTokens, Moment now);

    // outcomes (outcomes.cpp)
    void judge(Ticket &ticket, const Digested &digest, Moment now);
    void judgeRetry(Ticket &ticket, const Digested &digest, SettleNow &settle, Moment now);
    void parkScope(const QString &gateKey, GateSet &gates, const Job &job, const QString &message, Moment now);
    void closeGates(Ticket &ticket, const Digested &digest, SettleNow &settle, Moment now);
    void noteComplaint(Ticket &ticket, const Digested &digest, Moment now);
    void noteFailure(BatchId batch, JobId job, Moment now);
    void tellGates(Ticket &ticket, const Digested &digest, Moment now);
    bool isFree(AccountId account) const;
    bool mayResend(const Ticket &ticket, Money amount) const;
    void settle(Ticket &ticket, SettleNow settle, Moment now);
    void noteOpening(const Opening &opening, Moment now);
    void noteWake(const Opening &opening, Moment now);
    void noteWake(Moment when);

    BudgetScopes scopesOf(const Job &job) const;
    Ticket *byAttempt(AttemptId attempt);
    std::optional<BatchId> leaveUnsent(JobId job);
    void forget(Ticket &ticket);
    void decide(SchedulerDecision decision) { m_decisions.append(std::move(decision)); }

    Random &m_random;
    GateBook m_gates;
    LaneBook m_lanes;
    BudgetBook m_budget;
    QHash<QString, QMap<Operation, qint64>> m_credits; // by client; what is in flight is taken off
    std::map<QueueId, Queue> m_queues;
    std::map<AccountId, Account> m_accounts;
    std::map<BatchId, BatchEntry> m_batches;
    std::map<JobId, PreparedJob> m_prepared; // requested or ready, not yet permitted
    std::map<JobId, Same> m_same;            // wait for an equal one; nothing is kept of their requests
    std::set<JobId> m_looked;                // of those that cannot go for long: their result is not there yet
    QHash<std::pair<BatchId, QByteArray>, JobId> m_making; // what a ticket is making, by its request
    std::map<JobId, Ticket> m_tickets;                     // permitted, until settled
    std::map<AttemptId, JobId> m_byAttempt;
    QList<JobId> m_outbox; // claimed, not handed over, in order of their permits
    QHash<std::pair<QueueId, RowId>, int> m_rowsInFlight;
    QDate m_day;
    std::optional<Wall> m_dayEnds;
    std::map<QueueId, ClosedScope> m_shut; // queues found shut in the last pump, by whom
    quint64 m_round = 0;                   // of permits: the pumps so far
    quint64 m_served = 0;                  // permits given so far
    ClaimTimes m_claimTimes;
    bool m_goesElsewhere = false; // some batch's jobs may
    bool m_shares = false;        // some batch's jobs may take an equal one's result
    bool m_paused = false;
    bool m_storeOk = true;
    bool m_prepareStalled = false; // what is prepared leaves others no memory
    Moment m_pumped;               // last
    SteadyTime m_steady;
    std::optional<Moment> m_nextWake;
    QList<SchedulerDecision> m_decisions;
};

} // namespace fornada
