#pragma once

#include "base/clock.h"
#include "model/limit_config.h"
#include "model/outcome.h"
#include "model/wait_reason.h"

#include <QJsonObject>
#include <QList>

#include <memory>

namespace fornada {

// One limit as shown to the operator.
struct GateReading {
    WaitReason kind = WaitReason::None; // which gate
    Opening opening;
    double used = 0, allowed = 0; // 12 of 15; 0 allowed: not a counting gate
    QString note;                 // e.g. the pace after a 429: "48 a minute"
    double level = 1.0;           // part of the limit that is used since the provider complained
    std::optional<Moment> fullAt = {};
};

// All gates of one scope (a queue, an account, one model of an account), live. Pure: time is passed in; one thread.
//
// A request passes in two steps, so that a stalled commit never bunches sends:
//   reserve  when its permit is given (counts against every gate, at the time predicted by earliest)
//   sent     when it really went, at that time; until then earliestToSend says when the *next reserved one* may go,
//            judged on what was really sent only.
// release takes a reservation back unsent. finished frees the concurrency slot and corrects the token estimate.
class GateSet {
public:
    explicit GateSet(LimitSet config = {}, Micros clockSkew = Micros(0));
    ~GateSet();
    GateSet(GateSet &&) noexcept;
    GateSet &operator=(GateSet &&) noexcept;

    // Changing a limit keeps what was counted.
    void configure(const LimitSet &config);
    const LimitSet &config() const;
    // Provider time minus ours, from its Date headers; day caps and open hours use it.
    void setClockSkew(Micros skew);

    // ahead: how long before it is sent a permit is given, at most; slots that come free by then are not waited for.
    Opening earliest(Moment now, qint64 tokens = 0, Micros ahead = Micros(0)) const;
    Opening earliestToSend(Moment now, qint64 tokens = 0) const;
    void reserve(Moment now, qint64 tokens = 0);
    void release(qint64 tokens = 0);
    void sent(Moment at, qint64 tokens = 0);
    // A send that was handed over for `planned` really went at `at` (later): its entries move.
    void sentLate(Moment planned, Moment at);
    // What was handed over for `planned` was given back unsent: it is a reservation again, nothing was used.
    void unsent(Moment planned, qint64 tokens = 0);
    // Answer complete, or known lost: the slot is free. actualTokens < 0: not stated (yet), the estimate stays.
    void finished(Moment now, qint64 reservedTokens = 0, qint64 actualTokens = -1);
    // What was answered was on the wire for so long.
    void took(Micros time);
    void stillTaking(Micros time); // a slot was expected sooner, and none came free
    // The true weight of what was handed over for `planned`, learned after it had finished.
    void correctTokens(Moment planned, qint64 reservedTokens, qint64 actualTokens, Moment now);

    // How much of pace and concurrency is used: 1, less after complaints.
    double level(Moment now) const;
    // Feedback, used by breaker and adaptive pace/concurrency. complained: a 429 although the gate was open.
    void succeeded(Moment now);
    void failed(Moment now); // notSent, 5xx, lost: the breaker counts
    // isMeant: it was about these limits, which may go down; otherwise it only shows that the provider is there.
    // True when pace or concurrency went down because of it.
    bool complained(Moment now, bool isMeant = true);

    void blockUntil(Moment until, WaitReason why); // ProviderWait or QuotaReset
    void park();                                   // NeedsUser
    void unpark();                                 // the operator acted: also clears blockUntil and the breaker
    bool isParked() const;
    // Whoever it leads to is not there: its circuit opened, and a probe has failed since.
    bool isDown() const;

    int inFlight() const; // sent, not finished
    int pending() const;  // reserved, not sent
    // The highest concurrency now in force (after adaptive shrinking); nothing: unlimited.
    std::optional<int> concurrency() const;
    // How many permits may run ahead: max(2, rate x ahead), the rate being the slowest of pace and window; 2 when only
    // a gap or a token window is set; otherwise a large number.
    int runAhead(Micros ahead = std::chrono::milliseconds(20)) const;

    QList<GateReading> readings(Moment now) const;

    // State as JSON for the gate_state table. Restored with the clocks of both moments: the same boot id means exact,
    // another boot means the wall difference clamped to [0, full wait]. Pending and in-flight are not restored
    // (recovery re-counts), but what was reserved at the time of save may have gone at any moment until the restore: it
    // counts as sent now, and in the day of the save too. Gates that are configured only after the restore take it
    // over.
    QJsonObject save(Moment now, const QString &bootId) const;
    void restore(const QJsonObject &state, Moment now, const QString &bootId);

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace fornada
