#pragma once

#include "model/job.h"
#include "net/transport.h"
#include "sim_faults.h"
#include "sim_judge.h"

namespace fornada::sim {

// What becomes of a request that was accepted.
enum class Fate {
    Good,
    Error500,
    Busy503,
    Busy503After,
    Gateway502,
    Limit429,
    Limit429After,
    Quota429,
    Bad400,
    Unauthorized401,
    Rubbish200,
    SaysFailure200,
    CutUnread,   // reset before it was read: nothing was done
    CutAccepted, // done and billed, then reset before any answer
    CutBody,     // the same in the middle of the answer
    Hang,        // done and billed, no answer ever
    Late,        // an answer after the client's deadline
};
QString nameOf(Fate fate);

// A line of the provider's ledger.
struct LedgerLine {
    qint64 connection = 0;
    qint64 attempt = 0;
    JobId job;
    Micros arrived{0};
    Fate fate = Fate::Good;
    Money billed;
    bool gone = false; // a whole answer has left
};

// What the provider is told about a job, to price and to answer it.
struct JobFacts {
    Job job;
    QString rowKey;
    QString queue, account;
    Money price;
    OutputKind output = OutputKind::Json;
    bool freeAccount = false;
    Micros cacheTtl{0}; // how long equal jobs may use its result
    bool review = false;
    qint64 credits = 0; // that it takes of its client's
    qint64 tokens = 0;  // that its request is expected to come to
    QString resultLink; // the field of the answer that says where its picture lies
};

// The other side of the network: accepts, bills, answers or fails as drawn from the seed, and keeps the ledger.
// It knows nothing of crashes at ours but closed connections.
class Provider {
public:
    // How its words reach the client; nothing happens when the connection is closed meanwhile.
    struct Line {
        std::function<void(WireAnswer)> answer;
        std::function<void(QString)> cut;
    };
    using Look = std::function<std::optional<JobFacts>(const WireRequest &)>;
    using Complain = std::function<void(int promise, const QString &what)>;

    Provider(Loop &loop, const SimClock &clock, const Faults &faults, Dice &dice, Look look, Complain complain);

    void arrive(qint64 connection, const WireRequest &request, Line line, bool isClosed);
    // Somebody wants a picture that an answer pointed at: free of charge.
    void serveFile(const QUrl &url, const Line &line);
    void hangUp(qint64 connection);
    void hangUpAll();

    LimitJudge &judge(const QString &scope) { return m_judges[scope]; }
    const QList<LedgerLine> &ledger() const { return m_ledger; }
    // What weighs a request there is drawn from this.
    void setWeights(Dice *dice) { m_weights = dice; }

private:
    Fate drawFate();
    Micros latency(Fate fate, Micros deadline);
    WireAnswer answerFor(Fate fate, const JobFacts &facts, const QString &rowKey, qint64 tokens);
    void finish(qsizetype line, const Line &to, const WireAnswer &answer);
    void leave(qint64 connection);

    Loop &m_loop;
    const SimClock &m_clock;
    const Faults &m_faults;
    Dice &m_dice;
    const Look m_look;
    const Complain m_complain;
    std::map<QString, LimitJudge> m_judges;
    std::map<qint64, QStringList> m_open; // connection -> scopes
    QList<LedgerLine> m_ledger;
    Dice *m_weights = nullptr;
};

// The job that a request is for, by the key that stays the same over its attempts; invalid where the provider's dialect
// has no such key.
JobId jobOf(const WireRequest &request);

} // namespace fornada::sim
