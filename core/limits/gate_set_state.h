#pragma once

#include "limits/adaptive_level.h"
#include "limits/blocked_until.h"
#include "limits/circuit_breaker.h"
#include "limits/concurrency.h"
#include "limits/daily_cap.h"
#include "limits/gate_set.h"
#include "limits/minimum_gap.h"
#include "limits/open_hours.h"
#include "limits/pace.h"
#include "limits/send_history.h"
#include "limits/sliding_window.h"

#include <vector>

namespace fornada {

// The gates behind a GateSet, and what passes through them. Owned by it.
struct GateSet::State {
    // A send whose token weight may still be corrected.
    struct Weighed {
        Boot planned, at;
        qint64 tokens;
    };
    // What was restored, until something new is counted: a gate configured in between takes its part over.
    struct Restored {
        QJsonObject state;
        Moment savedAt, at;
        bool sameBoot = false;
    };

    LimitSet config;
    LimitSet counted;        // each kind as it is, or was last: a limit that comes back covers what was sent meanwhile
    QJsonObject countedJson; // the same
    Pace pace;
    MinimumGap gap;
    SlidingWindow window{WaitReason::Window};
    SlidingWindow tokenWindow{WaitReason::TokenWindow};
    DailyCap dailyCap;
    Concurrency concurrency;
    OpenHours openHours;
    CircuitBreaker breaker;
    BlockedUntil blocked;
    Parked parked;
    AdaptiveLevel adaptive;

    int pending = 0;
    qint64 pendingTokens = 0;
    int inFlight = 0;
    std::vector<Weighed> weighed; // in flight, in order of sending; kept only for a token window
    Boot lastSeen = {};           // for what is asked without a time
    SendHistory recent;           // of everything: a limit that begins covers what may still be on its way there
    bool hasHistory = false;      // something was stored or must be
    std::optional<Restored> restored;

    // Of the pace, whose level may rise before it opens.
    Opening paceOpening(Moment now, int before) const;
    double level(Boot now) const { return config.adaptive ? adaptive.at(now) : 1.0; }
    // Called by whatever changes something, with the time it happened.
    void touch(Moment now);
    void takeOver();
    // Takes over which kinds are counted; those that are limited now as they are.
    void count(const LimitSet &limits);
    void noteRecent(Boot at)
    {
        recent.add(at);
        if (recent.isOverfull())
            recent.takeFirst();
    }
    void coverRecent(const LimitSet &before, const LimitSet &limits);
    // before and tokensBefore: reserved ones that go first.
    Opening earliest(Moment now, qint64 tokens, int before, qint64 tokensBefore, Micros ahead) const;
    // The one in-flight weight that is meant; nothing when several are alike and it cannot be told which.
    std::optional<Weighed> takeWeighed(qint64 tokens);
};

} // namespace fornada
