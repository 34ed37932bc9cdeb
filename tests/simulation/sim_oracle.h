#pragma once

#include "scheduler/scheduler.h"
#include "sim_provider.h"
#include "sim_store.h"

#include <map>
#include <set>

namespace fornada::sim {

// What is known of an attempt from what was committed and what went over the wire.
struct AttemptBook {
    JobId job;
    BatchId batch;
    AccountId account;
    Money reserved;
    bool freeAccount = false;
    QByteArray hash;
    bool open = true;
    bool raw = false;       // its answer is durable
    bool delivered = false; // its whole answer reached a program that still lives
    int sends = 0;
    qint64 credits = 0; // taken for it
    Charge charge;
    std::optional<qint64> countedBy; // the operation by which the operator says that it was charged
    Outcome outcome = Outcome::Done;
    JobEvent event = JobEvent::Claimed;
    QList<ResultItem> results;
    QStringList paths;
};

// Watches commits, sends and acknowledgements, and says when a promise of the design is broken.
class Oracle {
public:
    using Complain = std::function<void(int promise, const QString &what)>;

    Oracle(Store &store, SimFiles &files, Complain complain);

    void onFact(const StoreFact &fact);
    void onSent(const WireRequest &request);
    void onAnswered(qint64 attempt);
    void onCrash();
    // Ready again: these were taken out.
    void onRecovered(const QList<BatchId> &halfAdded);
    void onSpooled(AttemptId attempt) { m_attempts[attempt].raw = true; }

    // Acknowledgements the operator got.
    void batchAdded(BatchId batch, qint64 jobs) { m_added[batch] = jobs; }
    // Rows that were handed over to be added, acknowledged or not.
    void batchOrdered(const QString &name, qint64 jobs) { m_ordered[name] = jobs; }
    void cancelled();
    // Scopes: "all", "queue:name", "batch:id", "account:name". A pause counts from its acknowledgement, a resume from
    // its asking; the number tells whether a resume was asked for meanwhile.
    int resumesOf(const QString &scope) const { return m_resumes.value(scope); }
    void paused(const QString &scope, int resumesBefore);
    void resumed(const QString &scope);

    // The books of store and scheduler agree with each other and with what was seen.
    void checkBooks(const Scheduler *scheduler, bool quiet);
    void checkEnd(const QList<LedgerLine> &ledger);

    std::optional<JobFacts> factsOf(JobId job);
    std::optional<JobFacts> factsOf(const WireRequest &request);
    QList<Job> allJobs();
    // No job has a higher id.
    qint64 mostJobs() const { return m_mostJobs; }
    // The operator's, at the last claim.
    QDate lastDay() const { return m_lastDay; }

private:
    void on(const ClaimFact &fact);
    void on(const CreditFact &fact);
    void on(const SettleFact &fact);
    void on(const UnsentFact &fact);
    void on(const RawFact &fact);
    void on(const ApplyFact &fact);
    void on(const TakenBackFact &fact);
    void checkTakenBack(const Job &job);
    bool hasOpenParent(const Job &child);
    void checkChildrenWait(const Job &parent, AttemptId since);
    bool wasSent(JobId job, AttemptId since) const;
    JobId jobBehind(const WireRequest &request) const;
    const AttemptBook *lastSent(JobId job) const; // or on its way; what was recalled was not sent
    void on(const RowsFact &fact);
    void on(const RemovedFact &fact);
    void checkReclaim(JobId job, const AttemptBook &last);
    void checkResend(const SettleFact &fact, const AttemptBook &attempt);
    void checkResults(const SettleFact &fact, const AttemptBook &attempt);
    void checkEquals(const ClaimFact &fact, const AttemptBook &attempt, const JobFacts &facts);
    void checkTaken();
    void checkLine(const LedgerLine &line);
    void checkCredits(const Scheduler *scheduler);
    void checkWaiting(const QList<Job> &jobs);

    Store &m_store;
    SimFiles &m_files;
    const Complain m_complain;
    std::map<AttemptId, AttemptBook> m_attempts;
    QHash<JobId, AttemptId> m_last;    // the job's latest attempt
    QHash<JobId, QStringList> m_taken; // paths of what jobs took from equal ones
    QSet<JobId> m_released;            // the operator allowed another send since its last attempt
    QHash<JobId, AttemptId> m_acted;   // the newest attempt when the operator last acted on it
    QHash<BatchId, Money> m_resent;    // double charges accepted
    std::map<BatchId, qint64> m_added; // acknowledged batches and their jobs
    QHash<QString, qint64> m_ordered;  // by name
    QHash<BatchId, qint64> m_rows;     // of those that are large
    QSet<BatchId> m_half;              // the crash left them so
    qint64 m_largestHole = 500;        // removed batches leave some
    QSet<JobId> m_cancelled;           // acknowledged
    QSet<QString> m_paused;            // acknowledged
    QHash<QString, int> m_resumes;
    QHash<JobId, JobFacts> m_facts;
    std::optional<qint64> m_credits; // the one client's for calls, as claims and settlements left them
    qint64 m_mostJobs = 0;
    QDate m_lastDay;
};

} // namespace fornada::sim
